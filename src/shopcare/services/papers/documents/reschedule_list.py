"""What stands on the list of customers to be told after a change of the calendar (X-14)."""

from dataclasses import dataclass, field
from datetime import date

from shopcare.domain.calendar.opening import DayException
from shopcare.domain.typed.phone import grouped
from shopcare.language.day_words import full_day_text
from shopcare.printing.documents.reschedule_list import RescheduleList, RescheduleRow
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import paper_words, printed_by, shop_head
from shopcare.services.rescheduling import calendar_changes
from shopcare.services.rescheduling.recount import Moves
from shopcare.services.rescheduling.rescheduled import rescheduled_of
from shopcare.services.shop import Shop


@dataclass(frozen=True, slots=True, kw_only=True)
class RescheduleRequest(Request):
    """A change of the calendar: as it was shown, or as it was saved."""

    moves: Moves = field(default_factory=Moves)
    because: str = ""
    """What changes, in the paper's language."""


def gather(shop: Shop, request: Request) -> RescheduleList:
    """List the customers to be told what a change moves.

    Where only a day is named, the change is that the shop stays closed on it.
    """
    words = paper_words(shop)
    if not isinstance(request, RescheduleRequest):
        request = _closed_on(shop, request.day or shop.now().date())
    return RescheduleList(
        shop=shop_head(shop),
        printed=printed_by(shop),
        because=request.because,
        rows=tuple(
            RescheduleRow(
                customer_name=told.customer_name,
                phone=grouped(told.phone),
                what=told.subject,
                before=told.before,
                after=told.after,
            )
            for told in rescheduled_of(shop, words, request.moves)
        ),
    )


def _closed_on(shop: Shop, day: date) -> RescheduleRequest:
    words = paper_words(shop)
    closed = DayException(day=day, working=False, intervals=())
    return RescheduleRequest(
        moves=calendar_changes.preview_day(shop, day, closed),
        because=words.text("Closed on {day}", day=full_day_text(words, day)),
    )
