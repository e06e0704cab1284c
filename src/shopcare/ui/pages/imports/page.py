"""The Bring in page: a file, its columns, what would happen, and then it happens."""

from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from shopcare.domain.changes import Changes
from shopcare.domain.ids import ImportId
from shopcare.services.exchange.import_preview import ImportKind, ImportPreview
from shopcare.services.exchange.import_report import ImportReport
from shopcare.services.exchange.import_runs import undo_import
from shopcare.ui.kit.context.background import Job
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.box_layouts import add_items, column_layout
from shopcare.ui.kit.layout.containers import ShownStack
from shopcare.ui.kit.navigation import Page, RecordLink
from shopcare.ui.kit.style.tokens import SPACE_M, Meaning
from shopcare.ui.kit.words.i18n import ntr, tr
from shopcare.ui.pages.imports.columns_box import field_words
from shopcare.ui.pages.imports.earlier import EarlierImports
from shopcare.ui.pages.imports.export_line import ExportLine
from shopcare.ui.pages.imports.file_view import FileView
from shopcare.ui.pages.imports.source_box import DropZone, Source, Task, bring_in, look


class Face(StrEnum):
    """What the page is at; the main action follows from it."""

    EMPTY = "empty"
    WORKING = "working"
    UNREADABLE = "unreadable"
    MISSING = "missing"
    """A column has to be named first."""
    UNTRIED = "untried"
    """The trial was stopped, or failed."""
    READY = "ready"
    NOTHING_NEW = "nothing_new"
    DONE = "done"


_ENDINGS: Final = "*.xlsx *.xls *.xlsb *.ods *.csv *.txt *.tsv *.htm *.html *.xml *.mht"
WANT_FILE = frozenset({Face.EMPTY, Face.UNREADABLE, Face.NOTHING_NEW, Face.DONE})


class ImportsPage(Page):
    """Everything on one page; nothing is saved before the main action is pressed."""

    def __init__(self, context: PageContext) -> None:
        """Wait for a file."""
        super().__init__(tr("Import"))
        self._context = context
        self._source = Source(Path())
        self._preview: ImportPreview | None = None
        self._to_take = 0
        self._import_id: ImportId | None = None
        self._focus_waits = False
        self.face = Face.EMPTY
        self.main_button = self.set_main_action(tr("Choose a file …"), "upload")
        self.records_button = self.add_action(tr("See the customers"), "users")
        self.report_button = self.add_action(tr("Show the report"), "printer")
        self.undo_button = self.add_action(tr("Undo this import"), "undo-2")
        self.doubles_button = self.add_action(tr("Doubles…"), "users")
        self._has_doubles = False
        self.drop_zone = DropZone()
        self.earlier = EarlierImports(context)
        self.view = FileView()
        self._task = Task.LOOK
        """What was begun last."""
        self.export_line = ExportLine(context)
        start = QWidget()
        column_layout(start, SPACE_M, (self.drop_zone, 3), (self.earlier, 2))
        self._faces = ShownStack(start, self.view)
        add_items(self.body, (self._faces, 1), self.export_line)
        self.setAcceptDrops(True)
        self._connect()
        self._show_face(Face.EMPTY)

    def _connect(self) -> None:
        self.main_button.clicked.connect(self._on_main)
        RecordLink(self.records_button, "customers")
        RecordLink(self.doubles_button, "duplicates")
        self.report_button.clicked.connect(self._on_report)
        self.undo_button.clicked.connect(self._on_undo)
        self.view.ask_line.answered.connect(self._on_answered)
        self.view.source_line.other_pressed.connect(self._on_choose)
        self.view.source_line.kind_chosen.connect(self._on_kind)
        self.view.columns.changed.connect(self._on_columns)

    def focus_first(self) -> None:
        """Put the focus on the main action."""
        self.main_button.setFocus()

    def count_anew(self) -> None:
        """Show what the command line has imported meanwhile as well."""
        self.earlier.refresh()

    def take_file(self, path: Path) -> None:
        """Look at a file that was chosen or dropped."""
        if self._is_bringing_in():
            return
        self._source, self._preview = Source(path), None
        self.view.source_line.show_file(path)
        self.view.show_preview(None)
        self._look()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one file."""
        if event.mimeData().hasUrls() and not self._is_bringing_in():
            self.drop_zone.show_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Calm down."""
        self.drop_zone.show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file that was dropped."""
        self.drop_zone.show_over(False)
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take_file(Path(paths[0]))

    def _is_bringing_in(self) -> bool:
        return self.face is Face.WORKING and self._task is Task.BRING_IN

    def _look(self) -> None:
        work = partial(look, source=self._source)
        self._start(Task.LOOK, Job(work, self._on_looked), tr("Looking at the file …"))

    def _try_out(self) -> None:
        self.view.outcome.clear()
        work = partial(bring_in, source=self._source, trial=True)
        self._start(Task.TRIAL, Job(work, self._on_tried), tr("Preparing the preview …"))

    def _start(self, task: Task, job: Job, words: str) -> None:
        """Work on the file; whatever comes of what was begun before is ignored."""
        self._task = task
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self.view.busy.run(self._context.background, job, words)
        self._show_face(Face.WORKING)

    def _show_face(self, face: Face, words: str = "", meaning: Meaning = Meaning.INFO) -> None:
        """Say how it stands and name the next step."""
        self.face = face
        self.view.say(words, meaning)
        self.view.set_working(self._is_bringing_in())
        self._faces.setCurrentIndex(0 if face is Face.EMPTY else 1)
        self.records_button.setVisible(face is Face.DONE)
        self.doubles_button.setVisible(face is Face.DONE and self._has_doubles)
        is_kept = face is Face.DONE and self._import_id is not None
        self.report_button.setVisible(is_kept)
        self.undo_button.setVisible(is_kept)
        self.view.source_line.other_button.setVisible(face not in WANT_FILE)
        self.main_button.setText(self._next_step())
        self._enable_main(face not in {Face.WORKING, Face.MISSING})

    def _enable_main(self, enabled: bool) -> None:
        """Let the focus wait for the main action, instead of moving on to the next button."""
        if not enabled and self.main_button.hasFocus():
            self._focus_waits = True
            self.main_button.clearFocus()
        self.main_button.setEnabled(enabled)
        if enabled and self._focus_waits:
            self._focus_waits = False
            if self.focusWidget() is None or not self.focusWidget().hasFocus():
                self.main_button.setFocus()

    def _next_step(self) -> str:
        if self.face is Face.EMPTY:
            return tr("Choose a file …")
        if self.face in WANT_FILE:
            return tr("Choose another file …")
        if self.face is Face.UNTRIED:
            return tr("Preview again")
        if self.face is Face.READY:
            return tr("Import {n}", n=f"{self._to_take:,}")
        return tr("Import")

    @Slot()
    def _on_main(self) -> None:
        if self.face in WANT_FILE:
            self._on_choose()
        elif self.face is Face.UNTRIED:
            self._try_out()
        elif self.face is Face.READY:
            work = partial(bring_in, source=self._source, trial=False)
            self._start(Task.BRING_IN, Job(work, self._on_brought_in), tr("Importing …"))

    @Slot()
    def _on_choose(self) -> None:
        kinds = f"{tr('Tables')} ({_ENDINGS})"
        self._context.dialogs.open_file(self, tr("Choose the till's export"), kinds, self.take_file)

    @Slot(str)
    def _on_kind(self, kind: str) -> None:
        self._source = Source(self._source.path, ImportKind(kind))
        self._look()

    @Slot()
    def _on_columns(self) -> None:
        self._source = replace(self._source, columns=self.view.columns.choice())
        self._look()

    @Slot(str)
    def _on_answered(self, sign: str) -> None:
        """Try it out again with what only the shop can know."""
        self._source = replace(self._source, lunar_sign=sign or None)
        self._try_out()

    def _on_looked(self, preview: ImportPreview) -> None:
        self._preview = preview
        self._source = replace(self._source, kind=preview.kind)
        self.view.show_preview(preview)
        if preview.missing:
            missing = tr(", ").join(field_words(field) for field in preview.missing)
            words = tr("Say on the left which column is: {fields}.", fields=missing)
            self._show_face(Face.MISSING, words, Meaning.AMBER)
        else:
            self._try_out()

    def _on_tried(self, report: ImportReport) -> None:
        self.view.show_report(report)
        self._to_take = report.added + report.updated
        if self._to_take:
            self._show_face(Face.READY, tr("Nothing is saved yet."))
        elif report.unchanged:
            words = tr("Everything in this file is already on record.")
            self._show_face(Face.NOTHING_NEW, words, Meaning.GREEN)
        else:
            words = tr("No row of this file can be imported. The reasons are below.")
            self._show_face(Face.NOTHING_NEW, words, Meaning.AMBER)

    def _on_brought_in(self, report: ImportReport) -> None:
        self.view.show_report(report)
        words = ntr("{n} row imported.", "{n} rows imported.", report.added + report.updated)
        if report.calls:
            calls = ntr("{n} call started.", "{n} calls started.", report.calls)
            words = tr("{first} {second}", first=words, second=calls)
        self.message.emit(words)
        self._import_id = report.import_id
        self._has_doubles = bool(report.merge_candidates)
        self.earlier.refresh()
        self._show_face(Face.DONE, words, Meaning.GREEN)

    @Slot(str, str)
    def _on_failed(self, sentence: str, technical: str) -> None:
        """Say why and what to do; nothing was saved."""
        if self._task is Task.LOOK:
            self._preview = None
            self.view.source_line.show_unreadable()
            self.view.show_preview(None)
        face = Face.UNREADABLE if self._preview is None else Face.UNTRIED
        self._show_face(face, sentence, Meaning.RED)
        self.view.say(sentence, Meaning.RED, technical)

    @Slot()
    def _on_cancelled(self) -> None:
        face = Face.UNREADABLE if self._preview is None else Face.UNTRIED
        if self._task is Task.BRING_IN:
            face = Face.READY
        self._show_face(face, tr("Stopped. Nothing was saved."))

    @Slot()
    def _on_undo(self) -> None:
        if self._import_id is not None:
            undo = partial(undo_import, import_id=self._import_id)
            self._context.write_queue.submit(self.undo_button, undo, self._on_undone)

    def _on_undone(self, _changes: Changes) -> None:
        self._import_id = None
        self.earlier.refresh()
        words = tr("The import was undone.")
        self.message.emit(words)
        self._show_face(Face.UNTRIED, words)

    @Slot()
    def _on_report(self) -> None:
        self.earlier.show_report(self.report_button, self._import_id)
