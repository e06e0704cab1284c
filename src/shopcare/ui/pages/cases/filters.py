"""The line above the list: which cases are shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QPushButton, QWidget

from shopcare.domain.cases.case import FINAL, CaseKind, Stage
from shopcare.domain.ids import StaffId
from shopcare.domain.people.staff import Staff
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.layout.box_layouts import row_layout
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_XS
from shopcare.ui.kit.words.i18n import label, tr


class Group(StrEnum):
    """The stages that belong together."""

    OPEN = "open"
    READY = "ready"
    CLOSED = "closed"
    ALL = "all"


STAGES: Final = {
    Group.OPEN: tuple(stage for stage in Stage if stage not in FINAL),
    Group.READY: (Stage.READY,),
    Group.CLOSED: (Stage.CLOSED, Stage.CANCELLED),
    Group.ALL: tuple(Stage),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What the list shows."""

    stages: tuple[Stage, ...] = STAGES[Group.OPEN]
    kinds: tuple[CaseKind, ...] = ()
    handler: StaffId | None = None
    late: bool = False
    due_today: bool = False
    voided: bool = False
    """Those that were voided, instead of the others (W-8)."""
    uncollected_days: int | None = None
    """Those whose goods have waited for so many days (X-3)."""


_VOIDED: Final = "voided"
_WAITING: Final = "waiting/"
"""Before the days for which goods have waited."""


class FilterLine(FlowLine):
    """A group of stages first; a precise stage, kind, person and lateness narrow it down."""

    changed = Signal()

    def __init__(
        self,
        kinds: tuple[CaseKind, ...],
        staff: list[Staff],
        uncollected_days: Callable[[], Sequence[int]],
    ) -> None:
        """Make the boxes.

        Args:
            kinds: that the shop offers.
            staff: who may handle a case.
            uncollected_days: gives after how many days each a notice is due (X-3).
        """
        super().__init__(SPACE_M)
        self._uncollected_days = uncollected_days
        names = {
            Group.OPEN: tr("Open"),
            Group.READY: tr("To be collected"),
            Group.CLOSED: tr("Closed"),
            Group.ALL: tr("All"),
        }
        self._group = QButtonGroup(self)
        self.group_buttons = {group: QPushButton(words) for group, words in names.items()}
        for number, button in enumerate(self.group_buttons.values()):
            button.setCheckable(True)
            self._group.addButton(button, number)
        self.group_buttons[Group.OPEN].setChecked(True)
        self.stage_box = ChoiceBox[str | None]()
        self.kind_box = ChoiceBox[CaseKind | None](
            [(None, tr("Any kind")), *((kind, label(kind)) for kind in kinds)]
        )
        self.person_box = ChoiceBox[str | None](
            [(None, tr("Anybody")), *((str(member.id), member.name) for member in staff)]
        )
        self.late_box = QCheckBox(tr("Only late ones"))
        self.due_box = QCheckBox(tr("Runs out today"))
        self.count_words = Caption(wrap=False)
        self._show_stages()
        self._lay_out()
        self._connect()

    def filter(self) -> Filter:
        """Give what is to be shown."""
        chosen, kind = self.stage_box.value(), self.kind_box.value()
        member, is_voided = self.person_box.value(), chosen == _VOIDED
        waiting = chosen.removeprefix(_WAITING) if chosen and chosen.startswith(_WAITING) else ""
        is_stage = bool(chosen) and not waiting and not is_voided
        return Filter(
            stages=(Stage(str(chosen)),) if is_stage else STAGES[self.group()],
            kinds=(kind,) if kind else (),
            handler=StaffId(int(member)) if member else None,
            late=self.late_box.isChecked(),
            due_today=self.due_box.isChecked(),
            voided=is_voided,
            uncollected_days=int(waiting) if waiting else None,
        )

    def group(self) -> Group:
        """Give the group of stages that is chosen."""
        return tuple(Group)[self._group.checkedId()]

    def show_all(self) -> None:
        """Let nothing narrow the list."""
        self._widen(None)

    def show_voided(self) -> None:
        """Show every case that was voided (W-8)."""
        self._widen(_VOIDED)

    def _widen(self, stage: str | None) -> None:
        """Let nothing but a choice of the stages' box narrow the list."""
        self.blockSignals(True)
        for box in (self.stage_box, self.kind_box, self.person_box):
            box.setCurrentIndex(0)
        self.late_box.setChecked(False)
        self.due_box.setChecked(False)
        self.group_buttons[Group.ALL].click()
        self.stage_box.set_value(stage)
        self.blockSignals(False)
        self.changed.emit()

    def _lay_out(self) -> None:
        groups = QWidget()
        row_layout(groups, SPACE_XS, *self.group_buttons.values())
        self.add(groups)
        narrowing = (self.stage_box, self.kind_box, self.person_box, self.due_box, self.late_box)
        for widget in narrowing:
            self.add(widget)
        self.add(self.count_words, push=True)

    def _connect(self) -> None:
        self._group.idClicked.connect(self._on_group)
        for box in (self.stage_box, self.kind_box, self.person_box):
            box.setAccessibleName(box.itemText(0))
            box.edited.connect(self.changed)
        self.due_box.toggled.connect(self.changed)
        self.late_box.toggled.connect(self.changed)

    def _show_stages(self) -> None:
        stages = STAGES[self.group()]
        voided = [(_VOIDED, tr("Voided"))] if self.group() in (Group.CLOSED, Group.ALL) else []
        named = [(stage.value, label(stage)) for stage in stages]
        self.stage_box.offer([])  # a stage that was chosen does not stay
        if self.group() is Group.READY:
            named = [
                (f"{_WAITING}{days}", tr("Not collected for {n} days", n=days))
                for days in self._uncollected_days()
            ]
        self.stage_box.offer([(None, tr("Any stage")), *named, *voided])

    @Slot(int)
    def _on_group(self, _number: int) -> None:
        self._show_stages()
        self.changed.emit()
