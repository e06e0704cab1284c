"""The window that comes before the shop's."""

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
