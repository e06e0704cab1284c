"""What customers suggest: who sees to it, until when, and what came of it (G-12, B-6)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import CallbackId, CaseId, CustomerId, GiftId, StaffId, SuggestionId
from shopcare.domain.shop.audit import Voided
from shopcare.domain.typed.text import clean_text, too_long

_LONGEST: Final = {"what": 2000, "measure": 2000}


class SuggestionOutcome(StrEnum):
    """What became of a suggestion."""

    TAKEN_UP = "taken_up"
    """It is rewarded (B-6)."""
    NOT_TAKEN_UP = "not_taken_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionDraft:
    """What is suggested, and who sees to it."""

    what: str = ""
    customer_id: CustomerId | None = None
    """None: nobody gave a name."""
    case_id: CaseId | None = None
    """The case it came from."""
    callback_id: CallbackId | None = None
    """The call it came from."""
    owner_id: StaffId | None = None
    measure: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion(SuggestionDraft):
    """A suggestion on file."""

    id: SuggestionId
    made_at: datetime
    made_by: StaffId
    outcome: SuggestionOutcome | None = None
    result: str = ""
    settled_at: datetime | None = None
    settled_by: StaffId | None = None
    gift_id: GiftId | None = None
    voided: Voided | None = None

    @property
    def is_open(self) -> bool:
        """Say whether something is still to be done about it."""
        return self.outcome is None and self.voided is None

    def is_due(self, on: date) -> bool:
        """Say whether it is to be done by a day, or should have been."""
        return self.is_open and self.due_on is not None and self.due_on <= on

    @property
    def wants_reward(self) -> bool:
        """Say whether it was taken up and nobody has rewarded it yet (B-6)."""
        is_taken = self.outcome is SuggestionOutcome.TAKEN_UP and self.voided is None
        return is_taken and self.customer_id is not None and self.gift_id is None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledDraft:
    """What came of a suggestion, and the reward."""

    outcome: SuggestionOutcome | None = SuggestionOutcome.TAKEN_UP
    result: str = ""
    reward: str = ""
    """What is given for it; empty: nothing."""


def check_suggestion(draft: SuggestionDraft) -> SuggestionDraft:
    """Give the draft back tidied, or say what is wrong with it.

    Raises:
        Invalid: ``suggestion_missing``, ``text_too_long``.
    """
    draft = replace(draft, what=clean_text(draft.what), measure=clean_text(draft.measure))
    problems = too_long({name: getattr(draft, name) for name in _LONGEST}, _LONGEST)
    if not draft.what:
        problems.append(Problem(field="what", code="suggestion_missing"))
    if problems:
        raise Invalid(*problems)
    return draft


def check_settled(draft: SettledDraft) -> SettledDraft:
    """Give what came of a suggestion tidied, or say what is wrong with it.

    Raises:
        Invalid: ``text_too_long``, ``suggestion_outcome_missing``, ``reward_without_outcome``.
    """
    draft = replace(draft, result=clean_text(draft.result), reward=clean_text(draft.reward))
    problems = too_long({"result": draft.result}, {"result": 2000})
    if draft.outcome is None:
        problems.append(Problem(field="outcome", code="suggestion_outcome_missing"))
    elif draft.reward and draft.outcome is not SuggestionOutcome.TAKEN_UP:  # B-6
        problems.append(Problem(field="reward", code="reward_without_outcome"))
    if problems:
        raise Invalid(*problems)
    return draft
