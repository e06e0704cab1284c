"""Photos of a case: added, described, marked, voided and written out (X-4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from shopcare.domain.cases.case import Case
from shopcare.domain.changes import Changes
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.goods.photo import (
    MOST_PHOTOS,
    Photo,
    PhotoDraft,
    Picture,
    photo_problems,
    standing,
    tidy_photo,
)
from shopcare.domain.ids import CaseId, PhotoId
from shopcare.domain.shop.audit import Voided
from shopcare.services.goods.items import GoodsChanged, goods_changes, items_of
from shopcare.services.shop import Shop
from shopcare.services.troubles import unless_read_only
from shopcare.storage.cases import cases
from shopcare.storage.file.work import Step
from shopcare.storage.goods import photos
from shopcare.system.files import write_file

PHOTO_FILE = (".jpg",)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosAdded(GoodsChanged):
    """Photos that were added."""

    ids: tuple[PhotoId, ...]
    left_out: int
    """How many are on the case already."""


def photos_of(shop: Shop, case_id: CaseId) -> tuple[Photo, ...]:
    """List the photos of a case, the oldest first, without the voided ones."""
    return standing(photos.of_case(shop.file, case_id))


def all_photos_of(shop: Shop, case_id: CaseId) -> tuple[Photo, ...]:
    """List the photos of a case, the voided ones too: those can still be read (W-8)."""
    return tuple(photos.of_case(shop.file, case_id))


def photo_of(shop: Shop, photo_id: PhotoId) -> Photo:
    """Read a photo, also a voided one.

    Raises:
        NotFound: there is no such photo.
    """
    return photos.get(shop.file, photo_id)


def thumbnails_of(shop: Shop, case_id: CaseId) -> dict[PhotoId, bytes]:
    """Give the thumbnails of a case's photos as JPEG."""
    return photos.thumbnails(shop.file, case_id)


def picture_of(shop: Shop, photo_id: PhotoId) -> bytes:
    """Give the picture of a photo as JPEG.

    Raises:
        NotFound: there is no such photo.
    """
    return photos.picture(shop.file, photo_id)


def read_pictures(sources: Sequence[Path | bytes]) -> list[Picture]:
    """Read photos from files or the clipboard, and make them ready to be kept; writes nothing.

    Raises:
        Refusal, Trouble: see ``read_photo``.
    """
    from shopcare.pictures.photo_reader import read_photo  # loads Pillow

    return [read_photo(source) for source in sources]


def add_photos(
    shop: Shop, case_id: CaseId, pictures: Sequence[Picture], draft: PhotoDraft
) -> PhotosAdded:
    """Add photos to a case; one that is there already is left out.

    Raises:
        NotFound: there is no such case.
        Invalid: see ``photo_problems``.
        Refusal: ``photos_there_already``, ``photos_too_many``, ``voided_already``.
    """
    draft = tidy_photo(draft)
    with shop.begin("photo.add", "case") as step:
        case = _case_of(shop, step, case_id)
        _require_sound(shop, case, draft)
        there = photos_of(shop, case_id)
        known = {photo.digest for photo in there}
        new = {photos.digest_of(one.thumbnail, one.jpeg): one for one in pictures}
        adding = [one for digest, one in new.items() if digest not in known]
        if not adding:
            raise Refusal("photos_there_already")
        if len(there) + len(adding) > MOST_PHOTOS:
            raise Refusal("photos_too_many", most=MOST_PHOTOS, there=len(there))
        ids = tuple(
            photos.add(shop.file, case_id, one, draft, by=shop.acting.id, at=shop.now())
            for one in adding
        )
        step.values = {"photos": len(ids), **_said(draft)}
    return PhotosAdded(
        changes=goods_changes(case_id),
        undo=partial(_take_back, case_id=case_id, ids=ids),
        ids=ids,
        left_out=len(pictures) - len(adding),
    )


def change_photo(shop: Shop, photo_id: PhotoId, draft: PhotoDraft) -> GoodsChanged:
    """Write what a photo shows, its caption, and what is marked on it.

    Raises:
        NotFound: there is no such photo.
        Invalid: see ``photo_problems``.
        Refusal: ``photo_unchanged``, ``photo_voided``, ``voided_already``.
    """
    draft = tidy_photo(draft)
    with shop.begin("photo.change", "photo") as step:
        photo = _standing_photo(shop, step, photo_id)
        _require_sound(shop, cases.get(shop.file, photo.case_id), draft)
        if draft == photo.draft:
            raise Refusal("photo_unchanged")
        photos.change(shop.file, photo_id, draft)
        step.values = _said(draft)
    undo = partial(_change_back, photo_id=photo_id, draft=photo.draft)
    return GoodsChanged(changes=goods_changes(photo.case_id), undo=undo)


def void_photo(shop: Shop, photo_id: PhotoId, reason: str) -> GoodsChanged:
    """Void a photo: it is shown and printed no more, and stays readable (W-8).

    Raises:
        NotFound: there is no such photo.
        Invalid: ``reason_missing``.
        Refusal: ``photo_voided``, ``voided_already``.
    """
    reason = reason.strip()
    if not reason:
        raise Invalid(Problem(field="reason", code="reason_missing"))
    with shop.begin("photo.void", "photo") as step:
        photo = _standing_photo(shop, step, photo_id)
        photos.void(shop.file, photo_id, _voided(shop, reason))
        step.values = {"kind": photo.kind, "reason": reason}
    return GoodsChanged(
        changes=goods_changes(photo.case_id), undo=partial(put_photo_back, photo_id=photo_id)
    )


def put_photo_back(shop: Shop, photo_id: PhotoId) -> Changes:
    """Let a voided photo stand again (X-9).

    Raises:
        NotFound: there is no such photo.
        Refusal: ``photo_not_voided``, ``photos_too_many``, ``voided_already``.
    """
    with shop.begin("photo.undo_void", "photo") as step:
        photo = photos.get(shop.file, photo_id)
        _case_of(shop, step, photo.case_id)
        step.subject_id = photo_id
        if photo.voided is None:
            raise Refusal("photo_not_voided")
        there = len(photos_of(shop, photo.case_id))
        if there >= MOST_PHOTOS:
            raise Refusal("photos_too_many", most=MOST_PHOTOS, there=there)
        photos.void(shop.file, photo_id, None)
        step.values = {"kind": photo.kind}
    return goods_changes(photo.case_id)


def save_photo(shop: Shop, photo_id: PhotoId, path: Path) -> Path:
    """Write one photo as a file, and note it in the audit log (G-15).

    Raises:
        NotFound: there is no such photo.
        Refusal, Trouble: the place is refused, or the file cannot be written.
    """
    photo = photos.get(shop.file, photo_id)
    number = cases.get(shop.file, photo.case_id).number
    _note_export(shop, number, 1)
    write_file(path, picture_of(shop, photo_id), PHOTO_FILE)
    return path


def export_photos(shop: Shop, case_id: CaseId, folder: Path) -> list[Path]:
    """Write the photos of a case into a folder as files, and note it in the audit log (G-15).

    Raises:
        NotFound: there is no such case.
        Refusal, Trouble: the place is refused, or a file cannot be written.
    """
    case = cases.get(shop.file, case_id)
    found = photos_of(shop, case_id)
    _note_export(shop, case.number, len(found))
    written = []
    for number, photo in enumerate(found, 1):
        path = folder / f"{case.number}-{number:02}-{photo.kind}.jpg"
        write_file(path, picture_of(shop, photo.id), PHOTO_FILE)
        written.append(path)
    return written


def _note_export(shop: Shop, number: str, records: int) -> None:
    """Note that photos go out, before they do: none goes unlogged."""
    with unless_read_only(), shop.begin("export", "export") as step:
        step.values = {"what": "photos", "number": number, "records": records}


def _case_of(shop: Shop, step: Step, case_id: CaseId) -> Case:
    """Read the case inside a running action about it; a voided one takes no photo."""
    case = cases.get(shop.file, case_id)
    if case.voided is not None:
        raise Refusal("voided_already")
    step.subject_id = step.case_id = case_id
    return case


def _standing_photo(shop: Shop, step: Step, photo_id: PhotoId) -> Photo:
    photo = photos.get(shop.file, photo_id)
    _case_of(shop, step, photo.case_id)
    step.subject_id = photo_id
    if photo.voided is not None:
        raise Refusal("photo_voided")
    return photo


def _require_sound(shop: Shop, case: Case, draft: PhotoDraft) -> None:
    positions = [item.position for item in items_of(shop, case)] if draft.position else ()
    if problems := photo_problems(draft, positions):
        raise Invalid(*problems)


def _voided(shop: Shop, reason: str) -> Voided:
    return Voided(at=shop.now(), by=shop.acting.id, reason=reason)


def _take_back(shop: Shop, case_id: CaseId, ids: Sequence[PhotoId]) -> Changes:
    """Take photos back that were added by mistake just now."""
    with shop.begin("photo.undo_add", "case") as step:
        _case_of(shop, step, case_id)
        going = [photo for photo in photos_of(shop, case_id) if photo.id in ids]
        for photo in going:
            photos.void(shop.file, photo.id, _voided(shop, ""))
        step.values = {"photos": len(going)}
    return goods_changes(case_id)


def _change_back(shop: Shop, photo_id: PhotoId, draft: PhotoDraft) -> Changes:
    return change_photo(shop, photo_id, draft).changes


def _said(draft: PhotoDraft) -> dict[str, object]:
    said = {
        "kind": draft.kind,
        "caption": draft.caption,
        "marks": [mark.word for mark in draft.marks],
    }
    return {name: value for name, value in said.items() if value}
