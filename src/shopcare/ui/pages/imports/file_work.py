"""One piece of work on a file at a time; stale results are ignored."""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal

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
        self.task = Task.LOOK
        """What was begun last."""

    def look(self, source: Source) -> None:
        """Look at a file."""
        self._start(Task.LOOK, Job(look(source), self.looked.emit), tr("Looking at the file …"))

    def try_out(self, source: Source) -> None:
        """See what bringing a file in would do."""
        job = Job(bring_in(source, trial=True), self.tried.emit)
        self._start(Task.TRIAL, job, tr("Preparing the preview …"))

    def bring_in(self, source: Source) -> None:
        """Bring a file in."""
        job = Job(bring_in(source, trial=False), self.brought_in.emit)
        self._start(Task.BRING_IN, job, tr("Importing …"))

    def _start(self, task: Task, job: Job, words: str) -> None:
        self.task = task
        job.failed.connect(self.failed)
        job.cancelled.connect(self.cancelled)
        self._busy.run(self._background, job, words)
