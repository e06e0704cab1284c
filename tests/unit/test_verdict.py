"""Verdicts: every limit on the day before, the day and the day after; and what always holds."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building.sales import CATEGORY, SOLD, TRADES, known, policies, ruling, sales
from shopcare.domain.calendar.day_facts import months_after
from shopcare.domain.cases.returns import Fault
from shopcare.domain.errors import Invalid
from shopcare.domain.money import Fen
from shopcare.domain.policy.answers import possible_answers
from shopcare.domain.policy.clause import (
    Axis,
    Basis,
    Clause,
    Effect,
    NextStep,
    Option,
    Unit,
    Until,
)
from shopcare.domain.policy.conditions import Answer, month_age, weigh
from shopcare.domain.policy.sale_facts import SaleFacts, SaleKind
from shopcare.domain.policy.verdict import Verdict, Why, judge
from shopcare.domain.purchases.purchase import SalesChannel
from shopcare.language.catalog import catalog
from shopcare.language.clause_words import clause_text
from shopcare.language.verdict_words import failing_text, ruling_reason
from shopcare.policies.clauses import load_clauses
from shopcare.policies.profile import load_policy
from shopcare.services.policies.verdicts import judge_facts


def verdict(trade: str, facts: SaleFacts, on: date) -> Verdict:
    return judge(load_clauses(trade, "CN"), facts, on)


LIMITS = [
    # rule, trade, option, axis, facts, last day it is allowed
    ("L-1", "optical", Option.RETURN, Axis.QUALITY, {"fault": Fault.QUALITY}, 7),
    ("L-1", "tile", Option.RETURN, Axis.QUALITY, {"fault": Fault.QUALITY, "receipt": False}, 7),
    ("L-1", "optical", Option.EXCHANGE, Axis.QUALITY, {"fault": Fault.QUALITY}, "24 months"),
    ("L-1", "optical", Option.FREE_REPAIR, Axis.QUALITY, {"fault": Fault.QUALITY}, "24 months"),
    ("L-3", "optical", Option.RETURN, Axis.NO_REASON, {"channel": SalesChannel.ONLINE}, 7),
    ("L-3", "tile", Option.RETURN, Axis.NO_REASON, {"channel": SalesChannel.MAIL}, 7),
    ("A-1", "clothing", Option.RETURN, Axis.NO_REASON, {}, 7),
    ("A-1", "clothing", Option.EXCHANGE, Axis.NO_REASON, {}, 7),
    ("A-5", "clothing", Option.REPLACEMENT, Axis.QUALITY,
     {"fault": Fault.QUALITY, "repairable": False}, "12 months"),
    ("A-5", "clothing", Option.REPLACEMENT, Axis.QUALITY,
     {"fault": Fault.QUALITY, "repairable": False, "category": "leather"}, "18 months"),
    ("A-6", "clothing", Option.CARE, None,
     {"category": "suit", "amount_fen": Fen(200_000)}, date(2026, 12, 31)),
    ("A-6", "clothing", Option.CARE, None, {"category": "leather"}, "12 months"),
    ("T-1", "tile", Option.EXCHANGE, Axis.NO_REASON, {}, 30),
    ("T-1", "tile", Option.RETURN, Axis.QUALITY, {"fault": Fault.QUALITY}, 30),
    ("B-1", "beauty", Option.RETURN, Axis.NO_REASON, {}, 7),
    ("B-1", "beauty", Option.EXCHANGE, Axis.NO_REASON, {}, 7),
    ("B-2", "beauty", Option.REPLACEMENT, Axis.QUALITY,
     {"fault": Fault.QUALITY, "shelf_life_until": date(2027, 5, 31)}, date(2027, 5, 31)),
    ("O-2", "optical", Option.REPLACEMENT, Axis.QUALITY, {"fault": Fault.QUALITY}, "3 months"),
]  # fmt: skip


def last_day(limit: int | str | date) -> date:
    if isinstance(limit, int):
        return SOLD + timedelta(days=limit)
    return limit if isinstance(limit, date) else months_after(SOLD, int(limit.split()[0]))


@pytest.mark.parametrize(("rule", "trade", "option", "axis", "more", "limit"), LIMITS)
def test_a_limit_holds_to_its_last_day_and_no_longer(
    rule, trade, option, axis, more, limit
) -> None:
    facts, last = known(trade, **more), last_day(limit)
    for step, answer in ((-1, Answer.YES), (0, Answer.YES), (1, Answer.NO)):
        found = ruling(verdict(trade, facts, last + timedelta(days=step)), option, axis)
        assert found.answer is answer, (rule, step)
        cited = [c.rule for c in load_clauses(trade, "CN") if c.id in found.clauses]
        assert answer is Answer.NO or rule in cited
    assert found.why in (Why.WINDOW_OVER, Why.CONDITION_FAILS)
    assert found.until == last or found.depends_on


WINDOWS = [
    (trade, clause) for trade in TRADES for clause in load_clauses(trade, "CN") if clause.window
]


def fitting(trade: str, clause: Clause) -> SaleFacts:
    """Give a sale for which everything holds that a clause asks for, but perhaps its window."""
    more: dict[str, object] = {"category": next(iter(clause.categories), CATEGORY[trade])}
    for one in clause.conditions:
        more[one.fact] = {"true": True, "false": False}.get(
            next(iter(one.one_of), ""), next(iter(one.one_of), None)
        )
        if one.at_least:
            more[one.fact] = clause.figures[one.at_least].value
    return known(trade, shelf_life_until=date(2027, 5, 31), repaired_on=SOLD, **more)


@pytest.mark.parametrize(
    ("trade", "clause"), WINDOWS, ids=[f"{trade}-{clause.id}" for trade, clause in WINDOWS]
)
def test_every_clause_holds_to_the_last_day_of_its_window(trade: str, clause: Clause) -> None:
    facts = fitting(trade, clause)
    assert clause.window is not None
    figure = clause.figures.get(clause.window.figure)
    if figure is None:
        last = {Until.SHELF_LIFE: facts.shelf_life_until, Until.YEAR_OF_SALE: date(2026, 12, 31)}[
            clause.window.until
        ]
    elif figure.unit is Unit.DAYS:
        last = SOLD + timedelta(days=figure.value)
    else:
        last = months_after(SOLD, figure.value * (12 if figure.unit is Unit.YEARS else 1))
    answers = [weigh(clause, facts, last + timedelta(days=step)).answer for step in (-1, 0, 1)]
    assert answers == [Answer.YES, Answer.YES, Answer.NO]


def test_laid_goods_are_returned_for_a_quality_fault_only_t2_l1() -> None:
    laid = known("tile", laid=True)
    plain = verdict("tile", laid, SOLD)
    assert ruling(plain, Option.EXCHANGE, Axis.NO_REASON).clauses == ("T-2.laid",)
    assert ruling(plain, Option.EXCHANGE, Axis.NO_REASON).why is Why.BARRED
    faulty = verdict("tile", known("tile", laid=True, fault=Fault.QUALITY), SOLD)
    returned = ruling(faulty, Option.RETURN, Axis.QUALITY)
    assert (returned.answer, returned.basis) == (Answer.YES, Basis.LAW)


@pytest.mark.parametrize(
    "kind", [SaleKind.SPECIAL_PRICE, SaleKind.CLEARANCE, SaleKind.MADE_TO_ORDER]
)
def test_final_sales_are_barred_without_a_reason_only_t3_l1(kind: SaleKind) -> None:
    facts = known("tile", sale_kind=kind)
    assert ruling(verdict("tile", facts, SOLD), Option.EXCHANGE, Axis.NO_REASON).answer is Answer.NO
    faulty = known("tile", sale_kind=kind, fault=Fault.QUALITY)
    assert ruling(verdict("tile", faulty, SOLD), Option.EXCHANGE, Axis.QUALITY).answer is Answer.YES


def test_tiles_without_a_fault_are_exchanged_only_t1() -> None:
    found = ruling(verdict("tile", known("tile"), SOLD), Option.RETURN, Axis.NO_REASON)
    assert (found.answer, found.why) == (Answer.NO, Why.BARRED)
    # bought at the counter, so that the law's seven days are not for it (L-3)
    assert found.clauses == ("T-1.exchange_only", "L-3.distance_sale")


def test_a_refusal_says_what_is_particular_to_the_goods_first_t2_t3() -> None:
    for more, bar in (({"laid": True}, "T-2"), ({"sale_kind": SaleKind.CLEARANCE}, "T-3")):
        for days in (3, 12):  # inside and after the law's seven days, which are not for it (L-3)
            judged = verdict("tile", known("tile", **more), SOLD + timedelta(days=days))
            found = ruling(judged, Option.RETURN, Axis.NO_REASON)
            assert (found.why, found.clauses[0].partition(".")[0]) == (Why.BARRED, bar)
            assert "T-1.exchange_only" in found.clauses


def test_a_refusal_names_a_window_only_where_nothing_else_fails() -> None:
    facts = known("clothing", category="leather", fault=Fault.QUALITY, repairable=False)
    repair = ruling(
        verdict("clothing", facts, SOLD + timedelta(days=400)), Option.FREE_REPAIR, Axis.QUALITY
    )
    assert (repair.clauses, repair.depends_on) == (("L-1.free_repair",), ("repairable",))
    assert (repair.why, repair.until) == (Why.CONDITION_FAILS, None)
    late = verdict("clothing", known("clothing", receipt=False), SOLD + timedelta(days=8))
    over = ruling(late, Option.RETURN, Axis.NO_REASON)
    assert (over.why, over.clauses) == (Why.WINDOW_OVER, ("A-1.no_reason",))


def test_more_than_two_square_metres_go_by_appointment_t4() -> None:
    for quantity, wanted in ((Decimal(2), False), (Decimal("2.01"), True), (None, None)):
        facts = known("tile", quantity=quantity)
        found = ruling(verdict("tile", facts, SOLD), Option.EXCHANGE, Axis.NO_REASON)
        assert (NextStep.APPOINTMENT in found.steps) is (wanted is True)
        assert (NextStep.BRING_ANY_TIME in found.steps) is (wanted is False)
        assert ("quantity" in found.depends_on) is (wanted is None)


def test_goods_made_to_order_are_not_sent_back_without_a_reason_l3() -> None:
    facts = known("beauty", channel=SalesChannel.ONLINE, sale_kind=SaleKind.MADE_TO_ORDER)
    found = ruling(verdict("beauty", facts, SOLD), Option.RETURN, Axis.NO_REASON)
    assert found.basis is Basis.SHOP  # B-1 promises it nevertheless
    optical = known("optical", channel=SalesChannel.ONLINE, sale_kind=SaleKind.MADE_TO_ORDER)
    assert (
        ruling(verdict("optical", optical, SOLD), Option.RETURN, Axis.NO_REASON).answer is Answer.NO
    )


def test_freight_is_the_shops_for_a_quality_fault_a1_l1() -> None:
    found = verdict("clothing", known("clothing", fault=Fault.QUALITY), SOLD)
    assert NextStep.CUSTOMER_PAYS_FREIGHT in ruling(found, Option.RETURN, Axis.NO_REASON).steps
    quality = ruling(found, Option.RETURN, Axis.QUALITY)
    assert NextStep.SHOP_PAYS_FREIGHT in quality.steps
    assert NextStep.CUSTOMER_PAYS_FREIGHT not in quality.steps


def test_the_shop_bears_the_proof_for_six_months_l4() -> None:
    facts = known("optical", fault=Fault.QUALITY)
    last = months_after(SOLD, 6)
    for on, wanted in ((last, True), (last + timedelta(days=1), False)):
        found = ruling(verdict("optical", facts, on), Option.EXCHANGE, Axis.QUALITY)
        assert (NextStep.SHOP_BEARS_PROOF in found.steps) is wanted


@pytest.mark.parametrize(("months", "percent"), [(1, 10), (3, 20), (6, 40), (12, 60)])
def test_the_depreciation_fee_goes_by_age_in_steps_a5(months: int, percent: int) -> None:
    facts = known("clothing", fault=Fault.QUALITY, repairable=False, amount_fen=Fen(89_905))
    on = months_after(SOLD, months)
    found = ruling(verdict("clothing", facts, on), Option.REPLACEMENT, Axis.QUALITY)
    assert found.fee_fen == (89_905 * percent + 50) // 100
    assert [(line.clause, line.percent) for line in found.fee_lines] == [
        ("A-5.depreciation_textile", percent)
    ]
    if months < 12:
        later = verdict("clothing", facts, on + timedelta(days=1))
        assert ruling(later, Option.REPLACEMENT, Axis.QUALITY).fee_fen > found.fee_fen


def test_the_age_in_months_ends_with_the_same_day_of_the_month() -> None:
    assert month_age(date(2026, 1, 31), date(2026, 2, 28)) == 1
    assert month_age(date(2026, 1, 31), date(2026, 3, 1)) == 2
    assert month_age(SOLD, SOLD) == 0


def test_a_suit_below_the_price_has_no_free_cleaning_a6() -> None:
    for price, answer in ((199_999, Answer.NO), (200_000, Answer.YES)):
        facts = known("clothing", category="suit", amount_fen=Fen(price))
        assert ruling(verdict("clothing", facts, SOLD), Option.CARE, None).answer is answer


def test_what_is_unknown_is_asked_for_and_never_taken_for_no() -> None:
    found = verdict("beauty", SaleFacts(sold_on=SOLD), SOLD)
    assert ruling(found, Option.RETURN, Axis.NO_REASON).answer is Answer.DEPENDS
    asked = {question.fact: question.options for question in found.ask}
    assert {"receipt", "fault"} <= asked.keys()
    assert Option.RETURN in asked["receipt"]


def test_goods_received_later_than_sold_are_counted_from_then() -> None:
    facts = known("beauty", received_on=SOLD + timedelta(days=5))
    on = SOLD + timedelta(days=12)
    assert ruling(verdict("beauty", facts, on), Option.RETURN, Axis.NO_REASON).answer is Answer.YES
    unknown = known("beauty", received_on=None)
    found = ruling(verdict("beauty", unknown, on), Option.RETURN, Axis.NO_REASON)
    assert (found.answer, found.depends_on) == (Answer.DEPENDS, ("received_on",))


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"sold_on": date(2030, 1, 1)}, "sold_after_day"),
        ({"received_on": date(2030, 1, 1)}, "received_after_day"),
        ({"received_on": SOLD - timedelta(days=1)}, "received_before_sale"),
        ({"amount_fen": Fen(-1)}, "amount_negative"),
        ({"amount_fen": Fen(10**12)}, "amount_too_large"),
        ({"quantity": Decimal(0)}, "quantity_impossible"),
    ],
)
def test_facts_that_cannot_be_are_refused(more: dict[str, object], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        verdict("tile", known("tile", **more), SOLD)
    assert code in [problem.code for problem in refused.value.problems]


trades, waits = st.sampled_from(TRADES), st.integers(20, 800)


@given(policies(), sales(), waits, st.integers(0, 400))
def test_more_time_passed_never_gives_the_customer_more(policy, facts, wait, more) -> None:
    on = facts.sold_on + timedelta(days=wait)
    early = judge(policy[1], facts, on)
    late = judge(policy[1], facts, on + timedelta(days=more))
    rank = {Answer.NO: 0, Answer.DEPENDS: 1, Answer.YES: 2}
    for before in early.rulings:
        after = ruling(late, before.option, before.axis)
        assert rank[after.answer] <= rank[before.answer]
        if after.fee_fen is not None and before.fee_fen is not None:
            assert after.fee_fen >= before.fee_fen


@given(policies(), sales(), waits)
def test_a_fee_never_exceeds_the_price_paid(policy, facts, wait) -> None:
    for found in judge(policy[1], facts, facts.sold_on + timedelta(days=wait)).rulings:
        if found.fee_fen and facts.amount_fen is not None:
            assert 0 <= found.fee_fen <= facts.amount_fen


@given(policies(), sales(), waits)
def test_what_the_law_grants_is_never_refused(policy, facts, wait) -> None:
    clauses, on = policy[1], facts.sold_on + timedelta(days=wait)
    law = [clause for clause in clauses if clause.basis is Basis.LAW]
    rank = {Answer.NO: 0, Answer.DEPENDS: 1, Answer.YES: 2}
    whole = judge(clauses, facts, on)
    for granted in judge(law, facts, on).rulings:
        found = ruling(whole, granted.option, granted.axis)
        assert rank[found.answer] >= rank[granted.answer]


@given(policies(), sales(), waits)
def test_what_is_allowed_is_forbidden_by_none_of_its_own_clauses(policy, facts, wait) -> None:
    """A clause that is cited for a yes is no bar, and its own window and conditions hold."""
    on = facts.sold_on + timedelta(days=wait)
    whole = judge(policy[1], facts, on)
    for found in whole.rulings:
        if found.answer is Answer.YES:
            cited = [whole.clauses[one] for one in found.clauses]
            assert all(clause.effect is not Effect.BAR for clause in cited)
            holding = [one for one in cited if not one.otherwise]  # T-4 speaks of both halves
            assert all(weigh(clause, facts, on).answer is Answer.YES for clause in holding)


ON_FILE = ("sold_on", "received_on", "repaired_on")
"""What the shop's own file tells: nothing there means that there was nothing."""


@given(trades, sales(), waits, sales())
def test_an_answer_to_a_question_decides_and_never_contradicts(trade, facts, wait, other) -> None:
    """A yes stays a yes and a no stays a no, whatever is told beyond it."""
    on = facts.sold_on + timedelta(days=wait)
    told = SaleFacts(
        **{
            name: own if (own := getattr(facts, name)) is not None else getattr(other, name)
            for name in SaleFacts.__slots__
            if name not in ON_FILE
        },
        **{name: getattr(facts, name) for name in ON_FILE},
    )
    after = verdict(trade, told, on)
    for before in verdict(trade, facts, on).rulings:
        if before.answer is not Answer.DEPENDS:
            assert ruling(after, before.option, before.axis).answer is before.answer


def test_each_answer_says_what_it_would_change() -> None:
    found = verdict("clothing", known("clothing", fault=Fault.QUALITY, receipt=None), SOLD)
    yes, no = possible_answers(found, "receipt")
    assert (yes.value, no.value) == (True, False)
    changed = {(one.option, one.axis): one.answer for one in yes.changes}
    assert changed[Option.RETURN, Axis.NO_REASON] is Answer.YES
    assert {one.answer for one in no.changes} == {Answer.NO}
    # the law asks for no receipt
    assert (Option.RETURN, Axis.QUALITY) not in {(one.option, one.axis) for one in no.changes}
    assert possible_answers(found, "amount_fen") == ()


@given(policies(), sales(), waits)
def test_what_an_answer_would_change_is_what_it_changes(policy, facts, wait) -> None:
    on = facts.sold_on + timedelta(days=wait)
    before = judge(policy[1], facts, on)
    for question in before.ask:
        for answer in possible_answers(before, question.fact):
            after = judge(policy[1], replace(facts, **{question.fact: answer.value}), on)
            assert {(one.option, one.axis, one.answer) for one in answer.changes} == {
                (one.option, one.axis, one.answer)
                for one in after.rulings
                if one.answer is not ruling(before, one.option, one.axis).answer
            }


@pytest.mark.parametrize("trade", TRADES)
def test_who_has_told_everything_is_asked_nothing_more(trade: str) -> None:
    """Only what a customer can be asked for is asked; the kind of goods says if they last (L-4)."""
    policy = load_policy(trade)
    for category in policy.categories:
        for fault in Fault:
            told = replace(
                known(trade, category=category.key, fault=fault, shelf_life_until=date(2027, 5, 1)),
                durable=None,
            )
            found = judge_facts(trade, "CN", told, SOLD + timedelta(days=5))
            assert found.ask == ()
    told = replace(known(trade, fault=Fault.QUALITY), category=None, durable=None)
    asked = {question.fact for question in judge_facts(trade, "CN", told, SOLD).ask}
    assert "category" in asked
    assert "durable" not in asked


def test_of_two_windows_that_end_together_the_one_of_the_axis_is_named() -> None:
    on = SOLD + timedelta(days=8)
    facts = known("clothing", channel=None, fault=Fault.QUALITY)
    found = verdict("clothing", facts, on)
    assert ruling(found, Option.RETURN, Axis.NO_REASON).clauses == ("A-1.no_reason",)
    assert ruling(found, Option.RETURN, Axis.QUALITY).clauses == ("L-1.return_7_days",)


@pytest.mark.parametrize(
    ("trade", "more", "option", "axis", "said"),
    [
        ("clothing", {"receipt": False}, Option.RETURN, Axis.NO_REASON, "没有小票或发票"),
        ("clothing", {"saleable": False}, Option.EXCHANGE, Axis.NO_REASON, "影响再次销售"),
        ("optical", {"repairable": False}, Option.PAID_REPAIR, None, "修不了"),
        ("optical", {"channel": SalesChannel.COUNTER}, Option.RETURN, Axis.NO_REASON, "在店里买的"),
        ("clothing", {"fault": Fault.QUALITY}, Option.REPLACEMENT, Axis.QUALITY, "可以修"),
    ],
)
def test_a_no_names_the_fact_that_speaks_against_it(trade, more, option, axis, said) -> None:
    words = catalog("zh_CN")
    found = judge(load_clauses(trade, "CN"), known(trade, **more), SOLD)
    refused = ruling(found, option, axis)
    first = clause_text(words, found.clauses[refused.clauses[0]])
    assert said in ruling_reason(words, refused, first, found.facts)
    assert said in failing_text(words, found.facts, refused.depends_on)
