"""What opens an encrypted shop: passphrase, recovery code, and the operating system's keychain."""

import math
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from shopcare.domain.errors import Refusal, Trouble
from shopcare.domain.people.log_in import (
    CODE_ALPHABET,
    CODE_LENGTH,
    WrongTries,
    recovery_code,
    recovery_code_from_text,
    remaining_wait,
)
from shopcare.domain.people.staff import Action, require
from shopcare.domain.shop.encryption import check_passphrase, passphrase
from shopcare.services.shop import Shop
from shopcare.services.upkeep.backups import backup_places
from shopcare.storage.encryption import file_keys, key_file, wrong_tries
from shopcare.storage.encryption.connecting import key_of
from shopcare.storage.encryption.file_keys import FileKey, is_plain
from shopcare.storage.encryption.key_file import KeyFile
from shopcare.storage.recovery.converting import wipe
from shopcare.storage.recovery.plain_files import half_converted
from shopcare.system import key_store
from shopcare.system.clock import Clock
from shopcare.system.paths import ENCRYPTION_KEY, SHOP_FILE
from shopcare.system.secret_hash import random_text

CHANGED = "encryption.passphrase"
CODE_MADE = "encryption.code"


def require_may_encrypt(shop: Shop) -> None:
    """Refuse it to who may not change what opens the shop.

    Raises:
        Refusal: ``log_in_needed``, ``manager_needed``.
    """
    if shop.is_locked:
        raise Refusal("log_in_needed")
    require(shop.deciding, Action.ENCRYPT_SHOP)


def is_encrypted(shop_path: Path) -> bool:
    """Say whether a shop file is encrypted; not where there is none."""
    try:
        return shop_path.is_file() and not is_plain(shop_path)
    except OSError:
        return False


def is_locked(path: Path) -> bool:
    """Say whether a shop file or a backup waits for its passphrase or recovery code."""
    try:
        key_of(path)
    except Trouble as trouble:
        return trouble.code == "shop_locked"
    except OSError:
        return False
    return False


def is_in_key_store(shop_path: Path) -> bool:
    """Say whether this PC opens the shop without asking."""
    with suppress(Trouble, OSError):
        return key_file.read_key_file(shop_path.with_name(ENCRYPTION_KEY)).in_key_store
    return False


def unlock(path: Path, typed: str, clock: Clock | None = None) -> None:
    """Unlock the key of a shop file or of a backup until the program ends.

    Args:
        path: the file.
        typed: the passphrase or the recovery code.
        clock: None for the PC's.

    Raises:
        Refusal: ``passphrase_wrong``, ``passphrase_wait``, ``recovery_code_mistyped``.
        Trouble: ``key_file_missing``, ``key_file_damaged``.
    """
    _opened(path, typed, clock)
    _tidy(path)


def unlock_from_key_store(path: Path) -> bool:
    """Unlock a shop file with what the operating system keeps; say whether that worked."""
    try:
        file = _key_file(path)
    except Trouble:
        return False
    secret = key_store.kept(file.id.hex()) if file.in_key_store else None
    if secret is None:
        return False
    key = FileKey(file.id, secret)
    if key_file.fingerprint(key) != file.fingerprint:
        return False
    file_keys.hold(key)
    _tidy(path)
    return True


def is_store_refusing(path: Path) -> bool:
    """Say whether the operating system should keep the key, and is asked in vain."""
    with suppress(Trouble):
        return is_locked(path) and _key_file(path).in_key_store
    return False


def change_passphrase(shop: Shop, opener: str, chosen: tuple[str, str]) -> None:
    """Let another passphrase open the shop; the recovery code stays as it is.

    Args:
        shop: the shop.
        opener: the passphrase until now, or the recovery code.
        chosen: the new passphrase, typed twice.

    Raises:
        Refusal: ``manager_needed``, ``not_encrypted``, ``passphrase_wrong``,
            ``passphrase_short`` …
    """
    new = check_passphrase(*chosen)
    key = _proven(shop, opener)
    file = key_file.with_passphrase(_key_file(shop.path), key, new)
    with shop.begin(CHANGED, "shop"):
        _write(shop, file)


def random_code() -> str:
    """Make a recovery code by chance."""
    return recovery_code(random_text(CODE_ALPHABET, CODE_LENGTH))


def new_recovery_code(shop: Shop, opener: str) -> str:
    """Make another recovery code; the one before opens nothing any more. It is kept nowhere.

    Raises:
        Refusal: ``manager_needed``, ``not_encrypted``, ``passphrase_wrong`` …
    """
    key, code = _proven(shop, opener), random_code()
    file = key_file.with_code(_key_file(shop.path), key, code)
    with shop.begin(CODE_MADE, "shop"):
        _write(shop, file)
    return code


def keep_in_key_store(shop_path: Path, *, wanted: bool) -> str:
    """Let this PC open the shop without asking, or not any more; say why that cannot be.

    Raises:
        OSError: the disk says no.
    """
    file = _key_file(shop_path)
    key = file_keys.held(file.id)
    assert key is not None, "the shop is open"
    problem = ""
    if wanted:
        problem = key_store.keep(file.id.hex(), key.secret)
    elif file.in_key_store:
        key_store.forget(file.id.hex())
    key_file.write_key_file(
        shop_path.with_name(ENCRYPTION_KEY), replace(file, in_key_store=wanted and not problem)
    )
    return problem


def let_key_store_open(shop: Shop, *, wanted: bool) -> str:
    """Have a manager say whether this PC opens the shop without asking; see ``keep_in_key_store``.

    Raises:
        Refusal: ``manager_needed``, ``not_encrypted``.
    """
    require_may_encrypt(shop)
    if not is_encrypted(shop.path):
        raise Refusal("not_encrypted")
    try:
        return keep_in_key_store(shop.path, wanted=wanted)
    except OSError as error:
        raise Trouble("key_file_not_written", technical=str(error)) from error


def seconds_to_wait(path: Path, clock: Clock | None = None) -> int:
    """Give how long the next passphrase has to wait, after too many wrong ones."""
    tries = wrong_tries.read_tries(path)
    if tries is None:
        return 0
    return max(0, math.ceil(remaining_wait(tries, _now(clock)).total_seconds()))


def is_code(typed: str) -> bool:
    """Say whether a text is written as a recovery code is; nobody guesses one, so none waits."""
    with suppress(Refusal):
        return bool(recovery_code_from_text(typed))
    return False


def prove(shop_path: Path, opener: str, clock: Clock | None = None) -> FileKey:
    """Give the key of a shop to whoever knows what opens it, also where it is open already.

    Raises:
        Refusal: ``not_encrypted``, ``passphrase_wrong``, ``passphrase_wait`` …
    """
    if not is_encrypted(shop_path):
        raise Refusal("not_encrypted")
    return _opened(shop_path, opener, clock)


def _proven(shop: Shop, opener: str) -> FileKey:
    require_may_encrypt(shop)
    shop.require_clock()
    return prove(shop.path, opener, shop.clock)


def _opened(path: Path, typed: str, clock: Clock | None) -> FileKey:
    file = _key_file(path)
    try:
        code = recovery_code_from_text(typed)
    except Refusal as mistyped:
        if _looks_like_code(typed) and seconds_to_wait(path, clock):
            raise  # told that a code need not wait, she mistyped it
        _count_try(path, clock)  # before it is looked at: killed meanwhile, it has counted
        key = key_file.unlock(file.passphrase, file, passphrase(typed))
        if key is None:
            raise mistyped if _looks_like_code(typed) else Refusal("passphrase_wrong") from None
    else:
        key = key_file.unlock(file.code, file, code)
        if key is None:
            raise Refusal("passphrase_wrong")
    wrong_tries.forget_tries(path)
    return key


def _count_try(path: Path, clock: Clock | None) -> None:
    """Count a passphrase as a wrong one until it was right; refuse it while there is a wait."""
    now, tries = _now(clock), wrong_tries.read_tries(path)
    count = 0 if tries is None else tries.count
    if seconds := seconds_to_wait(path, clock):
        if tries is not None and now < tries.last_at:  # set back: the whole delay from here on
            wrong_tries.write_tries(path, WrongTries(count=count, last_at=now))
        raise Refusal("passphrase_wait", seconds=seconds)
    wrong_tries.write_tries(path, WrongTries(count=count + 1, last_at=now))


def _now(clock: Clock | None) -> datetime:
    return clock.now() if clock is not None else datetime.now(UTC)


def _looks_like_code(typed: str) -> bool:
    return typed.count("-") >= 3 and len(typed.strip()) >= CODE_LENGTH


def _key_file(path: Path) -> KeyFile:
    try:
        with path.open("rb") as file:
            begin = file.read(file_keys.ID_BYTES)
    except OSError:
        begin = b""
    found = key_file.find_key_file(path, begin)
    if found is None:
        raise Trouble("key_file_missing", path=str(path))
    return found


def _write(shop: Shop, file: KeyFile) -> None:
    """Write the key file and its copies, as far as their places are there."""
    try:
        key_file.write_key_file(shop.path.with_name(ENCRYPTION_KEY), file)
    except OSError as error:
        raise Trouble("key_file_not_written", technical=str(error)) from error
    for folder in backup_places(shop):
        with suppress(OSError):  # with the next backup
            key_file.copy_key_file(shop.path, file.id, folder)


def _tidy(path: Path) -> None:
    """Have the key file beside the shop file, and nothing that a kill left half converted."""
    with suppress(OSError, Trouble):
        if path.name == SHOP_FILE and (key := key_of(path)) is not None:
            key_file.put_key_file_beside(path, key.id)
            for left in half_converted(path):
                wipe(left)
