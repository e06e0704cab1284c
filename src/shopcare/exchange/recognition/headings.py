"""Headings cut into known words: what each may mean, and which field that makes of it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from shopcare.exchange.recognition.words import HeadingWords, Rule, TableKind, heading_words

_BRACKETS = re.compile(r"\((.*?)\)|\[(.*?)\]|【(.*?)】|〔(.*?)〕|<(.*?)>|「(.*?)」|《(.*?)》")
_PARTS = re.compile(r"[\s:*•·_\-./,;'\"“”‘’、，。!?|\\&+~()\[\]【】]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_COUNTED = re.compile(r"\d+$|(?<=[^\W\d])[一二三①②③]$")
_MOST_LETTERS = 60

Token = frozenset[str]
"""What one word of a heading may mean."""
_Choice = tuple[int, int, int, tuple[Token, ...]]
"""Letters unknown, words, where the last word begins, and its tokens."""
_UNKNOWN: Token = frozenset()
_SIDE = frozenset({"right", "left"})
_MEASURES = frozenset(
    ["sphere", "cylinder", "axis", "addition", "prism", "base", "pd", "height", "acuity", "degree"]
)
_EYES = _SIDE | _MEASURES
_ASIDE = frozenset(
    [
        "lunar",
        "solar",
        "right",
        "left",
        "both",
        "month",
        "day",
        "year",
        "member",
        "recipient",
        "contact",
        "far",
        "near",
        "whether",
    ]
)
"""What brackets behind a word may add to it; anything else in them is an explanation."""
_SIDES = (frozenset({"letter r"}), frozenset({"letter l"}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading as its words."""

    tokens: tuple[Token, ...]
    above: tuple[Token, ...] = ()
    """Words of the headings above it."""
    unknown: float = 0.0
    """Share of the letters that no known word covers."""

    @property
    def tags(self) -> frozenset[str]:
        """Everything that any of its words may mean."""
        return frozenset().union(*self.tokens, *self.above)


def _folded(text: str) -> str:
    """Fold capitals, widths and traditional signs."""
    return unicodedata.normalize("NFKC", text).casefold().translate(heading_words().simplified)


def plain_heading(text: str) -> str:
    """Fold a heading so that 手 机 号（必填）： and 手机号 are one."""
    folded = _folded(text)
    plain = _PARTS.sub("", _BRACKETS.sub("", folded))
    return plain or _PARTS.sub("", folded)


@lru_cache(maxsize=4096)
def read_heading(text: str, *above: str) -> Heading:
    """Cut a heading, and those above it, into known words."""
    wide = _folded(_CAMEL.sub(" ", unicodedata.normalize("NFKC", text))[:_MOST_LETTERS])
    words = heading_words()
    tokens, unknown, letters = _cut(_BRACKETS.sub(" ", wide), words)
    for found in _BRACKETS.finditer(wide):
        inside, missed, _ = _cut(next(filter(None, found.groups()), ""), words)
        says_side = len(inside) == 1 and inside[0] in _SIDES  # 球镜(R)
        is_known = inside and (not missed or all(map(_is_letter, inside)))
        if is_known and tokens and all(map(_is_side, tokens)):  # 右(球镜), R(S)
            tokens = [*tokens, *inside]
        elif says_side or (inside and not missed and all(token & _ASIDE for token in inside)):
            tokens = [*inside, *tokens]  # behind the word, but about it: the word stays the head
        elif not tokens:
            tokens, unknown, letters = inside, missed, missed + len(inside)
    over = [token for part in above for token in _cut(_folded(_CAMEL.sub(" ", part)), words)[0]]
    tokens = _with_letters(tokens, over, words)
    return Heading(
        tokens=tuple(token for token in tokens if token != _FILLER),
        above=tuple(token for token in over if token and not _says_nothing(token)),
        unknown=unknown / letters if letters else 0.0,
    )


def _is_letter(token: Token) -> bool:
    return any(tag.startswith("letter ") for tag in token)


def _is_side(token: Token) -> bool:
    return token in _SIDES or bool(token & _SIDE)


_FILLER: Token = frozenset({"filler"})


def _says_nothing(token: Token) -> bool:
    return token == _FILLER or all(tag.startswith("letter") for tag in token)


def _cut(text: str, words: HeadingWords) -> tuple[list[Token], int, int]:
    """Cut a text into tokens; give how many letters are unknown, and how many there are."""
    parts = [part for part in _PARTS.split(text) if part]
    if parts and len(parts) > 1 and parts[-1].isdecimal():
        parts.pop()
    if parts:
        parts[-1] = _COUNTED.sub("", parts[-1]) or parts[-1]
    if "of" in parts[1:-1]:  # date of birth: what stands in front is the head
        at = parts.index("of")
        parts = parts[at + 1 :] + parts[:at]
    plain = "".join(parts)
    ends, at = {0}, 0
    for part in parts:
        ends |= {
            at + inside for inside in range(1, len(part)) if _changes(part[inside - 1 : inside + 1])
        }
        at += len(part)
        ends.add(at)
    tokens, missed = _best_cut(plain, frozenset(ends), words)
    return tokens, missed, len(plain)


def _changes(two: str) -> bool:
    """Say whether a word ends between two signs: Han beside Latin, letters beside signs."""
    return two[0].isascii() != two[1].isascii() or two[0].isalpha() != two[1].isalpha()


def _best_cut(text: str, ends: frozenset[int], words: HeadingWords) -> tuple[list[Token], int]:
    """Choose the words that leave the fewest letters unknown, then the fewest words."""
    best: list[_Choice] = [(0, 0, 0, ())]
    for end in range(1, len(text) + 1):
        missed, count, before, _ = best[end - 1]
        choice: _Choice = (missed + 1, count + 1, end - 1, (_letter(text[end - 1], end, ends),))
        for start in range(max(0, end - words.longest), end):
            known = _known(text[start:end], start, end, ends, words)
            if known:
                candidate = (best[start][0], best[start][1] + 1, start, known)
                choice = min(choice, candidate, key=lambda one: one[:2])
        best.append(choice)
    tokens: list[Token] = []
    end = len(text)
    while end:
        _, _, before, found = best[end]
        tokens[:0] = found
        end = before
    return tokens, best[-1][0]


def _letter(sign: str, end: int, ends: frozenset[int]) -> Token:
    alone = sign.isascii() and sign.isalpha()
    return frozenset({"letter " + sign}) if alone else _UNKNOWN


def _known(
    word: str, start: int, end: int, ends: frozenset[int], words: HeadingWords
) -> tuple[Token, ...]:
    crosses = any(start < at < end for at in ends)
    if crosses and word.isascii() and not (start in ends and end in ends):
        return ()
    if word[0].isascii() and not (start in ends or len(word) >= 4):
        return ()
    if word[-1].isascii() and end not in ends and len(word) < 4:
        return ()
    if word in words.together:
        return tuple(frozenset({tag}) for tag in words.together[word])
    tags = words.tags_of.get(word)
    return (tags,) if tags else ()


def _with_letters(tokens: list[Token], over: list[Token], words: HeadingWords) -> list[Token]:
    """Give S, C, A, R and L their meaning where an eye or a measure stands beside them."""
    letters = [token for token in tokens if any(tag.startswith("letter") for tag in token)]
    known = any(token & _EYES for token in (*tokens, *over))
    pair = len(letters) == len(tokens) == 2
    read: list[Token] = []
    for token in tokens:
        letter = next(iter(token), "").removeprefix("letter ")
        if token not in letters:
            read.append(token)
        elif (known or pair) and letter in words.letters:
            read.append(frozenset({words.letters[letter]}))
        else:
            read.append(_UNKNOWN)
    if pair and not all(token & _EYES for token in read):
        return [_UNKNOWN, _UNKNOWN]
    if read and not read[-1] & _MEASURES:
        measures = [token for token in read if token & _MEASURES]
        if measures and read[-1] & _SIDE:  # SPH R: the measure is the head
            read = [token for token in read if token not in measures] + measures
    return read


@lru_cache(maxsize=8192)
def heading_points(heading: Heading, kind: TableKind) -> dict[str, float]:
    """Say which fields a heading may mean, each with points of 100."""
    words = heading_words()
    points = {}
    for field, rules in words.rules[kind].items():
        best = max((_fit(heading, rule, field, words) for rule in rules), default=0.0)
        if best > 0:
            points[field] = best
    return points


def _fit(heading: Heading, rule: Rule, field: str, words: HeadingWords) -> float:
    tokens = heading.tokens or heading.above
    if not tokens or not tokens[-1] & rule.tags or not rule.tags <= heading.tags:
        return 0.0
    costs = sum(_cost(token, field, words) for token in tokens if not token & rule.tags)
    above = sum(
        cost
        for token in heading.above
        if heading.tokens and not token & rule.tags and (cost := _cost(token, field, words)) >= 100
    )
    return rule.points - costs - above - 60 * heading.unknown


def _cost(token: Token, field: str, words: HeadingWords) -> float:
    if not token:
        return 0.0  # what is unknown is paid for by its share
    own = words.extra_in.get(field, {})
    return min(own.get(tag, words.extra.get(tag, 15.0)) for tag in token)


def field_of(heading: str, kind: TableKind) -> tuple[str, float] | None:
    """Say which field a heading alone means best, and with how many points of 100."""
    points = heading_points(read_heading(heading), kind)
    return max(points.items(), key=lambda one: one[1], default=None)


_OWNERS: Sequence[tuple[str, frozenset[str]]] = (
    ("recipient", frozenset({"recipient", "ship"})),
    ("guardian", frozenset({"guardian"})),
    ("contact", frozenset({"contact"})),
    ("company", frozenset({"company", "danwei"})),
    ("member", frozenset({"member", "vip", "card"})),
)


def owner_of(heading: Heading) -> str:
    """Say whose name, phone or address a heading speaks of; empty where it does not say."""
    for owner, tags in _OWNERS:
        if any(token & tags for token in (*heading.tokens, *heading.above)):
            return owner
    return ""
