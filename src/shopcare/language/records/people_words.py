"""How what concerns people is said: doubles, messages to customers, what they agreed to (L-7)."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from shopcare.domain.cases.referral import ReferralKind, Responsible
from shopcare.domain.people.consent import (
    Consent,
    ConsentPurpose,
    ConsentWay,
    last_of,
)
from shopcare.domain.people.retention import RecordKind
from shopcare.domain.people.same_person import SamePersonReason
from shopcare.domain.policy.policy import MessageStep
from shopcare.language.catalog import Catalog, mark
from shopcare.language.day_words import full_day_text

LABELS: Final[Mapping[type[StrEnum], Mapping[str, str]]] = {
    SamePersonReason: {
        SamePersonReason.NUMBER: mark("same number"),
        SamePersonReason.NAME_AND_ADDRESS: mark("same name and address"),
        SamePersonReason.SOUND_AND_LAST_DIGITS: mark("names sound alike, numbers end alike"),
    },
    RecordKind: {
        RecordKind.CUSTOMER: mark("Whole file"),
        RecordKind.MEASURED: mark("Measurements"),
        RecordKind.LOCKED: mark("Kept by law until now"),
    },
    ReferralKind: {
        ReferralKind.ESCALATION: mark("To the manager"),
        ReferralKind.FEEDBACK: mark("To who is responsible"),
    },
    Responsible: {
        Responsible.MAKER: mark("The maker: quality"),
        Responsible.WAREHOUSE: mark("The warehouse: packaging"),
        Responsible.SALES_MANAGER: mark("Head of sales: conduct"),
        Responsible.OTHER: mark("Somebody else"),
    },
    MessageStep: {
        MessageStep.ACKNOWLEDGED: mark("Request taken in"),
        MessageStep.PLAN: mark("Plan and fee"),
        MessageStep.READY: mark("Ready to collect"),
        MessageStep.LATE: mark("Takes longer"),
        MessageStep.SATISFACTION: mark("Asked for satisfaction"),
        MessageStep.UNCOLLECTED: mark("Not collected yet"),
    },
}

CUSTOMER_FIELDS: Final[Mapping[str, str]] = {
    "name": mark("Name"),
    "number": mark("Member number"),
    "phones": mark("Phone"),
    "address": mark("Address"),
    "birthday": mark("Birthday"),
    "key_account": mark("Key account"),
    "prefers": mark("Dialled first"),
    "call_hours": mark("Call hours"),
    "no_calls": mark("Wants no calls"),
    "remark": mark("Note"),
}
"""The facts of a customer, as two records are compared."""
PURPOSES: Final[Mapping[ConsentPurpose, str]] = {
    ConsentPurpose.SERVICE: mark("Data for the service"),
    ConsentPurpose.CARE_CALLS: mark("Care calls"),
    ConsentPurpose.MARKETING: mark("Offers and news"),
    ConsentPurpose.SENSITIVE: mark("Measurements, skin reactions"),
    ConsentPurpose.CHILD: mark("Child's data (guardian)"),
}
WAYS: Final[Mapping[ConsentWay, str]] = {
    ConsentWay.SIGNATURE: mark("Signature"),
    ConsentWay.IN_PERSON: mark("In person"),
    ConsentWay.PHONE: mark("By phone"),
    ConsentWay.WECHAT: mark("By WeChat"),
}


def consent_text(words: Catalog, consent: Consent | None) -> str:
    """Say what somebody agreed to last for one purpose.

    Args:
        words: the language.
        consent: the last one; None: nobody has asked.
    """
    if consent is None:
        return words.text("not asked yet")
    if consent.withdrawn_on is None or consent.withdrawn_how is None:
        day, way = full_day_text(words, consent.given_on), words.text(WAYS[consent.given_how])
        return words.text("agreed on {day} ({way})", day=day, way=way)
    day, way = full_day_text(words, consent.withdrawn_on), words.text(WAYS[consent.withdrawn_how])
    return words.text("withdrawn on {day} ({way})", day=day, way=way)


def consent_lines(words: Catalog, consents: Iterable[Consent]) -> list[tuple[str, str]]:
    """Say each purpose, and what stands for it."""
    known = tuple(consents)
    return [
        (words.text(PURPOSES[purpose]), consent_text(words, last_of(known, purpose)))
        for purpose in ConsentPurpose
    ]


def agreed_purposes(words: Catalog, consents: Iterable[Consent]) -> str:
    """List in one cell of a table what somebody agrees to."""
    standing = (one for one in consents if one.stands)
    return words.text(", ").join(words.text(PURPOSES[one.purpose]) for one in standing)


def renewed_lines(
    words: Catalog, removed: int, left: Sequence[str], *, is_second_away: bool
) -> list[str]:
    """Say what came of clearing the backups of erased people (L-8).

    Args:
        words: the language.
        removed: how many older backups were removed.
        left: the files that still hold them, or may.
        is_second_away: the second place could not be looked into or written to.
    """
    told = [
        words.count(
            "A fresh backup was made, and {n} older one that still held erased people removed.",
            "A fresh backup was made, and {n} older ones that still held erased people removed.",
            removed,
        )
    ]
    if is_second_away:
        told.append(
            words.text(
                "The second place is not there just now. Backups in it still hold them: do this "
                "again when it is back."
            )
        )
    if left:
        told.append(words.text("These files still hold them, or may. Look at them yourself:"))
        told += left
    return told
