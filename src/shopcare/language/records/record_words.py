"""The words for choices and records, amounts of money, and what was corrected in a record."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from shopcare.domain.calls.callback import CallResult, Mood, Purpose
from shopcare.domain.cases.case import (
    CaseKind,
    Cause,
    Channel,
    Ending,
    How,
    PartsOrigin,
    Severity,
    Stage,
)
from shopcare.domain.cases.deadline import DeadlineKind
from shopcare.domain.cases.remake import Payer, RemakeCause
from shopcare.domain.goods.repair_trip import RepairPlace
from shopcare.domain.goods.uncollected import SentBy
from shopcare.domain.papers.document import Paper
from shopcare.domain.payments.fee_lines import FeeKind
from shopcare.domain.payments.gift import GiftKind
from shopcare.domain.payments.payment import PaymentKind, PayMethod
from shopcare.domain.people.staff import Role
from shopcare.domain.purchases.purchase import SalesChannel
from shopcare.domain.search.search_text import Why
from shopcare.domain.shop.backups import BackupReason
from shopcare.language.catalog import Catalog, mark

_LABELS: Final[Mapping[type[StrEnum], Mapping[str, str]]] = {
    CaseKind: {
        CaseKind.COMPLAINT: mark("Complaint"),
        CaseKind.REPAIR: mark("Repair"),
        CaseKind.RETURN: mark("Return or exchange"),
        CaseKind.CONSULTATION: mark("Consultation"),
        CaseKind.GUIDANCE: mark("Guidance"),
    },
    Stage: {
        Stage.RECEIVED: mark("Received"),
        Stage.CONFIRMED: mark("Confirmed"),
        Stage.DIAGNOSED: mark("Diagnosed"),
        Stage.AGREED: mark("Agreed"),
        Stage.IN_WORK: mark("In progress"),
        Stage.CHECKED: mark("Checked"),
        Stage.READY: mark("Ready"),
        Stage.HANDED_OVER: mark("Handed over"),
        Stage.CLOSED: mark("Closed"),
        Stage.CANCELLED: mark("Cancelled"),
    },
    BackupReason: {
        BackupReason.DAY_CLOSE: mark("Day close"),
        BackupReason.PROGRAM_CLOSE: mark("ShopCare closed"),
        BackupReason.MIGRATION: mark("Before an update"),
        BackupReason.RESTORE: mark("Before a restore"),
        BackupReason.IMPORT: mark("Before an import"),
        BackupReason.ERASURE: mark("After an erasure"),
        BackupReason.BY_HAND: mark("By hand"),
    },
    SalesChannel: {
        SalesChannel.COUNTER: mark("At the counter"),
        SalesChannel.ONLINE: mark("Online"),
        SalesChannel.PHONE: mark("By phone"),
        SalesChannel.MAIL: mark("By mail"),
    },
    Channel: {
        Channel.SHOP: mark("In the shop"),
        Channel.PHONE: mark("By phone"),
        Channel.WECHAT: mark("By WeChat"),
        Channel.LETTER: mark("By letter"),
        Channel.EMAIL: mark("By e-mail"),
        Channel.CALLBACK: mark("During a call"),
        Channel.AUTHORITY: mark("12315 or an authority"),
    },
    How: {
        How.SIGNATURE: mark("Signature"),
        How.IN_PERSON: mark("In person"),
        How.PHONE: mark("By phone"),
        How.WECHAT: mark("By WeChat"),
    },
    Severity: {
        Severity.NORMAL: mark("Ordinary"),
        Severity.SEVERE: mark("Severe"),
    },
    Cause: {
        Cause.USE: mark("Use"),
        Cause.REFRACTION: mark("Refraction"),
        Cause.WORKSHOP: mark("Workshop"),
        Cause.MATERIAL: mark("Material"),
        Cause.OTHER: mark("Other cause"),
    },
    Ending: {
        Ending.UNREPAIRED: mark("Collected unrepaired"),
        Ending.NOT_WORTH: mark("Not worth repairing"),
    },
    PartsOrigin: {
        PartsOrigin.ORIGINAL: mark("Original part"),
        PartsOrigin.SUBSTITUTE: mark("Approved substitute"),
        PartsOrigin.NONE: mark("No parts"),
    },
    Purpose: {
        Purpose.COMPLAINT: mark("Complaint follow-up"),
        Purpose.MISUSE: mark("After advice on use"),
        Purpose.GUIDANCE: mark("Guidance appointment"),
        Purpose.PICK_UP: mark("Ready to collect"),
        Purpose.ACCEPTANCE: mark("Work to be accepted"),
        Purpose.PROGRESS: mark("Progress update"),
        Purpose.RECALL: mark("Recall of a batch"),
        Purpose.LOAN: mark("Loan due back"),
        Purpose.PLANNED: mark("Planned call"),
        Purpose.WEARING_CHECK: mark("Wearing check"),
        Purpose.SERVICE_CHECK: mark("After-service call"),
        Purpose.MISSING_FACTS: mark("Ask for missing details"),
        Purpose.BIRTHDAY: mark("Birthday"),
        Purpose.KEY_ACCOUNT: mark("Key account"),
        Purpose.CHECK_UP: mark("Eyesight check due"),
        Purpose.NEW_LENSES: mark("Contact lenses running out"),
        Purpose.FREE_CARE: mark("Free care due"),
    },
    CallResult: {
        CallResult.REACHED: mark("Reached"),
        CallResult.NO_ANSWER: mark("No answer"),
        CallResult.BUSY: mark("Engaged"),
        CallResult.WRONG_NUMBER: mark("Wrong number"),
        CallResult.LATER: mark("Later"),
        CallResult.DECLINED: mark("Wants no calls"),
        CallResult.COMPLAINT: mark("Complaint raised"),
        CallResult.ENDED: mark("Ended by the manager"),
    },
    Mood: {
        Mood.WARM: mark("Warm"),
        Mood.NEUTRAL: mark("Neutral"),
        Mood.IMPATIENT: mark("Impatient"),
    },
    DeadlineKind: {
        DeadlineKind.ACKNOWLEDGE: mark("Tell the customer the steps"),
        DeadlineKind.PROMISED: mark("Promised date"),
        DeadlineKind.NEXT_STEP: mark("Next step"),
        DeadlineKind.ANSWER: mark("Answer"),
        DeadlineKind.REPLY: mark("Reply to the complaint"),
        DeadlineKind.REVIEW: mark("Review of the application"),
        DeadlineKind.SETTLE: mark("Settling the return or exchange"),
        DeadlineKind.REPAIR: mark("Repair done"),
        DeadlineKind.LONGEST: mark("Longest time by law"),
        DeadlineKind.RESULT: mark("Tell the result"),
        DeadlineKind.PART: mark("Spare part handed over"),
        DeadlineKind.ESCALATED: mark("Answer to what was escalated"),
        DeadlineKind.REFERRED: mark("Answer to what was passed on"),
        DeadlineKind.AUTHORITY: mark("Reply to the authority"),
        DeadlineKind.REPORT: mark("Report of the reaction"),
    },
    GiftKind: {
        GiftKind.GIFT: mark("Gift"),
        GiftKind.VOUCHER: mark("Voucher"),
        GiftKind.REWARD: mark("Reward"),
    },
    RemakeCause: {
        RemakeCause.REFRACTION: mark("Refraction"),
        RemakeCause.WORKSHOP: mark("Workshop"),
        RemakeCause.LENS_MAKER: mark("Lens maker"),
        RemakeCause.FRAME: mark("Frame"),
        RemakeCause.CUSTOMER: mark("Customer"),
    },
    Payer: {
        Payer.SHOP: mark("The shop pays"),
        Payer.MAKER: mark("The maker pays"),
        Payer.CUSTOMER: mark("At the customer's expense"),
    },
    FeeKind: {
        FeeKind.LABOUR: mark("Labour"),
        FeeKind.PART: mark("Part"),
        FeeKind.FREIGHT: mark("Freight"),
        FeeKind.DIFFERENCE: mark("Difference in price"),
        FeeKind.OTHER: mark("Other fee"),
    },
    PaymentKind: {
        PaymentKind.PAID: mark("Paid"),
        PaymentKind.WAIVED: mark("Waived"),
        PaymentKind.OWED: mark("Owed"),
        PaymentKind.DEPOSIT: mark("Deposit"),
        PaymentKind.REVERSED: mark("Reversed"),
        PaymentKind.REFUNDED: mark("Paid back"),
    },
    PayMethod: {
        PayMethod.CASH: mark("Cash"),
        PayMethod.CARD: mark("Card"),
        PayMethod.WECHAT: mark("WeChat Pay"),
        PayMethod.ALIPAY: mark("Alipay"),
        PayMethod.TRANSFER: mark("Bank transfer"),
        PayMethod.VOUCHER: mark("Voucher"),
        PayMethod.OTHER: mark("Another way"),
    },
    RepairPlace: {
        RepairPlace.ON_THE_SPOT: mark("On the spot"),
        RepairPlace.BY_MAIL: mark("Sent by mail"),
        RepairPlace.AT_HOME: mark("At the customer's home"),
        RepairPlace.MAKER: mark("Back to the maker"),
    },
    SentBy: {
        SentBy.LETTER: mark("Letter"),
        SentBy.MESSAGE: mark("Message"),
        SentBy.PHONE: mark("By phone"),
        SentBy.BY_HAND: mark("By hand"),
    },
    Role: {
        Role.CLERK: mark("Clerk"),
        Role.TECHNICIAN: mark("Technician"),
        Role.MANAGER: mark("Manager"),
    },
    Paper: {
        Paper.A4: mark("A4"),
        Paper.A5: mark("A5"),
        Paper.CONTINUOUS: mark("Continuous form 241 × 140 mm"),
        Paper.ROLL_80: mark("Receipt roll 80 mm"),
        Paper.ROLL_58: mark("Receipt roll 58 mm"),
        Paper.LABEL_40: mark("Labels 40 × 30 mm"),
        Paper.LABEL_50: mark("Labels 50 × 30 mm"),
    },
}

RECORDS: Final[Mapping[str, str]] = {
    "customer": mark("customer"),
    "purchase": mark("purchase"),
    "purchase_line": mark("purchase line"),
    "case": mark("case"),
    "callback": mark("call"),
    "notice": mark("notice"),
    "service_case": mark("case"),
    "deadline": mark("deadline"),
    "referral": mark("what was passed on"),
    "token": mark("token"),
    "credential": mark("PIN, token or recovery code"),
    "authority_complaint": mark("complaint through an authority"),
    "reaction": mark("adverse reaction"),
    "recall": mark("recall"),
    "recall_call": mark("call of a recall"),
    "suggestion": mark("suggestion"),
    "staff_absence": mark("absence"),
    "staff_training": mark("training"),
    "customer_merge": mark("merge"),
    "customer_phone": mark("phone number"),
    "consent": mark("consent"),
    "person_erasure": mark("erasure"),
    "measured": mark("measurement"),
    "customer_apart": mark("merge"),
    "call_attempt": mark("call attempt"),
    "audit_entry": mark("audit entry"),
    "setting": mark("setting"),
    "calendar_year": mark("calendar year"),
    "calendar_notice": mark("notice"),
    "policy_change": mark("change of the policy"),
    "calendar_exception": mark("day set by hand"),
    "import": mark("import"),
    "payment": mark("payment"),
    "gift": mark("gift or voucher"),
    "prescription": mark("prescription"),
    "measurement": mark("measurement"),
    "phone": mark("phone number"),
    "case_item": mark("item"),
    "loan": mark("loan"),
    "photo": mark("photo"),
    "bin": mark("what was voided"),
    "uncollected_notice": mark("uncollected notice"),
    "condition_marks": mark("condition on the sketch"),
    "repair_trip": mark("place of the repair"),
    "part_release": mark("released part"),
    "staff": mark("member of staff"),
    **_LABELS[Stage],
}


def label(words: Catalog, choice: StrEnum) -> str:
    """Give the word for a choice."""
    known = _LABELS.get(type(choice))
    if known is None:
        from shopcare.language.records import (
            feedback_words,
            people_words,
            return_words,  # no start needs them
        )

        rarer = {**return_words.LABELS, **people_words.LABELS, **feedback_words.LABELS}
        known = rarer[type(choice)]
    return words.text(known[choice])


_WHY: Final[Mapping[Why, str]] = {
    Why.NAME: mark("name"),
    Why.PINYIN: mark("pinyin"),
    Why.INITIALS: mark("pinyin initials"),
    Why.PHONE: mark("phone number"),
    Why.CUSTOMER_NUMBER: mark("member number"),
    Why.CASE_NUMBER: mark("case number"),
    Why.RECEIPT: mark("receipt number"),
    Why.SHELF: mark("shelf"),
    Why.VOUCHER: mark("voucher"),
    Why.ADDRESS: mark("address"),
    Why.PRODUCT: mark("model"),
    Why.LOT: mark("batch"),
    Why.FAULT: mark("fault"),
    Why.REMARK: mark("note"),
}


def why_text(words: Catalog, why: Why) -> str:
    """Say by what something was found."""
    return words.text(_WHY[why])
