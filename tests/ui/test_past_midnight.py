"""Forms that stay open past midnight propose anew, and keep what the clerk typed."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from building.records import add_customer, hand_over, move_case, open_case
from building.screen import type_text
from building.shops import make_shop
from shopcare.app.pages import page_specs
from shopcare.app.watch import Watch
from shopcare.domain.cases.case import Stage
from shopcare.domain.people.customer import Customer
from shopcare.services.calls.call_card import call_card
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.ui.frame.window import Window
from shopcare.ui.kit.context.page_context import PageContext

LATE = datetime(2026, 3, 5, 20, 20, tzinfo=ZoneInfo("Asia/Shanghai"))

THURSDAY, FRIDAY = date(2026, 3, 5), date(2026, 3, 6)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(LATE)


@pytest.fixture
def shop(tmp_path, clock) -> Iterator[Shop]:
    shop = make_shop(tmp_path, clock, screen_language="en")
    yield shop
    shop.close()


@pytest.fixture
def wang(shop) -> Customer:
    return add_customer(shop, "王小明", "13800138000")


@pytest.fixture
def context(qapp, theme, memory, shop, contexts) -> Iterator[PageContext]:
    yield contexts.open(shop, memory)
    contexts.close()


@pytest.fixture
def window(qtbot, context, wang) -> Window:
    window = Window(
        page_specs(context),
        write_queue=context.write_queue,
        find=lambda _text: [],
        remember=context.remember,
        shop_name="明亮眼镜",
    )
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def watch(context, window) -> Watch:
    return Watch(context, window)


def test_the_day_of_a_purchase_is_proposed_anew(window, watch, clock, wang) -> None:
    window.show_page("customers")
    page = window.current_page()
    page.open_record("customer", wang.id)
    page.side.view.purchases.open_form()
    form = page.side.view.purchases.form
    assert form.fact("sold_on") == THURSDAY
    clock.advance(hours=13)
    watch.look()
    assert form.fact("sold_on") == FRIDAY
    assert form.field("sold_on").beside.text() == "Friday · today"
    assert not form.is_changed()
    page.keep_draft()


def test_the_day_that_the_clerk_typed_stays_and_is_said_anew(window, watch, clock, wang) -> None:
    window.show_page("customers")
    page = window.current_page()
    page.open_record("customer", wang.id)
    page.side.view.purchases.open_form()
    form = page.side.view.purchases.form
    form.field("sold_on").setText("3.4")
    form.field("handed_over_on").setText("today")
    clock.advance(hours=13)
    watch.look()
    assert form.fact("sold_on") == date(2026, 3, 4)
    assert form.fact("handed_over_on") == THURSDAY
    assert form.field("handed_over_on").beside.text() == "Thursday · yesterday"
    form.left.emit()
    page.keep_draft()


def test_a_form_that_was_hidden_at_midnight_proposes_anew_when_shown(
    window, watch, clock, wang
) -> None:
    window.show_page("customers")
    page = window.current_page()
    page.open_record("customer", wang.id)
    page.side.view.purchases.open_form()
    window.show_page("today")
    clock.advance(hours=13)
    watch.look()
    window.show_page("customers")
    assert page.side.view.purchases.form.fact("sold_on") == FRIDAY
    page.keep_draft()


def test_the_promised_day_of_a_plan_is_proposed_anew(window, watch, clock, shop, wang) -> None:
    case = open_case(shop, wang.id, fault="镜腿断了")
    case = move_case(shop, case, Stage.CONFIRMED, Stage.DIAGNOSED)
    window.show_page("cases")
    page = window.current_page()
    page.open_record("case", case.id)
    page.card.open_step("move/agreed")
    form = page.card.forms.panel.form
    before = form.fact("promised_on")
    clock.advance(hours=13)
    watch.look()
    assert form.fact("promised_on") > before
    form.field("promised_on").setText("3.20")
    clock.advance(hours=24)
    watch.look()
    assert form.fact("promised_on") == date(2026, 3, 20)
    page.card.forms.panel.left.emit()


def test_the_times_to_call_again_are_proposed_anew(qtbot, window, watch, clock, shop, wang) -> None:
    clock.set(LATE - timedelta(days=5))
    call = hand_over(shop, wang.id, clock.now().date())
    clock.set(LATE - timedelta(hours=11))
    window.show_page("today")
    page = window.current_page()
    page.open_record("callback", call.id)
    page.side.card.area.open_strip("later")
    strip = page.side.card.area.strip()
    said = [button.text() for button in strip.proposal_buttons]
    assert said[0].startswith("today")
    clock.advance(hours=24)
    watch.look()
    assert [button.text() for button in strip.proposal_buttons] == said  # today is another day
    strip.when_edit.setFocus()
    type_text(qtbot, "tomorrow 10:30")
    meant = clock.now().date() + timedelta(days=1)
    clock.advance(hours=24)
    watch.look()
    assert strip.understood.text().startswith(f"{meant:%A} · today")
    with qtbot.waitSignal(page.undo_offered):
        strip.save_button.click()
    assert call_card(shop, call.id).row.callback.due_at.date() == meant
