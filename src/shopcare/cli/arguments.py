"""The parser of the command line, made of the table of commands."""

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NoReturn

from shopcare.cli.command import Command, Described, Group, Options
from shopcare.cli.speech import visible
from shopcare.cli.tables import table
from shopcare.language.catalog import Catalog, languages, mark
from shopcare.system.paths import resource

if TYPE_CHECKING:
    from argparse import _ArgumentGroup, _MutuallyExclusiveGroup, _SubParsersAction

    _Places = dict[tuple[str, ...], "_SubParsersAction[Parser]"]


_TITLES = {
    "positional arguments": mark("positional arguments"),
    "options": mark("options"),
}
"""The titles that ``argparse`` gives to groups of arguments."""
_WITH_VALUE = ("--data", "--lang", "--as", "--pin-file")
_WITHOUT_VALUE = ("-h", "--help", "--json")
"""What every command takes, see ``_add_shared``."""


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
    answer: Described = MappingProxyType({})
    """What the command's JSON has; told at the end of its help."""

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

    def format_help(self) -> str:
        """Write the help, and below it what the command's JSON has."""
        said = super().format_help()
        if not self.answer:
            return said
        rows = [(f"  {path}", self.words.text(meaning)) for path, meaning in self.answer.items()]
        title = self.words.text("with --json it answers:")
        return "\n".join([said, title, *table(rows), ""])

    def error(self, message: str) -> NoReturn:
        """Say what was not understood and end with status 2."""
        problem = visible(wrong_use_text(self.words, message))
        said = self.words.text("This command line is not understood: {message}", message=problem)
        tip = self.words.text("See: {command} --help", command=self.prog)
        self.print_usage()
        self.exit(2, f"{said}\n{tip}\n")

    def print_usage(self, file: object = None) -> None:
        """Write the usage where complaints go."""
        import sys

        super().print_usage(sys.stderr)


def build_parser(
    words: Catalog, commands: Sequence[Command], groups: Iterable[Group], arguments: Sequence[str]
) -> argparse.ArgumentParser:
    """Make the parser with its help in a language.

    Args:
        words: the language.
        commands: every command there is.
        groups: the first words that several commands share.
        arguments: as ``joined`` gives them; only commands that they may name are given their own,
            and where they begin with a command's words it is the only one.
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
    parser.add_argument("--version", action=_SayVersion, nargs=0, help=version)
    places: _Places = {(): parser.add_subparsers(metavar=words.text("COMMAND"))}
    summaries = {group.word: group.summary for group in groups}
    single = _single(commands)
    begin = tuple(arguments[place] for place in _places(arguments))
    named = [one for one in commands if begin[: len(typed := _typed(one, single))] == typed]
    for command in named or commands:
        *above, word = _typed(command, single)
        place = tuple(above)
        for beyond in (place[:depth] for depth in range(1, len(place) + 1)):
            if beyond not in places:
                summary = summaries[" ".join(beyond)]
                group = _add(places[beyond[:-1]], words, beyond[-1], summary, shared)
                commands_of = group.add_subparsers(metavar=words.text("COMMAND"), required=True)
                places[beyond] = commands_of
        own = _add(places[place], words, word, command.summary, shared)
        if {*above, word} <= set(arguments):
            options = Options(own, words)
            command.options(options)
            own.set_defaults(command=command, option_of=options.option_of)
            own.answer = command.json
    return parser


def joined(arguments: Sequence[str], commands: Sequence[Command]) -> list[str]:
    """Write a command that shares its first word with another one as one word.

    ``call plan`` and ``call 4 undo`` stand beside ``call 4 reached``: for ``argparse`` they are
    ``"call plan"`` and ``"call ID undo" 4``.
    """
    places = list(_places(arguments))
    typed = [arguments[place] for place in places]
    single = _single(commands)
    for command in commands:
        pattern, count = command.words, len(command.words)
        if len(_typed(command, single)) == count or len(typed) < count:
            continue
        if all(word.isupper() or word == said for word, said in zip(pattern, typed, strict=False)):
            taken = {at for at, word in zip(places, pattern, strict=False) if not word.isupper()}
            rest = [said for at, said in enumerate(arguments) if at not in taken]
            rest.insert(places[0], " ".join(pattern))
            return rest
    return list(arguments)


def _single(commands: Sequence[Command]) -> frozenset[str]:
    """Give the commands that are a single word."""
    return frozenset(command.words[0] for command in commands if len(command.words) == 1)


def _typed(command: Command, single: frozenset[str]) -> tuple[str, ...]:
    """Give the words of a command as ``argparse`` meets them, see ``joined``.

    Args:
        command: the command.
        single: the commands that are a single word, see ``_single``.
    """
    is_shared = len(command.words) > 1 and command.words[0] in single
    return (" ".join(command.words),) if is_shared else command.words


def _places(arguments: Sequence[str]) -> Iterator[int]:
    """Give where the first words stand, up to an option that not every command takes."""
    follows_option = False
    for place, argument in enumerate(arguments):
        if follows_option:
            follows_option = False
        elif not argument.startswith("-"):
            yield place
        elif argument.partition("=")[0] in _WITH_VALUE:
            follows_option = "=" not in argument
        elif argument not in _WITHOUT_VALUE:
            return


def language_asked(arguments: Sequence[str]) -> str | None:
    """Find the language that the arguments ask for, before they are understood as a whole."""
    for position, argument in enumerate(arguments):
        name, given, value = argument.partition("=")
        if name == "--lang":
            asked = value if given else "".join(arguments[position + 1 : position + 2])
            return asked if asked in languages() else None
    return None


def _speaking(words: Catalog) -> type[Parser]:
    """Give a parser that passes its language on to the parsers of its commands."""
    return type("Speaking", (Parser,), {"words": words})


def _add(
    place: "_SubParsersAction[Parser]", words: Catalog, word: str, summary: str, shared: Parser
) -> Parser:
    said = words.text(summary)
    return place.add_parser(word, help=said, description=said, parents=[shared], allow_abbrev=False)


def _add_shared(options: Options) -> None:
    """Add what every command takes, before its words or after them."""
    options.add("-h", "--help", action="help", tells=mark("show this help"))
    options.add("--data", metavar="DIR", tells=mark("the shop's data folder"))
    options.add("--lang", choices=languages(), tells=mark("the language of the answer"))
    options.add("--as", dest="initials", metavar="INITIALS", tells=mark("who is acting"))
    options.add("--pin-file", metavar="FILE",
                tells=mark("where PINs are used: a file with the PIN or the token of who is "
                           "acting; - reads stdin"))  # fmt: skip
    options.add("--json", action="store_true", tells=mark("answer in JSON, for programs"))


class _SayVersion(argparse.Action):
    """Says the version and ends; only then is it looked up, which takes 2 ms."""

    def __call__(self, parser: argparse.ArgumentParser, *_given: object) -> None:
        print(_version())
        parser.exit()


def _version() -> str:
    from importlib.metadata import version

    kind = resource("build_kind.txt")  # only a frozen program has one
    trial = " (trial build)" if kind.exists() and kind.read_text("utf-8").strip() == "trial" else ""
    return f"ShopCare {version('shopcare')}{trial}"


_ARGUMENT: Final = re.compile(r"argument (?P<name>\S+): (?P<problem>.+)", re.DOTALL)
_ABOUT_ONE: Final = mark("{name}: {problem}")
_POSSIBLE: Final = mark("“{text}” is not possible here. Possible are: {choices}.")
_NO_VALUE: Final = mark("A value is missing.")
_SENTENCES: Final = tuple(
    (re.compile(pattern, re.DOTALL), sentence)
    for pattern, sentence in (
        (r"the following arguments are required: (?P<names>.+)", mark("Missing: {names}.")),
        (r"unrecognized arguments: (?P<names>.+)", mark("Unknown: {names}.")),
        (r"one of the arguments (?P<names>.+) is required",
         mark("One of these is needed: {names}.")),
        (r"not allowed with argument (?P<other>.+)", mark("Not together with {other}.")),
        (r"ignored explicit argument (?P<text>.+)", mark("It takes no value such as “{text}”.")),
        (r"invalid choice: (?P<text>.+?)(?:, maybe you meant .+)? \(choose from (?P<choices>.+)\)",
         _POSSIBLE),
        (r"expected (?:one argument|at least one argument)", _NO_VALUE),
        (r"expected (?P<n>\d+) arguments", mark("{n} values are needed.")),
        (r"not a whole number: (?P<text>.+)", mark("“{text}” is not a whole number.")),
        (r"not between (?P<least>\S+) and (?P<most>\S+): (?P<text>.+)",
         mark("{text} is not between {least} and {most}.")),
        (r"not one of (?P<choices>.+): (?P<text>'.*')", _POSSIBLE),
    )
)  # fmt: skip


def wrong_use_text(words: Catalog, message: str) -> str:
    """Say one of the complaints of ``argparse`` in the user's language."""
    about = _ARGUMENT.fullmatch(message)
    if about is not None:
        problem = wrong_use_text(words, about["problem"])
        return words.text(_ABOUT_ONE, name=about["name"], problem=problem)
    for pattern, sentence in _SENTENCES:
        if found := pattern.fullmatch(message):
            return words.text(sentence, **_readable(found.groupdict()))
    return message


def _readable(named: dict[str, str]) -> dict[str, str]:
    """Take the quotes of Python off what was typed and off the choices."""
    readable = {"": ""}  # a sentence without placeholders still formats
    for name, text in named.items():
        if name == "text" and text[:1] == text[-1:] in ("'", '"'):
            readable[name] = text[1:-1]
        else:
            readable[name] = text.replace("'", "") if name == "choices" else text
    return readable
