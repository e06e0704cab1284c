"""Passing something of a case on, and recording the answer that comes back (G-13, A-11)."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from shopcare.domain.cases.case import Case
from shopcare.domain.cases.referral import ReferralDraft, ReferralKind, Responsible
from shopcare.domain.changes import Changes
from shopcare.domain.ids import ReferralId
from shopcare.domain.money import Fen
from shopcare.domain.papers.document import Promise
from shopcare.domain.people.staff import Action
from shopcare.services.contact import referrals
from shopcare.services.contact.referrals import Referred
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, ChoiceLine
from shopcare.ui.kit.fields.text_fields import MoneyEdit, TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.words.formatting import moment_words
from shopcare.ui.kit.words.i18n import label, tr
from shopcare.ui.pages.cases.forms.door_panel import WhenEdit
from shopcare.ui.pages.cases.forms.step_panel import StepPanel, StepResult
from shopcare.ui.pages.cases.step_bar import REFER, REFER_ANSWER


class ReferralForm(BoundForm[ReferralDraft]):
    """What is asked, of whom, until when; a day without an hour means until the shop closes."""

    def __init__(self, shop: Shop, draft: ReferralDraft) -> None:
        self._shop = shop
        when = WhenEdit(shop)
        usual = moment_words(referrals.usual_due(shop))
        super().__init__(
            draft,
            FieldSpec("kind", tr("Forwarded to"), ChoiceLine(tuple(ReferralKind), columns=2)),
            FieldSpec("responsible", tr("Responsible"), ChoiceLine(tuple(Responsible), columns=2)),
            FieldSpec("question", tr("What is asked"), TextArea(2, 6), required=True),
            FieldSpec(
                "due_at",
                tr("Answer wanted by"),
                when,
                beside=when.words,
                help_text=tr("Without a time: {when}", when=usual),
            ),
        )
        self.field("kind", ChoiceLine).edited.connect(self.show_kind)

    def show_kind(self) -> None:
        """Ask who is responsible only of feedback."""
        is_feedback = self.fact("kind") is ReferralKind.FEEDBACK
        self.form_row("responsible").setVisible(is_feedback)

    def facts_of(self, draft: ReferralDraft) -> Facts:
        """Show no time: the usual one stands below."""
        return {**super().facts_of(draft), "due_at": None}

    def draft_of(self, onto: ReferralDraft, facts: Facts) -> ReferralDraft:
        """Put the question together."""
        return super().draft_of(onto, {**facts, "due_at": self._due_at(facts["due_at"])})

    def _due_at(self, when: Promise | None) -> datetime | None:
        if when is None:
            return None
        if when.at is None:
            return self._shop.calendar.closing(when.on)
        return datetime.combine(when.on, when.at, self._shop.now().tzinfo)


def refer_panel(shop: Shop, case: Case) -> StepPanel[ReferralDraft]:
    """Put to a manager what a clerk cannot solve, or feedback to who is responsible."""
    draft = ReferralDraft(case_id=case.id)
    form = ReferralForm(shop, draft)
    form.load(draft)
    form.show_kind()
    return StepPanel(
        REFER,
        tr("Pass it on"),
        tr("Pass it on"),
        form,
        lambda said: partial(referrals.refer, draft=said),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDraft:
    """What came back."""

    referral: str = ""
    text: str = ""
    compensation_fen: Fen | None = None


def answer_panel(shop: Shop, case: Case) -> StepPanel[AnswerDraft]:
    """Record what came back; the answer of a manager, and compensation, is a manager's."""
    found = [one for one in referrals.of_case(shop, case.id) if one.is_open]
    box: ChoiceBox[str] = ChoiceBox([(str(one.id), _short(one.question)) for one in found])
    rows: list[Any] = [
        FieldSpec("referral", tr("Question"), box),
        FieldSpec("text", tr("Answer"), TextArea(2, 6), required=True),
    ]
    if shop.may_ask(Action.ANSWER_ESCALATION):
        rows.append(FieldSpec("compensation_fen", tr("Compensation promised"), MoneyEdit()))
    else:
        rows.append(Caption(tr("Only a manager answers an escalation or promises money.")))
    form = BoundForm(AnswerDraft(), *rows)
    form.load(AnswerDraft(referral=str(found[0].id) if found else ""))

    def operation(said: AnswerDraft) -> Operation[StepResult]:
        answer = partial(referrals.answer, referral_id=ReferralId(int(said.referral)))
        return partial(answer, text=said.text, compensation_fen=said.compensation_fen)

    return StepPanel(REFER_ANSWER, tr("The answer"), tr("Save the answer"), form, operation)


def undo_of_referral(referred: Referred) -> tuple[str, Operation[Changes]]:
    """Give what is said, and what takes it back (X-9)."""
    one = referred.referral
    if one.answer is None:
        words = tr("Forwarded: {to}", to=label(one.responsible or one.kind))
        return words, partial(referrals.withdraw, referral_id=one.id)
    return tr("The answer is saved."), partial(referrals.undo_answer, referral_id=one.id)


def _short(question: str) -> str:
    line = " ".join(question.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
