"""Who is in a till's list of customers: rows put together, and told from those on file."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from shopcare.domain.errors import Problem
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import Customer, CustomerDraft, is_name_untold
from shopcare.domain.people.prescription import PrescriptionDraft
from shopcare.domain.people.same_person import SamePersonReason
from shopcare.services.exchange.import_candidates import (
    MergeCandidate,
    listed,
    merge_candidates,
    merged,
)
from shopcare.services.exchange.import_report import ImportReport
from shopcare.services.exchange.import_staging import Others
from shopcare.services.people import customers as customer_service
from shopcare.services.people.prescriptions import not_on_file
from shopcare.services.shop import Shop
from shopcare.storage import customer_lists, customers, merges
from shopcare.storage.search import index

if TYPE_CHECKING:
    from shopcare.exchange.customers import CustomerRow, PersonKey

T = TypeVar("T")
KeysOf = Callable[[CustomerDraft], tuple["PersonKey", ...]]
_MOST_COMPARED: Final = 20_000
"""A larger list is compared with itself only: nearly everybody on file has its last digits."""


@dataclass(slots=True)
class Person:
    """Somebody in the file, put together from the rows that speak of them."""

    draft: CustomerDraft
    row: int
    """The first row; there may be a hundred thousand people with one row each."""
    more_rows: tuple[int, ...] = ()
    more_keys: tuple["PersonKey", ...] = ()
    """By what rows name the person beside what the draft says, see ``same_person_keys``."""
    prescriptions: tuple[PrescriptionDraft, ...] = ()
    waits: CustomerDraft | None = None
    """As what the person waits to be filed; None: does not wait."""
    place: int = 0
    """Where, see ``Staged``."""

    @property
    def rows(self) -> tuple[int, ...]:
        """All rows that speak of the person."""
        return (self.row, *self.more_rows)


class People:
    """Puts the rows of one person together; a household on one phone stays apart (X-7)."""

    def __init__(self, shop: Shop, report: ImportReport) -> None:
        """Begin with nobody.

        Args:
            shop: to look people up; not the one that they are saved with meanwhile.
            report: is told what was skipped or left out.
        """
        self._shop = shop
        self._report = report
        self._others = Others(shop)
        self._people: list[Person] = []
        self._by_key: dict[PersonKey, Person] = {}
        self._on_file: dict[PersonKey, Customer] = {}
        self._named_anew: list[Person] = []
        """Whom a later row names by something more."""

    def read(self, rows: "Iterator[CustomerRow]", at_once: int) -> Iterator[list[Person]]:
        """Take the rows in; give everybody who is not on file as far as it is known by then.

        A later row may add to a person, or even show that the person is on file.

        Args:
            rows: of the file.
            at_once: so many rows are read before the people in them are given.
        """
        from shopcare.exchange.customers import same_person_keys

        while piece := list(islice(rows, at_once)):
            first = len(self._people)
            for row in piece:
                self._take(row, same_person_keys)
            fresh = self._people[first:]
            self._look_up(fresh)
            yield [person for person in fresh if self.known(person) is None]

    def settle(self) -> None:
        """Look up whom later rows named by something more, once all are read."""
        self._look_up(self._named_anew)

    def look_again(self) -> bool:
        """Look everybody up again where others have saved something that may change the answers."""
        touched = self._others.people()
        if touched is not None and not self._concerns(touched):
            return False
        self._others = Others(self._shop)
        self._on_file = {}
        self._look_up(self._people)
        return True

    def _concerns(self, customer_ids: Iterable[int]) -> bool:
        """Say whether some customers, as they are now or as they were, are people of the list."""
        from shopcare.exchange.customers import same_person_keys

        touched = sorted(customer_ids)
        if not {customer.id for customer in self._on_file.values()}.isdisjoint(touched):
            return True
        return any(
            key in self._by_key
            for customer in customers.many(self._shop.file, touched)
            for key in same_person_keys(customer)
        )

    def _take(self, row: "CustomerRow", keys_of: "KeysOf") -> None:
        if row.aside:
            self._report.note(row.row, *row.problems)
            return
        if row.draft is None:
            self._report.skip(row.row, row.problems[0])
            return
        if row.problems:
            self._report.note(row.row, *row.problems)
        keys = keys_of(row.draft)
        person = _first_known(keys, self._by_key)
        if person is None:
            person = Person(row.draft, row.row)
            if row.prescription is not None:
                person.prescriptions = (row.prescription,)
            self._people.append(person)
            for key in keys:
                self._by_key[key] = person
        elif (problem := _stranger(person.draft, row.draft)) is not None:
            self._report.skip(row.row, problem)
            self._report.merge_candidates.append(
                MergeCandidate(
                    why=SamePersonReason.NUMBER,
                    first=listed(person.draft, person.row, None),
                    second=listed(row.draft, row.row, None),
                )
            )
        else:
            if row.prescription is not None:
                person.prescriptions += (row.prescription,)
            self._add(person, row.row, row.draft, keys)

    def new(self) -> list[Person]:
        """Give everybody who is not on file."""
        return [person for person in self._people if self.known(person) is None]

    def waiting_otherwise(self) -> tuple[list[Person], list[Person], list[Person]]:
        """Give who waits to be filed but is on file, who waits with other facts, who does not yet.

        A draft that a later row adds to is another one.
        """
        on_file: list[Person] = []
        changed: list[Person] = []
        late: list[Person] = []
        for person in self._people:
            if person.waits is not person.draft:
                known = self.known(person) is not None
                if person.waits is not None:
                    (on_file if known else changed).append(person)
                elif not known:
                    late.append(person)
            elif self.known(person) is not None:
                on_file.append(person)
        return on_file, changed, late

    def merge_candidates(self) -> list[MergeCandidate]:
        """Say who of the list may be somebody else of it, or somebody on file (W-2)."""
        new, file = self.new(), self._shop.file
        rows, drafts = array("l", [person.row for person in new]), [p.draft for p in new]
        similar: set[int] = set()
        if len(new) <= _MOST_COMPARED:
            digits = {phone.digits[-4:] for draft in drafts for phone in draft.phones}
            similar |= set(customer_lists.like(file, (), (), sorted({d.name for d in drafts})))
            similar |= set(customer_lists.with_last_digits(file, sorted(digits)))
        known = customers.many(file, sorted(similar))
        return merge_candidates(drafts, rows, known, index.readings())

    def measured(self) -> list[tuple[CustomerId, PrescriptionDraft]]:
        """Give the prescriptions of the list that are not on file, with whose they are.

        Whoever waits to be filed is named by the place, negative.
        """
        found = [(p, self.known(p)) for p in self._people if p.prescriptions]
        ids = [CustomerId(-p.place) if known is None else known.id for p, known in found]
        every = [
            (customer_id, draft)
            for customer_id, (person, _) in zip(ids, found, strict=True)
            for draft in person.prescriptions
        ]
        return not_on_file(self._shop, every)

    def _add(
        self, person: Person, row: int, draft: CustomerDraft, keys: Sequence["PersonKey"]
    ) -> None:
        before = _keys_of(person)
        person.draft, problems = merged(person.draft, draft)
        self._report.note(row, *problems)
        person.more_rows += (row,)
        if not set(keys) <= set(before):
            person.more_keys = (*before, *keys)
            self._by_key.update(dict.fromkeys(keys, person))
            self._named_anew.append(person)

    def _look_up(self, people: Sequence[Person]) -> None:
        """Read everybody on file who shares a number, a phone or a name with one of these."""
        from shopcare.exchange.customers import same_person_keys

        if not customer_lists.is_anybody_on_file(self._shop.file):  # a shop's first list
            return
        numbers = [person.draft.number for person in people if person.draft.number]
        digits = [phone.digits for person in people for phone in person.draft.phones]
        names = [p.draft.name for p in people if not p.draft.phones and not p.draft.number]
        found = customer_lists.like(self._shop.file, numbers, digits, names)
        merged = merges.of_kept(self._shop.file, map(CustomerId, found))
        for customer in customers.many(self._shop.file, found):
            older = (record.as_draft() for record in merged.get(customer.id, ()))
            for key in (key for one in (customer, *older) for key in same_person_keys(one)):
                if key not in self._on_file or customer.id < self._on_file[key].id:
                    self._on_file[key] = customer  # filed twice: the older one stands for both

    def known(self, person: Person) -> Customer | None:
        """Find out as whom somebody is on file."""
        if not self._on_file:  # a first list
            return None
        return _first_known(_keys_of(person), self._on_file)

    def sorted_out(self) -> list[Customer]:
        """Report on everybody once, after all look-ups; give whom the file adds something to."""
        changed: dict[CustomerId, Customer] = {}
        for person in self._people:
            known = self.known(person)
            if known is None:
                self._report.added += 1
                self._report.unchanged += len(person.more_rows)
            elif (problem := _stranger(known, person.draft)) is not None:
                for row in person.rows:
                    self._report.skip(row, problem)
                self._report.merge_candidates.append(
                    MergeCandidate(
                        why=SamePersonReason.NUMBER,
                        first=listed(known, None, known.id),
                        second=listed(person.draft, person.row, None),
                    )
                )
                continue
            else:
                self._compare(known, person, changed)
            self._report.read += 1 + len(person.more_rows)
        return list(changed.values())

    def _compare(
        self, known: Customer, person: Person, changed: dict[CustomerId, Customer]
    ) -> None:
        known = changed.get(known.id, known)  # others in the file may have been the same customer
        before = customer_service.draft_of(known)
        draft, problems = merged(before, person.draft)
        self._report.note(person.row, *problems)
        if draft == before:
            self._report.unchanged += len(person.rows)
            return
        changed[known.id] = customer_service.with_id(draft, known.id)
        self._report.updated += 1
        self._report.unchanged += len(person.more_rows)


def _keys_of(person: Person) -> tuple["PersonKey", ...]:
    """Give all that names somebody, the member number first: it decides."""
    from shopcare.exchange.customers import same_person_keys

    keys = same_person_keys(person.draft)
    return tuple(dict.fromkeys((*keys, *person.more_keys))) if person.more_keys else keys


def _first_known(keys: Iterable["PersonKey"], known: Mapping["PersonKey", T]) -> T | None:
    for key in keys:
        if key in known:
            return known[key]
    return None


def _stranger(known: CustomerDraft, new: CustomerDraft) -> Problem | None:
    """Say where one member number stands for two people: other name, other phones."""
    untold = is_name_untold(known) or is_name_untold(new)
    if untold or known.name == new.name or set(known.phones) & set(new.phones):
        return None
    values = {"number": new.number, "name": known.name}
    return Problem(field="number", code="number_taken", values=values)
