"""The form for a customer: the same when one is added at the counter and when a file is kept."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.errors import Problem
from shopcare.domain.people.customer import CustomerDraft
from shopcare.domain.typed.phone import PhoneKind
from shopcare.ui.kit.customers.customer_fields import BirthdayEdit, PhonesEdit
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, TickBox
from shopcare.ui.kit.fields.text_fields import HoursLine, LineEdit, TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec, or_none
from shopcare.ui.kit.layout.box_layouts import (
    STRETCH,
    add_items,
    column_layout,
    grid_layout,
    row_layout,
)
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_XL, SPACE_XS
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.i18n import tr

NOBODY: Final = CustomerDraft(name="")
_FOLDED: Final = frozenset({"number", "prefers", "call_hours", "remark"})


class CustomerForm(BoundForm[CustomerDraft]):
    """Everything a shop writes down about a customer; only the name is needed (G-2)."""

    def __init__(self, *, folded: bool = False) -> None:
        """Make the form.

        Args:
            folded: how to call and the remark stand behind "More…", for the counter.
        """
        self.phones_edit = PhonesEdit()
        super().__init__(
            NOBODY,
            (
                FieldSpec("name", tr("N&ame"), LineEdit(), required=True),
                FieldSpec("phones", tr("&Phone"), self.phones_edit),
            ),
            (
                FieldSpec("address", tr("A&ddress"), LineEdit()),
                FieldSpec("birthday", tr("&Birthday"), BirthdayEdit()),
            ),
        )
        self._more_button = quiet_button(tr("More…"), "chevron-down")
        self._more = QWidget()
        self._lay_out_more(folded)
        self._more_button.clicked.connect(self._on_more)
        self.load(NOBODY)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem beside its field, also in what was folded away."""
        if any(problem.field in _FOLDED for problem in problems):
            self._unfold()
        super().show_problems(problems)

    def focus_first(self, name: str = "") -> bool:
        """Go to a field, else to the first that is still empty: the name, then the phones."""
        return super().focus_first(name or ("name" if not self.fact("name") else "phones"))

    def _lay_out_more(self, folded: bool) -> None:
        line = QWidget()
        row_layout(line, None, self._more_button, STRETCH)
        self.add_rows(line, self._more)
        line.setVisible(folded)
        self._more.setVisible(not folded)
        grid = grid_layout(self._more, SPACE_XL, SPACE_M)
        for place, row in enumerate(self._more_rows()):
            grid.addWidget(row, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        remark = self.make(FieldSpec("remark", tr("Note"), TextArea(2)))
        grid.addWidget(remark, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _more_rows(self) -> list[QWidget]:
        prefers = ChoiceBox[PhoneKind | None](
            [
                (None, tr("As usual: landline first")),
                (PhoneKind.MOBILE, tr("Mobile first")),
                (PhoneKind.LANDLINE, tr("Landline first")),
            ]
        )
        call_hours = HoursLine("9:30-11:30, 14-17")
        number = FieldSpec("number", tr("Member number"), LineEdit(16), reader=or_none)
        return [
            self.make(number),
            self._ticks(),
            self.make(FieldSpec("prefers", tr("Which number first"), prefers)),
            self.make(FieldSpec("call_hours", tr("Call hours"), call_hours)),
        ]

    def _ticks(self) -> QWidget:
        ticks = QWidget()
        column = column_layout(ticks, SPACE_XS, margins=(0, SPACE_XL, 0, 0))
        key_account = TickBox(tr("&Key account: one call a month"))
        column.addWidget(self.make(FieldSpec("key_account", "", key_account)))
        no_calls = TickBox(tr("Does &not want follow-up calls"))
        add_items(column, self.make(FieldSpec("no_calls", "", no_calls)), STRETCH)
        return ticks

    def _unfold(self) -> None:
        self._more_button.hide()
        self._more.show()

    @Slot()
    def _on_more(self) -> None:
        self._unfold()
        self.focus_first("number")
