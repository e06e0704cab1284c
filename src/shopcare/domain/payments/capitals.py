"""An amount in Chinese capital numerals, as receipts have it: 壹佰贰拾元整."""

from typing import Final

from shopcare.domain.money import Fen

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_UNITS: Final = ("", "拾", "佰", "仟")
_GROUPS: Final = ("", "万", "亿", "万亿")


def capital_numerals(fen: Fen) -> str:
    """Write an amount in capital numerals: 1,200.05 is 壹仟贰佰元零伍分.

    A zero is written where digits are left out between others, and 整 where no fen follow.
    """
    sign, whole = ("负", -fen) if fen < 0 else ("", int(fen))
    yuan, jiao, cents = whole // 100, whole // 10 % 10, whole % 10
    text = f"{_whole_number(yuan)}元" if yuan else ""
    if not jiao and not cents:
        return f"{sign}{text or '零元'}整"
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif yuan:
        text += "零"
    return f"{sign}{text}{_DIGITS[cents]}分" if cents else f"{sign}{text}整"


def _whole_number(number: int) -> str:
    """Write a number by groups of four digits; a gap between groups is one zero."""
    text, place, gap = "", 0, False
    while number:
        number, group = divmod(number, 10_000)
        if group:
            zero = "零" if gap and text else ""
            text = f"{_four_digits(group)}{_GROUPS[place]}{zero}{text}"
            gap = group < 1000
        elif text:
            gap = True
        place += 1
    return text


def _four_digits(group: int) -> str:
    text, gap = "", False
    for place in range(4):
        digit = group // 10**place % 10
        if digit:
            zero = "零" if gap and text else ""
            text = f"{_DIGITS[digit]}{_UNITS[place]}{zero}{text}"
            gap = False
        else:
            gap = True
    return text
