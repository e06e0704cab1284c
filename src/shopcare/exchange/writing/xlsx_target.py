"""Writing a workbook row by row: text stays text, days are days, nothing becomes a formula.

Written by hand: 100,000 rows take XlsxWriter 2.3 times as long and openpyxl twenty times. The
parts are the least that Excel, WPS and LibreOffice need.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from shopcare.domain.errors import Refusal
from shopcare.domain.typed.text import clean_text
from shopcare.exchange.recognition.columns import letter_of
from shopcare.exchange.writing.out_table import Column, ColumnKind, OutCell, TableRows, yuan

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
"""Excel's own limits; beyond them it cuts, so that we refuse."""
_MOST_BYTES = 2_000_000_000

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Positions in cellXfs below.
_PLAIN, _TEXT, _TEXT_LIKE_FORMULA, _MONEY, _DATE, _MOMENT, _HEADING = range(7)
_STYLES = (
    f'{_START}<styleSheet xmlns="{_MAIN}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="7"><xf/>'
    '<xf numFmtId="49" applyNumberFormat="1"/>'
    '<xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/>'
    '<xf numFmtId="4" applyNumberFormat="1"/>'
    '<xf numFmtId="164" applyNumberFormat="1"/>'
    '<xf numFmtId="165" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
_PARTS = {
    "[Content_Types].xml": (
        f'{_START}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_START}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_START}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": _STYLES,
}


def write_xlsx(path: Path, columns: Sequence[Column], rows: TableRows, title: str) -> None:
    """Write one sheet with a heading row that stays in view.

    Raises:
        Refusal: ``table_too_long``, ``cell_too_long``.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, text)
        archive.writestr("xl/workbook.xml", _workbook(title))
        # Without zip64, of which Excel complains; so the sheet must stay below 2 GiB.
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            written = 0
            for number, piece in enumerate(_sheet(columns, rows)):
                written += sheet.write(piece.encode())
                if written > _MOST_BYTES:
                    raise Refusal("table_too_long", most=number)


def _workbook(title: str) -> str:
    sheet = f'<sheet name={quoteattr(_sheet_name(title))} sheetId="1" r:id="rId1"/>'
    return (
        f'{_START}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheet}</sheets></workbook>'
    )


def _sheet_name(title: str) -> str:
    plain = "".join(" " if sign in "[]:*?/\\'\n" else sign for sign in clean_text(title))
    return plain.strip()[:31] or "ShopCare"


def _sheet(columns: Sequence[Column], rows: TableRows) -> Iterator[str]:
    yield (
        f'{_START}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        "</sheetView></sheetViews><cols>"
    )
    for number, column in enumerate(columns, 1):
        yield f'<col min="{number}" max="{number}" width="{column.width}" customWidth="1"/>'
    yield "</cols><sheetData>"
    letters = [letter_of(position) for position in range(len(columns))]
    headings = [
        _text(column.heading, f"{letter}1", column, 1, _HEADING)
        for letter, column in zip(letters, columns, strict=True)
    ]
    yield f'<row r="1">{"".join(headings)}</row>'
    for number, row in enumerate(rows, 2):
        if number > MOST_ROWS:
            raise Refusal("table_too_long", most=MOST_ROWS - 1)
        cells = [
            _cell(value, f"{letter}{number}", column, number)
            for value, letter, column in zip(row, letters, columns, strict=True)
            if value is not None and value != ""
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'
    # No green corners on phone numbers, which are text on purpose.
    everywhere = f"A1:{letters[-1]}{MOST_ROWS}"
    yield (
        f'</sheetData><ignoredErrors><ignoredError sqref="{everywhere}" numberStoredAsText="1"/>'
        "</ignoredErrors></worksheet>"
    )


def _cell(value: OutCell, place: str, column: Column, row: int) -> str:
    if isinstance(value, str) or column.kind is ColumnKind.TEXT or value is None:
        return _text(str(value), place, column, row)
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return _day(value, place, column, row)
    if column.kind is ColumnKind.MONEY:
        return f'<c r="{place}" s="{_MONEY}"><v>{yuan(value)}</v></c>'
    return f'<c r="{place}" s="{_PLAIN}"><v>{value}</v></c>'


_FIRST_DAY = date(1900, 3, 1)
"""Before it Excel counts a 29 February 1900 that never was."""


def _day(value: date, place: str, column: Column, row: int) -> str:
    """Write a day, or a moment by its own wall clock: a sheet knows no zones."""
    day, seconds, style = value, 0, _DATE
    if isinstance(value, datetime):
        day, style = value.date(), _MOMENT
        seconds = value.hour * 3600 + value.minute * 60 + value.second
    if day < _FIRST_DAY:
        return _text(str(value), place, column, row)
    serial = Decimal((day - date(1899, 12, 30)).days) + Decimal(seconds) / 86400
    return f'<c r="{place}" s="{style}"><v>{serial:.10f}</v></c>'


_LIKE_FORMULA = tuple("=+-@")
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def _text(text: str, place: str, column: Column, row: int, style: int | None = None) -> str:
    plain = clean_text(text)
    if len(plain) > MOST_CHARACTERS:
        raise Refusal("cell_too_long", row=row, column=column.heading, most=MOST_CHARACTERS)
    if style is None:
        # The mark keeps it text also when somebody edits the cell.
        style = _TEXT_LIKE_FORMULA if plain.startswith(_LIKE_FORMULA) else _TEXT
    xml = escape(_LIKE_ESCAPE.sub("_x005F_", plain))
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{xml}</t></is></c>'
    )
