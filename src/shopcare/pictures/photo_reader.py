"""Reads a photo from outside and makes it ready to be kept (X-4).

A file is a stranger's: only the formats that cameras, phones and screens write are read, its size
is looked at before it is decoded, and what is kept is drawn anew, so that nothing of the place,
the camera or the hour that the file knew goes into the shop file.
"""

import struct
import warnings
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

from shopcare.domain.errors import Refusal, Trouble
from shopcare.domain.goods.photo import Picture

ENDINGS: Final = (".jpg", ".jpeg", ".png", ".bmp")
MOST_BYTES: Final = 40 << 20
MOST_PIXELS: Final = 64_000_000
"""More than phones take by themselves; less than 200 MB once it is decoded."""
LONG_SIDE: Final = 1600
_THUMBNAIL_SIDE: Final = 240
_ENOUGH_BYTES: Final = 300_000
_QUALITIES: Final = (82, 72, 62, 50)
"""From one to the next until a picture is small enough."""
_FORMATS: Final = ("JPEG", "PNG", "BMP")
_HEIC: Final = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc", b"ftypmsf1")
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a picture is turned that the camera held otherwise, by what EXIF says."""
_BROKEN: Final = (
    OSError, SyntaxError, ValueError, EOFError, TypeError, LookupError, ArithmeticError,
    MemoryError, struct.error,
)  # fmt: skip
"""What Pillow raises about a file that is cut off, or made to do harm."""
_TOO_LARGE: Final = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def read_photo(source: Path | bytes) -> Picture:
    """Read a photo from a file, or from the bytes of one.

    Raises:
        Refusal: ``photo_unreadable``, ``photo_heic``, ``photo_too_large``, ``photo_damaged``.
        Trouble: ``file_missing``, ``file_unreadable``.
    """
    name = source.name if isinstance(source, Path) else ""
    content = _content(source) if isinstance(source, Path) else source
    if len(content) > MOST_BYTES:
        raise _too_large(name)
    opened = _opened(content, name)
    try:
        drawn = _drawn_anew(opened)
    except _BROKEN as error:
        raise Refusal("photo_damaged", file=name) from error
    small = drawn.copy()
    small.thumbnail((_THUMBNAIL_SIDE, _THUMBNAIL_SIDE))
    return Picture(
        width=drawn.width,
        height=drawn.height,
        jpeg=_small_enough(drawn),
        thumbnail=_jpeg(small, _QUALITIES[1]),
    )


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        is_gone = isinstance(error, FileNotFoundError)
        code = "file_missing" if is_gone else "file_unreadable"
        raise Trouble(code, technical=error.strerror or "", file=str(path)) from error


def _opened(content: bytes, name: str) -> Image.Image:
    """Read the head of a file: its format and its size, nothing of the picture."""
    if content[4:12] in _HEIC:
        raise Refusal("photo_heic", file=name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(content), formats=_FORMATS)
    except _TOO_LARGE as error:
        raise _too_large(name) from error
    except _BROKEN as error:
        raise Refusal("photo_unreadable", file=name) from error
    if opened.width * opened.height > MOST_PIXELS:
        raise _too_large(name)
    return opened


def _drawn_anew(opened: Image.Image) -> Image.Image:
    """Decode, shrink and turn a picture, and draw it onto white: its metadata stay behind."""
    turn = None
    with suppress(*_BROKEN):  # a head that cannot be read is no reason to refuse the photo
        turn = _UPRIGHT.get(opened.getexif().get(_ORIENTATION, 1))
    opened.thumbnail((LONG_SIDE, LONG_SIDE))  # a JPEG is decoded no larger than that needs
    opened.load()
    shown = opened if turn is None else opened.transpose(turn)
    ground = Image.new("RGB", shown.size, "white")
    if shown.has_transparency_data:
        shown = shown.convert("RGBA")
        ground.paste(shown, mask=shown)
    else:
        ground.paste(shown.convert("RGB"))
    return ground


def _small_enough(drawn: Image.Image) -> bytes:
    for quality in _QUALITIES:
        jpeg = _jpeg(drawn, quality)
        if len(jpeg) <= _ENOUGH_BYTES:
            break
    return jpeg


def _jpeg(drawn: Image.Image, quality: int) -> bytes:
    written = BytesIO()
    drawn.save(written, "JPEG", quality=quality, optimize=True)
    return written.getvalue()


def _too_large(name: str) -> Refusal:
    return Refusal("photo_too_large", file=name, megapixels=MOST_PIXELS // 1_000_000,
                   megabytes=MOST_BYTES >> 20)  # fmt: skip
