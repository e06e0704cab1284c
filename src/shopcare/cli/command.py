"""What a command of the command line is made of."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shopcare.language.catalog import Catalog

if TYPE_CHECKING:
    from shopcare.cli.session import Session


class Options:
    """Adds what a command takes, with its explanation in the user's language."""

    def __init__(self, parser: argparse._ActionsContainer, words: Catalog) -> None:
        """Take the command's parser and the language of its help."""
        self._parser = parser
        self._words = words
        self.option_of: dict[str, str] = {}
        """Which option gives a field; for problems that name the field."""

    def add(self, *names: str, tells: str = "", gives: Sequence[str] = (), **details: Any) -> None:
        """Add one argument.

        Args:
            names: as typed: ``TEXT`` positions in lower case, or ``--name``.
            tells: its explanation, a marked literal.
            gives: the fields that an option gives, where they have other names than it.
            details: as ``argparse`` takes them.
        """
        option = names[-1]
        if option.startswith("--"):
            fields = (option[2:].replace("-", "_"), *gives)
            self.option_of |= dict.fromkeys(fields, option)
        self._parser.add_argument(*names, help=self._words.text(tells) if tells else "", **details)

    def take_key(self, name: str) -> None:
        """Take the key that stands between the command's words, where the usage shows it."""
        self._parser.add_argument(name, help=argparse.SUPPRESS)

    def one_of(self, *, required: bool = True) -> "Options":
        """Open a group of which one may be given."""
        assert isinstance(self._parser, argparse.ArgumentParser)
        group = self._parser.add_mutually_exclusive_group(required=required)
        one = Options(group, self._words)
        one.option_of = self.option_of
        return one


Described = Mapping[str, str]
"""What the JSON of a command has: the path of each value with its meaning, a marked literal.

``[]`` stands for each item of a list, ``*`` at the end for whatever lies below.
"""


def no_options(_options: Options) -> None:
    """Take nothing but what every command takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command: its words, its arguments, what it does and what it answers."""

    words: tuple[str, ...]
    """As they are typed; in capitals, a key that stands between them: ``call ID undo``."""
    summary: str
    """One marked sentence for the list of commands."""
    run: Callable[["Session"], None]
    json: Described
    options: Callable[[Options], None] = no_options


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The first words that several commands share."""

    word: str
    """One word, or two: ``staff pin``."""
    summary: str
    """One marked sentence for the list of commands."""


def below(path: str, described: Described) -> dict[str, str]:
    """Describe values that stand below a path: ``below("deadlines[]", DEADLINE_JSON)``."""
    return {
        f"{path}{'' if inner.startswith('[') else '.'}{inner}": meaning
        for inner, meaning in described.items()
    }


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Make a reader of whole numbers within bounds; anything else is wrong use."""

    def whole(text: str) -> int:
        if not text.strip().lstrip("+-").isdecimal() or len(text) > 20:
            raise argparse.ArgumentTypeError(f"not a whole number: {text[:40]!r}")
        number = int(text)
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"not between {least} and {most}: {number}")
        return number

    return whole


def choices_text(choices: Sequence[str]) -> str:
    """Write choices as they stand in the help of an argument."""
    return "|".join(choices)
