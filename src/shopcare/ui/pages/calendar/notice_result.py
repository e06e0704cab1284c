"""What comes of a pasted notice: what it says and moves, or is not understood; what is saved."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from shopcare.domain.errors import Problem
from shopcare.services.rescheduling.calendar_changes import AppliedNotice, NoticeRead, read_notice
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Progress
from shopcare.ui.kit.forms.notice import NoticeLine, ProblemLine
from shopcare.ui.kit.layout.box_layouts import (
    STRETCH,
    add_items,
    column_layout,
    empty_layout,
    row_layout,
)
from shopcare.ui.kit.layout.card import Caption, SectionTitle, Words
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_S, Meaning
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import ntr, problem_text, tr
from shopcare.ui.pages.calendar.facts import months_of
from shopcare.ui.pages.calendar.moves_list import MovesList, Shown, shown_moves
from shopcare.ui.pages.calendar.year_grid import YearGrid


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A notice that was read in the background."""

    read: NoticeRead
    shown: Shown


def read_in_background(shop: Shop, text: str, progress: Progress) -> Reading:
    """Read a notice and put names to what it would move."""
    read = read_notice(shop, text, progress)
    return Reading(read=read, shown=shown_moves(shop, read.moves))


class NoticeResult(QWidget):
    """The months as they would be, the lines that are not understood, and what moves."""

    def __init__(self) -> None:
        super().__init__()
        self.line = NoticeLine(Meaning.INFO)
        self.moves = MovesList()
        self.grid = YearGrid(walks=False)
        self._problems = QVBoxLayout()
        self.lines: list[ProblemLine] = []
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        column_layout(inner, SPACE_M, self._problems, self.grid, STRETCH)
        self._scroll.setWidget(inner)
        column_layout(self, SPACE_M, self.line, self.moves, (self._scroll, 1))
        self.clear()

    def clear(self) -> None:
        """Say what belongs here."""
        self._forget()
        self.line.say(
            tr("What the notice says and what it would move appears here, before it is saved."),
            Meaning.INFO,
        )

    def show_refusal(self, sentence: str) -> None:
        """Say why the notice as a whole cannot be taken over."""
        self._forget()
        self.line.say(sentence, Meaning.RED)

    def show_reading(self, shop: Shop, reading: Reading, today: date) -> None:
        """Show what was read."""
        self._forget()
        read = reading.read
        if lines := read.notice.not_understood:
            said = ntr(
                "{n} line is not understood; nothing can be saved.",
                "{n} lines are not understood; nothing can be saved.",
                len(lines),
            )
            self.line.say(said, Meaning.RED)
            for line in lines:
                problem = Problem(field="", code=line.code, values=line.values)
                said = tr("Line {n}: {reason}", n=line.number, reason=problem_text(problem))
                self._add_problem(said, line.text)
            return
        self.line.say(_understood(read), Meaning.GREEN)
        self.moves.show_moves(reading.shown)
        self.grid.set_months(months_of(shop, read.days), today)

    def _add_problem(self, sentence: str, text: str) -> None:
        line = ProblemLine()
        self.lines.append(line)
        add_items(self._problems, line, Caption(text))
        line.tell(sentence)

    def _forget(self) -> None:
        self.moves.forget()
        self.grid.set_months([], date.min)
        self.lines.clear()
        empty_layout(self._problems)


def _understood(read: NoticeRead) -> str:
    parts = [
        tr("Understood: {year}", year=read.notice.year),
        ntr("{n} day off", "{n} days off", len(read.off)),
        ntr("{n} make-up working day", "{n} make-up working days", len(read.work)),
    ]
    return tr(", ").join(parts)


class AppliedList(QWidget):
    """Shows what counts beside the almanac, the newest first."""

    undo_pressed = Signal(int)
    """A notice is to be taken back; carries its id."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = column_layout(spacing=SPACE_S)
        column_layout(self, SPACE_S, SectionTitle(tr("Saved arrangements")), self._rows)

    def show_notices(self, notices: list[AppliedNotice], *, may_undo: bool) -> None:
        """Show other notices."""
        empty_layout(self._rows)
        for notice in reversed(notices):
            self._rows.addWidget(self._row(notice, may_undo))
        self.setVisible(bool(notices))

    def _row(self, notice: AppliedNotice, may_undo: bool) -> QWidget:
        row = QWidget()
        title = Words(title_of(notice.text))
        saved = Caption(tr("saved on {day}", day=day_words(notice.applied_at.date())))
        words = column_layout(None, 0, title, saved)
        button = quiet_button(tr("Withdraw"), "undo-2")
        button.setObjectName(f"undo-{notice.id}")
        button.setProperty("notice_id", notice.id)
        button.clicked.connect(self._on_undo)
        row_layout(row, None, (words, 1), button)
        button.setVisible(may_undo)
        return row

    @Slot()
    def _on_undo(self) -> None:
        self.undo_pressed.emit(int(self.sender().property("notice_id")))


def title_of(text: str) -> str:
    """Give the first line of a notice, short enough for a list."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first if len(first) <= 60 else f"{first[:59]}…"
