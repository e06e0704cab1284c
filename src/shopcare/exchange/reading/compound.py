"""The container of old Excel files: whether its chains end, and its sheets are what they claim.

The reader of workbooks follows chains that never end, and makes room for whatever a file claims.
"""

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from shopcare.domain.errors import Refusal
from shopcare.exchange.reading.archive import too_spread

_HEADER: Final = 512
_LAST_SECTOR: Final = 0xFFFFFFFA
"""Greater numbers are signs: the end of a chain, a free sector."""
_ENTRY: Final = 128
_IN_HEADER: Final = 109
_BOOKS: Final = ("Workbook", "Book")

_BEGIN: Final = 0x0809
_CELLS: Final = frozenset({0x0006, 0x00BD, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})


def check_compound(path: Path) -> None:
    """Refuse an old Excel file that would never end, or would burst.

    Raises:
        Refusal: ``file_too_large``; ``file_is_old_excel`` where it cannot be read.
    """
    try:
        container = _Container(path.read_bytes())
        for stream in container.books():
            if not _fits(stream):
                raise Refusal("file_too_large", file=path.name)
    except (struct.error, ValueError, IndexError, OSError) as error:
        raise Refusal("file_is_old_excel", file=path.name) from error


class _Container:
    """Sectors in chains; small streams lie in sectors of a stream of their own."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        shift, small_shift = struct.unpack_from("<HH", raw, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise ValueError("sectors")
        self._size = 1 << shift
        self._first, self._cutoff = struct.unpack_from("<I4xI", raw, 48)
        self._next: list[int] = []
        for sector in self._tables():
            self._next += self._numbers(sector)

    def books(self) -> Iterator[bytes]:
        """Give the workbooks; every chain in the directory is followed to its end."""
        directory = b"".join(map(self._sector, self._chain(self._first)))
        root = struct.unpack_from("<I", directory, 116)[0]
        small = b"".join(map(self._sector, self._chain(root)))
        (small_table,) = struct.unpack_from("<I", self._raw, 60)
        small_next = [n for one in self._chain(small_table) for n in self._numbers(one)]
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            name_size, kind = struct.unpack_from("<HB", directory, at + 64)
            start, size = struct.unpack_from("<II", directory, at + 116)
            if kind != 2:
                continue
            pieces: Iterable[bytes] = map(self._sector, self._chain(start))
            if size < self._cutoff:
                pieces = (small[n * 64 : n * 64 + 64] for n in _followed(start, small_next))
            content = b"".join(pieces)[:size]
            name = directory[at : at + max(0, min(name_size, 64) - 2)].decode("utf-16-le")
            if name in _BOOKS:
                yield content

    def _tables(self) -> Iterator[int]:
        """Give the sectors that say which sector follows which."""
        yield from _sectors(struct.unpack_from(f"<{_IN_HEADER}I", self._raw, 76))
        (more,) = struct.unpack_from("<I", self._raw, 68)
        seen: set[int] = set()
        while more < _LAST_SECTOR:
            if more in seen:
                raise ValueError("chain")
            seen.add(more)
            *tables, more = self._numbers(more)
            yield from _sectors(tables)

    def _sector(self, number: int) -> bytes:
        start = _HEADER if self._size == _HEADER else self._size
        found = self._raw[start + number * self._size : start + (number + 1) * self._size]
        if not found:
            raise ValueError("sector")
        return found

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self._size // 4}I", self._sector(sector))

    def _chain(self, first: int) -> Iterator[int]:
        return _followed(first, self._next)


def _sectors(numbers: Iterable[int]) -> Iterator[int]:
    return (number for number in numbers if number < _LAST_SECTOR)


def _followed(first: int, following: list[int]) -> Iterator[int]:
    """Follow a chain to its end.

    Raises:
        ValueError: it comes back to where it was.
        IndexError: it leads out of the file.
    """
    at, steps = first, 0
    while at < _LAST_SECTOR:
        if steps > len(following):
            raise ValueError("chain")
        yield at
        at, steps = following[at], steps + 1


def _fits(book: bytes) -> bool:
    """Say whether no sheet claims, or has, cells far apart, and no list of texts is too long."""
    at = last = widest = cells = 0
    end = len(book) - 4
    while at <= end:
        kind, size = struct.unpack_from("<HH", book, at)
        at += 4
        if kind in _CELLS and size >= 4:
            row, column = struct.unpack_from("<HH", book, at)
            last, widest, cells = max(last, row + 1), max(widest, column + 1), cells + 1
        elif kind == _BEGIN:
            if too_spread(last, widest, cells):
                return False
            last = widest = cells = 0
        elif kind in _CLAIMS and not _CLAIMS[kind](book, at, size):
            return False
        at += size
    return not too_spread(last, widest, cells)


def _is_possible_sheet(book: bytes, at: int, size: int) -> bool:
    """Say whether a sheet may be as large as it says; many say more than is in them."""
    top, bottom, left, right = struct.unpack_from("<IIHH" if size >= 14 else "<HHHH", book, at)
    return bool(bottom - top <= 65_536 and right - left <= 256)


def _are_possible_texts(book: bytes, at: int, _size: int) -> bool:
    return bool(struct.unpack_from("<I", book, at + 4)[0] <= len(book))


_CLAIMS: Final[Mapping[int, Callable[[bytes, int, int], bool]]] = {
    0x0200: _is_possible_sheet,
    0x00FC: _are_possible_texts,
}
"""Records that say for how much room has to be made."""
