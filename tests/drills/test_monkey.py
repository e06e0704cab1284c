"""Whatever is pressed, clicked, pasted or resized, the window stands and says designed words.

``SHOPCARE_MONKEY_STEPS`` makes the drill longer, ``SHOPCARE_MONKEY_SEED`` another one.
"""

import gc
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from monkey import FakeDialogs, Monkey
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from shopcare.app.window import Counter, dress
from shopcare.language.catalog import languages
from shopcare.services.setup.sample_file import in_language
from shopcare.services.setup.sample_shop import ZONE, make_sample_shop
from shopcare.services.shop import open_shop
from shopcare.system.clock import SetClock
from shopcare.ui.kit.words.i18n import tr

NOW = datetime(2026, 11, 23, 10, 15, tzinfo=ZONE)
STEPS = int(os.environ.get("SHOPCARE_MONKEY_STEPS", "100"))
SEED = int(os.environ.get("SHOPCARE_MONKEY_SEED", "9"))
OFFSCREEN = "This plugin does not support"
"""So begins what Qt only says where there is no screen."""
TOLD = 25
"""So many of the last things are told when something is wrong."""


class Met(list[str]):
    """The tracebacks of every exception that nobody caught."""

    def take(self, *met: Any) -> None:
        self.append("".join(traceback.format_exception(*met)))

    def take_thread(self, met: threading.ExceptHookArgs) -> None:
        self.append(repr(met))


@pytest.fixture
def met(monkeypatch: pytest.MonkeyPatch) -> Met:
    met = Met()
    monkeypatch.setattr(sys, "excepthook", met.take)
    monkeypatch.setattr(threading, "excepthook", met.take_thread)
    return met


class Counters:
    """Opens the counter on one shop file; another language opens another window, as it does."""

    def __init__(self, qtbot: Any, folder: Path) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app = app
        self._qtbot = qtbot
        self._folder = folder
        self.now: Counter
        self.opened = 0

    def open(self, language: str | None = None) -> Counter:
        """Open a counter, in the shop's own language unless another is asked for."""
        shop = in_language(open_shop(self._folder / "shop.db", clock=SetClock(NOW)), language)
        theme = dress(self._app, shop.settings.screen_language, "light")
        self.now = Counter(self._app, shop, self._folder, theme)
        self.opened += 1
        with self._qtbot.waitSignal(self.now.rested):
            self.now.show()
        self.now.window.showNormal()
        self.now.window.activateWindow()
        return self.now

    def open_again(self) -> Counter:
        """Wait until the window with the old language is gone, and open the next one."""
        self._qtbot.waitUntil(self.now.window.isHidden)
        return self.open()

    def close(self) -> None:
        """Close what is open."""
        self.now.window.close()
        gc.unfreeze()
        dress(self._app, "en", "light")


@pytest.fixture(params=languages())
def counters(
    request: pytest.FixtureRequest,
    qtbot: Any,
    met: Met,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Counters]:
    (tmp_path / "rubbish.csv").write_text('姓名,"手机\n,\x01;', encoding="utf-8")
    monkeypatch.setattr(FakeDialogs, "folder", tmp_path)
    monkeypatch.setattr("shopcare.app.window.Dialogs", FakeDialogs)
    make_sample_shop(tmp_path / "shop.db", NOW)
    counters = Counters(qtbot, tmp_path)
    try:
        counters.open(request.param)
        yield counters
    finally:
        counters.close()


def test_a_monkey_meets_nothing_but_designed_words(
    qtbot: Any, qtlog: Any, counters: Counters, met: Met
) -> None:
    monkey = Monkey(counters.now.window, Random(SEED))
    for number in range(STEPS):
        monkey.step()
        QTest.qWait(1)
        if counters.now.reopens:  # it found the language's list
            monkey.window = counters.open_again().window
        window = monkey.window
        wrong = [*met, *undesigned(window), *too_wide_at_rest(qtbot, window)]
        wrong += [r.message for r in qtlog.records if not r.message.startswith(OFFSCREEN)]
        if number % 10 == 9:
            monkey.close_what_is_in_front()
            wrong += lost_focus(qtbot, window)
        assert not wrong, f"step {number}: {wrong}\n" + "\n".join(monkey.did[-TOLD:])
    print(f"\n{STEPS} steps in {counters.opened} windows")


def undesigned(window: QWidget) -> list[str]:
    """Find what nobody wrote for a clerk: a code for a sentence, a value that was not filled in."""
    fallback = tr("This cannot be done ({code}).").partition("{")[0]
    texts = [w.text() for kind in (QLabel, QAbstractButton) for w in window.findChildren(kind)]
    return [text[:200] for text in texts if fallback in text or "Traceback" in text]


def too_wide_at_rest(qtbot: Any, window: QWidget) -> list[str]:
    """Find the same once the layout is done, which takes a busy machine a moment."""
    if too_wide(window):
        with suppress(qtbot.TimeoutError):
            qtbot.waitUntil(lambda: not too_wide(window), timeout=2_000)
    return too_wide(window)


def too_wide(window: QWidget) -> list[str]:
    """Find what sticks out of its window, and a window that cannot be as small as it should."""
    tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    wide = [w for top in tops for w in top.findChildren(QWidget) if w.isVisible()]
    told = [
        f"{type(w).__name__} {w.accessibleName()!r} is {w.width()} wide in {w.window().width()}"
        f" for {' > '.join(widest(w))}"
        for w in wide
        if w.width() > w.window().width()
    ]
    smallest = window.minimumSizeHint()
    if smallest.width() > 683 or smallest.height() > 384:
        told.append(f"the window cannot be smaller than {smallest.toTuple()}")
    return told


def widest(widget: QWidget) -> Iterator[str]:
    """Follow what asks for the room from a widget down to the one that cannot be narrower."""
    parts = [part for part in widget.findChildren(QWidget) if part.isVisible()]
    parts = [part for part in parts if part.parentWidget() is widget]
    if parts:
        part = max(parts, key=lambda one: max(one.minimumWidth(), one.minimumSizeHint().width()))
        text = part.text()[:40] if isinstance(part, QLabel | QAbstractButton) else ""
        needs = max(part.minimumWidth(), part.minimumSizeHint().width())
        yield f"{type(part).__name__} {text!r} {needs}"
        yield from widest(part)


def lost_focus(qtbot: Any, window: QWidget) -> list[str]:
    """Tell whether the keyboard leads nowhere: on no widget, or on one that is not seen."""

    def has_focus() -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and focus.isVisible()

    if QApplication.activeWindow() is None:  # without a screen, nobody gives it back
        window.activateWindow()
        QTest.qWait(50)
        if QApplication.activeWindow() is None:  # nor, while a paper's window opens, anybody can
            return []
    try:
        qtbot.waitUntil(has_focus, timeout=1_000)
    except qtbot.TimeoutError:
        QTest.keyClick(window, Qt.Key.Key_Tab)
    if has_focus():
        return []
    return [f"focus: {QApplication.focusWidget()}, active: {QApplication.activeWindow()}"]
