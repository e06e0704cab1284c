"""The facts of a sample shop, read from what its file tells; days are counted from its present."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import Any

from shopcare.domain.cases.case import (
    CaseDraft,
    CaseKind,
    Cause,
    Channel,
    How,
    PartsOrigin,
    Plan,
    Severity,
)
from shopcare.domain.cases.case_moves import MoveFacts
from shopcare.domain.cases.returns import (
    Fault,
    InspectionDraft,
    Outcome,
    ReturnRequest,
    ReviewDraft,
    Wish,
)
from shopcare.domain.feedback.authority import AuthorityDraft
from shopcare.domain.feedback.reaction import Advice, ReactionDraft, Symptom
from shopcare.domain.goods.item import ItemDraft
from shopcare.domain.goods.loan import LoanDraft
from shopcare.domain.ids import CustomerId, PurchaseLineId, StaffId
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind, PayMethod
from shopcare.domain.people.birthday import birthday_from_text
from shopcare.domain.people.consent import ConsentDraft, ConsentPurpose, ConsentWay
from shopcare.domain.people.customer import CustomerDraft
from shopcare.domain.people.staff import Role, Staff
from shopcare.domain.purchases.purchase import PurchaseLineDraft, SalesChannel
from shopcare.domain.shop.settings import ShopSettings
from shopcare.domain.typed.phone import phone_from_text
from shopcare.services.calls.planned_calls import PlannedCall


def settings(entry: Mapping[str, Any], trade: str) -> ShopSettings:
    """Give the settings of a sample shop."""
    return ShopSettings(trade=trade, **{**entry, "places": tuple(entry.get("places", ()))})


def staff(entries: Sequence[Mapping[str, Any]]) -> list[Staff]:
    """Give who works there."""
    return [
        Staff(
            id=StaffId(0),
            initials=entry["initials"],
            name=entry["name"],
            role=Role(entry["role"]),
            knowledgeable=entry.get("knowledgeable", False),
        )
        for entry in entries
    ]


def customer(entry: Mapping[str, Any], today_on: date) -> CustomerDraft:
    """Give a customer as they are filed."""
    born = entry.get("birthday", "")
    if "birthday_in_days" in entry:  # so that a birthday call is due
        born = f"{today_on + timedelta(days=entry['birthday_in_days']):%m-%d}"
    return CustomerDraft(
        name=entry["name"],
        number=entry.get("number"),
        phones=tuple(phone_from_text(text) for text in entry["phones"]),
        address=entry.get("address", ""),
        birthday=birthday_from_text(born) if born else None,
        key_account=entry.get("key_account", False),
        call_hours=tuple(
            (time.fromisoformat(begin), time.fromisoformat(end))
            for begin, end in entry.get("call_hours", ())
        ),
        remark=entry.get("remark", ""),
    )


def care_calls(on: date) -> ConsentDraft:
    """Give the consent of somebody who wants to be reminded (L-7, R-3)."""
    return ConsentDraft(purpose=ConsentPurpose.CARE_CALLS, on=on, way=ConsentWay.SIGNATURE)


def sales_channel(entry: Mapping[str, Any]) -> SalesChannel | None:
    """Give where something was sold, or None where nobody said."""
    return SalesChannel(entry["channel"]) if "channel" in entry else None


def promised_on(entry: Mapping[str, Any], today_on: date) -> date | None:
    """Give the day for which something was promised, or None where none was."""
    promised_in = entry.get("promised_in")
    return None if promised_in is None else today_on + timedelta(days=promised_in)


def line(entry: Mapping[str, Any], today_on: date) -> PurchaseLineDraft:
    """Give one product on a receipt."""
    told = dict(entry)
    lasts = told.pop("shelf_life_in_days", None)
    until = None if lasts is None else today_on + timedelta(days=lasts)
    told["quantity"] = Decimal(told.get("quantity", 1))
    return PurchaseLineDraft(shelf_life_until=until, **told)


def case(
    entry: Mapping[str, Any],
    customer_id: CustomerId,
    line_id: PurchaseLineId | None,
    today_on: date,
    zone: tzinfo | None,
) -> CaseDraft:
    """Give what the intake form said."""
    return CaseDraft(
        kind=CaseKind(entry["kind"]),
        customer_id=customer_id,
        channel=Channel(entry.get("channel", "authority" if "authority" in entry else "shop")),
        service=entry["service"],
        purchase_line_id=line_id,
        product=entry.get("product", ""),
        fault=entry["fault"],
        wishes=entry.get("wishes", ""),
        accessories=tuple(entry.get("accessories", ())),
        condition=entry.get("condition", ""),
        items=tuple(ItemDraft(**item) for item in entry.get("items", ())),
        goods_kept=entry.get("goods_kept", False),
        severity=Severity(entry.get("severity", "normal")),
        insistent=entry.get("insistent", False),
        misuse_advised=entry.get("misuse", False),
        laying_at=_laying_at(entry, today_on, zone),
        return_request=_request(entry["return_request"]) if "return_request" in entry else None,
        authority=_authority(entry["authority"], today_on) if "authority" in entry else None,
        reaction=_reaction(entry["reaction"]) if "reaction" in entry else None,
    )


def _authority(told: Mapping[str, Any], today_on: date) -> AuthorityDraft:
    until = today_on + timedelta(days=told["reply_in"])
    return AuthorityDraft(number=told["number"], reply_until=until)


def _reaction(told: Mapping[str, Any]) -> ReactionDraft:
    return ReactionDraft(
        symptoms=tuple(map(Symptom, told["symptoms"])),
        lot=told.get("lot", ""),
        advice=tuple(map(Advice, told["advice"])),
    )


def _request(told: Mapping[str, Any]) -> ReturnRequest:
    wish, quantity = Wish(told["wish"]), told.get("quantity")
    return ReturnRequest(
        wish=wish,
        quantity=None if quantity is None else Decimal(quantity),
        receipt=told.get("receipt"),
        fault=Fault(told["fault"]) if "fault" in told else None,
        saleable=told.get("saleable"),
        laid=told.get("laid"),
        fault_proof=told.get("fault_proof", ""),
    )


def _laying_at(entry: Mapping[str, Any], today_on: date, zone: tzinfo | None) -> datetime | None:
    if "laying_in_days" not in entry:
        return None
    on = today_on + timedelta(days=entry["laying_in_days"])
    return datetime.combine(on, time.fromisoformat(entry["laying_at"]), zone)


def move(entry: Mapping[str, Any], checks: tuple[str, ...], today_on: date) -> MoveFacts:
    """Give what a move of a case brings along."""
    return MoveFacts(
        how=How(entry["how"]) if "how" in entry else None,
        plan=_plan(entry) if "work" in entry else None,
        promised_on=promised_on(entry, today_on),
        checks=checks,
        payments=_paid(entry, today_on),
        cause=Cause(entry["cause"]) if "cause" in entry else None,
        resolution=entry.get("resolution", ""),
        reason=entry.get("reason", ""),
        inspection=_inspection(entry["inspection"]) if "inspection" in entry else None,
        review=_review(entry["review"]) if "review" in entry else None,
    )


def _inspection(told: Mapping[str, Any]) -> InspectionDraft:
    return InspectionDraft(**{**told, "fault": Fault(told["fault"])})


def _review(told: Mapping[str, Any]) -> ReviewDraft:
    return ReviewDraft(**{**told, "outcome": Outcome(told["outcome"])})


def planned_call(entry: Mapping[str, Any], customer_id: CustomerId, today_on: date) -> PlannedCall:
    """Give a call that somebody has planned by hand (W-10)."""
    return PlannedCall(
        customer_id=customer_id,
        on=today_on + timedelta(days=entry["in_days"]),
        at=time.fromisoformat(entry["at"]) if "at" in entry else None,
        reason=entry["reason"],
    )


def loan(entry: Mapping[str, Any], customer_id: CustomerId, today_on: date) -> LoanDraft:
    """Give what was lent to a customer (X-5)."""
    return LoanDraft(
        customer_id=customer_id,
        what=entry["what"],
        condition=entry.get("condition", ""),
        due_on=today_on + timedelta(days=entry["back_in"]),
    )


def _paid(entry: Mapping[str, Any], today_on: date) -> tuple[PaymentDraft, ...]:
    """Give what changed hands: a fee, what of it stays owed, or all that is due paid back."""
    if entry.get("refunded", False):
        return (PaymentDraft(kind=PaymentKind.REFUNDED, method=PayMethod.WECHAT),)
    if not entry.get("fee_taken", 0):
        return ()
    fen = Fen(entry["fee_taken"])
    paid = PaymentDraft(kind=PaymentKind.PAID, amount_fen=fen, method=PayMethod.CASH)
    if "owed" not in entry:
        return (paid,)
    until = today_on + timedelta(days=entry["owed_until_in"])
    owed = PaymentDraft(kind=PaymentKind.OWED, amount_fen=Fen(entry["owed"]), owed_until=until)
    return (paid, owed)


def _plan(entry: Mapping[str, Any]) -> Plan:
    return Plan(
        work=entry["work"],
        parts=entry.get("parts", ""),
        parts_origin=PartsOrigin(entry.get("parts_origin", "none")),
        fee_fen=Fen(entry["fee"]) if "fee" in entry else None,
    )
