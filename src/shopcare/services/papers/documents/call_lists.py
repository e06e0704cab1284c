"""What stands on lists of people to call: the call sheet, and whom to tell what moved (X-14)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from shopcare.domain.calendar.opening import DayException
from shopcare.domain.calls.call_order import Section
from shopcare.domain.typed.phone import grouped
from shopcare.language.catalog import Catalog
from shopcare.language.day_words import full_day_text
from shopcare.language.records.fact_words import fact_label
from shopcare.language.records.record_words import label
from shopcare.printing.documents.call_sheet import CallSheet, CallSheetGroup, CallSheetRow
from shopcare.printing.documents.reschedule_list import RescheduleList, RescheduleRow
from shopcare.services.calls import today
from shopcare.services.calls.call_card import talking_points
from shopcare.services.calls.today import CallRow
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import listed, paper_words, printed_by, shop_head
from shopcare.services.rescheduling import calendar_changes
from shopcare.services.rescheduling.recount import Moves
from shopcare.services.rescheduling.rescheduled import rescheduled_of
from shopcare.services.shop import Shop
from shopcare.storage.cases import cases


def gather_call_sheet(shop: Shop, request: Request) -> CallSheet:
    """Put the open calls of a day on paper by window, as they stand at a moment."""
    words = paper_words(shop)
    panel = today.panel(shop, request.at)
    sections = (Section.OVERDUE, Section.NOW, Section.LATER)
    rows = [row for section in sections for row in panel.sections[section]]
    return CallSheet(
        shop=shop_head(shop),
        printed=printed_by(shop),
        on=panel.as_of.date(),
        groups=_by_window(shop, words, rows),
        is_provisional=any(row.callback.provisional for row in rows),
    )


def _by_window(shop: Shop, words: Catalog, rows: Sequence[CallRow]) -> tuple[CallSheetGroup, ...]:
    ids = [row.callback.case_id for row in rows if row.callback.case_id is not None]
    missing = {case.id: case.missing for case in cases.many(shop.file, sorted(set(ids)))}
    groups: dict[str, list[CallSheetRow]] = {}
    for row in rows:
        of_case = missing.get(row.callback.case_id, ()) if row.callback.case_id is not None else ()
        sheet_row = _sheet_row(shop, words, row, (*row.customer.missing, *of_case))
        groups.setdefault(_window_heading(words, row), []).append(sheet_row)
    return tuple(CallSheetGroup(heading=name, rows=tuple(rows)) for name, rows in groups.items())


def _window_heading(words: Catalog, row: CallRow) -> str:
    where = row.place
    if where is None or where.section is Section.OVERDUE:
        return words.text("Late")
    if where.starts_at is None:
        return words.text("Today, any time that suits")
    begins = where.starts_at.strftime("%H:%M")
    return f"{begins}–{where.ends_at:%H:%M}" if where.ends_at else begins


def _sheet_row(shop: Shop, words: Catalog, row: CallRow, missing: Sequence[str]) -> CallSheetRow:
    call = row.callback
    caller = shop.member(call.assignee_id)
    points = list(talking_points(shop, call, words.text))
    if missing:  # G-2: asked for at the next contact
        facts = listed(words, [fact_label(words, fact) for fact in missing])
        points.append(words.text("Missing in the file: {facts}", facts=facts))
    return CallSheetRow(
        customer_name=row.customer.name,
        phone=grouped(row.phone.digits) if row.phone else "",
        purpose=label(words, call.purpose),
        ask=tuple(points),
        case_number=row.case_number or "",
        caller=caller.name if caller else "",
        tries=call.attempts,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RescheduleRequest(Request):
    """A change of the calendar: as it was shown, or as it was saved."""

    moves: Moves = field(default_factory=Moves)
    because: str = ""
    """What changes, in the paper's language."""


def gather_reschedule_list(shop: Shop, request: Request) -> RescheduleList:
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
