"""The form for a prescription: both eyes typed in one pass (R-1)."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.people.customer import Customer
from shopcare.domain.people.prescription import (
    Distance,
    Prescription,
    PrescriptionDraft,
    asked_for,
    check_prescription,
    signs_that_differ,
    transposed,
)
from shopcare.language.records.eye_words import eyes_text, signs_text
from shopcare.services.people.prescriptions import Measured, add_prescription, before
from shopcare.ui.kit.context.draft_autosave import DraftAutosave, DraftKey
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, WordBox
from shopcare.ui.kit.fields.day_edit import ProposedDayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import Facts, FieldSpec
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.shortcuts import ButtonKey
from shopcare.ui.kit.style.tokens import SPACE_L, Meaning
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.customers.form_section import FileForm
from shopcare.ui.pages.customers.measured.eye_line import EyeLine, millimetre_edit
from shopcare.ui.pages.customers.parts import FormKind

TRANSPOSE = "Alt+T"
_LENSES = "contact_lenses"
_FOR_LENSES = ("base_curve", "diameter")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PrescriptionForm(FileForm[PrescriptionDraft]):
    """Asks for both eyes; Enter goes on to the next field, Ctrl+Enter saves."""

    def __init__(
        self,
        context: PageContext,
        autosave: DraftAutosave,
        customer: Customer,
        earlier: Sequence[Prescription],
    ) -> None:
        """Make the form.

        Args:
            earlier: what is on file of the customer, the newest first.
        """
        self._customer_id = customer.id
        self._earlier = earlier
        shop = context.shop
        blank = PrescriptionDraft(
            measured_on=shop.today(), measured_by=shop.acting.name, measured_at=shop.settings.name
        )
        self.right_line, self.left_line = EyeLine(tr("Right eye")), EyeLine(tr("Left eye"))
        super().__init__(
            context,
            autosave,
            DraftKey(FormKind.PRESCRIPTION, customer.id),
            tr("Save the prescription"),
            tr("Discard what you typed for this prescription?"),
            blank,
            FieldSpec("right", tr("Right eye"), self.right_line),
            FieldSpec("left", tr("Left eye"), self.left_line),
        )
        self.add_rows(self._pupils_and_use(), self._who())
        self.transpose_button = quiet_button(tr("Other sign of cylinder"), "refresh-cw")
        self.transpose_button.setToolTip(TRANSPOSE)
        ButtonKey(TRANSPOSE, self.transpose_button)
        self.sign_notice = NoticeLine(Meaning.AMBER)
        self.last_words = Caption()
        self.add_rows(self.last_words, self.sign_notice)
        self._add_buttons(self.transpose_button)
        self.field("measured_on", ProposedDayEdit).propose(shop.today())
        self.edited.connect(self._on_edited)
        self.transpose_button.clicked.connect(self._on_transpose)
        self.load(blank)
        self._on_edited()

    def facts_of(self, draft: PrescriptionDraft) -> Facts:
        """Show what it is for as one choice: far, near or contact lenses."""
        facts = super().facts_of(replace(draft, distance=draft.distance))
        return facts | {"distance": _LENSES if draft.contact_lenses else draft.distance.value}

    def draft_of(self, onto: PrescriptionDraft, facts: Facts) -> PrescriptionDraft:
        """Put the measurement together; base curve and diameter are of contact lenses only."""
        use = facts["distance"]
        for_lenses = use == _LENSES
        said = facts | {
            "distance": Distance.FAR if for_lenses else Distance(use),
            "contact_lenses": for_lenses,
            "measured_on": facts["measured_on"] or onto.measured_on,
        }
        if not for_lenses:
            said |= dict.fromkeys(_FOR_LENSES)
        return replace(onto, **said)

    def check(self) -> bool:
        """Ask every field, then whether it can be true; the cursor goes to what is wrong."""
        if not super().check():
            return False
        draft = self.draft()
        try:
            check_prescription(draft, self._context.shop.today())
            problems = asked_for(draft)
        except Invalid as invalid:
            problems = list(invalid.problems)
        if problems:
            self.show_problems(problems)
            self._go_to(problems[0])
        return not problems

    def count_anew(self) -> None:
        """Propose today, whatever day it was when the form was opened."""
        self.field("measured_on", ProposedDayEdit).propose(self._context.shop.today())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the next field with Enter; a button is pressed."""
        focus = QApplication.focusWidget()
        if event.key() in _ENTER and isinstance(focus, QAbstractButton):
            focus.click()
        elif event.key() in _ENTER:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def operation(self) -> Operation[Measured]:
        """Give the recording."""
        return partial(add_prescription, customer_id=self._customer_id, draft=self.draft())

    def _pupils_and_use(self) -> FlowLine:
        uses = [
            (Distance.FAR.value, tr("Glasses for far")),
            (Distance.NEAR.value, tr("Glasses for near")),
            (_LENSES, tr("Contact lenses")),
        ]
        line = FlowLine(SPACE_L, top=True)
        for spec in (
            FieldSpec("pupil_distance", tr("Pupillary distance"), millimetre_edit()),
            FieldSpec("near_pupil_distance", tr("for near"), millimetre_edit()),
            FieldSpec("distance", tr("What for"), ChoiceBox(uses)),
            FieldSpec("base_curve", tr("Base curve"), millimetre_edit()),
            FieldSpec("diameter", tr("Diameter"), millimetre_edit()),
        ):
            line.add(self.make(spec))
        return line

    def _who(self) -> FlowLine:
        shop = self._context.shop
        names = [member.name for member in shop.staff if member.active]
        line = FlowLine(SPACE_L, top=True)
        for spec in (
            FieldSpec("measured_on", tr("Measured on"), ProposedDayEdit(shop.today)),
            FieldSpec("measured_by", tr("Measured by"), WordBox(names, 8)),
            FieldSpec("measured_at", tr("Where"), LineEdit(16)),
        ):
            line.add(self.make(spec))
        return line

    def _go_to(self, problem: Problem) -> None:
        side, _, name = problem.field.partition(".")
        eye = {"right": self.right_line, "left": self.left_line}.get(side)
        if eye is not None and name:
            eye.go_to(name)

    @Slot()
    def _on_edited(self) -> None:
        """Show what contact lenses need, the last one, and what has another sign (R-1)."""
        draft, words = self.draft(), screen_catalog()
        for name in _FOR_LENSES:
            self.form_row(name).setVisible(draft.contact_lenses)
        last = before(draft, self._earlier)
        said = ""
        if last is not None:
            day = day_words(last.measured_on)
            said = tr("Last time, {day}: {eyes}", day=day, eyes=eyes_text(words, last))
        self.last_words.setText(said)
        self.last_words.setVisible(bool(said))
        self.sign_notice.tell(signs_text(words, signs_that_differ(draft, last) if last else ()))

    @Slot()
    def _on_transpose(self) -> None:
        for line in (self.right_line, self.left_line):
            line.set_value(transposed(line.value()))
