"""An optical shop with its staff and its clock, and short ways to fill it."""

import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from building import records
from building.moments import at, day
from building.shops import NOW, empty_folder, hire, make_shop
from shopcare.domain.calls.callback import Callback, CallbackState, CallResult, Purpose, TryDraft
from shopcare.domain.cases.case import Case, CaseKind, Stage
from shopcare.domain.cases.deadline import Deadline, DeadlineKind
from shopcare.domain.ids import CaseId
from shopcare.domain.people.customer import Customer
from shopcare.domain.people.staff import Role
from shopcare.services.calls import callbacks as call_service
from shopcare.services.calls.callbacks import Tried
from shopcare.services.purchases.purchases import Recorded
from shopcare.services.shop import Shop, open_shop
from shopcare.storage import callbacks
from shopcare.storage.cases import deadlines
from shopcare.system.clock import SetClock
from shopcare.system.paths import SHOP_FILE


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
        return records.add_customer(self.shop, name, *phones, **more)

    def sale(self, customer: Customer, *categories: str, **more: Any) -> Recorded:
        """Record a receipt with a line of each category."""
        return records.add_purchase(self.shop, customer.id, *categories, **more)

    def case(self, customer: Customer, kind: CaseKind = CaseKind.REPAIR, **more: Any) -> Case:
        """Open a case."""
        return records.open_case(self.shop, customer.id, kind, **more)

    def move(self, case: Case, *stages: Stage, when: str | None = None, **more: Any) -> Case:
        """Move a case through stages with everything that they need."""
        known = {"promised_on": day("2026-03-09")}
        moment = at(when) if when else None
        return records.move_case(self.shop, case, *stages, at=moment, **(known | more))

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
        return records.call_again(self.shop, call)

    def dial(self, call: Callback, result: CallResult = CallResult.REACHED, **more: Any) -> Tried:
        """Record a try."""
        return call_service.record_try(self.shop, call.id, TryDraft(result=result, **more))

    def deadlines(self, case: Case) -> list[Deadline]:
        """Read what was promised to a case's customer: answers and days, not the law's limit."""
        found = deadlines.of_case(self.shop.file, CaseId(case.id))
        others = (DeadlineKind.NEXT_STEP, DeadlineKind.LONGEST)
        return [one for one in found if one.kind not in others]

    def next_steps(self, case: Case) -> list[Deadline]:
        """Read the days on which a case is looked at again because nothing else is planned."""
        found = deadlines.of_case(self.shop.file, CaseId(case.id))
        return [one for one in found if one.kind is DeadlineKind.NEXT_STEP and not one.met_at]


def open_counter(folder: Path, now: str | None = None, trade: str = "optical") -> Counter:
    """Make a shop with a manager, a knowledgeable clerk and a plain one."""
    clock = SetClock(at(now) if now else NOW)
    shutil.copytree(_new_counter(clock.now(), trade), folder, dirs_exist_ok=True)
    shop = open_shop(folder / SHOP_FILE, clock=clock)
    assert shop.acting.initials == "DZ"
    return Counter(shop, clock)


@cache
def _new_counter(now: datetime, trade: str) -> Path:
    """Make the shop of a counter once for all tests; give the folder of its files."""
    folder = empty_folder()
    with closing(make_shop(folder, SetClock(now), trade=trade)) as shop:
        hire(shop, "XC", "小陈", Role.CLERK, knowledgeable=True)
        hire(shop, "XL", "小林", Role.CLERK)
    return folder
