"""Runs the test suite file by file, so that one that crashes or hangs takes no other with it."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree

FOLDERS: Final = ("unit", "storage", "services", "printing", "ui", "whole", "drills")
"""Folders of tests; the quick ones first."""
AT_ONCE: Final = 8
"""Files that one Python runs, whose start alone takes seconds under Wine."""
SECONDS: Final = 1800
"""What they may take."""


class Result(NamedTuple):
    """How the tests of some files ended."""

    folder: str
    seconds: float
    counts: Counter[str]
    failures: tuple[str, ...]
    skips: tuple[str, ...]
    said: str


Run = Callable[..., tuple[int, str]]
"""Runs the rig's Python with words and ``seconds``; gives its exit status and what it said."""


def run_suite(tests: Path, named: Sequence[str], xml: Path, run: Run) -> Iterator[Result]:
    """Run the test files that are named or lie in a named folder; all of them without a name.

    What crashes or hangs is run once more file by file, so that it takes no other with it.
    """
    for name in named or FOLDERS:
        place = tests / name
        files = sorted(place.rglob("test_*.py")) if place.is_dir() else [place]
        for begin in range(0, len(files), AT_ONCE):
            some = files[begin : begin + AT_ONCE]
            result = _run_files(some, tests, xml, run)
            if result.counts["crashed"] and len(some) > 1:
                yield from (_run_files([file], tests, xml, run) for file in some)
            else:
                yield result


def _run_files(files: Sequence[Path], tests: Path, xml: Path, run: Run) -> Result:
    names = [file.relative_to(tests.parent).as_posix() for file in files]
    xml.unlink(missing_ok=True)
    begun = time.monotonic()
    status, said = run("-m", "pytest", "-v", *names, "--junitxml", str(xml), seconds=SECONDS)
    folder, seconds = names[0].split("/")[1], time.monotonic() - begun
    if not xml.exists():
        last = said.strip().rpartition("\n")[2][-200:]
        crash = f"{names[0]}: crashed or hung, status {status}: {last}"
        return Result(folder, seconds, Counter(crashed=1), (crash,), (), said)
    counts: Counter[str] = Counter()
    failures, skips = [], []
    for case in ElementTree.parse(xml).iter("testcase"):
        kind, why = _outcome(case)
        counts[kind] += 1
        name = f"{case.get('classname')}::{case.get('name')}: {why}"
        if kind == "failed":
            failures.append(name)
        elif kind == "skipped":
            skips.append(name)
    return Result(folder, seconds, counts, tuple(failures), tuple(skips), said)


def _outcome(case: ElementTree.Element) -> tuple[str, str]:
    for one in case:
        if one.tag in _OUTCOMES:
            return _OUTCOMES[one.tag], one.get("message", "").partition("\n")[0]
    return "passed", ""


_OUTCOMES: Final = {"failure": "failed", "error": "failed", "skipped": "skipped"}


def summary(results: Sequence[Result]) -> str:
    """Give the counts of each folder, then why tests were skipped, then each failure."""
    kinds = ("passed", "failed", "skipped", "crashed")
    lines = [f"{'':10}" + "".join(f"{kind:>9}" for kind in kinds) + "  minutes"]
    for folder in [*dict.fromkeys(one.folder for one in results), "all"]:
        inside = [one for one in results if folder in ("all", one.folder)]
        counts = sum((one.counts for one in inside), Counter[str]())
        minutes = sum(one.seconds for one in inside) / 60
        lines.append(
            f"{folder:10}" + "".join(f"{counts[kind]:9}" for kind in kinds) + f"{minutes:9.1f}"
        )
    reasons = Counter(skip.rpartition(": ")[2] for one in results for skip in one.skips)
    lines += ["", *(f"{count:4} skipped: {reason}" for reason, count in reasons.most_common())]
    lines += ["", *(f"FAILED {failure}" for one in results for failure in one.failures)]
    return "\n".join(lines)
