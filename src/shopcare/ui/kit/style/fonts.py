"""The bundled fonts, so that every Chinese name shows on every machine."""

from typing import Final

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from shopcare.system.resources import resource
from shopcare.ui.kit.style.tokens import forget_fonts

FOLDER: Final = resource("fonts")
FAMILIES: Final = ("ShopCare Sans", "ShopCare Sans More", "ShopCare Emoji")
BODY_POINTS: Final = 11.0


def load_fonts(app: QApplication) -> None:
    """Load the two weights that nearly every text is set in, and make them the program's font."""
    for weight in ("Regular", "Bold"):
        _load(f"ShopCareSans-{weight}.ttf")
    font = QFont(app.font())
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(BODY_POINTS)
    app.setFont(font)
    forget_fonts()


def load_rare_characters() -> None:
    """Load the fallback fonts; once the first page stands, for they are three times as large."""
    for name in ("ShopCareSans-More.ttf", "ShopCareEmoji.ttf"):
        _load(name)


def _load(name: str) -> None:
    QFontDatabase.addApplicationFont(str(FOLDER / name))
