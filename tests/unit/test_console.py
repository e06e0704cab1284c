"""A windowed program has no streams, and Windows' shell expands nothing."""

import io
import os
import sys
from pathlib import Path

import pytest

from shopcare.app.screen import has_screen
from shopcare.cli.files import path_of, text_of
from shopcare.services.troubles import known_trouble
from shopcare.system import console
from shopcare.system.paths import resource


def test_a_windowed_program_had_nowhere_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    console.ensure_streams()
    print("goes nowhere")
    print("goes nowhere", file=sys.stderr)
    assert sys.stdin.read() == ""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.close()


def test_streams_that_are_there_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = io.StringIO()
    monkeypatch.setattr(sys, "stdout", mine)
    console.ensure_streams()
    assert sys.stdout is mine


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
def test_offscreen_was_ignored_outside_linux(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not has_screen()


def test_a_home_path_is_taken_as_the_system_writes_it() -> None:
    assert path_of(f"~{os.sep}a.xlsx") == Path.home() / "a.xlsx"
    assert path_of("~/a.xlsx") == Path.home() / "a.xlsx"
    assert path_of("~a.xlsx") == Path("~a.xlsx"), "a file may be called so"


def test_what_a_chinese_console_pipes_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = io.TextIOWrapper(io.BytesIO('{"name": "王芳"}'.encode("cp936")), encoding="ascii")
    monkeypatch.setattr(sys, "stdin", typed)
    monkeypatch.setattr("shopcare.cli.files.console_encoding", lambda: "cp936")
    assert text_of("-") == '{"name": "王芳"}'


def test_a_missing_file_of_the_program_was_called_a_refusal_of_the_computer(
    tmp_path: Path,
) -> None:
    ours = FileNotFoundError(2, "no such file", str(resource("policies") / "optical.toml"))
    theirs = FileNotFoundError(2, "no such file", str(tmp_path / "list.xlsx"))
    codes = [known_trouble(error, tmp_path / "shop.db").code for error in (ours, theirs)]  # type: ignore[union-attr]
    assert codes == ["program_incomplete", "computer_refuses"]
