"""What a receipt needs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from shopcare.domain.errors import Invalid
from shopcare.domain.ids import CustomerId
from shopcare.domain.money import MOST_FEN, Fen
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft, check_purchase

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
