"""The whole intake form: its parts, side by side, and what is in them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.cases.case import WITHOUT_GOODS, CaseDraft, CaseKind, Channel
from shopcare.domain.cases.returns import Wish
from shopcare.domain.errors import Problem
from shopcare.domain.people.customer import CustomerDraft
from shopcare.domain.policy.clause import Option
from shopcare.domain.policy.sale_facts import SaleFacts
from shopcare.services.policies import verdicts
from shopcare.services.shop import Shop
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec, Typed
from shopcare.ui.kit.forms.case_fields import PLAN_FIELDS, plan_of
from shopcare.ui.kit.forms.form_row import FormRow
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout
from shopcare.ui.kit.layout.containers import ResponsiveSplitter
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_XXL
from shopcare.ui.pages.intake.customer_part import CUSTOMER_FIELDS, CustomerPart
from shopcare.ui.pages.intake.kind_part import KindPart
from shopcare.ui.pages.intake.product_part import PRODUCT_FIELDS, ProductPart
from shopcare.ui.pages.intake.promise_part import PromisePart
from shopcare.ui.pages.intake.request_part import PlanPart, RequestPart, ToldPart
from shopcare.ui.pages.intake.special_parts import (
    AUTHORITY_FIELDS,
    REACTION_FIELDS,
    RETURN_FIELDS,
    WITH_REACTIONS,
    AuthorityPart,
    ComplaintPart,
    LayingPart,
    ReactionPart,
    ReturnPart,
    authority_of,
    reaction_of,
    request_of,
)
from shopcare.ui.pages.intake.verdict_card import VerdictCard

_GOODS: Final = frozenset({"condition", "goods_kept", "accessories", "items", "marks"})
_COMPLAINT: Final = frozenset({"severity", "insistent", "misuse_advised"})
WISHED: Final = {
    Wish.RETURN: Option.RETURN,
    Wish.EXCHANGE: Option.EXCHANGE,
    Wish.REPAIR: Option.FREE_REPAIR,
}
"""The option whose next steps a wish is told."""
_GROUPED: Final = frozenset(
    {*PLAN_FIELDS, *RETURN_FIELDS, *AUTHORITY_FIELDS, *REACTION_FIELDS, "plan"}
)
"""Fields that stand in a part of the draft of their own."""
_BARE: Final = frozenset({"kind", "channel", "service", "parts_origin"})
"""Alone they say nothing about anybody."""


class IntakeForm(BoundForm[CaseDraft]):
    """Left who and what, right what is wrong and what we promise. ``edited`` tells of every key."""

    def __init__(self, shop: Shop) -> None:
        super().__init__(CaseDraft(kind=CaseKind.REPAIR))
        self._shop = shop
        self._bought: SaleFacts | None = None
        """What is on file about the chosen purchase line."""
        self.kind = KindPart(shop, self)
        self.customer = CustomerPart(shop, self)
        self.make(FieldSpec("customer_id", "", self.customer))
        self.product = ProductPart(shop, self)
        self.verdict = VerdictCard(shop)
        self.returned = ReturnPart(shop, self)
        self.request = RequestPart(shop, self, self._category)
        self.complaint = ComplaintPart(shop, self)
        self.authority = AuthorityPart(shop, self)
        self.reaction = ReactionPart(shop, self)
        self.laying = LayingPart(shop, self)
        self.promise = PromisePart(shop, self)
        self.plan = PlanPart(self)
        self.told = ToldPart(shop, self)
        self._lay_out()
        self._on_kind()
        self._connect()
        self._blank = self.typed()

    def asked(self) -> Iterable[str]:
        """Name what is asked of a request of this kind, in the order of the fields."""
        kind = self.fact("kind")
        left_out: set[str] = set()
        if self.fact("purchase_line_id") is not None:
            left_out.update(PRODUCT_FIELDS)
        if kind in WITHOUT_GOODS:
            left_out.update(_GOODS)
        if kind is not CaseKind.COMPLAINT:
            left_out.update(_COMPLAINT)
        if kind is not CaseKind.RETURN:
            left_out.update(RETURN_FIELDS)
        if kind is not CaseKind.GUIDANCE:
            left_out.add("laying_at")
        if self.fact("channel") is not Channel.AUTHORITY:
            left_out.update(AUTHORITY_FIELDS)
        if kind not in WITH_REACTIONS or not self.fact("reacted"):
            left_out.update(REACTION_FIELDS)
        return [name for name in self._fields if name not in left_out]

    def draft_of(self, onto: CaseDraft, facts: Facts) -> CaseDraft:
        """Put the request together of what is asked for."""
        said: Facts = {"plan": plan_of(facts)}
        if "wish" in facts:
            said["return_request"] = request_of(facts)
        if "official_number" in facts:
            said["authority"] = authority_of(facts)
        if "reacted" in facts:
            said["reaction"] = reaction_of(facts)
        for name in facts.keys() - _GROUPED:
            said[name] = facts[name]
        return replace(onto, **said)

    def new_customer(self) -> CustomerDraft | None:
        """Give who is new; None where somebody on file is picked, or nobody."""
        return self.customer.new_form.draft() if self.customer.is_new() else None

    def restore(self, typed: Typed) -> None:
        """Show what was typed before, or nothing; the plan only where something of it is typed."""
        marks = self.request.marks
        if typed.get("marks"):
            marks.unfold()
        super().restore(typed)
        if marks.field is not None:
            marks.fold()
        self.plan.fold()

    def is_changed(self) -> bool:
        """Tell whether something is filled in; a kind, a channel or a service is nothing."""
        for name, typed in self.typed().items():
            if name not in _BARE and typed != self._blank.get(name, []):  # marks come later
                return True
        return False

    def check(self) -> bool:
        """Ask every field that is shown, those of a new customer too, whether it can be read."""
        ours = super().check()
        theirs = not self.customer.is_new() or self.customer.new_form.check()
        return ours and theirs

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem beside its field, also in the form of a new customer."""
        theirs: list[Problem] = []
        ours: list[Problem] = []
        for problem in problems:
            is_theirs = self.customer.is_new() and problem.field in CUSTOMER_FIELDS
            (theirs if is_theirs else ours).append(problem)
        super().show_problems(ours)
        if theirs:
            self.customer.new_form.show_problems(theirs)

    def clear_problems(self) -> None:
        """Take every shown problem away."""
        super().clear_problems()
        self.customer.new_form.clear_problems()

    def _row_of(self, field: str) -> FormRow | None:
        return super()._row_of({"work": "plan"}.get(field, field))

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        wishes = (self.returned, self.request, self.plan)
        for column, parts in (
            (left, (self.customer, self.product, self.verdict, self.told)),
            (
                right,
                (self.authority, self.laying, self.promise, self.complaint, self.reaction, *wishes),
            ),
        ):
            column_layout(column, SPACE_M, *parts, STRETCH)
        self.add(self.kind)
        self.add(ResponsiveSplitter(left, right, gap=SPACE_XXL, whole=True))
        self.end()
        # Tab goes as the request does: what was told comes last, though it stands on the left.
        QWidget.setTabOrder(self.plan.last_field, self.told.told_box)

    def _connect(self) -> None:
        self.kind.kind_field.edited.connect(self._on_kind)
        self.kind.received_edit.edited.connect(self.count_anew)
        self.customer.customer_changed.connect(self._on_customer)
        self.customer.settled.connect(self.product.focus_first)
        self.customer.purchase_picked.connect(self.product.choose_purchase)
        self.field("fault").edited.connect(self.product.show_comebacks)
        self.product.settled.connect(self._on_product_settled)
        self.complaint.ticked.connect(self._on_consequences)
        self.product.bought_list.edited.connect(self._on_line)
        for name in (*RETURN_FIELDS, "category", "bought_on"):
            if self.has_field(name):
                self.field(name).edited.connect(self._judge)
        self.field("category").edited.connect(self.request.marks.show_category)

    @Slot()
    def _on_kind(self) -> None:
        kind = self.kind.kind_field.value()
        self.complaint.setVisible(kind is CaseKind.COMPLAINT)
        self.laying.setVisible(kind is CaseKind.GUIDANCE)
        for part in (self.promise, self.reaction, self.returned, self.request, self.told):
            part.show_kind(kind)
        self._on_consequences()
        self._on_line()

    @Slot()
    def count_anew(self) -> None:
        """Count from the moment of the request, which is now unless it is typed."""
        self.promise.show_received(self.kind.received_edit.value())
        self.told.show_received(self.kind.received_edit.value())
        self._on_consequences()
        self.verdict.forget()
        self._judge()

    def propose_anew(self) -> None:
        """Propose the promised day once more: of all that is counted it alone is saved."""
        self.promise.propose_day(self.kind.received_edit.value())

    @Slot()
    def _on_customer(self) -> None:
        self.product.show_customer(self.customer.file)
        self._on_consequences()
        self._on_line()

    @Slot()
    def _on_product_settled(self) -> None:
        self.focus_first("fault")

    @Slot()
    def _on_consequences(self) -> None:
        if not self.complaint.isHidden():
            moment = self.kind.received_edit.value()
            self.complaint.show_consequences(self.customer.customer(), moment)

    @Slot()
    def _on_line(self) -> None:
        chosen = self.product.chosen()
        line = chosen.line if chosen is not None else None
        purchase = chosen.purchase if chosen is not None else None
        if not self.returned.isHidden():
            self.returned.show_line(line)
        if self.request.marks.field is not None:
            self.request.marks.show_category()
        self._bought = None
        if line is not None and purchase is not None:  # read once, not at every key
            self._bought = verdicts.facts_of_line(self._shop, purchase, line)
        self._judge()

    @Slot()
    def _judge(self) -> None:
        """Say what law and policy allow, by what is typed so far; reads nothing from the file."""
        kind = self.kind.kind_field.value()
        moment = self.kind.received_edit.value()
        on = moment.date() if moment is not None else self._shop.today()
        facts = self._goods() if kind not in WITHOUT_GOODS else None
        if kind is CaseKind.COMPLAINT:
            self.complaint.show_age(facts.sold_on if facts is not None else None, on)
        wished = None
        if facts is not None and kind is CaseKind.RETURN:
            facts = self.returned.with_told(facts)
            wished = WISHED.get(self.fact("wish"))
        self.verdict.show_facts(facts, on, wished)

    def _category(self) -> str:
        """Give the category of the chosen or typed goods; empty where nobody said it."""
        chosen = self.product.chosen()
        line = chosen.line if chosen is not None else None
        typed: str = self.fact("category")
        return line.category if line is not None else typed

    def _goods(self) -> SaleFacts | None:
        """Give what is known of the chosen or typed goods; None where nothing is."""
        if self._bought is not None:
            return self._bought
        category, bought_on = self.fact("category"), self.fact("bought_on")
        if not category and bought_on is None:
            return None
        return SaleFacts(category=category or None, sold_on=bought_on)
