"""No test is skipped that is not listed with its reason."""

from pathlib import Path

import pytest

import platform_limits

TESTS = Path(platform_limits.__file__).parent
SKIPPING = """
    import pytest

    @pytest.mark.skipif(True, reason="a program is not installed")
    def test_one(): ...

    def test_two(): ...
"""


@pytest.fixture(autouse=True)
def guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(TESTS))


def run(pytester: pytest.Pytester, words: tuple[str, ...]) -> pytest.RunResult:
    """Run pytest in an empty folder under the guard."""
    return pytester.runpytest_subprocess("-p", "platform_limits", "-p", "no:pytest-qt", *words)


@pytest.mark.parametrize("words", [(), ("-n", "1")])
def test_a_skip_that_is_not_listed_fails_the_run(pytester: pytest.Pytester, words) -> None:
    pytester.makepyfile(SKIPPING)
    ran = run(pytester, words)
    ran.assert_outcomes(passed=1, skipped=1)
    assert ran.ret == pytest.ExitCode.TESTS_FAILED
    ran.stdout.fnmatch_lines(["*not listed*", "*::test_one"])


@pytest.mark.parametrize("words", [(), ("-n", "1")])
def test_a_file_that_is_skipped_whole_fails_the_run(pytester: pytest.Pytester, words) -> None:
    pytester.makepyfile("import pytest\npytest.importorskip('no_such_module')")
    pytester.makepyfile(test_other="def test_two(): ...")
    assert run(pytester, words).ret == pytest.ExitCode.TESTS_FAILED


def test_a_listed_skip_passes(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("""
        import platform_limits
        platform_limits.LIMITS = (platform_limits.Limit("test_one", True, "no such signal"),)
    """)
    pytester.makepyfile("def test_one(): raise AssertionError\ndef test_two(): ...")
    ran = run(pytester, ("-rs",))
    ran.assert_outcomes(passed=1, skipped=1)
    assert ran.ret == pytest.ExitCode.OK
    ran.stdout.fnmatch_lines(["SKIPPED*no such signal"])


def test_every_listed_test_exists() -> None:
    sources = "".join(path.read_text("utf-8") for path in TESTS.rglob("test_*.py"))
    assert [one.test for one in platform_limits.LIMITS if f"def {one.test}(" not in sources] == []
