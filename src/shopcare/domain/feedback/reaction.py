"""An adverse reaction to goods: what happened, to which batch, and its report (L-9)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import CaseId, ReactionId, StaffId
from shopcare.domain.typed.text import clean_line, clean_text, too_long


class Symptom(StrEnum):
    """What the customer noticed."""

    RED_EYE = "red_eye"
    EYE_PAIN = "eye_pain"
    BLURRED = "blurred"
    RASH = "rash"
    ITCHING = "itching"
    SWELLING = "swelling"
    BURNING = "burning"
    OTHER = "other"


class ReactionSeverity(StrEnum):
    """How grave a reaction is: the days of its report hang on it."""

    ORDINARY = "ordinary"
    SERIOUS = "serious"
    """A hospital stay, lasting harm, or the danger of it."""
    GROUP = "group"
    """Several people at once, or it may cause a public stir."""


class Advice(StrEnum):
    """What is done at once."""

    STOP_USING = "stop_using"
    SEE_DOCTOR = "see_doctor"
    KEEP_GOODS = "keep_goods"
    MANAGER_TOLD = "manager_told"


_LONGEST: Final = {"course": 2000, "doctor": 500, "product": 200, "lot": 60}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionDraft:
    """What is known of a reaction; nothing of it is needed."""

    severity: ReactionSeverity | None = ReactionSeverity.ORDINARY
    symptoms: tuple[Symptom, ...] = ()
    course: str = ""
    """What happened, in the customer's words; empty: as the fault of the case."""
    doctor: str = ""
    """What a doctor found, and where."""
    began_on: date | None = None
    product: str = ""
    """Empty: as the case."""
    lot: str = ""
    """Likewise."""
    expires_on: date | None = None
    advice: tuple[Advice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction(ReactionDraft):
    """A reaction on file."""

    id: ReactionId
    case_id: CaseId
    learned_at: datetime
    """When the shop learned of it; day 0 of the report."""
    noted_at: datetime
    noted_by: StaffId
    report: str = ""
    """Under which number it was reported."""
    reported_on: date | None = None
    reported_by: StaffId | None = None

    @property
    def is_reported(self) -> bool:
        """Say whether the authority has its report."""
        return self.reported_on is not None

    @property
    def open_advice(self) -> tuple[Advice, ...]:
        """Name what is not done yet of what is done at once."""
        return tuple(one for one in Advice if one not in self.advice)

    @property
    def missing(self) -> tuple[str, ...]:
        """Name the facts that the report needs and nobody has recorded."""
        wanted = ("symptoms", "began_on", "product", "lot", "expires_on")
        return tuple(name for name in wanted if not getattr(self, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraft:
    """That a reaction was reported."""

    report: str = ""
    reported_on: date | None = None
    """None: today."""


def check_reaction(draft: ReactionDraft, learned_on: date) -> ReactionDraft:
    """Give the draft back tidied, or say what is wrong with it; what is missing is no problem.

    Raises:
        Invalid: ``text_too_long``, ``reaction_after_report``.
    """
    draft = replace(
        draft,
        severity=draft.severity or ReactionSeverity.ORDINARY,
        symptoms=tuple(one for one in Symptom if one in draft.symptoms),
        course=clean_text(draft.course),
        doctor=clean_text(draft.doctor),
        product=clean_line(draft.product),
        lot=clean_line(draft.lot),
        advice=tuple(one for one in Advice if one in draft.advice),
    )
    problems = too_long({name: getattr(draft, name) for name in _LONGEST}, _LONGEST)
    if draft.began_on is not None and draft.began_on > learned_on:
        problems.append(Problem(field="began_on", code="reaction_after_report"))
    if problems:
        raise Invalid(*problems)
    return draft


def check_report(draft: ReportDraft, learned_on: date, today: date) -> tuple[str, date]:
    """Give the number of a report tidied and its day, or say what is wrong with it.

    Raises:
        Invalid: ``text_too_long``, ``reply_in_future``, ``reply_too_early``.
    """
    number, on = clean_line(draft.report), draft.reported_on or today
    problems = too_long({"report": number}, {"report": 60})
    if on > today:
        problems.append(Problem(field="reported_on", code="reply_in_future"))
    elif on < learned_on:
        values = {"received": learned_on.isoformat()}
        problems.append(Problem(field="reported_on", code="reply_too_early", values=values))
    if problems:
        raise Invalid(*problems)
    return number, on
