"""What single cells of other people's files say."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shopcare.domain.errors import Refusal
from shopcare.domain.typed.phone import phone_from_text
from shopcare.domain.typed.text import clean_line, clean_text
from shopcare.exchange.cells import (
    exact_text,
    fen_from_cell,
    lines_from_cell,
    quantity_from_cell,
    text_from_cell,
    typed_text,
    yes_from_cell,
)
from shopcare.exchange.days import date_from_cell, last_day_from_cell
from shopcare.exchange.phones import phones_from_cell
from shopcare.exchange.wishes import hours_from_cell, is_key_level, preferred_from_cell

ANY_CELL = st.one_of(
    st.none(),
    st.text(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
READERS = [
    typed_text,
    exact_text,
    fen_from_cell,
    quantity_from_cell,
    yes_from_cell,
    date_from_cell,
    last_day_from_cell,
    is_key_level,
    preferred_from_cell,
    hours_from_cell,
]


@given(ANY_CELL)
def test_no_cell_whatever_it_holds_does_more_than_refuse(cell):
    phones_from_cell(cell)
    for read in READERS:
        try:
            read(cell)
        except Refusal as refusal:
            assert refusal.code


@given(st.text())
def test_the_short_way_tidies_exactly_as_the_domain_does(text):
    assert text_from_cell(text) == clean_line(text)
    assert lines_from_cell(text) == clean_text(text)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (13800138000.0, "13800138000"),
        (12, "12"),
        (47.85, "47.85"),
        (True, "TRUE"),
        (datetime(2026, 3, 7), "2026-03-07"),
        (datetime(2026, 3, 7, 9, 5), "2026-03-07 09:05:00"),
        (date(2026, 3, 7), "2026-03-07"),
        (time(9, 5), "09:05:00"),
        ('="013800"', "013800"),
        ("'13800138000", "13800138000"),
        ("'t Hooft", "'t Hooft"),
        ("=1+1", "=1+1"),
        ("N/A", ""),
        ("无", ""),
        ("\t0571", "0571"),
    ],
)
def test_text_is_what_a_person_meant(cell, text):
    assert typed_text(cell) == text


@pytest.mark.parametrize("cell", [2.0260921000123456e16, "2.02609E+13", 10**17])
def test_a_number_whose_digits_are_gone_is_refused(cell):
    with pytest.raises(Refusal, match="number_rounded"):
        exact_text(cell)


def test_an_error_of_the_sheet_is_told():
    with pytest.raises(Refusal, match="cell_error"):
        typed_text("#REF!")


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.integers(0, 23), st.integers(0, 59))
def test_every_way_to_write_a_day_gives_the_day_back(day, hour, minute):
    y, m, d = day.year, day.month, day.day
    ways = [
        day.isoformat(),
        f"{y}-{m}-{d}",
        f"{y}/{m}/{d}",
        f"{y}.{m}.{d}",
        f"{y}. {m}. {d}",
        f"{y}年{m}月{d}日",
        f"{y}年{m:02}月{d:02}",
        f"{y}{m:02}{d:02}",
        f"{y}-{m}-{d} {hour:02}:{minute:02}",
        f"{y}/{m}/{d} {hour}:{minute:02}:00",
        f"{day.isoformat()}T{hour:02}:{minute:02}:00Z",
        f"{y}年{m}月{d}日 星期三",
        f"{y}{m:02}{d:02}{hour:02}{minute:02}00",
        day.strftime("%d %b ") + str(y),
        day.strftime("%B %d, ") + str(y),
        datetime(y, m, d, hour, minute),
        day,
        int(f"{y}{m:02}{d:02}"),
    ]
    for way in ways:
        assert date_from_cell(way) == day, way


@given(st.dates(date(1930, 1, 1), date(2099, 12, 31)), st.floats(0, 0.99))
def test_excels_serial_numbers_are_days(day, fraction):
    serial = (day - date(1899, 12, 30)).days
    assert date_from_cell(serial) == day
    assert date_from_cell(str(serial)) == day
    assert date_from_cell(float(serial)) == day
    assert date_from_cell(round(serial + fraction, 4)) == day


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("3/4/2026", "date_order_unclear"),
        ("26-3-7", "date_year_short"),
        ("7-Mar-26", "date_year_short"),
        ("2026-02-30", "date_impossible"),
        ("20261301", "date_impossible"),
        ("31/31/2026", "date_impossible"),
        ("2300-01-01", "date_impossible"),
        ("昨天", "date_unreadable"),
        ("2026年3月", "date_unreadable"),
        (7, "date_unreadable"),
        (True, "date_unreadable"),
        (time(0, 0), "date_unreadable"),
    ],
)
def test_no_day_is_guessed(cell, code):
    with pytest.raises(Refusal) as refused:
        date_from_cell(cell)
    assert refused.value.code == code
    assert "text" in refused.value.values


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("3/17/2026", date(2026, 3, 17)),
        ("17/3/2026", date(2026, 3, 17)),
        ("4/4/2026", date(2026, 4, 4)),
        ("98-12-31", date(1998, 12, 31)),
        ("２０２６年８月６日", date(2026, 8, 6)),
        (None, None),
        ("", None),
        ("-", None),
        ("0000-00-00", None),
    ],
)
def test_a_day_that_can_only_mean_one_thing_is_read(cell, day):
    assert date_from_cell(cell) == day


def test_a_month_on_a_package_means_its_last_day_b2():
    assert last_day_from_cell("2028-02") == date(2028, 2, 29)
    assert last_day_from_cell("2027年5月") == date(2027, 5, 31)
    assert last_day_from_cell("202705") == date(2027, 5, 31)
    assert last_day_from_cell("2027-05-03") == date(2027, 5, 3)


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("1,280.00", 128000),
        ("¥99", 9900),
        ("RMB 1,280", 128000),
        (698, 69800),
        (6.8, 680),
        (0.1 + 0.2, 30),
        (4383.68, 438368),
        ("", None),
        ("-", None),
        ("６８元", 6800),
    ],
)
def test_amounts(cell, fen):
    assert fen_from_cell(cell) == fen


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (-980, "amount_negative"),
        ("-980", "amount_negative"),
        ("¥-980", "amount_negative"),
        ("(980.00)", "amount_negative"),
        ("980-", "amount_negative"),
        (1.005, "amount_too_fine"),
        ("1.005", "amount_too_fine"),
        (1e12, "amount_too_large"),
        (float("nan"), "amount_unreadable"),
        ("约900", "amount_unreadable"),
    ],
)
def test_amounts_that_are_refused(cell, code):
    with pytest.raises(Refusal) as refused:
        fen_from_cell(cell)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("cell", "quantity"),
    [
        (2, (Decimal(2), "")),
        (47.85, (Decimal("47.85"), "")),
        ("2片", (Decimal(2), "片")),
        ("47.85 m²", (Decimal("47.85"), "m²")),
        ("x2", (Decimal(2), "")),
        ("1,200", (Decimal(1200), "")),
        ("３副", (Decimal(3), "副")),
        (0.1 + 0.2, (Decimal("0.3"), "")),
        ("", None),
    ],
)
def test_quantities_with_their_units(cell, quantity):
    assert quantity_from_cell(cell) == quantity


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (-1, "quantity_negative"),
        ("-1副", "quantity_negative"),
        (0, "quantity_impossible"),
        ("1.23456", "quantity_impossible"),
        (10**9, "quantity_impossible"),
        ("两副", "quantity_unreadable"),
        ("1-2", "quantity_unreadable"),
        (True, "quantity_unreadable"),
    ],
)
def test_quantities_that_are_refused(cell, code):
    with pytest.raises(Refusal) as refused:
        quantity_from_cell(cell)
    assert refused.value.code == code


@pytest.mark.parametrize("cell", ["是", "√", "Y", "yes", 1, True, "TRUE", "VIP", "大客户", "１"])
def test_ticks(cell):
    assert yes_from_cell(cell)


@pytest.mark.parametrize("cell", ["否", "×", "N", "no", 0, False, "", None, "普通", "-"])
def test_no_ticks(cell):
    assert not yes_from_cell(cell)


def test_a_tick_that_may_mean_either_is_refused():
    with pytest.raises(Refusal, match="yes_no_unreadable"):
        yes_from_cell("x?")


@pytest.mark.parametrize(
    ("cell", "digits"),
    [
        ("13800138000", ["13800138000"]),
        (13800138000.0, ["13800138000"]),
        (13800138000, ["13800138000"]),
        ("13800138000.0", ["13800138000"]),
        ("1.3800138001E+10", ["13800138001"]),
        ("138 0013 8000", ["13800138000"]),
        ("+86-13800138000", ["13800138000"]),
        ("0571-87654321", ["057187654321"]),
        ("(0755)78426846", ["075578426846"]),
        ("010/8555 6304", ["01085556304"]),
        ("13800138000/13900139000", ["13800138000", "13900139000"]),
        ("13800138000、0571-87654321", ["13800138000", "057187654321"]),
        ("13800138000;13900139000", ["13800138000", "13900139000"]),
        ("13800138000\n13900139000", ["13800138000", "13900139000"]),
        ("138 0013 8000 139 0013 9000", ["13800138000", "13900139000"]),
        ("13800138000 0571-87654321", ["13800138000", "057187654321"]),
        ("手机：13800138000，座机：0571-87654321", ["13800138000", "057187654321"]),
        ("0571-8765 4321转8001", ["057187654321x8001"]),
        ('="057187654321"', ["057187654321"]),
        ("\t13800138000", ["13800138000"]),
        ("无", []),
        (None, []),
    ],
)
def test_phones_of_a_cell(cell, digits):
    phones, refusals = phones_from_cell(cell)
    assert [phone.digits for phone in phones] == digits
    assert refusals == []


@example("00860000000")  # 0086 is China, not the area of a landline
@given(st.from_regex(r"\A0[0-9]{2,3}[- ]?[0-9]{7,8}\Z|\A1[3-9][0-9]{9}\Z"))
def test_the_short_way_reads_phones_exactly_as_the_domain_does(text):
    assert phones_from_cell(text) == ([phone_from_text(text)], [])


@pytest.mark.parametrize(
    ("cell", "kept", "code"),
    [
        ("1.38E+10", [], "phone_rounded"),
        (13800000000, [], "phone_rounded"),
        ("13800138000/abc", ["13800138000"], "phone_unreadable"),
        ("123", [], "phone_too_short"),
        (57184834782, ["57184834782"], "phone_zero_lost"),
        ("1085371224", ["1085371224"], "phone_zero_lost"),
        ("#N/A", [], "cell_error"),
    ],
)
def test_phones_that_cannot_be_trusted_are_told(cell, kept, code):
    phones, refusals = phones_from_cell(cell)
    assert [phone.digits for phone in phones] == kept
    assert [refusal.code for refusal in refusals] == [code]
    assert refusals[0].values["text"]


def test_service_numbers_begin_without_a_nought():
    assert phones_from_cell("4008001234")[1] == []


def test_call_hours_and_preferred_phone_c6_c10():
    spans = ((time(9), time(11, 30)), (time(14), time(16)))
    assert hours_from_cell("09:00-11:30, 14:00-16:00") == spans
    assert hours_from_cell("9点至11点30分；14:00~16:00") == spans
    assert preferred_from_cell("座机") == "landline"
    assert preferred_from_cell("Mobile") == "mobile"
    for wrong, code in (("16:00-9:00", "hours_reversed"), ("晚上", "call_hours_unreadable")):
        with pytest.raises(Refusal, match=code):
            hours_from_cell(wrong)
    with pytest.raises(Refusal, match="preferred_phone_unreadable"):
        preferred_from_cell("都行")


def test_only_a_level_that_says_so_makes_a_key_account_c3():
    assert is_key_level("大客户")
    assert is_key_level("Key account")
    assert not any(map(is_key_level, ("金卡", "银卡", "普通", "VIP")))
