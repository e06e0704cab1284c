"""Days at a glasses counter and at a clothing counter, through the window by keyboard."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from building.counter_day import (
    DOWN,
    ENTER,
    KEY,
    RIGHT,
    SPACE,
    TAB,
    Day,
    agree,
    begin_intake,
    choose,
    choose_from_menu,
    close_paper,
    give,
    move,
    open_case_page,
    open_day,
    receive,
    take_step,
    work_until_ready,
)
from building.records import HANDED_OVER, add_customer, move_case, open_case
from building.screen import focus_widget
from building.shops import NOW, hire
from shopcare.domain.cases.case import Ending, How, Stage
from shopcare.domain.cases.referral import ReferralKind, Responsible
from shopcare.domain.feedback.suggestion import SuggestionOutcome
from shopcare.domain.ids import StaffId
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import PaymentKind, PayMethod
from shopcare.domain.people.customer import Customer
from shopcare.domain.people.duty import AbsenceDraft
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft
from shopcare.services.cases import cases
from shopcare.services.contact import recalls, referrals, suggestions
from shopcare.services.feedback import authorities
from shopcare.services.goods.conditions import condition_of
from shopcare.services.goods.loans import loans_of_customer
from shopcare.services.goods.photos import photos_of
from shopcare.services.goods.uncollected import uncollected
from shopcare.services.payments.gifts import count_stock, gift_items, gifts_of, open_vouchers
from shopcare.services.payments.till import till_of
from shopcare.services.people.customers import customer_ids
from shopcare.services.purchases.purchases import add_purchase
from shopcare.services.setup.duty import note_absence
from shopcare.services.setup.settings import change_settings
from shopcare.services.shop import Shop
from shopcare.ui.kit.forms.items_field import ItemsField
from shopcare.ui.pages.cases.feedback import AUTHORITY, AUTHORITY_REPLY, SUGGEST
from shopcare.ui.pages.cases.goods.goods_steps import BACK, LEND, MARKS, NOTICE, PART, SHELF
from shopcare.ui.pages.cases.page import CasesPage
from shopcare.ui.pages.cases.step_bar import (
    DEPOSIT,
    FEES,
    INVOICE,
    REFER,
    REFER_ANSWER,
    REMAKE,
    REVERSE,
)
from shopcare.ui.pages.cases.steps import PAPER
from shopcare.ui.pages.customers.page import CustomersPage
from shopcare.ui.pages.day_close.page import DayClosePage
from shopcare.ui.pages.day_close.parts import Part
from shopcare.ui.pages.intake.page import IntakePage
from shopcare.ui.pages.registers.page import RegistersPage
from shopcare.ui.pages.today.page import TodayPage


def sell_a_suit(shop: Shop, customer: Customer) -> None:
    """Have a suit sold by a clerk who is away today, and whose work another one does (G-19)."""
    hire(shop, "XC", "小陈")
    hire(shop, "XL", "小林")
    today = NOW.date()
    line = PurchaseLineDraft(product="西装", category="suit", lot="L77")
    sale = PurchaseDraft(customer_id=customer.id, sold_on=today, seller="小陈", lines=(line,))
    add_purchase(shop, sale)
    note_absence(
        shop,
        AbsenceDraft(staff_id=StaffId(2), from_on=today, until_on=today, substitute_id=StaffId(3)),
    )


def fill_gift_drawer(shop: Shop, _customer: Customer) -> None:
    count_stock(shop, "hanger", 2, Fen(300))


def nothing(_shop: Shop, _customer: Customer) -> None:
    """Nothing happened before."""


def equip_shelves(shop: Shop, _customer: Customer) -> None:
    """Have shelves, three repairs done before, and one that is promised for today."""
    change_settings(shop, replace(shop.settings, places=("A1", "A2")))
    other = add_customer(shop, "李芳", "13900139111")
    for _ in range(3):
        move_case(shop, open_case(shop, other.id, service="adjustment"), *HANDED_OVER)
    open_case(shop, other.id, service="adjustment", promised_on=NOW.date())


@pytest.fixture
def day(qtbot: Any, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Day]:
    trade, *before = request.param
    with open_day(qtbot, tmp_path, trade, *before) as opened:
        yield opened


def count_the_till(day: Day, counted: str) -> None:
    page = day.page(KEY.Key_F8, DayClosePage)
    page.checklist.buttons[Part.TILL].setFocus()
    day.keys(SPACE)
    area = page.side.till_area
    assert area.amount_edit.text() == counted
    area.focus_first()
    day.keys(ENTER)
    day.until(page.checklist.buttons[Part.TILL].is_ticked)
    assert [row.left_fen for row in till_of(day.shop, NOW.date())] == [0]


@pytest.mark.parametrize("day", [("optical", nothing)], indirect=True)
def test_a_day_at_a_glasses_counter(day: Day) -> None:
    def measure() -> None:
        page = day.page(KEY.Key_F5, CustomersPage)
        page.open_record("customer", day.customer.id)
        day.qtbot.keyClick(page, KEY.Key_P, Qt.KeyboardModifier.AltModifier)
        form = page.side.view.eyes.form
        day.until(form.left_line.edits["height"].isVisible)
        form.focus_first()
        day.keys("-325", ENTER, "-50", ENTER, "175", ENTER)
        form.left_line.go_to("sphere")
        day.keys("-300")
        day.save()

    def measured() -> bool:
        return any(one.voided is None for one in day.file().prescriptions)

    day.twice(measure, measured)
    day.twice(
        lambda: give(day, RIGHT, TAB, TAB, "5", TAB, "致歉", TAB, "2026-06-01"),
        lambda: bool(open_vouchers(day.shop, day.customer.id)),
    )
    receive(day, "BL5068", "左镜片划花")
    agree(day, "换左镜片", "20")

    def lines(panel: Any) -> None:
        day.keys(TAB, TAB, "15", TAB, TAB, "单片", TAB, "10")
        panel.form.field("how").set_value(How.PHONE)

    day.twice(lambda: take_step(day, FEES, lines), lambda: bool(day.case().fee_lines))

    def remake(panel: Any) -> None:
        panel.form.field("ordered", QWidget).setFocus()
        day.keys("左 -3.00", TAB, "左片装反")

    day.twice(lambda: take_step(day, REMAKE, remake), lambda: day.case().remake is not None)
    take_step(day, DEPOSIT, lambda _panel: day.keys("8"))
    day.twice(
        lambda: take_step(day, INVOICE, choose("invoice", "2511")),
        lambda: day.case().invoice == "2511",
    )
    work_until_ready(day)
    move(day, Stage.HANDED_OVER, lambda _panel: day.keys(DOWN))  # the voucher comes first
    assert day.standing() == [
        (PaymentKind.DEPOSIT, PayMethod.CASH, 800),
        (PaymentKind.PAID, PayMethod.VOUCHER, 500),
        (PaymentKind.PAID, PayMethod.CASH, 1_200),
    ]
    assert open_vouchers(day.shop, day.customer.id) == []
    assert (day.case().fee_taken_fen, day.case().deposit_fen) == (2_500, 0)
    count_the_till(day, "20.00")


@pytest.mark.parametrize("day", [("clothing", fill_gift_drawer)], indirect=True)
def test_a_day_at_a_clothing_counter(day: Day) -> None:
    def measure() -> None:
        page = day.page(KEY.Key_F5, CustomersPage)
        page.open_record("customer", day.customer.id)
        section = page.side.view.measures
        section.add_button.setFocus()
        day.keys(SPACE)
        day.until(section.form.save_button.isVisible)
        section.form.focus_first()
        day.keys("175", TAB, "70", TAB, "38")
        day.save()

    def measured() -> bool:
        return any(one.voided is None for one in day.file().measurements)

    day.twice(measure, measured)
    assert dict(day.file().measurements[0].values) == {
        "height": "175", "weight": "70", "neck": "38",
    }  # fmt: skip

    def given() -> bool:
        return any(one.voided is None for one in gifts_of(day.shop, day.customer.id))

    day.twice(lambda: give(day, RIGHT, RIGHT, TAB, "hanger", TAB, TAB, "建议已采纳"), given)
    assert gift_items(day.shop)[0].stock == 1
    receive(day, "西装", "袖子改短")
    agree(day, "改袖长", "60")

    def lines(_panel: Any) -> None:
        day.keys(TAB, TAB, "40", TAB, TAB, "袖扣", TAB, "15", TAB, TAB, TAB, "5")

    day.twice(lambda: take_step(day, FEES, lines), lambda: len(day.case().fee_lines) == 3)
    work_until_ready(day)
    move(day, Stage.HANDED_OVER)
    assert day.standing() == [(PaymentKind.PAID, PayMethod.CASH, 6_000)]

    def by_wechat(panel: Any) -> None:
        day.keys(TAB, "是微信付的", TAB, "60")
        panel.form.field("pay_method").set_value(PayMethod.WECHAT)

    take_step(day, REVERSE, by_wechat)
    assert day.standing() == [(PaymentKind.PAID, PayMethod.WECHAT, 6_000)]
    [row] = till_of(day.shop, NOW.date())
    assert (dict(row.taken), row.left_fen) == ({"cash": 0, "wechat": 6_000}, 0)


def bring_two_items(page: IntakePage, day: Day) -> None:
    """Say what else was brought, having read how long it takes and how full the day is."""
    promise = page.form.promise
    assert "Usual for this fault" in promise.usual_words.text()  # W-6
    promise.day_edit.setFocus(Qt.FocusReason.TabFocusReason)
    day.keys("2026-03-05")
    assert "1 other case is promised for that day." in promise.load_words.text()
    field = page.form.field("items", ItemsField)
    field.setFocus()
    day.keys(SPACE)
    day.until(field.lines[0].edits["quantity"].isVisible)
    day.keys("眼镜盒", TAB, TAB, "旧")


@pytest.mark.parametrize("day", [("optical", equip_shelves)], indirect=True)
def test_goods_on_a_glasses_counter(day: Day) -> None:
    receive(day, "BL5068", "镜腿松", lambda page: bring_two_items(page, day))
    mark_and_photograph(day)
    put_on_shelves(day)
    lend_and_take_back(day)
    card = open_case_page(day).card
    choose_from_menu(day, card.bar.more_button, f"{PAPER}item_label")
    close_paper(day, card)
    day.twice(
        lambda: take_step(day, PART, lambda _panel: day.keys(TAB, SPACE)),
        lambda: [item.is_here for item in items(day)] == [True, False],
    )
    agree(day, "换螺丝", "20")
    work_until_ready(day)
    send_words(day)
    remind_after_two_weeks(day)
    page = begin_intake(day, "BL5068", "又松了")
    said = page.form.product.comeback.notice.text()
    assert "The same product was here 16 days ago" in said
    assert "换螺丝" in said


def items(day: Day) -> Any:
    return cases.case_file(day.shop, day.case().id).items


def mark_and_photograph(day: Day) -> None:
    """Mark a scratch on the sketch, and paste a photo (X-4)."""

    def scratch(panel: Any) -> None:
        day.keys(KEY.Key_Left, SPACE)
        [line] = panel.form.field("marks").lines
        day.until(line.word_box.isVisible)
        line.setFocus()
        day.keys("scratch")

    def paste() -> None:
        open_case_page(day).records.table.setFocus()
        day.qtbot.keyClick(focus_widget(), KEY.Key_V, Qt.KeyboardModifier.ControlModifier)

    day.twice(
        lambda: take_step(day, MARKS, scratch),
        lambda: [mark.word for mark in condition_of(day.shop, day.case().id).marks] == ["scratch"],
    )
    photo = QImage(60, 40, QImage.Format.Format_RGB32)
    photo.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(photo)
    day.twice(paste, lambda: len(photos_of(day.shop, day.case().id)) == 1)


def put_on_shelves(day: Day) -> None:
    """Put the goods on shelves, by the form and by scanning; find them by the shelf (X-2)."""

    def lie_at(*places: str) -> Callable[[], bool]:
        return lambda: [item.place for item in items(day)] == list(places)

    def scan() -> None:
        page = open_case_page(day)
        day.qtbot.keyClick(page, KEY.Key_S, Qt.KeyboardModifier.AltModifier)
        assert page.shelves is not None
        day.until(page.shelves.isVisible)
        day.keys("A2", ENTER, day.case().number, ENTER)

    day.twice(
        lambda: take_step(day, SHELF, lambda _panel: day.keys("A1", ENTER, "A1")),
        lie_at("A1", "A1"),
    )
    day.twice(scan, lie_at("A2", "A2"))
    day.page(KEY.Key_F2, TodayPage)
    day.qtbot.keyClick(day.counter.window, KEY.Key_F7)
    day.keys("A2", ENTER)
    page = day.counter.window.current_page()
    assert isinstance(page, CasesPage)
    assert page.records.chosen_id == day.case().id


def lend_and_take_back(day: Day) -> None:
    """Lend a spare frame with its slip, and take it back (X-5, W-5)."""

    def lend() -> None:
        take_step(day, LEND, lambda _panel: day.keys("备用镜架", TAB, "全新", TAB, "2026-03-12"))
        close_paper(day, open_case_page(day).card)

    def loans() -> list[bool]:
        return [one.is_out for one in loans_of_customer(day.shop, day.customer.id)]

    day.twice(lend, lambda: loans() == [True])
    [loan] = loans_of_customer(day.shop, day.customer.id)
    day.twice(lambda: take_step(day, f"{BACK}{loan.id}"), lambda: loans() == [False])


def send_words(day: Day) -> None:
    """Copy the words that the goods are ready, and record that they were sent (W-7)."""
    page = open_case_page(day)
    page.records.table.setFocus()
    day.keys(KEY.Key_M)
    assert "BL5068" in QGuiApplication.clipboard().text()
    day.keys(ENTER)
    day.until(lambda: day.case().told_ready_at is not None)


def remind_after_two_weeks(day: Day) -> None:
    """Record the notice about goods that nobody collects (X-3)."""
    day.clock.set(NOW + timedelta(days=16))
    day.twice(
        lambda: take_step(day, NOTICE, lambda _panel: day.keys(SPACE)),
        lambda: uncollected(day.shop)[0].due_step is None,
    )


@pytest.mark.parametrize("day", [("clothing", sell_a_suit)], indirect=True)
def test_people_at_a_clothing_counter(day: Day) -> None:
    receive(day, "", "面料起球")
    assert day.case().handler_id == StaffId(3), "the substitute of who sold it"
    reassign(day, StaffId(1))
    pass_on(day, "能免费换吗", choose("kind", ReferralKind.ESCALATION))
    pass_on(day, "这批都起球", choose("kind", ReferralKind.FEEDBACK),
            choose("responsible", Responsible.MAKER))  # fmt: skip
    answer_the_authority(day)
    take_a_suggestion_up(day)
    recall_the_batch(day)
    merge_two_records(day)
    plan_a_call(day)
    end_without_the_work(day)


def reassign(day: Day, to: StaffId) -> None:
    def put_into_hands() -> None:
        button = open_case_page(day).card.facts.handled_by.button
        choose_from_menu(day, button, int(to))
        day.go_on()

    day.twice(put_into_hands, lambda: day.case().handler_id == to)


def pass_on(day: Day, question: str, *choices: Callable[[Any], None]) -> None:
    """Put a question to somebody, and record what came back (G-13, A-11)."""

    def ask(panel: Any) -> None:
        for one in choices:
            one(panel)
        panel.form.field("question").setFocus()
        day.keys(question)

    def reply(panel: Any) -> None:
        panel.form.field("text").setFocus()
        day.keys("可以换")

    def asked() -> list[bool]:
        found = referrals.of_case(day.shop, day.case().id)
        return [one.is_open for one in found if one.question == question]

    day.twice(lambda: take_step(day, REFER, ask), lambda: asked() == [True])
    day.twice(lambda: take_step(day, REFER_ANSWER, reply), lambda: asked() == [False])


def answer_the_authority(day: Day) -> None:
    """Note the number of 12315 and until when to reply, and the reply (L-6)."""

    def number(panel: Any) -> None:
        panel.form.field("number").setFocus()
        day.keys("0371", TAB, "2026-03-09")

    def noted() -> bool:
        found = authorities.of_case(day.shop, day.case().id)
        return found is not None and found.number == "0371"

    def replied() -> bool:
        found = authorities.of_case(day.shop, day.case().id)
        return found is not None and found.is_answered

    day.twice(lambda: take_step(day, AUTHORITY, number), noted)
    day.twice(lambda: take_step(day, AUTHORITY_REPLY, lambda _panel: day.keys("已退款")), replied)


def take_a_suggestion_up(day: Day) -> None:
    """Write a suggestion down with its owner and day, and settle it in the register (G-12)."""

    def suggest(panel: Any) -> None:
        day.keys("送除球器", TAB, "采购", TAB, DOWN, TAB, "2026-03-20")

    def settle() -> None:
        page = day.page(KEY.Key_F9, RegistersPage)
        [one] = suggestions.register(day.shop)
        page.open_record("suggestion", one.id)
        page.card.settle_form.field("outcome").set_value(SuggestionOutcome.TAKEN_UP)
        page.card.settle_button.setFocus()
        day.keys(SPACE)

    day.twice(
        lambda: take_step(day, SUGGEST, suggest),
        lambda: [
            (one.owner_id, one.due_on is not None) for one in suggestions.register(day.shop)
        ] == [(1, True)],
    )  # fmt: skip
    day.twice(settle, lambda: not suggestions.register(day.shop)[0].is_open)


def recall_the_batch(day: Day) -> None:
    """Call everybody who bought a batch (L-9)."""

    def recall() -> None:
        page = day.page(KEY.Key_F9, RegistersPage)
        page.recall_button.setFocus()
        day.keys(SPACE)
        day.until(page.card.isVisible)
        day.keys("L77", TAB, TAB, "起球")
        day.save()

    day.twice(recall, lambda: [one.recall.lot for one in recalls.register(day.shop)] == ["L77"])


def merge_two_records(day: Day) -> None:
    """Make one of two records of a person, with the name of the other one (W-2)."""
    other = add_customer(day.shop, "王晓明", "13800138000", address="文三路 9 号")

    def merge() -> None:
        page = day.page(KEY.Key_F5, CustomersPage)
        page.twice_button.setFocus()
        day.keys(SPACE)
        day.until(lambda: page.side.twice is not None and page.side.twice.pairs.rows != [])
        day.until(page.side.twice.table.hasFocus)
        day.keys(ENTER, RIGHT)
        day.save()

    def merged() -> bool:
        return len(set(customer_ids(day.shop)) & {day.customer.id, other.id}) == 1

    day.twice(merge, merged)
    assert len(day.file().cases) == 1
    assert day.file().customer.name == "王晓明"


def plan_a_call(day: Day) -> None:
    """Plan a call by hand, see it among today's, and take it off again (W-10)."""
    page = day.page(KEY.Key_F5, CustomersPage)
    page.open_record("customer", day.customer.id)
    section = page.side.view.calls
    section.plan_button.setFocus()
    day.keys(SPACE)
    day.until(section.entry_form.isVisible)
    day.keys("问起球", TAB, "2026-03-05 15:00")
    section.entry_form.save_button.setFocus()
    day.keys(SPACE)

    def planned() -> list[bool]:
        calls = day.file().callbacks
        return [call.voided is None for call in calls if call.reason == "问起球"]

    def take_off() -> None:
        day.page(KEY.Key_F5, CustomersPage)
        [entry] = (one for one in section.open_calls if "问起球" in one.why_words.text())
        entry.void_button.setFocus()
        day.keys(SPACE, "记错", ENTER)

    day.until(lambda: planned() == [True])
    today = day.page(KEY.Key_F2, TodayPage)
    assert "问起球" in {row.callback.reason for row in today.calls.due_rows()}
    day.twice(take_off, lambda: planned() == [False])


def end_without_the_work(day: Day) -> None:
    """Hand the suit back unrepaired; it was not worth repairing, says a second look (W-4)."""

    def end(ending: Ending) -> None:
        move(day, Stage.CLOSED, choose("ending", ending))
        assert day.case().ending is ending

    move(day, Stage.CONFIRMED, choose("how", How.IN_PERSON))
    move(day, Stage.DIAGNOSED, choose("reason", "面料老化"))
    day.twice(lambda: end(Ending.UNREPAIRED), lambda: day.case().stage is Stage.CLOSED)
    day.undo()
    end(Ending.NOT_WORTH)
