"""What customers bring back as JSON: authority, reaction, recall, suggestion; drafts read."""

from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Described
from shopcare.cli.fields import Fields
from shopcare.cli.tables import plain
from shopcare.domain.feedback.authority import Authority, AuthorityComplaint, AuthorityDraft
from shopcare.domain.feedback.reaction import (
    Advice,
    Reaction,
    ReactionDraft,
    ReactionSeverity,
    Symptom,
)
from shopcare.domain.feedback.suggestion import Suggestion
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.services.contact.recalls import Buyer, RecallFile
    from shopcare.services.shop import Shop

AUTHORITY_JSON: Final[Described] = {
    "id": mark("Id"),
    "authority": mark("12315, market_regulation, consumer_association or other"),
    "number": mark("the authority's own number"),
    "reply_until": mark("the day by which the shop is to reply"),
    "reply": mark("what the shop replied"),
    "replied_on": mark("the day of the reply"),
    "replied_by": mark("the initials of who recorded the reply"),
}
REACTION_JSON: Final[Described] = {
    "id": mark("Id"),
    "severity": mark("ordinary, serious or group"),
    "symptoms[]": mark("what the customer noticed"),
    "course": mark("what happened"),
    "doctor": mark("what a doctor found"),
    "began_on": mark("when it began"),
    "product": mark("Product"),
    "lot": mark("the batch"),
    "expires_on": mark("when the goods expire"),
    "advice[]": mark("what was done at once"),
    "missing[]": mark("what the report needs and nobody has recorded"),
    "learned_at": mark("when the shop learned of it"),
    "report": mark("under which number it was reported"),
    "reported_on": mark("the day of the report"),
    "reported_by": mark("the initials of who recorded the report"),
}
BUYER_JSON: Final[Described] = {
    "customer_id": mark("the customer's id"),
    "name": mark("Name"),
    "phones[]": mark("Phone"),
    "purchase_id": mark("the receipt's id"),
    "sold_on": mark("Purchase date"),
    "product": mark("Product"),
    "lot": mark("the batch"),
    "call": mark("the id of the call; null where none is planned"),
    "progress": mark("to_call, tried, reached or not_reached"),
}
RECALL_JSON: Final[Described] = {
    "id": mark("Id"),
    "lot": mark("the batch"),
    "product": mark("Product"),
    "reason": mark("why it is recalled"),
    "started_at": mark("when the recall began"),
    "started_by": mark("the initials of who started it"),
    "ended_at": mark("when the recall ended"),
    "counts.to_call": mark("how many buyers are still to be called"),
    "counts.tried": mark("how many were tried and not reached so far"),
    "counts.reached": mark("how many were reached"),
    "counts.not_reached": mark("how many were not reached in the end"),
}
SUGGESTION_JSON: Final[Described] = {
    "id": mark("Id"),
    "what": mark("what is suggested"),
    "customer_id": mark("the customer's id"),
    "case_id": mark("the id of the case it came from"),
    "callback_id": mark("the id of the call it came from"),
    "owner": mark("the initials of who sees to it"),
    "measure": mark("what is done about it"),
    "due_on": mark("until when"),
    "made_at": mark("when it was written down"),
    "made_by": mark("the initials of who wrote it down"),
    "outcome": mark("taken_up or not_taken_up; null while it is open"),
    "result": mark("what came of it"),
    "settled_at": mark("when it was settled"),
    "settled_by": mark("the initials of who settled it"),
    "gift_id": mark("the id of the reward"),
    "voided": mark("why it was voided; null where it was not"),
}


def _initials(shop: "Shop", staff_id: int | None) -> str | None:
    member = shop.member(staff_id)
    return member.initials if member else None


def authority_json(shop: "Shop", one: AuthorityComplaint | None) -> dict[str, Any] | None:
    """Write through whom a case came."""
    if one is None:
        return None
    written = {name: plain(getattr(one, name)) for name in AUTHORITY_JSON}
    return written | {"replied_by": _initials(shop, one.replied_by)}


def reaction_json(shop: "Shop", one: Reaction | None) -> dict[str, Any] | None:
    """Write a reaction."""
    if one is None:
        return None
    names = (path.removesuffix("[]") for path in REACTION_JSON)
    written = {name: plain(getattr(one, name)) for name in names}
    return written | {"reported_by": _initials(shop, one.reported_by)}


def buyer_json(buyer: "Buyer") -> dict[str, Any]:
    """Write who bought goods of a batch."""
    return {
        "customer_id": buyer.customer.id,
        "name": buyer.customer.name,
        "phones": [phone.digits for phone in buyer.customer.phones],
        "purchase_id": buyer.purchase.id,
        "sold_on": plain(buyer.purchase.sold_on),
        "product": buyer.line.product,
        "lot": buyer.line.lot,
        "call": buyer.call.id if buyer.call else None,
        "progress": buyer.progress.value,
    }


def recall_json(shop: "Shop", file: "RecallFile") -> dict[str, Any]:
    """Write a recall and how far it is."""
    from shopcare.domain.feedback.recall import RecallProgress

    recall, counts = file.recall, file.counted()
    return {
        "id": recall.id,
        "lot": recall.lot,
        "product": recall.product,
        "reason": recall.reason,
        "started_at": plain(recall.started_at),
        "started_by": _initials(shop, recall.started_by),
        "ended_at": plain(recall.ended_at),
        "counts": {one.value: counts[one] for one in RecallProgress},
    }


def suggestion_json(shop: "Shop", one: Suggestion) -> dict[str, Any]:
    """Write a suggestion; members of staff by their initials."""
    derived = {
        "owner": _initials(shop, one.owner_id),
        "made_by": _initials(shop, one.made_by),
        "settled_by": _initials(shop, one.settled_by),
        "voided": one.voided.reason if one.voided else None,
    }
    kept = {name: plain(getattr(one, name)) for name in SUGGESTION_JSON if name not in derived}
    return {name: (kept | derived)[name] for name in SUGGESTION_JSON}


def authority_draft(fields: Fields) -> AuthorityDraft | None:
    """Read through whom a case came (L-6); None where nobody says."""
    inner = fields.inner("authority")
    if inner is None:
        return None
    draft = AuthorityDraft(
        authority=inner.choice("authority", Authority),
        number=inner.typed("number") or "",
        reply_until=inner.day("reply_until"),
    )
    inner.end()
    return draft


def reaction_draft(fields: Fields) -> ReactionDraft | None:
    """Read a reaction beside the facts of its case (L-9); None where there was none."""
    inner = fields.inner("reaction")
    if inner is None:
        return None
    draft = reaction_of(inner)
    inner.end()
    return draft


def reaction_of(fields: Fields) -> ReactionDraft:
    """Read the facts of a reaction; what is left out is unknown."""
    return ReactionDraft(
        severity=fields.choice("severity", ReactionSeverity),
        symptoms=_choices(fields, "symptoms", Symptom),
        course=fields.typed("course") or "",
        doctor=fields.typed("doctor") or "",
        began_on=fields.day("began_on"),
        product=fields.typed("product") or "",
        lot=fields.typed("lot") or "",
        expires_on=fields.day("expires_on"),
        advice=_choices(fields, "advice", Advice),
    )


def _choices(fields: Fields, name: str, kind: Any) -> tuple[Any, ...]:
    words = fields.texts(name) or ()
    known = {one.value for one in kind}
    for word in words:
        if word not in known:
            fields.refuse(name, "field_choice", text=word[:40], choices=", ".join(sorted(known)))
    return tuple(kind(word) for word in words if word in known)
