"""What the page lets the worker do: give reasons, tell customers, close the day."""

from collections.abc import Sequence
from datetime import date

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.ids import CallbackId, CaseId
from shopcare.services.cases.cases import tell_ready
from shopcare.services.reports.day_close import close_day, say_why_not_made
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Operation


def give_reason(ids: Sequence[CallbackId], day: date, reason: str) -> Operation[Changes]:
    """Make the operation that says why calls were not made."""

    def save(shop: Shop) -> Changes:
        for callback_id in ids:
            say_why_not_made(shop, callback_id, day, reason)
        return Changes.of(ChangeKind.CALLBACK)

    return save


def tell_by_message(case_id: CaseId) -> Operation[Changes]:
    """Make the operation that records that a customer was told the goods are ready (G-8)."""

    def save(shop: Shop) -> Changes:
        return tell_ready(shop, case_id).changes

    return save


def close(day: date) -> Operation[Changes]:
    """Make the operation that closes a day."""

    def save(shop: Shop) -> Changes:
        close_day(shop, day)
        return Changes.of(ChangeKind.DAY_CLOSE)

    return save
