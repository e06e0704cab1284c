"""A return at the counter by the keyboard alone: from the wish to money and papers (A-2, T-1)."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from building.records import WORK, add_customer, move_case, open_case
from building.returns import ask, inspect, sell, tile_shop
from building.screen import press, show_page, type_text
from shopcare.domain.cases.case import CaseKind, Stage
from shopcare.domain.cases.returns import Fault, Outcome, Wish
from shopcare.domain.people.customer import Customer
from shopcare.domain.policy.clause import Option
from shopcare.services.cases import cases, returns
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.documents.service_slip import gather_service_slip
from shopcare.services.shop import Shop
from shopcare.storage import payments
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.pages.cases.page import CasesPage
from shopcare.ui.pages.intake.page import IntakePage

TAB, ENTER, DOWN, SPACE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space
RIGHT = Qt.Key.Key_Right


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = tile_shop(tmp_path)
    yield shop
    shop.close()


@pytest.fixture
def wang(shop: Shop) -> Customer:
    return add_customer(shop, "王小明", "13800138000")


@pytest.fixture
def open_page(qtbot, theme, shop, memory, contexts) -> Callable[[Any], Any]:
    def make(kind: Any) -> Any:
        context = contexts.open(shop, memory)
        page = kind(context)
        show_page(qtbot, context, page, (1278, 690))
        return page

    return make


def _tab_to(qtbot, target: QWidget) -> None:
    """Go to a field with Tab alone."""
    for _ in range(60):
        focus = QApplication.focusWidget()
        if focus is target or focus is target.focusProxy() or target.isAncestorOf(focus):
            return
        press(qtbot, TAB)
    raise AssertionError(f"Tab never reaches {target.accessibleName()}")


def _choose(qtbot, box: QComboBox, key: str) -> None:
    """Choose in a box with the arrow alone."""
    _tab_to(qtbot, box)
    for _ in range(box.count()):
        if box.value() == key:
            return
        press(qtbot, DOWN)
    raise AssertionError(key)


def _step(qtbot, page: CasesPage) -> None:
    """Take the next step as a clerk does: Enter in the list, Enter on the button."""
    qtbot.waitUntil(page.records.table.hasFocus)
    qtbot.keyClick(page.records.table, ENTER)
    qtbot.keyClick(page.card.bar.next_button, ENTER)


def _reach(qtbot, page: CasesPage, stage: Stage) -> None:
    qtbot.waitUntil(lambda: page.card.file.case.stage is stage)


def test_a_return_of_20_of_36_square_metres_by_the_keyboard_alone(
    qtbot, open_page, shop, wang
) -> None:
    line = sell(shop, wang)
    intake = open_page(IntakePage)
    type_text(qtbot, "8000")
    press(qtbot, ENTER)  # the customer, whose one purchase is chosen
    form = intake.form
    qtbot.keyClick(intake, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert form.kind.kind_field.value() is CaseKind.RETURN
    _tab_to(qtbot, form.returned.wish_line)
    assert form.returned.missing_words.isVisible()  # G-2
    press(qtbot, SPACE)
    assert not form.returned.missing_words.isVisible()
    _tab_to(qtbot, form.field("quantity"))
    type_text(qtbot, "20")
    _choose(qtbot, form.field("receipt"), "yes")
    _choose(qtbot, form.field("goods_fault"), "quality")
    _tab_to(qtbot, form.field("fault_proof"))
    type_text(qtbot, "6 photos")
    assert form.verdict.chips[Option.RETURN].meaning() is Meaning.GREEN
    qtbot.keyClick(intake, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: intake.saved_strip.opened is not None)
    case = intake.saved_strip.opened.case
    request = case.return_request
    assert (request.wish, request.quantity, request.receipt) == (Wish.RETURN, 20, True)
    assert (request.fault, request.fault_proof) == (Fault.QUALITY, "6 photos")
    assert request.verdict

    page = open_page(CasesPage)
    page.open_record("case", case.id)
    page.focus_first()
    _step(qtbot, page)  # tells the steps
    press(qtbot, SPACE, TAB)
    page.card.forms.panel.save()
    _reach(qtbot, page, Stage.CONFIRMED)

    _step(qtbot, page)
    inspection = page.card.forms.panel.form
    _choose(qtbot, inspection.field("receipt"), "yes")
    _choose(qtbot, inspection.field("saleable"), "yes")
    _tab_to(qtbot, inspection.field("finding"))
    type_text(qtbot, "three boxes off colour")
    _tab_to(qtbot, page.card.forms.panel.save_button)
    press(qtbot, SPACE)
    _reach(qtbot, page, Stage.DIAGNOSED)

    _step(qtbot, page)
    review = page.card.forms.panel.form
    assert review.outcome_line.value() is Outcome.REFUND, "the wish, which is allowed"
    assert review.field("share_fen").value() == 200_000
    _tab_to(qtbot, review.field("how"))
    press(qtbot, SPACE)
    _tab_to(qtbot, page.card.forms.panel.save_button)
    press(qtbot, SPACE)
    _reach(qtbot, page, Stage.AGREED)

    _step(qtbot, page)
    for box in page.card.forms.panel.form.field("checks").boxes.values():
        _tab_to(qtbot, box)
        press(qtbot, SPACE)
    _tab_to(qtbot, page.card.forms.panel.save_button)
    press(qtbot, SPACE)
    _reach(qtbot, page, Stage.READY)

    _step(qtbot, page)
    hand_over = page.card.forms.panel.form
    assert hand_over.field("payments").value() == 200_000
    _tab_to(qtbot, page.card.forms.panel.save_button)
    press(qtbot, SPACE)
    _reach(qtbot, page, Stage.HANDED_OVER)
    (payment,) = payments.of_case(shop.file, case.id)
    assert (payment.kind, payment.amount_fen) == ("refunded", 200_000)
    split = returns.line_split(shop, line)
    assert (split.returned, split.kept) == (20, 16)

    for kind in ("return_application", "goods_receipt"):
        page.card.bar.choose(f"paper/{kind}")
        qtbot.waitUntil(lambda: page.card.papers.preview is not None)
        assert case.number in page.card.papers.preview.windowTitle()
        page.card.papers.preview.close()
        page.card.papers.preview = None


def test_the_verdict_follows_what_is_typed(qtbot, open_page, shop, wang) -> None:
    sell(shop, wang)
    form = open_page(IntakePage).form
    form.customer.pick(wang.id)
    form.kind.kind_field.set_value(CaseKind.RETURN)
    card = form.verdict
    assert card.chips[Option.RETURN].meaning() is Meaning.AMBER
    assert "receipt" in card.ask_words.text() or "fault" in card.ask_words.text()
    form.field("goods_fault").set_value("none")
    form.field("receipt").set_value(True)
    form.field("saleable").set_value(True)
    form.field("laid").set_value(False)
    assert card.chips[Option.EXCHANGE].meaning() is Meaning.GREEN, "T-1: exchange only"
    form.field("goods_fault").set_value("quality")
    assert card.chips[Option.RETURN].meaning() is Meaning.GREEN, "L-1"
    assert "law" in card.terms[Option.RETURN].text()
    form.field("wish").set_value(Wish.RETURN)
    form.field("quantity").setText("20")
    assert "appointment" in card.next_words.text(), "T-4: more than 2 m²"
    form.field("quantity").setText("2")
    assert "appointment" not in card.next_words.text()
    form.kind.kind_field.set_value(CaseKind.CONSULTATION)
    assert card.isHidden()


def test_a_verdict_reads_nothing_and_is_there_before_the_next_key(
    qtbot, open_page, shop, wang
) -> None:
    sell(shop, wang)
    form = open_page(IntakePage).form
    form.customer.pick(wang.id)
    form.kind.kind_field.set_value(CaseKind.RETURN)
    statements: list[str] = []
    took = []
    form.field("quantity").setText("1")
    shop.file.set_trace_callback(statements.append)
    for n in range(100):
        began = perf_counter()
        form.field("quantity").setText(str(n % 30 + 1))
        took.append(perf_counter() - began)
    shop.file.set_trace_callback(None)
    assert statements == []
    assert median(took) < 0.016


def test_what_is_left_of_the_line_stands_beside_the_quantity(open_page, shop, wang) -> None:
    line = sell(shop, wang)
    ask(shop, wang, line, Decimal(20))
    form = open_page(IntakePage).form
    form.customer.pick(wang.id)
    form.kind.kind_field.set_value(CaseKind.RETURN)
    assert form.returned.rest_words.text() == "16 m² left of 36 m²"


def test_what_is_not_asked_any_more_keeps_nothing_from_being_saved(open_page, wang) -> None:
    form = open_page(IntakePage).form
    form.customer.pick(wang.id)
    form.kind.kind_field.set_value(CaseKind.RETURN)
    form.reaction.reacted_box.set_value(True)
    form.field("expires_on").setText("soon")
    assert not form.check()
    form.kind.kind_field.set_value(CaseKind.REPAIR)
    assert form.check()
    draft = form.draft()
    assert (draft.return_request, draft.reaction) == (None, None)


def test_more_than_is_left_is_said_beside_the_quantity(qtbot, open_page, shop, wang) -> None:
    line = sell(shop, wang)
    ask(shop, wang, line, Decimal(20))
    page = open_page(IntakePage)
    form = page.form
    form.customer.pick(wang.id)
    form.kind.kind_field.set_value(CaseKind.RETURN)
    form.field("quantity").setText("17")
    page.save_button.click()
    qtbot.waitUntil(lambda: "quantity" in form.problem_texts())
    assert "16" in form.problem_texts()["quantity"]


def test_the_review_says_what_is_due_as_it_is_typed_a7(qtbot, open_page, shop, wang) -> None:
    case = ask(shop, wang, sell(shop, wang), Decimal(20), Wish.EXCHANGE)
    inspect(shop, case)
    page = open_page(CasesPage)
    page.card.open_step("move/agreed")
    form = page.card.forms.panel.form
    assert form.outcome_line.value() is Outcome.EXCHANGE
    assert form.due_words.text() == "nothing is to be paid"
    form.field("new_fen").setText("2500")
    assert form.due_words.text() == "the customer pays ¥500.00"
    form.field("new_fen").setText("1500")
    assert form.due_words.text() == "¥500.00 is paid back"
    form.outcome_line.set_value(Outcome.REFUND)
    assert form.form_row("new_goods").isHidden()
    assert form.due_words.text() == "¥2,000.00 is paid back"
    form.field("share_fen").setText("2000.01")
    form.field("how").set_value("phone")
    page.card.forms.panel.save()
    qtbot.waitUntil(lambda: "share_fen" in form.problem_texts())


def test_the_card_shows_the_whole_return(open_page, shop, wang) -> None:
    case = ask(shop, wang, sell(shop, wang), Decimal(20))
    inspect(shop, case, finding="三箱色差")
    page = open_page(CasesPage)
    grid = page.card.facts.grid
    assert grid.rows["wish"][1].text() == "Return · 20 m²"
    assert "三箱色差" in grid.rows["inspection"][1].text()


@pytest.mark.parametrize("kind", [CaseKind.RETURN, CaseKind.REPAIR])
def test_cases_are_filtered_by_kind(open_page, shop, wang, kind: CaseKind) -> None:
    ask(shop, wang, sell(shop, wang))
    page = open_page(CasesPage)
    page.filters.kind_box.set_value(kind)
    found = cases.case_ids(shop, kinds=(kind,))
    assert page.filters.count_words.text() == ("1 case" if found else "0 cases")


def test_save_and_print_gives_the_application_a2(qtbot, open_page, shop, wang) -> None:
    sell(shop, wang)
    page = open_page(IntakePage)
    page.form.customer.pick(wang.id)
    page.form.kind.kind_field.set_value(CaseKind.RETURN)
    page.save_print_button.click()
    qtbot.waitUntil(lambda: page.papers.preview is not None)
    assert "Return application" in page.papers.preview.windowTitle()
    page.papers.preview.close()
    page.papers.preview = None


def test_save_is_always_in_sight_however_long_the_form_is(qtbot, open_page, shop, wang) -> None:
    case = ask(shop, wang, sell(shop, wang), Decimal(20), Wish.EXCHANGE)
    inspect(shop, case)
    page = open_page(CasesPage)
    page.open_record("case", case.id)
    for key in ("move/agreed", "facts"):
        page.card.open_step(key)
        panel, save = page.card.forms.panel, page.card.forms.panel.save_button
        qtbot.waitUntil(lambda shown=panel: shown.height() > 400)  # longer than there is room
        seen = QRect(save.mapTo(page, QPoint()), save.size())
        assert save.isVisible() and page.rect().contains(seen)
        save.setFocus()
        press(qtbot, Qt.Key.Key_Escape)  # as in the form itself
        assert page.card.forms.panel is None
        assert not page.card.forms.foot.isVisible()


def test_work_at_the_customers_home_collects_no_goods(qtbot, open_page, shop, wang) -> None:
    case = open_case(shop, wang.id, service="relaying", fault="厨房空鼓两块")
    case = move_case(shop, case, *WORK)
    page = open_page(CasesPage)
    page.open_record("case", case.id)
    assert page.card.bar.next_button.text() == "The work is done"
    page.card.open_step("move/ready")
    qtbot.waitUntil(lambda: page.card.file.case.stage is Stage.READY)
    assert page.card.head.track.present_name() == "Work done"
    assert page.card.bar.next_button.text() == "The customer accepts the work"
    assert gather_service_slip(shop, Request(case_id=case.id)).at_home
