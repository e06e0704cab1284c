"""Pages on a real shop: their context, dialogs that answer by themselves, keys that are pressed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from building.shops import EVENING, open_copy
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.ui.kit.context.background import Background
from shopcare.ui.kit.context.page_context import Dialogs, PageContext
from shopcare.ui.kit.context.write_queue import WriteQueue


class FakeDialogs(Dialogs):
    """Says yes to every question, and gives for every file the path that the test has set."""

    def __init__(self, path: Path = Path()) -> None:
        super().__init__()
        self.path = path
        self.yes = True
        self.asked: list[str] = []
        self.details: list[str] = []

    def confirm(
        self, parent: QWidget, text: str, *, then: Callable[[], None], detail: str = "", **_: Any
    ) -> None:
        self.asked.append(text)
        self.details.append(detail)
        if self.yes:
            then()

    def open_file(
        self, parent: QWidget, title: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        self.asked.append(title)
        then(self.path)

    def open_files(
        self, parent: QWidget, title: str, kinds: str, then: Callable[[list[Path]], None]
    ) -> None:
        self.asked.append(title)
        then([self.path])

    def open_folder(self, parent: QWidget, title: str, then: Callable[[Path], None]) -> None:
        self.asked.append(title)
        then(self.path)

    def save_file(
        self, parent: QWidget, title: str, suggested: Path, kinds: str, then: Callable[[Path], None]
    ) -> None:
        self.asked.append(suggested.name)
        then(self.path)


class Memory(dict[str, str]):
    """Remembers as long as the test runs."""

    def put(self, key: str, value: str) -> None:
        self[key] = value


class Contexts(list[PageContext]):
    """The page contexts that a test has opened; the last one is that of its newest page."""

    def open(
        self, shop: Shop, remember: Memory | None = None, dialogs: Dialogs | None = None
    ) -> PageContext:
        """Make a context; what a page changes is seen by the context's own shop."""
        context = PageContext(
            shop=shop,
            write_queue=WriteQueue(shop.reopened),
            background=Background(shop.reopened),
            dialogs=dialogs or FakeDialogs(),
            remember=Memory() if remember is None else remember,
        )
        self.append(context)
        return context

    def close(self) -> None:
        """Wait until everything is saved."""
        for context in self:
            assert context.background.stop(10_000)
            assert context.write_queue.finish(10_000)
        QApplication.processEvents()  # a job that has just ended is let go


@contextmanager
def sample_context(sample: Path, folder: Path) -> Iterator[PageContext]:
    """Open a copy of the sample shop for pages."""
    shop, contexts = open_copy(sample, folder, SetClock(EVENING)), Contexts()
    yield contexts.open(shop)
    contexts.close()
    shop.close()


def show_page(
    qtbot: Any, context: PageContext, page: Any, size: tuple[int, int] = (1260, 690)
) -> None:
    """Show a page that reloads after every change, with the keyboard in its first field."""
    qtbot.addWidget(page)
    context.write_queue.changed.connect(page.reload)
    page.resize(*size)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.focus_first()


def type_text(qtbot: Any, text: str) -> None:
    """Type into whatever has the focus, as a keyboard and an input method do."""
    if text.isascii():
        qtbot.keyClicks(focus_widget(), text)
    else:
        insert_text(text)


def insert_text(text: str) -> None:
    """Put a text at once into the field that has the focus, as an input method does."""
    widget = focus_widget()
    getattr(widget, "insert", getattr(widget, "insertPlainText", None))(text)


def press(qtbot: Any, *keys: Qt.Key) -> None:
    """Press keys where the focus is."""
    for key in keys:
        qtbot.keyClick(focus_widget(), key)


def focus_widget() -> QWidget:
    """Give the widget that has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
