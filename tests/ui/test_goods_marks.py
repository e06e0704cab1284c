"""Marks on a sketch, set with the keyboard and with a click (X-4)."""

from PySide6.QtCore import QPoint, Qt

from building.records import add_wang, open_case
from building.screen import press, show_page, type_text
from building.shops import NOW, make_shop
from shopcare.services.goods.conditions import condition_of
from shopcare.system.clock import SetClock
from shopcare.ui.kit.forms.marks_field import MarksField
from shopcare.ui.pages.cases.page import CasesPage
from shopcare.ui.pages.intake.page import IntakePage


def test_a_mark_is_set_by_keyboard_and_another_with_a_click_x4(
    qtbot, tmp_path, memory, theme, contexts
) -> None:
    shop = make_shop(tmp_path, SetClock(NOW))
    case = open_case(shop, add_wang(shop).id, category="frame_glasses")
    context = contexts.open(shop, memory)
    page = CasesPage(context)
    show_page(qtbot, context, page, (1230, 640))
    page.open_record("case", case.id)
    page.card.bar.choose("goods/marks")
    panel = page.card.forms.panel
    qtbot.waitUntil(panel.isVisible)
    field = panel.form.field("marks", MarksField)
    panel.start()
    press(qtbot, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Space)
    qtbot.waitUntil(field.lines[0].word_box.isVisible)
    field.lines[0].setFocus()
    type_text(qtbot, "scratch")
    view = field.view
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(view.width() // 2, 40))
    assert len(field.lines) == 2
    panel.save_button.click()
    qtbot.waitUntil(lambda: "mark 2" in panel.form.problem_texts().get("marks", ""))
    typed = panel.form.typed()
    field.lines[1].remove_button.click()
    panel.save_button.click()
    qtbot.waitUntil(lambda: bool(condition_of(shop, case.id).marks))
    [kept] = condition_of(shop, case.id).marks
    assert (kept.x, kept.y, kept.word) == (480, 520, "scratch")
    assert len(typed["marks"]) == 2
    qtbot.waitUntil(page.card.goods.marks_words.isVisible)
    assert page.card.goods.marks_words.text() == "Marked on the sketch: 1 scratch"
    contexts.close()
    shop.close()


def test_marks_are_set_in_the_intake_form_and_saved_with_it_x4(
    qtbot, tmp_path, memory, theme, contexts
) -> None:
    shop = make_shop(tmp_path, SetClock(NOW))
    wang = add_wang(shop)
    context = contexts.open(shop, memory)
    page = IntakePage(context)
    show_page(qtbot, context, page)
    page.open_record("customer", wang.id)
    marks = page.form.request.marks
    assert marks.field is None, "nothing of it is made before it is wanted"
    marks.open_button.click()
    press(qtbot, Qt.Key.Key_Space)
    type_text(qtbot, "crack")
    page.form.field("category").set_value("suit")
    page.keep_draft()
    again = IntakePage(contexts.open(shop, memory))
    qtbot.addWidget(again)
    typed = page.form.typed()["marks"]
    again.form.restore(page.form.typed())
    assert again.form.typed()["marks"] == typed == [[500, 500, "crack"]]
    page.save_button.click()
    qtbot.waitUntil(lambda: not page.saved_strip.isHidden())
    opened = page.saved_strip.opened
    assert opened is not None
    [mark] = condition_of(shop, opened.case.id).marks
    assert (mark.x, mark.y, mark.word) == (500, 500, "crack")
    assert page.form.typed()["marks"] == []
    assert not page.form.is_changed()
    assert not marks.open_button.isHidden()
    contexts.close()
    shop.close()
