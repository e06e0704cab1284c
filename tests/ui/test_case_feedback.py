"""On the card: through 12315 with reply and pack, a reaction with its report, a suggestion."""

from collections.abc import Iterator

import pytest

from building.moments import day
from building.records import add_customer, open_case
from building.screen import show_page
from building.shops import MANAGER, NOW, make_shop
from shopcare.domain.feedback.reaction import Advice, Symptom
from shopcare.services.contact import suggestions
from shopcare.services.feedback import authorities, reactions
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.ui.kit.fields.choice_fields import TicksField
from shopcare.ui.pages.cases.feedback import (
    AUTHORITY,
    AUTHORITY_REPLY,
    REACTION,
    REACTION_REPORT,
    SUGGEST,
)
from shopcare.ui.pages.cases.page import CasesPage


@pytest.fixture
def shop(tmp_path) -> Iterator[Shop]:
    shop = make_shop(tmp_path, SetClock(NOW), staff=[MANAGER])
    yield shop
    shop.close()


def test_what_a_customer_brings_back_is_noted_on_the_card_l6_l9_g12(
    qtbot, theme, memory, contexts, shop
) -> None:
    case = open_case(shop, add_customer(shop).id)
    page = CasesPage(contexts.open(shop, memory))
    show_page(qtbot, contexts[-1], page, (1278, 690))
    qtbot.waitUntil(page.records.table.hasFocus)
    offered: list[tuple[str, object]] = []
    page.undo_offered.connect(lambda words, undo: offered.append((words, undo)))
    bar, forms = page.card.bar, page.card.forms
    assert "paper/evidence_pack" not in bar.choices()

    bar.choose(AUTHORITY)
    forms.panel.form.field("number").setText("0371")
    forms.panel.form.field("reply_until").setText("2026-03-09")
    forms.panel.save()
    qtbot.waitUntil(lambda: AUTHORITY_REPLY in bar.choices())
    assert "paper/evidence_pack" in bar.choices()
    found = authorities.of_case(shop, case.id)
    assert found is not None
    assert (found.number, found.reply_until) == ("0371", day("2026-03-09"))
    bar.choose(AUTHORITY_REPLY)
    forms.panel.form.field("text").setText("已退款")
    forms.panel.save()
    qtbot.waitUntil(lambda: AUTHORITY_REPLY not in bar.choices())

    bar.choose(REACTION)
    form = forms.panel.form
    form.field("symptoms", TicksField).boxes[Symptom.RASH].setChecked(True)
    form.field("advice", TicksField).boxes[Advice.STOP_USING].setChecked(True)
    forms.panel.save()
    qtbot.waitUntil(lambda: REACTION_REPORT in bar.choices())
    reaction = reactions.of_case(shop, case.id)
    assert reaction is not None
    assert reaction.symptoms == (Symptom.RASH,)
    assert "Tell the manager" in page.card.facts.reaction_notice.text()
    bar.choose(REACTION_REPORT)
    forms.panel.save()
    qtbot.waitUntil(lambda: REACTION_REPORT not in bar.choices())

    bar.choose(SUGGEST)
    forms.panel.form.field("what").setText("送小瓶护理液")
    forms.panel.save()
    qtbot.waitUntil(lambda: bool(suggestions.of_case(shop, case.id)))
    qtbot.waitUntil(lambda: len(offered) == 5)
    offered[-1][1](shop)  # type: ignore[operator]
    assert suggestions.of_case(shop, case.id) == []
    contexts.close()
