"""Consent per purpose (L-7), and the calls at the shop's rhythm for those who agreed (R-3)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from building.counter import Counter, open_counter
from building.moments import day
from building.records import HANDED_OVER
from shopcare.domain.calls.callback import CallbackState, CallResult, MovedBy, Purpose
from shopcare.domain.cases.case import Plan
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.money import Fen
from shopcare.domain.people.consent import ConsentDraft, ConsentPurpose, ConsentWay, stands
from shopcare.domain.people.customer import BirthdayCalendar, Customer, CustomerBirthday
from shopcare.domain.people.prescription import EyeMeasure, Prescription, PrescriptionDraft
from shopcare.language.catalog import catalog
from shopcare.services.calls.explain import why_call
from shopcare.services.calls.planned_calls import void_call
from shopcare.services.calls.undo_call import undo_call
from shopcare.services.calls.undo_correction import undo_consent, undo_void_purchase
from shopcare.services.cases.undo_step import last_move, undo_move
from shopcare.services.merging.merge import merge_customers
from shopcare.services.merging.undo_merge import undo_merge
from shopcare.services.people import consents, customers
from shopcare.services.people.consents import ConsentWritten
from shopcare.services.people.prescriptions import (
    add_prescription,
    restore_prescription,
    void_prescription,
)
from shopcare.services.purchases import purchases
from shopcare.services.shop import Shop
from shopcare.storage.file import audit

CHECK, LENSES, CARE = Purpose.CHECK_UP, Purpose.NEW_LENSES, Purpose.FREE_CARE


def said(on: str, purpose: ConsentPurpose = ConsentPurpose.CARE_CALLS) -> ConsentDraft:
    return ConsentDraft(purpose=purpose, on=day(on), way=ConsentWay.SIGNATURE)


def agree(counter: Counter, customer: Customer, on: str = "2026-03-05") -> ConsentWritten:
    return consents.give(counter.shop, customer.id, said(on))


def measured(shop: Shop, customer: Customer, on: str) -> Prescription:
    eye = EyeMeasure(sphere=Decimal("-2.00"))
    draft = PrescriptionDraft(measured_on=day(on), right=eye, left=eye, pupil_distance=Decimal(62))
    return add_prescription(shop, customer.id, draft).prescription


def change(counter: Counter, customer: Customer, **changes: object) -> Customer:
    now = customers.draft_of(customers.customer(counter.shop, customer.id))
    draft = replace(now, **changes)  # type: ignore[arg-type]
    return customers.change_customer(counter.shop, customer.id, draft).customer


def test_nobody_is_called_at_a_rhythm_without_consent_r3(counter: Counter) -> None:
    wang = counter.person()
    counter.sale(wang, "contact_lenses", "frame_glasses", handed_over_on=day("2026-03-04"))
    measured(counter.shop, wang, "2026-03-04")
    for purpose in (ConsentPurpose.SERVICE, ConsentPurpose.MARKETING):
        assert consents.give(counter.shop, wang.id, said("2026-03-05", purpose)).planned == ()
    assert not any(counter.calls(wang, one) for one in (CHECK, LENSES, CARE))


def test_who_agrees_is_reminded_once_for_each_cause_r3(counter: Counter) -> None:
    wang = counter.person()
    counter.sale(wang, "contact_lenses", handed_over_on=day("2026-03-04"))
    counter.sale(wang, "frame_glasses", handed_over_on=day("2026-02-03"))
    measured(counter.shop, wang, "2026-02-10")
    written = agree(counter, wang)
    assert len(written.planned) == 3
    assert [counter.calls(wang, one)[0].rule_on.isoformat() for one in (CHECK, LENSES, CARE)] == [
        "2027-02-10", "2026-09-04", "2026-08-03",
    ]  # fmt: skip
    change(counter, wang, remark="又来了")
    assert [len(counter.calls(wang, one)) for one in (CHECK, LENSES, CARE)] == [1, 1, 1]
    assert counter.calls(wang, CHECK)[0].clause == "R-3"


def test_new_goods_and_care_move_the_reminder_r3(counter: Counter) -> None:
    wang = counter.person()
    old = counter.sale(wang, "contact_lenses", handed_over_on=day("2026-02-04"))
    agree(counter, wang)
    counter.go_to("2026-04-01 10:00")
    new = counter.sale(wang, "contact_lenses", handed_over_on=day("2026-04-01"))
    [call] = counter.calls(wang, LENSES)
    assert call.rule_on == day("2026-10-01")
    undone = purchases.handed_over(counter.shop, new.purchase.id)
    purchases.undo_hand_over(counter.shop, undone)
    assert counter.calls(wang, LENSES)[0].rule_on == day("2026-08-04")
    purchases.void_purchase(counter.shop, old.purchase.id, "录错")
    assert counter.calls(wang, LENSES) == []
    undo_void_purchase(counter.shop, old.purchase.id)
    assert counter.calls(wang, LENSES)[0].rule_on == day("2026-08-04")


def test_a_check_up_counts_from_the_last_measurement_that_holds_r3(counter: Counter) -> None:
    wang = counter.person()
    measured(counter.shop, wang, "2026-02-10")
    agree(counter, wang)
    newer = measured(counter.shop, wang, "2026-03-05")
    assert [call.rule_on for call in counter.calls(wang, CHECK)] == [day("2027-03-05")]
    void_prescription(counter.shop, newer.id, "量错了")
    assert [call.rule_on for call in counter.calls(wang, CHECK)] == [day("2027-02-10")]
    restore_prescription(counter.shop, newer.id)
    assert [call.rule_on for call in counter.calls(wang, CHECK)] == [day("2027-03-05")]


def test_free_care_that_was_given_begins_the_rhythm_anew_r3(counter: Counter) -> None:
    wang = counter.person()
    counter.sale(wang, "frame_glasses", handed_over_on=day("2026-02-03"))
    agree(counter, wang)
    case = counter.case(wang, service="free_care", fault="清洗")
    free = {"plan": Plan(work="清洗", fee_fen=Fen(0)), "payments": ()}
    counter.move(case, *HANDED_OVER, **free)
    [call] = counter.calls(wang, CARE)
    assert call.rule_on == day("2026-09-05")
    undo_move(counter.shop, *last_move(counter.shop, case.id))
    assert counter.calls(wang, CARE)[0].rule_on == day("2026-08-03")


def test_what_came_due_before_the_consent_is_due_now_and_says_why_r3(counter: Counter) -> None:
    wang = counter.person()
    measured(counter.shop, wang, "2024-10-01")
    agree(counter, wang)
    [call] = counter.calls(wang, CHECK)
    assert (call.rule_on, call.due_on) == (day("2025-10-01"), day("2026-03-05"))
    assert call.moves[0].by is MovedBy.AGREED_LATER
    sentence = why_call(counter.shop, catalog("en"), call).sentence
    assert "agreed to such calls only later" in sentence
    counter.dial(call)
    assert counter.calls(wang, CHECK)[0].rule_on == day("2026-10-01"), "the rhythm goes on"


def test_withdrawing_ends_those_calls_and_no_others_l7(counter: Counter) -> None:
    wang = counter.person(
        key_account=True,
        birthday=CustomerBirthday(calendar=BirthdayCalendar.SOLAR, month=5, day=1),
    )
    counter.sale(wang, "frame_glasses", handed_over_on=day("2026-03-04"))
    agree(counter, wang)
    before = {call.purpose for call in counter.calls(wang)}
    assert {CARE, Purpose.KEY_ACCOUNT, Purpose.BIRTHDAY, Purpose.WEARING_CHECK} <= before
    written = consents.withdraw(counter.shop, wang.id, said("2026-03-05"))
    assert [call.purpose for call in counter.calls(wang)] == [Purpose.WEARING_CHECK]
    assert len(written.ended) == 3
    entry = audit.last_about(counter.shop.file, "customer", wang.id)
    assert entry is not None
    assert entry.said()["calls_ended"] == list(written.ended), "with a trace"
    dropped = [c for c in counter.calls(wang, every=True) if c.id in written.ended]
    assert {call.state for call in dropped} == {CallbackState.DROPPED}
    change(counter, wang, remark="VIP")
    assert [call.purpose for call in counter.calls(wang)] == [Purpose.WEARING_CHECK]
    counter.case(wang)  # no service is refused
    consents.give(counter.shop, wang.id, said("2026-03-05"))
    again = {call.purpose for call in counter.calls(wang)}
    assert before <= again


def test_who_wants_no_calls_has_them_paused_with_their_dates_r3(counter: Counter) -> None:
    wang = counter.person()
    counter.sale(wang, "contact_lenses", handed_over_on=day("2026-03-04"))
    agree(counter, wang)
    [call] = counter.calls(wang, LENSES)
    change(counter, wang, no_calls=True)
    assert counter.again(call).state is CallbackState.PAUSED
    change(counter, wang, no_calls=False)
    assert counter.calls(wang, LENSES) == [call]


def test_the_rhythm_goes_on_after_a_call_and_its_undoing_r3(counter: Counter) -> None:
    wang = counter.person()
    counter.sale(wang, "contact_lenses", handed_over_on=day("2026-03-04"))
    agree(counter, wang)
    [call] = counter.calls(wang, LENSES)
    counter.go_to("2026-09-04 10:00")
    counter.dial(call)
    assert counter.calls(wang, LENSES)[0].rule_on == day("2027-03-04")
    undo_call(counter.shop, call.id)
    assert [one.id for one in counter.calls(wang, LENSES)] == [call.id]
    void_call(counter.shop, call.id, "不需要")
    assert counter.calls(wang, LENSES)[0].rule_on == day("2027-03-04")
    counter.dial(counter.calls(wang, LENSES)[0], CallResult.DECLINED)
    assert counter.calls(wang, LENSES) == []


def test_a_consent_written_by_mistake_is_undone_x9(counter: Counter) -> None:
    wang = counter.person()
    counter.sale(wang, "contact_lenses", handed_over_on=day("2026-03-04"))
    agree(counter, wang)
    [call] = counter.calls(wang, LENSES)
    consents.withdraw(counter.shop, wang.id, said("2026-03-05"))
    undo_consent(counter.shop, wang.id)
    assert counter.calls(wang, LENSES) == [call]
    assert stands(consents.consents_of(counter.shop, wang.id), ConsentPurpose.CARE_CALLS)
    undo_consent(counter.shop, wang.id)
    assert consents.consents_of(counter.shop, wang.id) == ()
    assert counter.calls(wang, LENSES) == []
    with pytest.raises(Refusal, match="nothing_to_undo"):
        undo_consent(counter.shop, wang.id)


def test_a_consent_that_cannot_be_is_refused_l7(counter: Counter) -> None:
    wang, shop = counter.person(), counter.shop
    with pytest.raises(Refusal, match="consent_not_given"):
        consents.withdraw(shop, wang.id, said("2026-03-05"))
    with pytest.raises(Invalid, match="consent_in_future"):
        consents.give(shop, wang.id, said("2026-03-06"))
    agree(counter, wang, "2026-03-01")
    with pytest.raises(Refusal, match="consent_stands_already"):
        agree(counter, wang)
    with pytest.raises(Invalid, match="withdrawn_before_given"):
        consents.withdraw(shop, wang.id, said("2026-02-28"))
    consents.withdraw(shop, wang.id, said("2026-03-03"))
    with pytest.raises(Invalid, match="consent_before_withdrawal"):
        agree(counter, wang, "2026-03-02")
    assert not stands(consents.consents_of(shop, wang.id), ConsentPurpose.CARE_CALLS)
    assert agree(counter, wang).consents[-1].given_on == date(2026, 3, 5)


def test_two_records_of_one_person_agree_and_are_reminded_as_one_w2(counter: Counter) -> None:
    kept, other = counter.person("王小明"), counter.person("王晓明")
    counter.sale(kept, "contact_lenses", handed_over_on=day("2026-03-02"))
    counter.sale(other, "contact_lenses", handed_over_on=day("2026-03-04"))
    counter.sale(other, "frame_glasses", handed_over_on=day("2026-03-04"))
    agree(counter, other)
    assert counter.calls(kept, LENSES) == []
    merge_customers(counter.shop, kept.id, other.id)
    assert stands(consents.consents_of(counter.shop, kept.id), ConsentPurpose.CARE_CALLS)
    assert [call.rule_on for call in counter.calls(kept, LENSES)] == [day("2026-09-04")]
    assert len(counter.calls(kept, CARE)) == 1
    undo_merge(counter.shop, kept.id)
    assert not stands(consents.consents_of(counter.shop, kept.id), ConsentPurpose.CARE_CALLS)
    assert counter.calls(kept, LENSES) == []
    assert [len(counter.calls(other, one)) for one in (LENSES, CARE)] == [1, 1]


@pytest.fixture(scope="module")
def tiles(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    made = open_counter(Path(tmp_path_factory.mktemp("tiles")), trade="tile")
    yield made
    made.shop.close()


def test_a_trade_without_such_a_clause_only_keeps_the_consent_r3(tiles: Counter) -> None:
    wang = tiles.person()
    tiles.sale(wang, "floor_tile", handed_over_on=day("2026-03-04"))
    assert agree(tiles, wang).planned == ()
    assert stands(consents.consents_of(tiles.shop, wang.id), ConsentPurpose.CARE_CALLS)
