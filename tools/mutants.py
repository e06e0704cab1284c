"""Breaks the code on purpose, line by line, and lists the breaks that no test notices.

python tools/mutants.py domain                          the whole room; hours
python tools/mutants.py services "*.payments.*"         what the patterns name
python tools/mutants.py storage --sample 300            so many of the room, chosen by chance

Each room runs with the tests that are made for it, in its own folder below mutants/: what was run
once is not run again before the code has changed. ``show`` writes a survivor as a difference:
python tools/mutants.py show shopcare.domain.money.x_fen_from_text__mutmut_4
"""

import argparse
import json
import random
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINKED = ("src", "tests", "resources", "translations", "tools", "README.md")
ROOMS = {
    "domain": [
        "tests/unit",
        "--ignore=tests/unit/test_problem_words.py",  # reads the source, and takes mutants for it
    ],
    "services": ["tests/services"],
    "storage": ["tests/storage"],
}
SURVIVED = 0
"""Exit code of the tests: all passed although the code was broken."""
UNTESTED = 33
"""What mutmut notes where no test of the room comes by."""


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("room", choices=[*ROOMS, "show"])
    parser.add_argument("names", nargs="*", help="patterns of mutants, or the one to show")
    parser.add_argument("--sample", type=int, help="run only so many, chosen by chance")
    parser.add_argument("--children", type=int, default=2, help="how many run at a time")
    wanted = parser.parse_args()
    if wanted.room == "show":
        return mutmut(room_of(wanted.names[0]), "show", *wanted.names)
    folder = prepared(wanted.room)
    names = wanted.names
    if wanted.sample is not None:
        make = [sys.executable, "-m", "mutmut", "run", "no such mutant"]
        subprocess.run(make, cwd=folder, capture_output=True, check=False)
        known = [name for name in results(folder) if matches(name, names)]
        names = random.sample(known, min(wanted.sample, len(known)))
    mutmut(folder, "run", "--max-children", str(wanted.children), *names)
    report(folder, names)
    return 0


def prepared(room: str) -> Path:
    """Make the folder of a room: links to the code, and mutmut's settings for the room."""
    folder = ROOT / "mutants" / room
    folder.mkdir(parents=True, exist_ok=True)
    for name in LINKED:
        if not (folder / name).exists():
            (folder / name).symlink_to(ROOT / name)
    table = "[tool.mutmut]\n"
    room_only = (
        f"only_mutate = {json.dumps([f'src/shopcare/{room}/*'])}\n"
        f"pytest_add_cli_args_test_selection = {json.dumps(ROOMS[room])}\n"
    )
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    (folder / "pyproject.toml").write_text(settings.replace(table, table + room_only), "utf-8")
    return folder


def room_of(mutant: str) -> Path:
    """Give the folder of the room that a mutant belongs to."""
    return prepared(mutant.split(".")[1])


def mutmut(folder: Path, *words: str) -> int:
    """Run mutmut in the folder of a room."""
    return subprocess.call([sys.executable, "-m", "mutmut", *words], cwd=folder)


def results(folder: Path) -> dict[str, int | None]:
    """Read how the tests ended for each mutant; None where it was not run."""
    found: dict[str, int | None] = {}
    for path in sorted((folder / "mutants" / "src").rglob("*.py.meta")):
        found |= json.loads(path.read_text("utf-8"))["exit_code_by_key"]
    return found


def matches(name: str, patterns: list[str]) -> bool:
    """Say whether a mutant is asked for; no pattern asks for all."""
    return not patterns or any(fnmatch(name, pattern) for pattern in patterns)


def report(folder: Path, patterns: list[str]) -> None:
    """List the survivors, then the counts."""
    codes = {name: code for name, code in results(folder).items() if matches(name, patterns)}
    survivors = [name for name, code in codes.items() if code == SURVIVED]
    untested = sum(code == UNTESTED for code in codes.values())
    run = sum(code is not None for code in codes.values())
    print(*survivors, sep="\n")
    print(
        f"{run} of {len(codes)} run: {run - len(survivors) - untested} killed, "
        f"{len(survivors)} survived, {untested} without a test in the room"
    )


if __name__ == "__main__":
    sys.exit(main())
