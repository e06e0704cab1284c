"""People of a list who may be one person twice (W-2): told, never merged in silence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import Customer, CustomerDraft, is_name_untold
from shopcare.domain.people.pinyin import Readings

_MOST: Final = 500
_MOST_IN_GROUP: Final = 12
"""What more people share (an office's number, a hall of residence) names nobody."""
_LAST: Final = 4


class SamePersonReason(StrEnum):
    """Why two records may be one person."""

    NUMBER = "same_number"
    NAME_AND_ADDRESS = "same_name_and_address"
    SOUND_AND_LAST_DIGITS = "same_sound_and_last_digits"


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
    new: Sequence[tuple[int, CustomerDraft]], known: Iterable[Customer], readings: Readings
) -> list[MergeCandidate]:
    """Find who of a list may be somebody else of the list, or somebody on file.

    Args:
        new: people who are not on file, each with the row that names them first.
        known: people on file who share a name or last digits with some of them.
        readings: how characters are spelled.
    """
    people = [(listed(draft, row, None), draft) for row, draft in new]
    people += [(listed(person, None, person.id), person) for person in known]
    found: dict[tuple[ListedPerson, ListedPerson], SamePersonReason] = {}
    for why, groups in (
        (SamePersonReason.NAME_AND_ADDRESS, _by_name_and_address(people)),
        (SamePersonReason.SOUND_AND_LAST_DIGITS, _by_sound(people, readings)),
    ):
        for pair in _pairs(groups.values()):
            found.setdefault(pair, why)
            if len(found) >= _MOST:
                break
    return [MergeCandidate(why=why, first=a, second=b) for (a, b), why in found.items()]


_Groups = Mapping[object, list[ListedPerson]]


def _by_name_and_address(people: Sequence[tuple[ListedPerson, CustomerDraft]]) -> _Groups:
    groups: dict[object, list[ListedPerson]] = defaultdict(list)
    for person, draft in people:
        if draft.address:
            groups[plain_name(draft.name), "".join(draft.address.split())].append(person)
    return groups


def _by_sound(people: Sequence[tuple[ListedPerson, CustomerDraft]], readings: Readings) -> _Groups:
    by_digits: dict[str, list[tuple[ListedPerson, CustomerDraft]]] = defaultdict(list)
    for person, draft in people:
        if not is_name_untold(draft):
            for digits in {phone.digits[-_LAST:] for phone in draft.phones}:
                by_digits[digits].append((person, draft))
    groups: dict[object, list[ListedPerson]] = defaultdict(list)
    for digits, some in by_digits.items():
        if len(some) > 1:
            for person, draft in some:
                groups[digits, sound_of(draft.name, readings)].append(person)
    return groups


def _pairs(groups: Iterable[list[ListedPerson]]) -> Iterator[tuple[ListedPerson, ListedPerson]]:
    for group in groups:
        if 1 < len(group) <= _MOST_IN_GROUP:
            for first, second in combinations(group, 2):
                if first.id is None or second.id is None:  # not two who were on file before
                    yield first, second


def plain_name(name: str) -> str:
    """Fold a name, so that blanks and capitals do not tell two people apart."""
    return "".join(name.split()).casefold()


def sound_of(name: str, readings: Readings) -> str:
    """Spell a name as it is most usually read."""
    return "".join(readings.get(sign, (sign,))[0] for sign in plain_name(name))
