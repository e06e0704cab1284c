"""The parser of the command line, made of the table of commands."""

import argparse
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from shopcare.cli.command import Command, Options
from shopcare.cli.wrong_use import wrong_use_text
from shopcare.language.catalog import Catalog, languages, mark

if TYPE_CHECKING:
    from argparse import _ArgumentGroup, _MutuallyExclusiveGroup, _SubParsersAction

    _Places = dict[tuple[str, ...], _SubParsersAction[argparse.ArgumentParser]]

_GROUPS = {
    "import": mark("Bring customers or purchases in from a till's file."),
    "export": mark("Write a table to an XLSX or CSV file."),
    "customer": mark("Show, add or change a customer."),
    "purchase": mark("Show or record a purchase, or hand it over."),
    "case": mark("Record, show, list or move cases."),
    "notice": mark("Read the official holiday notice, or take it over."),
    "clock": mark("Confirm the PC's date."),
}


_TITLES = {
    "positional arguments": mark("positional arguments"),
    "options": mark("options"),
}
"""The titles that ``argparse`` gives to groups of arguments."""


class HelpPage(argparse.HelpFormatter):
    """Writes help with its first word in the user's language."""

    def __init__(self, words: Catalog, prog: str, **details: Any) -> None:
        """Take the language, and what ``argparse`` gives."""
        super().__init__(prog, **details)
        self._words = words

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: "Iterable[_MutuallyExclusiveGroup]",
        prefix: str | None = None,
    ) -> None:
        """Begin with the usage; an empty prefix stays empty."""
        word = self._words.text("usage: ") if prefix is None else prefix
        super().add_usage(usage, actions, groups, word)


class Parser(argparse.ArgumentParser):
    """Gives help and says wrong use in the user's language."""

    words = Catalog("en")

    def __init__(self, **details: Any) -> None:
        """Take what ``argparse`` takes; ``--help`` is among the shared arguments."""
        page = partial(HelpPage, self.words)
        super().__init__(**{**details, "add_help": False, "formatter_class": page})

    def add_argument_group(
        self, title: str | None = None, description: str | None = None, **details: Any
    ) -> "_ArgumentGroup":
        """Make a group; the titles of ``argparse`` are said in the user's language."""
        said = self.words.text(_TITLES[title]) if title in _TITLES else title
        return super().add_argument_group(said, description, **details)

    def error(self, message: str) -> NoReturn:
        """Say what was not understood and end with status 2."""
        problem = wrong_use_text(self.words, message)
        said = self.words.text("This command line is not understood: {message}", message=problem)
        tip = self.words.text("See: {command} --help", command=self.prog)
        self.print_usage()
        self.exit(2, f"{said}\n{tip}\n")

    def print_usage(self, file: object = None) -> None:
        """Write the usage where complaints go."""
        import sys

        super().print_usage(sys.stderr)


def build_parser(
    words: Catalog, commands: Iterable[Command], arguments: Sequence[str]
) -> argparse.ArgumentParser:
    """Make the parser with its help in a language.

    Args:
        words: the language.
        commands: every command there is.
        arguments: what was typed; only commands that it may name are given their own arguments.
    """
    speaking = _speaking(words)
    shared = speaking(argument_default=argparse.SUPPRESS)
    _add_shared(Options(shared, words))
    parser = speaking(
        prog="shopcare",
        description=words.text(
            "The after-sales counter of one shop. Without a command the window opens."
        ),
        parents=[shared],
        allow_abbrev=False,
    )
    version = words.text("say which version this is")
    parser.add_argument("--version", action="version", version=_version(), help=version)
    places: _Places = {(): parser.add_subparsers(metavar=words.text("COMMAND"))}
    for command in commands:
        above = command.words[:-1]
        if above not in places:
            group = _add(places[()], words, above[0], _GROUPS[above[0]], shared)
            places[above] = group.add_subparsers(metavar=words.text("COMMAND"), required=True)
        own = _add(places[above], words, command.words[-1], command.summary, shared)
        if set(command.words) <= set(arguments):
            options = Options(own, words)
            command.options(options)
            own.set_defaults(command=command, option_of=options.option_of)
    return parser


def language_asked(arguments: Sequence[str]) -> str | None:
    """Find the language that the arguments ask for, before they are understood as a whole."""
    for position, argument in enumerate(arguments):
        name, given, value = argument.partition("=")
        if name == "--lang":
            asked = value if given else "".join(arguments[position + 1 : position + 2])
            return asked if asked in languages() else None
    return None


def _speaking(words: Catalog) -> type[argparse.ArgumentParser]:
    """Give a parser that passes its language on to the parsers of its commands."""
    return type("Speaking", (Parser,), {"words": words})


def _add(
    place: "_SubParsersAction[argparse.ArgumentParser]",
    words: Catalog,
    word: str,
    summary: str,
    shared: argparse.ArgumentParser,
) -> argparse.ArgumentParser:
    said = words.text(summary)
    return place.add_parser(word, help=said, description=said, parents=[shared], allow_abbrev=False)


def _add_shared(options: Options) -> None:
    """Add what every command takes, before its words or after them."""
    options.add("-h", "--help", action="help", tells=mark("show this help"))
    options.add("--data", metavar="DIR", tells=mark("the shop's data folder"))
    options.add("--lang", choices=languages(), tells=mark("the language of the answer"))
    options.add("--as", dest="initials", metavar="INITIALS", tells=mark("who is acting"))
    options.add("--json", action="store_true", tells=mark("answer in JSON, for programs"))


def _version() -> str:
    from importlib.metadata import version

    return f"ShopCare {version('shopcare')}"
