"""Restores a backup: what would be lost, the restore itself, and its weekly drill."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal, Trouble
from shopcare.domain.people.staff import Action, require
from shopcare.domain.shop.backups import BackupReason
from shopcare.services.privacy.erasing import erase_again, known_erasures
from shopcare.services.search.index_check import index_problems, rebuild_index
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep.backups import (
    Backup,
    back_up,
    backup_folder,
    check_backup,
    contents_of,
    newest_backup,
)
from shopcare.storage.checks.row_check import unreadable_rows
from shopcare.storage.file import audit, inspection
from shopcare.storage.file.database import ShopFile
from shopcare.storage.file.errors import database_errors
from shopcare.storage.file.inspection import Contents, Progress
from shopcare.storage.file.note import LastEntry, LastEntryNote
from shopcare.storage.recovery.restoring import put_in_place, put_into, working_copy
from shopcare.system.clock import Clock
from shopcare.system.files import replace

RESTORED: Final = "backup.restore"
DRILL_EVERY: Final = timedelta(days=7)
_DRILL: Final = "drill.json"
_BROKEN: Final = frozenset(
    {"shop_missing", "shop_file_damaged", "shop_file_foreign", "shop_file_unfinished"}
)
"""With these the present file holds nothing that could be backed up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A backup beside what is on file now."""

    backup: Contents
    present: Contents | None
    """None where the present file cannot be read."""
    same_history: bool
    """Whether the present file went on from this very backup."""

    @property
    def entries_lost(self) -> int:
        """How many entries were saved after the backup."""
        if self.present is None:
            return 0
        kept = self.backup.last_entry if self.same_history else 0
        return self.present.last_entry - kept

    def rows_lost(self) -> dict[str, int]:
        """Give by table how many rows fewer there would be."""
        present = self.present.counts if self.present is not None else {}
        fewer = {name: n - self.backup.counts.get(name, 0) for name, n in present.items()}
        return {name: n for name, n in fewer.items() if n > 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came of a restore."""

    contents: Contents
    kept: Backup | None
    """What was on file before; restoring it undoes the restore."""
    damaged: Path | None
    """Where the damaged file is kept."""

    @property
    def changes(self) -> Changes:
        """Everything may be another one now."""
        return Changes.of(*ChangeKind)


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


def compare(shop_path: Path, backup: Path) -> Comparison:
    """Say what a backup holds, and what would be lost by restoring it.

    Raises:
        Trouble: the backup cannot be read.
    """
    held = contents_of(backup)
    try:
        with closing(open_shop(shop_path)) as shop, database_errors(shop_path):
            present = inspection.contents(shop.file)
            last = LastEntry(held.last_entry, held.last_seal)
            same = audit.has_entry(shop.file, last)
    except (Trouble, ValueError, TypeError):
        return Comparison(backup=held, present=None, same_history=False)
    return Comparison(backup=held, present=present, same_history=same)


def restore(
    shop_path: Path,
    backup: Path,
    *,
    clock: Clock | None = None,
    initials: str | None = None,
    by_script: bool = False,
    like: Shop | None = None,
    progress: Progress | None = None,
) -> Restored:
    """Put a backup in the place of what is on file, which is kept as a backup of its own.

    Args:
        shop_path: the shop file; it may be damaged or gone.
        backup: what is to be restored.
        clock: None for the PC's.
        initials: who restores.
        by_script: written into the audit log.
        like: somebody has logged in there; where PINs are used, nobody else may restore.
        progress: told how far it is; an exception that it raises leaves everything as it was.

    Raises:
        Refusal: ``manager_needed``, ``log_in_needed``, ``clock_in_doubt``, ``backup_damaged``.
        Trouble: the backup or the disk says no; nothing was changed.
    """
    if found := check_backup(backup, progress):
        raise Refusal("backup_damaged", file=backup.name, what=found[0][:80])
    with (
        _present(shop_path, clock, initials, like, by_script=by_script) as present,
        database_errors(shop_path),
        working_copy(backup, shop_path, progress) as copy,
    ):
        kept = _keep_present(present, progress) if present is not None else None
        restored = Shop(copy.file, shop_path, clock=clock, initials=None, by_script=by_script,
                     guard_clock=False)  # fmt: skip
        if like is not None and like.approver is not None:
            restored.approver = restored.member(like.approver.id)
        at = _enter(restored, initials, backup, kept)
        # L-8: a backup still knows whoever was erased after it
        erase_again(restored, known_erasures(shop_path, present, backup.parent))
        if index_problems(restored):
            rebuild_index(restored)
        contents, last = inspection.contents(copy.file), audit.last_entry(copy.file)
        damaged = None
        if kept is not None and present is not None:
            _exchange(present, copy.file, progress)
        else:
            if present is not None:
                present.close()
            copy.file.close()
            damaged = put_in_place(copy.path, shop_path, at)
            LastEntryNote(shop_path).write(last)
    return Restored(contents=contents, kept=kept, damaged=damaged)


def _exchange(shop: Shop, copy: ShopFile, progress: Progress | None) -> None:
    """Give the shop file another content; its note is away meanwhile, lest a kill looks a loss."""
    note = LastEntryNote(shop.path)
    before, last = audit.last_entry(shop.file), audit.last_entry(copy)
    note.forget()
    try:
        put_into(copy, shop.file, progress)
    except BaseException:
        note.write(before)
        raise
    note.write(last)


def restore_over(shop: Shop, backup: Path, progress: Progress | None = None) -> Restored:
    """Restore a backup over an open shop; whoever has the shop open has to look again.

    Raises:
        Refusal, Trouble: as ``restore``.
    """
    shop.require_clock()
    initials, by_script = shop.acting.initials, shop.by_script
    return restore(
        shop.path, backup, clock=shop.clock, initials=initials, by_script=by_script, like=shop,
        progress=progress,
    )  # fmt: skip


def last_restore(shop: Shop) -> Mapping[str, object] | None:
    """Give what was said when a backup was last restored: ``file``, and ``kept`` to undo it."""
    entry = next(iter(audit.all_about(shop.file, "backup", 0)), None)
    return entry.said() if entry is not None and entry.action == RESTORED else None


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


@contextmanager
def _present(
    path: Path, clock: Clock | None, initials: str | None, like: Shop | None, *, by_script: bool
) -> Iterator[Shop | None]:
    """Open what is on file now; None where it is damaged or gone."""
    try:
        shop = open_shop(path, clock=clock, initials=initials, by_script=by_script)
    except Trouble as trouble:
        if trouble.code not in _BROKEN:
            raise
        yield None
        return
    with closing(shop):
        if like is not None:
            shop.act_like(like)
        if shop.is_locked:
            raise Refusal("log_in_needed")
        require(shop.deciding, Action.RESTORE_BACKUP)
        shop.require_clock()
        yield shop


def _keep_present(present: Shop, progress: Progress | None) -> Backup | None:
    """Back up what is on file; None where it is too damaged, then the file itself is kept."""
    try:
        return back_up(present, BackupReason.RESTORE, progress).made
    except Trouble as trouble:
        if trouble.code not in _BROKEN:
            raise
        return None


def _enter(copy: Shop, initials: str | None, backup: Path, kept: Backup | None) -> datetime:
    """Write the restore into the audit log of what is restored."""
    with suppress(Refusal):  # who restores may not have worked here then
        if initials is not None:
            copy.act_as(initials)
    copy.let_in(copy.acting)  # what stood in the backup does not lock out who restores it
    with copy.begin(RESTORED, "backup") as step:
        step.values = {"file": backup.name, "kept": kept.path.name if kept is not None else ""}
    return copy.now()


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
