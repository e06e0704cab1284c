"""The shop's own changes: each from a day on, judged by the right day, and never below the law."""

import json
import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from building.sales import SOLD, TRADES, known, ruling
from shopcare.cli.tables import plain
from shopcare.domain.cases.returns import Fault
from shopcare.domain.errors import Invalid
from shopcare.domain.policy.change_check import check_changes
from shopcare.domain.policy.clause import Axis, NextStep, Option, Unit
from shopcare.domain.policy.conditions import Answer
from shopcare.domain.policy.policy_changes import (
    PolicyChangeDraft,
    text_lists,
    with_changes,
    worded,
)
from shopcare.domain.policy.sale_facts import SaleKind
from shopcare.domain.policy.verdict import Verdict, judge
from shopcare.language.catalog import catalog
from shopcare.language.clause_words import clause_text
from shopcare.policies.clauses import load_clauses, load_law
from shopcare.policies.profile import load_policy

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
START = date(2026, 3, 10)
SECTIONS = {"G": 25, "C": 14, "O": 5, "B": 7, "T": 24, "A": 18, "L": 9}
"""How many rules each section has."""


def change(clause: str, field: str, *numbers: int, **more: object) -> PolicyChangeDraft:
    said = {"numbers": numbers, "from_on": START} | more
    return PolicyChangeDraft(clause=clause, field=field, **said)


def refused(
    trade: str, *drafts: PolicyChangeDraft, today: date = SOLD, made: tuple = ()
) -> list[tuple[str, object]]:
    clauses, policy, law = load_clauses(trade, "CN"), load_policy(trade), load_law("CN")
    try:
        check_changes(drafts, clauses, policy, made, law, today)
    except Invalid as invalid:
        return [
            (problem.code, problem.values.get("least", problem.values.get("most")))
            for problem in invalid.problems
        ]
    return []


def judged(trade: str, on: date, *changes: PolicyChangeDraft, **facts: object) -> Verdict:
    clauses = with_changes(load_clauses(trade, "CN"), changes)
    return judge(clauses, known(trade, **facts), on)


LONGER = change("A-1.no_reason", "numbers.window", 14)


@pytest.mark.parametrize(("sold", "days"), [(-1, 7), (0, 14), (1, 14)])
def test_goods_are_judged_by_what_was_in_force_when_they_were_sold(sold: int, days: int) -> None:
    sold_on = START + timedelta(days=sold)
    for wait, answer in ((days, Answer.YES), (days + 1, Answer.NO)):
        on = sold_on + timedelta(days=wait)
        found = judged("clothing", on, LONGER, sold_on=sold_on, received_on=sold_on)
        returned = ruling(found, Option.RETURN, Axis.NO_REASON)
        assert returned.answer is answer
        said = clause_text(catalog("zh_CN"), found.clauses["A-1.no_reason"])
        assert f"{days} 天内可退换" in said


def test_what_the_shop_does_now_is_judged_by_today_t4() -> None:
    more = change("T-4.small_quantity", "numbers.most", 5)
    for on, wanted in ((START - timedelta(days=1), True), (START, False)):
        found = judged("tile", on, more, quantity=3)
        steps = ruling(found, Option.EXCHANGE, Axis.NO_REASON).steps
        assert (NextStep.APPOINTMENT in steps) is wanted


def test_a_later_change_wins_from_its_day_on_and_of_one_day_the_last_made() -> None:
    again = change("A-1.no_reason", "numbers.window", 10, from_on=START + timedelta(days=5))
    corrected = change("A-1.no_reason", "numbers.window", 20)
    versions = [
        (clause.in_force_from, clause.in_force_until, clause.figures["window"].value)
        for clause in with_changes(load_clauses("clothing", "CN"), [LONGER, again, corrected])
        if clause.id == "A-1.no_reason"
    ]
    day = timedelta(days=1)
    assert versions == [
        (None, START - day, 7),
        (START, START + 4 * day, 20),
        (START + 5 * day, None, 10),
    ]


def test_whose_day_of_sale_is_unknown_is_asked_for_it_where_versions_differ() -> None:
    barred = change("T-3.final_sale", "when.sale_kind", texts=("clearance",))
    found = judged(
        "tile", START, barred, sold_on=None, received_on=START, sale_kind=SaleKind.SPECIAL_PRICE
    )
    exchanged = ruling(found, Option.EXCHANGE, Axis.NO_REASON)
    assert exchanged.answer is Answer.DEPENDS
    assert "sold_on" in exchanged.depends_on


@pytest.mark.parametrize(
    ("kinds", "sale_kind", "answer"),
    [
        (("clearance",), SaleKind.CLEARANCE, Answer.NO),
        (("clearance",), SaleKind.SPECIAL_PRICE, Answer.YES),
        ((), SaleKind.CLEARANCE, Answer.YES),
    ],
)
def test_the_shop_says_which_sales_are_final_t3(kinds, sale_kind, answer) -> None:
    final = change("T-3.final_sale", "when.sale_kind", texts=kinds)
    facts = {"sold_on": START, "received_on": START, "sale_kind": sale_kind}
    found = judged("tile", START, final, **facts)
    assert ruling(found, Option.EXCHANGE, Axis.NO_REASON).answer is answer


def test_the_fee_steps_of_the_day_of_sale_count_a5() -> None:
    steps = change("A-5.depreciation_textile", "numbers.shares", 5, 10, 20, 30)
    for sold_on, percent in ((START - timedelta(days=1), 10), (START, 5)):
        found = judged(
            "clothing", sold_on + timedelta(days=10), steps,
            sold_on=sold_on, received_on=sold_on, fault=Fault.QUALITY, repairable=False,
        )  # fmt: skip
        (line,) = ruling(found, Option.REPLACEMENT, Axis.QUALITY).fee_lines
        assert (line.percent, line.fen) == (percent, 1_000 * percent)


@pytest.mark.parametrize(
    ("trade", "draft", "code", "possible"),
    [
        ("clothing", change("A-1.quality", "numbers.window", 6), "policy_shorter_than_law", 7),
        ("tile", change("T-1.quality", "numbers.window", 6), "policy_shorter_than_law", 7),
        ("clothing", change("A-3.repair_time", "numbers.longest", 16), "policy_longer_than_law",
         15),
        ("clothing", change("A-3.repair_time", "numbers.done", 11), "policy_longer_than_law",
         10),
        ("clothing", change("A-3.repair_time", "numbers.done", 361, unit=Unit.HOURS),
         "policy_longer_than_law", 360),
        ("clothing", change("A-2.application", "numbers.settle", 11), "policy_longer_than_law",
         10),
        ("tile", change("terms.return", "texts", texts=("离柜概不负责",)), "policy_phrase_void",
         None),
        ("tile", change("terms.return", "texts", texts=()), "policy_value_missing", None),
        ("tile", change("terms.return", "texts", texts=("好",) * 13), "field_too_many", 12),
        ("tile", change("terms.return", "texts", texts=("好" * 201,)), "text_too_long", 200),
        ("tile", change("L-1.exchange", "numbers.window", 1), "policy_clause_unknown", None),
        ("tile", change("T-9.nothing", "numbers.window", 1), "policy_clause_unknown", None),
        ("tile", change("T-1.quality", "numbers.luck", 1), "policy_field_unknown", None),
        ("tile", change("T-1.quality", "when.receipt", texts=("false",)), "policy_field_unknown",
         None),
        ("tile", change("T-3.final_sale", "when.sale_kind", texts=("gift",)),
         "policy_choice_unknown", None),
        ("tile", change("T-1.quality", "numbers.window", 30, unit=Unit.FEN),
         "policy_choice_unknown", None),
        ("tile", change("T-1.quality", "numbers.window", 9999), "policy_number_wrong", 3660),
        ("tile", change("T-1.quality", "numbers.window", 30, 40), "policy_value_missing", None),
        ("tile", change("T-1.quality", "numbers.window"), "policy_value_missing", None),
        ("tile", change("T-1.quality", "numbers.window", 30), "policy_change_nothing", None),
        ("clothing", change("A-5.depreciation_textile", "numbers.shares", 40, 20, 10, 5),
         "policy_steps_wrong", None),
        ("clothing", change("A-5.depreciation_textile", "numbers.ages", 1, 3, 6),
         "policy_steps_wrong", None),
        ("tile", change("T-1.quality", "numbers.window", 0, unit=Unit.MONTHS),
         "policy_shorter_than_law", 7),
        ("optical", change("G-5.promised", "numbers.frame_repair", 11), "policy_longer_than_law",
         10),
        ("tile", change("G-5.promised", "numbers.return_exchange", 11), "policy_longer_than_law",
         10),
        ("optical", change("C-3.key_account", "numbers.every", 0), "policy_value_wrong", None),
        ("optical", change("R-3.rhythm", "numbers.lenses", 0), "policy_value_wrong", None),
        ("optical", change("G-3.acknowledged", "numbers.within", 0), "policy_value_wrong", None),
    ],
)  # fmt: skip
def test_a_change_that_cannot_be_is_refused_with_what_is_possible(
    trade: str, draft: PolicyChangeDraft, code: str, possible: object
) -> None:
    assert (code, possible) in refused(trade, draft)


@pytest.mark.parametrize(
    ("trade", "draft"),
    [
        ("clothing", change("A-1.quality", "numbers.window", 7, from_on=SOLD, unit=Unit.MONTHS)),
        ("tile", change("T-1.quality", "numbers.window", 7)),
        ("tile", change("T-1.exchange", "numbers.window", 0)),
        ("clothing", change("A-3.repair_time", "numbers.done", 72, unit=Unit.HOURS)),
        ("clothing", change("A-3.repair_time", "numbers.done", 10)),
        ("optical", change("talking_points.misuse", "texts", texts=("好些了吗？",))),
    ],
)
def test_what_gives_the_law_its_due_is_the_shops_to_choose(trade, draft) -> None:
    assert refused(trade, draft) == []


def test_nothing_promised_is_changed_afterwards() -> None:
    assert refused("clothing", LONGER, today=START) == []
    late = START + timedelta(days=1)
    assert refused("clothing", LONGER, today=late) == [("policy_change_in_past", None)]


def test_ages_and_shares_are_changed_together_a5() -> None:
    clause = "A-5.depreciation_textile"
    ages, shares = change(clause, "numbers.ages", 6, 12), change(clause, "numbers.shares", 10, 50)
    assert refused("clothing", ages, shares) == []
    assert refused("clothing", ages) == [("policy_steps_wrong", None)]


def test_a_change_must_fit_the_later_ones_too() -> None:
    later = change("A-5.depreciation_textile", "numbers.shares", 10, 20, 40, 60,
                   from_on=START + timedelta(days=30))  # fmt: skip
    now = change("A-5.depreciation_textile", "numbers.ages", 6, 12)
    shares = change("A-5.depreciation_textile", "numbers.shares", 10, 50)
    assert ("policy_steps_wrong", None) in refused("clothing", now, shares, made=(later,))


def test_texts_are_the_shops_own_from_a_day_on() -> None:
    policy = load_policy("tile")
    own = change("terms.return", "texts", texts=("请保留小票。",))
    before, after = worded(policy, [own], START - timedelta(days=1)), worded(policy, [own], START)
    assert text_lists(before) == text_lists(policy)
    assert text_lists(after)["terms.return"] == ("请保留小票。",)
    assert text_lists(after)["terms.repair"] == text_lists(policy)["terms.repair"]


@pytest.mark.parametrize("trade", TRADES)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_clause_says_its_figures_as_they_are(trade: str, language: str) -> None:
    for clause in load_clauses(trade, "CN"):
        said = clause_text(catalog(language), clause)
        assert "{" not in said
        assert said.strip()


def test_a_promise_of_no_days_is_for_the_same_day_g5() -> None:
    [promised] = [one for one in load_clauses("optical", "CN") if one.id == "G-5.promised"]
    for language, same_day in (("zh_CN", "调整 当天"), ("en", "adjustment the same day")):
        told = clause_text(catalog(language), promised)
        assert same_day in told
        assert "0 " not in told


def said(value: Any) -> Any:
    """Leave out what is empty, so that a copy shows only what a clause says."""
    if isinstance(value, dict):
        return {key: said(part) for key, part in value.items() if part not in (None, "", [], {})}
    return [said(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("trade", TRADES)
def test_the_merged_policy_is_as_it_was_reviewed(trade: str, tmp_path: Path) -> None:
    """Compare the policy with its committed copy; a wanted difference is copied over it."""
    clauses = [said(plain(clause)) for clause in load_clauses(trade, "CN")]
    merged = {"clauses": clauses, "texts": text_lists(load_policy(trade))}
    written = json.dumps(merged, ensure_ascii=False, indent=1) + "\n"
    (tmp_path / f"{trade}.json").write_text(written, "utf-8")
    reviewed = DATA / "policies" / f"{trade}.json"
    assert written == reviewed.read_text("utf-8"), f"cp {tmp_path}/{trade}.json {reviewed}"


def rules_cited() -> set[str]:
    files = [*ROOT.glob("src/**/*.py"), *ROOT.glob("resources/**/*.toml")]
    texts = (file.read_text("utf-8") for file in files)
    return {rule for text in texts for rule in re.findall(r"\b[GCOBTAL]-\d+\b", text)}


def test_every_rule_is_cited_or_its_coming_later_has_a_reason() -> None:
    every = {f"{name}-{n}" for name, most in SECTIONS.items() for n in range(1, most + 1)}
    later = tomllib.loads((DATA / "rules_to_come.toml").read_text("utf-8"))
    assert all(part["reason"] for part in later.values())
    listed = [rule for part in later.values() for rule in part["rules"]]
    assert len(listed) == len(set(listed))
    assert every - rules_cited() - set(listed) == set(), "neither carried out nor on the list"
    assert rules_cited() & set(listed) == set(), "carried out: take them off the list"
    assert set(listed) <= every


def test_a_complaint_may_be_promised_for_later_than_a_repair_l2() -> None:
    for days, service in ((10, "frame_repair"), (30, "consultation")):
        assert refused("optical", change("G-5.promised", f"numbers.{service}", days)) == []
