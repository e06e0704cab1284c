"""What single cells say: text, amounts, quantities, yes and no."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from shopcare.domain.errors import Refusal
from shopcare.domain.money import MOST_FEN, Fen, fen_from_text
from shopcare.domain.typed.text import clean_line, clean_text

Cell = str | int | float | bool | datetime | date | time | timedelta | None
"""What a spreadsheet or a text file can hold in one place."""


class DayWithoutYear(datetime):
    """A day that the sheet shows without its year, so that the year was never told."""


class Uncomputed(str):
    """A formula whose result the file does not hold: nobody has seen what it shows."""


class UnclosedQuote(str):
    """A line of a text file whose quotation mark is never closed: its cells cannot be told."""


def words(text: str) -> frozenset[str]:
    """Give the blank-separated words of a literal as a set."""
    return frozenset(text.split())


_EMPTY_WORDS = words(
    "- -- --- — —— – / \\ 无 暂无 没有 不详 未知 未填 空 (空) (null) null none nil nan n/a na "
    "0000-00-00 0000/00/00 1900-01-00"
) | {"0000-00-00 00:00:00"}
_SHEET_ERRORS = words("#N/A #REF! #NAME? #VALUE! #DIV/0! #NUM! #NULL! #SPILL!")
_WANT_A_LOOK = frozenset("='#").union(*((word[0], word[0].upper()) for word in _EMPTY_WORDS))
_WRITTEN_AS_TEXT = re.compile(r'="([^"]*)"|\'([+\d].*)')
_ROUNDED = re.compile(r"[+-]?\d(\.\d+)?E\+?\d+", re.IGNORECASE)


def text_from_cell(value: Cell) -> str:
    """Give the cell as one line of text, tidied as the domain tidies every line."""
    if isinstance(value, str):
        return clean_line(value)
    return "" if value is None else _text_from_value(value)


def lines_from_cell(value: Cell) -> str:
    """Give the cell as text that keeps its line breaks, for remarks."""
    return clean_text(value) if isinstance(value, str) else text_from_cell(value)


def _text_from_value(value: int | float | bool | datetime | date | time | timedelta) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        on_the_day = value.time() == time() and value.tzinfo is None
        return value.date().isoformat() if on_the_day else value.isoformat(" ")
    return str(value)


def typed_text(value: Cell) -> str:
    """Give the text that a person meant: without ``="…"``, a ' before a number, words for nothing.

    Raises:
        Refusal: ``cell_error`` where the sheet itself shows an error such as #N/A.
    """
    text = clean_line(value) if isinstance(value, str) else text_from_cell(value)
    return _as_meant(text) if text[:1] in _WANT_A_LOOK else text


def _as_meant(text: str) -> str:
    if found := _WRITTEN_AS_TEXT.fullmatch(text):
        text = (found[1] or found[2] or "").strip()
    if text in _SHEET_ERRORS:
        raise Refusal("cell_error", text=text)
    return "" if text.casefold() in _EMPTY_WORDS else text


def exact_text(value: Cell) -> str:
    """Give a number that is a name (receipt, member), refusing one whose digits are gone.

    Raises:
        Refusal: ``number_rounded`` where a spreadsheet kept only the first digits.
    """
    text = typed_text(value)
    if isinstance(value, str):
        rounded = text[:1].isdigit() and _ROUNDED.fullmatch(text) is not None
    else:
        rounded = isinstance(value, int | float) and abs(value) >= 1e15
    if rounded:
        raise Refusal("number_rounded", text=text[:40])
    return text


def fen_from_cell(value: Cell) -> Fen | None:
    """Read an amount in yuan; None where the cell is empty.

    Raises:
        Refusal: as ``fen_from_text``.
    """
    if value is None or value == "":
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _fen_from_number(value)
    text = typed_text(value)
    return _fen_from_text(text) if text else None


def _fen_from_number(value: int | float) -> Fen:
    if not -1e300 < value < 1e300:
        raise Refusal("amount_unreadable", text=str(value))
    if value < 0:
        raise Refusal("amount_negative", text=str(value)[:40])
    if value * 100 > MOST_FEN:
        raise Refusal("amount_too_large", text=str(value)[:40])
    fen = round(value * 100)
    if abs(value * 100 - fen) > 1e-4:  # a sheet's own sums are a hair off: 0.30000000000000004
        raise Refusal("amount_too_fine", text=str(value)[:40])
    return Fen(fen)


_CURRENCY = re.compile(r"^(?:RMB|CNY|人民币)\s*|\s*(?:RMB|CNY|元整|整)$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\((.+)\)|(.+)-")


@lru_cache(maxsize=16384)
def _fen_from_text(text: str) -> Fen:
    plain = _CURRENCY.sub("", unicodedata.normalize("NFKC", text))
    if turned := _IN_BRACKETS.fullmatch(plain):  # bookkeepers write −980 as (980) or 980-
        plain = "-" + (turned[1] or turned[2])
    plain = re.sub(r"^([¥￥])\s*-", r"-\1", plain)
    return fen_from_text(plain)


_QUANTITY = re.compile(r"[x×*]?\s*(-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?)\s*(\D{0,12})")


def quantity_from_cell(value: Cell) -> tuple[Decimal, str] | None:
    """Read a quantity and the unit behind it (``2片``, ``47.85 m²``); None for an empty cell.

    Raises:
        Refusal: ``quantity_unreadable``, ``quantity_negative`` (goods that came back),
            ``quantity_impossible`` (nought, or parts finer than a thousandth).
    """
    if isinstance(value, bool):
        raise Refusal("quantity_unreadable", text=str(value))
    text = typed_text(value)
    if not text:
        return None
    # Only the number is folded: m² must not become m2.
    found = _QUANTITY.fullmatch(text) or _QUANTITY.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None:
        raise Refusal("quantity_unreadable", text=text[:40])
    try:
        number = Decimal(found[1].replace(",", ""))
    except InvalidOperation:  # digits of a script that Decimal does not know
        raise Refusal("quantity_unreadable", text=text[:40]) from None
    return _possible(number, text, hair_off=isinstance(value, float)), found[2].strip()


def _possible(number: Decimal, text: str, *, hair_off: bool) -> Decimal:
    if number < 0:
        raise Refusal("quantity_negative", text=text[:40])
    if number == 0 or number > 1_000_000:
        raise Refusal("quantity_impossible", text=text[:40])
    rounded = round(number, 3)
    if number != rounded and not (hair_off and abs(number - rounded) < Decimal("0.000001")):
        raise Refusal("quantity_impossible", text=text[:40])
    return number if number == rounded else rounded


_YES = words("是 √ ✓ ✔ ☑ ■ y yes 1 true t 有 对 ok on 需要 重点客户 重点 大客户 重要客户 vip")
_NO = words("否 × ✗ ✘ ☐ □ n no 0 false f 不 不是 普通 一般 普通客户 off 不需要")


def yes_from_cell(value: Cell) -> bool:
    """Read a tick: 是, √, Y, 1 … or 否, ×, N, 0 …; an empty cell says no.

    Raises:
        Refusal: ``yes_no_unreadable``.
    """
    word = unicodedata.normalize("NFKC", typed_text(value)).casefold()
    if not word or word in _NO:
        return False
    if word in _YES:
        return True
    raise Refusal("yes_no_unreadable", text=word[:40])
