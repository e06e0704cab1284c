"""The one window: pages on the left, search and staff on top, a quiet line at the bottom."""

import base64
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from shopcare.domain.changes import Changes
from shopcare.ui.frame.bar import NavigationBar
from shopcare.ui.frame.staff_button import StaffButton
from shopcare.ui.frame.status_line import StatusLine
from shopcare.ui.kit import shortcuts
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import Remember
from shopcare.ui.kit.context.write_queue import WriteQueue
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, column_layout, row_layout
from shopcare.ui.kit.layout.containers import PageFrame
from shopcare.ui.kit.navigation import Page, PageSpec
from shopcare.ui.kit.search.search_box import Found, SearchBox
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_S, SPACE_XL, Meaning
from shopcare.ui.kit.words.i18n import tr

if TYPE_CHECKING:
    from shopcare.ui.frame.covering import Covering
    from shopcare.ui.frame.message_bar import MessageBar
    from shopcare.ui.frame.privacy import Privacy

_GEOMETRY = "window/geometry"
_USUAL_SIZE = QSize(1280, 720)


class Window(QMainWindow):
    """Makes pages when they are first wanted, shows one, and carries wishes between them."""

    closing = Signal()
    """The user closes the window; drafts are kept, the write_queue is to be finished."""

    def __init__(
        self,
        specs: Sequence[PageSpec],
        *,
        write_queue: WriteQueue,
        find: Callable[[str], Sequence[Found]],
        remember: Remember,
        shop_name: str,
    ) -> None:
        """Build the frame and the first page.

        Args:
            specs: the pages in their order; the first opens at once, the others when wanted.
            find: see ``SearchBox``.
        """
        super().__init__()
        self._specs = {spec.key: spec for spec in specs}
        self._pages: dict[str, Page] = {}
        self._frames: dict[str, PageFrame] = {}
        self._stale: set[str] = set()
        self._current = ""
        self._remember = remember
        self._write_queue = write_queue
        self._undo: Operation[Changes] | None = None
        self._undoing: Operation[Changes] | None = None
        self._undo_is_new = False
        self._bar = NavigationBar([spec for spec in specs if not spec.below])
        self.search_box = SearchBox(find)
        self.staff_button = StaffButton()
        self.status_line = StatusLine()
        self._stack = QStackedWidget()
        self._message_bar: MessageBar | None = None
        self._covered: Covering | None = None
        self.privacy: Privacy | None = None
        self._lay_out()
        self._connect()
        self.set_shop_name(shop_name)
        self._restore_size()
        self.show_page(specs[0].key)

    def _lay_out(self) -> None:
        top = row_layout(spacing=SPACE_L, margins=(SPACE_XL, SPACE_S, SPACE_L, 0))
        self.search_box.setMaximumWidth(560)
        add_items(top, (self.search_box, 3), STRETCH, self.staff_button)
        column = column_layout(None, 0, top, (self._stack, 1))
        row = row_layout(None, 0, self._bar, (column, 1))
        whole = QWidget()
        self._whole = column_layout(whole, 0, (row, 1))
        self._foot = column_layout(None, 0, self.status_line)
        self._whole.addLayout(self._foot)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self._bar.chosen.connect(self.show_page)
        self.search_box.chosen.connect(self.open)
        self.search_box.left.connect(self._on_left)
        self._write_queue.changed.connect(self.take_changes)
        self._write_queue.refused.connect(self._on_refused)
        for spec in self._specs.values():
            if spec.shortcut:
                shortcut = QShortcut(QKeySequence(spec.shortcut), self)
                shortcut.setObjectName(spec.key)
                shortcut.activated.connect(self._on_page_key)
        for key in shortcuts.FIND:
            QShortcut(QKeySequence(key), self).activated.connect(self._on_find)
        QShortcut(QKeySequence(shortcuts.UNDO), self).activated.connect(self._on_undo_key)
        main_action = QShortcut(QKeySequence(shortcuts.MAIN_ACTION), self)
        main_action.setAutoRepeat(False)  # held down, it would take step after step
        main_action.activated.connect(self._on_main_action)

    @property
    def message_bar(self) -> "MessageBar":
        """The bar for messages; made when the first one comes."""
        if self._message_bar is None:
            from shopcare.ui.frame.message_bar import MessageBar

            self._message_bar = MessageBar(self.status_line)
            self._foot.addWidget(self._message_bar)
            self._message_bar.undo_pressed.connect(self._on_undo)
            self._message_bar.left.connect(self._on_left)
        return self._message_bar

    def prepare(self) -> None:
        """Make what is wanted next, once the first page stands."""
        self.search_box.prepare()
        from shopcare.ui.frame.privacy import Privacy

        self.privacy = Privacy(self, self._others, (self._stack, self.search_box))
        self.privacy.said.connect(self._on_hidden)
        self.staff_button.hide_wanted.connect(self.privacy.press)

    def set_shop_name(self, name: str) -> None:
        """Show the shop's name in the title."""
        self.setWindowTitle(tr("ShopCare — {shop}", shop=name) if name else "ShopCare")

    def page(self, key: str) -> Page:
        """Give a page, making it if this is the first time."""
        page = self._pages.get(key)
        if page is None:
            page = self._specs[key].factory()
            self._pages[key] = page
            self._frames[key] = PageFrame(page)
            self._stack.addWidget(self._frames[key])
            page.setProperty("page_key", key)
            page.open_requested.connect(self.open)
            page.message.connect(self.say)
            page.undo_offered.connect(self.offer_undo)
            page.badge_changed.connect(self._on_badge)
        return page

    def set_badge(self, key: str, count: int) -> None:
        """Show how many things wait on a page; the page need not be made for it."""
        self._bar.buttons[key].set_count(count)

    def current_page(self) -> Page:
        """Give the page that is shown."""
        return self._pages[self._current]

    def page_keys(self) -> list[str]:
        """List the pages in their order."""
        return list(self._specs)

    @Slot(str)
    def show_page(self, key: str) -> None:
        """Show a page; what was half filled in on the one before is kept."""
        was_made = key in self._pages
        page = self.page(key)
        if self._current and self._current != key:
            self.current_page().keep_draft()
            page.shown_after(self._current)
        self._current = key
        self._bar.select(self._specs[key].below or key)
        self._stack.setCurrentWidget(self._frames[key])
        if key in self._stale:
            self._stale.discard(key)
            page.reload(None)
        elif was_made:
            page.count_anew()
        if self.privacy is not None:
            self.privacy.look_again()
        page.focus_first()

    @Slot(str, int)
    def open(self, kind: str, record_id: int) -> None:
        """Answer a page's wish: show the page of a kind of record, and the record on it.

        Args:
            kind: a kind that some ``PageSpec.opens`` names, or a page's key.
            record_id: 0 for the page alone.
        """
        for spec in self._specs.values():
            if kind == spec.key or kind in spec.opens:
                self.show_page(spec.key)
                if record_id or kind != spec.key:
                    self.page(spec.key).open_record(kind, record_id)
                return
        raise LookupError(kind)

    @Slot(object)
    def take_changes(self, changes: Changes) -> None:
        """Let the shown page look again, and the others when they are next shown."""
        if not self._undo_is_new:  # Ctrl+Z never reaches past what was done last
            self._undo = None
            if self._message_bar is not None:
                self._message_bar.withdraw_undo()
        for key, page in self._pages.items():
            if changes.touches(*page.shows):
                if key == self._current:
                    page.reload(changes)
                else:
                    self._stale.add(key)

    @Slot(str)
    def say(self, words: str) -> None:
        """Say quietly what was done."""
        self.status_line.say(words)

    @Slot(str, object)
    def offer_undo(self, words: str, undo: "Operation[Changes]") -> None:
        """Say what was done and offer to take it back."""
        self._undo = undo
        self._undo_is_new = True
        QTimer.singleShot(0, self, self._on_undo_settled)
        self.status_line.say(words)
        self.message_bar.say(words, Meaning.GREEN, undo=True)

    @Slot(str, str)
    def warn(self, words: str, details: str = "") -> None:
        """Say what went wrong; it stays until it is closed."""
        self.message_bar.say(words, Meaning.RED, details=details)

    def show_on_top(self, notice: QWidget) -> None:
        """Put a standing notice above everything; hidden, it takes no room."""
        self._whole.insertWidget(0, notice)

    def cover_with(self, cover: QWidget) -> None:
        """Show a cover in place of everything until ``uncover``; no key reaches what is below."""
        if self._covered is None:
            from shopcare.ui.frame.covering import Covering

            self._covered = Covering(self)
        self._covered.cover_with(cover)

    def uncover(self) -> None:
        """Show everything again, with the focus where it was."""
        if self._covered is not None:
            self._covered.uncover()

    def keep_drafts(self) -> None:
        """Let every page keep what is half filled in, also where one of them fails."""
        failed: Exception | None = None
        for page in self._pages.values():
            try:
                page.keep_draft()
            except Exception as error:  # told once the others have kept theirs
                failed = failed or error
        if failed is not None:
            raise failed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the message with an Esc that nothing on the page wanted."""
        if event.key() == Qt.Key.Key_Escape and self._message_bar is not None:
            self._message_bar.go_away()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep drafts and the window's size, then let go."""
        try:
            self.keep_drafts()
            geometry = self.saveGeometry().toBase64().data()
            self._remember.put(_GEOMETRY, bytes(geometry).decode("ascii"))
        finally:  # what is being saved is finished, whatever else went wrong
            self.closing.emit()
            super().closeEvent(event)

    def _restore_size(self) -> None:
        self.resize(self.screen().availableSize().boundedTo(_USUAL_SIZE))
        kept = self._remember.get(_GEOMETRY)
        # Qt takes nothing from a screen of another size; one that is gone gives way to another.
        if not kept or not self.restoreGeometry(QByteArray(base64.b64decode(kept))):
            # a counter's screen is small and has one program on it
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _others(self) -> Sequence[QWidget]:
        return self.current_page().others()

    @Slot(str)
    def _on_hidden(self, words: str) -> None:
        self.status_line.set_slot("privacy", words, Meaning.INFO)
        self.status_line.say("")  # it may have named somebody
        if self._message_bar is not None:
            self._message_bar.go_away()

    @Slot(int)
    def _on_badge(self, count: int) -> None:
        self.set_badge(str(self.sender().property("page_key")), count)

    @Slot()
    def _on_page_key(self) -> None:
        self.show_page(self.sender().objectName())

    @Slot()
    def _on_find(self) -> None:
        self.search_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_box.selectAll()

    @Slot()
    def _on_left(self) -> None:
        self.current_page().focus_first()

    @Slot()
    def _on_main_action(self) -> None:
        self.current_page().press_main_action()

    @Slot()
    def _on_undo_key(self) -> None:
        if self._undoing is not None:
            return
        if self._undo is None:
            self.message_bar.say(f"{tr('There is nothing to undo.')} {_way()}", Meaning.INFO)
        else:
            self.message_bar.go_away()
            self._on_undo()

    @Slot()
    def _on_undo_settled(self) -> None:
        """The changes that came with what can be undone have been told by now."""
        self._undo_is_new = False

    @Slot()
    def _on_undo(self) -> None:
        undo, self._undo = self._undo, None
        if undo is not None:
            self._undoing = undo
            self._write_queue.submit(self.message_bar.undo_button, undo, self._on_undone)

    def _on_undone(self, _result: object) -> None:
        self._undoing = None
        self.status_line.say(tr("Undone."))

    @Slot(str, str)
    def _on_refused(self, words: str, details: str) -> None:
        undoing, self._undoing = self._undoing, None
        if undoing is None:
            self.warn(words, details)
        elif details:  # from the file, not from a rule: what it would not do now may work later
            self._undo = undoing
            self.message_bar.say(words, Meaning.RED, undo=True, details=details)
        else:
            self.warn(f"{words} {_way()}")


def _way() -> str:
    """Say what to do where nothing can be undone."""
    return tr("To put it right, open the entry and correct it there.")
