"""Birthdays as people read them; ``domain.birthday_text`` writes what can be read in again."""

from shopcare.domain.people.customer import BirthdayCalendar, CustomerBirthday
from shopcare.language.catalog import Catalog


def birthday_words(words: Catalog, birthday: CustomerBirthday) -> str:
    """Say a birthday with its calendar, and its year where that is known."""
    values = {"month": birthday.month, "day": birthday.day}
    if birthday.calendar is BirthdayCalendar.SOLAR:
        said = words.text("solar {month}-{day}", **values)
    elif birthday.leap_month:
        said = words.text("lunar, leap month {month}, day {day}", **values)
    else:
        said = words.text("lunar month {month}, day {day}", **values)
    if birthday.year is None:
        return said
    return words.text("{birthday}, born {year}", birthday=said, year=birthday.year)
