"""What an intake form needs before it becomes a case (G-2)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building.moments import at
from shopcare.domain.cases.case import CaseDraft, CaseKind, Plan
from shopcare.domain.cases.case_facts import check_intake
from shopcare.domain.errors import Invalid
from shopcare.domain.ids import CustomerId
from shopcare.domain.money import Fen

NOW = at("2026-03-05 10:00")
DRAFT = CaseDraft(kind=CaseKind.REPAIR, customer_id=CustomerId(1), fault="镜腿松")


def problems(draft: CaseDraft) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as invalid:
        check_intake(draft, NOW)
    return [(problem.field, problem.code) for problem in invalid.value.problems]


def test_what_is_missing_never_blocks_saving_g2() -> None:
    assert check_intake(DRAFT, NOW) == DRAFT
    empty = CaseDraft(kind=CaseKind.COMPLAINT, customer_id=CustomerId(1))
    assert check_intake(replace(empty, fault=" \u202e "), NOW) == empty


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"customer_id": None}, "customer_id", "customer_missing"),
        ({"fault": "字" * 4001}, "fault", "text_too_long"),
        ({"received_at": NOW + timedelta(seconds=1)}, "received_at", "received_in_future"),
        ({"received_at": at("1926-03-05 10:00")}, "received_at", "received_too_long_ago"),
        ({"bought_on": date(2026, 3, 6)}, "bought_on", "bought_after_intake"),
        ({"promised_on": date(2026, 3, 4)}, "promised_on", "promised_in_past"),
        ({"promised_on": date(2062, 3, 5)}, "promised_on", "day_too_far"),
        ({"accessories": ("盒",) * 41}, "accessories", "accessories_too_many"),
        ({"accessories": ("盒" * 81,)}, "accessories", "accessories_too_many"),
        ({"plan": Plan(work="")}, "plan", "plan_missing"),
        ({"plan": Plan(work="修", fee_fen=Fen(-1))}, "fee_fen", "amount_negative"),
    ],
)
def test_what_a_case_cannot_be(change: dict[str, object], field: str, code: str) -> None:
    assert problems(replace(DRAFT, **change)) == [(field, code)]  # type: ignore[arg-type]


def test_a_slip_of_the_power_cut_may_promise_a_day_that_passed_meanwhile_x1() -> None:
    late = replace(DRAFT, received_at=at("2026-03-01 10:00"), promised_on=date(2026, 3, 2))
    assert check_intake(late, NOW) == late
    assert problems(replace(late, promised_on=date(2026, 2, 28))) == [
        ("promised_on", "promised_in_past")
    ]


@given(st.text(max_size=200), st.text(max_size=50), st.lists(st.text(max_size=90), max_size=5))
def test_any_text_is_taken_or_refused_and_taken_once_for_all(
    fault: str, product: str, accessories: list[str]
) -> None:
    draft = replace(DRAFT, fault=fault, product=product, accessories=tuple(accessories))
    try:
        checked = check_intake(draft, NOW)
    except Invalid:
        return
    assert check_intake(checked, NOW) == checked
