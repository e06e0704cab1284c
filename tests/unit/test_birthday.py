"""Birthdays by the solar and the lunar calendar (C-4)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopcare.almanac.years import lunar_year_facts
from shopcare.domain.errors import Refusal
from shopcare.domain.people.birthday import Birthday, birthday_in_year, next_birthday

BIRTHDAYS = st.builds(
    Birthday,
    calendar=st.just("lunar"),
    month=st.integers(1, 12),
    day=st.integers(1, 30),
    leap=st.booleans(),
)


def solar(month: int, day: int) -> Birthday:
    return Birthday(calendar="solar", month=month, day=day)


def lunar(month: int, day: int, *, leap: bool = False) -> Birthday:
    return Birthday(calendar="lunar", month=month, day=day, leap=leap)


def test_29_february_is_kept_on_the_28th_in_other_years_c4() -> None:
    born = solar(2, 29)
    assert birthday_in_year(born, 2027, lunar_year_facts) == date(2027, 2, 28)
    assert birthday_in_year(born, 2028, lunar_year_facts) == date(2028, 2, 29)
    assert birthday_in_year(born, 2100, lunar_year_facts) == date(2100, 2, 28)


def test_the_next_solar_birthday_is_later_than_the_day_c4() -> None:
    assert next_birthday(solar(3, 5), date(2026, 3, 4), lunar_year_facts) == date(2026, 3, 5)
    assert next_birthday(solar(3, 5), date(2026, 3, 5), lunar_year_facts) == date(2027, 3, 5)
    assert next_birthday(solar(2, 29), date(2026, 2, 28), lunar_year_facts) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("month", "day", "year", "on"),
    [
        (1, 1, 2024, "2024-02-10"),
        (1, 1, 2025, "2025-01-29"),
        (1, 1, 2026, "2026-02-17"),
        (8, 15, 2025, "2025-10-06"),
        (8, 15, 2026, "2026-09-25"),
        (5, 5, 2026, "2026-06-19"),
        (12, 8, 2025, "2026-01-26"),
        (12, 30, 2024, "2025-01-28"),  # the 12th month of 2024 has 29 days
        (12, 30, 2023, "2024-02-09"),
    ],
)
def test_lunar_birthdays_are_converted_for_each_year_c4(
    month: int, day: int, year: int, on: str
) -> None:
    born = lunar(month, day)
    assert birthday_in_year(born, year, lunar_year_facts) == date.fromisoformat(on)


def test_in_a_month_without_a_30th_day_its_29th_c4() -> None:
    # The second month of 2025 has 29 days, that of 2026 has 30.
    assert birthday_in_year(lunar(2, 30), 2025, lunar_year_facts) == date(2025, 3, 28)
    assert birthday_in_year(lunar(2, 30), 2026, lunar_year_facts) == date(2026, 4, 16)


def test_born_in_a_leap_month_it_is_the_ordinary_month_of_that_number_c4() -> None:
    born = lunar(6, 15, leap=True)
    assert birthday_in_year(born, 2025, lunar_year_facts) == date(2025, 7, 9)  # not 8 August
    assert birthday_in_year(born, 2026, lunar_year_facts) == date(2026, 7, 28)


def test_a_solar_year_can_hold_two_lunar_birthdays_or_none_c4() -> None:
    born = lunar(12, 1)
    following = [date(2023, 12, 31)]
    for _ in range(3):
        following.append(next_birthday(born, following[-1], lunar_year_facts))
    # Twice in 2024, never in 2025.
    assert following[1:] == [date(2024, 1, 11), date(2024, 12, 31), date(2026, 1, 19)]


@given(BIRTHDAYS, st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_the_next_lunar_birthday_comes_within_thirteen_lunar_months_c4(
    born: Birthday, after: date
) -> None:
    on = next_birthday(born, after, lunar_year_facts)
    assert timedelta(0) < on - after <= timedelta(days=386)
    assert on == next_birthday(born, on - timedelta(days=1), lunar_year_facts)


def test_a_year_beyond_the_almanac_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        lunar_year_facts(3000)
    assert refused.value.code == "year_out_of_range"
