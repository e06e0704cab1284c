"""The facts of a case: who, what goods, what is wrong, what was agreed."""

from collections.abc import Callable
from dataclasses import asdict

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopcare.domain.cases.case import Case, PartsOrigin, Said, Severity
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import PaymentKind, open_debts, standing_payments
from shopcare.domain.policy.policy import Policy
from shopcare.language.records.eye_words import remake_text
from shopcare.language.records.fact_words import fact_label
from shopcare.language.records.money_words import fee_lines_text
from shopcare.services.cases.cases import CaseFile
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout, row_layout
from shopcare.ui.kit.layout.card import FactGrid, SectionTitle, Words
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.navigation import RecordLink
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_S, Meaning, Role, set_role
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button, sign_button
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.formatting import (
    day_words,
    moment_words,
    money_words,
    near_day_words,
    phone_words,
)
from shopcare.ui.kit.words.i18n import label, screen_catalog, tr
from shopcare.ui.pages.cases.feedback import feedback_facts, open_advice
from shopcare.ui.pages.cases.handled_by import LONG_NAME, HandledBy
from shopcare.ui.pages.cases.return_facts import RETURN_ROWS, return_facts

LONG_FAULT = 60
"""Characters; a longer description is not written large."""
NameOf = Callable[[int | None], str]
"""Gives the name of a member of staff; empty for nobody."""


class MissingFact(FlowLine):
    """Stands in the place of the fact until it is on file."""

    wanted = Signal(str)
    """The fact is to be written down; carries its name."""

    def __init__(self, fact: str) -> None:
        super().__init__(between_lines=0)
        self._fact = fact
        self.button = quiet_button(tr("Add"), "pencil")
        named = tr("{fact}: add", fact=fact_label(screen_catalog(), fact))
        self.button.setAccessibleName(named)
        self.add(Chip(tr("Missing"), Meaning.AMBER))
        self.add(self.button)
        self.button.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.wanted.emit(self._fact)


class CaseFacts(QWidget):
    """Shows the facts of one case; made once."""

    correction_wanted = Signal(str)
    """The facts are to be corrected; carries the one to begin with, empty for any."""

    def __init__(self, context: PageContext, name_of: NameOf) -> None:
        super().__init__()
        self._policy: Policy = context.shop.policy
        self._today = context.shop.today
        self._name_of = name_of
        self.customer_words = Words("", Role.EMPHASISED, wrap=False, selectable=True)
        self.customer_button = sign_button("user", tr("Open the customer's file"))
        self.linked_button = plain_button(tr("Open the earlier case"), "clipboard-list")
        self.owed_chip = Chip()
        self.settle_button = quiet_button(tr("Settle"), "check")
        self.handled_by = HandledBy(context)
        self.missing_notice = NoticeLine(Meaning.AMBER)
        self.severe_notice = NoticeLine(Meaning.AMBER)
        self.reaction_notice = NoticeLine(Meaning.AMBER)
        self.correct_button = quiet_button(tr("Correct"), "pencil")
        self.correct_button.setToolTip(tr("Correct the details"))
        self.missing: dict[str, MissingFact] = {}
        """Stands where a fact of the case is missing (G-2)."""
        self.grid = FactGrid()
        self._make_rows()
        self._lay_out()
        self.correct_button.clicked.connect(self._on_correct)
        self._customer = RecordLink(self.customer_button, "customer")
        self._linked = RecordLink(self.linked_button, "case")

    def _lay_out(self) -> None:
        head = row_layout(None, SPACE_S, (SectionTitle(tr("Request")), 1), self.correct_button)
        notices = (self.severe_notice, self.reaction_notice)
        column_layout(self, SPACE_M, *notices, head, self.grid, self.missing_notice)

    def show_file(self, file: CaseFile) -> None:
        """Show another case."""
        case, customer = file.case, file.customer
        self._customer.record_id = customer.id
        self.customer_words.setText(customer.name)
        is_long = len(customer.name) > LONG_NAME
        self.customer_words.setWordWrap(is_long)
        self._who.setStretch(0, LONG_NAME if is_long else 0)
        set_role(self.fault_words, _fault_role(case))
        phones = "  ".join(phone_words(phone.digits) for phone in customer.phones)
        agreed = _agreed(file, self._name_of)
        returned = return_facts(case, self._name_of)
        said = {"phones": phones, **self._request(case), **returned, **agreed}
        said |= feedback_facts(file)
        self.handled_by.show_case(case)
        self._show_owed(file)
        for key, words in said.items():
            self.grid.say(key, words)
        self._linked.record_id = case.linked_case_id or 0
        self.grid.show_row("linked", shown=case.linked_case_id is not None)
        self.correct_button.setVisible(case.is_correctable)
        for fact in self.missing:
            self._show_missing(fact, shown=case.is_correctable and fact in case.missing)
        self._warn(file)

    def _make_rows(self) -> None:
        who, self._who = _left(self.customer_words, self.customer_button)
        self.grid.add_widget("customer", tr("Customer"), who)
        self.grid.add_words("phones", tr("Phone"))
        self.grid.add_words("product", tr("Product"))
        self._add_missing("product")
        self._add_missing("category")
        self.grid.add_words("bought_on", tr("Purchase date"))
        self._add_missing("bought_on")
        self.fault_words = self.grid.add_words("fault", tr("Fault"), Role.EMPHASISED)
        self._add_missing("fault")
        self.grid.add_words("wishes", tr("Customer's request"))
        for key, title in RETURN_ROWS.items():
            self.grid.add_words(key, tr(title))
            if key == "wish":
                self._add_missing(key)
        self.grid.add_words("authority", tr("Came through"))
        self.grid.add_words("reaction", tr("Adverse reaction"))
        self.grid.add_words("suggestions", tr("Suggestion"))
        self.grid.add_words("accessories", tr("Accessories"))
        self.grid.add_words("condition", tr("Condition"))
        self.grid.add_words("laying", tr("Laying begins"))
        self.grid.add_words("work", tr("Plan"))
        self.grid.add_words("parts", tr("Parts"))
        self.grid.add_words("fee", tr("Fee"))
        owed, _line = _left(self.owed_chip, self.settle_button)
        self.grid.add_widget("owed", tr("Owed"), owed)
        self.grid.add_words("consent", tr("Consent"))
        self.grid.add_words("later_date", tr("Later date agreed"))
        self.grid.add_words("cause", tr("Cause found"))
        self.grid.add_words("remake", tr("Remake"))
        self.grid.add_words("resolution", tr("How it was settled"))
        self.grid.add_widget("handler", tr("Handled by"), self.handled_by)
        self.grid.add_widget("linked", tr("Came from"), _left(self.linked_button)[0])

    def _add_missing(self, fact: str) -> None:
        line = self.missing[fact] = MissingFact(fact)
        self.grid.add_widget(_missing_row(fact), fact_label(screen_catalog(), fact), line)
        line.wanted.connect(self.correction_wanted)

    def _show_missing(self, fact: str, *, shown: bool) -> None:
        self.grid.show_row(_missing_row(fact), shown=shown)
        if shown and fact == "fault":  # else it says that nobody wrote it down
            self.grid.show_row(fact, shown=False)

    def _request(self, case: Case) -> dict[str, str]:
        words = screen_catalog()
        category = self._policy.category(case.category)
        named = words.text(category.label) if category else case.category
        product = [case.product, case.spec, case.lot, named]
        return {
            "product": " · ".join(part for part in product if part),
            "bought_on": day_words(case.bought_on) if case.bought_on else "",
            "fault": case.fault or tr("Not recorded"),
            "wishes": case.wishes,
            "accessories": words.text(", ").join(words.text(a) for a in case.accessories),
            "condition": case.condition,
            "laying": moment_words(case.laying_at) if case.laying_at else "",
        }

    def _show_owed(self, file: CaseFile) -> None:
        """Say what is owed until when, and offer to settle it (G-9)."""
        debts = open_debts(file.payments) if file.case.voided is None else []
        self.grid.show_row("owed", shown=bool(debts))
        if not debts:
            return
        amount = money_words(Fen(sum(left for _debt, left in debts)))
        until, today = debts[0][0].owed_until, self._today()
        if until is not None:
            amount = tr("{amount} until {day}", amount=amount, day=near_day_words(until, today))
        is_late = until is not None and until < today
        self.owed_chip.say(amount, Meaning.RED if is_late else Meaning.AMBER, None)

    def _warn(self, file: CaseFile) -> None:
        words = screen_catalog()
        missing = [fact_label(words, fact) for fact in file.customer.missing]
        facts = words.text(", ").join(missing)
        said = tr("Missing in the customer's file: {facts}", facts=facts) if facts else ""
        self.missing_notice.say(said)
        self.missing_notice.setVisible(bool(facts) and file.case.is_open)
        case = file.case
        wants_visit = case.is_open and (case.severity is Severity.SEVERE or case.insistent)  # O-3
        self.severe_notice.say(tr("Severe or insistent: plan at least one home visit."))
        self.severe_notice.setVisible(wants_visit)
        left = open_advice(file)  # L-9
        self.reaction_notice.say(tr("Reaction, not done yet: {what}", what=left) if left else "")
        self.reaction_notice.setVisible(bool(left))

    @Slot()
    def _on_correct(self) -> None:
        self.correction_wanted.emit("")


def _missing_row(fact: str) -> str:
    """Give the key of the row that stands in for a missing fact."""
    return f"missing/{fact}"


def _fault_role(case: Case) -> Role:
    if not case.fault:  # G-2: shown as missing
        return Role.CAPTION
    return Role.BODY if len(case.fault) > LONG_FAULT else Role.EMPHASISED


def _agreed(file: CaseFile, name_of: NameOf) -> dict[str, str]:
    case, plan = file.case, file.case.plan
    parts = ""
    if plan is not None and plan.parts:
        origin = label(plan.parts_origin) if plan.parts_origin is not PartsOrigin.NONE else ""
        parts = " · ".join(part for part in (plan.parts, origin) if part)
    return {
        "work": plan.work if plan else "",
        "parts": parts,
        "fee": _fee(file, name_of),
        "consent": _said(case.consent, name_of),
        "later_date": _said(file.later_date_agreed, name_of),
        "cause": label(case.cause) if case.cause else "",
        "remake": remake_text(screen_catalog(), asdict(case.remake)) if case.remake else "",
        "resolution": " · ".join(
            filter(None, (label(case.ending) if case.ending else "", case.resolution))
        ),
    }


def _fee(file: CaseFile, name_of: NameOf) -> str:
    """Say what was agreed and taken, and what was waived by whom and why (G-9)."""
    case = file.case
    planned = case.plan.fee_fen if case.plan else None
    parts = [money_words(planned) if planned is not None else ""]
    if case.fee_lines:
        lines = [(one.kind.value, one.amount_fen, one.words) for one in case.fee_lines]
        parts.append(fee_lines_text(screen_catalog(), lines))
    if case.deposit_fen:
        parts.append(tr("{amount} paid ahead", amount=money_words(Fen(case.deposit_fen))))
    if case.fee_taken_fen is not None:
        parts.append(tr("{amount} taken", amount=money_words(case.fee_taken_fen)))
    parts += [
        tr(
            "{amount} waived by {name}: {reason}",
            amount=money_words(payment.amount_fen),
            name=name_of(payment.decided_by),
            reason=payment.reason,
        )
        for payment in standing_payments(file.payments)
        if payment.kind is PaymentKind.WAIVED
    ]
    if case.invoice is not None:  # G-23
        number = case.invoice or tr("asked for")
        parts.append(tr("invoice {number}", number=number))
    return " · ".join(part for part in parts if part)


def _said(said: Said | None, name_of: NameOf) -> str:
    if said is None:
        return ""
    return " · ".join((label(said.how), moment_words(said.at), name_of(said.by)))


def _left(*widgets: QWidget) -> tuple[QWidget, QHBoxLayout]:
    """Keep words and buttons as wide as they are, side by side."""
    ground = QWidget()
    line = row_layout(ground, SPACE_S, *widgets, STRETCH)
    return ground, line
