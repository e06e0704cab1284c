"""Amounts as they are typed become whole fen, or are refused; nothing is guessed."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopcare.domain.errors import Refusal
from shopcare.domain.money import MOST_FEN, Fen, fen_from_text, yuan_text


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("0", 0),
        ("-0", 0),
        ("0.5", 50),
        ("128", 12_800),
        ("128.00", 12_800),
        ("128.500000", 12_850),
        ("1,280.50", 128_050),
        ("1 280.50", 128_050),
        ("¥99", 9_900),
        ("￥ 99.9", 9_990),
        ("６８元", 6_800),
        ("68 圆", 6_800),
        ("１，２８０．５０", 128_050),
        ("１２８０。５", 128_050),
        ("　68　", 6_800),
        ("100000000", MOST_FEN),
    ],
)
def test_an_amount_as_typed(typed: str, fen: int) -> None:
    assert fen_from_text(typed) == fen


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "amount_unreadable"),
        ("元", "amount_unreadable"),
        ("5元5", "amount_unreadable"),  # five yuan fifty, never fifty-five
        ("1¥2", "amount_unreadable"),
        ("12 5", "amount_unreadable"),
        ("1,28", "amount_unreadable"),
        ("1,2800", "amount_unreadable"),
        ("1e5", "amount_unreadable"),
        ("NaN", "amount_unreadable"),
        ("Infinity", "amount_unreadable"),
        ("0x10", "amount_unreadable"),
        ("٣", "amount_unreadable"),
        ("五十", "amount_unreadable"),
        ("12.3.4", "amount_unreadable"),
        ("-5", "amount_negative"),
        ("－5", "amount_negative"),
        ("¥-980", "amount_negative"),
        ("-¥980", "amount_negative"),
        ("100000000.01", "amount_too_large"),
        ("9" * 10_000, "amount_too_large"),
        ("0.001", "amount_too_fine"),
        ("1." + "0" * 40 + "1", "amount_too_fine"),
        ("<b>5</b>", "amount_unreadable"),
    ],
)
def test_what_is_no_amount_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        fen_from_text(typed)
    assert refused.value.code == code
    assert len(str(refused.value.values.get("text", ""))) <= 40


@given(st.integers(0, MOST_FEN))
def test_what_is_written_is_read_back(fen: int) -> None:
    assert fen_from_text(yuan_text(Fen(fen))) == fen


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Refusal):
        assert 0 <= fen_from_text(text) <= MOST_FEN


def test_below_zero_is_written_with_its_sign() -> None:
    assert yuan_text(Fen(-128_005)) == "-1,280.05"
