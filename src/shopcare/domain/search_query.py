"""What a line in the search box asks for, and by what a record that was found answers it.

A word longer than a plain token is looked up by overlapping pieces, so that now and then a
wrong record comes along; `why_matched` compares in full and knows it.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from shopcare.domain.pinyin import (
    Readings,
    initial_starts,
    mixed_spellings,
    spelled_starts,
    ways_to_spell,
)
from shopcare.domain.search_text import (
    LETTERS,
    LONGEST_KEY,
    PIECE,
    Findable,
    Kind,
    Why,
    key_of,
    parts_of,
    runs_of,
)

MOST_WORDS: Final = 8
_LONGEST_LINE = MOST_WORDS * (LONGEST_KEY + 4)
_SEPARATORS = re.compile(r"[\s,;、，；。/|]+")
_EXTENSION = re.compile(r"(?<=\d)\s*(?:转|轉|ext\.?|x|#)\s*(?=\d)", re.IGNORECASE)
_COUNTRY = re.compile(r"^\s*(?:\+\s*86|0086|86(?=[\s-]*1[3-9](?:[\s-]*\d){9}\s*$))")
_LETTERS_AND_DIGITS = re.compile(r"([a-z]+)([0-9]+)")


_WHY_NUMBER: Final = {
    Kind.CUSTOMER: Why.CUSTOMER_NUMBER,
    Kind.CASE: Why.CASE_NUMBER,
    Kind.PURCHASE: Why.RECEIPT,
}

Alternative = tuple[str, ...]
"""Tokens that a record must all have."""
Word = tuple[Alternative, ...]
"""Alternatives of which a record must have one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A line as it was read."""

    words: tuple[str, ...]
    """What must all be found, in the form that is compared."""
    tiers: tuple[tuple[Word, ...], ...]
    """What to look up, the likeliest records first: whole numbers, last digits, then anything.
    A record answers a tier with every word of it. No tiers: nothing can be found."""
    fallback: tuple[Word, ...] | None = None
    """What to look up where the tiers find nothing: the pieces of a number in any order."""


def query_from_text(text: str) -> Query:
    """Read a line as typed, pasted or scanned; whatever it holds is only text to look for.

    Blanks and dashes inside a number do not count, and the pieces of a number may be typed as
    words: ``138 8000``. A line that is longer than any record finds nothing.
    """
    typed = _typed_words(text)
    if not typed or len(typed) > MOST_WORDS or max(map(len, typed)) > LONGEST_KEY:
        return Query(words=(), tiers=())
    joined = _with_joined_numbers(typed)
    tiers: list[tuple[Word, ...]] = [((("=" + "".join(typed)[:LONGEST_KEY],),),)]
    if any(_is_ending(word) for word in joined):
        tiers.append(tuple(_ending(word) for word in joined))
    tiers.append(tuple(map(_anywhere, joined)))
    fallback = tuple(map(_anywhere, typed)) if joined != typed else None
    return Query(words=tuple(typed), tiers=tuple(dict.fromkeys(tiers)), fallback=fallback)


def _typed_words(text: str) -> list[str]:
    if len(text) > _LONGEST_LINE:
        return []
    line = unicodedata.normalize("NFKC", text)
    line = _EXTENSION.sub(" ", _COUNTRY.sub("", line))
    words = [run for word in _SEPARATORS.split(line) for run in runs_of(key_of(word))]
    return list(dict.fromkeys(words))


def _with_joined_numbers(words: list[str]) -> list[str]:
    joined: list[str] = []
    for word in words:
        if joined and word.isdigit() and joined[-1].isdigit():
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _anywhere(word: str) -> Word:
    pieces = _pieces(word)
    if not word.isascii() or word.isdigit():
        return (pieces,)
    if word.isalpha():
        return ((_spelled(word),), pieces)
    if both := _LETTERS_AND_DIGITS.fullmatch(word):  # wang8000
        return (pieces, (_spelled(both[1]), *_pieces(both[2])))
    return (pieces,)


def _spelled(letters: str) -> str:
    return "~" + letters[:LETTERS]


def _is_ending(word: str) -> bool:
    return word.isdigit() and len(word) >= 3


def _ending(word: str) -> Word:
    if not _is_ending(word):
        return _anywhere(word)
    end = "$" + word[-PIECE:]
    return ((end, *_pieces(word)),) if len(word) > PIECE else ((end,),)


def _pieces(word: str) -> Alternative:
    last = len(word) - PIECE
    if last <= 0:
        return (word,)
    step = 1 if len(word) <= 2 * PIECE else 2  # a longer word is told apart by fewer pieces
    starts = [*range(0, last, step), last]
    return tuple(dict.fromkeys(word[i : i + PIECE] for i in starts))


def why_matched(query: Query, record: Findable, readings: Readings) -> Why | None:
    """Say by what a record answers a query: by the whole number, or by its first word.

    None: it does not answer every word; the index offered it only for its pieces.
    """
    if not query.words:
        return None
    whole = "".join(query.words)
    if record.number and key_of(record.number) == whole:
        return _WHY_NUMBER[record.kind]
    whys = [_why_word(word, record, readings) for word in query.words]
    return None if None in whys else whys[0]


def _why_word(word: str, record: Findable, readings: Readings) -> Why | None:
    if word in key_of(record.name):
        return Why.NAME
    if any(word in key_of(digits) for phone in record.phones for digits in phone.split("x")):
        return Why.PHONE
    if word in key_of(record.number):
        return _WHY_NUMBER[record.kind]
    if not word.isascii():
        return None
    if both := _LETTERS_AND_DIGITS.fullmatch(word):  # wang8000
        spelled = _why_spelled(both[1], record.name, readings)
        return spelled if _why_word(both[2], record, readings) else None
    return _why_spelled(word, record.name, readings)


def _why_spelled(word: str, name: str, readings: Readings) -> Why | None:
    ways = ways_to_spell(parts_of(name), readings)
    if any(spelled.startswith(word) for spelled in spelled_starts(ways)):
        return Why.PINYIN
    if any(initials.startswith(word) for initials in initial_starts(ways)):
        return Why.INITIALS
    return Why.PINYIN if word in mixed_spellings(ways) else None
