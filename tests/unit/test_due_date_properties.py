"""What must hold for every count, whatever the shop and the day."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from building.calendars import ALL_DAY, LUNCH_BREAK, call_windows, shop_calendar
from building.moments import SHANGHAI
from shopcare.domain.calendar import count_rule as by
from shopcare.domain.calendar.count_rule import CountKind, CountRule
from shopcare.domain.calendar.due_date import DueDate, Reason, count
from shopcare.domain.calendar.opening import DayException
from shopcare.domain.calendar.work_calendar import WorkCalendar

DAY = timedelta(days=1)
SHOPS = (
    shop_calendar(),
    shop_calendar(week=(LUNCH_BREAK,) * 6 + ((),)),
    shop_calendar(closed=tuple(date(2026, 2, 5) + n * DAY for n in range(25))),
    shop_calendar(
        week=((),) + (ALL_DAY,) * 6,
        exceptions=(
            DayException(day=date(2026, 3, 9), intervals=ALL_DAY, reason="活动"),
            DayException(day=date(2026, 3, 10), intervals=((time(9), time(12)),), reason="半天"),
            DayException(day=date(2026, 3, 11), working=False, intervals=(), reason="盘点"),
        ),
    ),
)
MOMENTS = st.datetimes(datetime(2025, 6, 1), datetime(2026, 12, 20), timezones=st.just(SHANGHAI))
RULES = st.one_of(
    st.just(by.same_day()),
    st.builds(by.working_day, st.integers(0, 60)),
    st.tuples(st.integers(1, 9), st.integers(0, 9), st.integers(0, 9)).map(
        lambda t: by.working_day_window(t[0], t[0] + t[1] + t[2], t[0] + t[1])
    ),
    st.builds(by.hours, st.integers(0, 200), within_windows=st.booleans()),
    st.builds(by.hours_before, st.integers(0, 200)),
    st.builds(by.until_working_day, st.integers(1, 30)),
    st.builds(by.days, st.integers(0, 90)),
    st.builds(by.months, st.integers(0, 6)),
    st.just(by.birthday_eve()),
)
BACKWARDS = {CountKind.BIRTHDAY_EVE, CountKind.HOURS_BEFORE}


def counted(rule: CountRule, moment: datetime, calendar: WorkCalendar) -> DueDate:
    return count(
        rule,
        moment,
        calendar,
        call_windows(calendar),
        clause="C-1",
        load=lambda on: on.toordinal() % 3,
    )


@given(RULES, MOMENTS, st.sampled_from(SHOPS))
def test_a_due_day_is_open_and_a_window_stays_inside_its_bounds(
    rule: CountRule, moment: datetime, calendar: WorkCalendar
) -> None:
    due = counted(rule, moment, calendar)
    assert due.opens_on <= due.due_on <= due.closes_on
    if rule.within_windows:
        assert calendar.is_open(due.due_on)
    if rule.kind not in BACKWARDS:
        assert due.rule_on >= moment.date()
    if due.due_at is not None:
        assert due.due_at.date() == due.due_on


@given(RULES, MOMENTS, st.sampled_from(SHOPS))
def test_moving_for_closed_days_never_crosses_an_open_day(
    rule: CountRule, moment: datetime, calendar: WorkCalendar
) -> None:
    if rule.kind in {CountKind.SAME_DAY, CountKind.HOURS, CountKind.HOURS_BEFORE}:
        return  # these move to call windows, not to open days
    due = counted(rule, moment, calendar)
    if rule.kind is CountKind.WORKING_DAY_WINDOW:
        inside = [due.opens_on + n * DAY for n in range((due.closes_on - due.opens_on).days + 1)]
        assert due.due_on == min(
            (on for on in inside if calendar.is_open(on)),
            key=lambda on: (on.toordinal() % 3, abs(on - due.rule_on), on),
        )
        return
    step = DAY if due.due_on >= due.rule_on else -DAY
    on = due.rule_on
    while on != due.due_on:
        assert not calendar.is_open(on)
        on += step


@given(RULES, MOMENTS, st.sampled_from(SHOPS))
def test_the_explanation_adds_up_to_the_date(
    rule: CountRule, moment: datetime, calendar: WorkCalendar
) -> None:
    due = counted(rule, moment, calendar)
    steps = [step for step in due.explanation if step.why.reason is not Reason.PROVISIONAL]
    assert (steps[0].day, steps[0].why.reason) == (moment.date(), Reason.DAY_ZERO)
    assert steps[-1].day == due.due_on
    numbers = [step.counted for step in steps if step.counted is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == {
        CountKind.WORKING_DAY: rule.n,
        CountKind.UNTIL_WORKING_DAY: rule.n,
        CountKind.WORKING_DAY_WINDOW: rule.last,
    }.get(rule.kind, 0)
    for before, after in pairwise(steps):
        jump = after.why.reason in _JUMPS
        assert jump or abs(after.day - before.day) <= DAY  # no day is passed over in silence
    assert due.provisional == (due.explanation[-1].why.reason is Reason.PROVISIONAL)
    if numbers:
        assert calendar.working_days_between(moment.date(), _last_counted(due)) >= len(numbers)


_JUMPS = {
    Reason.HOURS_AFTER,
    Reason.HOURS_BEFORE,
    Reason.DAYS_AFTER,
    Reason.MONTHS_AFTER,
    Reason.SHORT_MONTH,
    Reason.PROPOSED,
}


def _last_counted(due: DueDate) -> date:
    return max(step.day for step in due.explanation if step.counted is not None)


@given(st.integers(0, 40), st.integers(0, 10), MOMENTS, st.sampled_from(SHOPS))
def test_a_longer_count_is_never_due_earlier(
    n: int, more: int, moment: datetime, calendar: WorkCalendar
) -> None:
    for rule in (by.working_day, by.days, by.hours, by.until_working_day):
        first, later = counted(rule(n), moment, calendar), counted(rule(n + more), moment, calendar)
        assert first.due_on <= later.due_on
        if first.due_at and later.due_at:
            assert first.due_at <= later.due_at


@given(st.integers(0, 300), MOMENTS)
def test_hours_are_as_long_as_they_say(n: int, moment: datetime) -> None:
    due = counted(by.hours(n, within_windows=False), moment, SHOPS[0])
    assert due.due_at is not None
    assert due.due_at.astimezone(UTC) - moment.astimezone(UTC) == timedelta(hours=n)


@given(RULES, MOMENTS, st.sampled_from(SHOPS))
def test_counting_again_gives_the_same_date(
    rule: CountRule, moment: datetime, calendar: WorkCalendar
) -> None:
    again = CountRule.from_plain(rule.to_plain())
    assert counted(rule, moment, calendar) == counted(again, moment, calendar)
