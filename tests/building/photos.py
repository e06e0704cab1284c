"""Photos as phones and screens write them, drawn for tests."""

from io import BytesIO

from PIL import Image

from shopcare.domain.goods.photo import Picture
from shopcare.pictures.photo_reader import read_photo

RED, BLUE = (220, 30, 30), (30, 30, 220)


def drawn(width: int = 640, height: int = 480, colour: tuple[int, int, int] = BLUE) -> Image.Image:
    """Draw a picture that is red in its upper left quarter."""
    image = Image.new("RGB", (width, height), colour)
    image.paste(RED, (0, 0, width // 2, height // 2))
    return image


def as_file(image: Image.Image, kind: str = "JPEG", **details: object) -> bytes:
    """Write a picture as a file of a format."""
    written = BytesIO()
    image.save(written, kind, **details)
    return written.getvalue()


def camera_file(turned: int = 1) -> bytes:
    """Write a photo as a phone does: with its place, its camera, its hour, and how it was held."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0132] = "Xiaomi", "Mi 14 SECRET", "2026:03:02 10:00:00"
    exif[0x0112] = turned
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 14.0, 9.0), 3: "E", 4: (121.0, 28.0, 1.0)})
    return as_file(drawn(), exif=exif, comment=b"SECRET comment")


def picture(number: int = 0) -> Picture:
    """Give a picture made ready; another number, another picture."""
    return read_photo(as_file(drawn(60, 40, (number * 8 % 256, 90, 90)), "PNG"))
