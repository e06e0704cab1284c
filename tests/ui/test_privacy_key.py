"""The privacy key hides what is another customer's (X-8)."""

import subprocess
import sys
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from shopcare.app.pages import page_specs
from shopcare.ui.frame.privacy import Cover, Hidden
from shopcare.ui.frame.window import Window
from shopcare.ui.kit.context.page_context import PageContext


@pytest.fixture
def window(qtbot: Any, context: PageContext) -> Window:
    window = Window(
        page_specs(context),
        write_queue=context.write_queue,
        find=lambda _text: [],
        remember=context.remember,
        shop_name="明亮眼镜",
    )
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.prepare()
    return window


COPIES = """
from PySide6.QtGui import QGuiApplication
from shopcare.ui.kit.clipboard import copy_text
application = QGuiApplication([])
copy_text("13800138000")
"""


def test_the_program_crashed_at_its_end_after_something_was_copied() -> None:
    assert subprocess.run([sys.executable, "-c", COPIES], check=False).returncode == 0


def is_covered(part: QWidget) -> bool:
    """Say whether the middle of a part is hidden from whoever looks at the screen."""
    window = part.window()
    seen: QWidget | None = window.childAt(part.mapTo(window, part.rect().center()))
    return isinstance(seen, Cover)


def test_one_key_hides_the_others_then_everything_then_nothing_x8(window: Window) -> None:
    page: Any = window.current_page()
    lists = {"today": lambda p: p.column, "cases": lambda p: p.records,
             "customers": lambda p: p.people}  # fmt: skip
    window.say("王小明 is on file now.")
    QTest.keyClick(window, Qt.Key.Key_F10)
    assert window.status_line.words == ""
    for key, part in lists.items():
        window.show_page(key)
        page = window.current_page()
        assert is_covered(part(page)), key
    assert not is_covered(page.side), "who stands at the counter is served"
    assert "hidden" in window.status_line.slot_text("privacy")
    window.show_page("intake")
    assert not is_covered(window.current_page())
    window.show_page("day_close")
    assert is_covered(window.current_page()), "a page that says nothing is hidden whole"
    QTest.keyClick(window, Qt.Key.Key_F10)
    window.show_page("intake")
    assert is_covered(window.current_page())
    assert is_covered(window.search_box)
    QTest.keyClick(window, Qt.Key.Key_F7)
    assert not window.search_box.hasFocus(), "no key reaches what nobody sees"
    QTest.keyClick(window, Qt.Key.Key_F10)
    assert window.privacy is not None
    assert window.privacy.hidden is Hidden.NOTHING
    QApplication.sendPostedEvents()
    assert not is_covered(window.current_page())
    assert window.status_line.slot_text("privacy") == ""
