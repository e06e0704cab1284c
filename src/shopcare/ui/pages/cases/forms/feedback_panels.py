"""Forms on the card: authority and reply (L-6), reaction and report (L-9), suggestion (G-12)."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from shopcare.domain.cases.case import Case
from shopcare.domain.feedback.authority import Authority, AuthorityDraft, ReplyDraft
from shopcare.domain.feedback.reaction import ReactionDraft, ReactionSeverity, ReportDraft
from shopcare.domain.feedback.suggestion import SuggestionDraft
from shopcare.services.contact import suggestions
from shopcare.services.feedback import authorities, reactions
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.fields.choice_fields import ChoiceLine
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit, TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.forms.feedback_forms import (
    SuggestionForm,
    advice_field,
    expires_field,
    symptoms_field,
)
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.cases.feedback import (
    AUTHORITY,
    AUTHORITY_REPLY,
    REACTION,
    REACTION_REPORT,
    SUGGEST,
)
from shopcare.ui.pages.cases.forms.step_panel import StepPanel, StepResult


class AuthorityPanel(StepPanel[AuthorityDraft]):
    """Through whom the case came, under which number, and by when the shop replies."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the form with what is on file."""
        self._case = case
        known = authorities.of_case(shop, case.id)
        draft = AuthorityDraft()
        if known is not None:
            draft = AuthorityDraft(
                authority=known.authority, number=known.number, reply_until=known.reply_until
            )
        form = BoundForm(
            draft,
            FieldSpec("authority", tr("Came through"), ChoiceLine(tuple(Authority), columns=2)),
            FieldSpec("number", tr("Official number"), LineEdit()),
            FieldSpec("reply_until", tr("Reply by"), DayEdit(shop.today)),
        )
        super().__init__(AUTHORITY, tr("12315 or another authority"), tr("Save"), form)
        form.load(draft)

    def operation(self) -> Operation[StepResult]:
        """Give the noting."""
        return partial(authorities.note, case_id=self._case.id, draft=self.form.draft())


class AuthorityReplyPanel(StepPanel[ReplyDraft]):
    """What the shop replied to the authority, and on which day."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the form; the day is today if nothing is typed."""
        self._case = case
        form = BoundForm(
            ReplyDraft(),
            FieldSpec("text", tr("The shop's reply"), TextArea(3, 8), required=True),
            FieldSpec(
                "replied_on",
                tr("Replied on"),
                DayEdit(shop.today),
                help_text=tr("Left empty: today"),
            ),
        )
        super().__init__(AUTHORITY_REPLY, tr("Reply to the authority"), tr("Save the reply"), form)
        form.load(ReplyDraft())

    def operation(self) -> Operation[StepResult]:
        """Give the recording."""
        return partial(authorities.reply, case_id=self._case.id, draft=self.form.draft())


class ReactionPanel(StepPanel[ReactionDraft]):
    """What happened, with which batch, and what was done at once."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the form with what is on file, else with the goods of the case."""
        self._case = case
        goods = " ".join(filter(None, (case.product, case.spec)))
        known: ReactionDraft | None = reactions.of_case(shop, case.id)
        draft = known or ReactionDraft(course=case.fault, product=goods, lot=case.lot)
        severities = ChoiceLine(tuple(ReactionSeverity), columns=3)
        form = BoundForm(
            draft,
            symptoms_field(),
            FieldSpec("severity", tr("Severity"), severities),
            FieldSpec("course", tr("Course"), TextArea(2, 6)),
            (
                FieldSpec("began_on", tr("Began on"), DayEdit(shop.today)),
                FieldSpec("doctor", tr("Doctor's finding"), LineEdit()),
            ),
            FieldSpec("product", tr("Product"), LineEdit()),
            (FieldSpec("lot", tr("Batch"), LineEdit()), expires_field(shop)),
            advice_field(),
        )
        super().__init__(REACTION, tr("Adverse reaction"), tr("Save"), form)
        form.load(draft)

    def operation(self) -> Operation[StepResult]:
        """Give the noting."""
        draft = self.form.draft(onto=ReactionDraft())
        return partial(reactions.note, case_id=self._case.id, draft=draft)


class ReactionReportPanel(StepPanel[ReportDraft]):
    """Under which number a reaction was reported, and on which day."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the form; the day is today if nothing is typed."""
        self._case = case
        form = BoundForm(
            ReportDraft(),
            FieldSpec("report", tr("Number of the report"), LineEdit()),
            FieldSpec(
                "reported_on",
                tr("Reported on"),
                DayEdit(shop.today),
                help_text=tr("Left empty: today"),
            ),
        )
        super().__init__(REACTION_REPORT, tr("Report of the reaction"), tr("Save"), form)
        form.load(ReportDraft())

    def operation(self) -> Operation[StepResult]:
        """Give the recording."""
        return partial(reactions.report, case_id=self._case.id, draft=self.form.draft())


class SuggestionPanel(StepPanel[SuggestionDraft]):
    """What the customer of a case suggests, for the register."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the form."""
        form = SuggestionForm(shop, SuggestionDraft(case_id=case.id))
        super().__init__(SUGGEST, tr("Suggestion"), tr("Save the suggestion"), form)

    def operation(self) -> Operation[StepResult]:
        """Give the writing."""
        return partial(suggestions.add, draft=self.form.draft())


PANELS: Final[dict[str, Callable[[Shop, Case], StepPanel[Any]]]] = {
    AUTHORITY: AuthorityPanel,
    AUTHORITY_REPLY: AuthorityReplyPanel,
    REACTION: ReactionPanel,
    REACTION_REPORT: ReactionReportPanel,
    SUGGEST: SuggestionPanel,
}
