"""The card of one entry of the registers: what it is about, and where its case is."""

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from shopcare.domain.feedback.authority import AuthorityComplaint
from shopcare.domain.feedback.reaction import Reaction
from shopcare.language.records.feedback_words import advice_text, symptoms_text
from shopcare.services.papers.document_spec import Request
from shopcare.services.people.customers import customer
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, line_of
from shopcare.ui.kit.layout.card import Card, FactGrid
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.papers.document_opener import DocumentOpener
from shopcare.ui.kit.widgets.buttons import main_button, plain_button
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import label, screen_catalog, tr
from shopcare.ui.pages.registers.entries import Entry


class EntryCard(Card):
    """What every card of the page has: it asks the page to carry out what is wanted."""

    wanted = Signal(object, object, str)
    """An operation is wanted: the operation, the form that shows its problems or None, and what
    is said once it is done."""

    main_button: QPushButton | None = None
    """What Ctrl+Enter presses while this card is shown."""

    def start(self) -> None:
        """Put the focus where work begins."""
        self.setFocus()

    def show_facts(self, *facts: tuple[str, str]) -> None:
        """Say what is on file; what is empty is left out."""
        grid = FactGrid()
        for number, (title, words) in enumerate(facts):
            grid.add_words(str(number), title)
            grid.say(str(number), words)
        self.body.addWidget(grid)


class CaseEntryCard(EntryCard):
    """A complaint through an authority, or a reaction: both are worked on at their case."""

    def __init__(self, context: PageContext, entry: Entry) -> None:
        """Show what is on file, with the paper that goes out."""
        assert entry.case is not None
        super().__init__(entry.case.number)
        self._case_id = entry.case.id
        self._paper = "evidence_pack"
        self.papers = DocumentOpener(context, self)
        self.case_button = main_button(tr("Open the case"), "clipboard-list")
        self.main_button = self.case_button
        self.paper_button = plain_button(tr("Evidence pack"), "printer")
        buttons: list[QWidget] = [self.case_button, self.paper_button]
        if isinstance(entry.record, Reaction):
            self._paper = "reaction_report"
            self.paper_button.setText(tr("Adverse reaction report"))
            self.batch_button = plain_button(tr("Recall this batch"), "phone-call")
            if entry.record.lot:
                buttons.append(self.batch_button)
        who = customer(context.shop, entry.case.customer_id).name
        self.show_facts((tr("Customer"), who), *_facts(entry.record))
        add_items(self.body, line_of(*buttons), STRETCH)
        self.case_button.clicked.connect(self._on_case)
        self.paper_button.clicked.connect(self._on_paper)

    def start(self) -> None:
        """Go to the way to the case."""
        self.case_button.setFocus()

    @Slot()
    def _on_case(self) -> None:
        page_of(self).open_wanted("case", self._case_id)

    @Slot()
    def _on_paper(self) -> None:
        self.papers.open(self.paper_button, self._paper, Request(case_id=self._case_id))


def _facts(record: Any) -> list[tuple[str, str]]:
    words = screen_catalog()
    if isinstance(record, AuthorityComplaint):
        return [
            (tr("Came through"), label(record.authority)),
            (tr("Official number"), record.number or tr("Not recorded")),
            (tr("Reply by"), _day(record.reply_until) or tr("Not recorded")),
            (tr("Replied on"), _day(record.replied_on)),
            (tr("The shop's reply"), record.reply),
        ]
    assert isinstance(record, Reaction)
    return [
        (tr("Severity"), label(record.severity) if record.severity else ""),
        (tr("Symptoms"), symptoms_text(words, record.symptoms) or tr("Not recorded")),
        (tr("Course"), record.course),
        (tr("Began on"), _day(record.began_on) or tr("Not recorded")),
        (tr("Doctor's finding"), record.doctor),
        (tr("Product"), record.product),
        (tr("Batch"), record.lot or tr("Not recorded")),
        (tr("Expires on"), _day(record.expires_on) or tr("Not recorded")),
        (tr("Done at once"), advice_text(words, record.advice)),
        (tr("Not done yet"), advice_text(words, record.open_advice)),
        (tr("Reported on"), _day(record.reported_on)),
        (tr("Number of the report"), record.report),
    ]


def _day(day: Any) -> str:
    return day_words(day) if day is not None else ""
