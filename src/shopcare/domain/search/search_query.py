"""What a line in the search box asks for, and by what a record that was found answers it.

A word longer than a plain token is looked up by overlapping pieces, so that now and then a
wrong record comes along; `why_matched` compares in full and knows it.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from shopcare.domain.people.pinyin import (
    Readings,
    initial_starts,
    mixed_spellings,
    spelled_starts,
    ways_to_spell,
)
from shopcare.domain.search.search_text import (
    DIGITS,
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
_ITEM = re.compile(r"(?<=\d-\d)\s*/\s*\d{1,2}\s*$")
"""What the label of one of several items has behind the case number."""
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
    joined: tuple[str, ...] = ()
    """The same with the pieces of a number put together: ``138 0`` is ``1380``."""
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
    return Query(
        words=tuple(typed),
        joined=tuple(joined),
        tiers=tuple(dict.fromkeys(tiers)),
        fallback=fallback,
    )


def _typed_words(text: str) -> list[str]:
    if len(text) > _LONGEST_LINE:
        return []
    line = unicodedata.normalize("NFKC", text)
    line = _EXTENSION.sub(" ", _COUNTRY.sub("", _ITEM.sub("", line)))
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
    if not word.isascii() or word.isdigit():
        return _parts_of_number(word)
    if word.isalpha():
        return ((_spelled(word),), *_parts_of_number(word))
    if both := _LETTERS_AND_DIGITS.fullmatch(word):  # wang8000
        spelled = _spelled(both[1])
        return (*_parts_of_number(word), *((spelled, *p) for p in _parts_of_number(both[2])))
    return _parts_of_number(word)


def _parts_of_number(word: str) -> Word:
    """Look a word up in names, phones and numbers; see ``search_text`` for their tokens."""
    if len(word) >= PIECE:
        return (_pieces(word),)
    followed = [word + digit for digit in DIGITS] if len(word) == PIECE - 1 else []
    return tuple((token,) for token in (word, "$" + word, *followed))


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
    if whole in map(key_of, filter(None, (record.number, *record.old_numbers))):
        return _WHY_NUMBER[record.kind]
    for words in dict.fromkeys((query.words, query.joined)):
        whys = [_why_word(word, record, readings) for word in words]
        if record.texts and None in whys:  # else it is offered without its texts
            whys = [why or _why_text(word, record) for why, word in zip(whys, words, strict=True)]
        elif record.texts:
            continue
        if None not in whys:
            return whys[0]
    return None


def _why_word(word: str, record: Findable, readings: Readings) -> Why | None:
    names = (record.name, *record.old_names)
    if any(word in key_of(name) for name in names):
        return Why.NAME
    if any(_is_part(word, key_of(part)) for phone in record.phones for part in phone.split("x")):
        return Why.PHONE
    numbers = (record.number, *record.old_numbers)
    if any(_is_part(word, run) for number in numbers for run in runs_of(key_of(number))):
        return _WHY_NUMBER[record.kind]
    if not word.isascii():
        return None
    both = _LETTERS_AND_DIGITS.fullmatch(word)  # wang8000
    if both and not _why_word(both[2], record, readings):
        return None
    letters = both[1] if both else word
    found = (_why_spelled(letters, name, readings) for name in names)
    return next((why for why in found if why is not None), None)


def _why_text(word: str, record: Findable) -> Why | None:
    return next((why for why, text in record.texts if word in key_of(text)), None)


def _is_part(word: str, run: str) -> bool:
    """Say whether a number has a part; one or two digits only count at its ends."""
    return word in run if len(word) > 2 else run.startswith(word) or run.endswith(word)


def _why_spelled(word: str, name: str, readings: Readings) -> Why | None:
    ways = ways_to_spell(parts_of(name), readings)
    if any(spelled.startswith(word) for spelled in spelled_starts(ways)):
        return Why.PINYIN
    if any(initials.startswith(word) for initials in initial_starts(ways)):
        return Why.INITIALS
    return Why.PINYIN if word in mixed_spellings(ways) else None
