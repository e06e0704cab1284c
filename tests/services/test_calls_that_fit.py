"""Calls about goods that came back in part (C-1), and about work done at home (G-8)."""

from decimal import Decimal

from building.counter import Counter, open_counter
from building.returns import ask, hand_over, inspect, refunded, review, settle
from shopcare.domain.calls.callback import CallResult, Purpose
from shopcare.domain.cases.case import Case, Stage
from shopcare.domain.cases.returns import Outcome, Wish
from shopcare.domain.ids import PurchaseLineId
from shopcare.domain.money import Fen
from shopcare.domain.people.consent import ConsentDraft, ConsentPurpose, ConsentWay
from shopcare.domain.people.customer import Customer
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft
from shopcare.services.calls.call_card import may_withdraw
from shopcare.services.calls.undo_call import undo_call
from shopcare.services.cases.cases import case_file
from shopcare.services.cases.undo_step import last_move, undo_move
from shopcare.services.goods.uncollected import due_notice, uncollected_ids
from shopcare.services.people import consents
from shopcare.services.people.customers import customer
from shopcare.services.purchases import purchases


def bought(counter: Counter, wang: Customer, *categories: str) -> list[PurchaseLineId]:
    """Hand a receipt over with two pieces of each category."""
    lines = tuple(
        PurchaseLineDraft(product=one, category=one, quantity=Decimal(2), amount_fen=Fen(20_000))
        for one in categories
    )
    today = counter.shop.today()
    draft = PurchaseDraft(customer_id=wang.id, sold_on=today, handed_over_on=today, lines=lines)
    return [one.id for one in purchases.add_purchase(counter.shop, draft).purchase.lines]


def bring_back(counter: Counter, wang: Customer, line: PurchaseLineId, pieces: int) -> Case:
    shop = counter.shop
    case = ask(shop, wang, line, Decimal(pieces))
    inspect(shop, case)
    review(shop, case, fen=10_000 * pieces)
    settle(shop, case)
    hand_over(shop, case, refunded())
    return case


def test_what_stays_is_asked_about_and_what_went_back_is_not_c1(counter: Counter) -> None:
    wang = counter.person("王小明", "13800138000")
    glasses, shades = bought(counter, wang, "frame_glasses", "sunglasses")
    bring_back(counter, wang, shades, 2)
    assert len(counter.calls(wang, Purpose.WEARING_CHECK)) == 1, "the glasses stay"
    bring_back(counter, wang, glasses, 1)
    assert len(counter.calls(wang, Purpose.WEARING_CHECK)) == 1, "one of them stays"
    bring_back(counter, wang, glasses, 1)
    assert counter.calls(wang, Purpose.WEARING_CHECK) == [], "all of them came back"


def test_the_call_ends_with_its_own_goods_though_others_stay_and_comes_back_x9(
    counter: Counter,
) -> None:
    shop, wang = counter.shop, counter.person("王小明", "13800138000")
    glasses, _shades = bought(counter, wang, "frame_glasses", "sunglasses")
    [before] = counter.calls(wang, Purpose.WEARING_CHECK)
    case = ask(shop, wang, glasses, Decimal(2), Wish.EXCHANGE)
    inspect(shop, case)
    review(shop, case, Outcome.EXCHANGE, 20_000, new_goods="BL2", new_fen=20_000, reason="换")
    settle(shop, case)
    hand_over(shop, case)
    [new] = counter.calls(wang, Purpose.WEARING_CHECK)
    assert new.purchase_id != before.purchase_id, "about what they wear now"
    undo_move(shop, *last_move(shop, case.id))
    [back] = counter.calls(wang, Purpose.WEARING_CHECK)
    assert back.purchase_id == before.purchase_id


def test_work_at_home_is_accepted_and_not_collected_g8(tmp_path) -> None:
    counter = open_counter(tmp_path, trade="tile")
    shop, wang = counter.shop, counter.person("王小明", "13800138000")
    case = counter.case(wang, service="relaying")
    way = (Stage.CONFIRMED, Stage.DIAGNOSED, Stage.AGREED, Stage.IN_WORK, Stage.CHECKED)
    counter.move(case, *way, Stage.READY)
    assert counter.calls(wang, Purpose.PICK_UP) == []
    [call] = counter.calls(wang, Purpose.ACCEPTANCE)
    assert call.due_on == shop.today()
    counter.dial(call)
    reminders = counter.calls(wang, Purpose.ACCEPTANCE)
    assert [(one.due_on - shop.today()).days >= 7 for one in reminders] == [True] * 3
    counter.go_to("2026-03-20 10:00")
    ready = case_file(shop, case.id).case
    assert uncollected_ids(shop, 7) == []
    assert due_notice(shop, ready) is None
    counter.move(ready, Stage.HANDED_OVER)
    assert counter.calls(wang, Purpose.ACCEPTANCE) == []
    shop.close()


def test_declining_a_care_call_withdraws_its_consent_alone_and_is_undone_l7(
    counter: Counter,
) -> None:
    shop, wang = counter.shop, counter.person("王小明", "13800138000", key_account=True)
    agreed = ConsentDraft(
        purpose=ConsentPurpose.CARE_CALLS, on=shop.today(), way=ConsentWay.IN_PERSON
    )
    consents.give(shop, wang.id, agreed)
    bought(counter, wang, "frame_glasses")
    [care] = counter.calls(wang, Purpose.KEY_ACCOUNT)
    [wearing] = counter.calls(wang, Purpose.WEARING_CHECK)
    assert may_withdraw(shop, care)
    assert not may_withdraw(shop, wearing), "a service's call needs no consent"
    counter.dial(care, CallResult.DECLINED, only_care=True)
    assert not consents.agrees_to_care_calls(shop, wang.id)
    assert counter.calls(wang) == [wearing], "C-1 goes on"
    assert not customer(shop, wang.id).no_calls
    undo_call(shop, care.id)
    assert consents.agrees_to_care_calls(shop, wang.id)
    assert counter.calls(wang, Purpose.KEY_ACCOUNT) == [care]
    counter.dial(care, CallResult.DECLINED)
    assert customer(shop, wang.id).no_calls
    assert counter.calls(wang) == []
