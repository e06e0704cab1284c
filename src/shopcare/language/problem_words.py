"""One sentence for every code: what happened and what to do, in a clerk's words."""

from collections.abc import Mapping
from typing import Final

from shopcare.language.calendar_problem_words import CALENDAR_PROBLEMS
from shopcare.language.counter_problem_words import COUNTER_PROBLEMS
from shopcare.language.file_problem_words import FILE_PROBLEMS

PROBLEM_TABLES: Final = (COUNTER_PROBLEMS, FILE_PROBLEMS, CALENDAR_PROBLEMS)
"""The sentences by subject; no code stands in two of them."""

PROBLEMS: Final[Mapping[str, str]] = {
    code: sentence for table in PROBLEM_TABLES for code, sentence in table.items()
}
