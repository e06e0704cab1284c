"""What stands on each printed document: facts only, no layout and no words of the form itself.

Words for choices (kind, purpose, result, origin of a part) come in ready, in the paper's language;
the labels of the form are looked up when it is drawn. An empty text or ``None`` prints as a line
to write on, so that what is missing is seen as missing (G-2) and a document without facts is the
blank form (X-1).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from shopcare.domain.money import Fen


class Paper(StrEnum):
    """What a shop's printer is loaded with."""

    A4 = "a4"
    A5 = "a5"
    CONTINUOUS = "continuous"
    """241 × 140 mm form for dot matrix printers, in three parts."""
    ROLL_80 = "roll_80"
    ROLL_58 = "roll_58"


class DocumentKind(StrEnum):
    """The documents of the shop; the key of its settings."""

    SERVICE_SLIP = "service_slip"
    DOOR_NOTE = "door_note"
    CALL_SHEET = "call_sheet"
    DAY_CLOSE = "day_close"
    RESCHEDULE_LIST = "reschedule_list"


PAPERS: Final[Mapping[DocumentKind, tuple[Paper, ...]]] = {
    DocumentKind.SERVICE_SLIP: (
        Paper.A5,
        Paper.A4,
        Paper.CONTINUOUS,
        Paper.ROLL_80,
        Paper.ROLL_58,
    ),
    DocumentKind.DOOR_NOTE: (Paper.A4, Paper.A5, Paper.ROLL_80),
    DocumentKind.CALL_SHEET: (Paper.A4, Paper.A5, Paper.ROLL_80),
    DocumentKind.DAY_CLOSE: (Paper.A4, Paper.A5, Paper.ROLL_80),
    DocumentKind.RESCHEDULE_LIST: (Paper.A4, Paper.A5),
}
"""The papers that each document is made for; the first is its default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopHead:
    """The shop, as it stands on every document."""

    name: str
    address: str = ""
    phone: str = ""
    opening_hours: str = ""
    logo_png: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedBy:
    """When a document was printed, and by whom."""

    at: datetime
    staff_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A day, with or without an hour, that a customer is told."""

    on: date
    at: time | None = None
    is_provisional: bool = False
    """The official calendar of that year is not known yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPart:
    """A part of the plan and where it comes from (B-4)."""

    name: str
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSlip:
    """The receipt of a case: shop copy and customer stub."""

    shop: ShopHead
    printed: PrintedBy
    number: str
    is_repair: bool = True
    kind: str = ""
    customer_name: str = ""
    customer_phone: str = ""
    """As it is to be printed on the shop copy; the stub carries none (G-15)."""
    customer_address: str = ""
    category: str = ""
    model: str = ""
    spec: str = ""
    lot: str = ""
    purchased_on: date | None = None
    fault: str = ""
    wishes: str = ""
    accessories: str = ""
    condition: str = ""
    plan: str = ""
    parts: tuple[PlannedPart, ...] = ()
    fee: Fen | None = None
    promise: Promise | None = None
    steps: tuple[str, ...] = ()
    consent: str = ""
    """How the customer agreed, where that is on record (G-5)."""
    terms: tuple[str, ...] = ()
    entitlements: tuple[str, ...] = ()
    received_by: str = ""
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorNote:
    """The note left on a door (T-13)."""

    customer_name: str = ""
    came_at: datetime | None = None
    reason: str = ""
    request: str = ""
    """What the customer should do."""
    proposed: Promise | None = None
    staff_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorNoteSheet:
    """Door notes to cut from a sheet; the places left over are blank notes."""

    shop: ShopHead
    printed: PrintedBy
    notes: tuple[DoorNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheetRow:
    """One call to make away from the PC."""

    customer_name: str
    phone: str
    purpose: str
    ask: tuple[str, ...] = ()
    """The talking points of the purpose (C-7), and what is missing in the file."""
    why: str = ""
    case_number: str = ""
    caller: str = ""
    tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheetGroup:
    """The calls of one window of the day."""

    heading: str
    rows: tuple[CallSheetRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheet:
    """The calls of a day by window."""

    shop: ShopHead
    printed: PrintedBy
    on: date
    groups: tuple[CallSheetGroup, ...] = ()
    is_provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCloseCall:
    """One call of the day, and how it went."""

    customer_name: str
    phone: str
    purpose: str
    result: str = ""
    """What came of it, or why it was not made."""
    staff_name: str = ""
    at: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCloseGoods:
    """Goods that are ready and whose owner has not been told (G-8)."""

    number: str
    customer_name: str
    product: str = ""
    shelf: str = ""
    ready_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCloseDeadline:
    """An answer that was promised to a customer."""

    number: str
    customer_name: str
    what: str
    due_at: datetime
    staff_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCloseSheet:
    """The end-of-day round on paper."""

    shop: ShopHead
    printed: PrintedBy
    on: date
    done: tuple[DayCloseCall, ...] = ()
    tried: tuple[DayCloseCall, ...] = ()
    not_made: tuple[DayCloseCall, ...] = ()
    ready_untold: tuple[DayCloseGoods, ...] = ()
    missed: tuple[DayCloseDeadline, ...] = ()
    due_tomorrow: tuple[DayCloseDeadline, ...] = ()
    is_provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RescheduleRow:
    """One thing that a customer has to be told after a change of the calendar (X-14)."""

    customer_name: str
    phone: str
    what: str
    """The call's purpose, or the deadline and its case."""
    before: date | datetime
    after: date | datetime | None
    """None: the promised day stays, but the shop is closed on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RescheduleList:
    """The customers to be told after a change of the calendar, to tick off."""

    shop: ShopHead
    printed: PrintedBy
    because: str = ""
    """What changed, in the paper's language."""
    rows: tuple[RescheduleRow, ...] = ()


Document = ServiceSlip | DoorNoteSheet | CallSheet | DayCloseSheet | RescheduleList
