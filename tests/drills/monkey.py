"""A monkey at the counter: it presses, clicks, pastes and resizes whatever comes to hand."""

from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QToolButton, QWidget

from shopcare.ui.frame.window import Window
from shopcare.ui.kit.context.page_context import Dialogs

SIZES = ((683, 384), (800, 600), (911, 512), (1024, 700), (1366, 768))
"""From 1366 × 768 at 200 % up to all of it."""
PASTES = (
    "x" * 10_000,
    "长" * 10_000,
    "two\nlines\tand\ta tab\r\n",
    "👩‍👩‍👧‍👦🦄🧿",
    "\u202eright to left\u202c \u200f\u2067\u061c",
    "王\x00小\x1b[31m明\ufffe\ufeff",
    "'); DROP TABLE customers; --",
    "<b>&amp;{name} %s \\n</b>",
    "-1",
    "99999999999999999999",
    "2026-02-30",
    "明天",
    "138 0013 8000",
    "𠮷𡃁龘",
    "e\u0301" * 500,
    " ",
)
KEYS = (
    *(Qt.Key(key) for key in range(Qt.Key.Key_A, Qt.Key.Key_Z + 1)),
    *(Qt.Key(key) for key in range(Qt.Key.Key_0, Qt.Key.Key_9 + 1)),
    *(Qt.Key(key) for key in range(Qt.Key.Key_F1, Qt.Key.Key_F12 + 1)),
    *[Qt.Key.Key_Tab] * 6,
    *[Qt.Key.Key_Return] * 6,
    *[Qt.Key.Key_Down] * 4,
    *[Qt.Key.Key_Space] * 3,
    Qt.Key.Key_Up,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Menu,
)
CONTROL_KEYS = "ACDEFILNPSTVXYZ,"
RECORDS = ("case", "customer", "callback")


class FakeDialogs(Dialogs):
    """Asks in real boxes, but answers every question about files with a path."""

    folder = Path()

    def open_file(
        self, parent: QWidget, title: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        then(self.folder / "rubbish.csv")

    def save_file(
        self, parent: QWidget, title: str, suggested: Path, kinds: str, then: Callable[[Path], None]
    ) -> None:
        then(self.folder / suggested.name)


class Monkey:
    """Does random things to a window; a seed always leads to the same things."""

    def __init__(self, window: Window, random: Random) -> None:
        self.window = window
        self.did: list[str] = []
        """What was done, the newest last."""
        self._random = random
        self._actions = (
            *[self._press_a_key] * 8,
            *[self._click] * 8,
            *[self._press_control] * 2,
            *[self._press_alt] * 2,
            *[self._paste] * 3,
            self._resize,
            self._show_a_page,
            self._open_a_record,
        )

    def step(self) -> None:
        """Do one thing."""
        self._random.choice(self._actions)()

    def _ground(self) -> QWidget:
        """Give what stands in front: a menu, a box or the window."""
        front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return front if front is not None else self.window

    def _target(self) -> QWidget:
        ground, focus = self._ground(), QApplication.focusWidget()
        if focus is not None and (focus is ground or ground.isAncestorOf(focus)):
            return focus
        return ground

    def _key(self, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        target = self._target()
        self.did.append(f"{modifier.name} {key.name} on {type(target).__name__}")
        QTest.keyClick(target, key, modifier)

    def _press_a_key(self) -> None:
        self._key(self._random.choice(KEYS), Qt.KeyboardModifier.NoModifier)

    def _press_control(self) -> None:
        key = Qt.Key(ord(self._random.choice(CONTROL_KEYS)))
        if self._random.random() < 0.4:
            key = Qt.Key.Key_Return
        self._key(key, Qt.KeyboardModifier.ControlModifier)

    def _press_alt(self) -> None:
        key = Qt.Key(self._random.randint(Qt.Key.Key_A, Qt.Key.Key_Z))
        self._key(key, Qt.KeyboardModifier.AltModifier)

    def _paste(self) -> None:
        text = self._random.choice(PASTES)
        QGuiApplication.clipboard().setText(text)
        self.did.append(f"copied {text[:12]!r}")
        self._key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def _click(self) -> None:
        ground = self._ground()
        seen = [w for w in ground.findChildren(QWidget) if w.isVisible() and w.isEnabled()]
        seen = [w for w in seen if w.window() is ground and not w.visibleRegion().isEmpty()]
        seen = [w for w in seen if not waits_for_a_menu(w)]
        if not seen:
            return
        widget = self._random.choice(seen)
        self.did.append(f"click on {type(widget).__name__} {widget.accessibleName()[:30]!r}")
        click = QTest.mouseDClick if self._random.random() < 0.1 else QTest.mouseClick
        point = self._point_in(widget.visibleRegion())
        click(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)

    def _point_in(self, region: QRegion) -> QPoint:
        box = region.boundingRect()
        x, y = self._random.randrange(box.width()), self._random.randrange(box.height())
        return QPoint(box.x() + x, box.y() + y)

    def _resize(self) -> None:
        size = self._random.choice(SIZES)
        self.did.append(f"resize to {size}")
        self.window.resize(*size)

    def _show_a_page(self) -> None:
        if isinstance(self._ground(), Window):
            key = self._random.choice(self.window.page_keys())
            self.did.append(f"page {key}")
            self.window.show_page(key)

    def _open_a_record(self) -> None:
        if isinstance(self._ground(), Window):
            kind, number = self._random.choice(RECORDS), self._random.randint(1, 20)
            self.did.append(f"open {kind} {number}")
            self.window.open(kind, number)

    def close_what_is_in_front(self) -> None:
        """Leave every menu and box the way Esc does."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        while isinstance(box := QApplication.activeModalWidget(), QDialog):
            box.reject()


def waits_for_a_menu(widget: QWidget) -> bool:
    """Tell whether a click returns only when a menu is closed (the months of the calendar)."""
    return isinstance(widget, QToolButton) and widget.menu() is not None
