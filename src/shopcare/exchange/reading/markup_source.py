"""Tables that tills write as web pages or as the XML of Excel 2003, and save as .xls."""

import email
import email.policy
import re
from collections.abc import Generator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from shopcare.domain.errors import Refusal, Trouble
from shopcare.exchange.cells import Cell
from shopcare.exchange.reading.archive import MOST_COLUMNS, MOST_ROWS
from shopcare.exchange.reading.book import Book, Sheet

_MOST_BYTES: Final = 256 << 20
_CHARSET: Final = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_SPREADSHEET: Final = b"urn:schemas-microsoft-com:office:spreadsheet"

Rows = list[list[Cell]]


def open_markup(path: Path) -> Book:
    """Read every table of the file; a web page is small beside what Excel can hold.

    Raises:
        Refusal: ``file_is_web_page`` where there is no table in it, ``file_too_large``.
        Trouble: ``file_damaged``.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise Refusal("file_too_large", file=path.name)
    raw = path.read_bytes()
    if raw.lstrip()[:13].lower() == b"mime-version:":
        raw = _page_of_archive(raw)
    if _SPREADSHEET in raw[:4096] or _SPREADSHEET in raw[:8192].replace(b"\0", b""):
        tables, name = _tables_of_xml(path, raw), "XML"
    else:
        tables, name = _tables_of_page(raw), "HTML"
    tables = [(title, rows) for title, rows in tables if sum(map(bool, map(any, rows))) > 1]
    if not tables:
        raise Refusal("file_is_web_page", file=path.name)
    return Book(sheets=tuple(_sheet(title, rows) for title, rows in tables), format=name)


def _sheet(title: str, rows: Rows) -> Sheet:
    def again() -> Generator[list[Cell]]:
        yield from (list(row) for row in rows)

    return Sheet(name=title, total=lambda: len(rows), rows=again, is_text=False)


def _page_of_archive(raw: bytes) -> bytes:
    """Take the page with the table out of a web archive (.mht)."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    contents = [page.get_payload(decode=True) for page in pages]
    whole = [content for content in contents if isinstance(content, bytes)]
    return max(whole, key=lambda content: content.count(b"<td"), default=b"")


def _text_of(raw: bytes) -> str:
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    said = _CHARSET.search(raw[:4096])
    encodings = ["utf-8", "gb18030", "big5hkscs"]
    if said:
        name = said[1].decode().lower()
        encodings.insert(0, "gb18030" if name.startswith("gb") else name)
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("utf-8", "replace")


def _tables_of_page(raw: bytes) -> list[tuple[str, Rows]]:
    page = _Page()
    page.feed(_text_of(raw))
    page.close()
    page.end_tables()
    return [(f"Table {number}", rows) for number, rows in enumerate(page.tables, 1)]


class _Page(HTMLParser):
    """Collects the cells of a page's tables; a cell over several rows counts in each."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Rows] = []
        self._open: list[Rows] = []
        self._text: list[str] | None = None
        self._span = (1, 1)
        self._above: dict[int, tuple[int, str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append([])
        elif tag == "tr":
            self._end_cell()
            if not self._open:
                self._open.append([])
            self._start_row()
        elif tag in ("td", "th") and self._open:
            self._end_cell()
            given = dict(attrs)
            self._span = (_span(given.get("colspan")), _span(given.get("rowspan")))
            self._text = []
        elif tag in ("br", "p", "div") and self._text:
            self._text.append("\n" if tag == "br" else " ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table":
            self._end_cell()
            self._end_table()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def end_tables(self) -> None:
        """Take what was never closed, too."""
        self._end_cell()
        while self._open:
            self._end_table()

    def _end_table(self) -> None:
        if self._open:
            self.tables.append(self._open.pop())
        self._above = {}

    def _start_row(self) -> None:
        rows = self._open[-1]
        if len(rows) > MOST_ROWS:
            raise Refusal("file_too_large", file="")
        rows.append([])
        self._fill()

    def _fill(self) -> None:
        """Put cells that reach down from a row above into their places."""
        row = self._open[-1][-1]
        while (at := len(row)) in self._above:
            left, text = self._above.pop(at)
            row.append(text)
            if left > 1:
                self._above[at] = (left - 1, text)

    def _end_cell(self) -> None:
        if self._text is None or not self._open:
            return
        if not self._open[-1]:
            self._start_row()
        text = "\n".join(" ".join(line.split()) for line in "".join(self._text).split("\n")).strip()
        self._text = None
        across, down = self._span
        row = self._open[-1][-1]
        at = len(row)
        row += [text, *[""] * (across - 1)]
        if down > 1:
            self._above |= {at + more: (down - 1, "" if more else text) for more in range(across)}
        self._fill()


def _span(text: str | None) -> int:
    number = int(text) if text and text.strip().isdecimal() else 1
    return min(max(number, 1), 1000)


def _tables_of_xml(path: Path, raw: bytes) -> list[tuple[str, Rows]]:
    tables: list[tuple[str, Rows]] = []
    try:
        for _, node in ElementTree.iterparse(BytesIO(raw), events=("end",)):  # noqa: S314
            kind = node.tag.rpartition("}")[2]
            if kind == "Worksheet":
                tables.append((_attribute(node, "Name"), _rows_of(path, node)))
                node.clear()
    except ElementTree.ParseError as error:
        raise Trouble("file_damaged", technical=str(error), file=path.name) from error
    return tables


def _attribute(node: ElementTree.Element, name: str) -> str:
    return next((value for key, value in node.items() if key.rpartition("}")[2] == name), "")


def _rows_of(path: Path, sheet: ElementTree.Element) -> Rows:
    rows: Rows = []
    down: dict[int, tuple[int, Cell]] = {}
    for node in sheet.iterfind("{*}Table/{*}Row"):
        index = _attribute(node, "Index")
        if index.isdecimal():
            if int(index) > MOST_ROWS:
                raise Refusal("file_too_large", file=path.name)
            rows += [[] for _ in range(int(index) - 1 - len(rows))]
        rows.append(_cells_of(path, node, down))
    return rows


def _cells_of(
    path: Path, row: ElementTree.Element, down: dict[int, tuple[int, Cell]]
) -> list[Cell]:
    cells: list[Cell] = []
    for node in row.iterfind("{*}Cell"):
        index = _attribute(node, "Index")
        if index.isdecimal():
            if int(index) > MOST_COLUMNS:
                raise Refusal("file_too_large", file=path.name)
            cells += [None] * (int(index) - 1 - len(cells))
        value = _value_of(node)
        across, more = _attribute(node, "MergeAcross"), _attribute(node, "MergeDown")
        if more.isdecimal():
            down[len(cells)] = (int(more) + 1, value)
        cells.append(value)
        cells += [None] * (min(int(across), MOST_COLUMNS) if across.isdecimal() else 0)
    for at, (left, value) in list(down.items()):
        if at < len(cells) and cells[at] is None:
            cells[at] = value
        down[at] = (left - 1, value)
        if left <= 1:
            del down[at]
    return cells


def _value_of(cell: ElementTree.Element) -> Cell:
    data = cell.find("{*}Data")
    if data is None:
        return None
    text = "".join(data.itertext())
    kind = _attribute(data, "Type")
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    if kind == "DateTime":
        return text.removesuffix("T00:00:00.000").replace("T", " ").removesuffix(".000")
    return bool(text == "1") if kind == "Boolean" else text
