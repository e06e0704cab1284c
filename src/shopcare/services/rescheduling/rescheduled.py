"""What a change of the calendar moves, as it is told to people and programs (X-14)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from shopcare.domain.cases.case import Case
from shopcare.domain.cases.deadline import Deadline
from shopcare.domain.ids import CaseId, CustomerId
from shopcare.domain.people.customer import Customer
from shopcare.language.catalog import Catalog
from shopcare.language.records.record_words import label
from shopcare.services.rescheduling.recount import Moves
from shopcare.services.shop import Shop
from shopcare.storage import customers
from shopcare.storage.cases import cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescheduled:
    """One call or deadline that moves, or a promise on a day that is closed now."""

    id: int
    what: str
    """Purpose and customer, or the deadline and its case."""
    subject: str
    """The same without the customer's name, which stands beside it."""
    before: date | datetime
    after: date | datetime | None
    """None: the promised day stays, but the shop is closed on it."""
    customer_id: CustomerId
    customer_name: str
    phone: str


def rescheduled_of(shop: Shop, words: Catalog, moves: Moves) -> list[Rescheduled]:
    """Put names to what moves: calls first, then deadlines, then promises on closed days."""
    open_deadlines = [move.before for move in moves.moved_deadlines]
    case_ids = [one.case_id for one in (*open_deadlines, *moves.closed_promises)]
    about = {case.id: case for case in cases.many(shop.file, case_ids)}
    people = {move.before.customer_id for move in moves.moved_calls}
    people |= {case.customer_id for case in about.values()}
    names = customers.by_id(shop.file, people)
    return [
        *_calls(words, moves, names),
        *(
            _deadline(words, move.before, move.due_at, about, names)
            for move in moves.moved_deadlines
            if move.before.case_id in about
        ),
        *(
            _deadline(words, one, None, about, names)
            for one in moves.closed_promises
            if one.case_id in about
        ),
    ]


def _calls(
    words: Catalog, moves: Moves, names: dict[CustomerId, Customer]
) -> Iterator[Rescheduled]:
    for move in moves.moved_calls:
        call, person = move.before, names[move.before.customer_id]
        purpose = label(words, call.purpose)
        yield Rescheduled(
            id=call.id,
            what=words.text("{purpose}, {name}", purpose=purpose, name=person.name),
            subject=purpose,
            before=call.due_on,
            after=move.after.due_on,
            customer_id=person.id,
            customer_name=person.name,
            phone=_phone(person),
        )


def _deadline(
    words: Catalog,
    deadline: Deadline,
    after: datetime | None,
    about: dict[CaseId, Case],
    names: dict[CustomerId, Customer],
) -> Rescheduled:
    case = about[deadline.case_id]
    person = names[case.customer_id]
    what = words.text("{what}, case {number}", what=label(words, deadline.kind), number=case.number)
    return Rescheduled(
        id=deadline.id,
        what=what,
        subject=what,
        before=deadline.rule_on if after is None else deadline.due_at,
        after=after,
        customer_id=person.id,
        customer_name=person.name,
        phone=_phone(person),
    )


def _phone(person: Customer) -> str:
    return person.phones[0].digits if person.phones else ""
