"""What a customer has agreed to, per purpose, and the line that writes it down (L-7)."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.ids import CustomerId
from shopcare.domain.people.consent import (
    Consent,
    ConsentDraft,
    ConsentPurpose,
    ConsentWay,
    last_of,
)
from shopcare.language.catalog import mark
from shopcare.language.records.people_words import PURPOSES, WAYS, consent_text
from shopcare.services.calls.undo_correction import undo_consent
from shopcare.services.people import consents
from shopcare.services.people.consents import ConsentWritten
from shopcare.services.people.customers import CustomerFile
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.forms.bound_form import Facts, FieldSpec
from shopcare.ui.kit.layout.box_layouts import column_layout, line_of
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.style.tokens import SPACE_XS, Meaning
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.i18n import ntr, screen_catalog, tr
from shopcare.ui.pages.customers.asking_row import EntryForm
from shopcare.ui.pages.customers.parts import LEAST_WORDS, Section

_ALLOWS: Final = {
    ConsentPurpose.SERVICE: mark("What we keep for purchases, repairs and complaints."),
    ConsentPurpose.CARE_CALLS: mark("Reminders, birthday greetings and regular calls."),
    ConsentPurpose.MARKETING: mark("Offers, new goods and events."),
    ConsentPurpose.SENSITIVE: mark("Eyes, body and skin: sensitive data, asked for separately."),
    ConsentPurpose.CHILD: mark("Under 14: the guardian agrees."),
}


class Consents(Section):
    """One row for each purpose: what stands, since when, and a button that changes it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("")
        self._context = context
        self.set_title(tr("Consents"))
        self.rows: dict[ConsentPurpose, ConsentRow] = {}

    def show_consents(self, file: CustomerFile) -> None:
        """Show what a customer agrees to; a line that is being filled in stays open."""
        is_same = bool(self.rows) and all(
            row.customer_id == file.customer.id for row in self.rows.values()
        )
        if not is_same:
            self.rows = {
                purpose: ConsentRow(self._context, file.customer.id, purpose)
                for purpose in ConsentPurpose
            }
            self.set_entries(list(self.rows.values()))
        for purpose, row in self.rows.items():
            row.show_consent(last_of(file.consents, purpose))


class ConsentForm(EntryForm[ConsentDraft]):
    """Asks for the day and the way."""

    def __init__(
        self,
        context: PageContext,
        action: str,
        purpose: ConsentPurpose,
        write: Callable[..., ConsentWritten],
    ) -> None:
        """Make the line.

        Args:
            action: what the button does.
            write: gives or withdraws the consent; gets a shop and the ``draft``.
        """
        self._write = write
        self.day_edit = DayEdit(context.shop.today)
        ways = [(way, tr(words)) for way, words in WAYS.items()]
        self.way_box: ChoiceBox[ConsentWay] = ChoiceBox(ways)
        blank = ConsentDraft(purpose=purpose, on=context.shop.today(), way=ConsentWay.SIGNATURE)
        super().__init__(
            context,
            plain_button(action, "check"),
            blank,
            (
                FieldSpec("on", tr("On"), self.day_edit, missing="day_missing"),
                FieldSpec("way", tr("How"), self.way_box),
            ),
        )
        self._add_buttons()
        self.reset()

    def draft_of(self, onto: ConsentDraft, facts: Facts) -> ConsentDraft:
        """Take the day and the way."""
        return replace(onto, on=facts["on"] or onto.on, way=facts["way"])

    def operation(self) -> Operation[ConsentWritten]:
        """Give the writing."""
        return partial(self._write, draft=self.draft())


class ConsentRow(QWidget):
    """One purpose: what stands, and the line that gives or withdraws it."""

    def __init__(
        self, context: PageContext, customer_id: CustomerId, purpose: ConsentPurpose
    ) -> None:
        super().__init__()
        self._context = context
        self.customer_id = customer_id
        self._purpose = purpose
        self._stands = False
        self.chip = Chip()
        self.change_button = quiet_button("", "pencil")
        self.form: ConsentForm | None = None
        head = line_of(
            (Words(tr(PURPOSES[purpose])), 1, LEAST_WORDS), self.chip, self.change_button
        )
        self._rows = column_layout(self, SPACE_XS, head, Caption(tr(_ALLOWS[purpose])))
        self.change_button.clicked.connect(self._on_change)

    def show_consent(self, consent: Consent | None) -> None:
        """Show what stands; None: nobody has asked."""
        self._stands = consent is not None and consent.stands
        meaning = Meaning.GREEN if self._stands else Meaning.AMBER if consent else None
        self.chip.say(consent_text(screen_catalog(), consent), meaning)
        self.change_button.setText(tr("Withdraw…") if self._stands else tr("Agree…"))

    @Slot()
    def _on_change(self) -> None:
        action = tr("Record the withdrawal") if self._stands else tr("Record the consent")
        write = consents.withdraw if self._stands else consents.give
        writing = partial(write, customer_id=self.customer_id)
        self.form = ConsentForm(self._context, action, self._purpose, writing)
        self.form.saved.connect(self._on_written)
        self.form.left.connect(self._on_left)
        self._rows.addWidget(self.form)
        self.change_button.hide()
        self.form.focus_first()

    @Slot()
    def _on_left(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            form.hide()
            form.deleteLater()
        self.change_button.show()
        self.change_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_written(self, written: ConsentWritten) -> None:
        self._on_left()
        undo = partial(undo_consent, customer_id=self.customer_id)
        page_of(self).undo_offered.emit(_said(written, self._purpose), undo)


def _said(written: ConsentWritten, purpose: ConsentPurpose) -> str:
    """Say what was written down, and what became of the calls."""
    last = last_of(written.consents, purpose)
    if last is not None and last.stands:
        n = len(written.planned)
        calls = ntr("{n} call is planned.", "{n} calls are planned.", n) if n else ""
        return " ".join(filter(None, (tr("The consent is on file."), calls)))
    n = len(written.ended)
    ended = ntr("{n} call was taken off the list.", "{n} calls were taken off the list.", n)
    return " ".join(filter(None, (tr("The consent is withdrawn."), ended if n else "")))
