"""Pictures of every page and a PDF of every document, for a PC without a screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from shopcare.app import screen
from shopcare.app.main import make_application
from shopcare.domain.calls.call_order import Section
from shopcare.domain.cases.case import Case, CaseKind, Channel, Stage
from shopcare.domain.ids import CaseId, CustomerId
from shopcare.language.catalog import languages
from shopcare.services.calls import today
from shopcare.services.cases import cases
from shopcare.services.papers.document_spec import Need, Request
from shopcare.services.papers.drawing import draw
from shopcare.services.papers.registry import all_documents
from shopcare.services.people import customers
from shopcare.services.people.prescriptions import prescriptions_of
from shopcare.services.setup.first_start import trades
from shopcare.services.setup.sample_file import in_language, sample_shop_file
from shopcare.services.setup.sample_shop import USUAL_TRADE, ZONE
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


@dataclass(frozen=True, slots=True)
class _Extent:
    """How much of a shop is shown."""

    themes: tuple[str, ...] = THEMES
    pages: tuple[str, ...] = ()
    """Keys of the pages; none named: every one."""
    documents: tuple[str, ...] = ()
    """Kinds of the documents; none named: every one."""


_WHOLE: Final = _Extent()
_GLIMPSE: Final = _Extent(
    themes=("light",), pages=("today", "intake", "cases"), documents=("service_slip",)
)
"""Of the other trades' samples: what differs most from trade to trade."""


def write_gallery(
    folder: Path,
    data: Path | None = None,
    language: str | None = None,
    trade: str | None = None,
) -> list[Path]:
    """Write a sample shop, or whatever shop the folder of data holds, and list the files.

    Args:
        folder: made where it is not there; files of the same names are written over.
        data: where the sample's shop file is kept; None: a folder of its own.
        language: the only one to show; None: every one.
        trade: whose sample is shown; where neither it nor ``data`` says which shop, the other
            trades' samples are shown as well, in short, each in a folder of its own.
    """
    screen.draw_unseen()
    now = a_busy_moment(datetime.now(ZONE))
    app = make_application()
    written = _write_shop(app, sample_shop_file(data, now, trade), now, folder, language, _WHOLE)
    if data is None and trade is None:
        for other in sorted(trades().keys() - {USUAL_TRADE}):
            file = sample_shop_file(now=now, trade=other)
            written += _write_shop(app, file, now, folder / other, language, _GLIMPSE)
    return written


def _write_shop(
    app: "QApplication",
    file: Path,
    now: datetime,
    folder: Path,
    language: str | None,
    extent: _Extent,
) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for spoken in [language] if language else languages():
        shop = in_language(open_shop(file, clock=SetClock(now)), spoken)
        try:
            written += write_papers(shop, folder, spoken, extent.documents)
            for theme in extent.themes:
                written += write_pages(app, shop, folder, spoken, theme, extent.pages)
        finally:
            shop.close()
    return written


def a_busy_moment(now: datetime) -> datetime:
    """Give a quarter past ten of today or, earlier in the day, of the day before."""
    moment = datetime.combine(now.date(), time(10, 15), now.tzinfo)
    return moment if moment <= now else moment - timedelta(days=1)


def write_pages(
    app: "QApplication",
    shop: Shop,
    folder: Path,
    language: str,
    theme: str,
    wanted: Sequence[str] = (),
) -> Iterator[Path]:
    """Show pages, every one where none is named, in a window and take their pictures."""
    from shopcare.app.window import Counter, dress

    counter = Counter(app, shop.reopened(), shop.path.parent, dress(app, language, theme))
    _open_window(counter)
    try:
        for number, key in enumerate(counter.window.page_keys(), start=1):
            if wanted and key not in wanted:
                continue
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


def write_papers(
    shop: Shop, folder: Path, language: str, kinds: Sequence[str] = ()
) -> Iterator[Path]:
    """Write documents, every one where no kind is named; those of a case where there is one."""
    found = [row.case for row in cases.case_rows(shop, cases.case_ids(shop)[:_LATEST])]
    for spec in all_documents():
        if kinds and spec.kind not in kinds:
            continue
        request = Request(
            case_id=_telling_case(found, spec.kind), customer_id=_measured_customer(shop)
        )
        if Need.CASE in spec.needs and request.case_id is None and not spec.has_blank:
            continue
        for paper in spec.papers:
            path = folder / f"{spec.kind}-{paper.value}-{language}.pdf"
            write_file(path, draw(shop, spec, request, paper).pdf, PDF)
            yield path


def _measured_customer(shop: Shop) -> CustomerId | None:
    """Find a customer with two prescriptions to compare, if there is one."""
    people = (CustomerId(one) for one in customers.customer_ids(shop, most=_LATEST))
    return next((one for one in people if len(prescriptions_of(shop, one)) > 1), None)


def _telling_case(found: Sequence[Case], kind: str) -> CaseId | None:
    """Find a case with much on a document: a return that was looked at or a plan, else any."""
    if kind == "return_application":
        asked = [case for case in found if case.kind is CaseKind.RETURN]
        looked_at = [case for case in asked if case.stage not in (Stage.RECEIVED, Stage.CONFIRMED)]
        first = [*looked_at, *asked]
    elif kind == "evidence_pack":
        first = [case for case in found if case.channel is Channel.AUTHORITY]
    else:
        first = [case for case in found if case.plan]
    return next((case.id for case in [*first, *found]), None)
