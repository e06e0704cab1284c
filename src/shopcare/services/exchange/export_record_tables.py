"""The tables of what is kept beside a case as they go out: measured, paid, given."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from shopcare.domain.payments.gift import GiftKind
from shopcare.domain.people.customer import Customer
from shopcare.domain.people.prescription import EyeMeasure, Prescription
from shopcare.domain.shop.audit import Voided
from shopcare.language.catalog import Catalog, mark
from shopcare.language.records.eye_words import (
    BASES,
    EYE_FIELDS,
    field_words,
    values_text,
    what_for_text,
)
from shopcare.language.records.record_words import label
from shopcare.services.exchange.export_tables import Table, people_of
from shopcare.services.shop import Shop
from shopcare.storage import payments
from shopcare.storage.cases import case_numbers, cases
from shopcare.storage.file.rows import all_ids
from shopcare.storage.measured import measurements, prescriptions
from shopcare.storage.money import gifts

if TYPE_CHECKING:
    from shopcare.exchange.writing.out_table import OutCell

Rows = Iterator[tuple["OutCell", ...]]

_WHOSE: Final = (
    (mark("Member number"), "text", 14),
    (mark("Name"), "text", 14),
    (mark("Phone"), "text", 16),
)
_TEXTS: Final = frozenset({"acuity", "base"})


def _whose(person: Customer) -> "tuple[OutCell, ...]":
    return person.number, person.name, person.phones[0].digits if person.phones else None


def _why_voided(words: Catalog, voided: Voided | None) -> str | None:
    """Give the reason; one that was undone has none."""
    return None if voided is None else voided.reason or words.text("undone")


def _eye(words: Catalog, eye: EyeMeasure) -> "Iterable[OutCell]":
    for name in EYE_FIELDS:
        value = getattr(eye, name)
        yield words.text(BASES[value]) if name == "base" and value is not None else value


def _prescription_rows(shop: Shop, words: Catalog, ids: list[int]) -> Rows:
    found = prescriptions.many(shop.file, ids)
    people = people_of(shop, [one.customer_id for one in found])
    for one in found:
        yield (
            *_whose(people[one.customer_id]),
            one.measured_on,
            what_for_text(words, one),
            *_eye(words, one.right),
            *_eye(words, one.left),
            *_both_eyes(one),
            _why_voided(words, one.voided),
        )


def _both_eyes(one: Prescription) -> "tuple[OutCell, ...]":
    lens = (one.base_curve, one.diameter)
    return (
        one.pupil_distance,
        one.near_pupil_distance,
        *lens,
        one.measured_by,
        one.measured_at,
    )


def _measurement_rows(shop: Shop, words: Catalog, ids: list[int]) -> Rows:
    found = measurements.many(shop.file, ids)
    people = people_of(shop, [one.customer_id for one in found])
    for one in found:
        yield (
            *_whose(people[one.customer_id]),
            one.measured_on,
            values_text(words, one, shop.policy.measures),
            one.note,
            one.measured_by,
            one.measured_at,
            _why_voided(words, one.voided),
        )


def _payment_rows(shop: Shop, words: Catalog, ids: list[int]) -> Rows:
    found = payments.many(shop.file, ids)
    owners = {case.id: case for case in cases.many(shop.file, sorted({p.case_id for p in found}))}
    people = people_of(shop, [case.customer_id for case in owners.values()])
    for one in found:
        case = owners[one.case_id]
        decided = shop.member(one.decided_by) if one.decided_by is not None else None
        yield (
            one.id,
            one.at,
            case.number,
            *_whose(people[case.customer_id]),
            label(words, one.kind),
            one.amount_fen,
            label(words, one.method) if one.method else None,
            one.owed_until,
            decided.name if decided else None,
            one.reason,
            shop.name_of(one.by),
            one.reverses_id or one.settles_id,
        )


def _gift_rows(shop: Shop, words: Catalog, ids: list[int]) -> Rows:
    found = gifts.many(shop.file, ids)
    people = people_of(shop, [one.customer_id for one in found])
    numbers = case_numbers.of(shop.file, [one.case_id for one in found if one.case_id is not None])
    for one in found:
        yield (
            one.code if one.kind is GiftKind.VOUCHER else None,
            *_whose(people[one.customer_id]),
            label(words, one.kind),
            one.what,
            one.why,
            one.value_fen,
            one.expires_on,
            numbers.get(one.case_id) if one.case_id is not None else None,
            one.given_at,
            shop.name_of(one.given_by),
            one.redeemed_at,
            shop.name_of(one.redeemed_by) if one.redeemed_by is not None else None,
            _why_voided(words, one.voided),
        )


def _eye_columns(side: str) -> tuple[tuple[str, str, int], ...]:
    return tuple(
        (f"{side}.{name}", "text" if name in _TEXTS else "number", 12) for name in EYE_FIELDS
    )


def _eye_heading(words: Catalog, heading: str) -> str:
    return field_words(words, heading) if "." in heading else words.text(heading)


def _ids_of(table: str) -> Callable[[Shop], list[int]]:
    return lambda shop: all_ids(shop.file, table)


PRESCRIPTIONS: Final = Table(
    mark("Prescriptions"),
    (
        *_WHOSE,
        (mark("Measured on"), "date", 12),
        (mark("What for"), "text", 16),
        *_eye_columns("right"),
        *_eye_columns("left"),
        (mark("Pupillary distance"), "number", 10),
        (mark("Pupillary distance for near"), "number", 10),
        (mark("Base curve"), "number", 10),
        (mark("Diameter"), "number", 10),
        (mark("Measured by"), "text", 14),
        (mark("Where"), "text", 18),
        (mark("Voided because"), "text", 20),
    ),
    _ids_of("prescription"),
    _prescription_rows,
    _eye_heading,
)
MEASUREMENTS: Final = Table(
    mark("Measurements"),
    (
        *_WHOSE,
        (mark("Measured on"), "date", 12),
        (mark("Values"), "text", 60),
        (mark("Note"), "text", 34),
        (mark("Measured by"), "text", 14),
        (mark("Where"), "text", 18),
        (mark("Voided because"), "text", 20),
    ),
    _ids_of("measurement"),
    _measurement_rows,
)
PAYMENTS: Final = Table(
    mark("Payments"),
    (
        (mark("Entry"), "number", 8),
        (mark("When"), "moment", 18),
        (mark("Case number"), "text", 14),
        *_WHOSE,
        (mark("Kind"), "text", 10),
        (mark("Amount"), "money", 12),
        (mark("How it was paid"), "text", 12),
        (mark("Owed until"), "date", 12),
        (mark("Decided by"), "text", 12),
        (mark("Reason"), "text", 26),
        (mark("Taken down by"), "text", 12),
        (mark("Reverses or settles entry"), "number", 8),
    ),
    lambda shop: payments.all_ids(shop.file),
    _payment_rows,
)
GIFTS: Final = Table(
    mark("Gifts and vouchers"),
    (
        (mark("Voucher"), "text", 10),
        *_WHOSE,
        (mark("Kind"), "text", 10),
        (mark("What"), "text", 26),
        (mark("Reason"), "text", 26),
        (mark("Value"), "money", 12),
        (mark("Valid until"), "date", 12),
        (mark("Case number"), "text", 14),
        (mark("Given at"), "moment", 18),
        (mark("Given by"), "text", 12),
        (mark("Redeemed at"), "moment", 18),
        (mark("Redeemed by"), "text", 12),
        (mark("Voided because"), "text", 20),
    ),
    _ids_of("gift"),
    _gift_rows,
)
