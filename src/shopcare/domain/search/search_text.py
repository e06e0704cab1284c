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
from typing import Final, Protocol, cast

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


class NameReader(Protocol):
    """Knows what a name is found by, see ``name_tokens``."""

    def text(self, name: str) -> str:
        """List the tokens of a name with blanks between them."""


def customer_tokens(name: str, phones: Iterable[str], number: str | None, names: NameReader) -> str:
    """List what a customer is found by: name, pinyin, initials, phones, the shop's number.

    Tokens are written with blanks between them; an import of 100,000 customers makes six million.

    Args:
        name: as on file.
        phones: digits as on file; an extension after ``x`` is found by itself.
        number: the shop's own number for the customer.
        names: gives the tokens of a name, see ``NameTokens``.
    """
    texts = [names.text(name)]
    for phone in phones:
        if phone.isascii() and phone.isdigit():  # nearly every one
            texts.append(_digit_text(phone[:LONGEST_KEY]))
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
    if run.isdigit():
        return [_digit_text(run)]
    # Looked up with a digit behind it, which is not what follows here.
    return [_digit_text(run), *_THREE_BEFORE_LETTER.findall(run)]


def _digit_text(run: str) -> str:
    pieces, ends = _digit_pieces(len(run))
    return f"{' '.join(pieces(run))} ${' $'.join(ends(run))}"


Cut = Callable[[str], tuple[str, ...]]
"""Gives all pieces of a text at once; there is one for every length of text."""


@cache
def _digit_pieces(length: int) -> tuple[Cut, Cut]:
    pieces = [slice(size) for size in range(1, min(2, length) + 1)]
    pieces += [slice(i, i + PIECE) for i in range(length - PIECE + 1)]
    ends = (slice(-size, None) for size in range(1, min(PIECE, length) + 1))
    return cut_of(pieces), cut_of(ends)


def cut_of(slices: Iterable[slice]) -> Cut:
    """Make one itemgetter for all slices of a text."""
    first, *others = slices
    # itemgetter gives a bare item for one slice; the first is asked for twice to get a tuple.
    return cast("Cut", itemgetter(first, *others or [first]))
