"""Runs Windows programs under Wine, with stand-ins for what Wine 8 lacks."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

WINE: Final = "/usr/lib/wine/wine64"
COMPILER: Final = "x86_64-w64-mingw32-gcc"
STUBS: Final = Path(__file__).parent / "stubs"
LIBRARIES: Final = {"bcryptprimitives": ("-ladvapi32",), "icuuc": ()}
"""The stand-ins, each with what it is linked to."""
NEEDED: Final = {
    WINE: "wine64",
    COMPILER: "gcc-mingw-w64-x86-64",
    "makensis": "nsis",
    "osslsigncode": "osslsigncode",
    "xvfb-run": "xvfb",
}
"""Programs and the Debian packages that have them."""


def require_programs() -> None:
    """See that everything is installed.

    Raises:
        SystemExit: names the command that installs what is missing.
    """
    missing = [package for program, package in NEEDED.items() if shutil.which(program) is None]
    if missing:
        raise SystemExit(
            f"Please run: apt-get install -y --no-install-recommends {' '.join(missing)}"
        )


class Wine:
    """One Windows, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; ``prepare`` fills it."""
        self.folder = folder.resolve()

    def prepare(self) -> None:
        """Make the folder a Windows 10, once, and put the stand-ins into it."""
        if not (self.folder / "system.reg").exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            self.run(["wineboot", "-i"])
            self.run(["winecfg", "-v", "win10"])
        for name, linked in LIBRARIES.items():
            library = self.folder / "drive_c" / "windows" / "system32" / f"{name}.dll"
            command = [COMPILER, "-shared", "-O1", "-o", str(library), str(STUBS / f"{name}.c")]
            subprocess.run([*command, *linked], check=True)

    def run(
        self,
        words: Sequence[str],
        *,
        variables: Mapping[str, str] | None = None,
        folder: Path | None = None,
        screen: bool = False,
        seconds: float | None = None,
    ) -> tuple[int, str]:
        """Run a Windows program to its end; give its exit status and what it said.

        Args:
            words: the program and its arguments.
            variables: for its environment; Wine itself keeps those that begin with ``QT_`` away.
            folder: where it runs.
            screen: whether it gets a screen of its own.
            seconds: after how long it is ended, with status 124; None: it takes what it takes.
        """
        before = ["timeout", "--kill-after=5", str(seconds)] if seconds is not None else []
        before += ["xvfb-run", "-a"] if screen else []
        environment = {**os.environ, "WINEPREFIX": str(self.folder), "WINEDEBUG": "-all"}
        environment.pop("PYTHONPATH", None)
        # Python under Wine ends at once when its streams are files, so a pipe it is.
        done = subprocess.run(
            [*before, WINE, *words], env=environment | dict(variables or {}), cwd=folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
        return done.returncode, done.stdout


def windows_path(path: Path) -> str:
    """Give the name that a program under Wine knows a file of Linux by."""
    return "Z:" + str(path.resolve()).replace("/", "\\")
