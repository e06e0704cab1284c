"""What each clause plans, for every trade: the day before, the day of and the day after it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from building.counter import Counter, open_counter
from building.moments import at, day
from building.records import HANDED_OVER, NOTHING_MISSING, READY, WORK
from shopcare.domain.calendar.opening import DayException
from shopcare.domain.calls.callback import CallbackState, Purpose
from shopcare.domain.cases.case import Case, CaseKind, How, Stage
from shopcare.domain.cases.deadline import Deadline, DeadlineKind
from shopcare.domain.errors import Invalid
from shopcare.domain.ids import CaseId
from shopcare.domain.policy.clause import Effect, Unit
from shopcare.domain.policy.policy_changes import PolicyChangeDraft
from shopcare.domain.policy.schedule import Trigger
from shopcare.domain.policy.scheduling import schedule_of
from shopcare.policies.clauses import load_clauses, load_schedule
from shopcare.policies.profile import load_policy, trades
from shopcare.services.cases import case_facts, cases, moves, promises, waiting
from shopcare.services.cases.case_lists import due_today
from shopcare.services.policies.policy_changes import change_policy
from shopcare.services.reports.day_close import day_close
from shopcare.services.rescheduling import calendar_changes
from shopcare.storage.cases import deadlines

LAST_OF_REPAIR = (*WORK, Stage.READY)


@pytest.fixture
def shops(tmp_path: Path) -> Iterator["Shops"]:
    shops = Shops(tmp_path)
    yield shops
    for counter in shops.opened:
        counter.shop.close()


class Shops:
    """Opens a shop of each trade once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.opened: list[Counter] = []

    def of(self, trade: str, now: str = "2026-03-05 10:00") -> Counter:
        """A Thursday morning; the shop is open from 09:00 to 20:30."""
        folder = self._folder / trade
        folder.mkdir()
        self.opened.append(open_counter(folder, now, trade))
        return self.opened[-1]


def every(counter: Counter, case: Case) -> dict[DeadlineKind, Deadline]:
    """Give the open deadlines of a case by kind, shown or not."""
    found = deadlines.of_case(counter.shop.file, CaseId(case.id))
    return {one.kind: one for one in found if one.met_at is None}


def late(counter: Counter) -> list[int]:
    return cases.case_ids(counter.shop, late=True)


def runs_out(counter: Counter) -> list[int]:
    return cases.case_ids(counter.shop, due_today=True)


# trade, kind, service, deadline, clause, until when, how it is met
TERMS = [
    *((trade, CaseKind.REPAIR, "", DeadlineKind.ACKNOWLEDGE, "G-3", "2026-03-06 10:00",
       (Stage.CONFIRMED,)) for trade in ("optical", "clothing", "tile", "beauty")),
    *((trade, CaseKind.REPAIR, "", DeadlineKind.LONGEST, "L-2", "2026-03-20 20:30",
       LAST_OF_REPAIR) for trade in ("optical", "clothing", "tile", "beauty")),
    *((trade, CaseKind.RETURN, "", DeadlineKind.LONGEST, "L-2", "2026-03-20 20:30",
       LAST_OF_REPAIR) for trade in ("clothing", "tile", "beauty")),
    ("clothing", CaseKind.RETURN, "", DeadlineKind.REVIEW, "A-2", "2026-03-06 20:30",
     (Stage.CONFIRMED, Stage.DIAGNOSED, Stage.AGREED)),
    ("clothing", CaseKind.RETURN, "", DeadlineKind.SETTLE, "A-2", "2026-03-10 20:30",
     LAST_OF_REPAIR),
    ("clothing", CaseKind.REPAIR, "", DeadlineKind.REPAIR, "A-3", "2026-03-16 20:30",
     LAST_OF_REPAIR),
    ("clothing", CaseKind.CONSULTATION, "", DeadlineKind.ANSWER, "A-4", "2026-03-06 20:30",
     (Stage.CONFIRMED, Stage.CLOSED)),
    ("clothing", CaseKind.COMPLAINT, "", DeadlineKind.ANSWER, "A-4", "2026-03-06 20:30",
     (Stage.CONFIRMED, Stage.DIAGNOSED)),
    ("clothing", CaseKind.COMPLAINT, "", DeadlineKind.REPLY, "A-4", "2026-03-10 20:30",
     (Stage.CONFIRMED, Stage.DIAGNOSED, Stage.AGREED)),
    ("clothing", CaseKind.REPAIR, "spare_part", DeadlineKind.PART, "A-16", "2026-03-10 20:30",
     HANDED_OVER),
]  # fmt: skip


@pytest.mark.parametrize(("trade", "kind", "service", "deadline", "clause", "until", "way"), TERMS)
def test_each_deadline_ends_on_its_day_and_is_met_by_its_step(
    shops: Shops,
    trade: str,
    kind: CaseKind,
    service: str,
    deadline: DeadlineKind,
    clause: str,
    until: str,
    way: tuple[Stage, ...],
) -> None:
    counter = shops.of(trade)
    case = counter.case(counter.person(), kind, service=service)
    found = every(counter, case)[deadline]
    assert (found.clause, found.due_at) == (clause, at(until))
    before, after = found.due_at - timedelta(minutes=1), found.due_at + timedelta(minutes=1)
    assert [found.is_late(moment) for moment in (before, found.due_at, after)] == [
        False, False, True,
    ]  # fmt: skip
    counter.clock.set(before)
    counter.move(case, *way, promised_on=before.date())
    assert deadline not in every(counter, case)


@pytest.mark.parametrize("trade", trades())
def test_the_filter_shows_what_runs_out_today_the_day_close_names_it(
    shops: Shops, trade: str
) -> None:
    counter = shops.of(trade)
    case = counter.case(counter.person())
    assert (runs_out(counter), late(counter)) == ([], []), "it runs out tomorrow"
    counter.go_to("2026-03-06 09:00")
    assert (runs_out(counter), late(counter)) == ([case.id], [])
    assert [entry.case.id for entry in day_close(counter.shop).missed] == [case.id]
    counter.go_to("2026-03-06 10:01")
    assert (runs_out(counter), late(counter)) == ([case.id], [case.id])
    promises.acknowledge(counter.shop, case.id, How.PHONE)
    assert (runs_out(counter), late(counter)) == ([], [])
    [told] = [one for one in counter.deadlines(case) if one.kind is DeadlineKind.ACKNOWLEDGE]
    assert told.is_late(counter.shop.now()), "X-16"


@pytest.mark.parametrize(
    ("on", "shown"), [("2026-03-14", False), ("2026-03-15", True), ("2026-03-16", True)]
)
def test_the_laws_limit_is_shown_from_day_ten_l2(shops: Shops, on: str, shown: bool) -> None:
    counter = shops.of("optical")
    case = counter.case(counter.person(), told_steps=How.IN_PERSON, **NOTHING_MISSING)
    counter.go_to(f"{on} 10:00")
    listed = [one.kind for one in cases.case_file(counter.shop, case.id).deadlines]
    assert (DeadlineKind.LONGEST in listed) is shown


def test_the_laws_limit_does_not_wait_for_an_open_day_l2(shops: Shops) -> None:
    counter = shops.of("optical")
    case = counter.case(counter.person())
    for closed in ("2026-03-20", "2026-03-19"):
        exception = DayException(day=day(closed), intervals=(), reason="盘点")
        calendar_changes.set_day(counter.shop, exception)
    limit = every(counter, case)[DeadlineKind.LONGEST]
    assert (limit.rule_on, limit.due_at) == (day("2026-03-20"), at("2026-03-18 20:30"))
    again = every(counter, counter.case(counter.person("李雷")))[DeadlineKind.LONGEST]
    assert again.due_at == limit.due_at


def test_the_laws_limit_holds_again_when_finished_work_goes_back_g7(shops: Shops) -> None:
    counter = shops.of("clothing")
    case = counter.move(counter.case(counter.person()), *READY)
    assert not {DeadlineKind.LONGEST, DeadlineKind.REPAIR} & every(counter, case).keys()
    assert DeadlineKind.RESULT in every(counter, case), "A-15"
    case = counter.move(case, Stage.IN_WORK)
    assert {DeadlineKind.LONGEST, DeadlineKind.REPAIR} <= every(counter, case).keys()
    assert DeadlineKind.RESULT not in every(counter, case)


def test_the_result_is_told_within_a_day_of_its_being_settled_a15(shops: Shops) -> None:
    counter = shops.of("clothing")
    case = counter.move(counter.case(counter.person()), *READY)
    assert every(counter, case)[DeadlineKind.RESULT].due_at == at("2026-03-06 10:00")
    moves.tell_ready(counter.shop, case.id)
    assert DeadlineKind.RESULT not in every(counter, case)


def test_a_case_that_is_reopened_gets_its_answers_anew_g25(shops: Shops) -> None:
    counter = shops.of("clothing")
    case = counter.complaint_handled(counter.person())
    counter.go_to("2026-03-12 10:00")
    case = counter.move(case, Stage.CONFIRMED)
    found = every(counter, case)
    assert found[DeadlineKind.REPLY].due_at == at("2026-03-17 20:30")
    assert found[DeadlineKind.ACKNOWLEDGE].due_at == at("2026-03-13 10:00")


# waiting for the customer


def test_a_clock_of_opening_hours_waits_for_the_customer(shops: Shops) -> None:
    counter = shops.of("clothing")
    case = counter.case(counter.person(), told_steps=How.IN_PERSON)
    counter.go_to("2026-03-09 10:00")
    waiting.wait(counter.shop, case.id)
    assert every(counter, case)[DeadlineKind.REPAIR].paused
    counter.go_to("2026-03-20 21:00")
    assert late(counter) == [case.id], "the law's limit and the next look at it run on"
    assert not every(counter, case)[DeadlineKind.REPAIR].is_late(counter.shop.now())
    counter.go_to("2026-03-21 09:00")
    waiting.go_on(counter.shop, case.id)
    # the rest of 9 March, 10 h 30 min, and eleven whole days: from 16 March 20:30 on
    assert every(counter, case)[DeadlineKind.REPAIR].due_at == at("2026-03-28 19:30")


def test_a_step_ends_the_waiting_and_is_in_time(shops: Shops) -> None:
    counter = shops.of("clothing")
    case = counter.case(counter.person(), CaseKind.RETURN)
    waiting.wait(counter.shop, case.id)
    counter.go_to("2026-03-16 10:00")
    case = counter.move(case, Stage.CONFIRMED, Stage.DIAGNOSED)
    assert case.waiting_since is None
    [review] = [one for one in counter.deadlines(case) if one.kind is DeadlineKind.REVIEW]
    assert not review.is_late(counter.shop.now())


def test_what_was_late_before_stays_late_x16(shops: Shops) -> None:
    counter = shops.of("clothing")
    case = counter.case(counter.person(), CaseKind.RETURN)
    counter.go_to("2026-03-09 10:00")
    waiting.wait(counter.shop, case.id)
    assert every(counter, case)[DeadlineKind.REVIEW].is_late(counter.shop.now())
    counter.go_to("2026-03-12 10:00")
    waiting.go_on(counter.shop, case.id)
    assert every(counter, case)[DeadlineKind.REVIEW].due_at == at("2026-03-06 20:30")


def test_a_case_that_waits_is_not_forgotten_g25(shops: Shops) -> None:
    counter = shops.of("clothing")
    case = counter.case(counter.person(), told_steps=How.IN_PERSON, **NOTHING_MISSING)
    waiting.wait(counter.shop, case.id)
    assert DeadlineKind.NEXT_STEP in every(counter, case)
    counter.go_to("2026-03-11 10:00")
    assert case.id in {one.id for _, one, _ in due_today(counter.shop).answers}


# calls


def calls(counter: Counter, case: Case, purpose: Purpose) -> list[str]:
    found = cases.case_file(counter.shop, case.id).callbacks
    return [
        f"{call.state} {call.opens_on:%m-%d} {call.closes_on:%m-%d}"
        for call in found
        if call.purpose is purpose
    ]


@pytest.mark.parametrize("trade", trades())
def test_every_service_is_called_back_once_g21(shops: Shops, trade: str) -> None:
    counter = shops.of(trade)
    case = counter.move(counter.case(counter.person()), *HANDED_OVER)
    assert calls(counter, case, Purpose.SERVICE_CHECK) == ["open 03-06 03-16"]
    case = counter.move(case, Stage.CLOSED)
    assert len(calls(counter, case, Purpose.SERVICE_CHECK)) == 1
    case = counter.move(case, Stage.CONFIRMED)
    assert calls(counter, case, Purpose.SERVICE_CHECK) == ["dropped 03-06 03-16"], "G-11"


@pytest.mark.parametrize("trade", trades())
def test_a_consultation_is_called_back_once_it_is_closed_g21(shops: Shops, trade: str) -> None:
    counter = shops.of(trade)
    assert CaseKind.CONSULTATION in counter.shop.policy.kinds
    case = counter.case(counter.person(), CaseKind.CONSULTATION)
    case = counter.move(case, Stage.CONFIRMED)
    assert calls(counter, case, Purpose.SERVICE_CHECK) == []
    case = counter.move(case, Stage.CLOSED)
    assert calls(counter, case, Purpose.SERVICE_CHECK) == ["open 03-06 03-16"]
    case = counter.move(case, Stage.CONFIRMED)
    assert calls(counter, case, Purpose.SERVICE_CHECK) == ["dropped 03-06 03-16"], "G-11"


@pytest.mark.parametrize("trade", trades())
def test_the_calls_after_a_complaint_take_its_place_g21(shops: Shops, trade: str) -> None:
    counter = shops.of(trade)
    case = counter.case(counter.person(), CaseKind.COMPLAINT)
    case = counter.move(case, *HANDED_OVER)
    assert calls(counter, case, Purpose.SERVICE_CHECK) == []
    assert len(calls(counter, case, Purpose.COMPLAINT)) == 3, "C-2"


def test_the_wearing_check_takes_its_place_g21(shops: Shops) -> None:
    counter = shops.of("optical")
    case = counter.case(counter.person(), service="lens_replacement", category="frame_glasses")
    case = counter.move(case, *HANDED_OVER)
    assert calls(counter, case, Purpose.WEARING_CHECK) == ["open 03-06 03-16"], "C-1"
    assert calls(counter, case, Purpose.SERVICE_CHECK) == []


def test_it_is_switched_off_per_service_g21() -> None:
    clauses = load_clauses("optical", "CN")
    [follow_up] = [
        one
        for one in schedule_of(clauses).follow_ups_for(Trigger.WORK_HANDED_OVER)
        if one.clause == "G-21"
    ]
    assert follow_up.is_about_work("frame_repair", None, is_written=False)
    off = type(follow_up)(
        clause="G-21",
        trigger=follow_up.trigger,
        purpose=follow_up.purpose,
        rule=follow_up.rule,
        not_services=frozenset({"adjustment"}),
    )
    assert not off.is_about_work("adjustment", None, is_written=False)
    assert off.is_about_work("frame_repair", None, is_written=False)


def test_the_shop_switches_it_off_per_service_from_a_day_on_g21(shops: Shops) -> None:
    counter = shops.of("optical")
    off = PolicyChangeDraft(
        clause="G-21.service_call",
        field="calls.not_services",
        texts=("frame_repair", "consultation"),
        from_on=counter.shop.today(),
    )
    change_policy(counter.shop, [off])
    for service, wanted in (("frame_repair", 0), ("", 1)):
        case = counter.move(counter.case(counter.person(), service=service), *HANDED_OVER)
        assert len(calls(counter, case, Purpose.SERVICE_CHECK)) == wanted
    with pytest.raises(Invalid, match="policy_change_nothing"):
        change_policy(counter.shop, [off])
    with pytest.raises(Invalid, match="policy_choice_unknown"):
        change_policy(counter.shop, [replace(off, texts=("moon",))])
    change_policy(counter.shop, [replace(off, texts=())])
    case = counter.move(counter.case(counter.person(), service="frame_repair"), *HANDED_OVER)
    assert len(calls(counter, case, Purpose.SERVICE_CHECK)) == 1


@pytest.mark.parametrize(
    ("trade", "due"),
    [("optical", "2026-03-06 10:00"), ("clothing", "2026-03-06 10:00"),
     ("beauty", "2026-03-06 10:00"), ("tile", "2026-03-05 14:00")],
)  # fmt: skip
def test_advice_is_followed_after_24_hours_or_two_c5_t7(shops: Shops, trade: str, due: str) -> None:
    counter = shops.of(trade, "2026-03-05 10:00" if trade != "tile" else "2026-03-05 12:00")
    wang = counter.person()
    counter.case(wang, CaseKind.CONSULTATION, misuse_advised=True)
    [call] = counter.calls(wang, Purpose.MISUSE)
    assert (call.rule_on, call.clause) == (at(due).date(), "T-7" if trade == "tile" else "C-5")
    assert call.due_at is not None
    assert call.due_at >= at(due)


@pytest.mark.parametrize(
    ("laying", "due"),
    [
        ("2026-03-12 09:00", "2026-03-11 17:00"),  # no window within the hours before: the last
        ("2026-03-12 15:00", "2026-03-12 09:30"),
    ],
)
def test_before_laying_we_call_back_t5(shops: Shops, laying: str, due: str) -> None:
    counter = shops.of("tile")
    wang = counter.person()
    case = counter.case(wang, CaseKind.GUIDANCE, laying_at=at(laying))
    [call] = counter.calls(wang, Purpose.GUIDANCE)
    assert call.clause == "T-5"
    assert call.due_at is not None
    assert call.due_at <= at(laying)
    facts = case_facts.facts_of(case)
    moved = case_facts.CaseFacts(
        **case_facts.values_of(facts) | {"laying_at": at(laying) + timedelta(days=1)}
    )
    case_facts.correct(counter.shop, case.id, moved, shown=facts)
    [again] = counter.calls(wang, Purpose.GUIDANCE)
    assert again.due_at == call.due_at + timedelta(days=1)
    every_call = counter.calls(wang, Purpose.GUIDANCE, every=True)
    assert [one.state for one in every_call if one.id == call.id] == [CallbackState.DROPPED]


@pytest.mark.parametrize("trade", trades())
def test_missing_facts_are_asked_for_where_no_contact_is_ahead_g2(shops: Shops, trade: str) -> None:
    counter = shops.of(trade)
    wang = counter.person()
    untold = counter.case(wang)
    assert calls(counter, untold, Purpose.MISSING_FACTS) == [], "G-3 is a contact"
    told = counter.case(counter.person("李雷"), told_steps=How.PHONE)
    assert calls(counter, told, Purpose.MISSING_FACTS) == ["open 03-06 03-10"]
    promised = counter.case(
        counter.person("韩梅"), told_steps=How.PHONE, promised_on=day("2026-03-09")
    )
    assert calls(counter, promised, Purpose.MISSING_FACTS) == [], "the goods are told"
    promises.acknowledge(counter.shop, untold.id, How.PHONE)
    assert calls(counter, untold, Purpose.MISSING_FACTS) == ["open 03-06 03-10"]
    whole = counter.case(counter.person("吴"), told_steps=How.PHONE, **NOTHING_MISSING)
    assert calls(counter, whole, Purpose.MISSING_FACTS) == []


def test_it_goes_when_nothing_is_missing_or_another_call_asks_c14(shops: Shops) -> None:
    counter = shops.of("optical")
    case = counter.case(counter.person(), told_steps=How.PHONE)
    shown = case_facts.facts_of(case)
    facts = case_facts.CaseFacts(**case_facts.values_of(shown) | NOTHING_MISSING)
    case_facts.correct(counter.shop, case.id, facts, shown=shown)
    assert calls(counter, case, Purpose.MISSING_FACTS) == ["dropped 03-06 03-10"]
    other = counter.case(counter.person("李雷"), told_steps=How.PHONE)
    counter.move(other, Stage.DIAGNOSED, Stage.AGREED)
    assert calls(counter, other, Purpose.MISSING_FACTS) == ["dropped 03-06 03-10"]


# the clauses themselves


@pytest.mark.parametrize("trade", trades())
def test_each_figure_of_a_plan_stands_in_its_clause_alone(trade: str) -> None:
    clauses, policy = load_clauses(trade, "CN"), load_policy(trade)
    services = {service.key for service in policy.services}
    for clause in clauses:
        named = {call.figure for call in clause.calls} | set(clause.promises.values())
        named |= {deadline.figure for deadline in clause.deadlines}
        assert named - {""} <= clause.figures.keys(), clause.id
        assert clause.promises.keys() <= services | {"repair", "consultation"}
        if clause.calls or clause.deadlines:
            assert clause.effect in (Effect.TERM, Effect.STEP)
    assert load_schedule(trade, "CN").promised_working_days.keys() >= services


def test_without_a_law_there_is_no_limit_of_the_law() -> None:
    kinds = {
        term.kind for terms in load_schedule("optical", "DE").deadlines.values() for term in terms
    }
    assert DeadlineKind.LONGEST not in kinds


@pytest.mark.parametrize("trade", trades())
def test_visits_will_find_their_calls_in_the_policy_t13_t18_t24(trade: str) -> None:
    schedule = load_schedule(trade, "CN")
    later = (Trigger.VISITED, Trigger.NOT_SURELY_SOLVED, Trigger.NOBODY_HOME)
    rules = [one.clause for trigger in later for one in schedule.follow_ups_for(trigger)]
    assert rules == (["T-24", "T-18", "T-13"] if trade == "tile" else [])


def test_the_shops_own_figure_drives_what_is_planned_from_its_day_on_a18(shops: Shops) -> None:
    counter = shops.of("clothing")
    tomorrow = day("2026-03-06")
    change_policy(
        counter.shop,
        [
            PolicyChangeDraft(
                clause="A-3.repair_time", field="numbers.done", numbers=(72,), unit=Unit.HOURS,
                from_on=tomorrow,
            ),
            PolicyChangeDraft(
                clause="C-2.complaint_calls", field="numbers.days", numbers=(2, 10, 20),
                from_on=tomorrow,
            ),
        ],
    )  # fmt: skip
    before = every(counter, counter.case(counter.person()))[DeadlineKind.REPAIR]
    assert before.due_at == at("2026-03-16 20:30")
    counter.go_to("2026-03-06 10:00")
    wang = counter.person("李雷")
    after = every(counter, counter.case(wang))[DeadlineKind.REPAIR]
    assert after.due_at == at("2026-03-09 10:00")
    assert promises.proposed_day(counter.shop, "garment_repair") == day("2026-03-11"), "in days"
    counter.complaint_handled(wang)
    assert len(counter.calls(wang, Purpose.COMPLAINT)) == 4


def test_a_window_that_ends_before_it_opens_is_refused(shops: Shops) -> None:
    counter = shops.of("optical")
    for numbers in ((7, 1), (1,), (1, 2)):  # the last leaves the day that is proposed outside
        draft = PolicyChangeDraft(
            clause="C-1.wearing_check", field="numbers.days", numbers=numbers,
            from_on=counter.shop.today(),
        )  # fmt: skip
        with pytest.raises(Invalid, match="policy_value_wrong"):
            change_policy(counter.shop, [draft])
