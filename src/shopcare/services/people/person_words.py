"""Everything on file about one person in words, as it is shown and printed for them (L-8)."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from shopcare.domain.money import Fen
from shopcare.domain.shop.audit import AuditEntry
from shopcare.domain.typed.phone import grouped
from shopcare.language.catalog import Catalog
from shopcare.language.day_words import (
    birthday_words,
    full_day_text,
    hours_text,
    minute_text,
    money_text,
)
from shopcare.language.records.eye_words import eyes_text, values_text
from shopcare.language.records.feedback_words import symptoms_text
from shopcare.language.records.goods_words import photo_kind_text
from shopcare.language.records.log_words import log_text
from shopcare.language.records.money_words import gift_text
from shopcare.language.records.people_words import consent_lines
from shopcare.language.records.record_words import label
from shopcare.services.people.customers import CustomerFile
from shopcare.services.people.person_data import PersonData
from shopcare.services.shop import Shop


class Section(NamedTuple):
    """One kind of records as lines with what each is."""

    title: str
    lines: list[tuple[str, str]]


def sections(shop: Shop, words: Catalog, person: PersonData) -> list[Section]:
    """Put everything about one person into words, kind by kind; what is empty is left out."""
    file = person.file
    found = [
        Section(words.text("Person"), _person(words, file)),
        Section(words.text("Consents"), consent_lines(words, file.consents)),
        Section(words.text("Purchases"), _purchases(words, file)),
        Section(words.text("Cases"), _cases(words, file)),
        Section(words.text("Complaints, reactions, suggestions"), _brought_back(words, person)),
        Section(words.text("Photos"), _photos(words, person)),
        Section(words.text("Calls"), _calls(words, file)),
        Section(words.text("Eyes and body measured"), _measured(shop, words, file)),
        Section(words.text("Gifts and loans"), _given(words, file)),
        Section(words.text("What was done with the data"), _log(words, person.log)),
    ]
    return [one for one in found if one.lines]


def _person(words: Catalog, file: CustomerFile) -> list[tuple[str, str]]:
    one = file.customer
    yes, no = words.text("yes"), words.text("no")
    lines = [
        (words.text("Name"), one.name),
        (words.text("Member number"), one.number or ""),
        (words.text("Phone"), " / ".join(grouped(phone.digits) for phone in one.phones)),
        (words.text("Address"), one.address),
        (words.text("Birthday"), birthday_words(words, one.birthday) if one.birthday else ""),
        (words.text("Key account"), yes if one.key_account else no),
        (words.text("Call hours"), hours_text(words, one.call_hours) if one.call_hours else ""),
        (words.text("Wants no calls"), yes if one.no_calls else no),
        (words.text("Note"), one.remark),
    ]
    for record in file.merged:
        phones = " / ".join(grouped(phone.digits) for phone in record.phones)
        told = _told(record.name, record.number, phones, record.address)
        lines.append((words.text("Merged into this file"), told))
    return [(name, value) for name, value in lines if value]


def _purchases(words: Catalog, file: CustomerFile) -> list[tuple[str, str]]:
    return [
        (
            full_day_text(words, one.sold_on),
            _told(
                one.receipt_number,
                words.text(", ").join(
                    f"{line.product} {line.spec}".strip() or line.category for line in one.lines
                ),
                _amount([line.amount_fen for line in one.lines]),
            ),
        )
        for one in file.purchases
    ]


def _told(*facts: str | None) -> str:
    return " · ".join(filter(None, facts))


def _amount(amounts: Iterable[Any]) -> str:
    known = [amount for amount in amounts if amount is not None]
    return money_text(Fen(sum(known))) if known else ""


def _cases(words: Catalog, file: CustomerFile) -> list[tuple[str, str]]:
    return [
        (
            case.number,
            _told(
                minute_text(case.received_at),
                label(words, case.kind),
                label(words, case.stage),
                case.product,
                case.fault,
                case.wishes,
                case.condition,
                case.plan.work if case.plan else "",
                case.resolution,
            ),
        )
        for case in file.cases
    ]


def _brought_back(words: Catalog, person: PersonData) -> list[tuple[str, str]]:
    """Say what came through an authority (L-6), reactions (L-9) and suggestions (G-12)."""
    told = [
        (
            one.noted_at,
            _told(label(words, one.authority), one.number, one.reply),
        )
        for one in person.authorities
    ]
    told += [
        (
            one.noted_at,
            _told(symptoms_text(words, one.symptoms), one.course, one.doctor, one.lot),
        )
        for one in person.reactions
    ]
    told += [(one.made_at, _told(one.what, one.measure, one.result)) for one in person.suggestions]
    return [(minute_text(at), said) for at, said in told]


def _photos(words: Catalog, person: PersonData) -> list[tuple[str, str]]:
    numbers = {case.id: case.number for case in person.file.cases}
    return [
        (
            minute_text(one.added_at),
            _told(numbers[one.case_id], photo_kind_text(words, one.kind), one.caption),
        )
        for one in person.photos
    ]


def _calls(words: Catalog, file: CustomerFile) -> list[tuple[str, str]]:
    tries = [
        (
            minute_text(one.at),
            _told(
                words.text("called"),
                grouped(one.phone) if one.phone else "",
                label(words, one.result),
                label(words, one.mood) if one.mood else "",
                one.note,
            ),
        )
        for one in file.attempts
    ]
    planned = [
        (full_day_text(words, one.due_on), label(words, one.purpose))
        for one in file.callbacks
        if one.state.value == "open"
    ]
    return [*planned, *tries]


def _measured(shop: Shop, words: Catalog, file: CustomerFile) -> list[tuple[str, str]]:
    eyes = [
        (full_day_text(words, one.measured_on), eyes_text(words, one)) for one in file.prescriptions
    ]
    measures = shop.policy.measures if file.measurements else ()
    bodies = [
        (
            full_day_text(words, one.measured_on),
            _told(values_text(words, one, measures), one.note),
        )
        for one in file.measurements
    ]
    return [*eyes, *bodies]


def _given(words: Catalog, file: CustomerFile) -> list[tuple[str, str]]:
    gifts = [(minute_text(one.given_at), gift_text(words, one)) for one in file.gifts]
    loans = [(minute_text(one.lent_at), _told(one.what, one.condition)) for one in file.loans]
    return [*gifts, *loans]


def _log(words: Catalog, entries: Iterable[AuditEntry]) -> list[tuple[str, str]]:
    return [(minute_text(entry.at), log_text(words, entry)) for entry in entries]
