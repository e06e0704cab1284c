"""The door note: why we came, what the customer should do, when we come again (T-13)."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from shopcare.domain.cases.case import Case
from shopcare.domain.errors import Problem, Refusal
from shopcare.domain.papers.document import DocumentKind, Promise
from shopcare.domain.typed.when_text import when_from_text
from shopcare.services.shop import Shop as OpenShop
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.form import Form
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.formatting import near_day_words, time_words, weekday_words
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.cases.papers import drawn
from shopcare.ui.pages.cases.parts import Content, Part, WordsPart
from shopcare.ui.pages.cases.step_panel import Operation, StepPanel, beside_nothing

if TYPE_CHECKING:
    from shopcare.services.shop import Shop

_NO_HOUR = time(0, 0, 1)
"""Stands for a day without an hour."""


class WhenEdit(LineEdit):
    """A moment to come as people type it: tomorrow 15:00, 下周三下午3点."""

    def __init__(self, shop: OpenShop) -> None:
        super().__init__(27, tr("for example: tomorrow 15:00"))
        self._shop = shop

    def proposed(self) -> Promise | None:
        """Give the day, with its hour if one was typed."""
        try:
            moment = self._read() if self.text().strip() else None
        except Refusal:
            return None
        if moment is None:
            return None
        at = None if moment.time() == _NO_HOUR else moment.time()
        day = moment.date()
        is_provisional = self._shop.calendar.work.is_provisional(day)
        return Promise(on=day, at=at, is_provisional=is_provisional)

    def problem(self) -> Problem | None:
        """Say why what is typed is no moment to come."""
        if not self.text().strip():
            return None
        try:
            moment = self._read()
        except Refusal as refusal:
            return Problem(field="", code=refusal.code, values=refusal.values)
        if moment.date() < self._shop.now().date():
            return Problem(field="", code="day_in_past", values={"day": moment.date().isoformat()})
        return None

    def _read(self) -> datetime:
        return when_from_text(self.text(), self._shop.now(), _no_hour)


class _WhenPart(Part):
    """The new time proposed, and how it was understood."""

    def __init__(self, form: Form, shop: OpenShop) -> None:
        super().__init__(form)
        self._shop = shop
        self.edit = WhenEdit(shop)
        self.first = self.edit
        self.words = Caption()
        form.row("proposed", tr("New time proposed"), self.edit, beside=self.words)
        self.edit.textChanged.connect(self._on_typed)
        self.edit.textChanged.connect(self.edited)

    def facts(self) -> Content:
        """Give the moment."""
        return {"proposed": self.edit.proposed()}

    def content(self) -> Content:
        """Give the typed text."""
        return {"proposed": self.edit.text()}

    def restore(self, content: Content) -> None:
        """Show the typed text again."""
        self.edit.setText(content.get("proposed", ""))

    def _on_typed(self) -> None:
        promise = self.edit.proposed()
        if promise is None:
            self.words.setText("")
            return
        said = [weekday_words(promise.on), near_day_words(promise.on, self._shop.now().date())]
        hour = [time_words(promise.at)] if promise.at is not None else []
        self.words.setText(" · ".join([*dict.fromkeys(said), *hour]))


class DoorPanel(StepPanel):
    """What stands on the note; what is left empty is a line to write on."""

    blank_wanted = Signal()
    """A sheet of blank notes is wanted instead."""

    def __init__(self, shop: OpenShop, case: Case) -> None:
        """Make the form."""
        super().__init__("door_note", tr("Door note"), tr("Print the note"))
        self._case = case
        reason = WordsPart(self.form, "reason", tr("Why we came"), required=False)
        request = WordsPart(self.form, "request", tr("What the customer is asked to do"),
                            required=False)  # fmt: skip
        self.parts = [reason, request, _WhenPart(self.form, shop)]
        reason.edit.setText(case.product)
        self.blank_button = plain_button(tr("A sheet of blank notes"), "printer")
        self.form.add(beside_nothing(self.blank_button))
        self.blank_button.clicked.connect(self.blank_wanted)

    def operation(self) -> Operation:
        """Give the drawing of the note."""
        case_id, facts = self._case.id, self.facts()
        title = tr("Door note {number}", number=self._case.number)

        def draw(shop: "Shop") -> object:
            from shopcare.services.papers import documents

            note = documents.door_note(shop, case_id, **facts)
            return drawn(shop, note, DocumentKind.DOOR_NOTE, title, case_id)

        return draw


def _no_hour(_day: date) -> time:
    return _NO_HOUR
