"""People at a clothing counter: who handles it, who answers, who they are; by keyboard."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from building.counter_day import (
    DOWN,
    ENTER,
    KEY,
    RIGHT,
    SPACE,
    TAB,
    Day,
    choose,
    choose_from_menu,
    move,
    open_case_page,
    open_day,
    receive,
    take_step,
)
from building.records import add_customer
from building.shops import NOW, hire
from shopcare.domain.cases.case import Ending, How, Stage
from shopcare.domain.cases.referral import ReferralKind, Responsible
from shopcare.domain.feedback.suggestion import SuggestionOutcome
from shopcare.domain.ids import StaffId
from shopcare.domain.people.customer import Customer
from shopcare.domain.people.duty import AbsenceDraft
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft
from shopcare.services.contact import recalls, referrals, suggestions
from shopcare.services.feedback import authorities
from shopcare.services.people.customers import customer_ids
from shopcare.services.purchases.purchases import add_purchase
from shopcare.services.setup.duty import note_absence
from shopcare.services.shop import Shop
from shopcare.ui.pages.cases.feedback import AUTHORITY, AUTHORITY_REPLY, SUGGEST
from shopcare.ui.pages.cases.step_bar import (
    REFER,
    REFER_ANSWER,
)
from shopcare.ui.pages.customers.page import CustomersPage
from shopcare.ui.pages.registers.page import RegistersPage
from shopcare.ui.pages.today.page import TodayPage


def sell_a_suit(shop: Shop, customer: Customer) -> None:
    """Have a suit sold by a clerk who is away today, and whose work another one does (G-19)."""
    hire(shop, "XC", "小陈")
    hire(shop, "XL", "小林")
    today = NOW.date()
    line = PurchaseLineDraft(product="西装", category="suit", lot="L77")
    sale = PurchaseDraft(customer_id=customer.id, sold_on=today, seller="小陈", lines=(line,))
    add_purchase(shop, sale)
    note_absence(
        shop,
        AbsenceDraft(staff_id=StaffId(2), from_on=today, until_on=today, substitute_id=StaffId(3)),
    )


@pytest.fixture
def day(qtbot: Any, tmp_path: Path) -> Iterator[Day]:
    with open_day(qtbot, tmp_path, "clothing", sell_a_suit) as opened:
        yield opened


def test_people_at_a_clothing_counter(day: Day) -> None:
    receive(day, "", "面料起球")
    assert day.case().handler_id == StaffId(3), "the substitute of who sold it"
    reassign(day, StaffId(1))
    pass_on(day, "能免费换吗", choose("kind", ReferralKind.ESCALATION))
    pass_on(day, "这批都起球", choose("kind", ReferralKind.FEEDBACK),
            choose("responsible", Responsible.MAKER))  # fmt: skip
    answer_the_authority(day)
    take_a_suggestion_up(day)
    recall_the_batch(day)
    merge_two_records(day)
    plan_a_call(day)
    end_without_the_work(day)


def reassign(day: Day, to: StaffId) -> None:
    def put_into_hands() -> None:
        button = open_case_page(day).card.facts.handled_by.button
        choose_from_menu(day, button, int(to))
        day.go_on()

    day.twice(put_into_hands, lambda: day.case().handler_id == to)


def pass_on(day: Day, question: str, *choices: Callable[[Any], None]) -> None:
    """Put a question to somebody, and record what came back (G-13, A-11)."""

    def ask(panel: Any) -> None:
        for one in choices:
            one(panel)
        panel.form.field("question").setFocus()
        day.keys(question)

    def reply(panel: Any) -> None:
        panel.form.field("text").setFocus()
        day.keys("可以换")

    def asked() -> list[bool]:
        found = referrals.of_case(day.shop, day.case().id)
        return [one.is_open for one in found if one.question == question]

    day.twice(lambda: take_step(day, REFER, ask), lambda: asked() == [True])
    day.twice(lambda: take_step(day, REFER_ANSWER, reply), lambda: asked() == [False])


def answer_the_authority(day: Day) -> None:
    """Note the number of 12315 and until when to reply, and the reply (L-6)."""

    def number(panel: Any) -> None:
        panel.form.field("number").setFocus()
        day.keys("0371", TAB, "2026-03-09")

    def noted() -> bool:
        found = authorities.of_case(day.shop, day.case().id)
        return found is not None and found.number == "0371"

    def replied() -> bool:
        found = authorities.of_case(day.shop, day.case().id)
        return found is not None and found.is_answered

    day.twice(lambda: take_step(day, AUTHORITY, number), noted)
    day.twice(lambda: take_step(day, AUTHORITY_REPLY, lambda _panel: day.keys("已退款")), replied)


def take_a_suggestion_up(day: Day) -> None:
    """Write a suggestion down with its owner and day, and settle it in the register (G-12)."""

    def suggest(panel: Any) -> None:
        day.keys("送除球器", TAB, "采购", TAB, DOWN, TAB, "2026-03-20")

    def settle() -> None:
        page = day.page(KEY.Key_F9, RegistersPage)
        [one] = suggestions.register(day.shop)
        page.open_record("suggestion", one.id)
        page.card.settle_form.field("outcome").set_value(SuggestionOutcome.TAKEN_UP)
        page.card.settle_button.setFocus()
        day.keys(SPACE)

    day.twice(
        lambda: take_step(day, SUGGEST, suggest),
        lambda: [
            (one.owner_id, one.due_on is not None) for one in suggestions.register(day.shop)
        ] == [(1, True)],
    )  # fmt: skip
    day.twice(settle, lambda: not suggestions.register(day.shop)[0].is_open)


def recall_the_batch(day: Day) -> None:
    """Call everybody who bought a batch (L-9)."""

    def recall() -> None:
        page = day.page(KEY.Key_F9, RegistersPage)
        page.recall_button.setFocus()
        day.keys(SPACE)
        day.until(page.card.isVisible)
        day.keys("L77", TAB, TAB, "起球")
        day.save()

    day.twice(recall, lambda: [one.recall.lot for one in recalls.register(day.shop)] == ["L77"])


def merge_two_records(day: Day) -> None:
    """Make one of two records of a person, with the name of the other one (W-2)."""
    other = add_customer(day.shop, "王晓明", "13800138000", address="文三路 9 号")

    def merge() -> None:
        page = day.page(KEY.Key_F5, CustomersPage)
        page.twice_button.setFocus()
        day.keys(SPACE)
        day.until(lambda: page.side.twice is not None and page.side.twice.pairs.rows != [])
        day.until(page.side.twice.table.hasFocus)
        day.keys(ENTER)
        kept, taken = page.side.twice.comparison.buttons["name"].values()
        day.until(lambda: taken.x() > kept.x())  # it is laid out
        day.keys(RIGHT)
        assert taken.isChecked()
        day.save()

    def merged() -> bool:
        return len(set(customer_ids(day.shop)) & {day.customer.id, other.id}) == 1

    day.twice(merge, merged)
    assert len(day.file().cases) == 1
    assert day.file().customer.name == "王晓明"


def plan_a_call(day: Day) -> None:
    """Plan a call by hand, see it among today's, and take it off again (W-10)."""
    page = day.page(KEY.Key_F5, CustomersPage)
    page.open_record("customer", day.customer.id)
    section = page.side.view.calls
    section.plan_button.setFocus()
    day.keys(SPACE)
    day.until(section.entry_form.isVisible)
    day.keys("问起球", TAB, "2026-03-05 15:00")
    section.entry_form.save_button.setFocus()
    day.keys(SPACE)

    def planned() -> list[bool]:
        calls = day.file().callbacks
        return [call.voided is None for call in calls if call.reason == "问起球"]

    def take_off() -> None:
        day.page(KEY.Key_F5, CustomersPage)
        [entry] = (one for one in section.open_calls if "问起球" in one.why_words.text())
        entry.void_button.setFocus()
        day.keys(SPACE, "记错", ENTER)

    day.until(lambda: planned() == [True])
    today = day.page(KEY.Key_F2, TodayPage)
    assert "问起球" in {row.callback.reason for row in today.calls.due_rows()}
    day.twice(take_off, lambda: planned() == [False])


def end_without_the_work(day: Day) -> None:
    """Hand the suit back unrepaired; it was not worth repairing, says a second look (W-4)."""

    def end(ending: Ending) -> None:
        move(day, Stage.CLOSED, choose("ending", ending))
        assert day.case().ending is ending

    move(day, Stage.CONFIRMED, choose("how", How.IN_PERSON))
    move(day, Stage.DIAGNOSED, choose("reason", "面料老化"))
    day.twice(lambda: end(Ending.UNREPAIRED), lambda: day.case().stage is Stage.CLOSED)
    day.undo()
    end(Ending.NOT_WORTH)
