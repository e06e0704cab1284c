"""The end-of-day round: what was due and what became of it."""

import pytest

from building.counter import Counter
from building.moments import at, day
from building.records import READY, WORK
from shopcare.domain.calls.callback import CallResult, Purpose
from shopcare.domain.cases.case import Stage
from shopcare.domain.errors import Invalid, NotFound, Refusal
from shopcare.domain.ids import CallbackId
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.documents.day_close import gather_day_close
from shopcare.services.people import customers
from shopcare.services.reports import day_close
from shopcare.services.reports.day_close import DayClose

C = Purpose.COMPLAINT


def counts(found: DayClose) -> tuple[int, int, int]:
    return len(found.done), len(found.tried), len(found.not_made)


def test_made_tried_and_not_made(counter: Counter) -> None:
    people = [counter.person(f"顾客{n}") for n in range(4)]
    for person in people:
        counter.complaint_handled(person)
    made, tried, later, left = (counter.calls(p, C)[0] for p in people)
    counter.dial(made)
    counter.go_to("2026-03-05 16:00")
    counter.dial(tried, CallResult.NO_ANSWER)
    assert counter.again(tried).due_on == day("2026-03-06")
    counter.dial(later, CallResult.LATER, later_at=at("2026-03-09 10:00"))
    counter.go_to("2026-03-05 20:30")
    found = day_close.day_close(counter.shop)
    assert counts(found) == (1, 2, 1)
    assert {call.callback.id for call in found.tried} == {tried.id, later.id}
    assert [call.callback.id for call in found.not_made] == [left.id]
    assert found.unexplained == 1
    assert found.next_open_on == day("2026-03-06")


def test_the_round_reads_no_more_often_for_more_calls(counter: Counter) -> None:
    def reads() -> int:
        statements: list[str] = []
        counter.shop.file.set_trace_callback(statements.append)
        found = day_close.day_close(counter.shop)
        counter.shop.file.set_trace_callback(None)
        assert [call.reason for call in found.not_made] == ["没空"] * len(found.not_made)
        return len(statements)

    def call_is_not_made(name: str) -> None:
        person = counter.person(name)
        counter.complaint_handled(person)
        call = counter.calls(person, C)[0]
        today = counter.shop.today()
        day_close.say_why_not_made(counter.shop, call.id, today, "忘了")
        day_close.say_why_not_made(counter.shop, call.id, today, "没空")

    call_is_not_made("王")
    reads()  # the first one also reads the calendar
    one = reads()
    for name in ("李", "张", "赵"):
        call_is_not_made(name)
    assert reads() == one


def test_the_round_goes_as_the_today_page_does_overdue_and_complaints_first_c7(
    counter: Counter,
) -> None:
    counter.sale(counter.person("常"), handed_over_on=day("2026-03-05"))
    counter.complaint_handled(counter.person("旧"))
    counter.go_to("2026-03-10 20:00")
    found = day_close.day_close(counter.shop)
    assert [(call.callback.purpose, call.callback.due_on) for call in found.not_made] == [
        (C, day("2026-03-05")),
        (C, day("2026-03-10")),
        (Purpose.WEARING_CHECK, day("2026-03-10")),
    ]


def test_a_call_that_is_no_longer_needed_is_not_still_due_g8(counter: Counter) -> None:
    wang = counter.person()
    case = counter.move(counter.case(wang), *READY)
    counter.dial(counter.calls(wang, Purpose.PICK_UP)[0], CallResult.NO_ANSWER)
    counter.move(case, "handed_over")  # type: ignore[arg-type]
    assert counts(day_close.day_close(counter.shop)) == (0, 0, 0)


def test_a_reason_belongs_to_its_day(counter: Counter) -> None:
    wang = counter.person()
    counter.complaint_handled(wang)
    call = counter.calls(wang, C)[0]
    for bad, code in [("  ", "reason_missing"), ("字" * 1001, "text_too_long")]:
        with pytest.raises(Invalid, match=code):
            day_close.say_why_not_made(counter.shop, call.id, day("2026-03-05"), bad)
    with pytest.raises(NotFound):
        day_close.say_why_not_made(counter.shop, CallbackId(99), day("2026-03-05"), "忙")
    day_close.say_why_not_made(counter.shop, call.id, day("2026-03-05"), "太忙")
    today_ = day_close.day_close(counter.shop)
    assert ([c.reason for c in today_.not_made], today_.unexplained) == (["太忙"], 0)
    counter.go_to("2026-03-06 20:00")
    assert [c.reason for c in day_close.day_close(counter.shop).not_made] == [""]
    yesterday = day_close.day_close(counter.shop, day("2026-03-05"))
    assert [c.reason for c in yesterday.not_made] == ["太忙"]


def test_goods_and_answers(counter: Counter) -> None:
    wang = counter.person()
    ready = counter.move(counter.case(wang), *READY)
    missed = counter.move(counter.case(wang), *WORK, promised_on=day("2026-03-05"))
    tomorrow = counter.move(counter.case(wang), *WORK, promised_on=day("2026-03-06"))
    counter.move(counter.case(wang), *WORK, promised_on=day("2026-03-07"))
    counter.go_to("2026-03-05 20:45")
    found = day_close.day_close(counter.shop)
    assert [entry.case.id for entry in found.ready_not_told] == [ready.id]
    assert [entry.case.id for entry in found.missed] == [missed.id]
    assert [entry.case.id for entry in found.due_tomorrow] == [tomorrow.id]


def test_the_round_of_yesterday_keeps_what_was_done_then(counter: Counter) -> None:
    wang, li = counter.person("王"), counter.person("李")
    counter.complaint_handled(wang)
    counter.complaint_handled(li)
    counter.dial(counter.calls(wang, C)[0])
    counter.go_to("2026-03-06 09:40")
    yesterday = day_close.day_close(counter.shop, day("2026-03-05"))
    assert counts(yesterday) == (1, 0, 1)
    counter.dial(counter.calls(li, C)[0])
    yesterday = day_close.day_close(counter.shop, day("2026-03-05"))
    assert counts(yesterday) == (1, 0, 1), "made a day late is not made on its day"
    assert counts(day_close.day_close(counter.shop)) == (1, 0, 0)


def test_a_closed_day_is_on_record_with_who_closed_it(counter: Counter) -> None:
    assert day_close.day_close(counter.shop).closed_at is None
    counter.shop.act_as("XL")
    closed = day_close.close_day(counter.shop)
    assert (closed.closed_at, closed.closed_by) == (at("2026-03-05 10:00"), "小林")
    with pytest.raises(Refusal, match="day_in_future"):
        day_close.close_day(counter.shop, day("2026-03-06"))


def test_a_day_at_the_end_of_the_calendar_is_refused_in_words(counter: Counter) -> None:
    for text in ("2199-12-31", "9999-12-31", "0001-01-01"):
        with pytest.raises(Refusal, match="year_out_of_range"):
            day_close.day_close(counter.shop, day(text))


def test_the_checklist_has_debts_numbers_to_find_and_untouched_cases(counter: Counter) -> None:
    wang = counter.person("王小明", "13800138000", address="文一西路 88 号")
    owed = (PaymentDraft(kind=PaymentKind.OWED, owed_until=day("2026-03-09")),)
    case = counter.move(counter.case(wang), *READY)
    counter.move(case, Stage.HANDED_OVER, payments=owed)
    customers.mark_number(counter.shop, wang.id, "13800138000", wrong=True)
    left = counter.case(counter.person("李", "13900139000"))
    counter.go_to("2026-03-13 20:00")
    sheet = gather_day_close(counter.shop, Request())
    [debt], [person] = sheet.owed, sheet.numbers_to_find
    assert (debt.number, debt.left_fen, debt.until) == (case.number, 2_000, day("2026-03-09"))
    assert person.customer_name == "王小明"
    assert person.numbers == ("138****8000",)
    last_steps = {one.number: one.last_step_on for one in sheet.untouched}
    assert last_steps == dict.fromkeys((case.number, left.number), day("2026-03-05"))
