"""What a page is, with its title line, and the table that the window makes pages from."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QLabel, QPushButton, QWidget

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.ui.kit.layout.box_layouts import add_items, column_layout, row_layout
from shopcare.ui.kit.shortcuts import MAIN_ACTION_WORDS
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, Role, set_role
from shopcare.ui.kit.widgets.buttons import main_button, plain_button

_LEAST: Final = 200
"""Pixels; a longer title wraps before the page gets wider."""


class Page(QWidget):
    """A page of the window: a title line with its one main action, and the work below.

    A page knows neither the window nor another page. It is made when it is first shown and lives
    until the window closes.
    """

    open_requested = Signal(str, int)
    """The window is to open a record (0: just the page); parts of a page ask ``open_wanted``."""
    message = Signal(str)
    """A quiet word at the bottom: what was done."""
    undo_offered = Signal(str, object)
    """What was done, and the operation (``Operation[Changes]``) that takes it back."""
    badge_changed = Signal(int)
    """How many things wait on this page; 0 shows no badge."""

    shows: ClassVar[frozenset[ChangeKind]] = frozenset()
    """The kinds of ``Changes`` after which this page looks again."""

    def __init__(self, title: str) -> None:
        """Make the title line; the subclass fills ``self.body``.

        Args:
            title: already in the screen's language.
        """
        super().__init__()
        self.setObjectName(type(self).__name__)
        self.setAccessibleName(title)
        self.main_action: QPushButton | None = None
        self._title = QLabel(title)
        set_role(self._title, Role.HEADING)
        self._subtitle = QLabel(textFormat=Qt.TextFormat.PlainText)
        set_role(self._subtitle, Role.BODY)
        self._subtitle.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._title_line = TitleLine(self._title, self._subtitle)
        self.body = column_layout(spacing=SPACE_M)
        column_layout(
            self,
            SPACE_L,
            self._title_line,
            (self.body, 1),
            margins=(SPACE_XL, SPACE_L, SPACE_XL, SPACE_L),
        )

    def set_subtitle(self, words: str) -> None:
        """Say beside the title what is being looked at, for example the day."""
        self._subtitle.setText(words)

    def add_action(self, words: str, sign: str | None = None) -> QPushButton:
        """Put a quiet button into the title line, left of the main action."""
        button = plain_button(words, sign)
        self.insert_action(button)
        return button

    def insert_action(self, button: QPushButton) -> None:
        """Put a button into the title line, left of the main action."""
        line = self._title_line.buttons
        line.insertWidget(line.count() - (1 if self.main_action is not None else 0), button)

    def set_main_action(self, words: str, sign: str | None = None) -> QPushButton:
        """Put the page's one main action where the eye lands; Ctrl+Enter presses it."""
        button = main_button(words, sign)
        button.setToolTip(MAIN_ACTION_WORDS)
        self._title_line.buttons.addWidget(button)
        self.main_action = button
        return button

    def reload(self, changes: Changes | None) -> None:
        """Look again; ``None`` when the page comes back after changes it did not see."""

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a record that another page or the search asked for."""

    @Slot(str, int)
    def open_wanted(self, kind: str, record_id: int) -> None:
        """Let the window find the page of a record."""
        self.open_requested.emit(kind, record_id)

    def others(self) -> Sequence[QWidget]:
        """Give what shows other customers than the one whose record is open (X-8)."""
        return (self,)

    def count_anew(self) -> None:
        """Count anew what depends on now; called when the page is shown again and each minute."""

    def press_main_action(self) -> None:
        """Press the button that waits here, as Ctrl+Enter does."""
        action = self.main_action
        if action is not None and action.isEnabled() and action.isVisible():
            action.click()

    def shown_after(self, key: str) -> None:
        """Take note of which page was shown before this one."""

    def focus_first(self) -> None:
        """Put the focus where work begins; called each time the page is shown."""

    def keep_draft(self) -> None:
        """Keep what is half filled in; called when the page is left, at close and at a crash."""


def page_of(part: QWidget) -> Page:
    """Give the page that a part stands in: through it the part speaks, and asks for records."""
    above = part.parentWidget()
    while not isinstance(above, Page):
        assert above is not None, part
        above = above.parentWidget()
    return above


class RecordLink(QObject):
    """Lets a button open a record, or just the page of its kind (0)."""

    def __init__(self, button: QAbstractButton, kind: str, record_id: int = 0) -> None:
        super().__init__(button)
        self._button = button
        self._kind = kind
        self.record_id = record_id
        button.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        page_of(self._button).open_wanted(self._kind, self.record_id)


class PageSpec(NamedTuple):
    """One line of the window's table of pages."""

    key: str
    title: str
    """Already in the screen's language."""
    sign: str
    """The icon's name."""
    factory: Callable[[], Page]
    shortcut: str = ""
    opens: frozenset[str] = frozenset()
    """The kinds of records that this page shows when asked by ``open_requested``."""
    below: str = ""
    """The key of the page that leads here, whose button in the bar stands for this one, too."""


class TitleLine(QWidget):
    """Shows every button always, the title always, and the words beside it where they fit."""

    def __init__(self, title: QLabel, subtitle: QLabel) -> None:
        """Take the labels; buttons are put into ``buttons``."""
        super().__init__()
        self._title = title
        self._subtitle = subtitle
        words = row_layout(None, SPACE_S, title)
        words.addSpacing(SPACE_S)
        words.addWidget(subtitle, 1, Qt.AlignmentFlag.AlignBaseline)
        self.buttons = row_layout(spacing=SPACE_S)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE_S)
        add_items(self._box, (words, 1), self.buttons)

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of the buttons only."""
        least = max(_LEAST, self.buttons.minimumSize().width())
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look what fits."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Look what fits when words or buttons changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        metrics = self._title.fontMetrics()
        title = metrics.size(0, self._title.text()).width()
        buttons = self.buttons.minimumSize().width()
        room = self.width() - (buttons + SPACE_S if buttons else 0)
        is_stacked = title > room
        room = self.width() if is_stacked else room
        directions = QBoxLayout.Direction
        direction = directions.TopToBottom if is_stacked else directions.LeftToRight
        if self._box.direction() is not direction:
            self._box.setDirection(direction)
            right = Qt.AlignmentFlag.AlignRight if is_stacked else Qt.AlignmentFlag(0)
            self._box.setAlignment(self.buttons, right)
        beside = title + 3 * SPACE_S + self._subtitle.sizeHint().width()
        self._subtitle.setVisible(beside <= room)
        if self._title.wordWrap() != (
            title > room
        ):  # a label asks for a layout each time it is told
            self._title.setWordWrap(title > room)
