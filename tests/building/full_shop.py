"""A shop that has used everything: each table of its file holds rows."""

import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from building.counter import Counter
from building.moments import day
from building.official_notices import NOTICE_2027
from building.records import READY
from building.shops import empty_folder, make_sample
from shopcare.domain.calendar.opening import DayException
from shopcare.domain.calls.callback import CallResult
from shopcare.domain.errors import Refusal
from shopcare.domain.feedback.recall import RecallDraft
from shopcare.domain.goods.condition import Mark
from shopcare.domain.goods.repair_trip import ReleaseDraft, RepairPlace, TripDraft
from shopcare.domain.goods.uncollected import SentBy
from shopcare.domain.people.measurement import MeasurementDraft
from shopcare.domain.policy.clause import Unit
from shopcare.domain.policy.policy_changes import PolicyChangeDraft
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft
from shopcare.services import drafts
from shopcare.services.calls.undo_call import undo_call
from shopcare.services.cases import moves
from shopcare.services.contact import recalls
from shopcare.services.exchange.import_customers import import_customers
from shopcare.services.goods.conditions import save_marks
from shopcare.services.goods.repairs import release_part, save_trip
from shopcare.services.goods.uncollected import note_sent
from shopcare.services.log_in import credentials
from shopcare.services.log_in.log_in import log_in
from shopcare.services.merging.duplicates import set_apart
from shopcare.services.merging.merge import merge_customers
from shopcare.services.policies.policy_changes import change_policy
from shopcare.services.privacy.erasing import erase
from shopcare.services.purchases import purchases
from shopcare.services.rescheduling import calendar_changes
from shopcare.services.setup.settings import change_settings
from shopcare.services.shop import open_shop
from shopcare.storage.measured import measurements
from shopcare.system.clock import SetClock
from shopcare.system.secret_hash import PinCost

NOW = datetime.fromisoformat("2026-11-26T10:00:00+08:00")
CHEAP = PinCost(passes=1, memory_bytes=8192)
PIN = "2580"
DERIVED = ("search", "sqlite_", "_sqlite")
"""Tables that are made of the others, or that are a library's own."""


def tables(file: object) -> list[str]:
    """List the tables of a shop file that belong to the shop."""
    rows = file.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")  # type: ignore[attr-defined]
    return [name for (name,) in map(tuple, rows) if not name.startswith(DERIVED)]


def make_full_shop(folder: Path) -> Path:
    """Give a folder's own copy of the shop that has used everything, closed."""
    shutil.copytree(_full_shop(), folder, dirs_exist_ok=True)
    return folder / "shop.db"


@cache
def _full_shop() -> Path:
    folder = empty_folder()
    sample = make_sample(folder, NOW)
    path = sample.rename(folder / "shop.db")
    clock = SetClock(NOW)
    with closing(open_shop(path, clock=clock)) as shop:
        counter = Counter(shop, clock)
        for use in (_use_calendar, _use_cases, _use_people, _use_lists, _use_log_in):
            use(counter)
            clock.advance(minutes=1)
        assert list(_empty(shop.file)) == []
    return folder


def _empty(file: object) -> Iterator[str]:
    for name in tables(file):
        if file.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() is None:  # type: ignore[attr-defined]
            yield name


def _use_calendar(counter: Counter) -> None:
    calendar_changes.apply_notice(counter.shop, NOTICE_2027)
    closed = DayException(day=day("2026-12-31"), intervals=(), reason="盘点")
    calendar_changes.set_day(counter.shop, closed)
    change_policy(
        counter.shop,
        [
            PolicyChangeDraft(
                clause="O-2.replace_at_once",
                field="numbers.window",
                numbers=(6,),
                unit=Unit.MONTHS,
                from_on=counter.shop.today(),
            )
        ],
    )


def _use_cases(counter: Counter) -> None:
    shop = counter.shop
    person = counter.person("周全", "13800138000")
    promised_on = shop.today() + timedelta(days=2)
    case = counter.move(counter.case(person, product="BL1"), *READY, promised_on=promised_on)
    save_marks(shop, case.id, [Mark(x=250, y=500, word="scratch")])
    save_trip(
        shop, case.id, TripDraft(place=RepairPlace.MAKER, to_whom="BOLON", sent_on=shop.today())
    )
    release_part(shop, case.id, ReleaseDraft(part="螺丝", released_by=shop.acting.id))
    moves.tell_ready(shop, case.id)
    counter.clock.advance(days=8)
    note_sent(shop, case.id, SentBy.LETTER)
    call = counter.calls(counter.person("郑"), every=True) or counter.calls(person)
    counter.dial(call[0], CallResult.NO_ANSWER)
    undo_call(shop, call[0].id)
    lines = (PurchaseLineDraft(product="日抛", lot="L77"),)
    purchases.add_purchase(
        shop, PurchaseDraft(customer_id=person.id, sold_on=shop.today(), lines=lines)
    )
    recalls.start(shop, RecallDraft(lot="L77", reason="红眼"))


def _use_people(counter: Counter) -> None:
    shop = counter.shop
    kept, twin = counter.person("王晓", "13900139000"), counter.person("王小", "13900139000")
    set_apart(shop, counter.person("李", "13700137000").id, kept.id)
    merge_customers(shop, kept.id, twin.id)
    gone = counter.person("欧阳", "13977788899")
    erase(shop, gone.id, confirmed="欧阳")
    measured = MeasurementDraft(
        measured_on=shop.today(), values=(("chest", "96"),), measured_by="小陈"
    )
    with shop.begin("measurement.add", "measurement"):  # an optician's policy asks for none
        measurements.add(shop.file, kept.id, measured)


def _use_lists(counter: Counter) -> None:
    table = counter.shop.path.with_name("list.csv")
    table.write_text("编号,谁,电话\nV1,赵六,13600136000\n", "utf-8")
    columns = {"number": ("编号",), "name": ("谁",), "phones": ("电话",)}
    import_customers(counter.shop, table, columns=columns)
    table.unlink()
    drafts.keep(counter.shop, drafts.Form.INTAKE, {"phone": "13977788899"})


def _use_log_in(counter: Counter) -> None:
    """Leave PINs and a wrong try on file; nobody is asked for them afterwards."""
    shop = counter.shop
    credentials.turn_on(shop, PIN, CHEAP)
    with suppress(Refusal):
        log_in(shop, shop.acting.initials, "1357", CHEAP)
    shop.let_in(shop.acting)
    change_settings(shop, replace(shop.settings, uses_pins=False))
