"""What was voided can be put back for 30 days from one list (X-9)."""

from decimal import Decimal

import pytest

from building.counter import Counter
from shopcare.domain.errors import NotFound
from shopcare.domain.payments.gift import GiftDraft, GiftKind
from shopcare.domain.people.prescription import EyeMeasure, PrescriptionDraft
from shopcare.services.cases.corrections import void_case
from shopcare.services.payments.gifts import gifts_of, give, void_gift
from shopcare.services.people.prescriptions import (
    add_prescription,
    prescriptions_of,
    void_prescription,
)
from shopcare.services.purchases.purchases import void_purchase
from shopcare.services.reports.bin import bin_contents, put_back
from shopcare.storage import purchases
from shopcare.storage.cases import cases


def test_voided_entries_are_listed_and_put_back_x9(counter: Counter) -> None:
    person = counter.person("王")
    case = counter.case(person)
    sale = counter.sale(person, "frame_glasses").purchase
    void_case(counter.shop, case.id, "双份")
    counter.clock.advance(minutes=1)
    void_purchase(counter.shop, sale.id, "录错")
    found = bin_contents(counter.shop)
    assert [(one.kind, one.id, one.reason) for one in found] == [
        ("purchase", sale.id, "录错"),
        ("case", case.id, "双份"),
    ]
    assert {one.customer for one in found} == {"王"}
    put_back(counter.shop, "purchase", sale.id)
    put_back(counter.shop, "case", case.id)
    assert bin_contents(counter.shop) == []
    assert cases.get(counter.shop.file, case.id).voided is None
    assert purchases.get(counter.shop.file, sale.id).voided is None


def test_what_was_given_and_measured_comes_back_too_x9(counter: Counter) -> None:
    shop, person = counter.shop, counter.person("王")
    draft = GiftDraft(kind=GiftKind.GIFT, what="眼镜布", why="生日")
    gift = give(shop, person.id, draft).gift
    eyes = PrescriptionDraft(measured_on=shop.today(), right=EyeMeasure(sphere=Decimal("-1.00")))
    measured = add_prescription(shop, person.id, eyes).prescription
    void_gift(shop, gift.id, "给错人")
    void_prescription(shop, measured.id, "录错")
    assert {(one.kind, one.title) for one in bin_contents(shop)} == {
        ("gift", "眼镜布"),
        ("prescription", shop.today().isoformat()),
    }
    for one in bin_contents(shop):
        put_back(shop, one.kind, one.id)
    assert bin_contents(shop) == []
    assert gifts_of(shop, person.id)[0].voided is None
    assert prescriptions_of(shop, person.id)[0].voided is None
    with pytest.raises(NotFound):
        put_back(shop, "nothing", 1)


def test_after_30_days_it_is_no_longer_listed_x9(counter: Counter) -> None:
    case = counter.case(counter.person("王"))
    void_case(counter.shop, case.id, "双份")
    counter.clock.advance(days=30)
    assert len(bin_contents(counter.shop)) == 1
    counter.clock.advance(seconds=1)
    assert bin_contents(counter.shop) == []
