"""Photos that are dropped, pasted or chosen: found, read beside the window, and added (X-4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from shopcare.domain.changes import Changes
from shopcare.domain.errors import Refusal, Trouble
from shopcare.domain.goods.photo import PhotoDraft, Picture
from shopcare.domain.ids import CaseId
from shopcare.services.goods.photos import PhotosAdded, add_photos, read_pictures
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Progress

Source = Path | QImage


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of several photos that were given at once."""

    added: PhotosAdded
    refused: tuple[Refusal | Trouble, ...]
    """Why others were not added."""

    @property
    def changes(self) -> Changes:
        """What the adding changed."""
        return self.added.changes


def copied() -> QMimeData | None:
    """Give what is on the clipboard; Qt gives None where nothing was ever copied."""
    return QGuiApplication.clipboard().mimeData()


def sources_of(given: QMimeData) -> list[Source]:
    """Give the files or the picture that were dropped or copied."""
    files: list[Source] = [Path(url.toLocalFile()) for url in given.urls() if url.isLocalFile()]
    if files:
        return files
    image = QImage(given.imageData()) if given.hasImage() else QImage()
    return [] if image.isNull() else [image]


def adding(
    shop: Shop,
    *,
    progress: Progress,
    case_id: CaseId,
    draft: PhotoDraft,
    sources: Sequence[Source],
) -> Taken:
    """Read every photo, and add all that can be read at once; carried out on the job's thread.

    Raises:
        Refusal, Trouble: why the first was not read, where none was; see ``add_photos``.
    """
    pictures: list[Picture] = []
    refused: list[Refusal | Trouble] = []
    for done, source in enumerate(sources):
        progress(done, len(sources))
        try:
            pictures += read_pictures([source if isinstance(source, Path) else _file_of(source)])
        except (Refusal, Trouble) as error:
            refused.append(error)
    progress(len(sources), len(sources))
    if not pictures:
        raise refused[0]
    added = add_photos(shop, case_id, pictures, draft)
    return Taken(added=added, refused=tuple(refused))


def _file_of(image: QImage) -> bytes:
    """Write a copied picture as the bytes of a file."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG" if image.hasAlphaChannel() else "JPG", 95)  # type: ignore[call-overload]
    return bytes(content.data())
