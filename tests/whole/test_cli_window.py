"""What the window can do, a command can do: through the same service, with the same refusals."""

import json
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from building.command_line import CommandLine, new_command_line

NOW = datetime.now(ZoneInfo("Asia/Shanghai"))
TODAY = NOW.date()
SOON = (TODAY + timedelta(days=9)).isoformat()
REPAIR: dict[str, Any] = {
    "kind": "repair",
    "customer": {"name": "李雷", "phones": ["13800138000"]},
    "fault": "镜腿断了",
}
WORK = (
    ("diagnosed", "--reason", "镜腿断"),
    ("agreed", "--how", "signature", "--fields", "-"),
    ("in_work",),
)
PLAN = json.dumps({"plan": {"work": "换腿", "fee_fen": 5000}, "promised_on": SOON})


@pytest.fixture
def shop_cli(tmp_path: Path) -> CommandLine:
    shop_cli = new_command_line(tmp_path)
    shop_cli.json("staff", "add", "XC", "--name", "小陈")
    return shop_cli


@pytest.fixture
def number(shop_cli: CommandLine) -> str:
    return str(shop_cli.json("case", "add", fields=REPAIR)["number"])


def in_work(shop_cli: CommandLine, number: str) -> None:
    shop_cli.json("case", "acknowledge", number, "--how", "phone")
    for words in WORK:
        answer = shop_cli.run("--json", "case", "move", number, *words, stdin=PLAN)
        assert answer.status == 0, answer


def last_entry(shop_cli: CommandLine, number: str) -> dict[str, Any]:
    return dict(shop_cli.json("case", "show", number)["timeline"][-1])


def test_a_promise_is_changed_with_its_reason_g6(shop_cli: CommandLine, number: str) -> None:
    assert shop_cli.refused("case", "promise", number, SOON)["code"] == "reason_missing"
    case = shop_cli.json("case", "promise", number, SOON, "--reason", "等配件")
    assert case["promised_on"] == SOON
    assert [one["kind"] for one in case["deadlines"]] == ["acknowledge", "promised"]
    assert last_entry(shop_cli, number)["said"]["reason"] == "等配件"
    assert shop_cli.refused("case", "promise", number, "2020-01-01", "--reason", "x")["code"] == (
        "promised_in_past"
    )


def test_the_steps_are_told_once_g3(shop_cli: CommandLine, number: str) -> None:
    case = shop_cli.json("case", "acknowledge", number, "--how", "wechat", "--as", "XC")
    assert (case["stage"], case["acknowledged"]["by"]) == ("confirmed", "XC")
    error = shop_cli.refused("case", "acknowledge", number, "--how", "phone")
    assert error["code"] == "already_acknowledged"


def test_a_failed_check_sends_back_to_work_g7(shop_cli: CommandLine, number: str) -> None:
    assert shop_cli.refused("case", "check-failed", number, "--reason", "松")["code"] == (
        "move_not_allowed"
    )
    in_work(shop_cli, number)
    assert shop_cli.refused("case", "check-failed", number)["code"] == "reason_missing"
    error = shop_cli.refused("case", "check-failed", number, "--reason", "松", "--passed", "?")
    assert error["problems"][0]["field"] == "passed"
    points = shop_cli.json("case", "show", number)["moves"]
    (checks,) = (move["checks"] for move in points if move["stage"] == "checked")
    shop_cli.json("case", "check-failed", number, "--reason", "松", "--passed", checks[0])
    said = last_entry(shop_cli, number)["said"]
    assert (said["passed"], said["left"]) == ([checks[0]], checks[1:])
    shop_cli.json("case", "move", number, "checked", "--checked")
    assert shop_cli.json("case", "check-failed", number, "--reason", "歪")["stage"] == "in_work"


def test_told_ready_and_handed_over_with_the_fee_g8_g9(shop_cli: CommandLine, number: str) -> None:
    assert shop_cli.refused("case", "told", number)["code"] == "not_ready"
    in_work(shop_cli, number)
    shop_cli.json("case", "move", number, "checked", "--checked")
    shop_cli.json("case", "move", number, "ready")
    told = shop_cli.json("case", "told", number)
    assert told["told_ready_at"] is not None
    pick_up = [call["state"] for call in told["callbacks"] if call["purpose"] == "pick_up"]
    assert pick_up[0] == "dropped"
    error = shop_cli.refused("case", "move", number, "handed_over", "--fee", "many")
    assert error["problems"][0]["code"] == "amount_unreadable"
    shop_cli.json("case", "move", number, "handed_over", "--fee", "50.5")
    assert shop_cli.json("case", "show", number)["fee_taken_fen"] == 5050
    assert shop_cli.refused("case", "undo", number)["code"] == "fee_was_taken"


def test_a_case_goes_into_other_hands_g19(shop_cli: CommandLine, number: str) -> None:
    assert shop_cli.json("case", "reassign", number, "xc")["handler"] == "XC"
    assert shop_cli.refused("case", "reassign", number, "XC")["code"] == "handled_by_already"
    assert shop_cli.refused("case", "reassign", number, "QQ")["code"] == "staff_unknown"


def test_facts_are_corrected_and_what_is_not_given_stays_g2(
    shop_cli: CommandLine, number: str
) -> None:
    words = ("--product", "BL1", "--accessories", "镜盒", "--bought-on", "2025-03-05")
    case = shop_cli.json("case", "correct", number, *words)
    assert (case["product"], case["accessories"]) == ("BL1", ["镜盒"])
    assert (case["bought_on"], case["fault"]) == ("2025-03-05", "镜腿断了")
    said = shop_cli.json("case", "correct", number, "--service", "lens_replacement")
    assert said["service"] == "lens_replacement"
    error = shop_cli.refused("case", "correct", number, "--service", "nothing")
    assert error["problems"][0]["code"] == "service_unknown"
    emptied = shop_cli.json("case", "correct", number, fields={"bought_on": None, "lot": "L1"})
    assert (emptied["bought_on"], emptied["lot"], emptied["product"]) == (None, "L1", "BL1")
    assert shop_cli.refused("case", "correct", number)["code"] == "nothing_corrected"
    error = shop_cli.refused("case", "correct", number, "--bought-on", "2150-01-01")
    assert error["problems"][0]["field"] == "bought_on"
    error = shop_cli.refused("case", "correct", number, fields={"stage": "closed"})
    assert error["problems"][0]["code"] == "field_unknown"


def test_steps_are_undone_one_after_the_other_x9(shop_cli: CommandLine, number: str) -> None:
    assert shop_cli.refused("case", "undo", number)["code"] == "nothing_to_undo"
    in_work(shop_cli, number)
    before = shop_cli.json("case", "show", number)
    shop_cli.json("case", "move", number, "checked", "--checked")
    undone = shop_cli.json("case", "undo", number)
    assert undone["timeline"][-1]["action"] == "case.move_taken_back"
    for key in set(before) - {"timeline"}:
        assert undone[key] == before[key], key
    assert shop_cli.json("case", "undo", number)["stage"] == "agreed"
    shop_cli.json("case", "promise", number, SOON, "--reason", "一样")
    assert shop_cli.refused("case", "undo", number)["code"] == "case_changed_since"


def test_voidings_are_undone_by_the_same_commands_x9(shop_cli: CommandLine, number: str) -> None:
    before = shop_cli.json("case", "show", number)
    shop_cli.json("void", "case", number, "--reason", "开错了")
    undone = shop_cli.json("case", "undo", number)
    assert undone["timeline"][-1]["action"] == "case.undo_void"
    for key in set(before) - {"timeline"}:
        assert undone[key] == before[key], key
    words = ("purchase", "add", "--customer", "1", "--product", "架", "--receipt", "R7")
    shop_cli.json(*words, "--category", "frame_glasses")
    shown = shop_cli.json("purchase", "show", "R7")
    shop_cli.json("void", "purchase", "R7", "--reason", "录重了")
    assert shop_cli.json("purchase", "undo", shown["id"]) == shown
    call = str(shop_cli.json("call", "plan", "1", "--reason", "尾款")["id"])
    listed = shop_cli.json("customer", "show", "1")["callbacks"]
    shop_cli.json("void", "call", call, "--reason", "记错了")
    assert shop_cli.json("call", call, "undo")["due_at"] is None
    assert shop_cli.json("customer", "show", "1")["callbacks"] == listed


def test_a_call_is_planned_moved_tried_and_undone_w10_x9(
    shop_cli: CommandLine, number: str
) -> None:
    day = (TODAY + timedelta(days=1)).isoformat()
    words = ("call", "plan", "1", "--on", day, "--at", "15:00", "--by", "XC")
    assert shop_cli.refused(*words)["code"] == "call_reason_missing"
    planned = shop_cli.json(*words, "--reason", "尾款", "--case", number)
    assert (planned["due_at"], planned["assignee"]) == (f"{day}T15:00:00+08:00", "XC")
    assert planned["reason"] == "尾款"
    call = str(planned["id"])
    assert shop_cli.refused("call", call, "undo")["code"] == "nothing_to_undo"
    moved = shop_cli.json("--lang", "en", "call", "--json", call, "set-day", SOON)
    assert (moved["due_on"], moved["due_at"]) == (SOON, None)
    shop_cli.json("call", call, "no-answer")
    assert shop_cli.json("call", call, "undo") == moved
    back = shop_cli.json("call", call, "undo-day")
    assert back["due_at"] == planned["due_at"]
    shop_cli.json("call", call, "set-day", SOON)
    why = shop_cli.json("calls", "--on", SOON)["sections"]
    (row,) = (row for rows in why.values() for row in rows if row["id"] == planned["id"])
    assert "尾款" in row["why"]


@pytest.mark.parametrize("words", [("undo",), ("set-day", "明天")])
@pytest.mark.parametrize("call", ["999", "x", "0"])
def test_no_such_call(shop_cli: CommandLine, call: str, words: tuple[str, ...]) -> None:
    assert shop_cli.refused("call", call, *words)["code"] == "not_found"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("call", "1", "reached", "--note", "undo"), 1),
        (("call", "--note", "plan", "1", "reached"), 1),
        (("call", "1", "--at", "10:00", "reached"), 1),
        (("call", "plan"), 2),
        (("call", "undo"), 2),
        (("call", "1", "set-day"), 2),
    ],
)
def test_what_only_looks_like_another_command_is_not_taken_for_it(
    shop_cli: CommandLine, words: tuple[str, ...], status: int
) -> None:
    assert shop_cli.run(*words).status == status


def test_the_channel_of_a_purchase_is_corrected_l3(shop_cli: CommandLine) -> None:
    shop_cli.json("customer", "add", "--name", "甲")
    shop_cli.json("purchase", "add", "--customer", "1", "--product", "架", "--receipt", "R1")
    correct = ("purchase", "correct", "R1", "--channel")
    assert shop_cli.json(*correct, "phone")["channel"] == "phone"
    assert shop_cli.refused(*correct, "phone")["code"] == "channel_the_same"
    assert shop_cli.refused(*correct, "moon")["code"] == "field_choice"
    assert shop_cli.json(*correct, "unknown")["channel"] is None


def test_a_handing_over_is_undone_x9(shop_cli: CommandLine) -> None:
    shop_cli.json("customer", "add", "--name", "甲", "--no-calls", "--prefers", "mobile")
    assert shop_cli.json("customer", "show", "1")["no_calls"] is True
    assert shop_cli.json("customer", "change", "1", "--calls")["no_calls"] is False
    words = ("purchase", "add", "--customer", "1", "--product", "架", "--receipt", "R1")
    shop_cli.json(*words, "--category", "frame_glasses")
    assert shop_cli.refused("purchase", "undo", "R1")["code"] == "nothing_to_undo"
    (call,) = shop_cli.json("purchase", "deliver", "R1")["callbacks"]
    assert shop_cli.json("purchase", "undo", "R1")["handed_over_on"] is None
    (kept,) = shop_cli.json("customer", "show", "1")["callbacks"]
    assert (kept["id"], kept["state"]) == (call["id"], "dropped")


def test_one_day_is_set_by_hand_and_let_be_again(shop_cli: CommandLine) -> None:
    day = ("days", "--from", SOON, "--to", SOON)
    before = shop_cli.json(*day)
    trial = shop_cli.json("calendar", "set-day", SOON, "--closed", "--reason", "盘点", "--dry-run")
    assert (trial["dry_run"], shop_cli.json(*day)) == (True, before)
    closed = shop_cli.json("calendar", "set-day", SOON, "--closed", "--reason", "盘点")
    assert (closed["open"], closed["dry_run"]) == (False, False)
    half = shop_cli.json("calendar", "set-day", SOON, "--open", "9:00-12:00", "--off")
    assert (half["hours"], half["working"]) == ([["09:00", "12:00"]], False)
    shop_cli.json("calendar", "clear-day", SOON)
    assert shop_cli.json(*day) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "day_setting_missing"),
        (("--open", "12-9"), "hours_reversed"),
        (("--open", "never"), "hours_unreadable"),
        (("--closed", "--reason", "x" * 200), "text_too_long"),
        (("--closed", "--as", "XC"), "manager_needed"),
    ],
)
def test_a_day_that_cannot_be_set_is_refused(
    shop_cli: CommandLine, words: tuple[str, ...], code: str
) -> None:
    assert shop_cli.refused("calendar", "set-day", SOON, *words)["code"] == code


def test_settings_are_shown_and_set(shop_cli: CommandLine) -> None:
    shown = shop_cli.json("settings", "show")
    trial = shop_cli.json("settings", "set", "--open", "1", "", "--dry-run")
    assert (trial["opening"][0], trial["dry_run"]) == ([], True)
    assert shop_cli.json("settings", "show") == shown
    words = ("--phone", "0571-1", "--open", "1", "10:00-12:00,14:00-18:00")
    shop_cli.json("settings", "set", *words, fields={"papers": {"service_slip": "a5"}})
    changed = shop_cli.json("settings", "show")
    assert changed["opening"][0] == [["10:00", "12:00"], ["14:00", "18:00"]]
    assert changed["opening"][1:] == shown["opening"][1:]
    assert (changed["phone"], changed["papers"]) == ("0571-1", {"service_slip": "a5"})
    assert shop_cli.json("settings", "set", fields=shown)["opening"] == shown["opening"]
    assert shop_cli.json("settings", "show") == shown
    germany = shop_cli.json("settings", "set", "--country", "DE", "--region", "BE")
    assert (germany["time_zone"], germany["country"]) == ("Europe/Berlin", "DE")


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"name": " "}, "name", "name_missing"),
        ({"theme": "purple"}, "theme", "field_choice"),
        ({"weekend": [7]}, "weekend", "field_wants_numbers"),
        ({"weekend": [0, 1, 2, 3, 4, 5, 6]}, "weekend", "calendar_never_working"),
        ({"opening": [[]] * 7}, "opening", "calendar_never_open"),
        ({"opening": [[]] * 6}, "opening", "week_has_seven_days"),
        ({"opening": [["x"]] * 7}, "opening.1", "field_wants_hours"),
        ({"summer_from": [2, 30]}, "summer_from", "field_wants_month_day"),
        ({"summer_calls": [["12:00", "9:00"]]}, "summer_calls", "hours_reversed"),
        ({"papers": {"service_slip": "a0"}}, "papers.service_slip", "field_choice"),
        ({"papers": {"poster": "a4"}}, "papers.poster", "field_unknown"),
        ({"colour": "red"}, "colour", "field_unknown"),
    ],
)
def test_settings_that_cannot_be_are_refused(
    shop_cli: CommandLine, fields: dict[str, object], field: str, code: str
) -> None:
    problem = shop_cli.refused("settings", "set", fields=fields)["problems"][0]
    assert (problem["field"], problem["code"]) == (field, code)


def test_staff_come_and_go(shop_cli: CommandLine) -> None:
    added = shop_cli.json("staff", "add", "XL", "--name", "小林", "--role", "technician")
    assert (added["role"], added["knowledgeable"], added["active"]) == ("technician", False, True)
    shop_cli.json("staff", "change", "XL", "--initials", "LL", "--knowledgeable")
    shop_cli.json("staff", "change", "LL", "--no-active")
    (left,) = (one for one in shop_cli.json("staff", "list") if one["name"] == "小林")
    assert (left["initials"], left["knowledgeable"], left["active"]) == ("LL", True, False)
    for words, code in (
        (("add", "xc", "--name", "另一个"), "initials_taken"),
        (("add", "YY"), "name_missing"),
        (("change", "QQ"), "staff_unknown"),
        (("change", "DZ", "--no-active"), "acting_member_stays"),
        (("change", "DZ", "--role", "clerk"), "last_manager"),
    ):
        assert shop_cli.refused("staff", *words)["code"] == code


FAULT = "CREATE TRIGGER fault BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'fault'); END"


@pytest.mark.parametrize("table", ["service_case", "deadline", "audit_entry"])
def test_a_case_and_its_new_customer_are_saved_together_or_not_at_all(
    shop_cli: CommandLine, tmp_path: Path, table: str
) -> None:
    with closing(sqlite3.connect(tmp_path / "shop.db")) as file, file:
        file.execute(FAULT.format(table=table))
    answer = shop_cli.run("case", "add", "--fields", "-", stdin=json.dumps(REPAIR))
    assert answer.status == 1
    assert "IntegrityError" in answer.err
    with closing(sqlite3.connect(tmp_path / "shop.db")) as file:
        for kept in ("customer", "service_case"):
            assert file.execute(f"SELECT count(*) FROM {kept}").fetchone()[0] == 0


def test_the_reasons_of_a_day_close_are_saved_together_or_not_at_all(
    shop_cli: CommandLine, number: str
) -> None:
    call = str(shop_cli.json("call", "plan", "1", "--reason", "尾款")["id"])
    words = ("close-day", "--not-made", call, "没空", "--not-made")
    assert shop_cli.refused(*words, "999", "x")["code"] == "not_found"
    assert shop_cli.json("close-day", "--look")["not_made"][0]["reason"] == ""
    assert shop_cli.json(*words, call, "还是没空")["not_made"][0]["reason"] == "还是没空"


def test_text_and_json_tell_the_same_of_a_call_that_reopened_a_case(shop_cli: CommandLine) -> None:
    ago = NOW - timedelta(days=9)
    fields = {**REPAIR, "kind": "complaint", "received_at": ago.isoformat()}
    number = shop_cli.json("case", "add", fields=fields)["number"]
    told = ("--how", "phone", "--at", ago.isoformat())
    shop_cli.json("case", "move", number, "confirmed", *told)
    at = (ago + timedelta(days=1)).isoformat()
    shop_cli.json("case", "move", number, "closed", "--resolution", "换片", "--at", at)
    call = shop_cli.json("calls")["sections"]["overdue"][0]["id"]
    shop_cli.json("call", call, "reached", "--satisfaction", "1", "--note", "还是松")
    assert last_entry(shop_cli, number)["said"]["reopened"] == number
    text = shop_cli.run("case", "show", number, "--lang", "en").out
    assert f"case {number} reopened" in text
    assert "1 of 5" in text


STEERING = "甲\u202e乙\x9b31m丙\u2028丁\x1b[31m"


def test_nothing_that_steers_a_terminal_is_printed(shop_cli: CommandLine, tmp_path: Path) -> None:
    shop_cli.json("customer", "add", "--name", "甲", "--remark", "乙")
    with closing(sqlite3.connect(tmp_path / "shop.db")) as file, file:
        file.execute("UPDATE customer SET name = ?, remark = ?", (STEERING, STEERING))
    for words in (("customer", "show", "1"), ("find", "甲"), ("purchase", "show", STEERING)):
        for more in ((), ("--json",), ("--lang", "en")):
            answer = shop_cli.run(*words, *more)
            assert not set("\u202e\x9b\u2028\x1b") & set(answer.out + answer.err)
    raw = shop_cli.run("--json", "customer", "show", "1").out
    assert "\\u202e" in raw
    assert "\\u009b" in raw
    assert json.loads(raw)["remark"] == STEERING
    assert "\x1b" not in shop_cli.run(STEERING).err
