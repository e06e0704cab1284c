"""What opens an encrypted shop: passphrase, recovery code, and the operating system's key store."""

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from shopcare.domain.errors import Refusal, Trouble
from shopcare.domain.people.staff import Action, require
from shopcare.domain.shop.encryption import (
    CODE_BYTES,
    check_passphrase,
    passphrase,
    read_recovery_code,
    recovery_code,
)
from shopcare.services.shop import Shop
from shopcare.services.upkeep.backups import backup_places
from shopcare.storage.encryption import file_keys, key_file
from shopcare.storage.encryption.connecting import key_of
from shopcare.storage.encryption.file_keys import FileKey, is_plain
from shopcare.storage.encryption.key_file import KeyFile
from shopcare.storage.recovery.converting import wipe
from shopcare.storage.recovery.plain_files import half_converted
from shopcare.system import key_store
from shopcare.system.paths import ENCRYPTION_KEY, SHOP_FILE

CHANGED = "encryption.passphrase"
CODE_MADE = "encryption.code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opener:
    """What somebody typed to open a shop: the passphrase, or the recovery code."""

    passphrase: str = ""
    code: str = ""


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


def unlock(path: Path, opener: Opener) -> None:
    """Unlock the key of a shop file or of a backup until the program ends.

    Raises:
        Refusal: ``passphrase_wrong``, ``recovery_code_wrong``, ``recovery_code_mistyped``.
        Trouble: ``key_file_missing``, ``key_file_damaged``.
    """
    _opened(_key_file(path), opener)
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


def change_passphrase(shop: Shop, opener: Opener, typed: str) -> None:
    """Let another passphrase open the shop; the recovery code stays as it is.

    Raises:
        Refusal: ``manager_needed``, ``not_encrypted``, ``passphrase_wrong``,
            ``passphrase_short`` …
    """
    chosen = check_passphrase(typed)
    key = _proven(shop, opener)
    file = key_file.with_passphrase(_key_file(shop.path), key, chosen)
    with shop.begin(CHANGED, "shop"):
        _write(shop, file)


def new_recovery_code(shop: Shop, opener: Opener) -> str:
    """Make another recovery code; the one before opens nothing any more. It is kept nowhere.

    Raises:
        Refusal: ``manager_needed``, ``not_encrypted``, ``passphrase_wrong`` …
    """
    key, code = _proven(shop, opener), recovery_code(os.urandom(CODE_BYTES))
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


def prove(shop_path: Path, opener: Opener) -> FileKey:
    """Give the key of a shop to whoever knows what opens it, also where it is open already.

    Raises:
        Refusal: ``not_encrypted``, ``passphrase_wrong``, ``recovery_code_wrong`` …
    """
    if not is_encrypted(shop_path):
        raise Refusal("not_encrypted")
    return _opened(_key_file(shop_path), opener)


def _proven(shop: Shop, opener: Opener) -> FileKey:
    require(shop.acting, Action.ENCRYPT_SHOP)
    shop.require_clock()
    return prove(shop.path, opener)


def _opened(file: KeyFile, opener: Opener) -> FileKey:
    if opener.code:
        return key_file.unlock(file, code=read_recovery_code(opener.code))
    return key_file.unlock(file, passphrase=passphrase(opener.passphrase))


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
