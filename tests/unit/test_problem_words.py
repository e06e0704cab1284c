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


def calls_in(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name):
                yield called.id, node
            elif isinstance(called, ast.Attribute):
                yield called.attr, node


def literal_codes(node: ast.expr | None) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return literal_codes(node.body) + literal_codes(node.orelse)
    return []


def said_in(path: Path) -> Iterator[Said]:
    for name, call in calls_in(path):
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


PLACES = [said for path in sorted(SOURCE.rglob("*.py")) for said in said_in(path)]


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
    texts, patterns = set(), []
    for path in SOURCE.rglob("*.py"):
        if path in SENTENCES:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [getattr(part, "value", None) for part in node.values]
                if "missing" in str(parts[-1]):  # column_{field}_missing, {field}_missing
                    signs = (re.escape(p) if isinstance(p, str) else r"\w+" for p in parts)
                    patterns.append(re.compile("".join(signs)))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
    unsaid = PROBLEMS.keys() - texts
    assert {code for code in unsaid if not any(p.fullmatch(code) for p in patterns)} == set()


def test_every_record_that_may_be_missing_has_its_word() -> None:
    missing = {
        text
        for path in SOURCE.rglob("*.py")
        for name, call in calls_in(path)
        if name == "NotFound"
        for text in literal_codes(call.args[0] if call.args else None)
    }
    assert missing - RECORDS.keys() == set()
