"""What forms hold that is not saved yet."""

import json
import sqlite3
from datetime import datetime


def keep(connection: sqlite3.Connection, form: str, content: object, at: datetime) -> None:
    """Keep what a form holds; it is there again after a crash or a power cut."""
    connection.execute(
        "INSERT INTO draft (form, content, saved_at) VALUES (?, ?, ?) "
        "ON CONFLICT (form) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at",
        (form, json.dumps(content), at.isoformat()),  # ASCII: half an emoji is kept as it is
    )


def kept(connection: sqlite3.Connection, form: str) -> object:
    """Give back what a form held, or None."""
    row = connection.execute("SELECT content FROM draft WHERE form = ?", (form,)).fetchone()
    return json.loads(row[0]) if row else None


def forget(connection: sqlite3.Connection, form: str) -> None:
    """Drop what a form held: it was saved, or thrown away on purpose."""
    connection.execute("DELETE FROM draft WHERE form = ?", (form,))
