"""What ``argparse`` says about wrong use, in the user's language.

It knows its complaints only as English sentences; each is recognised here and said with a
sentence of the catalogue. One that another Python words differently stays as it is.
"""

import re
from typing import Final

from shopcare.language.catalog import Catalog, mark

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
