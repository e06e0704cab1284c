"""Photos of a case: what they show, what is marked on them, what was voided (X-4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from shopcare.domain.errors import Problem
from shopcare.domain.goods.condition import Mark, mark_problems, tidy_marks
from shopcare.domain.ids import CaseId, PhotoId, StaffId
from shopcare.domain.shop.audit import Voided
from shopcare.domain.typed.text import clean_line, too_long

MOST_PHOTOS: Final = 30
"""Of one case; as large as they are kept, about nine megabytes."""
LONGEST_CAPTION: Final = 200


class PhotoKind(StrEnum):
    """What a photo is to show."""

    ON_RECEIPT = "on_receipt"
    """The condition of the goods when they were taken in."""
    FAULT = "fault"
    REPAIRED = "repaired"
    PROOF = "proof"
    """A receipt, an invoice, a warranty card (G-1)."""
    DAMAGE = "damage"
    """What happened to the goods here, or to something in the customer's home."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A photo made ready to be kept: upright, shrunk, without what the camera wrote into it."""

    width: int
    height: int
    jpeg: bytes
    thumbnail: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoDraft:
    """What is said with a photo."""

    kind: PhotoKind = PhotoKind.ON_RECEIPT
    position: int | None = None
    """Of the item that it shows; None: of the case as a whole."""
    caption: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photo on file; the picture itself is read only where it is shown."""

    id: PhotoId
    case_id: CaseId
    kind: PhotoKind
    position: int | None
    caption: str
    marks: tuple[Mark, ...]
    width: int
    height: int
    digest: str
    """Of the picture and its thumbnail."""
    added_at: datetime
    added_by: StaffId
    voided: Voided | None = None

    @property
    def draft(self) -> PhotoDraft:
        """Give what is said with it."""
        return PhotoDraft(
            kind=self.kind, position=self.position, caption=self.caption, marks=self.marks
        )


def standing(photos: Sequence[Photo]) -> tuple[Photo, ...]:
    """Leave the voided ones out."""
    return tuple(photo for photo in photos if photo.voided is None)


def tidy_photo(draft: PhotoDraft) -> PhotoDraft:
    """Give what is said with a photo without what cannot be seen."""
    return replace(draft, caption=clean_line(draft.caption), marks=tidy_marks(draft.marks))


def photo_problems(draft: PhotoDraft, positions: Sequence[int]) -> list[Problem]:
    """Say what is wrong with what is said with a photo.

    The codes are ``text_too_long``, ``item_unknown`` and those of ``mark_problems``.

    Args:
        draft: tidied.
        positions: of the items of the case.
    """
    problems = too_long({"caption": draft.caption}, {"caption": LONGEST_CAPTION})
    if draft.position is not None and draft.position not in positions:
        values = {"position": draft.position}
        problems.append(Problem(field="position", code="item_unknown", values=values))
    return [*problems, *mark_problems(draft.marks)]
