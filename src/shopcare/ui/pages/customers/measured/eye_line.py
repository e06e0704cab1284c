"""The values of one eye as one field: typed from left to right, as they are dictated."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.errors import Problem
from shopcare.domain.people.dioptres import (
    addition_from_text,
    axis_from_text,
    dioptres_from_text,
    dioptres_text,
    millimetres_from_text,
    number_text,
)
from shopcare.domain.people.prescription import EyeMeasure, PrismBase
from shopcare.language.catalog import mark
from shopcare.language.records.eye_words import EYE_FIELDS
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.fields.text_fields import LineEdit, TextLine
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import SPACE_S, SPACE_XS
from shopcare.ui.kit.words.i18n import tr

Reader = Callable[[str], Any]


class FigureEdit(TextLine[Any]):
    """One figure, written out in the usual way when it is left: 75 becomes +0.75."""

    def __init__(self, characters: int, read: Reader, write: Callable[[Any], str]) -> None:
        """Make the field.

        Args:
            read: turns what is typed into the figure, or refuses.
            write: writes the figure as it is read.
        """
        super().__init__(characters)
        self._read, self._write = read, write
        self.editingFinished.connect(self.write_out)

    def read(self, text: str) -> Any:
        """Read the figure; nothing typed is None."""
        return self._read(text)

    def write(self, value: Any) -> str:
        """Write the figure."""
        return self._write(value)


def _signed(text: str) -> Decimal | None:
    return dioptres_from_text(text, signed=True)


def _axis_text(value: int | None) -> str:
    return "" if value is None else str(value)


def power_edit() -> FigureEdit:
    """Ask for a power, with its sign: -325 is -3.25."""
    return FigureEdit(6, _signed, dioptres_text)


def addition_edit() -> FigureEdit:
    """Ask for a power that has no sign: 75 is +0.75."""
    return FigureEdit(5, addition_from_text, dioptres_text)


def millimetre_edit() -> FigureEdit:
    """Ask for a distance in millimetres."""
    return FigureEdit(4, millimetres_from_text, number_text)


_NEEDS: Final = {"axis": "cylinder", "base": "prism"}
"""What is asked for only where something else is typed."""


class EyeLine(FlowLine):
    """Sphere, cylinder, axis, addition, acuity, pupil, height, prism and its base."""

    edited = Signal()

    def __init__(self, side: str) -> None:
        """Make the line.

        Args:
            side: how the eye is called, for screen readers.
        """
        super().__init__(SPACE_S, top=True)
        bases = [(base.value, tr(words)) for base, words in _BASES.items()]
        self.edits: dict[str, FigureEdit | LineEdit | ChoiceBox[str]] = {
            "sphere": power_edit(),
            "cylinder": power_edit(),
            "axis": FigureEdit(4, axis_from_text, _axis_text),
            "addition": addition_edit(),
            "acuity": LineEdit(4),
            "pupil_distance": millimetre_edit(),
            "height": millimetre_edit(),
            "prism": FigureEdit(4, addition_from_text, number_text),
            "base": ChoiceBox([("", "–"), *bases]),
        }
        self._wrong = ""
        for name, edit in self.edits.items():
            words = tr(EYE_FIELDS[name])
            edit.setAccessibleName(tr("{side}: {what}", side=side, what=words))
            self.add(_named(_SHORT.get(name, EYE_FIELDS[name]), words, edit))
            edit.edited.connect(self._on_edited)
        self._ask_what_is_needed()

    def value(self) -> EyeMeasure:
        """Give the eye; an axis without its cylinder is none."""
        read: dict[str, Any] = {
            name: edit.value() for name, edit in self.edits.items() if edit.isEnabled()
        }
        base = read.pop("base", "")
        return EyeMeasure(**read, base=PrismBase(base) if base else None)

    def set_value(self, eye: EyeMeasure) -> None:
        """Show an eye."""
        for name, edit in self.edits.items():
            value = getattr(eye, name)
            edit.set_value((value or "") if isinstance(edit, ChoiceBox) else value)
        self._ask_what_is_needed()

    def typed(self) -> dict[str, object]:
        """Give what is typed."""
        return {name: edit.typed() for name, edit in self.edits.items()}

    def restore(self, typed: object) -> None:
        """Show again what was typed."""
        values = typed if isinstance(typed, dict) else {}
        for name, edit in self.edits.items():
            edit.restore(values.get(name))
        self._ask_what_is_needed()

    def problem(self) -> Problem | None:
        """Say what cannot be read first; the cursor goes there."""
        for name, edit in self.edits.items():
            problem = edit.problem()
            if problem is not None and edit.isEnabled():
                self._wrong = name
                return problem
        self._wrong = ""
        return None

    def go_to(self, name: str) -> None:
        """Put the cursor into one of the fields."""
        edit = self.edits[name]
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(edit, TextLine):
            edit.selectAll()

    def setFocus(self, *_reason: object) -> None:
        """Go to what is wrong, else to the first field."""
        self.go_to(self._wrong or "sphere")

    def _ask_what_is_needed(self) -> None:
        for name, needed in _NEEDS.items():
            self.edits[name].setEnabled(bool(self.edits[needed].value()))

    @Slot()
    def _on_edited(self) -> None:
        self._ask_what_is_needed()
        self.edited.emit()


_SHORT: Final = {
    "addition": "ADD",
    "acuity": "VA",
    "pupil_distance": "PD",
    "height": mark("Height"),
    "base": mark("Base"),
}
"""What stands above a narrow field; the whole name is its tooltip."""


_BASES: Final = {
    PrismBase.IN: mark("In"),
    PrismBase.OUT: mark("Out"),
    PrismBase.UP: mark("Up"),
    PrismBase.DOWN: mark("Down"),
}


def _named(short: str, words: str, edit: QWidget) -> QWidget:
    field = QWidget()
    column_layout(field, SPACE_XS, Caption(tr(short), wrap=False), edit)
    edit.setToolTip(words)
    return field
