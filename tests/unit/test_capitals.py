"""Amounts in Chinese capital numerals (ChargeReceipt)."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shopcare.domain.money import MOST_FEN, Fen, capital_numerals

DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (12_000, "壹佰贰拾元整"), (0, "零元整"), (5, "伍分"), (10, "壹角整"), (105, "壹元零伍分"),
        (120_005, "壹仟贰佰元零伍分"), (100_800, "壹仟零捌元整"), (1_000_000, "壹万元整"),
        (1_000_100, "壹万零壹元整"), (10_050_000, "壹拾万零伍佰元整"),
        (123_456, "壹仟贰佰叁拾肆元伍角陆分"),
        (100_010_000_00, "壹亿零壹万元整"), (10_000_000_000, "壹亿元整"), (-250, "负贰元伍角整"),
    ],
)  # fmt: skip
def test_amounts_as_receipts_have_them(fen, text):
    assert capital_numerals(Fen(fen)) == text


def read(text: str) -> int:
    """Read capital numerals, on a way of its own."""
    found = re.fullmatch(r"(?:(.+)元)?零?(?:(.)角)?(?:(.)分)?整?", text)
    assert found
    yuan, jiao, cents = found.groups()
    total = 0
    for part, factor in ((jiao, 10), (cents, 1)):
        total += DIGITS.index(part) * factor if part else 0
    if not yuan:
        return total
    whole = section = digit = 0
    for sign in yuan:
        if sign in DIGITS:
            digit = DIGITS.index(sign)
        elif sign in UNITS:
            section, digit = section + digit * UNITS[sign], 0
        elif sign == "万":
            whole, section, digit = whole + (section + digit) * 10_000, 0, 0
        elif sign == "亿":
            whole, section, digit = (whole + section + digit) * 10**8, 0, 0
    return (whole + section + digit) * 100 + total


@given(st.integers(0, MOST_FEN))
@example(10_001_000_100)
@example(1_010_101_010)
def test_what_is_written_is_read_again_as_the_same(fen):
    text = capital_numerals(Fen(fen))
    assert read(text) == fen
    assert "零零" not in text
    assert text[-1] in "整分"
