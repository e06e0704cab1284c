"""What was voided can be put back for 30 days from one list (X-9)."""

from building.counter import Counter
from shopcare.services.cases.corrections import void_case
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


def test_after_30_days_it_is_no_longer_listed_x9(counter: Counter) -> None:
    case = counter.case(counter.person("王"))
    void_case(counter.shop, case.id, "双份")
    counter.clock.advance(days=30)
    assert len(bin_contents(counter.shop)) == 1
    counter.clock.advance(seconds=1)
    assert bin_contents(counter.shop) == []
