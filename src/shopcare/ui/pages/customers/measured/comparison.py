"""Two prescriptions beside each other: a table, and a chart over the years (R-2)."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from shopcare.domain.people.prescription import Prescription, differences, is_alike
from shopcare.language.records.eye_words import EYE_FIELDS, SIDES, eye_value, pupils_text
from shopcare.ui.kit.layout.box_layouts import column_layout, grid_layout
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_S, SPACE_XS, Role
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.customers.measured.chart import PowerChart

CHANGED: Final = "≠"
_LEAST_FOR_CHART: Final = 2


class Comparison(QWidget):
    """The newest and the one before, eye by eye; what is another value is marked."""

    def __init__(
        self, now: Prescription, before: Prescription, measured: Sequence[Prescription]
    ) -> None:
        """Take the two, and all that the chart shows."""
        super().__init__()
        self.changed = frozenset(one.field for one in differences(now, before))
        self.cells: dict[str, str] = {}
        """What stands in the table, by side, when and value: ``right.now.sphere``."""
        rows = column_layout(self, SPACE_S, self._table(now, before))
        mark_words = tr("{sign} another value than before", sign=CHANGED)
        rows.addWidget(Caption(mark_words if self.changed else tr("Nothing is another value.")))
        alike = [one for one in measured if is_alike(now, one)]
        if len(alike) >= _LEAST_FOR_CHART:
            self.chart = PowerChart(alike)
            rows.addWidget(self.chart)

    def _table(self, now: Prescription, before: Prescription) -> QWidget:
        table = QWidget()
        grid = grid_layout(table, SPACE_M, SPACE_XS, stretch=0)
        names = self._names(now, before)
        for column, name in enumerate(names, start=1):
            grid.addWidget(Caption(tr(EYE_FIELDS[name]), wrap=False), 0, column, _RIGHT)
        row = 1
        for side, words in SIDES.items():
            for when, one in (("now", now), ("before", before)):
                head = tr("{eye}, {day}", eye=tr(words), day=day_words(one.measured_on))
                grid.addWidget(Words(head) if when == "now" else Caption(head), row, 0)
                self._fill(grid, row, side, when, one, names)
                row += 1
        for when, one in (("now", now), ("before", before)):
            self.cells[f"{when}.pupils"] = pupils = pupils_text(one)
            if pupils:
                said = f"{day_words(one.measured_on)}  PD {pupils}"
                grid.addWidget(Words(said) if when == "now" else Caption(said), row, 0)
                row += 1
        return table

    def _fill(
        self,
        grid: QGridLayout,
        row: int,
        side: str,
        when: str,
        one: Prescription,
        names: Sequence[str],
    ) -> None:
        for column, name in enumerate(names, start=1):
            value = eye_value(screen_catalog(), getattr(one, side), name)
            is_changed = when == "now" and f"{side}.{name}" in self.changed
            shown = f"{CHANGED} {value or '–'}" if is_changed else value
            self.cells[f"{side}.{when}.{name}"] = shown
            cell = Words(shown, Role.EMPHASISED if is_changed else Role.BODY, wrap=False)
            grid.addWidget(
                cell if when == "now" else Caption(shown, wrap=False), row, column, _RIGHT
            )

    def _names(self, now: Prescription, before: Prescription) -> list[str]:
        """Leave out the columns in which nobody has anything."""
        eyes = [now.right, now.left, before.right, before.left]
        return [name for name in EYE_FIELDS if any(getattr(eye, name) for eye in eyes)]


_RIGHT: Final = Qt.AlignmentFlag.AlignRight
