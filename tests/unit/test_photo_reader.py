"""A photo from outside is shrunk, turned upright and bare of what the camera wrote (X-4)."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from building.photos import BLUE, RED, as_file, camera_file, drawn
from shopcare.domain.errors import Refusal, Trouble
from shopcare.pictures.photo_reader import LONG_SIDE, read_photo

SMALL = as_file(drawn(48, 32))
SMALL_PNG = as_file(drawn(48, 32).convert("RGBA"), "PNG")


def near(colour: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(one - other) < 30 for one, other in zip(colour, wanted, strict=True))


@pytest.mark.parametrize(
    ("turned", "red_at"),
    [
        (1, (0, 0)), (2, (1, 0)), (3, (1, 1)), (4, (0, 1)),
        (5, (0, 0)), (6, (1, 0)), (7, (1, 1)), (8, (0, 1)),
    ],
)  # fmt: skip
def test_it_is_upright_however_the_camera_was_held_x4(turned: int, red_at: tuple[int, int]) -> None:
    kept = read_photo(camera_file(turned))
    assert (kept.width, kept.height) == ((640, 480) if turned < 5 else (480, 640))
    shown = Image.open(BytesIO(kept.jpeg))
    for x in (0, 1):
        for y in (0, 1):
            place = (kept.width // 4 + x * kept.width // 2, kept.height // 4 + y * kept.height // 2)
            assert near(shown.getpixel(place), RED if (x, y) == red_at else BLUE), (x, y)


def test_nothing_of_place_camera_and_hour_is_kept_x4() -> None:
    kept = read_photo(camera_file())
    for content in (kept.jpeg, kept.thumbnail):
        assert b"SECRET" not in content
        assert b"Exif" not in content
        shown = Image.open(BytesIO(content))
        assert not shown.getexif()
        assert set(shown.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_large_photo_is_made_small_x4() -> None:
    noise = Image.effect_noise((1800, 1200), 90).convert("RGB")
    kept = read_photo(as_file(noise, quality=95))
    assert (kept.width, kept.height) == (LONG_SIDE, round(LONG_SIDE * 2 / 3))
    assert len(kept.jpeg) < 900_000
    thumbnail = Image.open(BytesIO(kept.thumbnail))
    assert max(thumbnail.size) == 240


def test_what_is_see_through_stands_on_white_x4() -> None:
    shown = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    kept = Image.open(BytesIO(read_photo(as_file(shown, "PNG")).jpeg))
    assert near(kept.getpixel((20, 20)), (255, 255, 255))


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "CMYK", "I;16"])
def test_every_mode_of_a_picture_can_be_kept(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    made = Image.new(mode, (20, 10)) if mode == "I;16" else drawn(20, 10).convert(mode)
    assert read_photo(as_file(made, kind)).width == 20


def bomb(width: int, height: int) -> bytes:
    """Write the head of a PNG that says it is huge."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = b""
    for name, content in ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(64))), (b"IEND", b"")):
        checked = zlib.crc32(name + content)
        chunks += struct.pack(">I", len(content)) + name + content + struct.pack(">I", checked)
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "photo_unreadable"),
        (b"not a photo at all", "photo_unreadable"),
        (b"GIF89a" + bytes(40), "photo_unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo_unreadable"),
        (bytes(4) + b"ftypheic" + bytes(40), "photo_heic"),
        (SMALL[:-40], "photo_damaged"),
        (bomb(9000, 9000), "photo_too_large"),
        (bomb(20_000, 20_000), "photo_too_large"),
        (bomb(100, 100), "photo_damaged"),
        (bytes((40 << 20) + 1), "photo_too_large"),
    ],
)
def test_what_is_no_photo_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        read_photo(content)


def test_a_file_that_is_not_there_is_a_trouble(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="file_missing"):
        read_photo(tmp_path / "gone.jpg")
    with pytest.raises(Trouble, match="file_unreadable"):
        read_photo(tmp_path)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([SMALL, SMALL_PNG]), st.data())
def test_a_file_that_was_tampered_with_is_read_or_refused(
    content: bytes, data: st.DataObject
) -> None:
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 8))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_photo(bytes(changed))
    except Refusal as refusal:
        assert refusal.code.startswith("photo_")
