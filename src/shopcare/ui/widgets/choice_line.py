"""A few choices side by side, one of them taken: all are seen, one press chooses."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget

from shopcare.ui.labels import label
from shopcare.ui.theme import SPACE_L

Choice = TypeVar("Choice", bound=StrEnum)


class ChoiceLine(QWidget, Generic[Choice]):
    """Radio buttons of a domain's choice; none is taken at first."""

    changed = Signal()
    """Another one is taken."""

    def __init__(self, choices: Sequence[Choice], columns: int = 4) -> None:
        """Make the buttons.

        Args:
            columns: how many stand side by side.
        """
        super().__init__()
        self._choices = tuple(choices)
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_L)
        grid.setVerticalSpacing(0)
        self.buttons = [QRadioButton(label(choice)) for choice in choices]
        for number, button in enumerate(self.buttons):
            self._group.addButton(button, number)
            grid.addWidget(button, number // columns, number % columns)
        grid.setColumnStretch(columns, 1)
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
