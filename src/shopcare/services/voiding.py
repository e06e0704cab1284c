"""Voiding what was entered by mistake, and undoing that: alike for every kind (W-8, X-9)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CaseId
from shopcare.domain.shop.audit import Voided
from shopcare.domain.typed.text import require_reason
from shopcare.services.shop import Shop


class Voidable(Protocol):
    """A record that can be voided."""

    @property
    def voided(self) -> Voided | None:
        """By whom and why it was voided; None: it stands."""


Id = TypeVar("Id", bound=int)
Record = TypeVar("Record", bound=Voidable)


def _nothing(_shop: Shop, _record: object) -> None:
    return


def _no_case(_record: object) -> CaseId | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[Id, Record]):
    """A kind of records: how one is read and written, and what goes with it."""

    name: str
    """As the audit log calls it."""
    adding: str = "add"
    """What entering one is called there."""
    get: Callable[[Any, Id], Record]
    void: Callable[[Any, Id, Voided | None], None]
    before_voiding: Callable[[Shop, Record], None] = _nothing
    """Refuses what may not be voided."""
    after_voiding: Callable[[Shop, Record], None] = _nothing
    after_restoring: Callable[[Shop, Record], None] = _nothing
    case_of: Callable[[Record], CaseId | None] = _no_case
    """In whose timeline it is told."""


def void(shop: Shop, kind: Kind[Id, Record], record_id: Id, reason: str) -> Record:
    """Take a record out of every count; it stays readable (W-8).

    Raises:
        NotFound: there is no such record.
        Refusal: ``voided_already``, and what the kind refuses.
        Invalid: ``reason_missing``, ``text_too_long``.
    """
    return _void(shop, kind, record_id, "void", require_reason(reason))


def take_back(shop: Shop, kind: Kind[Id, Record], record_id: Id) -> Record:
    """Undo the entering of a record: it is voided, without a reason (X-9).

    Raises:
        NotFound: there is no such record.
        Refusal: ``voided_already``, and what the kind refuses.
    """
    return _void(shop, kind, record_id, f"undo_{kind.adding}", "")


def restore(shop: Shop, kind: Kind[Id, Record], record_id: Id) -> Record:
    """Undo the voiding of a record (X-9).

    Raises:
        NotFound: there is no such record.
        Refusal: ``nothing_to_undo``.
    """
    with shop.begin(f"{kind.name}.undo_void", kind.name) as step:
        record = kind.get(shop.file, record_id)
        if record.voided is None:
            raise Refusal("nothing_to_undo")
        step.subject_id, step.case_id = record_id, kind.case_of(record)
        kind.void(shop.file, record_id, None)
        kind.after_restoring(shop, record)
    return record


def _void(shop: Shop, kind: Kind[Id, Record], record_id: Id, what: str, reason: str) -> Record:
    with shop.begin(f"{kind.name}.{what}", kind.name) as step:
        record = kind.get(shop.file, record_id)
        if record.voided is not None:
            raise Refusal("voided_already")
        kind.before_voiding(shop, record)
        step.subject_id, step.case_id = record_id, kind.case_of(record)
        step.values = {"reason": reason} if reason else {}
        kind.void(shop.file, record_id, Voided(at=shop.now(), by=shop.acting.id, reason=reason))
        kind.after_voiding(shop, record)
    return record
