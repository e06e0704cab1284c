"""The line above the list: which cases are shown."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QPushButton, QSizePolicy, QWidget

from shopcare.domain.cases.case import FINAL, CaseKind, Stage
from shopcare.domain.ids import StaffId
from shopcare.domain.people.staff import Staff
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
    voided: bool = False
    """Those that were voided, instead of the others (W-8)."""


_VOIDED: Final = "voided"


class FilterLine(FlowLine):
    """A group of stages first; a precise stage, kind, person and lateness narrow it down."""

    changed = Signal()

    def __init__(self, kinds: tuple[CaseKind, ...], staff: list[Staff]) -> None:
        super().__init__(SPACE_M)
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
        self.stage_box = _box(tr("Any stage"))
        self.kind_box = _box(tr("Any kind"))
        self.person_box = _box(tr("Anybody"))
        self.late_box = QCheckBox(tr("Only late ones"))
        self.count_words = Caption(wrap=False)
        for kind in kinds:
            self.kind_box.addItem(label(kind), kind.value)
        for member in staff:
            self.person_box.addItem(member.name, member.id)
        self._show_stages()
        self._lay_out()
        self._connect()

    def filter(self) -> Filter:
        """Give what is to be shown."""
        stage, kind = self.stage_box.currentData(), self.kind_box.currentData()
        member = self.person_box.currentData()
        is_voided = stage == _VOIDED
        return Filter(
            stages=(Stage(stage),) if stage and not is_voided else STAGES[self.group()],
            kinds=(CaseKind(kind),) if kind else (),
            handler=StaffId(member) if member is not None else None,
            late=self.late_box.isChecked(),
            voided=is_voided,
        )

    def group(self) -> Group:
        """Give the group of stages that is chosen."""
        return tuple(Group)[self._group.checkedId()]

    def show_all(self) -> None:
        """Let nothing narrow the list."""
        self.blockSignals(True)
        for box in (self.stage_box, self.kind_box, self.person_box):
            box.setCurrentIndex(0)
        self.late_box.setChecked(False)
        self.group_buttons[Group.ALL].click()
        self.blockSignals(False)
        self.changed.emit()

    def _lay_out(self) -> None:
        groups = QWidget()
        row_layout(groups, SPACE_XS, *self.group_buttons.values())
        self.add(groups)
        for widget in (self.stage_box, self.kind_box, self.person_box, self.late_box):
            self.add(widget)
        self.add(self.count_words, push=True)

    def _connect(self) -> None:
        self._group.idClicked.connect(self._on_group)
        for box in (self.stage_box, self.kind_box, self.person_box):
            box.currentIndexChanged.connect(self._on_changed)
        self.late_box.toggled.connect(self._on_changed)

    def _show_stages(self) -> None:
        self.stage_box.blockSignals(True)
        while self.stage_box.count() > 1:
            self.stage_box.removeItem(1)
        stages = STAGES[self.group()]
        for stage in stages:
            self.stage_box.addItem(label(stage), stage.value)
        if self.group() in (Group.CLOSED, Group.ALL):
            self.stage_box.addItem(tr("Voided"), _VOIDED)
        self.stage_box.setCurrentIndex(0)
        self.stage_box.setEnabled(len(stages) > 1)
        self.stage_box.blockSignals(False)

    @Slot(int)
    def _on_group(self, _number: int) -> None:
        self._show_stages()
        self.changed.emit()

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit()


def _box(any_words: str) -> QComboBox:
    box = QComboBox()
    box.addItem(any_words, None)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    box.setAccessibleName(any_words)
    return box
