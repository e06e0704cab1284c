"""Which stage may follow which, and what each move needs (G-3 to G-11)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building.moments import at
from shopcare.domain.cases.case import (
    Case,
    CaseKind,
    Cause,
    Channel,
    How,
    PartsOrigin,
    Plan,
    Said,
    Severity,
    Stage,
)
from shopcare.domain.cases.case_moves import moved
from shopcare.domain.cases.case_stages import MOVES, allowed_moves, needs
from shopcare.domain.cases.case_steps import MoveFacts
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.ids import CaseId, CustomerId, StaffId
from shopcare.domain.money import MOST_FEN, Fen
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind, PayMethod

RECEIVED_AT = at("2026-03-02 10:00")
CHECKS = ("The fault is gone", "Function tested")
BY, OTHER = StaffId(1), StaffId(2)
PLAN = Plan(work="换镜腿螺丝", fee_fen=Fen(2_000))


def paid(fen: int) -> PaymentDraft:
    return PaymentDraft(kind=PaymentKind.PAID, amount_fen=Fen(fen), method=PayMethod.CASH)


FACTS = MoveFacts(
    how=How.SIGNATURE,
    plan=PLAN,
    promised_on=date(2026, 3, 9),
    checks=CHECKS,
    payments=(paid(2_000),),
    resolution="换了螺丝",
    reason="顾客改变了主意",
)


def new_case(kind: CaseKind = CaseKind.REPAIR) -> Case:
    return Case(
        id=CaseId(1), number="26-00001-1", kind=kind, stage=Stage.RECEIVED,
        customer_id=CustomerId(1), channel=Channel.SHOP, service="repair", purchase_line_id=None,
        category="", product="", spec="", lot="", bought_on=None, fault="镜腿松", wishes="",
        accessories=(), condition="", goods_kept=True, severity=Severity.NORMAL, insistent=False,
        received_at=RECEIVED_AT, received_by=BY, handler_id=BY, plan=None, promised_on=None,
        acknowledged=None, consent=None, checks=(), checked_at=None, told_ready_at=None,
        fee_taken_fen=None, cause=None, resolution="", handled_at=None, resolved_by=None,
        closed_at=None, from_callback_id=None, linked_case_id=None, last_step_at=RECEIVED_AT,
    )  # fmt: skip


def go(
    case: Case,
    *stages: Stage,
    facts: MoveFacts = FACTS,
    by: StaffId = BY,
    when: datetime | None = None,
) -> Case:
    for stage in stages:
        hour = when or RECEIVED_AT + timedelta(hours=1)
        case = moved(case, stage, facts, by=by, at=hour, checks=CHECKS)
    return case


def code_of(case: Case, stage: Stage, facts: MoveFacts, when: datetime | None = None) -> str:
    with pytest.raises(Refusal) as refused:
        go(case, stage, facts=facts, when=when)
    return refused.value.code


TO_READY = (
    Stage.CONFIRMED,
    Stage.DIAGNOSED,
    Stage.AGREED,
    Stage.IN_WORK,
    Stage.CHECKED,
    Stage.READY,
)


def test_the_whole_way_of_a_repair() -> None:
    case = go(new_case(), *TO_READY, Stage.HANDED_OVER, Stage.CLOSED)
    assert case.stage is Stage.CLOSED
    assert case.acknowledged is not None
    assert case.consent is not None
    assert case.consent.how is How.SIGNATURE
    assert case.checks == CHECKS
    assert case.fee_taken_fen == 2_000
    assert case.handled_at == RECEIVED_AT + timedelta(hours=1)
    assert case.resolution == "换了螺丝"


@pytest.mark.parametrize("start", Stage)
@pytest.mark.parametrize("kind", CaseKind)
def test_only_the_tables_moves_are_possible(start: Stage, kind: CaseKind) -> None:
    case = replace(new_case(kind), stage=start)
    for stage in set(Stage) - set(allowed_moves(case)):
        assert code_of(case, stage, FACTS) == "move_not_allowed"


@pytest.mark.parametrize("start", [Stage.RECEIVED, Stage.CONFIRMED, Stage.AGREED, Stage.IN_WORK])
def test_a_diagnosis_could_be_saved_empty_by_a_script_g4(start: Stage) -> None:
    case = replace(new_case(), stage=start)
    assert needs(Stage.DIAGNOSED, case) == ("reason",)
    for nothing in ("", " \n", "\u200b"):
        with pytest.raises(Invalid, match="finding_missing"):
            go(case, Stage.DIAGNOSED, facts=replace(FACTS, reason=nothing))


def test_a_cancelled_case_stays_so_and_every_stage_can_be_reached() -> None:
    assert MOVES[Stage.CANCELLED] == ()
    assert {stage for moves in MOVES.values() for stage in moves} == set(Stage) - {Stage.RECEIVED}


@pytest.mark.parametrize("stage", [Stage.IN_WORK, Stage.CHECKED, Stage.READY])
def test_work_cannot_start_before_consent_g5(stage: Stage) -> None:
    before = next(old for old, moves in MOVES.items() if moves[0] is stage)
    case = replace(new_case(), stage=before, plan=PLAN)
    assert code_of(case, stage, FACTS) == "consent_missing"


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ({"how": None}, "how_missing"),
        ({"plan": None}, "plan_missing"),
        ({"plan": Plan(work=" \u200b ")}, "plan_missing"),
        ({"promised_on": None}, "promised_missing"),
        ({"plan": replace(PLAN, fee_fen=Fen(-1))}, "amount_negative"),
        ({"plan": replace(PLAN, fee_fen=Fen(MOST_FEN + 1))}, "amount_too_large"),
        ({"plan": replace(PLAN, work="字" * 2001)}, "text_too_long"),
    ],
)
def test_consent_is_to_a_plan_with_a_date_g5(missing: dict[str, object], code: str) -> None:
    case = go(new_case(), Stage.CONFIRMED, Stage.DIAGNOSED)
    assert code_of(case, Stage.AGREED, replace(FACTS, **missing)) == code  # type: ignore[arg-type]


def test_a_free_repair_is_agreed_and_handed_over_for_nothing() -> None:
    free = replace(FACTS, plan=replace(PLAN, fee_fen=Fen(0)), payments=())
    case = go(new_case(), *TO_READY, Stage.HANDED_OVER, facts=free)
    assert case.fee_taken_fen is None


@pytest.mark.parametrize("ticked", [(), CHECKS[:1], ("something else",)])
def test_nothing_is_ready_unchecked_g7(ticked: tuple[str, ...]) -> None:
    case = go(new_case(), *TO_READY[:4])
    assert code_of(case, Stage.CHECKED, replace(FACTS, checks=ticked)) == "checks_missing"
    assert code_of(case, Stage.READY, FACTS) == "move_not_allowed"


def test_only_the_policys_checks_are_kept_g7() -> None:
    case = go(
        new_case(), *TO_READY[:5], facts=replace(FACTS, checks=(*reversed(CHECKS), "x" * 9999))
    )
    assert case.checks == CHECKS


def test_a_failed_check_sends_the_case_back_to_work_with_its_reason_g7() -> None:
    case = go(new_case(), *TO_READY[:5])
    assert code_of(case, Stage.IN_WORK, replace(FACTS, reason="")) == "reason_missing"
    again = go(case, Stage.IN_WORK)
    assert (again.checks, again.checked_at) == ((), None)


def test_a_new_finding_makes_the_old_consent_void_g5() -> None:
    case = go(new_case(), *TO_READY[:4], Stage.DIAGNOSED)
    assert case.consent is None
    assert code_of(case, Stage.IN_WORK, FACTS) == "move_not_allowed"


def test_an_unsatisfied_answer_reopens_with_its_reason_g11() -> None:
    case = go(new_case(CaseKind.COMPLAINT), *TO_READY, Stage.HANDED_OVER, Stage.CLOSED)
    assert code_of(case, Stage.CONFIRMED, replace(FACTS, reason=" ")) == "reason_missing"
    again = go(case, Stage.CONFIRMED)
    assert again.acknowledged is None, "G-25: the answer is due anew"
    assert (again.consent, again.plan, again.promised_on, again.checked_at) == (None,) * 4
    assert (again.handled_at, again.closed_at, again.resolution) == (None, None, "")
    settled = go(again, Stage.CLOSED, by=OTHER)
    assert settled.resolved_by == OTHER, "C-8: who resolved it now is the one to call"


def test_a_fee_taken_again_is_added_g17() -> None:
    case = go(new_case(), *TO_READY, Stage.HANDED_OVER, Stage.CONFIRMED)
    cheap = replace(FACTS, plan=replace(PLAN, fee_fen=Fen(500)), payments=(paid(500),))
    again = go(case, *TO_READY[1:], Stage.HANDED_OVER, facts=cheap)
    assert again.fee_taken_fen == 2_500
    case = go(new_case(), *TO_READY, Stage.HANDED_OVER, Stage.CONFIRMED)
    nothing = replace(FACTS, plan=replace(PLAN, fee_fen=None), payments=())
    free = go(case, *TO_READY[1:], Stage.HANDED_OVER, facts=nothing)
    assert free.fee_taken_fen == 2_000


@pytest.mark.parametrize(
    ("kind", "may"),
    [
        (CaseKind.COMPLAINT, True),
        (CaseKind.CONSULTATION, True),
        (CaseKind.GUIDANCE, True),
        (CaseKind.REPAIR, False),
        (CaseKind.RETURN, False),
    ],
)
def test_what_is_settled_by_talk_closes_without_work(kind: CaseKind, may: bool) -> None:
    case = go(new_case(kind), Stage.CONFIRMED)
    assert (Stage.CLOSED in allowed_moves(case)) is may
    if may:
        assert code_of(case, Stage.CLOSED, replace(FACTS, resolution="")) == "resolution_missing"
        closed = go(case, Stage.CLOSED)
        assert (closed.handled_at, closed.resolved_by) == (closed.closed_at, BY)


def test_a_move_never_lies_before_what_happened_already() -> None:
    case = go(new_case(), Stage.CONFIRMED, Stage.DIAGNOSED)
    early = RECEIVED_AT - timedelta(minutes=1)
    assert code_of(case, Stage.AGREED, FACTS, early) == "move_before_intake"
    agreed = go(case, Stage.AGREED, when=RECEIVED_AT + timedelta(hours=3))
    before = RECEIVED_AT + timedelta(hours=2)
    assert code_of(agreed, Stage.IN_WORK, FACTS, before) == "move_before_last_step"
    same_minute = RECEIVED_AT + timedelta(hours=3)
    assert go(agreed, Stage.IN_WORK, when=same_minute).stage is Stage.IN_WORK


def test_a_moment_typed_to_the_minute_fits_the_minute_of_the_intake() -> None:
    case = replace(new_case(), received_at=RECEIVED_AT + timedelta(seconds=40))
    assert go(case, Stage.CONFIRMED, when=RECEIVED_AT).stage is Stage.CONFIRMED


def test_what_a_form_asks_for_is_what_the_move_needs() -> None:
    case = go(new_case(), Stage.CONFIRMED, Stage.DIAGNOSED)
    assert needs(Stage.AGREED, case) == ("plan", "how", "promised_on")
    planned = replace(case, plan=PLAN)
    assert needs(Stage.AGREED, planned) == ("how", "promised_on")
    assert go(planned, Stage.AGREED, facts=replace(FACTS, plan=None)).plan == PLAN


steps = st.lists(
    st.tuples(
        st.sampled_from(Stage),
        st.sampled_from([FACTS, MoveFacts(), replace(FACTS, checks=()), replace(FACTS, how=None)]),
        st.integers(-5, 60),
    ),
    max_size=40,
)


@given(st.sampled_from(CaseKind), steps)
def test_no_way_leads_to_work_without_consent_or_to_ready_unchecked_g5_g7(
    kind: CaseKind, walk: list[tuple[Stage, MoveFacts, int]]
) -> None:
    case, now = new_case(kind), RECEIVED_AT
    for stage, facts, minutes in walk:
        try:
            case = moved(
                case, stage, facts, by=BY, at=now + timedelta(minutes=minutes), checks=CHECKS
            )
        except (Refusal, Invalid):
            continue
        now = max(now, now + timedelta(minutes=minutes))
        if case.stage in (Stage.IN_WORK, Stage.CHECKED, Stage.READY, Stage.HANDED_OVER):
            assert case.consent is not None
            assert case.plan is not None
            assert case.promised_on is not None
        if case.stage in (Stage.READY, Stage.HANDED_OVER):
            assert case.checked_at is not None
            assert case.checks == CHECKS
        if case.stage is Stage.CLOSED:
            assert case.resolution
            assert case.handled_at is not None
            assert case.closed_at is not None
            assert case.handled_at <= case.closed_at + timedelta(minutes=1)
        assert case.is_open == (case.closed_at is None)


def at_stage(stage: Stage, **more: object) -> Case:
    """Give a case that stands at a stage with all that belongs there."""
    said = Said(at=RECEIVED_AT, by=BY, how=How.SIGNATURE)
    known = {"plan": PLAN, "promised_on": date(2026, 3, 9), "acknowledged": said, "consent": said}
    return replace(new_case(), stage=stage, **(known | more))


LATER_ON = RECEIVED_AT + timedelta(hours=5)
SAID = Said(at=LATER_ON, by=OTHER, how=How.PHONE)
OLD = Said(at=RECEIVED_AT, by=BY, how=How.SIGNATURE)


@pytest.mark.parametrize(
    ("before", "stage", "facts", "becomes"),
    [
        (new_case(), Stage.CONFIRMED, {}, {"acknowledged": SAID}),
        (replace(new_case(), acknowledged=OLD), Stage.CONFIRMED, {}, {"acknowledged": OLD}),
        (
            at_stage(Stage.CONFIRMED),
            Stage.DIAGNOSED,
            {"cause": Cause.USE},
            {"cause": Cause.USE, "consent": None},
        ),
        (
            at_stage(Stage.CONFIRMED, cause=Cause.WORKSHOP),
            Stage.DIAGNOSED,
            {},
            {"cause": Cause.WORKSHOP, "consent": None},
        ),
        (
            at_stage(Stage.DIAGNOSED, acknowledged=None, consent=None),
            Stage.AGREED,
            {"promised_on": date(2026, 3, 12), "plan": replace(PLAN, work="换镜腿")},
            {
                "promised_on": date(2026, 3, 12),
                "plan": replace(PLAN, work="换镜腿"),
                "consent": SAID,
                "acknowledged": SAID,
            },
        ),
        (
            at_stage(Stage.DIAGNOSED),
            Stage.AGREED,
            {"promised_on": None, "plan": None},
            {"promised_on": date(2026, 3, 9), "plan": PLAN, "consent": SAID, "acknowledged": OLD},
        ),
        (at_stage(Stage.AGREED), Stage.IN_WORK, {}, {"resolved_by": OTHER}),
        (
            at_stage(Stage.CHECKED, resolved_by=BY, checks=CHECKS, checked_at=RECEIVED_AT),
            Stage.IN_WORK,
            {},
            {"resolved_by": BY, "checks": (), "checked_at": None},
        ),
        (
            at_stage(Stage.READY, resolved_by=BY, told_ready_at=RECEIVED_AT),
            Stage.IN_WORK,
            {},
            {"resolved_by": BY, "told_ready_at": None},
        ),
        (at_stage(Stage.IN_WORK), Stage.CHECKED, {}, {"checks": CHECKS, "checked_at": LATER_ON}),
        (
            at_stage(Stage.READY, cause=Cause.USE, resolution="旧"),
            Stage.HANDED_OVER,
            {"cause": Cause.MATERIAL},
            {
                "cause": Cause.MATERIAL,
                "resolution": "换了螺丝",
                "handled_at": LATER_ON,
                "resolved_by": OTHER,
                "fee_taken_fen": 2_000,
            },
        ),
        (
            at_stage(Stage.READY, cause=Cause.USE, resolution="旧", resolved_by=BY),
            Stage.HANDED_OVER,
            {"resolution": ""},
            {
                "cause": Cause.USE,
                "resolution": "旧",
                "handled_at": LATER_ON,
                "resolved_by": BY,
                "fee_taken_fen": 2_000,
            },
        ),
        (
            at_stage(Stage.READY, resolved_by=BY),
            Stage.HANDED_OVER,
            {"resolution": ""},
            {"resolution": PLAN.work, "handled_at": LATER_ON, "fee_taken_fen": 2_000},
        ),
        (
            at_stage(Stage.READY, plan=None),
            Stage.HANDED_OVER,
            {"resolution": "", "payments": ()},
            {"handled_at": LATER_ON, "resolved_by": OTHER},
        ),
        (
            at_stage(Stage.READY),
            Stage.HANDED_OVER,
            {"payments": (PaymentDraft(kind=PaymentKind.OWED, owed_until=date(2026, 3, 9)),)},
            {"resolution": "换了螺丝", "handled_at": LATER_ON, "resolved_by": OTHER},
        ),
        (
            at_stage(Stage.HANDED_OVER, cause=Cause.USE, resolution="旧", handled_at=RECEIVED_AT),
            Stage.CLOSED,
            {"resolution": "", "cause": None},
            {"closed_at": LATER_ON, "resolved_by": OTHER},
        ),
        (
            at_stage(Stage.HANDED_OVER, cause=Cause.USE, resolution="旧", handled_at=RECEIVED_AT),
            Stage.CLOSED,
            {"cause": Cause.MATERIAL},
            {
                "cause": Cause.MATERIAL,
                "resolution": "换了螺丝",
                "closed_at": LATER_ON,
                "resolved_by": OTHER,
            },
        ),
        (
            at_stage(Stage.AGREED),
            Stage.CANCELLED,
            {},
            {"resolution": "顾客改变了主意", "closed_at": LATER_ON},
        ),
        (
            at_stage(
                Stage.HANDED_OVER, checks=CHECKS, checked_at=RECEIVED_AT, resolved_by=BY,
                told_ready_at=RECEIVED_AT, resolution="旧", handled_at=RECEIVED_AT, cause=Cause.USE,
            ),
            Stage.CONFIRMED,
            {},
            {
                "plan": None, "promised_on": None, "acknowledged": None, "consent": None,
                "checks": (), "checked_at": None, "told_ready_at": None, "resolution": "",
                "handled_at": None, "resolved_by": None, "reopened_at": LATER_ON,
            },
        ),
    ],
)  # fmt: skip
def test_a_move_changes_what_it_says_and_nothing_else(
    before: Case, stage: Stage, facts: dict[str, object], becomes: dict[str, object]
) -> None:
    brought = replace(FACTS, how=How.PHONE, **facts)
    after = go(before, stage, facts=brought, by=OTHER, when=LATER_ON)
    assert after == replace(before, stage=stage, last_step_at=LATER_ON, **becomes)


@pytest.mark.parametrize(
    ("before", "stage", "facts", "problems"),
    [
        (new_case(), Stage.CONFIRMED, {"how": None}, [("how", "how_missing")]),
        (
            at_stage(Stage.CONFIRMED),
            Stage.DIAGNOSED,
            {"reason": " "},
            [("reason", "finding_missing")],
        ),
        (
            at_stage(Stage.DIAGNOSED, plan=None, promised_on=None),
            Stage.AGREED,
            {"how": None, "plan": None, "promised_on": None},
            [
                ("how", "how_missing"),
                ("plan", "plan_missing"),
                ("promised_on", "promised_missing"),
            ],
        ),
        (
            at_stage(Stage.DIAGNOSED),
            Stage.AGREED,
            {"plan": replace(PLAN, work=" ", parts="螺丝", fee_fen=Fen(MOST_FEN + 1))},
            [
                ("plan", "plan_missing"),
                ("parts_origin", "parts_origin_missing"),
                ("fee_fen", "amount_too_large"),
            ],
        ),
        (
            at_stage(Stage.DIAGNOSED),
            Stage.AGREED,
            {"plan": replace(PLAN, work="x" * 2001, parts="x" * 301, fee_fen=Fen(-1))},
            [
                ("work", "text_too_long"),
                ("parts", "text_too_long"),
                ("parts_origin", "parts_origin_missing"),
                ("fee_fen", "amount_negative"),
            ],
        ),
        (
            at_stage(Stage.READY),
            Stage.HANDED_OVER,
            {"resolution": "x" * 4001, "payments": ()},
            [("resolution", "text_too_long"), ("payments", "payment_missing")],
        ),
        (
            at_stage(Stage.AGREED),
            Stage.CANCELLED,
            {"reason": "x" * 1001},
            [("reason", "text_too_long")],
        ),
        (at_stage(Stage.AGREED), Stage.CANCELLED, {"reason": ""}, [("reason", "reason_missing")]),
        (at_stage(Stage.IN_WORK), Stage.CHECKED, {"checks": ()}, [("checks", "checks_missing")]),
    ],
)
def test_everything_that_is_missing_is_told_beside_its_field(
    before: Case, stage: Stage, facts: dict[str, object], problems: list[tuple[str, str]]
) -> None:
    with pytest.raises(Invalid) as refused:
        go(before, stage, facts=replace(FACTS, **facts))
    assert [(one.field, one.code) for one in refused.value.problems] == problems


def test_texts_may_be_as_long_as_they_may_and_parts_have_their_origin_g5() -> None:
    plan = Plan(
        work="x" * 2000, parts="x" * 300, parts_origin=PartsOrigin.ORIGINAL, fee_fen=Fen(MOST_FEN)
    )
    agreed = go(at_stage(Stage.DIAGNOSED), Stage.AGREED, facts=replace(FACTS, plan=plan))
    assert agreed.plan == plan
    without = replace(plan, parts=" ")
    agreed = go(at_stage(Stage.DIAGNOSED), Stage.AGREED, facts=replace(FACTS, plan=without))
    assert agreed.plan == replace(plan, parts="", parts_origin=PartsOrigin.NONE)
    dropped = go(at_stage(Stage.AGREED), Stage.CANCELLED, facts=replace(FACTS, reason="x" * 1000))
    assert dropped.resolution == "x" * 1000


def test_what_was_checked_is_counted_that_is_missing_g7() -> None:
    with pytest.raises(Invalid) as refused:
        go(at_stage(Stage.IN_WORK), Stage.CHECKED, facts=replace(FACTS, checks=CHECKS[:1]))
    assert refused.value.problems[0].values == {"left": 1}


def test_a_move_may_be_typed_in_the_minute_of_the_intake_or_the_last_step_g14() -> None:
    late = RECEIVED_AT + timedelta(seconds=40, microseconds=7)
    for case in (replace(new_case(), received_at=late), replace(new_case(), last_step_at=late)):
        assert go(case, Stage.CONFIRMED, when=RECEIVED_AT).stage is Stage.CONFIRMED
        early = RECEIVED_AT - timedelta(microseconds=1)
        assert code_of(case, Stage.CONFIRMED, FACTS, early).startswith("move_before_")


def test_what_cannot_be_seen_of_a_resolution_is_not_kept() -> None:
    facts = replace(FACTS, resolution=" 换了螺丝 \u200b")
    handed_over = go(at_stage(Stage.READY), Stage.HANDED_OVER, facts=facts)
    assert handed_over.resolution == "换了螺丝"
