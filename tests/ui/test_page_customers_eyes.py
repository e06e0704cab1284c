"""Eyes and measurements in the customer file, typed by keyboard in one pass (R-1, R-2, A-10)."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from building.records import add_wang
from building.screen import Contexts, focus_widget, press, show_page, type_text
from building.shops import NOW, make_shop
from shopcare.domain.people.customer import Customer
from shopcare.domain.people.prescription import EyeMeasure, PrescriptionDraft
from shopcare.services.people import measurements, prescriptions
from shopcare.services.people.customers import customer_file
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.ui.pages.customers.measured.measures import MeasureForm
from shopcare.ui.pages.customers.measured.prescription_form import PrescriptionForm
from shopcare.ui.pages.customers.page import CustomersPage
from shopcare.ui.pages.intake.customer_card import CustomerCard

KEY = Qt.Key
TODAY = NOW.date()


@pytest.fixture
def shop(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Shop]:
    shop = make_shop(tmp_path, SetClock(NOW), trade=getattr(request, "param", "optical"))
    yield shop
    shop.close()


def measured_before(shop: Shop, customer: Customer) -> None:
    eye = EyeMeasure(sphere=Decimal("-3.00"))
    for days_ago in (500, 300):
        draft = PrescriptionDraft(measured_on=TODAY - timedelta(days=days_ago), right=eye, left=eye)
        prescriptions.add_prescription(shop, customer.id, draft)


def page_with(qtbot: Any, contexts: Contexts, shop: Shop, customer: Customer) -> CustomersPage:
    context = contexts.open(shop)
    page = CustomersPage(context)
    show_page(qtbot, context, page)
    page.open_record("customer", customer.id)
    return page


def type_each(qtbot: Any, *texts: str) -> None:
    for text in texts:
        type_text(qtbot, text)
        press(qtbot, KEY.Key_Return)


def test_both_eyes_are_typed_in_one_pass_r1(qtbot: Any, contexts: Contexts, shop: Shop) -> None:
    wang = add_wang(shop)
    measured_before(shop, wang)
    page = page_with(qtbot, contexts, shop, wang)
    section = page.side.view.eyes
    qtbot.keyClick(page, KEY.Key_P, Qt.KeyboardModifier.AltModifier)
    form = section.form
    assert isinstance(form, PrescriptionForm)
    qtbot.waitUntil(form.left_line.edits["height"].isVisible)
    type_each(qtbot, "+325", "-50", "", "150", "1.0", "31", "", "")  # its axis left out
    type_each(qtbot, "-300", "", "150", "0.9", "31.5")  # no cylinder: no axis is asked for
    assert "Right eye: Sphere" in form.sign_notice.text()
    form.save_button.click()
    assert "axis" in form.problem_texts()["right"]
    assert focus_widget() is form.right_line.edits["axis"]
    type_each(qtbot, "175")
    form.right_line.go_to("sphere")
    type_each(qtbot, "-325")
    assert not form.sign_notice.isVisible()
    qtbot.keyClick(form, KEY.Key_T, Qt.KeyboardModifier.AltModifier)
    assert form.right_line.value().cylinder == Decimal("0.50")
    qtbot.keyClick(form, KEY.Key_T, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(page.undo_offered) as offered:
        form.save_button.click()
    [now, *_] = customer_file(shop, wang.id).prescriptions
    assert (now.right.sphere, now.right.cylinder, now.right.axis) == (
        Decimal("-3.25"), Decimal("-0.5"), 175,
    )  # fmt: skip
    assert (now.left.axis, now.left.pupil_distance, now.left.acuity) == (
        None, Decimal("31.5"), "0.9",
    )  # fmt: skip
    assert (now.measured_by, now.measured_at) == ("店长", "明亮眼镜")
    qtbot.waitUntil(lambda: section.comparison is not None and "·" in section.title())
    shown = section.comparison
    assert shown.cells["right.now.sphere"] == "≠ -3.25"
    assert shown.cells["left.now.sphere"] == "-3.00"
    assert len(shown.chart.right) == 3
    page.side.view.purchases.add_button.click()
    assert "-3.25/-0.50×175" in page.side.view.purchases.form.eyes_words.text()  # at sale
    card = CustomerCard(shop.today)
    qtbot.addWidget(card)
    card.show_file(customer_file(shop, wang.id))
    assert "-3.25/-0.50×175" in card.eyes_words.text()  # and at intake
    offered.args[1](shop)
    assert len(prescriptions.standing(customer_file(shop, wang.id).prescriptions)) == 2


def test_half_typed_eyes_wait_and_nonsense_is_told_r1(
    shop: Shop, qtbot: Any, contexts: Contexts
) -> None:
    wang, other = add_wang(shop), add_wang(shop)
    page = page_with(qtbot, contexts, shop, wang)
    section = page.side.view.eyes
    section.add_button.click()
    type_each(qtbot, "325")
    section.form.save_button.click()
    assert "-3.25" in section.form.problem_texts()["right"]
    page.open_record("customer", other.id)
    assert section.form is None
    assert any("prescription" in one.text() for one in page.unsaved.buttons.values())
    page.open_record("customer", wang.id)
    assert section.form.right_line.edits["sphere"].text() == "325"


@pytest.mark.parametrize("shop", ["clothing"], indirect=True)
def test_a_body_is_measured_as_the_policy_names_it_a10(
    shop: Shop, qtbot: Any, contexts: Contexts
) -> None:
    wang = add_wang(shop)
    page = page_with(qtbot, contexts, shop, wang)
    view = page.side.view
    assert view.eyes.isHidden()
    view.measures.add_button.click()
    form = view.measures.form
    assert isinstance(form, MeasureForm)
    form.field("values.chest").set_value("960")
    form.field("values.waist").set_value("82")
    form.save_button.click()
    qtbot.waitUntil(lambda: "values.chest" in form.problem_texts())
    form.field("values.chest").set_value("96")
    form.save_button.click()
    qtbot.waitUntil(lambda: view.measures.form is None)
    [one] = measurements.measurements_of(shop, wang.id)
    assert dict(one.values) == {"chest": "96", "waist": "82"}
    assert view.measures.title().endswith("1")
