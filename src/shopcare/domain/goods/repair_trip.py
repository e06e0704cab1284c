"""Where goods are repaired (A-9), and parts that were released by word (A-12)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from shopcare.domain.errors import Problem
from shopcare.domain.ids import CaseId, ReleaseId, StaffId, TripId
from shopcare.domain.typed.text import clean_line, clean_text, too_long

_LONGEST: Final = {"to_whom": 120, "sent_number": 60, "received_number": 60}
_LONGEST_RELEASE: Final = {"part": 200, "note": 1000}


class RepairPlace(StrEnum):
    """Where a repair is done (A-9)."""

    ON_THE_SPOT = "on_the_spot"
    BY_MAIL = "by_mail"
    """Sent in by mail, and sent back."""
    AT_HOME = "at_home"
    """At the customer's home."""
    MAKER = "maker"
    """Back to the maker, or to another workshop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TripDraft:
    """One way to where the goods are repaired, and back."""

    place: RepairPlace | None = None
    to_whom: str = ""
    """The maker, the workshop, the parcel service."""
    sent_on: date | None = None
    sent_number: str = ""
    """Of the parcel or the delivery note."""
    received_on: date | None = None
    received_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairTrip(TripDraft):
    """A way on file."""

    id: TripId
    case_id: CaseId

    @property
    def is_over(self) -> bool:
        """Say whether the goods are back, or were never away."""
        return self.received_on is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseDraft:
    """A missing part that somebody released by word (A-12)."""

    part: str = ""
    released_by: StaffId | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRelease:
    """A release on file."""

    id: ReleaseId
    case_id: CaseId
    part: str
    released_by: StaffId
    noted_at: datetime
    noted_by: StaffId
    note: str


def tidy_trip(draft: TripDraft) -> TripDraft:
    """Give a way back without what cannot be seen."""
    return replace(
        draft,
        to_whom=clean_line(draft.to_whom),
        sent_number=clean_line(draft.sent_number),
        received_number=clean_line(draft.received_number),
    )


def trip_problems(draft: TripDraft, today: date) -> list[Problem]:
    """Say what is wrong with a tidied way.

    The codes are ``repair_place_missing``, ``day_in_future``, ``received_before_sent`` and
    ``text_too_long``.
    """
    problems = too_long({name: getattr(draft, name) for name in _LONGEST}, _LONGEST)
    if draft.place is None:
        problems.append(Problem(field="place", code="repair_place_missing"))
    for field in ("sent_on", "received_on"):
        day: date | None = getattr(draft, field)
        if day is not None and day > today:
            problems.append(Problem(field=field, code="day_in_future"))
    sent, received = draft.sent_on, draft.received_on
    if sent is not None and received is not None and received < sent:
        problems.append(Problem(field="received_on", code="received_before_sent"))
    return problems


def tidy_release(draft: ReleaseDraft) -> ReleaseDraft:
    """Give a release back without what cannot be seen."""
    return replace(draft, part=clean_line(draft.part), note=clean_text(draft.note))


def release_problems(draft: ReleaseDraft) -> list[Problem]:
    """Say what is wrong with a tidied release.

    The codes are ``part_missing``, ``released_by_missing`` and ``text_too_long``.
    """
    problems = too_long({"part": draft.part, "note": draft.note}, _LONGEST_RELEASE)
    if not draft.part:
        problems.append(Problem(field="part", code="part_missing"))
    if draft.released_by is None:
        problems.append(Problem(field="released_by", code="released_by_missing"))
    return problems
