"""Shows a new recovery code once, to be printed or written down."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QWidget

from shopcare.services.papers.document_spec import Request
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout, row_layout
from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.papers.document_opener import DocumentOpener
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_M, SPACE_XL, Role
from shopcare.ui.kit.widgets.buttons import main_button, plain_button
from shopcare.ui.kit.words.i18n import tr

WIDTH = 560


class RecoveryCodeDialog(QDialog):
    """The code in large letters; it is closed by a button that says what was done with it."""

    def __init__(self, parent: QWidget, context: PageContext, code: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Recovery code"))
        self.setFixedWidth(WIDTH)
        self.code = code
        self._opener = DocumentOpener(context, self)
        self.print_button = plain_button(tr("&Print"), "printer")
        self.kept_button = main_button(tr("I have &kept it safe"), "check")
        large = Words(code, Role.TITLE, wrap=False, selectable=True)
        large.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = column_layout(
            self,
            SPACE_L,
            Words(tr("The recovery code of this shop"), Role.HEADING),
            Words(
                tr(
                    "With it a manager who forgot the PIN gets in again. Print it or write it "
                    "down, and keep it away from this PC: it is not shown again, and it works once."
                )
            ),
            large,
            row_layout(None, SPACE_M, self.print_button, STRETCH, self.kept_button),
            margins=SPACE_XL,
        )
        self.resize(WIDTH, layout.totalHeightForWidth(WIDTH))
        self.print_button.clicked.connect(self._on_print)
        self.kept_button.clicked.connect(self.accept)
        self.kept_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_print(self) -> None:
        self._opener.open(self.print_button, "recovery_code", Request(recovery_code=self.code))
