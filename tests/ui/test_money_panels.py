"""The money of a case on its card, and the till at the day close, by keyboard (G-9, G-17, X-9)."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt

from building.records import READY, add_wang, move_case, open_case
from building.screen import Contexts, press, show_page, type_text
from building.shops import make_shop
from shopcare.domain.cases.case import Case, How
from shopcare.domain.cases.remake import RemakeCause
from shopcare.domain.payments.fee_lines import FeeKind
from shopcare.services.cases import cases
from shopcare.services.payments.till import till_of
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.ui.pages.cases.page import CasesPage
from shopcare.ui.pages.cases.step_bar import DEPOSIT, FEES, INVOICE, REMAKE, REVERSE
from shopcare.ui.pages.day_close.page import DayClosePage
from shopcare.ui.pages.day_close.parts import Part

NOW = datetime(2026, 3, 5, 10, 20, tzinfo=ZoneInfo("Asia/Shanghai"))
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = make_shop(tmp_path, SetClock(NOW))
    yield shop
    shop.close()


def read(shop: Shop, case: Case) -> cases.CaseFile:
    return cases.case_file(shop, case.id)


def test_the_money_of_a_case_from_its_lines_to_the_till(
    shop: Shop, qtbot: Any, contexts: Contexts
) -> None:
    case = open_case(shop, add_wang(shop).id)
    case = move_case(shop, case, *READY, promised_on=date(2026, 3, 9))
    context = contexts.open(shop)
    page = CasesPage(context)
    show_page(qtbot, context, page)
    page.open_record("case", case.id)
    card = page.card

    def open_step(key: str) -> Any:
        card.bar.choose(key)
        assert card.forms.panel is not None
        return card.forms.panel

    def saved(panel: Any) -> None:
        panel.save()
        qtbot.waitUntil(lambda: card.forms.panel is not panel)
        page.open_record("case", case.id)

    panel = open_step(FEES)
    assert panel.key == FEES
    press(qtbot, TAB, TAB)  # the agreed fee stands there as labour
    type_text(qtbot, "15")
    press(qtbot, TAB, TAB)  # the next line is for a part
    type_text(qtbot, "镜腿")
    press(qtbot, TAB)
    type_text(qtbot, "10")
    panel.save()
    qtbot.waitUntil(lambda: "how" in panel.form.problem_texts())
    panel.form.field("how").set_value(How.PHONE)
    with qtbot.waitSignal(page.undo_offered):
        saved(panel)
    lines = read(shop, case).case.fee_lines
    assert [(one.kind, one.amount_fen, one.words) for one in lines] == [
        (FeeKind.LABOUR, 1_500, ""), (FeeKind.PART, 1_000, "镜腿"),
    ]  # fmt: skip
    panel = open_step(DEPOSIT)
    type_text(qtbot, "5")
    saved(panel)
    panel = open_step(INVOICE)
    panel.form.field("invoice").set_value("2511")
    saved(panel)
    assert "¥5.00 paid ahead" in card.facts.grid.rows["fee"][1].text()
    assert "invoice 2511" in card.facts.grid.rows["fee"][1].text()
    panel = open_step(REVERSE)
    press(qtbot, TAB)
    type_text(qtbot, "记错了")
    saved(panel)
    assert read(shop, case).case.deposit_fen == 0
    panel = open_step(DEPOSIT)
    type_text(qtbot, "8")
    saved(panel)
    _hand_to_the_till(shop, qtbot, contexts)


def test_a_remake_is_noted_with_its_claim_sheet_r4(
    shop: Shop, qtbot: Any, contexts: Contexts
) -> None:
    case = open_case(shop, add_wang(shop).id)
    context = contexts.open(shop)
    page = CasesPage(context)
    show_page(qtbot, context, page)
    page.open_record("case", case.id)
    card = page.card
    assert "paper/claim_sheet" not in card.bar.choices()
    card.bar.choose(REMAKE)
    panel = card.forms.panel
    assert panel is not None
    panel.form.field("cause").set_value(RemakeCause.WORKSHOP)
    panel.form.field("ordered").set_value("右 -3.25")
    panel.save()
    qtbot.waitUntil(lambda: "wrong" in panel.form.problem_texts())
    panel.form.field("wrong").set_value("右片装反")
    with qtbot.waitSignal(page.undo_offered) as offered:
        panel.save()
    page.open_record("case", case.id)
    assert "右片装反" in card.facts.grid.rows["remake"][1].text()
    assert "paper/claim_sheet" in card.bar.choices()
    offered.args[1](shop)
    assert read(shop, case).case.remake is None


def _hand_to_the_till(shop: Shop, qtbot: Any, contexts: Contexts) -> None:
    context = contexts.open(shop)
    page = DayClosePage(context)
    show_page(qtbot, context, page)
    page.checklist.buttons[Part.TILL].click()
    assert not page.checklist.buttons[Part.TILL].is_ticked()
    area = page.side.till_area
    assert area.amount_edit.text() == "8.00"
    area.amount_edit.setText("7")
    area.hand_over_button.click()
    qtbot.waitUntil(lambda: area.amount_edit.text() == "1.00")
    area.focus_first()
    press(qtbot, ENTER)
    qtbot.waitUntil(page.checklist.buttons[Part.TILL].is_ticked)
    assert [row.left_fen for row in till_of(shop, shop.today())] == [0]
