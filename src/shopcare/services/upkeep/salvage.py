"""Salvages a damaged shop file: what can be read goes on in a new file, the old one is kept."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shopcare.domain.errors import Refusal, Trouble
from shopcare.services.search.search import everything_on_file
from shopcare.services.shop import Shop
from shopcare.services.upkeep.backups import backup_folder, backups
from shopcare.storage import search
from shopcare.storage.checks import trail_check
from shopcare.storage.file import audit, person_keys
from shopcare.storage.file.backup import unfinished_file
from shopcare.storage.file.database import create_database
from shopcare.storage.file.errors import database_errors
from shopcare.storage.file.note import LastEntryNote
from shopcare.storage.file.work import unrecorded
from shopcare.storage.recovery.restoring import put_in_place
from shopcare.storage.recovery.salvage import Salvaged, evidence_copy, salvage
from shopcare.system.clock import Clock
from shopcare.system.files import private_folder

SALVAGED = "backup.salvage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescue:
    """What came of a salvage."""

    tables: Mapping[str, Salvaged]
    damaged: Path | None
    """Where the damaged file is kept."""

    @property
    def rows(self) -> int:
        """How many rows were taken over."""
        return sum(table.taken for table in self.tables.values())

    @property
    def is_whole(self) -> bool:
        """Say whether nothing of the records was lost."""
        return all(table.is_whole and not table.refused for table in self.tables.values())


def salvage_shop(shop_path: Path, *, clock: Clock | None = None, by_script: bool = False) -> Rescue:
    """Make a new shop file of what can be read of a damaged one, and put it in its place.

    Args:
        shop_path: the damaged file; it is kept under another name.
        clock: None for the PC's.
        by_script: written into the audit log.

    Raises:
        Refusal: ``nothing_readable``; the file stays as it is.
        Trouble: what the disk says; the file stays as it is.
    """
    folder = backup_folder(shop_path)
    try:
        private_folder(folder)
        with (
            database_errors(shop_path),
            unfinished_file(folder) as building,
            evidence_copy(shop_path, folder, [one.path for one in backups(folder)]) as damaged,
        ):
            with closing(create_database(building, damaged.key)) as new:
                tables = salvage(damaged, new)
                if not (tables["setting"].taken and tables["staff"].taken):
                    raise Refusal("nothing_readable", file=shop_path.name)
                at = _enter(Shop(new, shop_path, clock=clock, initials=None, by_script=by_script,
                                 guard_clock=False), tables)  # fmt: skip
                last = audit.last_entry(new)
                new.execute("PRAGMA journal_mode = DELETE")
            kept = put_in_place(building, shop_path, at)
        LastEntryNote(shop_path).write(last)
    except OSError as error:
        raise Trouble("folder_not_writable", technical=str(error), path=str(folder)) from error
    return Rescue(tables=tables, damaged=kept)


def _enter(new: Shop, tables: Mapping[str, Salvaged]) -> datetime:
    """File the search keys anew, and write into the audit log what was taken over."""
    with unrecorded(new.file):
        search.rebuild(new.file, everything_on_file(new))
        person_keys.give_missing(new.file)
        trail_check.keep_given_ids(new.file)
    new.let_in(new.acting)  # whose PINs can be read shows the next start
    with new.begin(SALVAGED, "backup") as step:
        step.values = {name: list(table) for name, table in tables.items() if any(table[:2])}
    return new.now()
