"""The Today page: whom to call, when, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from shopcare.domain.call_order import Place, Section, order_key, place
from shopcare.domain.callback import CallAttempt, Callback
from shopcare.domain.case import Case
from shopcare.domain.customer import Customer, phone_for_try
from shopcare.domain.deadline import Deadline
from shopcare.domain.ids import CallbackId
from shopcare.domain.phone import Phone
from shopcare.services.households import household
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, cases, customers, deadlines

if TYPE_CHECKING:
    from shopcare.domain.purchase import Purchase


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """One call on the list."""

    callback: Callback
    place: Place | None
    """None: it is not on the list of this day."""
    customer: Customer
    phone: Phone | None
    """Which number to dial on the next try (C-10, C-13)."""
    case_number: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The list of calls at a moment."""

    as_of: datetime
    sections: dict[Section, tuple[CallRow, ...]]

    @property
    def due(self) -> int:
        """Count the calls that are overdue, now or later today."""
        sections = (Section.OVERDUE, Section.NOW, Section.LATER)
        return sum(len(self.sections[section]) for section in sections)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallCard:
    """What stands beside the list for one call."""

    row: CallRow
    case: Case | None
    purchase: "Purchase | None"
    missing: tuple[str, ...]
    """Facts that are missing in the file and asked for now (G-2)."""
    attempts: tuple[CallAttempt, ...]
    """The tries at this call, the newest first."""
    contacts: tuple[tuple[Callback, CallAttempt], ...]
    """The last three contacts with the customer, the newest first."""
    household: tuple[CallRow, ...]
    """Other calls that are due to the same household (X-7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueToday:
    """What stands next to the calls: goods promised for today and answers that run out today."""

    promised: tuple[tuple[Case, str], ...]
    """Cases promised for today or earlier and not ready, with the customer's name."""
    answers: tuple[tuple[Deadline, Case, str], ...]
    """Deadlines that end today or were missed, with case and customer's name."""


def panel(shop: Shop, moment: datetime | None = None) -> Panel:
    """List the calls of a day as they stand at a moment.

    The first three sections together are exactly the open calls due up to that day.
    """
    moment = moment or shop.now()
    day = moment.date()
    found = callbacks.due_up_to(shop.file, day) + callbacks.could_be_made(shop.file, day)
    found += callbacks.settled_on(shop.file, day)
    rows = _rows(shop, found, moment)
    return Panel(
        as_of=moment,
        sections={
            section: _ordered(
                [row for row in rows if row.place and row.place.section is section], section
            )
            for section in Section
        },
    )


def card(shop: Shop, callback_id: CallbackId, moment: datetime | None = None) -> CallCard:
    """Show one call with everything that the caller needs to see.

    Raises:
        NotFound: there is no such call.
    """
    moment = moment or shop.now()
    callback = callbacks.get(shop.file, callback_id)
    row = _row(shop, callback, moment)
    history = callbacks.of_customer(shop.file, callback.customer_id)
    by_id = {call.id: call for call in history}
    attempts = callbacks.attempts(shop.file, list(by_id))
    case = cases.get(shop.file, callback.case_id) if callback.case_id else None
    return CallCard(
        row=row,
        case=case,
        purchase=_purchase(shop, callback),
        missing=row.customer.missing + (case.missing if case else ()),
        attempts=tuple(a for a in attempts if a.callback_id == callback_id),
        contacts=tuple((by_id[a.callback_id], a) for a in attempts[:3]),
        household=_household_calls(shop, row.customer, callback_id, moment),
    )


def due_today(shop: Shop, day: date | None = None) -> DueToday:
    """List the goods promised and the answers that run out on a day, late ones included."""
    day = day or shop.now().date()
    promised = cases.many(shop.file, cases.promised_up_to(shop.file, day.isoformat()))
    open_until = [
        deadline
        for deadline in deadlines.open_up_to(shop.file, shop.calendar.end_of_day(day))
        if deadline.kind.value != "promised"
    ]
    about = {c.id: c for c in cases.many(shop.file, [d.case_id for d in open_until])}
    owners = {case.customer_id for case in (*promised, *about.values())}
    names = {c.id: c.name for c in customers.many(shop.file, sorted(owners))}
    return DueToday(
        promised=tuple((case, names[case.customer_id]) for case in promised),
        answers=tuple(
            (d, about[d.case_id], names[about[d.case_id].customer_id]) for d in open_until
        ),
    )


def _purchase(shop: Shop, callback: Callback) -> "Purchase | None":
    if callback.purchase_id is None:
        return None
    from shopcare.storage import purchases  # for a card; the list is painted without it

    return purchases.get(shop.file, callback.purchase_id)


def _household_calls(
    shop: Shop, customer: Customer, own: CallbackId, moment: datetime
) -> tuple[CallRow, ...]:
    people = (customer, *household(shop, customer))
    open_calls = [
        call
        for person in people
        for call in callbacks.open_of_customer(shop.file, person.id)
        if call.id != own
    ]
    return tuple(_rows(shop, open_calls, moment))


def _row(shop: Shop, callback: Callback, moment: datetime) -> CallRow:
    """Read one call, also one that is not on the day's list."""
    customer = customers.get(shop.file, callback.customer_id)
    windows = shop.calendar.windows_on(moment.date(), customer.call_hours)
    numbers = cases.numbers(shop.file, [callback.case_id] if callback.case_id else [])
    return _line(callback, place(callback, moment, windows), customer, numbers)


def _rows(shop: Shop, found: Sequence[Callback], moment: datetime) -> list[CallRow]:
    """Read whom the calls are for, and leave out those that are not on the list yet."""
    people = sorted({call.customer_id for call in found})
    by_id = {person.id: person for person in customers.many(shop.file, people)}
    numbers = cases.numbers(shop.file, sorted({c.case_id for c in found if c.case_id is not None}))
    rows = []
    for call in found:
        customer = by_id[call.customer_id]
        windows = shop.calendar.windows_on(moment.date(), customer.call_hours)
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


def _ordered(rows: list[CallRow], section: Section) -> tuple[CallRow, ...]:
    if section is Section.DONE:  # as they were settled
        return tuple(rows)
    return tuple(sorted(rows, key=lambda row: order_key(row.callback)))
