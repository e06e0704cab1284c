"""Noting who is absent and who was trained, and withdrawing it (G-19, A-17)."""

from dataclasses import dataclass
from enum import StrEnum

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import NotFound
from shopcare.domain.ids import StaffId
from shopcare.domain.people.duty import (
    AbsenceDraft,
    TrainingDraft,
    check_absence,
    check_training,
)
from shopcare.services.shop import Shop
from shopcare.storage.shop import duty


class DutyRecord(StrEnum):
    """What is noted of somebody, as its table is called."""

    ABSENCE = "staff_absence"
    TRAINING = "staff_training"


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """An absence or a training that was noted."""

    kind: DutyRecord
    id: int
    changes: Changes


def note_absence(shop: Shop, draft: AbsenceDraft) -> Noted:
    """Note that somebody is absent; who is to handle what goes by it from now on.

    Raises:
        NotFound: nobody has this id.
        Invalid: see ``check_absence``.
    """
    _require_member(shop, draft.staff_id)
    absence = check_absence(draft, shop.staff)
    with shop.begin("staff.absence", "staff") as step:
        step.subject_id = absence.staff_id
        step.values = {"from": absence.from_on, "until": absence.until_on}
        record_id = duty.add_absence(shop.file, absence)
    return _noted(shop, DutyRecord.ABSENCE, record_id)


def note_training(shop: Shop, draft: TrainingDraft) -> Noted:
    """Note that somebody was trained for a kind of work.

    Raises:
        NotFound: nobody has this id.
        Invalid: see ``check_training``.
    """
    _require_member(shop, draft.staff_id)
    works = (service.key for service in shop.policy.services)
    training = check_training(draft, works, shop.today())
    with shop.begin("staff.training", "staff") as step:
        step.subject_id = training.staff_id
        step.values = {"work": training.work, "until": training.valid_until}
        record_id = duty.add_training(shop.file, training)
    return _noted(shop, DutyRecord.TRAINING, record_id)


def withdraw(shop: Shop, kind: DutyRecord, record_id: int, *, undo: bool = False) -> Changes:
    """Withdraw an absence or a training that does not hold; undone, it holds again.

    Raises:
        NotFound: there is none of this id.
    """
    with shop.begin("staff.withdraw_undone" if undo else "staff.withdraw", "staff") as step:
        step.values = {"what": kind, "id": record_id}
        duty.set_withdrawn(shop.file, kind.value, record_id, None if undo else shop.now())
    shop.refresh()
    return Changes.of(ChangeKind.SETTINGS)


def _require_member(shop: Shop, staff_id: StaffId) -> None:
    if shop.member(staff_id) is None:
        raise NotFound("staff", staff_id)


def _noted(shop: Shop, kind: DutyRecord, record_id: int) -> Noted:
    shop.refresh()
    return Noted(kind=kind, id=record_id, changes=Changes.of(ChangeKind.SETTINGS))
