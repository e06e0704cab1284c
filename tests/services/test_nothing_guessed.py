"""Nothing is chosen for anybody that costs a check or a call, and nothing is silent (O-1, G-5)."""

import pytest

from building.counter import Counter
from building.moments import at, day
from building.records import READY, WORK
from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import CaseKind, PartsOrigin, Plan, Stage
from shopcare.domain.errors import Invalid
from shopcare.services.cases import moves


@pytest.mark.parametrize(
    ("kind", "fault", "service"),
    [
        (CaseKind.REPAIR, "鼻托掉了一个", "adjustment"),
        (CaseKind.REPAIR, "镜腿断了", "frame_repair"),
        (CaseKind.REPAIR, "左边镜片花了", "lens_replacement"),
        (CaseKind.REPAIR, "Nose pad lost", "adjustment"),
        (CaseKind.REPAIR, "不舒服", ""),
        (CaseKind.REPAIR, "镜片松了", ""),
        (CaseKind.REPAIR, "", ""),
        (CaseKind.COMPLAINT, "态度不好", ""),
        (CaseKind.CONSULTATION, "", ""),
    ],
)
def test_a_nose_pad_was_taken_for_a_lens_replacement(
    counter: Counter, kind: CaseKind, fault: str, service: str
) -> None:
    assert counter.case(counter.person(), kind, fault=fault).service == service


def test_a_service_that_nobody_named_starts_no_wearing_check_and_has_a_plain_check_c1(
    counter: Counter,
) -> None:
    wang = counter.person("王", "13800138000")
    case = counter.move(counter.case(wang, fault="不舒服"), *WORK, *READY[-1:])
    counter.move(case, Stage.HANDED_OVER)
    assert counter.calls(wang, Purpose.WEARING_CHECK) == []
    checks = moves.checks_of(counter.shop, case)
    assert checks == ("The fault is gone", "Goods clean, with their accessories")


def test_parts_without_an_origin_were_printed_as_no_parts_g5(counter: Counter) -> None:
    bare = Plan(work="换鼻托", parts="鼻托一副")
    with pytest.raises(Invalid, match="parts_origin_missing"):
        counter.case(counter.person(), plan=bare)
    case = counter.move(counter.case(counter.person()), *WORK[:2])
    with pytest.raises(Invalid, match="parts_origin_missing"):
        counter.move(case, Stage.AGREED, plan=bare)
    told = Plan(work="换鼻托", parts="鼻托一副", parts_origin=PartsOrigin.ORIGINAL)
    assert counter.move(case, Stage.AGREED, plan=told).plan == told


def test_an_origin_without_a_part_is_none_g5(counter: Counter) -> None:
    plan = Plan(work="调整", parts=" ", parts_origin=PartsOrigin.ORIGINAL)
    kept = counter.case(counter.person(), plan=plan).plan
    assert kept is not None
    assert kept.parts_origin is PartsOrigin.NONE


def test_a_form_opened_yesterday_counts_its_answer_from_when_it_is_saved_g3(
    counter: Counter,
) -> None:
    wang = counter.person("王")
    counter.go_to("2026-03-06 09:00")  # the form has stood open over the night
    case = counter.case(wang, promised_on=day("2026-03-09"))
    [answer, _] = counter.deadlines(case)
    assert (case.received_at, answer.due_at) == (at("2026-03-06 09:00"), at("2026-03-07 09:00"))
