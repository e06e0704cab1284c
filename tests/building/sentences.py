"""Watches everything that says no during a test: can it be said, and beside which field?"""

import dataclasses
import inspect
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from string import Formatter
from typing import Any

import pytest

import shopcare.domain
from shopcare.domain.calendar.notice_facts import NoticeLine
from shopcare.domain.errors import Problem, Refusal, Trouble
from shopcare.language.sentences import PROBLEMS

Said = tuple[str, Mapping[str, Any]]


@contextmanager
def every_no_can_be_said() -> Iterator[None]:
    """Check the code, the values and the field of whatever says no until the block ends."""
    said: list[Said] = []
    fields: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        for kind in (Refusal, Trouble, NoticeLine):
            patch.setattr(kind, "__init__", noting(kind.__init__, said))
        make = Problem.__new__

        def made(kind: type[Problem], *words: Any, **more: Any) -> Problem:
            problem = make(kind, *words, **more)
            if not maker().startswith("shopcare.exchange"):
                said.append((problem.code, problem.values))
            if maker().startswith("shopcare.domain") and ".policy." not in maker():
                fields.add(problem.field)
            return problem

        patch.setattr(Problem, "__new__", made)
        yield
    broken = [fault for code, values in said for fault in faults(code, values)]
    assert not broken, broken
    unknown = {field for field in fields if not is_known(field)}
    assert not unknown, unknown


def noting(init: Any, said: list[Said]) -> Any:
    def noted(self: Any, *words: Any, **more: Any) -> None:
        init(self, *words, **more)
        if not maker().startswith("shopcare.exchange"):  # there the column is added afterwards
            said.append((self.code, self.values))

    return noted


def maker() -> str:
    """Give the module that makes what the calling function notes."""
    frame = inspect.currentframe()
    assert frame and frame.f_back and frame.f_back.f_back
    return str(frame.f_back.f_back.f_globals["__name__"])


def faults(code: str, values: Mapping[str, Any]) -> list[str]:
    if code not in PROBLEMS:
        return [f"{code}: no sentence"]
    named = {name for _, name, _, _ in Formatter().parse(PROBLEMS[code]) if name}
    missing = [f"{code}: {name} not given" for name in named - values.keys()]
    return missing + [f"{code}: {name} is empty" for name in named if values.get(name, "") is None]


def is_known(field: str) -> bool:
    """Say whether a form can find the field: each part of its name is a field of some facts."""
    names = names_of_fields()
    parts = [part for part in field.split(".") if not part.isdecimal()]
    return not field or all(
        part.removeprefix("right_").removeprefix("left_") in names for part in parts
    )


@cache
def names_of_fields() -> set[str]:
    modules = walk_packages(shopcare.domain.__path__, "shopcare.domain.")
    return {
        field.name
        for module in modules
        for kind in vars(import_module(module.name)).values()
        if isinstance(kind, type) and dataclasses.is_dataclass(kind)
        for field in dataclasses.fields(kind)
    }
