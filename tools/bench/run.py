"""Runs every measurement on one made-up shop."""

import os
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from bench import at_the_counter, bringing_in, start_up
from bench.figures import Figure
from bench.made_up_shop import make_shop
from shopcare.app import screen
from shopcare.app.main import make_application, qt_is_there
from shopcare.services.setup.sample_shop import ZONE
from shopcare.services.upkeep.upkeep import keep_in_order

MOST_CUSTOMERS: Final = 1_000_000


def run_bench(customers: int, say: Callable[[str], None]) -> list[Figure]:
    """Measure this PC; nothing of the shop's own data is touched.

    Args:
        customers: how many customers, cases and callbacks the made-up shop has.
        say: told what is being done.
    """
    if not screen.has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if not qt_is_there(window=False):  # loads Qt as every start does
        return []
    now = datetime.now(ZONE).replace(microsecond=0)
    with tempfile.TemporaryDirectory(prefix="shopcare-bench-") as name:
        folder = Path(name)
        say(f"making a shop of {customers:,} customers, cases and callbacks …")
        made = make_shop(folder / "shop.db", customers, now)
        # FTS5 goes through the whole table of tokens at every commit, and it stays as large as
        # the connection's largest transaction has made it: nobody saves on an import's connection.
        shop = made.reopened()
        made.close()
        while keep_in_order(shop, _nobody_waits):  # as the program does in its first idle seconds
            pass
        say("starting …")
        figures = start_up.measure(shop.path.parent)
        say("at the counter …")
        figures += _in_the_window(shop.path)
        figures += [*at_the_counter.saving(shop), *at_the_counter.slip(shop)]
        shop.close()
        say("bringing data in …")
        figures += bringing_in.measure(folder, min(customers, bringing_in.ROWS), now)
    return figures


def _nobody_waits() -> bool:
    return False


def _in_the_window(file: Path) -> list[Figure]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from shopcare.app.window import REST_MS, Counter, dress
    from shopcare.services.shop import open_shop

    app = make_application()
    shop = open_shop(file)
    theme = dress(app, shop.settings.screen_language, shop.settings.theme)
    counter = Counter(app, shop, file.parent, theme)
    counter.window.setWindowState(Qt.WindowState.WindowNoState)
    counter.window.resize(1366, 768)
    counter.show()
    if not QTest.qWaitForWindowExposed(counter.window):  # a hidden window paints nothing
        raise TimeoutError(counter.window)
    QTest.qWait(4 * REST_MS)  # as long as somebody takes who looks at the list first
    figures = at_the_counter.search(counter.window)
    figures += at_the_counter.todays_calls(shop, counter.window)
    counter.window.close()
    app.processEvents()  # the screen's memory is written now, not when its folder is gone
    return figures
