"""What is wrong, what was taken in, and the plan if it is known already (G-2, X-4, G-5)."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.cases.case import WITHOUT_GOODS, CaseDraft, CaseKind
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.accessories import AccessoriesField
from shopcare.ui.kit.fields.choice_fields import TickBox
from shopcare.ui.kit.fields.text_fields import LineEdit, MoneyEdit, TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec, FormPart
from shopcare.ui.kit.forms.plan_fields import origin_box
from shopcare.ui.kit.layout.box_layouts import add_items, column_layout
from shopcare.ui.kit.style.tokens import SPACE_S
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.i18n import tr


class RequestPart(FormPart):
    """Fault and wishes; for goods that are brought in also accessories and condition."""

    def __init__(self, shop: Shop, form: BoundForm[CaseDraft]) -> None:
        super().__init__(form)
        goods = AccessoriesField(shop.policy.accessories)
        fault = FieldSpec("fault", tr("&Fault in the customer's words"), TextArea(3, 8))
        self.rows.addWidget(form.make(fault))
        wishes = FieldSpec("wishes", tr("Customer's re&quest"), TextArea(2, 6))
        condition = FieldSpec("condition", tr("Condition on receipt"), TextArea(2, 6))
        add_items(
            self.rows,
            self.line(wishes, condition),
            form.make(FieldSpec("accessories", tr("Handed in with it"), goods)),
        )
        self._stays_here = TickBox(tr("The goods stay &here"))
        self.rows.addWidget(form.make(FieldSpec("goods_kept", "", self._stays_here)))

    def show_kind(self, kind: CaseKind) -> None:
        """Ask about goods only where goods are brought in."""
        with_goods = kind not in WITHOUT_GOODS
        self._form.form_row("accessories").setVisible(with_goods)
        self._form.form_row("condition").setVisible(with_goods)
        self._stays_here.setVisible(with_goods)


class PlanPart(FormPart):
    """Work, parts and their origin, fee; folded until it is wanted."""

    def __init__(self, form: BoundForm[CaseDraft]) -> None:
        super().__init__(form)
        self.open_button = quiet_button(tr("The p&lan is known already…"), "chevron-right")
        self.last_field = origin_box()
        self._fields = QWidget()
        rows = column_layout(self._fields, SPACE_S)
        work = FieldSpec("plan", tr("What will be done"), LineEdit())
        fee = FieldSpec("fee_fen", tr("Fee, ¥"), MoneyEdit())
        rows.addLayout(self.line(work, fee, stretch=(1, 0)))
        parts = FieldSpec("parts", tr("Parts"), LineEdit())
        origin = FieldSpec("parts_origin", tr("Origin"), self.last_field)
        rows.addLayout(self.line(parts, origin, stretch=(1, 0)))
        add_items(self.rows, (self.open_button, 0, Qt.AlignmentFlag.AlignLeft), self._fields)
        self.fold()
        self.open_button.clicked.connect(self._on_open)

    def fold(self) -> None:
        """Show the fields only where something is typed."""
        names = ("plan", "parts", "fee_fen")
        self._open(any(self._form.field(name).text() for name in names))

    def _open(self, opened: bool) -> None:
        self._fields.setVisible(opened)
        self.open_button.setVisible(not opened)

    @Slot()
    def _on_open(self) -> None:
        self._open(True)
        self._form.focus_first("plan")
