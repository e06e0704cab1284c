"""Text files with one record a line: encoding, separator, quotes."""

import codecs
import csv
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from itertools import islice
from pathlib import Path

from shopcare.domain.errors import Refusal, Trouble
from shopcare.exchange.cells import Cell, UnclosedQuote
from shopcare.exchange.reading.archive import MOST_ROWS
from shopcare.exchange.reading.book import Book, Sheet
from shopcare.exchange.recognition.headings import field_of
from shopcare.exchange.recognition.words import TableKind

_BLOCK = 1 << 20
_LINE_END = b"\n"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = (",", ";", "\t", "|", "，")
_LOOK_AT = 40
_HEADINGS_WITHIN = 15
_LONGEST_HEADING = 30
_SURE = 50
_MOST_LINES_IN_CELL = 100


def open_text(path: Path) -> Book:
    """Find out encoding and separator, and give the file as a book of one sheet.

    Raises:
        Refusal: ``text_unreadable`` with the first line that cannot be read.
    """
    encoding = _encoding(path)
    separator, first_line_says_it = _separator(path, encoding)
    total = _count_lines(path, encoding)
    if total > MOST_ROWS:
        raise Refusal("file_too_large", file=path.name)
    sheet = Sheet(
        name=path.name,
        total=lambda: total,
        rows=lambda: _rows(path, encoding, separator, skip_first=first_line_says_it),
        is_text=True,
    )
    shown = {"\t": "Tab"}.get(separator, separator)
    name = encoding.upper().removesuffix("-SIG")
    return Book(sheets=(sheet,), format=f"CSV {name} {shown}")


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(_BLOCK)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return _sure(path, encoding)
    zeros_even, zeros_odd = start[0:4096:2].count(0), start[1:4096:2].count(0)
    if max(zeros_even, zeros_odd) > len(start[:4096]) // 8:
        return _sure(path, "utf-16-le" if zeros_odd > zeros_even else "utf-16-be")
    fault = _fault(path, "utf-8")
    if fault is None:
        return "utf-8"
    with path.open("rb") as file:
        readable = file.read(min(fault, _BLOCK))
    # Text in GB18030 fails as UTF-8 within its first words; with whole words of good UTF-8
    # before the fault, the file is UTF-8 with a broken place, and GB18030 would read rubbish.
    if sum(0xE0 <= byte <= 0xEF for byte in readable) < 4:
        return "big5hkscs" if _is_big5(path, start) else _sure(path, "gb18030")
    raise Refusal("text_unreadable", line=_line_of(path, fault))


def _is_big5(path: Path, start: bytes) -> bool:
    """Tell the old encoding of Taiwan and Hong Kong from that of the mainland.

    Both can often be read as the other; only in its own are most characters the usual ones.
    """
    if _fault(path, "big5hkscs") is not None:
        return False
    if _fault(path, "gb18030") is not None:
        return True
    as_big5 = _usual(start, "big5hkscs", range(0xA4, 0xC7), range(0x40, 0xFF))
    as_gb = _usual(start, "gb18030", range(0xB0, 0xD8), range(0xA1, 0xFF))
    return as_big5 > as_gb + 0.1


def _usual(start: bytes, encoding: str, leads: range, trails: range) -> float:
    """Give the share of characters that stand in the encoding's part of the usual ones."""
    text = codecs.getincrementaldecoder(encoding)("replace").decode(start)
    signs = [sign.encode(encoding, "replace") for sign in text if "\u3400" <= sign <= "\u9fff"]
    usual = sum(len(sign) == 2 and sign[0] in leads and sign[1] in trails for sign in signs)
    return usual / len(signs) if signs else 0.0


def _sure(path: Path, encoding: str) -> str:
    fault = _fault(path, encoding)
    if fault is not None:
        raise Refusal("text_unreadable", line=_line_of(path, fault))
    return encoding


def _fault(path: Path, encoding: str) -> int | None:
    """Say about at which byte the file stops being text in this encoding; None: nowhere."""
    decoder = codecs.getincrementaldecoder(encoding)()
    done = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                return max(0, done + error.start)
            done += len(block)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return done
    return None


def _line_of(path: Path, offset: int) -> int:
    with path.open("rb") as file:
        steps = range(0, offset, _BLOCK)
        return sum(file.read(min(_BLOCK, offset - at)).count(_LINE_END) for at in steps) + 1


def _count_lines(path: Path, encoding: str) -> int:
    wide = "32" in encoding or "16" in encoding
    with path.open("rb") as file:
        ends = sum(block.count(_LINE_END) for block in iter(lambda: file.read(_BLOCK), b""))
    return max(1, ends if not wide else min(ends, MOST_ROWS))


def _separator(path: Path, encoding: str) -> tuple[str, bool]:
    """Choose the separator that shows the most known headings, then the steadiest width."""
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline(200).strip().strip('"').casefold()
    if first.startswith("sep=") and len(first) <= 5:
        return first[4:] or "\t", True
    return max(_SEPARATORS, key=lambda mark: _fitness(path, encoding, mark)), False


def _fitness(path: Path, encoding: str, separator: str) -> tuple[int, int]:
    with path.open(encoding=encoding, newline="") as file:
        try:
            records = list(islice(csv.reader(file, delimiter=separator), _LOOK_AT))
        except csv.Error:
            return 0, 0
    known = max((_known(record) for record in records[:_HEADINGS_WITHIN]), default=0)
    widths = Counter(len(record) for record in records if len(record) > 1)
    return known, max(widths.values(), default=0)


def _known(record: list[str]) -> int:
    words = [text for text in record if 0 < len(text) <= _LONGEST_HEADING]
    if len(record) > 300 or any(text.isdecimal() for text in words):
        return 0
    return max(sum(_means(text, kind) for text in words) for kind in TableKind)


def _means(text: str, kind: TableKind) -> bool:
    found = field_of(text, kind)
    return found is not None and found[1] >= _SURE


def _rows(path: Path, encoding: str, separator: str, *, skip_first: bool) -> Generator[list[Cell]]:
    try:
        with path.open(encoding=encoding, newline="") as file:
            if skip_first:
                file.readline()
            lines = _Lines(file)
            for record in _records(lines, separator):
                if len(lines.read) > 1 or "'" in lines.read[0]:
                    yield [_unguarded(text) if text[:1] == "'" else text for text in record]
                else:
                    yield [*record]
    except (UnicodeDecodeError, OSError) as error:
        raise Trouble("file_damaged", technical=str(error), file=path.name) from error


class _Lines:
    """The lines of a file, for a reader of records; those of the last record can be given back."""

    def __init__(self, file: Iterator[str]) -> None:
        self._file = file
        self._again: list[str] = []
        self.read: list[str] = []
        """The lines that were read since it was emptied last."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._file)
        self.read.append(line)
        return line

    def give_back(self, lines: Sequence[str]) -> None:
        """Let lines be read once more."""
        self._again += reversed(lines)


def _records(lines: _Lines, separator: str) -> Iterator[list[str]]:
    """Give the records; a line whose quotation mark is never closed is one by itself."""
    reader = csv.reader(lines, delimiter=separator)
    number = width = 0
    while True:
        lines.read.clear()
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:  # it has run on for longer than any cell is
            record, is_unclosed = [], True
            reader = csv.reader(lines, delimiter=separator)
        else:
            is_unclosed = len(lines.read) > 1 and _is_unclosed(record, separator, width)
        number += 1
        if is_unclosed:
            lines.give_back(lines.read[1:])
            yield [UnclosedQuote(lines.read[0].rstrip("\r\n"))]
        else:
            if number <= _LOOK_AT and len(lines.read) == 1:
                width = max(width, len(record))
            yield record


def _unguarded(text: str) -> str:
    """Take away the ' that keeps a text from becoming a formula (see ``csv_cell``)."""
    return text[1:] if text.lstrip("'")[:1] in _GUARDED else text


_GUARDED = frozenset("=+-@\t\r＝＋－＠")


def csv_cell(text: str) -> str:
    """Write a text so that a spreadsheet that opens the CSV shows it and never runs it.

    A text that begins like a formula (= + - @, also behind such a ' or a tab) gets a ' in
    front, which our own import takes away again. A number that must keep all its digits (a
    leading 0, more than eleven) gets a tab in front: a spreadsheet then shows it as text, and
    every import that trims blanks reads it unchanged.
    """
    if text.lstrip("'")[:1] in _GUARDED and text:
        return "'" + text
    if text.isdecimal() and (len(text) > 11 or (text[0] == "0" and len(text) > 1)):
        return "\t" + text
    return text


def _is_unclosed(record: list[str], separator: str, width: int) -> bool:
    """Say whether a record swallowed the rows below it because a quote was never closed."""
    most = max(2, len(record) - 2)
    if width:
        # A whole record inside a cell; with the right number of cells it may be an address.
        most = min(most, max(1, width - 1) if len(record) != width else max(2, width - 1))
    for text in record:
        lines = text.splitlines()
        if len(lines) > _MOST_LINES_IN_CELL or any(
            line.count(separator) >= most for line in lines[1:]
        ):
            return True
    return False
