"""Recording calls and what they lead to (C-1 to C-13, G-11, X-7)."""

from datetime import datetime, time

import pytest

from building.counter import Counter
from building.moments import at, day
from building.records import HANDED_OVER, READY
from shopcare.domain.calls.callback import CallbackState, CallResult, Mood, Purpose, TryDraft
from shopcare.domain.cases.case import CaseKind, Channel, Stage
from shopcare.domain.errors import Invalid, NotFound, Refusal
from shopcare.domain.ids import CallbackId
from shopcare.domain.people.staff import Role
from shopcare.services.calls import callbacks as call_service
from shopcare.services.calls import today
from shopcare.services.calls.call_card import call_card
from shopcare.services.calls.planned_calls import in_one_hour, this_evening
from shopcare.services.cases import cases
from shopcare.services.people import customers
from shopcare.services.shop import open_shop
from shopcare.storage import call_attempts, callbacks
from shopcare.storage.file import inspection

C, W, P = Purpose.COMPLAINT, Purpose.WEARING_CHECK, Purpose.PICK_UP
THREE_DAYS = ["2026-03-05", "2026-03-10", "2026-04-17"]


def test_a_handled_complaint_starts_three_calls_c2(counter: Counter) -> None:
    wang = counter.person()
    counter.complaint_handled(wang)
    # 10 March is the 3rd working day; 6 April (Qingming) is off: 17 April is the 30th
    assert counter.due(wang, C) == THREE_DAYS


def test_a_complaint_call_goes_to_who_resolved_it_c8(counter: Counter) -> None:
    wang = counter.person()
    counter.shop.act_as("XL")
    counter.complaint_handled(wang)
    xl = counter.shop.acting
    assert {call.assignee_id for call in counter.calls(wang, C)} == {xl.id}
    recorded = counter.sale(wang, handed_over_on=day("2026-03-05"))
    [wearing] = callbacks.many(counter.shop.file, recorded.callbacks)
    knowledgeable = counter.shop.member(wearing.assignee_id)
    assert knowledgeable is not None
    assert knowledgeable.knowledgeable


def test_no_answer_is_due_again_in_another_window_of_the_day_c13(counter: Counter) -> None:
    wang = counter.person("王", "13800138000", "0571-87654321")
    counter.complaint_handled(wang)
    call = counter.calls(wang, C)[0]
    first = counter.dial(call, CallResult.NO_ANSWER).callback
    assert first.due_at == at("2026-03-05 14:00")
    counter.go_to("2026-03-05 15:00")
    second = counter.dial(call, CallResult.BUSY).callback
    assert second.due_at == at("2026-03-06 09:30")
    assert (second.needs_decision, second.state) == (False, CallbackState.OPEN)
    counter.go_to("2026-03-06 16:00")  # a Friday: the shop is open on Saturday
    third = counter.dial(call, CallResult.WRONG_NUMBER).callback
    assert third.due_at == at("2026-03-07 09:30")
    assert third.needs_decision
    manager = counter.shop.manager()
    assert manager is not None
    assert third.assignee_id == manager.id
    tried = [attempt.phone for attempt in call_attempts.of_calls(counter.shop.file, [call.id])]
    assert tried == ["057187654321", "13800138000", "057187654321"]


def test_an_older_try_that_is_written_down_late_moves_no_retry_c13(counter: Counter) -> None:
    wang = counter.person("王", "13800138000", "0571-87654321")
    counter.complaint_handled(wang)
    counter.go_to("2026-03-06 15:00")
    call = counter.calls(wang, C)[0]
    due = counter.dial(call, CallResult.WRONG_NUMBER).callback
    assert due.due_at == at("2026-03-07 09:30")
    late = counter.dial(call, CallResult.BUSY, at=at("2026-03-05 10:30")).callback
    assert (late.attempts, late.due_on, late.due_at) == (2, due.due_on, due.due_at)
    later_at = at("2026-03-06 16:00")
    late = counter.dial(call, CallResult.LATER, at=at("2026-03-05 11:00"), later_at=later_at)
    assert late.callback == counter.again(call)
    assert (late.callback.due_at, late.callback.by_hand) == (due.due_at, False)
    tries = call_attempts.of_calls(counter.shop.file, [call.id])
    assert [one.at.hour for one in tries] == [15, 11, 10], "in the order of time, newest first"
    third = counter.dial(call, CallResult.BUSY, at=at("2026-03-05 16:00")).callback
    assert (third.needs_decision, third.due_at) == (True, due.due_at)


@pytest.mark.parametrize(
    ("tried", "again"),
    [
        ("2026-03-02 09:00", "2026-03-05 09:30"),  # the window that is running now
        ("2026-03-04 17:00", "2026-03-05 09:30"),
        ("2026-03-05 09:40", "2026-03-05 14:00"),  # not the window in which it was tried
    ],
)
def test_a_retry_never_lies_before_the_day_on_which_the_try_is_written_down_c13(
    counter: Counter, tried: str, again: str
) -> None:
    counter.go_to("2026-03-02 08:00")
    wang = counter.person()
    counter.complaint_handled(wang)
    counter.go_to("2026-03-05 10:00")
    call = counter.dial(counter.calls(wang, C)[0], CallResult.BUSY, at=at(tried)).callback
    assert call.due_at == at(again)


def test_later_is_asked_for_and_no_try_in_vain_c13(counter: Counter) -> None:
    wang = counter.person("王", "13800138000", "0571-87654321")
    counter.complaint_handled(wang)
    call = counter.calls(wang, C)[0]
    for hour in (11, 12, 13):
        later_at = at(f"2026-03-09 {hour}:00")
        later = counter.dial(call, CallResult.LATER, later_at=later_at).callback
    assert (later.needs_decision, later.attempts) == (False, 0)
    assert (later.opens_on, later.due_on, later.closes_on) == (day("2026-03-09"),) * 3
    assert later.by_hand
    panel = today.panel(counter.shop, at("2026-03-06 10:00"))
    listed = [row.callback.id for rows in panel.sections.values() for row in rows]
    assert call.id not in listed, "not before the hour that the customer named"
    panel = today.panel(counter.shop, at("2026-03-10 10:00"))
    assert call.id in [row.callback.id for row in panel.sections[today.Section.OVERDUE]]
    assert call_card(counter.shop, call.id).row.phone is not None
    assert len(call_attempts.of_calls(counter.shop.file, [call.id])) == 3


def test_an_answer_of_two_reopens_and_starts_the_series_again_g11(counter: Counter) -> None:
    wang = counter.person()
    case = counter.complaint_handled(wang)
    counter.go_to("2026-03-05 15:00")
    call = counter.calls(wang, C)[0]
    tried = counter.dial(call, satisfaction=2, note="还是压鼻梁")
    assert (tried.reopened_case, tried.opened_case) == (case.id, None)
    assert counter.due(wang, C) == [], "the rest of the old series is off the list"
    counter.go_to("2026-03-09 10:00")
    again = cases.case_file(counter.shop, case.id).case
    assert (again.stage, again.handled_at) == (Stage.CONFIRMED, None)
    counter.move(again, Stage.CLOSED)
    assert counter.due(wang, C) == ["2026-03-09", "2026-03-12", "2026-04-21"]
    reasons = [
        entry.said().get("note") for entry in cases.case_file(counter.shop, case.id).timeline
    ]
    assert "还是压鼻梁" in reasons


def test_unsatisfied_again_and_again_g11(counter: Counter) -> None:
    wang = counter.person()
    case = counter.complaint_handled(wang)
    for number in range(3):
        call = counter.calls(wang, C)[0]
        assert counter.dial(call, satisfaction=1, note="不行").reopened_case == case.id
        counter.move(cases.case_file(counter.shop, case.id).case, Stage.CLOSED)
        assert len(counter.calls(wang, C)) == 3, number
    satisfied = counter.dial(counter.calls(wang, C)[0], satisfaction=3)
    assert (satisfied.reopened_case, satisfied.opened_case) == (None, None)
    assert len(counter.calls(wang, C)) == 2


def test_a_try_recorded_late_may_lie_before_the_closing_g11(counter: Counter) -> None:
    wang = counter.person()
    case = counter.case(wang, CaseKind.COMPLAINT)
    case = counter.move(case, *HANDED_OVER)
    counter.go_to("2026-03-05 11:00")
    counter.move(case, Stage.CLOSED)
    call = counter.calls(wang, C)[0]
    tried = counter.dial(call, satisfaction=1, note="松", at=at("2026-03-05 10:30"))
    assert tried.reopened_case == case.id


def test_only_the_manager_ends_a_series_and_pick_up_stays_g11(counter: Counter) -> None:
    wang = counter.person()
    counter.complaint_handled(wang)
    counter.move(counter.case(wang), *READY)
    call = counter.calls(wang, C)[0]
    counter.shop.act_as("XC")
    with pytest.raises(Refusal, match="manager_needed"):
        counter.dial(call, CallResult.ENDED, note="搬走了")
    counter.shop.act_as("DZ")
    counter.dial(call, CallResult.ENDED, note="搬走了")
    assert counter.due(wang, C) == []
    assert counter.due(wang, P) == ["2026-03-05"]


def test_dissatisfaction_after_fitting_opens_a_complaint_about_the_glasses_g11(
    counter: Counter,
) -> None:
    wang = counter.person()
    made = counter.sale(wang, "care_solution", "frame_glasses", handed_over_on=day("2026-03-04"))
    call = counter.again(counter.calls(wang, W)[0])
    tried = counter.dial(call, satisfaction=1, note="头晕")
    assert tried.opened_case is not None
    opened = cases.case_file(counter.shop, tried.opened_case).case
    assert (opened.kind, opened.channel, opened.fault) == (
        CaseKind.COMPLAINT,
        Channel.CALLBACK,
        "头晕",
    )
    assert opened.purchase_line_id == made.purchase.lines[1].id
    assert opened.from_callback_id == call.id


def test_a_complaint_without_words_is_opened_and_asked_about_again_c9_g2(counter: Counter) -> None:
    wang = counter.person()
    case = counter.move(counter.case(wang, CaseKind.COMPLAINT), *HANDED_OVER)
    tried = counter.dial(counter.calls(wang, C)[0], CallResult.COMPLAINT)
    assert tried.opened_case is not None
    opened = cases.case_file(counter.shop, tried.opened_case).case
    assert opened.linked_case_id == case.id
    assert opened.missing[0] == "fault"


def test_a_complaint_on_the_phone_is_opened_not_judged_c9(counter: Counter) -> None:
    wang = counter.person()
    case = counter.move(counter.case(wang, CaseKind.COMPLAINT, lot="B7"), *HANDED_OVER)
    call = counter.calls(wang, C)[0]
    tried = counter.dial(call, CallResult.COMPLAINT, note="镀膜起泡", mood=Mood.IMPATIENT)
    assert tried.opened_case is not None
    opened = cases.case_file(counter.shop, tried.opened_case)
    assert (opened.case.linked_case_id, opened.case.lot) == (case.id, "B7")
    assert opened.case.cause is None, "that path has no field for blaming the customer"
    assert opened.case.stage is Stage.RECEIVED
    assert opened.timeline[0].action == "callback.try"
    assert counter.again(call).result is CallResult.COMPLAINT


def test_declined_drops_routine_calls_and_keeps_those_about_goods_c13(counter: Counter) -> None:
    wang = counter.person("王", "13800138000", key_account=True)
    counter.complaint_handled(wang)
    counter.sale(wang, handed_over_on=day("2026-03-04"))
    counter.move(counter.case(wang), *READY)
    counter.dial(counter.calls(wang, C)[0], CallResult.DECLINED)
    assert {call.purpose for call in counter.calls(wang)} == {P}
    assert customers.customer(counter.shop, wang.id).no_calls
    counter.complaint_handled(wang)
    counter.sale(wang, handed_over_on=day("2026-03-05"))
    assert {call.purpose for call in counter.calls(wang)} == {P}


@pytest.mark.parametrize("result", [CallResult.REACHED, CallResult.COMPLAINT, CallResult.DECLINED])
def test_who_was_spoken_to_knows_that_the_goods_are_ready_and_is_chased_g8(
    counter: Counter, result: CallResult
) -> None:
    wang = counter.person()
    case = counter.move(counter.case(wang), *READY)
    counter.go_to("2026-03-06 10:00")
    counter.dial(counter.calls(wang, P)[0], result, note="知道了")
    case = cases.case_file(counter.shop, case.id).case
    assert case.told_ready_at == at("2026-03-06 10:00")
    # 7, 15 and 30 days after they were told
    assert counter.due(wang, P) == ["2026-03-13", "2026-03-21", "2026-04-05"]


def test_goods_of_somebody_never_reached_are_chased_nevertheless_g8(counter: Counter) -> None:
    wang = counter.person()
    case = counter.move(counter.case(wang), *READY)
    call = counter.calls(wang, P)[0]
    for _ in range(3):
        counter.dial(call, CallResult.NO_ANSWER)
    assert counter.again(call).needs_decision
    counter.dial(call, CallResult.ENDED, note="号码停机")
    assert counter.due(wang, P) == ["2026-03-12", "2026-03-20", "2026-04-04"]
    assert cases.case_file(counter.shop, case.id).case.told_ready_at is None
    counter.go_to("2026-03-12 10:00")
    counter.dial(counter.calls(wang, P)[0], CallResult.ENDED, note="号码停机")
    assert counter.due(wang, P) == ["2026-03-20", "2026-04-04"]


def test_a_household_is_settled_with_one_call_x7(counter: Counter) -> None:
    wang = counter.person("王小明", "0571-87654321")
    zhang = counter.person("张丽", "13900139000", "0571-87654321")
    stranger = counter.person("李四", "13700137000")
    for person in (wang, zhang, stranger):
        counter.complaint_handled(person)
    mine, hers, his = (counter.calls(p, C)[0] for p in (wang, zhang, stranger))
    with pytest.raises(Refusal, match="not_same_household"):
        counter.dial(mine, also=(hers.id, his.id))
    with pytest.raises(NotFound):
        counter.dial(mine, also=(CallbackId(9999),))
    with pytest.raises(Invalid, match="also_needs_reached"):
        counter.dial(mine, CallResult.NO_ANSWER, also=(hers.id,))
    assert counter.again(mine).attempts == 0, "nothing of a refused try is kept"
    tried = counter.dial(mine, satisfaction=5, also=(hers.id, hers.id, mine.id), note="都好")
    assert tried.also_settled == (hers.id,)
    [attempt] = call_attempts.of_calls(counter.shop.file, [hers.id])
    assert (attempt.result, attempt.satisfaction, attempt.note) == (
        CallResult.REACHED,
        None,
        "都好",
    )
    assert counter.again(his).state is CallbackState.OPEN


def test_what_dissatisfaction_takes_off_the_list_is_not_settled_as_well_x7_g11(
    counter: Counter,
) -> None:
    wang = counter.person("王", "13800138000")
    counter.complaint_handled(wang)
    first, second, _ = counter.calls(wang, C)
    tried = counter.dial(first, satisfaction=1, note="松", also=(second.id,))
    assert tried.also_settled == ()
    assert counter.again(second).state is CallbackState.DROPPED


def test_a_day_set_by_hand_c13(counter: Counter) -> None:
    wang = counter.person()
    counter.complaint_handled(wang)
    call = counter.calls(wang, C)[2]
    call_service.set_day(counter.shop, call.id, day("2026-03-08"))
    moved = counter.again(call)
    assert (moved.opens_on, moved.due_on, moved.closes_on) == (day("2026-03-08"),) * 3
    assert moved.by_hand
    for bad, code in [("2026-03-04", "day_in_past"), ("2062-03-05", "day_too_far")]:
        with pytest.raises(Refusal, match=code):
            call_service.set_day(counter.shop, call.id, day(bad))
    counter.dial(call)
    with pytest.raises(Refusal, match="call_settled"):
        call_service.set_day(counter.shop, call.id, day("2026-03-09"))


def test_a_customer_without_a_phone_can_be_called_on_and_settled(counter: Counter) -> None:
    wang = counter.person()
    counter.complaint_handled(wang)
    card = call_card(counter.shop, counter.calls(wang, C)[0].id)
    assert card.row.phone is None
    assert "phones" in card.missing
    counter.dial(counter.calls(wang, C)[0], note="来店说的")


def test_two_people_cannot_settle_the_same_call(counter: Counter) -> None:
    wang = counter.person()
    counter.complaint_handled(wang)
    call = counter.calls(wang, C)[0]
    other = open_shop(counter.shop.path, clock=counter.clock, initials="XC")
    call_service.record_try(other, call.id, TryDraft(result=CallResult.REACHED))
    with pytest.raises(Refusal, match="call_settled"):
        counter.dial(call)
    other.close()
    assert len(call_attempts.of_calls(counter.shop.file, [call.id])) == 1


def test_tries_of_two_people_are_both_counted_c13(counter: Counter) -> None:
    wang = counter.person()
    counter.complaint_handled(wang)
    call = counter.calls(wang, C)[0]
    other = open_shop(counter.shop.path, clock=counter.clock, initials="XC")
    for shop in (counter.shop, other, counter.shop):
        call_service.record_try(shop, call.id, TryDraft(result=CallResult.NO_ANSWER))
    other.close()
    assert counter.again(call).attempts == 3
    assert counter.again(call).needs_decision


def test_a_moment_of_another_zone_counts_as_the_shops_own(counter: Counter) -> None:
    wang = counter.person()
    counter.complaint_handled(wang)
    counter.go_to("2026-03-06 10:00")
    # half past six in the evening of the day before in London, half past two at night here
    elsewhere = datetime.fromisoformat("2026-03-05T18:30:00+00:00")
    counter.dial(counter.calls(wang, C)[0], at=elsewhere)
    panel = today.panel(counter.shop)
    assert len(panel.sections[today.Section.DONE]) == 1
    later_at = datetime.fromisoformat("2026-03-09T18:30:00+00:00")
    later = counter.dial(counter.calls(wang, C)[0], CallResult.LATER, later_at=later_at).callback
    assert later.due_on == day("2026-03-10")


def test_own_hours_that_never_meet_the_shop_leave_the_call_on_the_list_c6(
    counter: Counter,
) -> None:
    wang = counter.person(call_hours=((time(21), time(22)),))
    counter.complaint_handled(wang)
    for moment in ("2026-03-05 00:01", "2026-03-05 12:00", "2026-03-05 23:59"):
        panel = today.panel(counter.shop, at(moment))
        assert panel.due == 1, moment
    call = counter.calls(wang, C)[0]
    counter.dial(call, CallResult.NO_ANSWER)
    assert counter.again(call).due_on >= day("2026-03-05")


def test_every_reference_and_seal_holds_after_all_this(counter: Counter) -> None:
    wang = counter.person("王", "13800138000", key_account=True)
    counter.complaint_handled(wang)
    counter.dial(counter.calls(wang, C)[0], satisfaction=1, note="松")
    counter.dial(counter.calls(wang)[-1], CallResult.COMPLAINT, note="还有镜片")
    assert inspection.broken_references(counter.shop.file) == []
    assert counter.shop.acting.role is Role.MANAGER


@pytest.mark.parametrize(
    ("now", "evening"),
    [
        ("2026-03-05 10:00", "2026-03-05 17:00"),
        ("2026-03-05 16:59", "2026-03-05 17:00"),
        ("2026-03-05 17:00", None),
        ("2026-03-05 20:00", None),
    ],
)
def test_this_evening_is_offered_while_it_lies_ahead_w10(now: str, evening: str | None) -> None:
    windows = [(at("2026-03-05 09:30"), at("2026-03-05 11:30")),
               (at("2026-03-05 14:00"), at("2026-03-05 18:00"))]  # fmt: skip
    assert this_evening(windows, at(now)) == (at(evening) if evening else None)
    assert this_evening(windows[:1], at(now)) is None


def test_in_one_hour_goes_by_the_minute_w10() -> None:
    assert in_one_hour(at("2026-03-05 10:00").replace(second=42)) == at("2026-03-05 11:00")
