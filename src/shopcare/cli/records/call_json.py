"""Calls, tries and deadlines as JSON, and who did what by their initials."""

from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Described
from shopcare.cli.tables import plain
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from datetime import datetime

    from shopcare.domain.calls.callback import CallAttempt, Callback
    from shopcare.domain.cases.deadline import Deadline
    from shopcare.services.shop import Shop


_BY_STAFF = (
    "decided_by",
    "given_by",
    "redeemed_by",
    "received_by",
    "handler_id",
    "resolved_by",
    "by",
    "assignee_id",
)

DEADLINE_JSON: Final[Described] = {
    "kind": mark("Kind"),
    "clause": mark("the rule's id"),
    "due_at": mark("until when"),
    "rule_on": mark("the day that the rule says"),
    "provisional": mark("whether the official calendar may still move it"),
    "late": mark("whether it was missed"),
    "met_at": mark("when it was met"),
}


CALLBACK_JSON: Final[Described] = {
    "id": mark("the call's id"),
    "purpose": mark("what the call is for"),
    "rule": mark("the rule's id"),
    "rule_on": mark("the day that the rule says"),
    "due_on": mark("the day it is due"),
    "window.opens_on": mark("the first day on which it may be made"),
    "window.closes_on": mark("the last day on which it may be made"),
    "due_at": mark("the moment it is due, if one is set"),
    "provisional": mark("whether the official calendar may still move it"),
}


KEPT_CALLBACK_JSON: Final[Described] = {
    **CALLBACK_JSON,
    "state": mark("open, done or dropped"),
    "attempts": mark("how often it was tried"),
    "result": mark("the result"),
    "settled_at": mark("when it was settled"),
}


ATTEMPT_JSON: Final[Described] = {
    "callback_id": mark("the call's id"),
    "at": mark("when it was"),
    "by": mark("the initials of who called"),
    "phone": mark("the number that was dialled"),
    "result": mark("the result"),
    "satisfaction": mark("the customer's satisfaction, 1 to 5"),
    "mood": mark("how the customer was on the phone"),
    "note": mark("what was said"),
}


def deadline_json(deadline: "Deadline", now: "datetime") -> dict[str, Any]:
    """Write a deadline."""
    return {
        "kind": deadline.kind.value,
        "clause": deadline.clause,
        "due_at": deadline.due_at.isoformat(),
        "rule_on": deadline.rule_on.isoformat(),
        "provisional": deadline.provisional,
        "late": deadline.is_late(now),
        "met_at": plain(deadline.met_at),
    }


def callback_json(callback: "Callback") -> dict[str, Any]:
    """Write a call that is due; ``rule`` is the clause that asks for it."""
    return {
        "id": callback.id,
        "purpose": callback.purpose.value,
        "rule": callback.clause,
        "rule_on": callback.rule_on.isoformat(),
        "due_on": callback.due_on.isoformat(),
        "window": window_json(callback),
        "due_at": plain(callback.due_at),
        "provisional": callback.provisional,
    }


def kept_callback_json(callback: "Callback") -> dict[str, Any]:
    """Write a call on file with what became of it."""
    return {
        **callback_json(callback),
        "state": callback.state.value,
        "attempts": callback.attempts,
        "result": plain(callback.result),
        "settled_at": plain(callback.settled_at),
    }


def window_json(callback: "Callback") -> dict[str, str]:
    """Write the window of a call."""
    return {
        "opens_on": callback.opens_on.isoformat(),
        "closes_on": callback.closes_on.isoformat(),
    }


def attempt_json(shop: "Shop", attempt: "CallAttempt") -> dict[str, Any]:
    """Write one try."""
    return with_initials(shop, plain(attempt))


def initials(shop: "Shop", staff_id: int | None) -> str | None:
    """Give a member's initials."""
    member = shop.member(staff_id)
    return member.initials if member else None


def with_initials(shop: "Shop", written: dict[str, Any]) -> dict[str, Any]:
    """Write members of staff by their initials, also further inside."""
    named: dict[str, Any] = {}
    for key, value in written.items():
        if key in _BY_STAFF:
            named[key.removesuffix("_id")] = initials(shop, value)
        else:
            named[key] = with_initials(shop, value) if isinstance(value, dict) else value
    return named
