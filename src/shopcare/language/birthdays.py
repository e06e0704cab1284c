"""Birthdays as the customer gave them."""

from typing import Final

from shopcare.domain.customer import BirthdayCalendar, CustomerBirthday

_MONTHS: Final = "正二三四五六七八九十冬腊"
_TENS: Final = ("初", "十", "廿", "三")
_DIGITS: Final = "十一二三四五六七八九"


def birthday_text(birthday: CustomerBirthday) -> str:
    """Write a birthday so that it can be read in again: ``1980-03-05``, ``农历八月十五``."""
    if birthday.calendar is BirthdayCalendar.LUNAR:
        return _lunar(birthday)
    year = f"{birthday.year}-" if birthday.year else ""
    return f"{year}{birthday.month:02d}-{birthday.day:02d}"


def _lunar(birthday: CustomerBirthday) -> str:
    year = f"{birthday.year}年" if birthday.year else ""
    leap = "闰" if birthday.leap_month else ""
    return f"农历{year}{leap}{_MONTHS[birthday.month - 1]}月{_lunar_day(birthday.day)}"


def _lunar_day(day: int) -> str:
    if day in (10, 20, 30):
        return {10: "初十", 20: "二十", 30: "三十"}[day]
    return _TENS[day // 10] + _DIGITS[day % 10]
