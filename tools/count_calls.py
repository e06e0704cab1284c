"""Counts the files and functions of ShopCare that the commonest actions enter, on both threads.

    python tools/count_calls.py [--names]

Fewer are easier to follow. Each action is played once to warm up and counted the second time.
With --names, each function is listed below its file, with how often it ran and who called it.
"""

import os
import sys
import tempfile
from collections import Counter as Tally
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import CodeType, FrameType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import shopcare
from shopcare.app.main import make_application
from shopcare.app.window import Counter, dress
from shopcare.services.people.customers import customer_ids
from shopcare.services.setup.sample_shop import ZONE, make_sample_shop
from shopcare.services.shop import Shop, open_shop
from shopcare.system.clock import SetClock
from shopcare.ui.kit.fields.text_fields import TextArea
from shopcare.ui.pages.intake.page import IntakePage

PACKAGE = str(Path(shopcare.__file__).parent)
NOW = datetime(2026, 3, 5, 10, 15, tzinfo=ZONE)
SETTLE_MS = 600


class Entered:
    """Notes the code of ShopCare that is entered while it listens."""

    def __init__(self) -> None:
        self.codes: dict[CodeType, Tally[str]] = {}
        self.listens = False

    def note(self, frame: FrameType, event: str, _argument: object) -> None:
        """Take a call, as ``sys.setprofile`` gives it."""
        is_ours = frame.f_code.co_filename.startswith(PACKAGE)
        if self.listens and event == "call" and is_ours and not begun_by_clock(frame):
            self.codes.setdefault(frame.f_code, Tally())[caller_of(frame)] += 1

    def during(self, action: Callable[[], None]) -> dict[CodeType, Tally[str]]:
        """Give what an action enters until the window is quiet again, each with its callers."""
        self.codes, self.listens = {}, True
        action()
        settle()
        self.listens = False
        return self.codes


def caller_of(frame: FrameType) -> str:
    """Name the function of ShopCare that calls, or Qt where no such function does."""
    caller = frame.f_back
    while caller is not None and not caller.f_code.co_filename.startswith(PACKAGE):
        caller = caller.f_back
    return "Qt" if caller is None or caller.f_code.co_name == "main" else caller.f_code.co_qualname


def begun_by_clock(frame: FrameType | None) -> bool:
    """Tell whether a timer of ``app`` began a call: it runs beside any action, or does not."""
    outermost = ""
    while frame is not None:
        if frame.f_code.co_filename.startswith(PACKAGE):
            outermost = frame.f_code.co_filename
        frame = frame.f_back
    return outermost.startswith(f"{PACKAGE}{os.sep}app{os.sep}")


def names(codes: dict[CodeType, Tally[str]]) -> str:
    """List functions below their files, each with its callers and how often they called."""
    lines = []
    for path in sorted({code.co_filename for code in codes}):
        lines.append(f"  {path[len(PACKAGE) + 1 :]}")
        inside = (code for code in codes if code.co_filename == path)
        for code in sorted(inside, key=lambda code: code.co_firstlineno):
            callers = ", ".join(f"{name} {count}" for name, count in codes[code].items())
            lines.append(f"    {code.co_qualname}  <- {callers}")
    return "\n".join(lines)


def settle() -> None:
    """Let both threads finish what was begun."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MS, loop.quit)
    loop.exec()


def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the focus is."""
    for key in keys:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key, modifier)


def no_answer(counter: Counter, _shop: Shop) -> Callable[[], None]:
    """Record a call in vain on the Today page."""
    counter.window.show_page("today")
    counter.window.current_page().focus_first()
    settle()
    return lambda: press(Qt.Key.Key_N)


def saving_an_intake(counter: Counter, shop: Shop) -> Callable[[], None]:
    """Save the repair of a known customer on the Intake page."""
    counter.window.show_page("intake")
    page = counter.window.current_page()
    assert isinstance(page, IntakePage)
    page.focus_first()
    settle()
    page.form.customer.picker.picked.emit(customer_ids(shop)[0])
    settle()
    fault = page.form.field("fault", TextArea)
    fault.setText("镜腿松")
    fault.setFocus()
    settle()
    return page.save_button.click


def watch_worker(shop: Shop, entered: Entered) -> None:
    """Listen on the worker's thread, too: its shop is opened there."""
    reopened = shop.reopened

    def opened_and_watched() -> Shop:
        sys.setprofile(entered.note)
        return reopened()

    shop.reopened = opened_and_watched  # type: ignore[method-assign]


def main() -> None:
    """Play both actions twice, print the second counts."""
    entered = Entered()
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        make_sample_shop(path, NOW)
        shop = open_shop(path, clock=SetClock(NOW))
        watch_worker(shop, entered)
        counter = Counter(app, shop, Path(folder), dress(app, "zh_CN", "light"))
        counter.show()
        settle()
        settle()
        sys.setprofile(entered.note)
        for prepare in (no_answer, saving_an_intake):
            for _round in range(2):
                codes = entered.during(prepare(counter, shop))
            files = {code.co_filename for code in codes}
            # <genexpr>, <listcomp>, <lambda>; Python 3.12 and later enter fewer of them
            unnamed = sum(code.co_name.startswith("<") for code in codes)
            print(
                f"{prepare.__name__}: {len(files)} files, {len(codes)} functions"
                f" ({unnamed} of them comprehensions and lambdas)"
            )
            if "--names" in sys.argv:
                print(names(codes))
        sys.setprofile(None)
        counter.window.close()
        settle()


if __name__ == "__main__":
    main()
