"""The forms about the items of a case: added, removed, handed over, put on a shelf."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from shopcare.domain.cases.case import Case
from shopcare.domain.goods.item import Item, ItemDraft
from shopcare.services.goods import items as goods
from shopcare.services.goods import places
from shopcare.services.goods.items import GoodsChanged, items_of
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.fields.choice_fields import NoProblem
from shopcare.ui.kit.fields.text_fields import CodeEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec
from shopcare.ui.kit.forms.items_field import ItemsField
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.cases.forms.step_panel import StepPanel, StepResult
from shopcare.ui.pages.cases.goods.goods_steps import (
    ADD,
    MARKS,
    NOTICE,
    PART,
    PHOTO,
    RELEASE,
    REMOVE,
    REPAIR_PLACE,
    SHELF,
    VOID_PHOTO,
)

_Changing = Callable[..., GoodsChanged]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreItems:
    """What was handed in beside what is on file."""

    items: tuple[ItemDraft, ...] = ()


class AddPanel(StepPanel[MoreItems]):
    """More items of a case (W-1)."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the form with a line to type into."""
        self._case_id = case.id
        self.items_field = ItemsField(tr("Another item"))
        form = BoundForm(MoreItems(), FieldSpec("items", tr("Items"), self.items_field))
        super().__init__(ADD, tr("Add items"), tr("Add"), form)
        form.reset()
        self.items_field.begin()

    def operation(self) -> Operation[StepResult]:
        """Give the adding."""
        return partial(goods.add_items, case_id=self._case_id, drafts=self.form.draft().items)


class ItemTicks(QWidget, NoProblem):
    """Ticks for items of a case."""

    edited = Signal()

    def __init__(self, offered: Sequence[Item]) -> None:
        super().__init__()
        self.boxes = {
            item.position: QCheckBox(f"{item.position}  {item.what or tr('Not recorded')}")
            for item in offered
        }
        rows = column_layout(self, 0)
        for box in self.boxes.values():
            rows.addWidget(box)
            box.toggled.connect(self.edited)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> tuple[int, ...]:
        """Give the positions that are ticked."""
        return tuple(position for position, box in self.boxes.items() if box.isChecked())

    def set_value(self, positions: Sequence[object]) -> None:
        """Tick these and no others."""
        for position, box in self.boxes.items():
            box.setChecked(position in positions)

    def typed(self) -> list[int]:
        """Give the positions that are ticked."""
        return list(self.value())

    def restore(self, typed: object) -> None:
        """Tick the same again."""
        self.set_value(typed if isinstance(typed, list) else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenItems:
    """Which items something is done with."""

    positions: tuple[int, ...] = ()


class TicksPanel(StepPanel[ChosenItems]):
    """Asks with which items something is done."""

    def __init__(
        self, case: Case, offered: Sequence[Item], change: _Changing, key: str, title: str
    ) -> None:
        """Make the form."""
        self._case_id = case.id
        self._change = change
        self.ticks = ItemTicks(offered)
        form = BoundForm(ChosenItems(), FieldSpec("positions", tr("Which items"), self.ticks))
        super().__init__(key, title, title, form)
        form.reset()

    def operation(self) -> Operation[StepResult]:
        """Give what is done with the items."""
        return partial(self._change, case_id=self._case_id, positions=self.form.draft().positions)


def _part_panel(shop: Shop, case: Case) -> TicksPanel:
    here = [item for item in items_of(shop, case) if item.is_here]
    panel = TicksPanel(case, here, goods.hand_over_items, PART, tr("Hand over part of it"))
    panel.form.add(Caption(tr("The case carries on until all of it is handed over.")))
    return panel


def _remove_panel(shop: Shop, case: Case) -> TicksPanel:
    added = [item for item in items_of(shop, case) if item.is_here and item.position > 1]
    return TicksPanel(case, added, goods.remove_items, REMOVE, tr("Remove an item"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """The shelf of each item, in their order."""

    codes: tuple[str, ...] = ()


class ShelfForm(BoundForm[Shelves]):
    """One line for each item that is here."""

    def __init__(self, offered: Sequence[Item]) -> None:
        self._offered = tuple(offered)
        self._names = [f"place.{item.position}" for item in self._offered]
        super().__init__(Shelves(codes=tuple(item.place for item in self._offered)))
        self.edits = [CodeEdit() for _item in self._offered]
        for name, item, edit in zip(self._names, self._offered, self.edits, strict=True):
            words = f"{item.position}  {item.what or tr('Not recorded')}"
            self.add_rows(FieldSpec(name, words.replace("&", "&&"), edit))

    def facts_of(self, draft: Shelves) -> Facts:
        """Show the shelf of each item in its line."""
        return dict(zip(self._names, draft.codes, strict=True))

    def draft_of(self, onto: Shelves, facts: Facts) -> Shelves:
        """Put the shelves together."""
        return Shelves(codes=tuple(facts[name] for name in self._names))

    def places(self) -> dict[int, str]:
        """Give the shelf of each item by its position."""
        codes = self.draft().codes
        return {item.position: code for item, code in zip(self._offered, codes, strict=True)}


class ShelfPanel(StepPanel[Shelves]):
    """Where each item of the case lies (X-2); a scan goes on to the next line (W-9)."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the form."""
        self._case_id = case.id
        here = [item for item in items_of(shop, case) if item.is_here]
        self.shelves = ShelfForm(here)
        super().__init__(SHELF, tr("Shelf"), tr("Save"), self.shelves)
        free = [use.code for use in places.places_of(shop) if use.is_free][:12]
        if free:
            self.shelves.add(Caption(tr("Free: {shelves}", shelves="  ".join(free))))
        self.shelves.reset()

    def operation(self) -> Operation[StepResult]:
        """Give the move."""
        return partial(places.put_items, case_id=self._case_id, places=self.shelves.places())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the next line with Enter; the last one saves."""
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focus in self.shelves.edits:
            following = self.shelves.edits[self.shelves.edits.index(focus) + 1 :]
            if following:
                following[0].setFocus(Qt.FocusReason.TabFocusReason)
                return
        super().keyPressEvent(event)


_PANELS: Final[dict[str, Callable[[Shop, Case], StepPanel[Any]]]] = {
    ADD: AddPanel,
    PART: _part_panel,
    REMOVE: _remove_panel,
    SHELF: ShelfPanel,
}


def make_goods_panel(shop: Shop, case: Case, key: str) -> StepPanel[Any]:
    """Make a form about the goods of a case."""
    if key == NOTICE:
        from shopcare.ui.pages.cases.forms.goods.goods_panels import NoticePanel

        return NoticePanel(shop, case)
    if key == MARKS:
        from shopcare.ui.pages.cases.forms.goods.goods_panels import MarksPanel

        return MarksPanel(shop, case)
    if key.startswith((PHOTO, VOID_PHOTO)):
        from shopcare.ui.pages.cases.forms.goods.photo_panels import make_photo_panel

        return make_photo_panel(shop, case, key)
    if key in (REPAIR_PLACE, RELEASE):
        from shopcare.ui.pages.cases.forms.goods.repair_panels import ReleasePanel, TripPanel

        return TripPanel(shop, case) if key == REPAIR_PLACE else ReleasePanel(shop, case)
    if key not in _PANELS:
        from shopcare.ui.pages.cases.forms.goods.goods_panels import make_loan_panel

        return make_loan_panel(shop, case, key)
    return _PANELS[key](shop, case)
