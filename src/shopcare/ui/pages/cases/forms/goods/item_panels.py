"""The forms about the items of a case: added, removed, handed over, put on a shelf."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from shopcare.domain.cases.case import Case
from shopcare.domain.goods.item import Item, ItemDraft
from shopcare.services.goods import items as goods
from shopcare.services.goods import places
from shopcare.services.goods.items import GoodsChanged, items_of
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.fields.choice_fields import TicksField
from shopcare.ui.kit.fields.text_fields import CodeEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec
from shopcare.ui.kit.forms.items_field import ItemsField
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


def add_panel(shop: Shop, case: Case) -> StepPanel[MoreItems]:
    """Ask for more items of a case (W-1)."""
    items_field = ItemsField(tr("Another item"))
    form = BoundForm(MoreItems(), FieldSpec("items", tr("Items"), items_field))
    form.reset()
    items_field.begin()
    return StepPanel(
        ADD,
        tr("Add items"),
        tr("Add"),
        form,
        lambda said: partial(goods.add_items, case_id=case.id, drafts=said.items),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenItems:
    """Which items something is done with."""

    positions: tuple[int, ...] = ()


def _ticks_panel(
    case: Case, offered: Sequence[Item], change: _Changing, key: str, title: str
) -> StepPanel[ChosenItems]:
    """Ask with which items something is done."""
    words = {one.position: f"{one.position}  {one.what or tr('Not recorded')}" for one in offered}
    form = BoundForm(ChosenItems(), FieldSpec("positions", tr("Which items"), TicksField(words)))
    form.reset()
    return StepPanel(
        key,
        title,
        title,
        form,
        lambda said: partial(change, case_id=case.id, positions=said.positions),
    )


def _part_panel(shop: Shop, case: Case) -> StepPanel[ChosenItems]:
    here = [item for item in items_of(shop, case) if item.is_here]
    panel = _ticks_panel(case, here, goods.hand_over_items, PART, tr("Hand over part of it"))
    panel.form.add(Caption(tr("The case carries on until all of it is handed over.")))
    return panel


def _remove_panel(shop: Shop, case: Case) -> StepPanel[ChosenItems]:
    added = [item for item in items_of(shop, case) if item.is_here and item.position > 1]
    return _ticks_panel(case, added, goods.remove_items, REMOVE, tr("Remove an item"))


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
    ADD: add_panel,
    PART: _part_panel,
    REMOVE: _remove_panel,
    SHELF: ShelfPanel,
}


def make_goods_panel(shop: Shop, case: Case, key: str) -> StepPanel[Any]:
    """Make a form about the goods of a case."""
    if key == NOTICE:
        from shopcare.ui.pages.cases.forms.goods.goods_panels import notice_panel

        return notice_panel(shop, case)
    if key == MARKS:
        from shopcare.ui.pages.cases.forms.goods.goods_panels import marks_panel

        return marks_panel(shop, case)
    if key.startswith((PHOTO, VOID_PHOTO)):
        from shopcare.ui.pages.cases.forms.goods.photo_panels import make_photo_panel

        return make_photo_panel(shop, case, key)
    if key in (REPAIR_PLACE, RELEASE):
        from shopcare.ui.pages.cases.forms.goods.repair_panels import release_panel, trip_panel

        return trip_panel(shop, case) if key == REPAIR_PLACE else release_panel(shop, case)
    if key not in _PANELS:
        from shopcare.ui.pages.cases.forms.goods.goods_panels import make_loan_panel

        return make_loan_panel(shop, case, key)
    return _PANELS[key](shop, case)
