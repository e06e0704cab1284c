"""Who works in the shop: everybody, and one of them to be changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from shopcare.domain.ids import StaffId
from shopcare.domain.people.staff import Role, Staff
from shopcare.ui.kit.fields.choice_line import ChoiceLine
from shopcare.ui.kit.fields.fields import LineEdit
from shopcare.ui.kit.forms.form import Form
from shopcare.ui.kit.layout.card import SectionTitle
from shopcare.ui.kit.layout.responsive_splitter import ResponsiveSplitter
from shopcare.ui.kit.lists.row_list import RowChip, RowContent, RowList
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_S, SPACE_XL, Meaning
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.kit.words.labels import label

NOBODY = Staff(id=StaffId(0), initials="", name="", role=Role.CLERK, knowledgeable=False)


class MemberForm(Form):
    """One member of staff."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = NOBODY
        self.name_edit = LineEdit()
        self.initials_edit = LineEdit(14)
        self.role_line = ChoiceLine(tuple(Role), columns=3)
        self.knowledgeable_box = QCheckBox(tr("Makes &routine calls"))
        self.active_box = QCheckBox(tr("&Works here"))
        self.row("name", tr("Full &name"), self.name_edit, required=True)
        self.row(
            "initials",
            tr("&Initials"),
            self.initials_edit,
            required=True,
            help_text=tr("Everybody signs with theirs."),
        )
        self.row("role", tr("Role"), self.role_line)
        self.add(self.knowledgeable_box)
        self.add(self.active_box)
        self.end()
        for signal in (
            self.name_edit.textChanged,
            self.initials_edit.textChanged,
            self.role_line.changed,
            self.knowledgeable_box.toggled,
            self.active_box.toggled,
        ):
            signal.connect(self._on_edited)
        self.show_member(NOBODY)

    def show_member(self, on_file: Staff, typed: Staff | None = None) -> None:
        """Show somebody.

        Args:
            on_file: as they are on file.
            typed: what was half typed about them before.
        """
        self._shown = on_file
        member = typed or on_file
        self.name_edit.setText(member.name)
        self.initials_edit.setText(member.initials)
        self.role_line.choose(member.role)
        self.knowledgeable_box.setChecked(member.knowledgeable)
        self.active_box.setChecked(member.active)
        self.active_box.setVisible(bool(member.id))
        self.clear_problems()

    def member(self) -> Staff:
        """Give the member as the fields say."""
        return replace(
            self._shown,
            name=self.name_edit.text(),
            initials=self.initials_edit.text(),
            role=self.role_line.value() or Role.CLERK,
            knowledgeable=self.knowledgeable_box.isChecked(),
            active=self.active_box.isChecked(),
        )

    def shown_id(self) -> int:
        """Give the id of who is shown; 0 for somebody new."""
        return self._shown.id

    def is_changed(self) -> bool:
        """Tell whether something was typed that is not saved."""
        return self.member() != self._shown

    @Slot()
    def _on_edited(self) -> None:
        self.edited.emit()


class StaffSection(QWidget):
    """The list on the left, the form on the right."""

    edited = Signal()
    """Something was typed that is not saved."""

    def __init__(self) -> None:
        super().__init__()
        self.title = tr("Staff")
        self._staff: tuple[Staff, ...] = ()
        self._typed: dict[int, Staff] = {}
        """What is half typed about those who are not shown now."""
        self.rows: RowList[Staff] = RowList(_look, _key_of, lead_width=72)
        self.rows.setAccessibleName(self.title)
        self.form = MemberForm()
        self.add_button = plain_button(tr("&Add somebody"), "plus")
        left = QWidget()
        listed = QVBoxLayout(left)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(SPACE_S)
        listed.addWidget(self.rows, 1)
        listed.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_L)
        layout.addWidget(SectionTitle(self.title))
        layout.addWidget(ResponsiveSplitter(left, self.form, gap=SPACE_XL, below=0), 1)
        self.rows.current_changed.connect(self._on_current)
        self.add_button.clicked.connect(self._on_add)
        self.form.edited.connect(self.edited)

    def show_staff(self, staff: Sequence[Staff]) -> None:
        """Show everybody, those who left at the end; what is half typed stays."""
        self._staff = tuple(sorted(staff, key=_has_left))
        self.rows.set_entries(self._staff)
        if self.form.is_changed():
            return
        if self.rows.current_row() is None:
            self.rows.select_first()
        self._show(self.rows.current_row() or NOBODY)

    def show_saved(self, member: Staff) -> None:
        """Take what was saved as what is on file."""
        self._typed.pop(self.form.shown_id(), None)
        self.form.show_member(member)

    def throw_away(self) -> None:
        """Show the member as they are on file."""
        self.form.show_member(self.rows.current_row() or NOBODY)
        self.edited.emit()

    def is_changed(self) -> bool:
        """Tell whether something was typed that is not saved."""
        return self.form.is_changed()

    def typed(self) -> dict[str, dict[str, object]]:
        """Give what is half typed about whom, as JSON can hold it."""
        half_typed = dict(self._typed)
        if self.form.is_changed():
            half_typed[self.form.shown_id()] = self.form.member()
        return {str(id_): _plain(member) for id_, member in half_typed.items()}

    def give_back(self, typed: Mapping[str, Mapping[str, Any]]) -> None:
        """Take what was half typed before, and show the first of them."""
        on_file = {str(member.id): member for member in (NOBODY, *self._staff)}
        found = [on_file[key] for key in typed if key in on_file]
        for member in found:
            self._typed[member.id] = _from_plain(member, typed[str(member.id)])
        for member in found[:1]:
            self.rows.select_key(member.id)
            self._show(member)

    def _show(self, member: Staff) -> None:
        """Show somebody; what is half typed about the one before is kept."""
        if self.form.is_changed():
            self._typed[self.form.shown_id()] = self.form.member()
        self.form.show_member(member, self._typed.pop(member.id, None))
        self.edited.emit()

    @Slot(object)
    def _on_current(self, member: Staff | None) -> None:
        if member is not None:
            self._show(member)

    @Slot()
    def _on_add(self) -> None:
        self.rows.clearSelection()
        self.rows.setCurrentIndex(self.rows.rootIndex())
        self._show(NOBODY)
        self.form.name_edit.setFocus()


def _look(member: Staff) -> RowContent:
    chips = [RowChip(text=label(member.role))]
    if member.knowledgeable and member.active:
        chips.append(RowChip(text=tr("routine calls"), meaning=Meaning.INFO, sign="phone"))
    if not member.active:
        chips = [RowChip(text=tr("has left"))]
    return RowContent(lead=member.initials, title=member.name, chips=chips, faint=not member.active)


def _key_of(member: Staff) -> int:
    return member.id


def _plain(member: Staff) -> dict[str, object]:
    return {
        "name": member.name,
        "initials": member.initials,
        "role": member.role.value,
        "knowledgeable": member.knowledgeable,
        "active": member.active,
    }


def _from_plain(on_file: Staff, plain: Mapping[str, Any]) -> Staff:
    return replace(on_file, **{**plain, "role": Role(plain["role"])})


def _has_left(member: Staff) -> tuple[bool, int]:
    return (not member.active, member.id)
