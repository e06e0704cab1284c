"""A day at a glasses counter and one at a clothing counter, through the window by keyboard."""

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from building.records import add_customer
from building.screen import focus_widget, press, type_text
from building.shops import NOW, make_shop
from shopcare.app.window import Counter, dress
from shopcare.domain.cases.case import Case, How, Stage
from shopcare.domain.ids import CaseId
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import PaymentKind, PayMethod, standing_payments
from shopcare.domain.people.customer import Customer
from shopcare.services.cases import cases
from shopcare.services.payments.gifts import count_stock, gift_items, gifts_of, open_vouchers
from shopcare.services.payments.till import till_of
from shopcare.services.people.customers import customer_file
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep.check import check
from shopcare.system.clock import SetClock
from shopcare.ui.pages.cases.page import CasesPage
from shopcare.ui.pages.cases.step_bar import DEPOSIT, FEES, INVOICE, MOVE, REMAKE, REVERSE
from shopcare.ui.pages.customers.page import CustomersPage
from shopcare.ui.pages.day_close.page import DayClosePage
from shopcare.ui.pages.day_close.parts import Part
from shopcare.ui.pages.intake.page import IntakePage

KEY = Qt.Key
TAB, ENTER, DOWN, RIGHT, SPACE = (
    KEY.Key_Tab, KEY.Key_Return, KEY.Key_Down, KEY.Key_Right, KEY.Key_Space,
)  # fmt: skip


@dataclass
class Day:
    """A window over a new shop, its keyboard, and a customer who comes in."""

    counter: Counter
    shop: Shop
    customer: Customer
    qtbot: Any

    def page(self, key: KEY, kind: type[QWidget]) -> Any:
        """Open a page with its key."""
        self.qtbot.keyClick(self.counter.window, key)
        page = self.counter.window.current_page()
        assert isinstance(page, kind)
        return page

    def keys(self, *typed: str | KEY) -> None:
        """Type texts and press keys, each where the focus is."""
        for one in typed:
            if isinstance(one, str):
                type_text(self.qtbot, one)
            else:
                press(self.qtbot, one)

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds)

    def save(self) -> None:
        """Press the main action of the page."""
        self.qtbot.keyClick(focus_widget(), ENTER, Qt.KeyboardModifier.ControlModifier)

    def undo(self) -> None:
        """Press Ctrl+Z where nothing is typed into."""
        window = self.counter.window
        self.until(window.message_bar.undo_button.isVisible)
        if (focus := QApplication.focusWidget()) is not None:
            focus.clearFocus()
        self.qtbot.keyClick(window, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: window.status_line.words == "Undone.")

    def twice(self, do: Callable[[], None], done: Callable[[], bool]) -> None:
        """Do something, undo it, and do it once more."""
        self.counter.window.message_bar.go_away()  # what was done before is not undone here
        do()
        self.until(done)
        self.undo()
        self.until(lambda: not done())
        do()
        self.until(done)
        self.until(self.counter.window.message_bar.undo_button.isVisible)

    def file(self) -> Any:
        return customer_file(self.shop, self.customer.id)

    def case(self) -> Case:
        [case] = self.file().cases
        return cases.case_file(self.shop, case.id).case

    def standing(self) -> list[tuple[PaymentKind, PayMethod | None, Fen]]:
        found = cases.case_file(self.shop, CaseId(self.case().id)).payments
        return [(one.kind, one.method, one.amount_fen) for one in standing_payments(found)]


@pytest.fixture
def day(qtbot: Any, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Day]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    words = {"screen_language": "en", "paper_language": "en"}
    make_shop(tmp_path, SetClock(NOW), trade=request.param, **words).close()
    shop = open_shop(tmp_path / "shop.db", clock=SetClock(NOW))
    customer = add_customer(shop, "王小明", "13800138000", address="文一路 1 号")
    counter = Counter(app, shop, tmp_path, dress(app, "en", "light"))
    try:
        with qtbot.waitSignal(counter.rested):
            counter.show()
        yield Day(counter, shop, customer, qtbot)
        assert all(one.is_fine for one in check(shop))
    finally:
        counter.window.close()
        gc.unfreeze()
        gc.enable()


def receive(day: Day, product: str, fault: str) -> None:
    """Take a repair in."""
    page = day.page(KEY.Key_F3, IntakePage)
    day.keys("8000", ENTER)
    page.form.field("product", QWidget).setFocus()
    day.keys(product)
    page.form.field("fault", QWidget).setFocus()
    day.keys(fault)
    day.save()
    day.until(lambda: page.papers.preview is not None)  # the slip
    page.papers.preview.close()
    day.counter.window.activateWindow()
    day.until(day.counter.window.isActiveWindow)


def take_step(day: Day, key: str, fill: Callable[[Any], None] = lambda _panel: None) -> None:
    """Open the form of a step, fill it in, and press its button."""
    page = day.page(KEY.Key_F4, CasesPage)
    page.open_record("case", day.case().id)
    if key.startswith(MOVE):
        page.card.open_step(key)
    else:
        page.card.bar.choose(key)
    panel = page.card.forms.panel
    if panel is not None:
        panel.start()
        fill(panel)
        panel.save_button.setFocus()
        day.keys(SPACE)
        day.until(lambda: page.card.forms.panel is not panel)


def move(day: Day, stage: Stage, fill: Callable[[Any], None] = lambda _panel: None) -> None:
    take_step(day, f"{MOVE}{stage}", fill)
    day.until(lambda: day.case().stage is stage)


def choose(name: str, value: object) -> Callable[[Any], None]:
    return lambda panel: panel.form.field(name).set_value(value)


def agree(day: Day, work: str, fee: str) -> None:
    """Go as far as the customer's consent."""
    move(day, Stage.CONFIRMED, choose("how", How.IN_PERSON))
    move(day, Stage.DIAGNOSED, choose("reason", work))

    def plan(panel: Any) -> None:
        panel.form.field("plan").set_value(work)
        panel.form.field("fee_fen").setText(fee)
        panel.form.field("promised_on").setText("2026-03-09")
        panel.form.field("how").set_value(How.SIGNATURE)

    move(day, Stage.AGREED, plan)


def work_until_ready(day: Day) -> None:
    move(day, Stage.IN_WORK)

    def tick(panel: Any) -> None:
        day.qtbot.keyClick(panel, KEY.Key_A, Qt.KeyboardModifier.AltModifier)
        panel.all_button.click()

    move(day, Stage.CHECKED, tick)
    day.twice(lambda: move(day, Stage.READY), lambda: day.case().stage is Stage.READY)


def give(day: Day, *typed: str | KEY) -> None:
    """Give something in the customer's file."""
    page = day.page(KEY.Key_F5, CustomersPage)
    page.open_record("customer", day.customer.id)
    section = page.side.view.gifts
    section.add_button.setFocus()
    day.keys(SPACE)
    day.until(section.form.save_button.isVisible)
    section.form.focus_first()
    day.keys(*typed)
    day.save()


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


@pytest.mark.parametrize("day", ["optical"], indirect=True)
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


@pytest.mark.parametrize("day", ["clothing"], indirect=True)
def test_a_day_at_a_clothing_counter(day: Day) -> None:
    count_stock(day.shop, "hanger", 2, Fen(300))

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
