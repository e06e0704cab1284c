"""What law and policy allow for the goods, beside them while the form is filled in (L-1)."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from shopcare.domain.errors import Invalid
from shopcare.domain.policy.clause import Clause, Option
from shopcare.domain.policy.conditions import Answer
from shopcare.domain.policy.sale_facts import SaleFacts
from shopcare.domain.policy.verdict import Ruling, Verdict, Why, judge
from shopcare.language.clause_words import clause_text
from shopcare.language.verdict_words import (
    AXES,
    BASES,
    FACTS,
    OPTIONS,
    STEPS,
    failing_text,
    ruling_reason,
)
from shopcare.services.policies import verdicts
from shopcare.services.shop import Shop
from shopcare.ui.kit.layout.card import Caption, Card, SectionTitle, Words
from shopcare.ui.kit.style.tokens import SPACE_S, SPACE_XS, Meaning
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.formatting import money_words
from shopcare.ui.kit.words.i18n import screen_catalog, tr

_MEANINGS: Final = {
    Answer.YES: Meaning.GREEN,
    Answer.DEPENDS: Meaning.AMBER,
    Answer.NO: Meaning.RED,
}
_MOST_ASKED: Final = 3
"""What decides most options is asked first; a longer list is not read at a counter."""


class VerdictCard(Card):
    """One line for each option, and below what is still to ask and what to do next.

    Judging reads nothing: the clauses are loaded once, the facts come from the form.
    """

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        self._clauses: Sequence[Clause] = ()
        self.chips = {option: Chip() for option in Option}
        self.options = {option: Words(wrap=False) for option in Option}
        self.terms = {option: Caption() for option in Option}
        self.ask_words = Caption()
        self.next_words = Caption()
        self._lay_out()
        self.hide()

    def forget(self) -> None:
        """Load the clauses anew when they are needed next: the policy may have changed."""
        self._clauses = ()

    def show_facts(self, facts: SaleFacts | None, on: date, wished: Option | None) -> None:
        """Judge and show; None, or what cannot be, shows nothing.

        Args:
            facts: what is known of the goods.
            on: the day of the request.
            wished: the option whose next steps are said; None: those of the first allowed.
        """
        if facts is None:
            self.hide()
            return
        self._clauses = self._clauses or verdicts.clauses_of(self._shop)
        try:
            verdict = judge(self._clauses, facts, on)
        except Invalid:  # the form says it beside the field
            self.hide()
            return
        self._show(verdict, wished)
        self.show()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_S)
        grid.setVerticalSpacing(SPACE_XS)
        grid.setColumnStretch(2, 1)
        for row, option in enumerate(Option):
            middle = Qt.AlignmentFlag.AlignVCenter
            grid.addWidget(self.chips[option], row, 0, middle)
            grid.addWidget(self.options[option], row, 1, middle)
            grid.addWidget(self.terms[option], row, 2, middle)
        self.body.setSpacing(SPACE_S)
        self.body.addWidget(SectionTitle(tr("What law and policy allow")))
        self.body.addLayout(grid)
        self.body.addWidget(self.ask_words)
        self.body.addWidget(self.next_words)

    def _show(self, verdict: Verdict, wished: Option | None) -> None:
        words = screen_catalog()
        best = {ruling.option: ruling for ruling in reversed(verdict.rulings)}
        for option in Option:
            self._show_option(option, best.get(option), verdict)
        asked = [words.text(FACTS[one.fact]) for one in verdict.ask[:_MOST_ASKED]]
        self.ask_words.setText(tr("Still to ask: {facts}", facts=words.text("; ").join(asked)))
        self.ask_words.setVisible(bool(asked))
        ruling = best.get(wished) if wished is not None else None
        steps = ruling.steps if ruling is not None else ()
        self.next_words.setText(" → ".join(words.text(STEPS[step]) for step in steps))
        self.next_words.setVisible(bool(steps))

    def _show_option(self, option: Option, ruling: Ruling | None, verdict: Verdict) -> None:
        widgets = (self.chips[option], self.options[option], self.terms[option])
        is_offered = ruling is not None and ruling.why is not Why.NOT_OFFERED
        for widget in widgets:
            widget.setVisible(is_offered)
        if ruling is None or not is_offered:
            return
        words = screen_catalog()
        self.chips[option].say(_answer(ruling.answer), _MEANINGS[ruling.answer])
        self.options[option].setText(words.text(OPTIONS[option]))
        parts = []
        if ruling.basis is not None:
            parts.append(words.text(BASES[ruling.basis]))
        if ruling.axis is not None and ruling.answer is not Answer.NO:
            parts.append(words.text(AXES[ruling.axis]))
        if ruling.fee_fen:
            parts.append(tr("fee {amount}", amount=money_words(ruling.fee_fen)))
        if ruling.until is not None:
            parts.append(_until(ruling.until, is_over=ruling.answer is Answer.NO))
        if ruling.answer is Answer.NO and ruling.until is None:
            parts.append(_why_not(ruling, verdict))
        self.terms[option].setText(" · ".join(filter(None, parts)))
        clauses = verdict.clauses
        first = clause_text(words, clauses[ruling.clauses[0]]) if ruling.clauses else ""
        for widget in widgets:
            widget.setToolTip(ruling_reason(words, ruling, first, verdict.facts))


def _why_not(ruling: Ruling, verdict: Verdict) -> str:
    """Say in a few words why something is not allowed; the tooltip says it in full."""
    if ruling.why is Why.NO_FAULT:
        return tr("only with a quality fault")
    if ruling.why is Why.BARRED and ruling.clauses:
        clause = verdict.clauses[ruling.clauses[0]]
        names = [one.fact for one in clause.conditions]
        return failing_text(screen_catalog(), verdict.facts, names) or clause.rule
    return failing_text(screen_catalog(), verdict.facts, ruling.depends_on)


def _until(day: date, *, is_over: bool) -> str:
    if is_over:
        return tr("was possible until {day}", day=f"{day:%Y-%m-%d}")
    return tr("possible until {day}", day=f"{day:%Y-%m-%d}")


def _answer(answer: Answer) -> str:
    words = {Answer.YES: tr("allowed"), Answer.NO: tr("not allowed"), Answer.DEPENDS: tr("depends")}
    return words[answer]
