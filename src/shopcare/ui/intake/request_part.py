"""What is wrong, in the customer's words, and what was taken in (G-2, X-4)."""

from typing import Final

from PySide6.QtWidgets import QCheckBox

from shopcare.domain.case import CaseKind
from shopcare.services.shop import Shop
from shopcare.ui.i18n import screen_catalog, tr
from shopcare.ui.intake.parts import Part, side_by_side
from shopcare.ui.widgets.fields import LineEdit, TextArea
from shopcare.ui.widgets.flow_grid import FlowGrid
from shopcare.ui.widgets.form import Form

COLUMNS: Final = 4
_WITHOUT_GOODS: Final = frozenset({CaseKind.CONSULTATION, CaseKind.GUIDANCE})


class RequestPart(Part):
    """Fault and wishes; for goods that are brought in also accessories and condition."""

    def __init__(self, shop: Shop, form: Form) -> None:
        super().__init__()
        self.fault_edit = TextArea(3, 8)
        self.wishes_edit = TextArea(2, 6)
        self.condition_edit = TextArea(2, 6)
        self.own_edit = LineEdit(None, tr("others, with commas"))
        self.own_edit.setAccessibleName(tr("Other accessories"))
        self.goods_box = QCheckBox(tr("The goods stay &here"))
        self.ticks = {
            item: QCheckBox(screen_catalog().text(item)) for item in shop.policy.accessories
        }
        fault = form.make_row("fault", tr("&Fault in the customer's words"), self.fault_edit)
        wishes = form.make_row("wishes", tr("&Wishes"), self.wishes_edit)
        self._condition = form.make_row(
            "condition", tr("Condition on receipt"), self.condition_edit
        )
        self._goods = FlowGrid(COLUMNS)
        self.rows.addWidget(fault)
        self.rows.addLayout(side_by_side(wishes, self._condition))
        self.rows.addWidget(form.make_row("accessories", tr("Handed in with it"), self._goods))
        self._accessories = form.form_row("accessories")
        self._lay_out_goods()
        for area in (self.fault_edit, self.wishes_edit, self.condition_edit, self.own_edit):
            area.textChanged.connect(self.edited)
        for tick in (*self.ticks.values(), self.goods_box):
            tick.toggled.connect(self.edited)

    def show_kind(self, kind: CaseKind) -> None:
        """Ask about goods only where goods are brought in."""
        self._accessories.setVisible(kind not in _WITHOUT_GOODS)
        self._condition.setVisible(kind not in _WITHOUT_GOODS)
        self.goods_box.setVisible(kind not in _WITHOUT_GOODS)

    def put_into(self, draft: dict[str, object]) -> None:
        """Write the request into the values of a draft."""
        draft["fault"] = self.fault_edit.text()
        draft["wishes"] = self.wishes_edit.text()
        if self._accessories.isHidden():
            return
        draft["condition"] = self.condition_edit.text()
        draft["goods_kept"] = self.goods_box.isChecked()
        own = self.own_edit.text().replace("，", ",").replace("、", ",").split(",")
        draft["accessories"] = (*self.ticked(), *filter(None, map(str.strip, own)))

    def ticked(self) -> tuple[str, ...]:
        """Give the accessories that are ticked, as the policy names them."""
        return tuple(item for item, tick in self.ticks.items() if tick.isChecked())

    def tick(self, accessories: tuple[str, ...]) -> None:
        """Tick these accessories and no others."""
        for item, tick in self.ticks.items():
            tick.setChecked(item in accessories)

    def _lay_out_goods(self) -> None:
        self._goods.fill(list(self.ticks.values()), self.own_edit)
        self.rows.addWidget(self.goods_box)
        self._goods.setFocusProxy(next(iter(self.ticks.values()), self.own_edit))
