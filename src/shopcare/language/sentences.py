"""Codes with values become sentences here, and nowhere else: what happened and what to do."""

from collections.abc import Mapping
from typing import Final

from shopcare.domain.errors import Refusal, Trouble, Value
from shopcare.language.catalog import Catalog, mark
from shopcare.language.problems.calendar_problem_words import CALENDAR_PROBLEMS
from shopcare.language.problems.case_problem_words import CASE_PROBLEMS
from shopcare.language.problems.counter_problem_words import COUNTER_PROBLEMS
from shopcare.language.problems.file_problem_words import FILE_PROBLEMS
from shopcare.language.problems.staff_problem_words import STAFF_PROBLEMS
from shopcare.language.records.record_words import RECORDS

_UNKNOWN = mark("This cannot be done ({code}).")


def refusal_text(words: Catalog, code: str, values: Mapping[str, Value]) -> str:
    """Say in the user's words what was refused or went wrong, and what to do."""
    sentence = PROBLEMS.get(code)
    if sentence is None:
        return words.text(_UNKNOWN, code=code)
    return words.text(sentence, **_readable(words, values))


def error_text(words: Catalog, error: Refusal | Trouble) -> str:
    """Say in the user's words why an operation was not done."""
    return refusal_text(words, error.code, error.values)


def _readable(words: Catalog, values: Mapping[str, Value]) -> dict[str, object]:
    """Translate the names of records and stages among the values, and write yuan with fen."""
    readable: dict[str, object] = {"": ""}  # a sentence without placeholders still formats
    for name, value in values.items():
        known = RECORDS.get(value) if isinstance(value, str) else None
        readable[name] = words.text(known) if known else value
        if isinstance(value, float):  # money is the only one
            readable[name] = f"{value:,.2f}"
    return readable


PROBLEM_TABLES: Final = (
    COUNTER_PROBLEMS,
    CASE_PROBLEMS,
    STAFF_PROBLEMS,
    FILE_PROBLEMS,
    CALENDAR_PROBLEMS,
)
"""The sentences by subject; no code stands in two of them."""

PROBLEMS: Final[Mapping[str, str]] = {
    code: sentence for table in PROBLEM_TABLES for code, sentence in table.items()
}
