"""Compares two builds of one commit."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from report import Found

_PE_HEADER_AT: Final = 0x3C
_TIMESTAMP: Final = 8
_CHECKSUM: Final = 88
"""Both counted from the beginning of the PE header."""


def compare_builds(one: Path, other: Path) -> Iterator[Found]:
    """Say whether two folders hold the same files, but for the timestamps of programs."""
    both = [{file.relative_to(root) for file in root.rglob("*")} for root in (one, other)]
    only = sorted(map(str, both[0] ^ both[1]))
    yield Found(
        what="two builds have the same files",
        figure=", ".join(only[:3]) or f"{len(both[0])} files and folders",
        fine=not only,
    )
    differ = [name for name in sorted(both[0] & both[1]) if not _are_same(one / name, other / name)]
    timed = [str(name) for name in differ if _are_same_but_for_time(one / name, other / name)]
    wrong = [str(name) for name in differ if str(name) not in timed]
    yield Found(
        what="they differ in nothing but timestamps of programs",
        figure=", ".join(wrong[:3] or timed) or "identical",
        fine=not wrong,
        said="\n".join(wrong),
    )


def _are_same(one: Path, other: Path) -> bool:
    return one.is_dir() or one.read_bytes() == other.read_bytes()


def _are_same_but_for_time(one: Path, other: Path) -> bool:
    return one.suffix == ".exe" and _without_time(one) == _without_time(other)


def _without_time(program: Path) -> bytes:
    """Give a program's content without the timestamp and the checksum in its PE header."""
    content = bytearray(program.read_bytes())
    (header,) = struct.unpack_from("<I", content, _PE_HEADER_AT)
    for place in (_TIMESTAMP, _CHECKSUM):
        struct.pack_into("<I", content, header + place, 0)
    return bytes(content)
