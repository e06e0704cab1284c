"""Breaks for each fault that was found by trial, and what is to find them.

A break takes one mending out of a copy of the source; the tests named with it must fail then.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODEL = "tests/services/test_rules_model.py::TestRules"
PLAYS = {"SHOPCARE_MODEL_EXAMPLES": "600", "SHOPCARE_MODEL_SHRINK": "0"}
COPIED = ("src", "tests", "tools", "resources", "translations", "requirements", "pyproject.toml")


@dataclass(frozen=True)
class Break:
    """A piece of source with the mending in it, as it reads without it."""

    fault: str
    path: str
    """Below ``src/shopcare``."""
    mended: str
    broken: str
    tests: str
    """Files and node ids, parted by blanks."""

    @property
    def source(self) -> Path:
        """Give the file that is broken."""
        return ROOT / "src" / "shopcare" / self.path


MODEL_BREAKS = (
    Break("1", "services/follow_ups/next_dates.py",
          "    if _has_next_date(shop, case_id):\n", "    if case_id:\n", MODEL),
    Break("3", "services/follow_ups/recurring_calls.py",
          "        if _is_over(shop, customer, plan):",
          "        if plan.due_on <= after:\n"
          "            return plan_birthday(shop, customer, next_on)\n"
          "        if _is_over(shop, customer, plan):", MODEL),
    Break("4", "services/follow_ups/recurring_calls.py",
          "replace(call, state=CallbackState.PAUSED)",
          "replace(call, state=CallbackState.DROPPED)", MODEL),
    Break("6", "domain/cases/case_moves.py",
          "    check_order(case, at)\n    at = max(at, case.last_step_at)", "    at = at", MODEL),
    Break("7", "domain/calls/call_try.py",
          "        moves=(*callback.moves, move),\n    )", "    )", MODEL),
    Break("8", "services/calendar/calendar.py",
          "return self.work.next_open_day(chosen)", "return chosen", MODEL),
    Break("10", "services/cases/intake.py",
          "if case.kind is CaseKind.COMPLAINT and case.linked_case_id is not None:",
          "if not case.number and case.linked_case_id is not None:", MODEL),
    Break("4 (an undone call)", "services/calls/undo_call.py",
          "    _let_flags_decide(shop, changes)\n", "", MODEL),
)  # fmt: skip
"""What the model of the rules finds (``test_rules_model``)."""


def copy_project(folder: Path) -> Path:
    """Copy what the tests need, to be broken there."""
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    return folder


def found_by(one: Break, folder: Path, seconds: int = 900) -> str:
    """Break a copy and run the tests; give their last line, or nothing where they all passed."""
    broken = folder / "src" / "shopcare" / one.path
    text = broken.read_text("utf-8")
    broken.write_text(text.replace(one.mended, one.broken), "utf-8")
    words = [sys.executable, "-m", "pytest", *one.tests.split(), "-x", "-q", "--tb=line"]
    words += ["-p", "no:cacheprovider", "--hypothesis-show-statistics", "--hypothesis-seed=1"]
    try:
        run = subprocess.run(
            words,
            cwd=folder,
            env=os.environ | PLAYS | {"PYTHONPATH": str(folder / "src")},
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    finally:
        broken.write_text(text, "utf-8")
    lines = [line.strip(" -*") for line in run.stdout.splitlines()]
    plays = [line for line in lines if "failing test cases" in line or "failing examples" in line]
    assert run.returncode in (0, 1) or run.returncode < 0, run.stdout + run.stderr
    if run.returncode < 0:
        return f"ended by signal {-run.returncode}"
    if run.returncode == 0:
        return ""
    assert "failed" in lines[-1], run.stdout  # an error finds nothing
    return "; ".join([lines[-1], *plays[:1]])


def are_there(tests: str) -> bool:
    """Say whether every test that a break names exists."""
    return all(_is_there(*named.split("::")) for named in tests.split())


def _is_there(file: str, *names: str) -> bool:
    if not (ROOT / file).is_file():
        return False
    text = (ROOT / file).read_text("utf-8")
    return all(
        re.search(rf"^(def {name}\(|class {name}\b|{name} = )", text, re.M) for name in names
    )
