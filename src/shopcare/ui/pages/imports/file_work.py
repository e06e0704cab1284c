"""One piece of work on a file at a time, in the background; stale results are ignored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from shopcare.services.exchange.import_customers import import_customers
from shopcare.services.exchange.import_preview import ImportKind, ImportPreview, look_at
from shopcare.services.exchange.import_purchases import import_purchases
from shopcare.services.exchange.import_report import ImportReport
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.background import Background, Job
from shopcare.ui.kit.context.operation import LongOperation, Progress
from shopcare.ui.kit.widgets.busy import BusyLine
from shopcare.ui.kit.words.i18n import tr


class Task(StrEnum):
    """What is being done with the file."""

    LOOK = "look"
    TRIAL = "trial"
    BRING_IN = "bring_in"


@dataclass(frozen=True, slots=True)
class Source:
    """A file and how it is to be read."""

    path: Path
    kind: ImportKind | None = None
    """None: what its headings say."""
    columns: Mapping[str, Sequence[str]] | None = None
    """None: as they are recognised."""
    lunar_sign: str | None = None
    """Which bare sign means a lunar birthday; None: nobody has said."""


def look(source: Source) -> LongOperation[ImportPreview]:
    """Make the work of looking at a file."""

    def run(shop: Shop, progress: Progress) -> ImportPreview:
        return look_at(source.path, source.kind, source.columns, shop=shop)

    return run


def bring_in(source: Source, *, trial: bool) -> LongOperation[ImportReport]:
    """Make the work of bringing a file in, or of seeing what that would do.

    ``progress`` raises where the user cancels; the transaction is then taken back.
    """

    def run(shop: Shop, progress: Progress) -> ImportReport:
        if source.kind is ImportKind.PURCHASES:
            return import_purchases(
                shop, source.path, columns=source.columns, dry_run=trial, progress=progress
            )
        return import_customers(
            shop,
            source.path,
            columns=source.columns,
            lunar_sign=source.lunar_sign,
            dry_run=trial,
            progress=progress,
        )

    return run


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
