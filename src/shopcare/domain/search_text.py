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

from shopcare.domain.pinyin import (
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """What one record can be found by."""

    kind: Kind
    name: str = ""
    phones: tuple[str, ...] = ()
    """Digits as on file; an extension after ``x`` is found by itself."""
    number: str = ""
    """The customer's, the case's or the receipt's number."""


def customer_tokens(
    name: str, phones: Iterable[str], number: str | None, readings: Readings
) -> list[str]:
    """List what a customer is found by: name, pinyin, initials, phones, the shop's number.

    Args:
        name: as on file.
        phones: digits as on file; an extension after ``x`` is found by itself.
        number: the shop's own number for the customer.
        readings: how Chinese characters are spelled.
    """
    tokens = _name_tokens(name, readings)
    for phone in phones:
        for digits in phone.split("x"):
            tokens += _digit_tokens(key_of(digits)[:LONGEST_KEY])
    if number:
        tokens += _number_tokens(number)
    return tokens


def case_tokens(number: str) -> list[str]:
    """List what a case is found by."""
    return _number_tokens(number)


def purchase_tokens(receipt_number: str | None) -> list[str]:
    """List what a purchase is found by; without a receipt number it is found by its customer."""
    return _number_tokens(receipt_number or "")


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


def _name_tokens(name: str, readings: Readings) -> list[str]:
    if readings.keys() >= set(name):  # Chinese alone: nearly every name, and already in form
        key, ways = name[:LONGEST_KEY], ways_to_spell(name, readings)
    else:
        key, ways = key_of(name)[:LONGEST_KEY], ways_to_spell(parts_of(name), readings)
    tokens = [*_pieces(len(key))(key)] if key else []
    if 0 < len(key) < 3:
        tokens.append("=" + key)
    if ways:
        tokens += _spelled_tokens(ways[0], _later(tuple(ways[1:])))
    return tokens


@dataclass(frozen=True, slots=True)
class _Later:
    """How what follows the first part of a name is spelled, and the tokens that it has alone."""

    spelled: list[str]
    initials: list[str]
    mixed: list[str]
    tokens: list[str]


@lru_cache(maxsize=4096)
def _later(ways: tuple[tuple[str, ...], ...]) -> _Later:
    """Spell what follows the first part; many people of a list share a given name."""
    tokens: list[str] = []
    for start in dict.fromkeys(spelled_starts(ways)):
        tokens += _beginnings(1, min(len(start), LETTERS))("~" + start)
    for start in dict.fromkeys(initial_starts(ways)):
        tokens += _beginnings(2, min(len(start), LETTERS))("~" + start)
    return _Later(
        spelled=whole_spellings(ways),
        initials=whole_initials(ways),
        mixed=mixed_ends(ways),
        tokens=list(dict.fromkeys(tokens)),
    )


def _spelled_tokens(first: tuple[str, ...], later: _Later) -> list[str]:
    tokens = later.tokens.copy()
    for spelled in first:
        for rest in later.spelled:
            start = "~" + spelled + rest
            tokens += _beginnings(1, min(len(start) - 1, LETTERS))(start)
        tokens += [("~" + spelled + rest)[: 1 + LETTERS] for rest in later.mixed]
    for initial in dict.fromkeys([spelled[0] for spelled in first]):
        for rest in later.initials:
            if rest:
                tokens += _beginnings(2, min(1 + len(rest), LETTERS))("~" + initial + rest)
    return tokens


def _number_tokens(number: str) -> list[str]:
    key = key_of(number)[:LONGEST_KEY]
    if not key:
        return []
    tokens = ["=" + key]
    for run in (key,) if key.isascii() else runs_of(key):
        tokens += _digit_tokens(run)
    return tokens


def _digit_tokens(run: str) -> list[str]:
    """List the tokens of a phone, or of a run of letters and digits in a number."""
    if not run:
        return []
    tokens = [*_digit_pieces(len(run))(run)]
    if not run.isdigit():  # looked up with a digit behind it, which is not what follows here
        tokens += [run[i : i + 3] for i in range(len(run) - 3) if run[i + 3] not in DIGITS]
    tokens += ["$" + end for end in _ends(min(PIECE, len(run)))(run)]
    return tokens


# A cut is made by one itemgetter for all its slices, and there is one for every length of text:
# an import of 100,000 customers makes eight million tokens.
_Cut = Callable[[str], tuple[str, ...]]


@cache
def _pieces(length: int) -> _Cut:
    sizes = range(1, min(PIECE, length) + 1)
    return _cut(slice(i, i + size) for size in sizes for i in range(length - size + 1))


@cache
def _digit_pieces(length: int) -> _Cut:
    beginnings = (slice(size) for size in range(1, min(2, length) + 1))
    return _cut((*beginnings, *(slice(i, i + PIECE) for i in range(length - PIECE + 1))))


@cache
def _ends(longest: int) -> _Cut:
    return _cut(slice(-size, None) for size in range(1, longest + 1))


@cache
def _beginnings(shortest: int, longest: int) -> _Cut:
    return _cut(slice(1 + letters) for letters in range(shortest, longest + 1))


def _cut(slices: Iterable[slice]) -> _Cut:
    first, *others = slices
    # itemgetter gives a bare item for one slice; the first is asked for twice to get a tuple.
    return cast("_Cut", itemgetter(first, *others or [first]))
