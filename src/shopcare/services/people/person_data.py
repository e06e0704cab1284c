"""Everything on file about one person, for the person: shown, printed and exported (L-8)."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.feedback.authority import AuthorityComplaint
from shopcare.domain.feedback.reaction import Reaction
from shopcare.domain.feedback.suggestion import Suggestion
from shopcare.domain.goods.photo import Photo
from shopcare.domain.ids import CustomerId
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
from shopcare.services.people.customers import CustomerFile, customer_file
from shopcare.services.shop import Shop
from shopcare.services.troubles import unless_read_only
from shopcare.storage.feedback import authorities, reactions, suggestions
from shopcare.storage.file import audit
from shopcare.storage.goods import photos
from shopcare.storage.privacy import erasures
from shopcare.system.files import write_file

JSON_ENDINGS: Final = (".json",)
ANSWERED: Final = "customer.answer"


class Section(NamedTuple):
    """One kind of records as lines with what each is."""

    title: str
    lines: list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonData:
    """Everything on file about one person."""

    file: CustomerFile
    records: tuple[CustomerId, ...]
    """The customer's record, and those that were merged into it."""
    log: tuple[AuditEntry, ...]
    """What was done about them, the oldest first."""
    authorities: tuple[AuthorityComplaint, ...] = ()
    """What of theirs came through an authority (L-6)."""
    reactions: tuple[Reaction, ...] = ()
    """What goods did to them (L-9)."""
    suggestions: tuple[Suggestion, ...] = ()
    """What they suggested (G-12)."""
    photos: tuple[Photo, ...] = ()
    """Of their cases, voided ones too; the pictures are read where they are given."""


def person_data(shop: Shop, customer_id: CustomerId) -> PersonData:
    """Read everything about one person.

    Raises:
        NotFound: there is no such customer.
        Refusal: ``customer_erased``.
    """
    file = customer_file(shop, customer_id)
    records = tuple(erasures.records_of(shop.file, file.customer.id))
    taken = photos.of_cases(shop.file, [case.id for case in file.cases])
    log = tuple(audit.about_people(shop.file, records))
    through = [authorities.of_case(shop.file, case.id) for case in file.cases]
    reacted = [reactions.of_case(shop.file, case.id) for case in file.cases]
    return PersonData(
        file=file,
        records=records,
        log=log,
        photos=tuple(taken),
        authorities=tuple(one for one in through if one is not None),
        reactions=tuple(one for one in reacted if one is not None),
        suggestions=tuple(suggestions.of_customer(shop.file, file.customer.id)),
    )


def note_answered(shop: Shop, customer_id: CustomerId, way: str) -> Changes:
    """Record that somebody was given what is on file about them, and how (L-8)."""
    with unless_read_only(), shop.begin(ANSWERED, "customer") as step:
        step.subject_id = customer_id
        step.values = {"what": way}
    return Changes.of(ChangeKind.CUSTOMER, record_id=customer_id)


def export_person(shop: Shop, customer_id: CustomerId, path: Path) -> PersonData:
    """Write everything about one person as JSON, and record that it was given.

    Raises:
        NotFound, Refusal: see ``person_data``.
        Trouble: the file cannot be written.
    """
    person = person_data(shop, customer_id)
    note_answered(shop, person.file.customer.id, "json")
    content = json_of(shop, person)
    write_file(path, content, JSON_ENDINGS)
    return person


def json_of(shop: Shop, person: PersonData) -> bytes:
    """Write everything about one person as JSON; a photo's picture is a JPEG in base64."""
    import json
    from base64 import b64encode

    facts = {name: plain(getattr(person.file, name)) for name in _FACTS}
    facts |= {name: plain(getattr(person, name)) for name in _BROUGHT_BACK}
    log = [
        {"at": entry.at.isoformat(), "action": entry.action, "said": entry.said()}
        for entry in person.log
    ]
    taken = [
        {**plain(one), "picture": b64encode(photos.picture(shop.file, one.id)).decode()}
        for one in person.photos
    ]
    written = {**facts, "photos": taken, "log": log}
    return json.dumps(written, ensure_ascii=False, indent=2).encode()


_BROUGHT_BACK: Final = ("authorities", "reactions", "suggestions")
_FACTS: Final = (
    "customer",
    "consents",
    "purchases",
    "cases",
    "callbacks",
    "attempts",
    "prescriptions",
    "measurements",
    "gifts",
    "loans",
    "merged",
)


def plain(value: Any) -> Any:
    """Give a fact as JSON has it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(one) for name, one in asdict(value).items()}
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | str) else str(value)


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
        told = " · ".join(filter(None, (record.name, record.number, phones, record.address)))
        lines.append((words.text("Merged into this file"), told))
    return [(name, value) for name, value in lines if value]


def _purchases(words: Catalog, file: CustomerFile) -> list[tuple[str, str]]:
    return [
        (
            full_day_text(words, one.sold_on),
            " · ".join(
                filter(
                    None,
                    (
                        one.receipt_number,
                        words.text(", ").join(
                            f"{line.product} {line.spec}".strip() or line.category
                            for line in one.lines
                        ),
                        _amount([line.amount_fen for line in one.lines]),
                    ),
                )
            ),
        )
        for one in file.purchases
    ]


def _amount(amounts: Iterable[Any]) -> str:
    known = [amount for amount in amounts if amount is not None]
    return money_text(Fen(sum(known))) if known else ""


def _cases(words: Catalog, file: CustomerFile) -> list[tuple[str, str]]:
    return [
        (
            case.number,
            " · ".join(
                filter(
                    None,
                    (
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
            ),
        )
        for case in file.cases
    ]


def _brought_back(words: Catalog, person: PersonData) -> list[tuple[str, str]]:
    """Say what came through an authority (L-6), reactions (L-9) and suggestions (G-12)."""
    told = [
        (
            one.noted_at,
            " · ".join(filter(None, (label(words, one.authority), one.number, one.reply))),
        )
        for one in person.authorities
    ]
    told += [
        (
            one.noted_at,
            " · ".join(
                filter(
                    None,
                    (symptoms_text(words, one.symptoms), one.course, one.doctor, one.lot),
                )
            ),
        )
        for one in person.reactions
    ]
    told += [
        (one.made_at, " · ".join(filter(None, (one.what, one.measure, one.result))))
        for one in person.suggestions
    ]
    return [(minute_text(at), said) for at, said in told]


def _photos(words: Catalog, person: PersonData) -> list[tuple[str, str]]:
    numbers = {case.id: case.number for case in person.file.cases}
    return [
        (
            minute_text(one.added_at),
            " · ".join(
                filter(
                    None,
                    (numbers[one.case_id], photo_kind_text(words, one.kind), one.caption),
                )
            ),
        )
        for one in person.photos
    ]


def _calls(words: Catalog, file: CustomerFile) -> list[tuple[str, str]]:
    tries = [
        (
            minute_text(one.at),
            " · ".join(
                filter(
                    None,
                    (
                        words.text("called"),
                        grouped(one.phone) if one.phone else "",
                        label(words, one.result),
                        label(words, one.mood) if one.mood else "",
                        one.note,
                    ),
                )
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
            " · ".join(filter(None, (values_text(words, one, measures), one.note))),
        )
        for one in file.measurements
    ]
    return [*eyes, *bodies]


def _given(words: Catalog, file: CustomerFile) -> list[tuple[str, str]]:
    gifts = [(minute_text(one.given_at), gift_text(words, one)) for one in file.gifts]
    loans = [
        (minute_text(one.lent_at), " · ".join(filter(None, (one.what, one.condition))))
        for one in file.loans
    ]
    return [*gifts, *loans]


def _log(words: Catalog, entries: Iterable[AuditEntry]) -> list[tuple[str, str]]:
    return [(minute_text(entry.at), log_text(words, entry)) for entry in entries]
