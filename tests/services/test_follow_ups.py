"""The calls of the policy, counted from what happened (C-2, C-5), and the policies themselves."""

import pytest

from building.counter import Counter
from building.moments import at
from building.shops import hire
from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import CaseKind
from shopcare.domain.errors import Refusal
from shopcare.domain.people.staff import Role
from shopcare.domain.policy.schedule import Trigger
from shopcare.language.catalog import Catalog
from shopcare.policies.clauses import load_schedule
from shopcare.policies.profile import load_policy, trades
from shopcare.services.calls import explain
from shopcare.services.follow_ups import follow_ups


@pytest.mark.parametrize(
    ("now", "day_zero", "third", "thirtieth"),
    [
        # before the first window, inside it, after the last one
        ("2026-03-05 08:00", "2026-03-05 09:30", "2026-03-10", "2026-04-17"),
        ("2026-03-05 10:00", "2026-03-05 10:00", "2026-03-10", "2026-04-17"),
        ("2026-03-05 19:00", "2026-03-06 09:30", "2026-03-10", "2026-04-17"),
        # the eve of the Spring Festival 2026 (15 to 23 February off; 14 and 28 are worked)
        ("2026-02-14 10:00", "2026-02-14 10:00", "2026-02-26", "2026-04-03"),
        # the eve of the National Day: 1 to 7 October off, 10 October worked
        ("2026-09-30 10:00", "2026-09-30 10:00", "2026-10-10", "2026-11-17"),
    ],
)
def test_the_days_after_a_complaint_c2(
    counter: Counter, now: str, day_zero: str, third: str, thirtieth: str
) -> None:
    counter.go_to(now)
    wang = counter.person()
    counter.complaint_handled(wang)
    first, *rest = counter.calls(wang, Purpose.COMPLAINT)
    assert first.due_at == at(day_zero)
    assert [call.due_on.isoformat() for call in rest] == [third, thirtieth]


def test_what_crosses_an_unknown_year_is_provisional_c2(counter: Counter) -> None:
    counter.go_to("2026-12-30 10:00")
    wang = counter.person()
    counter.complaint_handled(wang)
    assert [call.provisional for call in counter.calls(wang)] == [False, True, True]


def test_advice_on_use_is_followed_after_24_hours_c5(counter: Counter) -> None:
    counter.go_to("2026-03-05 20:00")
    wang = counter.person()
    counter.case(wang, CaseKind.CONSULTATION, misuse_advised=True)
    [call] = counter.calls(wang, Purpose.MISUSE)
    assert call.rule_on.isoformat() == "2026-03-06"
    assert call.due_at == at("2026-03-07 09:30"), "20:00 is no hour for calls: the next window"


def test_every_call_explains_itself(counter: Counter) -> None:
    wang = counter.person(key_account=True)
    counter.complaint_handled(wang)
    words = Catalog("en")
    for call in counter.calls(wang):
        why = explain.why_call(counter.shop, words, call)
        assert why.sentence.endswith(f"({call.clause})")
        assert why.due_on == call.due_on


def test_a_rule_is_read_back_as_it_was_kept() -> None:
    for trade in trades():
        schedule = load_schedule(trade, "CN")
        terms = [one for found in schedule.follow_ups.values() for one in found]
        limits = [one for found in schedule.deadlines.values() for one in found]
        for rule in [*(one.rule for one in terms), *(one.rule for one in limits)]:
            assert follow_ups.rule_from_text(follow_ups.rule_text(rule)) == rule


@pytest.mark.parametrize("trade", trades())
def test_each_trade_offers_something_for_each_kind_and_says_what_to_say_c7(trade: str) -> None:
    policy, schedule = load_policy(trade), load_schedule(trade, "CN")
    for kind in policy.kinds:
        offered = [service for service in policy.services if kind in service.kinds]
        assert offered, kind
        assert all(service.checks for service in offered), "G-7"
        assert policy.steps[kind], "G-3"
    for follow_ups_of in schedule.follow_ups.values():
        assert all(policy.talking_points[one.purpose] for one in follow_ups_of)
    assert schedule.promised_working_days.keys() >= {one.key for one in policy.services}, "G-5"
    complaint = schedule.follow_ups_for(Trigger.COMPLAINT_HANDLED)
    assert [(f.rule.kind.value, f.rule.n) for f in complaint] == [
        ("same_day", 0),
        ("working_day", 3),
        ("working_day", 30),
    ]
    chased = [f.rule.n for f in schedule.follow_ups_for(Trigger.NOT_COLLECTED)]
    assert chased == [7, 15, 30], "G-8"


def test_a_trade_that_is_none() -> None:
    for name in ("../optical", "common", "bakery"):
        with pytest.raises(Refusal, match="trade_unknown"):
            load_policy(name)


def test_routine_calls_of_a_day_are_shared_by_those_who_know_c8(counter: Counter) -> None:
    counter.go_to("2026-03-05 10:00")
    hire(counter.shop, "XZ", "小赵", Role.CLERK, knowledgeable=True)
    able = {member.id for member in counter.shop.staff if member.knowledgeable}
    calls = []
    for number in range(2 * len(able) * 9):  # as many for every open day of the window
        customer = counter.person(f"顾客{number}")
        counter.sale(customer, "frame_glasses", handed_over_on=counter.shop.now().date())
        calls += counter.calls(customer, Purpose.WEARING_CHECK)
    for day in {call.due_on for call in calls}:
        shares = [sum(c.due_on == day and c.assignee_id == who for c in calls) for who in able]
        assert max(shares) - min(shares) <= 1
