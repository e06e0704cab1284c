"""The Registers page by keyboard: a suggestion to its reward, a recall, a reaction's paper."""

from collections.abc import Iterator

import pytest

from building.records import add_customer, open_case
from building.screen import show_page
from building.shops import MANAGER, NOW, make_shop
from shopcare.domain.cases.case import CaseKind, Channel
from shopcare.domain.feedback.authority import AuthorityDraft
from shopcare.domain.feedback.reaction import ReactionDraft, Symptom
from shopcare.domain.feedback.suggestion import SuggestionOutcome
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft
from shopcare.services.contact import recalls, suggestions
from shopcare.services.purchases.purchases import add_purchase as record_purchase
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.ui.kit.fields.choice_fields import ChoiceLine
from shopcare.ui.kit.fields.text_fields import LineEdit, TextArea
from shopcare.ui.pages.registers.entry_card import CaseEntryCard
from shopcare.ui.pages.registers.page import RegistersPage
from shopcare.ui.pages.registers.recall_card import NewRecallCard, RecallCard
from shopcare.ui.pages.registers.suggestion_card import SuggestionCard


@pytest.fixture
def shop(tmp_path) -> Iterator[Shop]:
    shop = make_shop(tmp_path, SetClock(NOW), staff=[MANAGER])
    yield shop
    shop.close()


def press(qtbot, page: RegistersPage) -> None:
    action = page.main_action
    assert action is not None
    qtbot.waitUntil(action.isVisible)
    page.press_main_action()


def test_the_registers_from_a_suggestion_to_a_recalled_batch_g12_b6_l9(
    qtbot, theme, memory, contexts, shop
) -> None:
    wang = add_customer(shop, "王小明", "13800138000")
    lines = (PurchaseLineDraft(product="日抛", lot="L77"),)
    record_purchase(shop, PurchaseDraft(customer_id=wang.id, sold_on=shop.today(), lines=lines))
    case = open_case(
        shop,
        wang.id,
        CaseKind.COMPLAINT,
        channel=Channel.AUTHORITY,
        authority=AuthorityDraft(number="0371"),
        reaction=ReactionDraft(symptoms=(Symptom.RED_EYE,), lot="L77"),
    )
    page = RegistersPage(contexts.open(shop, memory))
    show_page(qtbot, contexts[-1], page, (1278, 690))
    offered: list[tuple[str, object]] = []
    opened: list[tuple[str, int]] = []
    page.undo_offered.connect(lambda words, undo: offered.append((words, undo)))
    page.open_requested.connect(lambda kind, record_id: opened.append((kind, record_id)))
    assert [row.key.partition("/")[0] for row in page.rows.rows()] == ["authority", "reaction"]

    page.new_button.click()
    assert isinstance(page.card, SuggestionCard)
    assert page.card.form is not None
    press(qtbot, page)
    assert page.card.form.problem_texts() == {"what": "Please write down what is suggested."}
    page.card.form.field("what", TextArea).setPlainText("送小瓶护理液")
    press(qtbot, page)
    qtbot.waitUntil(lambda: len(page.rows.rows()) == 3)
    [one] = suggestions.register(shop)
    assert isinstance(page.card, SuggestionCard)
    assert page.card.one == one
    settling = page.card.settle_form
    assert settling is not None
    settling.field("outcome", ChoiceLine).set_value(SuggestionOutcome.TAKEN_UP)
    assert settling.form_row("reward").isHidden(), "nobody is named who could be rewarded"
    page.card.settle_button.click()
    qtbot.waitUntil(lambda: len(offered) == 2)
    assert suggestions.register(shop)[0].outcome is SuggestionOutcome.TAKEN_UP
    offered[-1][1](shop)  # type: ignore[operator]
    assert suggestions.register(shop)[0].is_open

    page.rows.select_key(f"reaction/{1}")
    assert isinstance(page.card, CaseEntryCard)
    press(qtbot, page)
    assert opened == [("case", case.id)]
    page.card.batch_button.click()
    assert isinstance(page.card, NewRecallCard)
    assert [buyer.customer.id for buyer in page.card.buyers.rows()] == [wang.id]
    page.card.form.field("reason", LineEdit).setText("红眼")
    press(qtbot, page)
    qtbot.waitUntil(lambda: isinstance(page.card, RecallCard))
    [file] = recalls.register(shop)
    assert (file.recall.lot, file.recall.case_id) == ("L77", case.id)
    assert isinstance(page.card, RecallCard)
    page.card.start()
    page.card.buyers.row_activated.emit(page.card.buyers.current_row())
    call = file.buyers[0].call
    assert call is not None
    assert opened[-1] == ("callback", call.id)
    page.card.end_button.click()
    qtbot.waitUntil(lambda: not recalls.register(shop)[0].recall.is_open)
    contexts.close()
