"""Backups of the shop file: why one was made, what its name says, and how long it is kept."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple


class BackupReason(StrEnum):
    """On what occasion a backup was made."""

    DAY_CLOSE = "day-close"
    PROGRAM_CLOSE = "program-close"
    MIGRATION = "migration"
    """Before an older shop file was brought to today's schema."""
    RESTORE = "restore"
    """Before another backup took the place of the shop's records."""
    IMPORT = "import"
    ERASURE = "erasure"
    """In the place of backups that still held somebody who was erased (L-8)."""
    BY_HAND = "by-hand"


BEFORE_CHANGES: Final = frozenset(
    {BackupReason.MIGRATION, BackupReason.RESTORE, BackupReason.IMPORT}
)
"""These hold what stood before a change to everything, which somebody may want undone."""
NEWEST: Final = 3
BEFORE_CHANGES_DAYS: Final = 7
DAYS: Final = 14
WEEKS: Final = 8
MONTHS: Final = 12
_NAME: Final = re.compile(
    r"shop-(?P<at>\d{8}T\d{6}[+-]\d{4})-e(?P<last>\d+)-(?P<reason>[a-z-]+)\.db"
)
_MOMENT: Final = "%Y%m%dT%H%M%S%z"


class BackupName(NamedTuple):
    """What the name of a backup says; a file has such a name only after it was verified."""

    at: datetime
    """When it was begun; it holds everything that was saved until then."""
    reason: BackupReason
    last_entry: int
    """The number of the last entry in its audit log."""

    def file_name(self) -> str:
        """Write the name."""
        return f"shop-{self.at:{_MOMENT}}-e{self.last_entry}-{self.reason.value}.db"


def backup_from_name(name: str) -> BackupName | None:
    """Read a file's name; None where it is none of a backup."""
    found = _NAME.fullmatch(name)
    if found is None or found["reason"] not in set(BackupReason):
        return None
    try:
        at = datetime.strptime(found["at"], _MOMENT)
    except ValueError:  # a day that never was
        return None
    return BackupName(at, BackupReason(found["reason"]), int(found["last"]))


def surplus(backups: Iterable[BackupName], today: date) -> list[BackupName]:
    """Choose the backups that are no longer needed.

    Kept are the newest three; for a week those from before a migration, a restore or an import;
    the last of each day for two weeks, of each week for eight, of each month for twelve, and of
    each year for good. What seems to come from the future is left alone.

    Args:
        backups: of one folder.
        today: in the shop's time.
    """
    newest_first = sorted(set(backups), reverse=True)
    past = [backup for backup in newest_first if backup.at.date() <= today]
    kept = set(newest_first[:NEWEST])
    kept.update(
        backup
        for backup in past
        if backup.reason in BEFORE_CHANGES
        and backup.at.date() > today - timedelta(days=BEFORE_CHANGES_DAYS)
    )
    for period, begins in _periods(today):
        kept.update(_last_of_each(period, (one for one in past if one.at.date() > begins)))
    return [backup for backup in past if backup not in kept]


_Period = Callable[[date], tuple[int, ...]]


def _periods(today: date) -> tuple[tuple[_Period, date], ...]:
    """Give each kind of period, and after which day it counts."""
    return (
        (lambda day: (day.toordinal(),), today - timedelta(days=DAYS)),
        (lambda day: day.isocalendar()[:2], today - timedelta(weeks=WEEKS)),
        (lambda day: (day.year, day.month), today - timedelta(days=MONTHS * 31)),
        (lambda day: (day.year,), date.min),
    )


def _last_of_each(period: _Period, newest_first: Iterable[BackupName]) -> list[BackupName]:
    last: dict[tuple[int, ...], BackupName] = {}
    for backup in newest_first:
        last.setdefault(period(backup.at.date()), backup)
    return list(last.values())


def is_up_to_date(newest: BackupName | None, last_entry: int, last_saved: datetime | None) -> bool:
    """Say whether a backup holds everything that was saved.

    Args:
        newest: the newest backup there is.
        last_entry: the number of the file's last entry.
        last_saved: when that entry was saved.
    """
    if newest is None or newest.last_entry != last_entry:
        return False
    return last_saved is None or newest.at >= last_saved
