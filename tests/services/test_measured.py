"""Prescriptions and measurements on file: entered, compared, undone, voided (R-1, R-2, A-10)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from building.records import add_customer, add_wang
from building.shops import NOW, make_shop
from shopcare.domain.calls.callback import CallbackState
from shopcare.domain.errors import Invalid, NotFound, Refusal
from shopcare.domain.ids import CustomerId, PrescriptionId
from shopcare.domain.people.consent import ConsentDraft, ConsentPurpose, ConsentWay
from shopcare.domain.people.customer import Customer
from shopcare.domain.people.measurement import MeasurementDraft
from shopcare.domain.people.prescription import Distance, EyeMeasure, PrescriptionDraft
from shopcare.services.people import consents, measurements, prescriptions
from shopcare.services.people.customers import customer_file
from shopcare.services.shop import Shop
from shopcare.services.upkeep.check import check
from shopcare.system.clock import SetClock

TODAY = NOW.date()


def eyes(sphere: str = "-3.25", **more: object) -> PrescriptionDraft:
    eye = EyeMeasure(sphere=Decimal(sphere))
    facts: dict[str, object] = {"measured_on": TODAY, "right": eye, "left": eye}
    return PrescriptionDraft(**facts | more)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    shop = make_shop(tmp_path_factory.mktemp("shop"), SetClock(NOW))
    yield shop
    assert all(one.is_fine for one in check(shop))
    shop.close()


@pytest.fixture
def wang(shop: Shop) -> Customer:
    return add_wang(shop)


def on_file(shop: Shop, customer: Customer) -> list[PrescriptionId]:
    found = customer_file(shop, customer.id).prescriptions
    return [one.id for one in prescriptions.standing(found)]


def test_a_prescription_is_entered_undone_voided_and_restored_w8_x9(
    shop: Shop, wang: Customer
) -> None:
    one = prescriptions.add_prescription(shop, wang.id, eyes()).prescription
    assert on_file(shop, wang) == [one.id]
    prescriptions.take_back_prescription(shop, one.id)
    assert on_file(shop, wang) == []
    prescriptions.restore_prescription(shop, one.id)
    prescriptions.void_prescription(shop, one.id, "左右眼写反")
    [voided] = customer_file(shop, wang.id).prescriptions
    assert voided.voided is not None
    assert voided.voided.reason == "左右眼写反"
    with pytest.raises(Refusal, match="voided_already"):
        prescriptions.void_prescription(shop, one.id, "又一次")
    prescriptions.restore_prescription(shop, one.id)
    with pytest.raises(Refusal, match="nothing_to_undo"):
        prescriptions.restore_prescription(shop, one.id)
    assert on_file(shop, wang) == [one.id]


def test_what_is_compared_is_alike_and_earlier_r2(shop: Shop, wang: Customer) -> None:
    def add(days_ago: int, sphere: str, **more: object) -> prescriptions.Measured:
        draft = eyes(sphere, measured_on=TODAY - timedelta(days=days_ago), **more)
        return prescriptions.add_prescription(shop, wang.id, draft)

    first = add(400, "-3.00").prescription
    near = add(200, "-1.00", distance=Distance.NEAR).prescription
    slip = add(100, "+3.25")
    assert slip.signs == ("right.sphere", "left.sphere")
    prescriptions.void_prescription(shop, slip.prescription.id, "正负写反")
    now = add(0, "-3.25")
    assert now.signs == ()
    found = prescriptions.prescriptions_of(shop, wang.id)
    before = prescriptions.before(now.prescription, found)
    assert before is not None
    assert before.id == first.id
    assert prescriptions.before(near, found) is None
    lenses = replace(eyes(), contact_lenses=True)
    assert prescriptions.valid_until(shop, now.prescription) == TODAY.replace(year=2027)
    assert prescriptions.valid_until(shop, lenses) == TODAY.replace(month=9)


def test_a_check_up_counts_from_the_last_measurement_that_stands_r3(shop: Shop) -> None:
    agrees = add_customer(shop, "孙同意", "13700137000")
    agreed = ConsentDraft(purpose=ConsentPurpose.CARE_CALLS, on=TODAY, way=ConsentWay.SIGNATURE)
    consents.give(shop, agrees.id, agreed)

    def due() -> list[date]:
        calls = customer_file(shop, agrees.id).callbacks
        return [call.rule_on for call in calls if call.state is CallbackState.OPEN]

    assert due() == []
    earlier = eyes(measured_on=TODAY - timedelta(days=100))
    prescriptions.add_prescription(shop, agrees.id, earlier)
    [first] = due()
    now = prescriptions.add_prescription(shop, agrees.id, eyes()).prescription
    [later] = due()
    assert later > first
    prescriptions.take_back_prescription(shop, now.id)
    assert due() == [first]


def test_what_is_asked_for_is_not_left_out_r1(shop: Shop, wang: Customer) -> None:
    eye = EyeMeasure(sphere=Decimal(-1), cylinder=Decimal("-0.5"))
    with pytest.raises(Invalid, match="axis_needed"):
        prescriptions.add_prescription(shop, wang.id, eyes(right=eye))
    with pytest.raises(NotFound):
        prescriptions.add_prescription(shop, CustomerId(999), eyes())
    assert on_file(shop, wang) == []


def test_a_measurement_is_entered_undone_voided_and_restored_a10(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    shop = make_shop(tmp_path_factory.mktemp("suits"), SetClock(NOW), trade="clothing")
    wang = add_wang(shop)
    draft = MeasurementDraft(measured_on=TODAY, values=(("chest", "96"),), measured_by="小陈")
    one = measurements.add_measurement(shop, wang.id, draft).measurement

    def kept() -> list[int]:
        found = measurements.measurements_of(shop, wang.id)
        return [each.id for each in found if each.voided is None]

    assert kept() == [one.id]
    measurements.take_back_measurement(shop, one.id)
    assert kept() == []
    measurements.restore_measurement(shop, one.id)
    measurements.void_measurement(shop, one.id, "量错了人")
    assert kept() == []
    measurements.restore_measurement(shop, one.id)
    [read] = customer_file(shop, wang.id).measurements
    assert (read.value("chest"), read.measured_by, read.voided) == ("96", "小陈", None)
    assert all(each.is_fine for each in check(shop))
    shop.close()
