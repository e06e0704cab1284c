"""What a change of the calendar moves: counted, listed, and ready to be printed (X-14)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopcare.language.day_words import weekday
from shopcare.services.rescheduling.recount import Moves
from shopcare.services.rescheduling.rescheduled import Rescheduled, rescheduled_of
from shopcare.services.shop import Shop
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout, row_layout
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.lists.row_list import RowChip, RowContent, RowList
from shopcare.ui.kit.style.tokens import ROW, SPACE_S, Role
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.i18n import ntr, screen_catalog, tr

MOST_ROWS: Final = 500
_ROWS_SEEN: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What moves, with the names put to it."""

    moves: Moves
    told: Sequence[Rescheduled]


def shown_moves(shop: Shop, moves: Moves) -> Shown:
    """Put names to what moves, on the thread that has counted it."""
    return Shown(moves=moves, told=rescheduled_of(shop, screen_catalog(), moves))


class MovesList(QWidget):
    """Says how much moves and lists it: whom, what, from when to when."""

    print_pressed = Signal()
    """The list of customers to be told is wanted on paper."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: Shown | None = None
        self.count = Words(role=Role.EMPHASISED)
        self._rest = Caption()
        self.rows: RowList[Rescheduled] = RowList(_look, attrgetter("id", "what"), lead_width=0)
        self.print_button = plain_button(tr("Print the customers to tell"), "printer")
        foot = row_layout(None, None, self.print_button, STRETCH)
        column_layout(self, SPACE_S, self.count, self.rows, self._rest, foot)
        self.print_button.clicked.connect(self.print_pressed)
        self.hide()

    def show_moves(self, shown: Shown) -> None:
        """Show what moves."""
        self.shown = shown
        self.count.setText(count_words(shown.moves))
        self.rows.set_entries(list(shown.told[:MOST_ROWS]))
        self.rows.setFixedHeight(min(len(shown.told), _ROWS_SEEN) * ROW + SPACE_S)
        left = len(shown.told) - MOST_ROWS
        self._rest.setText(_left_words(left) if left > 0 else "")
        self._rest.setVisible(left > 0)
        self.rows.setVisible(bool(shown.told))
        self.print_button.setVisible(bool(shown.told))
        self.show()

    def forget(self) -> None:
        """Show nothing: what was counted no longer holds."""
        self.shown = None
        self.hide()


def count_words(moves: Moves) -> str:
    """Say how much moves."""
    parts = []
    if calls := len(moves.moved_calls):
        parts.append(ntr("{n} call moves", "{n} calls move", calls))
    if deadlines := len(moves.moved_deadlines):
        parts.append(ntr("{n} deadline moves", "{n} deadlines move", deadlines))
    if promises := len(moves.closed_promises):
        parts.append(ntr("{n} promise falls on it", "{n} promises fall on it", promises))
    return tr(", ").join(parts) if parts else tr("Nothing moves.")


def _left_words(left: int) -> str:
    return ntr("{n} more is on the printed list.", "{n} more are on the printed list.", left)


def _look(row: Rescheduled) -> RowContent:
    return RowContent(title=row.customer_name, detail=row.subject, chips=[RowChip(text=_way(row))])


def _way(row: Rescheduled) -> str:
    if row.after is None:
        return tr("{day}: closed", day=_when(row.before))
    before = row.before
    if not isinstance(before, datetime) and not isinstance(row.after, datetime):
        return tr(
            "{before} → {after}", before=f"{before.month}/{before.day}", after=_when(row.after)
        )
    return tr("{before} → {after}", before=_when(before), after=_when(row.after))


def _when(at: date | datetime) -> str:
    """Write a day so short that two of them stand side by side."""
    if isinstance(at, datetime):
        return f"{at.month}/{at.day} {at:%H:%M}"
    return f"{at.month}/{at.day} {weekday(screen_catalog(), at.weekday())}"
