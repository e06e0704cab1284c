"""The calendar: a year of months, one day set by hand, the official notice."""

from datetime import date
from typing import ClassVar, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QPushButton, QWidget

from shopcare.domain.calendar.day_facts import FIRST_YEAR, LAST_YEAR
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, column_layout, row_layout
from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.layout.containers import ResponsiveSplitter, ShownStack, TallArea
from shopcare.ui.kit.navigation import Page
from shopcare.ui.kit.shortcuts import MAIN_ACTION_WORDS
from shopcare.ui.kit.style.icons import set_sign
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_S, Role
from shopcare.ui.kit.widgets.buttons import quiet_button, sign_button
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.calendar.day_card import DayCard
from shopcare.ui.pages.calendar.facts import MONTHS_SHOWN, month_after, month_words, year_from
from shopcare.ui.pages.calendar.month_painter import Legend
from shopcare.ui.pages.calendar.notice_panel import NoticePanel
from shopcare.ui.pages.calendar.year_grid import YearGrid

CARD_WIDTH: Final = 348
CARD_LEAST: Final = 316
EARLIEST: Final = date(FIRST_YEAR + 1, 1, 1)
LATEST: Final = date(LAST_YEAR - 1, 1, 1)
_YEARS: Final = range(-6, 7)
"""Around the year that is shown; the list moves along with it."""


class CalendarPage(Page):
    """Working days, holidays, opening hours; what is changed is shown first (X-14)."""

    shows: ClassVar[frozenset[ChangeKind]] = frozenset(
        {ChangeKind.CALENDAR, ChangeKind.SETTINGS, ChangeKind.CALLBACK, ChangeKind.CASE}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(tr("Calendar"))
        self._context = context
        self._in_china = context.shop.settings.country == "CN"
        self.notice_button: QPushButton | None = None
        self._notice: NoticePanel | None = None
        self._first = context.shop.today().replace(day=1)
        self.grid = YearGrid()
        self.months_line = MonthsLine()
        self.card = DayCard(context)
        self.back_button = quiet_button(tr("Back to the calendar"), "chevron-left")
        self._stack = ShownStack()
        self._build()
        self._connect()
        self._show_from(self._first)
        self.grid.go_to(context.shop.today())

    def _build(self) -> None:
        if self._in_china:
            words = tr("Paste the official notice")
            self.notice_button = self.set_main_action(words, "file-text")
        self.insert_action(self.back_button)
        self.back_button.hide()
        self._scroll = TallArea(self.grid)
        self._scroll.setMinimumHeight(320)
        left = QWidget()
        column_layout(
            left, SPACE_M, self.months_line, (self._scroll, 1), Legend(make_up_days=self._in_china)
        )
        self.card.setMaximumWidth(CARD_WIDTH)
        self._stack.addWidget(
            ResponsiveSplitter(
                left, TallArea(self.card), fixed=(0, CARD_WIDTH), narrow=(0, CARD_LEAST + 14)
            )
        )
        self.body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.grid.current_changed.connect(self._on_current)
        self.grid.wanted.connect(self._on_wanted)
        self.grid.opened.connect(self.card.focus_form)
        self.months_line.chosen.connect(self._show_from)
        self.months_line.today_pressed.connect(self._on_today)
        self.card.saved.connect(self.grid.setFocus)
        self.back_button.clicked.connect(self._on_back)
        self.card.waiting_changed.connect(self._choose_main_action)
        if self.notice_button is not None:
            self.notice_button.clicked.connect(self._on_main)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc: from the notice to the year, from the card to the grid."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
        else:
            super().keyPressEvent(event)

    @property
    def notice(self) -> NoticePanel:
        """The panel for the notice; made when it is first wanted."""
        if self._notice is None:
            self._notice = NoticePanel(self._context)
            self._notice.may_save_changed.connect(self._on_may_save)
            self._stack.addWidget(self._notice)
        return self._notice

    def reload(self, changes: Changes | None) -> None:
        """Look again; the day that is shown stays."""
        self._show_from(self._first)
        if self._notice is not None:
            self._notice.reload()

    def focus_first(self) -> None:
        """Begin on the current day, or in the text of the notice."""
        if self._is_notice_shown():
            self.notice.text_edit.setFocus()
        else:
            self.grid.setFocus()

    @Slot()
    def _choose_main_action(self) -> None:
        """Let Ctrl+Enter press what waits: in the card of a day, else the notice's button."""
        waiting = None if self._is_notice_shown() else self.card.waiting_button()
        self.main_action = waiting or self.notice_button
        for button in (self.notice_button, self.card.look_button, self.card.save_button):
            if button is not None:
                button.setToolTip(MAIN_ACTION_WORDS if button is self.main_action else "")

    def _is_notice_shown(self) -> bool:
        return self._notice is not None and self._stack.currentWidget() is self._notice

    @Slot(object)
    def _show_from(self, first: date) -> None:
        self._show_months(first)
        current = self.grid.current()
        if current is not None and self.grid.facts_of(current) is not None:
            self.grid.go_to(current)
        elif current is not None:
            self.grid.go_to(self._first)

    @Slot(object)
    def _on_wanted(self, day: date) -> None:
        month = day.replace(day=1)
        self._show_months(month if month < self._first else month_after(month, 1 - MONTHS_SHOWN))

    def _show_months(self, first: date) -> None:
        self._first = min(max(first, EARLIEST), LATEST)
        shop = self._context.shop
        self.months_line.show_from(self._first)
        self.grid.set_months(year_from(shop, self._first), shop.today())

    @Slot(object)
    def _on_current(self, day: date) -> None:
        facts = self.grid.facts_of(day)
        assert facts is not None
        self.card.show_day(facts)
        place = self.grid.place_of(day)
        centre = place.center()
        self._scroll.ensureVisible(centre.x(), centre.y(), place.width(), place.height())

    @Slot()
    def _on_today(self) -> None:
        today = self._context.shop.today()
        self._show_from(today.replace(day=1))
        self.grid.go_to(today)
        self.grid.setFocus()

    @Slot()
    def _on_main(self) -> None:
        if self._is_notice_shown():
            self.notice.save()
            return
        assert self.notice_button is not None
        self._stack.setCurrentWidget(self.notice)
        self.back_button.show()
        self.notice_button.setText(tr("Save the arrangement"))
        set_sign(self.notice_button, "save", QPalette.ColorRole.HighlightedText)
        self._choose_main_action()
        self.notice.reload()
        self.notice.text_edit.setFocus()

    @Slot(bool)
    def _on_may_save(self, may_save: bool) -> None:
        if self.notice_button is not None and self._is_notice_shown():
            self.notice_button.setEnabled(may_save)

    @Slot()
    def _on_back(self) -> None:
        if not self._is_notice_shown():
            self.grid.setFocus()
            return
        assert self.notice_button is not None
        self._stack.setCurrentIndex(0)
        self.back_button.hide()
        self.notice_button.setText(tr("Paste the official notice"))
        set_sign(self.notice_button, "file-text", QPalette.ColorRole.HighlightedText)
        self.notice_button.setEnabled(True)
        self._choose_main_action()
        self.grid.setFocus()


class MonthsLine(QWidget):
    """A month back, a month on, a year to jump to, and back to today."""

    chosen = Signal(object)
    """Another first month is wanted."""
    today_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._first = date.min
        self.back_button = sign_button("chevron-left", tr("Previous month"))
        self.on_button = sign_button("chevron-right", tr("Next month"))
        self._words = Words(role=Role.EMPHASISED, wrap=False)
        self.year_box: ChoiceBox[str] = ChoiceBox()
        self.year_box.setAccessibleName(tr("Year"))
        self.year_box.setToolTip(tr("Year"))
        self.today_button = quiet_button(tr("Today"))
        layout = row_layout(self, SPACE_S, self.back_button, self._words, self.on_button)
        layout.addSpacing(SPACE_S)
        add_items(layout, self.year_box, self.today_button, STRETCH)
        self.back_button.clicked.connect(self._on_back)
        self.on_button.clicked.connect(self._on_on)
        self.year_box.activated.connect(self._on_year)
        self.today_button.clicked.connect(self.today_pressed)

    def show_from(self, first: date) -> None:
        """Say which twelve months are shown."""
        self._first = first
        last = month_after(first, MONTHS_SHOWN - 1)
        self._words.setText(
            tr("{first} – {last}", first=month_words(first), last=month_words(last))
        )
        years = [first.year + step for step in _YEARS]
        shown = [str(year) for year in years if EARLIEST.year <= year <= LATEST.year]
        self.year_box.offer([(year, year) for year in shown])
        self.year_box.set_value(str(first.year))

    @Slot()
    def _on_back(self) -> None:
        self.chosen.emit(month_after(self._first, -1))

    @Slot()
    def _on_on(self) -> None:
        self.chosen.emit(month_after(self._first, 1))

    @Slot()
    def _on_year(self) -> None:
        self.chosen.emit(self._first.replace(year=int(self.year_box.value())))
