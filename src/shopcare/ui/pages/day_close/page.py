"""The Day close page: the round as a checklist on the left, the part that is looked at beside."""

import json
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from shopcare.domain.changes import CASES_AND_CALLS, ChangeKind, Changes
from shopcare.domain.ids import CallbackId
from shopcare.domain.money import Fen
from shopcare.domain.payments.till import HandOverDraft
from shopcare.services.cases.moves import Moved, tell_ready
from shopcare.services.papers.document_spec import Request
from shopcare.services.payments.till import hand_over_cash
from shopcare.services.reports.day_close import DayClose, close_day, day_close, say_why_not_made
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.containers import ResponsiveSplitter, TallArea
from shopcare.ui.kit.lists.record_table import RecordPage
from shopcare.ui.kit.lists.row_list import RowContent
from shopcare.ui.kit.papers.document_opener import DocumentOpener
from shopcare.ui.kit.style.tokens import SPACE_M, Meaning
from shopcare.ui.kit.words.formatting import long_day_words, near_moment_words
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.day_close.checklist import Checklist
from shopcare.ui.pages.day_close.day_line import DayLine
from shopcare.ui.pages.day_close.part_side import PartSide
from shopcare.ui.pages.day_close.parts import (
    SELDOM,
    Entry,
    Part,
    PartView,
    asked_for,
    keys_of,
    part_views,
)
from shopcare.ui.pages.day_close.row_contents import Looks
from shopcare.ui.pages.day_close.till_area import HandOver

LEFT_WIDTH: Final = 312
LEFT_LEAST: Final = 248
_NOTED: Final = "day_close/noted"


class DayClosePage(RecordPage):
    """The end-of-day round: look after each part, close the day, print the checklist."""

    shows: ClassVar[frozenset[ChangeKind]] = CASES_AND_CALLS | {ChangeKind.DAY_CLOSE}

    def __init__(self, context: PageContext) -> None:
        """Show the round over today."""
        super().__init__(tr("Day close"))
        self._context = context
        self._day: date | None = None
        self._round: DayClose
        """Set by ``reload``."""
        self._views: dict[Part, PartView] = {}
        self._part = Part.NOT_MADE
        self._chosen = False
        self.close_button = self.set_main_action(tr("Close the day and print"), "printer")
        self.again_button = self.add_action(tr("Close once more"))
        self.day_line = DayLine(self._context.shop.today)
        self.checklist = Checklist()
        self.side = PartSide(self._look)
        self.notice = NoticeLine()
        self.papers = DocumentOpener(context, self)
        self.lay_out(self.day_line, splitter=self._splitter())
        self._connect()
        self.reload(None)

    def _splitter(self) -> ResponsiveSplitter:
        list_area = TallArea(self.checklist)
        list_area.setFrameShape(QFrame.Shape.NoFrame)
        left = QWidget()
        column_layout(left, SPACE_M, (list_area, 1), self.notice)
        return ResponsiveSplitter(left, self.side, fixed=(LEFT_WIDTH, 0), narrow=(LEFT_LEAST, 0))

    def _connect(self) -> None:
        self.close_button.clicked.connect(self._on_main)
        self.again_button.clicked.connect(self._on_close)
        self.day_line.day_chosen.connect(self._on_day)
        self.checklist.chosen.connect(self._on_part)
        self.side.reasons.given.connect(self._on_reason)
        self.side.told_button.clicked.connect(self._on_told)
        self.side.till_area.counted.connect(self._on_counted)
        self.side.note_button.clicked.connect(self._on_noted)

    def reload(self, changes: Changes | None) -> None:
        """Make the round again; the part and the row that are looked at stay."""
        shop = self._context.shop
        today = shop.today()
        self._round = round_ = day_close(shop, self._day or today)
        self._looks = Looks(round_.day, shop.now(), shop.name_of)
        self._views = part_views(round_, self._noted(), today)
        self.day_line.show_day(round_.day)
        self.checklist.show_views(self._views)
        if not self._chosen:
            asked = asked_for(self._views)
            open_parts = [part for part in asked if not self._views[part].settled]
            self._part = open_parts[0] if open_parts else Part.NOT_MADE
        if self._part in SELDOM and not self._views[self._part].entries:
            self._part = Part.NOT_MADE
        self.checklist.choose(self._part)
        self.side.show_view(self._views[self._part])
        self._show_state()

    @property
    def shown_day(self) -> date:
        """The day whose parts are shown."""
        return self._round.day

    def count_anew(self) -> None:
        """Say anew how late everything is, unless a reason is being typed."""
        focus = QApplication.focusWidget()
        if focus is None or not self.side.reasons.isAncestorOf(focus):
            self.reload(None)

    def focus_first(self) -> None:
        """Put the focus on the rows; after midnight the new day is shown."""
        if self._day is None and self._round.day != self._context.shop.today():
            self._chosen = False
            self.reload(None)
        if self._views[self._part].entries:
            self.side.rows.setFocus()
        else:
            self.checklist.buttons[self._part].setFocus()

    def _show_state(self) -> None:
        """Say who closed the day, or what is still open; closing is allowed all the same."""
        round_ = self._round
        self.set_subtitle(long_day_words(round_.day))
        closed = round_.closed_at is not None
        words = tr("Print the checklist") if closed else tr("Close the day and print")
        self.close_button.setText(words)
        self.again_button.setVisible(closed)
        if round_.closed_at is not None:
            at = near_moment_words(round_.closed_at, self._context.shop.today())
            said = tr("Closed {when} by {name}.", when=at, name=round_.closed_by)
            self.notice.say(said, Meaning.GREEN)
        else:
            self._say_open()

    def _say_open(self) -> None:
        asked = asked_for(self._views)
        open_parts = [self._views[part] for part in asked if not self._views[part].settled]
        if open_parts:
            entries = sum(view.open_points for view in open_parts)
            points = tr(
                "Still open: {n} in {parts} of {all} parts.",
                n=entries,
                parts=len(open_parts),
                all=len(asked),
            )
            rest = tr("You can still close the day; the checklist shows what is open.")
            self.notice.say(tr("{first} {second}", first=points, second=rest), Meaning.AMBER)
        else:
            self.notice.say(tr("Nothing is open. The day can be closed."), Meaning.GREEN)

    def _look(self, entry: Entry) -> RowContent:
        return self._looks.of(entry)

    def _noted(self) -> dict[str, list[str]]:
        """Give what was noted on this day; it is kept for the last day alone."""
        kept = json.loads(self._context.remember.get(_NOTED) or "{}")
        if kept.get("day") != self._round.day.isoformat():
            return {}
        return {part: list(keys) for part, keys in kept["parts"].items()}

    @Slot(object)
    def _on_day(self, day: date) -> None:
        self._day = None if day == self._context.shop.today() else day
        self._chosen = False
        self.reload(None)

    @Slot(str)
    def _on_part(self, part: Part) -> None:
        if part is not self._part:
            self._chosen = True
            self._part = Part(part)
            self.side.show_view(self._views[self._part])

    @Slot(str)
    def _on_reason(self, reason: str) -> None:
        self._chosen = True
        ids = [entry.call.callback.id for entry in self.side.meant() if entry.call is not None]
        operation = _reason_given(ids, self._round.day, reason)
        self._context.write_queue.submit(self.side.reasons, operation, self._on_reason_saved)

    def _on_reason_saved(self, _changes: Changes) -> None:
        self.reload(None)
        self.side.go_on()
        self.side.rows.setFocus()

    @Slot(object)
    def _on_counted(self, counted: HandOver) -> None:
        entry = self.side.rows.current_row()
        if entry is None or entry.till is None:
            return
        self._chosen = True
        amount = counted.amount_fen or Fen(0)
        draft = HandOverDraft(
            staff_id=entry.till.staff_id,
            on=self._round.day,
            amount_fen=Fen(-amount) if counted.back else amount,
            note=counted.note,
        )
        area, operation = self.side.till_area, partial(hand_over_cash, draft=draft)
        self._context.write_queue.submit(area, operation, self._on_counted_saved, area)

    def _on_counted_saved(self, _changes: Changes) -> None:
        self.message.emit(tr("Handed over to the till."))

    @Slot()
    def _on_told(self) -> None:
        entry = self.side.rows.current_row()
        if entry is None or entry.case is None:
            return
        self._chosen = True
        operation = partial(tell_ready, case_id=entry.case.case.id)  # G-8
        self._context.write_queue.submit(self.side.told_button, operation, self._on_told_saved)

    def _on_told_saved(self, _moved: Moved) -> None:
        self.message.emit(tr("Recorded: the customer has been told that the goods are ready."))

    @Slot()
    def _on_noted(self) -> None:
        part = self._part
        self._chosen = True
        parts = self._noted() | {part: keys_of(self._views[part])}
        kept = {"day": self._round.day.isoformat(), "parts": parts}
        self._context.remember.put(_NOTED, json.dumps(kept))
        self.reload(None)
        self.checklist.buttons[part].setFocus()

    @Slot()
    def _on_main(self) -> None:
        if self._round.closed_at is None:
            self._on_close()
        else:
            self._on_closed(None)

    @Slot()
    def _on_close(self) -> None:
        self._context.write_queue.submit(
            self.close_button, _closed(self._round.day), self._on_closed
        )

    def _on_closed(self, _changes: Changes | None) -> None:
        """Show the checklist; a printer in trouble leaves the day closed."""
        self.papers.open(self.close_button, "day_close", Request(day=self._round.day))


def _reason_given(ids: Sequence[CallbackId], day: date, reason: str) -> Operation[Changes]:
    def save(shop: Shop) -> Changes:
        for callback_id in ids:
            say_why_not_made(shop, callback_id, day, reason)
        return Changes.of(ChangeKind.CALLBACK)

    return save


def _closed(day: date) -> Operation[Changes]:
    def save(shop: Shop) -> Changes:
        close_day(shop, day)
        return Changes.of(ChangeKind.DAY_CLOSE)

    return save
