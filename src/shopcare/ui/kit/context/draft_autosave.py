"""Keeps what is half typed in the shop file while it is typed, so that nothing loses it."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, SignalInstance, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.errors import Trouble
from shopcare.services import drafts
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation, T
from shopcare.ui.kit.context.write_queue import WriteQueue

WITHIN_MS: Final = 600
"""At the latest so long after a key it is on its way to the disk."""


@dataclass(frozen=True, slots=True)
class DraftKey:
    """Tells half-typed forms apart: of which kind, and of which record (0: a new one)."""

    form: str
    record_id: int = 0


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """A form as it was left."""

    typed: Mapping[str, object]
    title: str = ""
    """Names it where it waits to be gone on with."""


HalfTypedForms = dict[DraftKey, HalfTyped]
"""Those that were left; the one that was typed into last comes last."""


class TypedInto(Protocol):
    """A form as ``DraftAutosave`` sees it."""

    @property
    def edited(self) -> SignalInstance:
        """Signal that something was typed."""

    def isEnabled(self) -> bool:
        """Tell whether it is not being saved just now."""

    def is_changed(self) -> bool:
        """Tell whether something is typed that would be lost."""

    def typed(self) -> Mapping[str, object]:
        """Give what is typed."""

    def restore(self, typed: Mapping[str, object], /) -> None:
        """Show again what was typed."""


class DraftAutosave(QObject):
    """Holds the half-typed forms of one page and writes them through the write queue.

    A form is watched while it is open. A disabled form is being saved: what was typed into it
    stays as it was noted, and the saving itself lets it go.
    """

    def __init__(
        self, parent: QWidget, shop: Shop, write_queue: WriteQueue, place: drafts.Form
    ) -> None:
        """Read what the shop file holds.

        Args:
            parent: what is typed into; it is never disabled for this.
            write_queue: carries the writes out, one after the other, off this thread; so a
                draft never overtakes the record made of it.
            place: under which name the drafts stand in the shop file.
        """
        super().__init__(parent)
        self._page = parent
        self._write_queue = write_queue
        self._place = place
        self._halves = _read(drafts.kept(shop, place))
        self._open: dict[DraftKey, tuple[TypedInto, Callable[[], str]]] = {}
        self._kept: object = _plain(self._halves)
        """What the shop file holds."""
        self._sent: object = self._kept
        """What it will hold when everything is written that is under way."""
        self._receivers: list[QWidget] = []
        self._timer = QTimer(self, singleShot=True, interval=WITHIN_MS)
        self._timer.timeout.connect(self.keep)

    def watch(self, key: DraftKey, form: TypedInto, title: Callable[[], str] = str) -> bool:
        """Keep what is typed into a form from now on; tell whether something was restored."""
        half = self._halves.get(key)
        if half is not None:
            form.restore(half.typed)
        self._open[key] = form, title
        form.edited.connect(self.touch)
        return half is not None

    def leave(self, key: DraftKey) -> None:
        """Stop watching a form; what is typed into it waits to be gone on with."""
        self.keep()
        self._unwatch(key)

    def drop(self, *keys: DraftKey) -> None:
        """Let forms go that are saved, or given up on purpose; they are not watched any more."""
        for key in keys:
            self._unwatch(key)
            self._halves.pop(key, None)
        self.keep()

    def hold(self, key: DraftKey, half: HalfTyped) -> None:
        """Take a form back that was dropped: what it was saved as is undone."""
        self._halves[key] = half
        self.touch()

    def half_typed(self) -> HalfTypedForms:
        """Give every form that is half typed; the one that was typed into last comes last."""
        return dict(self._halves)

    def of_record(self, record_id: int) -> HalfTypedForms:
        """Give what is half typed of one record."""
        own = {}
        for key, half in self._halves.items():
            if key.record_id == record_id:
                own[key] = half
        return own

    def saving(self, operation: Operation[T], *keys: DraftKey) -> Operation[T]:
        """Keep everything now, and make the operation also drop forms from the shop file.

        ``drop`` does so, too, when the result arrives; but the window may be closed by then.

        Args:
            operation: makes a record of what was typed.
        """
        self.keep()
        held = self._halves.keys() & set(keys)
        return clearing_draft(self._place, operation, *held) if held else operation

    def read_again(self, shop: Shop) -> None:
        """Show what the shop file holds by now in the open forms."""
        self._halves = _read(drafts.kept(shop, self._place))
        self._kept = self._sent = _plain(self._halves)
        for key, (form, _title) in self._open.items():
            half = self._halves.get(key)
            form.restore(half.typed if half is not None else {})

    def forget_erased(self, shop: Shop) -> None:
        """Let go what an erasure took out of the shop file, and empty its open form (L-8)."""
        there = _read(drafts.kept(shop, self._place))
        for key in [key for key in _read(self._kept) if key not in there]:
            self._halves.pop(key, None)
            if key in self._open:
                form, _title = self._open[key]
                form.restore({})
                if form.is_changed():  # of a record, which is gone itself
                    self._unwatch(key)
        self._kept = self._sent = _plain(there)
        self.keep()

    def settle(self) -> None:
        """Take note that the shop file holds what is typed, because something else saved it."""
        self._timer.stop()
        self._note()
        self._kept = self._sent = _plain(self._halves)

    @Slot()
    def touch(self) -> None:
        """Something was typed: keep it soon, also while typing goes on."""
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def keep(self) -> None:
        """Keep what is typed, now; where nothing is, let the draft go."""
        self._timer.stop()
        self._note()
        content = _plain(self._halves) if self._halves else None
        if all(map(QWidget.isEnabled, self._receivers)):
            self._sent = self._kept  # what could not be written is tried again
        if content != self._sent:
            self._sent = content
            self._write_queue.submit(
                self._receiver(), _keeping(self._place, content), self._on_kept
            )

    def _note(self) -> None:
        for key, (form, title) in self._open.items():
            if not form.isEnabled():
                continue
            if not form.is_changed():
                self._halves.pop(key, None)
            elif (half := HalfTyped(form.typed(), title())) != self._halves.get(key):
                self._halves.pop(key, None)
                self._halves[key] = half  # as the last one

    def _unwatch(self, key: DraftKey) -> None:
        if key in self._open:
            form, _title = self._open.pop(key)
            form.edited.disconnect(self.touch)

    def _receiver(self) -> QWidget:
        """Give a hidden widget that no write holds, so that a later one need not wait."""
        for receiver in self._receivers:
            if receiver.isEnabled():
                return receiver
        receiver = QWidget(self._page.window())  # whatever is disabled below it
        receiver.hide()
        self._receivers.append(receiver)
        return receiver

    def _on_kept(self, content: object) -> None:
        self._kept = content


def clearing_draft(place: drafts.Form, operation: Operation[T], *keys: DraftKey) -> Operation[T]:
    """Make an operation that drops forms from the shop file, once it is carried out."""

    def carry_out(shop: Shop) -> T:
        result = operation(shop)
        with suppress(Trouble):  # the record is saved, that is what counts
            halves = _read(drafts.kept(shop, place))
            rest = {key: half for key, half in halves.items() if key not in keys}
            drafts.keep(shop, place, _plain(rest))
        return result

    return carry_out


def put_draft_back(shop: Shop, place: drafts.Form, key: DraftKey, half: HalfTyped) -> None:
    """Put a form back into the shop file; ``DraftAutosave.read_again`` shows it."""
    drafts.keep(shop, place, _plain(_read(drafts.kept(shop, place)) | {key: half}))


def _plain(halves: HalfTypedForms) -> list[dict[str, object]] | None:
    return [
        {"form": key.form, "id": key.record_id, "title": half.title, "typed": half.typed}
        for key, half in halves.items()
    ] or None


def _read(plain: object) -> HalfTypedForms:
    """Read what ``_plain`` gave; what another version wrote otherwise is left out."""
    halves: HalfTypedForms = {}
    for entry in plain if isinstance(plain, list) else []:
        match entry:
            case {"form": str(form), "id": int(number), "title": str(title), "typed": dict(typed)}:
                halves[DraftKey(form, number)] = HalfTyped(typed, title)
    return halves


def _keeping(place: drafts.Form, content: object) -> Operation[object]:
    def keep(shop: Shop) -> object:
        drafts.keep(shop, place, content)
        return content

    return keep
