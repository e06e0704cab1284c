"""Addresses, models, batches and remarks in the search, at once and once they are indexed (W-3)."""

from dataclasses import replace

import pytest

from building.counter import Counter
from building.records import purchase_draft
from shopcare.domain.cases.case_facts import facts_of
from shopcare.domain.search.search_text import Why
from shopcare.services.cases.case_facts import correct
from shopcare.services.people import customers
from shopcare.services.purchases import purchases
from shopcare.services.search import search, texts
from shopcare.services.upkeep.upkeep import keep_in_order
from shopcare.storage import search_words
from shopcare.storage.search import index


def filled(counter: Counter) -> Counter:
    """Put people, a receipt and a case into a shop, each with something written in it."""
    wang = counter.person(
        "王小明", "13800138000", address="杭州市西湖区文三路 9 号", remark="喜欢细框"
    )
    counter.person("李雷", "13900139000", address="Flat 5, Baker Street")
    draft = purchase_draft(wang.id, ["contact_lenses"], "美瞳-8.6", sold_on=counter.shop.today())
    line = replace(draft.lines[0], lot="AB20260118", spec="-3.25")
    purchases.add_purchase(counter.shop, replace(draft, lines=(line,), receipt_number="S77"))
    counter.case(wang, fault="镜腿螺丝滑牙", product="BL5068", wishes="周末来取")
    return counter


def found(counter: Counter, text: str) -> list[tuple[str, str, Why]]:
    return [(one.kind.value, one.name, one.why) for one in search.find(counter.shop, text)]


@pytest.mark.parametrize("is_indexed", [False, True])
@pytest.mark.parametrize(
    ("text", "kind", "name", "why"),
    [
        ("文三路", "customer", "王小明", Why.ADDRESS),
        ("西湖区文三路9号", "customer", "王小明", Why.ADDRESS),
        ("细框", "customer", "王小明", Why.REMARK),
        ("王 文三路", "customer", "王小明", Why.NAME),
        ("baker st", "customer", "李雷", Why.ADDRESS),
        ("bl5068", "case", "王小明", Why.PRODUCT),
        ("王小明 bl50", "case", "王小明", Why.NAME),
        ("滑牙", "case", "王小明", Why.FAULT),
        ("周末", "case", "王小明", Why.REMARK),
        ("ab202601", "purchase", "王小明", Why.LOT),
        ("美瞳", "purchase", "王小明", Why.PRODUCT),
    ],
)
def test_what_is_written_in_a_record_finds_it_w3(
    counter: Counter, text: str, kind: str, name: str, why: Why, is_indexed: bool
) -> None:
    filled(counter)
    if is_indexed:
        while texts.catch_up(counter.shop):
            pass
    assert found(counter, text) == [(kind, name, why)]


@pytest.mark.parametrize("text", ["路", "bl", "文三街", "文路", "细框 李雷", '"', "文三路 OR 1"])
def test_too_little_or_something_else_finds_nothing_by_texts_w3(
    counter: Counter, text: str
) -> None:
    filled(counter)
    while texts.catch_up(counter.shop):
        pass
    assert found(counter, text) == []


def test_a_changed_text_is_found_as_it_is_now_w3(counter: Counter) -> None:
    wang = counter.person("王小明", address="文三路 9 号")
    case = counter.case(wang, fault="镜腿断")
    while texts.catch_up(counter.shop):
        pass
    draft = customers.draft_of(wang)
    customers.change_customer(counter.shop, wang.id, replace(draft, address="解放路 1 号"))
    facts = facts_of(case)
    correct(counter.shop, case.id, replace(facts, fault="鼻托松动"), shown=facts)
    for _ in range(2):  # before and after it is indexed
        assert found(counter, "文三路") == []
        assert found(counter, "解放路") == [("customer", "王小明", Why.ADDRESS)]
        assert found(counter, "鼻托") == [("case", "王小明", Why.FAULT)]
        while texts.catch_up(counter.shop):
            pass


def test_an_idle_moment_indexes_what_was_saved_w3(counter: Counter) -> None:
    filled(counter)
    file = counter.shop.file
    assert len(search_words.waiting(file, 50, newest=False)) == 3
    assert len(index.waiting_cases(file)) == 1
    while keep_in_order(counter.shop, lambda: False):
        pass
    assert search_words.waiting(file, 50, newest=False) == []
    assert index.waiting_cases(file) == []
    assert not texts.catch_up(counter.shop)
    assert [hit.record_id for hit in search_words.find(file, ((("文三", "三路"),),), 5)] == [1]
