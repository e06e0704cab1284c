"""Phone numbers as people type them, kept as digits."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from shopcare.domain.errors import Refusal


class PhoneKind(StrEnum):
    """A landline is preferred for calls (C-10)."""

    MOBILE = "mobile"
    LANDLINE = "landline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """One number of a customer."""

    digits: str
    """Digits only, with a leading ``+`` for another country's number; extension after ``x``."""
    kind: PhoneKind


_SEPARATORS = re.compile(r"[\s().\-‐‑–—_/·]+")
_EXTENSION = re.compile(r"(?:转分机|分机|转|ext\.?|x|#)[\s:.]*(\d{1,6})$", re.IGNORECASE)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_AREA_AND_NUMBER = re.compile(r"(?!1[3-9]\d{9}$|[48]00)[1-9]\d{8,10}")


def phone_from_text(text: str) -> Phone:
    """Read one number: ``138 0013 8000``, ``+86-138…``, ``0571-8765 4321转8001``.

    Raises:
        Refusal: ``phone_unreadable`` (letters or signs), ``phone_rounded`` (a spreadsheet wrote
            it as 1.38E+10 and the last digits are gone), ``phone_too_short``, ``phone_too_long``.
    """
    typed = unicodedata.normalize("NFKC", text).strip()
    if re.fullmatch(r"\d(\.\d+)?E\+?\d+", typed, re.IGNORECASE):
        raise Refusal("phone_rounded", text=text[:40])
    extension = ""
    if found := _EXTENSION.search(typed):
        extension, typed = "x" + found[1], typed[: found.start()]
    plain = _SEPARATORS.sub("", typed)
    for prefix in ("+86", "0086"):
        if plain.startswith(prefix):
            plain = _dialled_at_home(plain.removeprefix(prefix))
    if not re.fullmatch(r"\+?[0-9]+", plain):
        raise Refusal("phone_unreadable", text=text[:40])
    if re.fullmatch(r"86" + _MOBILE.pattern, plain):
        plain = plain[2:]
    if len(plain) < 5:
        raise Refusal("phone_too_short", text=text[:40])
    if len(plain) > 16:
        raise Refusal("phone_too_long", text=text[:40])
    kind = PhoneKind.MOBILE if _MOBILE.fullmatch(plain) else PhoneKind.LANDLINE
    return Phone(digits=plain + extension, kind=kind)


def _dialled_at_home(number: str) -> str:
    """Give a number as it is dialled inside the country: an area code needs its 0."""
    return f"0{number}" if _AREA_AND_NUMBER.fullmatch(number) else number


def grouped(digits: str) -> str:
    """Write a number in groups that can be dialled from: ``138 0013 8000``."""
    number, _, extension = digits.partition("x")
    if _MOBILE.fullmatch(number):
        number = f"{number[:3]} {number[3:7]} {number[7:]}"
    elif re.fullmatch(r"0\d{9,11}", number):
        area = 3 if number[1] in "12" else 4
        number = f"{number[:area]} {number[area:-4]} {number[-4:]}"
    return f"{number} x{extension}" if extension else number


def masked(digits: str) -> str:
    """Hide the middle, for papers that leave the shop (G-15): ``138****8000``."""
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) >= 9 else f"****{digits[-2:]}"
