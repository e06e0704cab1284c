"""Small screens and large scaling: nothing scrolls sideways, the main action is within reach."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QPushButton, QWidget

from building.records import add_customer, open_case
from building.screen import sample_context
from shopcare.app.pages import page_specs
from shopcare.domain.calls.callback import CallResult
from shopcare.domain.cases.case import CaseDraft, CaseKind
from shopcare.services.cases import cases, intake
from shopcare.services.people import customers
from shopcare.services.shop import Shop
from shopcare.ui.frame.window import Window
from shopcare.ui.kit.context.draft_autosave import DraftKey, HalfTyped
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.layout.containers import STACK_BELOW, PageFrame, ResponsiveSplitter
from shopcare.ui.kit.layout.flow_line import FlowGrid, FlowLine
from shopcare.ui.kit.lists.table import Table
from shopcare.ui.kit.navigation import Page
from shopcare.ui.kit.style.tokens import SPACE_XL
from shopcare.ui.kit.words import i18n
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.cases.page import CasesPage
from shopcare.ui.pages.customers.parts import FormKind
from shopcare.ui.pages.customers.unsaved import Unsaved
from shopcare.ui.pages.imports.source_box import SourceLine
from shopcare.ui.pages.intake.customer_card import CustomerCard
from shopcare.ui.pages.intake.customer_part import KnownNotice
from shopcare.ui.pages.intake.saved_strip import SavedStrip
from shopcare.ui.pages.settings.page import SettingsPage
from shopcare.ui.pages.settings.sections import Subject
from shopcare.ui.pages.today.page import TodayPage

PAGES = (
    "today",
    "intake",
    "cases",
    "customers",
    "calendar",
    "day_close",
    "imports",
    "settings",
    "policy",
)
SMALL, SCALED_150, SCALED_200 = (1024, 700), (911, 512), (683, 384)


@pytest.fixture(scope="module", params=["en", "zh_CN"])
def window(request, qapp, sample, tmp_path_factory) -> Iterator[Window]:
    """Give one window for each language: making eight pages anew for each test takes long."""
    i18n.use_language(request.param)
    with sample_context(sample, tmp_path_factory.mktemp("shop")) as context:
        window = make_window(context, request.param)
        open_workers_shop(context)
        yield window
        window.close()
        window.deleteLater()
        qapp.processEvents()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # no loop of events runs here
    i18n.use_language("en")


def open_workers_shop(context: PageContext) -> None:
    """Let the worker have its shop before the first test, which would be blamed for it."""
    asking = QWidget()
    answered: list[None] = []
    context.write_queue.submit(asking, lambda _shop: None, answered.append)
    while not answered:
        QTest.qWait(1)


def make_window(context: PageContext, language: str) -> Window:
    context.shop.settings = replace(context.shop.settings, screen_language=language)
    window = Window(
        page_specs(context),
        write_queue=context.write_queue,
        find=lambda _text: [],
        remember=context.remember,
        shop_name="",
    )
    window.showNormal()
    window.open("customer", 1)
    window.open("case", cases.case_ids(context.shop)[0])
    return window


def show(qtbot, window: Window, key: str, size: tuple[int, int]) -> Page:
    """Show a page in a window of a size, and wait until nothing moves any more."""
    window.resize(*size)
    window.show_page(key)
    page = window.current_page()
    frame = frame_of(page)
    places: list[list[QRect]] = [[]]

    def rests() -> bool:
        now = [child.geometry() for child in frame.findChildren(QWidget) if child.isVisible()]
        was, places[0] = places[0], now
        has_room = page.height() >= page.minimumSizeHint().height()
        return was == now and has_room

    qtbot.waitUntil(rests)
    assert (window.width(), window.height()) == size, "the window cannot be that small"
    return page


def frame_of(page: Page) -> PageFrame:
    frame = page.parentWidget().parentWidget()
    assert isinstance(frame, PageFrame)
    return frame


def scrolling_sideways(page: Page) -> list[str]:
    areas = [frame_of(page), *page.findChildren(QAbstractScrollArea)]
    return [
        f"{type(area).__name__} by {area.horizontalScrollBar().maximum()}"
        for area in areas
        if area.isVisible() and area.horizontalScrollBar().maximum() > 0
    ]


@pytest.mark.parametrize("key", PAGES)
@pytest.mark.parametrize("size", [SMALL, SCALED_200], ids=["1024x700", "683x384"])
def test_no_page_scrolls_sideways_and_the_main_action_is_within_reach(
    qtbot, window, key, size
) -> None:
    page = show(qtbot, window, key, size)
    assert scrolling_sideways(page) == []
    frame, action = frame_of(page), page.main_action
    assert action is not None
    if size != SMALL:
        frame.ensureWidgetVisible(action)
    shown = QRect(action.mapTo(frame.viewport(), QPoint()), action.size())
    assert frame.viewport().rect().contains(shown)
    assert action.visibleRegion().boundingRect() == action.rect()
    frame.verticalScrollBar().setValue(0)


@pytest.mark.parametrize("size", [SMALL, SCALED_150, SCALED_200], ids=["1024", "150 %", "200 %"])
def test_the_title_and_the_words_on_the_buttons_are_whole(qtbot, window, size) -> None:
    page = show(qtbot, window, "today", size)
    assert page.side is not None
    for result in CallResult:
        button = page.side.card.area.results.buttons.get(result)
        if button is not None and button.isVisible():
            words = button.fontMetrics().horizontalAdvance(button.text())
            assert words <= button.width(), button.text()
    title = page.findChild(QLabel)
    assert title.text().startswith(tr("Today"))
    assert title.wordWrap() or title.sizeHint().width() <= title.width()


def test_parts_stand_below_each_other_only_where_there_is_no_room(qtbot, window) -> None:
    for key in ("today", "cases", "customers", "settings"):
        for size, stacked in ((SMALL, False), (SCALED_200, True), ((1366, 768), False)):
            page = show(qtbot, window, key, size)
            parts = next(one for one in page.findChildren(ResponsiveSplitter) if one.isVisible())
            # on a busy machine the page may rest for a moment before its parts have turned
            qtbot.waitUntil(lambda parts=parts, stacked=stacked: parts.is_stacked() is stacked)
            show(qtbot, window, key, size)
            first, second = parts.widget(0).geometry(), parts.widget(1).geometry()
            if stacked:
                assert parts.width() < STACK_BELOW
                assert first.bottom() < second.top(), key
            else:
                assert first.right() < second.left()


@pytest.mark.parametrize("key", PAGES)
def test_a_page_that_stands_asks_for_no_layout_any_more(qtbot, window, key) -> None:
    page = show(qtbot, window, key, (1366, 768))
    asked = LayoutRequests()
    for widget in [page, *page.findChildren(QWidget)]:
        widget.installEventFilter(asked)

    def rests() -> bool:
        met, asked.count = asked.count, 0
        return met == 0

    rests()
    qtbot.wait(50)
    qtbot.waitUntil(rests)


class LayoutRequests(QObject):
    """Counts how often widgets are asked to lay out anew."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return super().eventFilter(watched, event)


def unnamed(root: QWidget) -> set[str]:
    """List what the keyboard reaches and a screen reader has no name for."""
    found = set()
    waiting = [QAccessible.queryAccessibleInterface(root)]
    while waiting:
        node = waiting.pop()
        widget = node.object()
        waiting += [child for n in range(node.childCount()) if (child := node.child(n)) is not None]
        if not isinstance(widget, QWidget) or not widget.isVisible():
            continue
        is_reached = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        if is_reached and not node.text(QAccessible.Text.Name).strip():
            found.add(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


@pytest.mark.parametrize("window", ["en"], indirect=True)
def test_everything_that_has_the_keyboard_has_a_name_for_a_screen_reader(qtbot, window) -> None:
    for key in (*PAGES, "help"):
        page = show(qtbot, window, key, (1366, 768))
        assert unnamed(window) == set(), key
        if isinstance(page, SettingsPage):
            for subject in Subject:
                page.list.choose(subject)
                assert unnamed(page) == set(), subject
        if isinstance(page, CasesPage):
            for button in page.card.bar.findChildren(QPushButton):
                if button.isVisible() and button.isEnabled() and button.menu() is None:
                    button.click()
                    assert unnamed(page) == set(), button.text()


@pytest.mark.parametrize("window", ["en"], indirect=True)
def test_the_letter_of_a_label_was_dead_where_a_part_of_its_field_has_the_keys(
    qtbot, window
) -> None:
    named = 0
    for key in PAGES:
        page = show(qtbot, window, key, (1366, 768))
        for label in page.findChildren(QLabel):
            letter = QKeySequence.mnemonic(label.text())
            if label.buddy() is None or letter.isEmpty() or not label.isVisible():
                continue
            window.setFocus()
            QTest.keyClick(window, letter[0].key(), letter[0].keyboardModifiers())
            focus = window.focusWidget()
            assert focus is label.buddy() or label.buddy().isAncestorOf(focus), (key, label.text())
            named += 1
    assert named > 10


def test_where_the_keyboard_goes_the_page_scrolls(qtbot, window) -> None:
    page = show(qtbot, window, "today", SCALED_200)
    frame = frame_of(page)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    frame.verticalScrollBar().setValue(0)
    page.next_button.click()
    qtbot.waitUntil(lambda: frame.verticalScrollBar().value() > 0)
    button = page.side.card.area.results.buttons[CallResult.REACHED]
    assert button.visibleRegion().boundingRect() == button.rect()


def test_a_narrow_table_leaves_out_what_matters_least(qtbot, window) -> None:
    def shown(size: tuple[int, int]) -> set[str]:
        table: Table = show(qtbot, window, "cases", size).records.table
        columns = table.model().columns
        return {c.key for n, c in enumerate(columns) if not table.isColumnHidden(n)}

    always = {"number", "customer", "stage", "due"}
    assert shown(SCALED_200) == always
    assert shown((1366, 768)) >= always | {"promised", "handler"}
    assert len(shown((2400, 768))) == 9
    assert shown(SCALED_200) == always


def test_a_column_that_the_user_asked_for_stays(qtbot, window) -> None:
    table: Table = show(qtbot, window, "cases", SCALED_200).records.table
    number = [column.key for column in table.model().columns].index("product")
    assert table.isColumnHidden(number)
    table.show_column("product", shown=True)
    assert not table.isColumnHidden(number)
    show(qtbot, window, "cases", SMALL)
    assert not table.isColumnHidden(number)
    table.show_column("product", shown=False)
    assert table.isColumnHidden(number)


def sized(words: str, width: int) -> QLabel:
    label = QLabel(words)
    label.setFixedSize(width, 20)
    return label


def test_a_line_goes_on_below_where_it_is_full(qtbot) -> None:
    line = FlowLine(10, between_lines=5)
    qtbot.addWidget(line)
    one, two, three = (sized(words, 100) for words in ("one", "two", "three"))
    line.add(one)
    line.add(two)
    line.add(three, push=True)
    line.resize(400, 60)
    line.show()
    assert line.lines() == 1
    assert [one.x(), two.x(), three.x()] == [0, 110, 300]
    line.resize(230, 60)
    assert line.lines() == 2
    assert (three.x(), three.y()) == (130, 25)
    two.hide()
    qtbot.waitUntil(lambda: line.lines() == 1)
    qtbot.waitUntil(lambda: line.sizeHint().height() == 20)


LONG = "长" * 40
ROOM = SCALED_200[0] - 2 * SPACE_XL
"""Of a window of 1366 pixels at 200 %, without the margins of a page."""


def half_typed() -> QWidget:
    line = Unsaved()
    forms = [DraftKey(form, 1) for form in (FormKind.NEW, FormKind.EDIT, FormKind.PURCHASE)]
    line.show_halves({key: HalfTyped({}, LONG) for key in (*forms, DraftKey(FormKind.EDIT, 2))})
    return line


def chosen_file() -> QWidget:
    line = SourceLine()
    line.show_file(Path(f"{LONG * 3}.csv"))
    for part in line.findChildren(QWidget):
        part.show()
    return line


def saved_case(shop: Shop) -> QWidget:
    customer = add_customer(shop, LONG)
    draft = CaseDraft(
        kind=CaseKind.REPAIR, customer_id=customer.id, fault=LONG, promised_on=shop.today()
    )
    strip = SavedStrip()
    strip.show_opened(intake.open_case(shop, draft))
    return strip


def known_customers(shop: Shop) -> QWidget:
    notice = KnownNotice()
    notice.show_known(tuple(add_customer(shop, LONG, "13700137777") for _ in range(4)))
    return notice


def household(shop: Shop) -> QWidget:
    people = [add_customer(shop, LONG, "13700138888", key_account=True) for _ in range(5)]
    for _ in range(4):
        open_case(shop, people[0].id)
    card = CustomerCard(shop.today)
    card.show_file(customers.customer_file(shop, people[0].id))
    return card


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_lines_that_name_records_were_wider_than_their_window(qtbot, context, language) -> None:
    i18n.use_language(language)
    shop = context.shop
    made = [half_typed(), chosen_file(), saved_case(shop), known_customers(shop), household(shop)]
    for widget in made:
        qtbot.addWidget(widget)
        widget.show()
        widget.resize(ROOM, 200)
        needed = widget.minimumSizeHint().width()
        assert needed <= ROOM, f"{type(widget).__name__} asks for {needed}"
    i18n.use_language("en")


@pytest.mark.parametrize("run", ["x", "e\u0301", "長e\u0301", "-1."], ids=repr)
def test_a_pasted_line_without_a_blank_was_wider_than_its_window(qtbot, run) -> None:
    said, notice = Caption(run * 500), NoticeLine()
    notice.say(run * 500)
    for widget in (said, notice):
        qtbot.addWidget(widget)
        widget.show()
        assert widget.minimumSizeHint().width() <= ROOM


def test_a_grid_takes_as_many_columns_as_have_room(qtbot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.show()
    grid = FlowGrid(4)
    grid.setParent(ground)
    grid.show()
    grid.fill([sized(str(n), 100) for n in range(4)])
    for width, columns in ((480, 4), (350, 3), (120, 1), (480, 4)):
        grid.resize(width, 200)
        assert grid.columns == columns


def test_a_divider_that_was_moved_stays_where_it_is(qtbot) -> None:
    left, right = QWidget(), QWidget()
    parts = ResponsiveSplitter(left, right, sizes=(500, 500))
    qtbot.addWidget(parts)
    parts.resize(1016, 300)
    parts.show()
    assert parts.sizes() == [500, 500]
    parts.moveSplitter(700, 1)
    parts.resize(600, 300)
    assert parts.orientation() is Qt.Orientation.Vertical
    parts.resize(1016, 300)
    assert abs(parts.sizes()[0] - 700) <= 1


@pytest.mark.parametrize("width", [920, 1000, 1260], ids=["1024", "1100", "1366"])
def test_the_list_of_calls_is_painted_first_as_wide_as_it_stays(
    qtbot, qapp, sample, tmp_path, width
):
    with sample_context(sample, tmp_path) as context:
        page = TodayPage(context)
        qtbot.addWidget(page)
        page.resize(width, 620)
        page.show()
        assert page.side is None
        first = page.column.width()
        qtbot.waitUntil(lambda: page.side is not None)
        qapp.sendPostedEvents()
        assert page.column.width() == first


def test_a_line_in_a_line_kept_the_outer_one_as_wide_as_if_nothing_broke(qtbot) -> None:
    """The monkey found Intake 739 pixels wide in a window of 683."""
    inner, outer = FlowLine(10), FlowLine(10)
    qtbot.addWidget(outer)
    for number in range(6):
        button = QPushButton(str(number))
        button.setFixedWidth(110)
        inner.add(button)
    outer.add(inner)
    outer.add(QPushButton("beside"))
    assert outer.minimumSizeHint().width() == 110
    outer.resize(300, 200)
    outer.show()
    qtbot.waitUntil(lambda: inner.lines() == 3)
    assert inner.width() <= 300
