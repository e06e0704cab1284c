"""The table of marks on sketches (X-4)."""

import json
import sqlite3
from collections.abc import Sequence

from shopcare.domain.goods.condition import Condition, Mark
from shopcare.domain.ids import CaseId
from shopcare.storage.file.reading import read
from shopcare.storage.file.rows import Row


def put(connection: sqlite3.Connection, case_id: CaseId, condition: Condition) -> None:
    """Write the marks of a case; none takes them away."""
    connection.execute("DELETE FROM condition_marks WHERE case_id = ?", (case_id,))
    if condition.marks:
        connection.execute(
            "INSERT INTO condition_marks (case_id, sketch, marks) VALUES (?, ?, ?)",
            (case_id, condition.sketch, text_from_marks(condition.marks)),
        )


def of_case(connection: sqlite3.Connection, case_id: CaseId) -> Condition:
    """Read the marks of a case."""
    rows = connection.execute("SELECT * FROM condition_marks WHERE case_id = ?", (case_id,))
    found = read(connection, "condition_marks", rows, _condition, key="case_id")
    return found[0] if found else Condition()


def text_from_marks(marks: Sequence[Mark]) -> str:
    """Write marks."""
    return json.dumps([[mark.x, mark.y, mark.word] for mark in marks], ensure_ascii=False)


def marks_from_text(text: str) -> tuple[Mark, ...]:
    """Read marks.

    Raises:
        ValueError: they are none.
    """
    return tuple(Mark(x=int(x), y=int(y), word=str(word)) for x, y, word in json.loads(text))


def _condition(row: Row) -> Condition:
    return Condition(sketch=row["sketch"], marks=marks_from_text(row["marks"]))
