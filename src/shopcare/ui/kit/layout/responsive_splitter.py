"""Two parts of a page: side by side, or one below the other where that is too narrow."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from shopcare.ui.kit.style.tokens import SPACE_L

STACK_BELOW: Final = 760
"""Pixels; parts that stand beside each other on less are too narrow to be read."""
NARROW: Final = 960
"""Pixels; a part with its own width may have less of it where the whole is narrower."""
_NO_LIMIT: Final = 16_777_215


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
