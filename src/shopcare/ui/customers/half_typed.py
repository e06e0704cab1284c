"""What is half typed and not saved: kept over a change of page, a crash and a power cut."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from shopcare.services import drafts
from shopcare.services.shop import Shop
from shopcare.ui.perform import Performer

WITHIN_MS: Final = 600
"""At the latest so long after a key it is on its way to the disk."""

Typed = Mapping[str, object]


class FormKind(StrEnum):
    """The forms of the page."""

    NEW = "new"
    EDIT = "edit"
    PURCHASE = "purchase"


@dataclass(frozen=True, slots=True)
class FormKey:
    """One form: of which kind, and of which customer (0: somebody new)."""

    kind: FormKind
    customer_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """A form as it was left."""

    name: str
    """Whose it is."""
    typed: Typed


class HalfTyped(QObject):
    """Holds the forms that were left, and writes them through the performer."""

    def __init__(self, parent: QWidget, performer: Performer, gather: Callable[[], None]) -> None:
        """Stand ready.

        Args:
            gather: puts what is in the open form into here.
        """
        super().__init__(parent)
        self._page = parent
        self._performer = performer
        self._gather = gather
        self._halves: dict[FormKey, Half] = {}
        self._kept: object = []
        self._grounds: list[QWidget] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WITHIN_MS)
        self._timer.timeout.connect(self.keep)

    def put(self, key: FormKey, half: Half | None) -> None:
        """Hold a form; None: there is nothing to hold any more."""
        if half is None:
            self._halves.pop(key, None)
        else:
            self._halves[key] = half

    def get(self, key: FormKey) -> Half | None:
        """Give back a form that was left."""
        return self._halves.get(key)

    def all(self) -> dict[FormKey, Half]:
        """Give every form that was left."""
        return dict(self._halves)

    def read(self, shop: Shop) -> None:
        """Take up what was kept before the program ended."""
        self._halves = _halves_from_plain(drafts.kept(shop, drafts.Form.CUSTOMERS))
        self._kept = self._plain()

    @Slot()
    def touch(self) -> None:
        """Something was typed: keep it soon, also while typing goes on."""
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def keep(self) -> None:
        """Keep everything now."""
        self._timer.stop()
        self._gather()
        plain = self._plain()
        if plain != self._kept:
            self._kept = plain
            self._performer.do(self._ground(), _keeping(plain))

    def _plain(self) -> list[dict[str, object]]:
        return [
            {"kind": key.kind.value, "id": key.customer_id, "name": half.name, "typed": half.typed}
            for key, half in self._halves.items()
        ]

    def _ground(self) -> QWidget:
        """Give a hidden widget that no operation holds; no form is ever disabled for this."""
        for ground in self._grounds:
            if ground.isEnabled():
                return ground
        ground = QWidget(self._page)
        ground.hide()
        self._grounds.append(ground)
        return ground


def _keeping(plain: list[dict[str, object]]) -> Callable[[Shop], None]:
    def keep(shop: Shop) -> None:
        drafts.keep(shop, drafts.Form.CUSTOMERS, plain)

    return keep


def _halves_from_plain(plain: object) -> dict[FormKey, Half]:
    """Read what was kept; what another version wrote otherwise is left out."""
    halves: dict[FormKey, Half] = {}
    for entry in plain if isinstance(plain, list) else []:
        match entry:
            case {"kind": str(kind), "id": int(number), "name": str(name), "typed": dict(typed)}:
                if kind in list(FormKind):
                    halves[FormKey(FormKind(kind), number)] = Half(name=name, typed=typed)
    return halves
