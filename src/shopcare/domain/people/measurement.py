"""What a trade measures and notes of a person: one dated measurement with named values (A-10)."""

from dataclasses import dataclass
from datetime import date

from shopcare.domain.ids import CustomerId, MeasurementId
from shopcare.domain.shop.audit import Voided


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementDraft:
    """What a form or a file says about a measurement."""

    measured_on: date
    values: tuple[tuple[str, str], ...] = ()
    """By the names of the policy; numbers as they are written, choices by their words."""
    note: str = ""
    measured_by: str = ""
    measured_at: str = ""
    """The place: this shop, at home …"""

    def value(self, key: str) -> str:
        """Give one value; empty where it was not measured."""
        return dict(self.values).get(key, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement(MeasurementDraft):
    """A measurement on file."""

    id: MeasurementId
    customer_id: CustomerId
    voided: Voided | None = None


def changed_values(now: MeasurementDraft, before: MeasurementDraft) -> frozenset[str]:
    """Name the values that are others than in the measurement before."""
    return frozenset(
        key for key, value in now.values if before.value(key) and before.value(key) != value
    )
