"""The door note: why we came, what the customer should do, when we come again (T-13)."""

from datetime import date, time
from typing import Final

from PySide6.QtCore import Signal, Slot

from shopcare.domain.cases.case import Case
from shopcare.domain.errors import Refusal
from shopcare.domain.papers.document import Promise
from shopcare.domain.typed.when_text import when_from_text
from shopcare.services.papers.documents.door_note import DoorNoteRequest, reason_of
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.fields.text_fields import TextArea, TextLine
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.papers.document_opener import drawing
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.formatting import near_day_words, time_words, weekday_words
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.cases.forms.step_panel import StepPanel, StepResult, beside_nothing

_NO_HOUR: Final = time(0, 0, 1)
"""Stands for a day without an hour."""


class WhenEdit(TextLine[Promise | None]):
    """A moment to come as people type it: tomorrow 15:00, 下周三下午3点."""

    def __init__(self, shop: Shop) -> None:
        super().__init__(27, tr("for example: tomorrow 15:00"))
        self._shop = shop
        self.words = Caption()
        """How it was understood; stands beside the field."""
        self.edited.connect(self._on_typed)

    def read(self, text: str) -> Promise | None:
        """Read the day, with its hour if one is typed; it must not have passed."""
        if not text.strip():
            return None
        now = self._shop.now()
        moment = when_from_text(text, now, _no_hour)
        day = moment.date()
        if day < now.date():
            raise Refusal("day_in_past", day=day.isoformat())
        at = None if moment.time() == _NO_HOUR else moment.time()
        is_provisional = self._shop.calendar.work.is_provisional(day)
        return Promise(on=day, at=at, is_provisional=is_provisional)

    def write(self, value: Promise | None) -> str:
        """Write a day as it is typed."""
        return "" if value is None else value.on.isoformat()

    @Slot()
    def _on_typed(self) -> None:
        promise = self.value()
        if promise is None:
            self.words.setText("")
            return
        said = [weekday_words(promise.on), near_day_words(promise.on, self._shop.now().date())]
        hour = [time_words(promise.at)] if promise.at is not None else []
        self.words.setText(" · ".join([*dict.fromkeys(said), *hour]))


class DoorPanel(StepPanel[DoorNoteRequest]):
    """What stands on the note; what is left empty is a line to write on."""

    blank_wanted = Signal()
    """A sheet of blank notes is wanted instead."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the form."""
        when = WhenEdit(shop)
        form = BoundForm(
            DoorNoteRequest(case_id=case.id),
            FieldSpec("reason", tr("Why we came"), TextArea(1, 6)),
            FieldSpec("request", tr("What the customer is asked to do"), TextArea(1, 6)),
            FieldSpec("proposed", tr("New time proposed"), when, beside=when.words),
        )
        super().__init__("door_note", tr("Door note"), tr("Print the note"), form)
        self.blank_button = plain_button(tr("A sheet of blank notes"), "printer")
        form.add(beside_nothing(self.blank_button))
        form.load(DoorNoteRequest(case_id=case.id, reason=reason_of(screen_catalog(), case)))
        self.blank_button.clicked.connect(self.blank_wanted)

    def operation(self) -> Operation[StepResult]:
        """Give the drawing of the note."""
        return drawing("door_note", self.form.draft())


def _no_hour(_day: date) -> time:
    return _NO_HOUR
