"""The suite under Wine is told by folder, and a file that crashes takes no other with it."""

import importlib
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
CASES = {
    "test_good.py": '<testcase classname="t" name="a"/>',
    "test_mixed.py": """
        <testcase classname="t" name="b"><failure message="E: said&#10;more"/></testcase>
        <testcase classname="t" name="c"><error message="setup"/></testcase>
        <testcase classname="t" name="d"><skipped message="no such signal"/></testcase>
        <testcase classname="t" name="e"><properties/></testcase>""",
    "test_last.py": '<testcase classname="t" name="f"/>',
}


@pytest.fixture
def suite(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "tools" / "windows"))
    return importlib.import_module("suite")


def run_pytest(files: Sequence[str], xml: Path, seconds: float) -> tuple[int, str]:
    names = [Path(file).name for file in files]
    if "test_crashes.py" in names:
        return 3, "collecting …\nFatal Python error"
    cases = "".join(CASES[name] for name in names)
    xml.write_text(f"<testsuites><testsuite>{cases}</testsuite></testsuites>", "utf-8")
    return 0, "said"


def test_a_file_that_crashes_takes_no_other_with_it(suite: ModuleType, tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "unit"
    folder.mkdir(parents=True)
    for name in (*CASES, "test_crashes.py"):
        (folder / name).touch()
    xml = tmp_path / "test.xml"
    results = list(suite.run_suite(tmp_path / "tests", ["unit"], xml, run_pytest))
    told = suite.summary(results).splitlines()
    assert told[0].split() == ["passed", "failed", "skipped", "crashed", "minutes"]
    assert told[1].split()[:5] == ["unit", "3", "2", "1", "1"]
    assert told[2].split()[:5] == ["all", "3", "2", "1", "1"]
    assert told[3:] == [
        "",
        "   1 skipped: no such signal",
        "",
        "FAILED tests/unit/test_crashes.py: crashed or hung, status 3: Fatal Python error",
        "FAILED t::b: E: said",
        "FAILED t::c: setup",
    ]


def test_a_single_file_can_be_named(suite: ModuleType, tmp_path: Path) -> None:
    xml = tmp_path / "test.xml"
    (one,) = suite.run_suite(tmp_path / "tests", ["unit/test_good.py"], xml, run_pytest)
    assert (one.folder, dict(one.counts), one.failures) == ("unit", {"passed": 1}, ())
