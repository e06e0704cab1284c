"""Records as JSON, each with the description of what it has: keys of the glossary, stable."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Described, below
from shopcare.cli.records.return_json import RETURN_JSON, RULING_JSON
from shopcare.cli.tables import plain
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from datetime import datetime

    from shopcare.domain.calls.callback import CallAttempt, Callback
    from shopcare.domain.cases.case import Case, Said
    from shopcare.domain.cases.deadline import Deadline
    from shopcare.domain.people.customer import Customer
    from shopcare.domain.people.same_person import MergedRecord
    from shopcare.domain.purchases.purchase import Purchase
    from shopcare.domain.shop.audit import AuditEntry
    from shopcare.services.rescheduling.rescheduled import Rescheduled
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

VOIDED_JSON: Final[Described] = {
    "voided.at": mark("when it was voided"),
    "voided.by": mark("the initials of who voided it"),
    "voided.reason": mark("why it was voided"),
}

CUSTOMER_JSON: Final[Described] = {
    "id": mark("Id"),
    "number": mark("Member number"),
    "name": mark("Name"),
    "phones[].digits": mark("Phone"),
    "phones[].kind": mark("mobile or landline"),
    "address": mark("Address"),
    "birthday.calendar": mark("solar or lunar"),
    "birthday.month": mark("Month"),
    "birthday.day": mark("Day"),
    "birthday.leap_month": mark("whether the month is a leap month"),
    "birthday.year": mark("Year"),
    "key_account": mark("Key account"),
    "prefers": mark("which kind of number is dialled first"),
    "call_hours[][]": mark("Call hours"),
    "no_calls": mark("Wants no calls"),
    "remark": mark("Note"),
    "wrong_numbers[]": mark("numbers that a call found to be wrong"),
    "missing[]": mark("Missing in the file"),
}

MERGED_JSON: Final[Described] = {
    "id": mark("Id"),
    "name": mark("Name"),
    "number": mark("Member number"),
    "address": mark("Address"),
    "phones[]": mark("Phone"),
    "merged_at": mark("when it was merged"),
}

CONSENT_JSON: Final[Described] = {
    "id": mark("Id"),
    "customer_id": mark("the customer's id"),
    "purpose": mark("service, care_calls or marketing"),
    "given_on": mark("the day on which it was given"),
    "given_how": mark("in which way it was given"),
    "written_by": mark("the id of who wrote it down"),
    "withdrawn_on": mark("the day on which it was withdrawn; null while it stands"),
    "withdrawn_how": mark("in which way it was withdrawn"),
}

PURCHASE_JSON: Final[Described] = {
    "id": mark("Id"),
    "customer_id": mark("the customer's id"),
    "receipt_number": mark("Receipt number"),
    "sold_on": mark("Purchase date"),
    "promised_on": mark("Promised for"),
    "handed_over_on": mark("Handed over on"),
    "seller": mark("Seller"),
    "channel": mark("sold at the counter, online, by phone or by mail"),
    "lines[].id": mark("the id of the purchase line"),
    "lines[].product": mark("Product"),
    "lines[].category": mark("Category"),
    "lines[].spec": mark("Specification"),
    "lines[].lot": mark("Batch or colour"),
    "lines[].quantity": mark("the quantity"),
    "lines[].unit": mark("the unit"),
    "lines[].amount_fen": mark("the amount in fen"),
    "lines[].sale_kind": mark("the kind of sale"),
    "lines[].warranty_card": mark("whether there is a warranty card"),
    "lines[].shelf_life_until": mark("until when it keeps"),
    **VOIDED_JSON,
}

CASE_JSON: Final[Described] = {
    "number": mark("Number"),
    "id": mark("Id"),
    "kind": mark("Kind"),
    "stage": mark("Stage"),
    "customer_id": mark("the customer's id"),
    "channel": mark("Reached us by"),
    "service": mark("Service"),
    "purchase_line_id": mark("the id of the purchase line"),
    "category": mark("Category"),
    "product": mark("Product"),
    "spec": mark("Specification"),
    "lot": mark("Batch or colour"),
    "bought_on": mark("Purchase date"),
    "fault": mark("Fault"),
    "wishes": mark("Customer's request"),
    "accessories[]": mark("Accessories"),
    "condition": mark("Condition"),
    "goods_kept": mark("whether the goods stay in the shop"),
    "severity": mark("Severity"),
    "insistent": mark("Customer insists"),
    "received_at": mark("Received at"),
    "received_by": mark("the initials of who recorded it"),
    "handler": mark("Handled by"),
    "plan.work": mark("Plan"),
    "plan.parts": mark("Parts"),
    "plan.parts_origin": mark("where the parts come from"),
    "plan.fee_fen": mark("the fee in fen"),
    "promised_on": mark("Promised date"),
    "acknowledged.at": mark("when the customer was told the steps"),
    "acknowledged.by": mark("the initials of who told them"),
    "acknowledged.how": mark("how they were told"),
    "consent.at": mark("when the customer agreed"),
    "consent.by": mark("the initials of who wrote it down"),
    "consent.how": mark("how the customer agreed"),
    "checks[]": mark("the points of the quality check that were ticked"),
    "checked_at": mark("when the quality check was passed"),
    "told_ready_at": mark("when the customer was told that the goods are ready"),
    "fee_taken_fen": mark("the fee that was taken, in fen"),
    "fee_lines[].kind": mark("what is paid for"),
    "fee_lines[].amount_fen": mark("the amount, in fen"),
    "fee_lines[].words": mark("the words beside it"),
    "deposit_fen": mark("what was paid ahead, in fen"),
    "remake.cause": mark("refraction, workshop, lens_maker, frame or customer"),
    "remake.ordered": mark("what was ordered"),
    "remake.wrong": mark("what is wrong against the order"),
    "remake.pays": mark("who pays: shop, maker or customer"),
    "remake.maker": mark("the maker or laboratory"),
    "remake.prescription_id": mark("the prescription to which it is made"),
    "invoice": mark("the invoice's number; empty where it is asked for, null where it is not"),
    "cause": mark("Cause found"),
    "resolution": mark("Resolution"),
    "handled_at": mark("when it was settled or handed over"),
    "resolved_by": mark("the initials of who settled it"),
    "closed_at": mark("when it was closed"),
    "from_callback_id": mark("the id of the call that opened it"),
    "linked_case_id": mark("the id of the case that it follows"),
    "last_step_at": mark("when the last step happened"),
    "laying_at": mark("when the customer has the goods laid"),
    "reopened_at": mark("when it was reopened"),
    "pauses[].began_at": mark("since when the customer was waited for"),
    "pauses[].ended_at": mark("until when; null: still"),
    **VOIDED_JSON,
    **below("return_request", RETURN_JSON),
    "ending": mark("why the goods went back without the work"),
    "missing[]": mark("Missing in the file"),
}

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

ENTRY_JSON: Final[Described] = {
    "at": mark("when it was written down"),
    "by": mark("the initials of who did it"),
    "by_script": mark("whether a script did it"),
    "approved_by": mark("the initials of the manager who approved of it on the spot"),
    "action": mark("what was done"),
    "said.*": mark("what was said with it"),
}

OPENED_JSON: Final[Described] = {
    "number": mark("Number"),
    "id": mark("Id"),
    **below("verdict[]", RULING_JSON),
    **below("deadlines[]", DEADLINE_JSON),
    **below("callbacks[]", CALLBACK_JSON),
}
"""What a case answers that was recorded or moved."""

MOVE_JSON: Final[Described] = {
    "id": mark("the id of the call or deadline"),
    "what": mark("what it is"),
    "from": mark("when it was due"),
    "to": mark("when it is due now; null: the promised day stays, but the shop is closed"),
}
"""One call or deadline that a change of the calendar moves."""


def customer_json(customer: "Customer") -> dict[str, Any]:
    """Write a customer."""
    return {"id": customer.id, **plain(customer), "missing": list(customer.missing)}


def merged_json(record: "MergedRecord") -> dict[str, Any]:
    """Write a record that is part of a customer's."""
    return {
        "id": record.id,
        "name": record.name,
        "number": record.number,
        "address": record.address,
        "phones": [phone.digits for phone in record.phones],
        "merged_at": record.merged_at.isoformat(),
    }


def purchase_json(purchase: "Purchase") -> dict[str, Any]:
    """Write a purchase with its lines."""
    return {"id": purchase.id, **plain(purchase)}


def case_json(shop: "Shop", case: "Case") -> dict[str, Any]:
    """Write a case; members of staff by their initials."""
    written = {"number": case.number, "id": case.id, **plain(case), "missing": list(case.missing)}
    return with_initials(shop, written)


def said_json(shop: "Shop", said: "Said | None") -> dict[str, Any] | None:
    """Write when, before whom and how something was said."""
    return None if said is None else with_initials(shop, plain(said))


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


def entry_json(shop: "Shop", entry: "AuditEntry") -> dict[str, Any]:
    """Write one line of a timeline."""
    return {
        "at": entry.at.isoformat(),
        "by": initials(shop, entry.staff_id),
        "by_script": entry.by_script,
        "approved_by": initials(shop, entry.approved_by()),
        "action": entry.action,
        "said": entry.said(),
    }


def initials(shop: "Shop", staff_id: int | None) -> str | None:
    """Give a member's initials."""
    member = shop.member(staff_id)
    return member.initials if member else None


def moves_json(moves: "Iterable[Rescheduled]") -> list[dict[str, Any]]:
    """Write what a change of the calendar moves."""
    return [
        {"id": move.id, "what": move.what, "from": plain(move.before), "to": plain(move.after)}
        for move in moves
    ]


def with_initials(shop: "Shop", written: dict[str, Any]) -> dict[str, Any]:
    """Write members of staff by their initials, also further inside."""
    named: dict[str, Any] = {}
    for key, value in written.items():
        if key in _BY_STAFF:
            named[key.removesuffix("_id")] = initials(shop, value)
        else:
            named[key] = with_initials(shop, value) if isinstance(value, dict) else value
    return named
