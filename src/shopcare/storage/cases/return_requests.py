"""What a return or exchange is about, as one JSON value beside its case."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from shopcare.domain.cases.returns import (
    Fault,
    Inspection,
    KeptRuling,
    Outcome,
    ReturnRequest,
    Review,
    Settlement,
    Wish,
)
from shopcare.domain.ids import PurchaseId, StaffId
from shopcare.domain.money import Fen
from shopcare.storage.file.rows import day_from_text, moment, text


def json_from_request(request: ReturnRequest) -> str:
    """Write a request."""
    return json.dumps(asdict(request), ensure_ascii=False, default=_as_text)


def request_from_json(written: str) -> ReturnRequest:
    """Read a request.

    Raises:
        ValueError, TypeError, KeyError: the file holds something else in its place.
    """
    facts: Mapping[str, Any] = json.loads(written)
    return ReturnRequest(
        wish=Wish(facts["wish"]) if facts["wish"] else None,
        quantity=_quantity(facts["quantity"]),
        unit=text(facts["unit"]),
        receipt=_yes_no(facts["receipt"]),
        fault=Fault(facts["fault"]) if facts["fault"] else None,
        saleable=_yes_no(facts["saleable"]),
        laid=_yes_no(facts["laid"]),
        fault_proof=text(facts["fault_proof"]),
        verdict=tuple(map(_ruling, facts["verdict"])),
        judged_on=day_from_text(facts["judged_on"]),
        inspection=_inspection(facts["inspection"]),
        review=_review(facts["review"]),
        settlement=_settlement(facts["settlement"]),
    )


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _ruling(facts: Mapping[str, Any]) -> KeptRuling:
    clauses = tuple(map(text, facts["clauses"]))
    fee = None if facts["fee_fen"] is None else _fen(facts["fee_fen"])
    return KeptRuling(
        option=text(facts["option"]),
        axis=facts["axis"] and text(facts["axis"]),
        answer=text(facts["answer"]),
        basis=facts["basis"] and text(facts["basis"]),
        clauses=clauses,
        fee_fen=fee,
    )


def _inspection(facts: Mapping[str, Any] | None) -> Inspection | None:
    if facts is None:
        return None
    return Inspection(at=moment(facts["at"]), by=_staff(facts), finding=text(facts["finding"]))


def _review(facts: Mapping[str, Any] | None) -> Review | None:
    if facts is None:
        return None
    return Review(
        at=moment(facts["at"]),
        by=_staff(facts),
        outcome=Outcome(facts["outcome"]),
        share_fen=_fen(facts["share_fen"]),
        new_goods=text(facts["new_goods"]),
        new_fen=_fen(facts["new_fen"]),
        fee_fen=_fen(facts["fee_fen"]),
        reason=text(facts["reason"]),
    )


def _settlement(facts: Mapping[str, Any] | None) -> Settlement | None:
    if facts is None:
        return None
    new_purchase = facts.get("new_purchase_id")
    return Settlement(
        at=moment(facts["at"]),
        by=_staff(facts),
        outcome=Outcome(facts["outcome"]),
        quantity=_quantity(facts["quantity"]),
        credited_fen=_fen(facts["credited_fen"]),
        refunded_fen=_fen(facts["refunded_fen"]),
        value_fen=_fen(facts["value_fen"]),
        new_purchase_id=None if new_purchase is None else PurchaseId(_whole(new_purchase)),
    )


def _staff(facts: Mapping[str, Any]) -> StaffId:
    return StaffId(_whole(facts["by"]))


def _fen(value: object) -> Fen:
    return Fen(_whole(value))


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("whole number")
    return value


def _quantity(value: object) -> Decimal | None:
    if value is None:
        return None
    quantity = Decimal(text(value)) if text(value).replace(".", "", 1).isdecimal() else None
    if quantity is None:
        raise ValueError("quantity")
    return quantity


def _yes_no(value: object) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise TypeError("yes or no")
