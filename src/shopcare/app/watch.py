"""Watches clock, calendar and late cases while the window is open."""

from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.people.staff import Action
from shopcare.services.rescheduling.calendar_changes import take_newer_almanac
from shopcare.services.shop import Shop
from shopcare.services.upkeep.clock_guard import confirm_clock, damaged, look_at_clock, lost_entries
from shopcare.ui.frame.status_line import ClockBar
from shopcare.ui.frame.window import Window
from shopcare.ui.kit.context.background import Job
from shopcare.ui.kit.context.operation import Progress
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.words.i18n import problem_text, tr

TICK_MS: Final = 60_000
REVIEW_AFTER_MS: Final = 3 * 60_000
"""After the start, when the first rush is over: it goes through every record."""
KEY: Final = "cases"


class Watch(QObject):
    """Looks once a minute and when the PC wakes: midnight, a jump of the clock, a missing year.

    The clock is judged each time by what was saved last; that costs one row, so a jump needs no
    other sign, whether the PC slept or somebody set the clock.
    """

    def __init__(self, context: PageContext, window: Window) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._today = context.shop.now().date()
        self._told: set[str] = set()
        self._has_almanac = False
        self.bar: ClockBar | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._tick.timeout.connect(self.look)
        self._review = QTimer(self, singleShot=True, interval=REVIEW_AFTER_MS)
        self._review.timeout.connect(self.look_at_periods)
        context.write_queue.changed.connect(self._on_changed)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._on_state_changed)
        window.closing.connect(self._tick.stop)
        window.closing.connect(self._review.stop)

    def start(self) -> None:
        """Look now, and from now on; a window that is gone again already needs nothing."""
        if not self._window.isVisible():
            return
        self._tick.start()
        self._review.start()
        self.look()

    @Slot()
    def look(self) -> None:
        """Judge the clock and say what is not known of the calendar."""
        if not self._window.isVisible():
            return
        today = self._context.shop.now().date()
        turned, self._today = today != self._today, today
        if turned:
            self._window.take_changes(Changes.of(ChangeKind.CALENDAR))
            for day_edit in self._window.findChildren(DayEdit):
                day_edit.tell_anew()
        self._judge()
        self._remind()
        self._tell_damage()
        if not self._has_almanac and not self._context.shop.is_locked:
            self._look_at_almanac()
        self._window.current_page().count_anew()

    def _judge(self) -> None:
        shop = self._context.shop
        finding = look_at_clock(shop)
        if not finding.in_doubt or finding.last_saved is None:
            if self.bar is not None:
                self.bar.hide()
            return
        if self.bar is None:
            self.bar = ClockBar()
            self.bar.confirm_button.clicked.connect(self._on_confirm)
            self._window.show_on_top(self.bar)
        self.bar.say(
            finding.now, finding.last_saved, may_confirm=shop.may_ask(Action.CONFIRM_CLOCK)
        )
        self.bar.show()

    def _remind(self) -> None:
        year = self._context.shop.calendar.unknown_year(self._today)
        words = about = ""
        if year is not None:
            words = tr("Holidays of {year} not entered yet: see the Calendar page", year=year)
            about = tr(
                "Dates in that year are provisional. Once the official notice is published, "
                "paste it on the Calendar page."
            )
        if words != self._window.status_line.slot_text("calendar"):
            self._window.status_line.set_slot("calendar", words, Meaning.AMBER, about)

    def _tell_damage(self) -> None:
        """Say once what the shop file has lost or what of it cannot be read."""
        shop = self._context.shop
        found = [lost for lost in (lost_entries(shop),) if lost is not None] + list(damaged(shop))
        new = [text for text in map(problem_text, found) if text not in self._told]
        if new:
            self._told.update(new)
            self._window.message_bar.say(new[0], Meaning.RED, details="\n".join(new))

    def _look_at_almanac(self) -> None:
        self._has_almanac = True
        self._context.background.start(Job(take_newer_almanac))

    @Slot()
    def look_at_periods(self) -> None:
        """Propose once a year the records that are past their retention period (L-8)."""
        self._context.background.start(Job(_is_review_due, self._on_review))

    def _on_review(self, is_due: bool) -> None:
        words = tr("Outdated personal data: see Settings") if is_due else ""
        about = tr("In Settings, under Personal data, a manager decides about each of them.")
        self._window.status_line.set_slot("retention", words, Meaning.AMBER, about)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        """Look again where the list may have been gone through."""
        may_be_done = changes.touches(ChangeKind.SETTINGS, ChangeKind.CUSTOMER)
        if may_be_done and self._window.status_line.slot_text("retention"):
            self.look_at_periods()

    @Slot()
    def _on_confirm(self) -> None:
        assert self.bar is not None
        self._context.write_queue.submit(self.bar.confirm_button, confirm_clock, self._on_confirmed)

    def _on_confirmed(self, _changes: Changes) -> None:
        self.look()

    @Slot(Qt.ApplicationState)
    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()


def _is_review_due(shop: Shop, *, progress: Progress) -> bool:
    from shopcare.services.privacy.retention import is_review_due

    progress(0, 0)
    return is_review_due(shop)


class LateBadge(QObject):
    """Counts at the start, after each change that may touch a case, and once a minute.

    A case becomes late by time alone, so the clock is a change, too.
    """

    def __init__(self, shop: Shop, window: Window) -> None:
        super().__init__(window)
        self._shop = shop
        self._window = window
        self._shown = 0
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._tick.timeout.connect(self.count)
        window.closing.connect(self._tick.stop)

    def start(self) -> None:
        """Count now, and from now on."""
        self._tick.start()
        self.count()

    def take_changes(self, changes: Changes) -> None:
        """Count again where a case may have changed."""
        if changes.touches(ChangeKind.CASE, ChangeKind.CALENDAR, ChangeKind.SETTINGS):
            self.count()

    @Slot()
    def count(self) -> None:
        """Show how many cases that have not ended are late; a window that is gone needs nothing."""
        if self._window.isVisible():
            from shopcare.services.cases.case_lists import late_count

            late = late_count(self._shop)
            if late != self._shown:
                self._shown = late
                self._window.set_badge(KEY, late)
