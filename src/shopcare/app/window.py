"""Wires one shop to one window."""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QObject,
    QSettings,
    QTimer,
    QTranslator,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QApplication

from shopcare.app.pages import page_specs
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.typed.phone import masked
from shopcare.services.shop import Shop
from shopcare.system import garbage_collection
from shopcare.system.files import private_file
from shopcare.system.paths import SCREEN_MEMORY
from shopcare.ui.frame.staff_button import Person
from shopcare.ui.frame.window import Window
from shopcare.ui.kit.context.background import Background
from shopcare.ui.kit.context.page_context import ClosedWork, Dialogs, PageContext
from shopcare.ui.kit.context.write_queue import WriteQueue
from shopcare.ui.kit.search.search_box import MOST_ROWS, Found
from shopcare.ui.kit.style.theme import SchemeChoice, Theme, load_fonts, load_rare_characters
from shopcare.ui.kit.words.i18n import screen_catalog, tr, use_language

if TYPE_CHECKING:
    from shopcare.app.backup_watch import BackupWatch
    from shopcare.app.log_in import LogIn
    from shopcare.app.watch import LateBadge, Watch


HAND_OVER_SECONDS: Final = 0.001
"""So soon a busy thread hands Python's lock to the window's.

Each call into Qt may ask for it anew: with Python's own 5 ms an import beside the window held some
frames up by a third of a second.
"""
REST_MS: Final = 400
"""After the window stands; what no first glance needs is done then."""


class Counter(QObject):
    """The open counter: shop, worker and window, made once and closed together."""

    rested = Signal()
    """What could wait until the window stands is done."""

    def __init__(self, app: QApplication, shop: Shop, folder: Path, theme: Theme) -> None:
        """Build the window on a shop; ``show`` opens it.

        Args:
            app: the application.
            shop: the shop that the window's thread reads from.
            folder: where the screen's own memory is kept.
            theme: follows a change of the settings.
        """
        super().__init__(app)
        sys.setswitchinterval(HAND_OVER_SECONDS)
        self._shop = shop
        self._theme = theme
        self.reopens = False
        """Another window is to be opened after this one, for a language or a restored file."""
        self.closed_work: ClosedWork | None = None
        """What is to be done before, while nobody has the shop open."""
        self._write_queue = WriteQueue(self._workers_shop, self, upkeep=_keep_in_order)
        self._background = Background(shop.reopened, self)
        memory = ScreenMemory(folder)
        self._context = PageContext(
            shop=shop,
            write_queue=self._write_queue,
            background=self._background,
            dialogs=Dialogs(),
            remember=memory,
            close_for=self._close_for,
        )
        garbage_collection.take_over()  # before there is another thread
        self._make_timers()
        self._watch: Watch | None = None
        self._late_badge: LateBadge | None = None
        self._backup_watch: BackupWatch | None = None
        # Before the window's own connections: the pages look again at a shop that knows already.
        self._write_queue.changed.connect(self._on_changed)
        self._background.changed.connect(self._on_changed)
        self.window = Window(
            page_specs(self._context),
            write_queue=self._write_queue,
            find=self._find,
            remember=memory,
            shop_name=shop.settings.name,
        )
        self._show_staff()
        self.window.staff_button.person_chosen.connect(self._on_person_chosen)
        self._log_in: LogIn | None = None
        self._begin_log_in()
        self.window.closing.connect(self.close)
        self._background.changed.connect(self.window.take_changes)

    def _make_timers(self) -> None:
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._after_the_first_paint)
        self._garbage_timer = QTimer(self, interval=garbage_collection.COLLECT_EVERY_MS)
        self._garbage_timer.timeout.connect(self._on_garbage_time)

    def _workers_shop(self) -> Shop:
        """Open the shop on the worker's thread; there the first search's table is read, too."""
        from shopcare.services.search.search import read_ahead

        read_ahead()
        return self._shop.reopened()

    def show(self) -> None:
        """Show the window; what can wait is done once it stands."""
        self.window.show()
        self._rest.start()

    @Slot()
    def close(self) -> None:
        """Finish what is being saved, then let the shop file go."""
        self._rest.stop()
        self._background.stop()
        self._write_queue.finish()
        self._garbage_timer.stop()
        self._shop.close()
        self.window.deleteLater()  # with its pages and their timers, which would look at the shop

    def keep_drafts(self) -> None:
        """Keep what is half filled in, for the crash hook."""
        self.window.keep_drafts()

    @Slot()
    def _after_the_first_paint(self) -> None:
        load_rare_characters()
        self.window.prepare()
        garbage_collection.keep_what_is_there()
        self._garbage_timer.start()
        from shopcare.app.watch import LateBadge, Watch

        self._late_badge = LateBadge(self._shop, self.window)
        self._late_badge.start()
        self._watch = Watch(self._context, self.window)
        self._watch.start()
        from shopcare.app.backup_watch import BackupWatch

        self._backup_watch = BackupWatch(self._context, self.window)
        self._backup_watch.start()
        self._write_queue.warm_up()
        self.rested.emit()

    @Slot()
    def _on_garbage_time(self) -> None:
        garbage_collection.collect_if_due()

    def _find(self, text: str) -> Sequence[Found]:
        from shopcare.language.records.record_words import why_text
        from shopcare.services.search.search import find

        words = screen_catalog()
        return [
            Found(
                kind=found.kind.value,
                id=found.id,
                title=found.name,
                number=found.number,
                phone=masked(found.phone) if found.phone else "",
                why=tr("Voided") if found.voided else why_text(words, found.why),
            )
            for found in find(self._shop, text, limit=MOST_ROWS)
        ]

    def _show_staff(self) -> None:
        people = [
            Person(id=member.id, initials=member.initials, name=member.name)
            for member in self._shop.staff
            if member.active
        ]
        self.window.staff_button.set_people(people, self._shop.acting.id)

    def show_recovery_code(self, code: str) -> None:
        """Show the code of a shop that was just set up with PINs."""
        assert self._log_in is not None
        self._log_in.show_code(code)

    def _begin_log_in(self) -> None:
        if self._shop.settings.uses_pins:
            self._ask_for_pins()
            if self._shop.is_locked:
                self._lock()

    def _ask_for_pins(self) -> None:
        """Have staff log in from now on; nothing of it is loaded where the shop uses no PINs."""
        from shopcare.app.log_in import LogIn

        self._log_in = LogIn(self._context, self.window)
        self._log_in.somebody_acts.connect(self._on_somebody_acts)
        self.window.staff_button.lock_wanted.connect(self._lock)
        self.window.staff_button.set_lockable(True)

    def _stop_asking_for_pins(self, log_in: "LogIn") -> None:
        self._log_in = None
        log_in.stop()
        self.window.staff_button.lock_wanted.disconnect(self._lock)
        self.window.staff_button.set_lockable(False)

    @Slot()
    def _lock(self) -> None:
        if self._log_in is not None:
            self._log_in.lock()

    @Slot(int)
    def _on_person_chosen(self, staff_id: int) -> None:
        member = self._shop.member(staff_id)
        if member is None:
            return
        if self._log_in is not None:
            self._log_in.switch_to(member)
            return
        self._shop.act_as(member.initials)
        self._write_queue.renew()
        self._on_somebody_acts()

    @Slot()
    def _on_somebody_acts(self) -> None:
        self._show_staff()
        self.window.current_page().reload(None)
        self._look()

    def _look(self) -> None:
        if self._watch is not None:
            self._watch.look()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if self._late_badge is not None:
            self._late_badge.take_changes(changes)
        if self._backup_watch is not None:
            self._backup_watch.take_changes(changes)
        if changes.touches(ChangeKind.RESTORED):
            self._open_anew()
            return
        if changes.touches(ChangeKind.ERASED):
            self._forget_erased()
        if not changes.touches(ChangeKind.SETTINGS, ChangeKind.CALENDAR):
            return
        before = self._shop.settings
        self._shop.refresh()
        self._write_queue.renew()
        self.window.set_shop_name(self._shop.settings.name)
        self._show_staff()
        self._look()
        if self._log_in is None and self._shop.settings.uses_pins:
            self._ask_for_pins()
        elif self._log_in is not None and not self._shop.settings.uses_pins:
            self._stop_asking_for_pins(self._log_in)
        if self._shop.settings.theme != before.theme:
            self._theme.choose(SchemeChoice(self._shop.settings.theme))
        if self._shop.settings.screen_language != before.screen_language:
            self._open_anew()

    def _forget_erased(self) -> None:
        from shopcare.ui.kit.context.draft_autosave import DraftAutosave

        for autosave in self.window.findChildren(DraftAutosave):
            autosave.forget_erased(self._shop)
        self.window.search_box.clear()

    def _close_for(self, work: ClosedWork) -> None:
        self.closed_work = work
        self._open_anew()

    def _open_anew(self) -> None:
        self.reopens = True
        QTimer.singleShot(0, self.window.close)


def dress(app: QApplication, language: str, theme: str) -> Theme:
    """Give the application its fonts, colours and language.

    Args:
        app: the application.
        language: a language code, for our own texts and Qt's.
        theme: system, light, dark or contrast.
    """
    load_fonts(app)
    use_language(language)
    speak(app, language)
    return Theme(app, SchemeChoice(theme))


def speak(app: QApplication, language: str) -> None:
    """Load Qt's own texts (确定, 取消) and the numbers' and days' forms of a language."""
    QLocale.setDefault(QLocale(language))
    translator = QTranslator(app)
    if translator.load(f"qtbase_{language}", _qt_translations()):
        app.installTranslator(translator)


def _keep_in_order(shop: Shop, wanted: Callable[[], bool]) -> bool:
    from shopcare.services.upkeep.upkeep import keep_in_order

    return keep_in_order(shop, wanted)


def _qt_translations() -> str:
    return QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)


class ScreenMemory:
    """Keeps window size and column widths in ``screen.ini``; no facts of the shop."""

    def __init__(self, folder: Path) -> None:
        """Take the data folder."""
        file = folder / SCREEN_MEMORY
        with suppress(OSError):  # a disk that cannot be written to; nothing is remembered then
            private_file(file)
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def get(self, key: str) -> str | None:
        """Give what was kept under a key."""
        value = self._settings.value(key)
        return value if isinstance(value, str) else None

    def put(self, key: str, value: str) -> None:
        """Keep a text under a key."""
        self._settings.setValue(key, value)
