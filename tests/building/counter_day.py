"""A day at a counter, played through the window by keyboard: every step that a day has."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget

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
from shopcare.services.people.customers import customer_file
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep.check import check
from shopcare.system.clock import SetClock
from shopcare.ui.pages.cases.page import CasesPage
from shopcare.ui.pages.cases.step_bar import MOVE
from shopcare.ui.pages.customers.page import CustomersPage
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
    clock: SetClock
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

    def go_on(self) -> None:
        """Go on in the window after a paper or a menu was open over it."""
        self.counter.window.activateWindow()
        self.until(self.counter.window.isActiveWindow)

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


@contextmanager
def open_day(
    qtbot: Any, folder: Path, trade: str, before: Callable[[Shop, Customer], None]
) -> Iterator[Day]:
    """Open the window over a new shop; at the end of the day its file has to be whole.

    Args:
        trade: of the shop.
        before: what happened in the shop before this day's customer comes in.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    words = {"screen_language": "en", "paper_language": "en"}
    clock = SetClock(NOW)
    make_shop(folder, clock, trade=trade, phone="0571-87654321", **words).close()
    shop = open_shop(folder / "shop.db", clock=clock)
    customer = add_customer(shop, "王小明", "13800138000", address="文一路 1 号")
    before(shop, customer)
    counter = Counter(app, shop, folder, dress(app, "en", "light"))
    try:
        with qtbot.waitSignal(counter.rested):
            counter.show()
        yield Day(counter, shop, clock, customer, qtbot)
        wrong = [one for one in check(shop) if not one.is_fine]
        assert not wrong, wrong
    finally:
        counter.window.close()
        gc.unfreeze()
        gc.enable()


def receive(
    day: Day,
    product: str,
    fault: str,
    more: Callable[[IntakePage], None] = lambda _page: None,
) -> None:
    """Take a repair in, with the slip; ``more`` fills in what this day wants beside."""
    page = begin_intake(day, product, fault)
    more(page)
    day.save()
    close_paper(day, page)  # the slip


def begin_intake(day: Day, product: str, fault: str) -> IntakePage:
    """Fill in who comes, with what and why."""
    page: IntakePage = day.page(KEY.Key_F3, IntakePage)
    day.keys("8000", ENTER)
    if product:
        page.form.field("product", QWidget).setFocus()
        day.keys(product)
    page.form.field("fault", QWidget).setFocus()
    day.keys(fault)
    return page


def close_paper(day: Day, shown_by: Any) -> None:
    """Wait for the paper that something shows, close it, and go on in the window."""
    day.until(lambda: shown_by.papers.preview is not None)
    shown_by.papers.preview.close()
    day.go_on()


def open_case_page(day: Day) -> CasesPage:
    """Show the customer's case."""
    page: CasesPage = day.page(KEY.Key_F4, CasesPage)
    page.open_record("case", day.case().id)
    return page


def take_step(day: Day, key: str, fill: Callable[[Any], None] = lambda _panel: None) -> None:
    """Open the form of a step, fill it in, and press its button."""
    page = open_case_page(day)
    if key.startswith(MOVE):
        page.card.open_step(key)
    else:
        choose_from_menu(day, page.card.bar.more_button, key)
        day.go_on()
    panel = page.card.forms.panel
    if panel is not None:
        panel.start()
        fill(panel)
        panel.save_button.setFocus()
        day.keys(SPACE)
        day.until(lambda: page.card.forms.panel is not panel)


def choose_from_menu(day: Day, button: QToolButton, key: object) -> None:
    """Open the menu of a button with Space, go down to an entry, and take it with Enter."""
    menu = button.menu()
    assert isinstance(menu, QMenu)
    [entry] = (action for action in menu.actions() if action.data() == key)

    def go_down_and_take() -> None:
        for _ in menu.actions():
            if menu.activeAction() is not entry:
                day.qtbot.keyClick(menu, DOWN)
        day.qtbot.keyClick(menu, ENTER if menu.activeAction() is entry else KEY.Key_Escape)

    QTimer.singleShot(0, go_down_and_take)  # the open menu has an event loop of its own
    button.setFocus()
    day.keys(SPACE)


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
