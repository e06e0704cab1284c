"""How a name is spelled on a keyboard: pinyin and its initials, with surnames read as surnames."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Final

Readings = Mapping[str, tuple[str, ...]]
"""Of each Chinese character the ways it is spelled, the most usual first."""

_MOST_PARTS = 16
_MOST_STARTS = 4
_MOST_WAYS = (4, 3, 3) + (1,) * (_MOST_PARTS - 3)
"""Spellings kept of the first, the second and the third part; of every later one the first."""

# As a surname a character is often read otherwise than in words; dictionaries do not tell.
_SURNAMES_AS_READ: Final = """
賁 ben
秘 bi
谌諶 chen shen
种 chong
费費 fei bi
不 fou
盖 ge gai
句 gou
会會 gui kuai
黑 he
适 kuo
六 lu
缪繆 miao
那 na nuo
能 nai
区 ou
番 pan po
繁 po
单單 shan
召 shao
洗 xian
契 xie qi
么 yao
蔚 yu wei
员贠 yun
祭 zhai ji
氏 zhi
"""
_SURNAMES: Final[Readings] = {
    character: tuple(spelled.split())
    for characters, _, spelled in (
        line.partition(" ") for line in _SURNAMES_AS_READ.strip().splitlines()
    )
    for character in characters
}

_SURNAMES_OF_TWO: Final[Mapping[str, tuple[str, str]]] = {
    "尉迟": ("yu", "chi"),
    "尉遲": ("yu", "chi"),
    "长孙": ("zhang", "sun"),
    "長孫": ("zhang", "sun"),
    "万俟": ("mo", "qi"),
    "萬俟": ("mo", "qi"),
    "单于": ("chan", "yu"),
    "單于": ("chan", "yu"),
    "澹台": ("tan", "tai"),
    "澹臺": ("tan", "tai"),
    "令狐": ("ling", "hu"),
    "宰父": ("zai", "fu"),
    "皇甫": ("huang", "fu"),
    "乐正": ("yue", "zheng"),
    "樂正": ("yue", "zheng"),
    "鲜于": ("xian", "yu"),
    "鮮于": ("xian", "yu"),
    "夹谷": ("jia", "gu"),
    "拓跋": ("tuo", "ba"),
    "纥干": ("he", "gan"),
    "食其": ("yi", "ji"),
    "吐谷": ("tu", "yu"),
    "钟离": ("zhong", "li"),
    "亓官": ("qi", "guan"),
}


def is_surname_of_two(characters: str) -> bool:
    """Say whether two characters are a surname whose second one is read otherwise than in words."""
    return characters in _SURNAMES_OF_TWO


def ways_to_spell(parts: Sequence[str], readings: Readings) -> list[tuple[str, ...]]:
    """Give each part of a name its spellings: a Chinese character or a word in Latin letters.

    A first character gets its reading as a surname and its readings in words. What has no
    spelling (emoji, other scripts) is left out.
    """
    ways = [readings.get(part) or _as_typed(part) for part in parts]
    if parts and (surname := _SURNAMES.get(parts[0])):
        ways[0] = tuple(dict.fromkeys(surname + ways[0]))
    if len(parts) > 1 and (two := _SURNAMES_OF_TWO.get(parts[0] + parts[1])):
        ways[:2] = [tuple(dict.fromkeys((two[i], *ways[i]))) for i in (0, 1)]
    return [way[:most] for way, most in zip(ways, _MOST_WAYS, strict=False) if way]


def _as_typed(part: str) -> tuple[str, ...]:
    return (part,) if part.isascii() else ()


def whole_spellings(ways: Sequence[tuple[str, ...]]) -> list[str]:
    """Spell all parts out in every way they are read: wangxiaoming."""
    return ["".join(spelled) for spelled in product(*ways)]


def spelled_starts(ways: Sequence[tuple[str, ...]]) -> list[str]:
    """Spell the name out from its first and from later parts: wangxiaoming, xiaoming, ming.

    Whatever a clerk types of the pinyin is the beginning of one of these or of the initials, or
    one of `mixed_spellings`.
    """
    starts = []
    for spelled in product(*ways) if ways else ():
        starts += ["".join(spelled[i:]) for i in range(min(len(spelled), _MOST_STARTS))]
    return starts


def initial_starts(ways: Sequence[tuple[str, ...]]) -> list[str]:
    """Give the initials from the first and from later parts, two letters or more: wxm, xm."""
    if len(ways) < 2:
        return []
    starts = []
    for letters in whole_initials(ways):
        starts += [letters[i:] for i in range(min(len(letters) - 1, _MOST_STARTS))]
    return starts


def whole_initials(ways: Sequence[tuple[str, ...]]) -> list[str]:
    """Give the initials of all parts in every way they are read: wxm."""
    return ["".join(letters) for letters in product(*[_initials(way) for way in ways])]


def mixed_spellings(ways: Sequence[tuple[str, ...]]) -> list[str]:
    """Give the surname in full with initials after it, as far as it is typed: wangxm, ouyangnn."""
    return [first + end for first in ways[0] for end in mixed_ends(ways[1:])] if ways else []


def mixed_ends(later: Sequence[tuple[str, ...]]) -> list[str]:
    """Give what follows the first part in mixed spellings: xm after wang, yangnn after ou."""
    letters = "".join([way[0][0] for way in later])
    ends = [letters[:end] for end in range(2, len(letters) + 1)]
    if len(later) > 2:  # a surname of two parts
        ends += [
            second + letters[1:end] for second in later[0] for end in range(3, len(letters) + 1)
        ]
    return ends


def _initials(way: tuple[str, ...]) -> Sequence[str]:
    return way[0][0] if len(way) == 1 else list({spelled[0]: None for spelled in way})
