"""Tests, builds and tries the program for Windows under Wine: python tools/windows/rig.py [STEP …]

python     a Windows Python whose signatures are checked, and a Windows to run it in
packages   what the locks name for Windows, and the program's own wheel
test       the test suite; words after ``--`` name folders or files of it, like ``unit``
build      the frozen program, with build.spec
installer  the installer, with installer.nsi
try        installs, tries itself, upgrades over a shop in use, removes

Without a word: all of them, in this order. Everything stays in the folder .rig. What it builds is
for trial and says so in its version; see README.md beside this file for the release.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

from packaging.markers import Marker
from signed_python import fetch
from suite import run_suite, summary
from wine import Wine, require_programs, windows_path

ROOT: Final = Path(__file__).resolve().parents[2]
RIG: Final = ROOT / ".rig"
DIST: Final = RIG / "dist" / "ShopCare"
VERSION: Final = version("shopcare")
INSTALLER: Final = RIG / f"ShopCare-{VERSION}-trial.exe"
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
    """Run test files on a Chinese Windows, whose own encoding is cp936.

    To keep Hypothesis's examples would cost minutes under Wine.
    """
    return run_python(
        "-m", "pytest", "-v", "--hypothesis-profile=ci", f"--junitxml={windows_path(xml)}", *files,
        packages_in="test", screen=True, seconds=seconds,
        LC_ALL="zh_CN.UTF-8", PYTHONUTF8="0", PYTHONIOENCODING="utf-8",
    )  # fmt: skip


def build() -> None:
    """Freeze the program; two builds of one commit differ in timestamps only."""
    made_at = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()
    status, said = run_python(
        "-m", "PyInstaller", "--noconfirm", "--clean",
        "--distpath", windows_path(DIST.parent), "--workpath", windows_path(RIG / "build"),
        windows_path(ROOT / "build.spec"),
        packages_in="freeze", SHOPCARE_TRIAL="1", PYTHONHASHSEED="1", SOURCE_DATE_EPOCH=made_at,
    )  # fmt: skip
    (RIG / "build.log").write_text(said, "utf-8")
    if status:
        raise SystemExit(said[-4000:])
    print(f"{DIST}: {megabytes(DIST):.0f} MB")


def installer() -> None:
    """Pack the frozen program."""
    subprocess.run(
        ["makensis", "-V2", f"-DVERSION={VERSION}", f"-DPROGRAM={DIST}", f"-DOUT={INSTALLER}",
         str(Path(__file__).with_name("installer.nsi"))],
        check=True,
    )  # fmt: skip
    print(f"{INSTALLER}: {megabytes(INSTALLER):.0f} MB")


def try_installed() -> None:
    """Install, try, upgrade over a shop in use, and remove; the shop's data must stay."""
    wine = the_wine()
    user = next((wine.folder / "drive_c" / "users").glob(os.environ.get("USER", "root")))
    program = user / "AppData" / "Local" / "Programs" / "ShopCare"
    data = user / "AppData" / "Local" / "ShopCare"
    shutil.rmtree(data, ignore_errors=True)

    expect(wine.run([windows_path(INSTALLER), "/S"])[0] == 0, "it was installed")
    cli = windows_path(program / "shopcare-cli.exe")
    status, said = wine.run([cli, "self-test", "--json"], screen=True)
    (RIG / "self-test.json").write_text(said, "utf-8")
    # the screen that goes says so behind the answer
    tried, _ = json.JSONDecoder().raw_decode(said, max(said.find("{"), 0))
    expect(status == 0 and tried["fine"], "it tried itself", said)
    expect(wine.run([cli, "init", "--trade", "optical", "--name", "明亮眼镜"])[0] == 0, "a shop")

    expect(wine.run([windows_path(INSTALLER), "/S"])[0] == 0, "it was upgraded")
    status, said = wine.run([cli, "check", "--json"])
    expect(
        status == 0 and "明亮" not in said and (data / "shop.db").exists(), "the shop stayed", said
    )

    wine.run([windows_path(program / "uninstall.exe"), "/S", f"_?={windows_path(program)}"])
    expect(not (program / "ShopCare.exe").exists(), "it was removed")
    expect((data / "shop.db").exists(), "the shop's data was left alone")


def expect(fine: bool, what: str, said: str = "") -> None:
    """Say whether something came true; stop where it did not."""
    print("yes" if fine else "NO ", what)
    if not fine:
        raise SystemExit(said[-4000:])


def the_wine() -> Wine:
    """Give the rig's Windows."""
    return Wine(RIG / "windows")


def run_python(
    *words: str,
    packages_in: str,
    screen: bool = False,
    seconds: float | None = None,
    **variables: str,
) -> tuple[int, str]:
    """Run the rig's Python with one of the folders of packages."""
    return the_wine().run(
        [str(RIG / "cp311" / "python.exe"), *words],
        variables={"PYTHONPATH": windows_path(RIG / packages_in), "PYTHONUTF8": "1", **variables},
        folder=ROOT,
        screen=screen,
        seconds=seconds,
    )


def pip(*words: str) -> None:
    """Run this Python's pip."""
    subprocess.run([sys.executable, "-m", "pip", *words, "--quiet"], check=True)


def megabytes(path: Path) -> float:
    """Give the size of a file or of everything in a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


STEPS: Final[dict[str, Callable[[], None]]] = {
    "python": python,
    "packages": packages,
    "test": test,
    "build": build,
    "installer": installer,
    "try": try_installed,
}


def main(words: Sequence[str]) -> None:
    """Take the steps that are named, or all of them."""
    more = list(words[words.index("--") + 1 :]) if "--" in words else []
    named = list(words[: words.index("--")] if "--" in words else words) or list(STEPS)
    for name in named:
        if name not in STEPS:
            raise SystemExit(__doc__)
        print(f"== {name}", flush=True)
        test(more) if name == "test" else STEPS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
