"""Puts a cover in the place of all that a window shows: behind it nothing is seen or pressed."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMessageBox, QWidget
from shiboken6 import isValid

from shopcare.ui.kit.clipboard import forget_copied
from shopcare.ui.kit.layout.box_layouts import column_layout


class Covering(QObject):
    """What a window shows and what lies over it; drafts, dialogs and the focus stay as they are."""

    def __init__(self, window: QMainWindow) -> None:
        """Put the window's content on a ground that has room for a cover."""
        super().__init__(window)
        self._window = window
        content = window.takeCentralWidget()
        assert content is not None
        self._content: QWidget = content
        ground = QWidget()
        self._layout = column_layout(ground, 0, self._content)
        window.setCentralWidget(ground)
        self._content.show()
        self._cover: QWidget | None = None
        self._focus: QWidget | None = None
        self._dialogs: list[QWidget] = []

    def cover_with(self, cover: QWidget) -> None:
        """Show a cover; whatever else of the program is open goes out of sight."""
        if self._cover is not None:
            return
        self._focus = QApplication.focusWidget()
        self._cover = cover
        self._hide_other_windows()
        self._content.hide()
        self._hide_what_floats()
        self._layout.addWidget(cover)
        cover.show()
        self._let_keys(pressed=False)
        forget_copied()
        _application().installEventFilter(self)

    def uncover(self) -> None:
        """Take the cover away again; it is deleted."""
        if self._cover is None:
            return
        _application().removeEventFilter(self)
        self._layout.removeWidget(self._cover)
        self._cover.hide()
        self._cover.deleteLater()
        self._cover = None
        self._content.show()
        self._let_keys(pressed=True)
        for dialog in filter(isValid, self._dialogs):
            dialog.show()
        self._dialogs = []
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a dialog out of sight that opens meanwhile: a paper that was still being drawn."""
        if event.type() == QEvent.Type.Show and _shows_people(watched):
            assert isinstance(watched, QDialog)
            watched.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            self._dialogs.append(watched)
            QTimer.singleShot(0, self, self._hide_late_ones)
        return False

    @Slot()
    def _hide_late_ones(self) -> None:
        for dialog in filter(isValid, self._dialogs):
            if dialog.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen):
                dialog.hide()
                dialog.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, on=False)

    def _hide_other_windows(self) -> None:
        for other in QApplication.topLevelWidgets():
            if other is self._window or not other.isVisible():
                continue
            if isinstance(other, QDialog):
                self._dialogs.append(other)
                other.hide()
            else:  # a menu, a list of suggestions, a tooltip
                other.close()

    def _hide_what_floats(self) -> None:
        """Hide what lies above the content as a child of the window: a list of what was found."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for child in self._window.findChildren(QWidget, options=direct):
            if child is not self._window.centralWidget() and not child.isWindow():
                child.hide()

    def _let_keys(self, *, pressed: bool) -> None:
        """Turn the window's own shortcuts on or off; those of hidden parts rest by themselves."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for shortcut in self._window.findChildren(QShortcut, options=direct):
            shortcut.setEnabled(pressed)


def _shows_people(widget: QObject) -> bool:
    """Say whether something is a dialog about the shop; the one that tells of an error is not."""
    return isinstance(widget, QDialog) and widget.isWindow() and type(widget) is not QMessageBox


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
