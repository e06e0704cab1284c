"""Tests, builds and tries the program for Windows under Wine: python tools/windows/rig.py [STEP …]

python     a Windows Python whose signatures are checked, and a Windows to run it in
packages   what the locks name for Windows, and the program's own wheel
test       the test suite; words after ``--`` name folders or files of it, like ``unit``
build      the frozen program, with build.spec
installer  the installer, with installer.nsi
start      how long the frozen program takes to start, compared with Python
try        installs, upgrades over a shop in use, tries itself, removes
compare    builds and packs once more, and compares

Without a word: all of them, in this order; at the end a table of what they found. Everything stays
in the folder .rig. What it builds is for trial and says so in its version; see README.md beside
this file for the release.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Final

from packaging.markers import Marker
from report import Found, table
from sameness import compare_builds
from signed_python import fetch
from start_time import compare_starts
from suite import run_suite, summary
from trial import try_installed
from wine import Wine, make_chinese, require_programs, screen, windows_path

ROOT: Final = Path(__file__).resolve().parents[2]
RIG: Final = ROOT / ".rig"
DIST: Final = RIG / "dist" / "ShopCare"
VERSION: Final = version("shopcare")
INSTALLER: Final = RIG / f"ShopCare-{VERSION}-trial.exe"
BEFORE: Final = RIG / "before.exe"
"""The installer of the version before, put there by hand; without it a version upgrades itself."""
SECOND: Final = RIG / "second"
"""Where ``compare`` builds."""
MOST_INSTALLED: Final = 130.0
MOST_PACKED: Final = 45.0
"""Megabytes."""
ON_WINDOWS: Final = {
    "sys_platform": "win32",
    "os_name": "nt",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "python_version": "3.11",
    "python_full_version": "3.11.9",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
}
UNWANTED: Final = {"icuuc", "bcryptprimitives", "tests", "test", "__pycache__"}
"""Names of what must not be in the program, without their endings."""
PIN: Final = re.compile(r"(?P<pin>[\w.-]+==[^\s;\\]+)(?:\s*;\s*(?P<marker>[^\\\n]+?))?\s*\\?\n")


def python() -> None:
    """Make a Windows and fetch its Python."""
    RIG.mkdir(exist_ok=True)
    require_programs()
    fetch(RIG)
    the_wine().prepare()


def packages() -> None:
    """Install what tests and the build need, each into a folder of its own."""
    wheels = RIG / "wheel"
    shutil.rmtree(wheels, ignore_errors=True)
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT))
    (wheel,) = wheels.glob("*.whl")
    for target, lock in ((RIG / "test", "dev.txt"), (RIG / "freeze", "freeze.txt")):
        shutil.rmtree(target, ignore_errors=True)
        pins = RIG / f"windows-{lock}"
        pins.write_text(for_windows((ROOT / "requirements" / lock).read_text("utf-8")), "utf-8")
        pip(
            "install", "--require-hashes", "--no-deps", "--no-build-isolation",
            "--only-binary", ":all:", "--no-binary", "lunar-python", "--platform", "win_amd64",
            "--python-version", "3.11", "--implementation", "cp", "--target", str(target),
            "--requirement", str(pins),
        )  # fmt: skip
        pip("install", "--no-deps", "--target", str(target), str(wheel))


def for_windows(lock: str) -> str:
    """Give the pins of a lock that count on Windows; pip would ask this PC's markers instead."""
    kept = []
    for block in re.split(r"\n(?=\S)", lock):
        found = PIN.match(block + "\n")
        if found is None:
            continue
        marker = found["marker"]
        if marker is None or Marker(marker).evaluate(ON_WINDOWS):
            kept.append(f"{found['pin']} \\\n" + (block + "\n")[found.end() :].rstrip("\n"))
    return "\n".join(kept) + "\n"


def test(words: Sequence[str] = ()) -> None:
    """Run the tests; what they say is kept in ``test.log``, the counts in ``test.txt``."""
    results = []
    with (RIG / "test.log").open("w", encoding="utf-8") as log:
        for result in run_suite(ROOT / "tests", words, RIG / "test.xml", run_pytest):
            results.append(result)
            log.write(result.said)
            print(f"{result.folder}: {dict(result.counts)}", flush=True)
    told = summary(results)
    (RIG / "test.txt").write_text(told, "utf-8")
    print(told)
    if any(result.failures for result in results):
        raise SystemExit("Some tests failed.")


def run_pytest(files: Sequence[str], xml: Path, seconds: float) -> tuple[int, str]:
    """Run test files on a Chinese Windows.

    To keep Hypothesis's examples would cost minutes under Wine.
    """
    with screen() as display:
        return run_python(
            "-m", "pytest", "-v", "--hypothesis-profile=ci", f"--junitxml={windows_path(xml)}",
            *files,
            packages_in="test", display=display, seconds=seconds,
            **make_chinese(RIG / "locale"), PYTHONUTF8="0", PYTHONIOENCODING="utf-8",
        )  # fmt: skip


def build() -> Iterator[Found]:
    """Freeze the program."""
    freeze(DIST)
    yield _size("the installed program is small", DIST, MOST_INSTALLED)
    unwanted = [path for path in DIST.rglob("*") if path.stem in UNWANTED]
    yield Found(
        what="it has no stand-ins, no tests, no caches",
        figure=", ".join(path.name for path in unwanted),
        fine=not unwanted,
    )


def freeze(folder: Path) -> None:
    """Freeze the program into a folder; two builds of one commit are alike.

    Raises:
        SystemExit: says how it ended.
    """
    made_at = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()
    status, said = run_python(
        "-m", "PyInstaller", "--noconfirm", "--clean",
        "--distpath", windows_path(folder.parent), "--workpath", windows_path(RIG / "build"),
        windows_path(ROOT / "build.spec"),
        packages_in="freeze", SHOPCARE_TRIAL="1", PYTHONHASHSEED="1", SOURCE_DATE_EPOCH=made_at,
    )  # fmt: skip
    (RIG / "build.log").write_text(said, "utf-8")
    if status:
        raise SystemExit(said[-4000:])


def installer() -> Iterator[Found]:
    """Pack the frozen program."""
    pack(DIST, INSTALLER)
    yield _size("the installer is small", INSTALLER, MOST_PACKED)


def pack(program: Path, out: Path) -> None:
    """Make an installer of a frozen program."""
    subprocess.run(
        ["makensis", "-V2", "-INPUTCHARSET", "UTF8", f"-DVERSION={VERSION}",
         f"-DPROGRAM={program}", f"-DOUT={out}",
         str(Path(__file__).with_name("installer.nsi"))],
        check=True,
    )  # fmt: skip


def start() -> Iterator[Found]:
    """Compare the starts of the frozen program and of the same wheel under Python."""
    return compare_starts(
        the_wine(), DIST, RIG / "cp311" / "python.exe", RIG / "start", _environment("freeze")
    )


def try_program() -> Iterator[Found]:
    """Go the way of a shop with the installer."""
    return try_installed(the_wine(), BEFORE if BEFORE.exists() else INSTALLER, INSTALLER)


def compare() -> Iterator[Found]:
    """Build and pack once more, and compare."""
    shutil.rmtree(SECOND, ignore_errors=True)
    freeze(SECOND / "ShopCare")
    yield from compare_builds(DIST, SECOND / "ShopCare")
    pack(SECOND / "ShopCare", SECOND / INSTALLER.name)
    same = INSTALLER.read_bytes() == (SECOND / INSTALLER.name).read_bytes()
    yield Found(what="two installers are the same byte for byte", fine=same)


def the_wine() -> Wine:
    """Give the rig's Windows."""
    return Wine(RIG / "windows")


def run_python(
    *words: str,
    packages_in: str,
    display: str = "",
    seconds: float | None = None,
    **variables: str,
) -> tuple[int, str]:
    """Run the rig's Python with one of the folders of packages.

    A test may set PYTHONPATH for a Python of its own, so it is not by this that they are found.
    """
    site = RIG / "cp311" / "Lib" / "site-packages"
    site.mkdir(exist_ok=True)
    (site / "packages.pth").write_text(windows_path(RIG / packages_in), "utf-8")
    return the_wine().run(
        [str(RIG / "cp311" / "python.exe"), *words],
        variables={"PYTHONUTF8": "1", **variables},
        folder=ROOT,
        display=display,
        seconds=seconds,
    )


def _environment(packages_in: str) -> dict[str, str]:
    return {"PYTHONPATH": windows_path(RIG / packages_in), "PYTHONUTF8": "1"}


def pip(*words: str) -> None:
    """Run this Python's pip."""
    subprocess.run([sys.executable, "-m", "pip", *words, "--quiet"], check=True)


def _size(what: str, path: Path, most: float) -> Found:
    size = megabytes(path)
    return Found(what=what, figure=f"{size:.1f} MB of {most:.0f}", fine=size <= most)


def megabytes(path: Path) -> float:
    """Give the size of a file or of everything in a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


STEPS: Final[dict[str, Callable[[], Iterable[Found] | None]]] = {
    "python": python,
    "packages": packages,
    "test": test,
    "build": build,
    "installer": installer,
    "start": start,
    "try": try_program,
    "compare": compare,
}


def main(words: Sequence[str]) -> None:
    """Take the steps that are named, or all of them, and say what they found."""
    more = list(words[words.index("--") + 1 :]) if "--" in words else []
    named = list(words[: words.index("--")] if "--" in words else words) or list(STEPS)
    if not set(named) <= set(STEPS):
        raise SystemExit(__doc__)
    steps = STEPS | {"test": partial(test, more)}
    found: list[tuple[str, Found]] = []
    for name in named:
        print(f"== {name}", flush=True)
        for one in steps[name]() or ():
            print(one.line(), flush=True)
            if not one.fine:
                print(one.said[-4000:])
            found.append((name, one))
    (RIG / "report.txt").write_text(table(found) + "\n", "utf-8")
    print(f"\n{table(found)}")
    if not all(one.fine for _name, one in found):
        raise SystemExit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
