"""Lists of open cases: promised for a day, answer due on it, late, untouched."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from shopcare.domain.cases.case import FINAL, Case, Stage
from shopcare.domain.cases.deadline import Deadline, DeadlineKind
from shopcare.domain.purchases.purchase import Purchase
from shopcare.services.shop import Shop
from shopcare.storage import customers, purchases
from shopcare.storage.cases import cases, deadlines

if TYPE_CHECKING:
    from shopcare.domain.feedback.suggestion import Suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class DueToday:
    """What stands next to the calls: goods promised for today and answers that run out today."""

    promised: tuple[tuple[Case, str], ...]
    """Cases promised for today or earlier and not ready, with the customer's name."""
    sold: tuple[tuple[Purchase, str], ...]
    """Receipts whose goods were promised at the sale and are not handed over, with the name."""
    answers: tuple[tuple[Deadline, Case, str], ...]
    """Deadlines that end today or were missed, with case and customer's name."""
    suggestions: "tuple[Suggestion, ...]" = ()
    """What is to be done about a suggestion today, or should have been (G-12)."""


SOLD_LATE_DAYS: Final = timedelta(days=7)
"""Goods promised longer ago were fetched and nobody wrote it down, as in a till's old lists."""


def due_today(shop: Shop, day: date | None = None) -> DueToday:
    """List the goods promised and the answers that run out on a day, late ones included."""
    day = day or shop.now().date()
    due = deadlines.open_up_to(shop.file, shop.calendar.end_of_day(day))
    promises = [deadline for deadline in due if deadline.kind is DeadlineKind.PROMISED]
    promises.sort(key=lambda deadline: (deadline.rule_on, deadline.case_id))
    promised = cases.many(shop.file, [deadline.case_id for deadline in promises])
    open_until = [deadline for deadline in due if deadline.kind is not DeadlineKind.PROMISED]
    about = {c.id: c for c in cases.many(shop.file, [d.case_id for d in open_until])}
    sold = purchases.promised_between(shop.file, day - SOLD_LATE_DAYS, day)
    every: tuple[Case | Purchase, ...] = (*promised, *about.values(), *sold)
    owners = customers.by_id(shop.file, (record.customer_id for record in every))
    return DueToday(
        promised=tuple((case, owners[case.customer_id].name) for case in promised),
        sold=tuple((purchase, owners[purchase.customer_id].name) for purchase in sold),
        answers=tuple(
            (d, about[d.case_id], owners[about[d.case_id].customer_id].name)
            for d in open_until
            if d.case_id in about
        ),
        suggestions=_suggestions(shop, day),
    )


def _suggestions(shop: Shop, day: date) -> "tuple[Suggestion, ...]":
    from shopcare.storage.feedback import suggestions  # no start of the program waits for it

    return tuple(suggestions.due_by(shop.file, day))


_GOING_ON: Final = tuple(stage for stage in Stage if stage not in FINAL)


def late_count(shop: Shop) -> int:
    """Count the cases that have not ended and have missed a deadline that is still open."""
    found = cases.ids(
        shop.file,
        stages=_GOING_ON,
        kinds=(),
        handler=None,
        late_at=shop.now(),
        today=shop.now().date(),
        sort="received",
        descending=True,
    )
    return len(found)


UNTOUCHED_DAYS: Final = 7


def untouched_cases(shop: Shop, day: date | None = None) -> list[Case]:
    """List the open cases whose last entry was written seven days before a day, or earlier.

    Args:
        shop: the shop.
        day: None for today.
    """
    day = day or shop.now().date()
    last = day - timedelta(days=UNTOUCHED_DAYS)
    until = datetime.combine(last, time.max, shop.now().tzinfo)
    return cases.many(shop.file, cases.untouched_since(shop.file, until))
