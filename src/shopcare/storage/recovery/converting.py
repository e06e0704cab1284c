"""Encrypts a plain file, or the other way round: exported, compared, then put in its place.

Whatever ends it early leaves the file as it was, or the new one with every entry.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import zip_longest
from pathlib import Path
from typing import Final, NamedTuple

from shopcare.domain.errors import Trouble
from shopcare.storage.encryption.connecting import connect, connect_with_sqlcipher, key_of
from shopcare.storage.encryption.file_keys import FileKey
from shopcare.storage.file.backup import copy_pages
from shopcare.storage.file.database import open_for_reading
from shopcare.storage.file.errors import DATABASE_ERRORS
from shopcare.storage.file.inspection import Progress, damage
from shopcare.system.files import flush, flush_folder, remove, replace
from shopcare.system.paths import PLAIN_LEFT

_STEPS_BETWEEN_LOOKS: Final = 100_000
_CHUNK: Final = 1 << 20
_MOST: Final = 20
_HEADER: Final = ("user_version", "application_id")


class Held(NamedTuple):
    """A shop file that nobody else has open."""

    file: sqlite3.Connection
    """Opened with SQLCipher."""
    lock: sqlite3.Connection
    """What keeps others away; the same where the file is encrypted."""

    def close(self) -> None:
        """Let the file go."""
        self.file.close()
        self.lock.close()


@contextmanager
def held_alone(path: Path) -> Iterator[Held]:
    """Open a shop file that nobody else has open, or can open meanwhile; its log is in it then.

    The library that others have it open with has to ask for the lock: one process may hold two
    locks on a file through two libraries, and each takes itself for alone.

    Raises:
        Trouble: ``shop_file_locked``; somebody has it open. Or an error that means the same.
    """
    key = key_of(path)
    lock = connect_with_sqlcipher(path, key) if key is not None else connect(path, None)
    with closing(lock):
        if lock.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
            raise Trouble("shop_file_locked", path=str(path))
        lock.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
        lock.execute("BEGIN EXCLUSIVE")
        lock.execute("COMMIT")  # in this mode the lock is kept
        if key is not None:
            yield Held(lock, lock)
            return
        # It may not be closed before the work is done: that would end the lock of the other, too.
        with closing(connect_with_sqlcipher(path, None, immutable=True)) as file:
            yield Held(file, lock)


def export(
    file: sqlite3.Connection, target: Path, key: FileKey | None, progress: Progress | None = None
) -> None:
    """Write everything that is in a file into an empty one.

    Args:
        file: opened with SQLCipher.
        target: is encrypted with the key, or plain without one.
        key: of the target.
        progress: told (0, 0) now and then; an exception that it raises cancels.
    """
    sql = key.sql if key is not None else "''"
    file.execute(f"ATTACH ? AS target KEY {sql}", (str(target),))
    try:
        file.execute("PRAGMA target.journal_mode = OFF")
        file.execute("PRAGMA target.synchronous = OFF")  # it is flushed as a whole
        with _looking(file, progress):
            file.execute("SELECT sqlcipher_export('target')").fetchone()
        for name in _HEADER:
            value = file.execute(f"PRAGMA main.{name}").fetchone()[0]
            file.execute(f"PRAGMA target.{name} = {int(value)}")
    finally:
        file.execute("DETACH target")


@contextmanager
def _looking(file: sqlite3.Connection, progress: Progress | None) -> Iterator[None]:
    """Let a long statement be cancelled."""
    met: list[BaseException] = []

    def look() -> int:
        try:
            if progress is not None:
                progress(0, 0)
        except Exception as error:  # SQLite would swallow it
            met.append(error)
        return len(met)

    file.set_progress_handler(look, _STEPS_BETWEEN_LOOKS)
    try:
        yield
    except DATABASE_ERRORS:
        if met:
            raise met[0] from None
        raise
    finally:
        file.set_progress_handler(None, 0)


def copy_as(
    source: Path, target: Path, key: FileKey | None, progress: Progress | None = None
) -> None:
    """Copy a file that nobody writes to into an empty one, encrypted with a key or plain."""
    with closing(open_for_reading(source)) as file:
        own = key_of(source)
        if (own is None) == (key is None):
            copy_pages(file, target, key, progress)
            return
    with closing(connect_with_sqlcipher(source, own, immutable=True)) as file:
        export(file, target, key, progress)


def differences(
    file: sqlite3.Connection, copy: Path, key: FileKey | None, progress: Progress | None = None
) -> list[str]:
    """Compare a copy with what it was made of, row by row; empty where it holds the same."""
    with closing(connect(copy, key)) as copied:
        if found := damage(copied, progress):
            return found
        parts = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
        if file.execute(parts).fetchall() != copied.execute(parts).fetchall():
            return ["sqlite_schema"]
        for connection in (file, copied):
            connection.text_factory = bytes  # what is no UTF-8 is copied as it stands
        return [name for name in _tables(file) if not _are_same(file, copied, name, progress)][
            :_MOST
        ]


def differences_of_files(source: Path, copy: Path, key: FileKey | None) -> list[str]:
    """Compare a copy with a file that nobody writes to, as ``differences`` does."""
    with closing(open_for_reading(source)) as file:
        file.row_factory = None
        return differences(file, copy, key)


def _tables(file: sqlite3.Connection) -> list[str]:
    rows = file.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    ).fetchall()
    return [row[0].decode() for row in rows]


def _are_same(
    file: sqlite3.Connection, copy: sqlite3.Connection, table: str, progress: Progress | None
) -> bool:
    if progress is not None:
        progress(0, 0)
    query = f'SELECT * FROM "{table}"'
    pairs = zip_longest(file.execute(query), copy.execute(query))
    return all(one == other for one, other in pairs)


def take_place(new: Path, path: Path, held: Held | None = None, *, is_secret: bool) -> None:
    """Let a finished copy take a file's place; what stood there is written over and removed.

    Args:
        new: on the same disk; it is moved.
        path: the file that it is a copy of.
        held: that file; Windows replaces none that is open.
        is_secret: whether what stood there could be read by anybody.
    """
    flush(new)
    old = path.with_name(f"{PLAIN_LEFT}{os.urandom(4).hex()}.db")
    if os.name == "nt" and held is not None:
        held.close()
    if is_secret:
        with suppress(OSError):  # a disk that knows no second names
            old.hardlink_to(path)  # so the name is never missing, and the old content is found
    replace(new, path)
    with suppress(OSError):
        flush_folder(path.parent)
    if is_secret:
        with suppress(Trouble):  # it stands among what anybody can read
            wipe(old)


def wipe(path: Path) -> None:
    """Write over a file before it is removed; not over one that has another name still.

    A disk of flash memory may keep what was written over; only its own encryption helps there.
    """
    with suppress(OSError):
        if path.stat().st_nlink == 1:
            with path.open("r+b") as file:
                for _begin in range(0, path.stat().st_size, _CHUNK):
                    file.write(bytes(_CHUNK))
                os.fsync(file.fileno())
    remove(path)
    if path.exists():
        raise Trouble("file_not_written", file=path.name, folder=str(path.parent))
