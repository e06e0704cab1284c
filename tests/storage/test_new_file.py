"""A new file is there whole or not at all, whatever ends its building."""

import errno
import stat
from contextlib import closing
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from building.encryption import connect_outside
from shopcare.domain.errors import Trouble
from shopcare.storage.encryption.connecting import sqlite_uri
from shopcare.storage.file.database import create_database
from shopcare.storage.file.new_file import new_file


def code_of(path: Path) -> str:
    with pytest.raises(Trouble) as trouble, new_file(path) as building:
        building.write_text("new")
    assert trouble.value.values["path"] == str(path)
    return trouble.value.code


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_name_is_there_when_the_block_has_ended(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "shop.db"
    with new_file(path) as building:
        building.write_text("whole")
        assert names(path.parent) == [building.name]
    assert path.read_text() == "whole"
    assert names(path.parent) == ["shop.db"]


def test_a_block_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), new_file(tmp_path / "shop.db") as building:
        building.write_text("half")
        building.with_name(f"{building.name}-wal").write_text("side")
        raise RuntimeError
    assert names(tmp_path) == []


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    path.write_text("mine")
    assert code_of(path) == "shop_exists"
    assert path.read_text() == "mine"


@pytest.mark.parametrize("second_names", [True, False])
def test_a_file_that_comes_meanwhile_is_never_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, second_names: bool
) -> None:
    if not second_names:
        monkeypatch.setattr(Path, "hardlink_to", refuse)
    path = tmp_path / "shop.db"
    with pytest.raises(Trouble, match="shop_exists"), new_file(path) as building:
        building.write_text("new")
        path.write_text("mine")
    assert path.read_text() == "mine"
    assert names(tmp_path) == ["shop.db"]


def refuse(_path: Path, _target: Path) -> None:
    raise PermissionError(errno.EPERM, "Operation not permitted")


def test_a_disk_without_second_names_serves_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    with new_file(tmp_path / "shop.db") as building:
        building.write_text("whole")
    assert names(tmp_path) == ["shop.db"]


def test_what_a_cut_left_is_cleared_away_and_nothing_else(tmp_path: Path) -> None:
    create_database(tmp_path / "new-00000001.unfinished").close()
    (tmp_path / "new-00000002.unfinished").touch()
    (tmp_path / "new-00000003.unfinished").write_bytes(b"half a page of something" * 100)
    (tmp_path / "new-00000003.unfinished-wal").write_bytes(b"side")
    (tmp_path / "new-00000004.unfinished").hardlink_to(tmp_path / "new-00000001.unfinished")
    (tmp_path / "customers.csv").touch()
    with new_file(tmp_path / "shop.db") as building:
        building.touch()
    assert names(tmp_path) == ["customers.csv", "shop.db"]


def test_what_another_program_is_building_stays(tmp_path: Path) -> None:
    with new_file(tmp_path / "one.db") as first, closing(create_database(first)) as file:
        with new_file(tmp_path / "two.db") as second:
            create_database(second).close()
        assert first.exists()
        file.execute("INSERT INTO setting VALUES ('name', '1')")
    assert names(tmp_path) == ["one.db", "two.db"]


def test_the_log_of_a_file_that_was_moved_away_is_not_mixed_in(tmp_path: Path) -> None:
    path, moved = tmp_path / "shop.db", tmp_path / "elsewhere" / "shop.db"
    moved.parent.mkdir()
    with new_file(path) as building:
        create_database(building).close()
    with closing(connect_outside(path)) as old:
        old.execute("INSERT INTO setting VALUES ('name', '\"old\"')")
        log = path.with_name("shop.db-wal").read_bytes()
        copied = path.read_bytes()
    path.unlink()
    moved.write_bytes(copied)
    path.with_name("shop.db-wal").write_bytes(log)  # as a power cut leaves it
    with new_file(path) as building:
        create_database(building).close()
    with closing(connect_outside(path)) as new:
        assert new.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert new.execute("SELECT count(*) FROM setting").fetchone()[0] == 0
    (kept,) = tmp_path.glob("shop.db-wal.*.old")
    kept.rename(moved.with_name("shop.db-wal"))
    with closing(connect_outside(moved)) as again:
        assert again.execute("SELECT value FROM setting").fetchone()[0] == '"old"'


def test_a_name_that_no_disk_can_hold(tmp_path: Path) -> None:
    assert code_of(tmp_path / ("长" * 300)) == "folder_not_writable"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert code_of(tmp_path / "file" / "deep" / "shop.db") == "folder_not_writable"


def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "cd"
    folder.mkdir()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert code_of(folder / "shop.db") == "folder_not_writable"
    folder.chmod(stat.S_IRWXU)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PureWindowsPath(r"C:\Shop data\店.db"), "file:///C:/Shop%20data/%E5%BA%97.db"),
        (PureWindowsPath(r"\\desk\shop\a.db"), "file:////desk/shop/a.db"),
        (PurePosixPath("/home/a.db"), "file:///home/a.db"),
    ],
)
def test_a_file_on_another_pc_has_an_address_that_sqlite_takes(
    path: PurePath, address: str
) -> None:
    assert sqlite_uri(path) == address
