"""Prescriptions in the columns of a till's list (R-2): 球镜 柱镜 轴位 ADD 瞳距 of each eye."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from shopcare.domain.errors import Refusal
from shopcare.domain.people.dioptres import (
    axis_from_text,
    base_from_text,
    dioptres_from_text,
    eye_from_text,
    millimetres_from_text,
    plain_number,
)
from shopcare.domain.people.prescription import (
    EyeMeasure,
    PrescriptionDraft,
    PrismBase,
    check_prescription,
    eye_problems,
)
from shopcare.exchange.cells import Cell, typed_text
from shopcare.exchange.days import date_from_cell
from shopcare.exchange.recognition.columns import Recognised
from shopcare.exchange.row_cells import RowCells

SIDES: Final = ("right", "left")


def has_prescriptions(recognised: Recognised) -> bool:
    """Say whether a table has columns of eyes."""
    return any(
        field.startswith(("right_", "left_")) or field == "pupil_distance"
        for field in recognised.columns
    )


def prescription_from_row(cells: RowCells, day: date | None) -> PrescriptionDraft | None:
    """Read a row's prescription; what cannot be true is left out and noted.

    Args:
        cells: of the row.
        day: when it was measured, where the row has no column for that.
    """
    right, left = (_eye(cells, side) for side in SIDES)
    right, left, far, near = _distances(cells, right, left)
    addition = cells.take("addition", dioptres_from_cell)
    if addition and abs(addition) >= Decimal("0.25"):
        right, left = (
            replace(eye, addition=eye.addition or abs(addition)) for eye in (right, left)
        )
    measured_on = cells.take("measured_on", date_from_cell) or day
    if not (right or left or far or near) or measured_on is None:
        return None
    draft = PrescriptionDraft(
        measured_on=measured_on,
        right=right,
        left=left,
        pupil_distance=far,
        near_pupil_distance=near,
        measured_by=cells.take("measured_by", typed_text) or "",
    )
    for side in draft.missing:
        cells.note(side.replace(".axis", "_cylinder"), Refusal("axis_missing"))
    try:
        return check_prescription(draft, date.max)
    except Refusal as refusal:
        cells.note("right_sphere", Refusal(refusal.code, **refusal.values))
        return None


def _eye(cells: RowCells, side: str) -> EyeMeasure:
    found = cells.take(f"{side}_eye", _whole_eye) or EyeMeasure()
    read: dict[str, Callable[[Cell], Any]] = {
        "sphere": dioptres_from_cell,
        "cylinder": dioptres_from_cell,
        "axis": _axis_from_cell,
        "addition": dioptres_from_cell,
        "prism": _number_from_cell,
        "base": _base_from_cell,
        "pupil_distance": _number_from_cell,
        "height": _number_from_cell,
        "acuity": typed_text,
    }
    columns = {"pupil_distance": "pd"}
    for field, reader in read.items():
        value = cells.take(f"{side}_{columns.get(field, field)}", reader)
        if value in (None, "") or (
            field in ("addition", "prism", "axis") and not value and not found.cylinder
        ):
            continue
        candidate = replace(found, **{field: value})
        if problems := eye_problems(side, candidate):
            refusal = Refusal(problems[0].code, **problems[0].values)
            cells.note(f"{side}_{columns.get(field, field)}", refusal)
        else:
            found = candidate
    return found


def _distances(
    cells: RowCells, right: EyeMeasure, left: EyeMeasure
) -> tuple[EyeMeasure, EyeMeasure, Decimal | None, Decimal | None]:
    """Tell 62 from 62/60 (far and near) and from 31/31 (right and left)."""
    near = cells.take("near_pupil_distance", _number_from_cell)
    pair = cells.take("pupil_distance", _pair_from_cell)
    if pair is None:
        return right, left, None, near
    first, second = pair
    if second is None or second > 43:
        return right, left, first, near or second
    right = replace(right, pupil_distance=right.pupil_distance or first)
    return right, replace(left, pupil_distance=left.pupil_distance or second), first + second, near


def dioptres_from_cell(cell: Cell) -> Decimal | None:
    """Read dioptres: -3.25, +1.00, 平光, -325 (in hundredths, as counters say them).

    Raises:
        Refusal: ``dioptre_unreadable``, ``dioptre_sign_missing`` (325 alone: short or long sight?).
    """
    return dioptres_from_text(typed_text(cell))


def _number_from_cell(cell: Cell) -> Decimal | None:
    return millimetres_from_text(typed_text(cell))


def _pair_from_cell(cell: Cell) -> tuple[Decimal, Decimal | None] | None:
    text = re.sub(r"mm|毫米|[RLrl右左][:：]?", "", plain_number(typed_text(cell)))
    parts = [part.strip() for part in re.split(r"[/,;\s+]+", text) if part.strip()]
    if not parts or parts == ["0"]:
        return None
    numbers = [millimetres_from_text(part) for part in parts[:2]]
    if numbers[0] is None or len(parts) > 2:
        raise Refusal("dioptre_unreadable", text=text[:40])
    return numbers[0], numbers[1] if len(numbers) > 1 else None


def _axis_from_cell(cell: Cell) -> int | None:
    return axis_from_text(typed_text(cell))


def _base_from_cell(cell: Cell) -> PrismBase | None:
    return base_from_text(typed_text(cell))


def _whole_eye(cell: Cell) -> EyeMeasure | None:
    """Read an eye written in one cell: -3.25/-0.50×90."""
    text = typed_text(cell)
    eye = eye_from_text(text)
    if eye is not None and (problems := eye_problems("", eye)):
        raise Refusal(problems[0].code, text=plain_number(text)[:40])
    return eye
