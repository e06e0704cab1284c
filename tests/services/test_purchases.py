"""Recording what was bought, handing it over, and the call after fitting (C-1)."""

from datetime import timedelta

import pytest

from building.counter import Counter
from building.moments import day
from shopcare.domain.calls.callback import CallbackState, CallResult, Purpose
from shopcare.domain.cases.returns import Fault
from shopcare.domain.errors import Invalid, NotFound, Refusal
from shopcare.domain.ids import CustomerId, PurchaseId
from shopcare.domain.people.customer import Customer
from shopcare.domain.policy.clause import Axis, Basis, Option
from shopcare.domain.policy.sale_facts import SaleFacts
from shopcare.domain.purchases.purchase import NoCall, SalesChannel
from shopcare.services.policies import verdicts
from shopcare.services.purchases import purchase_calls, purchases
from shopcare.services.shop import open_shop
from shopcare.storage.file import audit

W = Purpose.WEARING_CHECK


@pytest.mark.parametrize(
    ("categories", "calls"),
    [
        (("frame_glasses",), 1),
        (("contact_lenses",), 1),
        (("隐形眼镜",), 1),
        (("LENSES",), 1),
        (("sunglasses",), 0),
        (("care_solution",), 0),
        (("护理液", "太阳镜"), 0),
        (("care_solution", "frame_glasses", "contact_lenses"), 1),
        (("",), 0),
        (("something of our own",), 0),
    ],
)
def test_only_glasses_and_lenses_are_asked_about_once_a_receipt_c1(
    counter: Counter, categories: tuple[str, ...], calls: int
) -> None:
    wang = counter.person()
    made = counter.sale(wang, *categories, handed_over_on=day("2026-03-05"))
    assert len(counter.calls(wang, W)) == calls
    assert made.no_call is (None if calls else NoCall.NOT_FITTED)


def test_where_no_call_starts_it_is_said_why_c1(counter: Counter) -> None:
    wang = counter.person()
    assert counter.sale(wang).no_call is NoCall.NOT_HANDED_OVER
    assert counter.sale(wang, "sunglasses").no_call is NoCall.NOT_FITTED
    for on in ("2026-02-20", "2025-03-05", "1990-01-01"):
        old = counter.sale(wang, handed_over_on=day(on))
        assert (old.callbacks, old.no_call) == ((), NoCall.TOO_LONG_AGO)
    quiet = counter.person("李", no_calls=True)
    made = counter.sale(quiet)
    assert made.no_call is NoCall.NOT_WANTED
    handed_over = purchases.hand_over(counter.shop, made.purchase.id, day("2026-03-05"))
    assert (handed_over.callbacks, handed_over.no_call) == ((), NoCall.NOT_WANTED)


@pytest.mark.parametrize("on", ["0001-01-01", "1899-12-31", "2026-03-06", "9999-12-31"])
def test_what_call_will_follow_can_be_asked_of_any_day(counter: Counter, on: str) -> None:
    asked = ("frame_glasses",)
    why = purchase_calls.why_no_call(counter.shop, counter.person(), asked, day(on))
    assert why is (None if on > "2026-03-05" else NoCall.TOO_LONG_AGO)


def test_the_window_is_the_1st_to_the_7th_working_day_c1(counter: Counter) -> None:
    wang = counter.person()
    made = counter.sale(wang, sold_on=day("2026-03-01"))
    assert counter.calls(wang) == [], "not before it is handed over"
    purchases.hand_over(counter.shop, made.purchase.id, day("2026-03-05"))
    [call] = counter.calls(wang)
    assert (call.opens_on, call.due_on, call.closes_on) == (
        day("2026-03-06"),
        day("2026-03-10"),
        day("2026-03-16"),
    )


def test_no_day_drowns_c1(counter: Counter) -> None:
    people = [counter.person(f"顾客{n}") for n in range(9)]
    for person in people:
        counter.sale(person, handed_over_on=day("2026-03-05"))
    planned = [counter.due(person, W)[0] for person in people]
    assert max(planned.count(on) for on in planned) == 1, "eleven open days for nine calls"


def test_a_window_that_is_half_over_proposes_no_day_that_passed_c1(counter: Counter) -> None:
    wang = counter.person()
    counter.sale(wang, handed_over_on=day("2026-02-27"))
    [call] = counter.calls(wang)
    assert call.closes_on == day("2026-03-09"), "28 February is a make-up working day"
    assert call.due_on >= day("2026-03-05")


def test_a_window_that_has_closed_starts_no_call_c1(counter: Counter) -> None:
    wang = counter.person()
    counter.sale(wang, handed_over_on=day("2026-02-12"))
    assert counter.calls(wang) == []
    counter.sale(wang, handed_over_on=day("1998-03-05"))
    assert counter.calls(wang) == []


def test_goods_are_handed_over_once(counter: Counter) -> None:
    wang = counter.person()
    bill = counter.sale(wang).purchase
    for bad, code in [
        ("2026-03-04", "handed_over_before_sale"),
        ("2026-03-06", "handed_over_in_future"),
    ]:
        with pytest.raises(Invalid, match=code):
            purchases.hand_over(counter.shop, bill.id, day(bad))
    other = open_shop(counter.shop.path, clock=counter.clock)
    recorded = purchases.hand_over(other, bill.id, day("2026-03-05"))
    other.close()
    with pytest.raises(Refusal, match="already_handed_over"):
        purchases.hand_over(counter.shop, bill.id, day("2026-03-05"))
    assert len(recorded.callbacks) == len(counter.calls(wang, W)) == 1


def test_a_handing_over_taken_back_takes_its_call_back_x9(counter: Counter) -> None:
    wang = counter.person()
    bill = counter.sale(wang).purchase
    recorded = purchases.hand_over(counter.shop, bill.id, day("2026-03-05"))
    purchases.undo_hand_over(counter.shop, recorded)
    assert counter.calls(wang) == []
    assert purchases.purchase(counter.shop, bill.id).handed_over_on is None
    purchases.hand_over(counter.shop, bill.id, day("2026-03-05"))
    assert len(counter.calls(wang, W)) == 1
    states = [call.state for call in counter.calls(wang, every=True)]
    assert sorted(states) == [CallbackState.DROPPED, CallbackState.OPEN]


def test_a_handing_over_stays_after_its_call_was_made(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    bill = counter.sale(wang).purchase
    recorded = purchases.hand_over(counter.shop, bill.id, day("2026-03-05"))
    [call] = counter.calls(wang, W)
    counter.go_to("2026-03-10 10:00")
    counter.dial(call, CallResult.NO_ANSWER)
    with pytest.raises(Refusal, match="handing_over_stays"):
        purchases.undo_hand_over(counter.shop, recorded)
    assert purchases.purchase(counter.shop, bill.id).handed_over_on == day("2026-03-05")
    assert len(counter.calls(wang, W)) == 1


def test_a_till_may_use_a_number_again_on_another_day(counter: Counter) -> None:
    wang, li = counter.person("王"), counter.person("李")
    first = counter.sale(wang, receipt_number="A1", sold_on=day("2026-03-01"))
    second = counter.sale(li, receipt_number="A1", sold_on=day("2026-03-02"))
    with pytest.raises(Invalid, match="receipt_taken"):
        counter.sale(wang, receipt_number=" a1 ", sold_on=day("2026-03-02"))
    assert purchases.purchase_with_receipt(counter.shop, "A1").id == second.purchase.id
    assert first.purchase.id != second.purchase.id
    counter.sale(wang)
    with pytest.raises(Refusal, match="purchase_repeated"):
        counter.sale(wang)


def test_what_is_not_on_file_is_refused(counter: Counter) -> None:
    with pytest.raises(NotFound):
        counter.sale(Customer(id=CustomerId(9), name="谁"))
    with pytest.raises(NotFound):
        purchases.hand_over(counter.shop, PurchaseId(9), day("2026-03-05"))
    with pytest.raises(NotFound):
        purchases.purchase_with_receipt(counter.shop, "A9")


def test_who_wants_no_calls_gets_none_after_fitting_c1(counter: Counter) -> None:
    wang = counter.person(no_calls=True)
    counter.sale(wang, handed_over_on=day("2026-03-05"))
    assert counter.calls(wang) == []


def test_a_promised_day_is_changed_until_the_goods_are_handed_over(counter: Counter) -> None:
    shop, today = counter.shop, counter.shop.today()
    made = counter.sale(counter.person(), "sunglasses").purchase
    purchases.correct_promise(shop, made.id, today + timedelta(days=3))
    purchases.correct_promise(shop, made.id, today + timedelta(days=5))
    assert purchases.purchase(shop, made.id).promised_on == today + timedelta(days=5)
    with pytest.raises(Refusal, match="promise_the_same"):
        purchases.correct_promise(shop, made.id, today + timedelta(days=5))
    with pytest.raises(Invalid, match="promised_before_sale"):
        purchases.correct_promise(shop, made.id, made.sold_on - timedelta(days=1))
    said = [one.said() for one in audit.all_about(shop.file, "purchase", made.id)]
    days = [(today + timedelta(days=days)).isoformat() for days in (3, 5)]
    assert {"from": days[0], "to": days[1]} in said
    purchases.correct_promise(shop, made.id, None)
    assert purchases.purchase(shop, made.id).promised_on is None
    purchases.hand_over(shop, made.id, today)
    with pytest.raises(Refusal, match="already_handed_over"):
        purchases.correct_promise(shop, made.id, today)


def test_the_channel_of_a_receipt_is_corrected_and_the_law_goes_by_it_l3(counter: Counter) -> None:
    shop, today = counter.shop, counter.shop.today()
    made = counter.sale(counter.person(), "sunglasses", handed_over_on=today)
    told = SaleFacts(fault=Fault.NONE, saleable=True)

    def granted_by_law() -> bool:
        verdict = verdicts.judge_line(shop, made.purchase.lines[0].id, told, today)
        return any(
            (one.option, one.axis, one.basis) == (Option.RETURN, Axis.NO_REASON, Basis.LAW)
            for one in verdict.rulings
        )

    purchases.correct_channel(shop, made.purchase.id, SalesChannel.COUNTER)
    assert not granted_by_law()
    purchases.correct_channel(shop, made.purchase.id, SalesChannel.ONLINE)
    assert granted_by_law()
    with pytest.raises(Refusal, match="channel_the_same"):
        purchases.correct_channel(shop, made.purchase.id, SalesChannel.ONLINE)
    entries = audit.all_about(shop.file, "purchase", made.purchase.id)
    said = [one.said() for one in entries if one.action == "purchase.correct_channel"]
    assert {"from": "counter", "to": "online"} in said
    purchases.correct_channel(shop, made.purchase.id, None)
    purchases.void_purchase(shop, made.purchase.id, "录错了")
    with pytest.raises(Refusal, match="voided_already"):
        purchases.correct_channel(shop, made.purchase.id, SalesChannel.PHONE)
