"""What is wrong, in the customer's words, and what was taken in (G-2, X-4)."""

from PySide6.QtWidgets import QCheckBox

from shopcare.domain.cases.case import WITHOUT_GOODS, CaseKind
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.accessories import AccessoriesField
from shopcare.ui.kit.fields.text_fields import TextArea
from shopcare.ui.kit.forms.form import Form
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.intake.parts import Part, side_by_side


class RequestPart(Part):
    """Fault and wishes; for goods that are brought in also accessories and condition."""

    def __init__(self, shop: Shop, form: Form) -> None:
        super().__init__()
        self.fault_edit = TextArea(3, 8)
        self.wishes_edit = TextArea(2, 6)
        self.condition_edit = TextArea(2, 6)
        self.goods_box = QCheckBox(tr("The goods stay &here"))
        self.goods = AccessoriesField(shop.policy.accessories)
        fault = form.make_row("fault", tr("&Fault in the customer's words"), self.fault_edit)
        wishes = form.make_row("wishes", tr("&Wishes"), self.wishes_edit)
        self._condition = form.make_row(
            "condition", tr("Condition on receipt"), self.condition_edit
        )
        self.rows.addWidget(fault)
        self.rows.addLayout(side_by_side(wishes, self._condition))
        self.rows.addWidget(form.make_row("accessories", tr("Handed in with it"), self.goods))
        self._accessories = form.form_row("accessories")
        self.rows.addWidget(self.goods_box)
        for area in (self.fault_edit, self.wishes_edit, self.condition_edit):
            area.textChanged.connect(self.edited)
        self.goods.edited.connect(self.edited)
        self.goods_box.toggled.connect(self.edited)

    def show_kind(self, kind: CaseKind) -> None:
        """Ask about goods only where goods are brought in."""
        self._accessories.setVisible(kind not in WITHOUT_GOODS)
        self._condition.setVisible(kind not in WITHOUT_GOODS)
        self.goods_box.setVisible(kind not in WITHOUT_GOODS)

    def put_into(self, draft: dict[str, object]) -> None:
        """Write the request into the values of a draft."""
        draft["fault"] = self.fault_edit.text()
        draft["wishes"] = self.wishes_edit.text()
        if self._accessories.isHidden():
            return
        draft["condition"] = self.condition_edit.text()
        draft["goods_kept"] = self.goods_box.isChecked()
        draft["accessories"] = self.goods.accessories()
