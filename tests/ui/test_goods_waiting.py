"""Goods that nobody collects, in the list and on the card (X-3)."""

from datetime import timedelta

from PySide6.QtCore import Qt

from building.records import READY, add_wang, move_case, open_case
from building.screen import press, show_page
from building.shops import NOW, make_shop
from shopcare.services.cases.cases import tell_ready
from shopcare.services.goods.uncollected import uncollected
from shopcare.system.clock import SetClock
from shopcare.ui.pages.cases.filters import Group
from shopcare.ui.pages.cases.page import CasesPage


def test_a_notice_is_found_by_age_and_recorded_by_keyboard_x3(
    qtbot, tmp_path, memory, theme, contexts
) -> None:
    clock = SetClock(NOW)
    shop = make_shop(tmp_path, clock)
    case = move_case(shop, open_case(shop, add_wang(shop).id), *READY)
    tell_ready(shop, case.id)
    clock.set(NOW + timedelta(days=16))
    context = contexts.open(shop, memory)
    page = CasesPage(context)
    show_page(qtbot, context, page, (1230, 640))
    filters, model = page.filters, page.records.model
    filters.group_buttons[Group.READY].click()
    filters.stage_box.setCurrentIndex(filters.stage_box.findText("Not collected for 15 days"))
    qtbot.waitUntil(lambda: list(model.ids()) == [case.id])
    due = next(column for column in model.columns if column.key == "due")
    qtbot.waitUntil(lambda: model.row_at(0) is not None)
    assert due.text(model.row_at(0)) == "16 days here"
    page.open_record("case", case.id)
    qtbot.waitUntil(page.card.head.waits_chip.isVisible)
    page.card.bar.choose("goods/notice")
    panel = page.card.forms.panel
    qtbot.waitUntil(panel.isVisible)
    panel.start()
    press(qtbot, Qt.Key.Key_Space, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: uncollected(shop)[0].due_step is None)
    qtbot.waitUntil(lambda: not page.card.head.waits_chip.isVisible())
    filters.stage_box.setCurrentIndex(filters.stage_box.findText("Not collected for 30 days"))
    qtbot.waitUntil(lambda: list(model.ids()) == [])
    contexts.close()
    shop.close()
