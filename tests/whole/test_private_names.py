"""The tests use the product as anybody else does: no private name of it stands in them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
BREAKS = TESTS / "drills" / "listed_breaks.py"
OF_NAMED_TUPLES = {"_replace", "_asdict", "_fields", "_make"}  # public, despite their names
PRIVATE = re.compile(r"_[a-z]\w*")
DOTTED = re.compile(r"\w\.(_[a-z]\w*)")


def private_names(source: str) -> Iterator[str]:
    """Give the private names of others: attributes, imports, and names in strings."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls")):
                pass  # the test's own
            case ast.Attribute(attr=name) if PRIVATE.fullmatch(name):
                yield name
            case ast.ImportFrom(names=names):
                yield from (one.name for one in names if PRIVATE.fullmatch(one.name))
            case ast.Call(func=ast.Name(id="getattr" | "setattr") | ast.Attribute(attr="setattr")):
                said = [one.value for one in node.args if isinstance(one, ast.Constant)]
                yield from (one for one in said if PRIVATE.fullmatch(str(one)))
            case ast.Constant(value=str(text)):
                yield from DOTTED.findall(text)  # "shopcare.x._y", or a program for another process


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("page._context.shop", ["_context"]),
        ("self._own", []),
        ("self._own._theirs", ["_theirs"]),
        ("row._replace(a=1)", ["_replace"]),
        ("x.__class__", []),
        ("from shopcare.storage.cases.cases import _row, get", ["_row"]),
        ("monkeypatch.setattr(module, '_y', 1)", ["_y"]),
        ("monkeypatch.setattr('a.b._y', 1)", ["_y"]),
        ("'''from a import b\\nb._y = 1'''", ["_y"]),
    ],
)
def test_a_private_name_is_seen_wherever_it_stands(source: str, found: list[str]) -> None:
    assert list(private_names(source)) == found


@pytest.mark.parametrize(
    "file", sorted(TESTS.rglob("*.py")), ids=lambda file: file.relative_to(TESTS).as_posix()
)
def test_no_private_name_of_the_product_stands_in_a_test(file: Path) -> None:
    if file in (Path(__file__), BREAKS):  # examples, and lines of the product to be broken
        return
    assert set(private_names(file.read_text("utf-8"))) <= OF_NAMED_TUPLES
