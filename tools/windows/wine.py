"""Runs Windows programs under Wine, with stand-ins for what Wine 8 lacks."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

WINE: Final = "/usr/lib/wine/wine64"
COMPILER: Final = "x86_64-w64-mingw32-gcc"
STUBS: Final = Path(__file__).parent / "stubs"
FONT: Final = Path(__file__).parents[2] / "resources" / "fonts" / "ShopCareSans-Regular.ttf"
FONT_NAME: Final = "ShopCare Sans"
CHINESE_FONTS: Final = ("SimSun", "宋体", "MS Shell Dlg", "Tahoma", "Microsoft Sans Serif")
"""Fonts of Windows' own dialogs that can show Chinese; Wine has none that can."""
LIBRARIES: Final = {"bcryptprimitives": ("-ladvapi32",), "icuuc": ()}
"""The stand-ins, each with what it is linked to."""
NEEDED: Final = {
    WINE: "wine64",
    COMPILER: "gcc-mingw-w64-x86-64",
    "makensis": "nsis",
    "osslsigncode": "osslsigncode",
    "Xvfb": "xvfb",
}
"""Programs and the Debian packages that have them."""
CHINESE: Final = "zh_CN.UTF-8"
LOCALE_SOURCE: Final = Path("/usr/share/i18n/locales/zh_CN")
"""In Debian's package locales."""


def require_programs() -> None:
    """See that everything is installed.

    Raises:
        SystemExit: names the command that installs what is missing.
    """
    missing = [package for program, package in NEEDED.items() if shutil.which(program) is None]
    missing += [] if LOCALE_SOURCE.exists() else ["locales"]
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
        """Make the folder a Windows 10 that shows Chinese, once; put the stand-ins into it."""
        if not (self.folder / "system.reg").exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            self.run(["wineboot", "-i"])
            self.run(["winecfg", "-v", "win10"])
            shutil.copy(FONT, self.folder / "drive_c" / "windows" / "Fonts")
            key = r"HKCU\Software\Wine\Fonts\Replacements"
            for name in CHINESE_FONTS:
                self.run(["reg", "add", key, "/v", name, "/d", FONT_NAME, "/f"])
        for name, linked in LIBRARIES.items():
            library = self.folder / "drive_c" / "windows" / "system32" / f"{name}.dll"
            self.compile(STUBS / f"{name}.c", library, *linked)

    def compile(self, source: Path, program: Path, *linked: str) -> None:
        """Make a Windows program or library of a source file in C."""
        shared = ["-shared"] if program.suffix == ".dll" else []
        command = [COMPILER, *shared, "-O1", "-o", str(program), str(source), *linked]
        subprocess.run(command, check=True)

    def start(
        self,
        words: Sequence[str],
        *,
        variables: Mapping[str, str] | None = None,
        folder: Path | None = None,
        display: str = "",
        seconds: float | None = None,
    ) -> subprocess.Popen[str]:
        """Start a Windows program; what it says comes through a pipe.

        Args:
            words: the program and its arguments.
            variables: for its environment; Wine itself keeps those that begin with ``QT_`` away.
            folder: where it runs.
            display: the screen that it shows its windows on, see ``screen``.
            seconds: after how long it is ended, with status 124; None: it takes what it takes.
        """
        before = ["timeout", "--kill-after=5", str(seconds)] if seconds is not None else []
        environment = {**os.environ, "WINEPREFIX": str(self.folder), "WINEDEBUG": "-all"}
        for name in ("PYTHONPATH", "DISPLAY"):
            environment.pop(name, None)
        if display:
            environment["DISPLAY"] = display
        # Python under Wine ends at once when its streams are files, so a pipe it is.
        return subprocess.Popen(
            [*before, WINE, *words], env=environment | dict(variables or {}), cwd=folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", errors="replace",
        )  # fmt: skip

    def run(
        self,
        words: Sequence[str],
        *,
        variables: Mapping[str, str] | None = None,
        folder: Path | None = None,
        display: str = "",
        seconds: float | None = None,
    ) -> tuple[int, str]:
        """Run a Windows program to its end; give its exit status and what it said.

        Args:
            words, variables, folder, display, seconds: as for ``start``.
        """
        running = self.start(
            words, variables=variables, folder=folder, display=display, seconds=seconds
        )
        said, _ = running.communicate()
        return running.returncode, said


@contextmanager
def screen(size: str = "1366x768") -> Iterator[str]:
    """Give the name of a screen that nobody sees, as large as the smallest that shops have."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            yield f":{answer.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def make_chinese(locales: Path) -> dict[str, str]:
    """Give the variables that make a Windows a Chinese one, whose own encoding is cp936.

    Args:
        locales: a folder for what the C library knows of Chinese; else no file could have a
            Chinese name there.
    """
    if not (locales / CHINESE).exists():
        locales.mkdir(parents=True, exist_ok=True)
        command = ["localedef", "-i", LOCALE_SOURCE.name, "-f", "UTF-8", str(locales / CHINESE)]
        subprocess.run(command, check=True)
    return {"LC_ALL": CHINESE, "LOCPATH": str(locales)}


def windows_path(path: Path) -> str:
    """Give the name that a program under Wine knows a file of Linux by."""
    return "Z:" + str(path.resolve()).replace("/", "\\")
