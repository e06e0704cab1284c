"""What the parts of the intake form share."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from shopcare.domain.cases.case import CaseDraft
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_M, SPACE_S


class Part(QWidget):
    """One part of the form: a few rows below each other. Its fields are bound by the form."""

    def __init__(self, form: BoundForm[CaseDraft], spacing: int = SPACE_S) -> None:
        super().__init__()
        self._form = form
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(spacing)

    def line(self, *fields: FieldSpec | QWidget, stretch: tuple[int, ...] = ()) -> QGridLayout:
        """Lay fields in one line, their tops aligned.

        Args:
            fields: from left to right, in the order of Tab.
            stretch: how the room is shared; equally without it.
        """
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_L)
        grid.setVerticalSpacing(SPACE_M)
        for column, one in enumerate(fields):
            widget = self._form.make(one) if isinstance(one, FieldSpec) else one
            grid.addWidget(widget, 0, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, stretch[column] if stretch else 1)
        return grid
