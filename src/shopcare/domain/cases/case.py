"""One after-sales request from intake to close."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from shopcare.domain.ids import CallbackId, CaseId, CustomerId, PurchaseLineId, StaffId
from shopcare.domain.money import Fen
from shopcare.domain.shop.audit import Voided

if TYPE_CHECKING:  # no other case loads what returns and several items are made of
    from shopcare.domain.cases.remake import Remake
    from shopcare.domain.cases.returns import ReturnRequest, Wish
    from shopcare.domain.feedback.authority import AuthorityDraft
    from shopcare.domain.feedback.reaction import ReactionDraft
    from shopcare.domain.goods.condition import Mark
    from shopcare.domain.goods.item import ItemDraft
    from shopcare.domain.payments.fee_lines import FeeLine


class CaseKind(StrEnum):
    """What the customer came for."""

    COMPLAINT = "complaint"
    REPAIR = "repair"
    RETURN = "return"
    CONSULTATION = "consultation"
    GUIDANCE = "guidance"


class Channel(StrEnum):
    """How the request reached the shop (G-1)."""

    SHOP = "shop"
    PHONE = "phone"
    WECHAT = "wechat"
    LETTER = "letter"
    EMAIL = "email"
    CALLBACK = "callback"
    AUTHORITY = "authority"
    """Through 12315 or another authority (L-6)."""


class Stage(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    CONFIRMED = "confirmed"
    DIAGNOSED = "diagnosed"
    AGREED = "agreed"
    IN_WORK = "in_work"
    CHECKED = "checked"
    READY = "ready"
    HANDED_OVER = "handed_over"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class How(StrEnum):
    """How a customer was told something or agreed to it (G-3, G-5)."""

    SIGNATURE = "signature"
    IN_PERSON = "in_person"
    PHONE = "phone"
    WECHAT = "wechat"


class Severity(StrEnum):
    """How serious a complaint is (O-3)."""

    NORMAL = "normal"
    SEVERE = "severe"


class Cause(StrEnum):
    """What was found (O-2); use is never put to the customer as a fault."""

    USE = "use"
    REFRACTION = "refraction"
    WORKSHOP = "workshop"
    MATERIAL = "material"
    OTHER = "other"


class Ending(StrEnum):
    """Why goods went back to the customer without the work (W-4)."""

    UNREPAIRED = "unrepaired"
    """The customer collects them as they are."""
    NOT_WORTH = "not_worth"
    """Repairing them costs more than they are worth."""


class PartsOrigin(StrEnum):
    """Where replaced parts come from (G-5)."""

    ORIGINAL = "original"
    SUBSTITUTE = "substitute"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something that was said between shop and customer: when, by whom, how."""

    at: datetime
    by: StaffId
    how: How


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What will be done (G-5)."""

    work: str
    parts: str = ""
    parts_origin: PartsOrigin = PartsOrigin.NONE
    fee_fen: Fen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A time in which the shop waited for the customer; clocks of opening hours stand still."""

    began_at: datetime
    ended_at: datetime | None = None
    """None: it waits still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDraft:
    """What the intake form says (G-2). Only the customer is needed to save."""

    kind: CaseKind
    customer_id: CustomerId | None = None
    channel: Channel = Channel.SHOP
    service: str = ""
    """Key of a service that the policy offers (O-1)."""
    purchase_line_id: PurchaseLineId | None = None
    category: str = ""
    product: str = ""
    spec: str = ""
    lot: str = ""
    bought_on: date | None = None
    fault: str = ""
    """In the customer's words."""
    wishes: str = ""
    accessories: tuple[str, ...] = ()
    condition: str = ""
    goods_kept: bool = False
    """The goods stay in the shop."""
    severity: Severity = Severity.NORMAL
    insistent: bool = False
    plan: Plan | None = None
    promised_on: date | None = None
    laying_at: datetime | None = None
    """When the customer has the goods laid (T-5)."""
    received_at: datetime | None = None
    """May lie in the past (X-1); None: now."""
    told_steps: How | None = None
    """The steps and the time were told at intake already, and how (G-3)."""
    misuse_advised: bool = False
    """Advice on use was given by phone (C-5)."""
    from_callback_id: CallbackId | None = None
    linked_case_id: CaseId | None = None
    return_request: "ReturnRequest | None" = None
    """Of a return or exchange: the wish, and what is known of the goods."""
    items: "tuple[ItemDraft, ...]" = ()
    """What is handed in beside the product (W-1)."""
    authority: "AuthorityDraft | None" = None
    """What is known where it came through an authority (L-6)."""
    reaction: "ReactionDraft | None" = None
    """An adverse reaction to the goods (L-9)."""
    marks: "tuple[Mark, ...]" = ()
    """The condition of the goods, on the sketch of their category (X-4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case on file."""

    id: CaseId
    number: str
    kind: CaseKind
    stage: Stage
    customer_id: CustomerId
    channel: Channel
    service: str
    purchase_line_id: PurchaseLineId | None
    category: str
    product: str
    spec: str
    lot: str
    bought_on: date | None
    fault: str
    wishes: str
    accessories: tuple[str, ...]
    condition: str
    goods_kept: bool
    severity: Severity
    insistent: bool
    received_at: datetime
    received_by: StaffId
    handler_id: StaffId | None
    """Who should handle it (G-19)."""
    plan: Plan | None
    promised_on: date | None
    acknowledged: Said | None
    consent: Said | None = None
    checks: tuple[str, ...] = ()
    """What was ticked in the quality check (G-7)."""
    checked_at: datetime | None = None
    told_ready_at: datetime | None = None
    """When the customer was told that the goods are ready (G-8)."""
    fee_taken_fen: Fen | None = None
    cause: Cause | None = None
    resolution: str = ""
    handled_at: datetime | None = None
    """When the request was settled with the customer; complaint calls count from here (C-2)."""
    resolved_by: StaffId | None = None
    """Who did the work, or settled it by talk; complaint calls go to them (C-8)."""
    closed_at: datetime | None = None
    from_callback_id: CallbackId | None
    linked_case_id: CaseId | None
    last_step_at: datetime
    """When the last step happened, intake included; no later step lies before it (G-14)."""
    laying_at: datetime | None = None
    """When the customer has the goods laid (T-5)."""
    reopened_at: datetime | None = None
    pauses: tuple[Pause, ...] = ()
    """When the shop waited for the customer, the last one last."""
    voided: Voided | None = None
    return_request: "ReturnRequest | None" = None
    """Of a return or exchange; None for every other kind."""
    ending: Ending | None = None
    """It ended without the work (W-4)."""
    fee_lines: "tuple[FeeLine, ...]" = ()
    """What the fee of the plan is made of; nothing where nobody has said (G-9)."""
    deposit_fen: int = 0
    """What was paid ahead and is taken off at hand-over (G-9)."""
    remake: "Remake | None" = None
    """Why it is made once more, and who pays; None where it is no remake (R-4)."""
    invoice: str | None = None
    """The number of the invoice; empty where it was asked for, None where it was not (G-23)."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Name the facts that are asked for at the next contact (G-2)."""
        missing = []
        for fact in ("fault", "product", "bought_on", "category"):
            if not getattr(self, fact):
                missing.append(fact)
        if self.kind is CaseKind.RETURN and self.wish is None:
            missing.append("wish")
        return tuple(missing)

    @property
    def wish(self) -> "Wish | None":
        """Give what the customer of a return or exchange asks for."""
        return self.return_request.wish if self.return_request is not None else None

    @property
    def waiting_since(self) -> datetime | None:
        """Give since when the shop waits for the customer, or None."""
        last = self.pauses[-1] if self.pauses else None
        return last.began_at if last is not None and last.ended_at is None else None

    @property
    def is_open(self) -> bool:
        """Say whether something is still to be done."""
        return self.stage not in FINAL

    @property
    def is_grievance(self) -> bool:
        """Say whether an unsatisfied answer is behind it; only a manager ends it (G-11)."""
        return self.reopened_at is not None or self.from_callback_id is not None

    @property
    def is_correctable(self) -> bool:
        """Say whether its facts can be written down; calls ask for them after its end (C-2)."""
        return self.stage is not Stage.CANCELLED and self.voided is None


FINAL = frozenset({Stage.CLOSED, Stage.CANCELLED})
OPEN = tuple(stage for stage in Stage if stage not in FINAL)
UNFINISHED = tuple(stage for stage in OPEN if stage not in {Stage.READY, Stage.HANDED_OVER})
"""Stages in which the work that was promised is still to be done (G-6)."""
WITHOUT_GOODS = frozenset({CaseKind.CONSULTATION, CaseKind.GUIDANCE})
"""Kinds for which nothing is brought in."""
