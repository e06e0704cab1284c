"""Fields in which one of a few things is chosen: a box, a line of buttons, a tick."""

from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from itertools import compress
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QRadioButton, QSizePolicy, QWidget

from shopcare.domain.errors import Problem
from shopcare.ui.kit.fields.text_fields import PlainText, Value
from shopcare.ui.kit.layout.box_layouts import row_layout
from shopcare.ui.kit.layout.flow_line import FlowGrid
from shopcare.ui.kit.shortcuts import note_composing
from shopcare.ui.kit.style.tokens import SPACE_S
from shopcare.ui.kit.words.formatting import month_words
from shopcare.ui.kit.words.i18n import label, tr

Key = TypeVar("Key", bound=str | None)
Choice = TypeVar("Choice", bound=StrEnum)
Ticked = TypeVar("Ticked", str, int)
_LEAP_YEAR = 2024


class NoProblem:
    """For fields into which nothing unreadable can be put."""

    def problem(self) -> Problem | None:
        """Find nothing wrong."""
        return None


class ChosenValue(NoProblem, Generic[Value]):
    """For fields whose value is also what is kept of what was typed."""

    def value(self) -> Value:
        """Give what is chosen."""
        raise NotImplementedError

    def typed(self) -> Value:
        """Give what is chosen."""
        return self.value()


class ChoiceBox(QComboBox, ChosenValue[Key], Generic[Key]):
    """A box of choices by their keys. Over it the wheel scrolls the page, not the choice."""

    edited = Signal()

    def __init__(self, choices: Sequence[tuple[Key, str]] = ()) -> None:
        """Make the box; the first choice is taken.

        Args:
            choices: each as (key, words).
        """
        super().__init__()
        self._keys: list[Key] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(16)
        self.offer(choices)
        self.currentIndexChanged.connect(self.edited)

    def offer(self, choices: Sequence[tuple[Key, str]]) -> None:
        """Offer other choices; what was chosen stays where it is still there."""
        before = self.value() if self._keys else None
        self.blockSignals(True)
        self.clear()
        self._keys = [key for key, _words in choices]
        self.addItems([words for _key, words in choices])
        self.setCurrentIndex(self._keys.index(before) if before in self._keys else 0)
        self.blockSignals(False)

    def value(self) -> Key:
        """Give the key that is chosen."""
        return self._keys[max(0, self.currentIndex())]

    def set_value(self, value: Key) -> None:
        """Choose by the key; one that is not offered changes nothing."""
        if value in self._keys:
            self.setCurrentIndex(self._keys.index(value))

    def restore(self, typed: object) -> None:
        """Choose again; what is not offered any more is the first choice."""
        self.setCurrentIndex(self._keys.index(typed) if typed in self._keys else 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class WordBox(QComboBox, PlainText):
    """A box whose choices are proposals: any other word can be typed."""

    edited = Signal()

    def __init__(self, proposals: Sequence[str], characters: int) -> None:
        """Make the box.

        Args:
            characters: how many are seen at least.
        """
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(characters)
        self.addItems(["", *proposals])
        line = self.lineEdit()
        assert line is not None
        line.setMaxLength(10_000)
        self.editTextChanged.connect(self.edited)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Keep keys from saving or leaving while a word is composed."""
        note_composing(self, event)
        super().inputMethodEvent(event)

    def text(self) -> str:
        """Give what is typed or chosen."""
        return self.currentText()

    def setText(self, text: str) -> None:
        """Show a word."""
        self.setEditText(text)


class ChoiceLine(FlowGrid, ChosenValue[Choice | None], Generic[Choice]):
    """Radio buttons side by side: all are seen, one press chooses; none is taken at first."""

    edited = Signal()

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
        self._group.buttonToggled.connect(self.edited)

    def value(self) -> Choice | None:
        """Give the choice that is taken."""
        number = self._group.checkedId()
        return self._choices[number] if number >= 0 else None

    def set_value(self, value: Choice | None) -> None:
        """Take a choice; None takes none."""
        if value is not None:
            self.buttons[self._choices.index(value)].setChecked(True)
        elif (taken := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)  # else the last one taken cannot be let go
            taken.setChecked(False)
            self._group.setExclusive(True)

    def restore(self, typed: object) -> None:
        """Take the same choice again."""
        self.set_value(next((choice for choice in self._choices if choice == typed), None))


class TickBox(QCheckBox, ChosenValue[bool]):
    """Yes or no; its own words say to what."""

    edited = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.toggled.connect(self.edited)

    def value(self) -> bool:
        """Tell whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        """Tick it or not."""
        self.setChecked(value)

    def restore(self, typed: object) -> None:
        """Tick it again."""
        self.setChecked(typed is True)


class TicksField(FlowGrid, NoProblem, Generic[Ticked]):
    """A tick for each of a few choices; any of them may be taken."""

    edited = Signal()

    def __init__(self, choices: Mapping[Ticked, str], columns: int = 1) -> None:
        """Take the choices with their words, in the order of the ticks."""
        super().__init__(columns)
        if columns == 1:
            self._grid.setVerticalSpacing(0)
        self.boxes: dict[Ticked, TickBox] = {
            choice: TickBox(words) for choice, words in choices.items()
        }
        self.fill(list(self.boxes.values()))
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))
        for box in self.boxes.values():
            box.edited.connect(self.edited)

    def value(self) -> tuple[Ticked, ...]:
        """Give what is ticked."""
        return tuple(compress(self.boxes, map(QCheckBox.isChecked, self.boxes.values())))

    def set_value(self, value: Collection[object]) -> None:
        """Tick these and no others."""
        for choice, box in self.boxes.items():
            box.setChecked(choice in value)

    def typed(self) -> list[Ticked]:
        """Give what is ticked."""
        return list(self.value())

    def restore(self, typed: object) -> None:
        """Tick the same again."""
        self.set_value(typed if isinstance(typed, list) else ())


class YearDayEdit(QWidget, NoProblem):
    """A day of every year: its month and its day."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.month_box = ChoiceBox([(str(n), month_words(n)) for n in range(1, 13)])
        self.day_box: ChoiceBox[str] = ChoiceBox()
        self._offer_days()
        self.month_box.setAccessibleName(tr("Month"))
        self.day_box.setAccessibleName(tr("Day"))
        row_layout(self, SPACE_S, self.month_box, self.day_box)
        self.setFocusProxy(self.month_box)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.month_box.edited.connect(self._on_month)
        self.day_box.edited.connect(self.edited)

    def value(self) -> tuple[int, int]:
        """Give month and day."""
        return int(self.month_box.value()), int(self.day_box.value())

    def set_value(self, value: tuple[int, int]) -> None:
        """Show a month and a day."""
        month, day = value
        self.month_box.set_value(str(month))
        self.day_box.set_value(str(day))

    def typed(self) -> list[str]:
        """Give month and day."""
        return [self.month_box.value(), self.day_box.value()]

    def restore(self, typed: object) -> None:
        """Show month and day again."""
        month, day = typed if isinstance(typed, list) and len(typed) == 2 else ("", "")
        self.month_box.restore(month)
        self.day_box.restore(day)

    def _offer_days(self) -> None:
        days = monthrange(_LEAP_YEAR, int(self.month_box.value()))[1]
        self.day_box.offer([(str(n), str(n)) for n in range(1, days + 1)])

    @Slot()
    def _on_month(self) -> None:
        self._offer_days()
        self.edited.emit()
