"""The fields of a table and the reasons about its rows, in a clerk's words."""

from collections.abc import Mapping, Sequence
from typing import Final

from shopcare.domain.errors import Problem
from shopcare.language.catalog import mark
from shopcare.language.import_words import FIELDS
from shopcare.services.exchange.import_preview import ImportKind
from shopcare.ui.kit.words.i18n import problem_text, tr

KINDS: Final[Mapping[ImportKind, str]] = {
    ImportKind.CUSTOMERS: mark("Customers"),
    ImportKind.PURCHASES: mark("Purchases"),
}


def field_words(field: str) -> str:
    """Name a field."""
    return tr(FIELDS[field])


def column_words(problem: Problem, columns: Mapping[str, Sequence[str]]) -> str:
    """Name the column of the file that a problem is about; empty where it is about the row."""
    told = problem.values.get("column")
    if told:
        return str(told)
    headings = columns.get(problem.field, ())
    if headings:
        return " + ".join(headings)
    return field_words(problem.field) if problem.field in FIELDS else ""


def reason_words(problem: Problem, columns: Mapping[str, Sequence[str]]) -> str:
    """Say why; the column that stands beside it is not said twice."""
    sentence = problem_text(problem)
    for sign in (": ", "："):
        sentence = sentence.removeprefix(f"{column_words(problem, columns)}{sign}")
    stands_there = str(problem.values.get("text", ""))
    if stands_there and stands_there not in sentence:
        return tr("“{text}”: {why}", text=stands_there, why=sentence)
    return sentence[:1].upper() + sentence[1:]
