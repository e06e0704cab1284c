"""Encrypting a shop: nothing is lost, nothing can be read, and everything works as before."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from building import encryption as encryption_of_tests
from building.counter import Counter
from building.encryption import (
    CHEAP,
    PASSPHRASE,
    encrypted,
    files_with,
    locked,
)
from shopcare.domain.errors import Refusal, Trouble
from shopcare.domain.people.staff import Role
from shopcare.domain.shop.backups import BackupReason
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.documents.personal_data import gather_breach_sheet
from shopcare.services.search.search import find
from shopcare.services.setup.settings import change_settings
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep import encrypting, encryption
from shopcare.services.upkeep.backups import all_backups, back_up, check_backup, second_place
from shopcare.services.upkeep.check import check
from shopcare.services.upkeep.drill import drill
from shopcare.services.upkeep.encrypting import allowed, turn_off, turn_on
from shopcare.services.upkeep.encryption import (
    change_passphrase,
    new_recovery_code,
    seconds_to_wait,
    unlock,
)
from shopcare.services.upkeep.protection import unencrypted
from shopcare.services.upkeep.restore import restore, restore_over
from shopcare.services.upkeep.salvage import salvage_shop
from shopcare.storage.encryption.key_file import read_key_file
from shopcare.storage.file.inspection import row_counts
from shopcare.storage.recovery import converting
from shopcare.system import key_store
from shopcare.system.paths import BACKUPS, ENCRYPTION_KEY

NAME, PHONE = "欧阳震华", "13800138000"


@pytest.fixture(autouse=True)
def every_test_begins_locked_and_plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Begin with a plain shop here, also where those of all other tests are encrypted."""
    monkeypatch.setattr(encryption_of_tests, "ALL_ENCRYPTED", False)
    yield
    locked()


@pytest.fixture
def folder(counter: Counter, tmp_path: Path) -> Path:
    """Give the folder of a shop that nobody has open: a customer, a case and a backup."""
    counter.case(counter.person(NAME, PHONE))
    back_up(counter.shop, BackupReason.BY_HAND)
    counter.shop.close()
    return tmp_path


def opened(folder: Path, counter: Counter) -> Shop:
    return open_shop(folder / "shop.db", clock=counter.clock)


def wrong(shop: Shop) -> dict[str, tuple[str, ...]]:
    return {found.key: found.problems for found in check(shop) if not found.is_fine}


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises((Refusal, Trouble)) as refused:
        act()
    return refused.value.code


def test_an_encrypted_shop_holds_everything_and_shows_nothing(
    folder: Path, counter: Counter
) -> None:
    assert dict(files_with(folder, NAME)).keys() == {"shop.db", *backup_names(folder)}
    done = encrypted(folder / "shop.db", counter.clock)
    assert (done.backups, done.plain_left) == (1, ())
    assert list(files_with(folder, NAME, PHONE, "明亮眼镜")) == []
    with closing(opened(folder, counter)) as shop:
        assert wrong(shop) == {}
        assert [found.name for found in find(shop, NAME)] == [NAME]
        assert [found.name for found in find(shop, "8000")] == [NAME]
        assert (
            shop.file.execute("SELECT action FROM audit_entry ORDER BY id DESC").fetchone()[0]
            == "encryption.on"
        )
        assert [check_backup(one.path) for one in all_backups(shop)] == [[]]


def backup_names(folder: Path) -> set[str]:
    return {path.name for path in (folder / BACKUPS).glob("shop-*.db")}


def test_a_locked_shop_is_opened_by_passphrase_or_code_alone(
    folder: Path, counter: Counter
) -> None:
    path = folder / "shop.db"
    code = encrypted(path, counter.clock).code
    for right in (PASSPHRASE, f" {PASSPHRASE} ", code, code.lower().replace("-", " ")):
        locked()
        assert code_of(lambda: open_shop(path)) == "shop_locked"
        unlock(path, right)
        open_shop(path, clock=counter.clock).close()
    locked()
    assert code_of(lambda: unlock(path, "错误的马")) == "passphrase_wrong"
    wrong_sign = "3" if code[0] != "3" else "4"
    assert code_of(lambda: unlock(path, wrong_sign + code[1:])) == "recovery_code_mistyped"
    assert code_of(lambda: open_shop(path)) == "shop_locked"


def test_wrong_passphrases_wait_also_after_a_new_start_but_no_recovery_code_does(
    folder: Path, counter: Counter
) -> None:
    path, clock = folder / "shop.db", counter.clock
    code = encrypted(path, clock).code

    def tried(typed: str) -> str:
        locked()
        try:
            unlock(path, typed, clock)
        except Refusal as refusal:
            return refusal.code
        return "open"

    assert [tried("wrong") for _try in range(3)] == ["passphrase_wrong"] * 3
    assert tried("wrong") == tried(PASSPHRASE) == "passphrase_wait"
    wrong_sign = "3" if code[0] != "3" else "4"
    assert tried(wrong_sign + code[1:]) == "recovery_code_mistyped"
    clock.advance(days=-1)
    assert seconds_to_wait(path, clock) == 5, "a clock that was set back shortens nothing"
    assert tried(PASSPHRASE) == "passphrase_wait"
    clock.advance(seconds=5)
    assert tried("wrong") == "passphrase_wrong"
    assert seconds_to_wait(path, clock) == 10
    clock.advance(seconds=10)
    assert tried(PASSPHRASE) == "open"
    assert [tried("wrong") for _try in range(3)] == ["passphrase_wrong"] * 3, "counted anew"
    assert (tried(PASSPHRASE), tried(code), tried(PASSPHRASE)) == (
        "passphrase_wait",
        "open",
        "open",
    )
    assert dict(files_with(folder, PASSPHRASE, code)) == {}


@pytest.mark.parametrize(
    ("typed", "again", "code"),
    [
        ("kurz", "kurz", "passphrase_short"),
        ("aaaaaaaaaaaa", "aaaaaaaaaaaa", "passphrase_plain"),
        ("a long enough one", "another one", "passphrases_differ"),
        ("长" * 201, "长" * 201, "passphrase_long"),
    ],
)
def test_a_weak_passphrase_is_refused_and_nothing_is_changed(
    folder: Path, counter: Counter, typed: str, again: str, code: str
) -> None:
    with closing(opened(folder, counter)) as shop:
        by = allowed(shop)
    assert code_of(lambda: turn_on(folder / "shop.db", (typed, again), by)) == code
    assert not (folder / ENCRYPTION_KEY).exists()


def test_only_a_manager_encrypts(folder: Path, counter: Counter) -> None:
    with closing(opened(folder, counter)) as shop:
        shop.acting = replace(shop.acting, role=Role.CLERK)
        assert code_of(lambda: allowed(shop)) == "manager_needed"


def test_a_shop_that_somebody_has_open_is_not_encrypted(folder: Path, counter: Counter) -> None:
    with closing(opened(folder, counter)):
        assert code_of(lambda: encrypted(folder / "shop.db", counter.clock)) == "shop_file_locked"
    with closing(opened(folder, counter)) as shop:
        assert wrong(shop) == {}


def test_backup_trial_restore_and_its_undo_work_encrypted(folder: Path, counter: Counter) -> None:
    encrypted(folder / "shop.db", counter.clock)
    counter.clock.advance(seconds=1)
    with closing(opened(folder, counter)) as shop:
        change_settings(shop, replace(shop.settings, backup_folder=str(folder / "stick")))
        (folder / "stick").mkdir()
        made = back_up(shop, BackupReason.BY_HAND).made
        assert second_place(shop).value == "up_to_date"
        tried = drill(shop)
        assert tried is not None
        assert tried.is_fine
        Counter(shop, counter.clock).person("后来的")
        counter.clock.advance(seconds=1)
        before = restore_over(shop, made.path).kept
        assert before is not None
    with closing(opened(folder, counter)) as shop:
        assert not find(shop, "后来的")
        counter.clock.advance(seconds=1)
        restore_over(shop, before.path)
    with closing(opened(folder, counter)) as shop:
        assert find(shop, "后来的")
        assert wrong(shop) == {}
    assert list(files_with(folder, NAME, PHONE, "后来的")) == []


def test_a_backup_is_opened_on_another_pc_with_the_key_file_beside_it(
    folder: Path, counter: Counter, tmp_path_factory: pytest.TempPathFactory
) -> None:
    encrypted(folder / "shop.db", counter.clock)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (backup,) = (folder / BACKUPS).glob("shop-*.db")
    for file in (folder / BACKUPS).iterdir():
        (elsewhere / file.name).write_bytes(file.read_bytes())
    locked()
    taken = elsewhere / backup.name
    assert code_of(lambda: check_backup(taken)) == "shop_locked"
    unlock(taken, PASSPHRASE)
    assert check_backup(taken) == []
    restore(elsewhere / "new" / "shop.db", taken, clock=counter.clock)
    locked()
    unlock(elsewhere / "new" / "shop.db", PASSPHRASE)
    with closing(open_shop(elsewhere / "new" / "shop.db", clock=counter.clock)) as shop:
        assert find(shop, NAME)


def test_a_plain_backup_is_restored_into_an_encrypted_shop_and_stays_unreadable(
    folder: Path, counter: Counter
) -> None:
    (backup,) = (folder / BACKUPS).glob("shop-*.db")
    plain = folder.parent / f"{folder.name}-{backup.name}"
    plain.write_bytes(backup.read_bytes())
    encrypted(folder / "shop.db", counter.clock)
    with closing(opened(folder, counter)) as shop:
        restore_over(shop, plain)
    plain.unlink()
    assert list(files_with(folder, NAME)) == []
    with closing(opened(folder, counter)) as shop:
        assert find(shop, NAME)


def test_turned_off_everything_is_plain_again(folder: Path, counter: Counter) -> None:
    path = folder / "shop.db"
    encrypted(path, counter.clock)
    with closing(opened(folder, counter)) as shop:
        by = allowed(shop)
    assert code_of(lambda: turn_off(path, "not this one", by)) == "passphrase_wrong"
    assert turn_off(path, PASSPHRASE, by) == ()
    locked()
    with closing(opened(folder, counter)) as shop:
        assert wrong(shop) == {}
        assert [check_backup(one.path) for one in all_backups(shop)] == [[]]
    assert not list(folder.rglob("*.key")) or {p.name for p in folder.rglob("*.key")} == {
        "shop.key"
    }
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT name FROM customer").fetchall() == [(NAME,)]


def test_another_passphrase_and_another_code_open_it_then(folder: Path, counter: Counter) -> None:
    path = folder / "shop.db"
    old_code = encrypted(path, counter.clock).code
    new = "一个全新的口令 2026"
    with closing(opened(folder, counter)) as shop:
        assert code_of(lambda: change_passphrase(shop, "wrong one", (new, new))) == (
            "passphrase_wrong"
        )
        change_passphrase(shop, old_code, (new, new))  # who has forgotten it has the code
        code = new_recovery_code(shop, new)
    for no_more in (PASSPHRASE, old_code):
        locked()
        assert code_of(lambda typed=no_more: unlock(path, typed)) == "passphrase_wrong"
    for right in (new, code):
        locked()
        unlock(path, right)
    (copy,) = (folder / BACKUPS).glob("encryption-*.key")
    assert read_key_file(copy) == read_key_file(folder / ENCRYPTION_KEY), "the copy follows"


def test_a_lost_or_damaged_key_file_is_made_good_by_the_copy_beside_the_backups(
    folder: Path, counter: Counter
) -> None:
    path, own = folder / "shop.db", folder / ENCRYPTION_KEY
    encrypted(path, counter.clock)
    whole = own.read_bytes()
    for harm in (own.unlink, lambda: own.write_bytes(whole[:200])):
        harm()
        locked()
        unlock(path, PASSPHRASE)
        open_shop(path, clock=counter.clock).close()
        assert own.read_bytes() == whole
    for copy in (folder / BACKUPS).glob("encryption-*.key"):
        copy.unlink()
    own.write_bytes(whole.replace(b'"passes": 1', b'"passes": 2'))
    locked()
    assert code_of(lambda: open_shop(path)) == "key_file_damaged"
    own.unlink()
    assert code_of(lambda: open_shop(path)) == "key_file_missing"
    assert code_of(lambda: unlock(path, PASSPHRASE)) == "key_file_missing"


def test_the_key_file_of_another_shop_opens_nothing(
    folder: Path, counter: Counter, tmp_path_factory: pytest.TempPathFactory
) -> None:
    encrypted(folder / "shop.db", counter.clock)
    own = read_key_file(folder / ENCRYPTION_KEY)
    (folder / ENCRYPTION_KEY).write_bytes(b"{}")
    for copy in (folder / BACKUPS).glob("encryption-*.key"):
        copy.unlink()
    from building.counter import open_counter

    other = open_counter(tmp_path_factory.mktemp("other"))
    other.shop.close()
    encrypted(other.shop.path, other.clock)
    (folder / ENCRYPTION_KEY).write_bytes(other.shop.path.with_name(ENCRYPTION_KEY).read_bytes())
    assert read_key_file(folder / ENCRYPTION_KEY).id != own.id
    locked()
    unlock(folder / "shop.db", PASSPHRASE)
    assert code_of(lambda: open_shop(folder / "shop.db")) == "shop_file_damaged"


def test_a_damaged_encrypted_file_is_salvaged_encrypted(folder: Path, counter: Counter) -> None:
    path = folder / "shop.db"
    encrypted(path, counter.clock)
    with closing(opened(folder, counter)) as shop:
        people = Counter(shop, counter.clock)
        for number in range(60):
            people.person(f"{NAME}{number}")
        counts = row_counts(shop.file)
        page = shop.file.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_sequence'"
        ).fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 + 99] ^= 1
    path.write_bytes(content)
    rescue = salvage_shop(path, clock=counter.clock)
    assert rescue.tables["customer"].taken == counts["customer"]
    assert list(files_with(folder, NAME)) == []
    locked()
    unlock(path, PASSPHRASE)
    with closing(opened(folder, counter)) as shop:
        assert len(find(shop, NAME, limit=500)) == counts["customer"]


class Killed(Exception):
    pass


@pytest.mark.parametrize(
    ("step", "after"),
    [
        ("export", False),
        ("export", True),
        ("differences", True),
        ("flush", True),
        ("replace", False),
        ("replace", True),
        ("wipe", False),
    ],
)
def test_interrupted_anywhere_it_is_the_old_shop_or_the_new_one_and_can_be_finished(
    folder: Path, counter: Counter, monkeypatch: pytest.MonkeyPatch, step: str, after: bool
) -> None:
    path = folder / "shop.db"
    whole = getattr(converting, step)

    def interrupted(*words: object, **more: object) -> object:
        if after:
            whole(*words, **more)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(converting, step, interrupted)
        with suppress(Killed):
            encrypted(path, counter.clock)
    if encryption.is_encrypted(path):
        locked()
        unlock(path, PASSPHRASE)
    with closing(opened(folder, counter)) as shop:
        assert wrong(shop) == {}
        assert find(shop, NAME)
        by = allowed(shop)
    turn_on(path, (PASSPHRASE, PASSPHRASE), by, cost=CHEAP)
    assert list(files_with(folder, NAME)) == []
    with closing(opened(folder, counter)) as shop:
        assert find(shop, NAME)
        assert unencrypted(shop) == ()


def test_a_disk_without_room_is_called_full_and_not_the_shop_damaged(
    folder: Path, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / "shop.db").read_bytes()
    monkeypatch.setattr(encrypting, "disk_usage", lambda _folder: SimpleNamespace(free=300_000))
    assert code_of(lambda: encrypted(folder / "shop.db", counter.clock)) == "disk_full"
    assert (folder / "shop.db").read_bytes() == before
    monkeypatch.undo()
    encrypted(folder / "shop.db", counter.clock)


def test_cancelled_it_is_as_it_was(folder: Path, counter: Counter) -> None:
    def cancel(_done: int, _total: int) -> None:
        raise Killed

    with closing(opened(folder, counter)) as shop:
        by = allowed(shop)
    with pytest.raises(Killed):
        turn_on(folder / "shop.db", (PASSPHRASE, PASSPHRASE), by, cost=CHEAP, progress=cancel)
    with closing(opened(folder, counter)) as shop:
        assert wrong(shop) == {}


def test_what_is_too_damaged_to_be_encrypted_is_told_and_removed_if_wanted(
    folder: Path, counter: Counter
) -> None:
    path = folder / "shop.db"
    kept = folder / "shop.damaged-20260305T100000-abcd.db"
    kept.write_bytes(path.read_bytes()[:40_000])
    log = folder / "shop.db-wal.0badcafe.old"
    log.write_bytes(NAME.encode())
    done = encrypted(path, counter.clock)
    assert set(done.plain_left) == {kept, log}
    with closing(opened(folder, counter)) as shop:
        assert set(unencrypted(shop)) == {kept, log}
        by = allowed(shop)
    done = turn_on(path, (PASSPHRASE, ""), by, remove_plain=True)
    assert (done.removed, done.plain_left, done.code) == (2, (), "")
    assert list(files_with(folder, NAME)) == []


def test_a_second_place_that_is_away_is_told_and_encrypted_later(
    folder: Path, counter: Counter
) -> None:
    path, stick, away = folder / "shop.db", folder / "stick", folder / "away"
    stick.mkdir()
    with closing(opened(folder, counter)) as shop:
        change_settings(shop, replace(shop.settings, backup_folder=str(stick)))
        counter.clock.advance(seconds=1)
        back_up(shop, BackupReason.BY_HAND)
    stick.rename(away)
    assert encrypted(path, counter.clock).second_place_away
    assert {name for name, _word in files_with(folder, NAME)}, "on the stick, wherever it is"
    away.rename(stick)
    with closing(opened(folder, counter)) as shop:
        assert [file.parent.parent for file in unencrypted(shop)] == [stick]
    again = encrypted(path, counter.clock)
    assert (again.backups, again.second_place_away) == (1, False)
    assert list(files_with(folder, NAME)) == []


class SystemsStore:
    """Stands for the key store of an operating system."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.refuses = False

    def set_password(self, service: str, name: str, secret: str) -> None:
        self._ask()
        self.kept[service, name] = secret

    def get_password(self, service: str, name: str) -> str | None:
        self._ask()
        return self.kept.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        self._ask()
        del self.kept[service, name]

    def _ask(self) -> None:
        if self.refuses:
            raise OSError("locked")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> SystemsStore:
    import keyring

    made = SystemsStore()
    monkeypatch.setattr(SystemsStore, "__module__", "keyring.backends.SecretService")
    monkeypatch.setattr(keyring, "get_keyring", lambda: made)
    for name in ("set_password", "get_password", "delete_password"):
        monkeypatch.setattr(keyring, name, getattr(made, name))
    return made


def test_the_systems_key_store_opens_it_without_asking(
    folder: Path, counter: Counter, store: SystemsStore
) -> None:
    path = folder / "shop.db"
    assert encrypted(path, counter.clock, in_key_store=True).store_problem == ""
    assert encryption.is_in_key_store(path)
    locked()
    assert encryption.unlock_from_key_store(path)
    open_shop(path, clock=counter.clock).close()
    locked()
    store.refuses = True
    assert not encryption.unlock_from_key_store(path)
    assert encryption.is_store_refusing(path)
    unlock(path, PASSPHRASE)
    store.refuses = False
    assert encryption.keep_in_key_store(path, wanted=False) == ""
    assert store.kept == {}
    locked()
    assert not encryption.unlock_from_key_store(path)


def test_a_store_that_anybody_can_read_keeps_no_key(
    folder: Path, counter: Counter, store: SystemsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SystemsStore, "__module__", "keyrings.alt.file")
    assert encrypted(folder / "shop.db", counter.clock, in_key_store=True).store_problem
    assert not encryption.is_in_key_store(folder / "shop.db")
    assert store.kept == {}
    assert key_store.kept("any") is None


def test_what_stands_in_memory_while_an_import_waits_never_lands_on_the_disk(
    folder: Path, counter: Counter
) -> None:
    encrypted(folder / "shop.db", counter.clock)
    with closing(opened(folder, counter)) as shop:
        assert shop.file.execute("PRAGMA temp_store").fetchone()[0] == 2
        built = [row[0] for row in shop.file.execute("PRAGMA compile_options")]
        assert "TEMP_STORE=2" in built


def test_the_key_file_is_for_its_owner_alone(folder: Path, counter: Counter) -> None:
    encrypted(folder / "shop.db", counter.clock)
    files = list(folder.rglob("encryption*.key"))
    assert len(files) == 2, "one beside the shop file, one beside the backups"
    if os.name == "posix":  # on Windows a user's folder is his own
        assert not any(file.stat().st_mode & 0o077 for file in files)


def test_a_plain_shop_needs_none_of_the_libraries(folder: Path) -> None:
    import subprocess
    import sys

    script = (
        "import sys; from pathlib import Path; from shopcare.services.shop import open_shop; "
        "open_shop(Path(sys.argv[1])).close(); "
        "print([name for name in ('sqlcipher3', 'nacl', 'keyring', "
        "'shopcare.storage.encryption.key_file') if name in sys.modules])"
    )
    words = [sys.executable, "-c", script, str(folder / "shop.db")]
    answer = subprocess.run(words, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
    assert encrypting.is_encrypted(folder / "shop.db") is False


def test_the_sheet_for_a_breach_says_by_itself_what_can_be_read(
    folder: Path, counter: Counter
) -> None:
    def said() -> dict[str, str]:
        with closing(opened(folder, counter)) as shop:
            parts = gather_breach_sheet(shop, Request()).parts
        return dict(next(part.rows for part in parts if part.heading == "谁能看到内容"))

    assert said() == {"店铺文件": "未加密：谁拿到都能看", "备份": "已加密 0 份，未加密 1 份"}
    encrypted(folder / "shop.db", counter.clock)
    assert said() == {"店铺文件": "已加密", "备份": "已加密 1 份，未加密 0 份"}
