"""Makes hostile files: good ones broken in many ways, and some that were made to do harm."""

import io
import random
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

_BUILDING: Final = Path(__file__).parents[1] / "building"
_TILLS: Final = Path(__file__).parents[1] / "unit" / "till_files"
_RESOURCES: Final = Path(__file__).parents[2] / "resources"

LIST: Final = (
    "会员号,姓名,手机,地址,生日,备注\n"
    "V1,王五,13800138000,文昌路 1 号,1990-02-03,老顾客\n"
    "V2,李四,0571-87654321,,农历八月十五,\n"
)
SALES: Final = "单号,日期,姓名,手机,品名,数量,金额\nS1,2026-03-02,王五,13800138000,太阳镜,1,680\n"
_FIELDS: Final = (
    '{"name": "王五", "phones": ["13800138000"], "birthday": "1990-02-03", "customer_id": 1,'
    ' "lines": [{"product": "BL1", "category": "frame_glasses", "quantity": "1"}]}'
)
_CELLS: Final = (
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "@SUM(A1)",
    "-2+3",
    "1e308",
    "-0",
    "9" * 400,
    "\x00",
    "\ufeff",
    "\u202e反",
    "🙂" * 50,
    '"',
    '"""',
    "a" * 70_000,
    "'); DROP TABLE customer; --",
    "<b>&lt;/b></para>",
    "\x1b[31m",
    "1900-02-29",
    "0000-00-00",
    "99999-99-99",
    "1.38E+10",
    "NaN",
    "inf",
    "１２３",
    "٣٤",
)
_ENCODINGS: Final = ("utf-8", "utf-8-sig", "gb18030", "big5", "utf-16", "utf-16-be", "utf-32")
_MARKUP: Final = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10 if n else "&a;"}">' for n in range(12))
    + "]><table><tr><td>&b11;</td></tr></table>",
    "<html>" + "<table><tr><td>" * 3000,
    "<table><tr><td colspan=999999999 rowspan=999999999>姓名</td></tr></table>",
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
    "<Worksheet><Table><Row Index='999999999'><Cell Index='99999999'/></Row></Table></Worksheet>",
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
)


def seeds(folder: Path) -> Mapping[str, Sequence[bytes]]:
    """Give good files by the kind of command that reads them.

    Args:
        folder: of a shop, whose own exports and backups are broken, too.
    """
    tables = [LIST.encode(), SALES.encode(), LIST.replace(",", ";").encode("gb18030")]
    tables += [path.read_bytes() for path in sorted(folder.glob("*.xlsx"))]
    tables.append((_TILLS / "members.xls").read_bytes())
    notices = sorted((_BUILDING / "notices").glob("*.txt"))
    return {
        "table": tables,
        "notice": [path.read_bytes() for path in notices[::6]],
        "policy": [path.read_bytes() for path in sorted((_RESOURCES / "policies").glob("*.toml"))],
        "fields": [_FIELDS.encode()],
        "backup": [path.read_bytes() for path in sorted(folder.glob("*.db"))],
    }


def hostile(chance: random.Random, good: Sequence[bytes]) -> bytes:
    """Make one file: a good one broken, another kind than its name says, or one that does harm."""
    made = chance.choice(_WAYS)(chance, chance.choice(good))
    return made[: 4 << 20]


def _flipped(chance: random.Random, good: bytes) -> bytes:
    made = bytearray(good)
    for _ in range(chance.choice((1, 3, 30)) if made else 0):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def _cut(chance: random.Random, good: bytes) -> bytes:
    return good[: chance.randrange(len(good) + 1)]


def _spliced(chance: random.Random, good: bytes) -> bytes:
    start, end = sorted(chance.randrange(len(good) + 1) for _ in range(2))
    return good[:end] + good[start:end] * chance.choice((1, 5)) + good[start:]


def _noise(chance: random.Random, good: bytes) -> bytes:
    return good[: chance.choice((0, 8, 600))] + chance.randbytes(chance.choice((1, 100, 20_000)))


def _retyped(chance: random.Random, good: bytes) -> bytes:
    """Break a text and leave it text."""
    text = list(good.decode("utf-8", "replace"))
    for _ in range(chance.choice((1, 5, 50)) if text else 0):
        at = chance.randrange(len(text))
        text[at] = chance.choice(
            (*_CELLS[2:12], "", "\n", "[", "]", "{", "=", "月", "日", "0", text[0])
        )
    return "".join(text).encode("utf-8", "replace")


def _odd_cells(chance: random.Random, _good: bytes) -> bytes:
    rows = chance.choice((LIST, SALES)).splitlines()[:1]
    width = rows[0].count(",") + 1
    for _ in range(chance.choice((1, 30))):
        cells = [chance.choice(_CELLS) for _ in range(width + chance.choice((0, 0, 0, 1, -1)))]
        rows.append(chance.choice((",", ",", "\t", ";")).join(cells))
    text = chance.choice(("\n", "\r\n", "\r")).join(rows)
    return text.encode(chance.choice(_ENCODINGS), "replace")


def _markup(chance: random.Random, _good: bytes) -> bytes:
    return chance.choice(_MARKUP).encode(chance.choice(_ENCODINGS))


def _repacked(chance: random.Random, good: bytes) -> bytes:
    """Break what is inside a workbook, so that its archive is sound."""
    if not zipfile.is_zipfile(io.BytesIO(good)):
        return _spliced(chance, good)
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        victim = chance.choice(old.namelist())
        for name in old.namelist():
            if name != victim:
                new.writestr(name, old.read(name))
            elif content := _broken_part(chance, old.read(name)):
                new.writestr(chance.choice((name, name, "../" + name, name.upper())), content)
    return made.getvalue()


def _broken_part(chance: random.Random, part: bytes) -> bytes:
    way = chance.randrange(6)
    if way == 0:
        return b""  # left out
    if way == 1:
        return part.replace(b'r="A2"', b'r="XFD1048576"').replace(b'ref="A1', b'ref="A1:ZZZ9 ')
    if way == 2:
        return part.replace(b"<row", b"<row/><row" * 2000)
    if way == 3:
        return chance.choice(_MARKUP).encode()
    return chance.choice((_flipped, _cut, _spliced))(chance, part)


_WAYS: Final[Sequence[Callable[[random.Random, bytes], bytes]]] = (
    _flipped,
    _cut,
    _spliced,
    _noise,
    _retyped,
    _retyped,
    _odd_cells,
    _markup,
    _repacked,
    _repacked,
)
