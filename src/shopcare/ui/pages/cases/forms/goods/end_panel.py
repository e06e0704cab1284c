"""Goods that go back to the customer without the work, and what is charged (W-4)."""

from dataclasses import dataclass, replace
from functools import partial

from shopcare.domain.cases.case import Case, Ending, Stage
from shopcare.domain.cases.case_moves import MoveFacts
from shopcare.domain.cases.case_stages import due_at_end
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import PayMethod
from shopcare.services.cases import cases
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.fields.choice_fields import ChoiceLine
from shopcare.ui.kit.fields.text_fields import MoneyEdit, TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.cases.forms.move_panels import point_out_loans
from shopcare.ui.pages.cases.forms.payment_fields import proposed
from shopcare.ui.pages.cases.forms.step_panel import StepPanel, StepResult
from shopcare.ui.pages.cases.step_bar import MOVE
from shopcare.ui.pages.cases.steps import step_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Why the goods go back, and what is paid."""

    ending: Ending | None = None
    charge_fen: Fen | None = None
    method: PayMethod | None = PayMethod.CASH
    resolution: str = ""


def end_panel(shop: Shop, case: Case) -> StepPanel[Ended]:
    """Ask why a repair ends without the work, and what is charged."""
    charge_help = tr("For looking at it, for parts that were ordered; empty: nothing.")
    form = BoundForm(
        Ended(),
        FieldSpec("ending", tr("Why"), ChoiceLine(tuple(Ending)), missing="ending_missing"),
        FieldSpec("charge_fen", tr("Charged, ¥"), MoneyEdit(), help_text=charge_help),
        FieldSpec("method", tr("Payment method"), ChoiceLine(tuple(PayMethod), columns=3)),
        FieldSpec("resolution", tr("How it was settled"), TextArea(1, 6)),
    )
    point_out_loans(shop, case, form)
    title = step_words(case, Stage.CLOSED)
    form.reset()

    def operation(said: Ended) -> Operation[StepResult]:
        due = due_at_end(case, said.charge_fen or 0)
        facts = MoveFacts(
            ending=said.ending,
            charge_fen=said.charge_fen,
            payments=tuple(replace(answer, method=said.method) for answer in proposed(due)),
            resolution=said.resolution,
        )
        return partial(cases.move_case, case_id=case.id, stage=Stage.CLOSED, facts=facts)

    return StepPanel(f"{MOVE}{Stage.CLOSED}", title, tr("Handed back"), form, operation)
