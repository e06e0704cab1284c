"""case add, show, list and move."""

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from building.command_line import CommandLine
from shopcare.domain.cases.case_number import case_number

SHANGHAI = ZoneInfo("Asia/Shanghai")
REPAIR: dict[str, Any] = {
    "kind": "repair",
    "customer": {"name": "李雷", "phones": ["13800138000"]},
    "fault": "镜腿断了",
}


def moment(**ago: float) -> datetime:
    return (datetime.now(SHANGHAI) - timedelta(**ago)).replace(microsecond=0)


def add(shop_cli: CommandLine, **fields: object) -> dict[str, Any]:
    return dict(shop_cli.json("case", "add", fields={**REPAIR, **fields}))


def test_the_answer_has_number_deadlines_and_callbacks(shop_cli: CommandLine) -> None:
    received_at = moment(days=2)
    promised_on = (moment() + timedelta(days=9)).date().isoformat()
    case = add(shop_cli, received_at=received_at.isoformat(), promised_on=promised_on)
    assert case.keys() == {"number", "id", "verdict", "deadlines", "callbacks"}
    assert case["verdict"] is None
    acknowledge, promised = case["deadlines"]
    assert acknowledge.keys() == {
        "kind", "clause", "due_at", "rule_on", "provisional", "late", "met_at",
    }  # fmt: skip
    assert acknowledge["due_at"] == (received_at + timedelta(hours=24)).isoformat()
    assert (acknowledge["clause"], acknowledge["late"]) == ("G-3", True)
    assert (promised["kind"], promised["rule_on"]) == ("promised", promised_on)
    (call,) = case["callbacks"]
    assert call.keys() == {
        "id", "purpose", "rule", "rule_on", "due_on", "window", "due_at", "provisional",
    }  # fmt: skip
    assert call["window"].keys() == {"opens_on", "closes_on"}
    assert call["purpose"] == "progress"


def test_received_in_the_past_with_and_without_offset_x1(shop_cli: CommandLine) -> None:
    at = moment(days=1).replace(second=0)
    for said in (f"{at:%Y-%m-%dT%H:%M}", f"{at:%Y-%m-%d %H:%M}", at.astimezone(None).isoformat()):
        case = add(shop_cli, received_at=said)
        shown = shop_cli.json("case", "show", case["number"])
        assert datetime.fromisoformat(shown["received_at"]) == at


def test_the_same_name_on_the_same_phone_is_the_same_customer_x7(shop_cli: CommandLine) -> None:
    add(shop_cli)
    add(shop_cli, customer={"name": "李雷", "phones": ["138-0013-8000"]})
    add(shop_cli, customer={"name": "韩梅梅", "phones": ["13800138000"]})
    owners = [case["customer"] for case in shop_cli.json("case", "list")]
    assert owners == ["韩梅梅", "李雷", "李雷"]
    assert len(shop_cli.json("customer", "show", "1")["cases"]) == 2


def test_a_customer_on_file_is_named_by_id_or_member_number(shop_cli: CommandLine) -> None:
    shop_cli.json("customer", "add", "--name", "甲", "--number", "V1")
    for key in (1, "1", "V1"):
        assert add(shop_cli, customer=key)["id"]
    assert add(shop_cli, customer=None, customer_id=1)["id"]


def test_the_file_may_come_from_disk_with_a_mark(shop_cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(REPAIR), "utf-8-sig")
    assert shop_cli.json("case", "add", "--fields", file)["number"]


def test_what_json_shows_of_a_case_stands_in_its_text_too_g1_g5(shop_cli: CommandLine) -> None:
    plan = {"work": "换镜腿", "parts": "镜腿一对", "parts_origin": "substitute", "fee_fen": 3000}
    case = add(
        shop_cli, channel="wechat", service="frame_repair", product="BJ6066",
        bought_on="2026-01-10", severity="severe", plan=plan, told_steps="phone",
    )  # fmt: skip
    number = case["number"]
    shop_cli.json("case", "move", number, "diagnosed", "--reason", "镜腿断", "--cause", "material")
    shop_cli.json("case", "move", number, "agreed", "--how", "signature", "--promised", "明天")
    shown = shop_cli.run("--lang", "en", "case", "show", number).out
    facts = dict(re.split(r"  +", line, maxsplit=1) for line in shown.split("\n\n")[0].splitlines())
    assert facts["Reached us by"] == "By WeChat"
    assert facts["Service"] == "Frame repair"
    assert facts["Purchase date"] == "2026-01-10"
    assert facts["Severity"] == "Severe"
    assert facts["Parts"] == "镜腿一对, Approved substitute"
    assert facts["Consent"].startswith("Signature, ")
    assert facts["Told the steps"].startswith("By phone, ")
    assert facts["Cause found"] == "Material"
    assert facts["Missing in the file"] == "Category, Address, Birthday"


def test_a_fault_that_nobody_wrote_down_blocks_nothing_and_is_shown_as_missing_g2(
    shop_cli: CommandLine,
) -> None:
    number = add(shop_cli, fault=None)["number"]
    assert shop_cli.json("case", "show", number)["missing"][0] == "fault"
    assert "not recorded" in shop_cli.run("--lang", "en", "case", "show", number).out


def test_a_kind_that_the_shop_does_not_offer_is_refused_and_files_nobody(
    shop_cli: CommandLine,
) -> None:
    error = shop_cli.refused(
        "case", "add", fields={**REPAIR, "kind": "guidance", "promised_on": "x"}
    )
    assert error["problems"][0]["field"] == "promised_on", "what cannot be read comes first"
    error = shop_cli.refused("case", "add", fields={**REPAIR, "kind": "guidance"})
    (problem,) = error["problems"]
    assert (problem["field"], problem["code"]) == ("kind", "kind_not_offered")
    assert "complaint, repair, consultation, return" in problem["message"]
    assert shop_cli.json("find", "李雷") == []


def test_what_is_wrong_with_a_case_leaves_no_customer_behind(shop_cli: CommandLine) -> None:
    error = shop_cli.refused(
        "case", "add", fields={**REPAIR, "fault": "x" * 4001, "plan": {"work": ""}}
    )
    assert {problem["field"] for problem in error["problems"]} == {"fault", "plan"}
    assert shop_cli.json("find", "李雷") == []


@pytest.mark.parametrize(
    "wrong",
    [{"purchase_line_id": 99}, {"from_callback_id": 99}, {"linked_case_id": 99}, {"customer": 99}],
)
def test_a_case_that_points_to_nothing_is_refused(
    shop_cli: CommandLine, wrong: dict[str, int]
) -> None:
    assert shop_cli.refused("case", "add", fields={**REPAIR, **wrong})["code"] == "not_found"
    assert shop_cli.json("find", "李雷") == []
    assert shop_cli.json("case", "list") == []


def test_unknown_fields_are_refused_by_name(shop_cli: CommandLine) -> None:
    error = shop_cli.refused(
        "case", "add", fields={**REPAIR, "colour": 1, "customer": {"name": "甲", "age": 3}}
    )
    named = {problem["field"]: problem["code"] for problem in error["problems"]}
    assert named == {"customer.age": "field_unknown", "colour": "field_unknown"}


def test_a_case_goes_through_every_stage(shop_cli: CommandLine) -> None:
    number = add(shop_cli, service="frame_repair")["number"]
    promised = (moment() + timedelta(days=3)).date().isoformat()
    shop_cli.json("case", "move", number, "confirmed", "--how", "in-person")
    shop_cli.json("case", "move", number, "diagnosed", "--reason", "镜腿断", "--cause", "use")
    plan = {"work": "焊接镜腿", "parts": "镜腿", "parts_origin": "original", "fee_fen": 6800}
    agreed = {"consent": "signature", "plan": plan, "promised_on": promised}
    moved = shop_cli.json("case", "move", number, "agreed", fields=agreed)
    assert moved.keys() == {"number", "id", "verdict", "deadlines", "callbacks", "stage"}
    shop_cli.json("case", "move", number, "in_work")
    shown = shop_cli.json("case", "show", number)
    (to_checked, *_) = shown["moves"]
    assert (to_checked["stage"], to_checked["needs"]) == ("checked", ["checks"])
    error = shop_cli.refused("case", "move", number, "checked", fields={"checks": []})
    assert error["code"] == "checks_missing"
    shop_cli.json("case", "move", number, "checked", fields={"checks": to_checked["checks"]})
    (call,) = shop_cli.json("case", "move", number, "ready")["callbacks"]
    assert (call["purpose"], call["rule"]) == ("pick_up", "G-8")
    shop_cli.json("case", "move", number, "handed_over", fields={"fee_taken_fen": 6800})
    assert shop_cli.json("case", "move", number, "closed")["stage"] == "closed"
    shown = shop_cli.json("case", "show", number)
    assert (shown["fee_taken_fen"], shown["consent"]["by"]) == (6800, "DZ")
    assert [entry["action"] for entry in shown["timeline"]] == ["case.open"] + ["case.move"] * 8
    text = shop_cli.run("case", "show", number, "--lang", "en").out
    assert "焊接镜腿" in text
    assert "68.00" in text


def test_work_cannot_start_before_consent_g5(shop_cli: CommandLine) -> None:
    number = add(shop_cli)["number"]
    error = shop_cli.refused("case", "move", number, "in_work")
    assert error["code"] == "move_not_allowed"
    shop_cli.json("case", "move", number, "diagnosed", "--reason", "镜腿断")
    error = shop_cli.refused("case", "move", number, "agreed")
    assert {one["field"] for one in error["problems"]} == {"how", "plan", "promised_on"}


def test_a_complaint_that_was_handled_starts_its_series_c2(shop_cli: CommandLine) -> None:
    number = add(shop_cli, kind="complaint", received_at=moment(days=3).isoformat())["number"]
    told = ("--how", "phone", "--at", moment(days=2).isoformat())
    shop_cli.json("case", "move", number, "confirmed", *told)
    at = moment(hours=1).isoformat()
    moved = shop_cli.json(
        "case", "move", number, "closed", "--resolution", "道歉并调整", "--at", at
    )
    assert [call["rule"] for call in moved["callbacks"]] == ["C-2"] * 3
    assert shop_cli.json("case", "show", number)["handled_at"] == at


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("26-00042-9", "case_number_mistyped"),
        ("nonsense", "case_number_unreadable"),
        (case_number(2026, 99_999), "not_found"),
        ("", "case_number_unreadable"),
        ("\ud800", "case_number_unreadable"),
    ],
)
def test_a_mistyped_number_is_told_x15(shop_cli: CommandLine, number: str, code: str) -> None:
    assert shop_cli.refused("case", "show", "--", number)["code"] == code


def test_the_list_is_filtered(shop_cli: CommandLine) -> None:
    late = add(shop_cli, kind="complaint", received_at=moment(days=3).isoformat())["number"]
    fresh = add(shop_cli)["number"]

    def numbers(*words: str) -> list[str]:
        return [case["number"] for case in shop_cli.json("case", "list", *words)]

    assert sorted(numbers()) == sorted([late, fresh])
    assert numbers("--late") == [late]
    assert numbers("--kind", "repair") == [fresh]
    assert numbers("--stage", "closed") == []
    assert len(numbers("--limit", "1")) == 1
    assert shop_cli.json("case", "list")[0].keys() == {
        "number", "id", "kind", "stage", "customer", "product", "handler", "received_at",
        "promised_on", "next_due_at", "late", "place",
    }  # fmt: skip
    assert fresh in shop_cli.run("case", "list").out
