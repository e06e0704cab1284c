"""Phone numbers as they are typed become digits that can be dialled, or are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopcare.domain.errors import Refusal
from shopcare.domain.typed.phone import PhoneKind, grouped, masked, phone_from_text


@pytest.mark.parametrize(
    ("typed", "digits", "kind"),
    [
        ("13800138000", "13800138000", PhoneKind.MOBILE),
        ("138 0013 8000", "13800138000", PhoneKind.MOBILE),
        ("+86-138-0013-8000", "13800138000", PhoneKind.MOBILE),
        ("0086 13800138000", "13800138000", PhoneKind.MOBILE),
        ("8613800138000", "13800138000", PhoneKind.MOBILE),
        ("１３８００１３８０００", "13800138000", PhoneKind.MOBILE),
        ("0571-87654321", "057187654321", PhoneKind.LANDLINE),
        ("(0571) 8765 4321", "057187654321", PhoneKind.LANDLINE),
        ("+86 571 8765 4321", "057187654321", PhoneKind.LANDLINE),
        ("+86 10 8765 4321", "01087654321", PhoneKind.LANDLINE),
        ("+86 400 123 4567", "4001234567", PhoneKind.LANDLINE),
        ("+1 415 555 2671", "+14155552671", PhoneKind.LANDLINE),
        ("87654321", "87654321", PhoneKind.LANDLINE),
        ("0571-87654321转8001", "057187654321x8001", PhoneKind.LANDLINE),
        ("0571-87654321 转 8001", "057187654321x8001", PhoneKind.LANDLINE),
        ("0571-87654321 分机8001", "057187654321x8001", PhoneKind.LANDLINE),
        ("0571-87654321 ext. 8001", "057187654321x8001", PhoneKind.LANDLINE),
        ("0571-87654321#8001", "057187654321x8001", PhoneKind.LANDLINE),
    ],
)
def test_a_number_as_typed(typed: str, digits: str, kind: PhoneKind) -> None:
    phone = phone_from_text(typed)
    assert (phone.digits, phone.kind) == (digits, kind)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "phone_unreadable"),
        ("138x0013y8000", "phone_unreadable"),
        ("打王小明", "phone_unreadable"),
        ("13800138000/13900139000", "phone_too_long"),
        ("1.38E+10", "phone_rounded"),
        ("1.38e10", "phone_rounded"),
        ("1234", "phone_too_short"),
        ("1" * 10_000, "phone_too_long"),
        ("+", "phone_unreadable"),
        ("++8613800138000", "phone_unreadable"),
        ("٠١٢٣٤٥٦", "phone_unreadable"),
        ("<b>13800138000</b>", "phone_unreadable"),
    ],
)
def test_what_is_no_number_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        phone_from_text(typed)
    assert refused.value.code == code


@given(st.from_regex(r"1[3-9][0-9]{9}|0[1-9][0-9]{8,10}|[2-9][0-9]{6,7}", fullmatch=True))
def test_a_number_is_the_same_however_it_is_grouped(digits: str) -> None:
    phone = phone_from_text(digits)
    assert phone.digits == digits
    assert phone_from_text(grouped(digits)) == phone
    assert grouped(digits).replace(" ", "") == digits


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_and_reading_is_final(text: str) -> None:
    try:
        phone = phone_from_text(text)
    except Refusal:
        return
    assert phone_from_text(phone.digits) == phone


@given(st.from_regex(r"[0-9]{5,16}", fullmatch=True))
def test_a_masked_number_does_not_show_the_whole_g15(digits: str) -> None:
    assert digits not in masked(digits)
    assert "****" in masked(digits)


def test_groups_are_those_that_people_dial_by() -> None:
    assert grouped("13800138000") == "138 0013 8000"
    assert grouped("01087654321") == "010 8765 4321"
    assert grouped("057187654321x8001") == "0571 8765 4321 x8001"
    assert masked("13800138000") == "138****8000"
    assert masked("123456789") == "123****6789"
    assert masked("12345678") == "****78"
