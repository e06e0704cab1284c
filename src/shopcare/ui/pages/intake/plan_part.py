"""The plan, if it is known at intake already: work, parts and their origin, fee (G-5)."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from shopcare.domain.cases.case import PartsOrigin, Plan
from shopcare.ui.kit.fields.text_fields import LineEdit, MoneyEdit
from shopcare.ui.kit.forms.form import Form
from shopcare.ui.kit.style.tokens import SPACE_S
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.kit.words.labels import label
from shopcare.ui.pages.intake.parts import Part, side_by_side


class PlanPart(Part):
    """Folded until it is wanted."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.open_button = quiet_button(tr("The p&lan is known already…"), "chevron-right")
        self.work_edit = LineEdit()
        self.parts_edit = LineEdit()
        self.origin_box = QComboBox()
        for choice in (PartsOrigin.NONE, PartsOrigin.ORIGINAL, PartsOrigin.SUBSTITUTE):
            self.origin_box.addItem(label(choice), choice.value)
        self.fee_edit = MoneyEdit()
        self._fields = QWidget()
        rows = QVBoxLayout(self._fields)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE_S)
        work = form.make_row("plan", tr("What will be done"), self.work_edit)
        fee = form.make_row("fee_fen", tr("Fee, ¥"), self.fee_edit)
        parts = form.make_row("parts", tr("Parts"), self.parts_edit)
        origin = form.make_row("parts_origin", tr("Origin"), self.origin_box)
        rows.addLayout(side_by_side(work, fee, stretch=(1, 0)))
        rows.addLayout(side_by_side(parts, origin, stretch=(1, 0)))
        self.rows.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows.addWidget(self._fields)
        self._open(False)
        self.open_button.clicked.connect(self._on_open)
        for edit in (self.work_edit, self.parts_edit, self.fee_edit):
            edit.textChanged.connect(self.edited)
        self.origin_box.currentIndexChanged.connect(self.edited)

    def plan(self) -> Plan | None:
        """Give the plan; None where nothing of it is typed."""
        work, parts, fee = self.work_edit.text(), self.parts_edit.text(), self.fee_edit.fen()
        if not work.strip() and not parts.strip() and fee is None:
            return None
        origin = PartsOrigin(self.origin_box.currentData())
        return Plan(work=work, parts=parts, parts_origin=origin, fee_fen=fee)

    def restore(self, work: str, parts: str, origin: str, fee: str) -> None:
        """Show what was typed before; opened only where there is something."""
        self.work_edit.setText(work)
        self.parts_edit.setText(parts)
        self.origin_box.setCurrentIndex(max(0, self.origin_box.findData(origin)))
        self.fee_edit.setText(fee)
        self._open(bool(work or parts or fee))

    def _open(self, opened: bool) -> None:
        self._fields.setVisible(opened)
        self.open_button.setVisible(not opened)

    @Slot()
    def _on_open(self) -> None:
        self._open(True)
        self.work_edit.setFocus(Qt.FocusReason.OtherFocusReason)
