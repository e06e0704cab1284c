"""Believable shops to look around in, one for each trade: made by the same services, day by day."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from shopcare.domain.calls.call_order import Section
from shopcare.domain.calls.callback import Callback, CallResult, Mood, TryDraft
from shopcare.domain.cases.case import Stage
from shopcare.domain.ids import CallbackId, CaseId, PurchaseLineId, ReferralId
from shopcare.domain.people.customer import Customer
from shopcare.domain.people.staff import Role
from shopcare.domain.purchases.purchase import PurchaseDraft
from shopcare.services.calendar.calendar_facts import keep_years
from shopcare.services.calls import callbacks, planned_calls, today
from shopcare.services.cases import cases, intake, moves
from shopcare.services.contact import referrals
from shopcare.services.goods import loans, places
from shopcare.services.people import consents, customers
from shopcare.services.purchases import purchases
from shopcare.services.setup import sample_facts as facts
from shopcare.services.setup.new_shop import create_shop
from shopcare.services.setup.sample_counter import (
    give_gift,
    hand_over_all,
    make_again,
    measure,
    measure_eyes,
    note_duty,
    pay,
    photograph,
    recall,
    refer,
    stock_up,
    suggest,
)
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.system.paths import resource

ZONE: Final = ZoneInfo("Asia/Shanghai")
USUAL_TRADE: Final = "optical"
"""Whose sample is shown where nobody has said which."""
_AT_COUNTER: Final = (Role.CLERK, Role.MANAGER)
"""Who takes requests in, in this order; technicians do not."""
_FIRST_DAY: Final = 92
"""Days before today on which the sample shop was opened: about three months, so that the monthly
call to a key account falls into these days."""
_LEFT_UNDONE: Final = {1: (2, 5), 2: (1, 4), 3: (1, 3)}
"""Calls that were not made so many days ago, from the top and the end of the list."""


@dataclass(frozen=True, slots=True)
class _Event:
    """Something that happened in the sample shop."""

    at: datetime
    run: Callable[[], None]


def make_sample_shop(path: Path, now: datetime, trade: str = USUAL_TRADE) -> None:
    """Make the shop file of a trade's sample shop, as it stands at a moment.

    Args:
        path: where the file is made.
        now: nothing in the sample happens later.
        trade: one that there is a profile for; each has its sample.

    Raises:
        Trouble: there is a shop file already, or the disk says no.
    """
    text = resource(f"sample_shop/{trade}.toml").read_text("utf-8")
    told = tomllib.loads(text, parse_float=Decimal)
    clock = SetClock(now - timedelta(days=_FIRST_DAY))

    def fill(shop: Shop) -> None:
        keep_years(shop)
        _Sample(shop, clock, now, told).play()
        keep_years(shop)

    settings, staff = facts.settings(told["shop"], trade), facts.staff(told["staff"])
    create_shop(path, settings, staff, clock=clock, fill=fill).close()


class _Sample:
    """Plays what the sample tells, in the order of time."""

    def __init__(self, shop: Shop, clock: SetClock, now: datetime, told: dict[str, Any]) -> None:
        self._shop = shop
        self._clock = clock
        self._now = now
        self._today = now.date()
        self._told = told
        self._people: dict[str, Customer] = {}
        self._opened: dict[int, CaseId] = {}
        self._planned: dict[int, CallbackId] = {}
        self._referred: dict[int, ReferralId] = {}
        at_counter = (one for one in shop.staff if one.role in _AT_COUNTER)
        self._counter = tuple(
            one.initials for one in sorted(at_counter, key=lambda one: _AT_COUNTER.index(one.role))
        )
        """Who takes requests in, by turns; the first makes the calls."""

    def play(self) -> None:
        for entry in self._told["customers"]:
            filed = customers.add_customer(self._shop, facts.customer(entry, self._today))
            self._people[filed.customer.name] = filed.customer
            if entry.get("agrees_to_care_calls", False):
                agreed = facts.care_calls(self._shop.today())
                consents.give(self._shop, filed.customer.id, agreed)
        stock_up(self._shop, self._told)
        events = [
            *self._purchase_events(),
            *self._measured_events(),
            *self._case_events(),
            *self._call_events(),
            *self._loan_events(),
            *self._recall_events(),
            *(_Event(self._at(day, time(20)), self._hand_over_cash) for day in range(_FIRST_DAY)),
        ]
        for event in sorted(events, key=lambda event: event.at):
            if event.at <= self._now:
                self._clock.set(event.at)
                event.run()
        self._clock.set(self._now)
        self._shop.act_as(self._told["staff"][0]["initials"])
        note_duty(self._shop, self._told, self._today)

    def _purchase_events(self) -> list[_Event]:
        """Sell and hand over; what was sold before the first day is filed on it."""
        events = []
        for number, entry in enumerate(self._told["purchases"]):
            minute = time(10, number % 50)
            sold_on = self._at(entry["sold_days_ago"], minute).date()
            receipt = f"GX{sold_on:%Y%m%d}{number:03d}"
            at = self._at(min(entry["sold_days_ago"], _FIRST_DAY - 1), minute)
            events.append(_Event(at, partial(self._sell, entry, receipt, sold_on)))
            if "handed_over_days_ago" in entry:
                on = self._at(entry["handed_over_days_ago"], minute).date()
                at = self._at(
                    min(entry["handed_over_days_ago"], _FIRST_DAY - 1), time(11, number % 50)
                )
                events.append(_Event(at, partial(self._hand_over, receipt, on)))
        return events

    def _measured_events(self) -> list[_Event]:
        """Measure and give; what was measured before the first day is filed on it."""
        events = []
        kinds = (
            ("prescriptions", measure_eyes),
            ("measurements", measure),
            ("gifts", give_gift),
            ("suggestions", suggest),
        )
        for kind, enter in kinds:
            for number, entry in enumerate(self._told.get(kind, ())):
                days_ago = min(entry["days_ago"], _FIRST_DAY - 1)
                at = self._at(days_ago, time(15, number % 50))
                events.append(_Event(at, partial(self._measure, enter, entry)))
        return events

    def _measure(self, enter: Callable[..., None], entry: dict[str, Any]) -> None:
        enter(self._shop, self._people[entry["customer"]].id, entry, self._today)

    def _sell(self, entry: dict[str, Any], receipt: str, on: date) -> None:
        draft = PurchaseDraft(
            customer_id=self._people[entry["customer"]].id,
            sold_on=on,
            receipt_number=receipt,
            promised_on=facts.promised_on(entry, self._today),
            seller=entry["seller"],
            channel=facts.sales_channel(entry),
            lines=tuple(facts.line(line, on) for line in entry["lines"]),
        )
        purchases.add_purchase(self._shop, draft)

    def _hand_over(self, receipt: str, on: date) -> None:
        found = purchases.purchase_with_receipt(self._shop, receipt)
        purchases.hand_over(self._shop, found.id, on)

    def _case_events(self) -> list[_Event]:
        events = []
        for number, entry in enumerate(self._told["cases"]):
            received_at = self._at(entry["days_ago"], time.fromisoformat(entry["at"]))
            events.append(_Event(received_at, partial(self._open, number, entry)))
            for step, move in enumerate(entry.get("moves", ()), start=1):
                at = self._at(move["days_ago"], time(10, 20)) + timedelta(minutes=5 * step)
                at = max(at, received_at + timedelta(minutes=6 * step))
                events.append(_Event(at, partial(self._move, number, move)))
            events += self._referral_events(number, entry)
        return events

    def _referral_events(self, number: int, entry: dict[str, Any]) -> list[_Event]:
        """Put something of a case to somebody, and bring the answer back (G-13, A-11)."""
        if "referral" not in entry:
            return []
        told = entry["referral"]
        asked_at = self._at(told["days_ago"], time(16, 20))
        events = [_Event(asked_at, partial(self._refer, number, told))]
        if "answer" in told:
            answered_at = self._at(told["answered_days_ago"], time(11, 40))
            events.append(_Event(answered_at, partial(self._answer, number, told)))
        return events

    def _refer(self, number: int, told: dict[str, Any]) -> None:
        self._shop.act_as(self._counter[-1])
        self._referred[number] = refer(self._shop, self._opened[number], told)

    def _answer(self, number: int, told: dict[str, Any]) -> None:
        self._shop.act_as(self._counter[0])
        referrals.answer(self._shop, self._referred[number], told["answer"])

    def _open(self, number: int, entry: dict[str, Any]) -> None:
        self._shop.act_as(self._counter[number % len(self._counter)])
        customer = self._people[entry["customer"]]
        line_id = self._line(customer, entry.get("product", ""))
        draft = facts.case(entry, customer.id, line_id, self._today, self._now.tzinfo)
        case = intake.open_case(self._shop, draft).case
        self._opened[number] = case.id
        photograph(self._shop, case.id, entry)
        if "shelf" in entry:
            positions = range(1, len(draft.items) + 2)
            places.put_items(self._shop, case.id, dict.fromkeys(positions, entry["shelf"]))

    def _line(self, customer: Customer, product: str) -> PurchaseLineId | None:
        """Find the line a case is about: the product it names, else the newest."""
        bought = purchases.purchases_of_customer(self._shop, customer.id)
        lines = [line for purchase in bought for line in purchase.lines]
        return next((line.id for line in lines if product in ("", line.product)), None)

    def _move(self, number: int, move: dict[str, Any]) -> None:
        if "by" in move:
            self._shop.act_as(move["by"])
        case = cases.case_file(self._shop, self._opened[number]).case
        moved = facts.move(move, moves.checks_of(self._shop, case), self._today)
        moves.move_case(self._shop, case.id, Stage(move["stage"]), moved)
        pay(self._shop, case.id, move)
        make_again(self._shop, case.id, move)

    def _call_events(self) -> list[_Event]:
        days = range(_FIRST_DAY - 1, 0, -1)
        events = [_Event(self._at(day, time(16, 30)), self._make_calls) for day in days]
        events.append(_Event(self._at(0, time(9, 50)), self._make_first_calls))
        for number, entry in enumerate(self._told.get("calls", ())):
            at = self._at(entry["planned_days_ago"], time.fromisoformat(entry["planned_at"]))
            events.append(_Event(at, partial(self._plan, number, entry)))
            for told in entry.get("tries", ()):
                at = self._at(told["days_ago"], time.fromisoformat(told["at"]))
                draft = TryDraft(result=CallResult(told["result"]))
                events.append(_Event(at, partial(self._try_planned, number, draft)))
        return events

    def _loan_events(self) -> list[_Event]:
        """Lend goods of the shop (X-5)."""
        return [
            _Event(
                self._at(entry["days_ago"], time.fromisoformat(entry["at"])),
                partial(self._lend, entry),
            )
            for entry in self._told.get("loans", ())
        ]

    def _recall_events(self) -> list[_Event]:
        """Call the buyers of a batch (L-9)."""
        return [
            _Event(self._at(entry["days_ago"], time(14)), partial(recall, self._shop, entry))
            for entry in self._told.get("recalls", ())
        ]

    def _lend(self, entry: dict[str, Any]) -> None:
        customer = self._people[entry["customer"]]
        loans.lend(self._shop, facts.loan(entry, customer.id, self._today))

    def _hand_over_cash(self) -> None:
        """Let everybody hand over what they took, as they do at the end of a day."""
        self._shop.act_as(self._counter[0])
        hand_over_all(self._shop)

    def _plan(self, number: int, entry: dict[str, Any]) -> None:
        self._shop.act_as(self._counter[0])
        customer = self._people[entry["customer"]]
        planned = facts.planned_call(entry, customer.id, self._today)
        self._planned[number] = planned_calls.plan_call(self._shop, planned).callback.id

    def _try_planned(self, number: int, draft: TryDraft) -> None:
        callbacks.record_try(self._shop, self._planned[number], draft)

    def _make_calls(self) -> None:
        """Make the calls of a day; on the last days some stay undone, as they do."""
        self._shop.act_as(self._counter[0])
        panel = today.panel(self._shop)
        days_ago = (self._today - self._clock.now().date()).days
        rows = [r for s in (Section.OVERDUE, Section.NOW, Section.LATER) for r in panel.sections[s]]
        first, last = _LEFT_UNDONE.get(days_ago, (0, 0))
        for number, row in enumerate(rows[first : len(rows) - last]):
            self._try(row.callback, number)

    def _make_first_calls(self) -> None:
        self._shop.act_as(self._counter[0])
        for number, row in enumerate(today.panel(self._shop).sections[Section.NOW][-2:]):
            self._try(row.callback, number)

    def _try(self, call: Callback, number: int) -> None:
        callback_id = call.id
        # C-13: after three tries a manager decides, who gets through.
        if (callback_id + number) % 6 == 5 and not call.needs_decision:
            draft = TryDraft(result=CallResult.NO_ANSWER)
        else:
            notes = self._told["notes"]
            draft = TryDraft(
                result=CallResult.REACHED,
                satisfaction=5 - (callback_id % 5 == 2),
                mood=Mood.WARM if callback_id % 3 == 0 else Mood.NEUTRAL,
                note=notes[callback_id % len(notes)],
            )
        callbacks.record_try(self._shop, callback_id, draft)

    def _at(self, days_ago: int, hour: time) -> datetime:
        return datetime.combine(self._today - timedelta(days=days_ago), hour, self._now.tzinfo)
