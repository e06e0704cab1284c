"""Every way the program says no has its sentence, and every sentence is used."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

import shopcare
from shopcare.language.records.record_words import RECORDS
from shopcare.language.sentences import PROBLEM_TABLES, PROBLEMS

SOURCE = Path(shopcare.__file__).parent
SENTENCES = set((SOURCE / "language" / "problems").glob("*_problem_words.py"))
"""Where the sentences stand; everywhere else is where they are said."""
CODE_FIRST = {"Refusal", "Trouble", "UnreadableNotice"}
CODE_SECOND = {"refuse", "_wrong", "_problem", "_unreadable"}
"""Makers of problems whose code stands behind the field or the line."""


@dataclass(frozen=True)
class Said:
    """One place that says no with a code that stands there."""

    place: str
    code: str
    given: frozenset[str] | None
    """The names of the values; None where they are not written out."""


def named_call(node: ast.Call) -> str:
    called = node.func
    if isinstance(called, ast.Name):
        return called.id
    return called.attr if isinstance(called, ast.Attribute) else ""


def literal_codes(node: ast.expr | None) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return literal_codes(node.body) + literal_codes(node.orelse)
    return []


def said_by(path: Path, call: ast.Call) -> Iterator[Said]:
    name = named_call(call)
    values = {word.arg: word.value for word in call.keywords}
    if name in CODE_FIRST | CODE_SECOND:
        at = 1 if name in CODE_SECOND else 0
        code = call.args[at] if len(call.args) > at else None
        given = None if None in values else frozenset(values)
    else:  # Problem, NoticeLine and what is made like them
        code = values.get("code")
        given = names_of(values.get("values"))
    if given is not None and path.parent.name == "exchange":
        given |= {"column"}  # row_cells adds the heading to every problem of a cell
    for text in literal_codes(code):
        place = f"{path.relative_to(SOURCE)}:{call.lineno}"
        yield Said(place=place, code=text, given=given)


def names_of(values: ast.expr | None) -> frozenset[str] | None:
    if values is None:
        return frozenset()
    if isinstance(values, ast.Dict) and all(isinstance(key, ast.Constant) for key in values.keys):
        return frozenset(key.value for key in values.keys if isinstance(key, ast.Constant))
    return None


def pattern_of(text: ast.JoinedStr) -> Iterator[re.Pattern[str]]:
    """Give the codes that a text may become: column_{field}_missing, {field}_missing."""
    parts = [getattr(part, "value", None) for part in text.values]
    if "missing" in str(parts[-1]):
        signs = (re.escape(part) if isinstance(part, str) else r"\w+" for part in parts)
        yield re.compile("".join(signs))


PLACES: list[Said] = []
MISSING: set[str] = set()
"""The records that may be missing."""
TEXTS: set[str] = set()
PATTERNS: list[re.Pattern[str]] = []
"""What stands anywhere but among the sentences."""
for file in sorted(SOURCE.rglob("*.py")):  # once: reading it all takes a second
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            PLACES += said_by(file, node)
            if named_call(node) == "NotFound":
                MISSING.update(literal_codes(node.args[0] if node.args else None))
        elif file in SENTENCES:
            continue
        elif isinstance(node, ast.JoinedStr):
            PATTERNS += pattern_of(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            TEXTS.add(node.value)


def test_the_places_are_found() -> None:
    assert len(PLACES) > 150
    assert {"customer_missing", "notice_too_long", "field_choice"} <= {one.code for one in PLACES}


def test_no_code_has_two_sentences() -> None:
    assert len(SENTENCES) == len(PROBLEM_TABLES)
    assert len(PROBLEMS) == sum(len(table) for table in PROBLEM_TABLES)


def test_every_code_has_its_sentence() -> None:
    assert {f"{one.place} {one.code}" for one in PLACES if one.code not in PROBLEMS} == set()


@pytest.mark.parametrize("code", sorted({one.code for one in PLACES} & PROBLEMS.keys()))
def test_what_a_sentence_names_is_given(code: str) -> None:
    named = {name for _, name, _, _ in Formatter().parse(PROBLEMS[code]) if name}
    for one in PLACES:
        if one.code == code and one.given is not None:
            assert named <= one.given, one.place


def test_every_sentence_is_said_somewhere() -> None:
    unsaid = PROBLEMS.keys() - TEXTS
    assert {code for code in unsaid if not any(p.fullmatch(code) for p in PATTERNS)} == set()


def test_every_record_that_may_be_missing_has_its_word() -> None:
    assert len(MISSING) > 10
    assert MISSING - RECORDS.keys() == set()
