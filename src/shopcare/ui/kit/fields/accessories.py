"""What is handed in with the goods: the usual things to tick, anything else typed (X-4)."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from shopcare.ui.kit.fields.fields import LineEdit
from shopcare.ui.kit.layout.flow_grid import FlowGrid
from shopcare.ui.kit.words.i18n import screen_catalog, tr

COLUMNS: Final = 4


class AccessoriesField(FlowGrid):
    """Ticks for what the policy names, and one line for the rest, with commas between."""

    edited = Signal()
    """Something was ticked or typed."""

    def __init__(self, usual: Sequence[str]) -> None:
        """Make the field.

        Args:
            usual: what the policy names, as literals of the source language.
        """
        super().__init__(COLUMNS)
        words = screen_catalog()
        self.ticks = {item: QCheckBox(words.text(item)) for item in usual}
        self.own_edit = LineEdit(None, tr("others, with commas"))
        self.own_edit.setAccessibleName(tr("Other accessories"))
        self.fill(list(self.ticks.values()), self.own_edit)
        self.setFocusProxy(next(iter(self.ticks.values()), self.own_edit))
        self.own_edit.textChanged.connect(self.edited)
        for tick in self.ticks.values():
            tick.toggled.connect(self.edited)

    def accessories(self) -> tuple[str, ...]:
        """Give what is ticked, as the policy names it, and what is typed."""
        own = self.own_edit.text().replace("，", ",").replace("、", ",").split(",")
        return (*self.ticked(), *filter(None, map(str.strip, own)))

    def show_accessories(self, accessories: Sequence[str]) -> None:
        """Show what is on file."""
        self.tick(accessories)
        own = [item for item in accessories if item not in self.ticks]
        self.own_edit.setText(tr(", ").join(own))

    def ticked(self) -> tuple[str, ...]:
        """Give what is ticked."""
        return tuple(item for item, tick in self.ticks.items() if tick.isChecked())

    def tick(self, accessories: Sequence[str]) -> None:
        """Tick these and no others."""
        for item, tick in self.ticks.items():
            tick.setChecked(item in accessories)
