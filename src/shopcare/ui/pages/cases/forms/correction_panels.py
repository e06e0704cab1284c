"""Putting right on the card what was entered by mistake: the time of a step, a whole case."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Final

from shopcare.domain.cases.case import Case, Stage
from shopcare.domain.cases.case_moves import ends_complaint
from shopcare.domain.changes import Changes
from shopcare.domain.ids import CaseId
from shopcare.domain.people.staff import Action
from shopcare.domain.typed.when_text import time_from_text
from shopcare.language.catalog import mark
from shopcare.services.calls.undo_correction import Correction, undo_correction
from shopcare.services.cases import corrections
from shopcare.services.contact.referrals import Referred
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation, undoing
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


def reason_spec() -> FieldSpec:
    """Ask for a reason, without which nothing is done."""
    area = TextArea(1, 6)
    return FieldSpec("reason", tr("Reason"), area, required=True, missing="reason_missing")


def time_panel(shop: Shop, case: Case) -> StepPanel[StepTime]:
    """Ask for the time of the last step; what counts from it is counted again (G-14)."""
    zone = shop.now().tzinfo
    at = case.last_step_at.astimezone(zone)
    form = BoundForm(
        StepTime(on=at.date(), at=at.time().replace(second=0, microsecond=0)),
        Caption(tr("{stage}: {moment} on file", stage=label(case.stage), moment=moment_words(at))),
        (
            FieldSpec("on", tr("Day"), DayEdit(shop.today), missing="day_missing"),
            FieldSpec("at", tr("Time"), TimeEdit(), missing="time_missing"),
        ),
        reason_spec(),
    )
    title = tr("Correct the time of the last step")
    form.reset()

    def operation(said: StepTime) -> Operation[StepResult]:
        assert said.on is not None and said.at is not None
        at = datetime.combine(said.on, said.at, zone)
        correct = partial(corrections.correct_time, case_id=case.id)
        return partial(correct, at=at, reason=said.reason)

    return StepPanel(TIME, title, tr("Correct the time"), form, operation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiding:
    """Why an entry is voided."""

    reason: str = ""


def void_panel(shop: Shop, case: Case) -> StepPanel[Voiding]:
    """Ask why a case is taken out of every count (W-8); some are left to a manager (G-11)."""
    words = tr("It can still be found by its number, but none of its calls are made.")
    form = BoundForm(Voiding(), Caption(words), reason_spec())

    def operation(said: Voiding) -> Operation[StepResult]:
        return partial(corrections.void_case, case_id=case.id, reason=said.reason)

    panel = StepPanel(VOID, tr("Void the case"), tr("Void the case"), form, operation)
    is_left_to_manager = ends_complaint(case, Stage.CANCELLED)
    if is_left_to_manager and not shop.may_ask(Action.END_COMPLAINT):
        notice = NoticeLine(Meaning.AMBER)
        notice.say(tr("This complaint is not settled yet: only a manager may void it."))
        form.add(notice)
        panel.save_button.setEnabled(False)
    form.reset()
    return panel


def unsettle_panel(shop: Shop, case: Case) -> StepPanel[Voiding]:
    """Ask why a debt was not settled after all: money was taken, or let go (X-9)."""
    form = BoundForm(Voiding(), Caption(tr("The amount is owed again.")), reason_spec())
    title = tr("Undo the last settling")
    form.reset()

    def operation(said: Voiding) -> Operation[StepResult]:
        undoing = partial(undo_correction, case_id=case.id, what=Correction.PAYMENT)
        return partial(undoing, reason=said.reason)

    return StepPanel(UNSETTLE, title, title, form, operation)


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
    return tr(words), undoing(partial(undo_correction, case_id=CaseId(result.record_id), what=what))
