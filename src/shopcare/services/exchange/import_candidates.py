"""People of a list who may be one person twice (W-2): told, never merged in silence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations
from typing import Final

from shopcare.domain.errors import Problem
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import MOST_PHONES, Customer, CustomerDraft, is_name_untold
from shopcare.domain.people.pinyin import Readings
from shopcare.domain.people.same_person import (
    Compared,
    Groups,
    SamePersonReason,
    alike,
    compared,
)

_MOST: Final = 500
_MOST_IN_GROUP: Final = 12
"""What more people share (an office's number, a hall of residence) names nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPerson:
    """One of the two: in the file, on file, or both."""

    row: int | None
    id: CustomerId | None
    name: str
    number: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeCandidate:
    """Two records that may be one person; the shop decides."""

    why: SamePersonReason
    first: ListedPerson
    second: ListedPerson


def listed(draft: CustomerDraft, row: int | None, customer_id: CustomerId | None) -> ListedPerson:
    """Show somebody as one of two."""
    return ListedPerson(
        row=row,
        id=customer_id,
        name=draft.name,
        number=draft.number or "",
        phone=draft.phones[0].digits if draft.phones else "",
        address=draft.address,
    )


def merge_candidates(
    new: Sequence[CustomerDraft],
    rows: Sequence[int],
    known: Iterable[Customer],
    readings: Readings,
) -> list[MergeCandidate]:
    """Find who of a list may be somebody else of the list, or somebody on file.

    Args:
        new: people who are not on file.
        rows: for each of them the row that names them first.
        known: people on file who share a name or last digits with some of them.
        readings: how characters are spelled.
    """
    people = _ListAndFile(new, rows, list(known))
    found: dict[tuple[int, int], SamePersonReason] = {}
    for why, groups in alike(people.all(), readings).items():
        for pair in people.pairs(groups):
            found.setdefault(pair, why)
            if len(found) >= _MOST:
                break
    return [
        MergeCandidate(why=why, first=people.listed(a), second=people.listed(b))
        for (a, b), why in found.items()
    ]


class _ListAndFile:
    """The people of a list, then those on file, by their places."""

    def __init__(
        self, new: Sequence[CustomerDraft], rows: Sequence[int], known: Sequence[Customer]
    ) -> None:
        self._new = new
        self._rows = rows
        self._known = known

    def listed(self, at: int) -> ListedPerson:
        """Show somebody."""
        if at < len(self._new):
            return listed(self._new[at], self._rows[at], None)
        person = self._known[at - len(self._new)]
        return listed(person, None, person.id)

    def all(self) -> Iterator[Compared]:
        """Give what is compared of everybody."""
        return map(compared, chain(self._new, self._known))

    def pairs(self, groups: Groups) -> Iterator[tuple[int, int]]:
        """Give two of a group at a time, never two who were on file before."""
        for group in groups:
            if len(group) <= _MOST_IN_GROUP:
                for first, second in combinations(group, 2):
                    if first < len(self._new):
                        yield first, second


_SINGLE = ("number", "address", "birthday", "prefers", "call_hours", "remark")


def merged(known: CustomerDraft, new: CustomerDraft) -> tuple[CustomerDraft, list[Problem]]:
    """Fill what is empty from a second source; what the shop has typed is never overwritten.

    Returns:
        The draft with what was missing filled in, and a problem for each fact that differs.
    """
    problems = []
    filled = {}
    for name in _SINGLE:
        ours, theirs = getattr(known, name), getattr(new, name)
        if theirs and not ours:
            filled[name] = theirs
        elif theirs and theirs != ours:
            problems.append(Problem(field=name, code="kept_as_on_file", values={"field": name}))
    if is_name_untold(known) and not is_name_untold(new):
        filled["name"] = new.name  # until now a number stood for it
    elif new.name != known.name and not is_name_untold(new):
        values = {"field": "name", "text": new.name}
        problems.append(Problem(field="name", code="name_kept_as_on_file", values=values))
    phones = tuple(dict.fromkeys((*known.phones, *new.phones)))
    if len(phones) > MOST_PHONES:
        problems.append(
            Problem(field="phones", code="too_many_phones", values={"most": MOST_PHONES})
        )
        phones = phones[:MOST_PHONES]
    return (
        replace(
            known,
            phones=phones,
            key_account=known.key_account or new.key_account,
            no_calls=known.no_calls or new.no_calls,
            **filled,
        ),
        problems,
    )
