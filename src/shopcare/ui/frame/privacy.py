"""The privacy key (X-8): what is another customer's goes out of sight while one stands here."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPalette, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from shopcare.ui.kit.shortcuts import HIDE_PEOPLE
from shopcare.ui.kit.style.icons import draw_sign
from shopcare.ui.kit.style.tokens import Role, role_font, tokens_of
from shopcare.ui.kit.words.i18n import tr

_SIGN = 40


class Hidden(StrEnum):
    """How much is out of sight."""

    NOTHING = "nothing"
    OTHERS = "others"
    """Lists of other customers; the record that is open belongs to who stands at the counter."""
    EVERYTHING = "everything"


_NEXT = {
    Hidden.NOTHING: Hidden.OTHERS,
    Hidden.OTHERS: Hidden.EVERYTHING,
    Hidden.EVERYTHING: Hidden.NOTHING,
}


class Privacy(QObject):
    """Each press hides more, the third shows everything again."""

    said = Signal(str)
    """What is hidden now and what the key does next; empty while nothing is."""

    def __init__(
        self,
        window: QWidget,
        others: Callable[[], Sequence[QWidget]],
        everything: Sequence[QWidget],
    ) -> None:
        """Listen to the key.

        Args:
            window: the key works anywhere in it.
            others: gives the parts of the shown page that show other customers.
            everything: parts of the window that show customers, whatever page is shown.
        """
        super().__init__(window)
        self.hidden = Hidden.NOTHING
        self._others = others
        self._everything = everything
        self._covers: list[Cover] = []
        self._focus: QWidget | None = None
        self._papers: list[QDialog] = []
        key = QShortcut(QKeySequence(HIDE_PEOPLE), window)
        key.setContext(Qt.ShortcutContext.ApplicationShortcut)  # also over a paper beside it
        key.activated.connect(self.press)

    @Slot()
    def press(self) -> None:
        """Hide more, or show everything again."""
        self.hidden = _NEXT[self.hidden]
        if self.hidden is Hidden.EVERYTHING:
            self._focus = QApplication.focusWidget()
        for part in self._everything:  # no key changes what nobody sees
            part.setEnabled(self.hidden is not Hidden.EVERYTHING)
        self.look_again()
        self._hide_papers()
        if self.hidden is Hidden.NOTHING and self._focus is not None and isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.emit(_words(self.hidden))

    def _hide_papers(self) -> None:
        """Put papers away that lie beside the window; those opened later are for who is served."""
        if self.hidden is Hidden.NOTHING:
            for paper in filter(isValid, self._papers):
                paper.show()
            self._papers = []
            return
        for shown in QApplication.topLevelWidgets():
            if isinstance(shown, QDialog) and shown.isVisible() and not shown.isModal():
                shown.hide()
                self._papers.append(shown)

    def look_again(self) -> None:
        """Cover what is to be out of sight now, after another page was shown."""
        for cover in filter(isValid, self._covers):
            cover.lift()
        parts: Sequence[QWidget] = ()
        if self.hidden is Hidden.OTHERS:
            parts = self._others()
        elif self.hidden is Hidden.EVERYTHING:
            parts = self._everything
        self._covers = [Cover(part) for part in parts]


class Cover(QWidget):
    """Lies over a part of the window, as large as it, and lets nothing through."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Hidden"))
        part.installEventFilter(self)
        self.setGeometry(part.rect())
        self.show()
        self.raise_()

    def lift(self) -> None:
        """Show again what is below."""
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the part, and above what is added to it."""
        if isinstance(watched, QWidget) and event.type() in (
            QEvent.Type.Resize,
            QEvent.Type.ChildAdded,
            QEvent.Type.LayoutRequest,
        ):
            self.setGeometry(QRect(0, 0, watched.width(), watched.height()))
            self.raise_()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let no click reach what is below."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a plain ground, a sign and a word."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens_of(self.palette()).paper)
        if self.height() < 3 * _SIGN:
            return
        ink = self.palette().color(QPalette.ColorRole.PlaceholderText)
        middle = self.rect().center()
        square = QRect(middle.x() - _SIGN // 2, middle.y() - _SIGN, _SIGN, _SIGN)
        draw_sign(painter, "eye-off", square, ink)
        painter.setPen(ink)
        painter.setFont(role_font(Role.BODY))
        below = QRect(0, middle.y() + 8, self.width(), 2 * _SIGN)
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, top, tr("Hidden"))


def _words(hidden: Hidden) -> str:
    if hidden is Hidden.OTHERS:
        return tr("Other customers are hidden. {key} hides everything.", key=HIDE_PEOPLE)
    if hidden is Hidden.EVERYTHING:
        return tr("Everything is hidden. {key} shows it again.", key=HIDE_PEOPLE)
    return ""
