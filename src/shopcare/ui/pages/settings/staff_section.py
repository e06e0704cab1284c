"""Who works in the shop: everybody, and one of them to be changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from shopcare.domain.changes import Changes
from shopcare.domain.ids import StaffId
from shopcare.domain.people.staff import Role, Staff
from shopcare.services.setup import settings
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.draft_autosave import DraftAutosave, DraftKey
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.choice_fields import ChoiceLine, TickBox
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout
from shopcare.ui.kit.layout.card import SectionTitle
from shopcare.ui.kit.layout.containers import ResponsiveSplitter, TallArea
from shopcare.ui.kit.lists.row_list import RowChip, RowContent, RowList
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_S, SPACE_XL, Meaning
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.i18n import label, tr
from shopcare.ui.pages.settings.sections import Subject
from shopcare.ui.pages.settings.staff_records import StaffRecords

NOBODY = Staff(id=StaffId(0), initials="", name="", role=Role.CLERK, knowledgeable=False)


@dataclass(frozen=True, slots=True)
class SavedMember:
    """A member of staff as they are on file now."""

    member: Staff
    changes: Changes


def save_member(shop: Shop, member: Staff) -> SavedMember:
    """Save a member of staff; carried out on the worker's thread."""
    changes = settings.save_member(shop, member)
    saved = shop.member(changes.record_id)
    assert saved is not None
    return SavedMember(saved, changes)


class MemberForm(BoundForm[Staff]):
    """One member of staff."""

    def __init__(self) -> None:
        signs = tr("Each person signs with their own initials.")
        super().__init__(
            NOBODY,
            FieldSpec("name", tr("Full &name"), LineEdit(), required=True),
            FieldSpec("initials", tr("&Initials"), LineEdit(14), required=True, help_text=signs),
            FieldSpec("role", tr("Role"), ChoiceLine(tuple(Role), columns=3)),
            FieldSpec("knowledgeable", "", TickBox(tr("Makes &routine calls"))),
            FieldSpec("senior", "", TickBox(tr("Senior: assists and stands in for &others"))),
            FieldSpec("active", "", TickBox(tr("&Works here"))),
        )
        self.end()
        self.load(NOBODY)

    def load(self, draft: Staff) -> None:
        """Show somebody; whether they work here is asked only of those on file."""
        super().load(draft)
        self.field("active", QWidget).setVisible(bool(draft.id))

    def key(self) -> DraftKey:
        """Name whose form it is, for what is half typed."""
        return DraftKey(Subject.STAFF, self.draft().id)


class StaffSection(QWidget):
    """The list on the left, the form on the right."""

    edited = Signal()
    """Something was typed that is not saved."""

    def __init__(self, context: PageContext, autosave: DraftAutosave) -> None:
        super().__init__()
        self._autosave = autosave
        self.records = StaffRecords(context)
        self.rows: RowList[Staff] = RowList(_look, attrgetter("id"), lead_width=72)
        self.rows.setAccessibleName(tr("Staff"))
        self.form = MemberForm()
        self.add_button = plain_button(tr("&Add staff"), "plus")
        left = QWidget()
        column_layout(left, SPACE_S, (self.rows, 1), self.add_button)
        ground = QWidget()
        column_layout(ground, SPACE_L, self.form, self.records, STRETCH)
        right = TallArea(ground)
        right.setFrameShape(QFrame.Shape.NoFrame)
        ground.setAutoFillBackground(False)
        right.viewport().setAutoFillBackground(False)
        column_layout(
            self,
            SPACE_L,
            SectionTitle(tr("Staff")),
            (ResponsiveSplitter(left, right, gap=SPACE_XL, below=0), 1),
        )
        self.rows.current_changed.connect(self._on_current)
        self.add_button.clicked.connect(self._on_add)
        self.form.edited.connect(self.edited)

    def show_staff(self, staff: Sequence[Staff]) -> None:
        """Show everybody, those who left at the end; who is in the form stays in it."""
        shown = self.form.draft().id
        self.rows.blockSignals(True)
        members: list[Staff] = sorted(staff, key=_has_left)
        self.rows.set_entries(members)
        self.rows.select_key(shown)
        self.rows.blockSignals(False)
        member = self.rows.current_row()
        if member is not None and member.id == shown and not self.form.is_changed():
            self._show(member)

    def show_first(self, staff: Sequence[Staff]) -> None:
        """Show everybody, and in the form whoever is half typed, else the first of them."""
        self.show_staff(staff)
        on_file = {int(member.id): member for member in (NOBODY, *staff)}
        half = [key.record_id for key in self._autosave.half_typed() if key.form == Subject.STAFF]
        found = [on_file[id_] for id_ in half if id_ in on_file]
        if not found:
            self.rows.select_first()
        self._show(found[0] if found else self.rows.current_row() or NOBODY)

    def show_saved(self, member: Staff) -> None:
        """Show the member as they are on file now; somebody new is in the list a moment later."""
        self._autosave.drop(self.form.key())
        self.form.load(member)
        self.records.show_member(member)
        self._autosave.watch(self.form.key(), self.form)
        self.rows.setFocus()

    def _show(self, member: Staff) -> None:
        """Show somebody; what is half typed about the one before waits."""
        self._autosave.leave(self.form.key())
        self.form.load(member)
        self.records.show_member(member)
        self._autosave.watch(self.form.key(), self.form)
        self.rows.select_key(member.id)
        self.edited.emit()

    @Slot(object)
    def _on_current(self, member: Staff | None) -> None:
        if member is not None and member.id != self.form.draft().id:
            self._show(member)

    @Slot()
    def _on_add(self) -> None:
        self.rows.clearSelection()
        self.rows.setCurrentIndex(self.rows.rootIndex())
        self._show(NOBODY)
        self.form.focus_first()


def _look(member: Staff) -> RowContent:
    chips = [RowChip(text=label(member.role))]
    if member.knowledgeable and member.active:
        chips.append(RowChip(text=tr("Routine calls"), meaning=Meaning.INFO, sign="phone"))
    if member.senior and member.active:
        chips.append(RowChip(text=tr("Senior"), meaning=Meaning.GREEN, sign="star"))
    if not member.active:
        chips = [RowChip(text=tr("Has left"))]
    return RowContent(lead=member.initials, title=member.name, chips=chips, faint=not member.active)


def _has_left(member: Staff) -> tuple[bool, int]:
    return (not member.active, member.id)
