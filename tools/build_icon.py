"""Builds the program's icon for Windows from its drawing: ``python tools/build_icon.py``."""

import io
import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QSize
from PySide6.QtGui import QGuiApplication, QImageReader

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "program_icon"
SIDES = (16, 20, 24, 32, 40, 48, 64, 256)
"""What Windows asks for at 100, 125, 150 and 200 % in title bar, task bar and on the desktop."""


def drawn(side: int) -> Image.Image:
    """Draw the icon with a side of so many pixels."""
    reader = QImageReader(str(FOLDER / "shopcare.svg"))
    reader.setScaledSize(QSize(side, side))
    png = QBuffer()
    png.open(QBuffer.OpenModeFlag.WriteOnly)
    reader.read().save(png, b"PNG")
    return Image.open(io.BytesIO(bytes(png.data().data())))


def main() -> None:
    """Write the file of all sizes, each drawn for itself and not shrunk from the largest."""
    application = QGuiApplication([])
    frames = [drawn(side) for side in SIDES]
    frames[-1].save(
        FOLDER / "shopcare.ico",
        sizes=[(side, side) for side in SIDES],
        append_images=frames[:-1],
    )
    application.quit()


if __name__ == "__main__":
    main()
