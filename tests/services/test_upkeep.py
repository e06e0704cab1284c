"""What is done while nobody waits: segments merged, an old index built anew, the log emptied."""

from pathlib import Path

import pytest

from building.shops import NOW, make_shop
from shopcare.domain.cases.case import CaseDraft, CaseKind
from shopcare.domain.people.customer import CustomerDraft
from shopcare.domain.search.search_text import Kind
from shopcare.domain.typed.phone import Phone, PhoneKind
from shopcare.services.cases import intake
from shopcare.services.search import search
from shopcare.services.shop import Shop
from shopcare.services.upkeep.upkeep import keep_in_order
from shopcare.system.clock import SetClock


@pytest.fixture
def shop(tmp_path: Path):
    shop = make_shop(tmp_path, SetClock(NOW))
    yield shop
    shop.close()


def fill(shop: Shop, many: int) -> None:
    for n in range(many):
        phone = Phone(digits=f"1380013{n:04d}", kind=PhoneKind.MOBILE)
        person = CustomerDraft(name="王小明", phones=(phone,))
        draft = CaseDraft(kind=CaseKind.COMPLAINT, fault="镜腿松动")
        intake.open_case_for_new(shop, person, draft)


def until_done(shop: Shop) -> int:
    bites = 0
    while keep_in_order(shop, lambda: False):
        bites += 1
        assert bites < 1000
    return bites


def make_older(shop: Shop) -> None:
    """Leave an index whose tokens an older program has made."""
    shop.file.execute("UPDATE search_version SET key_version = 0")
    shop.file.execute("INSERT INTO search_text (search_text) VALUES ('delete-all')")


def test_many_saves_are_merged_and_found_as_before(shop: Shop) -> None:
    fill(shop, 20)
    before = search.find(shop, "wang", 100)
    assert until_done(shop) > 0
    assert search.find(shop, "wang", 100) == before
    assert until_done(shop) == 0


def test_the_log_is_empty_afterwards(shop: Shop) -> None:
    fill(shop, 5)
    until_done(shop)
    _busy, in_log, copied = shop.file.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    assert in_log == copied


def test_an_index_of_an_older_making_is_built_anew_in_its_order(shop: Shop) -> None:
    fill(shop, 3)
    before = [(found.kind, found.id) for found in search.find(shop, "138", 100)]
    case = search.find(shop, "26-00002", 9)
    make_older(shop)
    assert search.find(shop, "138", 100) == []
    until_done(shop)
    assert [(found.kind, found.id) for found in search.find(shop, "138", 100)] == before
    assert search.find(shop, "26-00002", 9) == case
    assert case[0].kind is Kind.CASE


def test_a_rebuild_gives_way_to_whoever_waits(shop: Shop) -> None:
    fill(shop, 3)
    make_older(shop)
    assert not keep_in_order(shop, lambda: True)
    assert not shop.file.in_transaction
    assert search.find(shop, "138", 100) == []
    until_done(shop)
    assert len(search.find(shop, "138", 100)) == 3


def test_upkeep_waits_for_another_time_while_another_writes(shop: Shop) -> None:
    fill(shop, 2)
    other = shop.reopened()
    shop.file.execute("PRAGMA busy_timeout = 0")
    other.file.execute("BEGIN IMMEDIATE")
    assert not keep_in_order(shop, lambda: False)
    other.file.execute("ROLLBACK")
    other.close()
    assert until_done(shop) >= 1
