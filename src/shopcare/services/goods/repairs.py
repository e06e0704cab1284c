"""Where goods are repaired (A-9), and parts that were released by word (A-12)."""

from dataclasses import fields
from functools import partial

from shopcare.domain.cases.case import Case
from shopcare.domain.changes import Changes
from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.goods.repair_trip import (
    PartRelease,
    ReleaseDraft,
    RepairTrip,
    TripDraft,
    release_problems,
    tidy_release,
    tidy_trip,
    trip_problems,
)
from shopcare.domain.ids import CaseId, ReleaseId, TripId
from shopcare.services.goods.items import GoodsChanged, goods_changes, read_for
from shopcare.services.shop import Shop
from shopcare.storage.goods import repair_trips


def trips_of(shop: Shop, case_id: CaseId) -> list[RepairTrip]:
    """List where the goods of a case were repaired, the oldest first."""
    return repair_trips.trips_of(shop.file, [case_id])


def releases_of(shop: Shop, case_id: CaseId) -> list[PartRelease]:
    """List the parts of a case that were released by word."""
    return repair_trips.releases_of(shop.file, case_id)


def open_trip(shop: Shop, case: Case) -> RepairTrip | None:
    """Give the way from which the goods of a case are not back yet, or None."""
    trips = trips_of(shop, case.id)
    return trips[-1] if trips and not trips[-1].is_over else None


def save_trip(shop: Shop, case_id: CaseId, draft: TripDraft) -> GoodsChanged:
    """Write where goods are repaired; while they are not back, it is the same way (A-9).

    Raises:
        NotFound: there is no such case.
        Invalid: see ``trip_problems``.
        Refusal: see ``require_goods``.
    """
    draft = tidy_trip(draft)
    if problems := trip_problems(draft, shop.today()):
        raise Invalid(*problems)
    with shop.begin("goods.repair_place", "case") as step:
        before = open_trip(shop, read_for(shop, step, case_id))
        if before is None:
            trip_id = repair_trips.add_trip(shop.file, case_id, draft)
        else:
            trip_id = before.id
            repair_trips.change_trip(shop.file, trip_id, draft)
        step.values = _said(draft)
    undo = partial(_undo_trip, case_id=case_id, trip_id=trip_id, before=before, after=draft)
    return GoodsChanged(changes=goods_changes(case_id), undo=undo)


def release_part(shop: Shop, case_id: CaseId, draft: ReleaseDraft) -> GoodsChanged:
    """Write that a manager released a missing part by word (A-12).

    Raises:
        NotFound: there is no such case.
        Invalid: see ``release_problems``; ``released_by_manager``.
        Refusal: see ``require_goods``.
    """
    draft = tidy_release(draft)
    problems = release_problems(draft)
    member = shop.member(draft.released_by)
    if member is not None and not member.is_manager:
        problems.append(Problem(field="released_by", code="released_by_manager"))
    if problems:
        raise Invalid(*problems)
    with shop.begin("goods.release_part", "case") as step:
        read_for(shop, step, case_id)
        release_id = repair_trips.add_release(
            shop.file, case_id, draft, by=shop.acting.id, at=shop.now()
        )
        step.values = {
            "part": draft.part,
            "by": shop.name_of(draft.released_by),
            "note": draft.note,
        }
    undo = partial(_undo_release, case_id=case_id, release_id=release_id, part=draft.part)
    return GoodsChanged(changes=goods_changes(case_id), undo=undo)


def _undo_trip(
    shop: Shop, case_id: CaseId, trip_id: TripId, before: RepairTrip | None, after: TripDraft
) -> Changes:
    """Put a way back to how it stood; one that was new is on no list any more."""
    with shop.begin("goods.undo_repair_place", "case") as step:
        read_for(shop, step, case_id)
        repair_trips.change_trip(shop.file, trip_id, before or after, undone=before is None)
        step.values = _said(before) if before is not None else {}
    return goods_changes(case_id)


def _undo_release(shop: Shop, case_id: CaseId, release_id: ReleaseId, part: str) -> Changes:
    with shop.begin("goods.undo_release", "case") as step:
        read_for(shop, step, case_id)
        repair_trips.undo_release(shop.file, release_id)
        step.values = {"part": part}
    return goods_changes(case_id)


def _said(draft: TripDraft) -> dict[str, object]:
    said = {field.name: getattr(draft, field.name) for field in fields(TripDraft)}
    return {name: value for name, value in said.items() if value not in (None, "")}
