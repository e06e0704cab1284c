"""A shop file of any size, written straight into its tables."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Final

from bench import bulk
from shopcare.domain.cases.case_number import case_number
from shopcare.domain.people.customer import CustomerDraft
from shopcare.domain.search.search_text import Kind, case_tokens
from shopcare.domain.shop.settings import ShopSettings
from shopcare.domain.typed.phone import Phone, PhoneKind
from shopcare.services.calendar.calendar_facts import keep_years
from shopcare.services.exchange.import_staging import staged_beside
from shopcare.services.setup.new_shop import create_shop
from shopcare.services.setup.settings import first_manager
from shopcare.services.shop import Shop
from shopcare.storage import search
from shopcare.system.clock import SetClock

CHUNK: Final = 20_000
DUE_TODAY: Final = 40
_SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
)
_GIVEN: Final = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英文慧建国玉梅晓雨子轩欣怡浩然梓涵思远嘉"
)


def make_shop(path: Path, size: int, now: datetime) -> Shop:
    """Make a shop with as many customers, cases and callbacks as asked.

    Args:
        path: where the file is made.
        size: how many of each.
        now: the present moment of the made-up shop; forty calls are due then.
    """
    settings = ShopSettings(name="Bench", trade="optical")
    shop = create_shop(path, settings, [first_manager("DZ", "店长")], clock=SetClock(now))
    keep_years(shop)
    drafts = people(size)
    for start in range(0, size, CHUNK):
        batch = [next(drafts) for _ in range(min(CHUNK, size - start))]
        first = start + 1
        with staged_beside(shop) as staged, shop.begin("bench.fill", "shop"):
            staged.add_people([(draft, None) for draft in batch])
            staged.take_in()
        shop.file.execute("BEGIN IMMEDIATE")
        bulk.add_cases(shop.file, _cases(first, len(batch), now))
        bulk.add_callbacks(shop.file, _callbacks(first, len(batch), size, now))
        numbers = (case_number(now.year, n) for n in range(first, first + len(batch)))
        search.put_many(
            shop.file,
            ((Kind.CASE, first + n, case_tokens(number)) for n, number in enumerate(numbers)),
        )
        shop.file.execute("COMMIT")
    bulk.set_last_number(shop.file, now.year, size)
    bulk.tidy(shop.file)
    return shop


def people(size: int) -> Iterator[CustomerDraft]:
    """Make up customers; the same ones each time."""
    chance = random.Random(7)
    names = [s + a + b for s, a, b in product(_SURNAMES, _GIVEN, _GIVEN)]
    for n in range(size):
        digits = f"1{chance.choice('3578')}{chance.randrange(10**9):09d}"
        yield CustomerDraft(
            name=chance.choice(names),
            number=f"VIP{n:07d}",
            phones=(Phone(digits=digits, kind=PhoneKind.MOBILE),),
        )


def _cases(first: int, many: int, now: datetime) -> Iterator[bulk.CaseRow]:
    for n in range(first, first + many):
        received_at = now - timedelta(days=2 + n % 1500)
        yield bulk.CaseRow(
            number=case_number(now.year, n),
            customer_id=n,
            received_at=received_at,
            is_open=n % 5000 == 0,
        )


def _callbacks(first: int, many: int, size: int, now: datetime) -> Iterator[bulk.CallbackRow]:
    for n in range(first, first + many):
        due_today = n > size - DUE_TODAY
        due_on = now.date() if due_today else now.date() - timedelta(days=1 + n % 1500)
        yield bulk.CallbackRow(
            customer_id=n, case_id=n, due_on=due_on, is_open=due_today, basis_at=now
        )
