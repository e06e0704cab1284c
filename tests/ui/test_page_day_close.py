"""The Day close page: each part is looked after, the day is closed, the checklist printed."""

import re
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from building.screen import show_page
from building.shops import EVENING
from shopcare.domain.calls.call_order import Section, place
from shopcare.services.reports.day_close import day_close
from shopcare.ui.kit.forms.notice import ProblemLine
from shopcare.ui.kit.papers.paper_preview import PaperPreview
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.pages.day_close.page import DayClosePage
from shopcare.ui.pages.day_close.parts import TO_TICK, Entry, Part
from shopcare.ui.pages.day_close.row_contents import Looks

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, context) -> DayClosePage:
    page = DayClosePage(context)
    show_page(qtbot, context, page)
    return page


def rows(page: DayClosePage) -> list:
    return page.side.rows.rows()


def test_every_call_not_made_is_given_its_reason_with_single_keys(qtbot, page, context) -> None:
    calls = len(day_close(context.shop).not_made)
    assert calls == len(rows(page)) > 3
    assert page.checklist.progress_words() == "1 of 6 parts done"
    for n in range(calls):
        key = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)[n % 3]
        with qtbot.waitSignal(context.write_queue.changed):
            qtbot.keyClick(page.side.rows, key)
        assert day_close(context.shop).unexplained == calls - n - 1
        assert page.side.rows.hasFocus()
    reasons = {call.reason for call in day_close(context.shop).not_made}
    assert reasons == {"No time", "Nobody at the counter", "Tomorrow"}
    assert page.checklist.buttons[Part.NOT_MADE].is_ticked()
    assert page.checklist.progress_words() == "2 of 6 parts done"


def test_one_reason_for_all_and_a_line_of_ones_own(qtbot, page, context) -> None:
    others = len(rows(page)) - 1
    assert f"{others} other calls" in page.side.reasons.all_box.text()
    words = '在盘点 <b>"&"</b> 🙂'
    page.side.reasons.reason_edit.insert(words)
    page.side.reasons.all_box.setChecked(True)
    qtbot.keyClick(page.side.reasons.reason_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(page.checklist.buttons[Part.NOT_MADE].is_ticked)
    assert {call.reason for call in day_close(context.shop).not_made} == {words}
    assert page.side.reasons.all_box.isHidden()


def test_an_empty_reason_is_asked_for_beside_its_field(qtbot, page) -> None:
    page.side.reasons.reason_edit.insert("   ")
    qtbot.mouseClick(page.side.reasons.save_button, LEFT)
    assert page.side.reasons.findChild(ProblemLine).text() == "Please give the reason."
    assert page.side.reasons.reason_edit.hasFocus()
    assert rows(page)[0].call.reason == ""


def test_call_now_asks_for_the_card_of_that_call(qtbot, page) -> None:
    first = rows(page)[0].call.callback.id
    with qtbot.waitSignal(page.open_requested) as asked:
        qtbot.mouseClick(page.side.reasons.call_button, LEFT)
    assert asked.args == ["callback", first]


def test_goods_ready_are_told_by_message_g8(qtbot, page, context) -> None:
    qtbot.mouseClick(page.checklist.buttons[Part.READY], LEFT)
    assert len(rows(page)) == len(day_close(context.shop).ready_not_told) == 1
    with qtbot.waitSignal(page.open_requested) as asked:
        qtbot.keyClick(page.side.rows, Qt.Key.Key_Return)
    assert asked.args[0] == "case"
    qtbot.mouseClick(page.side.told_button, LEFT)
    qtbot.waitUntil(lambda: not day_close(context.shop).ready_not_told)
    qtbot.waitUntil(page.checklist.buttons[Part.READY].is_ticked)
    assert page.side.empty.isVisible()


def test_what_was_noted_stays_ticked_after_a_restart_until_something_new_comes(
    qtbot, page, context
) -> None:
    qtbot.mouseClick(page.checklist.buttons[Part.MISSED], LEFT)
    qtbot.mouseClick(page.side.note_button, LEFT)
    assert page.checklist.buttons[Part.MISSED].is_ticked()
    again = DayClosePage(context)
    qtbot.addWidget(again)
    assert again.checklist.buttons[Part.MISSED].is_ticked()
    context.shop.clock.set(EVENING + timedelta(days=1))  # tomorrow's answers are missed by then
    again.reload(None)
    assert not again.checklist.buttons[Part.MISSED].is_ticked()


def test_the_day_is_closed_with_open_points_and_the_checklist_shown(qtbot, page, context) -> None:
    assert "Still open" in page.notice.text()
    qtbot.mouseClick(page.close_button, LEFT)
    qtbot.waitUntil(lambda: page.window().findChildren(PaperPreview) != [])
    closed = day_close(context.shop)
    assert (closed.closed_at, closed.closed_by) == (EVENING, "店长")
    assert page.notice.text() == "Closed today 20:12 by 店长."
    assert page.close_button.text() == "Print the checklist"
    for preview in page.window().findChildren(PaperPreview):
        preview.close()


def test_earlier_days_are_looked_up_and_a_day_to_come_is_not(qtbot, page, context) -> None:
    qtbot.mouseClick(page.day_line.back_button, LEFT)
    assert page.shown_day == EVENING.date() - timedelta(days=1)
    assert page.day_line.today_button.isVisible()
    page.day_line.day_edit.setText("2026-03-09")
    assert page.shown_day == EVENING.date() - timedelta(days=1)
    page.day_line.day_edit.setText("3.2")
    assert page.shown_day.isoformat() == "2026-03-02"
    qtbot.mouseClick(page.day_line.today_button, LEFT)
    assert page.shown_day == EVENING.date()
    assert not page.day_line.on_button.isEnabled()


def test_a_day_without_anything_is_finished_and_friendly(qtbot, context) -> None:
    page = DayClosePage(context)
    qtbot.addWidget(page)
    page.day_line.day_edit.setText("2025-01-05")
    assert page.checklist.progress_words() == "Everything has been dealt with"
    assert all(page.checklist.buttons[part].is_ticked() for part in TO_TICK)
    assert page.notice.text() == "Nothing is open. The day can be closed."


def test_late_means_what_it_means_on_the_today_page(page, context) -> None:
    round_ = day_close(context.shop)
    looks = Looks(round_.day, context.shop.now(), str)
    for call in round_.not_made:
        look = looks.of(Entry(Part.NOT_MADE, call=call))
        is_late = any(chip.meaning is Meaning.RED for chip in look.chips)
        standing = place(call.callback, context.shop.now(), ())
        assert standing is not None
        assert is_late == (standing.section is Section.OVERDUE)


def test_five_parts_three_done_stood_beside_four_left(page) -> None:
    done, parts = map(int, re.findall(r"\d+", page.checklist.progress_words()))
    points, left, of_all = map(int, re.findall(r"\d+", page.notice.text())[:3])
    assert (left, of_all) == (parts - done, parts)
    assert points >= left
