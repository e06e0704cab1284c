"""The only place with message boxes and file dialogs; none of them blocks the program."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget
from shiboken6 import isValid

from shopcare.ui.i18n import tr


class _Question(QMessageBox):
    """A question whose buttons say what they do."""

    def __init__(self, parent: QWidget, text: str, detail: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setText(text)
        self.setInformativeText(detail)
        self._slots: dict[QPushButton, Callable[[], None]] = {}
        self.buttonClicked.connect(self._on_clicked)

    def offer(self, words: str, slot: Callable[[], None] | None = None) -> QPushButton:
        """Add a button; the slot is called when it is pressed."""
        button = self.addButton(words, QMessageBox.ButtonRole.ActionRole)
        if slot is not None:
            self._slots[button] = slot
        return button

    @Slot()
    def _on_clicked(self) -> None:
        pressed = self.clickedButton()
        slot = next((s for b, s in self._slots.items() if b is pressed), None)
        self._slots.clear()
        if slot is not None and _alive(slot):
            slot()


class _FileQuestion(QFileDialog):
    """A file dialog that hands its answer to a slot."""

    def __init__(self, parent: QWidget, title: str, then: Callable[[Path], None]) -> None:
        super().__init__(parent, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._then: Callable[[Path], None] | None = then
        self.fileSelected.connect(self._on_selected)

    @Slot(str)
    def _on_selected(self, path: str) -> None:
        then, self._then = self._then, None
        if path and then is not None and _alive(then):
            then(Path(path))


class Prompter(QObject):
    """Asks the user. Tests hand in one that answers by itself."""

    def confirm(
        self,
        parent: QWidget,
        text: str,
        *,
        action: str,
        then: Callable[[], None],
        detail: str = "",
        keep: str | None = None,
    ) -> None:
        """Ask before something that cannot be taken back.

        Args:
            action: what the button does, for example ``tr("Delete the draft")``.
            then: the slot for that button.
            keep: the words of the harmless button, which Esc and Enter press.
        """
        box = _Question(parent, text, detail)
        box.offer(action, then)
        harmless = box.offer(keep if keep is not None else tr("Cancel"))
        box.setDefaultButton(harmless)
        box.setEscapeButton(harmless)
        box.open()

    def choose(
        self,
        parent: QWidget,
        text: str,
        choices: list[tuple[str, Callable[[], None]]],
        detail: str = "",
    ) -> None:
        """Ask which of a few ways to go; there is always a way back."""
        box = _Question(parent, text, detail)
        for words, slot in choices:
            box.offer(words, slot)
        back = box.offer(tr("Cancel"))
        box.setEscapeButton(back)
        box.open()

    def tell(self, parent: QWidget, text: str, detail: str = "") -> None:
        """Say something that must not be missed."""
        box = _Question(parent, text, detail)
        understood = box.offer(tr("Understood"))
        box.setDefaultButton(understood)
        box.setEscapeButton(understood)
        box.open()

    def open_file(
        self, parent: QWidget, title: str, kinds: str, then: Callable[[Path], None]
    ) -> None:
        """Ask for an existing file.

        Args:
            kinds: Qt's filter text, for example ``tr("Tables") + " (*.xlsx *.csv)"``.
        """
        dialog = _FileQuestion(parent, title, then)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(kinds)
        dialog.open()

    def save_file(
        self, parent: QWidget, title: str, suggested: Path, kinds: str, then: Callable[[Path], None]
    ) -> None:
        """Ask where to save; asks again before a file is written over."""
        dialog = _FileQuestion(parent, title, then)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(kinds)
        dialog.setDefaultSuffix(suggested.suffix.lstrip("."))
        dialog.setDirectory(str(suggested.parent))
        dialog.selectFile(suggested.name)
        dialog.open()

    def choose_folder(self, parent: QWidget, title: str, then: Callable[[Path], None]) -> None:
        """Ask for a folder."""
        dialog = _FileQuestion(parent, title, then)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.open()


def _alive(slot: Callable[..., None]) -> bool:
    owner = getattr(slot, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
