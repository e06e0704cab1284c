"""Runs command lines inside this process and reads what they answer."""

import io
import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from building.encryption import encrypted_if_asked
from building.shops import empty_folder
from shopcare.__main__ import main
from shopcare.system.paths import SHOP_FILE


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, Any]:
        assert self.status == 1, self
        assert self.err.strip(), "the user is told on stderr"
        return dict(self.json["error"])


@dataclass(frozen=True)
class CommandLine:
    folder: Path

    def run(self, *words: object, stdin: bytes | str = b"") -> Answer:
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        arguments = ["--data", str(self.folder), *map(str, words)]
        out, err = _stream(), _stream()
        with redirect_stdout(out), redirect_stderr(err), _typed(raw):
            status = main(arguments)
        return Answer(status, _written(out), _written(err))

    def json(self, *words: object, fields: object = None) -> Any:
        """Run a command that has to work, and give its JSON."""
        given = ("--fields", "-") if fields is not None else ()
        answer = self.run("--json", *words, *given, stdin=json.dumps(fields))
        assert answer.status == 0, answer
        assert answer.err == "", answer
        return answer.json

    def refused(self, *words: object, fields: object = None) -> dict[str, Any]:
        """Run a command that has to be refused, and give its error."""
        given = ("--fields", "-") if fields is not None else ()
        return self.run("--json", *words, *given, stdin=json.dumps(fields)).error


def new_command_line(folder: Path, language: str = "zh_CN") -> CommandLine:
    shutil.copytree(_new_shop(language), folder, dirs_exist_ok=True)
    return CommandLine(folder)


@cache
def _new_shop(language: str) -> Path:
    """Make a shop once for all tests that begin with its like; give the folder of its files."""
    folder = empty_folder()
    words = ("init", "--trade", "optical", "--name", "明亮眼镜", "--lang", language)
    CommandLine(folder).json(*words)
    encrypted_if_asked(folder / SHOP_FILE)
    return folder


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="ascii", newline="")


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode("utf-8")


@contextmanager
def _typed(raw: bytes) -> Iterator[None]:
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin = before
