"""Stands between SQLite and the disk: notes what is written and synced, or lets it fail.

The library's own file functions are replaced in place, so that the program runs unchanged, with
its own connections. It works where Python loads SQLite as a shared library.
"""

import ctypes
import ctypes.util
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

OK = 0
FULL = sqlite3.SQLITE_FULL
IO_ERROR = sqlite3.SQLITE_IOERR
CANNOT_OPEN = sqlite3.SQLITE_CANTOPEN
SECTOR = 512
_Pointer = ctypes.c_void_p


class Op(NamedTuple):
    """One thing that was asked of the disk: open, write, sync, truncate, delete; or a mark."""

    what: str
    file: str
    offset: int = 0
    content: bytes = b""


class _Methods(ctypes.Structure):
    _fields_ = (
        ("iVersion", ctypes.c_int),
        ("xClose", _Pointer),
        ("xRead", _Pointer),
        ("xWrite", _Pointer),
        ("xTruncate", _Pointer),
        ("xSync", _Pointer),
        ("rest", _Pointer * 13),
    )


class _File(ctypes.Structure):
    _fields_ = (("pMethods", ctypes.POINTER(_Methods)),)


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("iVersion", ctypes.c_int),
        ("szOsFile", ctypes.c_int),
        ("mxPathname", ctypes.c_int),
        ("pNext", _Pointer),
        ("zName", ctypes.c_char_p),
        ("pAppData", _Pointer),
        ("xOpen", _Pointer),
        ("xDelete", _Pointer),
    )


_OpenType = ctypes.CFUNCTYPE(
    ctypes.c_int, _Pointer, _Pointer, ctypes.POINTER(_File), ctypes.c_int, _Pointer
)
_DeleteType = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, _Pointer, ctypes.c_int)
"""Names are passed on as they came: SQLite keeps the very pointer."""
_WriteType = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, _Pointer, ctypes.c_int, ctypes.c_int64)
_TruncateType = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, ctypes.c_int64)
_SyncType = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, ctypes.c_int)


def library() -> Any:
    """Find the SQLite that Python itself uses; None where it is built into Python."""
    names = {"win32": "sqlite3.dll", "darwin": "libsqlite3.dylib"}
    for name in (names.get(sys.platform, "libsqlite3.so.0"), ctypes.util.find_library("sqlite3")):
        try:
            found = ctypes.CDLL(name)
            found.sqlite3_libversion.restype = ctypes.c_char_p
            if found.sqlite3_libversion().decode() == sqlite3.sqlite_version:
                found.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
                return found
        except (OSError, AttributeError, TypeError):
            continue
    return None


class Disk:
    """What SQLite asked of the disk while it is watched."""

    def __init__(self) -> None:
        self.ops: list[Op] = []
        self.fails: Callable[[Op], int] = lambda op: OK
        """Gives an error number for what shall fail."""
        self._names: dict[int, str] = {}
        self._tables: dict[int, _Methods] = {}
        self._kept: list[Any] = []

    def mark(self, said: str) -> None:
        """Note what the program has said at this moment."""
        self.ops.append(Op("mark", said))

    @contextmanager
    def watched(self) -> Iterator["Disk"]:
        """Take part in every call to the disk inside the block; connections are made in it."""
        vfs = library().sqlite3_vfs_find(None).contents
        before = vfs.xOpen, vfs.xDelete
        open_, delete = _OpenType(before[0]), _DeleteType(before[1])

        def opened(own: Any, name: Any, file: Any, flags: int, out: Any) -> int:
            if refused := self.fails(Op("open", _name_at(name))):
                file.contents.pMethods = ctypes.POINTER(_Methods)()
                return refused
            said = int(open_(own, name, file, flags, out))
            if said == OK and file.contents.pMethods:
                self._take_over(file, _name_at(name))
            return said

        def deleted(own: Any, name: Any, sync: int) -> int:
            said = self._asked(Op("delete", _name_at(name)))
            return said or int(delete(own, name, sync))

        callbacks = _OpenType(opened), _DeleteType(deleted)
        vfs.xOpen, vfs.xDelete = (ctypes.cast(one, _Pointer).value for one in callbacks)
        try:
            yield self
        finally:
            vfs.xOpen, vfs.xDelete = before
            self._kept.append(callbacks)

    def _asked(self, op: Op) -> int:
        if said := self.fails(op):
            return said
        self.ops.append(op)
        return OK

    def _take_over(self, file: Any, name: str) -> None:
        self._names[ctypes.addressof(file.contents)] = name
        original = ctypes.addressof(file.contents.pMethods.contents)
        if original not in self._tables:
            self._tables[original] = self._own_methods(file.contents.pMethods.contents)
        file.contents.pMethods = ctypes.pointer(self._tables[original])

    def _own_methods(self, methods: _Methods) -> _Methods:
        own = _Methods.from_buffer_copy(methods)
        write, truncate = _WriteType(methods.xWrite), _TruncateType(methods.xTruncate)
        sync = _SyncType(methods.xSync)

        def written(file: int, content: int, length: int, offset: int) -> int:
            op = Op("write", self._names[file], offset, ctypes.string_at(content, length))
            return self._asked(op) or int(write(file, content, length, offset))

        def truncated(file: int, size: int) -> int:
            return self._asked(Op("truncate", self._names[file], size)) or int(truncate(file, size))

        def synced(file: int, flags: int) -> int:
            return self._asked(Op("sync", self._names[file])) or int(sync(file, flags))

        callbacks = _WriteType(written), _TruncateType(truncated), _SyncType(synced)
        own.xWrite, own.xTruncate, own.xSync = (
            ctypes.cast(one, _Pointer).value for one in callbacks
        )
        self._kept += [callbacks, write, truncate, sync]
        return own


def _name_at(pointer: int | None) -> str:
    return Path(ctypes.string_at(pointer).decode()).name if pointer else ""


class Platter:
    """What is really on the disk: what was synced, and perhaps some of what was not."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.synced = {name: bytearray(content) for name, content in files.items()}
        self._pending: dict[str, list[Op]] = {}

    def take(self, op: Op) -> None:
        """Let one thing happen."""
        if op.what == "sync":
            for one in self._pending.pop(op.file, []):
                _apply(self.synced, one)
        elif (
            op.what == "delete" or op.what != "mark"
        ):  # of a log that was copied and synced: at once or later
            self._pending.setdefault(op.file, []).append(op)

    def after_a_cut(self, dice: Random) -> dict[str, bytearray]:
        """Drop, tear and reorder what was not synced; give what is found afterwards."""
        files = {name: bytearray(content) for name, content in self.synced.items()}
        for ops in self._pending.values():
            kept = [one for one in ops if dice.random() < 0.6]
            if dice.random() < 0.5:
                dice.shuffle(kept)
            for one in kept:
                _apply(files, _torn(one, dice) if dice.random() < 0.4 else one)
        return files


def _apply(files: dict[str, bytearray], op: Op) -> None:
    if op.what == "delete":
        files.pop(op.file, None)
        return
    content = files.setdefault(op.file, bytearray())
    if op.what == "truncate":
        del content[op.offset :]
        return
    if len(content) < op.offset:
        content.extend(bytes(op.offset - len(content)))
    content[op.offset : op.offset + len(op.content)] = op.content


def _torn(op: Op, dice: Random) -> Op:
    """Keep the sectors of a write up to somewhere, or from somewhere on."""
    if op.what != "write" or len(op.content) < 2:
        return op
    sectors = max(1, len(op.content) // SECTOR)
    cut = dice.randrange(sectors) * SECTOR or len(op.content) // 2
    if dice.random() < 0.7:
        return op._replace(content=op.content[:cut])
    return op._replace(offset=op.offset + cut, content=op.content[cut:])
