"""Signs are sharp at every scaling, in the ink of the theme, and all of them exist."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton

from shopcare.ui.kit.style.icons import FOLDER, icon, set_sign, sign
from shopcare.ui.kit.style.theme import SchemeChoice, Theme

UI = Path(__file__).parents[2] / "src" / "shopcare" / "ui"
NAMES = {path.stem for path in FOLDER.glob("*.svg")}


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_sign_is_drawn_in_device_pixels(qapp, ratio) -> None:
    assert sign("phone", QColor("#112233"), 18, ratio).width() == round(18 * ratio)
    assert icon("phone").pixmap(QSize(18, 18), ratio).width() == round(18 * ratio)


def test_a_sign_takes_the_ink_of_the_theme(qapp, theme: Theme, qtbot) -> None:
    button = QPushButton("Call")
    qtbot.addWidget(button)
    set_sign(button, "phone")
    seen = []
    for choice in (SchemeChoice.LIGHT, SchemeChoice.DARK):
        theme.choose(choice)
        image = button.icon().pixmap(QSize(18, 18)).toImage()
        inks = [image.pixelColor(x, y) for x in range(18) for y in range(18)]
        seen.append(max((c for c in inks if c.alpha() > 200), key=QColor.alpha).lightness())
    assert seen[0] < 100 < 200 < seen[1]


def test_every_sign_is_free_to_use_and_can_be_drawn(qapp) -> None:
    assert (FOLDER / "LICENSE").is_file()
    for name in NAMES:
        assert not sign(name, QColor("black"), 24).isNull()


def test_every_sign_is_used_somewhere() -> None:
    texts = set()
    for folder in ("ui", "app"):
        for path in (UI.parent / folder).rglob("*.py"):
            nodes = ast.walk(ast.parse(path.read_text("utf-8")))
            texts |= {node.value for node in nodes if isinstance(node, ast.Constant)}
    assert NAMES - texts == set()


def test_every_sign_that_is_named_exists() -> None:
    called = re.compile(
        r"(?:set_sign\([^()]*?|sign_button\(|_button\([^()]*?\([^()]*\), |sign=|draw_sign\(\w+, )"
        r'"([a-z0-9-]+)"'
    )
    named = {name for path in UI.rglob("*.py") for name in called.findall(path.read_text("utf-8"))}
    assert len(named) > 10
    assert named <= NAMES
