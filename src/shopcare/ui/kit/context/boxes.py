"""Message boxes and file dialogs that hand their answer to a slot; opened by the dialogs."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from shopcare.ui.kit.context.operation import owner_exists


class Question(QMessageBox):
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
        if slot is not None and owner_exists(slot):
            slot()


class FileQuestion(QFileDialog):
    """A file dialog that hands its answer to a slot."""

    def __init__(self, parent: QWidget, title: str, then: Callable[[Path], None]) -> None:
        super().__init__(parent, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._then: Callable[[Path], None] | None = then
        self.fileSelected.connect(self._on_selected)

    @Slot(str)
    def _on_selected(self, path: str) -> None:
        then, self._then = self._then, None
        if path and then is not None and owner_exists(then):
            then(Path(path))


class FilesQuestion(QFileDialog):
    """A dialog for several files that hands its answer to a slot."""

    def __init__(self, parent: QWidget, title: str, then: Callable[[list[Path]], None]) -> None:
        super().__init__(parent, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._then: Callable[[list[Path]], None] | None = then
        self.filesSelected.connect(self._on_selected)

    @Slot(list)
    def _on_selected(self, paths: list[str]) -> None:
        then, self._then = self._then, None
        if paths and then is not None and owner_exists(then):
            then([Path(path) for path in paths])
