"""Phone numbers as lists hold them: several in a cell, labelled, or with digits lost."""

import re
import unicodedata

from shopcare.domain.errors import Refusal
from shopcare.domain.people.customer import MOST_PHONES
from shopcare.domain.typed.phone import Phone, PhoneKind, phone_from_text
from shopcare.exchange.cells import Cell, typed_text

_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"0[1-9]\d{1,2}[- ]?\d{7,8}", re.ASCII)  # 00 begins a foreign number
_BETWEEN = re.compile(r"[、,，;；|｜&\r\n\t]|\s+/\s*|/\s+|或者?|和")
_LABEL = re.compile(
    r"^(?:手机号?|移动|电话|座机|固话|家里?|宅电?|办公?|公司|tel|phone|mobile|mob|m|t)\s*[:.：]\s*",
    re.IGNORECASE,
)
_EXPONENT = re.compile(r"(\d)\.(\d{10})E\+?10", re.IGNORECASE)
_SPREAD_MOBILES = re.compile(r"(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}\s*){2,}", re.ASCII)
_ONE_SPREAD = re.compile(r"1[3-9]\d[ -]?\d{4}[ -]?\d{4}", re.ASCII)
_AREA_WITHOUT_ZERO = re.compile(r"(?:10|2\d)[2-8]\d{7}|[3-9]\d{2}[2-8]\d{6,7}", re.ASCII)
_SERVICE = ("400", "800")


def phones_from_cell(value: Cell) -> tuple[list[Phone], list[Refusal]]:
    """Read every number of a cell; what cannot be read comes back as refusals with the text.

    ``phone_zero_lost`` comes with its number, which is kept as written: a spreadsheet has
    probably dropped the leading 0 of the area code, and only the shop can know.
    """
    if (usual := usual_phone(value)) is not None:
        return [usual], []
    try:
        text = typed_text(value)
    except Refusal as refusal:
        return [], [refusal]
    if not text:
        return [], []
    if isinstance(value, int | float) and re.fullmatch(r"1[3-9]\d*0{7}", text):
        # 1.38E+10, saved as text and opened once more, is the plain number 13800000000.
        return [], [Refusal("phone_rounded", text=text)]
    phones: list[Phone] = []
    refusals: list[Refusal] = []
    for part in _parts(_raw_lines(value, text)):
        try:
            phone = phone_from_text(part)
        except Refusal as refusal:
            refusals.append(refusal)
            continue
        phones.append(phone)
        if _AREA_WITHOUT_ZERO.fullmatch(part) and not part.startswith(_SERVICE):
            refusals.append(Refusal("phone_zero_lost", text=part))
    return phones, refusals


def usual_phone(value: Cell) -> Phone | None:
    """Read a cell that is a mobile or landline number and nothing else, as nearly every one."""
    if isinstance(value, str):
        if _MOBILE.fullmatch(value):
            return Phone(digits=value, kind=PhoneKind.MOBILE)
        if _LANDLINE.fullmatch(value):
            digits = value.replace("-", "").replace(" ", "")
            return Phone(digits=digits, kind=PhoneKind.LANDLINE)
    return None


def _raw_lines(value: Cell, text: str) -> str:
    """Give back the line breaks that separate numbers inside one cell."""
    return value.strip() if isinstance(value, str) and "\n" in value else text


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for piece in _BETWEEN.split(unicodedata.normalize("NFKC", text)):
        plain = _LABEL.sub("", piece.strip())
        if exact := _EXPONENT.fullmatch(plain):  # all eleven digits are still there
            plain = exact[1] + exact[2]
        if re.fullmatch(r"\d+\.0+", plain):
            plain = plain.partition(".")[0]
        if plain:
            parts += _split_inside(plain)
    return parts


def _split_inside(text: str) -> list[str]:
    """Split 138…/139… and two mobiles with only a blank between; 010/8555 6304 is one number."""
    if _SPREAD_MOBILES.fullmatch(text):
        return _ONE_SPREAD.findall(text)
    by_slash = [piece.strip() for piece in re.split(r"[/\\]", text) if piece.strip()]
    if len(by_slash) > 1 and (any(map(_is_whole, by_slash)) or all(map(_has_seven, by_slash))):
        return by_slash
    by_blank = text.split()
    if len(by_blank) > 1 and all(map(_is_whole, by_blank)):
        return by_blank
    return [text]


def _is_whole(text: str) -> bool:
    return _MOBILE.fullmatch(text) is not None or _LANDLINE.fullmatch(text) is not None


def _has_seven(text: str) -> bool:
    return len(re.findall(r"\d", text)) >= 7


def phones_once(every: list[Phone]) -> tuple[tuple[Phone, ...], Refusal | None]:
    """Give each number once and at most six of them; say which were left out."""
    phones = tuple(dict.fromkeys(every))
    if len(phones) <= MOST_PHONES:
        return phones, None
    left = " ".join(phone.digits for phone in phones[MOST_PHONES:])
    return phones[:MOST_PHONES], Refusal("phones_left_out", text=left[:60], most=MOST_PHONES)
