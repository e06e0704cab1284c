"""What eyes were measured to need: one dated measurement of both eyes (R-1)."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import CustomerId, PrescriptionId
from shopcare.domain.shop.audit import Voided
from shopcare.domain.typed.text import clean_line, too_long

QUARTER: Final = Decimal("0.25")


class PrismBase(StrEnum):
    """To which side the thick edge of a prism lies."""

    IN = "in"
    OUT = "out"
    UP = "up"
    DOWN = "down"


class Distance(StrEnum):
    """What the glasses are for."""

    FAR = "far"
    NEAR = "near"


@dataclass(frozen=True, slots=True, kw_only=True)
class EyeMeasure:
    """One eye; what was not measured is None."""

    sphere: Decimal | None = None
    """In dioptres, as cylinder and addition; minus corrects short sight."""
    cylinder: Decimal | None = None
    axis: int | None = None
    """In degrees, 1 to 180."""
    addition: Decimal | None = None
    prism: Decimal | None = None
    base: PrismBase | None = None
    pupil_distance: Decimal | None = None
    """From the middle of the nose, in millimetres."""
    height: Decimal | None = None
    acuity: str = ""
    """With the correction, as it was written: 1.0, 5.0, 20/20."""

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) not in (None, "") for field in fields(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class PrescriptionDraft:
    """What a form or a file says about a measurement."""

    measured_on: date
    right: EyeMeasure = EyeMeasure()
    left: EyeMeasure = EyeMeasure()
    pupil_distance: Decimal | None = None
    """Of both eyes, for far."""
    near_pupil_distance: Decimal | None = None
    distance: Distance = Distance.FAR
    contact_lenses: bool = False
    base_curve: Decimal | None = None
    diameter: Decimal | None = None
    measured_by: str = ""
    measured_at: str = ""
    """The place: this shop, a hospital …"""

    @property
    def missing(self) -> tuple[str, ...]:
        """Name what has to be asked for: a cylinder without its axis (R-1)."""
        return tuple(
            f"{side}.axis" for side, eye in self.eyes() if eye.cylinder and eye.axis is None
        )

    def eyes(self) -> Iterator[tuple[str, EyeMeasure]]:
        """Give each eye with the name of its side, the right one first."""
        yield "right", self.right
        yield "left", self.left


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription(PrescriptionDraft):
    """A measurement on file."""

    id: PrescriptionId
    customer_id: CustomerId
    voided: Voided | None = None


def check_prescription(draft: PrescriptionDraft, today: date) -> PrescriptionDraft:
    """Give the draft back tidied, or say what is wrong with it (R-1).

    Raises:
        Invalid: ``measured_in_future``, ``prescription_empty``, ``dioptre_impossible``,
            ``dioptre_step``, ``axis_impossible``, ``millimetres_impossible``, ``text_too_long``.
    """
    problems: list[Problem] = []
    if draft.measured_on > today:
        problems.append(Problem(field="measured_on", code="measured_in_future"))
    if not (draft.right or draft.left or draft.pupil_distance or draft.near_pupil_distance):
        problems.append(Problem(field="right", code="prescription_empty"))
    problems += eye_problems("right", draft.right) + eye_problems("left", draft.left)
    for field in ("pupil_distance", "near_pupil_distance", "base_curve", "diameter"):
        problems += _within(field, getattr(draft, field), _MILLIMETRES[field])
    measured_by, measured_at = clean_line(draft.measured_by), clean_line(draft.measured_at)
    problems += too_long(
        {"measured_by": measured_by, "measured_at": measured_at},
        {"measured_by": 60, "measured_at": 80},
    )
    if problems:
        raise Invalid(*problems)
    return replace(draft, measured_by=measured_by, measured_at=measured_at)


_DIOPTRES: Final = {
    "sphere": (Decimal(-30), Decimal(25)),
    "cylinder": (Decimal(-12), Decimal(12)),
    "addition": (Decimal("0.25"), Decimal("4.5")),
    "prism": (Decimal("0.25"), Decimal(20)),
}
_MILLIMETRES: Final = {
    "pupil_distance": (Decimal(40), Decimal(85)),
    "near_pupil_distance": (Decimal(38), Decimal(83)),
    "base_curve": (Decimal("7.5"), Decimal("9.5")),
    "diameter": (Decimal(13), Decimal(16)),
}
_EYE_MILLIMETRES: Final = {
    "pupil_distance": (Decimal(20), Decimal(43)),
    "height": (Decimal(8), Decimal(45)),
}


def asked_for(draft: PrescriptionDraft) -> list[Problem]:
    """Say what somebody who types a measurement is asked for: ``axis_needed``, ``base_needed``."""
    problems = [Problem(field=field, code="axis_needed") for field in draft.missing]
    return problems + [
        Problem(field=f"{side}.base", code="base_needed")
        for side, eye in draft.eyes()
        if eye.prism and eye.base is None
    ]


def eye_problems(side: str, eye: EyeMeasure) -> list[Problem]:
    """Say what cannot be true of one eye."""
    problems = []
    for field, limits in _DIOPTRES.items():
        value = getattr(eye, field)
        if value is None:
            continue
        if not limits[0] <= value <= limits[1]:
            problems.append(_implausible(f"{side}.{field}", "dioptre_impossible", value))
        elif field != "prism" and value % QUARTER:
            problems.append(_implausible(f"{side}.{field}", "dioptre_step", value))
    if eye.axis is not None and not 0 <= eye.axis <= 180:
        problems.append(_implausible(f"{side}.axis", "axis_impossible", eye.axis))
    for field, limits in _EYE_MILLIMETRES.items():
        problems += _within(f"{side}.{field}", getattr(eye, field), limits)
    problems += too_long({f"{side}.acuity": eye.acuity}, {f"{side}.acuity": 12})
    return problems


def _within(field: str, value: Decimal | None, limits: tuple[Decimal, Decimal]) -> list[Problem]:
    if value is None or limits[0] <= value <= limits[1]:
        return []
    return [_implausible(field, "millimetres_impossible", value)]


def _implausible(field: str, code: str, value: Decimal | int) -> Problem:
    return Problem(field=field, code=code, values={"text": str(value)})


def transposed(eye: EyeMeasure) -> EyeMeasure:
    """Write the same lens with the other sign of cylinder: −3.00 +1.00×90 is −2.00 −1.00×180."""
    if not eye.cylinder:
        return eye
    axis = None if eye.axis is None else (eye.axis + 90 - 1) % 180 + 1
    sphere = (eye.sphere or Decimal(0)) + eye.cylinder
    return replace(eye, sphere=sphere, cylinder=-eye.cylinder, axis=axis)


def signs_that_differ(now: PrescriptionDraft, last: PrescriptionDraft) -> tuple[str, ...]:
    """Name what changed its sign since the last time, which is more often a slip than an eye."""
    return tuple(
        f"{side}.{field}"
        for side in ("right", "left")
        for field in ("sphere", "cylinder")
        if _sign(getattr(getattr(now, side), field)) * _sign(getattr(getattr(last, side), field))
        < 0
    )


class Difference(NamedTuple):
    """One value that is another than in the measurement before."""

    field: str
    """``right.sphere``, ``pupil_distance`` …"""
    before: object
    now: object


def differences(now: PrescriptionDraft, before: PrescriptionDraft) -> tuple[Difference, ...]:
    """Name every value that changed; eyes are compared in the same sign of cylinder (R-2)."""
    found = []
    for side in ("right", "left"):
        eye, old = getattr(now, side), getattr(before, side)
        if _sign(eye.cylinder) * _sign(old.cylinder) < 0:
            old = transposed(old)
        found += [
            Difference(f"{side}.{field.name}", getattr(old, field.name), getattr(eye, field.name))
            for field in fields(EyeMeasure)
        ]
    found += [
        Difference(name, getattr(before, name), getattr(now, name))
        for name in ("pupil_distance", "near_pupil_distance", "base_curve", "diameter")
    ]
    return tuple(one for one in found if one.before != one.now)


def is_alike(one: PrescriptionDraft, other: PrescriptionDraft) -> bool:
    """Say whether two measurements can be compared: both for far or near, glasses or lenses."""
    return (one.distance, one.contact_lenses) == (other.distance, other.contact_lenses)


def _sign(value: Decimal | None) -> int:
    return 0 if not value else (1 if value > 0 else -1)
