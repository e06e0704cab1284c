"""What is missing in the answers about a fee (G-9), and what is paid back (A-7)."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building.moments import at
from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import CaseId, PaymentId, StaffId
from shopcare.domain.money import MOST_FEN, Fen
from shopcare.domain.payments.payment import (
    Payment,
    PaymentDraft,
    PaymentKind,
    PayMethod,
    open_debts,
    paid_in_all,
    payment_problems,
    settle,
    unpaid_in_all,
)
from shopcare.language.catalog import Catalog
from shopcare.language.sentences import refusal_text

TODAY = date(2026, 3, 5)
DUE = 2_000


def paid(fen: int | None = DUE, **more: Any) -> PaymentDraft:
    known = {"kind": PaymentKind.PAID, "method": PayMethod.CASH}
    return PaymentDraft(**(known | {"amount_fen": fen} | more))


def waived(fen: int | None = None, **more: Any) -> PaymentDraft:
    return paid(fen, **({"kind": PaymentKind.WAIVED, "decided_by": 1, "reason": "老顾客"} | more))


def owed(fen: int | None = None, until: date | None = TODAY) -> PaymentDraft:
    return paid(fen, kind=PaymentKind.OWED, owed_until=until)


def refunded(fen: int | None = None, **more: Any) -> PaymentDraft:
    return paid(fen, kind=PaymentKind.REFUNDED, **more)


@pytest.mark.parametrize(
    ("due", "drafts", "codes"),
    [
        (DUE, [paid()], []),
        (DUE, [paid(DUE + 1)], []),  # a tip is nobody's mistake
        (DUE, [paid(DUE - 1)], ["payment_short"]),
        (DUE, [paid(DUE - 1), waived(1)], []),
        (DUE, [paid(500), waived(500), owed()], []),
        (DUE, [], ["payment_missing"]),
        (0, [], []),
        (1, [], ["payment_missing"]),
        (DUE, [paid(None)], ["pay_amount_missing"]),
        (DUE, [paid(method=None)], ["pay_method_missing"]),
        (DUE, [waived(decided_by=None)], ["waived_by_missing"]),
        (DUE, [waived(reason="")], ["reason_missing"]),
        (DUE, [waived(reason="x" * 1000)], []),
        (DUE, [owed(until=None)], ["owed_until_missing"]),
        (DUE, [owed(until=TODAY - timedelta(days=1))], ["owed_until_in_past"]),
        (DUE, [paid(), paid(-1)], ["amount_negative", "payment_short"]),
        (DUE, [paid(), paid(0)], []),
        (DUE, [paid(MOST_FEN)], []),
        (DUE, [paid(MOST_FEN + 1)], ["amount_too_large"]),
        (DUE, [paid(), refunded(0)], ["refund_not_due"]),
        (-DUE, [], ["refund_missing"]),
        (-DUE, [refunded()], []),
        (-DUE, [refunded(DUE)], []),
        (-DUE, [refunded(500), refunded()], []),
        (-DUE, [refunded(method=None)], ["pay_method_missing"]),
        (-DUE, [refunded(DUE + 1)], ["refund_differs"]),
        (-DUE, [refunded(DUE - 1)], ["refund_differs"]),
        (-DUE, [paid()], ["refund_differs"]),
        (-1, [], ["refund_missing"]),
    ],
)
def test_what_is_missing_in_the_answers(
    due: int, drafts: list[PaymentDraft], codes: list[str]
) -> None:
    problems = payment_problems(due, tuple(drafts), TODAY)
    assert [(one.field, one.code) for one in problems] == [("payments", code) for code in codes]


def test_a_reason_that_is_too_long_is_told_with_its_limit() -> None:
    [problem] = payment_problems(DUE, (waived(reason="x" * 1001),), TODAY)
    assert (problem.field, problem.code) == ("reason", "text_too_long")
    assert 1000 in problem.values.values()


@pytest.mark.parametrize(
    ("due", "drafts", "problem"),
    [
        (DUE, (paid(1_250),), Problem("payments", "payment_short", {"left": 7.5})),
        (DUE, (), Problem("payments", "payment_missing", {"left": 20.0})),
        (-DUE, (), Problem("payments", "refund_missing", {"due": 20.0})),
        (-DUE, (refunded(1),), Problem("payments", "refund_differs", {"due": 20.0})),
    ],
)
def test_what_is_left_is_told_in_yuan(
    due: int, drafts: tuple[PaymentDraft, ...], problem: Problem
) -> None:
    assert payment_problems(due, drafts, TODAY) == [problem]


def test_settling_names_every_problem() -> None:
    with pytest.raises(Invalid) as refused:
        settle(DUE, (paid(None, method=None), waived(reason=" ")), TODAY)
    codes = [problem.code for problem in refused.value.problems]
    assert codes == ["pay_amount_missing", "pay_method_missing", "reason_missing"]


@given(st.integers(1, 10**8), st.integers(0, 10**8), st.booleans())
def test_what_was_paid_and_what_was_not_make_up_the_fee(due: int, said: int, is_owed: bool) -> None:
    rest = owed() if is_owed else waived(reason=" 老顾客 ")
    filled = settle(due, (paid(said), rest), TODAY)
    assert paid_in_all(filled) == said
    assert unpaid_in_all(filled) == max(0, due - said)
    assert all(one.amount_fen for one in filled)
    assert {one.reason for one in filled} <= {"", "老顾客"}


@given(st.integers(1, 10**8), st.integers(0, 10**8))
def test_what_is_paid_back_is_what_is_due(due: int, said: int) -> None:
    filled = settle(-due, (refunded(min(said, due)), refunded()), TODAY)
    assert sum(one.amount_fen or 0 for one in filled) == due
    assert paid_in_all(filled) == unpaid_in_all(filled) == 0


def payment(key: int, kind: PaymentKind, fen: int, **more: Any) -> Payment:
    known = {"method": None, "decided_by": None, "reason": "", "owed_until": None}
    return Payment(
        id=PaymentId(key),
        case_id=CaseId(1),
        at=at("2026-03-05 10:00"),
        by=StaffId(1),
        kind=kind,
        amount_fen=Fen(fen),
        **(known | {"settles_id": None} | more),
    )


def test_debts_are_open_until_they_are_settled_and_the_first_due_comes_first() -> None:
    late = payment(1, PaymentKind.OWED, 500, owed_until=TODAY + timedelta(days=9))
    never = payment(2, PaymentKind.OWED, 100)
    soon = payment(3, PaymentKind.OWED, 300, owed_until=TODAY)
    gone = payment(4, PaymentKind.OWED, 50, owed_until=TODAY)
    answers = [
        payment(5, PaymentKind.PAID, 100, settles_id=late.id),
        payment(6, PaymentKind.WAIVED, 150, settles_id=late.id),
        payment(7, PaymentKind.PAID, 50, settles_id=gone.id),
        payment(8, PaymentKind.PAID, 900),  # a fee that was paid at once
    ]
    debts = open_debts([late, never, soon, gone, *answers])
    assert debts == [(soon, 300), (late, 250), (never, 100)]


def test_an_amount_in_a_sentence_has_its_fen() -> None:
    said = refusal_text(Catalog("en"), "payment_too_much", {"left": 2000.0})
    assert "2,000.00" in said
