"""The eyes of a customer: the last two compared, then every prescription (R-1, R-2)."""

from functools import partial

from PySide6.QtCore import Signal, Slot

from shopcare.domain.changes import Changes
from shopcare.domain.people.customer import Customer
from shopcare.domain.people.prescription import Prescription
from shopcare.language.records.eye_words import eye_text, pupils_text, what_for_text, who_and_where
from shopcare.services.papers.document_spec import Request
from shopcare.services.people import prescriptions
from shopcare.services.people.customers import CustomerFile
from shopcare.services.people.prescriptions import Measured
from shopcare.ui.kit.context.draft_autosave import DraftAutosave
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.box_layouts import add_items
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.papers.document_opener import DocumentOpener
from shopcare.ui.kit.shortcuts import ButtonKey
from shopcare.ui.kit.widgets.buttons import sign_button
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.customers.asking_row import AskingRow
from shopcare.ui.pages.customers.form_section import FormSection
from shopcare.ui.pages.customers.measured.comparison import Comparison
from shopcare.ui.pages.customers.measured.prescription_form import PrescriptionForm
from shopcare.ui.pages.customers.parts import LEAST_WORDS

PRESCRIPTION = "Alt+P"


class Eyes(FormSection[PrescriptionForm]):
    """Shown where the trade measures eyes, and wherever something is on file."""

    def __init__(self, context: PageContext, autosave: DraftAutosave) -> None:
        super().__init__(
            context, autosave, tr("No prescription on file."), tr("Enter a prescription")
        )
        self.comparison: Comparison | None = None
        self.measured: tuple[Prescription, ...] = ()
        self.opener = DocumentOpener(context, self)
        self.add_button.setToolTip(PRESCRIPTION)
        ButtonKey(PRESCRIPTION, self.add_button)

    def show_eyes(self, file: CustomerFile) -> None:
        """Show a customer's prescriptions."""
        self.show_customer(file.customer)
        self.measured = file.prescriptions
        self.setVisible(bool(self._context.shop.policy.eyes or self.measured))
        standing = prescriptions.standing(self.measured)
        count = len(standing)
        self.set_title(tr("Prescriptions · {n}", n=count) if count else tr("Prescriptions"))
        before = prescriptions.before(standing[0], standing) if standing else None
        self.comparison = Comparison(standing[0], before, standing) if before else None
        entries = [self._entry(one) for one in self.measured]
        self.set_entries([*([self.comparison] if self.comparison else []), *entries])

    def _entry(self, one: Prescription) -> "Entry":
        entry = Entry(self._context, one)
        entry.card_wanted.connect(self._on_card)
        return entry

    def _make_form(self, customer: Customer) -> PrescriptionForm:
        return PrescriptionForm(self._context, self._autosave, customer, self.measured)

    def _undo_of(self, result: Measured) -> tuple[str, Operation[Changes]]:
        one = result.prescription.id
        undo = partial(prescriptions.take_back_prescription, prescription_id=one)
        return tr("The prescription is recorded."), undo

    @Slot(int)
    def _on_card(self, prescription_id: int) -> None:
        one = next(one for one in self.measured if one.id == prescription_id)
        request = Request(customer_id=one.customer_id, prescription_id=one.id)
        self.opener.open(self, "prescription_card", request)


class Entry(AskingRow):
    """One prescription: the day and what for, both eyes, who measured and where."""

    card_wanted = Signal(int)
    """Its card is to be printed: the id."""

    def __init__(self, context: PageContext, one: Prescription) -> None:
        super().__init__(
            context,
            tr("Void the prescription"),
            partial(prescriptions.void_prescription, prescription_id=one.id),
            partial(prescriptions.restore_prescription, prescription_id=one.id),
        )
        self._one = one
        words = screen_catalog()
        self.card_button = sign_button("printer", tr("Prescription card"))
        self.card_button.clicked.connect(self._on_card)
        head = FlowLine()
        head.add(Words(day_words(one.measured_on), wrap=False))
        said = [what_for_text(words, one), who_and_where(words, one.measured_by, one.measured_at)]
        head.add(Caption(" · ".join(filter(None, said))), stretch=1, least=LEAST_WORDS)
        if one.voided is not None:
            head.add(Chip(tr("Voided")))
        else:
            head.add(self.card_button)
            head.add(self.void_button)
        eyes = [
            tr("R {eye}", eye=eye_text(words, one.right)) if one.right else "",
            tr("L {eye}", eye=eye_text(words, one.left)) if one.left else "",
            f"PD {pupils}" if (pupils := pupils_text(one)) else "",
        ]
        add_items(self._rows, head, Words("    ".join(filter(None, eyes)), selectable=True))
        self._say_voided(one.voided)

    @Slot()
    def _on_card(self) -> None:
        self.card_wanted.emit(self._one.id)
