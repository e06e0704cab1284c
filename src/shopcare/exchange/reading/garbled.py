"""Text that was read in the wrong encoding somewhere on its way: 鐜嬩簲 for 王五."""

import re
from functools import lru_cache
from typing import Final

_LOST: Final = re.compile("\ufffd|锟斤拷|烫烫烫|屯屯屯|\\?{3,}")
_LATIN: Final = re.compile("[\u00c3-\u00e9][\u0080-\u00bf\u0152-\u0161\u2018-\u2122]{1,2}")


def is_garbled(text: str) -> bool:
    """Say whether a text is UTF-8 that was read as GB18030 or Latin, or has lost characters."""
    if text.isascii():
        return "???" in text and not text.strip("?")
    if _LOST.search(text) or len(_LATIN.findall(text)) >= 2:
        return True
    first = next(sign for sign in text if not sign.isascii())
    if not _may_begin(first):
        return False
    try:
        read_again = text.encode("gb18030").decode("utf-8")
    except UnicodeError:
        return _is_mostly_garbled(text)
    return any(sign > "\u2e7f" for sign in read_again)


@lru_cache(maxsize=32768)
def _may_begin(sign: str) -> bool:
    """Say whether a character's GB18030 bytes can begin a Chinese character of UTF-8."""
    try:
        raw = sign.encode("gb18030")
    except UnicodeError:
        return False
    return 0xE2 <= raw[0] <= 0xEF and 0x80 <= raw[1] <= 0xBF


def _is_mostly_garbled(text: str) -> bool:
    """Decide where a stray byte was lost, as happens to names of odd lengths: 寮犱笁 or 鏉庡洓?"""
    raw = text.encode("gb18030", "replace")
    read_again = raw.decode("utf-8", "replace")
    whole = sum("\u4e00" <= sign <= "\u9fff" for sign in read_again)
    return whole >= 2 and whole > 2 * read_again.count("\ufffd")
