"""Files that a command is given; every error of the disk is said in the user's words."""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn

from shopcare.domain.errors import Refusal, Trouble
from shopcare.system.console import console_encoding

MOST_BYTES: Final = 8 << 20
_STDIN: Final = "-"


def path_of(text: str) -> Path:
    """Take a path as typed.

    Raises:
        Refusal: ``path_impossible``.
    """
    if "\0" in text or not text.strip():
        raise Refusal("path_impossible", text=text[:80].replace("\0", "\ufffd"))
    at_home = ("~/", f"~{os.sep}")  # Windows' own shell leaves ``~`` as it is
    return Path(text).expanduser() if text.startswith(at_home) else Path(text)


def text_of(name: str) -> str:
    """Read a text file, or standard input for ``-``, where Windows' console may have its own page.

    Raises:
        Refusal: ``file_too_large``, ``file_not_utf8``, ``path_impossible``.
        Trouble: ``file_missing``, ``file_is_folder``, ``file_unreadable``.
    """
    raw = _stdin_bytes() if name == _STDIN else _file_bytes(path_of(name))
    if len(raw) > MOST_BYTES:
        raise Refusal("file_too_large", file=name)
    for encoding in ("utf-8-sig", console_encoding() if name == _STDIN else None):
        with suppress(UnicodeDecodeError, LookupError):
            if encoding is not None:
                return raw.decode(encoding)
    raise Refusal("file_not_utf8", file=name)


def fields_of(name: str) -> dict[str, object]:
    """Read a file that holds one JSON object.

    Raises:
        Refusal: ``fields_not_json``, ``fields_not_object`` and those of ``text_of``.
        Trouble: as ``text_of``.
    """
    return object_of(text_of(name), name)


def object_of(text: str, name: str) -> dict[str, object]:
    """Read one JSON object; numbers that are none (NaN, 1e400) are refused with their field.

    Raises:
        Refusal: ``fields_not_json``, ``fields_not_object``.
    """
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise Refusal("fields_not_json", file=name, line=error.lineno, column=error.colno) from None
    except (ValueError, RecursionError):  # endless digits, endless brackets
        raise Refusal("fields_not_json", file=name, line=1, column=1) from None
    if not isinstance(value, dict):
        raise Refusal("fields_not_object", file=name)
    return value


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(constant)


def _stdin_bytes() -> bytes:
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        return sys.stdin.read(MOST_BYTES + 1).encode("utf-8", "surrogatepass")
    return bytes(stream.read(MOST_BYTES + 1))


def _file_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        code = "file_unreadable"
        if isinstance(error, FileNotFoundError):
            code = "file_missing"
        elif _is_folder(path):
            code = "file_is_folder"
        raise Trouble(code, technical=error.strerror or "", file=str(path)) from error


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False
