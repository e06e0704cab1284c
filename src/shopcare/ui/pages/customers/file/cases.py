"""The cases of a customer, each a press away."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from shopcare.domain.cases.case import Case, Stage
from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import label, tr
from shopcare.ui.pages.customers.parts import LEAST_WORDS, RecordButton, Section

LONGEST = 60


class Cases(Section):
    """Number, kind, what it is about, and the stage; the newest first."""

    def __init__(self) -> None:
        super().__init__(tr("No complaint, no repair so far."))

    def show_cases(self, cases: Sequence[Case], today: date) -> None:
        """Show a customer's cases."""
        self.set_title(_title(cases))
        self.set_entries([self._entry(case, today) for case in cases])

    def _entry(self, case: Case, today: date) -> QWidget:
        entry = FlowLine()
        button = RecordButton(case.number, "clipboard-list", "case", case.id)
        about = " ".join((case.product or case.fault or tr("fault not recorded")).split())
        about = about if len(about) <= LONGEST else f"{about[:LONGEST]}…"
        received = day_words(case.received_at.date())
        words = " · ".join(filter(None, (label(case.kind), received, about)))
        entry.add(button)
        entry.add(Words(words), stretch=1, least=LEAST_WORDS)
        entry.add(_stage_chip(case, today))
        return entry


def _title(cases: Sequence[Case]) -> str:
    if not cases:
        return tr("Cases")
    counted = [case for case in cases if case.voided is None]  # W-8
    open_cases = sum(case.is_open for case in counted)
    return tr("Cases · {n}, {open} open", n=len(counted), open=open_cases)


def _stage_chip(case: Case, today: date) -> Chip:
    if case.voided is not None:
        return Chip(tr("Voided"))
    words = label(case.stage)
    promised = case.promised_on
    handed_over = case.stage in (Stage.HANDED_OVER, Stage.CLOSED, Stage.CANCELLED)
    if promised is not None and not handed_over and promised < today:
        return Chip(tr("{stage}, late", stage=words), Meaning.RED)
    if case.stage is Stage.READY:
        return Chip(words, Meaning.GREEN)
    return Chip(words, Meaning.INFO if case.is_open else None)
