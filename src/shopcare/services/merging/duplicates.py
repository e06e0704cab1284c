"""Finding customers who may be on file twice (W-2), and saying that two are two people."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import Customer
from shopcare.domain.people.same_person import (
    Groups,
    SamePersonReason,
    alike,
)
from shopcare.services.shop import Shop
from shopcare.storage import customers, merges
from shopcare.storage.search import index

_MOST: Final = 500
_MOST_IN_GROUP: Final = 12
"""What more people share (an office's number, a hall of residence) names nobody."""

Pair = tuple[int, int]
"""Ids of two customers, the smaller first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """Two customers who may be one person, and everything by which they were found."""

    first: Customer
    second: Customer
    why: tuple[SamePersonReason, ...]


def duplicates(shop: Shop, progress: Callable[[int, int], None] | None = None) -> list[Duplicate]:
    """List who may be on file twice; those who share most come first.

    Args:
        shop: the shop.
        progress: is told how far it is; an exception from it stops the work.
    """
    apart = merges.apart(shop.file)
    found: dict[Pair, list[SamePersonReason]] = {}
    for why, pairs in _pairs(shop, progress or _nobody):
        for pair in pairs:
            if pair not in apart and (pair in found or len(found) < _MOST):
                found.setdefault(pair, []).append(why)
    people = {one.id: one for one in customers.many(shop.file, sorted({*_flat(found)}))}
    listed = [
        Duplicate(first=people[CustomerId(a)], second=people[CustomerId(b)], why=tuple(why))
        for (a, b), why in found.items()
        if a in people and b in people  # a damaged row is named where it is read
    ]
    return sorted(listed, key=lambda one: (-len(one.why), -one.second.id))


def _nobody(_done: int, _total: int) -> None:
    """Nobody wants to know how far it is."""


def _flat(pairs: Iterable[Pair]) -> Iterator[int]:
    return (customer_id for pair in pairs for customer_id in pair)


def _pairs(
    shop: Shop, progress: Callable[[int, int], None]
) -> Iterator[tuple[SamePersonReason, Iterable[Pair]]]:
    everybody = list(merges.everybody(shop.file))
    ids = [customer_id for customer_id, _ in everybody]
    people = [person for _, person in everybody]
    progress(1, 3)
    for why, groups in alike(people, index.readings()).items():
        yield why, _named(ids, groups)
    progress(2, 3)
    shared = merges.on_one_phone(shop.file, _MOST_IN_GROUP)
    yield SamePersonReason.NUMBER, dict.fromkeys(shared)


def _named(ids: list[int], groups: Groups) -> dict[Pair, None]:
    """Give the ids of two people of a group at a time, each pair once."""
    pairs: dict[Pair, None] = {}
    for group in groups:
        if len(group) <= _MOST_IN_GROUP:
            for first, second in combinations(sorted(ids[at] for at in group), 2):
                pairs[first, second] = None
    return pairs


def set_apart(shop: Shop, first: CustomerId, second: CustomerId) -> Changes:
    """Say that two records are two people; they are not listed as doubles again.

    Raises:
        NotFound: there is no such customer.
        Refusal: ``same_record``, ``apart_already``, ``customer_merged``.
    """
    with shop.begin("customer.set_apart", "customer") as step:
        pair = _checked(shop, first, second)
        if pair in merges.apart(shop.file):
            raise Refusal("apart_already")
        step.subject_id = first
        step.values = {"other": second}
        merges.set_apart(shop.file, pair, shop.now(), shop.acting.id)
    return Changes.of(ChangeKind.CUSTOMER, record_id=first)


def undo_set_apart(shop: Shop, first: CustomerId, second: CustomerId) -> Changes:
    """Say that two records may be one person after all.

    Raises:
        NotFound: there is no such customer.
        Refusal: ``same_record``, ``nothing_to_undo``, ``customer_merged``.
    """
    with shop.begin("customer.undo_set_apart", "customer") as step:
        pair = _checked(shop, first, second)
        if pair not in merges.apart(shop.file):
            raise Refusal("nothing_to_undo")
        step.subject_id = first
        step.values = {"other": second}
        merges.put_together(shop.file, pair)
    return Changes.of(ChangeKind.CUSTOMER, record_id=first)


def _checked(shop: Shop, first: CustomerId, second: CustomerId) -> tuple[CustomerId, CustomerId]:
    customers.get(shop.file, first)
    customers.get(shop.file, second)
    if first == second:
        raise Refusal("same_record")
    return min(first, second), max(first, second)
