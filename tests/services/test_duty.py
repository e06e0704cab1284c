"""Who should handle what: seniors, absences, substitutes, training (G-19, C-8, A-12, A-17)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building.counter import Counter
from building.moments import day
from building.records import add_purchase
from building.shops import hire
from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import Case
from shopcare.domain.errors import Invalid, NotFound, Refusal
from shopcare.domain.ids import AbsenceId, StaffId, TrainingId
from shopcare.domain.people.duty import Absence, AbsenceDraft, Duty, Training, TrainingDraft
from shopcare.domain.people.staff import Role, Staff
from shopcare.language.catalog import catalog
from shopcare.language.records.timeline_words import timeline_text
from shopcare.services.cases import cases
from shopcare.services.cases.reassign import reassign
from shopcare.services.setup.duty import DutyRecord, note_absence, note_training, withdraw
from shopcare.services.setup.settings import save_member
from shopcare.services.upkeep.check import check

TODAY = date(2026, 3, 5)


def member(counter: Counter, initials: str) -> Staff:
    return next(one for one in counter.shop.staff if one.initials == initials)


def make_senior(counter: Counter, initials: str) -> Staff:
    save_member(counter.shop, replace(member(counter, initials), senior=True))
    return member(counter, initials)


def away(counter: Counter, initials: str, substitute: str | None = None, **more: date) -> int:
    draft = AbsenceDraft(
        staff_id=member(counter, initials).id,
        substitute_id=member(counter, substitute).id if substitute else None,
        **{"from_on": TODAY, "until_on": TODAY + timedelta(days=3), **more},
    )
    return note_absence(counter.shop, draft).id


def trained(counter: Counter, initials: str, until: date | None = None) -> int:
    draft = TrainingDraft(
        staff_id=member(counter, initials).id, work="frame_repair",
        trained_on=date(2026, 1, 5), valid_until=until,
    )  # fmt: skip
    return note_training(counter.shop, draft).id


def repair(counter: Counter, seller: str = "小陈") -> Case:
    """Open a repair of goods that somebody sold."""
    wang = counter.person()
    line = add_purchase(counter.shop, wang.id, seller=seller).purchase.lines[0]
    return counter.case(wang, purchase_line_id=line.id, service="frame_repair")


def test_who_served_the_customer_handles_the_case_assisted_by_a_senior_g19(
    counter: Counter,
) -> None:
    senior = make_senior(counter, "XL")
    assert repair(counter).handler_id == member(counter, "XC").id
    duty = counter.shop.duty
    assert duty.assistant(member(counter, "XC"), TODAY) == senior
    assert duty.assistant(senior, TODAY) is None
    assert duty.assistant(None, TODAY) is None


def test_who_is_absent_is_stood_in_for_g19(counter: Counter) -> None:
    make_senior(counter, "XL")
    absence = away(counter, "XC")
    assert repair(counter).handler_id == member(counter, "XL").id, "a senior"
    withdraw(counter.shop, DutyRecord.ABSENCE, absence)
    assert repair(counter).handler_id == member(counter, "XC").id
    withdraw(counter.shop, DutyRecord.ABSENCE, absence, undo=True)
    away(counter, "XC", "DZ", from_on=day("2026-03-20"), until_on=day("2026-03-21"))
    assert repair(counter).handler_id == member(counter, "XL").id
    counter.go_to("2026-03-20 10:00")
    assert repair(counter).handler_id == member(counter, "DZ").id, "the substitute who is named"


def test_calls_go_to_who_is_there_that_day_c8(counter: Counter) -> None:
    hire(counter.shop, "XW", "小吴", Role.CLERK, knowledgeable=True)
    away(counter, "XC", until_on=day("2026-04-30"))
    away(counter, "DZ", until_on=day("2026-04-30"))
    wang = counter.person()
    counter.sale(wang, handed_over_on=TODAY)
    [call] = counter.calls(wang, Purpose.WEARING_CHECK)
    assert call.assignee_id == member(counter, "XW").id


def test_a_complaint_call_of_somebody_absent_goes_to_the_substitute_c8(counter: Counter) -> None:
    counter.shop.act_as("XC")
    away(counter, "XC", "XL", from_on=day("2026-03-10"), until_on=day("2026-03-10"))
    wang = counter.person()
    counter.complaint_handled(wang)
    calls = {call.due_on: call.assignee_id for call in counter.calls(wang, Purpose.COMPLAINT)}
    assert calls[TODAY] == member(counter, "XC").id
    assert calls[day("2026-03-10")] == member(counter, "XL").id


def test_work_without_training_is_pointed_out_and_a_manager_overrides_it_a17_a12(
    counter: Counter,
) -> None:
    shop = counter.shop
    case = repair(counter)
    trained(counter, "XC")
    xl = member(counter, "XL").id
    with pytest.raises(Refusal, match="not_trained"):
        reassign(shop, case.id, xl)
    shop.act_as("XC")
    with pytest.raises(Refusal, match="manager_needed"):
        reassign(shop, case.id, xl, "师傅不在")
    shop.act_as("DZ")
    reassign(shop, case.id, xl, "师傅不在")
    last = cases.case_file(shop, case.id).timeline[-1]
    said = timeline_text(catalog("en"), last)
    assert said == ("Handled by 小林 now, no longer by 小陈; without a valid training: 师傅不在")
    reassign(shop, case.id, member(counter, "XC").id)
    reassign(shop, case.id, xl, undo=True)


def test_who_is_trained_goes_first_and_what_nobody_notes_asks_nothing_a17(
    counter: Counter,
) -> None:
    make_senior(counter, "XL")
    reassign(counter.shop, repair(counter).id, member(counter, "XL").id)
    training = trained(counter, "XL", until=day("2026-03-05"))
    assert repair(counter).handler_id == member(counter, "XL").id
    counter.go_to("2026-03-06 10:00")
    assert repair(counter).handler_id == member(counter, "XC").id, "it has run out for everybody"
    withdraw(counter.shop, DutyRecord.TRAINING, training)
    with pytest.raises(NotFound):
        withdraw(counter.shop, DutyRecord.TRAINING, 99)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"from_on": None, "until_on": None}, "day_missing"),
        ({"until_on": date(2026, 3, 1)}, "until_before_from"),
        ({"substitute_id": StaffId(2)}, "substitute_is_absent_person"),
        ({"substitute_id": StaffId(99)}, "substitute_has_left"),
        ({"reason": "x" * 201}, "text_too_long"),
        ({"staff_id": StaffId(99)}, "not_found"),
    ],
)
def test_an_impossible_absence_is_refused(
    counter: Counter, more: dict[str, object], code: str
) -> None:
    draft = AbsenceDraft(staff_id=StaffId(2), from_on=TODAY)
    with pytest.raises(Refusal, match=code):
        note_absence(counter.shop, replace(draft, **more))


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"work": "flying"}, "work_unknown"),
        ({"trained_on": None}, "day_missing"),
        ({"trained_on": date(2026, 3, 6)}, "trained_in_future"),
        ({"valid_until": date(2026, 1, 1)}, "until_before_from"),
    ],
)
def test_an_impossible_training_is_refused(
    counter: Counter, more: dict[str, object], code: str
) -> None:
    draft = TrainingDraft(staff_id=StaffId(2), work="frame_repair", trained_on=date(2026, 2, 1))
    with pytest.raises(Invalid, match=code):
        note_training(counter.shop, replace(draft, **more))


def test_absences_and_trainings_are_checked_rows(counter: Counter) -> None:
    away(counter, "XC")
    trained(counter, "XC")
    assert [one.key for one in check(counter.shop) if not one.is_fine] in ([], ["languages"])


PEOPLE = st.integers(1, 5).map(StaffId)
DAYS = st.integers(0, 9).map(lambda n: TODAY + timedelta(days=n))


@st.composite
def duties(draw: st.DrawFn) -> Duty:
    staff = [
        Staff(
            id=StaffId(n), initials=str(n), name=str(n), role=Role.CLERK, knowledgeable=False,
            active=draw(st.booleans()), senior=draw(st.booleans()),
        )
        for n in range(1, 6)
    ]  # fmt: skip
    absences = [
        Absence(
            id=AbsenceId(n), staff_id=draw(PEOPLE), from_on=TODAY, until_on=draw(DAYS),
            substitute_id=draw(st.none() | PEOPLE),
        )
        for n in range(draw(st.integers(0, 5)))
    ]  # fmt: skip
    trainings = [
        Training(id=TrainingId(n), staff_id=draw(PEOPLE), work="w", trained_on=draw(DAYS))
        for n in range(draw(st.integers(0, 3)))
    ]
    return Duty(staff=staff, absences=absences, trainings=trainings)


def there(duty: Duty, on: date) -> Iterator[Staff]:
    return (one for one in duty.staff if duty.is_there(one, on))


@given(duties(), st.none() | st.integers(0, 4), st.integers(0, 4), DAYS)
def test_nobody_absent_is_proposed_while_somebody_asked_is_there_g19(
    duty: Duty, server: int | None, acting: int, on: date
) -> None:
    served = duty.staff[server] if server is not None else None
    found = duty.handler(served, duty.staff[acting], "w", on)
    able = [one for one in (served, duty.staff[acting]) if one and duty.stand_in(one, on)]
    if able or duty.seniors(on):
        assert found in there(duty, on)
    trained = [one for one in able if one == duty.stand_in(one, on)]
    if any(duty.is_trained(one.id, "w", on) for one in trained):
        assert duty.is_trained(found.id, "w", on)
