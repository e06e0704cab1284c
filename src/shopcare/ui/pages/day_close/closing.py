"""What the page lets the worker do: give reasons, tell customers, close the day."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from shopcare.domain.changes import Changes
from shopcare.domain.ids import CallbackId, CaseId

if TYPE_CHECKING:
    from shopcare.services.shop import Shop

DAY_CLOSE = "day_close"
"""The kind of ``Changes`` after a round was closed."""


def give_reason(ids: Sequence[CallbackId], day: date, reason: str) -> "Callable[[Shop], Changes]":
    """Make the operation that says why calls were not made."""

    def save(shop: "Shop") -> Changes:
        from shopcare.services.reports.day_close import say_why_not_made

        for callback_id in ids:
            say_why_not_made(shop, callback_id, day, reason)
        return Changes.of("callback")

    return save


def tell_by_message(case_id: CaseId) -> "Callable[[Shop], Changes]":
    """Make the operation that records that a customer was told the goods are ready (G-8)."""

    def save(shop: "Shop") -> Changes:
        from shopcare.services.cases.cases import tell_ready

        return tell_ready(shop, case_id).changes

    return save


def close(day: date) -> "Callable[[Shop], Changes]":
    """Make the operation that closes a day."""

    def save(shop: "Shop") -> Changes:
        from shopcare.services.reports.day_close import close_day

        close_day(shop, day)
        return Changes.of(DAY_CLOSE)

    return save
