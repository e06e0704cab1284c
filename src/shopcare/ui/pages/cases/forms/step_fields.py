"""What the forms of the steps ask for: for each fact of a move its fields."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import Final

from PySide6.QtCore import Slot

from shopcare.domain.cases.case import Case, Cause, How, Stage
from shopcare.domain.cases.case_stages import due_of
from shopcare.domain.cases.case_steps import MoveFacts
from shopcare.domain.cases.deadline import DeadlineKind
from shopcare.domain.ids import StaffId
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import MONEY_METHODS
from shopcare.domain.policy.policy import Occasion, Policy
from shopcare.language.day_words import day_text
from shopcare.services.calls.call_card import GIFT
from shopcare.services.cases import moves, promises
from shopcare.services.follow_ups.case_deadlines import limit_of
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.choice_fields import ChoiceLine, TicksField
from shopcare.ui.kit.fields.day_edit import DayEdit, ProposedDayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit, MoneyEdit, TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec, Row
from shopcare.ui.kit.forms.case_fields import PLAN_FIELDS, facts_of_plan, origin_box, plan_of
from shopcare.ui.kit.forms.form_row import FormRow
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.words.formatting import money_words
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.cases.forms.payment_fields import (
    PAYMENT_FIELDS,
    VoucherBox,
    facts_of_payments,
    payments_of,
    proposed,
)


class MoveForm(BoundForm[MoveFacts]):
    """Shows what a case proposes for a move; gives only what was asked for."""

    decides: StaffId | None = None
    """Who is acting: whoever waives a fee at the counter decides it."""
    refunds: bool = False
    """The amount at hand-over is paid back (A-7)."""
    voucher: VoucherBox | None = None
    """Where the customer has one that can be redeemed (G-18)."""

    def facts_of(self, draft: MoveFacts) -> Facts:
        """Lay a plan and what became of the fee out over their fields."""
        facts = {field.name: getattr(draft, field.name) for field in fields(MoveFacts)}
        return facts | facts_of_plan(draft.plan) | facts_of_payments(draft.payments)

    def draft_of(self, onto: MoveFacts, facts: Facts) -> MoveFacts:
        """Put a plan together, None where nothing of it is typed, and the answers about a fee."""
        taken = (*PLAN_FIELDS, *PAYMENT_FIELDS)
        rest = {name: value for name, value in facts.items() if name not in taken}
        if "payments" in facts:
            by_voucher = self.voucher.payment() if self.voucher is not None else ()
            answers = payments_of(facts, self.decides, refunds=self.refunds)
            rest["payments"] = (*by_voucher, *answers)
        if "plan" in facts:
            rest["plan"] = plan_of(facts)
        return replace(MoveFacts(), **rest)

    def _row_of(self, field: str) -> FormRow | None:
        return super()._row_of("plan" if field == "work" else field)


class CauseHint(NoticeLine):
    """How to speak of the cause that is chosen, and the gift where it was use (O-2)."""

    def __init__(self, line: ChoiceLine[Cause], policy: Policy) -> None:
        super().__init__(Meaning.INFO)
        self._line = line
        self._hints = policy.causes
        self._gifts = policy.gifts.get(Occasion.USE, ())
        line.edited.connect(self._on_chosen)
        self.hide()

    @Slot()
    def _on_chosen(self) -> None:
        cause = self._line.value()
        hint = self._hints.get(cause, "") if cause else ""
        said = [tr(hint)] if hint else []
        if cause is Cause.USE and self._gifts:
            said.append(tr(GIFT, gifts=tr(", ").join(map(tr, self._gifts))))
        self.tell(" ".join(said))


class DayRemark(Caption):
    """What speaks against the promised day that is typed (G-6)."""

    def __init__(self, shop: Shop, day_edit: DayEdit) -> None:
        super().__init__("")
        self._shop = shop
        self._day_edit = day_edit
        day_edit.day_changed.connect(self._on_day)
        self.hide()

    @Slot()
    def _on_day(self) -> None:
        day = self._day_edit.value()
        said: list[str] = []
        if day is not None:
            work = self._shop.calendar.work
            if not work.is_open(day):
                said.append(tr("The shop is closed that day."))
            if work.is_provisional(day):
                said.append(tr("Provisional: the holidays of that year have not been entered yet."))
        self.setText(" ".join(said))
        self.setVisible(bool(said))


class Asking:
    """Makes the fields of a step for one case."""

    def __init__(self, shop: Shop, case: Case, stage: Stage) -> None:
        self._shop = shop
        self._case = case
        self._stage = stage
        self._day_edit: ProposedDayEdit | None = None
        self.voucher: VoucherBox | None = None

    def rows(self, name: str) -> list[Row]:
        """Give the rows of what a step asks for, see ``steps.asked``."""
        make: dict[str, Callable[[], list[Row]]] = {
            "steps": self._steps,
            "how": self._how,
            "finding": self._finding,
            "cause": self._cause,
            "plan": self._plan,
            "checks": self._checks,
            "payments": self._payments,
            "resolution": self._resolution,
            "reason": self._reason,
        }
        return make[name]()

    def proposed(self) -> MoveFacts:
        """Give what the form holds before anything is typed."""
        plan = self._case.plan
        return MoveFacts(
            plan=plan,
            promised_on=proposed_day(self._shop, self._case),
            payments=proposed(due_of(self._case)),
            cause=self._case.cause,
        )

    def count_anew(self) -> None:
        """Propose the promised day that the policy gives today, where none is typed."""
        if self._day_edit is not None:
            self._day_edit.propose(proposed_day(self._shop, self._case))

    def day(self, title: str, missing: str = "") -> list[Row]:
        """Ask for the promised day; what speaks against it stands below (G-6)."""
        self._day_edit = day_edit = ProposedDayEdit(self._shop.today)
        self.count_anew()
        spec = FieldSpec("promised_on", title, day_edit, required=True, missing=missing)
        return [spec, DayRemark(self._shop, day_edit)]

    def _steps(self) -> list[Row]:
        """The steps to say to the customer; nothing is typed (G-3)."""
        return [Caption(steps_words(self._shop, self._case))]

    def _how(self) -> list[Row]:
        agreed = self._stage is Stage.AGREED
        title = tr("How the customer agreed") if agreed else tr("How the customer was told")
        return [how_spec(title)]

    def _finding(self) -> list[Row]:
        words = TextArea(1, 6)  # a diagnosis without words says nothing
        named = tr("Diagnosis")
        return [FieldSpec("reason", named, words, required=True, missing="finding_missing")]

    def _reason(self) -> list[Row]:
        return [FieldSpec("reason", tr("Reason"), TextArea(1, 6), required=True)]

    def _resolution(self) -> list[Row]:
        return [FieldSpec("resolution", tr("How it was settled"), TextArea(1, 6), required=True)]

    def _cause(self) -> list[Row]:
        causes = self._shop.policy.causes
        found = (self._case.cause,) if self._case.cause else ()  # whatever a script wrote
        line = ChoiceLine(tuple(dict.fromkeys((*causes, *found))), columns=3)
        return [FieldSpec("cause", tr("Cause found"), line), CauseHint(line, self._shop.policy)]

    def _plan(self) -> list[Row]:
        """What will be done, with which parts, for how much, and until when (G-5, G-6)."""
        return [
            FieldSpec("plan", tr("What will be done"), TextArea(1, 5), required=True),
            (
                FieldSpec("parts", tr("Parts"), LineEdit()),
                FieldSpec("parts_origin", tr("Origin"), origin_box()),
            ),
            FieldSpec("fee_fen", tr("Fee, ¥"), MoneyEdit()),
            *self.day(tr("Promised date")),
        ]

    def _checks(self) -> list[Row]:
        words = screen_catalog()
        checks = moves.checks_of(self._shop, self._case)
        field = TicksField({check: words.text(check) for check in checks})
        none = "" if checks else tr("This service has no check list.")
        return [FieldSpec("checks", tr("Checked and in order"), field, help_text=none)]

    def _payments(self) -> list[Row]:
        """What became of the fee at hand-over; that all of it was paid is proposed (G-9)."""
        planned = due_of(self._case)
        if planned < 0:
            return _refund(Fen(-planned))
        told = tr("Agreed: {amount}", amount=money_words(Fen(planned))) if planned else ""
        amount_edit = MoneyEdit()
        fee = FieldSpec("payments", tr("Fee taken, ¥"), amount_edit, beside=Caption(told))
        if not planned:
            return [fee]
        return [
            *self._vouchers(Fen(planned), amount_edit),
            fee,
            FieldSpec("pay_method", tr("Payment method"), ChoiceLine(MONEY_METHODS, columns=3)),
            FieldSpec("waived", tr("Remainder waived, because"), LineEdit()),
            FieldSpec("owed_until", tr("Remainder owed until"), DayEdit(self._shop.today)),
        ]

    def _vouchers(self, due: Fen, amount_edit: MoneyEdit) -> list[Row]:
        """Offer the customer's vouchers, where there are any."""
        from shopcare.services.payments.gifts import open_vouchers

        found = open_vouchers(self._shop, self._case.customer_id)
        if not found:
            return []
        self.voucher = VoucherBox(found, due, amount_edit)
        return [FieldSpec("voucher", tr("Voucher"), self.voucher)]


def _refund(due: Fen) -> list[Row]:
    """Ask how what is due was paid back (A-7)."""
    told = Caption(tr("To be paid back: {amount}", amount=money_words(due)))
    return [
        FieldSpec("payments", tr("Paid back, ¥"), MoneyEdit(), beside=told),
        FieldSpec("pay_method", tr("Paid back by"), ChoiceLine(MONEY_METHODS, columns=3)),
    ]


_WAYS: Final = (How.IN_PERSON, How.SIGNATURE, How.PHONE, How.WECHAT)


def how_spec(title: str, missing: str = "") -> FieldSpec:
    """Ask how the customer was told or agreed (G-3, G-5)."""
    return FieldSpec("how", title, ChoiceLine(_WAYS), required=True, missing=missing)


def longer_rows(shop: Shop, case: Case) -> list[Row]:
    """Ask how the customer agreed to a day beyond the usual time of a repair (A-3)."""
    usual = limit_of(shop, DeadlineKind.REPAIR, case)
    if usual is None:
        return []
    last = day_text(screen_catalog(), usual.day)
    title = tr("If later than {day}: how the customer agreed", day=last)
    return [FieldSpec("how", title, ChoiceLine(_WAYS))]


def steps_words(shop: Shop, case: Case) -> str:
    """Give the steps to say to the customer (G-3)."""
    steps = shop.policy.steps.get(case.kind, ())
    words = screen_catalog()
    return "\n".join(f"{n}  {words.text(step)}" for n, step in enumerate(steps, 1))


def proposed_day(shop: Shop, case: Case) -> date | None:
    """Propose the promised day: what was said already, else what the policy gives the service."""
    return case.promised_on or promises.proposed_day(shop, case.service)
