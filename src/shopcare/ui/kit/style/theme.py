"""Dresses the application: the bundled fonts, and a scheme's palette and short style sheet."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from shopcare.system.paths import resource
from shopcare.ui.kit.style.style_sheet import style_sheet
from shopcare.ui.kit.style.tokens import DARK, LIGHT, Tokens, forget_fonts


class SchemeChoice(StrEnum):
    """Follow the system's light and dark, or stay with one."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def make_palette(tokens: Tokens) -> QPalette:
    """Turn tokens into Qt's palette."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: tokens.paper,
        roles.WindowText: tokens.ink,
        roles.Base: tokens.raised,
        roles.AlternateBase: tokens.paper,
        roles.Text: tokens.ink,
        roles.PlaceholderText: tokens.faint,
        roles.Button: tokens.raised,
        roles.ButtonText: tokens.ink,
        roles.BrightText: tokens.red,
        roles.Highlight: tokens.accent,
        roles.HighlightedText: tokens.accent_ink,
        roles.Accent: tokens.accent,
        roles.Link: tokens.accent,
        roles.LinkVisited: tokens.accent,
        roles.ToolTipBase: tokens.raised,
        roles.ToolTipText: tokens.ink,
        roles.Light: tokens.raised,
        roles.Midlight: tokens.line,
        roles.Mid: tokens.line,
        roles.Dark: tokens.edge,
        roles.Shadow: tokens.line,
    }
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.edge))
    on_accent = roles.HighlightedText  # a disabled main button is a line's grey, see style_sheet
    palette.setColor(QPalette.ColorGroup.Disabled, on_accent, QColor(tokens.faint))
    return palette


class Theme(QObject):
    """Dresses the application, and again when the system turns light or dark."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: SchemeChoice = SchemeChoice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._dress()

    def choose(self, choice: SchemeChoice) -> None:
        """Follow the system or fix one scheme."""
        self._choice = choice
        self._dress()

    def tokens(self) -> Tokens:
        """Give the tokens that are in use."""
        if self._choice is SchemeChoice.SYSTEM:
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self._choice is SchemeChoice.DARK else LIGHT

    def _dress(self) -> None:
        tokens = self.tokens()
        self._app.setPalette(make_palette(tokens))
        self._app.setStyleSheet(style_sheet(tokens))
        self.changed.emit()

    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._choice is SchemeChoice.SYSTEM:
            self._dress()


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
