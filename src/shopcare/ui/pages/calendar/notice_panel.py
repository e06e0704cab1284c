"""The official notice: pasted or opened, seen with what it moves, then saved (X-14)."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from shopcare.domain.errors import Refusal
from shopcare.domain.people.staff import Action
from shopcare.services.papers.documents.call_lists import RescheduleRequest
from shopcare.services.rescheduling import calendar_changes
from shopcare.services.rescheduling.counted_change import CalendarChanged
from shopcare.ui.kit.context.background import Job
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.box_layouts import add_items, column_layout, row_layout
from shopcare.ui.kit.layout.card import Caption, SectionTitle
from shopcare.ui.kit.layout.containers import ResponsiveSplitter
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.papers.document_opener import DocumentOpener
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_XL, Meaning
from shopcare.ui.kit.widgets.busy import BusyLine
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.i18n import problem_text, tr
from shopcare.ui.pages.calendar.notice_result import (
    AppliedList,
    NoticeResult,
    Reading,
    read_in_background,
)

READ_AFTER_MS: Final = 350
MOST_BYTES: Final = 200_000


class NoticePanel(QWidget):
    """The text on the left, what comes of it on the right."""

    may_save_changed = Signal(bool)
    """The notice is understood and may be saved, or not any more."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._reading: Reading | None = None
        self._undoing = 0
        self.text_edit = QPlainTextEdit()
        self.text_edit.setTabChangesFocus(True)
        self.text_edit.setPlaceholderText(
            tr("Paste the text of the State Council's notice here (Ctrl+V).")
        )
        self.text_edit.setAccessibleName(tr("Text of the notice"))
        self.open_button = plain_button(tr("Open a text file …"), "upload")
        self.busy = BusyLine()
        self.result = NoticeResult()
        self.applied = AppliedList()
        self.papers = DocumentOpener(context, self)
        self._timer = QTimer(self, singleShot=True, interval=READ_AFTER_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = row_layout(None, None, (SectionTitle(tr("The notice")), 1), self.open_button)
        pasted, said = QWidget(), QWidget()
        left, right = column_layout(pasted, SPACE_M), column_layout(said, SPACE_M)
        add_items(
            left,
            head,
            (self.text_edit, 1),
            Caption(tr("Special notices that change a few days work the same way.")),
            self.applied,
        )
        add_items(right, self.busy, (self.result, 1))
        column_layout(self, None, ResponsiveSplitter(pasted, said, sizes=(400, 600), gap=SPACE_XL))

    def _connect(self) -> None:
        self.text_edit.textChanged.connect(self._on_typed)
        self._timer.timeout.connect(self._on_read)
        self.open_button.clicked.connect(self._on_open)
        self.result.moves.print_pressed.connect(self._on_print)
        self.applied.undo_pressed.connect(self._on_undo)

    def reload(self) -> None:
        """Look again at what is saved and who may save."""
        shop = self._context.shop
        notices = calendar_changes.applied_notices(shop)
        self.applied.show_notices(notices, may_undo=shop.may_ask(Action.CHANGE_CALENDAR))
        self._tell_may_save()

    @property
    def may_save(self) -> bool:
        """Say whether what is read can be saved by who is acting."""
        reading = self._reading
        understood = reading is not None and not reading.read.notice.not_understood
        allowed = self._context.shop.may_ask(Action.CHANGE_CALENDAR)
        return understood and self.busy.job is None and allowed

    def save(self) -> None:
        """Save what was read, with progress."""
        if not self.may_save:
            return
        apply = partial(calendar_changes.apply_notice, text=self.text_edit.toPlainText())
        self._begin(Job(apply, self._on_saved), tr("Saving the arrangement …"))

    def _begin(self, job: Job, words: str) -> None:
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self.busy.run(self._context.background, job, words)
        self._tell_may_save()

    def _tell_may_save(self) -> None:
        self.may_save_changed.emit(self.may_save)

    @Slot()
    def _on_typed(self) -> None:
        self._reading = None
        self.busy.abandon()
        self.result.clear()
        self._timer.start()
        self._tell_may_save()

    @Slot()
    def _on_read(self) -> None:
        text = self.text_edit.toPlainText()
        if text.strip():
            work = partial(read_in_background, text=text)
            self._begin(Job(work, self._on_reading), tr("Reading the notice …"))

    def _on_reading(self, reading: Reading) -> None:
        self._reading = reading
        today = self._context.shop.today()
        self.result.show_reading(self._context.shop, reading, today)
        self._tell_may_save()

    def _on_saved(self, saved: CalendarChanged) -> None:
        undo = partial(calendar_changes.undo_notice, notice_id=saved.subject_id)
        self._reading = None
        self.result.line.say(tr("The arrangement is saved."), Meaning.GREEN)
        self.reload()
        page_of(self).undo_offered.emit(tr("The arrangement is saved."), undo)

    @Slot(str, str)
    def _on_failed(self, sentence: str, _technical: str) -> None:
        self.result.show_refusal(sentence)
        self._tell_may_save()

    @Slot()
    def _on_cancelled(self) -> None:
        self.result.line.say(tr("Stopped. Nothing was saved."), Meaning.INFO)
        self._tell_may_save()

    @Slot()
    def _on_open(self) -> None:
        kinds = tr("Text") + " (*.txt)"
        self._context.dialogs.open_file(self, tr("Open the notice"), kinds, self._on_file)

    def _on_file(self, path: Path) -> None:
        try:
            self.text_edit.setPlainText(text_of_file(path))
        except Refusal as refusal:
            self.result.show_refusal(problem_text(refusal))

    @Slot()
    def _on_print(self) -> None:
        moves = self.result.moves
        if moves.shown is not None:
            because = tr("Holiday arrangement")
            request = RescheduleRequest(moves=moves.shown.moves, because=because)
            self.papers.open(moves.print_button, "reschedule_list", request)

    @Slot(int)
    def _on_undo(self, notice_id: int) -> None:
        self._undoing = notice_id
        self._context.dialogs.confirm(
            self,
            tr("Withdraw this arrangement?"),
            action=tr("Withdraw"),
            then=self._on_undo_confirmed,
            detail=tr("Every open call and deadline is worked out again without it."),
        )

    def _on_undo_confirmed(self) -> None:
        undo = partial(calendar_changes.undo_notice, notice_id=self._undoing)
        self._begin(Job(undo, self._on_undone), tr("Withdrawing the arrangement …"))

    def _on_undone(self, _undone: CalendarChanged) -> None:
        self.result.clear()
        self.result.line.say(tr("The arrangement is withdrawn."), Meaning.GREEN)
        self.reload()


def text_of_file(path: Path) -> str:
    """Read a text in UTF-8, GB18030, or UTF-16 with its mark.

    Raises:
        Refusal: ``file_unreadable``, ``file_no_text``.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refusal("file_unreadable", file=path.name) from error
    encodings = ["utf-8-sig", "gb18030"]
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(content) <= MOST_BYTES and "\0" not in text:
            return text
    raise Refusal("file_no_text", file=path.name)
