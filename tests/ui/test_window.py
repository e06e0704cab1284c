"""The window: one page at a time, everything by keyboard, and nothing left behind."""

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from shiboken6 import isValid

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal, Trouble
from shopcare.ui.frame.bar import NavigationBar
from shopcare.ui.frame.staff_button import Person
from shopcare.ui.frame.window import Window
from shopcare.ui.kit.navigation import Page, PageSpec
from shopcare.ui.kit.search.search_box import Found
from shopcare.ui.kit.style.tokens import Meaning

KEYS = Qt.Key


class ListPage(Page):
    shows = frozenset({ChangeKind.CASE})

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.edit = QLineEdit()
        self.body.addWidget(self.edit)
        self.button = self.set_main_action("New")
        self.button.clicked.connect(self._on_new)
        self.add_action("Print", "printer")
        self.reloaded: list[Changes | None] = []
        self.opened: list[tuple[str, int]] = []
        self.kept = 0
        self.pressed = 0

    def reload(self, changes: Changes | None) -> None:
        self.reloaded.append(changes)

    def open_record(self, kind: str, record_id: int) -> None:
        self.opened.append((kind, record_id))

    def focus_first(self) -> None:
        self.edit.setFocus()

    def keep_draft(self) -> None:
        self.kept += 1

    def _on_new(self) -> None:
        self.pressed += 1


class Made:
    """Counts the pages that were made."""

    def __init__(self) -> None:
        self.keys: list[str] = []

    def spec(self, key: str, shortcut: str, *opens: str) -> PageSpec:
        def factory() -> Page:
            self.keys.append(key)
            return ListPage(key)

        return PageSpec(
            key=key,
            title=key,
            sign="phone",
            factory=factory,
            shortcut=shortcut,
            opens=frozenset(opens),
        )


FOUND = [
    Found(kind="customer", id=3, title="张伟", phone="138 0013 8000"),
    Found(kind="case", id=8, title="张伟", number="WX-2603-0001-7"),
]


@pytest.fixture
def made() -> Made:
    return Made()


@pytest.fixture
def window(qtbot, made, write_queue, memory) -> Window:
    window = Window(
        [
            made.spec("today", "F2"),
            made.spec("cases", "F4", "case"),
            made.spec("customers", "F5", "customer", "purchase"),
        ],
        write_queue=write_queue,
        find=lambda typed: FOUND if typed.startswith("z") else [],
        remember=memory,
        shop_name="明视眼镜",
    )
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_only_the_first_page_is_made_at_start(window, made, qtbot) -> None:
    assert made.keys == ["today"]
    qtbot.keyClick(window, KEYS.Key_F4)
    assert made.keys == ["today", "cases"]
    assert window.current_page() is window.page("cases")
    assert window.windowTitle() == "ShopCare — 明视眼镜"


def test_leaving_a_page_keeps_what_is_half_filled_in(window, qtbot) -> None:
    today = window.current_page()
    qtbot.keyClick(window, KEYS.Key_F5)
    assert today.kept == 1
    assert window.page("customers").edit.hasFocus()


def test_a_wish_of_one_page_is_answered_by_another(window) -> None:
    window.current_page().open_requested.emit("purchase", 5)
    assert window.current_page() is window.page("customers")
    assert window.current_page().opened == [("purchase", 5)]
    window.current_page().open_requested.emit("today", 0)
    assert window.current_page() is window.page("today")
    assert window.current_page().opened == []


def test_a_shown_page_reloads_and_a_hidden_one_when_it_comes_back(
    window, write_queue, qtbot
) -> None:
    today, cases = window.page("today"), window.page("cases")
    changes = Changes.of(ChangeKind.CASE)
    with qtbot.waitSignal(write_queue.changed):
        write_queue.submit(today, lambda shop: changes)
    assert today.reloaded == [changes]
    assert cases.reloaded == []
    window.show_page("cases")
    assert cases.reloaded == [None]
    window.take_changes(Changes.of(ChangeKind.CUSTOMER))
    assert cases.reloaded == [None]


def test_search_by_keyboard_opens_the_second_thing_found(window, qtbot) -> None:
    qtbot.keyClick(window, KEYS.Key_F7)
    assert window.search_box.hasFocus()
    qtbot.keyClicks(window.search_box, "zh")
    assert window.search_box.popup().isVisible()
    assert window.search_box.found() == FOUND
    qtbot.keyClick(window.search_box, KEYS.Key_Down)
    qtbot.keyClick(window.search_box, KEYS.Key_Return)
    assert window.page("cases").opened == [("case", 8)]
    assert window.search_box.popup() is None
    assert window.search_box.text() == ""


def test_esc_leaves_the_search_and_nothing_found_is_said(window, qtbot) -> None:
    window.search_box.setFocus()
    qtbot.keyClicks(window.search_box, "qq<b>")
    assert "qq<b>" in window.search_box.popup().nothing.text()
    qtbot.keyClick(window.search_box, KEYS.Key_Escape)
    assert window.search_box.popup() is None
    assert window.search_box.text() == ""


def test_leaving_the_box_closes_the_list(window, qtbot) -> None:
    window.search_box.setFocus()
    qtbot.keyClicks(window.search_box, "z")
    window.current_page().edit.setFocus()
    assert window.search_box.popup() is None


def test_the_main_action_has_a_key(window, qtbot) -> None:
    qtbot.keyClick(window, KEYS.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page().pressed == 1


def test_trouble_is_shown_inside_the_window_with_its_technical_part_folded(
    window, write_queue, qtbot
) -> None:
    def save(_shop):
        raise Trouble("shop_file_locked", technical="database is locked")

    with qtbot.waitSignal(write_queue.refused):
        write_queue.submit(window.current_page(), save)
    bar = window.message_bar
    assert bar.words.text()
    assert bar.details_button.isVisible()
    assert QApplication.activeModalWidget() is None
    bar.close_button.click()
    assert bar.isHidden()


def test_the_last_action_can_be_taken_back_with_one_key(window, write_queue, qtbot) -> None:
    undone = Changes.of(ChangeKind.CALLBACK)
    window.current_page().undo_offered.emit("Call saved: no answer.", lambda shop: undone)
    assert window.message_bar.undo_button.isVisible()
    with qtbot.waitSignal(write_queue.changed) as told:
        window.setFocus()
        qtbot.keyClick(window, KEYS.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [undone]
    assert window.message_bar.isHidden()


def test_what_a_locked_file_would_not_take_back_can_be_tried_again(
    window, write_queue, qtbot
) -> None:
    tried = []

    def undo(_shop: object) -> Changes:
        tried.append(True)
        if len(tried) == 1:
            raise Trouble("shop_file_locked", technical="database is locked")
        return Changes.of(ChangeKind.CALLBACK)

    window.offer_undo("Call saved.", undo)
    with qtbot.waitSignal(write_queue.refused):
        qtbot.mouseClick(window.message_bar.undo_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(write_queue.changed):
        qtbot.mouseClick(window.message_bar.undo_button, Qt.MouseButton.LeftButton)
    assert len(tried) == 2


def test_what_a_rule_would_not_take_back_is_not_offered_again(window, write_queue, qtbot) -> None:
    def undo(_shop: object) -> Changes:
        raise Refusal("paper_given_out", number="26-00001-1")

    window.offer_undo("Saved.", undo)
    with qtbot.waitSignal(write_queue.refused):
        qtbot.mouseClick(window.message_bar.undo_button, Qt.MouseButton.LeftButton)
    assert not window.message_bar.undo_button.isVisible()


def test_a_message_that_goes_leaves_the_focus_in_the_page(window, write_queue, qtbot) -> None:
    edit, bar = window.current_page().edit, window.message_bar
    edit.setFocus()
    window.offer_undo("Call saved.", lambda shop: Changes.of(ChangeKind.CALLBACK))
    with qtbot.waitSignal(write_queue.changed):
        qtbot.mouseClick(bar.undo_button, Qt.MouseButton.LeftButton)
    assert edit.hasFocus()  # the bar on the left would take the next key for a page
    window.warn("trouble")
    qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    assert edit.hasFocus()
    window.offer_undo("Call saved.", lambda shop: Changes.of(ChangeKind.CALLBACK))
    bar.undo_button.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(write_queue.changed):
        qtbot.keyClick(bar.undo_button, KEYS.Key_Space)
    assert edit.hasFocus()


def test_a_message_is_closed_with_esc_as_its_tip_says(window, qtbot) -> None:
    window.current_page().button.setFocus()
    window.warn("trouble")
    assert "Esc" in window.message_bar.close_button.toolTip()
    qtbot.keyClick(window.current_page().button, KEYS.Key_Escape)
    assert window.message_bar.isHidden()
    assert window.current_page().button.hasFocus()


def test_switching_staff_takes_two_keystrokes_x13(window, qtbot) -> None:
    people = [Person(id=1, initials="LM", name="李梅"), Person(id=7, initials="WJ", name="王俊")]
    window.staff_button.set_people(people, 1)
    assert "李梅" in window.staff_button.text()
    qtbot.mouseClick(window.staff_button, Qt.MouseButton.LeftButton)
    menu = window.staff_button.findChild(QMenu)
    with qtbot.waitSignal(window.staff_button.person_chosen) as chosen:
        qtbot.keyClick(menu, KEYS.Key_2)
    assert chosen.args == [7]


def test_badges_and_status_are_words_too(window) -> None:
    window.current_page().badge_changed.emit(12)
    button = window.findChild(NavigationBar).buttons["today"]
    assert "12" in button.accessibleName()
    assert "F2" in button.toolTip()
    window.status_line.set_slot("calendar", "Calendar for 2027 provisional", Meaning.AMBER)
    assert window.status_line.slot_text("calendar") == "Calendar for 2027 provisional"
    window.status_line.set_slot("calendar", "")
    assert window.status_line.slot_text("calendar") == ""


def test_size_is_remembered(window, memory, qtbot, write_queue) -> None:
    window.resize(700, 600)  # the offscreen screen is 800 wide
    page = window.current_page()
    window.close()
    assert page.kept == 1
    again = Window(
        [Made().spec("today", "F2")],
        write_queue=write_queue,
        find=lambda typed: [],
        remember=memory,
        shop_name="",
    )
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (700, 600)
    assert again.windowTitle() == "ShopCare"


@pytest.mark.parametrize("size", [(1366, 768), (911, 512), (683, 384)])
def test_the_frame_fits_a_small_screen_at_every_scaling(window, size) -> None:
    window.resize(*size)
    assert (window.width(), window.height()) == size
    bar = window.findChild(NavigationBar)
    for key in window.page_keys():
        assert bar.rect().contains(bar.buttons[key].geometry())


def test_a_closed_window_is_let_go(qtbot, write_queue, memory) -> None:
    window = Window(
        [Made().spec("today", "F2"), Made().spec("cases", "F4")],
        write_queue=write_queue,
        find=lambda typed: FOUND,
        remember=memory,
        shop_name="",
    )
    window.show()
    window.show_page("cases")
    window.search_box.setFocus()
    qtbot.keyClicks(window.search_box, "z")
    window.warn("trouble", "details")
    parts = [weakref.ref(window), weakref.ref(window.page("cases"))]
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(window)
    del window
    gc.collect()
    assert [part() for part in parts] == [None, None]


def test_a_long_message_gives_way_and_the_window_keeps_its_width(qtbot, window) -> None:
    width = window.minimumSizeHint().width()
    long = "王" * 4000
    window.say(long)
    assert window.minimumSizeHint().width() == width
    assert window.status_line.words == long


def test_esc_in_the_empty_search_box_goes_back_to_the_page(qtbot, window) -> None:
    qtbot.keyClick(window, KEYS.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.search_box, "q")
    qtbot.keyClick(window.search_box, KEYS.Key_Escape)
    assert window.search_box.hasFocus()
    qtbot.keyClick(window.search_box, KEYS.Key_Escape)
    assert window.current_page().edit.hasFocus()
