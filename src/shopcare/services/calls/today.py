"""The Today page: whom to call, when, and why."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from shopcare.domain.calls.call_order import Place, Section, order_key, place
from shopcare.domain.calls.callback import Callback
from shopcare.domain.ids import CallbackId
from shopcare.domain.people.customer import Customer, phone_for_try
from shopcare.domain.typed.phone import Phone
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers
from shopcare.storage.cases import case_numbers


class CallRow(NamedTuple):
    """One call on the list."""

    callback: Callback
    place: Place | None
    """None: it is not on the list of this day."""
    customer: Customer
    phone: Phone | None
    """Which number to dial on the next try (C-10, C-13)."""
    case_number: str | None


class Panel(NamedTuple):
    """The list of calls at a moment."""

    as_of: datetime
    sections: Mapping[Section, Sequence[CallRow]]

    @property
    def due(self) -> int:
        """Count the calls that are overdue, now or later today."""
        found = self.sections
        return len(found[Section.OVERDUE]) + len(found[Section.NOW]) + len(found[Section.LATER])


def panel(shop: Shop, moment: datetime | None = None) -> Panel:
    """List the calls of a day as they stand at a moment.

    The first three sections together are exactly the open calls due up to that day.
    """
    moment = moment or shop.now()
    day = moment.date()
    found = callbacks.due_up_to(shop.file, day) + callbacks.could_be_made(shop.file, day)
    found += callbacks.settled_on(shop.file, day)
    return _arranged(moment, rows_of(shop, found, moment))


def panel_with(shop: Shop, before: Panel, callback_id: CallbackId) -> Panel:
    """Look at one call again, beside which nothing was touched; the others stand as they did."""
    moment = shop.now()
    if moment.date() != before.as_of.date():
        return panel(shop, moment)
    rows = [row_of(shop, callbacks.get(shop.file, callback_id), moment)]
    for section in before.sections.values():
        for row in section:
            if row.callback.id != callback_id:
                rows.append(row)
    return _arranged(moment, rows)


def _arranged(moment: datetime, rows: Sequence[CallRow]) -> Panel:
    sections: dict[Section, list[CallRow]] = {section: [] for section in Section}
    for row in sorted(rows, key=_order):
        if row.place is not None:
            sections[row.place.section].append(row)
    return Panel(as_of=moment, sections=sections)


def row_of(shop: Shop, callback: Callback, moment: datetime) -> CallRow:
    """Read one call, also one that is not on the day's list."""
    customer = customers.of_record(shop.file, callback.customer_id)
    windows = shop.calendar.windows.moments(moment.date(), customer.call_hours)
    numbers = case_numbers.of(shop.file, [callback.case_id] if callback.case_id else [])
    return _line(callback, place(callback, moment, windows), customer, numbers)


def rows_of(shop: Shop, found: Sequence[Callback], moment: datetime) -> list[CallRow]:
    """Read whom the calls are for, and leave out those that are not on the list yet."""
    by_id = customers.by_id(shop.file, (call.customer_id for call in found))
    about = sorted({call.case_id for call in found if call.case_id is not None})
    numbers = case_numbers.of(shop.file, about)
    rows = []
    for call in found:
        customer = by_id[call.customer_id]
        windows = shop.calendar.windows.moments(moment.date(), customer.call_hours)
        if (where := place(call, moment, windows)) is not None:
            rows.append(_line(call, where, customer, numbers))
    return rows


def _line(
    call: Callback, where: Place | None, customer: Customer, numbers: dict[int, str]
) -> CallRow:
    return CallRow(
        callback=call,
        place=where,
        customer=customer,
        phone=phone_for_try(customer, call.attempts),
        case_number=numbers.get(call.case_id) if call.case_id else None,
    )


def _order(row: CallRow) -> tuple[int, str, str, int]:
    settled_at = row.callback.settled_at
    if settled_at is not None:  # as they were settled
        return (int(settled_at.timestamp()), "", "", row.callback.id)
    return order_key(row.callback)
