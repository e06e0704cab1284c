"""The shop changes its policy: by a manager, from a day on, with a trace; nothing planned moves."""

from datetime import timedelta
from decimal import Decimal

import pytest

from building.counter import Counter
from building.records import add_purchase, open_case
from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import CaseKind
from shopcare.domain.cases.deadline import DeadlineKind
from shopcare.domain.errors import Invalid, NotFound, Refusal
from shopcare.domain.ids import PolicyChangeId
from shopcare.domain.policy.clause import Unit
from shopcare.domain.policy.policy_changes import PolicyChangeDraft
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft, SalesChannel
from shopcare.services.policies.policy_changes import (
    Touched,
    change_policy,
    changes_on_file,
    checked,
    clauses_on,
    touched,
    withdraw,
)
from shopcare.services.policies.verdicts import facts_on_file
from shopcare.services.purchases.purchases import add_purchase as add_purchase_draft
from shopcare.services.upkeep.check import check
from shopcare.storage.file import audit

WINDOW = ("O-2.replace_at_once", "numbers.window")


def draft(counter: Counter, months: int, days: int = 0) -> PolicyChangeDraft:
    clause, field = WINDOW
    day = counter.shop.today() + timedelta(days=days)
    return PolicyChangeDraft(
        clause=clause, field=field, numbers=(months,), unit=Unit.MONTHS, from_on=day
    )


def months_on(counter: Counter, days: int) -> int:
    day = counter.shop.today() + timedelta(days=days)
    (clause,) = (one for one in clauses_on(counter.shop, day) if one.id == WINDOW[0])
    return clause.figures["window"].value


def test_a_change_is_kept_with_who_made_it_and_read_once(counter: Counter) -> None:
    shop = counter.shop
    made = change_policy(shop, [draft(counter, 6, 10)])
    (change,) = changes_on_file(shop)
    assert (change.id, change.made_by, change.made_at) == (made.ids[0], shop.acting.id, shop.now())
    entry = audit.last_about(shop.file, "policy", change.id)
    assert entry is not None
    assert entry.said()["changes"][0]["clause"] == WINDOW[0]
    assert (months_on(counter, 9), months_on(counter, 10)) == (3, 6)
    statements: list[str] = []
    shop.file.set_trace_callback(statements.append)
    assert months_on(counter, 10) == 6
    shop.file.set_trace_callback(None)
    assert statements == []
    assert [found.key for found in check(shop) if found.problems] == []


def test_a_clerk_reads_the_policy_but_does_not_change_it(counter: Counter) -> None:
    change_policy(counter.shop, [draft(counter, 6, 10)])
    counter.shop.act_as("XC")
    for attempt in (
        lambda: change_policy(counter.shop, [draft(counter, 9)]),
        lambda: withdraw(counter.shop, [changes_on_file(counter.shop)[0].id]),
    ):
        with pytest.raises(Refusal, match="manager_needed"):
            attempt()
    assert months_on(counter, 10) == 6


def test_several_changes_stand_or_fall_together(counter: Counter) -> None:
    with pytest.raises(Invalid, match="policy_number_wrong"):
        change_policy(counter.shop, [draft(counter, 6), draft(counter, 9999)])
    assert changes_on_file(counter.shop) == []


def test_what_is_in_force_is_not_withdrawn_but_what_is_to_come(counter: Counter) -> None:
    soon = change_policy(counter.shop, [draft(counter, 6, 1)]).ids[0]
    today = change_policy(counter.shop, [draft(counter, 4)]).ids[0]
    withdraw(counter.shop, [today])
    with pytest.raises(Refusal, match="policy_change_withdrawn"):
        withdraw(counter.shop, [today])
    counter.clock.set(counter.shop.now() + timedelta(days=2))
    assert months_on(counter, 0) == 6
    with pytest.raises(Refusal, match="policy_change_in_force"):
        withdraw(counter.shop, [soon])
    with pytest.raises(NotFound):
        withdraw(counter.shop, [PolicyChangeId(99)])
    assert [one.withdrawn_at is None for one in changes_on_file(counter.shop)] == [True, False]


def test_another_thread_has_the_change_once_it_looks_again(counter: Counter) -> None:
    other = counter.shop.reopened()
    assert other.policy_changes == ()
    change_policy(counter.shop, [draft(counter, 6)])
    other.refresh()
    assert [one.numbers for one in other.policy_changes] == [(6,)]
    other.close()


def test_the_shops_own_texts_come_into_force_with_their_day(counter: Counter) -> None:
    shop = counter.shop
    tomorrow = shop.today() + timedelta(days=1)
    own = PolicyChangeDraft(
        clause="terms.repair", field="texts", texts=(" 请凭单取件。 ",), from_on=tomorrow
    )
    change_policy(shop, [own])
    assert len(shop.policy.terms[CaseKind.REPAIR]) > 1
    counter.clock.set(shop.now() + timedelta(days=1))
    assert shop.policy.terms[CaseKind.REPAIR] == ("请凭单取件。",)


def test_a_change_touches_the_open_cases_about_goods_that_are_sold_from_then_on(
    counter: Counter,
) -> None:
    shop, person = counter.shop, counter.person("王")
    old = shop.today() - timedelta(days=30)
    cases = {}
    for sold in (old, shop.today()):
        line = add_purchase(shop, person.id, sold_on=sold, handed_over_on=sold).purchase.lines[0]
        cases[sold] = open_case(shop, person.id, purchase_line_id=line.id)
    later = checked(shop, [draft(counter, 1, 1)])
    assert touched(shop, later) == Touched()
    now = touched(shop, checked(shop, [draft(counter, 1)]))
    assert [case.id for case in now.cases] == [cases[shop.today()].id]


def test_what_is_planned_stays_and_is_counted(counter: Counter) -> None:
    counter.case(counter.person("王"))
    hours = PolicyChangeDraft(
        clause="G-3.acknowledged",
        field="numbers.within",
        numbers=(12,),
        from_on=counter.shop.today(),
    )
    found = touched(counter.shop, checked(counter.shop, [hours]))
    assert (found.cases, found.planned_deadlines) == ((), 1)


def test_the_facts_on_file_are_those_of_the_line(counter: Counter) -> None:
    person = counter.person("王")
    line = add_purchase(counter.shop, person.id, "sunglasses").purchase.lines[0]
    facts = facts_on_file(counter.shop, line.id)
    assert (facts.category, facts.sold_on) == ("sunglasses", counter.shop.today())
    assert facts.durable  # L-4, as the policy says of the category


@pytest.mark.parametrize(
    ("unit", "quantity"), [("m²", Decimal(3)), ("㎡", Decimal(3)), ("片", None), ("", None)]
)
def test_pieces_are_no_square_metres_t4(
    counter: Counter, unit: str, quantity: Decimal | None
) -> None:
    draft = PurchaseDraft(
        customer_id=counter.person("王").id,
        sold_on=counter.shop.today(),
        channel=SalesChannel.ONLINE,
        lines=(PurchaseLineDraft(product="Q1", quantity=Decimal(3), unit=unit),),
    )
    recorded = add_purchase_draft(counter.shop, draft).purchase
    facts = facts_on_file(counter.shop, recorded.lines[0].id)
    assert (facts.quantity, facts.channel) == (quantity, SalesChannel.ONLINE)


def test_a_changed_call_series_is_planned_from_its_day_on_c2(counter: Counter) -> None:
    shop = counter.shop
    series = PolicyChangeDraft(
        clause="C-2.complaint_calls", field="numbers.days", numbers=(5,), from_on=shop.today()
    )
    before = counter.person("张", "13800138001")
    counter.complaint_handled(before)
    change_policy(shop, [series])
    after = counter.person("李", "13800138002")
    counter.complaint_handled(after)
    assert counter.due(before, Purpose.COMPLAINT) == ["2026-03-05", "2026-03-10", "2026-04-17"]
    assert counter.due(after, Purpose.COMPLAINT) == ["2026-03-05", "2026-03-12"]


def test_a_changed_deadline_holds_for_cases_from_then_on_g3(counter: Counter) -> None:
    shop = counter.shop
    earlier = counter.case(counter.person("张"))
    within = PolicyChangeDraft(
        clause="G-3.acknowledged", field="numbers.within", numbers=(12,), from_on=shop.today()
    )
    change_policy(shop, [within])
    later = counter.case(counter.person("李"))
    hours = [
        (one.due_at - one.basis_at).total_seconds() / 3600
        for case in (earlier, later)
        for one in counter.deadlines(case)
        if one.kind is DeadlineKind.ACKNOWLEDGE
    ]
    assert hours == [24, 12]
