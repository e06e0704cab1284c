"""The forms of a return's own steps: the inspection and the review (A-2, A-7, B-3)."""

from functools import partial
from typing import Final

from PySide6.QtCore import Slot

from shopcare.domain.cases.case import Case, Stage
from shopcare.domain.cases.case_moves import MoveFacts
from shopcare.domain.cases.return_moves import request_of
from shopcare.domain.cases.returns import (
    TAKEN_BACK,
    InspectionDraft,
    Outcome,
    ReviewDraft,
    Wish,
)
from shopcare.domain.policy.conditions import Answer
from shopcare.language.records.return_words import amount_of, due_text, quantity_text
from shopcare.language.verdict_words import ANSWERS, AXES, BASES, OPTIONS
from shopcare.services.cases import cases, returns
from shopcare.services.policies import verdicts
from shopcare.services.shop import Shop
from shopcare.ui.kit.fields.choice_fields import ChoiceLine
from shopcare.ui.kit.fields.text_fields import LineEdit, MoneyEdit, TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec, Row
from shopcare.ui.kit.forms.return_fields import FaultBox, QuantityEdit, fault_of, yes_no_specs
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.style.tokens import Role
from shopcare.ui.kit.words.formatting import money_words
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.cases.forms.step_fields import how_spec
from shopcare.ui.pages.cases.forms.step_panel import StepPanel
from shopcare.ui.pages.cases.steps import save_words, step_words

_FOUND: Final = ("receipt", "quantity", "fault", "saleable", "laid", "wish", "finding")
_DECIDED: Final = ("outcome", "wish", "new_goods", "new_fen", "share_fen", "fee_fen", "reason")


class InspectionForm(BoundForm[MoveFacts]):
    """The proof of purchase before anything else, then what was counted and found (B-3)."""

    def __init__(self, shop: Shop, case: Case) -> None:
        asked = verdicts.facts_asked(verdicts.clauses_of(shop))
        receipt, *others = yes_no_specs(asked)
        line = returns.line_of(shop, case)
        whole = quantity_text(line.quantity, line.unit) if line is not None else ""
        counted = Caption(tr("of {whole}", whole=whole) if whole else "", wrap=False)
        quantity = FieldSpec("quantity", tr("Counted quantity"), QuantityEdit(), beside=counted)
        fault = FieldSpec("fault", tr("What is wrong"), FaultBox(), required=True, reader=fault_of)
        finding = FieldSpec("finding", tr("What was found"), TextArea(1, 6))
        rows = [(receipt, fault), *_in_pairs([quantity, *others]), *_wish_row(case), finding]
        super().__init__(MoveFacts(), *rows)
        self.load(MoveFacts(inspection=_told(case)))

    def facts_of(self, draft: MoveFacts) -> Facts:
        """Lay out what was found."""
        found = draft.inspection or InspectionDraft()
        return {name: getattr(found, name) for name in _FOUND}

    def draft_of(self, onto: MoveFacts, facts: Facts) -> MoveFacts:
        """Put together what was found."""
        found = {name: facts[name] for name in _FOUND if name in facts}
        return MoveFacts(inspection=InspectionDraft(**found))


def _wish_row(case: Case) -> list[Row]:
    """Ask for the wish where nobody has said it yet (G-2)."""
    if case.wish is not None:
        return []
    return [FieldSpec("wish", tr("Wish"), ChoiceLine(tuple(Wish), columns=3))]


def _in_pairs(specs: list[FieldSpec]) -> list[Row]:
    """Put two and two side by side; where they do not come out even, the first stands alone."""
    odd = len(specs) % 2
    return [*specs[:odd], *zip(specs[odd::2], specs[odd + 1 :: 2], strict=True)]


def _told(case: Case) -> InspectionDraft:
    """Give what the customer said, for whoever inspects to confirm or to correct.

    That somebody has the receipt is believed only once it is seen.
    """
    asked = request_of(case)
    return InspectionDraft(
        quantity=asked.quantity, fault=asked.fault, saleable=asked.saleable, laid=asked.laid
    )


class ReviewForm(BoundForm[MoveFacts]):
    """What is decided, with what is due for it as it is typed (A-7)."""

    def __init__(self, shop: Shop, case: Case) -> None:
        self.outcome_line = ChoiceLine(tuple(Outcome), columns=4)
        self.due_words = Words("", Role.EMPHASISED)
        goods = FieldSpec("new_goods", tr("New goods"), LineEdit())
        price = FieldSpec("new_fen", tr("Price of the new goods, ¥"), MoneyEdit())
        share = FieldSpec("share_fen", tr("Paid for these goods, ¥"), MoneyEdit())
        rows: list[Row] = [
            Caption(_verdict_words(shop, case)),
            *_wish_row(case),
            FieldSpec("outcome", tr("Decision"), self.outcome_line, required=True),
            goods,
            price,
            (share, FieldSpec("fee_fen", tr("Fee, ¥"), MoneyEdit())),
            self.due_words,
            FieldSpec("reason", tr("Reason"), TextArea(1, 4)),
            how_spec(tr("How the customer was told")),
        ]
        super().__init__(MoveFacts(), *rows)
        self.edited.connect(self._on_edited)
        self.load(MoveFacts(review=returns.proposed_review(shop, case)))
        self._on_edited()

    def facts_of(self, draft: MoveFacts) -> Facts:
        """Lay a decision out over its fields."""
        review = draft.review or ReviewDraft()
        return {name: getattr(review, name) for name in _DECIDED} | {"how": draft.how}

    def draft_of(self, onto: MoveFacts, facts: Facts) -> MoveFacts:
        """Put a decision together."""
        review = ReviewDraft(**{name: facts[name] for name in _DECIDED if name in facts})
        return MoveFacts(review=review, how=facts["how"])

    @Slot()
    def _on_edited(self) -> None:
        outcome = self.outcome_line.value()
        takes_back, is_exchange = outcome in TAKEN_BACK, outcome is Outcome.EXCHANGE
        for name in ("new_goods", "new_fen"):
            self.form_row(name).setVisible(is_exchange)
        self.form_row("share_fen").setVisible(takes_back)
        self.form_row("fee_fen").setVisible(takes_back or outcome is Outcome.REPAIR)
        review = self.draft().review
        self.due_words.setVisible(takes_back and review is not None)
        if review is not None:
            new = (review.new_fen or 0) if is_exchange else 0
            due = new + (review.fee_fen or 0) - (review.share_fen or 0)
            self.due_words.setText(due_text(screen_catalog(), due, money_words(amount_of(due))))


def _verdict_words(shop: Shop, case: Case) -> str:
    """Say what law and policy allow by what was found."""
    words = screen_catalog()
    lines = []
    for ruling in returns.judge_case(shop, case).rulings:
        if ruling.answer is Answer.NO:
            continue
        parts = [words.text(OPTIONS[ruling.option]), words.text(ANSWERS[ruling.answer])]
        parts += [words.text(BASES[ruling.basis])] if ruling.basis is not None else []
        parts += [words.text(AXES[ruling.axis])] if ruling.axis is not None else []
        lines.append(" · ".join(parts))
    return "\n".join(lines)


def return_panel(shop: Shop, case: Case, stage: Stage) -> StepPanel[MoveFacts]:
    """Ask for the inspection or the review of a return."""
    form = InspectionForm if stage is Stage.DIAGNOSED else ReviewForm
    title, save = step_words(case, stage), save_words(case, stage)
    return StepPanel(
        f"move/{stage}",
        title,
        save,
        form(shop, case),
        lambda draft: partial(cases.move_case, case_id=case.id, stage=stage, facts=draft),
    )
