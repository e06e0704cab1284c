"""One photo of a case at a time, as large as the page; the arrows lead to the others (X-4)."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from shopcare.domain.goods.photo import Photo
from shopcare.domain.ids import PhotoId
from shopcare.language.records.goods_words import PHOTO_KINDS
from shopcare.services.cases.cases import CaseFile
from shopcare.services.goods.photos import picture_of, save_photo
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.box_layouts import STRETCH, add_items, column_layout, line_of
from shopcare.ui.kit.layout.card import Caption, Card, Words
from shopcare.ui.kit.layout.containers import ResponsiveSplitter
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.style.tokens import SPACE_M, Role
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button, sign_button
from shopcare.ui.kit.widgets.marked_view import PhotoView
from shopcare.ui.kit.words.formatting import moment_words
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.cases.facts import NameOf
from shopcare.ui.pages.cases.goods.goods_steps import PHOTO, VOID_PHOTO

_TURNS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Space: 1,
}


class PhotoViewer(QWidget):
    """On the left the photo, on the right what is said with it. Esc goes back to the case."""

    left = Signal()
    form_wanted = Signal(str)
    """A form about the photo is to be opened on the card; carries its key."""

    def __init__(self, context: PageContext, name_of: NameOf) -> None:
        super().__init__()
        self._context = context
        self._name_of = name_of
        self._photos: tuple[Photo, ...] = ()
        self._at = 0
        self._number = ""
        self.view = PhotoView()
        self.view.only_show()
        self.place_words = Words("", Role.HEADING, wrap=False)
        self.kind_words = Words("", Role.EMPHASISED)
        self.caption_words = Words(selectable=True)
        self.marks_words = Words(selectable=True)
        self.added_words = Caption()
        self.before_button = sign_button("chevron-left", tr("The photo before"))
        self.next_button = sign_button("chevron-right", tr("The next photo"))
        self.describe_button = plain_button(tr("Describe and mark"), "pencil")
        self.save_button = plain_button(tr("Save as a file …"), "save")
        self.void_button = quiet_button(tr("Void the photo"), "trash-2")
        self.back_button = quiet_button(tr("Back to the case"), "undo-2")
        for button, key in (
            (self.describe_button, tr("Enter")),
            (self.void_button, tr("Delete")),
            (self.back_button, tr("Esc")),
        ):
            button.setToolTip(key)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()

    def show_file(self, file: CaseFile, photo_id: PhotoId | None = None) -> None:
        """Show a photo of a case, else the one that is shown; with none left, go back."""
        shown = self._photos[self._at].id if self._photos else None
        self._photos, self._number = file.photos, file.case.number
        if not self._photos:
            self.left.emit()
            return
        ids = [photo.id for photo in self._photos]
        wanted = photo_id if photo_id is not None else shown
        self._show(ids.index(wanted) if wanted in ids else min(self._at, len(ids) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn to another photo with the arrows, leave with Esc."""
        key = Qt.Key(event.key())
        if key in _TURNS:
            self._turn(_TURNS[key])
        elif key == Qt.Key.Key_Home:
            self._show(0)
        elif key == Qt.Key.Key_End:
            self._show(len(self._photos) - 1)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace):
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.describe_button.click()
        elif key == Qt.Key.Key_Delete:
            self.void_button.click()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        card = Card()
        turning = line_of(self.before_button, self.place_words, self.next_button)
        said = (self.kind_words, self.caption_words, self.marks_words, self.added_words)
        buttons = (self.describe_button, self.save_button, self.void_button, self.back_button)
        add_items(card.body, turning, *said, *map(line_of, buttons), STRETCH)
        column_layout(self, SPACE_M, (ResponsiveSplitter(self.view, card, sizes=(900, 320)), 1))

    def _connect(self) -> None:
        self.before_button.clicked.connect(self._on_before)
        self.next_button.clicked.connect(self._on_next)
        self.describe_button.clicked.connect(self._on_describe)
        self.void_button.clicked.connect(self._on_void)
        self.save_button.clicked.connect(self._on_save)
        self.back_button.clicked.connect(self.left)

    def _show(self, at: int) -> None:
        self._at = at
        photo = self._photos[at]
        self.view.show_photo(picture_of(self._context.shop, photo.id))
        self.view.show_marks([(mark.x, mark.y) for mark in photo.marks])
        self.place_words.setText(f"{at + 1} / {len(self._photos)}")
        self.kind_words.setText(tr(PHOTO_KINDS[photo.kind]))
        self.caption_words.setText(photo.caption)
        words = screen_catalog()
        marked = [f"{n}  {words.text(mark.word)}" for n, mark in enumerate(photo.marks, 1)]
        self.marks_words.setText("\n".join(marked))
        added = moment_words(photo.added_at), self._name_of(photo.added_by)
        self.added_words.setText(" · ".join(added))
        for shown in (self.caption_words, self.marks_words):
            shown.setVisible(bool(shown.text()))
        self.before_button.setEnabled(at > 0)
        self.next_button.setEnabled(at + 1 < len(self._photos))

    def _turn(self, by: int) -> None:
        at = self._at + by
        if 0 <= at < len(self._photos):
            self._show(at)

    @Slot()
    def _on_before(self) -> None:
        self._turn(-1)

    @Slot()
    def _on_next(self) -> None:
        self._turn(1)

    @Slot()
    def _on_describe(self) -> None:
        self.form_wanted.emit(f"{PHOTO}{self._photos[self._at].id}")

    @Slot()
    def _on_void(self) -> None:
        self.form_wanted.emit(f"{VOID_PHOTO}{self._photos[self._at].id}")

    @Slot()
    def _on_save(self) -> None:
        photo = self._photos[self._at]
        suggested = Path.home() / f"{self._number}-{self._at + 1:02}-{photo.kind}.jpg"
        kinds = f"{tr('Photo')} (*.jpg)"
        self._context.dialogs.save_file(
            self, tr("Save the photo"), suggested, kinds, self._on_chosen
        )

    def _on_chosen(self, path: Path) -> None:
        photo_id = self._photos[self._at].id
        operation = partial(save_photo, photo_id=photo_id, path=path)
        self._context.write_queue.submit(self.save_button, operation, self._on_saved)

    def _on_saved(self, path: Path) -> None:
        page_of(self).message.emit(tr("Saved: {file}", file=path.name))
