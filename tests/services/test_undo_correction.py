"""Undoing a voiding, a corrected time and a settled debt (X-9)."""

import pytest

from building.counter import Counter
from building.moments import at, day
from building.records import HANDED_OVER, READY, paid
from shopcare.domain.calls.callback import CallbackState, CallResult, Purpose
from shopcare.domain.cases.case import Case, CaseKind, Stage
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind
from shopcare.domain.people.customer import Customer
from shopcare.language.catalog import catalog
from shopcare.language.records.timeline_words import timeline_text
from shopcare.services.calls.planned_calls import PlannedCall, plan_call, void_call
from shopcare.services.calls.undo_call import CallStep, undo_call
from shopcare.services.calls.undo_correction import (
    Correction,
    undo_correction,
    undo_last,
    undo_void_purchase,
)
from shopcare.services.cases import cases, printed_papers
from shopcare.services.cases.corrections import correct_time, void_case
from shopcare.services.cases.printed_papers import Way
from shopcare.services.payments import debts
from shopcare.services.payments.debts import settle_debt
from shopcare.services.purchases.purchases import void_purchase
from shopcare.storage import row_changes
from shopcare.storage.file import audit

OWED = (PaymentDraft(kind=PaymentKind.OWED, owed_until=day("2026-03-09")),)


def rows(counter: Counter, customer: Customer) -> object:
    """Read every row about a customer, but for payments, which stay on record as undone."""
    found = row_changes.rows_about(counter.shop.file, [customer.id], receipts=True).by_key
    return {key: row for key, row in found.items() if key[0] != "payment"}


def told(counter: Counter, case: Case, language: str = "en") -> str:
    return timeline_text(catalog(language), cases.case_file(counter.shop, case.id).timeline[-1])


def owing(counter: Counter, customer: Customer) -> Case:
    case = counter.move(counter.case(customer), *READY)
    return counter.move(case, Stage.HANDED_OVER, payments=OWED)


@pytest.mark.parametrize("stages", [(), (Stage.CONFIRMED,), READY, HANDED_OVER])
def test_a_voided_case_is_brought_back_exactly_x9(counter: Counter, stages: list[Stage]) -> None:
    wang = counter.person("王", "13800138000")
    case = counter.move(counter.case(wang, promised_on=day("2026-03-09")), *stages)
    before, shown = rows(counter, wang), cases.case_rows(counter.shop, [case.id])
    void_case(counter.shop, case.id, "开错了")
    assert rows(counter, wang) != before
    undo_correction(counter.shop, case.id, Correction.VOID)
    assert rows(counter, wang) == before
    assert cases.case_rows(counter.shop, [case.id]) == shown
    assert told(counter, case) == "Voiding undone: the case counts again"
    assert list(audit.broken_seals(counter.shop.file)) == []
    with pytest.raises(Refusal, match="nothing_to_undo"):
        undo_correction(counter.shop, case.id, Correction.VOID)
    void_case(counter.shop, case.id, "还是开错了")


def test_a_voided_complaint_stays_so_once_another_one_follows_it_c2(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    case = counter.complaint_handled(wang)
    void_case(counter.shop, case.id, "开错了")
    counter.case(wang, CaseKind.COMPLAINT, linked_case_id=case.id)
    with pytest.raises(Refusal, match="case_changed_since"):
        undo_correction(counter.shop, case.id, Correction.VOID)


def test_what_was_printed_since_stays_x9(counter: Counter) -> None:
    case = counter.case(counter.person("王"))
    void_case(counter.shop, case.id, "开错了")
    counter.clock.advance(hours=1)
    printed_papers.note_paper(counter.shop, case.id, "service_slip", "Slip", Way.PRINTED)
    with pytest.raises(Refusal, match="paper_given_out"):
        undo_correction(counter.shop, case.id, Correction.VOID)


def test_a_voided_purchase_is_brought_back_with_its_calls_x9(counter: Counter) -> None:
    wang = counter.person("王", "13800138000")
    sold = counter.sale(wang, handed_over_on=day("2026-03-05"), receipt_number="A1").purchase
    before = rows(counter, wang)
    void_purchase(counter.shop, sold.id, "录重了")
    undo_void_purchase(counter.shop, sold.id)
    assert rows(counter, wang) == before
    assert counter.calls(wang, Purpose.WEARING_CHECK)
    with pytest.raises(Refusal, match="nothing_to_undo"):
        undo_void_purchase(counter.shop, sold.id)


@pytest.mark.parametrize("number", ["A1", None])
def test_a_purchase_that_was_entered_again_stays_voided_x9(
    counter: Counter, number: str | None
) -> None:
    wang = counter.person("王", "13800138000")
    sold = counter.sale(wang, handed_over_on=day("2026-03-05"), receipt_number=number).purchase
    void_purchase(counter.shop, sold.id, "录错了")
    counter.sale(wang, handed_over_on=day("2026-03-05"), receipt_number=number)
    with pytest.raises(Refusal, match="receipt_entered_again"):
        undo_void_purchase(counter.shop, sold.id)


def test_a_voided_call_is_brought_back_and_the_next_one_goes_x9_c3(counter: Counter) -> None:
    wang = counter.person("王", "13800138000", key_account=True)
    [call] = counter.calls(wang, Purpose.KEY_ACCOUNT)
    counter.dial(call, CallResult.NO_ANSWER)
    call = counter.again(call)
    void_call(counter.shop, call.id, "顾客在店里")
    [following] = counter.calls(wang, Purpose.KEY_ACCOUNT)
    undo_call(counter.shop, call.id, CallStep.VOID)
    assert counter.again(call) == call
    assert counter.calls(wang, Purpose.KEY_ACCOUNT) == [call]
    assert counter.again(following).state is CallbackState.DROPPED


def test_a_voided_call_of_a_case_takes_the_day_that_stood_for_it_away_g25(
    counter: Counter,
) -> None:
    wang = counter.person("王", "13800138000")
    case = counter.complaint_handled(wang)
    case = counter.move(counter.case(wang), Stage.CONFIRMED)
    planned = PlannedCall(customer_id=wang.id, on=day("2026-03-06"), reason="尾款", case_id=case.id)
    call = plan_call(counter.shop, planned).callback
    stood = cases.case_file(counter.shop, case.id).deadlines
    void_call(counter.shop, call.id, "记错了")
    undo_call(counter.shop, call.id, CallStep.VOID)
    assert counter.again(call) == call
    open_before = [one for one in stood if one.met_at is None]
    now = cases.case_file(counter.shop, case.id)
    assert [one for one in now.deadlines if one.met_at is None] == open_before
    assert "voided by mistake" in told(counter, case)


def test_a_corrected_time_is_undone_with_what_was_counted_from_it_g14_x9(
    counter: Counter,
) -> None:
    wang = counter.person("王", "13800138000")
    case = counter.move(counter.case(wang, CaseKind.COMPLAINT), Stage.CONFIRMED)
    counter.go_to("2026-03-05 16:00")
    case = counter.move(case, Stage.CLOSED)
    before = rows(counter, wang)
    correct_time(counter.shop, case.id, at("2026-03-05 11:00"), "补记")
    assert rows(counter, wang) != before
    undo_correction(counter.shop, case.id, Correction.TIME)
    assert rows(counter, wang) == before
    assert "“Closed” at" in told(counter, case) and "16:00" in told(counter, case)
    correct_time(counter.shop, case.id, at("2026-03-05 15:00"), "补记")
    assert cases.case_file(counter.shop, case.id).case.closed_at == at("2026-03-05 15:00")


def test_a_step_since_keeps_the_corrected_time(counter: Counter) -> None:
    case = counter.case(counter.person("王", "13800138000"))
    correct_time(counter.shop, case.id, at("2026-03-05 09:00"), "补记")
    counter.move(case, Stage.CONFIRMED)
    with pytest.raises(Refusal, match="case_changed_since"):
        undo_correction(counter.shop, case.id, Correction.TIME)


def test_a_waived_debt_is_owed_again_x9(counter: Counter) -> None:
    case = owing(counter, wang := counter.person("王"))
    before, [owed] = rows(counter, wang), debts.debts_of(counter.shop, case.id)
    waived = PaymentDraft(
        kind=PaymentKind.WAIVED, decided_by=counter.shop.acting.id, reason="老顾客"
    )
    settle_debt(counter.shop, owed[0].id, waived)
    assert debts.debts_of(counter.shop, case.id) == []
    undo_correction(counter.shop, case.id, Correction.PAYMENT)
    assert debts.debts_of(counter.shop, case.id) == [owed]
    assert rows(counter, wang) == before


def test_money_that_was_taken_is_given_back_with_a_reason_only_x9(counter: Counter) -> None:
    case = owing(counter, counter.person("王"))
    [(debt, _left)] = debts.debts_of(counter.shop, case.id)
    settle_debt(counter.shop, debt.id, paid(1_500))
    with pytest.raises(Invalid, match="reason_missing"):
        undo_correction(counter.shop, case.id, Correction.PAYMENT)
    undo_correction(counter.shop, case.id, Correction.PAYMENT, "收错人了")
    [(_, left)] = debts.debts_of(counter.shop, case.id)
    assert left == Fen(2_000)
    assert cases.case_file(counter.shop, case.id).case.fee_taken_fen is None
    assert told(counter, case).endswith("¥15.00 paid (Cash): 收错人了")


def test_the_command_undoes_what_was_done_last_x9(counter: Counter) -> None:
    shop = counter.shop
    case = counter.move(counter.case(counter.person("王", "13800138000")), Stage.CONFIRMED)
    counter.clock.advance(hours=1)
    stood = [cases.case_file(shop, case.id).case]
    correct_time(shop, case.id, at("2026-03-05 10:30"), "补记")
    stood.append(cases.case_file(shop, case.id).case)
    void_case(shop, case.id, "开错了")
    for before in reversed(stood):
        undo_last(shop, case.id)
        assert cases.case_file(shop, case.id).case == before
    undo_last(shop, case.id)
    assert cases.case_file(shop, case.id).case.stage is Stage.RECEIVED
