"""Fees, deposits, payments, corrections and the till: no fen is lost, whatever the order (G-17)."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from building.counter import Counter, open_counter
from building.records import READY, paid
from building.shops import NOW
from shopcare.domain.cases.case import Case, How, Stage
from shopcare.domain.cases.case_stages import due_of
from shopcare.domain.cases.case_steps import MoveFacts
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.ids import StaffId
from shopcare.domain.money import Fen
from shopcare.domain.payments.fee_lines import FeeKind, FeeLine
from shopcare.domain.payments.gift import GiftDraft, GiftKind
from shopcare.domain.payments.payment import (
    MONEY_IN,
    Payment,
    PaymentDraft,
    PaymentKind,
    PayMethod,
    open_debts,
    standing_payments,
)
from shopcare.domain.payments.till import HandOverDraft
from shopcare.services.cases import cases, moves
from shopcare.services.cases.undo_step import last_move, undo_move
from shopcare.services.payments.debts import settle_debt
from shopcare.services.payments.fees import note_invoice, set_fees, take_deposit
from shopcare.services.payments.gifts import (
    count_stock,
    gift_items,
    gifts_of,
    give,
    open_vouchers,
    redeem,
    restore_gift,
    take_back_gift,
    unredeem,
    void_gift,
)
from shopcare.services.payments.reversals import reverse_payment
from shopcare.services.payments.till import hand_over_cash, till_of
from shopcare.services.shop import open_shop
from shopcare.services.upkeep.check import check
from shopcare.storage import payments
from shopcare.system.clock import SetClock

TODAY = NOW.date()
AMOUNTS = st.integers(1, 3_000).map(Fen)
METHODS = st.sampled_from([PayMethod.CASH, PayMethod.CASH, PayMethod.WECHAT])
PICK = st.integers(0, 5)
RESTS = st.sampled_from(["waived", "owed", "paid"])


def line(fen: int, kind: FeeKind = FeeKind.LABOUR, words: str = "") -> FeeLine:
    return FeeLine(kind=kind, amount_fen=Fen(fen), words=words)


def deposit(fen: int, method: PayMethod = PayMethod.CASH) -> PaymentDraft:
    return PaymentDraft(kind=PaymentKind.DEPOSIT, amount_fen=Fen(fen), method=method)


@cache
def ready_case_file() -> tuple[Path, int]:
    counter = open_counter(Path(mkdtemp(prefix="money-")))
    case = counter.move(counter.case(counter.person("王")), *READY)
    counter.shop.close()
    return counter.shop.path, case.id


class MoneyOfACase(RuleBasedStateMachine):
    """A repair that is ready, and everything that may happen to its money."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        made, self.case_id = ready_case_file()
        path = Path(shutil.copy(made, self.folder.name))
        self.shop = open_shop(path, clock=SetClock(NOW + timedelta(hours=1)), initials="DZ")
        self.shop.file.execute("PRAGMA synchronous = OFF")
        self.agreed = 2_000
        """The fee at the last hand-over, or as it is planned."""

    def teardown(self) -> None:
        self.shop.close()
        self.folder.cleanup()

    @property
    def case(self) -> Case:
        return cases.case_file(self.shop, self.case_id).case

    @property
    def standing(self) -> list[Payment]:
        return standing_payments(payments.of_case(self.shop.file, self.case_id))

    def attempt(self, what: Callable[..., Any], *words: Any, **more: Any) -> bool:
        try:
            what(self.shop, *words, **more)
        except (Refusal, Invalid):
            return False
        return True

    @rule(first=AMOUNTS, second=AMOUNTS)
    def set_the_fee(self, first: Fen, second: Fen) -> None:
        lines = (line(first), line(second, FeeKind.PART, "镜腿"))
        if self.attempt(set_fees, self.case_id, lines, How.PHONE):
            self.agreed = first + second
            assert sum(one.amount_fen for one in self.case.fee_lines) == self.agreed

    @rule(fen=AMOUNTS, method=METHODS)
    def pay_ahead(self, fen: Fen, method: PayMethod) -> None:
        self.attempt(take_deposit, self.case_id, deposit(fen, method))

    @rule(value=AMOUNTS)
    def give_a_voucher(self, value: Fen) -> None:
        give(self.shop, self.case.customer_id, voucher_draft(value))

    def with_voucher(self, due: int) -> tuple[PaymentDraft, ...]:
        """Pay with the first open voucher what it is worth, at most what is due."""
        vouchers = open_vouchers(self.shop, self.case.customer_id)
        if not vouchers or due <= 0:
            return ()
        worth = Fen(min(due, vouchers[0].value_fen or 0))
        return (replace(paid(worth, PayMethod.VOUCHER), voucher_id=vouchers[0].id),)

    @invariant()
    def a_voucher_is_redeemed_by_one_payment_that_stands(self) -> None:
        used = [one.voucher_id for one in self.standing if one.voucher_id is not None]
        given = gifts_of(self.shop, self.case.customer_id)
        assert sorted(used) == sorted(one.id for one in given if one.redeemed_at is not None)

    @rule(part=st.integers(0, 100), method=METHODS, rest=RESTS, by_voucher=st.booleans())
    def hand_over(self, part: int, method: PayMethod, rest: str, by_voucher: bool) -> None:
        due = due_of(self.case)
        if due < 0:
            back = PaymentDraft(kind=PaymentKind.REFUNDED, amount_fen=Fen(-due), method=method)
            answers = (back,)
        else:
            vouchers = self.with_voucher(due) if by_voucher else ()
            due -= sum(one.amount_fen or 0 for one in vouchers)
            now = due if rest == "paid" else due * part // 100
            others = {
                "waived": PaymentDraft(
                    kind=PaymentKind.WAIVED, decided_by=StaffId(1), reason="老顾客"
                ),
                "owed": PaymentDraft(kind=PaymentKind.OWED, owed_until=TODAY),
            }
            answers = (*vouchers, paid(now, method), *([others[rest]] if rest in others else []))
        self.attempt(moves.move_case, self.case_id, Stage.HANDED_OVER, MoveFacts(payments=answers))

    @rule()
    def take_the_hand_over_back(self) -> None:
        if self.case.stage is Stage.HANDED_OVER:
            try:
                undo_move(self.shop, *last_move(self.shop, self.case_id))
            except (Refusal, Invalid):
                return

    @rule(pick=PICK, part=st.integers(1, 100), method=METHODS)
    def settle(self, pick: int, part: int, method: PayMethod) -> None:
        debts = open_debts(self.standing)
        if debts:
            debt, left = debts[pick % len(debts)]
            self.attempt(settle_debt, debt.id, paid(max(1, left * part // 100), method))

    @rule(pick=PICK, answered=st.booleans())
    def reverse(self, pick: int, answered: bool) -> None:
        if not self.standing:
            return
        entry = self.standing[pick % len(self.standing)]
        kind = entry.kind if entry.kind is PaymentKind.REFUNDED else PaymentKind.PAID
        right = PaymentDraft(kind=kind, amount_fen=entry.amount_fen, method=PayMethod.ALIPAY)
        instead = (right,) if answered else ()
        self.attempt(reverse_payment, entry.id, "记错了", instead)

    @rule(pick=PICK, fen=AMOUNTS)
    def hand_cash_to_the_till(self, pick: int, fen: Fen) -> None:
        rows = till_of(self.shop, TODAY)
        if rows:
            owner = rows[pick % len(rows)].staff_id
            self.attempt(hand_over_cash, HandOverDraft(staff_id=owner, on=TODAY, amount_fen=fen))

    @invariant()
    def what_was_taken_is_what_stands(self) -> None:
        taken = sum(one.amount_fen for one in self.standing if one.kind in MONEY_IN)
        assert (self.case.fee_taken_fen or 0) == taken

    @invariant()
    def a_handed_over_fee_is_answered_to_the_fen(self) -> None:
        case = self.case
        ahead = sum(one.amount_fen for one in self.standing if one.kind is PaymentKind.DEPOSIT)
        if case.stage is not Stage.HANDED_OVER:
            assert case.deposit_fen == ahead
            return
        assert case.deposit_fen == 0
        first = [one for one in self.standing if one.settles_id is None]
        answered = sum(
            -one.amount_fen if one.kind is PaymentKind.REFUNDED else one.amount_fen for one in first
        )
        assert answered == self.agreed
        owed = sum(one.amount_fen for one in first if one.kind is PaymentKind.OWED)
        settled = sum(one.amount_fen for one in self.standing if one.settles_id is not None)
        assert sum(left for _, left in open_debts(self.standing)) == owed - settled

    @invariant()
    def the_till_and_the_drawer_hold_what_was_taken(self) -> None:
        rows = till_of(self.shop, TODAY)
        kept = sum(row.left_fen + row.handed_over_fen for row in rows)
        signs = {PaymentKind.PAID: 1, PaymentKind.DEPOSIT: 1, PaymentKind.REFUNDED: -1}
        cash = [one for one in self.standing if one.method is PayMethod.CASH]
        assert kept == sum(signs.get(one.kind, 0) * one.amount_fen for one in cash)


TestMoneyOfACase = MoneyOfACase.TestCase
TestMoneyOfACase.settings = settings(
    max_examples=12,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_a_fee_is_the_sum_of_its_lines_and_a_higher_one_needs_consent_g5_g9(
    counter: Counter,
) -> None:
    case = counter.move(counter.case(counter.person("王")), *READY)
    lines = (line(1_500), line(1_000, FeeKind.PART, "铰链"))
    with pytest.raises(Invalid, match="consent_needed_again"):
        set_fees(counter.shop, case.id, lines)
    noted = set_fees(counter.shop, case.id, lines, How.PHONE)
    now = cases.case_file(counter.shop, case.id).case
    assert now.plan is not None
    assert now.consent is not None
    assert (now.plan.fee_fen, now.consent.how, now.fee_lines) == (2_500, How.PHONE, lines)
    assert noted.undo is not None
    noted.undo(counter.shop)
    before = cases.case_file(counter.shop, case.id).case
    assert (before.plan, before.fee_lines, before.consent) == (case.plan, (), case.consent)
    counter.move(case, Stage.HANDED_OVER)
    with pytest.raises(Refusal, match="case_is_over"):
        set_fees(counter.shop, case.id, lines, How.PHONE)


def test_a_deposit_is_taken_off_and_given_back_before_a_case_is_cancelled_g9(
    counter: Counter,
) -> None:
    case = counter.move(counter.case(counter.person("王")), *READY)
    take_deposit(counter.shop, case.id, deposit(500, PayMethod.WECHAT))
    with pytest.raises(Invalid, match="payment_short"):
        counter.move(case, Stage.HANDED_OVER, payments=(paid(1_499),))
    case = counter.move(case, Stage.HANDED_OVER, payments=(paid(1_500),))
    assert (case.fee_taken_fen, case.deposit_fen) == (2_000, 0)
    other = counter.move(counter.case(counter.person("李")), *READY[:3])
    take_deposit(counter.shop, other.id, deposit(700))
    with pytest.raises(Invalid, match="deposit_to_give_back"):
        counter.move(other, Stage.CANCELLED, reason="不修了")
    [entry] = payments.of_case(counter.shop.file, other.id)
    reverse_payment(counter.shop, entry.id, "顾客不修了，退定金")
    assert counter.move(other, Stage.CANCELLED, reason="不修了").fee_taken_fen is None


def test_a_wrong_entry_is_reversed_with_its_reason_and_answered_anew_x9(counter: Counter) -> None:
    case = counter.move(counter.case(counter.person("王")), *READY, Stage.HANDED_OVER)
    [entry] = payments.of_case(counter.shop.file, case.id)
    with pytest.raises(Invalid, match="reason_missing"):
        reverse_payment(counter.shop, entry.id, " ", (paid(2_000),))
    with pytest.raises(Invalid, match="payment_missing"):
        reverse_payment(counter.shop, entry.id, "是微信付的")
    with pytest.raises(Invalid, match="payment_differs"):
        reverse_payment(counter.shop, entry.id, "是微信付的", (paid(2_500),))
    reverse_payment(counter.shop, entry.id, "是微信付的", (paid(2_000, PayMethod.WECHAT),))
    with pytest.raises(Refusal, match="payment_reversed_already"):
        reverse_payment(counter.shop, entry.id, "再来一次", (paid(2_000),))
    kinds = [one.kind.value for one in payments.of_case(counter.shop.file, case.id)]
    assert kinds == ["paid", "reversed", "paid"]
    [row] = till_of(counter.shop, TODAY)
    assert (dict(row.taken), row.left_fen) == ({"cash": 0, "wechat": 2_000}, 0)
    assert all(one.is_fine for one in check(counter.shop))


def test_the_till_says_who_owes_what_and_the_next_day_carries_it_on_g17(counter: Counter) -> None:
    counter.shop.act_as("XC")
    counter.move(counter.case(counter.person("王")), *READY, Stage.HANDED_OVER)
    clerk = counter.shop.acting.id
    counter.shop.act_as("DZ")

    def left(text: str) -> list[tuple[int, int, int]]:
        counter.go_to(f"{text} 18:00")
        rows = till_of(counter.shop, counter.shop.today())
        return [(row.staff_id, row.handed_over_fen, row.left_fen) for row in rows]

    assert left("2026-03-05") == [(clerk, 0, 2_000)]
    draft = HandOverDraft(staff_id=clerk, on=TODAY, amount_fen=Fen(1_800))
    hand_over_cash(counter.shop, draft)
    assert left("2026-03-05") == [(clerk, 1_800, 200)]
    assert left("2026-03-06") == [(clerk, 0, 200)]
    back = HandOverDraft(staff_id=clerk, on=counter.shop.today(), amount_fen=Fen(-300))
    with pytest.raises(Invalid, match="reason_missing"):
        hand_over_cash(counter.shop, back)
    later = HandOverDraft(staff_id=clerk, on=TODAY + timedelta(days=9), amount_fen=Fen(1))
    with pytest.raises(Invalid, match="day_in_future"):
        hand_over_cash(counter.shop, later)


def test_an_invoice_is_asked_for_and_gets_its_number_g23(counter: Counter) -> None:
    case = counter.case(counter.person("王"))
    note_invoice(counter.shop, case.id, "")
    noted = note_invoice(counter.shop, case.id, " 2511 ")
    assert cases.case_file(counter.shop, case.id).case.invoice == "2511"
    assert noted.undo is not None
    noted.undo(counter.shop)
    assert cases.case_file(counter.shop, case.id).case.invoice == ""


def voucher_draft(fen: int = 1_500) -> GiftDraft:
    return GiftDraft(
        kind=GiftKind.VOUCHER, what="", why="致歉", value_fen=Fen(fen), expires_on=TODAY
    )


def test_a_voucher_pays_once_and_comes_back_with_its_reversal_g18(counter: Counter) -> None:
    wang = counter.person("王")
    voucher = give(counter.shop, wang.id, voucher_draft()).gift
    case = counter.move(counter.case(wang), *READY)
    by_voucher = replace(paid(1_500, PayMethod.VOUCHER), voucher_id=voucher.id)
    too_much = replace(by_voucher, amount_fen=Fen(2_000))
    with pytest.raises(Invalid, match="voucher_worth_less"):
        counter.move(case, Stage.HANDED_OVER, payments=(too_much,))
    with pytest.raises(Invalid, match="voucher_missing"):
        counter.move(case, Stage.HANDED_OVER, payments=(paid(2_000, PayMethod.VOUCHER),))
    counter.move(case, Stage.HANDED_OVER, payments=(by_voucher, paid(500)))
    assert [row.left_fen for row in till_of(counter.shop, TODAY)] == [500]
    other = counter.move(counter.case(wang), *READY)
    with pytest.raises(Refusal, match="voucher_redeemed"):
        counter.move(other, Stage.HANDED_OVER, payments=(by_voucher, paid(500)))
    with pytest.raises(Refusal, match="nothing_to_undo"):
        unredeem(counter.shop, voucher.id)
    entry = payments.of_case(counter.shop.file, case.id)[0]
    reverse_payment(counter.shop, entry.id, "券用错单", (paid(1_500),))
    assert [one.id for one in open_vouchers(counter.shop, wang.id)] == [voucher.id]
    assert all(one.is_fine for one in check(counter.shop))


def test_a_voucher_expires_and_is_redeemed_by_hand_once_g18(counter: Counter) -> None:
    wang = counter.person("王")
    first = give(counter.shop, wang.id, voucher_draft()).gift
    redeem(counter.shop, first.id)
    for spoiled in (redeem, take_back_gift):
        with pytest.raises(Refusal, match="voucher_redeemed"):
            spoiled(counter.shop, first.id)
    unredeem(counter.shop, first.id)
    counter.go_to("2026-03-06 10:00")
    with pytest.raises(Refusal, match="voucher_expired"):
        redeem(counter.shop, first.id)
    assert open_vouchers(counter.shop, wang.id) == []


def test_gifts_come_out_of_the_stock_and_go_back_g18_b6(counter: Counter) -> None:
    wang = counter.person("王")
    count_stock(counter.shop, "镜布", 1, Fen(500))

    def stock() -> int:
        return gift_items(counter.shop)[0].stock

    draft = GiftDraft(kind=GiftKind.REWARD, what="镜布", why="建议已采纳")
    given = give(counter.shop, wang.id, draft).gift
    assert (stock(), given.value_fen) == (0, 500)
    with pytest.raises(Refusal, match="gift_out_of_stock"):
        give(counter.shop, wang.id, draft)
    take_back_gift(counter.shop, given.id)
    assert stock() == 1
    restore_gift(counter.shop, given.id)
    void_gift(counter.shop, given.id, "没领")
    assert stock() == 1
    with pytest.raises(Invalid, match="reason_missing"):
        give(counter.shop, wang.id, replace(draft, why=" "))
    with pytest.raises(Invalid, match="expires_missing"):
        give(counter.shop, wang.id, replace(voucher_draft(), expires_on=None))
