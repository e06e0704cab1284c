"""Shows that something takes a while: after 200 ms that it works, after 2 s how far it is."""

from typing import Final

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from shopcare.ui.kit.context.background import Background, Job
from shopcare.ui.kit.style.tokens import SPACE_M
from shopcare.ui.kit.words.i18n import tr

SHOWN_AFTER_MS: Final = 200
COUNTED_AFTER_MS: Final = 2_000


class BusyLine(QWidget):
    """Words, a bar and a way to stop. Takes no room while nothing runs."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.job: Job | None = None
        """What is running; None while nothing is."""
        self.label = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self.cancel_button = QPushButton(tr("Cancel"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self.label)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self.cancel_button)
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._timer.timeout.connect(self.show)
        self.cancel_button.clicked.connect(self._on_cancel)
        self.hide()

    def run(self, background: Background, job: Job, words: str) -> None:
        """Start a job and show it until it ends; one that still runs is abandoned for it."""
        self.abandon()
        self.job = job
        job.progressed.connect(self._on_progressed)
        job.finished.connect(self._on_finished)  # before its result is handed over
        job.started.connect(self._on_started)
        self._words = words
        self._begin()
        background.start(job)

    def abandon(self) -> None:
        """Ignore whatever comes of the job that runs."""
        if self.job is not None:
            self.job.abandon()
            self._end()

    def _begin(self) -> None:
        self.label.setText(self._words)
        self._bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        self._clock.start()
        self._timer.start()

    @Slot()
    def _on_started(self) -> None:
        """Show a job again that a manager approved of, and that runs once more."""
        job = self.sender()
        if self.job is None and isinstance(job, Job) and not job.is_abandoned:
            self.job = job
            self._begin()

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        if self.sender() is not self.job:
            return  # it is from an abandoned one
        self._bar.setRange(0, total)  # 0 where it is not known
        self._bar.setValue(done)
        if self._clock.elapsed() >= COUNTED_AFTER_MS:
            counted = f"{done:,} / {total:,}" if total else f"{done:,}"
            self.label.setText(f"{self._words}  {counted}")

    @Slot()
    def _on_finished(self) -> None:
        if self.sender() is self.job:
            self._end()

    @Slot()
    def _on_cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()
        self.cancel_button.setEnabled(False)
        self.label.setText(tr("Stopping …"))

    def _end(self) -> None:
        self.job = None
        self._timer.stop()
        self.hide()
