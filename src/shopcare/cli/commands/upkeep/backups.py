"""``backup``: make, list, check and restore backups."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Command, Described, Group, Options, no_options
from shopcare.cli.files import path_of
from shopcare.cli.session import Session
from shopcare.cli.tables import labelled, table
from shopcare.domain.errors import Trouble
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.services.shop import Shop
    from shopcare.services.upkeep.backups import Backup
    from shopcare.services.upkeep.restore import Comparison

_BACKUP_JSON: Final[Described] = {
    "file": mark("the name of the backup"),
    "path": mark("the path of the backup"),
    "at": mark("when it was made"),
    "reason": mark("on what occasion"),
    "bytes": mark("how large it is"),
}
_HOLDS_JSON: Final[Described] = {
    "holds.*": mark("how many rows each table has"),
    "last_case": mark("the number of the newest case in it"),
    "last_saved": mark("when its last entry was saved"),
    "entries_lost": mark("how many entries were saved after it"),
    "rows_lost.*": mark("how many rows each table would lose"),
}


def _file_option(options: Options) -> None:
    options.add("file", metavar="FILE", tells=mark("the backup, by its path or its name"))


def _restore_options(options: Options) -> None:
    _file_option(options)
    options.add("--dry-run", action="store_true", tells=mark("only say what would be lost"))


def _now(session: Session) -> None:
    from shopcare.domain.shop.backups import BackupReason
    from shopcare.services.upkeep.backups import back_up

    done = back_up(session.shop_unasked, BackupReason.BY_HAND)
    answer = {**_plain(done.made), "second_place": done.second.value, "technical": done.technical}
    words = session.words
    lines = [words.text("Backed up and verified: {path}", path=done.made.path)]
    if said := _SECOND.get(done.second.value):
        lines.append(words.text(said))
    session.give(answer, lambda: lines)


_SECOND: Final[Mapping[str, str]] = {
    "not_chosen": mark("No second place is chosen; a backup on the same disk is lost with it."),
    "absent": mark("The second place is not there just now; it is caught up on later."),
    "behind": mark("The second place could not be written to; it is caught up on later."),
}


def _list(session: Session) -> None:
    from shopcare.language.records.record_words import label
    from shopcare.services.upkeep.backups import all_backups

    found, words = all_backups(session.shop_unasked), session.words

    def rows() -> list[tuple[str, ...]]:
        return [
            (
                f"{one.at:%Y-%m-%d %H:%M}",
                label(words, one.name.reason),
                str(one.path),
            )
            for one in found
        ]

    session.give([_plain(one) for one in found], lambda: table(rows()))


def _check(session: Session) -> None:
    from shopcare.services.upkeep.backups import check_backup
    from shopcare.services.upkeep.restore import compare

    path = _path(session)
    problems = check_backup(path)
    seen = compare(session.shop_path, path)
    session.status = 1 if problems else 0
    answer = {"path": str(path), "fine": not problems, "problems": problems, **_holds(seen)}
    words = session.words
    outcome = mark("This backup is damaged.") if problems else mark("This backup is sound.")
    session.give(answer, lambda: [words.text(outcome), *problems, *_lines(session, seen)])


def _restore(session: Session) -> None:
    from shopcare.services.upkeep.restore import compare, restore

    path, words = _path(session), session.words
    seen = compare(session.shop_path, path)
    answer = {"path": str(path), **_holds(seen), "kept": None, "damaged": None, "dry_run": True}
    if session.option("dry_run"):
        session.give(answer, lambda: _lines(session, seen))
        return
    session.require_closed_window()
    who = _logged_in(session)
    done = restore(
        session.shop_path, path, initials=session.option("initials"), by_script=True, like=who
    )
    kept = str(done.kept.path) if done.kept else None
    damaged = str(done.damaged) if done.damaged else None
    lines = [words.text("Restored: {path}", path=path)]
    if kept:
        lines.append(words.text("What was on file is kept, to undo this: {path}", path=kept))
    if damaged:
        lines.append(words.text("The damaged file is kept: {path}", path=damaged))
    session.give({**answer, "kept": kept, "damaged": damaged, "dry_run": False}, lambda: lines)


def _logged_in(session: Session) -> "Shop | None":
    """Give for whom the script acts, the file closed again; None where it cannot be opened."""
    try:
        return session.shop
    except Trouble:  # a damaged file is no reason not to restore
        return None
    finally:
        session.close()


def _salvage(session: Session) -> None:
    from shopcare.services.upkeep.salvage import salvage_shop

    session.require_closed_window()
    done, words = salvage_shop(session.shop_path, by_script=True), session.words
    damaged = str(done.damaged) if done.damaged else None
    answer = {
        "tables": {name: table._asdict() for name, table in done.tables.items()},
        "rows": done.rows,
        "whole": done.is_whole,
        "damaged": damaged,
    }
    outcome = mark("All of it could be read.") if done.is_whole else mark("Some of it is lost.")
    lines = [
        words.count("{n} row was taken over.", "{n} rows were taken over.", done.rows),
        words.text(outcome),
        words.text("The damaged file is kept: {path}", path=damaged),
    ]
    session.give(answer, lambda: lines)


def _path(session: Session) -> Path:
    """Find a backup by its path, or by its name in one of the shop's two places."""
    from shopcare.services.upkeep.backups import all_backups, backup_folder

    path = path_of(session.option("file"))
    if path.exists():
        return path
    beside = backup_folder(session.shop_path) / path.name
    if beside.exists():
        return beside
    try:
        named = [
            one.path for one in all_backups(session.shop_unasked) if one.path.name == path.name
        ]
    except Trouble:  # the shop file is what is to be replaced
        named = []
    return named[0] if named else path


def _plain(one: "Backup") -> dict[str, Any]:
    return {
        "file": one.path.name,
        "path": str(one.path),
        "at": one.at.isoformat(),
        "reason": one.name.reason.value,
        "bytes": one.path.stat().st_size,
    }


def _holds(seen: "Comparison") -> dict[str, Any]:
    held = seen.backup
    return {
        "holds": held.counts,
        "last_case": held.last_case,
        "last_saved": held.last_saved.isoformat() if held.last_saved else None,
        "entries_lost": seen.entries_lost,
        "rows_lost": seen.rows_lost(),
    }


def _lines(session: Session, seen: "Comparison") -> list[str]:
    words, held = session.words, seen.backup
    saved = f"{held.last_saved:%Y-%m-%d %H:%M}" if held.last_saved else ""
    counts = [
        (words.text("Customers"), "customer"),
        (words.text("Purchases"), "purchase"),
        (words.text("Cases"), "service_case"),
        (words.text("Calls"), "callback"),
    ]
    lost = seen.rows_lost()
    lines = labelled(
        [
            (words.text("Last saved"), saved),
            (words.text("Newest case"), held.last_case),
            *(
                (title, _counted(held.counts.get(name, 0), lost.get(name, 0)))
                for title, name in counts
            ),
        ]
    )
    if seen.entries_lost:
        said = words.count(
            "Restoring it loses {n} entry that was saved later.",
            "Restoring it loses {n} entries that were saved later.",
            seen.entries_lost,
        )
        lines.append(said)
    return lines


def _counted(there: int, lost: int) -> str:
    return f"{there:,} (−{lost:,})" if lost else f"{there:,}"


GROUPS = (Group(word="backup", summary=mark("Make, list, check and restore backups.")),)
COMMANDS = (
    Command(
        words=("backup", "now"),
        summary=mark("Make a backup and verify it."),
        options=no_options,
        run=_now,
        json={
            **_BACKUP_JSON,
            "second_place": mark("not_chosen, absent, behind or up_to_date"),
            "technical": mark("why the second place could not be written to"),
        },
    ),
    Command(
        words=("backup", "list"),
        summary=mark("List the backups in both places."),
        run=_list,
        json={f"[].{name}": meaning for name, meaning in _BACKUP_JSON.items()},
    ),
    Command(
        words=("backup", "check"),
        summary=mark("Check a backup and say what it holds."),
        options=_file_option,
        run=_check,
        json={
            "path": _BACKUP_JSON["path"],
            "fine": mark("whether everything is in order"),
            "problems[]": mark("what is wrong"),
            **_HOLDS_JSON,
        },
    ),
    Command(
        words=("backup", "restore"),
        summary=mark("Put a backup in the place of what is on file, which is kept."),
        options=_restore_options,
        run=_restore,
        json={
            "path": _BACKUP_JSON["path"],
            **_HOLDS_JSON,
            "kept": mark("the backup of what was on file before; restoring it undoes this"),
            "damaged": mark("the path of the damaged shop file, which is kept"),
            "dry_run": mark("whether nothing was saved"),
        },
    ),
    Command(
        words=("backup", "salvage"),
        summary=mark("Make a new shop file of what can be read of a damaged one, which is kept."),
        run=_salvage,
        json={
            "tables.*": mark("by table: rows taken, rows too damaged, whether all could be read"),
            "rows": mark("how many rows were taken over"),
            "whole": mark("whether nothing was lost"),
            "damaged": mark("the path of the damaged shop file, which is kept"),
        },
    ),
)
