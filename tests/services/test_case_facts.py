"""What was missing at intake is written down later, what was wrong is put right (G-2, G-14)."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from building.counter import Counter
from building.moments import day
from building.records import HANDED_OVER, WORK
from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import Case, CaseKind, Stage
from shopcare.domain.cases.case_facts import FACT_NAMES, CaseFacts, facts_of
from shopcare.domain.errors import Invalid, NotFound, Refusal
from shopcare.domain.ids import CaseId
from shopcare.language.catalog import catalog
from shopcare.language.records.timeline_words import timeline_text
from shopcare.services.calls.call_card import call_card
from shopcare.services.cases import cases, moves
from shopcare.services.cases.case_facts import Corrected, correct
from shopcare.services.shop import open_shop
from shopcare.storage.file import audit

NOTHING = {"fault": "", "product": "", "category": "", "bought_on": None}


def _on_file(counter: Counter, case: Case) -> Case:
    return cases.case_file(counter.shop, case.id).case


def _correct(counter: Counter, case: Case, **said: object) -> Corrected:
    shown = facts_of(_on_file(counter, case))
    return correct(counter.shop, case.id, replace(shown, **said), shown=shown)


def _told(counter: Counter, case: Case, language: str = "en") -> str:
    return timeline_text(catalog(language), cases.case_file(counter.shop, case.id).timeline[-1])


def test_what_was_missing_is_written_down_and_missing_no_more_g2(counter: Counter) -> None:
    case = counter.case(counter.person(), CaseKind.CONSULTATION, misuse_advised=True, **NOTHING)
    counter.go_to("2026-03-06 15:00")
    done = _correct(counter, case, fault=" 头晕 ", product="依视路  钻晶",
                    bought_on=day("2026-01-20"),
                    category="frame_glasses", spec="1.67", lot="L7", wishes="尽快",
                    accessories=("Glasses case", " "), condition="左片有划痕")  # fmt: skip
    now = _on_file(counter, case)
    assert now == done.case
    assert now.missing == ()
    assert (now.fault, now.product, now.accessories) == ("头晕", "依视路 钻晶", ("Glasses case",))
    for name in set(Case.__dataclass_fields__) - set(FACT_NAMES):
        assert getattr(now, name) == getattr(case, name), name
    assert list(audit.broken_seals(counter.shop.file)) == []
    [call] = cases.case_file(counter.shop, case.id).callbacks
    assert not {"fault", "product"} & set(call_card(counter.shop, call.id).missing)


def test_the_timeline_says_what_was_before_and_after_g14(counter: Counter) -> None:
    case = counter.case(counter.person(), lot="A1", category="sunglasses", accessories=("自带布",))
    _correct(counter, case, lot="", fault="右镜腿松", bought_on=day("2026-01-20"), category="",
             accessories=("Glasses case", "自带布"))  # fmt: skip
    assert _told(counter, case) == (
        "Fault corrected from “镜腿松” to “右镜腿松”; "
        "Purchase date added: Tue 20 Jan 2026; "
        "Category removed: it was “Sunglasses”; "
        "Batch or colour removed: it was “A1”; "
        "Accessories corrected from “自带布” to “Glasses case, 自带布”"
    )
    assert "太阳镜" in _told(counter, case, "zh_CN")
    entry = cases.case_file(counter.shop, case.id).timeline[-1]
    assert entry.said()["bought_on"] == {"before": None, "after": "2026-01-20"}


def test_a_correction_is_taken_back_by_another_one(counter: Counter) -> None:
    case = counter.case(counter.person())
    done = _correct(counter, case, product="BL1")
    correct(counter.shop, case.id, done.before, shown=done.after)
    assert _on_file(counter, case) == case
    assert "removed" in _told(counter, case)
    with pytest.raises(Refusal, match="nothing_corrected"):
        _correct(counter, case, product=" ")
    assert len(cases.case_file(counter.shop, case.id).timeline) == 3


def test_facts_that_somebody_else_changed_meanwhile_are_not_overwritten(counter: Counter) -> None:
    case = counter.case(counter.person())
    shown = facts_of(case)
    other = open_shop(counter.shop.path, clock=counter.clock)
    correct(other, case.id, replace(shown, product="BL1"), shown=shown)
    other.close()
    with pytest.raises(Refusal, match="facts_changed_since"):
        correct(counter.shop, case.id, replace(shown, fault="断了"), shown=shown)
    assert (_on_file(counter, case).product, _on_file(counter, case).fault) == ("BL1", "镜腿松")
    counter.move(case, Stage.CONFIRMED)  # a step changes no fact
    _correct(counter, case, fault="断了")


def test_a_call_after_the_end_can_still_bring_in_what_was_missing_c2(counter: Counter) -> None:
    case = counter.move(counter.case(counter.person()), *HANDED_OVER, Stage.CLOSED)
    _correct(counter, case, product="BL1")
    assert _on_file(counter, case).product == "BL1"
    assert _on_file(counter, case).stage is Stage.CLOSED


def test_what_was_cancelled_stays_as_it_is(counter: Counter) -> None:
    case = counter.move(counter.case(counter.person()), Stage.CANCELLED)
    with pytest.raises(Refusal, match="facts_stay"):
        _correct(counter, case, product="BL1")
    with pytest.raises(NotFound):
        correct(counter.shop, CaseId(99), CaseFacts(), shown=CaseFacts())


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"product": "字" * 201}, "text_too_long"),
        ({"bought_on": day("2026-03-06")}, "bought_after_intake"),
        ({"accessories": ("盒",) * 41}, "accessories_too_many"),
    ],
)
def test_a_correction_is_checked_as_intake_is(
    counter: Counter, said: dict[str, object], code: str
) -> None:
    case = counter.case(counter.person())
    with pytest.raises(Invalid) as invalid:
        _correct(counter, case, **said)
    assert [(p.field, p.code) for p in invalid.value.problems] == [(*said, code)]
    assert _on_file(counter, case) == case


def test_calls_that_are_planned_stay_where_they_are_c1_c2(counter: Counter) -> None:
    customer = counter.person()
    case = counter.move(counter.case(customer, service="lens_replacement"), *HANDED_OVER)
    before = counter.calls(customer, every=True), counter.deadlines(case)
    assert counter.calls(customer, Purpose.WEARING_CHECK)
    _correct(counter, case, category="sunglasses", bought_on=day("2024-01-20"))
    assert (counter.calls(customer, every=True), counter.deadlines(case)) == before


def test_the_category_that_is_on_file_at_hand_over_decides_c1(counter: Counter) -> None:
    customer = counter.person()
    case = counter.move(counter.case(customer), *WORK)
    _correct(counter, case, category="sunglasses")
    counter.move(case, Stage.READY, Stage.HANDED_OVER)
    assert not counter.calls(customer, Purpose.WEARING_CHECK)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.builds(CaseFacts, fault=st.text(max_size=60), product=st.text(max_size=30),
                 accessories=st.lists(st.text(max_size=9), max_size=4).map(tuple)))  # fmt: skip
def test_any_text_is_kept_told_and_taken_back(counter: Counter, facts: CaseFacts) -> None:
    case = counter.case(counter.person())
    done = correct(counter.shop, case.id, facts, shown=facts_of(case))
    assert _told(counter, case)
    correct(counter.shop, case.id, done.before, shown=done.after)
    assert _on_file(counter, case) == case
    assert list(audit.broken_seals(counter.shop.file)) == []


def test_a_service_that_nobody_said_at_intake_is_written_down_later_o1_g6_g14(
    counter: Counter,
) -> None:
    case = counter.case(counter.person(), fault="坏了")
    assert case.service == ""
    planned = cases.case_file(counter.shop, case.id)
    _correct(counter, case, service="lens_replacement")
    now = cases.case_file(counter.shop, case.id)
    assert now.case.service == "lens_replacement"
    assert (now.deadlines, now.callbacks) == (planned.deadlines, planned.callbacks)
    assert now.case.promised_on == case.promised_on, "only what is proposed goes by it"
    assert _told(counter, case) == "Service added: Lens replacement"
    assert "镜片更换" in _told(counter, case, "zh_CN") or "换" in _told(counter, case, "zh_CN")
    assert "Pupillary distance measured" in moves.checks_of(counter.shop, now.case)
    with pytest.raises(Invalid, match="service_unknown"):
        _correct(counter, case, service="window_cleaning")
    _correct(counter, case, service="frame_repair")
    assert _told(counter, case) == "Service corrected from “Lens replacement” to “Frame repair”"
