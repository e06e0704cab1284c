"""Drafts of customers, purchases, cases and moves, as a JSON object or the options say them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from shopcare.cli.fields import Fields
from shopcare.cli.records.feedback_json import authority_draft, reaction_draft
from shopcare.cli.records.goods_json import item_drafts, mark_drafts
from shopcare.cli.records.return_json import inspection_draft, return_request, review_draft
from shopcare.domain.cases.case import (
    CaseDraft,
    CaseKind,
    Cause,
    Channel,
    Ending,
    How,
    PartsOrigin,
    Plan,
    Severity,
)
from shopcare.domain.cases.case_moves import MoveFacts
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CallbackId, CaseId, CustomerId, PurchaseLineId, StaffId
from shopcare.domain.money import Fen
from shopcare.domain.payments.fee_lines import FeeKind, FeeLine
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind, PayMethod
from shopcare.domain.people.birthday import birthday_from_text
from shopcare.domain.people.customer import BirthdayCalendar, CustomerBirthday, CustomerDraft
from shopcare.domain.policy.policy import Policy
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft, SalesChannel
from shopcare.domain.typed.phone import Phone, PhoneKind, phone_from_text

if TYPE_CHECKING:
    from shopcare.services.shop import Shop


def customer_draft(fields: Fields, before: CustomerDraft | None = None) -> CustomerDraft:
    """Read a customer; what is not given stays as it was, null makes it empty."""
    draft = before or CustomerDraft(name="")
    read: dict[str, Any] = {
        "name": fields.typed("name") or "",
        "number": fields.typed("number"),
        "phones": _phones(fields),
        "address": fields.typed("address") or "",
        "birthday": _birthday(fields),
        "key_account": fields.flag("key_account") or False,
        "prefers": fields.choice("prefers", PhoneKind),
        "call_hours": fields.hours("call_hours") or (),
        "no_calls": fields.flag("no_calls") or False,
        "remark": fields.typed("remark") or "",
    }
    return replace(draft, **{name: value for name, value in read.items() if fields.has(name)})


def purchase_draft(fields: Fields, today: date) -> PurchaseDraft:
    """Read a receipt; sold today where no day is given."""
    return PurchaseDraft(
        customer_id=CustomerId(fields.record_id("customer_id") or 0),
        sold_on=fields.day("sold_on") or today,
        receipt_number=fields.typed("receipt_number"),
        promised_on=fields.day("promised_on"),
        handed_over_on=fields.day("handed_over_on"),
        seller=fields.typed("seller") or "",
        channel=fields.choice("channel", SalesChannel),
        lines=tuple(_line(line) for line in fields.inners("lines")),
    )


def case_draft(fields: Fields, policy: Policy) -> CaseDraft:
    """Read what the intake form would say; the customer is read by whoever finds or files it.

    Args:
        fields: the object.
        policy: which kinds and services the shop offers.
    """
    kind = fields.choice("kind", CaseKind)
    if kind is None and not fields.peek("kind"):
        kinds = ", ".join(one.value for one in policy.kinds)
        fields.refuse("kind", "field_missing", choices=kinds)
    return CaseDraft(
        kind=kind or CaseKind.COMPLAINT,
        channel=fields.choice("channel", Channel) or Channel.SHOP,
        service=_service(fields, tuple(service.key for service in policy.services)),
        purchase_line_id=cast("PurchaseLineId | None", fields.record_id("purchase_line_id")),
        category=fields.typed("category") or "",
        product=fields.typed("product") or "",
        spec=fields.typed("spec") or "",
        lot=fields.typed("lot") or "",
        bought_on=fields.day("bought_on"),
        fault=fields.typed("fault") or "",
        wishes=fields.typed("wishes") or "",
        accessories=fields.texts("accessories") or (),
        condition=fields.typed("condition") or "",
        goods_kept=fields.flag("goods_kept") or False,
        severity=fields.choice("severity", Severity) or Severity.NORMAL,
        insistent=fields.flag("insistent") or False,
        plan=_plan(fields),
        promised_on=fields.day("promised_on"),
        laying_at=fields.moment("laying_at"),
        received_at=fields.moment("received_at"),
        told_steps=fields.choice("told_steps", How),
        misuse_advised=fields.flag("misuse_advised") or False,
        from_callback_id=cast("CallbackId | None", fields.record_id("from_callback_id")),
        linked_case_id=cast("CaseId | None", fields.record_id("linked_case_id")),
        return_request=return_request(fields) if kind is CaseKind.RETURN else None,
        items=item_drafts(fields),
        authority=authority_draft(fields),
        reaction=reaction_draft(fields),
        marks=mark_drafts(fields),
    )


def move_facts(shop: "Shop", fields: Fields, checks: tuple[str, ...]) -> MoveFacts:
    """Read what a move brings along.

    Args:
        shop: the shop, for its members of staff.
        fields: the object; ``checks`` may be true where every point of the check is ticked.
        checks: the points of the quality check (G-7).
    """
    return MoveFacts(
        how=fields.choice("how", How),
        plan=_plan(fields),
        promised_on=fields.day("promised_on"),
        checks=_checks(fields, checks),
        payments=payment_drafts(fields, shop),
        cause=fields.choice("cause", Cause),
        resolution=fields.typed("resolution") or "",
        reason=fields.typed("reason") or "",
        inspection=inspection_draft(fields),
        review=review_draft(fields),
        ending=fields.choice("ending", Ending),
        charge_fen=_fen(fields, "charge_fen"),
    )


def _phones(fields: Fields) -> tuple[Phone, ...]:
    phones = []
    for text in fields.texts("phones") or ():
        if not text.strip():
            continue
        try:
            phones.append(phone_from_text(text))
        except Refusal as refusal:
            fields.refuse("phones", refusal.code, **refusal.values)
    return tuple(phones)


def _birthday(fields: Fields) -> CustomerBirthday | None:
    if not isinstance(fields.peek("birthday"), dict):
        text = fields.typed("birthday")
        return _read_birthday(fields, text) if text and text.strip() else None
    inner = fields.inner("birthday")
    assert inner is not None
    calendar = inner.choice("calendar", BirthdayCalendar) or BirthdayCalendar.SOLAR
    month, day = inner.number("month") or 0, inner.number("day") or 0
    leap, year = inner.flag("leap_month") or False, inner.number("year")
    inner.end()
    if year is not None and not 1900 <= year <= 2199:
        inner.refuse("year", "birthday_impossible")
    return CustomerBirthday(calendar=calendar, month=month, day=day, leap_month=leap, year=year)


def _read_birthday(fields: Fields, text: str) -> CustomerBirthday | None:
    try:
        return birthday_from_text(text)
    except Refusal as refusal:
        fields.refuse("birthday", refusal.code, **refusal.values)
        return None


def _line(line: Fields) -> PurchaseLineDraft:
    quantity = line.quantity("quantity")
    draft = PurchaseLineDraft(
        product=line.typed("product") or "",
        category=line.typed("category") or "",
        spec=line.typed("spec") or "",
        lot=line.typed("lot") or "",
        quantity=Decimal(1) if quantity is None else quantity,
        unit=line.typed("unit") or "",
        amount_fen=_fen(line, "amount_fen"),
        sale_kind=line.typed("sale_kind") or "",
        warranty_card=line.flag("warranty_card") or False,
        shelf_life_until=line.day("shelf_life_until"),
    )
    line.end()
    return draft


def fee_lines(fields: Fields) -> tuple[FeeLine, ...]:
    """Read what a fee is made of."""
    lines = []
    for line in fields.inners("fee_lines"):
        kind, amount = line.choice("kind", FeeKind), _fen(line, "amount_fen")
        lines.append(
            FeeLine(
                kind=kind or FeeKind.OTHER,
                amount_fen=amount if amount is not None else Fen(0),
                words=line.typed("words") or "",
            )
        )
        line.end()
    return tuple(lines)


def payment_drafts(fields: Fields, shop: "Shop") -> tuple[PaymentDraft, ...]:
    """Read what became of the fee: paid, and the rest waived or owed (G-9)."""
    answers = []
    paid, method = _fen(fields, "fee_taken_fen"), fields.choice("method", PayMethod)
    if paid:
        paid_by = method or PayMethod.CASH
        answers.append(PaymentDraft(kind=PaymentKind.PAID, amount_fen=paid, method=paid_by))
    waived, waived_by = fields.typed("waived"), fields.typed("waived_by")
    if waived is not None:
        decided_by = shop.acting.id if waived_by is None else _member(fields, shop, waived_by)
        answers.append(PaymentDraft(kind=PaymentKind.WAIVED, decided_by=decided_by, reason=waived))
    refunded = _fen(fields, "refunded_fen")
    if refunded:
        paid_by = method or PayMethod.CASH
        kind = PaymentKind.REFUNDED
        answers.append(PaymentDraft(kind=kind, amount_fen=refunded, method=paid_by))
    owed_until = fields.day("owed_until")
    if owed_until is not None:
        answers.append(PaymentDraft(kind=PaymentKind.OWED, owed_until=owed_until))
    return tuple(answers)


def _member(fields: Fields, shop: "Shop", initials: str) -> "StaffId | None":
    signs = initials.strip().casefold()
    found = (one.id for one in shop.staff if one.initials.casefold() == signs)
    member = next(found, None)
    if member is None:
        fields.refuse("waived_by", "staff_unknown", initials=initials[:20])
    return member


def _plan(fields: Fields) -> Plan | None:
    inner = fields.inner("plan")
    if inner is None:
        return None
    plan = Plan(
        work=inner.typed("work") or "",
        parts=inner.typed("parts") or "",
        parts_origin=inner.choice("parts_origin", PartsOrigin) or PartsOrigin.NONE,
        fee_fen=_fen(inner, "fee_fen"),
    )
    inner.end()
    return plan


def _service(fields: Fields, services: tuple[str, ...]) -> str:
    word = fields.typed("service") or ""
    if word and word not in services:
        fields.refuse("service", "field_choice", text=word[:40], choices=", ".join(services))
        return ""
    return word


def _checks(fields: Fields, checks: tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(fields.peek("checks"), bool):
        return checks if fields.flag("checks") else ()
    ticked = fields.texts("checks") or ()
    for point in ticked:
        if point not in checks:
            choices = "; ".join(checks)
            fields.refuse("checks", "field_choice", text=point[:40], choices=choices)
    return ticked


def _fen(fields: Fields, field: str) -> Fen | None:
    value = fields.number(field)
    return None if value is None else Fen(value)
