"""Facts in the language of the screen; how they are written, ``language`` says."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from shopcare.domain.money import Fen
from shopcare.domain.shop.audit import Voided
from shopcare.domain.typed.phone import grouped, masked
from shopcare.language.day_words import (
    long_day_text,
    minute_text,
    money_text,
    month_name,
    near_day_text,
    time_text,
    weekday_name,
)
from shopcare.ui.kit.words.i18n import screen_catalog, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopcare.domain.payments.gift import Gift
    from shopcare.domain.people.prescription import Prescription


def weekday_words(day: date) -> str:
    """Name the day of the week."""
    return weekday_name(screen_catalog(), day.weekday())


def month_words(month: int) -> str:
    """Name a month, January being 1."""
    return month_name(screen_catalog(), month)


def day_words(day: date) -> str:
    """Write a day for a table: ``2026-03-05``, the same in every language."""
    return day.isoformat()


def near_day_words(day: date, today: date) -> str:
    """Write a day as people say it when it is near: today, tomorrow, yesterday, else the day."""
    return near_day_text(screen_catalog(), day, today)


def long_day_words(day: date) -> str:
    """Write a day out: ``Thursday, 5 March 2026``."""
    return long_day_text(screen_catalog(), day)


def time_words(moment: datetime | time) -> str:
    """Write a time of day: ``09:30``."""
    return time_text(moment)


def moment_words(moment: datetime) -> str:
    """Write a moment for a table: ``2026-03-05 09:30``."""
    return minute_text(moment)


def near_moment_words(moment: datetime, today: date) -> str:
    """Write a moment as people say it when it is near: ``tomorrow 09:30``."""
    return f"{near_day_text(screen_catalog(), moment.date(), today)} {time_text(moment)}"


def money_words(amount: Fen) -> str:
    """Write an amount: ``¥1,280.00``."""
    return money_text(amount)


def phone_words(digits: str, *, hidden: bool = False) -> str:
    """Write a number as it is dialled, or with its middle hidden (G-15)."""
    return masked(digits) if hidden else grouped(digits)


def last_eyes_words(eyes: "Prescription") -> str:
    """Say what a customer's eyes were measured to need last (R-2)."""
    from shopcare.language.records.eye_words import eyes_text

    said = eyes_text(screen_catalog(), eyes)
    return tr("Prescription of {day}: {eyes}", day=day_words(eyes.measured_on), eyes=said)


def last_gifts_words(gifts: "Sequence[Gift]", today: date) -> str:
    """Say what a customer was given, for the next time (G-18)."""
    if not gifts:
        return ""
    from shopcare.language.records.money_words import last_gifts_text

    said = last_gifts_text(screen_catalog(), gifts, today)
    return tr("Given: {gifts}", gifts=said) if said else ""


def voided_words(voided: Voided, name: str, today: date) -> str:
    """Say when, by whom and why an entry was voided (W-8)."""
    when = near_moment_words(voided.at, today)
    if not voided.reason:
        return tr("Undone {when} by {name}", when=when, name=name)
    return tr("Voided {when} by {name}: {reason}", when=when, name=name, reason=voided.reason)
