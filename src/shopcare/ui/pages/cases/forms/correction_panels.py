"""Putting right on the card what was entered by mistake: the time of a step, a whole case."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Final

from shopcare.domain.cases.case import Case, Stage
from shopcare.domain.cases.case_moves import ends_complaint
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.ids import CaseId
from shopcare.domain.people.staff import Action
from shopcare.domain.typed.when_text import time_from_text
from shopcare.language.catalog import mark
from shopcare.services.calls.undo_correction import Correction, undo_correction
from shopcare.services.cases import corrections
from shopcare.services.contact.referrals import Referred
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import TextArea, TextLine
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.words.formatting import moment_words
from shopcare.ui.kit.words.i18n import label, tr
from shopcare.ui.pages.cases.forms.step_panel import StepPanel, StepResult
from shopcare.ui.pages.cases.step_bar import TIME, UNSETTLE, VOID


class TimeEdit(TextLine[time | None]):
    """A time of day as people type it: 9:30, 0930, 9点半."""

    def __init__(self) -> None:
        super().__init__(7, "14:30")

    def read(self, text: str) -> time | None:
        """Read a time of day; nothing typed is none."""
        return time_from_text(text) if text.strip() else None

    def write(self, value: time | None) -> str:
        """Write a time of day."""
        return f"{value:%H:%M}" if value is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTime:
    """When the last step really happened, and why another time was on file."""

    on: date | None
    at: time | None
    reason: str = ""


class TimePanel(StepPanel[StepTime]):
    """The time of the last step; what counts from it is counted again (G-14)."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Show the time on file; an earlier step is reached by taking the later ones back."""
        self._case_id = case.id
        self._zone = shop.now().tzinfo
        at = case.last_step_at.astimezone(self._zone)
        form = BoundForm(
            StepTime(on=at.date(), at=at.time().replace(second=0, microsecond=0)),
            Caption(
                tr("{stage}: {moment} on file", stage=label(case.stage), moment=moment_words(at))
            ),
            (
                FieldSpec("on", tr("Day"), DayEdit(shop.today), missing="day_missing"),
                FieldSpec("at", tr("Time"), TimeEdit(), missing="time_missing"),
            ),
            FieldSpec(
                "reason", tr("Reason"), TextArea(1, 6), required=True, missing="reason_missing"
            ),
        )
        title = tr("Correct the time of the last step")
        super().__init__(TIME, title, tr("Correct the time"), form)
        form.reset()

    def operation(self) -> Operation[StepResult]:
        """Give the correction."""
        said = self.form.draft()
        assert said.on is not None and said.at is not None
        at = datetime.combine(said.on, said.at, self._zone)
        correct = partial(corrections.correct_time, case_id=self._case_id)
        return partial(correct, at=at, reason=said.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiding:
    """Why an entry is voided."""

    reason: str = ""


class VoidPanel(StepPanel[Voiding]):
    """Takes a case that was entered by mistake out of every count (W-8)."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the form; a complaint that is not settled is left to a manager (G-11)."""
        self._case_id = case.id
        words = tr("It can still be found by its number, but none of its calls are made.")
        form = BoundForm(
            Voiding(),
            Caption(words),
            FieldSpec(
                "reason", tr("Reason"), TextArea(1, 6), required=True, missing="reason_missing"
            ),
        )
        super().__init__(VOID, tr("Void the case"), tr("Void the case"), form)
        is_left_to_manager = ends_complaint(case, Stage.CANCELLED)
        if is_left_to_manager and not shop.may_ask(Action.END_COMPLAINT):
            notice = NoticeLine(Meaning.AMBER)
            notice.say(tr("This complaint is not settled yet: only a manager may void it."))
            form.add(notice)
            self.save_button.setEnabled(False)
        form.reset()

    def operation(self) -> Operation[StepResult]:
        """Give the voiding."""
        reason = self.form.draft().reason
        return partial(corrections.void_case, case_id=self._case_id, reason=reason)


class UnsettlePanel(StepPanel[Voiding]):
    """Undoes that a debt was settled, with the reason: money was taken, or let go (X-9)."""

    def __init__(self, shop: Shop, case: Case) -> None:
        """Make the form."""
        self._case_id = case.id
        reason = FieldSpec(
            "reason", tr("Reason"), TextArea(1, 6), required=True, missing="reason_missing"
        )
        form = BoundForm(Voiding(), Caption(tr("The amount is owed again.")), reason)
        title = tr("Undo the last settling")
        super().__init__(UNSETTLE, title, title, form)
        form.reset()

    def operation(self) -> Operation[StepResult]:
        """Give the undoing."""
        undoing = partial(undo_correction, case_id=self._case_id, what=Correction.PAYMENT)
        return partial(undoing, reason=self.form.draft().reason)


_UNDONE: Final = {
    VOID: (Correction.VOID, mark("Voided; it can still be read.")),
    TIME: (Correction.TIME, mark("The time is corrected.")),
}
"""The forms beside the moves that can be undone, and what is said once they are saved."""


def undo_of_form(key: str, result: object) -> tuple[str, Operation[Changes]] | None:
    """Give what is said once a form is saved, and its Undo; None where it has none (X-9)."""
    if isinstance(result, Referred):
        from shopcare.ui.pages.cases.forms.referral_panels import undo_of_referral

        return undo_of_referral(result)
    if key not in _UNDONE or not isinstance(result, Changes) or result.record_id is None:
        return None
    what, words = _UNDONE[key]
    undoing = partial(undo_correction, case_id=CaseId(result.record_id), what=what)
    return tr(words), lambda shop: undoing(shop).also(ChangeKind.UNDO)
