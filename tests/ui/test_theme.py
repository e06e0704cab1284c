"""The colours can be read, in light and in dark."""

import itertools

import pytest
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.style.theme import SchemeChoice, make_palette
from shopcare.ui.kit.style.tokens import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    Meaning,
    Role,
    Tokens,
    role_font,
    tokens_of,
)

TEXT, LARGE, EDGE = 4.5, 3.0, 3.0
HIGH = {TEXT: 7.0, LARGE: 4.5, EDGE: 3.0}
"""What high contrast asks for in the place of each."""
ALL = {
    "light": LIGHT,
    "dark": DARK,
    "contrast-light": CONTRAST_LIGHT,
    "contrast-dark": CONTRAST_DARK,
}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def pairs(tokens: Tokens):
    grounds = ("paper", "raised", "accent_tint", "hover")
    yield from ((ink, ground, TEXT) for ink in ("ink", "faint") for ground in grounds)
    yield from (("accent", ground, TEXT) for ground in grounds)
    yield from ((m.value, ground, TEXT) for m in Meaning for ground in ("paper", "raised"))
    yield from ((m.value, f"{m.value}_tint", TEXT) for m in Meaning)
    yield from (("ink", f"{m.value}_tint", TEXT) for m in Meaning)
    yield ("faint", "info_tint", TEXT)  # the number of a holiday
    yield ("accent_ink", "accent", TEXT)  # and the ring of the main button's focus
    yield ("ink", "line", TEXT)
    yield from (("edge", ground, EDGE) for ground in ("paper", "raised"))
    yield ("faint", "line", LARGE)


def poor_pairs(tokens: Tokens):
    is_high = tokens in (CONTRAST_LIGHT, CONTRAST_DARK)
    for ink, ground, least in pairs(tokens):
        found = contrast(getattr(tokens, ink), getattr(tokens, ground))
        if found < (HIGH[least] if is_high else least):
            yield ink, ground, round(found, 2)


@pytest.mark.parametrize("tokens", ALL.values(), ids=ALL)
def test_every_pair_in_use_has_contrast(tokens: Tokens) -> None:
    assert list(poor_pairs(tokens)) == []


@pytest.mark.parametrize("tokens", ALL.values(), ids=ALL)
def test_the_sign_of_a_disabled_main_button_can_be_seen(tokens: Tokens) -> None:
    group, role = QPalette.ColorGroup.Disabled, QPalette.ColorRole.HighlightedText
    drawn = make_palette(tokens).color(group, role).name()
    assert contrast(drawn, tokens.line) >= LARGE  # its ground, as the style sheet says


def test_no_text_is_smaller_than_ten_and_a_half_points(qapp) -> None:
    assert min(role_font(role).pointSizeF() for role in Role) >= 10.5


def test_tokens_are_told_from_the_palette(qapp) -> None:
    for tokens in ALL.values():
        assert tokens_of(make_palette(tokens)) is tokens


def test_the_scheme_can_be_fixed_and_follows_again(qapp, theme, qtbot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.choose(SchemeChoice.DARK)
    assert tokens_of(qapp.palette()) is DARK
    theme.choose(SchemeChoice.LIGHT)
    assert tokens_of(qapp.palette()) is LIGHT
    theme.choose(SchemeChoice.SYSTEM)
    assert theme.tokens() in (LIGHT, DARK)


def test_tables_and_menus_stood_in_the_font_of_windows(qapp, theme) -> None:
    qapp.setFont(QFont("Another"), "QAbstractItemView")  # as Qt does there with every style sheet
    theme.choose(SchemeChoice.DARK)
    theme.choose(SchemeChoice.SYSTEM)
    assert QApplication.font("QAbstractItemView") == qapp.font()


def test_high_contrast_can_be_chosen_and_left_again(qapp, theme) -> None:
    theme.choose(SchemeChoice.CONTRAST)
    assert tokens_of(qapp.palette()) in (CONTRAST_LIGHT, CONTRAST_DARK)
    theme.choose(SchemeChoice.CONTRAST)
    assert theme.tokens() in (CONTRAST_LIGHT, CONTRAST_DARK), "the system's palette was left"
    theme.choose(SchemeChoice.DARK)
    assert theme.tokens() is DARK


def test_figures_are_tabular_so_that_numbers_stand_below_each_other(qapp) -> None:
    from PySide6.QtGui import QFontMetricsF

    for role, bold in itertools.product(Role, (False, True)):
        metrics = QFontMetricsF(role_font(role, bold=bold))
        assert len({round(metrics.horizontalAdvance(d * 20)) for d in "0123456789"}) == 1


def test_a_notice_that_is_shown_takes_the_colours_of_the_other_theme(qtbot, theme) -> None:
    notice = NoticeLine(Meaning.INFO)
    notice.say("To be told by tomorrow.")
    qtbot.addWidget(notice)
    notice.show()
    [words] = [label for label in notice.findChildren(QLabel) if label.text()]
    for choice in (SchemeChoice.DARK, SchemeChoice.LIGHT):
        theme.choose(choice)
        ink = theme.tokens().of(Meaning.INFO)
        qtbot.waitUntil(lambda ink=ink: words.palette().color(QPalette.ColorRole.WindowText) == ink)
        QApplication.processEvents()
        assert words.palette().color(QPalette.ColorRole.WindowText) == ink
