"""The note beside the shop file: which audit entry was saved last, sealed with the shop's key.

A shop file that lost its log (``-wal``) or the end of its audit log looks sound to SQLite. The
note stands outside and says how far the file has to reach. It is written after each commit,
without waiting for the disk: after a power cut it may lag behind the file, but never the other
way round.
"""

import os
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from shopcare.system.files import delete, private_file, replace
from shopcare.system.paths import LAST_ENTRY, SEAL_KEY

_WIDTH: Final = 20
_SEAL_LENGTH: Final = 64
_KEY_BYTES: Final = 32


class LastEntry(NamedTuple):
    """The audit entry that was saved last; its id is also the number of entries."""

    id: int
    seal: str


class LastEntryNote:
    """Reads and writes the note of one shop file."""

    def __init__(self, shop_path: Path) -> None:
        """Take the shop file; nothing is read yet."""
        self._file = shop_path.with_name(LAST_ENTRY)
        self._key_file = shop_path.with_name(SEAL_KEY)
        self._path = str(self._file)  # each save opens it; pathlib would take 3 us

    def begin(self, last: LastEntry) -> None:
        """Make a new key and the first note of a shop file.

        Raises:
            OSError: the disk says no.
        """
        self.__dict__.pop("_key", None)
        private_file(self._key_file)
        self._key_file.write_text(os.urandom(_KEY_BYTES).hex(), "ascii")
        private_file(self._file)
        self.write(last)

    def write(self, last: LastEntry) -> None:
        """Write which entry was saved last; what the disk says is ignored, for that is saved."""
        with suppress(OSError, ValueError):
            text = f"{last.id:0{_WIDTH}d} {last.seal}"
            try:
                line = f"{text} {self._sealed(text)}\n"
            except FileNotFoundError:  # the shop file is older than its key
                self.begin(last)
                return
            file = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                os.write(file, line.encode())
            finally:
                os.close(file)

    def read(self) -> LastEntry | None:
        """Read the note as it stands, without looking at its seal; None where there is none.

        Raises:
            ValueError: it cannot be read.
        """
        try:
            parts = self._file.read_text("ascii").split()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ValueError(LAST_ENTRY) from error
        if len(parts) != 3 or len(parts[1]) != _SEAL_LENGTH:
            raise ValueError(LAST_ENTRY)
        return LastEntry(int(parts[0]), parts[1])

    def is_sealed(self) -> bool:
        """Say whether the note was written with the shop's key.

        Raises:
            OSError, ValueError: note or key cannot be read.
        """
        from hmac import compare_digest

        text, _, seal = self._file.read_text("ascii").rstrip("\n").rpartition(" ")
        return compare_digest(seal, self._sealed(text))

    def forget(self) -> None:
        """Take the note away: what it says of will not be on file any more.

        Raises:
            OSError: the disk says no.
        """
        delete(self._file)

    def set_aside(self, lost: LastEntry) -> None:
        """Keep the note of an entry that was lost, before the next save writes another."""
        with suppress(OSError, ValueError):
            if self.read() == lost:  # else another window has done so and has saved since
                replace(self._file, self._file.with_name(f"{LAST_ENTRY}.lost-{lost.id}"))

    def set_aside_before(self) -> list[str]:
        """Name the notes of entries that were lost earlier."""
        return sorted(file.name for file in self._file.parent.glob(f"{LAST_ENTRY}.lost-*"))

    @cached_property
    def _key(self) -> bytes:
        return bytes.fromhex(self._key_file.read_text("ascii"))

    def _sealed(self, text: str) -> str:
        import hashlib  # loads OpenSSL, which no start needs

        return hashlib.blake2b(text.encode(), key=self._key, digest_size=32).hexdigest()
