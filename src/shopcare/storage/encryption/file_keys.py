"""The keys of encrypted files: each file says with its first bytes which key it needs.

A key that was unlocked is held by the process until it ends: the worker, the background and each
backup open files by their path, on threads and connections of their own, and none of them may ask
for the passphrase again. This is the one state that a module keeps.
"""

from pathlib import Path
from typing import Final, NamedTuple

PLAIN: Final = b"SQLite format 3\0"
"""What a file that is not encrypted begins with."""
ID_BYTES: Final = 16
SECRET_BYTES: Final = 32


class FileKey(NamedTuple):
    """What a file is encrypted with."""

    id: bytes
    """SQLCipher's salt: it stands in clear at the beginning of each file of this key."""
    secret: bytes

    @property
    def sql(self) -> str:
        """Write it as SQLCipher takes a key that no passphrase has to be stretched for."""
        return f"\"x'{self.secret.hex()}{self.id.hex()}'\""


_held: Final[dict[bytes, FileKey]] = {}


def hold(key: FileKey) -> None:
    """Keep an unlocked key until the program ends."""
    _held[key.id] = key


def held(key_id: bytes) -> FileKey | None:
    """Give a key that was unlocked."""
    return _held.get(key_id)


def forget_keys() -> None:
    """Lock every file again, as for a program that has just started."""
    _held.clear()


def is_plain(path: Path) -> bool:
    """Say whether a file is SQLite's and not encrypted.

    Raises:
        OSError: it cannot be read.
    """
    return first_bytes(path) == PLAIN


def first_bytes(path: Path) -> bytes:
    """Read what a file begins with: ``PLAIN``, or the id of its key.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(ID_BYTES)
