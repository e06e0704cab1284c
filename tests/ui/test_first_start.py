"""The window that comes before the shop's."""

from PySide6.QtWidgets import QLineEdit

from shopcare.domain.errors import Problem
from shopcare.domain.policy.clause import Unit
from shopcare.services.policies.policy_changes import clauses_on
from shopcare.services.setup.first_start import new_shop
from shopcare.services.shop import Shop
from shopcare.ui.kit.words import i18n
from shopcare.ui.pages.first_start.page import FirstStart, NewShop

TRADES = {"optical": "Optical shop", "tile": "Tiles", "clothing": "Clothing"}


def test_another_language_keeps_what_was_typed(qtbot, theme) -> None:
    window = FirstStart(lambda _chosen: (), lambda _trade: None, TRADES)
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


def test_where_rule_books_differ_a_new_shop_chooses_a18(qtbot, theme, tmp_path) -> None:
    shops: list[Shop] = []

    def make(chosen: NewShop) -> tuple[()]:
        shops.append(
            new_shop(
                tmp_path / "shop.db",
                trade=chosen.trade,
                name=chosen.name,
                language="en",
                manager_initials=chosen.initials,
                manager_name=chosen.manager,
                figures=chosen.figures,
            )
        )
        return ()

    window = FirstStart(make, lambda _trade: None, TRADES)
    qtbot.addWidget(window)
    window.show()
    assert not window.choices.isVisible()  # one rule book for optical shops
    window.trade_box.set_value("clothing")
    assert window.choices.isVisible()
    assert [box.currentText() for box in window.choices.boxes] == [
        "7 days", "3 working days", "7 working days",
    ]  # fmt: skip
    window.choices.boxes[2].setCurrentIndex(2)
    try:
        window.language_box.set_value("zh_CN")
        assert window.choices.boxes[2].currentText() == "72 小时"
    finally:
        window.language_box.set_value("en")
    qtbot.keyClicks(window.name_edit, "Bright")
    window.make_button.click()
    (shop,) = shops
    clauses = {clause.id: clause for clause in clauses_on(shop, shop.today())}
    done = clauses["A-3.repair_time"].figures["done"]
    assert (done.value, done.unit) == (72, Unit.HOURS)
    assert len(shop.policy_changes) == 1
    shop.close()


def test_the_sample_of_the_chosen_trade_is_opened(qtbot, theme) -> None:
    opened: list[str] = []
    window = FirstStart(lambda _chosen: (), opened.append, TRADES)
    qtbot.addWidget(window)
    window.show()
    window.trade_box.set_value("tile")
    window.sample_button.click()
    assert opened == ["tile"]
    assert not window.isVisible()


def test_a_new_shop_says_what_no_pins_mean_or_takes_the_managers_pin(qtbot, theme) -> None:
    made: list[NewShop] = []

    def make(chosen: NewShop) -> list[Problem]:
        made.append(chosen)
        return [] if len(made) > 1 else [Problem(field="pin", code="pin_too_simple")]

    window = FirstStart(make, lambda _trade: None, TRADES)
    qtbot.addWidget(window)
    window.show()
    assert "can act as anybody" in window.pins_words.text()
    assert not window.pin_form.isVisible()
    qtbot.keyClicks(window.name_edit, "Bright")
    window.pins_box.click()
    assert "recovery code" in window.pins_words.text()
    window.pin_form.field("pin", QLineEdit).setText("1234")
    window.make_button.click()
    assert made == []
    assert "again" in window.pin_form.problem_texts()
    window.pin_form.field("again", QLineEdit).setText("1234")
    window.make_button.click()
    assert "pin" in window.pin_form.problem_texts()
    for name in ("pin", "again"):
        window.pin_form.field(name, QLineEdit).setText("2580")
    window.make_button.click()
    assert [chosen.pin for chosen in made] == ["1234", "2580"]


def test_the_longest_form_scrolls_and_its_button_stays_on_a_small_screen(qtbot, theme) -> None:
    window = FirstStart(lambda _chosen: (), lambda _trade: None, TRADES)
    qtbot.addWidget(window)
    window.show()
    window.trade_box.set_value("clothing")
    window.encrypt_box.setChecked(True)
    window.pins_box.setChecked(True)
    window.passphrase_edit.setText("正确的马")
    window.shown_box.setChecked(True)
    assert window.passphrase_edit.displayText() == "正确的马"
    qtbot.waitUntil(lambda: window.choices.height() > 100)
    assert window.height() <= window.screen().availableGeometry().height()
    bottom = window.make_button.mapTo(window, window.make_button.rect().bottomLeft()).y()
    assert bottom < window.height()
