"""What a record is found by besides its numbers and names: addresses, models, remarks (W-3).

The tokens are pieces: two characters of Chinese, three of letters and digits. A typed word is
looked up by all its pieces; ``why_matched`` compares in full. With ``~`` begin the pieces of the
name and the numbers that belong to the texts, which may be typed beside a word of theirs.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from shopcare.domain.search.search_text import key_of, runs_of

_LONGEST: Final = 1000
"""Characters of one text that are looked at; a note is seldom longer."""
_LETTERS: Final = 3
_CHARACTERS: Final = 2


def word_tokens(texts: Iterable[str], named: Iterable[str] = ()) -> str:
    """List what texts are found by, with blanks between.

    Args:
        texts: addresses, models, remarks.
        named: names and numbers that may be typed beside them.
    """
    tokens = [piece for text in texts for piece in _pieces_of(text)]
    tokens += ["~" + piece for name in named for piece in _pieces_of(name)]
    return " ".join(dict.fromkeys(tokens))


def _pieces_of(text: str) -> Iterator[str]:
    for run in runs_of(key_of(text[:_LONGEST])):
        yield from _pieces(run)


def _pieces(run: str) -> list[str]:
    size = _LETTERS if run.isascii() else _CHARACTERS
    return [run[i : i + size] for i in range(len(run) - size + 1)]


Wanted = tuple[tuple[tuple[str, ...], ...], ...]
"""For each typed word the ways to have it, each with the tokens that it takes."""


def looked_up(words: Sequence[str]) -> Wanted:
    """Give the tokens that a record must have to answer typed words; none: too little is typed.

    A word of one character, or of two letters, has no pieces: it is only compared.
    """
    if not any(map(_pieces, words)):
        return ()
    if len(words) == 1:
        return ((tuple(_pieces(words[0])),),)
    ways = (_ways(word) for word in words)
    return tuple(way for way in ways if way)


def _ways(word: str) -> tuple[tuple[str, ...], ...]:
    pieces = tuple(_pieces(word))
    return (pieces, tuple("~" + piece for piece in pieces)) if pieces else ()
