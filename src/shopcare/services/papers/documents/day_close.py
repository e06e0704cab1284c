"""What stands on the day close: the round over a day."""

from shopcare.domain.payments.till import TillRow
from shopcare.domain.people.customer import Customer
from shopcare.domain.typed.phone import masked
from shopcare.language.catalog import Catalog
from shopcare.language.records.money_words import taken_text
from shopcare.language.records.record_words import label
from shopcare.printing.documents.day_close.facts import (
    DayCloseCall,
    DayCloseDeadline,
    DayCloseDebt,
    DayCloseGoods,
    DayCloseTill,
    DayCloseUnreachable,
    DayCloseUntouched,
)
from shopcare.printing.documents.day_close.sheet import DayCloseSheet
from shopcare.services.goods.items import items_of
from shopcare.services.goods.places import place_words
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import paper_words, printed_by, shop_head
from shopcare.services.reports import day_close as day_close_service
from shopcare.services.reports.day_close import ClosingCall, ClosingCase, OwedFee
from shopcare.services.shop import Shop


def gather_day_close(shop: Shop, request: Request) -> DayCloseSheet:
    """Put the end-of-day round on paper."""
    words = paper_words(shop)
    round_ = day_close_service.day_close(shop, request.day)
    return DayCloseSheet(
        shop=shop_head(shop),
        printed=printed_by(shop),
        on=round_.day,
        done=tuple(_closing_call(shop, words, call) for call in round_.done),
        tried=tuple(_closing_call(shop, words, call) for call in round_.tried),
        not_made=tuple(_closing_call(shop, words, call) for call in round_.not_made),
        ready_untold=tuple(_goods(shop, entry) for entry in round_.ready_not_told),
        missed=tuple(_closing_deadline(shop, words, entry) for entry in round_.missed),
        due_tomorrow=tuple(_closing_deadline(shop, words, entry) for entry in round_.due_tomorrow),
        owed=tuple(map(_debt, round_.owed)),
        till=tuple(_till(shop, words, row) for row in round_.till),
        numbers_to_find=tuple(map(_unreachable, round_.number_to_find)),
        untouched=tuple(_untouched(shop, words, entry) for entry in round_.untouched),
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


def _goods(shop: Shop, entry: ClosingCase) -> DayCloseGoods:
    checked_at = entry.case.checked_at
    return DayCloseGoods(
        number=entry.case.number,
        customer_name=entry.customer.name,
        product=entry.case.product,
        shelf=place_words(items_of(shop, entry.case)),
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


def _debt(owed: OwedFee) -> DayCloseDebt:
    return DayCloseDebt(
        number=owed.case.number,
        customer_name=owed.customer.name,
        product=owed.case.product,
        left_fen=owed.left_fen,
        until=owed.debt.owed_until,
    )


def _till(shop: Shop, words: Catalog, row: TillRow) -> DayCloseTill:
    return DayCloseTill(
        staff_name=shop.name_of(row.staff_id),
        taken=taken_text(words, row),
        handed_over_fen=row.handed_over_fen,
        left_fen=row.left_fen,
    )


def _unreachable(customer: Customer) -> DayCloseUnreachable:
    return DayCloseUnreachable(
        customer_name=customer.name,
        numbers=tuple(map(masked, customer.wrong_numbers)),
        address=customer.address,
    )


def _untouched(shop: Shop, words: Catalog, entry: ClosingCase) -> DayCloseUntouched:
    return DayCloseUntouched(
        number=entry.case.number,
        customer_name=entry.customer.name,
        stage=label(words, entry.case.stage),
        last_step_on=entry.case.last_step_at.astimezone(shop.now().tzinfo).date(),
        staff_name=shop.name_of(entry.case.handler_id),
    )
