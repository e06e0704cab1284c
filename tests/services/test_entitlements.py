"""Free services of a purchase: what is left under any order of steps (A-6, O-1, L-5)."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from building.counter import Counter, open_counter
from building.moments import at, day
from building.records import HANDED_OVER
from shopcare.domain.cases.case import Case, CaseKind, Stage
from shopcare.domain.cases.returns import Fault
from shopcare.domain.ids import PurchaseLineId
from shopcare.domain.money import Fen
from shopcare.domain.people.customer import Customer
from shopcare.domain.policy.clause import Option, Unit
from shopcare.domain.policy.conditions import Answer
from shopcare.domain.policy.policy_changes import PolicyChangeDraft
from shopcare.domain.policy.sale_facts import SaleFacts
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft
from shopcare.language.catalog import Catalog
from shopcare.policies.profile import trades
from shopcare.services.cases import cases, moves, undo_step
from shopcare.services.cases.corrections import void_case
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.documents.service_slip import gather_service_slip
from shopcare.services.policies.policy_changes import change_policy
from shopcare.services.policies.verdicts import (
    care_lines,
    entitlements_of,
    guaranteed_by_repair,
    judge_line,
)
from shopcare.services.purchases import purchases

WORDS = Catalog("en")


@pytest.fixture
def clothing(tmp_path: Path) -> Iterator[Counter]:
    counter = open_counter(tmp_path, "2026-03-05 10:00", "clothing")
    yield counter
    counter.shop.close()


def suit(counter: Counter, customer: Customer, yuan: int = 2_000, **more: Any) -> PurchaseLineId:
    line = PurchaseLineDraft(product="西服", category="suit", amount_fen=Fen(yuan * 100), **more)
    sold_on = counter.shop.today()
    draft = PurchaseDraft(customer_id=customer.id, sold_on=sold_on, lines=(line,))
    return purchases.add_purchase(counter.shop, draft).purchase.lines[0].id


def left(counter: Counter, line_id: PurchaseLineId, on: date | None = None) -> list[int | None]:
    found = entitlements_of(counter.shop, line_id, on or counter.shop.today())
    return [one.left for one in found]


def care(counter: Counter, customer: Customer, line_id: PurchaseLineId) -> Case:
    return counter.case(customer, service="care", purchase_line_id=line_id)


@pytest.mark.parametrize(("yuan", "quota"), [(1_999, []), (2_000, [2]), (2_001, [2])])
def test_a_suit_at_the_set_price_or_above_is_cleaned_free_a6(
    clothing: Counter, yuan: int, quota: list[int]
) -> None:
    assert left(clothing, suit(clothing, clothing.person(), yuan)) == quota


@pytest.mark.parametrize(
    ("on", "quota"), [("2026-12-30", [2]), ("2026-12-31", [2]), ("2027-01-01", [])]
)
def test_in_the_year_of_purchase_a6(clothing: Counter, on: str, quota: list[int]) -> None:
    assert left(clothing, suit(clothing, clothing.person()), day(on)) == quota


def test_each_cleaning_uses_one_up_and_a_void_gives_it_back_a6(clothing: Counter) -> None:
    wang = clothing.person()
    line = suit(clothing, wang)
    first = care(clothing, wang, line)
    second = care(clothing, wang, line)
    assert left(clothing, line) == [0]
    [used_up] = care_lines(clothing.shop, WORDS, line)
    assert used_up == "Free care: 0 of 2 left, until 2026-12-31"
    void_case(clothing.shop, first.id, "录重了")
    assert left(clothing, line) == [1]
    clothing.move(second, Stage.CANCELLED)
    assert left(clothing, line) == [2]


def test_what_is_used_up_is_not_free_any_more_a6(clothing: Counter) -> None:
    wang = clothing.person()
    line = suit(clothing, wang)

    def free() -> list[Answer]:
        found = judge_line(clothing.shop, line, SaleFacts(), clothing.shop.today())
        return [one.answer for one in found.rulings if one.option is Option.CARE]

    care(clothing, wang, line)
    assert free() == [Answer.YES]
    care(clothing, wang, line)
    assert free() == [Answer.NO]


def test_the_slip_says_what_is_left_a6(clothing: Counter) -> None:
    wang = clothing.person()
    line = suit(clothing, wang)
    case = care(clothing, wang, line)
    slip = gather_service_slip(clothing.shop, Request(case_id=case.id))
    assert any("1" in term and "2026-12-31" in term for term in slip.terms), slip.terms


def test_an_unknown_price_is_asked_for_a6(clothing: Counter) -> None:
    wang = clothing.person()
    line = PurchaseLineDraft(product="西服", category="suit")
    draft = PurchaseDraft(customer_id=wang.id, sold_on=clothing.shop.today(), lines=(line,))
    made = purchases.add_purchase(clothing.shop, draft).purchase.lines[0].id
    [found] = entitlements_of(clothing.shop, made, clothing.shop.today())
    assert found.depends_on == ("amount_fen",)


def test_care_of_glasses_is_free_at_any_time_o1(counter: Counter) -> None:
    wang = counter.person()
    line = counter.sale(wang, "frame_glasses").purchase.lines[0].id
    for _ in range(3):
        counter.case(wang, service="free_care", purchase_line_id=line)
    assert left(counter, line) == [None]
    assert care_lines(counter.shop, WORDS, line) == [], "nothing is counted"


STEPS = st.lists(
    st.tuples(st.sampled_from(["open", "void", "cancel", "undo", "finish"]), st.integers(0, 5)),
    max_size=10,
)


@given(steps=STEPS)
@settings(max_examples=15, deadline=None, derandomize=True)
def test_quotas_conserve_under_any_order_of_steps_a6(steps: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        counter = open_counter(Path(folder), "2026-03-05 10:00", "clothing")
        wang = counter.person()
        line, cared = suit(counter, wang), list[Case]()
        for step, which in steps:
            play(counter, wang, line, cared, step, which)
            stands = [cases.case_file(counter.shop, one.id).case for one in cared]
            used = sum(one.stage is not Stage.CANCELLED for one in stands)
            [found] = entitlements_of(counter.shop, line, counter.shop.today())
            assert found.used == used
            assert found.left == max(2 - used, 0)
            assert found.used + found.left >= 2
        counter.shop.close()


def play(
    counter: Counter, wang: Customer, line: PurchaseLineId, cared: list[Case], step: str, which: int
) -> None:
    if step == "open":
        cared.append(care(counter, wang, line))
        return
    going_on = [cases.case_file(counter.shop, one.id).case for one in cared]
    going_on = [one for one in going_on if one.stage is Stage.RECEIVED]
    if not going_on:
        return
    case = going_on[which % len(going_on)]
    match step:
        case "void":
            void_case(counter.shop, case.id, "录重了")
        case "cancel":
            counter.move(case, Stage.CANCELLED)
        case "undo":
            facts = moves.MoveFacts(reason="顾客不要了")
            moved = moves.move_case(counter.shop, case.id, Stage.CANCELLED, facts)
            assert moved.before is not None
            assert moved.after is not None
            undo_step.undo_move(counter.shop, moved.before, moved.after)
        case _:
            counter.move(case, *HANDED_OVER, Stage.CLOSED)


# our own repairs


@pytest.mark.parametrize(
    ("on", "guaranteed"), [("2026-04-03", True), ("2026-04-04", True), ("2026-04-05", False)]
)
def test_our_own_repair_is_guaranteed_l5(counter: Counter, on: str, guaranteed: bool) -> None:
    case = counter.move(counter.case(counter.person()), *HANDED_OVER)
    counter.go_to(f"{on} 10:00")
    until = guaranteed_by_repair(counter.shop, case)
    assert (until == day("2026-04-04")) is guaranteed


@pytest.mark.parametrize(
    ("on", "same_fault", "answer"),
    [
        ("2026-10-01", True, Answer.YES),
        ("2026-10-30", True, Answer.YES),
        ("2026-10-31", True, Answer.YES),
        ("2026-11-01", True, Answer.NO),
        ("2026-10-31", None, Answer.DEPENDS),
        ("2026-10-31", False, Answer.NO),
    ],
)
@pytest.mark.parametrize("trade", trades())
def test_the_same_fault_is_repaired_free_inside_our_guarantee_l5(
    tmp_path: Path, trade: str, on: str, same_fault: bool | None, answer: Answer
) -> None:
    """The goods' own warranty is over; 30 days after the repair of 1 October are the 31st."""
    counter = open_counter(tmp_path, "2026-10-01 10:00", trade)
    wang = counter.person()
    sold = counter.sale(wang, "other", sold_on=day("2021-03-02"))
    line = sold.purchase.lines[0].id
    told = SaleFacts(
        fault=Fault.QUALITY, same_fault=same_fault, received_on=day("2021-03-02"),
        shelf_life_until=day("2023-03-02"),
    )  # fmt: skip

    def free_repair() -> list[Answer]:
        found = judge_line(counter.shop, line, told, day(on)).rulings
        return [one.answer for one in found if one.option is Option.FREE_REPAIR]

    assert free_repair() == [Answer.NO], "nothing was repaired yet"
    case = counter.case(wang, CaseKind.REPAIR, purchase_line_id=line)
    counter.move(case, *HANDED_OVER, promised_on=day("2026-10-01"))
    counter.go_to(f"{on} 10:00")
    assert free_repair() == [answer]
    void_case(counter.shop, case.id, "录重了")
    assert free_repair() == [Answer.NO], "a voided repair counts no more"
    counter.shop.close()


@pytest.mark.parametrize("sold", ["2026-03-01", "2026-03-05", ""])
def test_the_notice_and_the_verdict_agree_on_the_last_day_l5(counter: Counter, sold: str) -> None:
    """Also where the shop has changed its guarantee between the sale and the repair."""
    change = PolicyChangeDraft(
        clause="L-5.repaired_part",
        field="numbers.guarantee",
        numbers=(60,),
        unit=Unit.DAYS,
        from_on=counter.shop.today(),
    )
    change_policy(counter.shop, [change])
    wang = counter.person()
    line = counter.sale(wang, sold_on=day(sold or "2026-03-02")).purchase.lines[0].id
    case = counter.case(wang, purchase_line_id=line, product="BL0")
    case = counter.move(case, *HANDED_OVER)
    until = {"2026-03-01": "2026-04-04", "2026-03-05": "2026-05-04", "": "2026-04-04"}[sold]
    for days, is_free in ((-1, True), (0, True), (1, False)):
        on = day(until) + timedelta(days=days)
        counter.clock.set(at(f"{on} 10:00"))
        assert (guaranteed_by_repair(counter.shop, case) is not None) is is_free
        told = SaleFacts(fault=Fault.QUALITY, same_fault=True, repairable=False)
        found = judge_line(counter.shop, line, told, on).rulings
        [repair] = [one for one in found if one.option is Option.FREE_REPAIR]
        assert (repair.answer is Answer.YES) is is_free


@pytest.mark.parametrize(("days", "free"), [(0, False), (6, False), (7, True), (8, True)])
def test_time_in_repair_does_not_count_towards_the_warranty_l5(
    clothing: Counter, days: int, free: bool
) -> None:
    wang = clothing.person()
    line = suit(clothing, wang, warranty_card=True)
    if days:
        case = clothing.case(wang, CaseKind.REPAIR, purchase_line_id=line, goods_kept=True)
        clothing.clock.set(clothing.shop.now() + timedelta(days=days))
        clothing.move(case, *HANDED_OVER, promised_on=clothing.shop.today())
    on = day("2026-06-12")  # a week after the three months
    told = SaleFacts(fault=Fault.QUALITY, receipt=True, repairable=True)
    found = judge_line(clothing.shop, line, told, on)
    shop_says = [
        one.answer
        for one in found.rulings
        if one.option is Option.FREE_REPAIR and "A-3.free_repair_suit" in one.clauses
    ]
    assert (shop_says == [Answer.YES]) is free
