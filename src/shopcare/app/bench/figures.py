"""What a measured figure is."""

from dataclasses import dataclass
from statistics import quantiles


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


def percentile_99(values: list[float]) -> float:
    """Give the value that 99 of 100 stay below."""
    return quantiles(values, n=100, method="inclusive")[98]
