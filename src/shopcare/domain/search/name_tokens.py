"""What a name is found by, as tokens: its pieces, its spellings, its initials."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from shopcare.domain.people.pinyin import (
    Readings,
    initial_starts,
    is_surname_of_two,
    mixed_ends,
    spelled_starts,
    ways_to_spell,
    whole_initials,
    whole_spellings,
)
from shopcare.domain.search.search_text import (
    LETTERS,
    LONGEST_KEY,
    PIECE,
    Cut,
    cut_of,
    key_of,
    parts_of,
)

_FIRST: Final = "*"
"""Stands in a text for the first part of a name; no token has this sign."""
_MOST_KEPT: Final = 4096


class NameTokens:
    """Gives the tokens of names; keeps those of the parts that many people share."""

    def __init__(self, readings: Readings) -> None:
        """Take how Chinese characters are spelled."""
        self._readings = readings
        self._first = lru_cache(_MOST_KEPT)(self._first_character)
        self._later = lru_cache(_MOST_KEPT)(self._later_characters)

    def text(self, name: str) -> str:
        """Give the tokens of a name with blanks between."""
        if not all(map(self._readings.__contains__, name)):
            key, ways = key_of(name)[:LONGEST_KEY], ways_to_spell(parts_of(name), self._readings)
        elif len(name) > LONGEST_KEY or is_surname_of_two(name[:2]):
            key, ways = name[:LONGEST_KEY], ways_to_spell(name, self._readings)
        else:  # Chinese alone, as nearly every name
            return _joined(name, self._first(name[:1]), self._later(name[1:]))
        return _joined(key, _First(ways[0] if ways else ()), _Later(tuple(ways[1:])))

    def _first_character(self, character: str) -> "_First":
        return _First(next(iter(ways_to_spell(character, self._readings)), ()))

    def _later_characters(self, characters: str) -> "_Later":
        return _Later(tuple(ways_to_spell(_ANY + characters, self._readings)[1:]))


_ANY: Final = "a"
"""Stands for the first part where only what follows is spelled."""


class _First:
    """The first part of a name, in every way it is spelled."""

    def __init__(self, spelled: tuple[str, ...]) -> None:
        self.spelled = spelled
        self.letters = tuple(dict.fromkeys([each[0] for each in spelled]))
        self.alone = _text("~", map(_beginnings, spelled))
        """~w ~wa ~wan ~wang."""


class _Later:
    """What follows the first part of a name, in every way it is spelled."""

    def __init__(self, ways: tuple[tuple[str, ...], ...]) -> None:
        self._ways = ways
        self._after_spelled: dict[int, str] = {}
        alone = [_beginnings(start) for start in dict.fromkeys(spelled_starts(ways))]
        alone += [_beginnings(start)[1:] for start in dict.fromkeys(initial_starts(ways))]
        self.alone = _text("~", alone)
        after = (_beginnings(rest)[: LETTERS - 1] for rest in whole_initials(ways) if ways)
        self.after_letter = _text("~" + _FIRST, after)
        """The tokens that begin with the first letter of the first part: ~wx ~wxm."""

    def after_spelled(self, length: int) -> str:
        """Give the tokens that begin with a spelled first part of so many letters: ~wangx."""
        if length not in self._after_spelled:
            self._after_spelled[length] = self._fitting(LETTERS - length)
        return self._after_spelled[length]

    def _fitting(self, room: int) -> str:
        if room <= 0 or not self._ways:
            return ""
        starts = [_beginnings(rest)[:room] for rest in whole_spellings(self._ways)]
        ends = [rest[:room] for rest in mixed_ends(self._ways)]
        return _text("~" + _FIRST, [*starts, ends])


def _joined(key: str, first: _First, later: _Later) -> str:
    texts = [" ".join(_pieces(len(key))(key)), first.alone, later.alone] if key else []
    if 0 < len(key) < 3:
        texts.append("=" + key)
    for each in first.spelled:
        texts.append(later.after_spelled(len(each)).replace(_FIRST, each))
    for letter in first.letters:
        texts.append(later.after_letter.replace(_FIRST, letter))
    return " ".join(texts)


def _text(stem: str, groups: Iterable[Iterable[str]]) -> str:
    """Write each token once behind the stem, with blanks between."""
    return " ".join(dict.fromkeys(stem + each for group in groups for each in group))


def _beginnings(letters: str) -> list[str]:
    return [letters[:end] for end in range(1, min(len(letters), LETTERS) + 1)]


@cache
def _pieces(length: int) -> Cut:
    sizes = range(1, min(PIECE, length) + 1)
    return cut_of(slice(i, i + size) for size in sizes for i in range(length - size + 1))
