"""Headings folded and looked up: which field a word over a column means."""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from shopcare.exchange.heading_words import (
    CUSTOMER_WORDS,
    OWNERS,
    PERSON_WORDS,
    PURCHASE_WORDS,
)


class TableKind(StrEnum):
    """What a table lists."""

    CUSTOMERS = "customers"
    PURCHASES = "purchases"


SEVERAL = frozenset({"phones", "remark"})
"""Fields that take every column that claims them; all others take one."""

_WORDS: Mapping[TableKind, Mapping[str, str]] = {
    TableKind.CUSTOMERS: {**PERSON_WORDS, **CUSTOMER_WORDS},
    # In a list of sales 名称 is the product's name, and 客户 the person's.
    TableKind.PURCHASES: {
        **PERSON_WORDS,
        "name": PERSON_WORDS["name"].replace("名字 名称", "名字"),
        **PURCHASE_WORDS,
    },
}

_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]|【.*?】|〔.*?〕|<.*?>|「.*?」")
_NOISE = re.compile(r"[\s:*•·_\-./,;'\"“”‘’、，。!?]+")
_COUNTED = re.compile(r"(?<=\D)(?:\d|[一二三])$")


def fields_of(kind: TableKind) -> tuple[str, ...]:
    """Name the fields that a table of this kind can fill."""
    return tuple(_WORDS[kind])


def plain_heading(text: str) -> str:
    """Fold a heading so that 手 机 号（必填）： and 手机号 are one."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    plain = _NOISE.sub("", _BRACKETS.sub("", folded))
    return plain or _NOISE.sub("", folded)


def field_of(heading: str, kind: TableKind) -> tuple[str, int] | None:
    """Say which field a heading means and how good the word is (0 is best), if it is known."""
    words = _table(kind)
    plain = plain_heading(heading)
    return words.get(plain) or words.get(_COUNTED.sub("", plain))


@cache
def _table(kind: TableKind) -> dict[str, tuple[str, int]]:
    table: dict[str, tuple[str, int]] = {}
    for field, words in _WORDS[kind].items():
        for rank, word in enumerate(words.split()):
            table.setdefault(word, (field, rank))
    for field in set(_WORDS[kind]) & {"name", "phones", "number", "address", "birthday"}:
        for rank, word in enumerate(_WORDS[kind][field].split()):
            for owner in OWNERS.split():
                table.setdefault(owner + word, (field, rank))
    for owner in OWNERS.split():
        for rank, word in enumerate(("姓名", "名称", "名字", "名", "name")):
            table.setdefault(owner + word, ("name", rank))
    return table
