"""Forms: each problem beside its field, every field reachable and named."""

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel

from shopcare.domain.errors import Problem, Refusal
from shopcare.domain.money import Fen
from shopcare.ui.kit.customers.customer_fields import PhonesEdit
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit, MoneyEdit, TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec

THURSDAY = date(2026, 3, 5)


def read(text: str, today: date) -> date:
    """Read a day as the domain does, in little."""
    if text == "明天":
        return today.replace(day=today.day + 1)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal("day_unreadable", text=text) from None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the form asks for."""

    name: str = ""
    phones: tuple[object, ...] = ()
    fee: Fen | None = None
    promised_on: date | None = None
    fault: str = ""


@pytest.fixture
def form(qtbot) -> BoundForm[Asked]:
    form = BoundForm(Asked())
    form.group("Customer")
    form.add_rows(
        (
            FieldSpec("name", "&Name", LineEdit(), required=True),
            FieldSpec("phones", "&Phone", PhonesEdit(), help_text="landline first"),
        ),
        FieldSpec("fee", "Fee", MoneyEdit()),
        FieldSpec("promised_on", "Promised", DayEdit(lambda: THURSDAY, read)),
        FieldSpec("fault", "Fault", TextArea()),
    )
    form.end()
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    return form


def test_a_problem_stands_beside_its_field_and_the_first_gets_the_focus(form) -> None:
    form.show_problems(
        [
            Problem(field="name", code="name_missing"),
            Problem(field="phones[1].kind", code="phone_too_short", values={"text": "123"}),
            Problem(field="nowhere", code="name_missing"),
        ]
    )
    assert set(form.problem_texts()) == {"name", "phones", ""}
    assert form.form_row("name").field.hasFocus()
    assert form.form_row("name").field.accessibleDescription()
    form.clear_problems()
    assert form.problem_texts() == {}


def test_every_field_is_named_for_a_screen_reader_and_required_is_a_word(form) -> None:
    assert form.form_row("name").field.accessibleName() == "Name"
    assert form.form_row("phones").field.accessibleDescription() == "landline first"
    promised = form.form_row("promised_on").field
    assert promised.focusProxy().accessibleName() == promised.accessibleName() != ""
    assert "Required" in [label.text() for label in form.form_row("name").findChildren(QLabel)]


def test_tab_walks_the_fields_in_the_order_in_which_they_stand(form, qtbot) -> None:
    form.form_row("name").field.setFocus()
    walked = []
    for _ in range(7):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())
    phone, day = form.form_row("phones").field, form.form_row("promised_on").field
    assert [widget for widget in walked if not widget.inherits("QToolButton")][:4] == [
        phone.edits[0],
        form.form_row("fee").field,
        day.edit,
        form.form_row("fault").field,
    ]


def test_fields_that_cannot_be_read_are_said_before_anything_is_saved(form) -> None:
    form.form_row("phones").field.restore(["12ab"])
    form.form_row("fee").field.setText("-5")
    form.form_row("promised_on").field.setText("31.31")
    assert not form.check()
    assert set(form.problem_texts()) == {"phones", "fee", "promised_on"}
    form.form_row("phones").field.restore(["13800138000"])
    form.form_row("fee").field.setText("")
    form.form_row("promised_on").field.setText("2026-03-06")
    assert form.check()
    assert form.problem_texts() == {}


def test_money_is_written_out_when_the_field_is_left(form, qtbot) -> None:
    field = form.form_row("fee").field
    field.setFocus()
    qtbot.keyClicks(field, "1280")
    form.form_row("name").field.setFocus()
    assert field.text() == "1,280.00"
    assert field.value() == Fen(128_000)


def test_a_phone_is_grouped_and_a_field_for_another_waits_behind_it(form, qtbot) -> None:
    field = form.form_row("phones").field
    field.edits[0].setFocus()
    qtbot.keyClicks(field.edits[0], "138-00138000")
    qtbot.keyClick(field.edits[0], Qt.Key.Key_Return)
    assert field.typed() == ["138 0013 8000"]
    assert [phone.digits for phone in field.value()] == ["13800138000"]
    assert len(field.edits) == 2


def test_a_day_shows_what_was_understood(form, qtbot) -> None:
    field = form.form_row("promised_on").field
    with qtbot.waitSignal(field.day_changed):
        field.setText("明天")
    assert field.value() == date(2026, 3, 6)
    assert field.beside.text() == "Friday · tomorrow"
    field.edit.setFocus()
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.text() == "2026-03-06"
    field.setText("2026-03-20")
    assert field.beside.text() == "Friday"  # the day itself stands in the field
    field.setText("soon")
    assert field.value() is None
    assert field.beside.text() == ""


def test_a_day_can_be_chosen_from_the_calendar(form, qtbot) -> None:
    from PySide6.QtCore import QDate
    from PySide6.QtWidgets import QCalendarWidget

    field = form.form_row("promised_on").field
    field.calendar_button.click()
    calendar = field.findChild(QCalendarWidget)
    calendar.clicked.emit(QDate(2026, 4, 1))
    assert field.value() == date(2026, 4, 1)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_text_area_grows_with_its_text_up_to_a_limit_and_tab_leaves_it(form, qtbot) -> None:
    area = form.form_row("fault").field
    low = area.height()
    area.setText("line\n" * 6)
    assert area.height() > low
    grown = area.height()
    area.setText("line\n" * 500)
    assert grown < area.height() < 400


@pytest.mark.parametrize(
    "text", ["", "字" * 10_000, "<b>&\"'", "\u202eabc", "\x00\x07", "👓🔧", "١٢٣"]
)
def test_no_text_breaks_a_field(form, text) -> None:
    for name in ("fee", "promised_on", "fault"):
        form.form_row(name).field.setText(text)
    form.form_row("phones").field.restore([text])
    form.check()
    form.form_row("phones").field.edits[0].editingFinished.emit()


def test_a_label_shows_its_text_as_it_is(qtbot) -> None:
    from shopcare.ui.kit.layout.card import Words

    words = Words("<b>&bold</b>")
    qtbot.addWidget(words)
    assert words.textFormat() is Qt.TextFormat.PlainText


def test_buttons_have_words_for_those_who_cannot_see(qtbot) -> None:
    from shopcare.ui.kit.widgets.buttons import KeyButton, sign_button

    assert sign_button("copy", "Copy the number").accessibleName() == "Copy the number"
    key = KeyButton("No answer", "N", "phone-off")
    qtbot.addWidget(key)
    assert key.accessibleName() == "No answer, N"
