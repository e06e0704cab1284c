"""Intake at the counter: typed by keyboard, on a real shop file, and nothing ever lost."""

import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from building.moments import SHANGHAI
from building.records import WORK, add_customer, move_case, open_case
from building.screen import press, show_page, type_text
from building.shops import make_shop
from shopcare.domain.cases.case import CaseDraft, CaseKind, Channel, How, PartsOrigin, Severity
from shopcare.domain.errors import Refusal
from shopcare.domain.people.customer import Customer, CustomerDraft
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft
from shopcare.domain.typed.phone import phone_from_text
from shopcare.services import drafts
from shopcare.services.calls.planned_calls import PlannedCall, plan_call
from shopcare.services.cases import cases, intake, promises
from shopcare.services.people import customers
from shopcare.services.purchases import purchases
from shopcare.services.setup.settings import first_manager
from shopcare.services.shop import Shop, open_shop
from shopcare.system.clock import SetClock
from shopcare.ui.kit.context.page_context import Dialogs
from shopcare.ui.kit.papers.paper_preview import PaperPreview
from shopcare.ui.pages.intake.page import IntakePage

NOW = datetime(2026, 3, 5, 10, 20, tzinfo=SHANGHAI)
TAB, ENTER, DOWN = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Down


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
    zhang = add_customer(shop, "张伟", "13800138000", address="文二路 391 号")
    lines = (
        PurchaseLineDraft(product="蔡司 1.60 镜片", category="frame_glasses", spec="-3.25"),
        PurchaseLineDraft(product="RB5154", category="frame_glasses"),
    )
    purchases.add_purchase(
        shop,
        PurchaseDraft(
            customer_id=zhang.id,
            sold_on=date(2026, 1, 10),
            handed_over_on=date(2026, 1, 13),
            receipt_number="R20260110",
            lines=lines,
        ),
    )
    return zhang


@pytest.fixture
def make_page(qtbot, theme, shop, memory, contexts) -> Iterator[Callable[[], IntakePage]]:
    pages: list[IntakePage] = []

    def make() -> IntakePage:
        context = contexts.open(shop, memory, Dialogs())
        page = IntakePage(context)
        pages.append(page)
        show_page(qtbot, context, page, (1278, 690))
        return page

    yield make
    for page in pages:
        page.keep_draft()


@pytest.fixture
def page(make_page) -> IntakePage:
    return make_page()


def _tab_to(qtbot, target: QWidget) -> None:
    for _step in range(60):
        if QApplication.focusWidget() is target:
            return
        press(qtbot, TAB)
    raise AssertionError(f"Tab never reaches {target.accessibleName()}")


def _saved(qtbot, page: IntakePage, shop: Shop) -> cases.CaseFile:
    qtbot.waitUntil(lambda: page.saved_strip.isVisible() and page.form.isEnabled())
    case_id = page.saved_strip.opened.case.id
    assert case_id is not None
    return cases.case_file(shop, case_id)


def test_a_whole_repair_is_typed_with_the_keyboard_alone(qtbot, page, zhang, shop) -> None:
    keys = len("8000")
    type_text(qtbot, "8000")
    press(qtbot, ENTER)  # the customer
    press(qtbot, DOWN, DOWN, ENTER)  # the second product of the list
    assert QApplication.focusWidget() is page.form.field("fault")
    type_text(qtbot, "Temple loose, slips down")
    press(qtbot, TAB)
    type_text(qtbot, "before Sunday")
    _tab_to(qtbot, page.form.field("accessories").ticks["Glasses case"])
    press(qtbot, Qt.Key.Key_Space)
    _tab_to(qtbot, page.form.field("goods_kept"))
    press(qtbot, Qt.Key.Key_Space)
    _tab_to(qtbot, page.form.told.told_box)
    press(qtbot, DOWN)
    keys += 80
    page.save_button.click()
    case = _saved(qtbot, page, shop).case
    assert (case.kind, case.channel, case.customer_id) == (
        CaseKind.REPAIR, Channel.SHOP, zhang.id,
    )  # fmt: skip
    assert (case.product, case.bought_on) == ("RB5154", date(2026, 1, 10))
    assert (case.fault, case.wishes) == ("Temple loose, slips down", "before Sunday")
    assert (case.accessories, case.goods_kept) == (("Glasses case",), True)
    assert case.service == "adjustment"  # told by the fault's words
    assert case.promised_on == promises.proposed_day(shop, "adjustment")
    assert case.acknowledged is not None
    assert case.acknowledged.how is How.IN_PERSON  # G-3
    assert keys < 120


def test_after_saving_the_form_is_empty_and_waits_for_the_next_customer(
    qtbot, page, zhang, shop
) -> None:
    page.open_record("intake", zhang.id)
    page.form.field("fault").setText("broken")
    page.save_button.click()
    case = _saved(qtbot, page, shop).case
    assert page.saved_strip.number_words.text() == case.number
    assert page.form.field("fault").text() == ""
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.form.customer.picker)
    assert drafts.kept(shop, drafts.Form.INTAKE) is None
    page.save_button.click()  # a second press that comes late asks for nothing and saves nothing
    assert page.form.problem_texts() == {}


def test_a_double_click_on_save_makes_one_case(qtbot, page, zhang, contexts, shop) -> None:
    page.open_record("intake", zhang.id)
    page.form.field("fault").setText("broken")
    qtbot.mouseDClick(page.save_button, Qt.MouseButton.LeftButton)
    page.save_button.click()
    _saved(qtbot, page, shop)
    contexts[-1].write_queue.finish()
    assert len(customers.customer_file(shop, zhang.id).cases) == 1


def test_a_complaint_with_advice_on_use_plans_a_call_after_24_hours_c5(
    qtbot, page, zhang, shop
) -> None:
    page.open_record("intake", zhang.id)
    page.form.kind.kind_field.buttons[CaseKind.COMPLAINT].click()
    complaint = page.form.complaint
    for box in (complaint.severe_box, complaint.advice_box):
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert "home visit" in complaint.visit_notice.text()  # O-3
    assert "peak hours" in complaint.visit_notice.text()  # O-4
    assert "tomorrow 10:20" in complaint.advice_notice.text()
    page.form.field("fault").setText("dizzy")
    page.save_button.click()
    file = _saved(qtbot, page, shop)
    assert file.case.severity is Severity.SEVERE
    misuse = [call for call in file.callbacks if call.clause == "C-5"]
    assert [call.due_at for call in misuse] == [datetime(2026, 3, 6, 10, 20, tzinfo=SHANGHAI)]


def test_what_was_ticked_for_a_complaint_is_not_saved_with_a_repair(
    qtbot, page, zhang, shop
) -> None:
    page.open_record("intake", zhang.id)
    page.form.kind.kind_field.buttons[CaseKind.COMPLAINT].click()
    page.form.complaint.advice_box.setChecked(True)
    page.form.kind.kind_field.buttons[CaseKind.REPAIR].click()
    page.form.field("fault").setText("broken")
    page.save_button.click()
    assert [call.clause for call in _saved(qtbot, page, shop).callbacks] == ["G-6"]


def test_a_new_customer_is_added_while_the_case_is_typed_g2(qtbot, page, shop) -> None:
    type_text(qtbot, "13912345678")
    press(qtbot, ENTER)
    form = page.form.customer.new_form
    assert form.phones_edit.typed() == ["139 1234 5678"]
    assert QApplication.focusWidget() is form.field("name")
    type_text(qtbot, "欧阳娜娜")
    page.form.field("fault").setText("too tight")
    page.save_button.click()
    file = _saved(qtbot, page, shop)
    assert file.customer.name == "欧阳娜娜"
    assert file.customer.phones == (phone_from_text("13912345678"),)
    assert set(file.case.missing) == {"product", "bought_on", "category"}


def test_a_form_with_nothing_but_the_customer_is_saved_g2(qtbot, page, zhang, shop) -> None:
    page.save_button.click()
    assert set(page.form.problem_texts()) == {"customer_id"}
    page.form.customer.picker.picked.emit(zhang.id)
    page.save_button.click()
    file = _saved(qtbot, page, shop)
    assert (file.customer.id, file.case.fault) == (zhang.id, "")
    assert "fault" in file.case.missing


def test_a_case_that_cannot_be_saved_files_no_customer_either(qtbot, page, shop, contexts) -> None:
    page.form.customer.begin_new(CustomerDraft(name=""))
    page.form.field("fault").setText("x" * 4_001)
    page.save_button.click()
    assert set(page.form.problem_texts()) == {"fault"}
    assert set(page.form.customer.new_form.problem_texts()) == {"name"}
    contexts[-1].write_queue.finish()
    assert customers.customer_ids(shop) == []


def test_a_number_that_is_on_file_names_who_has_it_x7(qtbot, page, shop, zhang) -> None:
    page.form.customer.begin_new(CustomerDraft(name="张三"))
    part = page.form.customer
    qtbot.keyClicks(part.new_form.phones_edit.edits[0], "138-0013-8000")
    assert part.known_notice.isVisible()
    part.known_notice.chosen.emit(zhang.id)
    assert part.customer() == zhang


def test_another_of_the_household_is_one_press_away_x7(qtbot, page, shop, zhang) -> None:
    child = add_customer(shop, "张小雨", "13800138000")
    page.open_record("intake", zhang.id)
    card = page.form.customer.card
    button = next(b for b in card.findChildren(QWidget) if b.property("record") == child.id)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.form.customer.customer() == child


def test_a_scanned_receipt_picks_customer_and_product(qtbot, page, zhang) -> None:
    type_text(qtbot, "R20260110")
    press(qtbot, ENTER)
    assert page.form.customer.customer() == zhang
    chosen = page.form.product.chosen()
    assert chosen is not None
    assert chosen.line.product == "蔡司 1.60 镜片"


def test_a_product_that_came_back_within_90_days_is_announced_x6(
    qtbot, page, shop, zhang, clock
) -> None:
    clock.set(datetime(2026, 2, 10, 15, tzinfo=SHANGHAI))
    draft = CaseDraft(
        kind=CaseKind.REPAIR, customer_id=zhang.id, product="RB5154", fault="screw lost"
    )
    before = intake.open_case(shop, draft).case
    clock.set(NOW)
    page.open_record("intake", zhang.id)
    page.form.product.bought_list.setFocus()
    assert page.form.product.chosen() is None  # the focus alone chooses nothing
    press(qtbot, DOWN, DOWN)
    comeback = page.form.product.comeback
    assert comeback.isVisible()
    assert "23 days ago" in comeback.notice.text()
    assert "screw lost" in comeback.notice.text()
    comeback.link_box.setChecked(True)
    page.form.field("fault").setText("again")
    page.save_button.click()
    assert _saved(qtbot, page, shop).case.linked_case_id == before.id


def test_the_same_fault_is_announced_with_its_usual_time_x6_w6(qtbot, page, shop, zhang) -> None:
    for _ in range(3):
        case = open_case(shop, zhang.id, fault="镜腿螺丝松", promised_on=date(2026, 3, 9))
        move_case(shop, case, *WORK, promised_on=date(2026, 3, 9))
    page.open_record("intake", zhang.id)
    assert page.form.product.comeback.isHidden()
    page.form.field("fault").setText("左镜腿的螺丝又松了")
    notice = page.form.product.comeback.notice.text()
    assert notice.startswith("The same fault was here today")
    assert page.form.promise.usual_words.text().startswith("Usual for this fault: 0 days")


def test_what_was_written_during_a_power_cut_counts_from_its_own_time_x1(
    qtbot, page, zhang, shop
) -> None:
    page.open_record("intake", zhang.id)
    received = page.form.kind.received_edit
    received.earlier_button.click()
    qtbot.keyClicks(received.day_edit.edit, "3.2")
    qtbot.keyClicks(received.time_edit, "16:30")
    assert "Was due by" in page.form.told.deadline_notice.text()
    page.form.field("fault").setText("broken")
    page.save_button.click()
    file = _saved(qtbot, page, shop)
    at = datetime(2026, 3, 2, 16, 30, tzinfo=SHANGHAI)
    assert file.case.received_at == at
    assert file.case.promised_on == date(2026, 3, 9)  # five working days for a broken frame
    assert {deadline.basis_at for deadline in file.deadlines} == {at}


def test_a_time_in_the_future_is_refused_beside_its_field_x1(qtbot, page, zhang) -> None:
    page.open_record("intake", zhang.id)
    page.form.field("fault").setText("broken")
    received = page.form.kind.received_edit
    received.restore([True, "", "23:59"])
    page.save_button.click()
    assert set(page.form.problem_texts()) == {"received_at"}
    received.restore([True, "2026-03-04", ""])
    page.save_button.click()
    assert page.form.problem_texts() == {"received_at": "Please give the time as well."}


def test_the_promised_day_follows_the_service_until_it_is_typed(qtbot, page, zhang) -> None:
    promise = page.form.promise
    promise.service_box.restore("lens_replacement")
    assert promise.day_edit.value() == date(2026, 3, 10)
    promise.service_box.set_value("frame_repair")
    assert promise.day_edit.value() == date(2026, 3, 12)
    promise.day_edit.edit.clear()
    promise.day_edit.edit.insert("下周三")
    assert promise.day_edit.value() == date(2026, 3, 11)
    promise.service_box.set_value("adjustment")
    assert promise.day_edit.value() == date(2026, 3, 11)
    assert promise.day_edit.typed() == "下周三"


def test_the_work_promised_for_a_day_is_counted_not_its_calls_x11(page, shop, zhang) -> None:
    day = date(2026, 3, 12)
    plan_call(shop, PlannedCall(customer_id=zhang.id, on=day, reason="尾款"))
    promise = page.form.promise
    promise.day_edit.set_value(day)
    promise.day_edit.day_changed.emit()
    assert promise.load_words.text() == "Nothing else is promised for that day."
    draft = CaseDraft(
        kind=CaseKind.REPAIR, customer_id=zhang.id, product="RB5154", fault="x", promised_on=day
    )
    intake.open_case(shop, draft)
    promise.day_edit.day_changed.emit()
    assert promise.load_words.text() == "1 other case is promised for that day."


def test_a_service_is_told_or_chosen_but_never_guessed_o1(qtbot, page) -> None:
    promise, kinds = page.form.promise, page.form.kind.kind_field.buttons
    box, fault = promise.service_box, page.form.field("fault")
    assert (box.value(), box.currentText()) == ("", "Which service?")
    assert promise.service_words.text() == (
        "Please ask which service it is; you can still save without it."
    )
    assert promise.day_edit.value() is None
    fault.setFocus()
    type_text(qtbot, "the nose pad is gone")
    assert box.value() == "adjustment"
    assert (
        promise.service_words.text()
        == "Suggested by the fault. Choose another one if it is not right."
    )
    type_text(qtbot, ", and the frame is broken")  # two services are named: nothing tells which
    assert box.value() == ""
    qtbot.keyClick(box, DOWN)
    chosen = box.value()
    assert chosen
    assert promise.service_words.text() == ""
    fault.setText("loose")
    assert box.value() == chosen
    kinds[CaseKind.COMPLAINT].click()
    assert box.value() == chosen
    kinds[CaseKind.CONSULTATION].click()
    assert box.value() == ""


def test_the_default_service_gave_a_nose_pad_lens_checks_and_a_wearing_call(
    qtbot, page, zhang, shop
) -> None:
    page.open_record("intake", zhang.id)
    page.form.field("fault").setText("it smells")
    page.save_button.click()
    case = _saved(qtbot, page, shop).case
    assert (case.service, case.promised_on) == ("", None)


BAD = {
    "customer_id": None,
    "fault": "x" * 10_000,
    "wishes": "w" * 10_000,
    "condition": "c" * 10_000,
    "product": "p" * 10_000,
    "spec": "s" * 10_000,
    "lot": "l" * 10_000,
    "bought_on": "2099-01-01",
    "promised_on": "2026-02-01",
    "fee_fen": "-5",
    "accessories": "a" * 100,
}


def test_every_field_says_what_is_wrong_with_it_and_keeps_what_was_typed(qtbot, page) -> None:
    form = page.form
    form.field("fault").setText(BAD["fault"])
    form.field("wishes").setText(BAD["wishes"])
    form.field("condition").setText(BAD["condition"])
    form.field("accessories").own_edit.setText(BAD["accessories"])
    for name in ("product", "spec", "lot", "bought_on"):
        form.field(name).setText(BAD[name])
    form.promise.day_edit.setText(BAD["promised_on"])
    page.save_button.click()
    assert set(form.problem_texts()) == set(BAD) - {"fee_fen"}
    assert form.field("product").text() == BAD["product"]
    form.field("bought_on").setText("2026-02-30")
    form.field("fee_fen").setText(BAD["fee_fen"])
    form.promise.day_edit.setText("soon")
    page.save_button.click()
    assert set(form.problem_texts()) == {"bought_on", "promised_on", "fee_fen"}


ODD = 'O\'Neil <b>&"quoted" 🙂 שלום\x00\x07 end'


def test_odd_characters_are_saved_as_typed_without_what_cannot_be_seen(
    qtbot, page, zhang, shop
) -> None:
    page.open_record("intake", zhang.id)
    page.form.field("fault").setText(ODD)
    for name, text in {"plan": ODD, "parts": "screw", "fee_fen": "12.50"}.items():
        page.form.field(name).setText(text)
    page.form.field("parts_origin").set_value(PartsOrigin.ORIGINAL)
    page.save_button.click()
    case = _saved(qtbot, page, shop).case
    assert case.fault == 'O\'Neil <b>&"quoted" 🙂 שלום end'
    assert case.plan is not None
    assert (case.plan.parts_origin, case.plan.fee_fen) == (PartsOrigin.ORIGINAL, 1250)


def test_save_and_print_opens_the_slip_beside_the_window(qtbot, page, zhang, shop) -> None:
    page.open_record("intake", zhang.id)
    page.form.field("fault").setText("broken")
    page.save_print_button.click()
    case = _saved(qtbot, page, shop).case
    qtbot.waitUntil(lambda: page.papers.preview is not None and page.papers.preview.isVisible())
    assert case.number in page.papers.preview.windowTitle()
    assert not page.papers.preview.isModal()
    page.papers.preview.printed.emit()  # as after a printer took it
    qtbot.waitUntil(lambda: cases.case_file(shop, case.id).timeline[-1].action == "case.paper")
    page.papers.preview.close()
    qtbot.waitUntil(lambda: page.papers.preview is None)


def test_a_form_comes_back_as_it_was_left(qtbot, make_page, shop, zhang, contexts) -> None:
    page = make_page()
    page.open_record("intake", zhang.id)
    form = page.form
    form.kind.kind_field.buttons[CaseKind.COMPLAINT].click()
    form.product.bought_list.select_key(form.product.bought_list.rows()[1].key)
    form.field("fault").setText("typed <b>half")
    form.field("accessories").set_value(("Chain",))
    form.complaint.insistent_box.setChecked(True)
    form.promise.day_edit.setText("someday")
    form.field("plan").setText("glue")
    form.field("fee_fen").setText("12x")
    page.keep_draft()
    content = form.typed()
    contexts[-1].write_queue.finish()
    again = make_page()
    assert again.form.typed() == content
    assert again.restored_line.isVisible()


def test_emptying_the_form_can_be_taken_back(qtbot, page, shop, zhang, contexts) -> None:
    page.open_record("intake", zhang.id)
    page.form.field("fault").setText("half")
    content = page.form.typed()
    with qtbot.waitSignal(page.undo_offered) as offered:
        page.clear_button.click()
    assert page.form.field("fault").text() == ""
    changes = offered.args[1](shop)
    contexts[-1].write_queue.finish()
    offered.args[1](shop)
    page.reload(changes)
    assert page.form.typed() == content


def test_another_customer_does_not_get_what_was_typed_for_the_first(
    qtbot, page, shop, zhang
) -> None:
    other = add_customer(shop, "李四", "13900000000")
    page.open_record("intake", zhang.id)
    page.form.field("fault").setText("about the first")
    with qtbot.waitSignal(page.undo_offered):
        page.open_record("intake", other.id)
    assert page.form.customer.customer() == other
    assert page.form.field("fault").text() == ""


@pytest.mark.parametrize(
    "odd",
    [{}, {"fault": 3, "accessories": "x", "kind": None}, {"customer_id": {"id": "1"}},
     {"customer_id": {"new": [1]}, "promised_on": False, "unknown": {}, "received_at": [1]}],
)  # fmt: skip
def test_odd_drafts_leave_an_empty_form(page, odd: dict[str, object]) -> None:
    empty = page.form.typed()
    page.form.restore(odd)
    assert page.form.typed() == empty
    assert not page.form.is_changed()


def _keep(shop: Shop, **typed: object) -> None:
    half = {"form": "intake", "id": 0, "title": "", "typed": typed}
    drafts.keep(shop, drafts.Form.INTAKE, [half])


def test_a_draft_names_a_customer_who_is_gone(qtbot, make_page, shop) -> None:
    _keep(shop, customer_id={"id": 999}, purchase_line_id=7, fault="kept")
    page = make_page()
    assert page.form.customer.customer() is None
    assert page.form.field("fault").text() == "kept"


_TYPING = """
    import os, sys
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from pathlib import Path
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from shopcare.services.shop import open_shop
    from shopcare.ui.kit.context.background import Background
    from shopcare.ui.kit.context.page_context import PageContext
    from shopcare.ui.pages.intake.page import IntakePage
    from shopcare.ui.kit.context.write_queue import WriteQueue
    from shopcare.ui.kit.context.page_context import Dialogs
    app = QApplication([])
    shop = open_shop(Path(sys.argv[1]))
    write_queue, background = WriteQueue(shop.reopened), Background(shop.reopened)
    context = PageContext(shop=shop, write_queue=write_queue, background=background,
                          dialogs=Dialogs(), remember=None, close_for=[].append)
    page = IntakePage(context)
    page.show()
    page.form.field("fault").insertPlainText("镜腿断了，急用")
    def look():
        from shopcare.services.drafts import Form, kept
        if kept(shop, Form.INTAKE) is not None:
            print("kept", flush=True)
    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    app.exec()
"""


def test_a_half_filled_form_survives_kill_9(qtbot, make_page, shop) -> None:
    program = textwrap.dedent(_TYPING)
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(shop.path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "kept\n"  # by itself, while typing goes on
    child.kill()
    child.wait(10)
    child.stdout.close()
    page = make_page()
    assert page.form.field("fault").text() == "镜腿断了，急用"
    assert page.restored_line.isVisible()
    again = open_shop(shop.path)
    assert again.file.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    again.close()


def test_digits_that_are_no_whole_number_are_never_a_name(page) -> None:
    page.form.customer.picker.new_wanted.emit("8000")
    new = page.form.customer.new_form
    assert new.field("name").text() == ""
    assert new.phones_edit.typed()[0] == "8000"


def test_leaving_while_a_case_is_being_saved_leaves_no_draft_of_it(
    qtbot, make_page, shop, zhang, contexts
) -> None:
    page = make_page()
    page.form.customer.pick(zhang.id)
    page.form.field("fault").insertPlainText("关窗")
    qtbot.mouseClick(page.save_print_button, Qt.MouseButton.LeftButton)
    page.keep_draft()  # as the window does when it is closed, or another page is shown
    assert contexts[-1].write_queue.finish()
    assert len(cases.case_ids(shop)) == 1
    assert drafts.kept(shop, drafts.Form.INTAKE) is None
    assert not page.findChildren(PaperPreview)


def test_what_is_typed_is_on_the_disk_before_the_case_is_saved(
    qtbot, make_page, shop, zhang, monkeypatch
) -> None:
    seen: list[object] = []

    def power_cut(shop: Shop, **_facts: object) -> None:
        seen.append(drafts.kept(shop, drafts.Form.INTAKE))
        raise Refusal("customer_gone")

    monkeypatch.setattr(intake, "open_case", power_cut)
    page = make_page()
    page.form.customer.pick(zhang.id)
    page.form.field("fault").insertPlainText("镜腿断了")  # a moment before Save is pressed
    page.save_button.click()
    qtbot.waitUntil(lambda: bool(seen) and page.form.isEnabled())
    [[half]] = seen
    assert half["typed"]["fault"] == "镜腿断了"
    assert page.form.field("fault").text() == "镜腿断了"
