"""Design tokens: colours of each scheme, spacing, sizes and the fonts of each role."""

from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QWidget

SPACE_XS: Final = 4
SPACE_S: Final = 8
SPACE_M: Final = 12
SPACE_L: Final = 16
SPACE_XL: Final = 24
SPACE_XXL: Final = 32
RADIUS: Final = 6
ROW: Final = 40
CONTROL: Final = 36
BAR: Final = 88


class Meaning(StrEnum):
    """What a colour says; always together with a sign and a word."""

    RED = "red"
    """Late, or an error."""
    AMBER = "amber"
    """Runs out today, or is provisional."""
    GREEN = "green"
    """Done, or satisfied."""
    INFO = "info"
    """Good to know."""


class Tokens(NamedTuple):
    """The colours of one scheme, as ``#rrggbb``."""

    paper: str
    raised: str
    line: str
    edge: str
    """The border of a field; 3 : 1 on paper, unlike a mere hairline."""
    ink: str
    faint: str
    accent: str
    accent_ink: str
    accent_tint: str
    hover: str
    """The ground under the mouse: nothing that is chosen has it."""
    red: str
    red_tint: str
    amber: str
    amber_tint: str
    green: str
    green_tint: str
    info: str
    info_tint: str

    def of(self, meaning: Meaning) -> QColor:
        """Give the ink of a meaning."""
        return QColor(getattr(self, meaning.value))

    def tint(self, meaning: Meaning) -> QColor:
        """Give the ground of a meaning."""
        return QColor(getattr(self, f"{meaning.value}_tint"))


LIGHT: Final = Tokens(
    paper="#faf8f4",
    raised="#ffffff",
    line="#e4dfd5",
    edge="#8d8a83",
    ink="#23272b",
    faint="#5d646c",
    accent="#17606a",
    accent_ink="#ffffff",
    accent_tint="#e0eeee",
    hover="#f2eee6",
    red="#ad241c",
    red_tint="#fbe9e6",
    amber="#7f4d00",
    amber_tint="#fbefd8",
    green="#1d6638",
    green_tint="#e3f2e6",
    info="#40566e",
    info_tint="#e7ecf2",
)
DARK: Final = Tokens(
    paper="#1b1d20",
    raised="#25282c",
    line="#3a3e44",
    edge="#7d838c",
    ink="#e9e7e2",
    faint="#a8adb3",
    accent="#7ec6c5",
    accent_ink="#0d2829",
    accent_tint="#264342",
    hover="#30343a",
    red="#ff9f95",
    red_tint="#47251f",
    amber="#f2c070",
    amber_tint="#413110",
    green="#8fd39e",
    green_tint="#1f3a28",
    info="#aec3da",
    info_tint="#2b3744",
)

CONTRAST_LIGHT: Final = Tokens(
    paper="#ffffff",
    raised="#ffffff",
    line="#c4c4c4",
    edge="#4a4a4a",
    ink="#000000",
    faint="#333333",
    accent="#00327d",
    accent_ink="#ffffff",
    accent_tint="#d3e3ff",
    hover="#ededed",
    red="#8b0000",
    red_tint="#ffeeee",
    amber="#5c3700",
    amber_tint="#fff3d6",
    green="#00451c",
    green_tint="#e4f7e8",
    info="#1f3550",
    info_tint="#edf3fa",
)
CONTRAST_DARK: Final = Tokens(
    paper="#000000",
    raised="#000000",
    line="#525252",
    edge="#b8b8b8",
    ink="#ffffff",
    faint="#dcdcdc",
    accent="#ffe14d",
    accent_ink="#000000",
    accent_tint="#3d3500",
    hover="#2b2b2b",
    red="#ffb3aa",
    red_tint="#400b06",
    amber="#ffcf80",
    amber_tint="#3a2600",
    green="#9be8ac",
    green_tint="#07300f",
    info="#c5dcf5",
    info_tint="#14263a",
)
"""For who asks the system for high contrast: text 7 : 1, lines and marks 3 : 1 at least."""


class Role(StrEnum):
    """What a text is for; its size and weight follow."""

    CAPTION = "caption"
    BODY = "body"
    EMPHASISED = "emphasised"
    TITLE = "title"
    HEADING = "heading"
    DIAL = "dial"


_SIZES: Final = {
    Role.CAPTION: (10.5, QFont.Weight.Normal),
    Role.BODY: (11.0, QFont.Weight.Normal),
    Role.EMPHASISED: (13.0, QFont.Weight.Bold),
    Role.TITLE: (16.0, QFont.Weight.Bold),
    Role.HEADING: (22.0, QFont.Weight.Bold),
    Role.DIAL: (32.0, QFont.Weight.Bold),
}


def role_font(role: Role, *, bold: bool | None = None) -> QFont:
    """Give the font of a role, in the program's family."""
    points, weight = _SIZES[role]
    if bold is not None:
        weight = QFont.Weight.Bold if bold else QFont.Weight.Normal
    return QFont(_font(points, weight))


def forget_fonts() -> None:
    """Make every role's font anew: the program's family has changed."""
    _font.cache_clear()
    body_font.cache_clear()


@lru_cache(maxsize=2)
def body_font(*, bold: bool = False) -> tuple[QFont, QFontMetrics]:
    """Give the font of body text, never to be changed, and its measures."""
    font = role_font(Role.BODY, bold=bold)
    return font, QFontMetrics(font)


def text_width(words: str, *, bold: bool = False) -> int:
    """Give the pixels of a line of body text."""
    return body_font(bold=bold)[1].horizontalAdvance(words)


@lru_cache(maxsize=64)
def _font(points: float, weight: QFont.Weight) -> QFont:
    """Make a font once: a copy shares what Qt has looked up for it, which painting waits for."""
    font = QFont(QApplication.font())
    font.setPointSizeF(points)
    font.setWeight(weight)
    return font


def smooth_painter(widget: QWidget) -> QPainter:
    """Begin to paint a widget with smooth edges."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def set_role(widget: QWidget, role: Role, *, bold: bool | None = None) -> None:
    """Set a widget's font by role; a caption is also written in faint ink."""
    widget.setFont(role_font(role, bold=bold))
    if role is Role.CAPTION:
        widget.setForegroundRole(QPalette.ColorRole.PlaceholderText)


def tokens_of(palette: QPalette) -> Tokens:
    """Tell which tokens a palette was made of, so that painting needs no global theme."""
    # The link's colour is the one that no style sheet rule ever overrides.
    return _BY_LINK.get(palette.color(QPalette.ColorRole.Link).rgb(), LIGHT)


_BY_LINK: Final = {
    QColor(tokens.accent).rgb(): tokens for tokens in (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)
}
