"""What is printed: facts from the shop file put on a document, in the paper's language."""

from collections.abc import Sequence
from datetime import date, datetime

from shopcare.domain.calls.call_order import Section
from shopcare.domain.cases.case import Case, CaseKind
from shopcare.domain.ids import CaseId
from shopcare.domain.papers.document import (
    PAPERS,
    CallSheet,
    CallSheetGroup,
    CallSheetRow,
    DayCloseCall,
    DayCloseDeadline,
    DayCloseGoods,
    DayCloseSheet,
    Document,
    DocumentKind,
    DoorNote,
    DoorNoteSheet,
    Paper,
    PlannedPart,
    PrintedBy,
    Promise,
    RescheduleList,
    RescheduleRow,
    ServiceSlip,
    ShopHead,
)
from shopcare.domain.typed.phone import grouped, masked
from shopcare.language.catalog import Catalog, catalog
from shopcare.language.hours import opening_text
from shopcare.language.record_words import fact_label, label
from shopcare.services.calls import today
from shopcare.services.calls.today import CallRow
from shopcare.services.cases import cases as case_service
from shopcare.services.reports import day_close as day_close_service
from shopcare.services.reports.day_close import ClosingCall, ClosingCase
from shopcare.services.rescheduling.recount import Moves
from shopcare.services.rescheduling.rescheduled import rescheduled_of
from shopcare.services.shop import Shop
from shopcare.storage import cases


def paper_words(shop: Shop) -> Catalog:
    """Give the words of the paper's language."""
    return catalog(shop.settings.paper_language)


def usual_paper(shop: Shop, kind: DocumentKind) -> Paper:
    """Give the paper that the shop chose for a document, else its default."""
    chosen = dict(shop.settings.papers).get(kind.value)
    return Paper(chosen) if chosen else PAPERS[kind][0]


def pdf(shop: Shop, document: Document, paper: Paper) -> bytes:
    """Draw a document as a PDF."""
    from shopcare.printing.render import render  # ReportLab is loaded when something is printed

    return render(document, paper, paper_words(shop))


def unprintable(document: Document) -> list[str]:
    """List the characters that no bundled font has, to be told before printing."""
    from shopcare.printing.render import unprintable as missing

    return missing(document)


def service_slip(shop: Shop, case_id: CaseId) -> ServiceSlip:
    """Put a case on its slip.

    Raises:
        NotFound: there is no such case.
    """
    words = paper_words(shop)
    file = case_service.case_file(shop, case_id)
    case, plan = file.case, file.case.plan
    receiver = shop.member(case.received_by)
    category = shop.policy.category(case.category)
    parts: tuple[PlannedPart, ...] = ()
    if plan and plan.parts:
        parts = (PlannedPart(name=plan.parts, origin=label(words, plan.parts_origin)),)
    return ServiceSlip(
        shop=_head(shop, words),
        printed=_printed(shop),
        number=case.number,
        is_repair=case.kind is CaseKind.REPAIR,
        kind=_kind_and_service(shop, words, case),
        customer_name=file.customer.name,
        customer_phone=" / ".join(grouped(phone.digits) for phone in file.customer.phones),
        customer_address=file.customer.address,
        category=words.text(category.label) if category else case.category,
        model=case.product,
        spec=case.spec,
        lot=case.lot,
        purchased_on=case.bought_on,
        fault=case.fault,
        wishes=case.wishes,
        accessories=_listed(words, [words.text(item) for item in case.accessories]),
        condition=case.condition,
        plan=plan.work if plan else "",
        parts=parts,
        fee=plan.fee_fen if plan else None,
        promise=_promise(shop, case.promised_on),
        steps=tuple(words.text(step) for step in shop.policy.steps.get(case.kind, ())),
        consent=label(words, case.consent.how) if case.consent else "",
        terms=tuple(words.text(term) for term in shop.policy.terms.get(case.kind, ())),
        received_by=receiver.name if receiver else "",
        received_at=case.received_at,
    )


def door_note(
    shop: Shop,
    case_id: CaseId,
    *,
    came_at: datetime | None = None,
    reason: str = "",
    request: str = "",
    proposed: Promise | None = None,
) -> DoorNoteSheet:
    """Write a door note for a case's customer (T-13); what is not said is left to write on.

    Raises:
        NotFound: there is no such case.
    """
    file = case_service.case_file(shop, case_id)
    note = DoorNote(
        customer_name=file.customer.name,
        came_at=came_at or shop.now(),
        reason=reason or file.case.product,
        request=request,
        proposed=proposed,
        staff_name=shop.acting.name,
    )
    return _door_sheet(shop, (note,))


def blank_door_notes(shop: Shop) -> DoorNoteSheet:
    """Give a sheet of blank door notes to cut."""
    return _door_sheet(shop, ())


def call_sheet(shop: Shop, moment: datetime | None = None) -> CallSheet:
    """Put today's open calls on paper by window, for calling away from the PC."""
    words = paper_words(shop)
    panel = today.panel(shop, moment)
    sections = (Section.OVERDUE, Section.NOW, Section.LATER)
    rows = [row for section in sections for row in panel.sections[section]]
    return CallSheet(
        shop=_head(shop, words),
        printed=_printed(shop),
        on=panel.as_of.date(),
        groups=_by_window(shop, words, rows),
        is_provisional=any(row.callback.provisional for row in rows),
    )


def day_close_sheet(shop: Shop, day: date | None = None) -> DayCloseSheet:
    """Put the end-of-day round on paper."""
    words = paper_words(shop)
    round_ = day_close_service.day_close(shop, day)
    return DayCloseSheet(
        shop=_head(shop, words),
        printed=_printed(shop),
        on=round_.day,
        done=tuple(_closing_call(shop, words, call) for call in round_.done),
        tried=tuple(_closing_call(shop, words, call) for call in round_.tried),
        not_made=tuple(_closing_call(shop, words, call) for call in round_.not_made),
        ready_untold=tuple(_goods(entry) for entry in round_.ready_not_told),
        missed=tuple(_closing_deadline(shop, words, entry) for entry in round_.missed),
        due_tomorrow=tuple(_closing_deadline(shop, words, entry) for entry in round_.due_tomorrow),
    )


def reschedule_list(shop: Shop, moves: Moves, because: str = "") -> RescheduleList:
    """List the customers to be told what a change of the calendar moves (X-14).

    Args:
        shop: the shop.
        moves: what it moves, as it was shown or as it was saved.
        because: what changed, in the paper's language.
    """
    words = paper_words(shop)
    return RescheduleList(
        shop=_head(shop, words),
        printed=_printed(shop),
        because=because,
        rows=tuple(
            RescheduleRow(
                customer_name=told.customer_name,
                phone=grouped(told.phone),
                what=told.subject,
                before=told.before,
                after=told.after,
            )
            for told in rescheduled_of(shop, words, moves)
        ),
    )


def _head(shop: Shop, words: Catalog) -> ShopHead:
    settings = shop.settings
    return ShopHead(
        name=settings.name,
        address=settings.address,
        phone=settings.phone,
        opening_hours=settings.hours_note or opening_text(words, settings.opening),
    )


def _printed(shop: Shop) -> PrintedBy:
    return PrintedBy(at=shop.now(), staff_name=shop.acting.name)


def _promise(shop: Shop, day: date | None) -> Promise | None:
    if day is None:
        return None
    return Promise(on=day, is_provisional=shop.calendar.work.is_provisional(day))


def _kind_and_service(shop: Shop, words: Catalog, case: Case) -> str:
    service = shop.policy.service(case.service)
    kind = label(words, case.kind)
    if service is None or words.text(service.label) == kind:
        return kind
    return words.text("{kind}: {service}", kind=kind, service=words.text(service.label))


def _listed(words: Catalog, items: Sequence[str]) -> str:
    return words.text(", ").join(items)


def _door_sheet(shop: Shop, notes: tuple[DoorNote, ...]) -> DoorNoteSheet:
    words = paper_words(shop)
    return DoorNoteSheet(shop=_head(shop, words), printed=_printed(shop), notes=notes)


def _by_window(shop: Shop, words: Catalog, rows: Sequence[CallRow]) -> tuple[CallSheetGroup, ...]:
    ids = [row.callback.case_id for row in rows if row.callback.case_id is not None]
    missing = {case.id: case.missing for case in cases.many(shop.file, sorted(set(ids)))}
    groups: dict[str, list[CallSheetRow]] = {}
    for row in rows:
        of_case = missing[row.callback.case_id] if row.callback.case_id is not None else ()
        sheet_row = _sheet_row(shop, words, row, (*row.customer.missing, *of_case))
        groups.setdefault(_window_heading(words, row), []).append(sheet_row)
    return tuple(CallSheetGroup(heading=name, rows=tuple(rows)) for name, rows in groups.items())


def _window_heading(words: Catalog, row: CallRow) -> str:
    where = row.place
    if where is None or where.section is Section.OVERDUE:
        return words.text("Overdue")
    if where.starts_at is None:
        return words.text("Today, any time that suits")
    begins = where.starts_at.strftime("%H:%M")
    return f"{begins}–{where.ends_at:%H:%M}" if where.ends_at else begins


def _sheet_row(shop: Shop, words: Catalog, row: CallRow, missing: Sequence[str]) -> CallSheetRow:
    call = row.callback
    caller = shop.member(call.assignee_id)
    points = [words.text(point) for point in shop.policy.talking_points.get(call.purpose, ())]
    if missing:  # G-2: asked for at the next contact
        facts = _listed(words, [fact_label(words, fact) for fact in missing])
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


def _closing_call(shop: Shop, words: Catalog, closing: ClosingCall) -> DayCloseCall:
    last = closing.tries[0] if closing.tries else None
    result = label(words, last.result) if last else closing.reason
    if last and last.note:
        result = words.text("{result}: {note}", result=result, note=last.note)
    member = shop.member(last.by if last else closing.callback.assignee_id)
    phones = closing.customer.phones
    return DayCloseCall(
        customer_name=closing.customer.name,
        phone=masked(phones[0].digits) if phones else "",
        purpose=label(words, closing.callback.purpose),
        result=result,
        staff_name=member.name if member else "",
        at=last.at.time() if last else None,
    )


def _goods(entry: ClosingCase) -> DayCloseGoods:
    checked_at = entry.case.checked_at
    return DayCloseGoods(
        number=entry.case.number,
        customer_name=entry.customer.name,
        product=entry.case.product,
        ready_on=checked_at.date() if checked_at else None,
    )


def _closing_deadline(shop: Shop, words: Catalog, entry: ClosingCase) -> DayCloseDeadline:
    assert entry.deadline is not None
    handler = shop.member(entry.case.handler_id)
    return DayCloseDeadline(
        number=entry.case.number,
        customer_name=entry.customer.name,
        what=label(words, entry.deadline.kind),
        due_at=entry.deadline.due_at,
        staff_name=handler.name if handler else "",
    )
