"""Words in cells that decide what a row is, from ``resources/words/values.toml``."""

import re
import tomllib
import unicodedata
from functools import cache
from typing import Any, Final

from shopcare.domain.purchases.purchase import SalesChannel
from shopcare.system.paths import resource

_DISTANT: Final = (SalesChannel.PHONE, SalesChannel.MAIL, SalesChannel.ONLINE)


@cache
def _told() -> dict[str, dict[str, Any]]:
    with resource("words/values.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def value_words(group: str, name: str) -> frozenset[str]:
    """Give the words of a list."""
    return frozenset(_told()[group][name].split())


def folded(text: str) -> str:
    """Fold a cell's text as the words are written."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@cache
def _found_anywhere(group: str, name: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(value_words(group, name), key=len, reverse=True)))
    unless = "".join(f"(?<!{re.escape(word)})" for word in value_words(group, "not"))
    return re.compile(f"{unless}(?:{words})")


def order_state(text: str) -> str:
    """Say what a state means for a sale: cancelled, returned, unpaid; empty: it stands."""
    plain = folded(text)
    if _found_anywhere("order_state", "partly").search(plain):
        return ""
    for state in ("unpaid", "cancelled", "returned"):
        if _found_anywhere("order_state", state).search(plain):
            return state
    return ""


def channel_of(text: str) -> SalesChannel | None:
    """Say where goods were sold (L-3); None where the words tell nothing."""
    plain = folded(text)
    for channel in (*_DISTANT, SalesChannel.COUNTER):
        if any(word in plain for word in value_words("channel", channel)):
            return channel
    return None


_TOTAL: Final = re.compile(
    r"(?:本页|本日|今日|本月|当日|当月|全部|销售|金额)?(?:合计|总计|小计|共计|汇总|累计|总和)"
    r"(?:[:：（(\s].*)?|(?:grand\s*|sub\s*-?)?totals?(?:[:\s].*)?|sum:",
    re.IGNORECASE,
)


def is_total(text: str) -> bool:
    """Say whether a row that begins with this text is what the rows above come to."""
    return _TOTAL.fullmatch(text) is not None


def kind_of_row(text: str) -> str:
    """Say where a kind of row is no sale: returned, other; empty: it is one."""
    plain = folded(text)
    for kind in ("other", "returned"):
        if any(plain.startswith(word) for word in value_words("sale_kind", kind)):
            return kind
    return ""
