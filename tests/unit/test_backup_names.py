"""What the name of a backup says, and which backups are kept (issue: backups are thinned)."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopcare.domain.shop.backups import (
    BEFORE_CHANGES,
    DAYS,
    MONTHS,
    NEWEST,
    WEEKS,
    BackupName,
    BackupReason,
    backup_from_name,
    is_up_to_date,
    surplus,
)

TODAY = date(2026, 11, 28)
SHANGHAI = timezone(timedelta(hours=8))

moments = st.datetimes(
    min_value=datetime(2020, 1, 1), max_value=datetime(2026, 11, 28, 23, 59)
).map(lambda at: at.replace(microsecond=0, tzinfo=SHANGHAI))
names = st.builds(BackupName, moments, st.sampled_from(BackupReason), st.integers(0, 10**9))


@given(names)
def test_a_name_is_read_as_it_was_written(name: BackupName) -> None:
    assert backup_from_name(name.file_name()) == name


@pytest.mark.parametrize(
    "name",
    ["shop.db", "shop-20261128T204100+0800-e7-whim.db", "shop-20261131T204100+0800-e7-import.db",
     "x-shop-20261128T204100+0800-e7-import.db", "shop-20261128T204100+0800-e7-import.db.tmp", ""],
)  # fmt: skip
def test_another_name_is_no_backup(name: str) -> None:
    assert backup_from_name(name) is None


@given(st.lists(names, max_size=40, unique=True))
def test_thinning_keeps_the_last_of_each_period(backups: list[BackupName]) -> None:
    gone = set(surplus(backups, TODAY))
    kept = [one for one in backups if one not in gone]
    assert set(sorted(backups, reverse=True)[:NEWEST]) <= set(kept)
    periods = {
        "day": (lambda day: day.toordinal(), timedelta(days=DAYS)),
        "week": (lambda day: day.isocalendar()[:2], timedelta(weeks=WEEKS)),
        "month": (lambda day: (day.year, day.month), timedelta(days=31 * MONTHS)),
        "year": (lambda day: day.year, timedelta(days=10_000)),
    }
    for period, length in periods.values():
        young = [one for one in backups if one.at.date() > TODAY - length]
        last = {period(one.at.date()): one for one in sorted(young)}
        assert set(last.values()) <= set(kept)
    for one in gone:
        assert one.reason not in BEFORE_CHANGES or one.at.date() <= TODAY - timedelta(days=7)


@given(st.lists(names, max_size=40, unique=True), st.integers(0, 400))
def test_thinning_day_by_day_leaves_what_thinning_once_leaves(
    backups: list[BackupName], later: int
) -> None:
    after = TODAY + timedelta(days=later)
    at_once = set(backups) - set(surplus(backups, after))
    first = set(backups) - set(surplus(backups, TODAY))
    assert first - set(surplus(first, after)) == at_once


@given(st.lists(names, min_size=1, max_size=20, unique=True), st.integers(1, 2000))
def test_a_clock_set_back_costs_no_backup(backups: list[BackupName], days: int) -> None:
    back = min(one.at.date() for one in backups) - timedelta(days=days)
    assert surplus(backups, back) == []


def test_years_of_daily_backups_are_few() -> None:
    days = [datetime(2022, 1, 1, 20, tzinfo=UTC) + timedelta(days=n) for n in range(1790)]
    backups = [BackupName(at, BackupReason.DAY_CLOSE, n) for n, at in enumerate(days)]
    kept = len(backups) - len(surplus(backups, days[-1].date()))
    assert 30 <= kept <= 40


def test_a_backup_is_up_to_date_only_with_the_last_entry_and_after_it() -> None:
    at = datetime(2026, 11, 28, 20, 41, tzinfo=SHANGHAI)
    backup = BackupName(at, BackupReason.DAY_CLOSE, 7)
    assert is_up_to_date(backup, 7, at)
    assert not is_up_to_date(None, 7, at)
    assert not is_up_to_date(backup, 8, at)
    assert not is_up_to_date(backup, 7, at + timedelta(seconds=1)), "another entry of that number"
