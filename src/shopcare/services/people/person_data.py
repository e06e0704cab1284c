"""Everything on file about one person, read and exported for the person (L-8)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.feedback.authority import AuthorityComplaint
from shopcare.domain.feedback.reaction import Reaction
from shopcare.domain.feedback.suggestion import Suggestion
from shopcare.domain.goods.photo import Photo
from shopcare.domain.ids import CustomerId
from shopcare.domain.shop.audit import AuditEntry
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
