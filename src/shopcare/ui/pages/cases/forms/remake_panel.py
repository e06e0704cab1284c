"""Why glasses are made once more, and who pays (R-4)."""

from dataclasses import dataclass
from functools import partial

from shopcare.domain.cases.case import Case
from shopcare.domain.cases.remake import Payer, Remake, RemakeCause
from shopcare.services.cases.remakes import last_prescription, note_remake
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.fields.choice_fields import ChoiceLine, TickBox
from shopcare.ui.kit.fields.text_fields import LineEdit, TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.words.formatting import last_eyes_words
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.cases.forms.step_panel import StepPanel, StepResult
from shopcare.ui.pages.cases.step_bar import REMAKE


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the form of a remake holds."""

    cause: RemakeCause | None = RemakeCause.REFRACTION
    ordered: str = ""
    wrong: str = ""
    pays: Payer | None = Payer.SHOP
    maker: str = ""
    to_last: bool = True


def remake_panel(shop: Shop, case: Case) -> StepPanel[Said]:
    """Ask for the cause and what was wrong; the last prescription stands beside it (R-2)."""
    measured = last_prescription(shop, case.customer_id)
    form = BoundForm(
        _loaded(case),
        FieldSpec("cause", tr("Cause"), ChoiceLine(tuple(RemakeCause))),
        FieldSpec("ordered", tr("What was ordered"), TextArea(1, 4), required=True),
        FieldSpec("wrong", tr("Wrong against the order"), TextArea(1, 4), required=True),
        FieldSpec("pays", tr("Who pays"), ChoiceLine(tuple(Payer))),
        FieldSpec("maker", tr("Maker or laboratory"), LineEdit(24)),
    )
    if measured is not None:
        tick = TickBox(tr("Make it to the last prescription"))
        form.add_rows(Caption(last_eyes_words(measured)), FieldSpec("to_last", "", tick))
    form.reset()

    def operation(said: Said) -> Operation[StepResult]:
        draft = Remake(
            cause=said.cause or RemakeCause.REFRACTION,
            ordered=said.ordered,
            wrong=said.wrong,
            pays=said.pays or Payer.SHOP,
            maker=said.maker,
            prescription_id=measured.id if measured is not None and said.to_last else None,
        )
        return partial(note_remake, case_id=case.id, draft=draft)

    title = tr("Remake") if case.remake is None else tr("Change the remake")
    return StepPanel(REMAKE, title, tr("Save the remake"), form, operation)


def _loaded(case: Case) -> Said:
    """Give what is on file; what was ordered is proposed from the goods' specification."""
    known = case.remake
    if known is None:
        return Said(ordered=case.spec)
    return Said(
        cause=known.cause,
        ordered=known.ordered,
        wrong=known.wrong,
        pays=known.pays,
        maker=known.maker,
        to_last=known.prescription_id is not None,
    )
