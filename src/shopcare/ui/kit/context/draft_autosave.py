"""Keeps what is half typed in the shop file while it is typed, so that nothing loses it."""

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.errors import Trouble
from shopcare.services import drafts
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation, T
from shopcare.ui.kit.context.write_queue import WriteQueue

WITHIN_MS: Final = 600
"""At the latest so long after a key it is on its way to the disk."""


class DraftAutosave(QObject):
    """Writes a draft through the write_queue: it never overtakes the record made of it."""

    def __init__(
        self,
        parent: QWidget,
        write_queue: WriteQueue,
        form: drafts.Form,
        content: Callable[[], object],
    ) -> None:
        """Stand ready; what the file holds is first told by ``settle``.

        Args:
            parent: what is typed into; it is never disabled for this.
            write_queue: carries the writes out, one after the other, off this thread.
            form: whose draft it is.
            content: gives what is typed as JSON can hold it; empty: there is nothing to keep.
        """
        super().__init__(parent)
        self._page = parent
        self._write_queue = write_queue
        self._form = form
        self._content = content
        self._kept: object = None
        """What the shop file holds."""
        self._sent: object = None
        """What it will hold when everything is written that is under way."""
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
        """Keep what is typed, now; where nothing is, let the draft go."""
        self._timer.stop()
        content = self._content() or None
        if all(ground.isEnabled() for ground in self._grounds):
            self._sent = self._kept  # what could not be written is tried again
        if content != self._sent:
            self._sent = content
            self._write_queue.submit(self._ground(), _keeping(self._form, content), self._on_kept)

    def settle(self) -> None:
        """Take note that the shop file holds what is typed: it was read, or all of it is saved."""
        self._timer.stop()
        self._kept = self._sent = self._content() or None

    def _ground(self) -> QWidget:
        """Give a hidden widget that no write holds, so that a later one need not wait."""
        for ground in self._grounds:
            if ground.isEnabled():
                return ground
        ground = QWidget(self._page.window())  # whatever is disabled below it
        ground.hide()
        self._grounds.append(ground)
        return ground

    def _on_kept(self, content: object) -> None:
        self._kept = content


def clearing_draft(
    form: drafts.Form, operation: Operation[T], rest: Callable[[object], object]
) -> Operation[T]:
    """Make an operation that also drops its own part of a draft, once it is carried out.

    The form does so, too, when the result arrives; but the window may be closed by then.

    Args:
        form: whose draft it is.
        operation: makes a record of what was typed.
        rest: gives what is left of the draft as it stands in the shop file.
    """

    def carry_out(shop: Shop) -> T:
        result = operation(shop)
        with suppress(Trouble):  # the record is saved, that is what counts
            drafts.keep(shop, form, rest(drafts.kept(shop, form)))
        return result

    return carry_out


def _keeping(form: drafts.Form, content: object) -> Operation[object]:
    def keep(shop: Shop) -> object:
        drafts.keep(shop, form, content)
        return content

    return keep
