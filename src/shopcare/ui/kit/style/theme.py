"""Dresses the application: the bundled fonts, a scheme's palette, and the short style sheet."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from shopcare.system.paths import resource
from shopcare.ui.kit.style.icons import icon_file
from shopcare.ui.kit.style.tokens import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    CONTROL,
    DARK,
    LIGHT,
    RADIUS,
    Tokens,
    forget_fonts,
    tokens_of,
)

FOLDER: Final = resource("fonts")
FAMILIES: Final = ("ShopCare Sans", "ShopCare Sans More", "ShopCare Emoji")
BODY_POINTS: Final = 11.0
_HALF_LIGHT: Final = 128
_SHEET: Final = """
QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {
  background: $raised; border: 1px solid $edge; border-radius: $radius; padding: 0 8px;
}
QLineEdit, QComboBox, QAbstractSpinBox { min-height: $inner; }
QPlainTextEdit { padding: 4px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid $accent; padding: 0 7px;
}
QPlainTextEdit:focus { padding: 3px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { border-color: $line; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
  border-color: $red;
}
QLineEdit:read-only { background: $paper; border-color: $line; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url("$chevron"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { border: 1px solid $line; padding: 4px; outline: none; }
QPushButton, QToolButton {
  background: $raised; border: 1px solid $edge; border-radius: $radius;
  min-height: $inner; padding: 0 14px;
}
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed, QPushButton:checked { background: $accent_tint; }
QPushButton:checked { border-color: $accent; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 0 13px; }
QPushButton:disabled, QToolButton:disabled { border-color: $line; color: $edge; }
QPushButton[look="main"] { background: $accent; color: $accent_ink; border-color: $accent; }
QPushButton[look="main"]:hover { background: $accent_hover; }
QPushButton[look="main"]:focus { border: 4px double $accent_ink; padding: 0 11px; }
QPushButton[look="main"]:disabled { background: $line; color: $faint; border-color: $line; }
QPushButton[look="quiet"], QToolButton[look="quiet"] {
  background: transparent; border-color: transparent;
}
QPushButton[look="quiet"]:hover, QToolButton[look="quiet"]:hover { background: $hover; }
QPushButton[look="quiet"]:focus, QToolButton[look="quiet"]:focus { border-color: $accent; }
QToolButton { padding: 0 8px; }
QToolButton:focus { padding: 0 7px; }
QToolButton::menu-indicator { image: none; }
QCheckBox, QRadioButton {
  spacing: 8px; min-height: 26px; border: 1px solid transparent; border-radius: $radius;
}
QCheckBox::indicator, QRadioButton::indicator {
  width: 16px; height: 16px; border: 1px solid $edge; background: $raised;
}
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked {
  background: $accent; border-color: $accent; image: url("$tick");
}
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $accent; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $edge; }
QFrame#found { background: $raised; border: 1px solid $edge; border-radius: $radius; }
QFrame#found QListView { border: none; border-radius: 0; }
QAbstractItemView {
  background: $raised; border: 1px solid $line; outline: none;
  selection-background-color: $accent_tint; selection-color: $ink;
}
QAbstractItemView:focus { border-color: $accent; }
QHeaderView { background: $paper; border: none; }
QHeaderView::section {
  background: $paper; color: $faint; border: none; border-bottom: 1px solid $line;
  padding: 0 12px; min-height: $inner;
}
QMenu { background: $raised; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 8px 24px 8px 12px; border-radius: $radius; }
QMenu::item:selected { background: $accent_tint; color: $ink; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolTip { background: $raised; color: $ink; border: 1px solid $edge; padding: 4px 8px; }
QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QSplitter::handle { background: transparent; }
QTabBar::tab {
  padding: 8px 12px; border: none; border-bottom: 2px solid transparent; color: $faint;
}
QTabBar::tab:selected { color: $ink; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
"""
_CONTRAST_SHEET: Final = """
QAbstractItemView, QMenu { border-width: 2px; }
QHeaderView { border: none; }
QFrame#found, QMenu { border-color: $edge; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border-width: 3px; padding: 0 6px;
}
QPlainTextEdit:focus { padding: 2px; }
QPushButton:focus, QToolButton:focus { border-width: 3px; padding: 0 12px; }
QToolButton:focus { padding: 0 6px; }
QCheckBox:focus, QRadioButton:focus { background: $accent_tint; }
QPushButton:disabled, QToolButton:disabled { border: 1px dashed $edge; }
QPushButton[look="main"]:disabled { border: none; }
"""


class SchemeChoice(StrEnum):
    """Follow the system's light, dark and contrast, or stay with one."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
    """High contrast, light or dark as the system is."""


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
    """Dresses the application, and again when the system turns light, dark or to high contrast."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: SchemeChoice = SchemeChoice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)
        self._dress(self._wanted())

    def choose(self, choice: SchemeChoice) -> None:
        """Follow the system or fix one scheme."""
        self._choice = choice
        self._on_system_changed()

    def tokens(self) -> Tokens:
        """Give the tokens that are in use."""
        return tokens_of(self._app.palette())

    def _wanted(self) -> Tokens:
        if self._choice is SchemeChoice.LIGHT:
            return LIGHT
        if self._choice is SchemeChoice.DARK:
            return DARK
        hints = self._app.styleHints()
        asked = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
        if asked or self._choice is SchemeChoice.CONTRAST:
            return CONTRAST_DARK if self._is_ground_dark() else CONTRAST_LIGHT
        return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT

    def _is_ground_dark(self) -> bool:
        """Tell it by the system's own palette where the system does not say light or dark.

        Windows does not in its contrast themes: there the user chose each colour.
        """
        scheme = self._app.styleHints().colorScheme()
        if scheme is not Qt.ColorScheme.Unknown:
            return scheme is Qt.ColorScheme.Dark
        self._app.setPalette(QPalette())  # takes ours away; high contrast is dressed anew
        return self._app.palette().color(QPalette.ColorRole.Window).lightness() < _HALF_LIGHT

    def _dress(self, tokens: Tokens) -> None:
        self._app.setPalette(make_palette(tokens))
        self._app.setStyleSheet(style_sheet(tokens))
        # With a sheet Qt sets tables, menus and hints in Windows' own font again, until it is told.
        self._app.setFont(self._app.font())
        self.changed.emit()

    @Slot()
    def _on_system_changed(self) -> None:
        wanted = self._wanted()
        if wanted is not self.tokens():  # Qt goes through every widget there is
            self._dress(wanted)


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


def style_sheet(tokens: Tokens) -> str:
    """Write the style sheet of one scheme."""
    is_dark = tokens in (DARK, CONTRAST_DARK)
    values = tokens._asdict() | {
        "accent_hover": _nearer(tokens.accent, tokens.ink),
        "chevron": icon_file("arrow-on-dark" if is_dark else "arrow-on-light"),
        "tick": icon_file("tick-on-dark" if is_dark else "tick-on-light"),
        "radius": f"{RADIUS}px",
        "inner": f"{CONTROL - 2}px",
    }
    sheet = _SHEET + (_CONTRAST_SHEET if tokens in (CONTRAST_LIGHT, CONTRAST_DARK) else "")
    for name in sorted(values, key=len, reverse=True):  # $accent_ink before $accent
        sheet = sheet.replace(f"${name}", str(values[name]))
    return sheet


def _nearer(colour: str, other: str) -> str:
    """Move a colour a seventh of the way towards another."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{(6 * a + b) // 7:02x}" for a, b in pairs)
