"""What a counter's screen showed wrongly: two things chosen at once, cards that end too early."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QImage
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

from shopcare.app.pages import page_specs
from shopcare.ui.frame.window import Window
from shopcare.ui.kit.style.tokens import LIGHT
from shopcare.ui.kit.widgets.buttons import KeyButton
from shopcare.ui.pages.day_close.checklist import PartButton
from shopcare.ui.pages.day_close.parts import Part


@pytest.fixture
def window(qtbot, context):
    window = Window(
        page_specs(context),
        write_queue=context.write_queue,
        find=lambda _text: [],
        remember=context.remember,
        shop_name="",
    )
    qtbot.addWidget(window)
    window.showNormal()
    window.resize(1366, 768)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    yield window
    window.close()


def colours(widget: QWidget) -> set[str]:
    image: QImage = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }


def hover(widget: QWidget) -> None:
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    middle = QPointF(widget.rect().center())
    QApplication.sendEvent(widget, QEnterEvent(middle, middle, middle))
    assert widget.underMouse()


@pytest.mark.parametrize(
    "make",
    [lambda: PartButton(Part.NOT_MADE), lambda: KeyButton("No answer", "N")],
    ids=["day_close", "result"],
)
def test_what_was_under_the_mouse_looked_chosen(qtbot, theme, make) -> None:
    button = make()
    button.setCheckable(True)
    qtbot.addWidget(button)
    button.resize(200, 60)
    button.show()
    hover(button)
    assert LIGHT.hover in colours(button)
    assert LIGHT.accent_tint not in colours(button)
    button.setChecked(True)
    assert LIGHT.accent_tint in colours(button)


def test_an_unchecked_choice_looked_taken_when_it_had_the_focus(qtbot, theme) -> None:
    place = QWidget()
    button = QRadioButton("Phone", place)
    qtbot.addWidget(place)
    place.resize(200, 60)
    place.show()
    place.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is place)
    sign = button.rect().adjusted(3, 3, 0, -3)
    sign.setWidth(18)
    button.clearFocus()
    quiet, whole = button.grab(sign).toImage(), button.grab().toImage()
    button.setFocus()
    assert button.grab(sign).toImage() == quiet
    assert button.grab().toImage() != whole  # where the focus is, is seen


def test_two_lists_of_today_had_a_chosen_row(qtbot, window) -> None:
    page = window.current_page()
    qtbot.waitUntil(lambda: page.column.due is not None)
    rows = page.column.due.rows
    assert rows.rows()
    rows.setFocus()
    rows.select_first()
    page.calls.setFocus()
    assert rows.current_row() is None
    assert page.calls.current_row() is not None


@pytest.mark.parametrize(("key", "kind"), [("customers", "customer"), ("calendar", "")])
def test_the_card_on_the_right_ended_short_of_the_title(qtbot, window, key, kind) -> None:
    window.show_page(key)
    if kind:
        window.open(kind, 1)
    page = window.current_page()
    qtbot.wait(100)
    card = page.side.view.head if key == "customers" else page.card
    right = card.mapTo(page, QPoint(card.width(), 0)).x()
    bar = page.side.view.verticalScrollBar() if key == "customers" else None
    scrolls = bar is not None and bar.isVisible()
    assert page.width() - page.layout().contentsMargins().right() - right <= (12 if scrolls else 0)
