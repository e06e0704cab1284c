"""The window that comes before the shop's."""

from shopcare.ui.kit.words import i18n
from shopcare.ui.pages.first_start.page import FirstStart

TRADES = {"optical": "Optical shop", "tile": "Tiles", "beauty": "Beauty"}


def test_another_language_keeps_what_was_typed(qtbot, theme) -> None:
    window = FirstStart(lambda _chosen: (), lambda: None, TRADES)
    qtbot.addWidget(window)
    window.show()
    try:
        window.trade_box.setCurrentIndex(2)
        qtbot.keyClicks(window.name_edit, "Lens & Co")
        window.initials_edit.selectAll()
        qtbot.keyClicks(window.initials_edit, "WJ")
        for code in ("zh_CN", "en", "zh_CN"):
            window.language_box.set_value(code)
            assert window.name_edit.text() == "Lens & Co"
            assert window.initials_edit.text() == "WJ"
            assert window.trade_box.currentIndex() == 2
        assert window.manager_edit.text() == "店长"
    finally:
        i18n.use_language("en")
