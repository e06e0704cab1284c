"""Within everybody's reach: composed words, the keyboard alone, screen readers, other screens."""

import base64
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QGuiApplication,
    QImage,
    QInputMethodEvent,
    QInputMethodQueryEvent,
    QPainter,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from test_small_windows import unnamed

from building.screen import Memory, sample_context
from shopcare.app.pages import page_specs
from shopcare.app.unlock import Unlock
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import Customer
from shopcare.domain.typed.phone import phone_from_text
from shopcare.services.papers.documents.recovery_codes import CodeSheet
from shopcare.ui.frame.lock_screen import LockScreen
from shopcare.ui.frame.window import Window
from shopcare.ui.kit.fields.choice_fields import WordBox
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit, TextArea
from shopcare.ui.kit.forms.form_row import FormRow
from shopcare.ui.kit.navigation import Page, PageSpec
from shopcare.ui.kit.papers.paper_preview import PaperPreview
from shopcare.ui.kit.papers.pdf_view import PdfView
from shopcare.ui.kit.papers.recovery_code_box import RecoveryCodeBox
from shopcare.ui.kit.search.search_box import Found, SearchBox
from shopcare.ui.kit.style.icons import draw_sign, sign
from shopcare.ui.kit.style.tokens import Role, role_font
from shopcare.ui.pages.first_start.page import FirstStart
from shopcare.ui.pages.today.card.number_line import NumberLine


@pytest.fixture(scope="module")
def window(qapp, sample, tmp_path_factory) -> Iterator[Window]:
    """Give one window for every test of this file."""
    with sample_context(sample, tmp_path_factory.mktemp("shop")) as context:
        window = Window(
            page_specs(context),
            write_queue=context.write_queue,
            find=lambda _text: [],
            remember=context.remember,
            shop_name="",
        )
        window.showNormal()
        window.resize(1024, 700)
        window.activateWindow()
        yield window
        window.close()
        window.deleteLater()
        qapp.processEvents()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def compose(letters: str) -> None:
    QApplication.sendEvent(QGuiApplication.focusObject(), QInputMethodEvent(letters, []))


def commit(words: str, *, replacing: int = 0) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(words, -replacing, replacing)
    QApplication.sendEvent(QGuiApplication.focusObject(), event)


KEYS = (
    Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Down,
    Qt.Key.Key_Tab, Qt.Key.Key_Backspace, Qt.Key.Key_F4,
)  # fmt: skip


class Form(QWidget):
    """Each field that takes words, in a form that would save or leave."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Any] = []
        self.searched: list[str] = []
        self.line, self.area, self.box = LineEdit(), TextArea(), WordBox(["scratch"], 8)
        self.search = SearchBox(self.find)
        layout = QVBoxLayout(self)
        for field in self.fields():
            layout.addWidget(field)
        self.line.returnPressed.connect(self.save)

    def fields(self) -> tuple[Any, ...]:
        return self.line, self.area, self.box, self.search

    def save(self) -> None:
        self.heard.append("saved")

    def find(self, typed: str) -> list[Found]:
        self.searched.append(typed)
        return [Found(kind="customer", id=1, title=typed)]

    def keyPressEvent(self, event: Any) -> None:
        self.heard.append(Qt.Key(event.key()))


@pytest.fixture
def form(qtbot) -> Form:
    form = Form()
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    return form


@pytest.mark.parametrize("number", range(4), ids=["line", "area", "box", "search"])
def test_what_is_composed_is_no_text_yet_and_keys_do_nothing(qtbot, form, number) -> None:
    field = form.fields()[number]
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    compose("zhang")
    for key in KEYS:
        QTest.keyClick(field, key)
    assert (field.text(), form.heard, form.searched) == ("", [], [])
    assert field.hasFocus()
    commit("张")
    assert field.text() == "张"
    QTest.keyClick(field, Qt.Key.Key_A)
    assert field.text() == "张a", "the keys did not come back"
    commit("章", replacing=2)  # a second thought of the input method
    assert field.text() == "章"
    assert form.searched == (["张", "张a", "章"] if field is form.search else [])
    compose("x")
    form.line.setFocus() if field is not form.line else form.area.setFocus()
    compose("")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_B)
    assert field.text().endswith("b"), "a word that was given up still takes the keys"


def test_no_shortcut_fires_and_the_candidates_are_beside_the_field(qtbot, window) -> None:
    window.show_page("intake")
    page = window.current_page()
    area = page.findChild(TextArea)
    area.setFocus()
    qtbot.waitUntil(area.hasFocus)
    scroll = page.parentWidget().parentWidget()
    assert isinstance(scroll, QScrollArea)
    scroll.verticalScrollBar().setValue(80)  # Qt tells the input method nothing of this
    compose("po")
    QTest.keyClick(area, Qt.Key.Key_F2)
    QTest.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page() is page
    assert area.text() == ""
    query = QInputMethodQueryEvent(Qt.InputMethodQuery.ImCursorRectangle)
    QApplication.sendEvent(area, query)
    cursor = query.value(Qt.InputMethodQuery.ImCursorRectangle).toRect()
    shown = QGuiApplication.inputMethod().cursorRectangle().toRect()
    assert shown.topLeft() == area.mapTo(window, cursor.topLeft())
    commit("破")
    assert area.text() == "破"
    area.setText("")


def rows_of(view: QAbstractItemView) -> int:
    return view.model().rowCount() if view.model() is not None else 0


def test_every_painted_row_is_read_aloud(qtbot, window) -> None:
    seen = 0
    for key in window.page_keys():
        window.show_page(key)
        for view in window.current_page().findChildren(QAbstractItemView):
            if isinstance(view, QHeaderView) or not view.isVisible() or not rows_of(view):
                continue
            spoken = QAccessible.queryAccessibleInterface(view)
            rows = [spoken.child(number) for number in range(min(12, spoken.childCount()))]
            named = [row.text(QAccessible.Text.Name) for row in rows if row is not None]
            assert any(named), f"{type(view).__name__} on {key}"
            seen += 1
    assert seen >= 6


def test_a_reader_hears_what_is_required_and_what_is_wrong(qtbot) -> None:
    row = FormRow("&Name", LineEdit(), required=True, help_text="As on the receipt.")
    qtbot.addWidget(row)
    spoken = QAccessible.queryAccessibleInterface(row.field)
    assert spoken.text(QAccessible.Text.Name) == "Name"
    assert spoken.text(QAccessible.Text.Description) == "Required As on the receipt."
    row.show_problem("Please type the name.")
    said = spoken.text(QAccessible.Text.Description)
    assert said == "Required As on the receipt. Please type the name."


def walked(window: Window) -> list[QWidget]:
    """Press Tab until the focus is where it began."""
    first = QApplication.focusWidget()
    met: list[QWidget] = []
    while first is not None and len(met) < 120:
        now = QApplication.focusWidget()
        if now in met:
            break
        met.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    return met


def test_tab_goes_everywhere_and_is_caught_nowhere(qtbot, window) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    for key in window.page_keys():
        window.show_page(key)
        QApplication.processEvents()
        met = walked(window)
        assert window.search_box in met, f"Tab does not leave {key}"
        page = window.current_page()
        missed = [
            f"{type(one).__name__} {one.accessibleName()}"
            for one in page.findChildren(QWidget)
            if one.isVisible()
            and one.isEnabled()
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and one.focusProxy() is None
            and one not in met
            and not is_reached_by_arrows(one)
        ]
        assert not missed, f"{key}: {missed}"


def is_reached_by_arrows(one: QWidget) -> bool:
    """Of the buttons of a group only the chosen one is reached by Tab."""
    group = getattr(one, "group", lambda: None)()
    return group is not None or getattr(one, "autoExclusive", lambda: False)()


def trimmed(image: QImage) -> QImage:
    """Cut the empty edges off, so that the place does not matter."""
    image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(1)
    spots = [
        QPoint(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha()
    ]
    across, down = sorted(at.x() for at in spots), sorted(at.y() for at in spots)
    return image.copy(QRect(QPoint(across[0], down[0]), QPoint(across[-1], down[-1])))


@pytest.mark.parametrize("ratio", [1.25, 1.5, 1.75])
def test_a_sign_is_sharp_at_every_ratio_and_place(qapp, ratio) -> None:
    wanted = trimmed(sign("phone", QColor("black"), 18, ratio).toImage())
    for left in (13, 14):
        image = QImage(64, 64, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        image.setDevicePixelRatio(ratio)
        painter = QPainter(image)
        draw_sign(painter, "phone", QRect(left, 7, 18, 18), QColor("black"))
        painter.end()
        assert trimmed(image) == wanted


class TwoPages:
    """Stands for a document of two pages; counts how often a page is drawn."""

    def __init__(self) -> None:
        self.scales: list[float] = []

    def __len__(self) -> int:
        return 2

    def points(self, _number: int) -> Any:
        return QSizeF(200, 280)

    def image(self, _number: int, scale: float) -> QImage:
        self.scales.append(scale)
        image = QImage(round(200 * scale), round(280 * scale), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        return image


class OtherScreen(PdfView):
    """A preview that can be taken to a screen of another scale."""

    ratio = 1.0

    def devicePixelRatioF(self) -> float:
        return self.ratio


def test_a_preview_is_drawn_anew_on_a_screen_of_another_scale(qtbot) -> None:
    view = OtherScreen(TwoPages())  # type: ignore[arg-type]
    qtbot.addWidget(view)
    view.resize(220, 200)
    view.show()
    view.grab()
    before = len(view.pages.scales)
    view.grab()
    assert len(view.pages.scales) == before, "nothing has changed"
    view.ratio = 2.0
    view.grab()
    assert view.pages.scales[before:] == [scale * 2 for scale in view.pages.scales[:before]]


def test_a_calendar_opens_where_the_screen_has_room(qtbot) -> None:
    field = DayEdit(lambda: date(2026, 3, 5))
    qtbot.addWidget(field)
    room = field.screen().availableGeometry()
    field.move(room.right() - 60, room.bottom() - 60)
    field.show()
    field.calendar_button.click()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert room.contains(popup.geometry())
    popup.close()


def test_what_was_found_stands_above_a_box_at_the_foot_of_a_window(qtbot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    box = SearchBox(lambda typed: [Found(kind="customer", id=n, title=typed) for n in range(8)])
    box.setParent(whole)
    box.setGeometry(10, 350, 300, 36)
    whole.resize(683, 400)
    whole.show()
    box.textEdited.emit("1")
    found = box.popup()
    assert found is not None
    assert found.geometry().bottom() < box.y()
    assert whole.rect().contains(found.geometry())


def test_a_window_is_never_larger_than_its_screen(qtbot, fake_shop, write_queue) -> None:
    def opened(kept: str | None) -> Window:
        memory = Memory() if kept is None else Memory({"window/geometry": kept})
        window = Window(
            page_specs_of_nothing(),
            write_queue=write_queue,
            find=lambda _text: [],
            remember=memory,
            shop_name="",
        )
        qtbot.addWidget(window)
        return window

    room = QGuiApplication.primaryScreen().availableGeometry()
    fresh = opened(None)
    assert fresh.isMaximized()
    assert fresh.width() <= room.width() and fresh.height() <= room.height()
    fresh.setGeometry(room.right() + 4000, 50, 600, 500)  # a screen that is gone
    away = bytes(fresh.saveGeometry().toBase64().data()).decode("ascii")
    back = opened(away)
    back.show()
    assert room.intersects(back.frameGeometry())
    broken = opened(base64.b64encode(b"nothing of Qt's").decode("ascii"))
    assert broken.isMaximized()


def page_specs_of_nothing() -> list[Any]:
    return [PageSpec(key="one", title="One", sign="phone", factory=lambda: Page("One"))]


def test_what_comes_before_the_window_fits_a_small_screen_scaled_twice(qtbot) -> None:
    window = FirstStart(lambda _chosen: (), lambda _trade: None, {"optical": "Glasses"})
    qtbot.addWidget(window)
    window.encrypt_box.setChecked(True)
    window.pins_box.setChecked(True)
    window.resize(683, 336)
    window.show()
    assert window.size() == QSize(683, 336), "the first start asks for more"
    scroll = window.findChild(QScrollArea)
    assert scroll is not None
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    window.activateWindow()
    window.make_button.setFocus()
    qtbot.waitUntil(
        lambda: window.make_button.visibleRegion().boundingRect() == window.make_button.rect()
    )
    assert scroll.horizontalScrollBar().maximum() == 0


def test_a_long_number_was_cut_where_the_card_is_narrow(qtbot) -> None:
    line = NumberLine()
    qtbot.addWidget(line)
    customer = Customer(id=CustomerId(1), name="Li", phones=(phone_from_text("057186669643"),))
    line.resize(line.minimumSizeHint().width(), 100)
    line.show_numbers(customer, customer.phones[0])
    line.show()
    for width in (line.width(), 600):
        line.resize(width, 100)
        qtbot.waitUntil(lambda: line.number.width() >= needed(line.number))
    assert line.number.font() == role_font(Role.DIAL), "there is room for large digits"


def needed(label: QLabel) -> int:
    return label.fontMetrics().horizontalAdvance(label.text())


def test_every_control_of_a_dialog_has_a_name(qtbot, window, context) -> None:
    sheet = CodeSheet(code="ABCDE-FGHJK", pdf=blank_page())
    shown = [
        FirstStart(lambda _chosen: (), lambda _trade: None, {"optical": "Glasses"}),
        Unlock(context.shop.path),
        LockScreen(context.shop, context.shop.staff, in_doubt=True),
        RecoveryCodeBox(window, sheet, context.dialogs, context.background),
        PaperPreview(
            window, context.dialogs, context.background, title="Slip", pdf=sheet.pdf, file_name=""
        ),
    ]
    for one in shown:
        qtbot.addWidget(one)
        one.show()
        assert unnamed(one) == set(), type(one).__name__


def blank_page() -> bytes:
    document = PdfDocument.new()
    document.new_page(200, 280)
    written = BytesIO()
    document.save(written)
    document.close()
    return written.getvalue()
