"""Forms on the card: authority and reply (L-6), reaction and report (L-9), suggestion (G-12)."""

from collections.abc import Callable
from dataclasses import fields
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


def authority_panel(shop: Shop, case: Case) -> StepPanel[AuthorityDraft]:
    """Ask through whom the case came, under which number, and by when the shop replies."""
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
    form.reset()

    def operation(said: AuthorityDraft) -> Operation[StepResult]:
        return partial(authorities.note, case_id=case.id, draft=said)

    return StepPanel(AUTHORITY, tr("12315 or another authority"), tr("Save"), form, operation)


def reply_panel(shop: Shop, case: Case) -> StepPanel[ReplyDraft]:
    """Ask what the shop replied to the authority, and on which day."""
    form = BoundForm(
        ReplyDraft(),
        FieldSpec("text", tr("The shop's reply"), TextArea(3, 8), required=True),
        _day_or_today("replied_on", tr("Replied on"), shop),
    )
    form.reset()

    def operation(said: ReplyDraft) -> Operation[StepResult]:
        return partial(authorities.reply, case_id=case.id, draft=said)

    title = tr("Reply to the authority")
    return StepPanel(AUTHORITY_REPLY, title, tr("Save the reply"), form, operation)


def reaction_panel(shop: Shop, case: Case) -> StepPanel[ReactionDraft]:
    """Ask what happened, with which batch, and what was done at once."""
    form = BoundForm(
        _reaction(shop, case),
        symptoms_field(),
        FieldSpec("severity", tr("Severity"), ChoiceLine(tuple(ReactionSeverity), columns=3)),
        FieldSpec("course", tr("Course"), TextArea(2, 6)),
        (
            FieldSpec("began_on", tr("Began on"), DayEdit(shop.today)),
            FieldSpec("doctor", tr("Doctor's finding"), LineEdit()),
        ),
        FieldSpec("product", tr("Product"), LineEdit()),
        (FieldSpec("lot", tr("Batch"), LineEdit()), expires_field(shop)),
        advice_field(),
    )
    form.reset()

    def operation(said: ReactionDraft) -> Operation[StepResult]:
        return partial(reactions.note, case_id=case.id, draft=said)

    return StepPanel(REACTION, tr("Adverse reaction"), tr("Save"), form, operation)


def _reaction(shop: Shop, case: Case) -> ReactionDraft:
    """Give what is on file, else what the case says of the goods."""
    known = reactions.of_case(shop, case.id)
    if known is None:
        goods = " ".join(filter(None, (case.product, case.spec)))
        return ReactionDraft(course=case.fault, product=goods, lot=case.lot)
    return ReactionDraft(**{one.name: getattr(known, one.name) for one in fields(ReactionDraft)})


def report_panel(shop: Shop, case: Case) -> StepPanel[ReportDraft]:
    """Ask under which number a reaction was reported, and on which day."""
    form = BoundForm(
        ReportDraft(),
        FieldSpec("report", tr("Number of the report"), LineEdit()),
        _day_or_today("reported_on", tr("Reported on"), shop),
    )
    form.reset()

    def operation(said: ReportDraft) -> Operation[StepResult]:
        return partial(reactions.report, case_id=case.id, draft=said)

    title = tr("Report of the reaction")
    return StepPanel(REACTION_REPORT, title, tr("Save"), form, operation)


def suggestion_panel(shop: Shop, case: Case) -> StepPanel[SuggestionDraft]:
    """Ask what the customer of a case suggests, for the register."""
    form = SuggestionForm(shop, SuggestionDraft(case_id=case.id))

    def operation(said: SuggestionDraft) -> Operation[StepResult]:
        return partial(suggestions.add, draft=said)

    return StepPanel(SUGGEST, tr("Suggestion"), tr("Save the suggestion"), form, operation)


def _day_or_today(name: str, title: str, shop: Shop) -> FieldSpec:
    return FieldSpec(name, title, DayEdit(shop.today), help_text=tr("Left empty: today"))


PANELS: Final[dict[str, Callable[[Shop, Case], StepPanel[Any]]]] = {
    AUTHORITY: authority_panel,
    AUTHORITY_REPLY: reply_panel,
    REACTION: reaction_panel,
    REACTION_REPORT: report_panel,
    SUGGEST: suggestion_panel,
}
