"""Backups and their restore on real files: verified, thinned, compared, undone, drilled."""

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from building.counter import Counter
from building.encryption import connect_outside, without_keys
from shopcare.domain.errors import Refusal, Trouble
from shopcare.domain.shop.backups import BackupReason
from shopcare.services.setup.settings import change_settings
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep import backups as service
from shopcare.services.upkeep.backups import (
    SecondPlace,
    back_up,
    back_up_if_needed,
    backup_folder,
    backups,
    check_backup,
    contents_of,
    second_place,
)
from shopcare.services.upkeep.check import check
from shopcare.services.upkeep.clock_guard import lost_entries
from shopcare.services.upkeep.restore import compare, drill, is_drill_due, last_drill, restore


class Stopped(Exception):
    pass


def names_of(shop: Shop) -> set[str]:
    rows = shop.file.execute("SELECT name FROM customer ORDER BY id").fetchall()
    return {row["name"] for row in rows}


def wrong(shop: Shop) -> dict[str, tuple[str, ...]]:
    return {found.key: found.problems for found in check(shop) if not found.is_fine}


def use_second_place(counter: Counter, folder: Path) -> None:
    change_settings(counter.shop, replace(counter.shop.settings, backup_folder=str(folder)))


def test_a_backup_is_one_sound_file_with_everything_in_it(counter: Counter) -> None:
    counter.person("王")
    done = back_up(counter.shop, BackupReason.BY_HAND)
    assert without_keys(backup_folder(counter.shop.path)) == [done.made.path], "nothing beside it"
    assert check_backup(done.made.path) == []
    held = contents_of(done.made.path)
    assert held.counts["customer"] == 1
    assert held.last_entry == done.made.name.last_entry
    assert done.second is SecondPlace.NOT_CHOSEN
    if os.name == "posix":
        assert done.made.path.stat().st_mode & 0o077 == 0


def test_who_saves_meanwhile_does_not_wait_and_is_in_the_next(counter: Counter) -> None:
    counter.person("王")
    saved: list[int] = []

    def save(_done: int, _total: int) -> None:
        if not saved:
            saved.append(counter.person("李").id)

    with closing(counter.shop.reopened()) as own:
        first = back_up(own, BackupReason.BY_HAND, save)
    assert saved
    assert contents_of(first.made.path).counts["customer"] == 1
    counter.clock.advance(seconds=1)
    again = back_up_if_needed(counter.shop, BackupReason.PROGRAM_CLOSE)
    assert again is not None
    assert contents_of(again.made.path).counts["customer"] == 2
    assert back_up_if_needed(counter.shop, BackupReason.PROGRAM_CLOSE) is None


def test_a_cancelled_backup_leaves_nothing(counter: Counter) -> None:
    def stop(done: int, total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        back_up(counter.shop, BackupReason.BY_HAND, stop)
    assert list(backup_folder(counter.shop.path).iterdir()) == []
    counter.person("王")  # the shop is as usable as before


def test_a_damaged_file_displaces_no_good_backup(counter: Counter) -> None:
    counter.person("王")
    good = back_up(counter.shop, BackupReason.BY_HAND).made
    path = counter.shop.path
    counter.shop.close()
    spoil_index(path)
    with closing(open_shop(path, clock=counter.clock)) as shop:
        for _day in range(5):
            counter.clock.advance(days=1)
            with pytest.raises(Trouble, match="shop_file_damaged"):
                back_up(shop, BackupReason.DAY_CLOSE)
    assert [one.path for one in backups(backup_folder(path))] == [good.path]
    assert check_backup(good.path) == []


def spoil_index(path: Path) -> None:
    """Let an index say something else than its table, which only a whole check finds."""
    with closing(connect_outside(path)) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        one, other = file.execute(
            "SELECT rootpage FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL "
            "AND tbl_name IN ('customer', 'audit_entry') LIMIT 2"
        ).fetchall()
        file.execute("PRAGMA writable_schema = ON")
        file.execute(
            "UPDATE sqlite_schema SET rootpage = iif(rootpage = ?1, ?2, ?1) "
            "WHERE type = 'index' AND rootpage IN (?1, ?2)",
            (one[0], other[0]),
        )


def test_the_second_place_gets_the_same_bytes_and_may_be_away(
    counter: Counter, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    use_second_place(counter, stick)
    done = back_up(counter.shop, BackupReason.DAY_CLOSE)
    assert done.second is second_place(counter.shop) is SecondPlace.ABSENT, "no block"
    stick.mkdir()
    assert second_place(counter.shop) is SecondPlace.BEHIND
    caught_up = back_up_if_needed(counter.shop, BackupReason.PROGRAM_CLOSE)
    assert caught_up is not None
    assert caught_up.second is second_place(counter.shop) is SecondPlace.UP_TO_DATE
    ((copy,),) = [without_keys(folder) for folder in stick.iterdir()]
    assert copy.read_bytes() == done.made.path.read_bytes()
    assert service.all_backups(counter.shop) == [done.made]


def test_thinning_leaves_other_files_and_the_other_shops_alone(
    counter: Counter, tmp_path: Path
) -> None:
    use_second_place(counter, tmp_path)
    other = tmp_path / "ShopCare-00000000"
    other.mkdir()
    theirs = [other / f"shop-2020010{n}T100000+0800-e{n}-day-close.db" for n in range(1, 8)]
    for path in theirs:
        path.write_bytes(b"")
    own = backup_folder(counter.shop.path)
    own.mkdir()
    (own / "notes.txt").write_text("mine")
    for _hour in range(6):
        counter.clock.advance(minutes=10)
        back_up(counter.shop, BackupReason.DAY_CLOSE)
    assert len(backups(own)) == 3
    assert (own / "notes.txt").exists()
    assert all(path.exists() for path in theirs)


def test_a_restore_says_what_it_would_lose_and_can_be_undone(counter: Counter) -> None:
    counter.person("王")
    old = back_up(counter.shop, BackupReason.BY_HAND).made
    counter.clock.advance(minutes=1)
    counter.person("李")
    counter.case(counter.person("张"))
    seen = compare(counter.shop.path, old.path)
    assert seen.rows_lost()["customer"] == 2
    assert seen.rows_lost()["service_case"] == 1
    assert seen.entries_lost == 3
    assert seen.same_history
    done = restore(counter.shop.path, old.path, clock=counter.clock)
    assert names_of(counter.shop) == {"王"}, "an open window reads it at once"
    with closing(counter.shop.reopened()) as again:
        assert lost_entries(again) is None
    assert wrong(counter.shop) == {}
    assert done.kept is not None
    assert done.kept.name.reason is BackupReason.RESTORE
    counter.clock.advance(minutes=1)
    undone = restore(counter.shop.path, done.kept.path, clock=counter.clock)
    assert names_of(counter.shop) == {"王", "李", "张"}
    assert wrong(counter.shop) == {}
    assert undone.contents.last_case == seen.present.last_case if seen.present else False
    counter.person("赵")


def test_a_cancelled_restore_changes_nothing(counter: Counter) -> None:
    counter.person("王")
    old = back_up(counter.shop, BackupReason.BY_HAND).made
    counter.person("李")
    calls = 0

    def count(_done: int, _total: int) -> None:
        nonlocal calls
        calls += 1

    restore(counter.shop.path, old.path, clock=counter.clock, progress=count)
    counter.clock.advance(minutes=1)
    counter.person("张")
    before = names_of(counter.shop)
    for stop_at in range(1, calls):
        left = stop_at

        def stop(_done: int, _total: int) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise Stopped

        counter.clock.advance(minutes=1)
        with pytest.raises(Stopped):
            restore(counter.shop.path, old.path, clock=counter.clock, progress=stop)
        assert names_of(counter.shop) == before
    assert wrong(counter.shop) == {}


def test_only_a_manager_restores(counter: Counter) -> None:
    old = back_up(counter.shop, BackupReason.BY_HAND).made
    with pytest.raises(Refusal, match="manager_needed"):
        restore(counter.shop.path, old.path, clock=counter.clock, initials="XC")


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        lambda path: path.write_bytes(b"\0" * 4096 + path.read_bytes()[4096:]),
        lambda path: path.write_bytes(b""),
        spoil_index,
    ],
    ids=["half", "first page gone", "empty", "index"],
)
def test_a_damaged_shop_file_is_kept_and_its_backup_restored(
    counter: Counter, damage: Callable[[Path], object]
) -> None:
    counter.person("王")
    good = back_up(counter.shop, BackupReason.BY_HAND).made
    path = counter.shop.path
    counter.shop.file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    counter.shop.close()
    damage(path)
    evidence = path.read_bytes()
    assert compare(path, good.path).backup.counts["customer"] == 1
    done = restore(path, good.path, clock=counter.clock)
    assert done.damaged is not None
    assert done.damaged.read_bytes() == evidence
    with closing(open_shop(path, clock=counter.clock)) as shop:
        assert names_of(shop) == {"王"}
        assert wrong(shop) == {}
        assert shop.file.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_damaged_backup_is_refused_and_nothing_changes(counter: Counter) -> None:
    counter.person("王")
    bad = back_up(counter.shop, BackupReason.BY_HAND).made.path
    spoil_index(bad)
    with pytest.raises(Refusal, match="backup_damaged"):
        restore(counter.shop.path, bad, clock=counter.clock)
    assert names_of(counter.shop) == {"王"}
    assert len(backups(bad.parent)) == 1


def test_a_backup_moves_a_shop_to_a_new_pc(counter: Counter, tmp_path: Path) -> None:
    counter.person("王")
    backup = back_up(counter.shop, BackupReason.BY_HAND).made
    new_pc = tmp_path / "new" / "shop.db"
    new_pc.parent.mkdir()
    restore(new_pc, backup.path, clock=counter.clock)
    with closing(open_shop(new_pc, clock=counter.clock)) as shop:
        assert names_of(shop) == {"王"}
        assert wrong(shop) == {}


def test_the_weekly_drill_keeps_its_result_and_finds_damage(counter: Counter) -> None:
    counter.case(counter.person("王"))
    assert drill(counter.shop) is None, "there is nothing to restore yet"
    made = back_up(counter.shop, BackupReason.BY_HAND).made
    assert is_drill_due(counter.shop)
    done = drill(counter.shop)
    assert done is not None
    assert done.is_fine
    assert last_drill(counter.shop.path) == done
    assert not is_drill_due(counter.shop)
    counter.clock.advance(days=7)
    assert is_drill_due(counter.shop)
    spoil_index(made.path)
    found = drill(counter.shop)
    assert found is not None
    assert not found.is_fine
    counter.clock.advance(days=-30)
    assert is_drill_due(counter.shop), "a result from the future says nothing"
    assert {path.suffix for path in without_keys(made.path.parent)} == {".db", ".json"}


def test_a_backup_from_before_an_older_time_zone_is_in_order(counter: Counter) -> None:
    first = back_up(counter.shop, BackupReason.BY_HAND).made
    counter.clock.advance(hours=1)
    second = back_up(counter.shop, BackupReason.BY_HAND).made
    assert [one.path for one in backups(first.path.parent)] == [second.path, first.path]
    assert second.at - first.at == timedelta(hours=1)
