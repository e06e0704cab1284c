"""An optical shop on a real file with a set clock, and short ways to fill it."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from shopcare.domain.calls.callback import Callback, CallbackState, CallResult, Purpose, TryDraft
from shopcare.domain.cases.case import Case, CaseDraft, CaseKind, How, Plan, Stage
from shopcare.domain.cases.case_moves import MoveFacts
from shopcare.domain.cases.deadline import Deadline, DeadlineKind
from shopcare.domain.ids import CaseId, StaffId
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind, PayMethod
from shopcare.domain.people.customer import Customer, CustomerDraft
from shopcare.domain.people.staff import Role, Staff
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft
from shopcare.domain.typed.phone import phone_from_text
from shopcare.services.calls import callbacks as call_service
from shopcare.services.calls.callbacks import Tried
from shopcare.services.cases import cases, intake
from shopcare.services.people import customers
from shopcare.services.purchases import purchases
from shopcare.services.purchases.purchases import Recorded
from shopcare.services.setup import settings
from shopcare.services.setup.first_start import new_shop
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, deadlines
from shopcare.system.clock import SetClock

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = "2026-03-05 10:00"
"""A Thursday in an ordinary working week; calls 9:30 to 11:30 and 14:00 to 17:30."""
WORK = (Stage.CONFIRMED, Stage.DIAGNOSED, Stage.AGREED, Stage.IN_WORK, Stage.CHECKED)
READY = (*WORK, Stage.READY)
HANDED_OVER = (*READY, Stage.HANDED_OVER)


def at(text: str) -> datetime:
    """Read ``2026-03-05 10:00`` as Shanghai time."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def day(text: str) -> date:
    """Read ``2026-03-05``."""
    return date.fromisoformat(text)


def paid(fen: int, method: PayMethod = PayMethod.CASH) -> PaymentDraft:
    """Say that a fee was paid."""
    return PaymentDraft(kind=PaymentKind.PAID, amount_fen=Fen(fen), method=method)


@dataclass(frozen=True)
class Counter:
    """A shop and its clock."""

    shop: Shop
    clock: SetClock

    def go_to(self, text: str) -> None:
        """Let it be another moment."""
        self.clock.set(at(text))

    def person(self, name: str = "王小明", *phones: str, **more: Any) -> Customer:
        """Put a customer on file."""
        numbers = tuple(phone_from_text(text) for text in phones)
        draft = CustomerDraft(name=name, phones=numbers, **more)
        return customers.add_customer(self.shop, draft).customer

    def sale(self, customer: Customer, *categories: str, **more: Any) -> Recorded:
        """Record a receipt with a line of each category."""
        lines = tuple(
            PurchaseLineDraft(product=f"BL{n}", category=category)
            for n, category in enumerate(categories or ("frame_glasses",))
        )
        more.setdefault("sold_on", more.get("handed_over_on") or self.shop.now().date())
        draft = PurchaseDraft(customer_id=customer.id, lines=lines, **more)
        return purchases.add_purchase(self.shop, draft)

    def case(self, customer: Customer, kind: CaseKind = CaseKind.REPAIR, **more: Any) -> Case:
        """Open a case."""
        draft = CaseDraft(kind=kind, customer_id=customer.id, **{"fault": "镜腿松", **more})
        return intake.open_case(self.shop, draft).case

    def move(self, case: Case, *stages: Stage, when: str | None = None, **more: Any) -> Case:
        """Move a case through stages with everything that they need."""
        known: dict[str, Any] = {
            "how": How.SIGNATURE,
            "plan": Plan(work="换螺丝", fee_fen=Fen(2_000)),
            "promised_on": day("2026-03-09"),
            "checks": cases.checks_of(self.shop, case),
            "payments": (paid(2_000),),
            "resolution": "换了螺丝",
            "reason": "还是松",
        }
        facts = MoveFacts(**(known | more))
        moment = at(when) if when else None
        for stage in stages:
            case = cases.move_case(self.shop, case.id, stage, facts, at=moment).case
        return case

    def complaint_handled(self, customer: Customer) -> Case:
        """Open a complaint and settle it by talk."""
        case = self.case(customer, CaseKind.COMPLAINT)
        return self.move(case, Stage.CONFIRMED, Stage.CLOSED)

    def calls(
        self, customer: Customer, purpose: Purpose | None = None, *, every: bool = False
    ) -> list[Callback]:
        """List a customer's open calls, or all of them, the earliest first."""
        found = callbacks.of_customer(self.shop.file, customer.id)
        return [
            call
            for call in found
            if (every or call.state is CallbackState.OPEN) and purpose in (None, call.purpose)
        ]

    def due(self, customer: Customer, purpose: Purpose | None = None) -> list[str]:
        """List the days of a customer's open calls."""
        return [call.due_on.isoformat() for call in self.calls(customer, purpose)]

    def again(self, call: Callback) -> Callback:
        """Read a call anew."""
        return callbacks.get(self.shop.file, call.id)

    def dial(self, call: Callback, result: CallResult = CallResult.REACHED, **more: Any) -> Tried:
        """Record a try."""
        return call_service.record_try(self.shop, call.id, TryDraft(result=result, **more))

    def deadlines(self, case: Case) -> list[Deadline]:
        """Read what was promised to a case's customer: answers and days."""
        found = deadlines.of_case(self.shop.file, CaseId(case.id))
        return [one for one in found if one.kind is not DeadlineKind.NEXT_STEP]

    def next_steps(self, case: Case) -> list[Deadline]:
        """Read the days on which a case is looked at again because nothing else is planned."""
        found = deadlines.of_case(self.shop.file, CaseId(case.id))
        return [one for one in found if one.kind is DeadlineKind.NEXT_STEP and not one.met_at]


def open_counter(folder: Path, now: str = NOW) -> Counter:
    """Make an optical shop with a manager, a knowledgeable clerk and a plain one."""
    clock = SetClock(at(now))
    shop = new_shop(
        folder / "shop.db",
        trade="optical",
        name="明亮眼镜",
        language="zh_CN",
        manager_initials="DZ",
        manager_name="店长",
        clock=clock,
    )
    manager = shop.staff[0]
    hire(shop, "XC", "小陈", Role.CLERK, knowledgeable=True)
    hire(shop, "XL", "小林", Role.CLERK)
    assert shop.acting.id == manager.id
    return Counter(shop, clock)


def hire(shop: Shop, initials: str, name: str, role: Role, *, knowledgeable: bool = False) -> None:
    """Let somebody begin to work here."""
    member = Staff(
        id=StaffId(0), initials=initials, name=name, role=role, knowledgeable=knowledgeable
    )
    settings.save_member(shop, member)
