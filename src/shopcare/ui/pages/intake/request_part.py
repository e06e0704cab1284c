"""What is wrong and taken in (G-2, X-4), the plan (G-5), and what the customer was told."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.cases.case import WITHOUT_GOODS, CaseDraft, CaseKind, How
from shopcare.services.cases import promises
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, TickBox
from shopcare.ui.kit.fields.text_fields import LineEdit, MoneyEdit, TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec, FormPart
from shopcare.ui.kit.forms.case_fields import AccessoriesField, origin_box
from shopcare.ui.kit.forms.items_field import ItemsField
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import add_items, column_layout
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.style.tokens import SPACE_S, SPACE_XS, Meaning
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.formatting import near_moment_words
from shopcare.ui.kit.words.i18n import label, screen_catalog, tr
from shopcare.ui.pages.intake.marks_part import MarksPart


class RequestPart(FormPart):
    """Fault and wishes; for goods that are brought in also accessories and condition."""

    def __init__(self, shop: Shop, form: BoundForm[CaseDraft], category: Callable[[], str]) -> None:
        super().__init__(form)
        goods = AccessoriesField(shop.policy.accessories)
        fault = FieldSpec("fault", tr("&Fault in the customer's words"), TextArea(3, 8))
        self.rows.addWidget(form.make(fault))
        wishes = FieldSpec("wishes", tr("Customer's re&quest"), TextArea(2, 6))
        condition = FieldSpec("condition", tr("Condition at intake"), TextArea(2, 6))
        add_items(
            self.rows,
            self.line(wishes, condition),
            form.make(FieldSpec("accessories", tr("Handed in with it"), goods)),
        )
        self.marks = MarksPart(form, category)
        self.rows.addWidget(self.marks)
        more = FieldSpec("items", tr("Further items"), ItemsField(tr("Add an item")))
        self.rows.addWidget(form.make(more))
        self._stays_here = TickBox(tr("The goods stay &here"))
        self.rows.addWidget(form.make(FieldSpec("goods_kept", "", self._stays_here)))

    def show_kind(self, kind: CaseKind) -> None:
        """Ask about goods only where goods are brought in."""
        with_goods = kind not in WITHOUT_GOODS
        self._form.form_row("accessories").setVisible(with_goods)
        self._form.form_row("condition").setVisible(with_goods)
        self._stays_here.setVisible(with_goods)
        self.marks.setVisible(with_goods)
        self._form.form_row("items").setVisible(with_goods)


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
        self._open(any(self._form.field(name).typed() for name in names))

    def _open(self, opened: bool) -> None:
        self._fields.setVisible(opened)
        self.open_button.setVisible(not opened)

    @Slot()
    def _on_open(self) -> None:
        self._open(True)
        self._form.focus_first("plan")


class ToldPart(FormPart):
    """The steps to say, how they were said, or the deadline for saying them."""

    def __init__(self, shop: Shop, form: BoundForm[CaseDraft]) -> None:
        super().__init__(form, SPACE_XS)
        self._shop = shop
        self._received_at: datetime | None = None
        ways = (How.IN_PERSON, How.PHONE, How.WECHAT, How.SIGNATURE)
        self.told_box = ChoiceBox[How | None](
            [(None, tr("Not yet")), *((how, label(how)) for how in ways)]
        )
        self.deadline_notice = NoticeLine(Meaning.INFO)
        self.steps_words = Caption()
        told = FieldSpec("told_steps", tr("&Told the customer the steps?"), self.told_box)
        add_items(
            self.rows, self.line(told, self.steps_words, stretch=(2, 3)), self.deadline_notice
        )
        self.told_box.edited.connect(self._show_deadline)
        self._show_deadline()

    def show_kind(self, kind: CaseKind) -> None:
        """Show the steps of a kind."""
        words = screen_catalog()
        steps = self._shop.policy.steps.get(kind, ())
        lines = [f"{number}  {words.text(step)}" for number, step in enumerate(steps, 1)]
        self.steps_words.setText("\n".join(lines))

    def show_received(self, received_at: datetime | None) -> None:
        """Count the deadline from when the request was made (X-1)."""
        self._received_at = received_at
        self._show_deadline()

    @Slot()
    def _show_deadline(self) -> None:
        now = self._shop.now()
        if self.told_box.value() is not None:
            self.deadline_notice.say(tr("Will be recorded."), Meaning.GREEN)
            return
        until = promises.acknowledge_by(self._shop, self._received_at)
        when = near_moment_words(until, now.date())
        if until < now:
            self.deadline_notice.say(tr("Was due by {when}.", when=when), Meaning.RED)
        else:
            self.deadline_notice.say(tr("To be told by {when}.", when=when), Meaning.INFO)
