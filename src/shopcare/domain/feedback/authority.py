"""A complaint that came through 12315 or another authority, and the shop's reply to it (L-6)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import AuthorityComplaintId, CaseId, StaffId
from shopcare.domain.typed.text import clean_line, clean_text, too_long

_FARTHEST: Final = timedelta(days=366)


class Authority(StrEnum):
    """Through whom a complaint came."""

    HOTLINE = "12315"
    """The consumers' hotline and platform 12315."""
    MARKET = "market_regulation"
    """The market regulation authority itself."""
    CONSUMERS = "consumer_association"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityDraft:
    """What is known of a complaint that came through an authority; nothing of it is needed."""

    authority: Authority | None = Authority.HOTLINE
    number: str = ""
    """The authority's own number."""
    reply_until: date | None = None
    """The day by which the shop is to reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyDraft:
    """What the shop replied."""

    text: str = ""
    replied_on: date | None = None
    """None: today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityComplaint:
    """What is on file of a complaint that came through an authority."""

    id: AuthorityComplaintId
    case_id: CaseId
    authority: Authority
    number: str
    reply_until: date | None
    noted_at: datetime
    noted_by: StaffId
    reply: str = ""
    replied_on: date | None = None
    replied_by: StaffId | None = None

    @property
    def is_answered(self) -> bool:
        """Say whether the shop has replied."""
        return self.replied_on is not None


def check_authority(draft: AuthorityDraft, today: date) -> AuthorityDraft:
    """Give the draft back tidied, or say what is wrong with it; what is missing is no problem.

    Raises:
        Invalid: ``text_too_long``, ``day_too_far``.
    """
    draft = replace(
        draft, authority=draft.authority or Authority.HOTLINE, number=clean_line(draft.number)
    )
    problems = too_long({"number": draft.number}, {"number": 60})
    until = draft.reply_until
    if until is not None and abs(until - today) > _FARTHEST:
        problems.append(Problem(field="reply_until", code="day_too_far"))
    if problems:
        raise Invalid(*problems)
    return draft


def check_reply(draft: ReplyDraft, noted_on: date, today: date) -> tuple[str, date]:
    """Give a reply tidied and the day of it, or say what is wrong with it.

    Raises:
        Invalid: ``answer_missing``, ``text_too_long``, ``reply_in_future``, ``reply_too_early``.
    """
    text, on = clean_text(draft.text), draft.replied_on or today
    problems = too_long({"text": text}, {"text": 4000})
    if not text:
        problems.append(Problem(field="text", code="answer_missing"))
    if on > today:
        problems.append(Problem(field="replied_on", code="reply_in_future"))
    elif on < noted_on:
        values = {"received": noted_on.isoformat()}
        problems.append(Problem(field="replied_on", code="reply_too_early", values=values))
    if problems:
        raise Invalid(*problems)
    return text, on
