"""Cases on their way between facts and the columns of their table."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from shopcare.domain.cases.case import (
    Case,
    CaseKind,
    Cause,
    Channel,
    Ending,
    How,
    PartsOrigin,
    Pause,
    Plan,
    Said,
    Severity,
    Stage,
)
from shopcare.storage.file.rows import (
    Row,
    choices,
    day_from_text,
    json_from_texts,
    moment,
    moment_from_text,
    row_from_voided,
    text_from_day,
    text_from_moment,
    texts_from_json,
    voided_from_row,
)

if TYPE_CHECKING:
    from shopcare.domain.cases.remake import Remake
    from shopcare.domain.cases.returns import ReturnRequest
    from shopcare.domain.payments.fee_lines import FeeLine


def row_of(case: Case) -> dict[str, object]:
    """Write a case as the columns of its row."""
    return {
        "id": case.id,
        "number": case.number,
        "kind": case.kind.value,
        "stage": case.stage.value,
        "customer_id": case.customer_id,
        "channel": case.channel.value,
        "service": case.service,
        "purchase_line_id": case.purchase_line_id,
        "category": case.category,
        "product": case.product,
        "spec": case.spec,
        "lot": case.lot,
        "bought_on": text_from_day(case.bought_on),
        "fault": case.fault,
        "wishes": case.wishes,
        "accessories": json_from_texts(case.accessories),
        "condition": case.condition,
        "goods_kept": int(case.goods_kept),
        "severity": case.severity.value,
        "insistent": int(case.insistent),
        "received_at": text_from_moment(case.received_at),
        "received_by": case.received_by,
        "handler_id": case.handler_id,
        **(_plan_row(case.plan) if case.plan else _NO_PLAN),
        "promised_on": text_from_day(case.promised_on),
        **_said_row("acknowledged", case.acknowledged),
        **_said_row("consent", case.consent),
        "checks": json_from_texts(case.checks),
        "checked_at": text_from_moment(case.checked_at),
        "told_ready_at": text_from_moment(case.told_ready_at),
        "fee_taken_fen": case.fee_taken_fen,
        "cause": case.cause.value if case.cause else None,
        "resolution": case.resolution,
        "handled_at": text_from_moment(case.handled_at),
        "resolved_by": case.resolved_by,
        "closed_at": text_from_moment(case.closed_at),
        "from_callback_id": case.from_callback_id,
        "linked_case_id": case.linked_case_id,
        "last_step_at": text_from_moment(case.last_step_at),
        "laying_at": text_from_moment(case.laying_at),
        "reopened_at": text_from_moment(case.reopened_at),
        **row_from_voided(case.voided),
        **_seldom_row(case),
        "deposit_fen": case.deposit_fen,
        "invoice": case.invoice,
    }


_NO_PLAN: Final = {
    "work": None, "parts": "", "parts_origin": PartsOrigin.NONE.value, "fee_fen": None,
}  # fmt: skip


def _plan_row(plan: Plan) -> dict[str, object]:
    return {
        "work": plan.work,
        "parts": plan.parts,
        "parts_origin": plan.parts_origin.value,
        "fee_fen": plan.fee_fen,
    }


def _said_row(name: str, said: Said | None) -> dict[str, object]:
    if said is None:
        return {f"{name}_at": None, f"{name}_by": None, f"{name}_how": None}
    at = text_from_moment(said.at)
    return {f"{name}_at": at, f"{name}_by": said.by, f"{name}_how": said.how.value}


def _seldom_row(case: Case) -> dict[str, object]:
    """Write what few cases have."""
    request = case.return_request
    return {
        "pauses": _pauses_text(case.pauses) if case.pauses else "[]",
        "return_request": None if request is None else _json_from_request(request),
        "ending": case.ending.value if case.ending else None,
        "fee_lines": _fee_lines_text(case.fee_lines) if case.fee_lines else "[]",
        "remake": None if case.remake is None else _remake_text(case.remake),
    }


def _json_from_request(request: "ReturnRequest") -> str:
    from shopcare.storage.cases.return_requests import json_from_request

    return json_from_request(request)


def _request_from_json(written: str) -> "ReturnRequest":
    from shopcare.storage.cases.return_requests import request_from_json

    return request_from_json(written)


def _pauses_text(pauses: Sequence[Pause]) -> str:
    return json.dumps(
        [[text_from_moment(one.began_at), text_from_moment(one.ended_at)] for one in pauses]
    )


def pauses_from_text(text: str) -> tuple[Pause, ...]:
    """Read when the shop waited for the customer."""
    return tuple(
        Pause(began_at=moment(began), ended_at=moment_from_text(ended))
        for began, ended in json.loads(text)
    )


def _fee_lines_text(lines: "Sequence[FeeLine]") -> str:
    written = [[line.kind.value, line.amount_fen, line.words] for line in lines]
    return json.dumps(written, ensure_ascii=False)


def _fee_lines(text: str) -> "tuple[FeeLine, ...]":
    from shopcare.domain.money import Fen
    from shopcare.domain.payments.fee_lines import FeeKind, FeeLine

    return tuple(
        FeeLine(kind=FeeKind(kind), amount_fen=Fen(fen), words=words)
        for kind, fen, words in json.loads(text)
    )


def _remake_text(remake: "Remake") -> str:
    values = {
        "cause": remake.cause.value,
        "ordered": remake.ordered,
        "wrong": remake.wrong,
        "pays": remake.pays.value,
        "maker": remake.maker,
        "prescription_id": remake.prescription_id,
    }
    return json.dumps(values, ensure_ascii=False)


def _remake(text: str) -> "Remake":
    from shopcare.domain.cases.remake import Payer, Remake, RemakeCause

    read = json.loads(text)
    cause, pays = RemakeCause(read.pop("cause")), Payer(read.pop("pays"))
    return Remake(cause=cause, pays=pays, **read)


def _said(row: Row, name: str) -> Said | None:
    at = moment_from_text(row[f"{name}_at"])
    if at is None:
        return None
    return Said(at=at, by=row[f"{name}_by"], how=How(row[f"{name}_how"]))


def _plan(row: Row) -> Plan | None:
    if row["work"] is None:
        return None
    return Plan(
        work=row["work"],
        parts=row["parts"],
        parts_origin=PartsOrigin(row["parts_origin"]),
        fee_fen=row["fee_fen"],
    )


_KINDS: Final = choices(CaseKind)
_ALL_STAGES: Final = choices(Stage)
_CHANNELS: Final = choices(Channel)
_SEVERITIES: Final = choices(Severity)


def from_row(row: Row) -> Case:
    """Make a case of a row."""
    return Case(
        id=row["id"],
        number=row["number"],
        kind=_KINDS[row["kind"]],
        stage=_ALL_STAGES[row["stage"]],
        customer_id=row["customer_id"],
        channel=_CHANNELS[row["channel"]],
        service=row["service"],
        purchase_line_id=row["purchase_line_id"],
        category=row["category"],
        product=row["product"],
        spec=row["spec"],
        lot=row["lot"],
        bought_on=day_from_text(row["bought_on"]),
        fault=row["fault"],
        wishes=row["wishes"],
        accessories=texts_from_json(row["accessories"]),
        condition=row["condition"],
        goods_kept=bool(row["goods_kept"]),
        severity=_SEVERITIES[row["severity"]],
        insistent=bool(row["insistent"]),
        received_at=moment(row["received_at"]),
        received_by=row["received_by"],
        handler_id=row["handler_id"],
        plan=_plan(row),
        promised_on=day_from_text(row["promised_on"]),
        acknowledged=_said(row, "acknowledged"),
        consent=_said(row, "consent"),
        checks=texts_from_json(row["checks"]),
        checked_at=moment_from_text(row["checked_at"]),
        told_ready_at=moment_from_text(row["told_ready_at"]),
        fee_taken_fen=row["fee_taken_fen"],
        cause=Cause(row["cause"]) if row["cause"] else None,
        resolution=row["resolution"],
        handled_at=moment_from_text(row["handled_at"]),
        resolved_by=row["resolved_by"],
        closed_at=moment_from_text(row["closed_at"]),
        from_callback_id=row["from_callback_id"],
        linked_case_id=row["linked_case_id"],
        last_step_at=moment(row["last_step_at"]),
        laying_at=moment_from_text(row["laying_at"]),
        reopened_at=moment_from_text(row["reopened_at"]),
        voided=voided_from_row(row) if row["voided_at"] else None,
        deposit_fen=row["deposit_fen"],
        invoice=row["invoice"],
        **_seldom_facts(row),
    )


def _seldom_facts(row: Row) -> dict[str, Any]:
    """Read what few cases have."""
    asked, pauses, lines = row["return_request"], row["pauses"], row["fee_lines"]
    return {
        "pauses": () if pauses == "[]" else pauses_from_text(pauses),
        "return_request": None if asked is None else _request_from_json(asked),
        "ending": Ending(row["ending"]) if row["ending"] else None,
        "fee_lines": () if lines == "[]" else _fee_lines(lines),
        "remake": None if row["remake"] is None else _remake(row["remake"]),
    }
