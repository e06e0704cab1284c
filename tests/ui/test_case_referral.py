"""Passing a case on and recording the answer on its card (G-13, A-11)."""

from collections.abc import Iterator

import pytest

from building.records import add_customer, open_case
from building.screen import show_page
from building.shops import MANAGER, NOW, make_shop
from shopcare.domain.cases.referral import ReferralKind, Responsible
from shopcare.domain.money import Fen
from shopcare.services.contact import referrals
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.ui.pages.cases.page import CasesPage
from shopcare.ui.pages.cases.step_bar import REFER, REFER_ANSWER


@pytest.fixture
def shop(tmp_path) -> Iterator[Shop]:
    shop = make_shop(tmp_path, SetClock(NOW), staff=[MANAGER])
    yield shop
    shop.close()


def test_feedback_is_passed_on_answered_and_undone_a11_g13(
    qtbot, theme, memory, contexts, shop
) -> None:
    case = open_case(shop, add_customer(shop).id)
    page = CasesPage(contexts.open(shop, memory))
    show_page(qtbot, contexts[-1], page, (1278, 690))
    qtbot.waitUntil(page.records.table.hasFocus)
    offered: list[tuple[str, object]] = []
    page.undo_offered.connect(lambda words, undo: offered.append((words, undo)))
    bar, forms = page.card.bar, page.card.forms
    assert REFER_ANSWER not in bar.choices()
    bar.choose(REFER)
    form = forms.panel.form
    assert not form.form_row("responsible").isVisible()
    form.field("kind").set_value(ReferralKind.FEEDBACK)
    assert form.form_row("responsible").isVisible()
    form.field("responsible").set_value(Responsible.MAKER)
    form.field("question").setText("这批镜腿都断")
    forms.panel.save()
    qtbot.waitUntil(lambda: REFER_ANSWER in bar.choices())
    [one] = referrals.of_case(shop, case.id)
    assert (one.kind, one.responsible) == (ReferralKind.FEEDBACK, Responsible.MAKER)
    bar.choose(REFER_ANSWER)
    form = forms.panel.form
    form.field("text").setText("厂家换新")
    form.field("compensation_fen").setText("50")
    forms.panel.save()
    qtbot.waitUntil(lambda: REFER_ANSWER not in bar.choices())
    [one] = referrals.of_case(shop, case.id)
    assert one.answer is not None
    assert one.answer.compensation_fen == Fen(5000)
    assert [words for words, _ in offered] == [
        "Forwarded: The maker: quality",
        "The answer is saved.",
    ]
    offered[-1][1](shop)  # type: ignore[operator]
    assert referrals.of_case(shop, case.id)[0].is_open
    contexts.close()
