"""Runs the test suite under Wine, folder by folder, and tells how it went."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree

FOLDERS: Final = ("unit", "storage", "services", "printing", "ui", "whole", "drills")
"""Folders of tests; the quick ones first."""
SECONDS: Final = 3600
"""What the files of a folder may take together."""


class Result(NamedTuple):
    """How the tests of some files ended."""

    folder: str
    seconds: float
    counts: Counter[str]
    failures: tuple[str, ...]
    skips: tuple[str, ...]
    said: str


Run = Callable[[Sequence[str], Path, float], tuple[int, str]]
"""Runs pytest on files within seconds; gives its exit status and what it said."""


def run_suite(tests: Path, named: Sequence[str], xml: Path, run: Run) -> Iterator[Result]:
    """Run the test files that are named or lie in a named folder; all of them without a name.

    The files of a folder share one Python, whose start alone takes seconds under Wine. Where it
    crashes or hangs, each half of them is run once more, so that one takes no other with it.
    """
    for name in named or FOLDERS:
        place = tests / name
        files = sorted(place.rglob("test_*.py")) if place.is_dir() else [place]
        yield from _run_halves(files, tests, xml, run)


def _run_halves(files: Sequence[Path], tests: Path, xml: Path, run: Run) -> Iterator[Result]:
    result = _run_files(files, tests, xml, run)
    if not result.counts["crashed"] or len(files) == 1:
        yield result
        return
    half = len(files) // 2
    yield from _run_halves(files[:half], tests, xml, run)
    yield from _run_halves(files[half:], tests, xml, run)


def _run_files(files: Sequence[Path], tests: Path, xml: Path, run: Run) -> Result:
    names = [file.relative_to(tests.parent).as_posix() for file in files]
    xml.unlink(missing_ok=True)
    begun = time.monotonic()
    status, said = run(names, xml, SECONDS)
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
