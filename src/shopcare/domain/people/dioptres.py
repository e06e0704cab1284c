"""What eyes are measured in, as it is typed and written: dioptres, axes, millimetres, bases."""

import re
import unicodedata
from decimal import Decimal
from typing import Final

from shopcare.domain.errors import Refusal
from shopcare.domain.people.prescription import EyeMeasure, PrismBase

_SIGNS: Final = str.maketrans(
    {"−": "-", "–": "-", "—": "-", "－": "-", "﹣": "-", "＋": "+", "。": "."}
)
_PLANO: Final = frozenset(["平光", "平", "pl", "plano", "plan", "无", "0"])
_NUMBER: Final = re.compile(
    r"([+-]?)\s*(\d{1,4}(?:\.\d{1,3})?)\s*(?:d|ds|dc|度|△|∆|mm|毫米)?", re.IGNORECASE
)
_WHOLE: Final = re.compile(
    r"(?P<sphere>[+-]?\d{1,4}(?:\.\d{1,2})?|pl(?:ano)?|平光)\s*(?:ds?|度)?"
    r"(?:\s*[/,;\s]?\s*(?P<cylinder>[+-]\d{1,4}(?:\.\d{1,2})?)\s*(?:dc?)?\s*"
    r"(?:[x×*/@]|ax|轴)?\s*(?P<axis>\d{1,3})?\s*°?)?",
    re.IGNORECASE,
)
_HUNDREDFOLD: Final = 25
"""Dioptres written as hundredths (325 for 3.25, 75 for 0.75) begin here."""
_BASES: Final = {
    PrismBase.IN: ("in", "bi", "内", "底内", "向内"),
    PrismBase.OUT: ("out", "bo", "外", "底外", "向外"),
    PrismBase.UP: ("up", "bu", "上", "底上", "向上"),
    PrismBase.DOWN: ("down", "bd", "下", "底下", "向下"),
}


def plain_number(text: str) -> str:
    """Write every minus, every point, every digit and every width of a number in one way."""
    return unicodedata.normalize("NFKC", text).translate(_SIGNS).strip()


def dioptres_from_text(text: str, *, signed: bool = False) -> Decimal | None:
    """Read dioptres: -3.25, +1.00, 平光, -325 and 75 (in hundredths, as counters say them).

    Args:
        text: as typed; nothing typed is None.
        signed: whether every power but 0 needs its sign; without it only hundredths do.

    Raises:
        Refusal: ``dioptre_unreadable``, ``dioptre_sign_missing`` (325 alone: short or long sight?).
    """
    plain = plain_number(text)
    if not plain:
        return None
    if plain.casefold() in _PLANO:
        return Decimal(0)
    found = _NUMBER.fullmatch(plain)
    if found is None:
        raise Refusal("dioptre_unreadable", text=plain[:40])
    number = Decimal(found[2])
    is_hundredfold = number >= _HUNDREDFOLD and "." not in found[2]
    if not found[1] and (is_hundredfold or (signed and number)):
        raise Refusal("dioptre_sign_missing", text=plain[:40])
    if is_hundredfold:
        number /= 100
    return -number if found[1] == "-" else number


def addition_from_text(text: str) -> Decimal | None:
    """Read an addition or a prism, which has no sign: 1.5, 150, +1.50.

    Raises:
        Refusal: ``dioptre_unreadable``.
    """
    plain = plain_number(text).removeprefix("+").strip()
    return dioptres_from_text(f"+{plain}") if plain and plain != "0" else None


def millimetres_from_text(text: str) -> Decimal | None:
    """Read a distance: 62, 31.5.

    Raises:
        Refusal: ``dioptre_unreadable``.
    """
    plain = plain_number(text)
    if not plain or plain == "0":
        return None
    found = _NUMBER.fullmatch(plain)
    if found is None or found[1] == "-":
        raise Refusal("dioptre_unreadable", text=plain[:40])
    return Decimal(found[2])


def axis_from_text(text: str) -> int | None:
    """Read an axis: 90, ×175, 0 (which is 180).

    Raises:
        Refusal: ``dioptre_unreadable``.
    """
    plain = plain_number(text).lstrip("xX×*@轴").rstrip("°度").removesuffix(".0").strip()
    if not plain or not plain.strip("0"):
        return None if not plain else 180
    if not plain.isdecimal() or len(plain) > 3:
        raise Refusal("dioptre_unreadable", text=plain[:40])
    return int(plain)


def base_from_text(text: str) -> PrismBase | None:
    """Read to which side the base of a prism lies: in, BO, 底内.

    Raises:
        Refusal: ``dioptre_unreadable``.
    """
    plain = plain_number(text).casefold().replace(" ", "")
    if not plain:
        return None
    for base, words in _BASES.items():
        if plain in words:
            return base
    raise Refusal("dioptre_unreadable", text=plain[:40])


def eye_from_text(text: str) -> EyeMeasure | None:
    """Read an eye written in one piece: -3.25/-0.50×90, -325-50x90.

    Raises:
        Refusal: ``dioptre_unreadable``, ``dioptre_sign_missing``.
    """
    plain = plain_number(text)
    if not plain:
        return None
    found = _WHOLE.fullmatch(plain)
    if found is None:
        raise Refusal("dioptre_unreadable", text=plain[:40])
    cylinder, axis = found["cylinder"], found["axis"]
    return EyeMeasure(
        sphere=dioptres_from_text(found["sphere"]),
        cylinder=dioptres_from_text(cylinder) if cylinder else None,
        axis=axis_from_text(axis) if axis else None,
    )


def dioptres_text(value: Decimal | None) -> str:
    """Write dioptres as prescriptions have them: ``-3.25``, ``+1.00``, ``0.00``."""
    if value is None:
        return ""
    return f"{value:+.2f}" if value else "0.00"


def number_text(value: Decimal | None) -> str:
    """Write a distance without idle zeros: ``62``, ``31.5``."""
    return "" if value is None else f"{value.normalize():f}"
