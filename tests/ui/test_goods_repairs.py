"""Where goods are repaired and a released part, on the card by keyboard (A-9, A-12)."""

from PySide6.QtCore import Qt

from building.records import add_wang, open_case
from building.screen import press, show_page, type_text
from building.shops import NOW, make_shop
from shopcare.domain.goods.repair_trip import RepairPlace
from shopcare.services.cases.cases import case_file
from shopcare.system.clock import SetClock
from shopcare.ui.pages.cases.page import CasesPage


def test_the_place_of_the_repair_and_a_released_part_are_recorded(
    qtbot, tmp_path, memory, theme, contexts
) -> None:
    shop = make_shop(tmp_path, SetClock(NOW))
    case = open_case(shop, add_wang(shop).id)
    context = contexts.open(shop, memory)
    page = CasesPage(context)
    show_page(qtbot, context, page, (1230, 640))
    page.open_record("case", case.id)
    page.card.bar.choose("goods/repair_place")
    panel = page.card.forms.panel
    qtbot.waitUntil(panel.isVisible)
    panel.form.field("place").buttons[3].click()
    panel.form.field("sent_number").setFocus()
    type_text(qtbot, "SF1")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(case_file(shop, case.id).trips))
    [trip] = case_file(shop, case.id).trips
    assert (trip.place, trip.sent_number) == (RepairPlace.MAKER, "SF1")
    qtbot.waitUntil(page.card.repairs.isVisible)
    qtbot.waitUntil(lambda: page.card.forms.panel is None)
    page.card.bar.choose("goods/release")
    panel = page.card.forms.panel
    qtbot.waitUntil(panel.isVisible)
    panel.start()
    type_text(qtbot, "left temple")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(case_file(shop, case.id).releases) == 1)
    qtbot.waitUntil(lambda: "left temple (店长)" in page.card.repairs.words.text())
    contexts.close()
    shop.close()
