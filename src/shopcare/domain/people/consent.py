"""What a person has agreed to, per purpose, with the day and the way (L-7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.ids import ConsentId, CustomerId, StaffId


class ConsentPurpose(StrEnum):
    """For what somebody agrees that the shop uses what it knows of them."""

    SERVICE = "service"
    """Keeping what their purchases and cases need. No service is refused without it."""
    CARE_CALLS = "care_calls"
    """Calls that no service needs: check-ups that come due, birthdays (R-3, C-3, C-4)."""
    MARKETING = "marketing"
    SENSITIVE = "sensitive"
    """Prescriptions, measurements, skin reactions: asked for separately."""
    CHILD = "child"
    """Data of somebody under 14, to which the guardian agrees."""


class ConsentWay(StrEnum):
    """How somebody has agreed, or has withdrawn it."""

    SIGNATURE = "signature"
    IN_PERSON = "in_person"
    PHONE = "phone"
    WECHAT = "wechat"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentDraft:
    """What a form says about one consent, given or withdrawn."""

    purpose: ConsentPurpose
    on: date
    way: ConsentWay


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A consent on file; one that was withdrawn and given again is two."""

    id: ConsentId
    customer_id: CustomerId
    purpose: ConsentPurpose
    given_on: date
    given_how: ConsentWay
    written_by: StaffId
    withdrawn_on: date | None = None
    withdrawn_how: ConsentWay | None = None

    @property
    def stands(self) -> bool:
        """Say whether it was not withdrawn."""
        return self.withdrawn_on is None


def last_of(consents: Iterable[Consent], purpose: ConsentPurpose) -> Consent | None:
    """Give the last consent for a purpose, standing or withdrawn; None: nobody has asked."""
    about = [one for one in consents if one.purpose is purpose]
    return max(about, key=lambda one: one.id, default=None)


def stands(consents: Iterable[Consent], purpose: ConsentPurpose) -> bool:
    """Say whether somebody agrees to a purpose."""
    last = last_of(consents, purpose)
    return last is not None and last.stands


def is_withdrawn(consents: Iterable[Consent], purpose: ConsentPurpose) -> bool:
    """Say whether somebody who agreed does so no more; who was never asked has not said no."""
    last = last_of(consents, purpose)
    return last is not None and not last.stands


def require_can_be_given(consents: Iterable[Consent], draft: ConsentDraft, today: date) -> None:
    """Refuse a consent that cannot be.

    Raises:
        Refusal: ``consent_stands_already``.
        Invalid: ``consent_in_future``, ``consent_before_withdrawal``.
    """
    last = last_of(consents, draft.purpose)
    if last is not None and last.stands:
        raise Refusal("consent_stands_already", day=last.given_on.isoformat())
    _require_passed(draft.on, today)
    if last is not None and last.withdrawn_on is not None and draft.on < last.withdrawn_on:
        values = {"day": last.withdrawn_on.isoformat()}
        raise Invalid(Problem(field="on", code="consent_before_withdrawal", values=values))


def require_can_be_withdrawn(
    consents: Iterable[Consent], draft: ConsentDraft, today: date
) -> Consent:
    """Give the consent that is withdrawn.

    Raises:
        Refusal: ``consent_not_given``.
        Invalid: ``consent_in_future``, ``withdrawn_before_given``.
    """
    last = last_of(consents, draft.purpose)
    if last is None or not last.stands:
        raise Refusal("consent_not_given")
    _require_passed(draft.on, today)
    if draft.on < last.given_on:
        values = {"day": last.given_on.isoformat()}
        raise Invalid(Problem(field="on", code="withdrawn_before_given", values=values))
    return last


def _require_passed(on: date, today: date) -> None:
    if on > today:
        raise Invalid(Problem(field="on", code="consent_in_future"))
