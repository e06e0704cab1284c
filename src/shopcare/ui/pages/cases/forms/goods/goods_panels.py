"""Small forms about a case's goods: marks (X-4), loans (X-5) and notices (X-3)."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from shopcare.domain.cases.case import Case
from shopcare.domain.goods.condition import Condition
from shopcare.domain.goods.loan import Loan
from shopcare.domain.goods.uncollected import SentBy
from shopcare.domain.ids import LoanId
from shopcare.services.goods.conditions import condition_of, save_marks, sketch, sketch_for
from shopcare.services.goods.loans import loan
from shopcare.services.goods.uncollected import due_notice, note_sent, notices_of
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.choice_fields import ChoiceLine
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.forms.loan_forms import BackForm, ExtendForm, LendForm
from shopcare.ui.kit.forms.marks_field import MarksField
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.widgets.marked_view import SketchView
from shopcare.ui.kit.words.formatting import moment_words
from shopcare.ui.kit.words.i18n import label, tr
from shopcare.ui.pages.cases.forms.step_panel import StepPanel
from shopcare.ui.pages.cases.goods.goods_steps import BACK, LEND, MARKS, NOTICE


def _loan_panel(
    key: str, title: str, save: str, form: LendForm | BackForm | ExtendForm
) -> StepPanel[Any]:
    return StepPanel(key, title, save, form, lambda _said: form.operation())


def make_loan_panel(shop: Shop, case: Case, key: str) -> StepPanel[Any]:
    """Make the form of a loan; the id of one that is out stands at the end of its key."""
    if key == LEND:
        form = LendForm(shop, case.customer_id, case.id)
        return _loan_panel(key, tr("Lend goods"), tr("Lend and print the slip"), form)
    found = _loan_of(shop, key)
    if key.startswith(BACK):
        title = tr("Back: {what}", what=found.what)
        return _loan_panel(key, title, tr("It is back"), BackForm(found))
    title = tr("Lend longer: {what}", what=found.what)
    return _loan_panel(key, title, tr("Save"), ExtendForm(shop, found))


def _loan_of(shop: Shop, key: str) -> Loan:
    found = loan(shop, LoanId(int(key.rpartition("/")[2])))
    assert found is not None
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How a notice went out."""

    how: SentBy | None = None


def notice_panel(shop: Shop, case: Case) -> StepPanel[Sending]:
    """Record that the notice which is due was sent; say what was sent before."""
    ways = FieldSpec("how", tr("How it was sent"), ChoiceLine(tuple(SentBy)), missing="how_missing")
    form = BoundForm(Sending(), ways)
    for notice in notices_of(shop, case):
        sent, how = moment_words(notice.sent_at), label(notice.how)
        form.add(Caption(tr("After {n} days: {sent}, {how}", n=notice.step, sent=sent, how=how)))
    title = tr("Notice after {n} days sent", n=due_notice(shop, case) or 0)
    form.reset()
    return StepPanel(
        NOTICE,
        title,
        tr("Save"),
        form,
        lambda _said: partial(note_sent, case_id=case.id, how=form.fact("how")),
    )


def marks_panel(shop: Shop, case: Case) -> StepPanel[Condition]:
    """Show the sketch of the category with what is marked on it."""
    on_file = condition_of(shop, case.id)
    drawn = sketch(on_file.sketch) if on_file.sketch else sketch_for(case.category)
    how = tr("Click, or move the cross with the arrows and set a mark with Space.")
    form = BoundForm(
        Condition(),
        Caption(how),
        FieldSpec("marks", tr("Marks"), MarksField(SketchView(drawn))),
    )
    form.load(on_file)
    return StepPanel(
        MARKS,
        tr("Mark the condition"),
        tr("Save"),
        form,
        lambda said: partial(save_marks, case_id=case.id, marks=said.marks),
    )
