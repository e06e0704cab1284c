"""Goods at a glasses counter, from intake to the last notice, by keyboard."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from building.counter_day import (
    ENTER,
    KEY,
    SPACE,
    TAB,
    Day,
    agree,
    begin_intake,
    choose_from_menu,
    close_paper,
    open_case_page,
    open_day,
    receive,
    take_step,
    work_until_ready,
)
from building.records import HANDED_OVER, add_customer, move_case, open_case
from building.screen import focus_widget
from building.shops import NOW
from shopcare.domain.people.customer import Customer
from shopcare.services.cases import cases
from shopcare.services.goods.conditions import condition_of
from shopcare.services.goods.loans import loans_of_customer
from shopcare.services.goods.photos import photos_of
from shopcare.services.goods.uncollected import uncollected
from shopcare.services.setup.settings import change_settings
from shopcare.services.shop import Shop
from shopcare.ui.kit.forms.items_field import ItemsField
from shopcare.ui.pages.cases.goods.goods_steps import BACK, LEND, MARKS, NOTICE, PART, SHELF
from shopcare.ui.pages.cases.page import CasesPage
from shopcare.ui.pages.cases.steps import PAPER
from shopcare.ui.pages.intake.page import IntakePage
from shopcare.ui.pages.today.page import TodayPage


def equip_shelves(shop: Shop, _customer: Customer) -> None:
    """Have shelves, three repairs done before, and one that is promised for today."""
    change_settings(shop, replace(shop.settings, places=("A1", "A2")))
    other = add_customer(shop, "李芳", "13900139111")
    for _ in range(3):
        move_case(shop, open_case(shop, other.id, service="adjustment"), *HANDED_OVER)
    open_case(shop, other.id, service="adjustment", promised_on=NOW.date())


@pytest.fixture
def day(qtbot: Any, tmp_path: Path) -> Iterator[Day]:
    with open_day(qtbot, tmp_path, "optical", equip_shelves) as opened:
        yield opened


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
    # what the window shows, not what is saved: it would still take the next form away
    day.until(lambda: page.card.file.case.told_ready_at is not None)


def remind_after_two_weeks(day: Day) -> None:
    """Record the notice about goods that nobody collects (X-3)."""
    day.clock.set(NOW + timedelta(days=16))
    day.twice(
        lambda: take_step(day, NOTICE, lambda _panel: day.keys(SPACE)),
        lambda: uncollected(day.shop)[0].due_step is None,
    )
