"""Pictures of every page and a PDF of every document, for a PC without a screen."""

import os
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from shopcare.app.main import make_application
from shopcare.app.sample import in_language, sample_shop_file
from shopcare.domain.calls.call_order import Section
from shopcare.domain.papers.document import PAPERS, Document, DocumentKind
from shopcare.language.catalog import languages
from shopcare.services.calls import today
from shopcare.services.cases import cases
from shopcare.services.papers import documents
from shopcare.services.people import customers
from shopcare.services.setup.sample_shop import ZONE
from shopcare.services.shop import Shop, open_shop
from shopcare.system.clock import SetClock
from shopcare.system.files import PDF, write_file

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from shopcare.app.window import Counter
    from shopcare.ui.frame.window import Window

SIZE: Final = (1366, 768)
PICTURE: Final = (".png",)
THEMES: Final = ("light", "dark")
SETTLE_MS: Final = 150
_LATEST: Final = 200
"""Cases among which one is sought that has much to show."""


def write_gallery(
    folder: Path, data: Path | None = None, language: str | None = None
) -> list[Path]:
    """Write the sample shop, or whatever shop the folder of data holds, and list the files.

    Args:
        folder: made where it is not there; files of the same names are written over.
        data: where the sample's shop file is kept; None: a folder of its own.
        language: the only one to show; None: every one.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder.mkdir(parents=True, exist_ok=True)
    now = _a_busy_moment(datetime.now(ZONE))
    file = sample_shop_file(data, now)
    app = make_application()
    written: list[Path] = []
    for spoken in [language] if language else languages():
        shop = in_language(open_shop(file, clock=SetClock(now)), spoken)
        try:
            written += _papers(shop, folder, spoken)
            for theme in THEMES:
                written += _pages(app, shop, folder, spoken, theme)
        finally:
            shop.close()
    return written


def _a_busy_moment(now: datetime) -> datetime:
    """Give a quarter past ten of today or, earlier in the day, of the day before."""
    moment = datetime.combine(now.date(), time(10, 15), now.tzinfo)
    return moment if moment <= now else moment - timedelta(days=1)


def _pages(
    app: "QApplication", shop: Shop, folder: Path, language: str, theme: str
) -> Iterator[Path]:
    """Show every page in a window of the usual size and take its picture."""
    from shopcare.app.window import Counter, dress

    counter = Counter(app, shop.reopened(), shop.path.parent, dress(app, language, theme))
    _open_window(counter)
    try:
        for number, key in enumerate(counter.window.page_keys(), start=1):
            counter.window.show_page(key)
            _show_something(counter.window, shop, key)
            yield _grab(counter.window, folder / f"{number}-{key}-{language}-{theme}.png")
    finally:
        counter.window.close()


def _open_window(counter: "Counter") -> None:
    """Open the window as the program does, and wait for what it does once it stands."""
    from PySide6.QtCore import QEventLoop

    standing = QEventLoop()
    counter.rested.connect(standing.quit)
    counter.show()
    counter.window.showNormal()  # without a screen, the largest window has no usual size
    counter.window.resize(*SIZE)
    standing.exec()


def _show_something(window: "Window", shop: Shop, key: str) -> None:
    """Open a record where a page shows one, so that its card is seen too."""
    if key == "today":
        sections = today.panel(shop).sections
        rows = [row for section in (Section.NOW, Section.LATER) for row in sections[section]]
        if rows:
            window.open("callback", rows[0].callback.id)
    elif key == "cases":
        for case_id in cases.case_ids(shop)[:6][-1:]:
            window.open("case", case_id)
    elif key == "customers":
        for customer in customers.customers_of(shop, [1]):
            window.open("customer", customer.id)


def _grab(window: "Window", path: Path) -> Path:
    """Let the page settle, then take its picture."""
    from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QTimer

    settling = QEventLoop()
    QTimer.singleShot(SETTLE_MS, settling.quit)
    settling.exec()
    picture = QBuffer()
    picture.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(picture, "PNG")
    write_file(path, bytes(picture.data().data()), PICTURE)
    return path


def _papers(shop: Shop, folder: Path, language: str) -> Iterator[Path]:
    """Write every document on each of its papers."""
    for kind, document in _documents(shop).items():
        for paper in PAPERS[kind]:
            path = folder / f"{kind.value}-{paper.value}-{language}.pdf"
            write_file(path, documents.pdf(shop, document, paper), PDF)
            yield path


def _documents(shop: Shop) -> dict[DocumentKind, Document]:
    """Make every document, of a case with a plan where the shop has one."""
    made: dict[DocumentKind, Document] = {
        DocumentKind.DOOR_NOTE: documents.blank_door_notes(shop),
        DocumentKind.CALL_SHEET: documents.call_sheet(shop),
        DocumentKind.DAY_CLOSE: documents.day_close_sheet(shop),
    }
    shown = [row.case for row in cases.case_rows(shop, cases.case_ids(shop)[:_LATEST])]
    if shown:
        case = next((case for case in shown if case.plan is not None), shown[0])
        made[DocumentKind.SERVICE_SLIP] = documents.service_slip(shop, case.id)
        made[DocumentKind.DOOR_NOTE] = documents.door_note(shop, case.id)
    return made
