"""Case numbers notice every slip of the finger (X-15)."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shopcare.domain.cases.case_number import case_number, case_number_from_text, check_digit
from shopcare.domain.errors import Refusal

numbers = st.builds(case_number, st.integers(2000, 2099), st.integers(1, 9_999_999))


def test_the_first_number_of_2026_x15() -> None:
    assert case_number(2026, 1) == f"26-00001-{check_digit('2600001')}"
    assert check_digit("572") == 4  # Damm's own example


@given(numbers)
def test_a_number_is_read_with_or_without_dashes(number: str) -> None:
    assert case_number_from_text(number) == number
    assert case_number_from_text(number.replace("-", "")) == number
    assert case_number_from_text(f"  {number.replace('-', ' – ')} ") == number
    wide = number.translate({ord(str(n)): 0xFF10 + n for n in range(10)})
    assert case_number_from_text(wide) == number


@given(numbers, st.data())
def test_every_single_wrong_digit_is_noticed_x15(number: str, data: st.DataObject) -> None:
    digits = number.replace("-", "")
    place = data.draw(st.integers(0, len(digits) - 1))
    wrong = data.draw(st.sampled_from("0123456789"))
    assume(wrong != digits[place])
    with pytest.raises(Refusal) as refused:
        case_number_from_text(digits[:place] + wrong + digits[place + 1 :])
    assert refused.value.code == "case_number_mistyped"


@given(numbers, st.data())
def test_every_swap_of_neighbours_is_noticed_x15(number: str, data: st.DataObject) -> None:
    digits = number.replace("-", "")
    place = data.draw(st.integers(0, len(digits) - 2))
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    assume(swapped != digits)
    with pytest.raises(Refusal) as refused:
        case_number_from_text(swapped)
    assert refused.value.code == "case_number_mistyped"


@pytest.mark.parametrize("text", ["", "26-00001", "abc", "26-00001-٣", "26-123456789-1", "'; --"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        case_number_from_text(text)
    assert refused.value.code == "case_number_unreadable"


@given(st.integers(2000, 2099), st.integers(1, 9_999_998))
def test_two_cases_never_share_a_number(year: int, sequence: int) -> None:
    assert case_number(year, sequence) != case_number(year, sequence + 1)
