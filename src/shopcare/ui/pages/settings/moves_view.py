"""What other opening hours or another country would move, before it is saved (X-14)."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from shopcare.language.catalog import mark
from shopcare.services.rescheduling.rescheduled import Rescheduled
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import SectionTitle, Words
from shopcare.ui.kit.lists.table import Table
from shopcare.ui.kit.lists.table_model import Column, ShortListModel
from shopcare.ui.kit.style.tokens import SPACE_M, Meaning
from shopcare.ui.kit.words.formatting import day_words, moment_words
from shopcare.ui.kit.words.i18n import ntr, tr


class MovesView(QWidget):
    """The list of calls and deadlines that would move."""

    def __init__(self) -> None:
        super().__init__()
        self.title = SectionTitle("")
        self.moves: ShortListModel[Rescheduled] = ShortListModel(_COLUMNS)
        self.table = Table(self.moves, None, "settings_moves")
        self.table.setMinimumHeight(200)
        column_layout(
            self,
            SPACE_M,
            self.title,
            Words(
                tr(
                    "Nothing is saved yet. Look through the list, then save, or go back and "
                    "change something."
                )
            ),
            (self.table, 1),
        )

    def show_moves(self, moves: Sequence[Rescheduled]) -> None:
        """Show what would move."""
        words = ntr("{n} date changes with it", "{n} dates change with it", len(moves))
        self.title.setText(words)
        self.moves.set_rows(moves)
        self.table.scrollToTop()


def _when(moment: date | datetime) -> str:
    return moment_words(moment) if isinstance(moment, datetime) else day_words(moment)


def _after(move: Rescheduled) -> str:
    return tr("closed; tell the customer") if move.after is None else _when(move.after)


def _meaning(move: Rescheduled) -> Meaning | None:
    return Meaning.AMBER if move.after is None else None


_COLUMNS = (
    Column[Rescheduled](
        key="name", title=mark("Customer"), text=lambda move: move.customer_name, width=160
    ),
    Column[Rescheduled](key="what", title=mark("What"), text=lambda move: move.subject, width=340),
    Column[Rescheduled](
        key="before", title=mark("Old date"), text=lambda move: _when(move.before), width=150
    ),
    Column[Rescheduled](
        key="after", title=mark("New date"), text=_after, meaning=_meaning, width=180
    ),
)
