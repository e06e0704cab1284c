"""calls and call."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from cli_desk import Desk, new_desk

SHANGHAI = ZoneInfo("Asia/Shanghai")
SECTIONS = ["overdue", "now", "later", "optional", "done"]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    received_at = (datetime.now(SHANGHAI) - timedelta(days=10)).isoformat()
    case = desk.json(
        "case",
        "add",
        fields={
            "kind": "complaint",
            "customer": {"name": "李雷", "phones": ["13800138000", "0571-87654321"]},
            "fault": "镜片有划痕",
            "received_at": received_at,
        },
    )
    desk.json("case", "move", case["number"], "confirmed", "--how", "phone")
    at = (datetime.now(SHANGHAI) - timedelta(days=9)).isoformat()
    desk.json("case", "move", case["number"], "closed", "--resolution", "已换片", "--at", at)
    return desk


def listed(desk: Desk, *words: str) -> dict[str, list[dict[str, Any]]]:
    return dict(desk.json("calls", *words)["sections"])


def test_the_panel_has_its_sections_in_order_and_every_key(desk: Desk) -> None:
    panel = desk.json("calls")
    assert list(panel) == ["as_of", "sections"]
    assert datetime.fromisoformat(panel["as_of"]).utcoffset() == timedelta(hours=8)
    assert list(panel["sections"]) == SECTIONS
    call = panel["sections"]["overdue"][0]
    assert set(call) == {
        "id", "purpose", "rule", "customer", "phone", "due_on", "window", "due_at", "assignee",
        "attempts", "why", "provisional", "late",
    }  # fmt: skip
    assert (call["customer"], call["phone"]) == ("李雷", "057187654321")  # C-10: a landline first
    assert (call["purpose"], call["rule"], call["assignee"]) == ("complaint", "C-2", "DZ")
    assert call["why"].startswith("C-2")
    assert call["late"] is True


def test_another_day_and_hour_can_be_looked_at(desk: Desk) -> None:
    due_on = desk.json("case", "show", desk.json("case", "list")[0]["number"])["callbacks"][-1][
        "due_on"
    ]
    panel = desk.json("calls", "--on", due_on, "--at", "8:15")
    assert panel["as_of"].startswith(f"{due_on}T08:15")
    assert any(call["due_on"] == due_on for call in panel["sections"]["later"])


def test_the_list_is_readable(desk: Desk) -> None:
    text = desk.run("calls", "--lang", "en").out
    assert "Overdue" in text
    assert "0571 8765 4321" in text


def test_reached_settles_a_call(desk: Desk) -> None:
    call = listed(desk)["overdue"][0]
    tried = desk.json("call", call["id"], "reached", "--satisfaction", "5", "--mood", "warm")
    assert tried.keys() == {
        "id", "state", "result", "attempts", "needs_decision", "due_on", "window", "due_at",
        "assignee", "opened_case", "reopened_case",
    }  # fmt: skip
    assert (tried["state"], tried["result"], tried["attempts"]) == ("done", "reached", 1)
    assert [one["id"] for one in listed(desk)["done"]] == [call["id"]]
    assert desk.refused("call", call["id"], "busy")["code"] == "call_settled"


def test_three_tries_in_vain_need_a_decision_c13(desk: Desk) -> None:
    call_id = listed(desk)["overdue"][0]["id"]
    for result in ("no-answer", "busy", "wrong-number"):
        tried = desk.json("call", call_id, result)
    assert (tried["attempts"], tried["needs_decision"], tried["state"]) == (3, True, "open")


def test_an_unsatisfied_answer_reopens_the_case_g11(desk: Desk) -> None:
    call_id = listed(desk)["overdue"][0]["id"]
    error = desk.refused("call", call_id, "reached", "--satisfaction", "1")
    assert error["code"] == "dissatisfaction_reason_missing"
    tried = desk.json("call", call_id, "reached", "--satisfaction", "1", "--note", "还是模糊")
    assert tried["reopened_case"]["number"] == desk.json("case", "list")[0]["number"]


def test_a_complaint_on_the_phone_opens_a_case_c9(desk: Desk) -> None:
    call_id = listed(desk)["overdue"][0]["id"]
    tried = desk.json("call", call_id, "complaint", "--note", "新镜片也有划痕")
    opened = desk.json("case", "show", tried["opened_case"]["number"])
    assert (opened["kind"], opened["fault"]) == ("complaint", "新镜片也有划痕")
    text = desk.run("call", listed(desk)["overdue"][0]["id"], "ended", "--note", "店长结束").out
    assert text


def test_later_names_its_moment(desk: Desk) -> None:
    call_id = listed(desk)["overdue"][0]["id"]
    assert desk.refused("call", call_id, "later")["code"] == "later_missing"
    day = (datetime.now(SHANGHAI) + timedelta(days=1)).date()
    tried = desk.json("call", call_id, "later", "--until", f"{day} 15:00")
    assert tried["due_at"] == f"{day}T15:00:00+08:00"


def test_tomorrow_is_understood(desk: Desk) -> None:
    call_id = listed(desk)["overdue"][0]["id"]
    day = (datetime.now(SHANGHAI) + timedelta(days=1)).date()
    tried = desk.json("call", call_id, "later", "--until", "明天 15:00")
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
def test_what_cannot_be_a_try_is_refused(desk: Desk, words: tuple[str, ...], code: str) -> None:
    call_id = listed(desk)["overdue"][0]["id"]
    error = desk.refused("call", call_id, *words)
    assert code in [error["code"], *(one["code"] for one in error.get("problems", []))]
    assert listed(desk)["overdue"][0]["attempts"] == 0


@pytest.mark.parametrize("call_id", ["999", "x", "0", "9" * 300])
def test_a_call_that_is_not_there_is_not_found(desk: Desk, call_id: str) -> None:
    assert desk.refused("call", call_id, "busy")["code"] == "not_found"
