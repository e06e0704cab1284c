"""What a clerk waits for: search, today's list, saving a case, the slip."""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from bench import bulk
from bench.figures import Figure, child_environment, percentile_99
from shopcare.domain.cases.case import CaseDraft, CaseKind, Plan
from shopcare.domain.ids import CustomerId
from shopcare.domain.money import Fen
from shopcare.domain.papers.document import Paper
from shopcare.services.cases import intake
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.drawing import draw
from shopcare.services.papers.registry import spec_of
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customer_lists

if TYPE_CHECKING:
    from shopcare.ui.frame.window import Window

TYPED: Final = (
    "王伟", "张丽", "wangwei", "zhaomin", "liu", "wxm", "zl", "8000", "1234", "138", "0571",
    "VIP0004", "26-00042", "陈", "伟", "9", "小雨", "zhangmingyuan", "13800138000", "王 8", "l 13",
)  # fmt: skip
SAVES: Final = 200


def search(window: "Window") -> list[Figure]:
    """Type into the search box, key by key, until the rows are painted."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    box = window.search_box

    def press(character: str) -> None:
        key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(box, key)
        if (popup := box.popup()) is not None:
            popup.view.viewport().repaint()

    waits = []
    for text in TYPED * 3:
        box.clear()
        for character in text:
            began = time.perf_counter()
            press(character)
            waits.append((time.perf_counter() - began) * 1000)
    box.clear()
    return [
        Figure(
            name="key press until rows are painted, p99",
            value=percentile_99(waits),
            unit="ms",
            floor=None,
            goal=8.0,
        ),
        Figure(
            name="key press until rows are painted, worst",
            value=max(waits),
            unit="ms",
            floor=None,
            goal=16.0,
        ),
    ]


def todays_calls(shop: Shop, window: "Window") -> list[Figure]:
    """Read today's calls, and show the whole page anew."""
    day = shop.now().date()
    page = window.page("today")

    def whole_page() -> None:
        page.reload(None)
        page.repaint()

    return [
        Figure(
            name="today's calls, query",
            value=_median_ms(lambda: _query(shop, day), 50),
            unit="ms",
            floor=None,
            goal=1.0,
        ),
        Figure(
            name="today's calls, whole panel",
            value=_median_ms(whole_page, 20),
            unit="ms",
            floor=None,
            goal=16.0,
        ),
    ]


def saving(shop: Shop) -> list[Figure]:
    """Save cases with their callbacks, audit entry and search keys, beside a bare commit."""
    floor = median(bulk.raw_commits(shop.path.with_name("floor.db"), SAVES))
    draft = CaseDraft(
        kind=CaseKind.REPAIR,
        service="frame_repair",
        fault="镜腿松动，螺丝滑牙",
        product="BJ6066",
        promised_on=shop.now().date(),
        plan=Plan(work="更换螺丝", fee_fen=Fen(500)),
        misuse_advised=True,
    )
    somebody = customer_lists.ids(shop.file, sort="name", descending=False, most=SAVES)
    drafts = cycle([replace(draft, customer_id=CustomerId(one)) for one in somebody])

    def save() -> None:
        intake.open_case(shop, next(drafts))

    save()
    value = _median_ms(save, SAVES)
    return [Figure(name="saving a case, durable", value=value, unit="ms", floor=floor, goal=5.0)]


def slip(shop: Shop) -> list[Figure]:
    """Draw a service slip, warm and as the first in a fresh process."""
    case_id = intake.open_case(
        shop,
        CaseDraft(
            kind=CaseKind.REPAIR, customer_id=CustomerId(2), fault="镜片划花", product="BJ6066"
        ),
    ).case.id

    def draw_slip() -> None:
        draw(shop, spec_of("service_slip"), Request(case_id=case_id), Paper.A5)

    draw_slip()
    return [
        Figure(
            name="slip as PDF, warm",
            value=_median_ms(draw_slip, 20),
            unit="ms",
            floor=None,
            goal=12.0,
        ),
        Figure(
            name="slip as PDF, first in a fresh process",
            value=median(_first_slip(shop.path, case_id) for _ in range(5)),
            unit="ms",
            floor=None,
            goal=250.0,
        ),
    ]


def _first_slip(file: Path, case_id: int) -> float:
    child = subprocess.run(
        [sys.executable, "-m", "bench.first_slip", str(file), str(case_id)],
        capture_output=True,
        text=True,
        check=True,
        env=child_environment(),
    )
    return float(child.stdout)


def _query(shop: Shop, day: date) -> None:
    callbacks.due_up_to(shop.file, day)
    callbacks.could_be_made(shop.file, day)


def _median_ms(action: Callable[[], object], times: int) -> float:
    waits = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        waits.append((time.perf_counter() - began) * 1000)
    return median(waits)
