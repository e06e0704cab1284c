"""What holds in a shop after every step, asked of the file itself and of the services."""

from calendar import isleap
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from shopcare.domain.calendar.explanation import Reason
from shopcare.domain.calls.call_order import Section
from shopcare.domain.calls.callback import Callback, CallbackState, MovedBy, Purpose
from shopcare.domain.cases.case import Case, CaseKind, Stage
from shopcare.domain.cases.deadline import DeadlineKind
from shopcare.domain.cases.step_time import steps_taken
from shopcare.domain.people.customer import BirthdayCalendar, Customer, CustomerBirthday
from shopcare.language.catalog import Catalog
from shopcare.services.calendar.calendar_facts import lunar_year
from shopcare.services.calls.explain import why_call, why_deadline
from shopcare.services.calls.today import panel
from shopcare.services.cases import cases as case_service
from shopcare.services.cases.case_lists import due_today
from shopcare.services.shop import Shop
from shopcare.storage import call_attempts, callbacks, customer_lists, customers, purchases
from shopcare.storage.cases import cases, deadlines
from shopcare.storage.file import audit
from shopcare.storage.file.database import ShopFile

ENGLISH = Catalog("en")
DUE = (Section.OVERDUE, Section.NOW, Section.LATER)
ABOUT_GOODS = (Purpose.PICK_UP, Purpose.PROGRESS, Purpose.GUIDANCE, Purpose.PLANNED)
STANDING = (Purpose.BIRTHDAY, Purpose.KEY_ACCOUNT)


def check_rules(shop: Shop) -> None:
    """Check everything that holds after every step."""
    no_open_case_is_silent(shop)
    no_clock_stands_still_for_nothing(shop)
    no_cause_is_called_about_twice(shop)
    nothing_due_is_missing(shop)
    steps_stand_in_order(shop)
    one_grievance_has_one_series(shop)
    every_date_adds_up(shop)
    nobody_is_awaited_while_closed(shop)
    flags_decide_which_calls_wait(shop)
    no_call_waits_for_nothing(shop)
    no_birthday_is_forgotten(shop)
    audit_and_rows_agree(shop)


def no_open_case_is_silent(shop: Shop) -> None:
    """G-25: a deadline or a call is ahead of every open case."""
    rows = shop.file.execute(
        "SELECT number, stage FROM service_case WHERE stage NOT IN ('closed', 'cancelled') "
        "AND NOT EXISTS (SELECT 1 FROM deadline WHERE case_id = service_case.id "
        "AND met_at IS NULL AND dropped = 0 AND paused = 0 "
        "AND (shown_from IS NULL OR shown_from <= ?)) AND NOT EXISTS (SELECT 1 FROM callback "
        "WHERE case_id = service_case.id AND state = 'open')",
        (shop.now().date().isoformat(),),
    ).fetchall()
    assert not rows, f"no next date: {[tuple(row) for row in rows]}"


def no_clock_stands_still_for_nothing(shop: Shop) -> None:
    """Only the clocks of a case that waits for the customer stand still."""
    for case in _cases(shop):
        if case.waiting_since is None:
            found = deadlines.of_case(shop.file, case.id)
            assert not [one for one in found if one.paused and one.met_at is None], case.number


def no_cause_is_called_about_twice(shop: Shop) -> None:
    """C-3, C-4, C-14, G-21: one call for missing facts, after a service, of each standing kind."""
    asked = [c for c in _waiting(shop) if c.purpose is Purpose.MISSING_FACTS]
    assert len({call.case_id for call in asked}) == len(asked)
    checks = [c for c in _waiting(shop) if c.purpose is Purpose.SERVICE_CHECK]
    assert len({call.case_id for call in checks}) == len(checks)
    standing = [call for call in _waiting(shop) if call.purpose in STANDING]
    assert len({(call.customer_id, call.purpose) for call in standing}) == len(standing)


def nothing_due_is_missing(shop: Shop) -> None:
    """The first three sections are exactly the open calls due; the list beside them the dates."""
    today = shop.now().date()
    rows = shop.file.execute(
        "SELECT id FROM callback WHERE state = 'open' AND due_on <= ?", (today.isoformat(),)
    )
    shown = panel(shop).sections
    listed = [row.callback.id for section in DUE for row in shown[section]]
    assert sorted(listed) == sorted(row[0] for row in rows)
    beside = due_today(shop)
    answers = {deadline.id for deadline, _, _ in beside.answers}
    promised = {case.id for case, _ in beside.promised}
    for deadline in deadlines.open_up_to(shop.file, shop.calendar.end_of_day(today)):
        if deadline.kind is DeadlineKind.PROMISED:
            assert deadline.case_id in promised
        else:
            assert deadline.id in answers


def steps_stand_in_order(shop: Shop) -> None:
    """G-14: no step happened before the one before it."""
    for case in _cases(shop):
        steps = steps_taken(case, audit.of_case(shop.file, case.id))
        moments = [step.at for step in steps]
        assert moments == sorted(moments), (case.number, moments)
        assert case.last_step_at >= max(moments), case.number
        assert case.last_step_at <= shop.now(), case.number


def one_grievance_has_one_series(shop: Shop) -> None:
    """C-2: a complaint that another one follows has no calls left, and no call stands twice."""
    followed = {
        case.linked_case_id
        for case in _cases(shop)
        if case.kind is CaseKind.COMPLAINT
        and case.linked_case_id is not None
        and case.stage is not Stage.CANCELLED  # the call that opened it was undone
    }
    series: dict[object, set[datetime]] = {}
    for call in _waiting(shop):
        if call.purpose is not Purpose.COMPLAINT:
            continue
        assert call.case_id not in followed, f"a second series: {call}"
        series.setdefault(call.case_id, set()).add(call.basis_at)
    assert all(len(begun) == 1 for begun in series.values()), series


def every_date_adds_up(shop: Shop) -> None:
    """Every explanation begins with what was counted or promised and ends on the day itself."""
    for call in _waiting(shop):
        told = why_call(shop, ENGLISH, call)
        days = [move.before for move in call.moves] + [call.due_on]
        ends = [move.day for move in call.moves]
        assert ends == days[1:], f"the moves do not lead to the day: {call}"
        if call.moves:
            last = call.moves[-1]
            assert call.due_at == last.at or last.by in (MovedBy.CLOSED, MovedBy.SLIPPED), call
        elif call.rule:
            counted = [step for step in told.steps if step.why.reason is not Reason.PROVISIONAL]
            assert counted, f"counted as another day: {call}"
            assert counted[-1].day == call.due_on, (call, told.sentence)
            assert call.attempts == 0 or call.due_at is None or _was_overtaken(shop, call), call
        else:
            assert call.rule_on == call.due_on, call
    for deadline in deadlines.open_up_to(shop.file, None):
        why = why_deadline(shop, ENGLISH, deadline)
        last_day = why.moves[-1].day if why.moves else deadline.rule_on
        assert deadline.due_at.date() == (why.steps[-1].day if why.steps else last_day) or (
            deadline.provisional
        ), why.sentence


def nobody_is_awaited_while_closed(shop: Shop) -> None:
    """What was chosen or promised for a closed day is due on an open one (G-6)."""
    today = shop.now().date()
    for call in _waiting(shop):
        is_fixed = call.state is CallbackState.OPEN and call.by_hand
        if is_fixed and call.due_on >= today and _last_move(call) is not MovedBy.TRIED:
            assert shop.calendar.work.is_open(call.due_on), call
    for deadline in deadlines.open_up_to(shop.file, None):
        if deadline.kind is DeadlineKind.PROMISED and deadline.due_at.date() >= today:
            is_late = deadline.rule_on < today
            assert is_late or shop.calendar.work.is_open(deadline.due_at.date()), deadline


def flags_decide_which_calls_wait(shop: Shop) -> None:
    """C-3: a call that waits is on the list exactly where the customer's flags let it be made."""
    people = {one.id: one for one in _customers(shop)}
    for call in _waiting(shop):
        customer = people[call.customer_id]
        is_off = customer.no_calls and call.purpose not in ABOUT_GOODS
        is_off = is_off or (call.purpose in STANDING and not customer.key_account)
        assert call.state.value == ("paused" if is_off else "open"), call


def no_call_waits_for_nothing(shop: Shop) -> None:
    """A call is about goods that wait, a case that counts, a complaint handled, a receipt held."""
    cases_now = {case.id: case for case in _cases(shop)}
    for call in _waiting(shop):
        if call.purchase_id is not None:
            assert purchases.get(shop.file, call.purchase_id).voided is None, call
        if call.case_id is None or (call.by_hand and call.purpose is Purpose.PLANNED):
            continue
        case = cases_now[call.case_id]
        assert case.stage is not Stage.CANCELLED, call
        if call.purpose is Purpose.PICK_UP:
            assert case.stage is Stage.READY, call
        if call.purpose in (Purpose.COMPLAINT, Purpose.WEARING_CHECK):
            assert case.handled_at == call.basis_at, call


def no_birthday_is_forgotten(shop: Shop) -> None:
    """C-4: the next birthday of a key account has its call, on its eve, too."""
    for customer in _customers(shop):
        if customer.birthday is None or customer.no_calls or not customer.key_account:
            continue
        next_on = _next_birthday(customer.birthday, shop.now().date())
        calls = callbacks.of_customer(shop.file, customer.id)
        about = [call for call in calls if call.purpose is Purpose.BIRTHDAY]
        if _was_closed_until(shop, about, next_on):
            continue
        assert any(
            call.state is CallbackState.OPEN  # the last one is overdue still
            if call.basis_at.date() < next_on
            else call.basis_at.date() == next_on
            and (call.state is not CallbackState.DROPPED or call.voided)
            for call in about
        ), f"{customer.name}: nobody calls before {next_on}"


def _was_closed_until(shop: Shop, calls: list[Callback], next_on: date) -> bool:
    """Say whether no call window was left before a birthday when its call was to be planned."""
    planned = [call.planned_at for call in calls if call.basis_at.date() > next_on]
    if not planned:
        return False
    begins, _ = shop.calendar.windows.next_window(max(planned))
    return bool(begins.date() > next_on)


def audit_and_rows_agree(shop: Shop) -> None:
    """G-14: what the log tells of a case and of its calls is what stands in the rows."""
    for case in _cases(shop):
        stage = _stage_told(case.number, case_service.case_file(shop, case.id).timeline)
        assert stage is case.stage, (case.number, stage, case.stage)
    told = Counter[int]()
    for entry in audit.of_actions(shop.file, ("callback.try",), datetime.min.replace(tzinfo=UTC)):
        told.update([entry.subject_id, *entry.said().get("also", ())])
    tries = shop.file.execute("SELECT callback_id, count(*) FROM call_attempt GROUP BY callback_id")
    assert {row[0]: row[1] for row in tries} == dict(told)


def _next_birthday(born: CustomerBirthday, after: date) -> date:
    """Count it apart from the program; born on 29 February it is the 28th (dates.md)."""
    if born.calendar is BirthdayCalendar.LUNAR:
        lunar = (lunar_year(after.year + more).day(born.month, born.day) for more in (-1, 0, 1))
        return next(on for on in lunar if on > after)
    for year in (after.year, after.year + 1):
        day = 28 if (born.month, born.day) == (2, 29) and not isleap(year) else born.day
        if (on := date(year, born.month, day)) > after:
            return on
    raise AssertionError(born)


def _stage_told(number: str, timeline: Sequence[Any]) -> Stage:
    stage = before = Stage.RECEIVED
    for entry in timeline:
        said = entry.said()
        match entry.action:
            case "callback.undo_try" if said.get("opened") == number:
                stage = Stage.CANCELLED
            case "callback.undo_try" if said.get("reopened") == number:
                stage = before
            case "case.open":
                stage = Stage.CONFIRMED if said.get("told_steps") else Stage.RECEIVED
            case "case.move" | "case.move_taken_back":
                stage = Stage(said["to"])
            case "case.acknowledge" if stage is Stage.RECEIVED:
                stage = Stage.CONFIRMED
            case "case.void":
                stage = Stage.CANCELLED
            case "case.undo_void":
                stage = Stage(said["from"])
            case "callback.try" if said.get("reopened") == number:
                before, stage = stage, Stage.CONFIRMED
            case _:
                pass
    return stage


def _was_overtaken(shop: Shop, call: Callback) -> bool:
    """Say whether the last try left the call where it was: a later one, or no number left."""
    tries = call_attempts.of_calls(shop.file, [call.id])
    return all(one.result.value == "wrong_number" for one in tries)


def _last_move(call: Callback) -> MovedBy | None:
    return call.moves[-1].by if call.moves else None


def _cases(shop: Shop) -> Sequence[Case]:
    return _read_cases(shop.file, shop.file.total_changes)


def _customers(shop: Shop) -> Sequence[Customer]:
    return _read_customers(shop.file, shop.file.total_changes)


def _waiting(shop: Shop) -> Sequence[Callback]:
    return _read_waiting(shop.file, shop.file.total_changes)


# Every rule asks for the same rows; they are read once until some row changes.


@lru_cache(maxsize=1)
def _read_cases(file: ShopFile, _changes: int) -> Sequence[Case]:
    return cases.many(file, cases.all_ids(file))


@lru_cache(maxsize=1)
def _read_customers(file: ShopFile, _changes: int) -> Sequence[Customer]:
    ids = customer_lists.ids(file, sort="recent", descending=False)
    return customers.many(file, ids)


@lru_cache(maxsize=1)
def _read_waiting(file: ShopFile, _changes: int) -> Sequence[Callback]:
    rows = file.execute("SELECT id FROM callback WHERE state IN ('open', 'paused')")
    return callbacks.many(file, [row[0] for row in rows])


def day_after(shop: Shop, days: int) -> Any:
    """Give a day so many days from today."""
    return shop.now().date() + timedelta(days=days)
