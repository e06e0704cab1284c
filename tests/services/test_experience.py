"""What the shop's own cases say: comebacks, the usual time, how full a day is (X-6, W-6, X-11)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building.counter import Counter
from building.moments import at, day
from building.records import WORK
from shopcare.domain.cases.case import CaseKind
from shopcare.domain.cases.experience import (
    Finished,
    is_same_fault,
    is_same_product,
    usual_time,
)
from shopcare.services.cases.corrections import void_case
from shopcare.services.reports import experience


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("BJ6066", " bj-6066 ", True),
        ("BJ6066", "BJ6066 C3", True),
        ("BJ6066", "BJ6067", False),
        ("BJ", "BJ6066", False),
        ("", "", False),
    ],
)
def test_a_model_is_the_same_however_it_is_written_x6(
    one: str, other: str, *, is_same: bool
) -> None:
    assert is_same_product(one, other) is is_same_product(other, one) is is_same


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("镜腿螺丝松了", "左边镜腿的螺丝又松了", True),
        ("开胶", "鞋底开胶", True),
        ("镜腿断了", "镜片划花", False),
        ("loose screw", "the screw is loose again", True),
        ("", "镜腿断了", False),
        ("断", "断", False),
    ],
)
def test_a_fault_is_the_same_in_other_words_x6(one: str, other: str, *, is_same: bool) -> None:
    assert is_same_fault(one, other) is is_same


def test_the_same_product_or_fault_within_90_days_is_pointed_out_x6(counter: Counter) -> None:
    shop, wang = counter.shop, counter.person()
    same = counter.case(wang, product="BJ6066", fault="镜片花", received_at=at("2025-12-05 10:00"))
    alike = counter.case(wang, product="RB1", fault="左镜腿螺丝松")
    counter.case(wang, product="BJ6066", received_at=at("2025-12-04 10:00"))
    counter.case(counter.person("李"), product="BJ6066", fault="镜腿螺丝松")
    found = experience.comebacks(shop, wang.id, " bj 6066 ", "镜腿螺丝又松了")
    assert [(one.case, one.same_product, one.same_fault) for one in found] == [
        (alike, False, True),
        (same, True, False),
    ]
    assert experience.comebacks(shop, wang.id, "  ", "") == []
    assert [one.case for one in experience.comebacks(shop, wang.id, "RB1", but=alike.id)] == []
    void_case(shop, same.id, "开错了")
    assert [one.case for one in experience.comebacks(shop, wang.id, "BJ6066")] == []


def test_the_usual_time_is_that_of_the_fault_where_enough_had_it_w6(counter: Counter) -> None:
    wang = counter.person()
    for days, fault in [(0, "螺丝松"), (1, "螺丝松动"), (1, "螺丝松了"), (9, "镜腿断")]:
        counter.go_to("2026-03-02 10:00")
        case = counter.case(wang, fault=fault, service="frame_repair")
        counter.go_to(f"2026-03-{2 + days:02} 15:00")
        counter.move(case, *WORK, promised_on=day("2026-03-13"))
    counter.case(wang, fault="螺丝松", service="frame_repair")
    done = experience.finished(counter.shop, CaseKind.REPAIR, "frame_repair")
    usual = usual_time(done, "螺丝又松")
    assert usual is not None
    assert (usual.days, usual.most_days, usual.cases, usual.same_fault) == (1, 1, 3, True)
    usual = usual_time(done, "别的")
    assert usual is not None
    assert (usual.days, usual.most_days, usual.cases, usual.same_fault) == (1, 9, 4, False)
    assert list(experience.finished(counter.shop, CaseKind.REPAIR, "")) == []
    assert usual_time(done[:2], "螺丝松") is None


@given(st.lists(st.integers(0, 400), min_size=3, max_size=30))
def test_the_usual_time_lies_among_what_was_seen_w6(days: list[int]) -> None:
    begin = at("2020-01-01 10:00")
    done = [
        Finished(fault="", received_at=begin, done_at=begin.fromordinal(begin.toordinal() + n))
        for n in days
    ]
    usual = usual_time(done, "螺丝")
    assert usual is not None
    assert min(days) <= usual.days <= usual.most_days <= max(days)
    assert sum(n <= usual.most_days for n in days) >= 0.8 * len(days)


def test_a_day_is_full_when_more_is_promised_than_gets_ready_x11(counter: Counter) -> None:
    wang, shop = counter.person(), counter.shop
    assert experience.work_load(shop, day("2026-03-09")).usual is None
    counter.go_to("2026-03-03 10:00")
    for _ in range(3):
        counter.move(counter.case(wang, product="BL"), *WORK, promised_on=day("2026-03-12"))
    counter.go_to("2026-03-05 10:00")
    load = experience.work_load(shop, day("2026-03-09"))
    assert (load.promised, load.is_full) == (0, False)
    assert load.usual is not None and 0 < load.usual <= 1
    counter.case(wang, product="BL", promised_on=day("2026-03-09"))
    assert experience.work_load(shop, day("2026-03-09")).is_full
