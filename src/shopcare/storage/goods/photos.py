"""The tables of photos, and of the pictures that belong to them (X-4)."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from shopcare.domain.errors import NotFound
from shopcare.domain.goods.photo import Photo, PhotoDraft, PhotoKind, Picture
from shopcare.domain.ids import CaseId, PhotoId, StaffId
from shopcare.domain.shop.audit import Voided
from shopcare.storage.file.reading import read, read_one
from shopcare.storage.file.rows import (
    Row,
    id_list,
    insert,
    moment,
    row_from_voided,
    update,
    voided_from_row,
)
from shopcare.storage.goods.condition_marks import marks_from_text, text_from_marks


def add(
    connection: sqlite3.Connection,
    case_id: CaseId,
    picture: Picture,
    draft: PhotoDraft,
    *,
    by: StaffId,
    at: datetime,
) -> PhotoId:
    """Write a photo with its picture."""
    row = {
        "case_id": case_id,
        **_said(draft),
        "width": picture.width,
        "height": picture.height,
        "digest": digest_of(picture.thumbnail, picture.jpeg),
        "added_at": at.isoformat(),
        "added_by": by,
    }
    photo_id = PhotoId(insert(connection, "photo", row))
    pixels = {"photo_id": photo_id, "thumbnail": picture.thumbnail, "picture": picture.jpeg}
    insert(connection, "photo_picture", pixels)
    return photo_id


def change(connection: sqlite3.Connection, photo_id: PhotoId, draft: PhotoDraft) -> None:
    """Write what is said with a photo."""
    update(connection, "photo", photo_id, _said(draft))


def void(connection: sqlite3.Connection, photo_id: PhotoId, voided: Voided | None) -> None:
    """Write that a photo is voided, or stands again (W-8)."""
    update(connection, "photo", photo_id, row_from_voided(voided))


def get(connection: sqlite3.Connection, photo_id: PhotoId) -> Photo:
    """Read a photo.

    Raises:
        NotFound: there is none.
    """
    return read_one(connection, "photo", photo_id, _photo)


def of_case(connection: sqlite3.Connection, case_id: CaseId) -> list[Photo]:
    """Read the photos of a case, voided ones too, the oldest first; no picture is read."""
    rows = connection.execute("SELECT * FROM photo WHERE case_id = ? ORDER BY id", (case_id,))
    return read(connection, "photo", rows, _photo)


def of_cases(connection: sqlite3.Connection, case_ids: list[int]) -> list[Photo]:
    """Read the photos of some cases, voided ones too, the oldest first; no picture is read."""
    rows = connection.execute(
        "SELECT * FROM photo WHERE case_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (id_list(case_ids),),
    )
    return read(connection, "photo", rows, _photo)


def counts(connection: sqlite3.Connection, case_ids: list[int]) -> dict[int, int]:
    """Count the photos of some cases, without the voided ones."""
    rows = connection.execute(
        "SELECT case_id, count(*) FROM photo WHERE voided_at IS NULL "
        "AND case_id IN (SELECT value FROM json_each(?)) GROUP BY case_id",
        (id_list(case_ids),),
    )
    return dict(rows.fetchall())


def thumbnails(connection: sqlite3.Connection, case_id: CaseId) -> dict[PhotoId, bytes]:
    """Read the thumbnails of a case's photos that are not voided."""
    rows = connection.execute(
        "SELECT photo_id, thumbnail FROM photo_picture WHERE photo_id IN "
        "(SELECT id FROM photo WHERE case_id = ? AND voided_at IS NULL)",
        (case_id,),
    )
    return {PhotoId(row[0]): row[1] for row in rows if isinstance(row[1], bytes)}


def picture(connection: sqlite3.Connection, photo_id: PhotoId) -> bytes:
    """Read the picture of a photo as JPEG.

    Raises:
        NotFound: there is none, or something else stands in its place.
    """
    row = connection.execute(
        "SELECT picture FROM photo_picture WHERE photo_id = ?", (photo_id,)
    ).fetchone()
    if row is None or not isinstance(row[0], bytes):
        raise NotFound("photo", photo_id)
    return row[0]


def damaged_pictures(connection: sqlite3.Connection) -> Iterator[str]:
    """Name each photo whose picture is missing, or is not the one that was saved."""
    rows = connection.execute(
        "SELECT id, digest, thumbnail, picture FROM photo "
        "LEFT JOIN photo_picture ON photo_id = id ORDER BY id"
    )
    for row in rows:
        pictures = row[2], row[3]
        if not all(isinstance(one, bytes) for one in pictures) or digest_of(*pictures) != row[1]:
            yield f"photo {row[0]}"


def digest_of(thumbnail: bytes, jpeg: bytes) -> str:
    """Compute the digest of a picture and its thumbnail."""
    import hashlib  # loads OpenSSL, which no start needs

    return hashlib.sha256(thumbnail + jpeg).hexdigest()


def _said(draft: PhotoDraft) -> dict[str, object]:
    return {
        "kind": draft.kind.value,
        "position": draft.position,
        "caption": draft.caption,
        "marks": text_from_marks(draft.marks),
    }


def _photo(row: Row) -> Photo:
    return Photo(
        id=PhotoId(row["id"]),
        case_id=CaseId(row["case_id"]),
        kind=PhotoKind(row["kind"]),
        position=row["position"],
        caption=row["caption"],
        marks=marks_from_text(row["marks"]),
        width=row["width"],
        height=row["height"],
        digest=row["digest"],
        added_at=moment(row["added_at"]),
        added_by=StaffId(row["added_by"]),
        voided=voided_from_row(row),
    )
