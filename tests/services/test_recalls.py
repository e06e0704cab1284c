"""A batch's buyers as a list and as calls, with how far they are (L-9)."""

import pytest

from building.counter import Counter
from building.moments import at
from shopcare.domain.calls.callback import CallbackState, CallResult, Purpose
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.feedback.recall import RecallDraft, RecallProgress
from shopcare.domain.ids import PurchaseId
from shopcare.domain.people.customer import Customer
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft
from shopcare.services.contact import recalls
from shopcare.services.purchases import purchases
from shopcare.services.upkeep.check import check

BATCH = RecallDraft(lot="L77", reason="红眼")


def sold(counter: Counter, customer: Customer, *lots: str, product: str = "日抛") -> PurchaseId:
    lines = tuple(PurchaseLineDraft(product=product, lot=lot) for lot in lots)
    draft = PurchaseDraft(customer_id=customer.id, sold_on=counter.shop.today(), lines=lines)
    return purchases.add_purchase(counter.shop, draft).purchase.id


def test_a_batch_has_its_buyers_each_once_and_none_of_a_voided_receipt_l9(
    counter: Counter,
) -> None:
    wang, li, zhao = (counter.person(name) for name in ("王小明", "李红", "赵四"))
    sold(counter, wang, "L77", "l77 ")
    sold(counter, wang, "L77")
    sold(counter, li, "L78", " L77")
    voided = sold(counter, zhao, "L77")
    purchases.void_purchase(counter.shop, voided, "录错")
    found = recalls.buyers_of(counter.shop, " l77")
    assert [buyer.customer.id for buyer in found] == [li.id, wang.id]
    assert recalls.buyers_of(counter.shop, "L77", "月抛") == []
    with pytest.raises(Invalid, match="lot_missing"):
        recalls.buyers_of(counter.shop, " ")


def test_all_buyers_are_called_in_one_action_whoever_wants_no_calls_too_l9(
    counter: Counter,
) -> None:
    shop = counter.shop
    people = [counter.person("王小明"), counter.person("李红", no_calls=True)]
    for person in people:
        sold(counter, person, "L77")
    before = shop.file.execute("SELECT count(*) FROM audit_entry").fetchone()[0]
    started = recalls.start(shop, BATCH)
    assert shop.file.execute("SELECT count(*) FROM audit_entry").fetchone()[0] == before + 1
    assert started.calls == 2
    for person in people:
        [call] = counter.calls(person, Purpose.RECALL)
        assert (call.due_on, call.reason) == (shop.today(), "L77 · 红眼")
    file = recalls.recall_file(shop, started.recall.id)
    assert file.counted() == {RecallProgress.TO_CALL: 2}
    started.undo(shop)
    assert recalls.register(shop) == []
    assert counter.calls(people[0], Purpose.RECALL) == []


def test_a_recall_says_who_is_reached_and_who_is_done_l9(counter: Counter) -> None:
    shop = counter.shop
    people = [counter.person(f"王{n}") for n in range(4)]
    for person in people:
        sold(counter, person, "L77")
    started = recalls.start(shop, BATCH)
    recall_id = started.recall.id
    results = (CallResult.REACHED, CallResult.NO_ANSWER, CallResult.COMPLAINT)
    for person, result in zip(people, results, strict=False):
        counter.dial(counter.calls(person, Purpose.RECALL)[0], result, note="红了")
    file = recalls.recall_file(shop, recall_id)
    assert file.counted() == {
        RecallProgress.REACHED: 2, RecallProgress.TRIED: 1, RecallProgress.TO_CALL: 1,
    }  # fmt: skip
    with pytest.raises(Refusal, match="recall_going_on"):
        started.undo(shop)
    counter.go_to("2026-03-06 10:00")
    ended = recalls.end(shop, recall_id)
    file = recalls.recall_file(shop, recall_id)
    assert file.recall.ended_at == at("2026-03-06 10:00")
    assert file.counted() == {RecallProgress.REACHED: 2, RecallProgress.NOT_REACHED: 2}
    with pytest.raises(Refusal, match="recall_is_over"):
        recalls.end(shop, recall_id)
    ended.undo(shop)
    assert recalls.recall_file(shop, recall_id).counted()[RecallProgress.TRIED] == 1
    with pytest.raises(Refusal, match="nothing_to_undo"):
        ended.undo(shop)
    assert [one.key for one in check(shop) if not one.is_fine] in ([], ["languages"])


def test_a_complaint_during_a_recall_is_about_the_goods_of_the_batch_c9(counter: Counter) -> None:
    shop, wang = counter.shop, counter.person()
    sold(counter, wang, "L77")
    recalls.start(shop, BATCH)
    [call] = counter.calls(wang, Purpose.RECALL)
    tried = counter.dial(call, CallResult.COMPLAINT, note="红了")
    assert tried.opened_case is not None
    assert counter.again(call).state is CallbackState.DONE


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (RecallDraft(lot="L77"), "reason_missing"),
        (RecallDraft(reason="红"), "lot_missing"),
        (RecallDraft(lot="L1", reason="x" * 201), "text_too_long"),
        (RecallDraft(lot="L99", reason="红"), "no_buyers"),
    ],
)
def test_an_impossible_recall_is_refused(counter: Counter, draft: RecallDraft, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        recalls.start(counter.shop, draft)
