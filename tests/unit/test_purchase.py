"""What a receipt needs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shopcare.domain.errors import Invalid
from shopcare.domain.ids import CustomerId
from shopcare.domain.money import MOST_FEN, Fen
from shopcare.domain.purchases.purchase import (
    PurchaseDraft,
    PurchaseLineDraft,
    SalesChannel,
    check_purchase,
)

TODAY = date(2026, 3, 5)
LINE = PurchaseLineDraft(product="暴龙 BL5068", amount_fen=Fen(128_000))
DRAFT = PurchaseDraft(customer_id=CustomerId(1), sold_on=TODAY, lines=(LINE,))


def problems(draft: PurchaseDraft) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as invalid:
        check_purchase(draft, TODAY)
    return [(problem.field, problem.code) for problem in invalid.value.problems]


def test_a_receipt_may_be_for_nothing_and_without_a_number() -> None:
    free = replace(DRAFT, lines=(replace(LINE, amount_fen=Fen(0)), replace(LINE, amount_fen=None)))
    assert check_purchase(free, TODAY).lines[0].amount_fen == 0
    assert check_purchase(replace(DRAFT, receipt_number="  "), TODAY).receipt_number is None


@pytest.mark.parametrize(
    ("sold_on", "handed_over_on", "code"),
    [
        (date(2026, 3, 6), None, "sold_in_future"),
        (TODAY, date(2026, 3, 4), "handed_over_before_sale"),
        (TODAY, date(2026, 3, 6), "handed_over_in_future"),
    ],
)
def test_days_stand_in_their_order(sold_on: date, handed_over_on: date | None, code: str) -> None:
    draft = replace(DRAFT, sold_on=sold_on, handed_over_on=handed_over_on)
    assert [found for _, found in problems(draft)] == [code]


@pytest.mark.parametrize(
    "quantity", ["0", "-1", "1000001", "0.0001", "NaN", "sNaN", "Infinity", "-Infinity", "1E+30"]
)
def test_an_impossible_quantity_is_refused(quantity: str) -> None:
    line = replace(LINE, quantity=Decimal(quantity))
    assert problems(replace(DRAFT, lines=(line,))) == [("quantity", "quantity_impossible")]


@pytest.mark.parametrize("quantity", ["0.001", "1", "2.500", "1000000"])
def test_a_quantity_has_three_decimals(quantity: str) -> None:
    line = replace(LINE, quantity=Decimal(quantity))
    assert check_purchase(replace(DRAFT, lines=(line,)), TODAY).lines[0].quantity == Decimal(
        quantity
    )


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((), "lines_missing"),
        ((LINE,) * 201, "too_many_lines"),
        ((replace(LINE, product=" \u200b "),), "product_missing"),
        ((replace(LINE, amount_fen=Fen(-1)),), "amount_negative"),
        ((replace(LINE, amount_fen=Fen(MOST_FEN + 1)),), "amount_too_large"),
        ((replace(LINE, spec="x" * 201),), "text_too_long"),
    ],
)
def test_lines_that_cannot_be(lines: tuple[PurchaseLineDraft, ...], code: str) -> None:
    assert [found for _, found in problems(replace(DRAFT, lines=lines))] == [code]


def test_a_receipt_keeps_everything_that_was_typed_tidied() -> None:
    untidy = PurchaseLineDraft(
        product=" 暴龙  BL5068 ", category=" frame_glasses ", spec=" 54 ", lot=" L1 ",
        quantity=Decimal(2), unit=" 副 ", amount_fen=Fen(MOST_FEN), sale_kind=" 特价 ",
        warranty_card=True, shelf_life_until=date(2027, 1, 1),
    )  # fmt: skip
    draft = PurchaseDraft(
        customer_id=CustomerId(7), sold_on=date(2026, 3, 1), receipt_number=" A 12 ",
        handed_over_on=TODAY, seller=" 小陈 ", channel=SalesChannel.ONLINE, lines=(untidy,) * 200,
    )  # fmt: skip
    tidy = replace(
        untidy, product="暴龙 BL5068", category="frame_glasses", spec="54", lot="L1", unit="副",
        sale_kind="特价",
    )  # fmt: skip
    assert check_purchase(draft, TODAY) == replace(
        draft, receipt_number="A 12", seller="小陈", lines=(tidy,) * 200
    )


def test_goods_may_be_handed_over_on_the_day_of_the_sale() -> None:
    draft = replace(DRAFT, handed_over_on=TODAY)
    assert check_purchase(draft, TODAY) == draft


def test_both_wrong_days_are_told() -> None:
    draft = replace(DRAFT, sold_on=date(2026, 3, 9), handed_over_on=date(2026, 3, 8))
    assert problems(draft) == [
        ("sold_on", "sold_in_future"),
        ("handed_over_on", "handed_over_before_sale"),
    ]


def test_a_line_of_a_tills_list_needs_no_product_g2() -> None:
    draft = replace(DRAFT, lines=(replace(LINE, product=""),))
    assert check_purchase(draft, TODAY, needs_product=False) == draft


@pytest.mark.parametrize(
    ("field", "longest"),
    [
        ("product", 200),
        ("category", 40),
        ("spec", 200),
        ("lot", 80),
        ("unit", 20),
        ("sale_kind", 40),
        ("receipt_number", 60),
        ("seller", 60),
    ],
)
def test_each_text_has_its_longest(field: str, longest: int) -> None:
    def with_text(length: int) -> PurchaseDraft:
        more = {field: "x" * length}
        if field in ("receipt_number", "seller"):
            return replace(DRAFT, **more)
        return replace(DRAFT, lines=(replace(LINE, **more),))

    assert check_purchase(with_text(longest), TODAY) == with_text(longest)
    assert problems(with_text(longest + 1)) == [(field, "text_too_long")]


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"sold_on": date(2026, 3, 6)}, ("sold_on", "sold_in_future")),
        ({"handed_over_on": date(2026, 3, 4)}, ("handed_over_on", "handed_over_before_sale")),
        ({"handed_over_on": date(2026, 3, 6)}, ("handed_over_on", "handed_over_in_future")),
        ({"lines": ()}, ("lines", "lines_missing")),
        ({"lines": (LINE,) * 201}, ("lines", "too_many_lines")),
        ({"lines": (replace(LINE, product=""),)}, ("product", "product_missing")),
        ({"lines": (replace(LINE, amount_fen=Fen(-1)),)}, ("amount_fen", "amount_negative")),
        (
            {"lines": (replace(LINE, amount_fen=Fen(MOST_FEN + 1)),)},
            ("amount_fen", "amount_too_large"),
        ),
    ],
)
def test_each_problem_stands_beside_its_field(more: dict[str, Any], problem: object) -> None:
    assert problems(replace(DRAFT, **more)) == [problem]
