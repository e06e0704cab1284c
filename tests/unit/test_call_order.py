"""Which call stands where on the Today page (screens.md)."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building.moments import SHANGHAI, at, day
from shopcare.domain.calls.call_order import Place, Section, order_key, place
from shopcare.domain.calls.callback import (
    Callback,
    CallbackState,
    CallResult,
    MovedBy,
    MovedDay,
    Purpose,
)
from shopcare.domain.ids import CallbackId, CustomerId

DUE = {Section.OVERDUE, Section.NOW, Section.LATER}
MORNING = (at("2026-03-05 09:30"), at("2026-03-05 11:30"))
AFTERNOON = (at("2026-03-05 14:00"), at("2026-03-05 17:30"))
WINDOWS = (MORNING, AFTERNOON)


def call(
    due_on: str = "2026-03-05",
    opens_on: str | None = None,
    closes_on: str | None = None,
    *,
    due_at: datetime | None = None,
    purpose: Purpose = Purpose.COMPLAINT,
    number: int = 1,
) -> Callback:
    due = day(due_on)
    return Callback(
        id=CallbackId(number),
        customer_id=CustomerId(1),
        purpose=purpose,
        clause="C-2",
        rule="",
        basis_at=at("2026-03-02 10:00"),
        rule_on=due,
        due_on=due,
        opens_on=day(opens_on) if opens_on else due,
        closes_on=day(closes_on) if closes_on else due,
        due_at=due_at,
        provisional=False,
        state=CallbackState.OPEN,
        attempts=0,
        needs_decision=False,
        settled_at=None,
        result=None,
        planned_at=at("2026-03-02 10:00"),
    )


def section(callback: Callback, moment: str) -> Section | None:
    there = place(callback, at(moment), WINDOWS)
    return there.section if there else None


@pytest.mark.parametrize(
    ("moment", "where", "late"),
    [
        ("2026-03-05 00:00", Section.LATER, False),
        ("2026-03-05 09:29", Section.LATER, False),
        ("2026-03-05 09:30", Section.NOW, False),  # exactly at the beginning
        ("2026-03-05 11:29", Section.NOW, False),
        ("2026-03-05 11:30", Section.LATER, False),  # the end no longer belongs to it
        ("2026-03-05 14:00", Section.NOW, False),
        ("2026-03-05 17:30", Section.NOW, True),  # its hour has passed: it stays, marked late
        ("2026-03-05 23:59", Section.NOW, True),
    ],
)
def test_a_call_of_today_goes_through_the_day_c6(moment: str, where: Section, late: bool) -> None:
    there = place(call(), at(moment), WINDOWS)
    assert there is not None
    assert (there.section, there.late) == (where, late)


def test_the_days_around_the_due_day() -> None:
    assert section(call(), "2026-03-04 10:00") is None
    assert section(call("2026-03-04"), "2026-03-05 10:00") is Section.OVERDUE


def test_a_window_that_is_open_c1() -> None:
    wearing = call("2026-03-05", "2026-03-03", "2026-03-11", purpose=Purpose.WEARING_CHECK)
    assert section(wearing, "2026-03-02 10:00") is None
    assert section(wearing, "2026-03-03 10:00") is Section.OPTIONAL
    assert section(wearing, "2026-03-05 10:00") is Section.NOW
    assert section(wearing, "2026-03-06 10:00") is Section.NOW  # proposed for today, again
    assert section(wearing, "2026-03-12 10:00") is Section.OVERDUE


def test_an_agreed_hour_is_waited_for() -> None:
    agreed = call(due_at=at("2026-03-05 15:30"))
    assert place(agreed, at("2026-03-05 14:30"), WINDOWS) == Place(
        section=Section.LATER, starts_at=at("2026-03-05 15:30"), ends_at=AFTERNOON[1]
    )
    assert section(agreed, "2026-03-05 15:30") is Section.NOW
    evening = call(due_at=at("2026-03-05 19:00"))  # the customer wished it so
    assert section(evening, "2026-03-05 18:00") is Section.LATER
    assert section(evening, "2026-03-05 19:00") is Section.NOW


def test_hours_that_never_meet_today_hide_no_call_c6() -> None:
    there = place(call(), at("2026-03-05 08:00"), ())
    assert there == Place(section=Section.NOW, late=True)


def test_a_settled_call_is_done_on_its_day_in_the_shops_time() -> None:
    settled_at = datetime.fromisoformat("2026-03-04T16:30:00+00:00")  # half past midnight here
    done = replace(
        call(), state=CallbackState.DONE, settled_at=settled_at, result=CallResult.REACHED
    )
    assert section(done, "2026-03-05 10:00") is Section.DONE
    assert section(done, "2026-03-04 23:00") is None


def test_a_dropped_call_is_nowhere() -> None:
    dropped = replace(call(), state=CallbackState.DROPPED)
    assert section(dropped, "2026-03-05 10:00") is None


days = st.dates(date(2026, 2, 20), date(2026, 3, 20))
moments = st.builds(
    lambda on, minute: datetime.combine(on, time(minute // 60, minute % 60), SHANGHAI),
    days,
    st.integers(0, 24 * 60 - 1),
)


@st.composite
def calls(draw: st.DrawFn) -> Callback:
    opens, due, closes = sorted(draw(st.tuples(days, days, days)))
    agreed = draw(st.one_of(st.none(), st.times(min_value=time(0), max_value=time(23, 59))))
    due_at = datetime.combine(due, agreed, SHANGHAI) if agreed else None
    return replace(
        call(),
        opens_on=opens,
        due_on=due,
        closes_on=closes,
        due_at=due_at,
        state=draw(st.sampled_from([CallbackState.OPEN, CallbackState.DROPPED])),
        purpose=draw(st.sampled_from(Purpose)),
    )


def windows_of(on: date, picked: list[tuple[int, int]]) -> list[tuple[datetime, datetime]]:
    hours = sorted({hour for pair in picked for hour in pair})
    begin = datetime.combine(on, time(0), SHANGHAI)
    pairs = zip(hours[::2], hours[1::2], strict=False)
    return [(begin + timedelta(hours=a), begin + timedelta(hours=b)) for a, b in pairs]


@given(calls(), moments, st.lists(st.tuples(st.integers(0, 23), st.integers(0, 23)), max_size=3))
def test_the_first_three_sections_are_exactly_the_open_calls_due_up_to_the_day(
    callback: Callback, moment: datetime, picked: list[tuple[int, int]]
) -> None:
    there = place(callback, moment, windows_of(moment.date(), picked))
    is_due = callback.state is CallbackState.OPEN and callback.due_on <= moment.date()
    assert (there is not None and there.section in DUE) == is_due


@given(calls(), moments, st.lists(st.tuples(st.integers(0, 23), st.integers(0, 23)), max_size=3))
def test_a_call_never_goes_back_from_late_or_overdue(
    callback: Callback, moment: datetime, picked: list[tuple[int, int]]
) -> None:
    windows = windows_of(moment.date(), picked)
    end = datetime.combine(moment.date(), time(23, 59), SHANGHAI)
    there, then = place(callback, moment, windows), place(callback, end, windows)
    if there is not None and there.late:
        assert then is not None
        assert then.late


def test_the_order_inside_a_section_c7() -> None:
    order = [
        call(purpose=Purpose.COMPLAINT, number=9, due_at=at("2026-03-05 15:00")),
        call(purpose=Purpose.COMPLAINT, number=8),
        call(purpose=Purpose.MISUSE, number=7),
        call(purpose=Purpose.GUIDANCE, number=6),
        call(purpose=Purpose.PICK_UP, number=4),
        call(purpose=Purpose.PROGRESS, number=5),
        call(purpose=Purpose.WEARING_CHECK, number=3),
        call(purpose=Purpose.BIRTHDAY, number=2),
        call(purpose=Purpose.KEY_ACCOUNT, number=1),
    ]
    assert sorted([*order[4:], *order[:4]], key=order_key) == order


def test_among_equals_who_waits_longer_comes_first() -> None:
    waits = replace(call(number=2), basis_at=at("2026-03-01 10:00"))
    assert sorted([call(number=1), waits], key=order_key)[0] == waits
    earlier = call("2026-03-04", number=3)
    assert sorted([call(number=1), waits, earlier], key=order_key)[0] == earlier


@pytest.mark.parametrize(
    ("due_at", "moment", "there"),
    [
        (None, "2026-03-05 10:00", (Section.NOW, *MORNING, False)),
        (None, "2026-03-05 09:00", (Section.LATER, *MORNING, False)),
        (
            "2026-03-05 10:00",
            "2026-03-05 09:40",
            (Section.LATER, at("2026-03-05 10:00"), MORNING[1], False),
        ),
        (
            "2026-03-05 10:00",
            "2026-03-05 10:30",
            (Section.NOW, at("2026-03-05 10:00"), MORNING[1], False),
        ),
        ("2026-03-05 11:30", "2026-03-05 10:00", (Section.LATER, *AFTERNOON, False)),
        (
            "2026-03-05 20:00",
            "2026-03-05 10:00",
            (Section.LATER, at("2026-03-05 20:00"), None, False),
        ),
        ("2026-03-05 20:00", "2026-03-05 20:00", (Section.NOW, None, None, True)),
    ],
)
def test_where_a_call_stands_and_until_when(
    due_at: str | None, moment: str, there: tuple[object, ...]
) -> None:
    found = place(call(due_at=at(due_at) if due_at else None), at(moment), WINDOWS)
    assert found
    assert (found.section, found.starts_at, found.ends_at, found.late) == there


def test_what_was_due_before_today_is_late() -> None:
    assert place(call("2026-03-04"), at("2026-03-05 10:00"), WINDOWS) == Place(
        section=Section.OVERDUE, late=True
    )


@pytest.mark.parametrize(
    ("by", "to", "late"),
    [
        (MovedBy.EVE_PASSED, "2026-03-05", False),  # still the day of the rule
        (MovedBy.EVE_PASSED, "2026-03-06", True),
        (MovedBy.TRIED, "2026-03-06", False),
    ],
)
def test_a_call_whose_eve_has_passed_is_late_all_day(by: MovedBy, to: str, late: bool) -> None:
    move = MovedDay(by, day("2026-03-04"), day(to), None)
    moved = replace(call(), moves=(move,))
    for moment, where in (("2026-03-05 09:00", Section.LATER), ("2026-03-05 10:00", Section.NOW)):
        found = place(moved, at(moment), WINDOWS)
        assert found
        assert (found.section, found.late) == (where, late)
