"""The key file beside an encrypted shop file: its key, sealed with passphrase and recovery code.

A copy lies with the backups, so that a backup can be opened on another PC. What stands in it opens
nothing without the one or the other; each guess costs as much time and memory as the file says.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple

from shopcare.domain.errors import Trouble
from shopcare.storage.encryption.file_keys import ID_BYTES, SECRET_BYTES, FileKey, hold
from shopcare.system.files import flush, flush_folder, private_file, private_folder, remove
from shopcare.system.files import replace as put_in_place
from shopcare.system.paths import BACKUPS, ENCRYPTION_KEY, ENCRYPTION_KEY_COPY

_FORMAT: Final = 1
_UNREADABLE: Final = (ValueError, KeyError, TypeError)


class Cost(NamedTuple):
    """What one guess costs (Argon2id)."""

    passes: int
    memory: int
    """In bytes."""


STANDARD: Final = Cost(3, 128 << 20)
"""Half a second on a shop's PC."""


class Sealed(NamedTuple):
    """The key, sealed with a text that somebody knows."""

    salt: bytes
    cost: Cost
    box: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """What stands in a key file."""

    id: bytes
    """Of the key, as the encrypted files begin with it."""
    passphrase: Sealed
    code: Sealed
    fingerprint: str
    """Of the key itself, which is as long as chance: nobody finds it by trying."""
    in_key_store: bool = False
    """Whether the operating system of this PC keeps the key, too."""


def new_key() -> FileKey:
    """Make a key by chance."""
    return FileKey(os.urandom(ID_BYTES), os.urandom(SECRET_BYTES))


def fingerprint(key: FileKey) -> str:
    """Give what tells one key from another without telling it."""
    from hashlib import blake2b

    return blake2b(key.secret, key=key.id, digest_size=16).hexdigest()


def key_file_of(key: FileKey, passphrase: str, code: str, cost: Cost = STANDARD) -> KeyFile:
    """Make the key file of a key."""
    return KeyFile(
        id=key.id,
        passphrase=sealed(key, passphrase, cost),
        code=sealed(key, code, cost),
        fingerprint=fingerprint(key),
    )


def sealed(key: FileKey, text: str, cost: Cost = STANDARD) -> Sealed:
    """Seal a key with a passphrase or a recovery code."""
    from nacl.secret import SecretBox

    salt = os.urandom(16)
    box = SecretBox(_stretched(text, salt, cost)).encrypt(key.id + key.secret)
    return Sealed(salt, cost, bytes(box))


def opened(seal: Sealed, text: str) -> FileKey | None:
    """Take a key out of its seal; None where the text is another one."""
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    try:
        content = SecretBox(_stretched(text, seal.salt, seal.cost)).decrypt(seal.box)
    except CryptoError:
        return None
    return FileKey(content[:ID_BYTES], content[ID_BYTES:])


def unlock(seal: Sealed, file: KeyFile, text: str) -> FileKey | None:
    """Take the key out of one of the seals of its file and hold it; None: the text is another."""
    key = opened(seal, text)
    if key is None or key.id != file.id:
        return None
    hold(key)
    return key


def with_passphrase(file: KeyFile, key: FileKey, passphrase: str) -> KeyFile:
    """Let another passphrase open the shop."""
    return replace(file, passphrase=sealed(key, passphrase, file.passphrase.cost))


def with_code(file: KeyFile, key: FileKey, code: str) -> KeyFile:
    """Let another recovery code open the shop."""
    return replace(file, code=sealed(key, code, file.code.cost))


def copy_name(key_id: bytes) -> str:
    """Name the copy of a key file; backups of several keys may lie in one folder."""
    return ENCRYPTION_KEY_COPY.format(key_id.hex()[:8])


def find_key_file(path: Path, key_id: bytes) -> KeyFile | None:
    """Find the key file of an encrypted file, or a copy of it; None where there is none.

    Args:
        path: the shop file or a backup.
        key_id: what the file begins with; one whose beginning is damaged takes any key there is.

    Raises:
        Trouble: ``key_file_damaged``; none that is there can be read.
    """
    readable, damaged = [], ""
    for place in _places(path):
        try:
            readable.append(read_key_file(place))
        except Trouble as trouble:
            damaged = damaged or trouble.technical
    for file in readable:
        if file.id == key_id:
            return file
    if readable:
        return readable[0]
    if damaged:
        raise Trouble("key_file_damaged", path=str(path), technical=damaged)
    return None


def _places(path: Path) -> Iterator[Path]:
    """Give where a key file may lie: beside the file, and beside the backups of the shop."""
    folders = [path.parent, path.parent / BACKUPS]
    if path.parent.name == BACKUPS:
        folders.append(path.parent.parent)
    for folder in folders:
        with suppress(OSError):
            if (own := folder / ENCRYPTION_KEY).is_file():
                yield own
            yield from sorted(folder.glob(ENCRYPTION_KEY_COPY.format("*")))


def read_key_file(place: Path) -> KeyFile:
    """Read a key file.

    Raises:
        Trouble: ``key_file_damaged``.
    """
    try:
        said = json.loads(place.read_text("utf-8"))
        checked = said.pop("checksum")
        if said["format"] != _FORMAT or checked != _checksum(said):
            raise ValueError("checksum")
        return KeyFile(
            id=bytes.fromhex(said["id"]),
            passphrase=_read_seal(said["passphrase"]),
            code=_read_seal(said["recovery_code"]),
            fingerprint=str(said["fingerprint"]),
            in_key_store=bool(said["in_key_store"]),
        )
    except (OSError, *_UNREADABLE) as error:
        raise Trouble("key_file_damaged", path=str(place), technical=str(error)) from error


def write_key_file(place: Path, file: KeyFile) -> None:
    """Write a key file whole or not at all.

    Raises:
        OSError: the disk says no.
    """
    said = {
        "format": _FORMAT,
        "id": file.id.hex(),
        "passphrase": _written_seal(file.passphrase),
        "recovery_code": _written_seal(file.code),
        "fingerprint": file.fingerprint,
        "in_key_store": file.in_key_store,
    }
    private_folder(place.parent)
    unfinished = place.with_name(f"{place.name}.{os.urandom(4).hex()}.unfinished")
    try:
        private_file(unfinished)
        unfinished.write_text(json.dumps({**said, "checksum": _checksum(said)}, indent=1), "utf-8")
        flush(unfinished)
        put_in_place(unfinished, place)
    finally:
        remove(unfinished)
    with suppress(OSError):  # the file stands; some network disks know no such call
        flush_folder(place.parent)


def copy_key_file(encrypted: Path, key_id: bytes, folder: Path) -> None:
    """Put a copy of the key file of an encrypted file beside backups.

    Raises:
        OSError: the disk says no.
    """
    with suppress(Trouble):  # without one there is nothing to copy; what is there still stands
        found = find_key_file(encrypted, key_id)
        if found is None or found.id != key_id:
            return
        place, copied = folder / copy_name(key_id), replace(found, in_key_store=False)
        if place.exists():
            with suppress(Trouble):
                if read_key_file(place) == copied:
                    return
        write_key_file(place, copied)


def put_key_file_beside(path: Path, key_id: bytes, *others: Path) -> None:
    """Have a shop file's own key file beside it; a copy takes the place of a damaged one.

    Args:
        path: the shop file, or where it will be.
        key_id: what it is encrypted with.
        others: files beside which a copy may lie.

    Raises:
        OSError: the disk says no.
    """
    own = path.with_name(ENCRYPTION_KEY)
    with suppress(Trouble):
        if own.exists():
            there = read_key_file(own)
            if there.id == key_id:
                return
            write_key_file(own.with_name(copy_name(there.id)), there)  # of a file that is kept
    for beside in (path, *others):
        with suppress(Trouble):
            found = find_key_file(beside, key_id)
            if found is not None and found.id == key_id:
                write_key_file(own, found)
                return


def _stretched(text: str, salt: bytes, cost: Cost) -> bytes:
    from nacl.pwhash import argon2id

    return argon2id.kdf(32, text.encode(), salt, cost.passes, cost.memory)


def _read_seal(said: dict[str, str | int]) -> Sealed:
    cost = Cost(int(said["passes"]), int(said["memory"]))
    return Sealed(bytes.fromhex(str(said["salt"])), cost, bytes.fromhex(str(said["box"])))


def _written_seal(seal: Sealed) -> dict[str, str | int]:
    cost = {"passes": seal.cost.passes, "memory": seal.cost.memory}
    return {"salt": seal.salt.hex(), **cost, "box": seal.box.hex()}


def _checksum(said: dict[str, object]) -> str:
    from hashlib import blake2b

    return blake2b(json.dumps(said, sort_keys=True).encode(), digest_size=16).hexdigest()
