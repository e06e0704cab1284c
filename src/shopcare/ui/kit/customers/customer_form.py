"""The form for a customer: the same when one is added at the counter and when a file is kept."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from shopcare.domain.errors import Problem
from shopcare.domain.people.customer import CustomerDraft
from shopcare.domain.typed.phone import PhoneKind
from shopcare.ui.kit.customers.customer_fields import BirthdayEdit, CallHoursEdit, PhonesEdit
from shopcare.ui.kit.fields.fields import LineEdit, TextArea
from shopcare.ui.kit.forms.form import Form
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_XL, SPACE_XS
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.i18n import tr

_FOLDED: Final = frozenset({"number", "prefers", "call_hours", "remark"})
_PREFERS: Final = (None, PhoneKind.MOBILE, PhoneKind.LANDLINE)


class CustomerForm(Form):
    """Everything a shop writes down about a customer; only the name is needed (G-2).

    ``check()`` first, then ``draft()``. ``edited`` tells of every key.
    """

    def __init__(self, *, folded: bool = False) -> None:
        """Make the form.

        Args:
            folded: how to call and the remark stand behind "More…", for the counter.
        """
        super().__init__()
        self.name_edit = LineEdit()
        self.number_edit = LineEdit(16)
        self.phones_edit = PhonesEdit()
        self.address_edit = LineEdit()
        self.birthday_edit = BirthdayEdit()
        self.prefers_box = QComboBox()
        self.call_hours_edit = CallHoursEdit()
        self.key_account_box = QCheckBox(tr("&Key account: one call a month"))
        self.no_calls_box = QCheckBox(tr("Does &not want follow-up calls"))
        self.remark_edit = TextArea(2)
        self._more_button = quiet_button(tr("More…"), "chevron-down")
        self._more = QWidget()
        self._lay_out(folded)
        self._connect()

    def draft(self) -> CustomerDraft:
        """Give what is filled in; ``check()`` tells whether all of it can be read."""
        return CustomerDraft(
            name=self.name_edit.text(),
            number=self.number_edit.text().strip() or None,
            phones=self.phones_edit.phones(),
            address=self.address_edit.text(),
            birthday=self.birthday_edit.birthday(),
            key_account=self.key_account_box.isChecked(),
            prefers=_PREFERS[self.prefers_box.currentIndex()],
            call_hours=self.call_hours_edit.hours(),
            no_calls=self.no_calls_box.isChecked(),
            remark=self.remark_edit.text(),
        )

    def fill(self, draft: CustomerDraft) -> None:
        """Show a customer, or what is known of a new one."""
        self.clear_problems()
        self.name_edit.setText(draft.name)
        self.number_edit.setText(draft.number or "")
        self.phones_edit.set_phones(draft.phones)
        self.address_edit.setText(draft.address)
        self.birthday_edit.set_birthday(draft.birthday)
        self.key_account_box.setChecked(draft.key_account)
        self.prefers_box.setCurrentIndex(_PREFERS.index(draft.prefers))
        self.call_hours_edit.set_hours(draft.call_hours)
        self.no_calls_box.setChecked(draft.no_calls)
        self.remark_edit.setText(draft.remark)

    def typed(self) -> dict[str, object]:
        """Give what is typed, readable or not, for a draft that survives a crash."""
        return {
            **{name: edit.text() for name, edit in self._texts().items()},
            "phones": self.phones_edit.texts(),
            "key_account": self.key_account_box.isChecked(),
            "no_calls": self.no_calls_box.isChecked(),
            "prefers": self.prefers_box.currentIndex(),
        }

    def restore(self, typed: Mapping[str, object]) -> None:
        """Show again what was typed; whatever does not fit is left empty."""
        self.clear_problems()
        for name, edit in self._texts().items():
            text = typed.get(name)
            edit.setText(text if isinstance(text, str) else "")
        phones = typed.get("phones")
        texts = phones if isinstance(phones, list) else []
        self.phones_edit.set_texts([text for text in texts if isinstance(text, str)])
        self.key_account_box.setChecked(typed.get("key_account") is True)
        self.no_calls_box.setChecked(typed.get("no_calls") is True)
        choice = typed.get("prefers")
        known = range(len(_PREFERS))
        self.prefers_box.setCurrentIndex(
            choice if isinstance(choice, int) and choice in known else 0
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem beside its field, also in what was folded away."""
        if any(problem.field in _FOLDED for problem in problems):
            self._unfold()
        super().show_problems(problems)

    def focus_first(self) -> None:
        """Go to the first field that is still empty: the name, then the phones."""
        first = self.name_edit if not self.name_edit.text() else self.phones_edit.edits[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _texts(self) -> "dict[str, LineEdit | BirthdayEdit | TextArea]":
        return {
            "name": self.name_edit,
            "number": self.number_edit,
            "address": self.address_edit,
            "birthday": self.birthday_edit,
            "call_hours": self.call_hours_edit,
            "remark": self.remark_edit,
        }

    def _lay_out(self, folded: bool) -> None:
        for words in (tr("As usual: landline first"), tr("Mobile first"), tr("Landline first")):
            self.prefers_box.addItem(words)
        self.pair(
            self.make_row("name", tr("N&ame"), self.name_edit, required=True),
            self.make_row("phones", tr("&Phone"), self.phones_edit),
        )
        self.pair(
            self.make_row("address", tr("A&ddress"), self.address_edit),
            self.make_row("birthday", tr("&Birthday"), self.birthday_edit),
        )
        line = QWidget()
        left = QHBoxLayout(line)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self._more_button)
        left.addStretch(1)
        self.add(line)
        self._more_button.setVisible(folded)
        line.setVisible(folded)
        self._more.setVisible(not folded)
        self.add(self._more)
        self._lay_out_more()

    def _lay_out_more(self) -> None:
        ticks = QWidget()
        column = QVBoxLayout(ticks)
        column.setContentsMargins(0, SPACE_XL, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(self.key_account_box)
        column.addWidget(self.no_calls_box)
        column.addStretch(1)
        grid = QGridLayout(self._more)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_XL)
        grid.setVerticalSpacing(SPACE_M)
        rows = (
            self.make_row("number", tr("Member number"), self.number_edit),
            ticks,
            self.make_row("prefers", tr("Which number first"), self.prefers_box),
            self.make_row("call_hours", tr("May be called at"), self.call_hours_edit),
        )
        for place, row in enumerate(rows):
            grid.addWidget(row, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.make_row("remark", tr("Remark"), self.remark_edit), 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        for edit in self._texts().values():
            if isinstance(edit, BirthdayEdit):
                edit.edited.connect(self.edited)
            else:
                edit.textChanged.connect(self.edited)
        self.phones_edit.edited.connect(self.edited)
        for box in (self.key_account_box, self.no_calls_box):
            box.toggled.connect(self.edited)
        self.prefers_box.currentIndexChanged.connect(self.edited)
        self._more_button.clicked.connect(self._on_more)

    def _unfold(self) -> None:
        self._more_button.hide()
        self._more.show()

    @Slot()
    def _on_more(self) -> None:
        self._unfold()
        self.number_edit.setFocus(Qt.FocusReason.OtherFocusReason)
