"""Long work beside the window: on its own thread and shop, with progress, cancellable."""

import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial

from PySide6.QtCore import QObject, QThread, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from shopcare.domain.changes import changes_of
from shopcare.domain.errors import Refusal, Trouble
from shopcare.domain.people.staff import Staff
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Approval, Call, LongOperation, T, needs_manager
from shopcare.ui.kit.words.i18n import problem_text, technical_text

TELL_EVERY_SECONDS = 0.05


class Cancelled(Exception):
    """The user stopped the work; raised inside the operation, which then leaves nothing behind."""


class Work(QThread):
    """One piece of work without a shop, on a thread of its own."""

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self.result: object = None
        self.error: Exception | None = None
        """Why there is no result."""

    def run(self) -> None:
        """Work, on the thread of its own."""
        try:
            self.result = self._work()
        except Exception as error:  # told in the window
            self.error = error


class WorkingWindow(QWidget):
    """A window without a shop that has work done, and stays until it has ended.

    Closed before, it would take the thread with it in the middle of what is being written.
    """

    def __init__(self) -> None:
        super().__init__()
        self.work: Work | None = None

    def carry_out(self, work: Callable[[], object], then: Callable[[], None]) -> None:
        """Begin with some work; ``then`` is a slot that reads its result or error."""
        self.work = Work(work, self)
        self.work.finished.connect(then)
        self.work.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay while there is work."""
        if self.work is not None and self.work.isRunning():
            event.ignore()
            return
        super().closeEvent(event)


class Job(QThread):
    """One piece of long work. Give it to ``Background.start``, which keeps it until it ends."""

    progressed = Signal(int, int)
    """How far it is: done, total (0 if it is not known)."""
    succeeded = Signal()
    """It is done, and its result was handed over."""
    failed = Signal(str, str)
    """It is refused or in trouble: the sentence, and the technical part (may be empty)."""
    cancelled = Signal()
    """It was cancelled and left nothing behind."""

    def __init__(
        self, operation: LongOperation[T], then: Callable[[T], None] | None = None
    ) -> None:
        """Prepare the work.

        Args:
            operation: gets a shop of its own, and whom to tell how far it is.
            then: a slot for the result; not called if its owner was deleted, or after ``abandon``.
        """
        super().__init__()

        def carry_out(shop: Shop) -> T:
            with closing(shop):
                return operation(shop, progress=self._tell)

        self.call: Call[object] = Call[T](carry_out, then)
        self.make_shop: Callable[[], Shop] | None = None
        self.is_abandoned = False
        self._told_at = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self.requestInterruption()

    def abandon(self) -> None:
        """Ask the work to stop, and ignore whatever comes of it; what it saved is still told."""
        self.cancel()
        self.is_abandoned = True

    def run(self) -> None:
        """Work, on the job's own thread."""
        assert self.make_shop is not None
        self.call.carry_out(self.make_shop)

    def _tell(self, done: int, total: int) -> None:
        if self.isInterruptionRequested():
            raise Cancelled
        now = time.monotonic()
        if now - self._told_at >= TELL_EVERY_SECONDS or done == total:
            self._told_at = now
            self.progressed.emit(done, total)


class Background(QObject):
    """Starts jobs, keeps them alive, and tells every page what they changed."""

    changed = Signal(object)
    """Facts were saved; carries ``Changes``."""
    manager_wanted = Signal(object)
    """Only a manager may do this; carries ``Approval``. See ``asks_managers``."""

    def __init__(self, make_shop: Callable[[], Shop], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_shop = make_shop
        self.asks_managers = False
        """Whether a manager is asked to approve on the spot, before a job is told as failed."""
        self.jobs: set[Job] = set()

    def start(self, job: Job) -> None:
        """Start a job on its own thread with its own shop."""
        job.finished.connect(self._on_finished)
        self._run(job, self._make_shop)

    def _run(self, job: Job, make_shop: Callable[[], Shop]) -> None:
        job.make_shop = make_shop
        self.jobs.add(job)
        job.start()

    def stop(self, within_ms: int = 20_000) -> bool:
        """Cancel what is running and wait for it; False if time ran out."""
        for job in self.jobs:
            job.cancel()
        ended = [job.wait(within_ms) for job in self.jobs]
        return all(ended)

    @Slot()
    def _on_finished(self) -> None:
        for job in [job for job in self.jobs if job.isFinished()]:
            self.jobs.discard(job)
            job.wait()
            self._settle(job)

    def _settle(self, job: Job) -> None:
        error = job.call.error
        if self.asks_managers and error is not None and needs_manager(error):
            if not job.is_abandoned:
                self.manager_wanted.emit(
                    Approval(partial(self._repeat, job), partial(_tell_end, job))
                )
            return
        if not job.is_abandoned:
            _tell_end(job)
        if error is not None and not isinstance(error, Cancelled | Refusal | Trouble):
            sys.excepthook(type(error), error, error.__traceback__)
        if error is None and (changes := changes_of(job.call.result)) is not None:
            self.changed.emit(changes)

    def _repeat(self, job: Job, manager: Staff) -> None:
        """Do the work once more, now that a manager approves of it."""

        def approved() -> Shop:
            shop = self._make_shop()
            shop.approver = manager
            return shop

        self._run(job, approved)


def _tell_end(job: Job) -> None:
    error = job.call.error
    if error is None:
        job.call.give_result()
        job.succeeded.emit()
    elif isinstance(error, Refusal | Trouble):
        job.failed.emit(problem_text(error), technical_text(error))
    else:
        job.cancelled.emit()
