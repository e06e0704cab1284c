"""The numbers of cases alone, for lists that show nothing else of them.

A file of its own, as today's calls are painted before the facts of cases are loaded (20 ms).
"""

import sqlite3
from collections.abc import Sequence

from shopcare.storage.file.rows import id_list


def of(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, str]:
    """Read the numbers of some cases."""
    rows = connection.execute(
        "SELECT id, number FROM service_case WHERE id IN (SELECT value FROM json_each(?))",
        (id_list(ids),),
    )
    return dict(rows.fetchall())
