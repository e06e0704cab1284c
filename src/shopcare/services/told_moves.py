"""What a change of the calendar moves, as it is told to people and programs (X-14)."""

from dataclasses import dataclass
from datetime import date, datetime

from shopcare.domain.ids import CustomerId
from shopcare.language.catalog import Catalog
from shopcare.language.record_words import label
from shopcare.services.recount import Moves
from shopcare.services.shop import Shop
from shopcare.storage import cases, customers


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMove:
    """One call or deadline that moves."""

    id: int
    what: str
    """Purpose and customer, or the deadline and its case."""
    before: date | datetime
    after: date | datetime
    customer_id: CustomerId
    customer_name: str
    phone: str


def moves_as_told(shop: Shop, words: Catalog, moves: Moves) -> list[ToldMove]:
    """Put names to what moves, calls first."""
    about = cases.many(shop.file, [move.before.case_id for move in moves.moved_deadlines])
    by_id = {case.id: case for case in about}
    people = {move.before.customer_id for move in moves.moved_calls}
    people |= {case.customer_id for case in about}
    names = {person.id: person for person in customers.many(shop.file, sorted(people))}
    told = []
    for move in moves.moved_calls:
        call, person = move.before, names[move.before.customer_id]
        told.append(
            ToldMove(
                id=call.id,
                what=words.text(
                    "{purpose}, {name}", purpose=label(words, call.purpose), name=person.name
                ),
                before=call.due_on,
                after=move.after.due_on,
                customer_id=person.id,
                customer_name=person.name,
                phone=person.phones[0].digits if person.phones else "",
            )
        )
    for deadline_move in moves.moved_deadlines:
        deadline = deadline_move.before
        case = by_id[deadline.case_id]
        person = names[case.customer_id]
        told.append(
            ToldMove(
                id=deadline.id,
                what=words.text(
                    "{what}, case {number}", what=label(words, deadline.kind), number=case.number
                ),
                before=deadline.due_at,
                after=deadline_move.due_at,
                customer_id=person.id,
                customer_name=person.name,
                phone=person.phones[0].digits if person.phones else "",
            )
        )
    return told
