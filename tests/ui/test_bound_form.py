"""A form as a list of fields: shown, read, compared, kept and walked through from that list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from building.screen import press, type_text
from building.shops import NOW, make_shop
from shopcare.domain.errors import Problem
from shopcare.domain.money import Fen
from shopcare.domain.people.staff import Role
from shopcare.services import drafts
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.ui.kit.context.draft_autosave import DraftAutosave, DraftKey
from shopcare.ui.kit.context.write_queue import WriteQueue
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, ChoiceLine, TickBox
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit, MoneyEdit, TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec, or_none

THURSDAY = date(2026, 3, 5)
TAB = Qt.Key.Key_Tab


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """What a made-up form writes down."""

    number: str | None = None
    fee_fen: Fen | None = None
    back_on: date | None = None
    kind: str = "glasses"
    role: Role | None = None
    signed: bool = False
    remark: str = ""


def _today() -> date:
    return THURSDAY


def specs() -> list[FieldSpec | tuple[FieldSpec, FieldSpec]]:
    """List the fields; each of them is one line."""
    kinds = [("glasses", "Glasses"), ("cane", "Cane")]
    return [
        FieldSpec("number", "&Number", LineEdit(8), required=True, reader=or_none),
        (FieldSpec("fee_fen", "Fee", MoneyEdit()), FieldSpec("back_on", "Back", DayEdit(_today))),
        FieldSpec("kind", "Kind", ChoiceBox(kinds), help_text="what is lent"),
        FieldSpec("role", "Signed by", ChoiceLine(tuple(Role))),
        FieldSpec("signed", "", TickBox("Signed")),
        FieldSpec("remark", "Remark", TextArea(1)),
    ]


@pytest.fixture
def form(qtbot, theme) -> BoundForm[Loan]:
    form = BoundForm(Loan(), *specs())
    form.load(Loan())
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    return form


def test_a_form_is_filled_in_with_the_keyboard_in_the_order_of_its_list(qtbot, form) -> None:
    form.focus_first()
    type_text(qtbot, " A7 ")
    press(qtbot, TAB)
    type_text(qtbot, "12.5")
    press(qtbot, TAB)
    type_text(qtbot, "3.9")
    press(qtbot, TAB)
    press(qtbot, TAB)  # past the calendar
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    press(qtbot, TAB)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    press(qtbot, TAB)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    press(qtbot, TAB)
    type_text(qtbot, "ok")
    assert form.check()
    assert form.draft() == Loan(
        number="A7",
        fee_fen=Fen(1250),
        back_on=date(2026, 3, 9),
        kind="cane",
        role=next(iter(Role)),
        signed=True,
        remark="ok",
    )


def test_every_field_has_its_label_as_its_name_and_its_help_as_its_description(form) -> None:
    assert form.field("number").accessibleName() == "Number"
    assert form.field("kind").accessibleDescription() == "what is lent"


def test_a_draft_is_shown_and_given_back_unchanged_and_is_no_edit(qtbot, form) -> None:
    loan = Loan(number="X", fee_fen=Fen(1), back_on=THURSDAY, role=Role.MANAGER, remark="a\nb")
    with qtbot.assertNotEmitted(form.edited):
        form.load(loan)
    assert form.draft() == loan
    assert not form.is_changed()
    with qtbot.waitSignal(form.edited):
        form.field("number").insert("!")
    assert form.is_changed()
    form.reset()
    assert form.draft() == loan and not form.is_changed()
    form.load(Loan())
    assert form.draft() == Loan()  # also the choice is let go


def test_problems_find_their_field_also_those_of_the_domain(form) -> None:
    form.field("fee_fen").setText("-5")
    form.field("back_on").setText("31.31")
    assert not form.check()
    assert set(form.problem_texts()) == {"fee_fen", "back_on"}
    form.show_problems([Problem(field="number", code="name_missing")])
    assert set(form.problem_texts()) == {"number"}
    assert form.field("number").hasFocus()
    form.reset()
    assert form.problem_texts() == {}


def test_what_is_typed_is_given_back_readable_or_not(form) -> None:
    form.field("fee_fen").setText("a lot")
    form.field("role").set_value(Role.MANAGER)
    form.field("signed").setChecked(True)
    typed = form.typed()
    form.reset()
    form.restore(typed)
    assert form.typed() == typed
    assert form.field("fee_fen").text() == "a lot"


@pytest.mark.parametrize("odd", [None, 3, ["a"], {"x": 1}, True, "cane"])
def test_odd_content_never_breaks_a_form(form, odd) -> None:
    form.restore(dict.fromkeys(form.typed(), odd))
    form.check()


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = make_shop(tmp_path, SetClock(NOW))
    yield shop
    shop.close()


def test_typed_text_is_there_again_after_a_start(qtbot, form, shop) -> None:
    write_queue = WriteQueue(shop.reopened)
    place, key = drafts.Form.CUSTOMERS, DraftKey("loan", 7)
    autosave = DraftAutosave(form, shop, write_queue, place)
    assert not autosave.watch(key, form)
    form.focus_first()
    type_text(qtbot, "half")
    qtbot.waitUntil(lambda: drafts.kept(shop, place) is not None)
    assert write_queue.finish(5_000)

    again = BoundForm(Loan(), *specs())
    again.load(Loan())
    qtbot.addWidget(again)
    assert DraftAutosave(again, shop, write_queue, place).watch(key, again)
    assert again.draft().number == "half"
    assert again.is_changed()
