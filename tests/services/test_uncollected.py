"""Goods that nobody collects: ageing, notices, and what was sent (X-3, G-8)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from building.counter import Counter, open_counter
from building.records import READY
from shopcare.domain.cases.case import Case, Stage
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.goods.uncollected import SentBy
from shopcare.domain.policy.policy_changes import PolicyChangeDraft
from shopcare.language.catalog import catalog
from shopcare.language.records.timeline_words import timeline_text
from shopcare.services.cases import cases
from shopcare.services.goods.uncollected import due_notice, note_sent, uncollected
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.documents import goods_papers
from shopcare.services.policies.policy_changes import change_policy


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    made = open_counter(tmp_path)
    yield made
    made.shop.close()


def waiting(counter: Counter) -> Case:
    case = counter.move(counter.case(counter.person("王", "13800138000"), product="BL1"), *READY)
    cases.tell_ready(counter.shop, case.id)
    return case


def days_later(counter: Counter, days: int) -> None:
    counter.go_to(f"2026-{3 + (4 + days) // 31:02d}-{(4 + days) % 31 + 1:02d} 10:00")


def test_each_step_has_its_notice_and_what_was_sent_x3(counter: Counter) -> None:
    case = waiting(counter)
    due = {}
    for days in (0, 6, 7, 14, 15):
        days_later(counter, days)
        due[days] = due_notice(counter.shop, case_of(counter, case))
        if due[days]:
            note_sent(counter.shop, case.id, SentBy.LETTER)
    assert due == {0: None, 6: None, 7: 7, 14: None, 15: 15}
    [row] = uncollected(counter.shop)
    assert (row.days, row.due_step) == (15, None)
    assert [(one.step, one.how) for one in row.notices] == [(7, "letter"), (15, "letter")]
    with pytest.raises(Refusal, match="no_notice_due"):
        note_sent(counter.shop, case.id, SentBy.MESSAGE)
    assert uncollected(counter.shop, 30) == []


def case_of(counter: Counter, case: Case) -> Case:
    return cases.case_file(counter.shop, case.id).case


def test_a_notice_recorded_by_mistake_is_due_again_x9(counter: Counter) -> None:
    case = waiting(counter)
    days_later(counter, 8)
    sent = note_sent(counter.shop, case.id, SentBy.PHONE)
    sent.undo(counter.shop)
    file = cases.case_file(counter.shop, case.id)
    assert file.notice_due == 7
    said = [timeline_text(catalog("en"), entry) for entry in file.timeline]
    assert said[-2:] == [
        "Notice after 7 days sent (By phone)", "Notice after 7 days not sent after all",
    ]  # fmt: skip


def test_goods_whose_owner_was_not_told_are_not_late_g8(counter: Counter) -> None:
    counter.move(counter.case(counter.person("李")), *READY)
    days_later(counter, 20)
    assert uncollected(counter.shop) == []


def test_what_went_back_to_work_begins_anew(counter: Counter) -> None:
    case = waiting(counter)
    days_later(counter, 8)
    note_sent(counter.shop, case.id, SentBy.LETTER)
    days_later(counter, 9)
    counter.move(case, Stage.IN_WORK, Stage.CHECKED, Stage.READY)
    cases.tell_ready(counter.shop, case.id)
    assert due_notice(counter.shop, case_of(counter, case)) is None
    days_later(counter, 16)
    assert due_notice(counter.shop, case_of(counter, case)) == 7


def test_the_list_is_filtered_by_age_and_the_papers_say_how_long(counter: Counter) -> None:
    case = waiting(counter)
    days_later(counter, 16)
    assert cases.case_ids(counter.shop, uncollected_days=15) == [case.id]
    assert cases.case_ids(counter.shop, uncollected_days=30) == []
    request = Request(case_id=case.id)
    assert goods_papers.gather_pickup_notice(counter.shop, request).step == 0
    late = goods_papers.gather_uncollected_notice(counter.shop, request)
    assert (late.step, late.goods, late.fee) == (15, ("BL1",), 2_000)


def test_the_shop_says_after_how_many_days_a_notice_is_due_x3(counter: Counter) -> None:
    case = waiting(counter)
    own = PolicyChangeDraft(
        clause="G-8.not_collected",
        field="numbers.notices",
        numbers=(10, 20, 40),
        from_on=counter.shop.today(),
    )
    change_policy(counter.shop, [own])
    days_later(counter, 9)
    assert due_notice(counter.shop, case_of(counter, case)) is None
    assert uncollected(counter.shop) == []
    request = Request(case_id=case.id)
    asked = {}
    for days in (10, 20, 40):
        days_later(counter, days)
        assert due_notice(counter.shop, case_of(counter, case)) == days
        notice = goods_papers.gather_uncollected_notice(counter.shop, request)
        asked[notice.step] = notice.answer_by is not None
        note_sent(counter.shop, case.id, SentBy.LETTER)
    assert asked == {10: False, 20: True, 40: True}


@pytest.mark.parametrize("days", [(7, 7), (15, 7), (0, 7), tuple(range(1, 14))])
def test_days_of_notices_that_do_not_rise_are_refused_x3(
    counter: Counter, days: tuple[int, ...]
) -> None:
    own = PolicyChangeDraft(
        clause="G-8.not_collected",
        field="numbers.notices",
        numbers=days,
        from_on=counter.shop.today(),
    )
    with pytest.raises(Invalid, match="policy_value_wrong"):
        change_policy(counter.shop, [own])
