"""A few choices side by side, one of them taken: all are seen, one press chooses."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy

from shopcare.ui.kit.layout.flow_grid import FlowGrid
from shopcare.ui.kit.words.labels import label

Choice = TypeVar("Choice", bound=StrEnum)


class ChoiceLine(FlowGrid, Generic[Choice]):
    """Radio buttons of a domain's choice; none is taken at first."""

    changed = Signal()
    """Another one is taken."""

    def __init__(self, choices: Sequence[Choice], columns: int = 4) -> None:
        """Make the buttons.

        Args:
            columns: how many stand side by side where there is room.
        """
        super().__init__(columns)
        self._choices = tuple(choices)
        self._group = QButtonGroup(self)
        self._grid.setVerticalSpacing(0)
        self.buttons = [QRadioButton(label(choice)) for choice in choices]
        for number, button in enumerate(self.buttons):
            self._group.addButton(button, number)
        self.fill(list(self.buttons))
        self.setFocusProxy(self.buttons[0])
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._group.buttonToggled.connect(self.changed)

    def value(self) -> Choice | None:
        """Give the choice that is taken."""
        number = self._group.checkedId()
        return self._choices[number] if number >= 0 else None

    def choose(self, choice: Choice | None) -> None:
        """Take a choice; None leaves all as they are."""
        if choice is not None:
            self.buttons[self._choices.index(choice)].setChecked(True)
