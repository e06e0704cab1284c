"""Records as plain values for programs: keys of the glossary, days and moments in ISO 8601."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from types import NoneType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from shopcare.domain.calls.callback import CallAttempt, Callback
    from shopcare.domain.cases.case import Case
    from shopcare.domain.cases.deadline import Deadline
    from shopcare.domain.people.customer import Customer
    from shopcare.domain.purchases.purchase import Purchase
    from shopcare.domain.shop.audit import AuditEntry
    from shopcare.services.shop import Shop

_BY_STAFF = ("received_by", "handler_id", "resolved_by", "by", "assignee_id")


def plain(value: object) -> Any:
    """Write any fact as plain values; money stays whole fen."""
    for kind, write in _WRITTEN:
        if isinstance(value, kind):
            return write(value)
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(type(value).__name__)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


_WRITTEN: Final[tuple[tuple[type, Callable[[Any], Any]], ...]] = (
    (NoneType, lambda value: value),
    (StrEnum, lambda choice: choice.value),
    (str, lambda value: value),
    (int, lambda value: value),  # also true and false
    (float, lambda value: value),
    (date, lambda day: day.isoformat()),  # also a moment
    (time, lambda hour: f"{hour:%H:%M}"),
    (Decimal, _number),
    (Mapping, lambda pairs: {str(plain(key)): plain(item) for key, item in pairs.items()}),
    (Iterable, lambda items: [plain(item) for item in items]),
)


def customer_json(customer: "Customer") -> dict[str, Any]:
    """Write a customer."""
    return {"id": customer.id, **plain(customer), "missing": list(customer.missing)}


def purchase_json(purchase: "Purchase") -> dict[str, Any]:
    """Write a purchase with its lines."""
    return {"id": purchase.id, **plain(purchase)}


def case_json(shop: "Shop", case: "Case") -> dict[str, Any]:
    """Write a case; members of staff by their initials."""
    written = {"number": case.number, "id": case.id, **plain(case), "missing": list(case.missing)}
    return _with_initials(shop, written)


def deadline_json(deadline: "Deadline", now: datetime) -> dict[str, Any]:
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
    return _with_initials(shop, plain(attempt))


def entry_json(shop: "Shop", entry: "AuditEntry") -> dict[str, Any]:
    """Write one line of a timeline."""
    return {
        "at": entry.at.isoformat(),
        "by": initials(shop, entry.staff_id),
        "by_script": entry.by_script,
        "action": entry.action,
        "said": entry.said(),
    }


def initials(shop: "Shop", staff_id: int | None) -> str | None:
    """Give a member's initials."""
    member = shop.member(staff_id)
    return member.initials if member else None


def _with_initials(shop: "Shop", written: dict[str, Any]) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for key, value in written.items():
        if key in _BY_STAFF:
            named[key.removesuffix("_id")] = initials(shop, value)
        else:
            named[key] = _with_initials(shop, value) if isinstance(value, dict) else value
    return named
