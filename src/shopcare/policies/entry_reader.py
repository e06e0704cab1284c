"""Reads the entries of a policy file, and collects what is wrong under their keys."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from shopcare.domain.errors import Problem, Value
from shopcare.domain.policy.clause import Figure, Unit

E = TypeVar("E", bound=StrEnum)


class EntryReader:
    """Reads single values; what is wrong is collected, nothing is guessed."""

    def __init__(self) -> None:
        """Begin without problems."""
        self.problems: list[Problem] = []

    def wrong(self, key: str, code: str, /, **values: Value) -> None:
        """Note a problem under its key."""
        self.problems.append(Problem(field=key, code=code, values={"key": key, **values}))

    def known_keys(self, name: str, entry: Mapping[str, Any], keys: tuple[str, ...]) -> None:
        """Refuse keys that nobody reads: a mistyped one would otherwise be lost in silence."""
        for key in entry:
            if key not in keys:
                known = ", ".join(keys)
                self.wrong(f"{name}.{key}"[:80], "policy_key_unknown", known=known)

    def figure_named(
        self, place: str, name: object, figures: Mapping[str, Figure], units: tuple[Unit, ...]
    ) -> str:
        """Give the name of a figure that is there and has one of some units, else nothing."""
        if not isinstance(name, str) or name not in figures:
            choices = ", ".join(figures) or "numbers"
            self.wrong(place, "policy_choice_unknown", value=str(name)[:40], choices=choices)
            return ""
        if figures[name].unit not in units:
            choices = ", ".join(units)
            value = figures[name].unit.value
            self.wrong(f"{place}.unit", "policy_choice_unknown", value=value, choices=choices)
            return ""
        return name

    def choice(self, name: str, key: str, value: object, kind: type[E]) -> E | None:
        """Read one of a few words."""
        try:
            return kind(str(value))
        except ValueError:
            choices = ", ".join(kind)
            self.wrong(_place(name, key), "policy_choice_unknown", value=str(value)[:40],
                       choices=choices)  # fmt: skip
            return None

    def choices(
        self, name: str, key: str, entry: Mapping[str, Any], kind: type[E]
    ) -> tuple[E, ...]:
        """Read a list of words of a few."""
        read = [self.choice(name, key, value, kind) for value in self.texts(name, key, entry)]
        return tuple(one for one in read if one is not None)

    def texts(self, name: str, key: str, entry: Mapping[str, Any]) -> tuple[str, ...]:
        """Read a list of texts."""
        value = entry.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.wrong(_place(name, key), "policy_value_wrong", expected='["…", "…"]')
            return ()
        return tuple(value)

    def needed_text(self, name: str, key: str, entry: Mapping[str, Any]) -> str:
        """Read a text that is needed."""
        value = entry.get(key)
        if not isinstance(value, str) or not value.strip():
            self.wrong(_place(name, key), "policy_value_missing")
            return ""
        return value.strip()


def _place(name: str, key: str) -> str:
    """Name the place of a key, also of one at the top of the file."""
    return f"{name}.{key}" if name else key
