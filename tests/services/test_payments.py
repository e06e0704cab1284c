"""What became of the fee is asked at hand-over and never forgotten (G-9, G-17)."""

from typing import Any

import pytest

from building.counter import Counter
from building.moments import day
from building.records import HANDED_OVER, READY, paid
from shopcare.domain.cases.case import Case, Plan, Stage
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind, PayMethod
from shopcare.services.cases import cases, moves, undo_step
from shopcare.services.payments.debts import settle_debt
from shopcare.services.reports.day_close import day_close


def waived(counter: Counter, **more: Any) -> PaymentDraft:
    known = {"decided_by": counter.shop.staff[0].id, "reason": "老顾客"}
    return PaymentDraft(kind=PaymentKind.WAIVED, **(known | more))


def owed(**more: Any) -> PaymentDraft:
    return PaymentDraft(kind=PaymentKind.OWED, **({"owed_until": day("2026-03-20")} | more))


def ready(counter: Counter) -> Case:
    return counter.move(counter.case(counter.person("王")), *READY)


def answers(counter: Counter, case: Case) -> list[tuple[str, int]]:
    found = cases.case_file(counter.shop, case.id).payments
    return [(one.kind.value, one.amount_fen) for one in found]


def test_handing_over_never_asked_for_the_fee(counter: Counter) -> None:
    case = ready(counter)
    with pytest.raises(Invalid, match="payment_missing"):
        counter.move(case, Stage.HANDED_OVER, payments=())
    assert counter.move(case, Stage.HANDED_OVER).fee_taken_fen == 2_000
    assert answers(counter, case) == [("paid", 2_000)]


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (paid(1_000), "payment_short"),
        (PaymentDraft(kind=PaymentKind.PAID, method=PayMethod.CASH), "pay_amount_missing"),
        (PaymentDraft(kind=PaymentKind.PAID, amount_fen=Fen(2_000)), "pay_method_missing"),
        (PaymentDraft(kind=PaymentKind.WAIVED, reason="老顾客"), "waived_by_missing"),
        (PaymentDraft(kind=PaymentKind.OWED), "owed_until_missing"),
        (owed(owed_until=day("2026-03-04")), "owed_until_in_past"),
        (paid(-1), "amount_negative"),
    ],
)
def test_an_answer_about_the_fee_that_says_too_little(
    counter: Counter, draft: PaymentDraft, code: str
) -> None:
    case = ready(counter)
    with pytest.raises(Invalid, match=code):
        counter.move(case, Stage.HANDED_OVER, payments=(draft,))
    assert cases.case_file(counter.shop, case.id).case.stage is Stage.READY
    assert answers(counter, case) == []


def test_a_fee_is_not_waived_without_a_reason(counter: Counter) -> None:
    with pytest.raises(Invalid, match="reason_missing"):
        counter.move(ready(counter), Stage.HANDED_OVER, payments=(waived(counter, reason=" "),))


def test_a_part_is_paid_a_part_waived_and_the_rest_is_owed_until_a_day(counter: Counter) -> None:
    case = ready(counter)
    told = (paid(1_000, PayMethod.WECHAT), waived(counter, amount_fen=Fen(300)), owed())
    case = counter.move(case, Stage.HANDED_OVER, payments=told)
    assert answers(counter, case) == [("paid", 1_000), ("waived", 300), ("owed", 700)]
    assert case.fee_taken_fen == 1_000
    [debt] = day_close(counter.shop).owed
    assert (debt.case.id, debt.customer.name, debt.left_fen) == (case.id, "王", 700)
    assert debt.debt.owed_until == day("2026-03-20")


def test_what_is_owed_stays_on_the_list_until_all_of_it_is_settled(counter: Counter) -> None:
    case = counter.move(ready(counter), Stage.HANDED_OVER, payments=(owed(),))
    counter.move(case, Stage.CLOSED)
    counter.go_to("2026-03-06 10:00")
    [debt] = day_close(counter.shop).owed
    settle_debt(counter.shop, debt.debt.id, paid(1_500))
    [rest] = day_close(counter.shop).owed
    assert rest.left_fen == 500
    assert [one.left_fen for one in day_close(counter.shop, day("2026-03-05")).owed] == [2_000]
    with pytest.raises(Refusal, match="payment_too_much"):
        settle_debt(counter.shop, debt.debt.id, paid(501))
    settle_debt(counter.shop, debt.debt.id, waived(counter))
    assert day_close(counter.shop).owed == ()
    with pytest.raises(Refusal, match="debt_settled"):
        settle_debt(counter.shop, debt.debt.id, paid(1))
    assert cases.case_file(counter.shop, case.id).case.fee_taken_fen == 1_500


def test_where_no_fee_was_agreed_none_is_asked_for(counter: Counter) -> None:
    case = counter.move(counter.case(counter.person()), *READY, plan=Plan(work="调整"))
    case = counter.move(case, Stage.HANDED_OVER, payments=())
    assert (case.stage, case.fee_taken_fen) == (Stage.HANDED_OVER, None)


def test_a_hand_over_taken_back_takes_its_debt_along_x9(counter: Counter) -> None:
    case = ready(counter)
    facts = moves.MoveFacts(payments=(owed(),))
    moved = moves.move_case(counter.shop, case.id, Stage.HANDED_OVER, facts)
    assert moved.before is not None
    assert moved.after is not None
    undo_step.undo_move(counter.shop, moved.before, moved.after)
    assert (answers(counter, case), day_close(counter.shop).owed) == ([], ())


def test_the_timeline_says_what_became_of_the_fee_g14(counter: Counter) -> None:
    case = counter.move(counter.case(counter.person()), *HANDED_OVER)
    said = cases.case_file(counter.shop, case.id).timeline[-1].said()
    assert said["payments"] == [{"kind": "paid", "amount_fen": 2_000, "method": "cash"}]
