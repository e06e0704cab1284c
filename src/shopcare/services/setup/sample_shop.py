"""A believable glasses shop to look around in: made by the same services, day by day."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from shopcare.domain.calls.call_order import Section
from shopcare.domain.calls.callback import CallResult, Mood, TryDraft
from shopcare.domain.cases.case import (
    CaseDraft,
    CaseKind,
    Cause,
    Channel,
    How,
    PartsOrigin,
    Plan,
    Severity,
    Stage,
)
from shopcare.domain.cases.case_moves import MoveFacts
from shopcare.domain.ids import CallbackId, CaseId, CustomerId, StaffId
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind, PayMethod
from shopcare.domain.people.birthday import birthday_from_text
from shopcare.domain.people.customer import Customer, CustomerDraft
from shopcare.domain.people.staff import Role, Staff
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft
from shopcare.domain.shop.settings import ShopSettings
from shopcare.domain.typed.phone import phone_from_text
from shopcare.services.calendar.calendar_facts import keep_years
from shopcare.services.calls import callbacks, today
from shopcare.services.cases import cases, intake
from shopcare.services.people import customers
from shopcare.services.purchases import purchases
from shopcare.services.shop import Shop, create_shop
from shopcare.system.clock import SetClock
from shopcare.system.paths import resource

ZONE: Final = ZoneInfo("Asia/Shanghai")
_FIRST_DAY: Final = 92
"""Days before today on which the sample shop was opened: about three months, so that the monthly
call to a key account falls into these days."""
_STAFF: Final = (
    ("DZ", "店长", Role.MANAGER, True),
    ("XC", "小陈", Role.CLERK, True),
    ("XL", "小林", Role.CLERK, False),
    ("LZ", "老周", Role.TECHNICIAN, False),
)
_LEFT_UNDONE: Final = {1: (2, 5), 2: (1, 4), 3: (1, 3)}
"""Calls that were not made so many days ago, from the top and the end of the list."""
_NOTES: Final = ("戴着挺好，没什么不舒服", "清晰，镜腿略紧，约了来调", "很满意，谢谢提醒", "")


@dataclass(frozen=True, slots=True)
class _Event:
    """Something that happened in the sample shop."""

    at: datetime
    run: Callable[[], None]


def make_sample_shop(path: Path, now: datetime) -> None:
    """Make the shop file of the sample shop, as it stands at a moment.

    Args:
        path: where the file is made.
        now: nothing in the sample happens later.

    Raises:
        Trouble: there is a shop file already, or the disk says no.
    """
    told = tomllib.loads(resource("sample_shop/optical.toml").read_text("utf-8"))
    clock = SetClock(now - timedelta(days=_FIRST_DAY))

    def fill(shop: Shop) -> None:
        keep_years(shop)
        _Sample(shop, clock, now, told).play()
        clock.set(now)
        keep_years(shop)

    create_shop(path, _settings(), _staff(), clock=clock, fill=fill).close()


def _settings() -> ShopSettings:
    return ShopSettings(
        name="明亮眼镜（示例）",
        trade="optical",
        address="文昌路 88 号",
        phone="0571-8765 4321",
    )


def _staff() -> list[Staff]:
    return [
        Staff(id=StaffId(0), initials=initials, name=name, role=role, knowledgeable=knowledgeable)
        for initials, name, role, knowledgeable in _STAFF
    ]


class _Sample:
    """Plays what the sample tells, in the order of time."""

    def __init__(self, shop: Shop, clock: SetClock, now: datetime, told: dict[str, Any]) -> None:
        self._shop = shop
        self._clock = clock
        self._now = now
        self._today = now.date()
        self._told = told
        self._people: list[Customer] = []
        self._opened: dict[int, CaseId] = {}

    def play(self) -> None:
        for entry in self._told["customers"]:
            filed = customers.add_customer(self._shop, _customer(entry, self._today))
            self._people.append(filed.customer)
        events = [*self._purchase_events(), *self._case_events(), *self._call_events()]
        for event in sorted(events, key=lambda event: event.at):
            if event.at <= self._now:
                self._clock.set(event.at)
                event.run()

    def _purchase_events(self) -> list[_Event]:
        events = []
        for number, entry in enumerate(self._told["purchases"]):
            sold_at = self._at(entry["sold_days_ago"], time(10, number % 50))
            receipt = f"GX{sold_at:%Y%m%d}{number:03d}"
            events.append(_Event(sold_at, partial(self._sell, entry, receipt, sold_at.date())))
            if "handed_over_days_ago" in entry:
                at = self._at(entry["handed_over_days_ago"], time(11, number % 50))
                events.append(_Event(at, partial(self._hand_over, receipt)))
        return events

    def _sell(self, entry: dict[str, Any], receipt: str, on: date) -> None:
        lines = tuple(PurchaseLineDraft(**line) for line in entry["lines"])
        purchases.add_purchase(
            self._shop,
            PurchaseDraft(
                customer_id=self._person(entry),
                sold_on=on,
                receipt_number=receipt,
                seller=entry["seller"],
                lines=lines,
            ),
        )

    def _hand_over(self, receipt: str) -> None:
        found = purchases.purchase_with_receipt(self._shop, receipt)
        purchases.hand_over(self._shop, found.id, self._clock.now().date())

    def _case_events(self) -> list[_Event]:
        events = []
        for number, entry in enumerate(self._told["cases"]):
            received_at = self._at(entry["days_ago"], time.fromisoformat(entry["at"]))
            events.append(_Event(received_at, partial(self._open, number, entry)))
            for step, move in enumerate(entry.get("moves", ()), start=1):
                at = self._at(move["days_ago"], time(10, 20 + step * 5))
                at = max(at, received_at + timedelta(minutes=6 * step))
                events.append(_Event(at, partial(self._move, number, move)))
        return events

    def _open(self, number: int, entry: dict[str, Any]) -> None:
        self._shop.act_as(("XC", "XL", "DZ")[number % 3])
        bought = purchases.purchases_of_customer(self._shop, self._person(entry))
        draft = CaseDraft(
            kind=CaseKind(entry["kind"]),
            customer_id=self._person(entry),
            channel=Channel(entry.get("channel", "shop")),
            service=entry["service"],
            purchase_line_id=bought[0].lines[0].id if bought else None,
            fault=entry["fault"],
            wishes=entry.get("wishes", ""),
            accessories=tuple(entry.get("accessories", ())),
            condition=entry.get("condition", ""),
            goods_kept=entry.get("goods_kept", False),
            severity=Severity(entry.get("severity", "normal")),
            insistent=entry.get("insistent", False),
            misuse_advised=entry.get("misuse", False),
        )
        self._opened[number] = intake.open_case(self._shop, draft).case.id

    def _move(self, number: int, move: dict[str, Any]) -> None:
        case = cases.case_file(self._shop, self._opened[number]).case
        service = self._shop.policy.service(case.service)
        promised_in = move.get("promised_in")
        facts = MoveFacts(
            how=How(move["how"]) if "how" in move else None,
            plan=_plan(move) if "work" in move else None,
            promised_on=None if promised_in is None else self._today + timedelta(promised_in),
            checks=service.checks if service else (),
            payments=_paid(move.get("fee_taken", 0)),
            cause=Cause(move["cause"]) if "cause" in move else None,
            resolution=move.get("resolution", ""),
            reason=move.get("reason", ""),
        )
        cases.move_case(self._shop, case.id, Stage(move["stage"]), facts)

    def _call_events(self) -> list[_Event]:
        days = range(_FIRST_DAY - 1, 0, -1)
        events = [_Event(self._at(day, time(16, 30)), self._make_calls) for day in days]
        return [*events, _Event(self._at(0, time(9, 50)), self._make_first_calls)]

    def _make_calls(self) -> None:
        """Make the calls of a day; on the last days some stay undone, as they do."""
        self._shop.act_as("XC")
        panel = today.panel(self._shop)
        days_ago = (self._today - self._clock.now().date()).days
        rows = [r for s in (Section.OVERDUE, Section.NOW, Section.LATER) for r in panel.sections[s]]
        first, last = _LEFT_UNDONE.get(days_ago, (0, 0))
        for number, row in enumerate(rows[first : len(rows) - last]):
            self._try(row.callback.id, number)

    def _make_first_calls(self) -> None:
        self._shop.act_as("XC")
        for number, row in enumerate(today.panel(self._shop).sections[Section.NOW][-2:]):
            self._try(row.callback.id, number)

    def _try(self, callback_id: CallbackId, number: int) -> None:
        if (callback_id + number) % 6 == 5:
            draft = TryDraft(result=CallResult.NO_ANSWER)
        else:
            draft = TryDraft(
                result=CallResult.REACHED,
                satisfaction=5 - (callback_id % 5 == 2),
                mood=Mood.WARM if callback_id % 3 == 0 else Mood.NEUTRAL,
                note=_NOTES[callback_id % len(_NOTES)],
            )
        callbacks.record_try(self._shop, callback_id, draft)

    def _person(self, entry: dict[str, Any]) -> CustomerId:
        number: int = entry["customer"]
        return self._people[number].id

    def _at(self, days_ago: int, hour: time) -> datetime:
        return datetime.combine(self._today - timedelta(days=days_ago), hour, self._now.tzinfo)


def _paid(fen: int) -> tuple[PaymentDraft, ...]:
    if not fen:
        return ()
    paid = PaymentDraft(kind=PaymentKind.PAID, amount_fen=Fen(fen), method=PayMethod.CASH)
    return (paid,)


def _plan(move: dict[str, Any]) -> Plan:
    return Plan(
        work=move["work"],
        parts=move.get("parts", ""),
        parts_origin=PartsOrigin(move.get("parts_origin", "none")),
        fee_fen=Fen(move["fee"]) if "fee" in move else None,
    )


def _customer(entry: dict[str, Any], today_on: date) -> CustomerDraft:
    born = entry.get("birthday", "")
    if "birthday_in_days" in entry:  # so that a birthday call is due
        born = f"{today_on + timedelta(days=entry['birthday_in_days']):%m-%d}"
    return CustomerDraft(
        name=entry["name"],
        number=entry["number"],
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
