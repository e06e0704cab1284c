"""Days at a glasses counter and at a clothing counter, through the window by keyboard."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
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
    choose,
    give,
    move,
    open_day,
    receive,
    take_step,
    work_until_ready,
)
from building.shops import NOW
from shopcare.domain.cases.case import How, Stage
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import PaymentKind, PayMethod
from shopcare.domain.people.customer import Customer
from shopcare.services.payments.gifts import count_stock, gift_items, gifts_of, open_vouchers
from shopcare.services.payments.till import till_of
from shopcare.services.shop import Shop
from shopcare.ui.pages.cases.step_bar import (
    DEPOSIT,
    FEES,
    INVOICE,
    REMAKE,
    REVERSE,
)
from shopcare.ui.pages.customers.page import CustomersPage
from shopcare.ui.pages.day_close.page import DayClosePage
from shopcare.ui.pages.day_close.parts import Part


def fill_gift_drawer(shop: Shop, _customer: Customer) -> None:
    count_stock(shop, "hanger", 2, Fen(300))


def nothing(_shop: Shop, _customer: Customer) -> None:
    """Nothing happened before."""


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
