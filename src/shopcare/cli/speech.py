"""What the command line says: plain text for people, JSON for programs, always UTF-8."""

import errno
import json
import os
import re
import sys
from collections.abc import Callable, Iterable
from typing import Final, TextIO

from shopcare.domain.errors import Invalid, Refusal, Trouble
from shopcare.language.catalog import SOURCE_LANGUAGE, Catalog, languages
from shopcare.language.sentences import error_text, refusal_text

_STEERING: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)


def speak_utf8() -> None:
    """Let both streams carry every character, also on a Windows console and into a pipe."""
    for stream in (sys.stdout, sys.stderr):
        change = getattr(stream, "reconfigure", None)
        if change is not None:
            change(encoding="utf-8", errors="backslashreplace")


def say(lines: Iterable[str], stream: TextIO | None = None) -> None:
    """Write lines for people, without what would steer their terminal."""
    for line in lines:
        print(visible(line), file=stream or sys.stdout)


def say_json(plain: object) -> None:
    """Write plain values for a program; what is not printable comes as an escape."""
    text = json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False)
    lines = (line if line.isprintable() else _escaped(line) for line in text.split("\n"))
    print("\n".join(lines))


def say_error(
    words: Catalog,
    error: Refusal | Trouble,
    *,
    as_json: bool,
    named: Callable[[str], str] = str,
) -> None:
    """Say why a command was not done, every problem with its field.

    Args:
        words: the language.
        error: what was refused or went wrong.
        as_json: also for a program, which knows the fields by their own names.
        named: names a field for a person, for example by the option that gave it.
    """
    if as_json:
        say_json({"error": _error_json(words, error)})
    say(_error_lines(words, error, named), sys.stderr)


def system_language() -> str:
    """Give the language to speak before a shop's own is known: the user's, if there is one."""
    import locale

    names = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    try:
        names.append(locale.getlocale()[0])
    except ValueError:  # a locale that Python does not know
        names.append(None)
    name = next((name for name in names if name), "").casefold()
    if not name.startswith(("zh", "chinese")):
        return SOURCE_LANGUAGE
    return "zh_CN" if "zh_CN" in languages() else SOURCE_LANGUAGE


def has_reader_gone(error: OSError) -> bool:
    """Say whether an error means that nobody reads the answer any more.

    Windows calls a write to such a pipe an invalid argument; that of a file would have its name.
    """
    if os.name == "nt" and error.errno == errno.EINVAL:
        return error.filename is None
    return isinstance(error, BrokenPipeError)


def silence_stdout() -> None:
    """Let nothing more be written to a reader that has gone, not even while Python ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


def _escaped(line: str) -> str:
    """Write every character of a line of JSON that is not printable as ``\\uXXXX``."""
    return "".join(
        character if character.isprintable() else json.dumps(character)[1:-1] for character in line
    )


def _error_json(words: Catalog, error: Refusal | Trouble) -> dict[str, object]:
    plain: dict[str, object] = {
        "code": error.code,
        "message": error_text(words, error),
        "values": error.values,
    }
    if isinstance(error, Invalid):
        plain["problems"] = [
            {
                "field": problem.field,
                "code": problem.code,
                "message": refusal_text(words, problem.code, problem.values),
            }
            for problem in error.problems
        ]
    return plain


def _error_lines(
    words: Catalog, error: Refusal | Trouble, named: Callable[[str], str]
) -> list[str]:
    if isinstance(error, Invalid):
        return [
            f"{named(problem.field)}: {text}" if problem.field else text
            for problem in error.problems
            for text in (refusal_text(words, problem.code, problem.values),)
        ]
    lines = [error_text(words, error)]
    if isinstance(error, Trouble) and error.technical:
        lines.append(f"({error.technical})")
    return lines


def visible(line: str) -> str:
    """Give a line without what would steer a terminal or turn its text around."""
    return line if line.isprintable() else _STEERING.sub("\ufffd", line)
