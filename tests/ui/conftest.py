"""What every test of the screen is given: a dressed application that shows nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from building.screen import Contexts, Memory, sample_context
from building.shops import make_sample
from shopcare.system import garbage_collection
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.context.write_queue import WriteQueue
from shopcare.ui.kit.style.theme import SchemeChoice, Theme, load_fonts
from shopcare.ui.kit.words import i18n


class FakeShop:
    """Stands for a shop where a test is about the screen alone."""

    def __init__(self) -> None:
        self.saved: list[Any] = []
        self.closed = False

    def close(self) -> None:
        self.closed = True


@pytest.fixture(scope="session")
def qapp(qapp_args: list[str]) -> QApplication:
    app = QApplication.instance() or QApplication(qapp_args)
    load_fonts(app)
    app.setProperty("theme", Theme(app, SchemeChoice.LIGHT))
    garbage_collection.take_over()  # as the counter does, whose workers these tests use
    timer = QTimer(app, interval=garbage_collection.COLLECT_EVERY_MS)
    timer.timeout.connect(garbage_collection.collect_if_due)
    timer.start()
    return app


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = qapp.property("theme")
    yield theme
    theme.choose(SchemeChoice.LIGHT)


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def contexts(qapp: QApplication) -> Iterator[Contexts]:
    contexts = Contexts()
    yield contexts
    contexts.close()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def context(
    qapp: QApplication, theme: Theme, sample: Path, tmp_path: Path
) -> Iterator[PageContext]:
    with sample_context(sample, tmp_path) as context:
        yield context


@pytest.fixture
def fake_shop() -> FakeShop:
    return FakeShop()


@pytest.fixture
def write_queue(qapp: QApplication, fake_shop: FakeShop) -> Iterator[WriteQueue]:
    write_queue = WriteQueue(lambda: fake_shop)
    yield write_queue
    assert write_queue.finish(5_000)


@pytest.fixture
def in_chinese() -> Iterator[None]:
    i18n.use_language("zh_CN")
    yield
    i18n.use_language("en")
