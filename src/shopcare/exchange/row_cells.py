"""The cells of one row by field, with a list of what could not be read."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from shopcare.domain.errors import Problem, Refusal
from shopcare.domain.typed.phone import Phone
from shopcare.exchange.cells import Cell, lines_from_cell, typed_text
from shopcare.exchange.phones import phones_from_cell, phones_once, usual_phone
from shopcare.exchange.recognition.columns import Recognised
from shopcare.exchange.table import TableRow

T = TypeVar("T")


class RowCells:
    """Reads fields of one row; a cell that cannot be read gives None and a problem."""

    __slots__ = ("_cells", "_recognised", "problems")

    def __init__(self, record: TableRow, recognised: Recognised) -> None:
        self._cells = record.cells
        self._recognised = recognised
        self.problems: list[Problem] = []

    def take(self, field: str, read: Callable[[Cell], T | None]) -> T | None:
        """Read a field's only column; None where there is none or the cell is empty."""
        spots = self._recognised.columns.get(field)
        return self.read(field, spots[0], read) if spots else None

    def read(self, field: str, spot: int, read: Callable[[Cell], T | None]) -> T | None:
        """Read the cell of one column for a field; None where it is empty."""
        cell = self._cells[spot] if spot < len(self._cells) else None
        if cell is None or cell == "":
            return None
        try:
            return read(cell)
        except Refusal as refusal:
            self.note(field, refusal, spot)
            return None

    def each(self, columns: Iterable[tuple[str, int, Callable[[Cell], T]]]) -> dict[str, T]:
        """Read a column for each field; what is empty, no or cannot be read is left out."""
        facts = {}
        cells, width = self._cells, len(self._cells)
        for field, spot, read in columns:
            cell = cells[spot] if spot < width else None
            if cell is None or cell == "":
                continue
            try:
                value = read(cell)
            except Refusal as refusal:
                self.note(field, refusal, spot)
                continue
            if value:
                facts[field] = value
        return facts

    def name(self) -> str:
        """Give the name, put together where the list has surname and given name apart."""
        name = self.take("name", typed_text) or ""
        surname = self.take("surname", typed_text) or ""
        if not name or not surname or name.startswith(surname):
            return name or surname
        return f"{name} {surname}" if name.isascii() else surname + name

    def has(self, field: str) -> bool:
        """Say whether the table has a column for a field."""
        return field in self._recognised.columns

    def has_any(self, fields: Iterable[str]) -> bool:
        """Say whether the table has a column for one of some fields."""
        return any(field in self._recognised.columns for field in fields)

    def remark(self) -> str:
        """Give the remarks of all their columns, one below the other."""
        cells, spots = self._cells, self._recognised.columns.get("remark", ())
        texts = [lines_from_cell(cells[at]) for at in spots if at < len(cells) and cells[at]]
        return "\n".join(text for text in texts if text) if texts else ""

    def phones(self) -> tuple[Phone, ...]:
        """Give the numbers of all phone columns, each once."""
        every: list[Phone] = []
        cells = self._cells
        for spot in self._recognised.columns.get("phones", ()):
            if spot >= len(cells) or not (cell := cells[spot]):
                continue
            if (usual := usual_phone(cell)) is not None:
                every.append(usual)
                continue
            phones, refusals = phones_from_cell(cell)
            every += phones
            for refusal in refusals:
                self.note("phones", refusal, spot)
        if len(every) < 2:
            return tuple(every)
        once, left_out = phones_once(every)
        if left_out is not None:
            self.note("phones", left_out)
        return once

    def note(self, field: str, refusal: Refusal, spot: int | None = None) -> None:
        """List a refusal beside its column's heading."""
        if spot is None:
            spot = self._recognised.columns.get(field, (0,))[0]
        values = {**refusal.values, "column": self._recognised.heading(spot)}
        self.problems.append(Problem(field=field, code=refusal.code, values=values))
