"""What the program makes of a table before it is saved, with the columns that the shop chose."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from shopcare.domain.people.customer import BirthdayCalendar
from shopcare.services.shop import Shop
from shopcare.storage import imports

if TYPE_CHECKING:
    from shopcare.exchange.table import SheetPreview


Columns = Mapping[str, Sequence[str]]


class ImportKind(StrEnum):
    """What a table can be brought in as."""

    CUSTOMERS = "customers"
    PURCHASES = "purchases"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportColumn:
    """One column of the file."""

    heading: str
    """As it stands in the file, or the column's letter where it has none."""
    field: str
    """What it fills; empty: it is not taken."""
    samples: tuple[str, ...]
    """The first different things that stand in it."""
    uncertain: bool = False
    """It was taken, but may be meant otherwise."""
    instead: str = ""
    """The heading that claims the field nearly as well, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """A file as it would be read."""

    kind: ImportKind
    format: str
    """``XLSX``, or a text file's encoding and separator."""
    sheet: str
    file_name: str
    heading_row: int
    """As the spreadsheet counts; 0 where no headings were found."""
    columns: tuple[ImportColumn, ...]
    fields: tuple[str, ...]
    """Every field that a column of this kind can fill."""
    several: frozenset[str]
    """The fields that more than one column can fill together."""
    missing: tuple[str, ...]
    """Fields without which nothing can be brought in."""
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """The first records, each with its row number."""

    def choice(self, fields: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Say which column fills which field, as the import takes it.

        Args:
            fields: for each column in its order, the field that it fills, or nothing.
        """
        from shopcare.exchange.recognition.columns import letter_of, position_of

        headings = tuple(column.heading for column in self.columns)
        chosen: dict[str, tuple[str, ...]] = dict.fromkeys(self.fields, ())
        for position, field in enumerate(fields):
            if field:
                named = position_of(headings[position], headings) == position
                name = headings[position] if named else letter_of(position)
                chosen[field] += (name,)
        return chosen

    @property
    def first_row_looks_like_headings(self) -> bool:
        """Say whether a table without known headings begins with a row of words of its own."""
        if self.heading_row or len(self.rows) < 2:
            return False
        first, others = self.rows[0][1], [cell for _row, cells in self.rows[1:] for cell in cells]
        has_digits = any(_has_digit(cell) for cell in first)
        return all(first) and not has_digits and any(_has_digit(cell) for cell in others)

    def choice_by_first_row(self, fields: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Say the same where the first row holds headings that are not known.

        Only what was chosen is named; the other headings may be recognised.
        """
        chosen: dict[str, tuple[str, ...]] = {}
        headings = self.rows[0][1] if self.rows else ()
        for position, field in enumerate(fields):
            if field and position < len(headings) and headings[position]:
                chosen[field] = (*chosen.get(field, ()), headings[position])
        return chosen


def _has_digit(cell: str) -> bool:
    return any(sign.isdigit() for sign in cell)


_SAMPLES = 3


def look_at(
    path: Path,
    kind: ImportKind | None = None,
    columns: Columns | None = None,
    *,
    shop: Shop | None = None,
) -> ImportPreview:
    """Look at a file: what it seems to list, its columns, its first rows.

    Args:
        path: XLSX or CSV.
        kind: what it lists; None: what its headings say.
        columns: field to headings or column letters, where the recognised ones are not right.
        shop: that may have said before which column is which in lists with these headings.

    Raises:
        Refusal, Trouble: the file cannot be read, or has no such columns.
    """
    from shopcare.exchange.recognition.words import TableKind
    from shopcare.exchange.table import read_table

    found = read_table(path, TableKind(kind) if kind is not None else None, columns)
    if columns is None and shop is not None:
        owner = _OWNERS[ImportKind(found.recognised.kind.value)]
        chosen = remembered_columns(shop, owner)(found.recognised.headings)
        if chosen is not None:
            found = read_table(path, found.recognised.kind, chosen)
    return _preview(found, path.name)


_OWNERS: Final = {ImportKind.CUSTOMERS: "customer", ImportKind.PURCHASES: "purchase"}


def _preview(found: "SheetPreview", file_name: str) -> ImportPreview:
    from shopcare.exchange.recognition.words import fields_of, heading_words

    recognised = found.recognised
    field_at = {spot: field for field, spots in recognised.columns.items() for spot in spots}
    doubts = {one.heading: one.instead for one in recognised.uncertain}
    columns = tuple(
        ImportColumn(
            heading=recognised.heading(position),
            field=field_at.get(position, ""),
            samples=_samples(found, position),
            uncertain=recognised.heading(position) in doubts,
            instead=doubts.get(recognised.heading(position), ""),
        )
        for position in range(len(recognised.headings))
    )
    return ImportPreview(
        kind=ImportKind(recognised.kind.value),
        format=found.format,
        sheet=found.sheet,
        file_name=file_name,
        heading_row=found.heading_row,
        columns=columns,
        fields=fields_of(recognised.kind),
        several=heading_words().several,
        missing=recognised.missing,
        rows=found.first_rows,
    )


def _samples(found: "SheetPreview", position: int) -> tuple[str, ...]:
    cells = (row[position] for _number, row in found.first_rows if position < len(row))
    return tuple(dict.fromkeys(cell for cell in cells if cell))[:_SAMPLES]


def remembered_columns(shop: Shop, kind: str) -> Callable[[Sequence[str]], Columns | None]:
    """Give a function that knows what was chosen for lists with some headings."""

    def chosen(headings: Sequence[str]) -> Columns | None:
        return imports.choice_for(shop.file, _key(kind, headings))

    return chosen


def remember_columns(
    shop: Shop, kind: str, headings: Sequence[str], columns: Columns | None
) -> None:
    """Keep a choice inside a running action; lists without headings have nothing in common."""
    if columns and any(headings):
        imports.remember_choice(shop.file, _key(kind, headings), columns)


def _key(kind: str, headings: Sequence[str]) -> str:
    from shopcare.exchange.recognition.headings import plain_heading

    return "|".join([kind, *sorted(plain_heading(heading) for heading in headings)])


def calendar_signs(lunar_sign: str | None) -> Mapping[str, BirthdayCalendar] | None:
    """Say what bare signs mean, once the shop has said which of them means lunar."""
    if lunar_sign is None:
        return None
    solar = dict.fromkeys("0123456789yn", BirthdayCalendar.SOLAR)
    return solar | {lunar_sign.strip().casefold(): BirthdayCalendar.LUNAR}
