"""The one door for writing files: whole or not at all, and never over what is the shop's own."""

import errno
import os
import re
import socket
import stat
from pathlib import Path

import pytest

from shopcare.domain.errors import Refusal, Trouble
from shopcare.storage.file.new_file import new_file
from shopcare.system import files
from shopcare.system.files import (
    check_target,
    private_file,
    private_folder,
    usable_name,
    whole_file,
    write_file,
)

PDF = (".pdf",)


def code_of(path: Path, endings: tuple[str, ...] = PDF) -> str:
    """Give what a write is refused with; nothing may be left, and nothing may have changed."""
    before = sorted(path.parent.iterdir()) if path.parent.is_dir() else []
    with pytest.raises((Refusal, Trouble)) as refused:
        write_file(path, b"new", endings)
    assert not before or sorted(path.parent.iterdir()) == before
    return refused.value.code


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_written_over(tmp_path: Path) -> None:
    path = tmp_path / "单据.PDF"
    write_file(path, b"first", PDF)
    write_file(path, b"second", PDF)
    assert path.read_bytes() == b"second"
    assert names(tmp_path) == [path.name]


def test_the_old_file_stands_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError), whole_file(path, PDF) as unfinished:
        unfinished.write_bytes(b"half")
        assert path.read_bytes() == b"old"
        assert unfinished.suffix == ".pdf"
        raise RuntimeError
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.pdf"]


@pytest.mark.parametrize("name", ["a", "a.txt", "a.pdf.exe", ".pdf", "pdf"])
def test_another_ending_is_refused(tmp_path: Path, name: str) -> None:
    assert code_of(tmp_path / name) == "file_ending_unknown"


@pytest.mark.parametrize(
    "name",
    ["shop.db", "SHOP.DB", "shop.db-wal", "shop.db-shm", "shop.db-wal.1a2b3c4d.old",
     "shop.damaged-1.db", "window.lock", "screen.ini", "crash.log", "backups/shop.pdf"],
)  # fmt: skip
def test_the_shops_own_files_are_refused_whatever_ending_is_asked_for(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "shop.db").write_bytes(b"the shop")
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    if path.name != "shop.db":
        path.write_bytes(b"its own")
    before = path.read_bytes() if path.exists() else None
    assert code_of(path, (path.suffix,)) == "file_is_shops_own"
    assert (path.read_bytes() if path.exists() else None) == before


def test_such_a_name_in_a_folder_without_a_shop_is_only_a_name(tmp_path: Path) -> None:
    write_file(tmp_path / "screen.ini", b"", (".ini",))
    (tmp_path / "backups").mkdir()
    write_file(tmp_path / "backups" / "a.pdf", b"", PDF)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    assert code_of(tmp_path / "a.pdf") == "file_is_folder"
    assert code_of(tmp_path) == "file_is_folder"


def test_a_pipe_and_a_socket_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    assert code_of(tmp_path / "pipe.pdf") == "file_not_ordinary"
    assert stat.S_ISFIFO((tmp_path / "pipe.pdf").stat().st_mode)
    with socket.socket(socket.AF_UNIX) as listening:
        folder = Path(os.path.relpath(tmp_path))  # the name of a socket has to be short
        listening.bind(str(folder / "socket.pdf"))
        assert code_of(tmp_path / "socket.pdf") == "file_not_ordinary"


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero", "/dev/stdout"])
def test_a_device_is_refused_by_its_own_name_and_by_another(tmp_path: Path, device: str) -> None:
    with pytest.raises((Refusal, Trouble)) as refused:
        write_file(Path(device), b"", PDF)
    assert refused.value.code in {"file_not_ordinary", "file_ending_unknown"}
    (tmp_path / "link.pdf").symlink_to("/dev/null")
    assert code_of(tmp_path / "link.pdf") == "file_not_ordinary"
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_link_to_the_shops_own_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shop.db").write_bytes(b"the shop")
    (tmp_path / "a.pdf").symlink_to(tmp_path / "shop.db")
    assert code_of(tmp_path / "a.pdf") == "file_is_shops_own"
    assert (tmp_path / "shop.db").read_bytes() == b"the shop"


def test_a_link_to_an_ordinary_file_stays_a_link(tmp_path: Path) -> None:
    place = tmp_path / "elsewhere"
    place.mkdir()
    (place / "real.pdf").write_bytes(b"old")
    (tmp_path / "link.pdf").symlink_to(place / "real.pdf")
    write_file(tmp_path / "link.pdf", b"new", PDF)
    assert (place / "real.pdf").read_bytes() == b"new"
    assert (tmp_path / "link.pdf").is_symlink()
    assert names(place) == ["real.pdf"]


def test_a_link_that_leads_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").symlink_to(tmp_path / "b.pdf")
    (tmp_path / "b.pdf").symlink_to(tmp_path / "a.pdf")
    assert code_of(tmp_path / "a.pdf") == "file_not_ordinary"


@pytest.mark.parametrize("name", ["NUL.pdf", "con.pdf", "com1.pdf", "Lpt9.old.pdf", "aux .pdf"])
def test_the_name_of_a_device_of_windows_is_refused_everywhere(tmp_path: Path, name: str) -> None:
    assert code_of(tmp_path / name) == "file_not_ordinary"


def test_where_the_disk_says_no_it_is_said_and_nothing_stays(tmp_path: Path) -> None:
    assert code_of(tmp_path / "no" / "a.pdf") == "folder_missing"
    (tmp_path / "file").touch()
    assert code_of(tmp_path / "file" / "a.pdf") == "folder_missing"
    assert names(tmp_path) == ["file"]


def test_a_name_that_is_too_long_is_said_and_nothing_stays(tmp_path: Path) -> None:
    assert code_of(tmp_path / ("长" * 300 + ".pdf")) == "file_not_written"
    assert names(tmp_path) == []


def test_a_path_that_is_too_long_for_windows_is_the_fault_of_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_long(*_words: object) -> int:
        raise FileNotFoundError(errno.ENOENT, "The system cannot find the path specified")

    monkeypatch.setattr(os, "open", too_long)
    assert code_of(tmp_path / "a.pdf") == "file_not_written"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("投诉确认单 2026-0001", "投诉确认单 2026-0001"),
        ('Person\'s record A/B: \\ "x" <1>?', "Person's record A_B_ _ _x_ _1__"),
        ("王|李*\n", "王_李__"),
        ("Tail. . ", "Tail"),
        ("长" * 300, "长" * 80),
    ],
)
def test_a_text_becomes_a_name_that_every_system_takes(
    tmp_path: Path, text: str, name: str
) -> None:
    assert usable_name(text) == name
    write_file(tmp_path / f"{name}.pdf", b"", PDF)


def test_a_full_disk_is_said_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert code_of(path) == "disk_full"
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize(("failures", "code"), [(3, None), (1000, "file_in_use")])
def test_a_file_that_another_program_holds_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failures: int, code: str | None
) -> None:
    path, left, replace = tmp_path / "a.pdf", [failures], Path.replace
    path.write_bytes(b"old")

    def held(unfinished: Path, place: Path) -> Path:
        left[0] -= 1
        if left[0] >= 0:
            error = PermissionError(errno.EACCES, "in use")
            error.winerror = 32  # type: ignore[attr-defined, unused-ignore]
            raise error
        return replace(unfinished, place)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    if code is None:
        write_file(path, b"new", PDF)
        assert path.read_bytes() == b"new"
    else:
        assert code_of(path) == code
        assert left[0] > 900, "it is not waited for without end"


def test_an_unlink_in_finally_hid_the_real_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(_file: Path, *, missing_ok: bool = False) -> None:
        error = PermissionError(errno.EACCES, "in use")
        error.winerror = 32  # type: ignore[attr-defined, unused-ignore]
        raise error

    monkeypatch.setattr(Path, "unlink", held)
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    with pytest.raises(ZeroDivisionError), whole_file(tmp_path / "a.pdf", PDF):
        raise ZeroDivisionError
    with pytest.raises(ZeroDivisionError), new_file(tmp_path / "shop.db"):
        raise ZeroDivisionError


def test_only_the_door_deletes_and_replaces_files_because_only_it_waits_for_a_scanner() -> None:
    source = Path(files.__file__).parents[1]
    calls = re.compile(r"\.unlink\(|\b(?:path|place|file|copy|own|unfinished)\.replace\(")
    found = {path for path in source.rglob("*.py") if calls.search(path.read_text("utf-8"))}
    assert found == {source / "system" / "files.py"}


def test_a_target_is_checked_without_writing(tmp_path: Path) -> None:
    check_target(tmp_path / "a.pdf", PDF)
    with pytest.raises(Refusal, match="file_ending_unknown"):
        check_target(tmp_path / "a.txt", PDF)
    with pytest.raises(Trouble, match="folder_missing"):
        check_target(tmp_path / "no" / "a.pdf", PDF)
    assert names(tmp_path) == []


def test_what_is_written_for_others_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "any").touch()
    write_file(tmp_path / "a.pdf", b"", PDF)
    assert (tmp_path / "a.pdf").stat().st_mode == (tmp_path / "any").stat().st_mode


def test_what_is_private_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "shop"
    private_folder(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (folder / "open.db").touch(0o644)
    for name in ("open.db", "new.db"):
        private_file(folder / name)
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600


def test_a_folder_that_was_there_is_closed_only_while_nothing_is_in_it(tmp_path: Path) -> None:
    empty, full = tmp_path / "empty", tmp_path / "full"
    for folder in (empty, full):
        folder.mkdir(0o755)
    (full / "letter.txt").touch()
    private_folder(empty)
    private_folder(full)
    assert stat.S_IMODE(empty.stat().st_mode) == 0o700
    assert stat.S_IMODE(full.stat().st_mode) == 0o755, "it may be anybody's"
