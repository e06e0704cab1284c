"""Keeps requirements/*.txt, the exact versions and hashes that start.py installs.

python tools/lock.py           brings them to pyproject.toml; a version stays where it still fits
python tools/lock.py upgrade   takes the newest versions that pyproject.toml allows
python tools/lock.py check     exit status 1 where they disagree with pyproject.toml; works offline

build.txt is what builds the project, run.txt what the program needs, dev.txt that and what tests
and checks need, freeze.txt what the frozen program is made of. Each is good for Linux, Windows and
macOS and for every Python that we promise.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
PIN = re.compile(r"(?P<name>[\w.-]+)==(?P<version>[^\s;]+)")
ASKED_FOR = re.compile(r"#.* \(pyproject\.toml(:\w+)?\)$")
"""What uv writes below a package that pyproject.toml names."""


class Lock(NamedTuple):
    """One of the files: what it is locked from."""

    name: str
    options: tuple[str, ...]
    requirements: tuple[str, ...]


class Pin(NamedTuple):
    """A package of a lock; ``direct``: pyproject.toml names it."""

    name: str
    version: str
    direct: bool


def locks(pyproject: str) -> list[Lock]:
    """List what is locked; dev.txt first, because the others take their versions from it."""
    tables = tomllib.loads(pyproject)
    run = tables["project"]["dependencies"]
    groups = tables["dependency-groups"]
    build = groups["build"] + tables["build-system"]["requires"]
    dev = tables["project"]["optional-dependencies"]["dev"]
    same = ("--constraints", "requirements/dev.txt")
    return [
        Lock("dev.txt", ("pyproject.toml", "--extra", "dev"), (*run, *dev)),
        Lock("run.txt", ("pyproject.toml", *same), tuple(run)),
        Lock(
            "freeze.txt",
            ("pyproject.toml", "--group", "freeze", *same),
            (*run, *groups["freeze"]),
        ),
        Lock("build.txt", ("--group", "build", *same), tuple(build)),
    ]


def pins_from_text(text: str) -> list[Pin]:
    """Read a lock."""
    pins: list[Pin] = []
    for line in text.splitlines():
        if pin := PIN.match(line):
            pins.append(Pin(canonicalize_name(pin["name"]), pin["version"], direct=False))
        elif pins and ASKED_FOR.search(line):
            pins[-1] = pins[-1]._replace(direct=True)
    return pins


def disagreements(lock: Lock, text: str) -> list[str]:
    """List where a lock and pyproject.toml disagree."""
    pins = pins_from_text(text)
    wanted = [Requirement(words) for words in lock.requirements]
    found = []
    for one in wanted:
        versions = [pin.version for pin in pins if pin.name == canonicalize_name(one.name)]
        if not versions:
            found.append(f"{lock.name} lacks {one.name}")
        found += [
            f"{lock.name} has {one.name} {version}, pyproject.toml wants {one.specifier}"
            for version in versions
            if not one.specifier.contains(version, prereleases=True)
        ]
    names = {canonicalize_name(one.name) for one in wanted}
    gone = [pin.name for pin in pins if pin.direct and pin.name not in names]
    return found + [f"{lock.name} still has {name}" for name in gone]


def renew(lock: Lock, oldest: str, *more: str) -> None:
    """Let uv write one lock."""
    command = [
        sys.executable, "-m", "uv", "--no-config", "--quiet", "pip", "compile", *lock.options,
        "--universal", "--python-version", oldest, "--generate-hashes",
        "--only-binary=:all:", "--no-binary=lunar-python",
        "--custom-compile-command", "python tools/lock.py",
        "--output-file", f"requirements/{lock.name}", *more,
    ]  # fmt: skip
    subprocess.run(command, cwd=ROOT, check=True)


def main(word: str) -> int:
    """Renew or check every lock."""
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")
    oldest = tomllib.loads(pyproject)["project"]["requires-python"].removeprefix(">=")
    problems = []
    for lock in locks(pyproject):
        if word != "check":
            renew(lock, oldest, *(["--upgrade"] if word == "upgrade" else []))
        problems += disagreements(lock, (LOCKS / lock.name).read_text("utf-8"))
    for problem in problems:
        print(problem, "(python tools/lock.py mends it)")
    return bool(problems)


if __name__ == "__main__":
    if sys.argv[1:] not in ([], ["upgrade"], ["check"]):
        sys.exit(__doc__)
    sys.exit(main("".join(sys.argv[1:])))
