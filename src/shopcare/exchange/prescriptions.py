"""Prescriptions in the columns of a till's list (R-2): 球镜 柱镜 轴位 ADD 瞳距 of each eye."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from shopcare.domain.errors import Refusal
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

_MINUS: Final = str.maketrans({"−": "-", "–": "-", "—": "-", "－": "-", "﹣": "-", "＋": "+"})
_PLANO: Final = frozenset(["平光", "平", "pl", "plano", "plan", "无", "0"])
_NUMBER: Final = re.compile(
    r"([+-]?)\s*(\d{1,4}(?:\.\d{1,3})?)\s*(?:d|ds|dc|度|△|∆|mm|毫米)?", re.IGNORECASE
)
_WHOLE: Final = re.compile(
    r"(?P<sphere>[+-]?\d{1,2}(?:\.\d{1,2})?|pl(?:ano)?|平光)\s*(?:ds?|度)?"
    r"(?:\s*[/,;\s]?\s*(?P<cylinder>[+-]\d{1,2}(?:\.\d{1,2})?)\s*(?:dc?)?\s*"
    r"(?:[x×*/@]|ax|轴)?\s*(?P<axis>\d{1,3})?\s*°?)?",
    re.IGNORECASE,
)
_HUNDREDFOLD: Final = 25
"""Dioptres written as degrees of a hundred (325 for 3.25) begin here."""
_BASES: Final = {
    "in": PrismBase.IN,
    "bi": PrismBase.IN,
    "内": PrismBase.IN,
    "底内": PrismBase.IN,
    "向内": PrismBase.IN,
    "out": PrismBase.OUT,
    "bo": PrismBase.OUT,
    "外": PrismBase.OUT,
    "底外": PrismBase.OUT,
    "向外": PrismBase.OUT,
    "up": PrismBase.UP,
    "bu": PrismBase.UP,
    "上": PrismBase.UP,
    "底上": PrismBase.UP,
    "向上": PrismBase.UP,
    "down": PrismBase.DOWN,
    "bd": PrismBase.DOWN,
    "下": PrismBase.DOWN,
    "底下": PrismBase.DOWN,
    "向下": PrismBase.DOWN,
}
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
    text = _plain(cell)
    if not text:
        return None
    if text.casefold() in _PLANO:
        return Decimal(0)
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise Refusal("dioptre_unreadable", text=text[:40])
    number = Decimal(found[2])
    if number > _HUNDREDFOLD and "." not in found[2]:
        if not found[1]:
            raise Refusal("dioptre_sign_missing", text=text[:40])
        number /= 100
    return -number if found[1] == "-" else number


def _plain(cell: Cell) -> str:
    return unicodedata.normalize("NFKC", typed_text(cell)).translate(_MINUS).strip()


def _number_from_cell(cell: Cell) -> Decimal | None:
    text = _plain(cell)
    if not text or text == "0":
        return None
    found = _NUMBER.fullmatch(text)
    if found is None or found[1] == "-":
        raise Refusal("dioptre_unreadable", text=text[:40])
    return Decimal(found[2])


def _pair_from_cell(cell: Cell) -> tuple[Decimal, Decimal | None] | None:
    text = re.sub(r"mm|毫米|[RLrl右左][:：]?", "", _plain(cell))
    parts = [part.strip() for part in re.split(r"[/,;\s+]+", text) if part.strip()]
    if not parts or parts == ["0"]:
        return None
    numbers = [_number_from_cell(part) for part in parts[:2]]
    if numbers[0] is None or len(parts) > 2:
        raise Refusal("dioptre_unreadable", text=text[:40])
    return numbers[0], numbers[1] if len(numbers) > 1 else None


def _axis_from_cell(cell: Cell) -> int | None:
    text = _plain(cell).lstrip("xX×*@轴").rstrip("°度").removesuffix(".0").strip()
    if not text or not text.strip("0"):
        return None if not text else 180
    if not text.isdecimal() or len(text) > 3:
        raise Refusal("dioptre_unreadable", text=text[:40])
    return int(text)


def _base_from_cell(cell: Cell) -> PrismBase | None:
    text = _plain(cell).casefold().replace(" ", "")
    if not text:
        return None
    if text not in _BASES:
        raise Refusal("dioptre_unreadable", text=text[:40])
    return _BASES[text]


def _whole_eye(cell: Cell) -> EyeMeasure | None:
    """Read an eye written in one cell: -3.25/-0.50×90."""
    text = _plain(cell)
    if not text:
        return None
    found = _WHOLE.fullmatch(text)
    if found is None:
        raise Refusal("dioptre_unreadable", text=text[:40])
    cylinder, axis = found["cylinder"], found["axis"]
    eye = EyeMeasure(
        sphere=dioptres_from_cell(found["sphere"]),
        cylinder=dioptres_from_cell(cylinder) if cylinder else None,
        axis=int(axis) if axis else None,
    )
    if problems := eye_problems("", eye):
        raise Refusal(problems[0].code, text=text[:40])
    return eye
