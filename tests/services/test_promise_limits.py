"""How late a repair or a return may be promised: A-3 of the policy, L-2 of the law."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from building.counter import Counter, open_counter
from building.moments import day
from building.records import WORK
from shopcare.domain.cases.case import Case, CaseKind, How, PartsOrigin, Plan, Stage
from shopcare.domain.cases.deadline import DeadlineKind
from shopcare.domain.errors import Invalid
from shopcare.domain.money import Fen
from shopcare.language.catalog import Catalog
from shopcare.language.records.timeline_words import timeline_text
from shopcare.language.sentences import error_text
from shopcare.policies.profile import trades
from shopcare.services.cases import cases, promises, waiting
from shopcare.services.follow_ups.case_deadlines import limit_of

PAID = Plan(work="换拉链", parts="", parts_origin=PartsOrigin.NONE, fee_fen=Fen(5000))
FREE = replace(PAID, fee_fen=Fen(0))
AGREED = (Stage.CONFIRMED, Stage.DIAGNOSED, Stage.AGREED)
LAW, LONGEST, CONSENT = "promised_beyond_law", "promised_beyond_longest", "longer_not_agreed"
REPAIR, RETURN = CaseKind.REPAIR, CaseKind.RETURN


@pytest.fixture(params=trades())
def counter(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Counter]:
    """A Thursday morning in each trade; fifteen days later it is the 20th."""
    made = open_counter(tmp_path, "2026-03-05 10:00", request.param)
    yield made
    made.shop.close()


@pytest.fixture
def clothing(tmp_path: Path) -> Iterator[Counter]:
    made = open_counter(tmp_path, "2026-03-05 10:00", "clothing")
    yield made
    made.shop.close()


def code_of(invalid: pytest.ExceptionInfo[Invalid]) -> str:
    [problem] = invalid.value.problems
    return problem.code


@pytest.mark.parametrize("on", ["2026-03-19", "2026-03-20", "2026-03-21"])
@pytest.mark.parametrize("way", ["intake", "plan", "change"])
def test_no_way_in_promises_a_repair_beyond_fifteen_days(
    counter: Counter, way: str, on: str
) -> None:
    wang, told = counter.person(), How.IN_PERSON

    def promised() -> Case:
        if way == "intake":
            return counter.case(wang, promised_on=day(on), told_steps=told)
        if way == "plan":
            return counter.move(counter.case(wang), *AGREED, promised_on=day(on), plan=FREE)
        case = counter.move(counter.case(wang), *WORK, plan=FREE)
        return promises.change_promise(counter.shop, case.id, day(on), "缺件", told).case

    if on <= "2026-03-20":
        assert promised().promised_on == day(on)
        return
    with pytest.raises(Invalid) as invalid:
        promised()
    assert code_of(invalid) in (LAW, LONGEST)
    said = error_text(Catalog("en"), invalid.value)
    assert "2026-03-20" in said


@pytest.mark.parametrize(
    ("on", "agreed", "code"),
    [
        ("2026-03-15", None, None),
        ("2026-03-16", None, None),
        ("2026-03-17", None, CONSENT),
        ("2026-03-17", How.PHONE, None),
        ("2026-03-20", How.PHONE, None),
        ("2026-03-21", How.PHONE, LONGEST),
    ],
)
def test_longer_than_seven_working_days_needs_the_customers_word_a3(
    clothing: Counter, on: str, agreed: How | None, code: str | None
) -> None:
    case = clothing.move(clothing.case(clothing.person(), plan=PAID), *WORK)
    if code is None:
        promises.change_promise(clothing.shop, case.id, day(on), "缺件", agreed)
    else:
        with pytest.raises(Invalid) as invalid:
            promises.change_promise(clothing.shop, case.id, day(on), "缺件", agreed)
        assert code_of(invalid) == code
        assert invalid.value.values["source"] == "A-3"
    told = [agreed] if agreed is not None and code is None else []
    file = cases.case_file(clothing.shop, case.id)
    said = [json.loads(entry.values) for entry in file.timeline]
    agreements = [values["agreed"] for values in said if "agreed" in values]
    assert agreements == told, "who and when stand in the entry, how in its values"
    shown = file.later_date_agreed
    assert ([shown.how] if shown else []) == told
    if shown is not None:
        assert (shown.by, shown.at) == (clothing.shop.acting.id, clothing.shop.now())
        told_words = timeline_text(Catalog("en"), file.timeline[-1])
        assert "the customer agreed to it (By phone)" in told_words
        promises.change_promise(clothing.shop, case.id, day("2026-03-13"), "配件到了")
        assert cases.case_file(clothing.shop, case.id).later_date_agreed is None


@pytest.mark.parametrize(("told", "code"), [(None, CONSENT), (How.WECHAT, None)])
def test_at_intake_the_customer_must_know_of_a_longer_repair_a3(
    clothing: Counter, told: How | None, code: str | None
) -> None:
    wang = clothing.person()
    if code is None:
        assert clothing.case(wang, promised_on=day("2026-03-17"), told_steps=told).promised_on
        return
    with pytest.raises(Invalid) as invalid:
        clothing.case(wang, promised_on=day("2026-03-17"), told_steps=told)
    [problem] = invalid.value.problems
    assert (problem.field, problem.code) == ("told_steps", code)
    assert cases.case_ids(clothing.shop) == [], "nothing was saved"


def test_waiting_for_the_customer_puts_off_when_consent_is_needed(clothing: Counter) -> None:
    case = clothing.move(clothing.case(clothing.person()), *WORK)
    waiting.wait(clothing.shop, case.id)
    clothing.go_to("2026-03-06 10:00")
    with pytest.raises(Invalid, match=CONSENT):
        promises.change_promise(clothing.shop, case.id, day("2026-03-18"), "缺件")
    promises.change_promise(clothing.shop, case.id, day("2026-03-17"), "缺件")
    with pytest.raises(Invalid, match=LONGEST):  # the law's limit stands, as its deadline does
        promises.change_promise(clothing.shop, case.id, day("2026-03-21"), "缺件", How.PHONE)


@pytest.mark.parametrize("trade", ["optical", "tile", "beauty"])
def test_only_a_repair_that_is_paid_for_may_take_longer_by_law_l2(
    tmp_path: Path, trade: str
) -> None:
    counter = open_counter(tmp_path, "2026-03-05 10:00", trade)
    wang, late = counter.person(), day("2026-03-21")
    with pytest.raises(Invalid, match=LAW):
        counter.case(wang, promised_on=late, plan=FREE)
    assert counter.case(wang, promised_on=late, plan=PAID).promised_on == late
    counter.shop.close()


def test_where_the_time_is_over_the_next_open_day_can_be_promised(counter: Counter) -> None:
    case = counter.move(counter.case(counter.person()), *WORK, plan=FREE)
    counter.go_to("2026-04-07 10:00")
    with pytest.raises(Invalid):
        promises.change_promise(counter.shop, case.id, day("2026-04-08"), "缺件", How.PHONE)
    promises.change_promise(counter.shop, case.id, day("2026-04-07"), "缺件")


def test_the_agreement_stands_in_the_timeline(clothing: Counter) -> None:
    case = clothing.move(clothing.case(clothing.person()), *WORK)
    promises.change_promise(clothing.shop, case.id, day("2026-03-18"), "缺件", How.PHONE)
    timeline = cases.case_file(clothing.shop, case.id).timeline
    [entry] = [entry for entry in timeline if entry.action == "case.promise"]
    assert entry.staff_id == clothing.shop.acting.id
    assert "agreed" in timeline_text(Catalog("en"), entry)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(later=st.integers(0, 40), more=st.integers(0, 40), kind=st.sampled_from((REPAIR, RETURN)))
def test_a_later_intake_never_ends_earlier(
    clothing: Counter, later: int, more: int, kind: CaseKind
) -> None:
    case = clothing.case(clothing.person(f"顾客{later}-{more}-{kind}"))
    first = replace(case, kind=kind, received_at=case.received_at + timedelta(days=later))
    second = replace(first, received_at=first.received_at + timedelta(days=more))
    limits = [limit_of(clothing.shop, DeadlineKind.LONGEST, one) for one in (first, second)]
    days = [limit.day for limit in limits if limit is not None]
    assert days == sorted(days)
    for one, limit in zip((first, second), days, strict=True):
        assert (limit - one.received_at.date()).days == 15
