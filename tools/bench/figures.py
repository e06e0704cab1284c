"""What a measured figure is, and what a measured process gets."""

import os
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Final

_COMPILE_ANEW: Final = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure with its floor from the same run and the goal it is held to."""

    name: str
    value: float
    unit: str
    floor: float | None
    """What cannot be beaten, measured in the same run; None where the goal is absolute."""
    goal: float
    """The most that is allowed: a ratio where there is a floor, else in the figure's unit."""

    @property
    def ratio(self) -> float | None:
        """Give value over floor."""
        return self.value / self.floor if self.floor else None

    @property
    def reached(self) -> bool:
        """Say whether the goal is reached."""
        return (self.value if self.ratio is None else self.ratio) <= self.goal


def child_environment() -> dict[str, str]:
    """Give a process what it needs to find this package; it may keep what it compiles."""
    kept = {name: value for name, value in os.environ.items() if name != _COMPILE_ANEW}
    paths = [str(Path(__file__).parents[1]), *filter(None, [kept.get("PYTHONPATH")])]
    return {**kept, "PYTHONPATH": os.pathsep.join(paths)}


def percentile_99(values: list[float]) -> float:
    """Give the value that 99 of 100 stay below."""
    return quantiles(values, n=100, method="inclusive")[98]
