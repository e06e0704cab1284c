"""Entries made by mistake, and the same sale entered twice (W-8)."""

import pytest

from building.counter import Counter
from building.moments import day
from building.records import HANDED_OVER
from shopcare.domain.calls.callback import CallbackState, CallResult, Purpose
from shopcare.domain.cases.case import CaseKind, Stage
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft
from shopcare.services.calls.planned_calls import void_call
from shopcare.services.cases import cases
from shopcare.services.cases.corrections import void_case
from shopcare.services.people import customers
from shopcare.services.purchases import purchases
from shopcare.services.purchases.purchases import void_purchase
from shopcare.services.reports import experience
from shopcare.services.reports.day_close import day_close


def test_the_same_sale_twice_was_called_about_twice_c1(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    counter.sale(wang, handed_over_on=day("2026-03-05"))
    with pytest.raises(Refusal, match="purchase_repeated"):
        counter.sale(wang, handed_over_on=day("2026-03-05"))
    with pytest.raises(Refusal, match="purchase_repeated"):
        counter.sale(wang, handed_over_on=day("2026-03-05"), receipt_number="A1")
    assert len(counter.calls(wang)) == 1
    counter.sale(wang, "frame_glasses", "other", handed_over_on=day("2026-03-05"))
    counter.sale(wang, sold_on=day("2026-03-04"))
    line = PurchaseLineDraft(product="BL0", category="frame_glasses")
    twice = PurchaseDraft(customer_id=wang.id, sold_on=day("2026-03-05"), lines=(line,))
    assert purchases.add_purchase(counter.shop, twice, confirmed_repeat=True).purchase.id


def test_two_receipt_numbers_are_two_sales(counter: Counter) -> None:
    wang = counter.person("王")
    counter.sale(wang, receipt_number="A1")
    counter.sale(wang, receipt_number="A2")


def test_a_voided_purchase_has_no_call_and_stays_readable(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    sold = counter.sale(wang, handed_over_on=day("2026-03-05"), receipt_number="A1").purchase
    with pytest.raises(Invalid, match="reason_missing"):
        void_purchase(counter.shop, sold.id, " ")
    void_purchase(counter.shop, sold.id, "录重了")
    assert counter.calls(wang) == []
    [kept] = customers.customer_file(counter.shop, wang.id).purchases
    assert kept.voided is not None
    assert (kept.voided.reason, kept.voided.by) == ("录重了", counter.shop.acting.id)
    with pytest.raises(Refusal, match="voided_already"):
        void_purchase(counter.shop, sold.id, "录重了")
    counter.sale(wang, handed_over_on=day("2026-03-05"), receipt_number="A1")
    assert len(counter.calls(wang)) == 1, "the right one may be entered under its number"


def test_a_voided_purchase_is_not_handed_over(counter: Counter) -> None:
    sold = counter.sale(counter.person("王")).purchase
    void_purchase(counter.shop, sold.id, "录重了")
    with pytest.raises(Refusal, match="voided_already"):
        purchases.hand_over(counter.shop, sold.id, day("2026-03-05"))


def test_a_voided_case_is_in_no_count_and_stays_readable(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    case = counter.move(counter.case(wang, CaseKind.COMPLAINT, product="BL1"), *HANDED_OVER)
    void_case(counter.shop, case.id, "开错了")
    shop = counter.shop
    assert (cases.open_cases(shop), cases.case_ids(shop), counter.calls(wang)) == (0, [], [])
    assert experience.comebacks(shop, wang.id, "BL1") == []
    assert day_close(shop).untouched == day_close(shop).missed == ()
    file = cases.case_file(shop, cases.case_id_of(shop, case.number))
    assert file.case.voided is not None
    assert file.case.resolution == "换了螺丝", "nothing of it is lost"
    assert file.timeline[-1].said() == {"from": "handed_over", "reason": "开错了"}
    with pytest.raises(Refusal, match="move_not_allowed"):
        counter.move(case, Stage.CONFIRMED)
    with pytest.raises(Refusal, match="voided_already"):
        void_case(shop, case.id, "开错了")


def test_a_complaint_that_is_not_settled_is_voided_by_a_manager_only_g11(
    counter: Counter,
) -> None:
    wang = counter.person("王", "13800138000")
    case = counter.move(counter.complaint_handled(wang), Stage.CONFIRMED)
    counter.shop.act_as("XL")
    with pytest.raises(Refusal, match="manager_needed"):
        void_case(counter.shop, case.id, "开错了")


def test_a_voided_call_leaves_its_tries_and_the_rhythm_goes_on_c3(counter: Counter) -> None:
    wang = counter.person("王", "13800138000", key_account=True)
    [call] = counter.calls(wang, Purpose.KEY_ACCOUNT)
    counter.dial(call, CallResult.NO_ANSWER)
    void_call(counter.shop, call.id, "顾客在店里")
    kept = counter.again(call)
    assert (kept.state, kept.voided is not None) == (CallbackState.DROPPED, True)
    assert len(customers.customer_file(counter.shop, wang.id).attempts) == 1
    [following] = counter.calls(wang, Purpose.KEY_ACCOUNT)
    assert following.rule_on == day("2026-05-05")
    with pytest.raises(Refusal, match="nothing_to_void"):
        void_call(counter.shop, call.id, "顾客在店里")


def test_a_call_recorded_by_mistake_is_voided_too(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    counter.complaint_handled(wang)
    call = counter.dial(counter.calls(wang)[0]).callback
    void_call(counter.shop, call.id, "记错人了")
    assert day_close(counter.shop).done == ()
    assert counter.again(call).result is None
