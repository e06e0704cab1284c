"""Drills: the newest backup is restored for trial, so that a bad one is known in time."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from shopcare.domain.errors import Trouble
from shopcare.services.shop import Shop
from shopcare.services.upkeep.backups import (
    backup_folder,
    check_backup,
    contents_of,
    newest_backup,
)
from shopcare.storage.checks.row_check import unreadable_rows
from shopcare.storage.file import audit, inspection
from shopcare.storage.file.errors import database_errors
from shopcare.storage.file.inspection import Contents, Progress
from shopcare.storage.file.note import LastEntry
from shopcare.storage.recovery.restoring import working_copy
from shopcare.system.files import replace

DRILL_EVERY: Final = timedelta(days=7)
_DRILL: Final = "drill.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """A backup that was restored for trial, and what was found."""

    at: datetime
    file: str
    problems: tuple[str, ...]

    @property
    def is_fine(self) -> bool:
        """Say whether the backup could be restored whole."""
        return not self.problems


def drill(shop: Shop, progress: Progress | None = None) -> Drill | None:
    """Restore the newest backup for trial, compare and keep the result; None without a backup.

    Raises:
        Trouble: the disk has no room for the trial.
    """
    newest = newest_backup(shop)
    if newest is None:
        return None
    try:
        held = contents_of(newest.path)
        problems = check_backup(newest.path, progress)
        if not problems:
            problems = _problems_of(shop, newest.path, held, progress)
    except Trouble as trouble:
        if trouble.code.startswith("backup_"):
            raise
        problems = [trouble.code]
    done = Drill(at=shop.now(), file=newest.path.name, problems=tuple(problems))
    _keep_drill(shop.path, done)
    return done


def last_drill(shop_path: Path) -> Drill | None:
    """Read the result of the last drill; None where there was none or it cannot be read."""
    try:
        said = json.loads((backup_folder(shop_path) / _DRILL).read_text("utf-8"))
        at = datetime.fromisoformat(said["at"])
        return Drill(at=at, file=str(said["file"]), problems=tuple(map(str, said["problems"])))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_drill_due(shop: Shop) -> bool:
    """Say whether the last drill was more than a week ago, or in the future."""
    last = last_drill(shop.path)
    now = shop.now()
    return last is None or not (last.at <= now < last.at + DRILL_EVERY)


def _problems_of(shop: Shop, backup: Path, held: Contents, progress: Progress | None) -> list[str]:
    with database_errors(backup), working_copy(backup, shop.path, progress) as copy:
        found = inspection.contents(copy.file)
        problems = list(unreadable_rows(copy.file))
        if (found.last_entry, found.last_case) != (held.last_entry, held.last_case):
            problems.append(f"audit_entry {held.last_entry}")
        problems += [
            f"{name}: {n} → {found.counts.get(name, 0)}"
            for name, n in held.counts.items()
            if found.counts.get(name) != n
        ]
    if not audit.has_entry(shop.file, LastEntry(held.last_entry, held.last_seal)):
        problems.append(f"audit_entry {held.last_entry}: {backup.name}")
    return problems


def _keep_drill(shop_path: Path, done: Drill) -> None:
    file = backup_folder(shop_path) / _DRILL
    unfinished = file.with_suffix(".unfinished")
    said = {"at": done.at.isoformat(), "file": done.file, "problems": done.problems}
    with suppress(OSError):  # it is done again at the next start
        unfinished.write_text(json.dumps(said), "utf-8")
        replace(unfinished, file)
