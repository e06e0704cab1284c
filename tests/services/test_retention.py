"""How long records are kept: the periods, their floors, who is past them, and letting go (L-8)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building.counter import Counter
from building.moments import day
from building.shops import hire
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.people.prescription import EyeMeasure, PrescriptionDraft
from shopcare.domain.people.retention import (
    KeptAbout,
    KeptByLaw,
    Lock,
    RecordKind,
    lock_of,
    years_after,
    years_before,
)
from shopcare.services.people import prescriptions
from shopcare.services.privacy import erasing, retention
from shopcare.services.setup.settings import change_settings
from shopcare.services.upkeep.check import check

SALE = KeptByLaw(about=KeptAbout.DISTANCE_SALE, years=3, article="31")
CLAIM = KeptByLaw(about=KeptAbout.DISPUTE, years=3, article="188")
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(DAYS, st.integers(1, 30))
def test_a_period_of_years_ends_on_the_same_day_l8(on: date, years: int) -> None:
    end = years_after(on, years)
    assert (end.month, end.day) == ((3, 1) if (on.month, on.day) != (end.month, end.day) else
                                    (on.month, on.day))  # fmt: skip
    assert end.year == on.year + years
    assert years_before(end, years) in (on, date(on.year, 3, 1))


@pytest.mark.parametrize(
    ("facts", "lock"),
    [
        ([], None),
        ([(KeptAbout.DISTANCE_SALE, "2023-03-05")], None),  # its period ends today
        ([(KeptAbout.DISTANCE_SALE, "2023-03-06")], Lock(date(2026, 3, 6), "31")),
        ([(KeptAbout.DISTANCE_SALE, "2024-01-01"), (KeptAbout.DISPUTE, "2025-01-01")],
         Lock(date(2028, 1, 1), "188")),
    ],
)  # fmt: skip
def test_a_law_locks_a_name_until_its_last_day_l8(
    facts: list[tuple[KeptAbout, str]], lock: Lock | None
) -> None:
    days = [(about, day(text)) for about, text in facts]
    assert lock_of((SALE, CLAIM), days, date(2026, 3, 5)) == lock


def measure(counter: Counter, customer_id: int, on: str) -> None:
    eye = EyeMeasure(sphere=Decimal("-3.25"))
    draft = PrescriptionDraft(measured_on=day(on), right=eye, left=eye)
    prescriptions.add_prescription(counter.shop, customer_id, draft)  # type: ignore[arg-type]


def test_who_is_past_a_period_is_listed_and_let_go_by_a_manager_l8(counter: Counter) -> None:
    shop = counter.shop
    old, late = counter.person("旧客", "13500000001"), counter.person("常客", "13500000002")
    measure(counter, old.id, "2026-03-01")
    measure(counter, late.id, "2026-03-02")
    assert retention.past_period(shop) == [] and not retention.is_review_due(shop)
    counter.go_to("2029-03-05 10:00")
    measure(counter, late.id, "2029-03-05")
    kinds = [(one.kind, one.name, one.count) for one in retention.past_period(shop)]
    measured = RecordKind.MEASURED
    assert kinds == [(measured, "旧客", 1), (measured, "常客", 1)]
    assert retention.is_review_due(shop)
    retention.note_review(shop)
    assert not retention.is_review_due(shop)
    assert retention.erase_measured(shop, late.id).count == 1
    assert len(prescriptions.prescriptions_of(shop, late.id)) == 1, "the new one stays"
    with pytest.raises(Refusal, match="nothing_past_period"):
        retention.erase_measured(shop, late.id)
    counter.go_to("2031-03-06 10:00")
    assert (RecordKind.CUSTOMER, "旧客") in [(o.kind, o.name) for o in retention.past_period(shop)]
    assert retention.is_review_due(shop), "once a year"
    erasing.erase(shop, old.id, confirmed="旧客")
    assert {one.name for one in retention.past_period(shop)} == set()
    held = retention.holdings(shop)
    assert (held.people, held.erased, held.measured) == (1, 1, 1)
    assert [one for one in check(shop) if not one.is_fine] == []
    hire(shop, "XW", "小吴")
    shop.act_as("XW")
    with pytest.raises(Refusal, match="manager_needed"):
        retention.note_review(shop)


@pytest.mark.parametrize(
    ("years", "code"),
    [
        ({"keep_customers_years": 2}, "retention_too_short"),
        ({"keep_measured_years": 0}, "retention_too_short"),
        ({"keep_customers_years": 31}, "retention_too_long"),
    ],
)
def test_no_period_is_shorter_than_the_law_asks_l8(
    counter: Counter, years: dict[str, int], code: str
) -> None:
    with pytest.raises(Invalid, match=code):
        change_settings(counter.shop, replace(counter.shop.settings, **years))  # type: ignore[arg-type]
