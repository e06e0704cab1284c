"""What bringing a file in has done, or would do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Problem
from shopcare.domain.ids import ImportId
from shopcare.services.exchange.import_candidates import MergeCandidate

if TYPE_CHECKING:
    from shopcare.exchange.recognition.columns import Uncertain
    from shopcare.exchange.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class RowNote:
    """One row that was skipped, or taken without a part of it, and why."""

    row: int
    """As the spreadsheet counts its rows."""
    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarQuestion:
    """Signs such as 0 and 1 that only the shop can read (C-4): which of them means lunar?"""

    heading: str
    signs: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class ImportReport:
    """The outcome, counted in rows of the file: read = added + updated + unchanged + skipped."""

    columns: Mapping[str, Sequence[str]]
    """Field to the headings it was taken from."""
    dry_run: bool
    left_out: Sequence[str] = ()
    """Headings of columns that were not taken."""
    uncertain: Sequence["Uncertain"] = ()
    """Columns that were taken, but may be meant otherwise."""
    other_sheets: Sequence[str] = ()
    """Sheets of the file that hold a list, too, and were not taken."""
    asks: Sequence[CalendarQuestion] = ()
    """What only the shop can say, asked once for the whole list."""
    merge_candidates: list[MergeCandidate] = field(default_factory=list)
    """Who may be one person twice (W-2)."""
    prescriptions: int = 0
    import_id: ImportId | None = None
    """Under which the report is kept; None where nothing was saved."""
    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: list[RowNote] = field(default_factory=list)
    noted: list[RowNote] = field(default_factory=list)
    """Rows that were taken, but with something left out or kept as it was on file."""
    new_customers: int = 0
    """Buyers who were not on file and were added with their purchase."""
    calls: int = 0
    """Follow-up calls that this started."""

    @classmethod
    def of(cls, table: "Table", *, dry_run: bool) -> "ImportReport":
        """Begin with what was made of a table's columns."""
        return cls(
            columns=table.recognised.shown(),
            dry_run=dry_run,
            left_out=table.recognised.left_out,
            uncertain=table.recognised.uncertain,
            other_sheets=table.other_sheets,
        )

    def ask(self) -> None:
        """Ask once about signs that were met in many rows."""
        signs: dict[str, set[str]] = {}
        for note in self.noted:
            if note.problem.code == "birthday_sign_unclear":
                values = note.problem.values
                signs.setdefault(str(values["column"]), set()).add(str(values["text"]))
        self.asks = [
            CalendarQuestion(heading=heading, signs=tuple(sorted(texts)))
            for heading, texts in signs.items()
        ]

    @property
    def changes(self) -> Changes:
        """What the pages have to look at again."""
        if self.dry_run or not (self.added or self.updated):
            return Changes.of()
        return Changes.of(ChangeKind.CUSTOMER, ChangeKind.PURCHASE, ChangeKind.CALLBACK)

    def put_in_order(self) -> None:
        """List what was skipped or left out as the rows stand in the file."""
        self.skipped.sort(key=lambda note: note.row)
        self.noted.sort(key=lambda note: note.row)
        self.ask()

    def skip(self, row: int, problem: Problem) -> None:
        """Record a row that was not taken."""
        self.read += 1
        self.skipped.append(RowNote(row=row, problem=problem))

    def note(self, row: int, *problems: Problem) -> None:
        """Record what was left out of a row that was taken."""
        self.noted += [RowNote(row=row, problem=problem) for problem in problems]
