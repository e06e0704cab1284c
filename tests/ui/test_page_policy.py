"""The Policy page: everybody reads it, a manager changes it from a day on, the law stays."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from building.records import add_customer, add_wang, open_case
from building.screen import show_page
from building.shops import NOW, hire, make_shop
from shopcare.domain.calls.callback import Purpose
from shopcare.domain.people.customer import BirthdayCalendar, CustomerBirthday
from shopcare.domain.policy.clause import Unit
from shopcare.language.clause_words import FIGURES
from shopcare.policies.clauses import load_clauses
from shopcare.policies.profile import load_policy
from shopcare.services.calls.call_card import talking_points
from shopcare.services.drafts import Form, kept
from shopcare.services.people.customers import customer_file
from shopcare.services.policies.policy_changes import changes_on_file, clauses_on
from shopcare.system.clock import SetClock
from shopcare.ui.pages.policy.page import PolicyPage

LEFT = Qt.MouseButton.LeftButton
BORN = CustomerBirthday(calendar=BirthdayCalendar.SOLAR, month=5, day=1)


@pytest.fixture
def shop(tmp_path: Path):
    made = make_shop(tmp_path, SetClock(NOW), trade="clothing", screen_language="en")
    yield made
    made.close()


@pytest.fixture
def page(qtbot, contexts, shop) -> PolicyPage:
    return made(qtbot, contexts, shop)


def made(qtbot, contexts, shop) -> PolicyPage:
    context = contexts.open(shop)
    page = PolicyPage(context)
    context.write_queue.changed.connect(lambda _changes: shop.refresh())  # as the window does
    show_page(qtbot, context, page)
    return page


def choose(page: PolicyPage, key: str):
    assert page.rows.select_key(key)
    return page.card


def press_save(qtbot, page: PolicyPage) -> None:
    qtbot.mouseClick(page.save_button, LEFT)
    qtbot.waitUntil(page.save_button.isEnabled, timeout=10_000)


def saved(qtbot, page: PolicyPage) -> None:
    with qtbot.waitSignal(page.undo_offered, timeout=10_000) as offered:
        qtbot.mouseClick(page.save_button, LEFT)
    qtbot.waitUntil(lambda: not page.card.is_changed())
    page.offered = offered.args


def figure(shop, clause_id: str, name: str, days: int = 0) -> tuple[int, Unit]:
    on = shop.today() + timedelta(days=days)
    (clause,) = (one for one in clauses_on(shop, on) if one.id == clause_id)
    return clause.figures[name].value, clause.figures[name].unit


def test_every_clause_and_list_of_texts_is_there_with_its_subject(page, shop) -> None:
    shown = [entry.key for entry in page.rows.rows()]
    assert set(shown) >= {clause.id for clause in load_clauses("clothing", "CN")}
    assert {"talking_points.complaint", "terms.return", "steps.repair"} <= set(shown)
    assert len(shown) == len(set(shown))


def test_a_change_from_a_day_to_come_touches_nothing_and_is_saved_at_once(
    qtbot, page, shop
) -> None:
    card = choose(page, "A-1.no_reason")
    assert not page.save_button.isEnabled()
    field = card.form.field("numbers.window")
    assert field.value().numbers == (7,)
    field.edit.setText("15")
    card.form.field("from_on").edit.setText((shop.today() + timedelta(days=9)).isoformat())
    assert "nothing that is open" in card.form.about_day.text()
    saved(qtbot, page)
    assert figure(shop, "A-1.no_reason", "window", 8) == (7, Unit.DAYS)
    assert figure(shop, "A-1.no_reason", "window", 9) == (15, Unit.DAYS)
    qtbot.waitUntil(lambda: len(page.card.made.buttons) == 1)
    words, withdraw = page.offered
    assert "2026-03-14" in words
    withdraw(shop)
    assert figure(shop, "A-1.no_reason", "window", 9) == (7, Unit.DAYS)


def test_a_change_without_its_day_is_not_saved(qtbot, page, shop) -> None:
    card = choose(page, "A-1.no_reason")
    card.form.field("numbers.window").edit.setText("15")
    card.form.field("from_on").edit.setText("")
    press_save(qtbot, page)
    wanted = "Please give the day from which it applies."
    assert card.form.problem_texts() == {"from_on": wanted}
    assert changes_on_file(shop) == []


def test_what_planned_dates_hang_on_is_shown_before_it_is_saved(qtbot, contexts, shop) -> None:
    open_case(shop, add_wang(shop).id)
    page = made(qtbot, contexts, shop)
    card = choose(page, "G-3.acknowledged")
    card.form.field("numbers.within").edit.setText("12")
    qtbot.mouseClick(page.save_button, LEFT)
    qtbot.waitUntil(card.touches.isVisible, timeout=10_000)
    assert "1 call or deadline stays" in card.touches.text()
    assert changes_on_file(shop) == []
    qtbot.waitUntil(page.save_button.isEnabled)
    saved(qtbot, page)
    assert figure(shop, "G-3.acknowledged", "within") == (12, Unit.HOURS)


def test_what_the_law_grants_cannot_be_taken_away_and_the_article_is_named(
    qtbot, page, shop
) -> None:
    card = choose(page, "A-1.quality")
    card.form.field("numbers.window").edit.setText("3")
    press_save(qtbot, page)
    sentence = card.form.problem_texts()["numbers.window"]
    assert "第二十四条" in sentence
    assert "7 days" in sentence
    assert card.form.field("numbers.window").value().numbers == (3,)
    assert changes_on_file(shop) == []


@pytest.mark.parametrize("typed", ["", "seven", "7, 9", "-3"])
def test_what_is_no_number_is_said_beside_its_field(qtbot, page, typed: str) -> None:
    card = choose(page, "A-1.quality")
    card.form.field("numbers.window").edit.setText(typed)
    qtbot.mouseClick(page.save_button, LEFT)
    assert "numbers.window" in card.form.problem_texts()


def test_another_rule_books_figure_is_taken_with_one_press_a18(qtbot, page, shop) -> None:
    card = choose(page, "A-3.repair_time")
    field = card.form.field("numbers.done")
    assert [button.text() for button in field.other_buttons] == ["3 working days", "72 hours"]
    qtbot.mouseClick(field.other_buttons[1], LEFT)
    saved(qtbot, page)
    assert figure(shop, "A-3.repair_time", "done") == (72, Unit.HOURS)
    qtbot.waitUntil(lambda: page.card.form is not None and page.card.form is not card)
    again = page.card.form.field("numbers.done")
    qtbot.waitUntil(
        lambda: (
            [button.text() for button in page.card.form.field("numbers.done").other_buttons]
            == ["7 working days", "3 working days"]
        )
    )
    assert again.value().unit is Unit.HOURS


def test_money_is_typed_in_yuan_a6(qtbot, page, shop) -> None:
    field = choose(page, "A-6.suit_cleaning").form.field("numbers.price")
    assert field.edit.text() == "2,000"
    field.edit.setText("1,500.50")
    saved(qtbot, page)
    assert figure(shop, "A-6.suit_cleaning", "price") == (150_050, Unit.FEN)


def test_a_call_is_switched_off_per_service_g21(qtbot, page, shop) -> None:
    field = choose(page, "G-21.service_call").form.field("calls.not_services")
    assert set(field.boxes) == {service.key for service in shop.policy.services}
    assert field.value() == ()
    field.boxes["consultation"].click()
    saved(qtbot, page)
    (change,) = changes_on_file(shop)
    assert (change.field, change.texts) == ("calls.not_services", ("consultation",))
    qtbot.waitUntil(lambda: len(page.card.made.buttons) == 1)
    said = [label.text() for label in page.card.made.findChildren(QLabel)]
    assert any("no call after: Consultation" in text for text in said)
    again = page.card.form.field("calls.not_services")
    qtbot.waitUntil(lambda: page.card.form.field("calls.not_services").value() != ())
    assert again.value() == ("consultation",)


def test_texts_are_worded_one_on_a_line(qtbot, page, shop) -> None:
    card = choose(page, "terms.repair")
    area = card.form.field("texts")
    before = area.value()
    area.setText(before + "\n ")
    qtbot.mouseClick(page.save_button, LEFT)
    assert "the same as now" in card.form.problem_texts()[""]
    area.setText(before + "\n请凭单取件。\n")
    saved(qtbot, page)
    (change,) = changes_on_file(shop)
    assert change.texts[-1] == "请凭单取件。"
    assert change.texts[:-1] == load_policy("clothing").terms["repair"]


def test_what_is_typed_is_not_left_behind(qtbot, page) -> None:
    card = choose(page, "A-1.quality")
    card.form.field("numbers.window").edit.setText("9")
    with qtbot.waitSignal(page.message):
        page.rows.select_key("A-1.no_reason")
    assert page.rows.current_row().key == "A-1.quality"
    qtbot.mouseClick(card.discard_button, LEFT)
    assert not card.is_changed()
    assert choose(page, "A-1.no_reason").entry.key == "A-1.no_reason"


def test_the_law_is_read_only(page) -> None:
    card = choose(page, "L-1.exchange")
    assert card.form is None
    assert not page.save_button.isEnabled()


def test_a_clerk_reads_and_changes_nothing(qtbot, contexts, shop) -> None:
    hire(shop)
    shop.act_as("XC")
    page = made(qtbot, contexts, shop)
    card = choose(page, "A-1.no_reason")
    assert card.form is None
    assert not page.save_button.isVisible()
    assert "manager" in card.only.text()


def test_a_change_is_withdrawn_from_its_line_and_can_come_back(qtbot, page, shop) -> None:
    choose(page, "A-1.no_reason").form.field("numbers.window").edit.setText("15")
    saved(qtbot, page)
    qtbot.waitUntil(lambda: len(page.card.made.buttons) == 1)
    with qtbot.waitSignal(page.undo_offered, timeout=10_000) as offered:
        qtbot.mouseClick(page.card.made.buttons[0], LEFT)
    qtbot.waitUntil(lambda: shop.policy_changes == ())
    offered.args[1](shop)
    assert figure(shop, "A-1.no_reason", "window") == (15, Unit.DAYS)


@pytest.mark.parametrize("trade", ["optical", "clothing", "tile", "beauty"])
def test_every_figure_has_a_name_for_people(trade: str) -> None:
    services = {service.key for service in load_policy(trade).services}
    for clause in load_clauses(trade, "CN"):
        assert set(clause.figures) <= FIGURES.keys() | services, clause.id


def test_a_gift_is_named_in_its_call_from_its_day_on(qtbot, page, shop) -> None:
    card = choose(page, "gifts.birthday")
    card.form.field("texts").setText("干洗券一张")
    saved(qtbot, page)
    qtbot.waitUntil(lambda: shop.policy.gifts_for(Purpose.BIRTHDAY) == ("干洗券一张",))
    wang = add_customer(shop, key_account=True, birthday=BORN)
    [call] = [c for c in customer_file(shop, wang.id).callbacks if c.purpose is Purpose.BIRTHDAY]
    assert talking_points(shop, call, str)[-1] == "Gift: 干洗券一张"
    qtbot.waitUntil(lambda: card.form is not None)
    card.form.field("texts").setText("")  # nothing is given any more
    saved(qtbot, page)
    assert "Gift" not in " ".join(talking_points(shop, call, str))


def test_what_is_half_typed_is_there_again_after_a_restart(qtbot, contexts, shop) -> None:
    page = made(qtbot, contexts, shop)
    choose(page, "A-1.quality").form.field("numbers.window").edit.setText("1x")
    page.keep_draft()
    page.hide()
    qtbot.waitUntil(lambda: kept(shop, Form.POLICY) is not None)
    again = made(qtbot, contexts, shop)
    assert again.rows.current_row().key == "A-1.quality"
    assert again.card.form.field("numbers.window").edit.text() == "1x"
    assert again.card.is_changed()
    again.card.form.field("numbers.window").edit.setText("9")
    saved(qtbot, again)
    qtbot.waitUntil(lambda: kept(shop, Form.POLICY) is None)
    choose(again, "A-1.no_reason").form.field("numbers.window").edit.setText("9")
    qtbot.mouseClick(again.card.discard_button, LEFT)
    assert made(qtbot, contexts, shop).card.half_typed() == ""
