"""The form for a customer: typed as people type, given back as a draft, nothing lost."""

from datetime import time

import pytest
from PySide6.QtCore import Qt

from shopcare.domain.errors import Refusal
from shopcare.domain.people.birthday import birthday_as_typed, birthday_from_text
from shopcare.domain.people.customer import BirthdayCalendar, CustomerBirthday, CustomerDraft
from shopcare.domain.typed.phone import PhoneKind, phone_from_text
from shopcare.domain.typed.when_text import hours_as_typed, hours_from_text
from shopcare.ui.kit.customers.customer_form import CustomerForm

LUNAR, SOLAR = BirthdayCalendar.LUNAR, BirthdayCalendar.SOLAR


@pytest.fixture
def form(qtbot, theme) -> CustomerForm:
    form = CustomerForm(folded=True)
    qtbot.addWidget(form)
    form.show()
    return form


def test_typed_facts_become_a_draft_g2(qtbot, form) -> None:
    form.field("name").insert("王小明")
    qtbot.keyClicks(form.phones_edit.edits[0], "13800138000")
    qtbot.keyClicks(form.phones_edit.edits[1], "0571-87654321")
    form.field("birthday").edit.insert("农历八月十五")
    form.field("call_hours").insert("9:30-11:30，14点到17点")
    qtbot.mouseClick(form.field("key_account"), Qt.MouseButton.LeftButton)
    assert form.check()
    draft = form.draft()
    assert draft.name == "王小明"
    assert [(p.digits, p.kind) for p in draft.phones] == [
        ("13800138000", PhoneKind.MOBILE),
        ("057187654321", PhoneKind.LANDLINE),
    ]
    assert draft.birthday == CustomerBirthday(calendar=LUNAR, month=8, day=15)
    assert draft.call_hours == ((time(9, 30), time(11, 30)), (time(14), time(17)))
    assert len(form.phones_edit.edits) == 3  # an empty field always waits


def test_a_draft_is_shown_and_given_back_unchanged(form) -> None:
    draft = CustomerDraft(
        name='O\'Neil <b>&"张"',
        number="VIP7",
        phones=tuple(map(phone_from_text, ("13800138000", "0571-87654321转8001"))),
        address="杭州",
        birthday=CustomerBirthday(calendar=LUNAR, month=4, day=2, leap_month=True, year=1985),
        prefers=PhoneKind.MOBILE,
        call_hours=((time(9), time(10)),),
        no_calls=True,
        remark="a\nb",
    )
    form.fill(draft)
    assert form.check()
    assert form.draft() == draft
    typed = form.typed()
    form.fill(CustomerDraft(name=""))
    form.restore(typed)
    assert form.draft() == draft


def test_unreadable_fields_say_so_beside_themselves(qtbot, form) -> None:
    qtbot.keyClicks(form.phones_edit.edits[0], "138abc")
    qtbot.keyClicks(form.field("birthday").edit, "2-30")
    form.field("call_hours").setText("late")
    assert not form.check()
    assert set(form.problem_texts()) == {"phones", "birthday", "call_hours"}
    assert form.field("call_hours").isVisible()  # what is folded away opens for its problem
    assert form.phones_edit.edits[0].text() == "138abc"


def test_restoring_odd_content_leaves_fields_empty(form) -> None:
    form.restore({"name": 3, "phones": "x", "prefers": 99, "remark": None, "number": ["a"]})
    assert form.draft() == CustomerDraft(name="")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3-5", (SOLAR, 3, 5, False, None)),
        ("3月5日", (SOLAR, 3, 5, False, None)),
        ("1985.3.5", (SOLAR, 3, 5, False, 1985)),
        ("19850305", (SOLAR, 3, 5, False, 1985)),
        ("农历8-15", (LUNAR, 8, 15, False, None)),
        ("lunar 8-15", (LUNAR, 8, 15, False, None)),
        ("正月初一", (LUNAR, 1, 1, False, None)),
        ("腊月廿三", (LUNAR, 12, 23, False, None)),
        ("一九八五年闰四月初二", (LUNAR, 4, 2, True, 1985)),
        ("农历2月30", (LUNAR, 2, 30, False, None)),
        ("公历八月三十一日", (SOLAR, 8, 31, False, None)),
    ],
)
def test_birthdays_as_people_say_them_c4(text, expected) -> None:
    calendar, month, day, leap, year = expected
    birthday = CustomerBirthday(calendar=calendar, month=month, day=day, leap_month=leap, year=year)
    assert birthday_from_text(text) == birthday
    assert birthday_from_text(birthday_as_typed(birthday)) == birthday


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("soon", "birthday_unreadable"),
        ("13-1", "birthday_impossible"),
        ("2-30", "birthday_impossible"),
        ("八月十五", "birthday_calendar_unclear"),
        ("农历公历3-5", "birthday_calendar_unclear"),
    ],
)
def test_doubtful_birthdays_are_refused(text, code) -> None:
    with pytest.raises(Refusal) as refused:
        birthday_from_text(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("9-25", "hours_unreadable"), ("17-9", "hours_reversed"), ("9-12,11-13", "hours_overlap")],
)
def test_impossible_hours_are_refused(text, code) -> None:
    with pytest.raises(Refusal) as refused:
        hours_from_text(text)
    assert refused.value.code == code


def test_hours_are_written_as_they_are_read() -> None:
    hours = hours_from_text("9:30-11:30、14到17")
    assert hours_from_text(hours_as_typed(hours)) == hours
