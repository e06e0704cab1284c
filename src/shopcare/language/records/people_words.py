"""How what concerns people is said: two records of one person, messages to customers."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from shopcare.domain.cases.referral import ReferralKind, Responsible
from shopcare.domain.people.retention import RecordKind
from shopcare.domain.people.same_person import SamePersonReason
from shopcare.domain.policy.policy import MessageStep
from shopcare.language.catalog import mark

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
