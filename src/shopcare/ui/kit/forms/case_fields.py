"""Fields of a case that intake and the steps ask for alike: accessories (X-4) and plan (G-5)."""

from collections.abc import Sequence
from itertools import compress
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from shopcare.domain.cases.case import PartsOrigin, Plan
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, NoProblem
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import Facts
from shopcare.ui.kit.layout.flow_line import FlowGrid
from shopcare.ui.kit.words.i18n import label, screen_catalog, tr

PLAN_FIELDS: Final = ("parts", "parts_origin", "fee_fen")
"""The fields beside "plan", in which the work is typed."""


def origin_box() -> ChoiceBox[PartsOrigin]:
    """Ask where the parts come from."""
    origins = (PartsOrigin.NONE, PartsOrigin.ORIGINAL, PartsOrigin.SUBSTITUTE)
    return ChoiceBox([(origin, label(origin)) for origin in origins])


def facts_of_plan(plan: Plan | None) -> Facts:
    """Lay a plan out over its fields."""
    plan = plan or Plan(work="")
    return {"plan": plan.work} | {name: getattr(plan, name) for name in PLAN_FIELDS}


def plan_of(facts: Facts) -> Plan | None:
    """Put a plan together; None where nothing of it is typed."""
    plan = Plan(
        work=facts["plan"],
        parts=facts["parts"],
        parts_origin=facts["parts_origin"],
        fee_fen=facts["fee_fen"],
    )
    is_typed = plan.work.strip() or plan.parts.strip() or plan.fee_fen is not None
    return plan if is_typed else None


COLUMNS: Final = 4


class AccessoriesField(FlowGrid, NoProblem):
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

    def value(self) -> tuple[str, ...]:
        """Give what is ticked, as the policy names it, and what is typed."""
        own = self.own_edit.text().replace("，", ",").replace("、", ",").split(",")
        return (*self._ticked(), *filter(None, map(str.strip, own)))

    def set_value(self, accessories: Sequence[str]) -> None:
        """Show what is on file."""
        self._tick(accessories)
        own = [item for item in accessories if item not in self.ticks]
        self.own_edit.setText(tr(", ").join(own))

    def typed(self) -> list[object]:
        """Give what is ticked, and the line as it is typed."""
        return [list(self._ticked()), self.own_edit.text()]

    def restore(self, typed: object) -> None:
        """Tick and show the same again."""
        match typed:
            case [[*ticked], str(own)]:
                self._tick(ticked)
                self.own_edit.setText(own)
            case _:
                self.set_value(())

    def _ticked(self) -> tuple[str, ...]:
        return tuple(compress(self.ticks, map(QCheckBox.isChecked, self.ticks.values())))

    def _tick(self, accessories: Sequence[object]) -> None:
        for item, tick in self.ticks.items():
            tick.setChecked(item in accessories)
