"""Builds and tries the program for Linux: python tools/linux/package.py [STEP …]

environment  a Python environment with the wheel and what the lock of the build names
program      the frozen program, with build.spec
archive      the archive that people get, with its installer
try          installs it into an empty home, tries itself, upgrades over a shop in use, removes

Without a word: all of them, in this order. Everything stays in the folder build/linux; see
README.md beside this file.
"""

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from string import Template
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
HERE: Final = Path(__file__).parent
BUILD: Final = ROOT / "build" / "linux"
LOCK: Final = ROOT / "requirements" / "freeze.txt"
PYTHON: Final = BUILD / "environment" / "bin" / "python"
FROZEN: Final = BUILD / "dist" / "ShopCare"
VERSION: Final = version("shopcare")
INSIDE: Final = FROZEN / "_internal"
NAME: Final = f"ShopCare-{VERSION}-linux-{platform.machine()}"
ARCHIVE: Final = BUILD / f"{NAME}.tar.xz"
APP_ID: Final = "org.shopcare.ShopCare"


def made_at() -> int:
    """Give when the commit was made: what a build of it calls now."""
    said = (
        os.environ.get("SOURCE_DATE_EPOCH")
        or subprocess.run(
            ["git", "log", "-1", "--format=%ct"],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    )
    return int(said)


def environment() -> None:
    """Make the environment that is frozen: nothing but the locked packages and our wheel."""
    venv.create(BUILD / "environment", with_pip=True, clear=True)
    pip("--require-hashes", "--only-binary=:all:", "--no-binary=lunar-python", "-r", LOCK)
    pip("--no-deps", ROOT)


def pip(*words: str | Path) -> None:
    """Let the environment's pip install something."""
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, *words], check=True, env=own_variables())


def own_variables() -> dict[str, str]:
    """Give the variables of a build: no folder of sources may come before the wheel."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return {**kept, "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": str(made_at())}


def program() -> None:
    """Freeze the program; two builds of one commit are alike."""
    subprocess.run(
        [PYTHON, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN",
         "--distpath", FROZEN.parent, "--workpath", BUILD / "work", ROOT / "build.spec"],
        check=True,
        cwd=ROOT,
        env=own_variables(),
    )  # fmt: skip
    for library in filter(Path.is_file, INSIDE.rglob("*.so*")):
        strip(library)
    require_libraries()
    print(f"{FROZEN}: {megabytes(FROZEN):.0f} MB")


def strip(library: Path) -> None:
    """Take out what only a debugger reads, a seventh of the program; libraries without stay."""
    read = subprocess.run(["readelf", "-SW", library], check=True, capture_output=True, text=True)
    if ".debug_info" in read.stdout:
        subprocess.run(["strip", "--strip-debug", library], check=True)


def require_libraries() -> None:
    """See that whatever Qt links to came along; what this PC lacks cannot have been collected.

    Raises:
        SystemExit: names the libraries, to be installed before the next build.
    """
    found = {"LD_LIBRARY_PATH": str(INSIDE), "PATH": os.environ["PATH"]}
    missing = set()
    for library in (INSIDE / "PySide6" / "Qt").rglob("*.so*"):
        linked = subprocess.run(
            ["ldd", library], env=found, check=True, capture_output=True, text=True
        )
        missing |= set(re.findall(r"(\S+) => not found", linked.stdout))
    if missing:
        raise SystemExit(f"This PC lacks libraries that Qt needs: {' '.join(sorted(missing))}")


def archive() -> None:
    """Pack the frozen program with its installer: sorted, of one moment, nobody's own."""
    staged = BUILD / NAME
    shutil.rmtree(staged, ignore_errors=True)
    shutil.copytree(FROZEN, staged / "ShopCare", symlinks=True)
    for script in ("install.sh", "uninstall.sh", "common.sh"):
        shutil.copy(HERE / script, staged)
    shutil.copy(ROOT / "LICENSE", staged)
    share = staged / "share"
    share.mkdir()
    shutil.copy(HERE / f"{APP_ID}.desktop", share)
    shutil.copy(ROOT / "resources" / "program_icon" / "shopcare.svg", share / f"{APP_ID}.svg")
    metadata = Template((HERE / f"{APP_ID}.metainfo.xml").read_text("utf-8"))
    day = datetime.fromtimestamp(made_at(), UTC).date().isoformat()
    described = metadata.substitute(version=VERSION, day=day)
    (share / f"{APP_ID}.metainfo.xml").write_text(described, "utf-8")
    with tarfile.open(ARCHIVE, "w:xz", preset=6) as packed:
        for path in [staged, *sorted(staged.rglob("*"))]:
            packed.add(path, path.relative_to(BUILD), recursive=False, filter=_nobodys)
    print(f"{ARCHIVE}: {megabytes(ARCHIVE):.1f} MB")


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.mtime = made_at()
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
    return entry


def try_archive() -> None:
    """Install, try, upgrade over a shop in use, and remove; the shop's data must stay."""
    with tempfile.TemporaryDirectory(prefix="shopcare-home-") as folder:
        home = Path(folder) / "home of 明"
        home.mkdir()
        with tarfile.open(ARCHIVE) as packed:
            packed.extractall(home, filter="data")
        unpacked, cli = home / NAME, home / ".local" / "bin" / "shopcare"
        expect(run(home, unpacked / "install.sh")[0] == 0, "it was installed")
        status, said = run(home, cli, "self-test", "--json")
        (BUILD / "self-test.json").write_text(said, "utf-8")
        expect(status == 0 and json.loads(said)["fine"], "it tried itself", said)
        expect(run(home, cli, "init", "--trade", "optical", "--name", "明亮眼镜")[0] == 0, "a shop")

        expect(run(home, unpacked / "install.sh")[0] == 0, "it was upgraded")
        data = home / ".local" / "share" / "ShopCare" / "shop.db"
        expect(run(home, cli, "check")[0] == 0 and data.exists(), "the shop stayed")

        remove = home / ".local" / "opt" / "ShopCare" / "uninstall.sh"
        expect(run(home, remove)[0] == 0 and not cli.exists(), "it was removed")
        left = [path for path in home.rglob(f"*{APP_ID}*") if unpacked not in path.parents]
        expect(not left and not remove.parent.exists(), "nothing of it was left", str(left))
        expect(data.exists(), "the shop's data was left alone")


def run(home: Path, *words: str | Path) -> tuple[int, str]:
    """Run a program in a home of its own; give its exit status and what it said."""
    variables = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    done = subprocess.run(words, env=variables, check=False, capture_output=True, text=True)
    return done.returncode, done.stdout or done.stderr


def expect(fine: bool, what: str, said: str = "") -> None:
    """Say whether something came true; stop where it did not."""
    print("yes" if fine else "NO ", what)
    if not fine:
        raise SystemExit(said[-4000:])


def megabytes(path: Path) -> float:
    """Give the size of a file or of everything in a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.lstat().st_size for file in files if not file.is_dir()) / 1e6


STEPS: Final[dict[str, Callable[[], None]]] = {
    "environment": environment,
    "program": program,
    "archive": archive,
    "try": try_archive,
}


def main(words: Sequence[str]) -> None:
    """Take the steps that are named, or all of them."""
    for name in words or list(STEPS):
        if name not in STEPS:
            raise SystemExit(__doc__)
        print(f"== {name}", flush=True)
        STEPS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
