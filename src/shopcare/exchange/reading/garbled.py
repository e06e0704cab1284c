"""Text that was read in the wrong encoding somewhere on its way: 鐜嬩簲 for 王五."""

import re
from functools import cache
from typing import Final

_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_HAN_FROM: Final = "\u2e80"
_LOST: Final = ("锟斤拷", "烫烫烫", "屯屯屯")
_LATIN: Final = re.compile("[\u00c3-\u00e9][\u0080-\u00bf\u0152-\u0161\u2018-\u2122]{1,2}")


def is_garbled(text: str) -> bool:
    """Say whether a text is UTF-8 that was read as GB18030 or Latin, or has lost characters."""
    found = _NOT_ASCII.search(text)
    if found is None:
        return "???" in text and not text.strip("?")
    if "\ufffd" in text or any(word in text for word in _LOST):
        return True
    first = found[0]
    if first < _HAN_FROM:
        return len(_LATIN.findall(text)) >= 2
    if not _may_begin(first):
        return False
    try:
        read_again = text.encode("gb18030").decode("utf-8")
    except UnicodeError:
        return _is_mostly_garbled(text)
    return any(sign > "\u2e7f" for sign in read_again)


def may_be_garbled(text: str) -> bool:
    """Say whether a text has any sign that rubbish may begin with; a row is asked at once."""
    return (not text.isascii() and _suspicious().search(text) is not None) or "???" in text


@cache
def _suspicious() -> re.Pattern[str]:
    pairs = (bytes((first, second)) for first in _FIRST_BYTES for second in _SECOND_BYTES)
    begins = "".join(pair.decode("gb18030", "ignore") for pair in pairs)
    return re.compile(f"[\u00c3-\u00e9\ufffd{''.join(word[0] for word in _LOST)}{begins}]")


_FIRST_BYTES: Final = range(0xE2, 0xF0)
_SECOND_BYTES: Final = range(0x80, 0xC0)
"""Of a Chinese character in UTF-8."""


def _may_begin(sign: str) -> bool:
    """Say whether a character's GB18030 bytes can begin a Chinese character of UTF-8."""
    try:
        raw = sign.encode("gb18030")
    except UnicodeError:
        return False
    return raw[0] in _FIRST_BYTES and raw[1] in _SECOND_BYTES


def _is_mostly_garbled(text: str) -> bool:
    """Decide where a stray byte was lost, as happens to names of odd lengths: 寮犱笁 or 鏉庡洓?"""
    raw = text.encode("gb18030", "replace")
    read_again = raw.decode("utf-8", "replace")
    whole = sum("\u4e00" <= sign <= "\u9fff" for sign in read_again)
    return whole >= 2 and whole > 2 * read_again.count("\ufffd")
