"""The tests that a platform cannot run, each with its reason; a run in which others skip fails."""

import ctypes
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest


class Limit(NamedTuple):
    """A test that is skipped; ``here``: on this machine."""

    test: str
    here: bool
    reason: str


WINDOWS = sys.platform == "win32"
MACOS = sys.platform == "darwin"
WINE = WINDOWS and hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")
SUPERUSER = not WINDOWS and os.geteuid() == 0


def loads_sqlite_as_a_library() -> bool:
    """Say whether Python's SQLite is a shared library whose functions a drill can replace."""
    import sqlite3  # noqa: F401 - to have it loaded

    if WINDOWS:
        return True
    maps = Path("/proc/self/maps")
    return maps.exists() and "libsqlite3" in maps.read_text("utf-8", "replace")


LIMITS = (
    *(
        Limit(test, not loads_sqlite_as_a_library(), "SQLite is built into Python")
        for test in (
            "test_a_power_cut_loses_nothing_that_was_said_to_be_saved",
            "test_each_step_may_fail",
            "test_a_migration_may_be_interrupted_anywhere",
        )
    ),
    *(
        Limit(test, WINDOWS, "a folder cannot be made read-only")
        for test in (
            "test_a_read_only_folder_is_named",
            "test_permissions_bind_whoever_runs_this",
            "test_a_read_only_file_could_not_even_be_searched_or_exported",
            "test_what_cannot_be_saved_says_so_and_only_then",
            "test_a_log_that_cannot_be_read_says_what_is_missing",
        )
    ),
    Limit("test_a_read_only_folder_is_named", SUPERUSER, "permissions do not bind the superuser"),
    Limit(
        "test_a_file_with_a_name_in_another_encoding_is_brought_in",
        WINDOWS or MACOS,
        "every file name is Unicode",
    ),
    *(
        Limit(test, WINDOWS, "POSIX knows such files, links and rights")
        for test in (
            "test_a_pipe_and_a_socket_are_refused",
            "test_a_device_is_refused_by_its_own_name_and_by_another",
            "test_a_link_to_the_shops_own_file_is_refused",
            "test_a_link_to_an_ordinary_file_stays_a_link",
            "test_a_link_that_leads_in_a_circle_is_refused",
            "test_nothing_is_written_over_a_link_to_the_shop_or_a_device",
            "test_what_is_written_for_others_has_the_rights_of_any_new_file",
            "test_what_is_private_is_for_its_owner_alone",
            "test_a_folder_that_was_there_is_closed_only_while_nothing_is_in_it",
            "test_a_read_only_disk_names_its_cause",
            "test_a_new_shop_and_all_beside_it_is_for_its_owner_alone",
            "test_a_shop_that_was_open_to_others_is_closed_to_them_when_it_is_opened",
            "test_two_samples_lie_apart_where_nobody_else_can_look",
        )
    ),
    Limit(
        "test_an_interrupt_while_reading_ends_with_130",
        WINDOWS,
        "a process cannot send SIGINT to one other",
    ),
    *(
        Limit(test, WINE, "the rig installs the program with its own installer and tries it there")
        for test in (
            "test_the_installed_wheel_says_that_it_cannot_measure",
            "test_the_installed_wheel_runs_from_another_folder",
            "test_the_installed_program_tries_itself_and_finds_what_is_missing",
        )
    ),
    *(
        Limit(test, WINE, "Wine cuts a name that is too long instead of refusing it")
        for test in (
            "test_a_name_that_no_disk_can_hold",
            "test_a_name_that_is_too_long_is_said_and_nothing_stays",
            "test_a_paper_whose_name_is_too_long_is_not_written",
        )
    ),
)


def function_name(nodeid: str) -> str:
    """Give the name of the function: ``a/test_b.py::test_c[d]`` is ``test_c``."""
    return nodeid.partition("[")[0].rpartition("::")[2]


class SkipGuard:
    """Notes every skip that is not listed, wherever it happened, and fails the run for it."""

    def __init__(self) -> None:
        self.unlisted: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not hasattr(report, "wasxfail"):
            self._note(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._note(report)

    def _note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if report.skipped and function_name(report.nodeid) not in {one.test for one in here()}:
            self.unlisted.append(report.nodeid)

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        if self.unlisted and exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.unlisted:
            terminalreporter.section(
                "skipped, but not listed in tests/platform_limits.py", red=True
            )
            terminalreporter.write_line("\n".join(sorted(self.unlisted)))


def here() -> Iterator[Limit]:
    """Give the limits of this machine."""
    return (one for one in LIMITS if one.here)


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # workers report to the process that judges
        config.pluginmanager.register(SkipGuard())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for limit in here():
            if function_name(item.nodeid) == limit.test:
                item.add_marker(pytest.mark.skip(reason=limit.reason))
