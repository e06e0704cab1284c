"""calls and call."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from building.command_line import CommandLine, new_command_line

SHANGHAI = ZoneInfo("Asia/Shanghai")
SECTIONS = ["overdue", "now", "later", "optional", "done"]


@pytest.fixture
def shop_cli(tmp_path: Path) -> CommandLine:
    shop_cli = new_command_line(tmp_path)
    received_at = (datetime.now(SHANGHAI) - timedelta(days=10)).isoformat()
    case = shop_cli.json(
        "case",
        "add",
        fields={
            "kind": "complaint",
            "customer": {"name": "李雷", "phones": ["13800138000", "0571-87654321"]},
            "fault": "镜片有划痕",
            "received_at": received_at,
        },
    )
    told = ("--how", "phone", "--at", received_at)
    shop_cli.json("case", "move", case["number"], "confirmed", *told)
    at = (datetime.now(SHANGHAI) - timedelta(days=9)).isoformat()
    shop_cli.json("case", "move", case["number"], "closed", "--resolution", "已换片", "--at", at)
    return shop_cli


def listed(shop_cli: CommandLine, *words: str) -> dict[str, list[dict[str, Any]]]:
    return dict(shop_cli.json("calls", *words)["sections"])


def test_the_panel_has_its_sections_in_order_and_every_key(shop_cli: CommandLine) -> None:
    panel = shop_cli.json("calls")
    assert list(panel) == ["as_of", "clock_in_doubt", "sections", "number_to_find"]
    assert panel["clock_in_doubt"] is False
    assert datetime.fromisoformat(panel["as_of"]).utcoffset() == timedelta(hours=8)
    assert list(panel["sections"]) == SECTIONS
    call = panel["sections"]["overdue"][0]
    assert set(call) == {
        "id", "purpose", "rule", "customer", "phone", "due_on", "window", "due_at", "assignee",
        "attempts", "why", "provisional", "late",
    }  # fmt: skip
    assert (call["customer"], call["phone"]) == ("李雷", "057187654321")  # C-10: a landline first
    assert (call["purpose"], call["rule"], call["assignee"]) == ("complaint", "C-2", "DZ")
    assert call["why"]
    assert call["late"] is True


def test_another_day_and_hour_can_be_looked_at(shop_cli: CommandLine) -> None:
    due_on = shop_cli.json("case", "show", shop_cli.json("case", "list")[0]["number"])["callbacks"][
        -1
    ]["due_on"]
    panel = shop_cli.json("calls", "--on", due_on, "--at", "8:15")
    assert panel["as_of"].startswith(f"{due_on}T08:15")
    assert any(call["due_on"] == due_on for call in panel["sections"]["later"])


def test_the_list_is_readable(shop_cli: CommandLine) -> None:
    text = shop_cli.run("calls", "--lang", "en").out
    assert "Late" in text
    assert "0571 8765 4321" in text


def test_reached_settles_a_call(shop_cli: CommandLine) -> None:
    call = listed(shop_cli)["overdue"][0]
    tried = shop_cli.json("call", call["id"], "reached", "--satisfaction", "5", "--mood", "warm")
    assert tried.keys() == {
        "id", "state", "result", "attempts", "needs_decision", "due_on", "window", "due_at",
        "assignee", "opened_case", "reopened_case", "also_settled",
    }  # fmt: skip
    assert (tried["state"], tried["result"], tried["attempts"]) == ("done", "reached", 1)
    assert [one["id"] for one in listed(shop_cli)["done"]] == [call["id"]]
    assert shop_cli.refused("call", call["id"], "busy")["code"] == "call_settled"


def test_three_tries_in_vain_need_a_decision_c13(shop_cli: CommandLine) -> None:
    call_id = listed(shop_cli)["overdue"][0]["id"]
    for result in ("no-answer", "busy", "wrong-number"):
        tried = shop_cli.json("call", call_id, result)
    assert (tried["attempts"], tried["needs_decision"], tried["state"]) == (3, True, "open")


def test_an_unsatisfied_answer_reopens_the_case_g11(shop_cli: CommandLine) -> None:
    call_id = listed(shop_cli)["overdue"][0]["id"]
    error = shop_cli.refused("call", call_id, "reached", "--satisfaction", "1")
    assert error["code"] == "dissatisfaction_reason_missing"
    tried = shop_cli.json("call", call_id, "reached", "--satisfaction", "1", "--note", "还是模糊")
    assert tried["reopened_case"]["number"] == shop_cli.json("case", "list")[0]["number"]


def test_a_complaint_on_the_phone_opens_a_case_c9(shop_cli: CommandLine) -> None:
    call_id = listed(shop_cli)["overdue"][0]["id"]
    tried = shop_cli.json("call", call_id, "complaint", "--note", "新镜片也有划痕")
    opened = shop_cli.json("case", "show", tried["opened_case"]["number"])
    assert (opened["kind"], opened["fault"]) == ("complaint", "新镜片也有划痕")
    assert listed(shop_cli)["overdue"] == [], "C-2: one series for one grievance"


def test_a_manager_ends_a_call_with_a_reason_c13(shop_cli: CommandLine) -> None:
    call_id = listed(shop_cli)["overdue"][0]["id"]
    assert shop_cli.run("call", call_id, "ended", "--note", "店长结束").out


def test_later_names_its_moment(shop_cli: CommandLine) -> None:
    call_id = listed(shop_cli)["overdue"][0]["id"]
    assert shop_cli.refused("call", call_id, "later")["code"] == "later_missing"
    day = (datetime.now(SHANGHAI) + timedelta(days=1)).date()
    tried = shop_cli.json("call", call_id, "later", "--until", f"{day} 15:00")
    assert tried["due_at"] == f"{day}T15:00:00+08:00"


def test_tomorrow_is_understood(shop_cli: CommandLine) -> None:
    call_id = listed(shop_cli)["overdue"][0]["id"]
    day = (datetime.now(SHANGHAI) + timedelta(days=1)).date()
    tried = shop_cli.json("call", call_id, "later", "--until", "明天 15:00")
    assert tried["due_at"] == f"{day}T15:00:00+08:00"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("reached", "--satisfaction", "6"), "satisfaction_out_of_range"),
        (("reached", "--satisfaction", "-1"), "satisfaction_out_of_range"),
        (("busy", "--satisfaction", "3"), "satisfaction_needs_reached"),
        (("reached", "--note", "x" * 10_000), "text_too_long"),
        (("reached", "--at", "2150-01-01T10:00"), "call_in_future"),
        (("reached", "--at", "25:00"), "moment_unreadable"),
        (("reached", "--at", "0001-01-01T00:00+14:00"), "year_out_of_range"),
        (("later", "--until", "2020-01-01 10:00"), "later_in_past"),
    ],
)
def test_what_cannot_be_a_try_is_refused(
    shop_cli: CommandLine, words: tuple[str, ...], code: str
) -> None:
    call_id = listed(shop_cli)["overdue"][0]["id"]
    error = shop_cli.refused("call", call_id, *words)
    assert code in [error["code"], *(one["code"] for one in error.get("problems", []))]
    assert listed(shop_cli)["overdue"][0]["attempts"] == 0


@pytest.mark.parametrize("call_id", ["999", "x", "0", "9" * 300])
def test_a_call_that_is_not_there_is_not_found(shop_cli: CommandLine, call_id: str) -> None:
    assert shop_cli.refused("call", call_id, "busy")["code"] == "not_found"
