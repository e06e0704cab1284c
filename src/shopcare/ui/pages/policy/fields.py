"""The fields of the policy: figures with their unit, and what is chosen by ticks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from shopcare.domain.errors import Problem, Refusal
from shopcare.domain.money import Fen, fen_from_text, yuan_text
from shopcare.domain.policy.clause import Figure, OtherFigure, Unit
from shopcare.language.clause_words import unit_name, unit_text
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.layout.box_layouts import column_layout, row_layout
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import SPACE_S, SPACE_XS, Role, set_role
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.i18n import screen_catalog, tr

_BETWEEN: Final = re.compile(r"[,，、;；\s]+")
_LONGEST: Final = 12


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A figure as it is typed."""

    numbers: tuple[int, ...]
    unit: Unit


class FigureEdit(QWidget):
    """Whole numbers with their unit; what other rule books say is taken with a button (A-18)."""

    edited = Signal()

    def __init__(
        self, figure: Figure, units: Sequence[Unit], others: Sequence[OtherFigure]
    ) -> None:
        """Make the field.

        Args:
            figure: what stands.
            units: what may be counted in; one alone is only said.
            others: what rule books say instead.
        """
        super().__init__()
        words = screen_catalog()
        self._figure, self._others = figure, tuple(others)
        self.edit = LineEdit(16 if figure.is_row else 8)
        self.unit_box = ChoiceBox([(unit, unit_name(words, unit)) for unit in units])
        self.other_buttons = [
            plain_button(unit_text(words, other.unit, (other.value,))) for other in others
        ]
        for button, other in zip(self.other_buttons, others, strict=True):
            button.setToolTip(other.source)
            button.clicked.connect(self._on_other)
        line = row_layout(None, SPACE_S, self.edit)
        line.addWidget(self.unit_box if len(units) > 1 else QLabel(unit_name(words, units[0])))
        line.addStretch(1)
        layout = column_layout(self, SPACE_XS)
        layout.addLayout(line)
        if self.other_buttons:
            layout.addWidget(self._others_line())
        self.unit_box.setAccessibleName(tr("Unit"))
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.edited.connect(self.edited)
        self.unit_box.edited.connect(self.edited)

    def _others_line(self) -> FlowLine:
        line = FlowLine(SPACE_S, between_lines=0)
        said = QLabel(tr("Rule books also say:"))
        set_role(said, Role.CAPTION)
        for widget in (said, *self.other_buttons):
            line.add(widget)
        return line

    def value(self) -> NewFigure:
        """Give the numbers with their unit; none where they cannot be read."""
        try:
            numbers = self._read()
        except Refusal:
            numbers = ()
        return NewFigure(numbers, self.unit_box.value())

    def set_value(self, value: NewFigure) -> None:
        """Show numbers with their unit."""
        shown = ", ".join(map(str, value.numbers))
        if value.unit is Unit.FEN:
            shown = ", ".join(yuan_text(Fen(n)).removesuffix(".00") for n in value.numbers)
        self.edit.setText(shown)
        self.unit_box.set_value(value.unit)

    def typed(self) -> list[str]:
        """Give the text and the unit."""
        return [self.edit.text(), self.unit_box.typed()]

    def restore(self, typed: object) -> None:
        """Show the text and the unit again."""
        match typed:
            case [str(text), unit]:
                self.edit.setText(text)
                self.unit_box.restore(unit)
            case _:
                self.edit.setText("")

    def problem(self) -> Problem | None:
        """Say why the numbers cannot be read."""
        try:
            self._read()
        except Refusal as refusal:
            return Problem(field="", code=refusal.code, values=refusal.values)
        return None

    def _read(self) -> tuple[int, ...]:
        """Read whole numbers, of money yuan.

        Raises:
            Refusal: ``numbers_unreadable`` and what the amount says.
        """
        text = self.edit.text().strip()
        if self._figure.unit is Unit.FEN and text:
            return (int(fen_from_text(text)),)
        parts = [part for part in _BETWEEN.split(text) if part]
        readable = all(part.isdecimal() and len(part) <= _LONGEST for part in parts)
        if not parts or not readable or (len(parts) > 1 and not self._figure.is_row):
            raise Refusal("numbers_unreadable", text=text[:40])
        return tuple(map(int, parts))

    @Slot()
    def _on_other(self) -> None:
        place = next(n for n, one in enumerate(self.other_buttons) if one is self.sender())
        other = self._others[place]
        self.set_value(NewFigure((other.value,), other.unit))
        self.edit.setFocus()
