"""The one door for writing files: whole or not at all, and never over what is the shop's own.

A file is made under another name beside its place, flushed, and renamed when it is complete. The
shop's own files, which SQLite and Qt write, are made for their owner alone.
"""

import errno
import os
import re
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from shopcare.domain.errors import Refusal, Trouble
from shopcare.system.paths import is_shops_own

PDF: Final = (".pdf",)
"""The ending of every paper."""
_IN_USE: Final = frozenset({5, 32, 33})
"""Windows: denied, in use, locked; a virus scanner keeps a new file so for a moment."""
_PAUSES: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
"""What Windows takes for a device, whatever ending follows; refused on every system."""
_NOT_IN_NAMES: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST_NAME: Final = 80
"""In characters; a Chinese one takes three of the 255 bytes that Linux allows."""


def write_file(path: Path, content: bytes, endings: Sequence[str]) -> None:
    """Write a file whole or not at all, see ``whole_file``."""
    with whole_file(path, endings) as unfinished:
        unfinished.write_bytes(content)


@contextmanager
def whole_file(path: Path, endings: Sequence[str]) -> Iterator[Path]:
    """Give the name to write a file under; it takes its place when the block ends well.

    An exception leaves nothing and harms no older file. A link to an ordinary file stays a link.

    Args:
        path: where the file is to stand.
        endings: what its name may end in, like ``.pdf``.

    Raises:
        Refusal, Trouble: as ``check_target``; and ``file_in_use``, ``disk_full``,
            ``file_not_written``.
    """
    check_target(path, endings)
    place = Path(os.path.realpath(path))
    unfinished = place.with_name(f".{place.stem[:40]}-{os.urandom(4).hex()}{place.suffix}")
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        yield unfinished
        flush(unfinished)
        replace(unfinished, place)
        with suppress(OSError):  # the file stands; some network disks know no such call
            flush_folder(place.parent)
    except OSError as error:
        raise _trouble(path, error) from error
    finally:
        remove(unfinished)


def check_target(path: Path, endings: Sequence[str]) -> None:
    """Refuse a place where no file may be written, before any work is done for it.

    Raises:
        Refusal: ``file_is_shops_own``, ``file_not_ordinary``, ``file_ending_unknown``.
        Trouble: ``file_is_folder``, ``folder_missing``, ``file_not_written``.
    """
    if _is_device(path.name):  # first: Windows fails at whatever else it is asked of one
        raise Refusal("file_not_ordinary", file=path.name)
    try:
        place = Path(os.path.realpath(path))
        if place.is_dir():
            raise Trouble("file_is_folder", file=str(path))
        if is_shops_own(place) or is_shops_own(path):
            raise Refusal("file_is_shops_own", file=path.name)
        if place.is_symlink() or (place.exists() and not place.is_file()):
            raise Refusal("file_not_ordinary", file=path.name)
        if path.suffix.casefold() not in endings:
            raise Refusal("file_ending_unknown", file=path.name, endings=" ".join(endings))
        if not place.parent.is_dir():
            raise Trouble("folder_missing", file=path.name, folder=str(path.parent))
    except OSError as error:
        raise _trouble(path, error) from error


def replace(file: Path, place: Path) -> None:
    """Put a file in another's place; on Windows wait a moment for a scanner that has one open.

    Raises:
        OSError: the disk says no, or somebody keeps the file open for longer.
    """
    _when_free(lambda: file.replace(place))


def delete(file: Path) -> None:
    """Delete a file, if there is one, as patiently as ``replace``.

    Raises:
        OSError: the disk says no, or somebody keeps the file open for longer.
    """
    _when_free(lambda: file.unlink(missing_ok=True))


def remove(file: Path) -> None:
    """Remove what was left unfinished, if there is any; never hides the fault that left it."""
    with suppress(OSError):
        delete(file)


def flush(file: Path) -> None:
    """Have a file's content on the disk before its name."""
    with file.open("r+b") as content:
        os.fsync(content.fileno())


def flush_folder(folder: Path) -> None:
    """Have a file's new name on the disk too; Windows has no call for it and needs none."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner may look into; one with something in it stays as it is.

    On Windows what a user makes in his own folders is his own already.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix" and not any(folder.iterdir()):
        with suppress(OSError):  # another's folder, or a disk that knows no rights
            folder.chmod(0o700)


def private_file(file: Path) -> None:
    """Make an empty file that only its owner may read; one that is there is closed to others."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        close_to_others(file)


def close_to_others(file: Path) -> None:
    """Let only its owner read a file, as far as disk and system know such rights."""
    with suppress(OSError):
        mode = stat.S_IMODE(file.stat().st_mode)
        if os.name == "posix" and mode & 0o077:
            file.chmod(mode & 0o700)  # who made it read-only meant it


def is_on_read_only_disk(file: Path) -> bool:
    """Say whether the disk that a file lies on was mounted for reading only."""
    try:
        return os.name == "posix" and bool(os.statvfs(file).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def are_too_many_files_open(file: Path) -> bool:
    """Say whether a file cannot be opened because the system gives no more handles."""
    try:
        os.close(os.open(file, os.O_RDONLY))
    except OSError as error:
        return error.errno in (errno.EMFILE, errno.ENFILE)
    return False


def usable_name(text: str) -> str:
    """Make a text a file name that every system takes: ``A/B: 3`` becomes ``A_B_ 3``."""
    return _NOT_IN_NAMES.sub("_", text)[:_LONGEST_NAME].rstrip(" .")


def _when_free(act: Callable[[], object]) -> None:
    for pause in _PAUSES:
        try:
            act()
        except PermissionError as error:
            if not _is_in_use(error):
                raise
            time.sleep(pause)
        else:
            return
    act()


def _is_in_use(error: OSError) -> bool:
    return getattr(error, "winerror", None) in _IN_USE


def _is_device(name: str) -> bool:
    if os.name == "nt" and ":" in name:  # a second content of another file
        return True
    return name.split(".", maxsplit=1)[0].rstrip().casefold() in _DEVICES


def _trouble(path: Path, error: OSError) -> Trouble:
    code = "file_not_written"
    is_missing = isinstance(error, FileNotFoundError | NotADirectoryError)
    if is_missing and not path.parent.is_dir():  # Windows says so of a path that is too long, too
        code = "folder_missing"
    elif error.errno in (errno.ENOSPC, errno.EDQUOT):
        code = "disk_full"
    elif isinstance(error, PermissionError) and path.is_file():
        code = "file_in_use"
    technical = error.strerror or str(error)
    return Trouble(code, technical=technical, file=path.name, folder=str(path.parent))
