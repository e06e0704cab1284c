"""The photos of a case on its card: thumbnails, and the ways in which more are added (X-4)."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from shopcare.domain.cases.case import Case, Stage
from shopcare.domain.goods.photo import Photo, PhotoDraft, PhotoKind
from shopcare.domain.ids import CaseId
from shopcare.language.records.goods_words import PHOTO_KINDS
from shopcare.services.cases.cases import CaseFile
from shopcare.services.goods.photos import thumbnails_of
from shopcare.ui.kit.context.background import Job
from shopcare.ui.kit.context.operation import undoing
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import SectionTitle, plain_tip
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.style.tokens import SPACE_M, Meaning
from shopcare.ui.kit.widgets.busy import BusyLine
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.widgets.marked_view import pixmap_of
from shopcare.ui.kit.words.i18n import ntr, problem_text, tr
from shopcare.ui.pages.cases.goods.photo_sources import (
    Source,
    Taken,
    adding,
    copied,
    sources_of,
)

PASTE_KEY: Final = "Ctrl+V"
_SIDE: Final = 84
_KINDS_OF_FILES: Final = "(*.jpg *.jpeg *.png *.bmp)"
_AFTER_WORK: Final = (Stage.CHECKED, Stage.READY, Stage.HANDED_OVER)


class Thumbnail(QToolButton):
    """One photo; pressed, it is shown large."""

    def __init__(self, photo: Photo, jpeg: bytes | None) -> None:
        super().__init__()
        self.photo = photo
        self.setProperty("look", "quiet")
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.setFixedSize(_SIDE + 2 * SPACE_M, _SIDE + 2 * SPACE_M)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        pixmap = pixmap_of(jpeg or b"")
        if pixmap.isNull():
            self.setText(tr("Damaged"))
        else:
            self.setIcon(QIcon(pixmap))
        kind = tr(PHOTO_KINDS[photo.kind])
        told = " · ".join(filter(None, (kind, photo.caption)))
        self.setAccessibleName(tr("Photo: {what}", what=told))
        self.setToolTip(plain_tip(told))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show it large with Enter, too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class PhotoStrip(QWidget):
    """Files are chosen or dropped, a photo is pasted; reading them is done beside the window."""

    open_wanted = Signal(int)
    """A photo is to be shown large; carries its id."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._case: Case | None = None
        self._shown: tuple[Photo, ...] = ()
        self._waiting: list[tuple[CaseId, PhotoDraft, Sequence[Source]]] = []
        self.thumbnails: list[Thumbnail] = []
        self.line = FlowLine()
        self.kind_box: ChoiceBox[PhotoKind] = ChoiceBox(
            [(kind, tr(words)) for kind, words in PHOTO_KINDS.items()]
        )
        self.kind_box.setAccessibleName(tr("What the photos show"))
        self.add_button = quiet_button(tr("Add photos …"), "plus")
        self.paste_button = quiet_button(tr("Paste"), "clipboard-list")
        self.paste_button.setToolTip(f"{tr('Paste a photo from the clipboard')}  {PASTE_KEY}")
        self.add_button.setToolTip(tr("Choose files, or drop them on the card"))
        self.busy = BusyLine()
        self.notice = NoticeLine()
        self._lay_out()
        self.add_button.clicked.connect(self._on_add)
        self.paste_button.clicked.connect(self._on_paste)

    def show_file(self, file: CaseFile) -> None:
        """Show the photos of another case; their thumbnails are read only where there are any."""
        case = file.case
        if self._case is None or self._case.id != case.id:
            self.notice.tell("")
            self.kind_box.set_value(_usual_kind(case))
        self._case = case
        self._ways.setVisible(case.voided is None)
        if file.photos != self._shown:
            self._shown = file.photos
            self._show_thumbnails(case.id)
        self.setVisible(bool(file.photos) or case.voided is None)

    def can_take(self, dragged: QMimeData) -> bool:
        """Say whether what is dragged over the card may be photos."""
        return self._ways.isVisible() and bool(sources_of(dragged))

    def take(self, given: QMimeData) -> None:
        """Add the photos that were dropped or pasted."""
        self._read(sources_of(given))

    def _lay_out(self) -> None:
        self._ways = FlowLine()
        self._ways.add(self.kind_box)
        self._ways.add(self.add_button)
        self._ways.add(self.paste_button)
        title = SectionTitle(tr("Photos"))
        column_layout(self, SPACE_M, title, self.line, self._ways, self.busy, self.notice)
        self.line.hide()

    def _show_thumbnails(self, case_id: CaseId) -> None:
        found = thumbnails_of(self._context.shop, case_id) if self._shown else {}
        self.line.clear()
        self.thumbnails = [Thumbnail(photo, found.get(photo.id)) for photo in self._shown]
        for thumbnail in self.thumbnails:
            self.line.add(thumbnail)
            thumbnail.clicked.connect(self._on_thumbnail)
        self.line.setVisible(bool(self._shown))

    def _read(self, sources: Sequence[Source]) -> None:
        """Read photos beside the window and add them; more of them wait for their turn."""
        if self._case is not None and sources:
            draft = PhotoDraft(kind=self.kind_box.value())
            self._waiting.append((self._case.id, draft, sources))
            self._read_next()

    def _read_next(self) -> None:
        if not self._waiting or self.busy.job is not None:
            return
        case_id, draft, sources = self._waiting.pop(0)
        self.notice.tell("")
        operation = partial(adding, case_id=case_id, draft=draft, sources=tuple(sources))
        job = Job(operation, self._on_added)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self.busy.run(self._context.background, job, tr("Reading photos …"))

    def _on_added(self, taken: Taken) -> None:
        added = taken.added
        self.notice.tell("\n".join(map(problem_text, taken.refused)), Meaning.RED)
        words = ntr("{n} photo is added.", "{n} photos are added.", len(added.ids))
        if added.left_out:
            words += " " + ntr("{n} was there already.", "{n} were there already.", added.left_out)
        page_of(self).undo_offered.emit(words, undoing(added.undo))
        self._read_next()

    @Slot(str, str)
    def _on_failed(self, sentence: str, _technical: str) -> None:
        self.notice.tell(sentence, Meaning.RED)
        self._read_next()

    @Slot()
    def _on_cancelled(self) -> None:
        self._read_next()

    @Slot()
    def _on_add(self) -> None:
        kinds = f"{tr('Photos')} {_KINDS_OF_FILES}"
        self._context.dialogs.open_files(self, tr("Choose photos"), kinds, self._on_chosen)

    def _on_chosen(self, paths: list[Path]) -> None:
        self._read(paths)

    @Slot()
    def _on_paste(self) -> None:
        given = copied()
        if given is not None and sources_of(given):
            self.take(given)
        else:
            self.notice.tell(tr("There is no photo on the clipboard."), Meaning.AMBER)

    @Slot()
    def _on_thumbnail(self) -> None:
        pressed = self.sender()
        assert isinstance(pressed, Thumbnail)
        self.open_wanted.emit(pressed.photo.id)


def _usual_kind(case: Case) -> PhotoKind:
    """Say what is photographed at the stage of a case, for the box that asks."""
    return PhotoKind.REPAIRED if case.stage in _AFTER_WORK else PhotoKind.ON_RECEIPT
