"""A context on a copy of the sample shop, with a set clock and a dialogs that answers by itself."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QApplication, QWidget

from shopcare.services.setup.sample_shop import make_sample_shop
from shopcare.services.shop import Shop, open_shop
from shopcare.system.clock import SetClock
from shopcare.ui.kit.context.background import Background
from shopcare.ui.kit.context.dialogs import Dialogs
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.context.write_queue import WriteQueue

NOW = datetime(2026, 3, 5, 20, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


class Answers(Dialogs):
    """Answers every question about files with a path that the test has set."""

    def __init__(self) -> None:
        super().__init__()
        self.path = Path()
        self.asked: list[str] = []

    def open_file(
        self, parent: QWidget, title: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        self.asked.append(title)
        then(self.path)

    def save_file(
        self, parent: QWidget, title: str, suggested: Path, kinds: str, then: Callable[[Path], None]
    ) -> None:
        self.asked.append(suggested.name)
        then(self.path)


class Kept(dict[str, str]):
    """Remembers as long as the test runs."""

    def put(self, key: str, value: str) -> None:
        self[key] = value


def make_sample(folder: Path) -> Path:
    """Make the sample shop once; tests work on copies."""
    path = folder / "sample.db"
    make_sample_shop(path, NOW)
    return path


@contextmanager
def sample_context(sample: Path, folder: Path) -> Iterator[PageContext]:
    """Open a copy of the sample shop; what a page changes is seen by the context's own shop."""
    path = folder / "shop.db"
    shutil.copy(sample, path)
    shop = open_shop(path, clock=SetClock(NOW))
    write_queue, background = WriteQueue(shop.reopened), Background(shop.reopened)
    yield PageContext(
        shop=shop,
        write_queue=write_queue,
        background=background,
        dialogs=Answers(),
        remember=Kept(),
    )
    assert background.stop(10_000)
    assert write_queue.finish(10_000)
    QApplication.processEvents()  # a job that has just ended is let go
    shop.close()


def another(context: PageContext) -> Shop:
    """Open the same shop once more, as a script or another PC sees it."""
    return context.shop.reopened()
