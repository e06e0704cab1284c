"""Goods handed over in an exchange: a receipt of their own, with their own day (A-7, L-1)."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from building.counter import open_counter
from building.moments import at
from building.records import add_customer, paid
from building.returns import ask, hand_over, inspect, refunded, review, sell, settle, tile_shop
from shopcare.domain.calls.callback import Callback, Purpose
from shopcare.domain.cases.case import Case, Stage
from shopcare.domain.cases.case_steps import MoveFacts
from shopcare.domain.cases.returns import Fault, Outcome, Wish
from shopcare.domain.errors import Refusal
from shopcare.domain.people.customer import Customer
from shopcare.domain.policy.clause import Basis, Option
from shopcare.domain.policy.conditions import Answer
from shopcare.domain.policy.sale_facts import SaleFacts
from shopcare.domain.purchases.purchase import Purchase, SalesChannel
from shopcare.services.calls.undo_correction import undo_last
from shopcare.services.cases import moves, returns
from shopcare.services.cases.corrections import correct_time, void_case
from shopcare.services.cases.undo_step import last_move, undo_move
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.documents.return_application import gather_return_application
from shopcare.services.policies import verdicts
from shopcare.services.purchases.purchases import purchases_of_customer
from shopcare.services.shop import Shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = tile_shop(tmp_path)
    yield made
    made.close()


@pytest.fixture
def wang(shop: Shop) -> Customer:
    return add_customer(shop, "王小明", "13800138000")


def exchange(shop: Shop, wang: Customer, new: int = 250_000, days: int = 0, **sale: object) -> Case:
    """Exchange 20 of 36 m² that were sold some days ago against another colour."""
    day = shop.today() - timedelta(days)
    line = sell(shop, wang, sold_on=day, handed_over_on=day, **sale)
    case = ask(shop, wang, line, Decimal(20), Wish.EXCHANGE)
    inspect(shop, case)
    review(
        shop, case, Outcome.EXCHANGE, 200_000, new_goods="B 号色", new_fen=new, reason="店长同意"
    )
    settle(shop, case)
    hand_over(shop, case, *([paid(new - 200_000)] if new > 200_000 else []))
    return case


def standing(shop: Shop, wang: Customer) -> list[Purchase]:
    return [one for one in purchases_of_customer(shop, wang.id) if one.voided is None]


def new_one(shop: Shop, wang: Customer, case: Case) -> Purchase:
    (found,) = (one for one in standing(shop, wang) if one.receipt_number == case.number)
    return found


def test_what_is_handed_over_has_its_own_day_and_price_a7(shop: Shop, wang: Customer) -> None:
    case = exchange(shop, wang, days=100, seller="小陈", channel=SalesChannel.PHONE)
    new = new_one(shop, wang, case)
    (line,) = new.lines
    assert (new.sold_on, new.handed_over_on) == (shop.today(), shop.today())
    assert (new.seller, new.channel) == ("小陈", SalesChannel.PHONE)
    said = (line.product, line.category, line.quantity, line.unit, line.amount_fen, line.sale_kind)
    assert said == ("B 号色", "floor_tile", 20, "m²", 250_000, "正价")


def test_the_law_counts_from_the_new_goods_l1(shop: Shop, wang: Customer) -> None:
    case = exchange(shop, wang, days=100)
    old, new = sorted(standing(shop, wang), key=lambda one: one.sold_on)
    told = SaleFacts(fault=Fault.QUALITY, receipt=True, saleable=True, laid=False)

    def grants(purchase: Purchase) -> bool:
        rulings = verdicts.judge_line(shop, purchase.lines[0].id, told, shop.today()).rulings
        return any(
            one.option is Option.RETURN and one.answer is Answer.YES and one.basis is Basis.LAW
            for one in rulings
        )

    assert new.receipt_number == case.number
    assert (grants(old), grants(new)) == (False, True)


def test_an_undone_exchange_takes_its_receipt_back_x9(shop: Shop, wang: Customer) -> None:
    case = exchange(shop, wang, new=200_000)
    undo_move(shop, *last_move(shop, case.id))
    assert len(standing(shop, wang)) == 1
    hand_over(shop, case)
    assert new_one(shop, wang, case).lines[0].amount_fen == 200_000


def test_a_voided_exchange_takes_its_receipt_along_and_back_w8(shop: Shop, wang: Customer) -> None:
    case = exchange(shop, wang)
    void_case(shop, case.id, "录错了")
    assert len(standing(shop, wang)) == 1
    undo_last(shop, case.id, "没有录错")
    assert new_one(shop, wang, case)


def test_goods_that_come_back_again_are_held_no_more(shop: Shop, wang: Customer) -> None:
    case = exchange(shop, wang)
    moves.move_case(shop, case.id, Stage.CONFIRMED, MoveFacts(reason="新的也裂了"))
    inspect(shop, case)
    review(shop, case, Outcome.EXCHANGE, 250_000, new_goods="C 号色", new_fen=250_000)
    settle(shop, case)
    hand_over(shop, case)
    assert new_one(shop, wang, case).lines[0].product == "C 号色"
    undo_move(shop, *last_move(shop, case.id))
    assert new_one(shop, wang, case).lines[0].product == "B 号色"


def test_what_another_case_asks_about_is_not_taken_away(shop: Shop, wang: Customer) -> None:
    case = exchange(shop, wang, new=200_000)
    line = new_one(shop, wang, case).lines[0].id
    other = ask(shop, wang, line, Decimal(5))
    assert returns.line_split(shop, line).kept == 15
    for step in (
        lambda: undo_move(shop, *last_move(shop, case.id)),
        lambda: void_case(shop, case.id, "录错了"),
    ):
        with pytest.raises(Refusal, match="exchanged_goods_asked_about"):
            step()
    inspect(shop, other)
    review(shop, other, fen=50_000)
    settle(shop, other)
    hand_over(shop, other, refunded(50_000))
    assert returns.line_split(shop, line).returned == 5


def test_a_refund_hands_nothing_over(shop: Shop, wang: Customer) -> None:
    case = ask(shop, wang, sell(shop, wang), Decimal(20))
    inspect(shop, case)
    review(shop, case, fen=200_000)
    settle(shop, case)
    hand_over(shop, case, refunded())
    assert len(standing(shop, wang)) == 1


def test_the_receipt_follows_the_corrected_day_and_back_g14(shop: Shop, wang: Customer) -> None:
    case = ask(shop, wang, sell(shop, wang), Decimal(20), Wish.EXCHANGE)
    inspect(shop, case)
    review(shop, case, Outcome.EXCHANGE, 200_000, new_goods="B 号色", new_fen=200_000)
    settle(shop, case)
    earlier = shop.now()
    shop.clock.set(earlier + timedelta(days=3))  # type: ignore[attr-defined]
    hand_over(shop, case)
    correct_time(shop, case.id, earlier + timedelta(days=1), "第二天就换了")
    new = new_one(shop, wang, case)
    assert {new.sold_on, new.handed_over_on} == {(earlier + timedelta(days=1)).date()}
    undo_last(shop, case.id, "没有写错")
    assert new_one(shop, wang, case).sold_on == (earlier + timedelta(days=3)).date()


def test_new_glasses_are_called_about_like_bought_ones_c1_g21(tmp_path: Path) -> None:
    """The call after fitting takes the place of the call after the service; it comes and goes."""
    counter = open_counter(tmp_path)
    wang = counter.person()
    bought = counter.sale(wang, "frame_glasses", handed_over_on=date(2026, 3, 4))
    first = {call.id for call in counter.calls(wang)}
    case = ask(counter.shop, wang, bought.purchase.lines[0].id, wish=Wish.EXCHANGE)
    inspect(counter.shop, case)
    review(counter.shop, case, Outcome.EXCHANGE, 0, new_goods="新镜架", new_fen=0)
    settle(counter.shop, case)
    hand_over(counter.shop, case)

    def new_calls() -> list[Callback]:
        return [call for call in counter.calls(wang) if call.id not in first]

    assert first.isdisjoint(call.id for call in counter.calls(wang)), "the old ones came back"
    [call] = new_calls()
    assert call.purpose is Purpose.WEARING_CHECK
    assert call.purchase_id == new_one(counter.shop, wang, case).id
    counter.go_to("2026-03-06 10:00")
    correct_time(counter.shop, case.id, at("2026-03-05 11:00"), "写错了")
    assert [one.basis_at.date() for one in new_calls()] == [date(2026, 3, 5)]
    undo_last(counter.shop, case.id)
    undo_move(counter.shop, *last_move(counter.shop, case.id))
    assert not any(one.purchase_id == call.purchase_id for one in new_calls())
    [old] = counter.calls(wang, Purpose.WEARING_CHECK)
    assert old.purchase_id == bought.purchase.id, "they are still worn"
    counter.shop.close()


def test_where_nothing_is_to_be_paid_the_application_says_so_a7(shop: Shop, wang: Customer) -> None:
    nothing, something = ["无须补款或退款", ""], ["顾客应补", "¥500.00"]
    for days, new, said in ((0, 200_000, nothing), (1, 250_000, something)):
        case = exchange(shop, wang, new, days)
        last = gather_return_application(shop, Request(case_id=case.id)).amounts[-1]
        assert [last.name, last.amount] == said
