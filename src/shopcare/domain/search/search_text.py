"""What a record is found by, as tokens that the search box can look up.

There are four sorts of tokens:

* a plain one is a piece: of one to four characters of a name, of four of a phone or a number,
  or of one or two that a phone or a number begins with;
* ``~`` begins the first letters of a spelling of the name: ``~wangx``, ``~wxm``;
* ``$`` begins the last one to four characters of a phone or a number: ``$8000``;
* ``=`` begins a whole number, or a name as short as a piece of others: ``=26000423``.

Terms that few records share cost most of an index: long words are looked up by their pieces.
Three digits inside a number have no token of their own, they are looked up with every digit
that can follow; one or two are only found where a number begins or ends. That halves the tokens.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from operator import itemgetter
from typing import Final, cast

from shopcare.domain.people.pinyin import (
    Readings,
    initial_starts,
    mixed_ends,
    spelled_starts,
    ways_to_spell,
    whole_initials,
    whole_spellings,
)

KEY_VERSION: Final = 2
"""Raised whenever the tokens of a record change; the index is then built anew."""

PIECE: Final = 4
"""Characters of the longest plain token."""

LETTERS: Final = 12
"""Letters of the longest token of a spelling."""

DIGITS: Final = "0123456789"

LONGEST_KEY: Final = 80
"""No name or number on file is longer; a longer word finds nothing."""

_NOT_DECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_RUNS = re.compile(r"[a-z0-9]+|[^a-z0-9]+")
_NO_LETTERS = re.compile(r"[\W_]+")
_THREE_BEFORE_LETTER = re.compile(r"(?=(...)[^0-9])", re.DOTALL)


class Kind(StrEnum):
    """What can be found."""

    CUSTOMER = "customer"
    CASE = "case"
    PURCHASE = "purchase"


class Why(StrEnum):
    """By what a record was found."""

    NAME = "name"
    PINYIN = "pinyin"
    INITIALS = "initials"
    PHONE = "phone"
    CUSTOMER_NUMBER = "customer_number"
    CASE_NUMBER = "case_number"
    RECEIPT = "receipt"
    SHELF = "shelf"
    """By the shelf on which its goods are (X-2)."""
    VOUCHER = "voucher"
    """By the number of a voucher that was given (G-18)."""
    ADDRESS = "address"
    PRODUCT = "product"
    """A model, a specification."""
    LOT = "lot"
    FAULT = "fault"
    REMARK = "remark"
    """Anything else that somebody wrote down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """What one record can be found by."""

    kind: Kind
    name: str = ""
    phones: tuple[str, ...] = ()
    """Digits as on file; an extension after ``x`` is found by itself."""
    number: str = ""
    """The customer's, the case's or the receipt's number."""
    old_names: tuple[str, ...] = ()
    """What a customer was called on records that are merged into this one (W-2)."""
    old_numbers: tuple[str, ...] = ()
    """Member numbers of such records."""
    texts: tuple[tuple[Why, str], ...] = ()
    """What else stands in it; only where it is not found by what stands above (W-3)."""


def customer_tokens(
    name: str, phones: Iterable[str], number: str | None, readings: Readings
) -> str:
    """List what a customer is found by: name, pinyin, initials, phones, the shop's number.

    Tokens are written with blanks between them; an import of 100,000 customers makes six million.

    Args:
        name: as on file.
        phones: digits as on file; an extension after ``x`` is found by itself.
        number: the shop's own number for the customer.
        readings: how Chinese characters are spelled.
    """
    texts = _name_texts(name, readings)
    for phone in phones:
        if phone.isascii() and phone.isdigit():  # nearly every one
            cut, form = _digit_pieces(min(len(phone), LONGEST_KEY))
            texts.append(form % cut(phone[:LONGEST_KEY]))
            continue
        for digits in phone.split("x"):
            texts += _digit_texts(key_of(digits)[:LONGEST_KEY])
    if number:
        texts += _number_texts(number)
    return " ".join(texts)


def case_tokens(number: str) -> str:
    """List what a case is found by, with blanks between."""
    return " ".join(_number_texts(number))


def purchase_tokens(receipt_number: str | None) -> str:
    """List what a purchase is found by; without a receipt number it is found by its customer."""
    return " ".join(_number_texts(receipt_number or ""))


def key_of(text: str) -> str:
    """Bring a text to the form that is compared: letters, digits and pictures only.

    Width, case, accents, blanks and punctuation do not count: ``Ｏ'Brien`` is ``obrien``.
    """
    if text.isascii():
        return (text if text.isalnum() else "".join(filter(str.isalnum, text))).lower()
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_NOT_DECOMPOSED)
    bare = [c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c)]
    return "".join(map(_kept, unicodedata.normalize("NFC", "".join(bare))))


@lru_cache(maxsize=512)
def _kept(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    kept = character.isalnum() or unicodedata.category(character) in ("So", "Mc")
    return character if kept else ""


def parts_of(name: str) -> list[str]:
    """Split a name into what is spelled one by one: Chinese characters, words in other letters."""
    parts: list[str] = []
    for word in _NO_LETTERS.split(unicodedata.normalize("NFKC", name)):
        for run in runs_of(key_of(word)):
            parts += [run] if run.isascii() else run
    return parts


def runs_of(key: str) -> list[str]:
    """Split a compared text where Latin letters and digits meet another script."""
    return _RUNS.findall(key)


# Below, a text is one or more tokens with blanks between: what many people share is joined once.


def _name_texts(name: str, readings: Readings) -> list[str]:
    if all(map(readings.__contains__, name)):  # Chinese alone, as nearly every name
        key, ways = name[:LONGEST_KEY], ways_to_spell(name, readings)
    else:
        key, ways = key_of(name)[:LONGEST_KEY], ways_to_spell(parts_of(name), readings)
    texts = [" ".join(_pieces(len(key))(key))] if key else []
    if 0 < len(key) < 3:
        texts.append("=" + key)
    if ways:
        texts += _spelled_texts(ways[0], tuple(ways[1:]))
    return texts


_FIRST: Final = "*"
"""Stands in a text for the first part of a name; no token has this sign."""


@lru_cache(maxsize=4096)
def _later(ways: tuple[tuple[str, ...], ...]) -> tuple[str, str, int]:
    """Spell what follows the first part; many people of a list share a given name.

    Returns:
        The tokens that it has alone, those that begin with the first part's first letter, and
        the letters of its longest spelling.
    """
    alone = [_beginnings(start) for start in dict.fromkeys(spelled_starts(ways))]
    alone += [_beginnings(start)[1:] for start in dict.fromkeys(initial_starts(ways))]
    after = (_beginnings(rest)[: LETTERS - 1] for rest in whole_initials(ways))
    return _text("~", alone), _text("~" + _FIRST, after), max(map(len, whole_spellings(ways)))


@lru_cache(maxsize=4096)
def _after_spelled(ways: tuple[tuple[str, ...], ...], room: int) -> str:
    """Spell what follows a spelled first part that leaves room for so many letters: ~wangx."""
    if room <= 0:
        return ""
    starts = [_beginnings(rest)[:room] for rest in whole_spellings(ways)]
    return _text("~" + _FIRST, [*starts, [rest[:room] for rest in mixed_ends(ways)]])


def _text(stem: str, groups: Iterable[Iterable[str]]) -> str:
    """Write each token once behind the stem, with blanks between."""
    return " ".join(dict.fromkeys(stem + each for group in groups for each in group))


@lru_cache(maxsize=4096)
def _first(spelled: str) -> str:
    """Begin the spelling of a first part: ~w ~wa ~wan ~wang."""
    return " ".join("~" + start for start in _beginnings(spelled))


def _beginnings(letters: str) -> list[str]:
    return [letters[:end] for end in range(1, min(len(letters), LETTERS) + 1)]


def _spelled_texts(first: tuple[str, ...], later: tuple[tuple[str, ...], ...]) -> list[str]:
    texts = list(map(_first, first))
    if later:
        alone, after_initial, longest = _later(later)
        texts.append(alone)
        for each in first:
            room = min(LETTERS - len(each), longest)
            texts.append(_after_spelled(later, room).replace(_FIRST, each))
        letters = dict.fromkeys([each[0] for each in first])
        texts += [after_initial.replace(_FIRST, letter) for letter in letters]
    return texts


def _number_texts(number: str) -> list[str]:
    key = key_of(number)[:LONGEST_KEY]
    if not key:
        return []
    texts = ["=" + key]
    for run in (key,) if key.isascii() else runs_of(key):
        texts += _digit_texts(run)
    return texts


def _digit_texts(run: str) -> list[str]:
    """Give the tokens of a phone, or of a run of letters and digits in a number."""
    if not run:
        return []
    cut, form = _digit_pieces(len(run))
    texts = [form % cut(run)]
    if not run.isdigit():  # looked up with a digit behind it, which is not what follows here
        texts += _THREE_BEFORE_LETTER.findall(run)
    return texts


# A cut is made by one itemgetter for all its slices, and there is one for every length of text.
_Cut = Callable[[str], tuple[str, ...]]


@cache
def _pieces(length: int) -> _Cut:
    sizes = range(1, min(PIECE, length) + 1)
    return _cut(slice(i, i + size) for size in sizes for i in range(length - size + 1))


@cache
def _digit_pieces(length: int) -> tuple[_Cut, str]:
    pieces = [slice(size) for size in range(1, min(2, length) + 1)]
    pieces += [slice(i, i + PIECE) for i in range(length - PIECE + 1)]
    ends = [slice(-size, None) for size in range(1, min(PIECE, length) + 1)]
    return _cut([*pieces, *ends]), " ".join(["%s"] * len(pieces) + ["$%s"] * len(ends))


def _cut(slices: Iterable[slice]) -> _Cut:
    first, *others = slices
    # itemgetter gives a bare item for one slice; the first is asked for twice to get a tuple.
    return cast("_Cut", itemgetter(first, *others or [first]))
