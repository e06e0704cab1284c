"""PINs, waits and the recovery code: rules without a shop."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building.moments import at
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.people.log_in import (
    CODE_ALPHABET,
    CODE_LENGTH,
    LONGEST_WAIT,
    WrongTries,
    checked_pin,
    delay_after,
    recovery_code,
    recovery_code_from_text,
    remaining_wait,
)
from shopcare.system import secret_hash
from shopcare.system.secret_hash import PinCost

CHEAP = PinCost(passes=1, memory_bytes=8192)
NOW = at("2026-03-05 10:00")
codes = st.text(CODE_ALPHABET, min_size=CODE_LENGTH, max_size=CODE_LENGTH)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("2580", None), ("２５８０", None), (" 25801346 ", None), ("90210", None),
        ("258", "pin_length"), ("258013467", "pin_length"), ("", "pin_not_digits"),
        ("25a0", "pin_not_digits"), ("٢٥٨٠", "pin_not_digits"), ("1111", "pin_too_simple"),
        ("1234", "pin_too_simple"), ("87654321", "pin_too_simple"), ("7890", "pin_too_simple"),
    ],
)  # fmt: skip
def test_which_pins_can_be_chosen(typed: str, problem: str | None) -> None:
    if problem is None:
        assert checked_pin(typed).isdigit()
    else:
        with pytest.raises(Invalid, match=problem):
            checked_pin(typed)


def test_slips_of_the_finger_cost_nothing_and_guessing_more_and_more() -> None:
    waits = [delay_after(count).total_seconds() for count in range(13)]
    assert waits == [0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900]
    assert delay_after(10**9) == LONGEST_WAIT


def test_the_wait_passes_with_the_clock_and_begins_anew_when_it_is_set_back() -> None:
    tries = WrongTries(count=5, last_at=NOW)
    assert remaining_wait(tries, NOW + timedelta(seconds=5)) == timedelta(seconds=15)
    assert remaining_wait(tries, NOW + timedelta(seconds=20)) == timedelta()
    assert remaining_wait(tries, NOW - timedelta(days=400)) == timedelta(seconds=20)


@given(codes)
def test_a_recovery_code_is_read_as_it_was_written(characters: str) -> None:
    code = recovery_code(characters)
    assert [len(group) for group in code.split("-")] == [5] * 5
    for typed in (code, code.lower(), code.replace("-", ""), code.replace("-", " – ")):
        assert recovery_code_from_text(typed) == code


@given(codes, st.integers(0, CODE_LENGTH), st.sampled_from(CODE_ALPHABET))
def test_each_wrong_character_of_a_recovery_code_is_noticed(
    characters: str, place: int, wrong: str
) -> None:
    code = recovery_code(characters).replace("-", "")
    mistyped = code[:place] + wrong + code[place + 1 :]
    if mistyped != code:
        with pytest.raises(Refusal, match="recovery_code_mistyped"):
            recovery_code_from_text(mistyped)


@given(codes, st.integers(0, CODE_LENGTH), st.integers(0, CODE_LENGTH))
def test_each_swap_in_a_recovery_code_is_noticed(characters: str, one: int, other: int) -> None:
    code = list(recovery_code(characters).replace("-", ""))
    swapped = list(code)
    swapped[one], swapped[other] = code[other], code[one]
    if swapped != code:
        with pytest.raises(Refusal, match="recovery_code_mistyped"):
            recovery_code_from_text("".join(swapped))


def test_a_hash_names_its_cost_and_fits_one_pin_only() -> None:
    hashed = secret_hash.hash_pin("2580", CHEAP)
    assert hashed.startswith("$argon2id$v=19$m=8,t=1,")
    assert secret_hash.fits("2580", hashed)
    assert not secret_hash.fits("2581", hashed)
    assert not secret_hash.fits("2580", hashed[:-3])
    assert not secret_hash.fits("2580", "")
    assert not secret_hash.is_outdated(hashed, CHEAP)
    assert secret_hash.is_outdated(hashed, CHEAP._replace(passes=2))
    assert secret_hash.is_outdated(hashed)
