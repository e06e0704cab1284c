"""Containers: areas that scroll, a stack as large as what it shows, two parts side by side."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSplitter, QStackedWidget, QWidget

from shopcare.ui.kit.style.tokens import SPACE_L

STACK_BELOW: Final = 760
"""Pixels; parts that stand beside each other on less are too narrow to be read."""
NARROW: Final = 960
"""Pixels; a part with its own width may have less of it where the whole is narrower."""
_NO_LIMIT: Final = 16_777_215
_ENOUGH = 120
"""Pixels; so much of something large is enough to see where one is."""


class TallArea(QScrollArea):
    """Asks for the width of what lies on it, so that nothing is cut at its right."""

    def __init__(self, content: QWidget) -> None:
        """Take the content; the ground below shows through."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of the content and of the scroll bar beside it."""
        content = self.widget()
        if content is None:
            return super().minimumSizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(content.minimumSizeHint().width() + bar, super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask anew when the content wants another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class ShownStack(QStackedWidget):
    """Asks for the size of the widget that is shown, not of the largest of all."""

    def __init__(self, *widgets: QWidget) -> None:
        """Take the widgets; the first one is shown."""
        super().__init__()
        for widget in widgets:
            self.addWidget(widget)
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """Ask for what is shown."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()

    def sizeHint(self) -> QSize:
        """Ask for what is shown."""
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else super().sizeHint()

    def hasHeightForWidth(self) -> bool:
        """Depend on the width where what is shown does."""
        shown = self.currentWidget()
        return shown is not None and shown.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """Ask for what is shown."""
        shown = self.currentWidget()
        return shown.heightForWidth(width) if shown is not None else -1


class ResponsiveSplitter(QSplitter):
    """Puts two parts beside each other where both have room, else below each other.

    Below each other, each part is as high as it wants to be and the page scrolls.
    """

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        sizes: tuple[int, int] = (600, 600),
        fixed: tuple[int, int] = (0, 0),
        narrow: tuple[int, int] | None = None,
        gap: int = SPACE_L,
        below: int = STACK_BELOW,
        whole: bool = False,
    ) -> None:
        """Take the two parts.

        Args:
            sizes: how they share the width.
            fixed: the width of a part that keeps its own, in pixels; 0 for one that does not.
            narrow: the same on less than ``NARROW`` pixels.
            below: the width under which they stand below each other, in pixels; they also do
                where their contents are wider than that.
            whole: a part is never lower than it wants to be, as a form without a scroll bar.
        """
        super().__init__()
        self._parts = (first, second)
        self._widths = (narrow or fixed, fixed)
        self._fixed = self._widths[self.width() >= NARROW]
        self._below = below
        self._whole = whole
        self._shares = [own or share for own, share in zip(fixed, sizes, strict=True)]
        self._lowest = tuple(part.minimumHeight() for part in self._parts)
        self.setHandleWidth(gap)
        self.setChildrenCollapsible(False)
        for number, part in enumerate(self._parts):
            self.addWidget(part)
            self.setStretchFactor(number, 0 if fixed[number] else sizes[number] // 10)
        self._hold()
        self.setSizes(self._shares)
        self.splitterMoved.connect(self._on_moved)

    def is_stacked(self) -> bool:
        """Say whether the parts stand below each other."""
        return self.orientation() is Qt.Orientation.Vertical

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of the wider part only: both fit below each other."""
        first, second = self._parts
        narrowest = max(_least_width(first), _least_width(second))
        return QSize(narrowest, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Ask for no more height than is needed; what there is more of is taken anyway."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where the width asks for it."""
        self._turn()
        super().resizeEvent(event)
        if not self.is_stacked() and not any(self._fixed):
            self.setSizes(self._shares)
        self._make_room()

    def event(self, event: QEvent) -> bool:
        """Look again when a part wants another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
            done = super().event(event)
            self._make_room()
            return done
        return super().event(event)

    def _turn(self) -> None:
        was_stacked, had_fixed = self.is_stacked(), self._fixed
        self._fixed = self._widths[self.width() >= NARROW]
        needed = self.handleWidth()
        for part, fixed in zip(self._parts, self._fixed, strict=True):
            needed += fixed or _least_width(part)
        stacked = self.width() < max(self._below, needed)
        if stacked != was_stacked:
            self.setOrientation(Qt.Orientation.Vertical if stacked else Qt.Orientation.Horizontal)
        if stacked != was_stacked or self._fixed != had_fixed:
            self._hold()
        if was_stacked and not stacked:
            self._make_room()
            self.setSizes(self._shares)

    def _hold(self) -> None:
        """Keep the fixed widths while side by side; there is nothing to be dragged then."""
        for part, fixed in zip(self._parts, self._fixed, strict=True):
            if fixed:
                part.setMaximumWidth(_NO_LIMIT if self.is_stacked() else fixed)
                part.setMinimumWidth(0 if self.is_stacked() else fixed)
        if any(self._fixed) or self._whole or self.is_stacked():
            self.handle(1).setEnabled(False)
            self.handle(1).unsetCursor()
        else:
            self.handle(1).setEnabled(True)

    @Slot()
    def _on_moved(self) -> None:
        self._shares = self.sizes()

    def _make_room(self) -> None:
        for part, lowest in zip(self._parts, self._lowest, strict=True):
            wanted = lowest
            if self.is_stacked() or self._whole:
                follows = part.hasHeightForWidth()
                high = part.heightForWidth(part.width()) if follows else part.sizeHint().height()
                wanted = max(lowest, high, part.minimumSizeHint().height())
            if part.minimumHeight() != wanted:
                part.setMinimumHeight(wanted)
                self.updateGeometry()  # while it is hidden, nobody else tells the page


def _least_width(part: QWidget) -> int:
    return 0 if part.isHidden() else part.minimumSizeHint().width()


class PageFrame(QScrollArea):
    """Scrolls a page that is higher than the window; where the keyboard is, is seen."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = page
        self.setWidget(page)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to where the focus went by itself; under the mouse nothing moves."""
        if now is not None and not QApplication.mouseButtons() and self.isAncestorOf(now):
            QTimer.singleShot(0, self, self._on_laid_out)

    @Slot()
    def _on_laid_out(self) -> None:
        now = QApplication.focusWidget()
        if now is None or not self.verticalScrollBar().maximum() or not self.isAncestorOf(now):
            return
        seen = QRect(now.mapTo(self.viewport(), QPoint()), now.size())
        seen.setHeight(min(seen.height(), _ENOUGH))
        if self.viewport().rect().contains(seen):
            return
        part = self._part_of(now)
        if part is not None:
            self.verticalScrollBar().setValue(part.mapTo(self._page, QPoint()).y() - SPACE_L)
        self.ensureWidgetVisible(now, 0, SPACE_L)

    def _part_of(self, widget: QWidget) -> QWidget | None:
        """Find the part, of those below each other, that a widget is in."""
        parent = widget.parentWidget()
        while parent is not None and parent is not self:
            if isinstance(parent, ResponsiveSplitter):
                return widget if parent.is_stacked() else None
            widget, parent = parent, parent.parentWidget()
        return None
