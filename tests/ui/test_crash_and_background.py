"""When things go wrong or take long: drafts first, calm words, and nothing half done."""

import sys
import threading
from functools import partial

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from building.screen import Memory
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Trouble
from shopcare.system.log import traceback_text
from shopcare.ui.frame.window import Window
from shopcare.ui.kit.context.background import Background, Cancelled, Job
from shopcare.ui.kit.context.crash import MOST, MOST_WRITTEN, CrashHook
from shopcare.ui.kit.context.page_context import Dialogs
from shopcare.ui.kit.context.write_queue import WriteQueue
from shopcare.ui.kit.navigation import Page, PageSpec
from shopcare.ui.kit.widgets.busy import SHOWN_AFTER_MS, BusyLine
from shopcare.ui.kit.words.formatting import long_day_words, money_words, near_day_words

REPORT = "/shop/crash.log"


class Kept:
    def __init__(self) -> None:
        self.order: list[str] = []
        self.log = ""

    def save_drafts(self) -> None:
        self.order.append("drafts")

    def write_log(self, text: str) -> None:
        self.order.append("log")
        self.log += text


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def hook(qapp, kept):
    hook = CrashHook(kept.save_drafts, kept.write_log, REPORT)
    hook.install()
    yield hook
    hook.remove()
    for box in open_boxes():
        box.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def open_boxes() -> list[QMessageBox]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]


def meet(error: Exception) -> None:
    try:
        raise error
    except type(error):
        sys.excepthook(*sys.exc_info())


def test_drafts_are_kept_and_the_technical_part_is_folded_away(hook, kept) -> None:
    meet(ZeroDivisionError("division by zero"))
    assert kept.order == ["log", "drafts"]
    assert "ZeroDivisionError" in kept.log
    (box,) = open_boxes()
    assert "ZeroDivisionError" in box.detailedText()
    assert "ZeroDivisionError" not in box.text() + box.informativeText()


def test_one_box_is_enough(hook, kept) -> None:
    for _ in range(3):
        meet(ValueError("again"))
    assert len(open_boxes()) == 1
    assert kept.log.count("ValueError from") == 3


def test_the_report_to_be_handed_on_is_named_and_holds_no_customers_words(hook, kept) -> None:
    meet(ValueError("王小明 13800138000"))
    (box,) = open_boxes()
    assert REPORT in box.informativeText()
    assert "王小明" not in kept.log + box.detailedText() + box.informativeText()


def test_a_report_that_cannot_be_written_stops_nothing(qapp, kept, hook) -> None:
    def full(_text: str) -> None:
        raise OSError("disk full")

    CrashHook(kept.save_drafts, full, REPORT).install()  # the fixture takes the hook away again
    meet(ValueError("first"))
    assert kept.order == ["drafts"]
    (box,) = open_boxes()
    assert REPORT not in box.informativeText()


def test_after_the_third_error_in_a_minute_closing_is_offered(hook, kept) -> None:
    for _ in range(MOST):
        for box in open_boxes():
            box.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        meet(ValueError("again"))
    (box,) = open_boxes()
    assert "Close ShopCare" in [button.text() for button in box.buttons()]
    assert "keeps happening" in box.informativeText()


def test_it_is_said_when_drafts_could_not_be_kept(hook, kept) -> None:
    def broken() -> None:
        raise OSError("disk full")

    CrashHook(broken, kept.write_log, REPORT).install()  # the fixture takes the hook away again
    meet(ValueError("first"))
    assert "OSError from" in kept.log
    assert "could not be kept" in open_boxes()[0].informativeText()


def test_an_error_on_another_thread_arrives_too(hook, kept, qtbot) -> None:
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: "ZeroDivisionError" in kept.log)


class Broken(QWidget):
    """Fails each time it is painted, and asks to be painted again."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = 0

    def paintEvent(self, _event) -> None:
        self.painted += 1
        self.update()
        raise RuntimeError("王小明 13800138000")


def test_an_error_at_every_paint_leaves_one_box_and_a_short_report(hook, kept, qtbot) -> None:
    broken = Broken()
    qtbot.addWidget(broken)
    broken.show()
    qtbot.waitUntil(lambda: broken.painted > 2 * MOST_WRITTEN)
    broken.hide()
    assert len(open_boxes()) == 1
    assert kept.log.count("RuntimeError from") == MOST_WRITTEN
    assert "王小明" not in kept.log


def test_an_error_of_the_hook_itself_does_not_come_back_for_ever(qapp, kept, hook) -> None:
    def fails_again() -> None:
        sys.excepthook(ValueError, ValueError("王小明"), None)
        raise RecursionError

    CrashHook(fails_again, kept.write_log, REPORT).install()  # the fixture takes the hook away
    meet(ZeroDivisionError())
    assert kept.log.count("ValueError from") == kept.log.count("RecursionError from") == 1
    assert "王小明" not in kept.log
    assert len(open_boxes()) == 1


def test_a_report_tells_neither_notes_nor_a_thousand_frames_and_ends_where_causes_meet() -> None:
    def deeper(left: int) -> None:
        deeper(left - 1) if left else 1 / 0

    try:
        deeper(500)
    except ZeroDivisionError as error:
        first, second = error, ValueError("13800138000")
        first.add_note("王小明")
        first.__cause__, second.__cause__ = second, first
        text = traceback_text(first)
    assert len(text.splitlines()) < 100
    assert text.count("ValueError from") == text.count("ZeroDivisionError from") == 1
    assert "王小明" not in text and "13800138000" not in text


def test_a_page_that_fails_neither_loses_the_drafts_of_others_nor_holds_up_the_closing(
    qtbot, fake_shop
) -> None:
    class Failing(Page):
        def keep_draft(self) -> None:
            raise RuntimeError

    class Keeping(Page):
        kept = 0

        def keep_draft(self) -> None:
            Keeping.kept += 1

    pages = {"one": Failing("One"), "two": Keeping("Two")}
    window = Window(
        [PageSpec(key=key, title=key, sign="phone", factory=partial(pages.get, key))
         for key in pages],
        write_queue=WriteQueue(lambda: fake_shop), find=lambda _: [], remember=Memory(),
        shop_name="",
    )  # fmt: skip
    qtbot.addWidget(window)
    for key in pages:
        window.page(key)
    with pytest.raises(RuntimeError):
        window.keep_drafts()
    assert Keeping.kept == 1
    with qtbot.waitSignal(window.closing), pytest.raises(RuntimeError):
        window.close()
    assert Keeping.kept == 2


class Shop:
    def __init__(self) -> None:
        self.rows: list[int] = []

    def close(self) -> None:
        self.rows.append(-1)


@pytest.fixture
def background(qapp):
    background = Background(Shop)
    yield background
    assert background.stop(5_000)


def test_long_work_tells_how_far_it_is_and_what_it_changed(background, qtbot) -> None:
    def work(shop, progress):
        for number in range(1, 11):
            progress(number, 10)
        return Changes.of(ChangeKind.CUSTOMER)

    job, far = Job(work), []
    job.progressed.connect(lambda done, total: far.append((done, total)))
    with qtbot.waitSignals([job.succeeded, background.changed]):
        background.start(job)
    assert far[-1] == (10, 10)
    assert not background.jobs


def test_the_result_of_long_work_goes_to_its_slot(background, qtbot) -> None:
    given: list[int] = []
    job = Job(lambda shop, progress: 7, given.append)
    with qtbot.waitSignal(job.succeeded):
        background.start(job)
    assert given == [7]


def test_the_result_of_abandoned_work_is_ignored_but_not_what_it_saved(background, qtbot) -> None:
    given: list[Changes] = []
    job = Job(lambda shop, progress: Changes.of(ChangeKind.CASE), given.append)
    job.succeeded.connect(lambda: given.append(Changes.of()))
    background.start(job)
    job.abandon()
    with qtbot.waitSignal(background.changed) as told:
        pass
    assert told.args[0].touches(ChangeKind.CASE)
    assert given == []


def test_cancelled_work_leaves_nothing_behind(background, qtbot) -> None:
    started, undone = threading.Event(), []

    def work(shop, progress):
        try:
            while True:
                started.set()
                progress(1, 0)
        except Cancelled:
            undone.append(True)
            raise

    job = Job(work)
    with qtbot.waitSignal(job.cancelled):
        background.start(job)
        started.wait(5)
        job.cancel()
    assert undone == [True]


def test_trouble_in_long_work_becomes_a_sentence(background, qtbot) -> None:
    def work(shop, progress):
        raise Trouble("shop_file_locked", technical="locked")

    job = Job(work)
    with qtbot.waitSignal(job.failed) as told:
        background.start(job)
    assert told.args[0]
    assert told.args[1] == "locked"


@pytest.fixture
def busy_line(qtbot) -> BusyLine:
    line = BusyLine()
    qtbot.addWidget(line)
    return line


def test_a_busy_line_stays_away_from_short_work(busy_line, background, qtbot) -> None:
    job = Job(lambda shop, progress: None)
    with qtbot.waitSignal(job.succeeded):
        busy_line.run(background, job, "Reading")
        assert busy_line.isHidden()
    assert busy_line.job is None
    qtbot.wait(SHOWN_AFTER_MS + 50)
    assert busy_line.isHidden()


def test_a_busy_line_shows_long_work_until_it_is_stopped(busy_line, background, qtbot) -> None:
    def work(shop, progress):
        while True:
            progress(5, 10)

    job = Job(work)
    with qtbot.waitSignal(job.cancelled):
        busy_line.run(background, job, "Reading")
        qtbot.waitUntil(busy_line.isVisible)
        assert busy_line.label.text() == "Reading"
        busy_line.cancel_button.click()
        assert not busy_line.cancel_button.isEnabled()
    assert busy_line.isHidden()


def test_a_busy_line_forgets_the_job_that_another_takes_the_place_of(
    busy_line, background, qtbot
) -> None:
    goes_on = threading.Event()
    done: list[str] = []

    def late(shop, progress):
        goes_on.wait(5)

    first = Job(late, lambda _nothing: done.append("first"))
    second = Job(lambda shop, progress: goes_on.wait(5), lambda _waited: done.append("second"))
    busy_line.run(background, first, "Looking")
    busy_line.run(background, second, "Trying it out")
    assert busy_line.job is second
    goes_on.set()
    qtbot.waitUntil(lambda: not background.jobs)
    assert done == ["second"]
    assert busy_line.job is None


def test_a_question_has_named_buttons_and_enter_is_harmless(qtbot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    pressed = []
    Dialogs().confirm(parent, "Delete the draft?", action="Delete", then=lambda: pressed.append(1))
    box = parent.findChild(QMessageBox)
    assert [button.text() for button in box.buttons()] == ["Delete", "Cancel"]
    assert box.defaultButton().text() == "Cancel"
    with qtbot.waitSignal(box.destroyed):
        box.buttons()[0].click()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert pressed == [1]


def test_days_and_money_are_written_as_people_read_them(in_chinese) -> None:
    from datetime import date

    from shopcare.domain.money import Fen

    thursday = date(2026, 3, 5)
    assert long_day_words(thursday) == "2026年3月5日 星期四"
    assert near_day_words(date(2026, 3, 6), thursday) == "明天"
    assert near_day_words(date(2026, 4, 6), thursday) == "2026-04-06"
    assert money_words(Fen(-128_000)) == "-¥1,280.00"
