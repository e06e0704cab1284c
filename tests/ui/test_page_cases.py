"""The Cases page on a real shop file: a repair from the counter to closed, keyboard and mouse."""

import json
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from operator import itemgetter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QScrollArea, QWidget

from building.moments import SHANGHAI
from building.records import add_customer, move_case, open_case
from building.screen import show_page
from building.shops import make_shop
from shopcare.domain.cases.case import Case, CaseKind, Cause, How, Plan, Stage
from shopcare.domain.cases.case_facts import facts_of
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.ids import StaffId
from shopcare.domain.money import Fen
from shopcare.domain.people.customer import Customer, CustomerDraft
from shopcare.domain.people.staff import Role, Staff
from shopcare.services import drafts
from shopcare.services.cases import cases
from shopcare.services.cases.case_facts import correct
from shopcare.services.cases.case_lists import late_count
from shopcare.services.people import customers
from shopcare.services.setup.settings import first_manager, save_member
from shopcare.services.shop import Shop
from shopcare.storage.file import audit
from shopcare.system.clock import SetClock
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.widgets.stage_track import StageTrack
from shopcare.ui.pages.cases.filters import STAGES, Filter, Group
from shopcare.ui.pages.cases.forms.step_fields import CauseHint
from shopcare.ui.pages.cases.page import CasesPage

NOW = datetime(2026, 3, 5, 10, 20, tzinfo=SHANGHAI)
ENTER, DOWN, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape
NASTY = 'ab"<b>&\u202e😀\x07' + "长" * 9_990


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def shop(tmp_path: Path, clock: SetClock) -> Iterator[Shop]:
    shop = make_shop(tmp_path, clock, staff=[first_manager("LM", "李梅")])
    yield shop
    shop.close()


@pytest.fixture
def zhang(shop: Shop) -> Customer:
    return add_customer(shop, "张伟", "13800138000")


@pytest.fixture
def make_page(qtbot, theme, shop, memory, contexts) -> Callable[[], CasesPage]:
    def make() -> CasesPage:
        context = contexts.open(shop, memory)
        page = CasesPage(context)
        show_page(qtbot, context, page, (1278, 690))
        return page

    return make


def _repair(shop: Shop, zhang: Customer, **facts: object) -> Case:
    return open_case(shop, zhang.id, **{"fault": "镜腿断了", **facts})


def _moved(shop: Shop, case: Case, *stages: Stage) -> Case:
    """Walk a case on by the service, with whatever each stage needs."""
    facts = {
        "how": How.PHONE,
        "plan": Plan(work="换镜腿", fee_fen=Fen(5000)),
        "promised_on": shop.now().date() + timedelta(days=2),
    }
    return move_case(shop, case, *stages, **facts, resolution="已修好", reason="重做")


def _stage(page: CasesPage) -> Stage:
    return page.card.file.case.stage


def _press(qtbot, widget: QWidget, key: Qt.Key) -> None:
    """Give a key to whoever has the focus inside a widget."""
    qtbot.waitUntil(lambda: widget.isAncestorOf(widget.window().focusWidget()) or widget.hasFocus())
    qtbot.keyClick(widget.window().focusWidget(), key)


def _next(qtbot, page: CasesPage) -> None:
    """Take the next step as a clerk does: Enter in the list, Enter on the button."""
    qtbot.waitUntil(page.records.table.hasFocus)
    qtbot.keyClick(page.records.table, ENTER)
    assert page.card.bar.next_button.hasFocus()
    qtbot.keyClick(page.card.bar.next_button, ENTER)


def _reach(qtbot, page: CasesPage, stage: Stage) -> None:
    qtbot.waitUntil(lambda: _stage(page) is stage)


def test_a_repair_walks_through_all_stages_with_what_each_needs(qtbot, make_page, shop, zhang):
    _repair(shop, zhang)
    page = make_page()
    card, forms = page.card, page.card.forms
    _next(qtbot, page)  # G-3
    qtbot.keyClick(forms.panel.form.field("how").buttons[0], Qt.Key.Key_Space)
    forms.panel.save_button.click()
    _reach(qtbot, page, Stage.CONFIRMED)
    _next(qtbot, page)
    forms.panel.form.field("reason").insertPlainText("铰链松动")
    forms.panel.form.field("cause").set_value(Cause.USE)
    hint = forms.panel.findChild(CauseHint).text()
    assert "Never tell the customer it is their fault" in hint
    assert "Gift: Cleaning cloth, Lens spray" in hint  # O-2
    page.main_action.click()
    _reach(qtbot, page, Stage.DIAGNOSED)
    _next(qtbot, page)  # G-5
    field = forms.panel.form.field
    field("plan").insertPlainText("换镜腿")
    qtbot.keyClicks(field("fee_fen"), "50")
    field("promised_on").setText("3.9")
    field("how").set_value(How.SIGNATURE)
    forms.panel.save_button.click()
    _reach(qtbot, page, Stage.AGREED)
    assert not card.offer.isHidden()
    _next(qtbot, page)  # nothing is asked: one press
    _reach(qtbot, page, Stage.IN_WORK)
    _next(qtbot, page)
    for box in forms.panel.form.field("checks").boxes.values():
        qtbot.keyClick(box, Qt.Key.Key_Space)
    forms.panel.save_button.click()
    _reach(qtbot, page, Stage.CHECKED)
    _next(qtbot, page)
    _reach(qtbot, page, Stage.READY)
    _next(qtbot, page)  # G-9: the plan's fee is proposed
    assert forms.panel.form.field("payments").value() == 5000
    qtbot.keyClick(forms.panel.form.field("payments"), ENTER)
    _reach(qtbot, page, Stage.HANDED_OVER)
    assert "Print the slip" in card.offer.notice.text()
    _next(qtbot, page)
    _reach(qtbot, page, Stage.CLOSED)
    file = card.file
    assert file.case.consent.how is How.SIGNATURE
    assert file.case.promised_on == date(2026, 3, 9)
    assert file.case.fee_taken_fen == 5000
    sentences = card.timeline.sentences()
    assert len(sentences) == 9
    assert sentences[-1].startswith("Recorded as Repair")
    assert any("The customer agreed (Signature); 换镜腿; fee ¥50.00" in s for s in sentences)


def test_work_cannot_be_agreed_without_plan_and_consent_g5(qtbot, make_page, shop, zhang):
    case = _moved(shop, _repair(shop, zhang), Stage.CONFIRMED, Stage.DIAGNOSED)
    page = make_page()
    assert f"move/{Stage.IN_WORK}" not in page.card.bar.choices()
    _next(qtbot, page)
    panel = page.card.forms.panel
    panel.form.field("promised_on").setText("")
    panel.save_button.click()
    qtbot.waitUntil(lambda: {"plan", "how", "promised_on"} <= set(panel.form.problem_texts()))
    assert cases.case_file(shop, case.id).case.stage is Stage.DIAGNOSED
    panel.form.field("plan").setText(NASTY)
    panel.form.field("fee_fen").setText("-5")
    panel.save_button.click()
    qtbot.waitUntil(lambda: "fee_fen" in panel.form.problem_texts())
    panel.form.field("fee_fen").setText("5")
    panel.form.field("promised_on").setText("2.30")
    panel.save_button.click()
    qtbot.waitUntil(lambda: "promised_on" in panel.form.problem_texts())
    panel.form.field("promised_on").setText("3.9")
    panel.form.field("how").set_value(How.PHONE)
    panel.save_button.click()
    qtbot.waitUntil(lambda: "plan" in panel.form.problem_texts())
    assert panel.form.field("plan").text().startswith('ab"<b>&')  # nothing typed is lost


def test_a_failed_quality_check_goes_back_to_work_with_its_reason_g7(qtbot, make_page, shop, zhang):
    case = _moved(
        shop, _repair(shop, zhang), Stage.CONFIRMED, Stage.DIAGNOSED, Stage.AGREED, Stage.IN_WORK
    )
    page = make_page()
    _next(qtbot, page)
    panel = page.card.forms.panel
    next(iter(panel.form.field("checks").boxes.values())).click()
    panel.save_button.click()
    qtbot.waitUntil(lambda: "checks" in panel.form.problem_texts())
    panel.fail_button.click()
    qtbot.waitUntil(lambda: "reason" in panel.form.problem_texts())
    panel.form.field("reason").setText("左镜腿仍松")
    panel.fail_button.click()
    qtbot.waitUntil(lambda: page.card.forms.panel is None)
    qtbot.waitUntil(lambda: "左镜腿仍松" in page.card.timeline.sentences()[0])
    assert page.card.timeline.sentences()[0].startswith("Quality check failed")
    assert cases.case_file(shop, case.id).case.stage is Stage.IN_WORK


def test_a_changed_promise_needs_a_reason_and_late_stays_late_g6_x16(
    qtbot, make_page, shop, zhang, clock
):
    case = _moved(shop, _repair(shop, zhang), Stage.CONFIRMED, Stage.DIAGNOSED, Stage.AGREED)
    clock.set(NOW + timedelta(days=4))
    page = make_page()
    assert late_count(shop) == 1
    page.card.bar.choose("promise")
    panel = page.card.forms.panel
    panel.form.field("promised_on").setText("明天")
    panel.save_button.click()
    qtbot.waitUntil(lambda: "reason" in panel.form.problem_texts())
    panel.form.field("reason").setText("配件没到")
    panel.save_button.click()
    qtbot.waitUntil(lambda: page.card.file.case.promised_on == date(2026, 3, 10))
    states = [line.chip.text() for line in page.card.deadlines.shown()]
    assert "Late, replaced" in states
    assert "Pending" in states
    assert late_count(shop) == 0  # the new promise is not late yet
    row = cases.case_rows(shop, [case.id])[0]
    assert row.promise_late
    assert page.card.head.late_chip.isVisible()
    assert not page.card.offer.isHidden()


def test_a_day_beyond_what_the_law_allows_is_refused_beside_its_field_l2(
    qtbot, make_page, shop, zhang
):
    case = _moved(shop, _repair(shop, zhang), Stage.CONFIRMED, Stage.DIAGNOSED)
    page = make_page()
    page.card.bar.choose("promise")
    panel = page.card.forms.panel
    panel.form.field("promised_on").set_value(shop.today() + timedelta(days=16))
    panel.form.field("reason").setText("配件没到")
    panel.save_button.click()
    qtbot.waitUntil(lambda: "promised_on" in panel.form.problem_texts())
    assert "侵害消费者权益行为处罚办法" in panel.form.problem_texts()["promised_on"]
    assert cases.case_file(shop, case.id).case.promised_on == case.promised_on


def test_every_deadline_and_call_says_why_that_day(qtbot, make_page, shop, zhang):
    _moved(shop, _repair(shop, zhang), Stage.CONFIRMED, Stage.DIAGNOSED, Stage.AGREED)
    page = make_page()
    lines = page.card.deadlines.shown() + page.card.calls.shown()
    assert len(lines) == 3
    for line in lines:
        line.why_button.click()
        assert line.why.sentence.isVisible()
        assert line.due.record.clause in line.why.sentence.text()


def test_what_is_long_overdue_says_how_long_in_the_list(make_page, shop, zhang, clock):
    _repair(shop, zhang)
    clock.set(NOW + timedelta(days=5))
    table = make_page().records.table
    cells = [table.model().index(0, n).data() for n in range(table.model().columnCount())]
    assert "4 days late" in cells  # the steps were to be told within a day


def test_a_return_shows_the_names_of_all_its_stages(make_page, shop, zhang):
    case = _repair(shop, zhang, kind=CaseKind.RETURN)
    page = make_page()
    page.open_record("case", case.id)
    assert len(page.card.head.track.labels()) == 7


def test_nine_long_names_of_stages_stand_in_two_rows(qtbot, theme):
    names = ("Received", "Confirmed", "Diagnosed", "Agreed", "In progress", "Checked", "Ready",
             "Handed over", "Closed")  # fmt: skip
    track = StageTrack()
    qtbot.addWidget(track)
    track.show_steps(names, 4)
    for width, rows in ((500, 2), (900, 1)):
        track.resize(width, track.height())
        track.show()
        placed = track.labels()
        assert [number for number, _rect in sorted(placed, key=itemgetter(0))] == list(range(9))
        assert len({rect.top() for _number, rect in placed}) == rows
        assert max(rect.bottom() for _number, rect in placed) <= track.height()
        assert all(rect.left() >= 0 and rect.right() <= width for _number, rect in placed)


def test_filter_and_sort_are_done_by_the_store(qtbot, make_page, shop, zhang, clock):
    late = _repair(shop, zhang, product="甲")
    clock.set(NOW + timedelta(days=2))
    closed = _moved(shop, _repair(shop, zhang, product="乙"), Stage.CONFIRMED, Stage.CANCELLED)
    ready = _moved(
        shop,
        _repair(shop, zhang, kind=CaseKind.COMPLAINT, product="丙"),
        *(Stage.CONFIRMED, Stage.DIAGNOSED, Stage.AGREED),
        *(Stage.IN_WORK, Stage.CHECKED, Stage.READY),
    )
    page = make_page()
    model, filters = page.records.table.model(), page.filters
    assert list(model.ids()) == [late.id, ready.id]  # what runs out first stands on top
    filters.late_box.click()
    assert list(model.ids()) == [late.id]
    filters.late_box.click()
    filters.group_buttons[Group.READY].click()
    assert list(model.ids()) == [ready.id]
    filters.group_buttons[Group.CLOSED].click()
    assert list(model.ids()) == [closed.id]
    filters.show_all()
    assert filters.filter() == Filter(stages=STAGES[Group.ALL])
    filters.kind_box.set_value(CaseKind.COMPLAINT)
    assert list(model.ids()) == [ready.id]
    filters.kind_box.setCurrentIndex(0)
    for number, column in enumerate(model.columns):
        if column.sort_key is not None:
            page.records.table.sortByColumn(number, Qt.SortOrder.DescendingOrder)
            assert sorted(model.ids()) == [late.id, closed.id, ready.id]
    page.records.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert list(model.ids()) == [late.id, closed.id, ready.id]
    assert model.columns[3].meaning(model.row_at(0)) is Meaning.RED
    filters.group_buttons[Group.READY].click()
    filters.kind_box.set_value(CaseKind.REPAIR)
    assert page.records.currentIndex() == 1
    page.open_record("case", closed.id)  # shown even where the filter hides it
    assert page.card.file.case.id == closed.id
    assert page.records.table.current_row().case.id == closed.id


def test_a_closed_case_leaves_the_open_ones_when_another_is_looked_at(
    qtbot, make_page, shop, zhang
):
    first, second = _repair(shop, zhang), _repair(shop, zhang, fault="鼻托掉了")
    page = make_page()
    page.open_record("case", second.id)
    _moved(shop, second, Stage.CANCELLED)
    page.reload(Changes.of(ChangeKind.CASE))
    assert set(page.records.model.ids()) == {first.id, second.id}  # it is still looked at
    key = DOWN if page.records.table.currentIndex().row() == 0 else Qt.Key.Key_Up
    qtbot.keyClick(page.records.table, key)
    assert page.card.file.case.id == first.id
    qtbot.waitUntil(lambda: list(page.records.model.ids()) == [first.id])
    assert page.records.table.current_row().case.id == first.id


def test_arrows_move_the_card_and_half_filled_forms_survive_a_restart(
    qtbot, make_page, shop, zhang, contexts
):
    first = _repair(shop, zhang)
    second = _repair(shop, zhang, fault="鼻托掉了")
    page = make_page()
    page.open_record("case", first.id)
    page.card.open_step(f"move/{Stage.CANCELLED}")
    qtbot.keyClicks(page.card.forms.panel.form.field("reason"), "no longer wanted")
    page.open_record("case", second.id)
    assert page.card.forms.panel is None
    page.open_record("case", first.id)
    assert page.card.forms.panel.form.field("reason").text() == "no longer wanted"
    page.keep_draft()
    assert contexts[-1].write_queue.finish(5_000)
    again = make_page()
    again.open_record("case", first.id)
    assert again.card.forms.panel.form.field("reason").text() == "no longer wanted"
    qtbot.keyClick(again.card.forms.panel.form.field("reason"), ESCAPE)
    assert again.card.forms.panel is None
    before = again.card.file.case.id
    key = DOWN if again.records.table.currentIndex().row() == 0 else Qt.Key.Key_Up
    qtbot.keyClick(again.records.table, key)
    assert again.card.file.case.id != before
    qtbot.keyClick(again.records.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == again.card.file.case.number


def test_slip_and_door_note_are_drawn_and_ready_is_told_by_message_g8_t13(
    qtbot, make_page, shop, zhang
):
    case = _moved(
        shop,
        _repair(shop, zhang),
        *(Stage.CONFIRMED, Stage.DIAGNOSED, Stage.AGREED),
        *(Stage.IN_WORK, Stage.CHECKED, Stage.READY),
    )
    page = make_page()
    qtbot.waitUntil(page.records.table.hasFocus)
    qtbot.keyClick(page.records.table, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: page.card.papers.preview is not None)
    assert case.number in page.card.papers.preview.windowTitle()
    page.card.papers.preview.close()
    page.card.papers.preview = None
    page.card.bar.choose("door_note")
    note = page.card.forms.panel
    note.form.field("proposed").setText("31.12.99 25:70")
    note.save_button.click()
    assert "proposed" in note.form.problem_texts()
    note.form.field("proposed").setText("明天 15:00")
    assert "15:00" in note.form.field("proposed").words.text()
    note.save_button.click()
    qtbot.waitUntil(lambda: page.card.papers.preview is not None)
    page.card.papers.preview.close()
    page.card.bar.told_button.click()
    page.card.forms.panel.save_button.click()
    qtbot.waitUntil(lambda: page.card.file.case.told_ready_at is not None)
    assert page.card.bar.told_button.isHidden()


def test_a_page_without_cases_offers_the_first_step(qtbot, make_page, shop):
    page = make_page()
    asked: list[tuple[str, int]] = []
    page.open_requested.connect(lambda kind, record_id: asked.append((kind, record_id)))
    assert page.faces.currentIndex() == 1
    page.nothing.button.click()
    assert asked == [("intake", 0)]
    page.reload(Changes.of(ChangeKind.CASE))


def test_3000_cases_scroll_from_end_to_end(qtbot, make_page, shop, zhang):
    _repair(shop, zhang)
    found = shop.file.execute("SELECT * FROM service_case")
    columns = [column[0] for column in found.description]
    known = dict(zip(columns, found.fetchone(), strict=True))
    del known["id"]
    shop.file.execute("BEGIN")
    for number in range(3_000):
        row = known | {"number": f"n{number}"}
        columns = ", ".join(row)
        marks = ", ".join("?" * len(row))
        shop.file.execute(
            f"INSERT INTO service_case ({columns}) VALUES ({marks})", list(row.values())
        )
    shop.file.execute("COMMIT")
    page = make_page()
    assert page.records.table.model().rowCount() == 3_001
    for number in range(0, 3_001, 100):
        page.records.table.select_number(number)
        assert page.card.file.case.id == page.records.table.current_row().case.id
    bar = page.records.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.grab()
    assert "3,001" in page.filters.count_words.text() or "3001" in page.filters.count_words.text()


def test_a_fault_that_nobody_wrote_down_is_shown_as_missing_g2(qtbot, make_page, shop, zhang):
    case = _repair(shop, zhang, fault="", product="BL1", bought_on=date(2026, 1, 20))
    page = make_page()
    facts = page.card.facts
    assert {key for key, line in facts.missing.items() if line.isVisible()} == {"fault", "category"}
    assert facts.grid.rows["fault"][1].isHidden()
    assert facts.missing["fault"].button.accessibleName() == "Fault: add"
    assert facts.missing_notice.text() == "Missing in the customer's file: Address, Birthday"
    _moved(shop, case, Stage.CANCELLED)
    page.reload(Changes.of(ChangeKind.CASE))
    assert facts.grid.rows["fault"][1].text() == "Not recorded"
    assert not any(line.isVisible() for line in facts.missing.values())
    assert facts.correct_button.isHidden()


def test_what_is_missing_is_written_down_with_the_mouse_and_taken_back_g2_x9(
    qtbot, make_page, shop, zhang, contexts
):
    case = _repair(shop, zhang, fault="")
    page = make_page()
    offers: list[tuple[str, Callable[[Shop], Changes]]] = []
    page.undo_offered.connect(lambda words, undo: offers.append((words, undo)))
    qtbot.mouseClick(page.card.facts.missing["bought_on"].button, Qt.MouseButton.LeftButton)
    panel = page.card.forms.panel
    field = panel.form.field
    assert field("bought_on").edit.hasFocus()
    qtbot.keyClicks(field("bought_on").edit, "20260120")
    field("category").set_value("frame_glasses")
    field("accessories").own_edit.setText("布、说明书")
    qtbot.mouseClick(page.card.facts.missing["fault"].button, Qt.MouseButton.LeftButton)
    assert page.card.forms.panel is panel  # only the focus went on
    assert field("fault").hasFocus()
    qtbot.keyClicks(field("fault"), "hinge")
    qtbot.mouseClick(panel.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.card.file.case.missing == ("product",))
    now = page.card.file.case
    assert (now.number, now.stage, now.accessories) == (case.number, case.stage, ("布", "说明书"))
    assert [key for key, line in page.card.facts.missing.items() if line.isVisible()] == ["product"]
    assert page.card.forms.panel is None
    assert page.card.timeline.sentences()[0].startswith("Fault added: hinge; Purchase date")
    assert page.card.offer.print_button.isVisible()  # the paper says something else
    [(words, undo)] = offers
    assert words == f"{case.number} is corrected"
    contexts[-1].write_queue.submit(page.new_button, undo)  # as the window does
    qtbot.waitUntil(lambda: page.card.file.case == case)
    assert page.card.offer.isHidden()


def test_facts_are_corrected_with_the_keyboard_alone_g2(qtbot, make_page, shop, zhang):
    case = _repair(shop, zhang, product="BL1")
    page = make_page()
    page.open_record("missing_facts", case.id)  # as the call card of Today asks for it
    panel = page.card.forms.panel
    field = panel.form.field
    assert field("bought_on").edit.hasFocus()
    assert page.main_action is panel.save_button  # what Ctrl+Enter presses
    qtbot.keyClicks(page.window().focusWidget(), "30.2.26")
    _press(qtbot, panel, ENTER)
    assert "bought_on" in panel.form.problem_texts()
    qtbot.keyClick(field("bought_on").edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field("bought_on").edit, "20270101")
    _press(qtbot, panel, ENTER)
    qtbot.waitUntil(lambda: "after the intake" in panel.form.problem_texts().get("bought_on", ""))
    field("bought_on").edit.clear()
    field("product").setText(NASTY)
    _press(qtbot, panel, ENTER)
    qtbot.waitUntil(lambda: "product" in panel.form.problem_texts())
    field("product").setText("BL2")
    field("product").setFocus()
    _press(qtbot, panel, ENTER)
    qtbot.waitUntil(lambda: page.card.file.case.product == "BL2")
    qtbot.waitUntil(page.records.table.hasFocus)
    page.card.facts.correct_button.setFocus()
    _press(qtbot, page.card.facts.correct_button, Qt.Key.Key_Space)
    assert page.card.forms.panel.form.field("product").hasFocus()
    _press(qtbot, page.card.forms.panel, ENTER)  # nothing is changed: nothing is written
    assert page.card.forms.panel is None
    assert len(page.card.timeline.sentences()) == 2
    page.card.open_facts("fault")
    qtbot.keyClicks(page.card.forms.panel.form.field("fault"), "x")
    qtbot.keyClick(page.card.forms.panel.form.field("fault"), ESCAPE)
    assert page.card.forms.panel is None
    assert cases.case_file(shop, case.id).case.fault == case.fault


def test_a_service_is_chosen_later_on_the_card_o1(qtbot, make_page, shop, zhang):
    case = _repair(shop, zhang, fault="坏了")
    page = make_page()
    page.open_record("case", case.id)
    said = page.card.head.told_words
    assert "Lens replacement" not in said.text()
    page.card.open_facts("service")
    panel = page.card.forms.panel
    panel.form.field("service").set_value("lens_replacement")
    panel.save_button.click()
    qtbot.waitUntil(lambda: "Lens replacement" in said.text())
    assert cases.case_file(shop, case.id).case.service == "lens_replacement"


def test_half_typed_facts_are_kept_and_never_overwrite_what_was_changed_meanwhile(
    qtbot, make_page, shop, zhang, contexts
):
    case, other = _repair(shop, zhang), _repair(shop, zhang)
    page = make_page()
    page.open_record("case", case.id)
    page.card.open_facts("product")
    qtbot.keyClicks(page.window().focusWidget(), "BL1")
    page.open_record("case", other.id)
    assert page.card.forms.panel is None
    page.keep_draft()
    assert contexts[-1].write_queue.finish(5_000)
    shown = facts_of(case)
    correct(shop, case.id, replace(shown, lot="L7"), shown=shown)
    again = make_page()
    again.open_record("case", case.id)
    panel = again.card.forms.panel
    assert panel.form.field("product").text() == "BL1"
    panel.save_button.click()
    qtbot.waitUntil(lambda: "changed in the meantime" in panel.form.problem_texts().get("", ""))
    assert panel.form.field("product").text() == "BL1"
    assert cases.case_file(shop, case.id).case.lot == "L7"
    assert list(audit.broken_seals(shop.file)) == []


def test_facts_that_nobody_touched_stay_letter_by_letter(qtbot, make_page, shop, zhang):
    odd = {
        "accessories": ("自带, 两块", "Glasses case"),
        "category": "monocle",
        "condition": "a\tb",
    }
    case = _repair(shop, zhang, **odd)
    page = make_page()
    page.card.open_facts("wishes")
    qtbot.keyClicks(page.card.forms.panel.form.field("wishes"), "soon")
    page.card.forms.panel.save_button.click()
    qtbot.waitUntil(lambda: page.card.file.case.wishes == "soon")
    assert page.card.file.case == replace(case, wishes="soon")


def test_names_with_markup_stay_words(qtbot, make_page, shop):
    draft = CustomerDraft(name="<b>&Zoë😀" + "长" * 60)
    nasty = customers.add_customer(shop, draft).customer
    _repair(shop, nasty, fault='<img src="x">&amp; ' + "很" * 1_500, product="<i>A</i>")
    page = make_page()
    assert page.card.facts.customer_words.text() == nasty.name
    assert page.card.facts.customer_words.textFormat() is Qt.TextFormat.PlainText
    assert page.card.facts.grid.rows["product"][1].text().startswith("<i>A</i>")
    scroll = page.card.findChild(QScrollArea)
    assert scroll.widget().width() <= scroll.viewport().width()


def test_settings_of_columns_are_remembered(qtbot, make_page, shop, zhang, memory):
    _repair(shop, zhang)
    page = make_page()
    page.records.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    page.records.table.save_columns()
    assert json.loads(memory["table/cases"])["sort"] == ["number", True]


_TYPING = """
    import os, sys
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from pathlib import Path
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QCheckBox
    from shopcare.services.drafts import Form, kept
    from shopcare.services.shop import open_shop
    from shopcare.ui.kit.context.background import Background
    from shopcare.ui.pages.cases.page import CasesPage
    from shopcare.ui.kit.context.page_context import PageContext
    from shopcare.ui.kit.context.write_queue import WriteQueue
    from shopcare.ui.kit.context.page_context import Dialogs
    from shopcare.ui.kit.fields.text_fields import TextArea

    class Memory(dict):
        put = dict.__setitem__

    app = QApplication([])
    shop = open_shop(Path(sys.argv[1]))
    write_queue, background = WriteQueue(shop.reopened), Background(shop.reopened)
    context = PageContext(shop=shop, write_queue=write_queue, background=background,
                          dialogs=Dialogs(), remember=Memory(), close_for=[].append)
    page = CasesPage(context)
    page.show()
    page.card.open_step(sys.argv[2])
    panel = page.card.forms.panel
    for area in panel.findChildren(TextArea):
        area.insertPlainText("左镜腿铰链裂了")
    for box in panel.findChildren(QCheckBox)[:1]:
        box.click()
    def look():
        if kept(shop, Form.CASE_STEPS) is not None:
            print("kept", flush=True)
    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    app.exec()
"""


@pytest.mark.parametrize("step", [Stage.DIAGNOSED, Stage.AGREED, Stage.CHECKED])
def test_what_is_typed_into_a_step_survives_kill_9(qtbot, make_page, shop, zhang, step) -> None:
    way = (Stage.CONFIRMED, Stage.DIAGNOSED, Stage.AGREED, Stage.IN_WORK, Stage.CHECKED)
    case = _moved(shop, _repair(shop, zhang), *way[: way.index(step)])
    program = [sys.executable, "-c", textwrap.dedent(_TYPING), str(shop.path), f"move/{step}"]
    child = subprocess.Popen(program, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "kept\n"  # by itself, nothing was left or closed
    child.kill()
    child.wait(10)
    child.stdout.close()
    page = make_page()
    page.open_record("case", case.id)
    content = page.card.forms.panel.form.typed()
    assert "左镜腿铰链裂了" in content.values()
    assert step is not Stage.CHECKED or len(content["checks"]) == 1


def test_a_half_typed_finding_outlives_a_look_into_another_step(qtbot, make_page, shop, zhang):
    first = _repair(shop, zhang)
    page = make_page()
    page.open_record("case", first.id)
    page.card.open_step(f"move/{Stage.DIAGNOSED}")
    qtbot.keyClicks(page.card.forms.panel.form.field("reason"), "hinge")
    page.card.open_step("promise")
    qtbot.keyClick(page.card.forms.panel.form.field("reason"), ESCAPE)
    page.card.open_step(f"move/{Stage.DIAGNOSED}")
    assert page.card.forms.panel.form.field("reason").text() == "hinge"
    qtbot.keyClick(page.card.forms.panel.form.field("reason"), ESCAPE)
    qtbot.waitUntil(lambda: drafts.kept(shop, drafts.Form.CASE_STEPS) is None)


def test_leaving_while_a_step_is_being_saved_leaves_no_draft_and_no_second_step(
    qtbot, make_page, shop, zhang, contexts
):
    case, other = _repair(shop, zhang), _repair(shop, zhang)
    page = make_page()
    page.open_record("case", case.id)
    page.card.open_step(f"move/{Stage.DIAGNOSED}")
    qtbot.keyClicks(page.card.forms.panel.form.field("reason"), "hinge")
    page.card.forms.panel.save_button.click()
    page.open_record("case", other.id)  # the form is gone before its result is there
    page.keep_draft()  # as the window does when it is closed
    assert contexts[-1].write_queue.finish(5_000)
    assert cases.case_file(shop, case.id).case.stage is Stage.DIAGNOSED
    assert drafts.kept(shop, drafts.Form.CASE_STEPS) is None
    assert page.card.file.case.id == other.id
    assert page.card.offer.isHidden()


def test_a_step_is_taken_back_with_what_was_typed_for_it_x9(
    qtbot, make_page, shop, zhang, contexts
):
    case = _repair(shop, zhang)
    page = make_page()
    offers: list[tuple[str, Callable[[Shop], Changes]]] = []
    page.undo_offered.connect(lambda words, undo: offers.append((words, undo)))
    page.card.open_step(f"move/{Stage.DIAGNOSED}")
    qtbot.keyClicks(page.card.forms.panel.form.field("reason"), "hinge")
    page.card.forms.panel.save_button.click()
    _reach(qtbot, page, Stage.DIAGNOSED)
    [(words, undo)] = offers
    assert words == f"{case.number} is now: Diagnosed"
    contexts[-1].write_queue.submit(page.new_button, undo)  # as the window does
    _reach(qtbot, page, Stage.RECEIVED)
    assert page.card.forms.panel.key == f"move/{Stage.DIAGNOSED}"
    assert page.card.forms.panel.form.field("reason").text() == "hinge"
    assert "undone" in page.card.timeline.sentences()[0]
    qtbot.waitUntil(lambda: drafts.kept(shop, drafts.Form.CASE_STEPS) is not None)


def test_a_fee_or_a_paper_keeps_a_step_from_being_taken_back_x9(
    qtbot, make_page, shop, zhang, tmp_path, contexts
):
    way = (Stage.CONFIRMED, Stage.DIAGNOSED, Stage.AGREED, Stage.IN_WORK, Stage.CHECKED)
    _moved(shop, _repair(shop, zhang), *way)
    page = make_page()
    offers: list[Callable[[Shop], Changes]] = []
    refused: list[str] = []
    page.undo_offered.connect(lambda _words, undo: offers.append(undo))
    contexts[-1].write_queue.refused.connect(lambda words, _details: refused.append(words))
    _next(qtbot, page)  # one press, no form
    _reach(qtbot, page, Stage.READY)
    page.card.print_slip()
    qtbot.waitUntil(lambda: page.card.papers.preview is not None)
    answer = tmp_path / "slip.pdf"
    contexts[-1].dialogs.path = answer
    page.card.papers.preview.save_button.click()
    qtbot.waitUntil(lambda: page.card.timeline.sentences()[0] == "Service slip saved as PDF")
    page.card.papers.preview.close()
    contexts[-1].write_queue.submit(page.new_button, offers.pop())
    qtbot.waitUntil(lambda: bool(refused))
    assert "a paper was given out since" in refused[0]
    assert _stage(page) is Stage.READY
    page.activateWindow()
    page.focus_first()
    _next(qtbot, page)
    page.card.forms.panel.save_button.click()
    _reach(qtbot, page, Stage.HANDED_OVER)
    assert page.card.file.case.fee_taken_fen == 5000
    assert offers == []


def test_a_case_is_put_into_other_hands_with_the_keyboard_g19(
    qtbot, make_page, shop, zhang, contexts
):
    member = Staff(id=StaffId(0), initials="XC", name="小&陈", role=Role.CLERK, knowledgeable=True)
    save_member(shop, member)
    case = _repair(shop, zhang)
    page = make_page()
    offers: list[tuple[str, Callable[[Shop], Changes]]] = []
    page.undo_offered.connect(lambda words, undo: offers.append((words, undo)))
    handled_by = page.card.facts.handled_by
    assert handled_by.words.text() == "李梅"
    handled_by.button.setFocus(Qt.FocusReason.TabFocusReason)
    assert handled_by.button.hasFocus()
    QTimer.singleShot(0, lambda: _choose_first(qtbot, handled_by.menu))
    qtbot.keyClick(handled_by.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: handled_by.words.text() == "小&陈")
    assert page.card.timeline.sentences()[0] == "Handled by 小&陈 now, no longer by 李梅"
    [(words, undo)] = offers
    assert words == "小&陈 handles the case now."
    contexts[-1].write_queue.submit(page.new_button, undo)
    qtbot.waitUntil(lambda: handled_by.words.text() == "李梅")
    _moved(shop, case, Stage.CANCELLED)
    page.reload(Changes.of(ChangeKind.CASE))
    page.open_record("case", case.id)
    assert handled_by.button.isHidden()


def _choose_first(qtbot, menu) -> None:
    qtbot.keyClick(menu, DOWN)
    qtbot.keyClick(menu, ENTER)
