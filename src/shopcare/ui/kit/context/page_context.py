"""What every page is given: the shop to read from, the queue, the dialogs; none of them blocks.

The dialogs' classes are loaded when the first one is wanted: Qt needs a third of the time of an
empty window for them."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from shopcare.services.shop import Shop
from shopcare.ui.kit.context.background import Background
from shopcare.ui.kit.context.write_queue import WriteQueue
from shopcare.ui.kit.words.i18n import tr


class Remember(Protocol):
    """Keeps small facts about the screen between two starts: window size, column widths."""

    def get(self, key: str) -> str | None:
        """Give what was kept under a key."""

    def put(self, key: str, value: str) -> None:
        """Keep a text under a key."""


class Dialogs(QObject):
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
        from shopcare.ui.kit.context.boxes import Question

        box = Question(parent, text, detail)
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
        from shopcare.ui.kit.context.boxes import Question

        box = Question(parent, text, detail)
        for words, slot in choices:
            box.offer(words, slot)
        back = box.offer(tr("Cancel"))
        box.setEscapeButton(back)
        box.open()

    def tell(self, parent: QWidget, text: str, detail: str = "") -> None:
        """Say something that must not be missed."""
        from shopcare.ui.kit.context.boxes import Question

        box = Question(parent, text, detail)
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
        from shopcare.ui.kit.context.boxes import FileQuestion

        dialog = FileQuestion(parent, title, then)
        dialog.setFileMode(FileQuestion.FileMode.ExistingFile)
        dialog.setNameFilter(kinds)
        dialog.open()

    def open_files(
        self, parent: QWidget, title: str, kinds: str, then: Callable[[list[Path]], None]
    ) -> None:
        """Ask for one or more existing files; see ``open_file``."""
        from shopcare.ui.kit.context.boxes import FilesQuestion

        dialog = FilesQuestion(parent, title, then)
        dialog.setNameFilter(kinds)
        dialog.open()

    def open_folder(self, parent: QWidget, title: str, then: Callable[[Path], None]) -> None:
        """Ask for an existing folder."""
        from shopcare.ui.kit.context.boxes import FileQuestion

        dialog = FileQuestion(parent, title, then)
        dialog.setFileMode(FileQuestion.FileMode.Directory)
        dialog.setOption(FileQuestion.Option.ShowDirsOnly)
        dialog.open()

    def save_file(
        self, parent: QWidget, title: str, suggested: Path, kinds: str, then: Callable[[Path], None]
    ) -> None:
        """Ask where to save; asks again before a file is written over."""
        from shopcare.ui.kit.context.boxes import FileQuestion

        dialog = FileQuestion(parent, title, then)
        dialog.setAcceptMode(FileQuestion.AcceptMode.AcceptSave)
        dialog.setNameFilter(kinds)
        dialog.setDefaultSuffix(suggested.suffix.lstrip("."))
        dialog.setDirectory(str(suggested.parent))
        dialog.selectFile(suggested.name)
        dialog.open()


class PageContext(NamedTuple):
    """Made once by the composition root and handed to each page's constructor."""

    shop: Shop
    """For reads that take less than 5 ms, on the window's own thread."""
    write_queue: WriteQueue
    background: Background
    dialogs: Dialogs
    remember: Remember
