"""Items of a case and the shelves, by keyboard over a real shop file (W-1, W-9, X-2)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from building.records import HANDED_OVER, add_wang, move_case, open_case
from building.screen import focus_widget, press, show_page, type_text
from building.shops import NOW, make_shop
from shopcare.domain.cases.case import Case
from shopcare.domain.goods.item import ItemDraft
from shopcare.services.cases import cases
from shopcare.services.goods import places
from shopcare.services.setup.settings import change_settings
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.forms.items_field import ItemsField
from shopcare.ui.pages.cases.page import CasesPage
from shopcare.ui.pages.intake.page import IntakePage

ENTER, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space


@pytest.fixture
def shop(tmp_path) -> Iterator[Shop]:
    shop = make_shop(tmp_path, SetClock(NOW))
    change_settings(shop, replace(shop.settings, places=("A1", "A2", "B1")))
    yield shop
    shop.close()


@pytest.fixture
def context(qapp, theme, memory, shop, contexts) -> Iterator[PageContext]:
    yield contexts.open(shop, memory)
    contexts.close()


@pytest.fixture
def case(shop) -> Case:
    return open_case(shop, add_wang(shop).id, product="BL1", items=(ItemDraft(what="case"),))


@pytest.fixture
def page(qtbot, context, case) -> CasesPage:
    page = CasesPage(context)
    show_page(qtbot, context, page, (1230, 640))
    page.open_record("case", case.id)
    return page


def step(qtbot, page: CasesPage, key: str):
    qtbot.waitUntil(lambda: page.card.forms.panel is None)
    page.card.bar.choose(key)
    qtbot.waitUntil(lambda: page.card.forms.panel is not None)
    panel = page.card.forms.panel
    qtbot.waitUntil(panel.isVisible)
    return panel


def items(shop: Shop, case: Case):
    return cases.case_file(shop, case.id).items


def test_several_items_are_typed_at_intake_and_survive_a_restart_w1(
    qtbot, context, contexts, shop
) -> None:
    wang = add_wang(shop)
    page = IntakePage(context)
    show_page(qtbot, context, page)
    page.form.customer.pick(wang.id)
    field = page.form.field("items", ItemsField)
    field.setFocus()
    press(qtbot, SPACE)
    qtbot.waitUntil(field.lines[0].edits["quantity"].isVisible)
    for text in ("scarf", "2", "torn"):
        type_text(qtbot, text)
        press(qtbot, TAB)
    typed = page.form.typed()
    page.form.restore({})
    assert field.value() == ()
    page.form.restore(typed)
    page.save_button.click()
    qtbot.waitUntil(lambda: page.saved_strip.opened is not None)
    found = items(shop, page.saved_strip.opened.case)[1:]
    assert [(one.what, one.quantity, one.condition) for one in found] == [("scarf", 2, "torn")]
    assert field.value() == ()
    page.saved_strip.labels_button.click()
    qtbot.waitUntil(lambda: page.papers.preview is not None)
    labels = page.papers.preview
    page.saved_strip.notice_button.click()  # L-7: the notice is printed at intake
    qtbot.waitUntil(lambda: page.papers.preview not in (None, labels))


def test_part_is_handed_over_and_taken_back_w1(qtbot, context, shop, page, case) -> None:
    undone: list[object] = []
    page.undo_offered.connect(lambda _words, undo: undone.append(undo))
    panel = step(qtbot, page, "goods/part")
    panel.start()
    press(qtbot, TAB, SPACE, ENTER)
    qtbot.waitUntil(lambda: not items(shop, case)[1].is_here)
    rows = page.card.goods.rows
    qtbot.waitUntil(lambda: "Handed over" in rows[1].chip.text())
    assert "goods/part" not in page.card.bar.choices()
    context.write_queue.submit(page, undone[0])
    qtbot.waitUntil(lambda: items(shop, case)[1].is_here)


def test_an_item_is_added_and_removed_again_by_keyboard(qtbot, shop, page, case) -> None:
    panel = step(qtbot, page, "goods/add")
    panel.start()
    type_text(qtbot, "chain")
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: len(items(shop, case)) == 3)
    panel = step(qtbot, page, "goods/remove")
    panel.start()
    press(qtbot, SPACE, ENTER)
    qtbot.waitUntil(lambda: len(items(shop, case)) == 2)


def test_a_scan_into_the_shelf_form_saves_only_when_all_is_said_w9(qtbot, shop, page, case) -> None:
    panel = step(qtbot, page, "goods/shelf")
    panel.start()
    assert not focus_widget().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    type_text(qtbot, "a1")
    press(qtbot, ENTER)
    assert items(shop, case)[0].place == "", "the second item has no shelf yet"
    type_text(qtbot, "c9")
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: bool(panel.form.problem_texts()))
    assert "There is no shelf “C9”" in panel.form.problem_texts()[""]
    panel.shelves.edits[1].setFocus()
    panel.shelves.edits[1].setText("B1")
    press(qtbot, ENTER)
    qtbot.waitUntil(lambda: [item.place for item in items(shop, case)] == ["A1", "B1"])
    qtbot.waitUntil(lambda: page.card.goods.rows[1].chip.text() == "B1")


def test_a_slip_scanned_into_a_form_saves_nothing_w9(qtbot, shop, page, case) -> None:
    panel = step(qtbot, page, "promise")
    panel.start()
    focus_widget().selectAll()
    type_text(qtbot, f"2026-03-12{case.number}")
    press(qtbot, ENTER)
    assert panel.form.problem_texts()[""] == (
        f"{case.number} was scanned into this form; nothing was saved."
    )
    assert cases.case_file(shop, case.id).case.promised_on is None
    assert focus_widget().text() == "2026-03-12"


def test_shelf_then_cases_are_scanned_in_a_row_x2(qtbot, shop, page, case) -> None:
    other = open_case(shop, case.customer_id, product="RB")
    gone = move_case(shop, open_case(shop, case.customer_id), *HANDED_OVER)
    page.shelves_button.click()
    view = page.shelves
    qtbot.waitUntil(view.isVisible)
    for code in (case.number, "A2", f"{case.number}/2", other.number, gone.number):
        type_text(qtbot, code)
        press(qtbot, ENTER)
    qtbot.waitUntil(lambda: "have been handed over" in view.told_words.text())
    assert "Please scan or type the shelf first" in view.told_words.text()
    assert [one.item.what for one in places.lying_at(shop, "A2")] == ["case", "RB"]
    qtbot.waitUntil(lambda: len(view.rows.rows()) == 4, timeout=3000)
    assert [getattr(row, "code", "") for row in view.rows.rows()][2:] == ["A1", "B1"]
    view.labels_button.click()
    qtbot.waitUntil(lambda: view.papers.preview is not None)
    view.papers.preview.close()
    view.rows.select_first()
    qtbot.keyClick(view.rows, ENTER)
    qtbot.waitUntil(lambda: not view.isVisible())
    assert page.records.chosen_id == case.id
