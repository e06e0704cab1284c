"""A person's rights in the customer's file, and the periods in the settings (L-7, L-8)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from building.records import add_customer, add_wang, open_case
from building.screen import Contexts, FakeDialogs, Memory, show_page
from building.shops import NOW, make_shop
from shopcare.app.window import Counter
from shopcare.domain.cases.case import Stage
from shopcare.domain.cases.case_steps import MoveFacts
from shopcare.domain.errors import Refusal
from shopcare.domain.shop.backups import BackupReason
from shopcare.services import drafts
from shopcare.services.cases.moves import move_case
from shopcare.services.people import customers
from shopcare.services.privacy import erasing
from shopcare.services.search import search
from shopcare.services.shop import Shop
from shopcare.services.upkeep.backups import all_backups, back_up
from shopcare.services.upkeep.erased_people import still_held
from shopcare.services.upkeep.upkeep import keep_in_order
from shopcare.system.clock import SetClock
from shopcare.ui.pages.customers.page import CustomersPage
from shopcare.ui.pages.intake.page import IntakePage
from shopcare.ui.pages.settings.page import SettingsPage
from shopcare.ui.pages.settings.privacy_section import PrivacySection
from shopcare.ui.pages.settings.sections import Subject


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = make_shop(tmp_path, SetClock(NOW))
    yield shop
    shop.close()


def test_a_person_is_exported_and_erased_from_the_file_l8(
    shop: Shop, qtbot: Any, contexts: Contexts, tmp_path: Path
) -> None:
    wang = add_wang(shop)
    case = open_case(shop, wang.id)
    written = tmp_path / "wang.json"
    context = contexts.open(shop, dialogs=FakeDialogs(written))
    page = CustomersPage(context)
    show_page(qtbot, context, page)
    page.open_record("customer", wang.id)
    part = page.side.view.personal_data
    with qtbot.waitSignal(page.message):
        part.export_button.click()
    told = json.loads(written.read_text("utf-8"))
    assert told["customer"]["name"] == wang.name and told["log"][0]["said"]["name"] == wang.name
    part.copy_button.click()
    qtbot.waitUntil(lambda: part.papers.preview is not None, timeout=10_000)
    part.papers.preview.close()
    part.erase_button.click()
    qtbot.waitUntil(lambda: part.form is not None)
    assert not part.form.erase_button.isEnabled(), "a case is open"
    part.form.leave_button.click()
    move_case(shop, case.id, Stage.CANCELLED, MoveFacts(reason="不修了"))
    part.erase_button.click()
    qtbot.waitUntil(lambda: part.form is not None and part.form.erase_button.isEnabled())
    part.form.erase_button.click()
    assert "name" in part.form.problem_texts(), "the name is to be typed once more"
    part.form.field("name").set_value(wang.name)
    part.form.erase_button.click()
    qtbot.waitUntil(lambda: part.form is None, timeout=10_000)
    with pytest.raises(Refusal, match="customer_erased"):
        customers.customer(shop, wang.id)
    assert search.find(shop, wang.name) == []
    assert erasing.is_wipe_due(shop)
    while keep_in_order(shop, bool):
        pass
    assert not erasing.is_wipe_due(shop), "in an idle moment it is gone from the disk"


def test_periods_are_set_and_who_is_past_them_is_listed_l8(
    shop: Shop, qtbot: Any, contexts: Contexts
) -> None:
    add_customer(shop, "旧客", "13500000001")
    shop.clock.set(NOW.replace(year=NOW.year + 6))  # type: ignore[attr-defined]
    context = contexts.open(shop)
    page = SettingsPage(context)
    show_page(qtbot, context, page)
    page.list.choose(Subject.PRIVACY)
    section = page.list.section(Subject.PRIVACY)
    assert isinstance(section, PrivacySection)
    view = section.outdated
    qtbot.waitUntil(lambda: len(view.rows.rows()) == 1, timeout=10_000)
    view.rows.select_first()
    assert view.open_button.isEnabled() and not view.erase_button.isEnabled()
    with qtbot.waitSignal(page.open_requested) as opened:
        view.open_button.click()
    assert opened.args[0] == "customer"
    section.field("keep_customers_years").set_value("10")
    page.save_button.click()
    qtbot.waitUntil(view.empty.isVisible, timeout=10_000)
    shop.refresh()
    assert shop.settings.keep_customers_years == 10


def test_outdated_records_are_proposed_until_a_manager_has_been_through_l8(
    shop: Shop, qtbot: Any, contexts: Contexts
) -> None:
    from shopcare.app.watch import Watch
    from shopcare.services.privacy.retention import note_review
    from shopcare.ui.frame.window import Window
    from shopcare.ui.kit.navigation import Page, PageSpec

    add_customer(shop, "旧客", "13500000001")
    shop.clock.set(NOW.replace(year=NOW.year + 6))  # type: ignore[attr-defined]
    context = contexts.open(shop)
    window = Window(
        [PageSpec(key="one", title="One", sign="phone", factory=lambda: Page("One"))],
        write_queue=context.write_queue, find=lambda _: [], remember=Memory(), shop_name="",
    )  # fmt: skip
    qtbot.addWidget(window)
    line = window.status_line
    watch = Watch(context, window)
    watch.look_at_periods()
    qtbot.waitUntil(lambda: "Outdated" in line.slot_text("retention"), timeout=10_000)
    context.write_queue.submit(window, note_review)
    qtbot.waitUntil(lambda: line.slot_text("retention") == "", timeout=10_000)


def test_what_was_half_typed_about_an_erased_person_is_not_kept_again_l8(
    shop: Shop, qtbot: Any, tmp_path: Path
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    wang = add_wang(shop)
    counter = Counter(app, shop, tmp_path, app.property("theme"))
    window = counter.window
    window.show()
    try:
        window.show_page("intake")
        intake = window.page("intake")
        assert isinstance(intake, IntakePage)
        intake.form.restore({**intake.form.typed(), "fault": f"{wang.name}的镜腿松了"})
        intake.keep_draft()
        back_up(shop, BackupReason.BY_HAND)
        window.show_page("customers")
        page = window.page("customers")
        assert isinstance(page, CustomersPage)
        page.open_record("customer", wang.id)
        part = page.side.view.personal_data
        part.erase_button.click()
        qtbot.waitUntil(lambda: part.form is not None, timeout=10_000)
        assert part.form is not None
        assert drafts.kept(shop, drafts.Form.INTAKE)
        part.form.field("name").set_value(wang.name)
        part.form.field("backups").set_value(True)
        part.form.erase_button.click()
        qtbot.waitUntil(lambda: not intake.form.is_changed(), timeout=10_000)
        intake.form.restore({**intake.form.typed(), "fault": "另一位"})
        intake.keep_draft()
        qtbot.waitUntil(lambda: "另一位" in str(drafts.kept(shop, drafts.Form.INTAKE)))
        assert wang.name not in str(drafts.kept(shop, drafts.Form.INTAKE))
        qtbot.waitUntil(lambda: [one.name.reason for one in all_backups(shop)]
                        == [BackupReason.ERASURE], timeout=20_000)  # fmt: skip
        assert still_held(shop).backups == ()
    finally:
        window.close()
