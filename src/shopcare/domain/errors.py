"""How the program says no: codes with values, turned into sentences in one place."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

Value = str | int | float | bool | None


class Problem(NamedTuple):
    """One thing that is wrong with one field of a draft."""

    field: str
    """The draft's field, as it is named in code; empty where no single field is to blame."""
    code: str
    values: Mapping[str, Value] = MappingProxyType({})


class Refusal(Exception):
    """A rule says no. Nothing was saved; the user can do something about it."""

    def __init__(self, code: str, **values: Value) -> None:
        super().__init__(code, values)
        self.code = code
        self.values: dict[str, Value] = values


class Invalid(Refusal):
    """A draft has problems, each beside its field. Nothing was saved."""

    def __init__(self, *problems: Problem) -> None:
        first = problems[0]
        super().__init__(first.code, **first.values)
        self.problems = problems


class NotFound(Refusal):
    """What was asked for is not in the shop file."""

    def __init__(self, what: str, key: str | int) -> None:
        super().__init__("not_found", what=what, key=key)


class Trouble(Exception):
    """The disk, the file or the printer says no. The user needs to know what was saved."""

    def __init__(self, code: str, *, technical: str = "", **values: Value) -> None:
        super().__init__(code, values)
        self.code = code
        self.values: dict[str, Value] = values
        self.technical = technical
