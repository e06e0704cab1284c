"""Operations: one after the other, on one thread, told to every page; nothing is lost."""

import threading

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget
from shiboken6 import delete

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Problem, Refusal, Trouble
from shopcare.ui.kit.context import write_queue as write_queue_module
from shopcare.ui.kit.context.write_queue import WriteQueue


class Sink:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.sentence = ""

    def show_problems(self, problems) -> None:
        self.problems = list(problems)

    def show_refusal(self, sentence: str) -> None:
        self.sentence = sentence

    def clear_problems(self) -> None:
        self.problems, self.sentence = [], ""


@pytest.fixture
def button(qtbot) -> QPushButton:
    button = QPushButton("Save")
    qtbot.addWidget(button)
    button.show()
    return button


def test_result_goes_to_the_slot_first_and_changes_to_every_page_after(
    qtbot, write_queue, button
) -> None:
    order = []
    write_queue.changed.connect(order.append)
    changes = Changes.of(ChangeKind.CASE)
    with qtbot.waitSignal(write_queue.changed):
        write_queue.submit(button, lambda shop: changes, order.append)
    assert order == [changes, changes]


def test_changes_may_be_part_of_a_result(qtbot, write_queue, button) -> None:
    class Saved:
        changes = Changes.of(ChangeKind.CUSTOMER, record_id=7)

    with qtbot.waitSignal(write_queue.changed) as told:
        write_queue.submit(button, lambda shop: Saved())
    assert told.args[0].record_id == 7


def test_a_second_press_while_it_runs_does_nothing(qtbot, write_queue, button) -> None:
    gate, runs = threading.Event(), []

    def save(_shop):
        gate.wait(5)
        runs.append(1)
        return Changes.of(ChangeKind.CASE)

    button.clicked.connect(lambda: write_queue.submit(button, save))
    button.click()
    assert not button.isEnabled()
    button.click()
    write_queue.submit(button, save)
    with qtbot.waitSignal(write_queue.changed):
        gate.set()
    assert runs == [1]
    assert button.isEnabled()


def test_operations_run_in_order_on_one_thread_that_is_not_the_windows(
    qtbot, write_queue, fake_shop
) -> None:
    threads, widgets = set(), [QWidget() for _ in range(20)]

    def save(number):
        def operation(shop):
            threads.add(threading.get_ident())
            shop.saved.append(number)

        return operation

    for number, widget in enumerate(widgets):
        qtbot.addWidget(widget)
        write_queue.submit(widget, save(number))
    assert write_queue.finish()
    assert fake_shop.saved == list(range(20))
    assert len(threads) == 1
    assert threading.get_ident() not in threads
    assert fake_shop.closed


def test_closing_waits_until_what_was_pressed_is_saved(
    qtbot, write_queue, button, fake_shop
) -> None:
    gate = threading.Event()
    threading.Timer(0.05, gate.set).start()

    def save(shop):
        gate.wait(5)
        shop.saved.append("typed")

    write_queue.submit(button, save)
    assert write_queue.finish()
    assert fake_shop.saved == ["typed"]


def test_focus_stays_where_it_was_and_no_key_goes_astray(qtbot, write_queue) -> None:
    window = QWidget()
    card, other = QWidget(), QLineEdit()
    edit = QLineEdit(card)
    layout = QHBoxLayout(window)
    layout.addWidget(card)
    layout.addWidget(other)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    write_queue.submit(card, lambda shop: Changes.of(ChangeKind.CASE))
    assert not other.hasFocus()
    qtbot.waitUntil(edit.hasFocus)


def test_problems_go_to_the_form(qtbot, write_queue, button) -> None:
    sink = Sink()

    def save(_shop):
        raise Invalid(Problem(field="name", code="name_missing"))

    write_queue.submit(button, save, problems=sink)
    qtbot.waitUntil(lambda: bool(sink.problems))
    assert sink.problems[0].field == "name"
    assert button.isEnabled()


def test_a_refusal_goes_to_the_forms_own_line(qtbot, write_queue, button) -> None:
    sink = Sink()

    def save(_shop):
        raise Refusal("name_missing")

    write_queue.submit(button, save, problems=sink)
    qtbot.waitUntil(lambda: bool(sink.sentence))


def test_trouble_goes_to_the_window_with_its_technical_part(qtbot, write_queue, button) -> None:
    def save(_shop):
        raise Trouble("name_missing", technical="disk I/O error 10")

    with qtbot.waitSignal(write_queue.refused) as told:
        write_queue.submit(button, save)
    assert told.args[1] == "disk I/O error 10"


def test_a_shop_that_cannot_be_opened_is_told_too(qtbot, button) -> None:
    def broken():
        raise Trouble("name_missing")

    write_queue = WriteQueue(broken)
    with qtbot.waitSignal(write_queue.refused):
        write_queue.submit(button, lambda shop: None)
    assert write_queue.finish()


def test_a_bug_goes_to_the_crash_hook(qtbot, write_queue, button, monkeypatch) -> None:
    met = []
    monkeypatch.setattr("sys.excepthook", lambda kind, *_: met.append(kind))
    write_queue.submit(button, lambda shop: 1 / 0)
    qtbot.waitUntil(lambda: met == [ZeroDivisionError])
    assert button.isEnabled()


def test_a_deleted_widget_is_not_called_back(qtbot, write_queue) -> None:
    class Card(QWidget):
        called = False

        def on_saved(self, _result) -> None:
            Card.called = True

    card, gate = Card(), threading.Event()

    def save(_shop):
        gate.wait(5)
        return Changes.of(ChangeKind.CASE)

    write_queue.submit(card, save, card.on_saved)
    delete(card)
    with qtbot.waitSignal(write_queue.changed):
        gate.set()
    assert not Card.called


def test_the_next_operation_gets_a_new_shop_after_somebody_else_signed_in(qtbot, button) -> None:
    made = []

    class Shop:
        def __init__(self):
            made.append(self)

        def close(self):
            pass

    write_queue = WriteQueue(Shop)
    seen = []
    write_queue.submit(button, seen.append)
    qtbot.waitUntil(button.isEnabled)
    write_queue.renew()
    write_queue.submit(button, seen.append)
    assert write_queue.finish()
    assert seen == made
    assert len(made) == 2


def test_the_shop_is_kept_in_order_on_the_workers_thread_while_nobody_waits(
    qtbot, fake_shop, button, monkeypatch
) -> None:
    monkeypatch.setattr(write_queue_module, "IDLE_SECONDS", 0.01)
    bites, enough = [], threading.Event()

    def keep_in_order(shop, wanted) -> bool:
        bites.append((shop, wanted(), threading.current_thread()))
        if len(bites) == 3:
            enough.set()
        return len(bites) < 3

    write_queue = WriteQueue(lambda: fake_shop, upkeep=keep_in_order)
    write_queue.warm_up()
    assert enough.wait(5)
    with qtbot.waitSignal(write_queue.changed):
        write_queue.submit(button, lambda shop: Changes.of(ChangeKind.CASE))
    assert write_queue.finish()
    assert bites[0][:2] == (fake_shop, False)
    assert all(bite[2] is not threading.main_thread() for bite in bites)
    assert fake_shop.closed


def test_whoever_waits_is_known_to_the_upkeep(qtbot, fake_shop, button, monkeypatch) -> None:
    monkeypatch.setattr(write_queue_module, "IDLE_SECONDS", 0.01)
    begun, gate, told = threading.Event(), threading.Event(), []

    def keep_in_order(shop, wanted) -> bool:
        begun.set()
        gate.wait(5)
        told.append(wanted())
        return False

    write_queue = WriteQueue(lambda: fake_shop, upkeep=keep_in_order)
    write_queue.warm_up()
    assert begun.wait(5)
    with qtbot.waitSignal(write_queue.changed):
        write_queue.submit(button, lambda shop: Changes.of(ChangeKind.CASE))
        gate.set()
    assert told[0] is True
    assert write_queue.finish()


def test_a_shop_that_cannot_be_opened_yet_is_told_with_the_first_operation(qtbot, button) -> None:
    def no_shop():
        raise Trouble("shop_missing", path="x")

    write_queue = WriteQueue(no_shop, upkeep=lambda shop, wanted: False)
    write_queue.warm_up()
    with qtbot.waitSignal(write_queue.refused):
        write_queue.submit(button, lambda shop: None)
    assert write_queue.finish()
