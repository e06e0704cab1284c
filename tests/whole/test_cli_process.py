"""The real program in its own process."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from building.command_line import CommandLine, new_command_line

PROGRAM = [sys.executable, "-m", "shopcare"]


@pytest.fixture
def shop_cli(tmp_path: Path) -> CommandLine:
    shop_cli = new_command_line(tmp_path)
    shop_cli.json("customer", "add", "--name", "王小明𬸪", "--phone", "13800138000")
    return shop_cli


def environment(shop_cli: CommandLine, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    return {**kept, "SHOPCARE_DATA": str(shop_cli.folder), **more}


def test_utf8_comes_out_whatever_the_console_says(shop_cli: CommandLine) -> None:
    spoken = environment(shop_cli, PYTHONIOENCODING="ascii", LANG="C", PYTHONUTF8="0")
    ran = subprocess.run([*PROGRAM, "find", "王"], env=spoken, capture_output=True, check=True)
    assert "王小明𬸪" in ran.stdout.decode("utf-8")
    assert ran.stderr == b""


def test_json_comes_from_stdin_and_goes_to_stdout(shop_cli: CommandLine) -> None:
    fields = {"kind": "repair", "customer": {"name": "乙"}, "fault": "断"}
    ran = subprocess.run(
        [*PROGRAM, "case", "add", "--fields", "-", "--json"],
        input=json.dumps(fields).encode(),
        env=environment(shop_cli),
        capture_output=True,
        check=True,
    )
    assert json.loads(ran.stdout)["id"] == 1


def test_a_refusal_ends_with_one_and_wrong_use_with_two(shop_cli: CommandLine) -> None:
    for words, status in ((["customer", "show", "99"], 1), (["nonsense"], 2)):
        ran = subprocess.run(
            [*PROGRAM, *words], env=environment(shop_cli), capture_output=True, check=False
        )
        assert ran.returncode == status
        assert ran.stdout == b""
        assert b"Traceback" not in ran.stderr


def test_a_reader_that_has_gone_is_no_crash(shop_cli: CommandLine) -> None:
    words = [*PROGRAM, "days", "--from", "2020-01-01", "--to", "2026-12-31"]
    with subprocess.Popen(
        words, env=environment(shop_cli), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(1)
        running.stdout.close()
        said = running.stderr.read()
    assert running.returncode == 1
    assert said == b""


def test_an_interrupt_while_reading_ends_with_130(shop_cli: CommandLine) -> None:
    words = [*PROGRAM, "notice", "read", "/dev/stdin"]
    running = subprocess.Popen(
        [sys.executable, "-c", _READS_THEN_WAITS, *words[3:]],
        env=environment(shop_cli),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == b"ready\n"
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=20)
    assert running.returncode == 130
    assert b"Traceback" not in said


_READS_THEN_WAITS = """
import signal, sys
from pathlib import Path
from shopcare.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run in the background ignores it
open_path = Path.open
def tell(path, *words, **more):
    if "/dev/stdin" in str(path):
        print("ready", flush=True)
    return open_path(path, *words, **more)
Path.open = tell
raise SystemExit(main(sys.argv[1:]))
"""
