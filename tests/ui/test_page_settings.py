"""The Settings page: problems beside their field, nothing typed is lost, moves shown first."""

from contextlib import closing
from dataclasses import replace
from datetime import time
from time import time_ns

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from building.screen import show_page
from shopcare.domain.people.staff import Role
from shopcare.services import drafts
from shopcare.services.papers.drawing import usual_paper
from shopcare.services.papers.registry import spec_of
from shopcare.services.setup.settings import change_settings_and_count_again
from shopcare.storage import callbacks
from shopcare.ui.kit.context.background import Cancelled
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.pages.settings.page import SettingsPage
from shopcare.ui.pages.settings.sections import Subject

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, context) -> SettingsPage:
    return made(qtbot, context)


def made(qtbot, context) -> SettingsPage:
    page = SettingsPage(context)
    show_page(qtbot, context, page)
    context.background.changed.connect(page.reload)
    for source in (context.write_queue, context.background):
        source.changed.connect(lambda _changes: context.shop.refresh())  # as the window does, later
    return page


def save(qtbot, page: SettingsPage) -> None:
    qtbot.mouseClick(page.save_button, LEFT)
    qtbot.waitUntil(page.notice.isVisible, timeout=10_000)


def test_the_shop_is_named_anew_and_odd_text_stays_text(qtbot, page, context) -> None:
    assert not page.save_button.isEnabled()
    section = page.list.section(Subject.SHOP)
    section.field("name").clear()
    qtbot.keyClicks(section.field("name"), 'Bright <b>"&" Co')
    section.field("address").setText("文昌路\u202e 8 号\x07 🙂")
    save(qtbot, page)
    assert page.notice.text() == "Saved."
    qtbot.waitUntil(lambda: context.shop.settings.name == 'Bright <b>"&" Co')
    assert context.shop.settings.address == "文昌路 8 号 🙂"
    assert not page.save_button.isEnabled()


def test_problems_stand_beside_their_fields_and_nothing_is_lost(qtbot, page, context) -> None:
    shop = page.list.section(Subject.SHOP)
    shop.field("name").setText("  ")
    shop.field("address").setText("长" * 10_000)
    page.list.choose(Subject.PAPERS)
    qtbot.mouseClick(page.save_button, LEFT)
    assert page.list.subject is Subject.SHOP  # where the problems are
    assert set(shop.problem_texts()) == {"name", "address"}
    assert len(shop.field("address").text()) == 10_000
    shop.field("name").setText("好")
    shop.field("address").setText("")
    hours = page.list.section(Subject.HOURS)
    hours.edits[1].setText("früh bis spät")
    hours.edits[2].setText("9-12, 11-14")
    hours.edits[3].setText("18-9")
    page.list.choose(Subject.SHOP)
    qtbot.mouseClick(page.save_button, LEFT)
    assert page.list.subject is Subject.HOURS
    assert list(hours.problem_texts()) == ["opening.1", "opening.2", "opening.3"]
    for edit in hours.edits:
        edit.setText("")
    qtbot.mouseClick(page.save_button, LEFT)
    assert "never be open" in hours.problem_texts()[""]
    assert context.shop.settings.name != "好"


def test_opening_hours_show_first_what_they_move_then_move_it_x14(qtbot, page, context) -> None:
    page.list.choose(Subject.HOURS)
    hours = page.list.section(Subject.HOURS)
    hours.edits[4].setText("")
    hours.edits[0].setText("9：00－12：00，13:30到19点")
    assert hours.edits[4].beside.text() == "closed"
    assert hours.edits[0].value() == ((time(9), time(12)), (time(13, 30), time(19)))
    before = {call.id: call.due_on for call in callbacks.all_waiting(context.shop.file)}
    qtbot.mouseClick(page.save_button, LEFT)
    qtbot.waitUntil(page.moves.isVisible, timeout=10_000)
    told = page.moves.moves.rows
    assert told and page.save_button.text() == "Save and move them"
    assert {call.id: call.due_on for call in callbacks.all_waiting(context.shop.file)} == before
    qtbot.mouseClick(page.back_button, LEFT)  # back: what was typed is still there
    assert hours.edits[4].text() == "" and context.shop.settings.opening[4]
    qtbot.mouseClick(page.save_button, LEFT)
    qtbot.waitUntil(page.moves.isVisible, timeout=10_000)
    save(qtbot, page)
    qtbot.waitUntil(lambda: not context.shop.settings.opening[4])
    after = {call.id: call.due_on for call in callbacks.all_waiting(context.shop.file)}
    moved = {number for number, day in after.items() if before[number] != day}
    assert moved == {one.id for one in told if one.before != one.after and one.id in moved}
    assert moved and not any(after[number].weekday() == 4 for number in moved)


def test_a_stop_while_counting_leaves_settings_and_calls_as_they_were_x14(context) -> None:
    before = [(call.id, call.due_on) for call in callbacks.all_waiting(context.shop.file)]
    settings = context.shop.settings
    closed = tuple(() if n == 4 else hours for n, hours in enumerate(settings.opening))

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        change_settings_and_count_again(context.shop, replace(settings, opening=closed), stop)
    assert context.shop.settings == settings
    assert [(call.id, call.due_on) for call in callbacks.all_waiting(context.shop.file)] == before


def test_another_country_brings_its_regions_zones_and_weekend(qtbot, page, context) -> None:
    page.list.choose(Subject.PLACE)
    place = page.list.section(Subject.PLACE)
    place.country_box.set_value("EG")
    assert "Fri" in place.weekend_line.text()
    place.country_box.set_value("DE")
    place.region_box.set_value("BY")
    assert place.zone_box.value() == "Europe/Berlin"
    qtbot.mouseClick(page.save_button, LEFT)
    qtbot.waitUntil(lambda: page.moves.isVisible() or page.notice.isVisible(), timeout=15_000)
    if page.moves.isVisible():
        save(qtbot, page)
    qtbot.waitUntil(lambda: context.shop.settings.country == "DE")
    settings = context.shop.settings
    assert (settings.region, settings.time_zone) == ("BY", "Europe/Berlin")
    assert settings.weekend == (5, 6)


def test_papers_and_call_windows_are_chosen(qtbot, page, context) -> None:
    papers = page.list.section(Subject.PAPERS)
    papers.field("papers.service_slip").set_value("roll_80")
    save(qtbot, page)
    qtbot.waitUntil(lambda: context.shop.settings.papers == (("service_slip", "roll_80"),))
    assert usual_paper(context.shop, spec_of("service_slip")) == "roll_80"
    calls = page.list.section(Subject.CALLS)
    calls.field("summer_from").set_value((2, 30))  # there is no such day: it is not offered
    assert calls.field("summer_from").value()[0] == 2
    assert calls.field("summer_from").value()[1] <= 29


def kept(context: PageContext) -> object:
    return drafts.kept(context.shop, drafts.Form.SETTINGS)


def kept_staff(context: PageContext) -> set[int]:
    return {half["id"] for half in kept(context) or [] if half["form"] == "staff"}


@pytest.mark.parametrize("leaves", [True, False])
def test_what_is_not_saved_is_there_again_after_a_restart(
    qtbot, page, context, leaves: bool
) -> None:
    page.list.section(Subject.SHOP).field("phone").setText("0571-1234567")
    page.list.section(Subject.HOURS).edits[6].setText("10-")
    if leaves:  # else it is kept while it is typed: a power cut loses nothing
        page.keep_draft()
    qtbot.waitUntil(lambda: kept(context) is not None)
    again = made(qtbot, context)
    assert again.list.section(Subject.SHOP).field("phone").text() == "0571-1234567"
    assert again.list.section(Subject.HOURS).edits[6].text() == "10-"
    assert "here again" in again.notice.text()
    qtbot.mouseClick(again.back_button, LEFT)  # thrown away on purpose
    assert again.list.section(Subject.SHOP).field("phone").text() == context.shop.settings.phone
    qtbot.waitUntil(lambda: kept(context) is None)


def test_half_typed_staff_are_there_again_after_a_restart(qtbot, page, context) -> None:
    staff = page.list.staff
    page.list.choose(Subject.STAFF)
    manager = next(row for row in staff.rows.rows() if row.role is Role.MANAGER)
    staff.rows.select_key(manager.id)
    staff.form.field("name").setText("店长甲")
    qtbot.mouseClick(staff.add_button, LEFT)
    staff.form.field("name").setText("小吴")
    qtbot.waitUntil(lambda: kept_staff(context) == {0, manager.id})
    again = made(qtbot, context)
    assert "here again" in again.notice.text()
    again.list.choose(Subject.STAFF)
    form = again.list.staff.form
    shown = {form.draft().id: form.field("name").text()}
    again.list.staff.rows.select_key(manager.id)
    shown[form.draft().id] = form.field("name").text()
    qtbot.mouseClick(again.list.staff.add_button, LEFT)
    shown[form.draft().id] = form.field("name").text()
    assert shown == {manager.id: "店长甲", 0: "小吴"}
    form.field("initials").setText("XW")
    save(qtbot, again)
    qtbot.waitUntil(lambda: kept_staff(context) == {manager.id})


def test_while_an_import_writes_typing_and_leaving_wait_for_nothing(qtbot, page, context) -> None:
    phone = page.list.section(Subject.SHOP).field("phone")
    with closing(context.shop.reopened()) as importing:
        importing.file.execute("BEGIN IMMEDIATE")
        began = time_ns()
        qtbot.keyClicks(phone, "1")
        page.keep_draft()
        qtbot.keyClicks(phone, "2")
        page.keep_draft()
        assert time_ns() - began < 2_000_000_000
        assert kept(context) is None
        importing.file.execute("ROLLBACK")
    typed = page.list.section(Subject.SHOP).typed()
    qtbot.waitUntil(lambda: [half["typed"] for half in kept(context) or []] == [typed])


def test_saved_settings_leave_no_draft(qtbot, page, context) -> None:
    page.list.section(Subject.SHOP).field("phone").setText("0571-7654321")
    page.keep_draft()
    save(qtbot, page)
    assert context.write_queue.finish()
    assert kept(context) is None


def test_staff_come_change_their_initials_and_leave(qtbot, page, context) -> None:
    page.list.choose(Subject.STAFF)
    staff = page.list.staff
    qtbot.mouseClick(staff.add_button, LEFT)
    staff.form.field("name").setText("小吴")
    staff.form.field("initials").setText("xc")
    qtbot.mouseClick(page.save_button, LEFT)
    qtbot.waitUntil(lambda: "initials" in staff.form.problem_texts())
    assert "signs with" in staff.form.problem_texts()["initials"]
    staff.form.field("initials").setText("XW")
    save(qtbot, page)
    qtbot.waitUntil(lambda: any(one.initials == "XW" for one in context.shop.staff))
    qtbot.waitUntil(lambda: any(row.initials == "XW" for row in staff.rows.rows()))
    qtbot.waitUntil(lambda: staff.rows.current_row() is not None)
    assert staff.form.draft().initials == staff.rows.current_row().initials == "XW"  # it stays
    assert not staff.form.isAncestorOf(QApplication.focusWidget())
    manager = next(row for row in staff.rows.rows() if row.role is Role.MANAGER)
    staff.rows.select_key(manager.id)
    staff.form.field("active").setChecked(False)  # the last manager stays
    qtbot.mouseClick(page.save_button, LEFT)
    qtbot.waitUntil(lambda: "role" in staff.form.problem_texts())
    staff.form.field("active").setChecked(True)
    staff.form.field("initials").setText(
        "BOSS"
    )  # the one who is acting signs otherwise from now on
    with qtbot.waitSignal(context.write_queue.changed):
        qtbot.mouseClick(page.save_button, LEFT)
    qtbot.waitUntil(lambda: context.shop.acting.initials == "BOSS")


def test_half_typed_staff_wait_while_somebody_else_is_looked_at(qtbot, page) -> None:
    page.list.choose(Subject.STAFF)
    staff = page.list.staff
    first, second = staff.rows.rows()[:2]
    staff.rows.select_key(second.id)
    staff.form.field("name").setText("小陈陈")
    staff.rows.select_key(first.id)
    assert staff.form.field("name").text() == first.name
    staff.rows.select_key(second.id)
    assert staff.form.field("name").text() == "小陈陈"
    qtbot.mouseClick(page.back_button, LEFT)
    assert staff.form.field("name").text() == second.name


def test_the_policy_is_one_press_away(qtbot, page) -> None:
    with qtbot.waitSignal(page.open_requested) as wanted:
        qtbot.mouseClick(page.policy_button, LEFT)
    assert wanted.args == ["policy", 0]
