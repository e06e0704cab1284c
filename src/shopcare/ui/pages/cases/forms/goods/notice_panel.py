"""What was sent about goods that nobody collects (X-3)."""

from dataclasses import dataclass
from functools import partial

from shopcare.domain.cases.case import Case
from shopcare.domain.goods.uncollected import SentBy
from shopcare.services.goods.uncollected import due_notice, note_sent, notices_of
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.fields.choice_fields import ChoiceLine
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.words.formatting import moment_words
from shopcare.ui.kit.words.i18n import label, tr
from shopcare.ui.pages.cases.forms.step_panel import StepPanel, StepResult
from shopcare.ui.pages.cases.goods.goods_steps import NOTICE


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How a notice went out."""

    how: SentBy | None = None


class NoticePanel(StepPanel[Sending]):
    """Records that the notice which is due was sent; says what was sent before."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the form."""
        self._case_id = case.id
        ways = FieldSpec(
            "how", tr("How it was sent"), ChoiceLine(tuple(SentBy)), missing="how_missing"
        )
        form = BoundForm(Sending(), ways)
        for notice in notices_of(shop, case):
            sent, how = moment_words(notice.sent_at), label(notice.how)
            form.add(
                Caption(tr("After {n} days: {sent}, {how}", n=notice.step, sent=sent, how=how))
            )
        title = tr("Notice after {n} days sent", n=due_notice(shop, case) or 0)
        super().__init__(NOTICE, title, tr("Save"), form)
        form.reset()

    def operation(self) -> Operation[StepResult]:
        """Give the record."""
        return partial(note_sent, case_id=self._case_id, how=self.form.fact("how"))
