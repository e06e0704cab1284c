"""The parser of the command line, made of the table of commands."""

import argparse
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NoReturn

from shopcare.cli.command import Command, Options
from shopcare.language.catalog import Catalog, languages, mark

if TYPE_CHECKING:
    from argparse import _SubParsersAction

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


class Parser(argparse.ArgumentParser):
    """Says wrong use in the user's language."""

    words = Catalog("en")

    def error(self, message: str) -> NoReturn:
        """Say what was not understood and end with status 2."""
        said = self.words.text("This command line is not understood: {message}", message=message)
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
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    _add_shared(Options(shared, words))
    parser: argparse.ArgumentParser = _speaking(words)(
        prog="shopcare",
        description=words.text(
            "The after-sales counter of one shop. Without a command the window opens."
        ),
        parents=[shared],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=_version())
    places: _Places = {(): parser.add_subparsers(metavar=words.text("COMMAND"))}
    for command in commands:
        above = command.words[:-1]
        if above not in places:
            group = _add(places[()], words, above[0], _GROUPS[above[0]], shared)
            places[above] = group.add_subparsers(metavar=words.text("COMMAND"), required=True)
        own = _add(places[above], words, command.words[-1], command.summary, shared)
        if set(command.words) <= set(arguments):
            command.options(Options(own, words))
            own.set_defaults(command=command)
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
    options.add("--data", metavar="DIR", tells=mark("the shop's data folder"))
    options.add("--lang", choices=languages(), tells=mark("the language of the answer"))
    options.add("--as", dest="initials", metavar="INITIALS", tells=mark("who is acting"))
    options.add("--json", action="store_true", tells=mark("answer in JSON, for programs"))


def _version() -> str:
    from importlib.metadata import version

    return f"ShopCare {version('shopcare')}"
