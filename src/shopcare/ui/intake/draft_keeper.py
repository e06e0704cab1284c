"""Keeps the half-filled form in the shop file while it is typed, so that nothing kills it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from shopcare.services import drafts
from shopcare.services.shop import Shop
from shopcare.ui.intake.content import IntakeContent, is_blank, plain_from_content
from shopcare.ui.perform import Performer

WITHIN_MS = 600
"""At the latest so long after a key the draft is on its way to the disk."""


class DraftKeeper(QObject):
    """Writes through the performer, so that a draft never overtakes the case made of it."""

    def __init__(
        self, parent: QWidget, performer: Performer, content: Callable[[], IntakeContent]
    ) -> None:
        """Stand ready.

        Args:
            content: gives what the form holds.
        """
        super().__init__(parent)
        self._page = parent
        self._performer = performer
        self._content = content
        self._kept = IntakeContent()
        self._grounds: list[QWidget] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WITHIN_MS)
        self._timer.timeout.connect(self.keep)

    @Slot()
    def touch(self) -> None:
        """Something was typed: keep it soon, also while typing goes on."""
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def keep(self) -> None:
        """Keep what the form holds, now."""
        self._timer.stop()
        content = self._content()
        if content == self._kept:
            return
        was_blank, self._kept = is_blank(self._kept), content
        if not is_blank(content):
            self._performer.do(self._ground(), keeping(content))
        elif not was_blank:
            self._performer.do(self._ground(), _forget)

    def settle(self, content: IntakeContent) -> None:
        """Take note that this is what the shop file holds: it was read, or the case saved."""
        self._timer.stop()
        self._kept = content

    def _ground(self) -> QWidget:
        """Give a hidden widget that no operation holds; the form itself is never disabled."""
        for ground in self._grounds:
            if ground.isEnabled():
                return ground
        ground = QWidget(self._page)
        ground.hide()
        self._grounds.append(ground)
        return ground


def _forget(shop: Shop) -> None:
    drafts.forget(shop, drafts.Form.INTAKE)


def keeping(content: IntakeContent) -> Callable[[Shop], None]:
    """Make the operation that keeps a content."""

    def keep(shop: Shop) -> None:
        drafts.keep(shop, drafts.Form.INTAKE, plain_from_content(content))

    return keep
