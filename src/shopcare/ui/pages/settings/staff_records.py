"""When somebody is absent and who stands in, and what somebody was trained for (G-19, A-17)."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from shopcare.domain.changes import Changes
from shopcare.domain.ids import StaffId
from shopcare.domain.people.duty import AbsenceDraft, Training, TrainingDraft
from shopcare.domain.people.staff import Staff
from shopcare.services.setup import duty
from shopcare.services.setup.duty import DutyRecord, Noted
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, Facts, FieldSpec
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout, empty_layout, row_layout
from shopcare.ui.kit.layout.card import Caption, SectionTitle, Words
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_S
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import screen_catalog, tr


class AbsenceForm(BoundForm[AbsenceDraft]):
    """From when until when, and who stands in; nobody is named: a senior."""

    def facts_of(self, draft: AbsenceDraft) -> Facts:
        """Show who stands in by the id, which the box knows as a text."""
        named = draft.substitute_id
        return {**super().facts_of(draft), "substitute_id": str(named) if named else ""}

    def draft_of(self, onto: AbsenceDraft, facts: Facts) -> AbsenceDraft:
        """Put the absence together."""
        named = facts["substitute_id"]
        known = {**facts, "substitute_id": StaffId(int(named)) if named else None}
        return super().draft_of(onto, known)


class StaffRecords(QWidget):
    """What is noted of one member of staff, with a line to note more."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._member: Staff | None = None
        self.buttons: dict[QPushButton, tuple[DutyRecord, int]] = {}
        """Withdraw what stands beside them."""
        self._withdrawn: tuple[DutyRecord, int] | None = None
        shop = context.shop
        self.substitute_box: ChoiceBox[str] = ChoiceBox()
        self.absence_form = AbsenceForm(
            AbsenceDraft(staff_id=StaffId(0)),
            (
                FieldSpec("from_on", tr("Absent from"), DayEdit(shop.today)),
                FieldSpec("until_on", tr("until"), DayEdit(shop.today)),
            ),
            FieldSpec("substitute_id", tr("Stands in"), self.substitute_box),
            FieldSpec("reason", tr("Reason"), LineEdit()),
        )
        self.work_box: ChoiceBox[str] = ChoiceBox()
        self.training_form = BoundForm(
            TrainingDraft(staff_id=StaffId(0)),
            FieldSpec("work", tr("Trained for"), self.work_box),
            (
                FieldSpec("trained_on", tr("on"), DayEdit(shop.today)),
                FieldSpec("valid_until", tr("valid until"), DayEdit(shop.today)),
            ),
        )
        self.absence_button = plain_button(tr("Note the absence"), "plus")
        self.training_button = plain_button(tr("Note the training"), "plus")
        self._absences = column_layout(spacing=SPACE_S)
        self._trainings = column_layout(spacing=SPACE_S)
        self._lay_out()
        self.absence_button.clicked.connect(self._on_absence)
        self.training_button.clicked.connect(self._on_training)

    def show_member(self, member: Staff) -> None:
        """Show what is noted of somebody; nothing of somebody who is not on file yet."""
        self._member = member
        self.setVisible(bool(member.id))
        if member.id:
            self._offer(member)
            self.look_again()

    def look_again(self) -> None:
        """Read the records anew."""
        if self._member is None:
            return
        shop, member_id = self._context.shop, self._member.id
        empty_layout(self._absences)
        empty_layout(self._trainings)
        self.buttons = {}
        today = shop.today()
        for absence in shop.duty.absences:
            if absence.staff_id == member_id and absence.until_on >= today:
                words = tr(
                    "{first} to {last}",
                    first=day_words(absence.from_on),
                    last=day_words(absence.until_on),
                )
                if absence.substitute_id is not None:
                    name = shop.name_of(absence.substitute_id)
                    words += " · " + tr("{name} stands in", name=name)
                line = self._line(DutyRecord.ABSENCE, absence.id, words, absence.reason)
                self._absences.addWidget(line)
        for training in shop.duty.trainings:
            if training.staff_id == member_id:
                words, said = self._training_words(training), ""
                if not training.is_valid(today):
                    said = tr("no longer valid")
                self._trainings.addWidget(self._line(DutyRecord.TRAINING, training.id, words, said))

    def _lay_out(self) -> None:
        column_layout(
            self,
            SPACE_M,
            SectionTitle(tr("Absences")),
            self._absences,
            self.absence_form,
            _at_left(self.absence_button),
            SectionTitle(tr("Training")),
            self._trainings,
            self.training_form,
            _at_left(self.training_button),
        )

    def _offer(self, member: Staff) -> None:
        shop, words = self._context.shop, screen_catalog()
        others = [one for one in shop.staff if one.active and one.id != member.id]
        nobody = ("", tr("a senior"))
        self.substitute_box.offer([nobody, *((str(one.id), one.name) for one in others)])
        services = [(one.key, words.text(one.label)) for one in shop.policy.services]
        self.work_box.offer(services)
        self.absence_form.load(AbsenceDraft(staff_id=member.id))
        self.training_form.load(TrainingDraft(staff_id=member.id, work=services[0][0]))

    def _training_words(self, training: Training) -> str:
        service = self._context.shop.policy.service(training.work)
        name = tr(service.label) if service is not None else training.work
        words = tr("{work}, since {day}", work=name, day=day_words(training.trained_on))
        if training.valid_until is not None:
            words += " · " + tr("until {day}", day=day_words(training.valid_until))
        return words

    def _line(self, kind: DutyRecord, record_id: int, words: str, more: str) -> QWidget:
        button = quiet_button(tr("Withdraw"), "undo-2")
        button.clicked.connect(self._on_withdraw)
        self.buttons[button] = (kind, record_id)
        line = QWidget()
        row_layout(line, SPACE_S, (Words(words), 1), Caption(more), button)
        return line

    @Slot()
    def _on_absence(self) -> None:
        if self.absence_form.check():
            operation = partial(duty.note_absence, draft=self.absence_form.draft())
            self._context.write_queue.submit(
                self.absence_button, operation, self._on_noted, self.absence_form
            )

    @Slot()
    def _on_training(self) -> None:
        if self.training_form.check():
            operation = partial(duty.note_training, draft=self.training_form.draft())
            self._context.write_queue.submit(
                self.training_button, operation, self._on_noted, self.training_form
            )

    def _on_noted(self, noted: Noted) -> None:
        self._context.shop.refresh()
        if self._member is not None:
            self.show_member(self._member)
        page_of(self).undo_offered.emit(tr("Noted."), _withdrawing(noted.kind, noted.id))

    @Slot()
    def _on_withdraw(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)
        self._withdrawn = self.buttons[button]
        operation = _withdrawing(*self._withdrawn)
        # the list may be made anew meanwhile, and the button with it
        self._context.write_queue.submit(self, operation, self._on_withdrawn)

    def _on_withdrawn(self, _changes: Changes) -> None:
        self._context.shop.refresh()
        self.look_again()
        assert self._withdrawn is not None
        page_of(self).undo_offered.emit(tr("Withdrawn."), _withdrawing(*self._withdrawn, undo=True))


def _at_left(button: QPushButton) -> QWidget:
    line = QWidget()
    row_layout(line, None, button, STRETCH)
    return line


def _withdrawing(kind: DutyRecord, record_id: int, *, undo: bool = False) -> Operation[Changes]:
    return partial(duty.withdraw, kind=kind, record_id=record_id, undo=undo)
