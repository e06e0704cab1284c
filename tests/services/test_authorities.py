"""Complaints through 12315: number, reply-by date, reply; and adverse reactions (L-6, L-9)."""

import pytest

from building.counter import Counter
from building.moments import at, day
from shopcare.domain.cases.case import Case, CaseKind, Channel, Stage
from shopcare.domain.cases.deadline import Deadline, DeadlineKind
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.feedback.authority import Authority, AuthorityDraft, ReplyDraft
from shopcare.domain.feedback.reaction import (
    Advice,
    ReactionDraft,
    ReactionSeverity,
    ReportDraft,
    Symptom,
)
from shopcare.language.catalog import catalog
from shopcare.language.records.timeline_words import timeline_text
from shopcare.services.calls.explain import why_deadline
from shopcare.services.cases import cases
from shopcare.services.cases.case_lists import due_today
from shopcare.services.cases.corrections import void_case
from shopcare.services.feedback import authorities, reactions
from shopcare.services.reports.day_close import day_close
from shopcare.services.upkeep.check import check

ENGLISH = catalog("en")


def due(counter: Counter, case: Case, kind: DeadlineKind) -> list[Deadline]:
    found = cases.case_file(counter.shop, case.id).deadlines
    return [one for one in found if one.kind is kind and not one.dropped]


def last_said(counter: Counter, case: Case) -> str:
    return timeline_text(ENGLISH, cases.case_file(counter.shop, case.id).timeline[-1])


def through_12315(counter: Counter) -> Case:
    return counter.case(
        counter.person(),
        CaseKind.COMPLAINT,
        channel=Channel.AUTHORITY,
        authority=AuthorityDraft(number=" 2026-0371 ", reply_until=day("2026-03-09")),
    )


def test_a_complaint_through_12315_has_its_number_and_its_reply_is_due_l6(
    counter: Counter,
) -> None:
    shop, case = counter.shop, through_12315(counter)
    file = cases.case_file(shop, case.id)
    assert file.authority is not None
    assert (file.authority.authority, file.authority.number) == (Authority.HOTLINE, "2026-0371")
    assert "Came through: 12315; number 2026-0371; reply by" in last_said(counter, case)
    [deadline] = due(counter, case, DeadlineKind.AUTHORITY)
    assert deadline.due_at == at("2026-03-09 20:30"), "until the shop closes"
    why = why_deadline(shop, ENGLISH, deadline).sentence
    assert why.startswith("the authority wants the reply by"), why
    assert deadline.id not in {one.id for one, _, _ in due_today(shop).answers}
    counter.go_to("2026-03-09 09:00")
    assert deadline.id in {one.id for one, _, _ in due_today(shop).answers}
    assert case.id in {one.case.id for one in day_close(shop).missed}
    assert [one.case_id for one, _ in authorities.register(shop)] == [case.id]


def test_the_reply_is_recorded_with_its_day_and_undone_l6(counter: Counter) -> None:
    shop, case = counter.shop, through_12315(counter)
    counter.go_to("2026-03-10 10:00")
    noted = authorities.reply(
        shop, case.id, ReplyDraft(text="已退款", replied_on=day("2026-03-09"))
    )
    [deadline] = due(counter, case, DeadlineKind.AUTHORITY)
    assert deadline.met_at == at("2026-03-09 20:30"), "in time, though written down later"
    assert last_said(counter, case).startswith("Replied to the authority on")
    with pytest.raises(Refusal, match="answered_already"):
        authorities.reply(shop, case.id, ReplyDraft(text="又"))
    with pytest.raises(Refusal, match="answered_already"):
        authorities.note(shop, case.id, AuthorityDraft())
    noted.undo(shop)
    [deadline] = due(counter, case, DeadlineKind.AUTHORITY)
    assert deadline.met_at is None
    assert deadline.is_late(shop.now())
    with pytest.raises(Refusal, match="nothing_to_undo"):
        authorities.undo_reply(shop, case.id)


def test_another_reply_by_date_takes_the_place_of_the_first_and_is_undone_x9(
    counter: Counter,
) -> None:
    shop, case = counter.shop, through_12315(counter)
    later = AuthorityDraft(authority=Authority.MARKET, number="77", reply_until=day("2026-03-12"))
    noted = authorities.note(shop, case.id, later)
    assert [one.rule_on for one in due(counter, case, DeadlineKind.AUTHORITY)] == [
        day("2026-03-12")
    ]
    noted.undo(shop)
    assert [one.rule_on for one in due(counter, case, DeadlineKind.AUTHORITY)] == [
        day("2026-03-09")
    ]
    found = authorities.of_case(shop, case.id)
    assert found is not None
    assert found.number == "2026-0371"
    with pytest.raises(Refusal, match="nothing_to_undo"):
        noted.undo(shop)


def test_what_nobody_knows_yet_blocks_nothing_g2(counter: Counter) -> None:
    shop, case = counter.shop, counter.case(counter.person())
    noted = authorities.note(shop, case.id, AuthorityDraft(number="1"))
    assert due(counter, case, DeadlineKind.AUTHORITY) == []
    noted.undo(shop)
    assert authorities.of_case(shop, case.id) is None
    assert last_said(counter, case) == "What was noted about the authority was undone"
    with pytest.raises(Refusal, match="no_authority_complaint"):
        authorities.reply(shop, case.id, ReplyDraft(text="好"))
    with pytest.raises(Invalid, match="day_too_far"):
        authorities.note(shop, case.id, AuthorityDraft(reply_until=day("2028-01-01")))
    void_case(shop, case.id, "开错了")
    with pytest.raises(Refusal, match="voided_already"):
        authorities.note(shop, case.id, AuthorityDraft())


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (ReplyDraft(text=" "), "answer_missing"),
        (ReplyDraft(text="好", replied_on=day("2026-03-06")), "reply_in_future"),
        (ReplyDraft(text="好", replied_on=day("2026-03-04")), "reply_too_early"),
    ],
)
def test_an_impossible_reply_is_refused(counter: Counter, draft: ReplyDraft, code: str) -> None:
    case = through_12315(counter)
    with pytest.raises(Invalid, match=code):
        authorities.reply(counter.shop, case.id, draft)


def red_eye(**more: object) -> ReactionDraft:
    known = {
        "symptoms": (Symptom.RED_EYE,),
        "lot": "L7",
        "advice": (Advice.STOP_USING, Advice.SEE_DOCTOR),
    }
    return ReactionDraft(**(known | more))


def test_a_reaction_at_intake_has_its_report_by_date_and_its_batch_l9(counter: Counter) -> None:
    shop = counter.shop
    case = counter.case(
        counter.person(),
        CaseKind.COMPLAINT,
        fault="戴了眼睛红",
        product="日抛",
        reaction=red_eye(),
    )
    found = reactions.of_case(shop, case.id)
    assert found is not None
    assert (found.product, found.course, found.lot) == ("日抛", "戴了眼睛红", "L7")
    assert found.open_advice == (Advice.KEEP_GOODS, Advice.MANAGER_TOLD)
    assert found.missing == ("began_on", "expires_on")
    [deadline] = due(counter, case, DeadlineKind.REPORT)
    assert (deadline.rule_on, deadline.clause) == (day("2026-03-25"), "L-9"), "20 days"
    assert "Adverse reaction (Ordinary); Red eye; batch L7" in last_said(counter, case)
    assert [(one.id, until) for one, _, until in reactions.register(shop)] == [(found.id, deadline)]


@pytest.mark.parametrize(
    ("severity", "until"),
    [(ReactionSeverity.SERIOUS, "2026-03-25"), (ReactionSeverity.GROUP, "2026-03-05")],
)
def test_a_graver_reaction_is_reported_sooner_and_counts_from_the_first_day_l9(
    counter: Counter, severity: ReactionSeverity, until: str
) -> None:
    shop, case = counter.shop, counter.case(counter.person())
    reactions.note(shop, case.id, red_eye())
    counter.go_to("2026-03-06 10:00")
    noted = reactions.note(shop, case.id, red_eye(severity=severity))
    [deadline] = due(counter, case, DeadlineKind.REPORT)
    assert deadline.due_at.date() == day(until)
    noted.undo(shop)
    [deadline] = due(counter, case, DeadlineKind.REPORT)
    assert deadline.rule_on == day("2026-03-25")


def test_a_report_meets_its_date_and_is_undone_l9_x9(counter: Counter) -> None:
    shop, case = counter.shop, counter.case(counter.person())
    with pytest.raises(Refusal, match="no_reaction"):
        reactions.report(shop, case.id, ReportDraft())
    noted = reactions.note(shop, case.id, red_eye())
    reported = reactions.report(shop, case.id, ReportDraft(report="ADR-1"))
    assert last_said(counter, case).endswith("number ADR-1")
    assert due(counter, case, DeadlineKind.REPORT)[0].met_at == shop.now()
    for again in (
        lambda: reactions.note(shop, case.id, red_eye()),
        lambda: reactions.report(shop, case.id, ReportDraft()),
    ):
        with pytest.raises(Refusal, match="reported_already"):
            again()
    reported.undo(shop)
    assert due(counter, case, DeadlineKind.REPORT)[0].met_at is None
    noted.undo(shop)
    assert due(counter, case, DeadlineKind.REPORT) == []
    with pytest.raises(Refusal, match="nothing_to_undo"):
        noted.undo(shop)
    assert [one.key for one in check(shop) if not one.is_fine] in ([], ["languages"])


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (red_eye(began_on=day("2026-03-06")), "reaction_after_report"),
        (red_eye(lot="x" * 61), "text_too_long"),
    ],
)
def test_an_impossible_reaction_is_refused(
    counter: Counter, draft: ReactionDraft, code: str
) -> None:
    case = counter.case(counter.person())
    with pytest.raises(Invalid, match=code):
        reactions.note(counter.shop, case.id, draft)
    with pytest.raises(Invalid, match=code):
        counter.case(counter.person(), reaction=draft)


def test_the_reply_stays_due_when_the_case_is_closed_x16(counter: Counter) -> None:
    case = through_12315(counter)
    counter.move(case, Stage.CONFIRMED, Stage.CLOSED)
    [deadline] = due(counter, case, DeadlineKind.AUTHORITY)
    assert deadline.met_at is None
