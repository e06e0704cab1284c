"""Shows the recovery code of an encrypted shop once, and prints it."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QWidget

from shopcare.services.papers.documents.recovery_codes import CodeSheet
from shopcare.ui.kit.context.background import Background
from shopcare.ui.kit.context.page_context import Dialogs
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout, row_layout
from shopcare.ui.kit.layout.card import SectionTitle, Words
from shopcare.ui.kit.papers.paper_preview import PaperPreview
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_M, SPACE_XL, Role
from shopcare.ui.kit.widgets.buttons import main_button, plain_button
from shopcare.ui.kit.words.i18n import tr

_WIDTH = 560


class RecoveryCodeBox(QDialog):
    """Stays until somebody says that the code is written down."""

    def __init__(
        self, parent: QWidget | None, sheet: CodeSheet, dialogs: Dialogs, background: Background
    ) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._dialogs = dialogs
        self._background = background
        self.preview: PaperPreview | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("ShopCare")
        self.setMinimumWidth(_WIDTH)
        self.code = Words(sheet.code, Role.TITLE, wrap=False, selectable=True)
        self.print_button = plain_button(tr("&Print it …"), "printer")
        self.done_button = main_button(tr("I have &written it down"), "check")
        column_layout(
            self,
            SPACE_L,
            SectionTitle(tr("The recovery code of the encryption")),
            Words(
                tr(
                    "It opens the shop when the passphrase is forgotten. It is shown only now: "
                    "write it down or print it, and keep it away from this PC."
                )
            ),
            self.code,
            Words(
                tr(
                    "Without it and without the passphrase nobody can open the shop again, nor "
                    "can we."
                )
            ),
            row_layout(None, SPACE_M, self.print_button, STRETCH, self.done_button),
            margins=(SPACE_XL,) * 4,
        )
        self.print_button.setVisible(bool(sheet.pdf))
        self.print_button.clicked.connect(self._on_print)
        self.done_button.clicked.connect(self.accept)

    def reject(self) -> None:
        """Stay: Esc is pressed too easily for something that is shown once."""

    @Slot()
    def _on_print(self) -> None:
        title = tr("Recovery code of the encryption")
        self.preview = PaperPreview(
            self,
            self._dialogs,
            self._background,
            title=title,
            pdf=self._sheet.pdf,
            file_name=str(Path(title).with_suffix(".pdf")),
        )
        self.preview.finished.connect(self._on_preview_closed)
        self.preview.show()

    @Slot()
    def _on_preview_closed(self) -> None:
        self.preview = None
