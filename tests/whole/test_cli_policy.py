"""Policies and verdicts on the command line."""

import json
from pathlib import Path

import pytest

from building.command_line import CommandLine

TRADES = ("optical", "clothing", "tile", "beauty")


@pytest.mark.parametrize("trade", TRADES)
def test_every_trade_has_clauses_of_law_and_shop_with_their_sources(
    tmp_path: Path, trade: str
) -> None:
    shown = CommandLine(tmp_path).json("policy", "show", "--trade", trade)
    assert shown["trade"] == trade
    assert len(shown["categories"]) >= 4
    assert {clause["basis"] for clause in shown["clauses"]} == {"law", "shop"}
    for clause in shown["clauses"]:
        assert clause["text"]
        assert clause["source"]
        assert (clause["basis"] == "law") == bool(clause["article"])
        assert all({"value", "unit"} <= figure.keys() for figure in clause["numbers"].values())
    ids = [clause["id"] for clause in shown["clauses"]]
    assert len(ids) == len(set(ids))


def test_another_figure_of_another_rule_book_is_shown_beside_it_a18(tmp_path: Path) -> None:
    shown = CommandLine(tmp_path).json("policy", "show", "--trade", "clothing")
    (clause,) = (one for one in shown["clauses"] if one["id"] == "A-3.repair_time")
    others = clause["numbers"]["done"]["others"]
    assert [(other["value"], other["unit"]) for other in others] == [
        (3, "working_days"), (72, "hours"),
    ]  # fmt: skip


def test_a_law_is_in_force_from_its_day_on(tmp_path: Path) -> None:
    shown = CommandLine(tmp_path).json("policy", "show", "--trade", "tile", "--on", "2014-03-14")
    assert all(clause["basis"] == "shop" for clause in shown["clauses"])


def test_a_verdict_names_basis_fee_clauses_and_what_to_ask(tmp_path: Path) -> None:
    facts = {"category": "针织", "sold_on": "2026-06-01", "amount_fen": 89900, "receipt": True,
             "fault": "quality", "repairable": False, "saleable": "unknown"}  # fmt: skip
    found = CommandLine(tmp_path).json(
        "verdict", "--trade", "clothing", "--on", "2026-09-10", fields=facts
    )
    (replaced,) = (one for one in found["options"] if one["kind"] == "replacement")
    assert (replaced["allowed"], replaced["basis"]) == ("yes", "shop")
    assert replaced["fee_fen"] == 89900 * 40 // 100
    assert replaced["fee_lines"][0]["percent"] == 40
    assert "manager" in replaced["next"]
    exchanged = [one for one in found["options"] if one["kind"] == "exchange"]
    assert (exchanged[0]["axis"], exchanged[0]["basis"]) == ("quality", "law")
    assert "received_on" in [question["fact"] for question in found["ask"]]


def test_a_purchase_on_file_is_judged_by_what_is_known_of_it(shop_cli: CommandLine) -> None:
    customer = shop_cli.json("customer", "add", "--name", "王小明", "--phone", "13800138000")
    purchase = shop_cli.json(
        "purchase", "add", "--customer", customer["id"], "--sold", "2026-03-02",
        "--product", "BL3012", "--category", "frame_glasses", "--amount", "1280",
        "--channel", "online",
    )  # fmt: skip
    assert purchase["channel"] == "online"
    line = purchase["lines"][0]["id"]
    words = ("verdict", "--purchase-line", line, "--on", "2026-03-05")
    found = shop_cli.json(*words, fields={"fault": "quality"})
    returned = [one for one in found["options"] if one["kind"] == "return"]
    assert (returned[0]["axis"], returned[0]["allowed"]) == ("quality", "yes")
    by_law = next(one for one in returned if one["axis"] == "no_reason")  # L-3: sold online
    assert (by_law["allowed"], by_law["basis"]) == ("depends", "law")
    asked = {question["fact"]: question["answers"] for question in found["ask"]}
    assert "channel" not in asked
    saleable = {answer["answer"]: answer["changes"] for answer in asked["saleable"]}
    assert {"kind": "return", "axis": "no_reason", "allowed": "no"} in saleable[False]
    assert saleable[True] == []  # how it was sold is not known either
    assert shop_cli.refused("verdict", "--purchase-line", "999")["code"] == "not_found"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"sold_on": "2030-01-01"}, "sold_after_day"),
        ({"fault": "angry"}, "field_choice"),
        ({"category": "飞机"}, "field_choice"),
        ({"colour": "red"}, "field_unknown"),
        ({"receipt": "maybe"}, "field_wants_yes_no"),
    ],
)
def test_facts_that_cannot_be_are_refused_in_words(
    tmp_path: Path, facts: dict[str, object], code: str
) -> None:
    words = ("verdict", "--trade", "tile", "--on", "2026-03-02")
    assert CommandLine(tmp_path).refused(*words, fields=facts)["code"] == code


def test_an_unknown_trade_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    error = CommandLine(tmp_path).refused("policy", "show", "--trade", "pets")
    assert error["code"] == "trade_unknown"
    assert all(trade in error["message"] for trade in TRADES)


CLAUSE = """
[[clauses]]
id = "X-1.mine"
rule = "A-1"
effect = "grant"
axis = "quality"
options = ["return"]
numbers = { window = { value = 7, unit = "days" } }
within = { number = "window", since = "sold_on" }
when = { receipt = true }
source = "mine"
text = { en = "Mine.", zh_CN = "我的。" }
"""


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("source =", "sauce =", "policy_key_unknown", "X-1.mine.sauce"),
        (', unit = "days"', "", "policy_unit_missing", "X-1.mine.numbers.window.unit"),
        ("value = 7", "value = -7", "policy_number_wrong", "X-1.mine.numbers.window.value"),
        ("value = 7", 'value = "7"', "policy_number_wrong", "X-1.mine.numbers.window.value"),
        ('"days"', '"moons"', "policy_choice_unknown", "X-1.mine.numbers.window.unit"),
        ('effect = "grant"', 'effect = "bar"', "policy_takes_rights", "X-1.mine.axis"),
        ("source = ", 'next = ["customer_pays_freight"]\nsource = ', "policy_takes_rights",
         "X-1.mine.next"),
        ('"我的。"', '""', "policy_value_missing", "X-1.mine.text.zh_CN"),
        ("receipt = true", "luck = true", "policy_choice_unknown", "X-1.mine.when.luck"),
        ("[[clauses]]", "[[clauses", "policy_file_broken", ""),
    ],
)  # fmt: skip
def test_a_policy_file_is_refused_with_key_and_what_was_expected(
    tmp_path: Path, old: str, new: str, code: str, key: str
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(CLAUSE, "utf-8")
    cli = CommandLine(tmp_path)
    assert cli.json("policy", "check", file)["clauses"] == 1
    assert old in CLAUSE
    file.write_text(CLAUSE.replace(old, new, 1), "utf-8")
    answer = cli.run("--json", "policy", "check", file)
    assert answer.status == 1
    error = json.loads(answer.out)["error"]
    assert error["code"] == code
    assert key in error["message"]


PROMISE = "O-2.replace_at_once"


def figure_on(cli: CommandLine, day: str) -> object:
    shown = cli.json("policy", "show", "--on", day)
    (clause,) = (one for one in shown["clauses"] if one["id"] == PROMISE)
    return clause["numbers"]["window"]["value"], clause["numbers"]["window"]["unit"]


def test_the_shop_changes_its_policy_from_a_day_on(shop_cli: CommandLine) -> None:
    change = ("policy", "change", PROMISE, "--set", "window", "200 days", "--from", "2099-01-02")
    tried = shop_cli.json(*change, "--dry-run")
    assert (tried["ids"], tried["dry_run"]) == ([], True)
    assert shop_cli.json("policy", "changes") == []
    made = shop_cli.json(*change)
    assert made["changes"] == [
        {"clause": PROMISE, "field": "numbers.window", "numbers": [200], "unit": "days",
         "texts": [], "from": "2099-01-02"}
    ]  # fmt: skip
    assert figure_on(shop_cli, "2099-01-01") == (3, "months")
    assert figure_on(shop_cli, "2099-01-02") == (200, "days")
    lines = shop_cli.run("policy", "changes").out
    assert "200 天" in lines
    shop_cli.json("policy", "withdraw", made["ids"][0])
    assert figure_on(shop_cli, "2099-01-02") == (3, "months")
    (change_on_file,) = shop_cli.json("policy", "changes")
    assert change_on_file["withdrawn_at"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((PROMISE,), "policy_change_nothing"),
        ((PROMISE, "--set", "window", "3 months"), "policy_change_nothing"),
        ((PROMISE, "--set", "window", "many"), "field_wants_whole_number"),
        ((PROMISE, "--set", "window", "3 moons"), "policy_choice_unknown"),
        ((PROMISE, "--set", "window", "2000 yuan"), "policy_choice_unknown"),
        ((PROMISE, "--set", "luck", "3"), "policy_field_unknown"),
        (("L-1.exchange", "--set", "window", "1 months"), "policy_clause_unknown"),
        (("terms.repair", "--text", "概不退换"), "policy_phrase_void"),
        ((PROMISE, "--set", "window", "4", "--from", "2020-01-01"), "policy_change_in_past"),
    ],
)
def test_a_change_that_cannot_be_is_refused_in_words(
    shop_cli: CommandLine, words: tuple[str, ...], code: str
) -> None:
    error = shop_cli.refused("policy", "change", *words)
    assert error["code"] == code
    assert "{" not in error["message"]
    assert shop_cli.json("policy", "changes") == []


def test_a_file_may_not_shorten_what_the_law_gives_l1(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(CLAUSE.replace("value = 7", "value = 3"), "utf-8")
    answer = CommandLine(tmp_path).run("--json", "policy", "check", file)
    error = json.loads(answer.out)["error"]
    assert error["code"] == "policy_shorter_than_law"
    assert "第二十四条" in error["message"]
    assert "7" in error["message"]
