"""Returns and exchanges: wish and outcome, who decides, what is paid back (A-2, A-7, B-3, L-1)."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from building.counter import open_counter
from building.records import add_customer, open_case, paid
from building.returns import (
    PRICE,
    ask,
    hand_over,
    inspect,
    refunded,
    review,
    sell,
    settle,
    tile_shop,
)
from shopcare.domain.cases.case import Case, CaseKind, Stage
from shopcare.domain.cases.case_facts import facts_of
from shopcare.domain.cases.case_stages import allowed_moves, needs
from shopcare.domain.cases.case_steps import MoveFacts
from shopcare.domain.cases.deadline import Deadline, DeadlineKind
from shopcare.domain.cases.returns import Fault, Outcome, ReturnRequest, Wish
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.people.customer import Customer
from shopcare.language.catalog import Catalog
from shopcare.language.records.timeline_words import timeline_text
from shopcare.services.cases import moves, returns
from shopcare.services.cases.case_facts import correct
from shopcare.services.cases.corrections import correct_time, void_case
from shopcare.services.cases.undo_step import last_move, undo_move
from shopcare.services.exchange.exports import ExportKind, export
from shopcare.services.shop import Shop
from shopcare.storage import payments
from shopcare.storage.cases import cases as case_store
from shopcare.storage.cases import deadlines
from shopcare.storage.file import audit


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = tile_shop(tmp_path)
    yield made
    made.close()


@pytest.fixture
def wang(shop: Shop) -> Customer:
    return add_customer(shop, "王小明", "13800138000")


def codes(call: Any, *args: Any, **more: Any) -> list[str]:
    with pytest.raises((Invalid, Refusal)) as refused:
        call(*args, **more)
    error = refused.value
    return [p.code for p in error.problems] if isinstance(error, Invalid) else [error.code]


def again(shop: Shop, case: Case) -> Case:
    return case_store.get(shop.file, case.id)


def parts(shop: Shop, line: Any) -> tuple[int, int, int, int]:
    split = returns.line_split(shop, line)
    return tuple(map(int, (split.returned, split.exchanged, split.asked, split.kept)))  # type: ignore[return-value]


def test_a_return_of_20_of_36_square_metres_from_intake_to_money_a2(
    shop: Shop, wang: Customer
) -> None:
    line = sell(shop, wang)
    case = ask(shop, wang, line, Decimal(20))
    request = case.return_request
    assert request is not None and request.wish is Wish.RETURN
    assert {one.option for one in request.verdict} >= {"return", "exchange"}
    assert all(one.clauses for one in request.verdict if one.answer == "yes")
    assert parts(shop, line) == (0, 0, 20, 16)
    case = inspect(shop, case).case
    assert case.return_request is not None and case.return_request.review is None
    case = review(shop, case, fen=200_000).case
    assert needs(Stage.READY, case) == ("checks",)
    case = settle(shop, case).case
    assert needs(Stage.HANDED_OVER, case) == ("payments",)
    case = hand_over(shop, case, refunded(200_000)).case
    settlement = again(shop, case).return_request.settlement  # type: ignore[union-attr]
    assert (settlement.outcome, settlement.refunded_fen) == (Outcome.REFUND, 200_000)
    assert parts(shop, line) == (20, 0, 0, 16)
    (payment,) = payments.of_case(shop.file, case.id)
    assert (payment.kind, payment.amount_fen) == ("refunded", 200_000)
    assert case.fee_taken_fen is None
    case = moves.move_case(shop, case.id, Stage.CLOSED, MoveFacts()).case
    assert case.stage is Stage.CLOSED and parts(shop, line) == (20, 0, 0, 16)


def test_the_timeline_tells_the_whole_return_g14(shop: Shop, wang: Customer) -> None:
    case = ask(shop, wang, sell(shop, wang), Decimal(20))
    inspect(shop, case, finding="三片有裂纹")
    review(shop, case, fen=200_000)
    settle(shop, case)
    hand_over(shop, case, refunded())
    words = Catalog("en")
    told = [timeline_text(words, entry) for entry in audit.of_case(shop.file, case.id)]
    assert "wish: Return, quantity 20" in told[0]
    assert "proof of purchase seen" in told[1] and "三片有裂纹" in told[1]
    assert "Refund" in told[2] and "¥2,000.00 is paid back" in told[2]
    assert "¥2,000.00 paid back (WeChat Pay)" in told[4]


def test_proof_of_purchase_is_looked_at_before_anything_else_b3(shop: Shop, wang: Customer) -> None:
    case = ask(shop, wang, sell(shop, wang))
    assert codes(inspect, shop, case, receipt=None) == ["receipt_not_checked"]
    assert codes(inspect, shop, case, fault=None) == ["fault_not_found_out"]
    inspect(shop, case, receipt=False)


@pytest.mark.parametrize("stage", [Stage.AGREED, Stage.READY, Stage.HANDED_OVER, Stage.IN_WORK])
def test_nothing_is_settled_before_it_is_inspected_b3(
    shop: Shop, wang: Customer, stage: Stage
) -> None:
    case = ask(shop, wang, sell(shop, wang))
    assert codes(moves.move_case, shop, case.id, stage, MoveFacts()) == ["move_not_allowed"]


def test_a_return_that_names_no_quantity_is_about_all_that_is_left(
    shop: Shop, wang: Customer
) -> None:
    line = sell(shop, wang)
    ask(shop, wang, line, Decimal(20))
    second = ask(shop, wang, line)
    assert second.return_request is not None and second.return_request.quantity == 16
    assert codes(ask, shop, wang, line) == ["nothing_left_to_return"]
    assert parts(shop, line) == (0, 0, 36, 0)


def test_more_than_is_left_is_refused(shop: Shop, wang: Customer) -> None:
    line = sell(shop, wang)
    case = ask(shop, wang, line, Decimal(20))
    assert codes(ask, shop, wang, line, Decimal(17)) == ["quantity_above_rest"]
    assert codes(ask, shop, wang, line, Decimal("0.0001")) == ["quantity_impossible"]
    ask(shop, wang, line, Decimal(10))
    assert codes(inspect, shop, case, quantity=Decimal(27)) == ["quantity_above_rest"]
    inspect(shop, case, quantity=Decimal(26))
    assert parts(shop, line) == (0, 0, 36, 0)


def test_goods_that_nobody_has_on_file_can_be_returned_too(shop: Shop, wang: Customer) -> None:
    case = ask(shop, wang, None, product="瓷砖", category="floor_tile", bought_on=shop.today())
    inspect(shop, case)
    review(shop, case, fen=5_000)
    settle(shop, case)
    assert hand_over(shop, case, refunded()).case.stage is Stage.HANDED_OVER


def test_no_more_is_paid_back_than_was_paid_a7(shop: Shop, wang: Customer) -> None:
    case = ask(shop, wang, sell(shop, wang), Decimal(20))
    inspect(shop, case)
    assert codes(review, shop, case, fen=200_001) == ["refund_too_much"]
    review(shop, case, fen=200_000)
    settle(shop, case)
    assert codes(hand_over, shop, case) == ["refund_missing"]
    assert codes(hand_over, shop, case, refunded(200_001)) == ["refund_differs"]
    assert codes(hand_over, shop, case, refunded(199_999)) == ["refund_differs"]
    assert codes(hand_over, shop, case, paid(200_000)) == ["refund_differs"]
    assert codes(hand_over, shop, case, refunded(200_000, None)) == ["pay_method_missing"]
    hand_over(shop, case, refunded(50_000), refunded())
    assert sum(one.amount_fen for one in payments.of_case(shop.file, case.id)) == 200_000


@pytest.mark.parametrize(
    ("new", "due", "answer"),
    [
        (250_000, 50_000, paid(50_000)),
        (200_000, 0, None),
        (150_000, -50_000, refunded(50_000)),
    ],
)
def test_the_difference_of_an_exchange_is_settled_a7(
    shop: Shop, wang: Customer, new: int, due: int, answer: Any
) -> None:
    line = sell(shop, wang)
    case = ask(shop, wang, line, Decimal(20), Wish.EXCHANGE)
    inspect(shop, case, fault=Fault.NONE)
    case = review(shop, case, Outcome.EXCHANGE, 200_000, new_goods="同款 B 号色", new_fen=new).case
    assert case.return_request.review.due_fen == due  # type: ignore[union-attr]
    settle(shop, case)
    hand_over(shop, case, *([answer] if answer else []))
    assert parts(shop, line) == (0, 20, 0, 16)


def test_the_wish_stays_what_it_was_whatever_comes_of_it(shop: Shop, wang: Customer) -> None:
    case = ask(shop, wang, sell(shop, wang), wish=Wish.EXCHANGE)
    inspect(shop, case)
    case = review(shop, case, fen=PRICE).case
    assert case.return_request is not None and case.return_request.review is not None
    assert case.return_request.wish is Wish.EXCHANGE
    assert case.return_request.review.outcome is Outcome.REFUND


def test_what_policy_does_not_allow_is_a_managers_with_a_reason(shop: Shop, wang: Customer) -> None:
    case = ask(shop, wang, sell(shop, wang))
    inspect(shop, case, fault=Fault.NONE)  # T-1: without a fault exchange only
    shop.act_as("XC")
    assert codes(review, shop, case, fen=PRICE, reason="老顾客") == ["manager_needed"]
    shop.act_as("DZ")
    assert codes(review, shop, case, fen=PRICE) == ["reason_missing"]
    assert review(shop, case, fen=PRICE, reason="老顾客").case.stage is Stage.AGREED


def test_what_the_law_grants_is_refused_by_nobody_l1(shop: Shop, wang: Customer) -> None:
    case = ask(shop, wang, sell(shop, wang))
    inspect(shop, case, laid=True)  # T-2 bars nothing on the axis of quality
    assert codes(review, shop, case, Outcome.REFUSED, reason="已铺贴") == ["law_grants_it"]


def test_what_is_refused_needs_a_reason_and_stays_with_the_customer(
    shop: Shop, wang: Customer
) -> None:
    line = sell(shop, wang)
    case = ask(shop, wang, line)
    inspect(shop, case, fault=Fault.USE)
    assert codes(review, shop, case, Outcome.REFUSED) == ["reason_missing"]
    case = review(shop, case, Outcome.REFUSED, reason="使用磨损").case
    assert parts(shop, line) == (0, 0, 0, 36)
    assert allowed_moves(case)[0] is Stage.CLOSED
    moves.move_case(shop, case.id, Stage.CLOSED, MoveFacts(resolution="已向顾客说明"))
    assert parts(shop, line) == (0, 0, 0, 36)


def test_refused_goods_that_are_here_are_to_be_collected(shop: Shop, wang: Customer) -> None:
    case = ask(shop, wang, sell(shop, wang), goods_kept=True)
    inspect(shop, case, fault=Fault.USE)
    case = review(shop, case, Outcome.REFUSED, reason="使用磨损").case
    assert allowed_moves(case)[0] is Stage.READY and needs(Stage.READY, case) == ()
    moves.move_case(shop, case.id, Stage.READY, MoveFacts())
    assert hand_over(shop, case).case.stage is Stage.HANDED_OVER


def test_what_is_repaired_goes_the_way_of_repairs(shop: Shop, wang: Customer) -> None:
    line = sell(shop, wang)
    case = ask(shop, wang, line, wish=Wish.REPAIR)
    inspect(shop, case)
    case = review(shop, case, Outcome.REPAIR, fee_fen=3_000).case
    assert allowed_moves(case)[0] is Stage.IN_WORK
    moves.move_case(shop, case.id, Stage.IN_WORK, MoveFacts())
    checks = MoveFacts(checks=moves.checks_of(shop, case))
    moves.move_case(shop, case.id, Stage.CHECKED, checks)
    moves.move_case(shop, case.id, Stage.READY, MoveFacts())
    assert codes(hand_over, shop, case) == ["payment_missing"]
    hand_over(shop, case, paid(3_000))
    assert parts(shop, line) == (0, 0, 0, 36)


def test_a_new_inspection_makes_the_decision_void(shop: Shop, wang: Customer) -> None:
    case = ask(shop, wang, sell(shop, wang), Decimal(20))
    inspect(shop, case)
    review(shop, case, fen=200_000)
    settle(shop, case)
    case = inspect(shop, case, quantity=Decimal(18)).case
    assert case.return_request is not None and case.return_request.review is None
    assert (case.checked_at, case.consent) == (None, None)
    assert codes(review, shop, case, fen=200_000) == ["refund_too_much"]


def test_money_that_was_paid_back_is_not_simply_undone_x9(shop: Shop, wang: Customer) -> None:
    line = sell(shop, wang)
    case = ask(shop, wang, line, Decimal(20))
    inspect(shop, case)
    review(shop, case, fen=200_000)
    settle(shop, case)
    hand_over(shop, case, refunded())
    assert codes(lambda: undo_move(shop, *last_move(shop, case.id))) == ["refund_was_paid"]
    reason = MoveFacts(reason="退多了一箱")
    case = moves.move_case(shop, case.id, Stage.CONFIRMED, reason).case
    assert parts(shop, line) == (20, 0, 0, 16), "what was settled stands"
    assert codes(inspect, shop, case, quantity=Decimal(18)) == ["quantity_settled"]
    inspect(shop, case)
    assert codes(review, shop, case, fen=1) == ["refund_too_much"], "paid back once already"


def test_goods_from_an_exchange_are_worth_what_was_paid_for_them(
    shop: Shop, wang: Customer
) -> None:
    line = sell(shop, wang)
    case = ask(shop, wang, line, Decimal(20), Wish.EXCHANGE)
    inspect(shop, case)
    review(shop, case, Outcome.EXCHANGE, 200_000, new_goods="B 号色", new_fen=250_000)
    settle(shop, case)
    hand_over(shop, case, paid(50_000))
    moves.move_case(shop, case.id, Stage.CONFIRMED, MoveFacts(reason="新的也裂了"))
    inspect(shop, case)
    assert codes(review, shop, case, fen=250_001) == ["refund_too_much"]
    review(shop, case, fen=250_000)
    settle(shop, case)
    hand_over(shop, case, refunded())
    assert parts(shop, line) == (20, 0, 0, 16)


def test_every_step_but_money_can_be_undone_x9(shop: Shop, wang: Customer) -> None:
    line = sell(shop, wang)
    case = ask(shop, wang, line, Decimal(20))
    for step in (inspect, lambda s, c: review(s, c, fen=200_000), settle):
        stood = again(shop, case)
        step(shop, case)  # type: ignore[operator]
        undo_move(shop, *last_move(shop, case.id))
        assert again(shop, case) == stood
        step(shop, case)  # type: ignore[operator]


def test_an_undo_never_takes_what_another_case_has_by_now(shop: Shop, wang: Customer) -> None:
    line = sell(shop, wang)
    case = ask(shop, wang, line, Decimal(20))
    moves.move_case(shop, case.id, Stage.CANCELLED, MoveFacts(reason="不退了"))
    other = ask(shop, wang, line, Decimal(30))
    assert codes(lambda: undo_move(shop, *last_move(shop, case.id))) == ["quantity_taken_since"]
    void_case(shop, other.id, "录错了")
    undo_move(shop, *last_move(shop, case.id))
    assert parts(shop, line) == (0, 0, 20, 16)


def test_a_corrected_time_is_that_of_the_inspection_too_g14(shop: Shop, wang: Customer) -> None:
    case = ask(shop, wang, sell(shop, wang))
    earlier = shop.now()
    shop.clock.set(earlier.replace(hour=15))  # type: ignore[attr-defined]
    inspect(shop, case)
    correct_time(shop, case.id, earlier.replace(hour=14), "写晚了")
    inspection = again(shop, case).return_request.inspection  # type: ignore[union-attr]
    assert inspection.at == earlier.replace(hour=14)


def test_other_kinds_have_no_request(shop: Shop, wang: Customer) -> None:
    facts = {"return_request": ReturnRequest(wish=Wish.RETURN)}
    complaint = open_case(shop, wang.id, CaseKind.COMPLAINT, **facts)
    assert complaint.return_request is None


def test_exports_tell_wish_quantity_decision_and_money(
    shop: Shop, wang: Customer, tmp_path: Path
) -> None:
    case = ask(shop, wang, sell(shop, wang), Decimal(20))
    inspect(shop, case)
    review(shop, case, fen=200_000)
    settle(shop, case)
    hand_over(shop, case, refunded())
    export(shop, ExportKind.CASES, tmp_path / "cases.csv", Catalog("zh_CN"))
    with (tmp_path / "cases.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    told = [row[heading] for heading in ("售后诉求", "数量", "审核结果", "已退款")]
    assert told == ["退货", "20 m²", "退款", "2000.00"]


def longest_of(shop: Shop, case: Case) -> Deadline:
    found = deadlines.of_case(shop.file, case.id)
    (longest,) = [one for one in found if one.kind is DeadlineKind.LONGEST]
    return longest


@pytest.mark.parametrize("trade", ["optical", "clothing", "tile", "beauty"])
def test_every_trade_takes_returns_and_keeps_what_the_law_said_l1_l2(
    tmp_path: Path, trade: str
) -> None:
    counter = open_counter(tmp_path, None, trade)
    wang = counter.person()
    line = counter.sale(wang, "other", handed_over_on=counter.shop.today()).purchase.lines[0]
    case = ask(counter.shop, wang, line.id)
    case = inspect(counter.shop, case).case
    (kept,) = [
        one
        for one in case.return_request.verdict  # type: ignore[union-attr]
        if (one.option, one.axis) == ("return", "quality")
    ]
    assert (kept.answer, kept.basis) == ("yes", "law")
    assert "L-1.return_7_days" in kept.clauses
    longest = longest_of(counter.shop, case)
    assert (longest.clause, longest.rule_on) == ("L-2", counter.shop.today() + timedelta(days=15))
    assert longest.shown_from == counter.shop.today() + timedelta(days=10)
    review(counter.shop, case, fen=0)
    settle(counter.shop, case)
    assert longest_of(counter.shop, case).met_at
    counter.shop.close()


def test_review_and_settlement_have_their_deadlines_a2(tmp_path: Path) -> None:
    counter = open_counter(tmp_path, "2026-03-05 10:00", "clothing")
    wang = counter.person()
    line = counter.sale(wang, "textile", handed_over_on=counter.shop.today()).purchase.lines[0]
    case = ask(counter.shop, wang, line.id)
    inspect(counter.shop, case)
    due = {one.kind: one for one in counter.deadlines(case)}
    assert f"{due[DeadlineKind.REVIEW].due_at:%m-%d}" == "03-06"
    assert f"{due[DeadlineKind.SETTLE].due_at:%m-%d}" == "03-10"
    assert due[DeadlineKind.REVIEW].met_at is None, "inspected is not decided"
    review(counter.shop, case, fen=0)
    due = {one.kind: one for one in counter.deadlines(case)}
    assert due[DeadlineKind.REVIEW].met_at and not due[DeadlineKind.SETTLE].met_at
    settle(counter.shop, case)
    due = {one.kind: one for one in counter.deadlines(case)}
    assert due[DeadlineKind.SETTLE].met_at
    inspect(counter.shop, case)
    due = {one.kind: one for one in counter.deadlines(case)}
    assert due[DeadlineKind.SETTLE].met_at is None, "not done after all"
    counter.shop.close()


def test_a_return_without_a_wish_is_saved_and_asked_for_g2(shop: Shop, wang: Customer) -> None:
    request = ReturnRequest(quantity=Decimal(20))
    case = ask(shop, wang, sell(shop, wang), return_request=request)
    assert "wish" in case.missing
    case = inspect(shop, case).case
    assert "wish" in case.missing, "no step before the decision is held up"
    assert codes(review, shop, case, fen=200_000) == ["wish_missing"]
    shown = facts_of(case)
    correct(shop, case.id, replace(shown, wish=Wish.EXCHANGE), shown=shown)
    case = again(shop, case)
    assert (case.missing, case.wish) == ((), Wish.EXCHANGE)
    told = timeline_text(Catalog("en"), audit.of_case(shop.file, case.id)[-1])
    assert "Wish added: Exchange" in told


def test_the_wish_may_be_said_at_the_inspection_or_with_the_decision_b3(
    shop: Shop, wang: Customer
) -> None:
    line = sell(shop, wang)
    for told_at_once in (True, False):
        case = ask(shop, wang, line, return_request=ReturnRequest(quantity=Decimal(10)))
        case = inspect(shop, case, **({"wish": Wish.RETURN} if told_at_once else {})).case
        assert (case.wish is Wish.RETURN) is told_at_once
        more = {} if told_at_once else {"wish": Wish.RETURN}
        case = review(shop, case, fen=100_000, **more).case
        assert case.wish is Wish.RETURN
        told = [timeline_text(Catalog("en"), one) for one in audit.of_case(shop.file, case.id)]
        assert sum("wish: Return" in sentence for sentence in told) == 1


def test_refusing_what_the_law_grants_is_refused_also_for_a_wish_said_late_l1(
    shop: Shop, wang: Customer
) -> None:
    case = ask(shop, wang, sell(shop, wang), return_request=ReturnRequest(quantity=Decimal(10)))
    inspect(shop, case)
    refusing = {"outcome": Outcome.REFUSED, "wish": Wish.RETURN, "reason": "不行"}
    assert codes(review, shop, case, **refusing) == ["law_grants_it"]
