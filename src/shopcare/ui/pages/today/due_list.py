"""What stands next to the calls: what was promised for today, whose number is to be found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopcare.domain.cases.case import Case
from shopcare.domain.people.customer import Customer
from shopcare.domain.purchases.purchase import Purchase
from shopcare.services.cases.case_lists import DueToday
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.lists.row_layout import without_number
from shopcare.ui.kit.lists.row_list import SECTION_HEIGHT, RowChip, RowContent, RowList, RowSection
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.style.tokens import ROW, Meaning
from shopcare.ui.kit.words.formatting import day_words, time_words
from shopcare.ui.kit.words.i18n import label, ntr, tr
from shopcare.ui.pages.today.call_rows import NameOf

if TYPE_CHECKING:  # no start waits for it
    from shopcare.domain.feedback.suggestion import Suggestion

_SUGGESTION: Final = "suggestion/"
MOST_SHOWN: Final = 3
"""Rows that are seen without scrolling, so that the calls keep their room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that was promised: on a case, at a sale, or about a suggestion."""

    key: str
    record: "Case | Purchase | Suggestion"
    customer_name: str
    what: str
    due_on: date
    due_at: datetime | None
    """None: any time of that day."""


class DueRows(RowList[Due | Customer]):
    """Marks a row only while the focus is here: what is worked on stands in the list of calls."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave no row marked."""
        super().focusOutEvent(event)
        self.setCurrentIndex(self.rootIndex())


class DueList(QWidget):
    """A calm list under the calls; Enter or a press opens the case or the customer."""

    def __init__(self, name_of: NameOf) -> None:
        super().__init__()
        self._name_of = name_of
        self._as_of: datetime | None = None
        self.rows = DueRows(self._look, _key_of, lead_width=96)
        self.rows.setAccessibleName(tr("Promised for today"))
        self.rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column_layout(self, None, self.rows)
        self.rows.row_activated.connect(self._on_opened)
        self.rows.clicked.connect(self._on_clicked)

    def show_due(self, due: DueToday, unreachable: Sequence[Customer], as_of: datetime) -> None:
        """Show what is promised, the longest overdue first; nothing takes no room.

        Args:
            due: goods and answers.
            unreachable: customers whose every number was found wrong (C-14).
            as_of: the present moment.
        """
        self._as_of = as_of
        found = [*_goods(due, as_of), *_answers(due, as_of), *_suggestions(due)]
        found.sort(key=_order)
        entries: list[Due | Customer | RowSection] = []
        if found:
            entries += [RowSection(title=tr("Promised for today"), rows=len(found)), *found]
        if unreachable:
            title = RowSection(title=tr("Number to be found"), rows=len(unreachable))
            entries += [title, *unreachable]
        self.rows.set_entries(entries)
        self.setVisible(bool(entries))
        rows, titles = len(found) + len(unreachable), bool(found) + bool(unreachable)
        half = ROW // 2 if rows > MOST_SHOWN else 0  # half a row says that there is more
        shown = min(rows, MOST_SHOWN)
        self.rows.setFixedHeight(titles * SECTION_HEIGHT + shown * ROW + half + 2)

    def _look(self, due: Due | Customer) -> RowContent:
        assert self._as_of is not None
        if isinstance(due, Customer):
            return without_number(due)
        about, chips = due.record, [RowChip(text=due.what), _when(due, self._as_of)]
        if due.key.startswith(_SUGGESTION):
            suggestion = cast("Suggestion", about)
            owner = self._name_of(suggestion.owner_id)
            return RowContent(title=suggestion.what, chips=chips, trail=owner)
        assert isinstance(about, Case | Purchase)
        if isinstance(about, Purchase):
            return RowContent(
                lead=day_words(about.sold_on),
                title=due.customer_name,
                detail=tr(", ").join(line.product for line in about.lines),
                chips=chips,
                trail=about.seller,
            )
        return RowContent(
            lead=about.number,
            title=due.customer_name,
            detail=about.product,
            chips=chips,
            trail=self._name_of(about.handler_id),
        )

    @Slot(object)
    def _on_opened(self, due: Due | Customer) -> None:
        if isinstance(due, Customer):
            page_of(self).open_wanted("customer", due.id)
        else:
            kind, _, _id = due.key.partition("/")
            page_of(self).open_wanted("case" if kind == "deadline" else kind, due.record.id)

    @Slot()
    def _on_clicked(self) -> None:
        due = self.rows.current_row()
        if due is not None:
            self._on_opened(due)


def _goods(due: DueToday, as_of: datetime) -> list[Due]:
    return [
        Due(
            key=f"{kind}/{record.id}",
            record=record,
            customer_name=name,
            what=what,
            due_on=record.promised_on or as_of.date(),
            due_at=None,
        )
        for kind, what, found in (
            ("case", tr("Goods promised"), due.promised),
            ("purchase", tr("To be collected"), due.sold),
        )
        for record, name in found
    ]


def _answers(due: DueToday, as_of: datetime) -> list[Due]:
    return [
        Due(
            key=f"deadline/{deadline.id}",
            record=case,
            customer_name=name,
            what=label(deadline.kind),
            due_on=deadline.due_at.astimezone(as_of.tzinfo).date(),
            due_at=deadline.due_at.astimezone(as_of.tzinfo),
        )
        for deadline, case, name in due.answers
    ]


def _suggestions(due: DueToday) -> list[Due]:
    return [
        Due(
            key=f"{_SUGGESTION}{one.id}",
            record=one,
            customer_name="",
            what=tr("Suggestion"),
            due_on=one.due_on,
            due_at=None,
        )
        for one in due.suggestions
        if one.due_on is not None
    ]


def _when(due: Due, as_of: datetime) -> RowChip:
    days = (as_of.date() - due.due_on).days
    if days > 0:
        return RowChip(text=ntr("{n} day late", "{n} days late", days), meaning=Meaning.RED)
    if due.due_at is None:
        return RowChip(text=tr("today"), meaning=Meaning.AMBER)
    if due.due_at < as_of:
        at = time_words(due.due_at)
        return RowChip(text=tr("late since {time}", time=at), meaning=Meaning.RED)
    return RowChip(text=tr("by {time}", time=time_words(due.due_at)), meaning=Meaning.AMBER)


def _order(due: Due) -> tuple[date, bool, str, str]:
    at = due.due_at.isoformat() if due.due_at else ""
    return (due.due_on, due.due_at is None, at, due.key)


def _key_of(due: Due | Customer) -> str:
    return f"customer/{due.id}" if isinstance(due, Customer) else due.key
