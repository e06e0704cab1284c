"""What bringing a file in has done, or would do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class RowNote:
    """One row that was skipped, or taken without a part of it, and why."""

    row: int
    """As the spreadsheet counts its rows."""
    problem: Problem


@dataclass(slots=True, kw_only=True)
class ImportReport:
    """The outcome, counted in rows of the file: read = added + updated + unchanged + skipped."""

    columns: Mapping[str, Sequence[str]]
    """Field to the headings it was taken from."""
    dry_run: bool
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

    def skip(self, row: int, problem: Problem) -> None:
        """Record a row that was not taken."""
        self.read += 1
        self.skipped.append(RowNote(row=row, problem=problem))

    def note(self, row: int, *problems: Problem) -> None:
        """Record what was left out of a row that was taken."""
        self.noted += [RowNote(row=row, problem=problem) for problem in problems]
