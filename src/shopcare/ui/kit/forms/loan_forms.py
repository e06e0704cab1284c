"""The forms about loan goods, on the card of a case and in a customer's file (X-5)."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from shopcare.domain.goods.loan import Loan, LoanDraft
from shopcare.domain.ids import CaseId, CustomerId
from shopcare.services.goods.loans import Lent, extend, give_back, lend
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit, TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.words.formatting import near_day_words
from shopcare.ui.kit.words.i18n import tr


class LendForm(BoundForm[LoanDraft]):
    """What is lent, in which condition, until when."""

    def __init__(self, shop: Shop, customer_id: CustomerId, case_id: CaseId | None) -> None:
        draft = LoanDraft(customer_id=customer_id, case_id=case_id, what="", due_on=None)
        super().__init__(
            draft,
            FieldSpec(
                "what", tr("What is lent"), LineEdit(), required=True, missing="loan_what_missing"
            ),
            FieldSpec("condition", tr("Condition"), TextArea(1, 4)),
            FieldSpec(
                "due_on",
                tr("Back on"),
                DayEdit(shop.today),
                required=True,
                missing="return_day_missing",
            ),
        )
        self.load(draft)

    def operation(self) -> Operation[Lent]:
        """Give the lending."""
        return partial(lend, draft=self.draft())


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """How loan goods came back."""

    condition: str = ""


class BackForm(BoundForm[Returned]):
    """In which condition loan goods came back."""

    def __init__(self, loan: Loan) -> None:
        words = tr("Condition when it came back")
        help_text = tr("When lent: {condition}", condition=loan.condition) if loan.condition else ""
        super().__init__(
            Returned(), FieldSpec("condition", words, TextArea(1, 4), help_text=help_text)
        )
        self._loan_id = loan.id
        self.load(Returned())

    def operation(self) -> Operation[Lent]:
        """Give the return."""
        return partial(give_back, loan_id=self._loan_id, condition=self.draft().condition)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDay:
    """Until when a customer may keep loan goods."""

    due_on: date | None = None


class ExtendForm(BoundForm[NewDay]):
    """Another day for the return."""

    def __init__(self, shop: Shop, loan: Loan) -> None:
        before = tr("Until now: {day}", day=near_day_words(loan.due_on, shop.today()))
        day = FieldSpec(
            "due_on",
            tr("Back on"),
            DayEdit(shop.today),
            required=True,
            missing="return_day_missing",
            help_text=before,
        )
        super().__init__(NewDay(), day)
        self._loan_id = loan.id
        self.load(NewDay())

    def operation(self) -> Operation[Lent]:
        """Give the new day."""
        return partial(extend, loan_id=self._loan_id, due_on=self.draft().due_on)
