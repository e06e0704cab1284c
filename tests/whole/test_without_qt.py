"""A PC on which Qt cannot be loaded: the program says so, and what to do, in plain words."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def broken_qt(tmp_path: Path) -> dict[str, str]:
    """Give the environment of a PC that lacks a library which Qt links to."""
    package = tmp_path / "PySide6"
    package.mkdir()
    (package / "__init__.py").write_text("")
    fault = "libEGL.so.1: cannot open shared object file: No such file or directory"
    (package / "QtWidgets.py").write_text(f"raise ImportError({fault!r})")
    return {**os.environ, "PYTHONPATH": str(tmp_path), "DISPLAY": ":9"}


@pytest.mark.parametrize("words", [[], ["demo", "--out", "pictures"]])
def test_a_library_that_qt_lacks_is_said_in_words(
    words: list[str], broken_qt: dict[str, str], tmp_path: Path
) -> None:
    broken_qt.pop("QT_QPA_PLATFORM", None)
    ended = subprocess.run(
        [sys.executable, "-m", "shopcare", *words],
        cwd=tmp_path,
        env={**broken_qt, "SHOPCARE_DATA": str(tmp_path / "data")},
        capture_output=True,
        encoding="utf-8",
        errors="replace",  # a Chinese Windows speaks cp936
        timeout=60,
        check=False,
    )
    said = ended.stdout + ended.stderr
    assert ended.returncode == 1
    assert "Traceback" not in said
    assert "libEGL.so.1" in said or "apt-get install -y" in said
    assert not (tmp_path / "data").exists()
    assert not (tmp_path / "pictures").exists()
