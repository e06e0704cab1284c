"""One piece of work on a file at a time; what is no longer asked for is never heard of again."""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal, Slot

from shopcare.ui.kit.context.background import Background, Job
from shopcare.ui.kit.widgets.busy import BusyLine
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.imports.work import Source, bring_in, look


class Task(StrEnum):
    """What is being done with the file."""

    LOOK = "look"
    TRIAL = "trial"
    BRING_IN = "bring_in"


class FileWork(QObject):
    """Looks at a file, tries it out, brings it in: in the background, with progress."""

    looked = Signal(object)
    """The file was looked at: an ``ImportPreview``."""
    tried = Signal(object)
    """What would happen: an ``ImportReport``."""
    brought_in = Signal(object)
    """What has happened: an ``ImportReport``."""
    failed = Signal(str, str)
    """Why not: the sentence, and the technical part."""
    cancelled = Signal()
    """It was stopped and left nothing behind."""

    def __init__(self, background: Background, busy: BusyLine) -> None:
        """Take where the work is done and the line that shows how far it is."""
        super().__init__()
        self._background = background
        self._busy = busy
        self._job: Job | None = None
        self.task = Task.LOOK
        """What was begun last."""
        busy.cancel_pressed.connect(self.cancel)

    def look(self, source: Source) -> None:
        """Look at a file."""
        self._start(Task.LOOK, Job(look(source)), tr("Looking at the file …"))

    def try_out(self, source: Source) -> None:
        """See what bringing a file in would do."""
        self._start(Task.TRIAL, Job(bring_in(source, trial=True)), tr("Trying it out …"))

    def bring_in(self, source: Source) -> None:
        """Bring a file in."""
        self._start(Task.BRING_IN, Job(bring_in(source, trial=False)), tr("Bringing in …"))

    @Slot()
    def cancel(self) -> None:
        """Stop what is being done."""
        if self._job is not None:
            self._job.cancel()

    def _start(self, task: Task, job: Job, words: str) -> None:
        self.cancel()
        self.task, self._job = task, job
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self._busy.begin(words)
        self._background.start(job)

    def _is_current(self) -> bool:
        """Tell whether the signal that is answered comes from the job that is waited for."""
        return self._job is not None and self.sender() is self._job

    def _over(self) -> bool:
        """Forget a job that has ended; False if another one is waited for by now."""
        if not self._is_current():
            return False
        self._job = None
        self._busy.end()
        return True

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        if self._is_current():
            self._busy.progress(done, total)

    @Slot(object)
    def _on_succeeded(self, result: object) -> None:
        if self._over():
            said = {Task.LOOK: self.looked, Task.TRIAL: self.tried, Task.BRING_IN: self.brought_in}
            said[self.task].emit(result)

    @Slot(str, str)
    def _on_failed(self, sentence: str, technical: str) -> None:
        if self._over():
            self.failed.emit(sentence, technical)

    @Slot()
    def _on_cancelled(self) -> None:
        if self._over():
            self.cancelled.emit()
