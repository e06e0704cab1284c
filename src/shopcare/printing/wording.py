"""Days, moments and amounts as they stand on papers."""

from datetime import date, datetime

from shopcare.domain.money import Fen
from shopcare.domain.papers.document import Promise
from shopcare.language.amounts import money_text
from shopcare.language.catalog import Catalog
from shopcare.language.day_words import day_text, full_day_text, full_moment_text, time_text


def day_or_blank(words: Catalog, on: date | None) -> str:
    """Write a day with its year and weekday; empty for no day."""
    return full_day_text(words, on) if on else ""


def moment_or_blank(words: Catalog, at: datetime | None) -> str:
    """Write a day and time; empty for none."""
    return full_moment_text(words, at) if at else ""


def promise_text(words: Catalog, promise: Promise | None) -> str:
    """Write a promised day, with its hour if there is one; empty for none."""
    if promise is None:
        return ""
    day = day_text(words, promise.on)
    return f"{day} {time_text(promise.at)}" if promise.at else day


def fee_text(words: Catalog, fee: Fen | None) -> str:
    """Write a fee; empty where none is agreed yet."""
    if fee is None:
        return ""
    return money_text(fee) if fee else words.text("Free of charge")
