"""Escalation with its due time and answer, feedback to who is responsible (G-13, A-11)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from building.counter import Counter
from building.moments import at
from shopcare.domain.cases.case import Case, CaseKind, Stage
from shopcare.domain.cases.deadline import Deadline, DeadlineKind
from shopcare.domain.cases.referral import ReferralDraft, ReferralKind, Responsible
from shopcare.domain.errors import Invalid, NotFound, Refusal
from shopcare.domain.ids import ReferralId
from shopcare.domain.money import Fen
from shopcare.language.catalog import catalog
from shopcare.language.records.timeline_words import timeline_text
from shopcare.services.calls.explain import why_deadline
from shopcare.services.cases import cases
from shopcare.services.cases.case_lists import due_today
from shopcare.services.cases.corrections import void_case
from shopcare.services.contact import referrals
from shopcare.services.upkeep.check import check

ENGLISH = catalog("en")


def escalation(case: Case, **more: object) -> ReferralDraft:
    draft = ReferralDraft(case_id=case.id, question="要退一半的钱")
    return replace(draft, **more)


def waited_for(counter: Counter, case: Case) -> list[Deadline]:
    file = cases.case_file(counter.shop, case.id)
    return [one for one in file.deadlines if one.kind is DeadlineKind.REFERRED]


def last_said(counter: Counter, case: Case) -> str:
    return timeline_text(ENGLISH, cases.case_file(counter.shop, case.id).timeline[-1])


def test_what_a_clerk_cannot_solve_has_a_due_time_and_a_managers_answer_g13(
    counter: Counter,
) -> None:
    shop, case = counter.shop, counter.case(counter.person())
    shop.act_as("XC")
    one = referrals.refer(shop, escalation(case)).referral
    assert one.due_at == at("2026-03-06 20:30"), "the next open day, until the shop closes"
    [deadline] = waited_for(counter, case)
    assert (deadline.due_at, deadline.clause) == (one.due_at, "G-13")
    assert "answer wanted by" in why_deadline(shop, ENGLISH, deadline).sentence
    assert last_said(counter, case).startswith("Forwarded (To the manager), answer wanted by")
    assert [found for found, _ in referrals.waiting(shop)] == [one]
    counter.go_to("2026-03-06 09:30")
    assert deadline.id in {found.id for found, _, _ in due_today(shop).answers}
    with pytest.raises(Refusal, match="manager_needed"):
        referrals.answer(shop, one.id, "退")
    shop.act_as("DZ")
    answered = referrals.answer(shop, one.id, "退一半", Fen(5_000)).referral
    assert answered.answer is not None
    assert answered.answer.compensation_fen == 5_000
    assert last_said(counter, case) == "The answer came back: 退一半; compensation ¥50.00"
    [deadline] = waited_for(counter, case)
    assert deadline.met_at == shop.now()
    assert referrals.waiting(shop) == []
    with pytest.raises(Refusal, match="answered_already"):
        referrals.answer(shop, one.id, "再退")


def test_compensation_is_promised_by_a_manager_only_g13(counter: Counter) -> None:
    shop, case = counter.shop, counter.case(counter.person())
    draft = escalation(case, kind=ReferralKind.FEEDBACK, responsible=Responsible.MAKER)
    one = referrals.refer(shop, draft).referral
    shop.act_as("XC")
    with pytest.raises(Refusal, match="manager_needed"):
        referrals.answer(shop, one.id, "厂家赔", Fen(100))
    referrals.answer(shop, one.id, "厂家换新")
    assert last_said(counter, case) == "The answer came back: 厂家换新"


def test_feedback_goes_to_who_is_responsible_and_its_reply_comes_back_late_a11(
    counter: Counter,
) -> None:
    shop, case = counter.shop, counter.case(counter.person(), CaseKind.COMPLAINT)
    due = at("2026-03-09 12:00")
    draft = escalation(
        case, kind=ReferralKind.FEEDBACK, responsible=Responsible.WAREHOUSE, due_at=due
    )
    one = referrals.refer(shop, draft).referral
    counter.move(case, Stage.CONFIRMED, Stage.CLOSED)
    counter.go_to("2026-03-10 10:00")
    referrals.answer(shop, one.id, "加泡沫")
    [deadline] = waited_for(counter, case)
    assert deadline.is_late(shop.now()), "X-16"


def test_both_are_undone_x9(counter: Counter) -> None:
    shop, case = counter.shop, counter.case(counter.person())
    one = referrals.refer(shop, escalation(case)).referral
    with pytest.raises(Refusal, match="nothing_to_undo"):
        referrals.undo_answer(shop, one.id)
    referrals.answer(shop, one.id, "好")
    with pytest.raises(Refusal, match="answered_already"):
        referrals.withdraw(shop, one.id)
    referrals.undo_answer(shop, one.id)
    assert referrals.of_case(shop, case.id) == [one]
    assert [deadline.met_at for deadline in waited_for(counter, case)] == [None]
    referrals.withdraw(shop, one.id)
    assert referrals.of_case(shop, case.id) == []
    assert all(deadline.dropped for deadline in waited_for(counter, case))
    with pytest.raises(Refusal, match="nothing_to_undo"):
        referrals.undo_answer(shop, one.id)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"question": " "}, "question_missing"),
        ({"question": "x" * 2001}, "text_too_long"),
        ({"kind": ReferralKind.FEEDBACK}, "responsible_missing"),
        ({"due_at": at("2026-03-05 10:00")}, "due_in_past"),
    ],
)
def test_an_impossible_question_is_refused(
    counter: Counter, more: dict[str, object], code: str
) -> None:
    case = counter.case(counter.person())
    with pytest.raises(Invalid, match=code):
        referrals.refer(counter.shop, escalation(case, **more))


def test_an_impossible_answer_is_refused(counter: Counter) -> None:
    shop, case = counter.shop, counter.case(counter.person())
    one = referrals.refer(shop, escalation(case)).referral
    for text, amount, code in [(" ", None, "answer_missing"), ("好", -1, "amount_negative")]:
        with pytest.raises(Invalid, match=code):
            referrals.answer(shop, one.id, text, None if amount is None else Fen(amount))
    with pytest.raises(NotFound):
        referrals.answer(shop, ReferralId(99), "好")
    void_case(shop, case.id, "开错了")
    with pytest.raises(Refusal, match="voided_already"):
        referrals.refer(shop, escalation(case))
    assert [one.key for one in check(shop) if not one.is_fine] in ([], ["languages"])


def test_an_answer_that_waits_is_a_next_date_g25(counter: Counter) -> None:
    shop, case = counter.shop, counter.case(counter.person())
    referrals.refer(shop, escalation(case, due_at=shop.now() + timedelta(days=20)))
    file = cases.case_file(shop, case.id)
    assert file.waits_for_answer
