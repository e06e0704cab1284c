"""What would happen, or has happened: figures, and the rows that need a look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QWidget

from shopcare.domain.errors import Problem
from shopcare.domain.people.same_person import SamePersonReason
from shopcare.language.catalog import mark
from shopcare.services.exchange.import_candidates import ListedPerson
from shopcare.services.exchange.import_report import ImportReport, RowNote
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import Caption, EmptyState, Words
from shopcare.ui.kit.lists.table import Table
from shopcare.ui.kit.lists.table_model import Column, ShortListModel
from shopcare.ui.kit.style.tokens import SPACE_S, SPACE_XS, Meaning, Role, set_role
from shopcare.ui.kit.words.i18n import ntr, tr
from shopcare.ui.pages.imports.columns_box import column_words, reason_words


@dataclass(frozen=True, slots=True)
class Note:
    """One line of the list."""

    row: int
    skipped: bool
    problem: Problem
    columns: Mapping[str, Sequence[str]]


class Figure(QWidget):
    """A number that is read from a step away, and what it counts."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.number = QLabel("–")
        set_role(self.number, Role.TITLE)
        column_layout(self, SPACE_XS, self.number, Caption(words))

    def show_number(self, number: int | None) -> None:
        """Show a number; None while it is not known."""
        self.number.setText("–" if number is None else f"{number:,}")


class Outcome(QWidget):
    """The report on a file."""

    def __init__(self) -> None:
        super().__init__()
        self.figures = {
            "read": Figure(tr("Rows read")),
            "added": Figure(tr("New")),
            "updated": Figure(tr("Filled in")),
            "unchanged": Figure(tr("Unchanged")),
            "skipped": Figure(tr("Skipped")),
        }
        self.more = Caption()
        self.notes: ShortListModel[Note] = ShortListModel(_COLUMNS)
        self.table = Table(self.notes, None, "import_notes")
        self._whole = Words(selectable=True)
        self._clean = EmptyState("circle-check", tr("Every row can be imported as it is."))
        self._lay_out()
        self.table.current_changed.connect(self._on_current)

    def _lay_out(self) -> None:
        figures = QHBoxLayout()
        for figure in self.figures.values():
            figures.addWidget(figure, 1)
        listed = QWidget()
        column_layout(listed, SPACE_S, (self.table, 1), self._whole)
        self._faces = QStackedWidget()
        for face in (QWidget(), listed, self._clean):
            self._faces.addWidget(face)
        column_layout(
            self, SPACE_S, figures, self.more, (self._faces, 1), margins=(0, SPACE_S, 0, 0)
        )
        self.table.setMinimumHeight(120)

    def clear(self) -> None:
        """Show that nothing is known yet."""
        for figure in self.figures.values():
            figure.show_number(None)
        self.more.setText("")
        self._faces.setCurrentIndex(0)

    def show_report(self, report: ImportReport) -> None:
        """Show the figures and the rows that were skipped or taken only in part."""
        for name in ("read", "added", "updated", "unchanged"):
            self.figures[name].show_number(getattr(report, name))
        self.figures["skipped"].show_number(len(report.skipped))
        self.more.setText(" · ".join(_more(report)))
        self.more.setVisible(bool(self.more.text()))
        notes = [Note(one.row, True, one.problem, report.columns) for one in report.skipped]
        notes += [Note(one.row, False, one.problem, report.columns) for one in _remarks(report)]
        notes += [Note(one.row, False, one.problem, report.columns) for one in _doubles(report)]
        notes.sort(key=attrgetter("row"))
        self.notes.set_rows(notes)
        self._faces.setCurrentIndex(1 if notes else 2)
        self._whole.setText("")
        self._whole.setVisible(False)
        if notes:
            self.table.scrollToTop()

    @Slot(object)
    def _on_current(self, note: Note | None) -> None:
        """Say the whole of a reason that does not fit its cell."""
        self._whole.setVisible(note is not None)
        if note is not None:
            self._whole.setText(_reason(note))


def _remarks(report: ImportReport) -> list[RowNote]:
    """Leave out what is said about rows that were skipped altogether."""
    skipped = {one.row for one in report.skipped}
    return [one for one in report.noted if one.row not in skipped]


_MAYBE: Final = {
    SamePersonReason.NUMBER: "maybe_same_number",
    SamePersonReason.NAME_AND_ADDRESS: "maybe_same_name_and_address",
    SamePersonReason.SOUND_AND_LAST_DIGITS: "maybe_same_sound_and_last_digits",
}


def _doubles(report: ImportReport) -> list[RowNote]:
    """Name both of each two who may be one person (W-2), unless a row was skipped for it."""
    skipped = {one.row for one in report.skipped}
    notes = []
    for pair in report.merge_candidates:
        row = max(pair.first.row or 0, pair.second.row or 0)
        if row not in skipped:
            values = {"first": _said(pair.first), "second": _said(pair.second)}
            problem = Problem(field="name", code=_MAYBE[pair.why], values=values)
            notes.append(RowNote(row=row, problem=problem))
    return notes


def _said(person: ListedPerson) -> str:
    where = tr("on file") if person.row is None else tr("row {n}", n=person.row)
    told = filter(None, (person.name, person.number, person.phone, where))
    return " · ".join(told)


def _more(report: ImportReport) -> list[str]:
    parts = []
    if report.new_customers:
        parts.append(
            ntr("{n} new customer with it", "{n} new customers with them", report.new_customers)
        )
    if report.calls:
        parts.append(ntr("starts {n} call", "starts {n} calls", report.calls))
    if doubles := len(report.merge_candidates):
        parts.append(ntr("{n} pair may be one person", "{n} pairs may be one person each", doubles))
    if remarks := len(_remarks(report)):
        parts.append(ntr("{n} note on imported rows", "{n} notes on imported rows", remarks))
    return parts


def _state(note: Note) -> str:
    return tr("Skipped") if note.skipped else tr("Imported")


def _meaning(note: Note) -> Meaning:
    return Meaning.RED if note.skipped else Meaning.AMBER


def _column_words(note: Note) -> str:
    return column_words(note.problem, note.columns)


def _reason(note: Note) -> str:
    return reason_words(note.problem, note.columns)


_COLUMNS = (
    Column[Note](
        key="row", title=mark("Row"), text=lambda note: f"{note.row:,}", width=72, right=True
    ),
    Column[Note](key="state", title=mark("What"), text=_state, meaning=_meaning, width=116),
    Column[Note](key="column", title=mark("Column"), text=_column_words, width=112, leaves=1),
    Column[Note](key="reason", title=mark("Why"), text=_reason, whole=True, width=120),
)
