"""Whatever is typed or stands in a file: an answer, a clear refusal or wrong use, no traceback."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from building.command_line import Answer, CommandLine, new_command_line

FUZZ = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
CASE_KEYS = [
    "kind", "customer", "customer_id", "channel", "service", "purchase_line_id", "category",
    "product", "spec", "lot", "bought_on", "fault", "wishes", "accessories", "condition",
    "goods_kept", "severity", "insistent", "plan", "promised_on", "received_at", "told_steps",
    "misuse_advised", "from_callback_id", "linked_case_id", "work", "fee_fen", "name", "phones",
    "birthday", "call_hours", "month", "year", "sold_on", "lines", "quantity", "amount_fen",
    "how", "checks", "fee_taken_fen", "at", "consent", "opening", "weekend", "papers", "country",
    "summer_from", "winter_calls", "theme", "time_zone",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(), max_size=20),
    st.sampled_from(
        ["", " ", "\ud800", "\0", "\x1b[31m", "\u202eabc", "<b>&", "'\"", "😀", "2026-02-30",
         "99:99", "2026-01-01T00:00:00+99:99", "0001-01-01", "9999-12-31", "repair", "complaint",
         "phone", "13800138000", "1e400", "NaN", "-1", "x" * 10_000, "明天",
         "农历闰十三月初一", "frame_repair"]
    ),
)  # fmt: skip
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([0, 1, -1, 2**63, 10**30]),
    st.floats(),
    TEXTS,
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(CASE_KEYS) | TEXTS, inner, max_size=5)
    ),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.sampled_from(CASE_KEYS) | TEXTS, VALUES, max_size=8)


@pytest.fixture(scope="module")
def shop_cli(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    shop_cli = new_command_line(tmp_path_factory.mktemp("shop"))
    shop_cli.json("customer", "add", "--name", "甲", "--phone", "13800138000", "--number", "V1")
    shop_cli.json("purchase", "add", "--customer", "1", "--product", "架", "--receipt", "R1")
    shop_cli.json("case", "add", fields={"kind": "complaint", "customer": 1, "fault": "断"})
    return shop_cli


def number(shop_cli: CommandLine) -> str:
    return str(shop_cli.json("case", "list", "--limit", "1")[0]["number"])


def understood(answer: Answer) -> None:
    """The answer is one of three kinds, and what was refused says why in words."""
    assert answer.status in {0, 1, 2}, answer
    if answer.status == 1:
        error = answer.json["error"]
        assert set(error) <= {"code", "message", "values", "problems"}
        assert error["message"]
        assert answer.err.strip()
    if answer.status == 2:
        assert answer.err.strip()
        assert answer.out == ""


@given(fields=OBJECTS, base=st.booleans())
@FUZZ
def test_any_json_for_a_case(shop_cli: CommandLine, fields: dict[str, object], base: bool) -> None:
    if base:
        fields = {"kind": "repair", "customer": {"name": "乙"}, "fault": "断", **fields}
    understood(shop_cli.run("--json", "case", "add", "--fields", "-", stdin=json.dumps(fields)))


@given(fields=OBJECTS, stage=st.sampled_from(["confirmed", "diagnosed", "closed", "agreed"]))
@FUZZ
def test_any_json_for_a_move(shop_cli: CommandLine, fields: dict[str, object], stage: str) -> None:
    words = ("--json", "case", "move", number(shop_cli), stage, "--fields", "-")
    understood(shop_cli.run(*words, stdin=json.dumps(fields)))


@given(fields=OBJECTS)
@FUZZ
def test_any_json_for_customers_and_purchases(
    shop_cli: CommandLine, fields: dict[str, object]
) -> None:
    raw = json.dumps(fields)
    understood(shop_cli.run("--json", "customer", "add", "--fields", "-", stdin=raw))
    understood(shop_cli.run("--json", "customer", "change", "1", "--fields", "-", stdin=raw))
    understood(shop_cli.run("--json", "purchase", "add", "--fields", "-", stdin=raw))
    understood(shop_cli.run("--json", "settings", "set", "--dry-run", "--fields", "-", stdin=raw))
    correct = ("--json", "case", "correct", number(shop_cli), "--fields", "-")
    understood(shop_cli.run(*correct, stdin=raw))
    with_customer = json.dumps({"customer_id": 1, "lines": [fields]})
    understood(shop_cli.run("--json", "purchase", "add", "--fields", "-", stdin=with_customer))


@given(value=VALUES)
@FUZZ
def test_any_json_that_is_no_object(shop_cli: CommandLine, value: object) -> None:
    understood(shop_cli.run("--json", "case", "add", "--fields", "-", stdin=json.dumps(value)))


@given(raw=st.binary(max_size=60))
@FUZZ
def test_any_bytes_as_a_file(shop_cli: CommandLine, raw: bytes) -> None:
    understood(shop_cli.run("--json", "case", "add", "--fields", "-", stdin=raw))


@given(text=TEXTS)
@FUZZ
def test_any_text_as_an_argument(shop_cli: CommandLine, text: str) -> None:
    for words in (
        ("find", text),
        ("customer", "show", text),
        ("customer", "add", f"--name={text}", f"--phone={text}", f"--birthday={text}"),
        ("purchase", "show", text),
        ("purchase", "deliver", "1", f"--on={text}"),
        ("purchase", "add", "--customer=1", f"--product={text}", f"--amount={text}"),
        ("case", "show", text),
        ("case", "move", number(shop_cli), "confirmed", f"--reason={text}", f"--at={text}"),
        ("calls", f"--on={text}"),
        ("calls", f"--at={text}"),
        ("call", text, "reached"),
        ("call", "1", "later", f"--until={text}", f"--note={text}"),
        ("days", f"--from={text}", "--to=2026-01-01"),
        ("count", f"--from={text}", "--hours=24"),
        ("print", "slip", text, "--out=/dev/null/x.pdf"),
        ("calls", f"--as={text}"),
        (text,),
    ):
        understood(shop_cli.run("--json", *words))


@given(text=TEXTS)
@settings(FUZZ, max_examples=10)
def test_any_text_as_an_argument_of_what_the_window_does(shop_cli: CommandLine, text: str) -> None:
    for words in (
        ("case", "promise", number(shop_cli), text, f"--reason={text}"),
        ("case", "correct", number(shop_cli), f"--fault={text}", f"--bought-on={text}"),
        ("case", "reassign", number(shop_cli), text),
        ("case", "check-failed", number(shop_cli), f"--passed={text}", f"--reason={text}"),
        ("case", "move", number(shop_cli), "handed_over", f"--fee={text}"),
        ("case", "undo", text),
        ("call", text, "undo"),
        ("call", text, "undo-day"),
        ("call", "1", "set-day", text),
        ("call", "plan", text, f"--on={text}", f"--at={text}", f"--reason={text}"),
        ("call", "plan", "1", f"--reason={text}", f"--by={text}", f"--case={text}"),
        ("settings", "set", f"--address={text}", f"--country={text}", "--dry-run"),
        ("settings", "set", "--open", text, text, f"--summer-calls={text}", "--dry-run"),
        ("staff", "add", text, f"--name={text}"),
        ("staff", "change", text, f"--initials={text}"),
        ("calendar", "set-day", text, f"--open={text}", "--dry-run"),
        ("calendar", "clear-day", text, "--dry-run"),
        ("notice", "undo", text),
        ("purchase", "undo", text),
    ):
        understood(shop_cli.run("--json", *words))


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "fields_not_json"),
        (b"{", "fields_not_json"),
        (b'{"kind": NaN}', "fields_not_json"),
        (b'{"kind": -Infinity}', "fields_not_json"),
        (b"[" * 100_000, "fields_not_json"),
        (b'{"a":' * 100_000, "fields_not_json"),
        (b'{"customer_id": ' + b"9" * 5000 + b"}", "fields_not_json"),
        (b"[]", "fields_not_object"),
        (b"null", "fields_not_object"),
        ("放假".encode("gb18030"), "file_not_utf8"),
        (b"\xff\xfe{\x00}\x00", "file_not_utf8"),
        (b" " * (9 << 20), "file_too_large"),
    ],
)
def test_what_is_no_json_object_is_refused(
    shop_cli: CommandLine, monkeypatch: pytest.MonkeyPatch, raw: bytes, code: str
) -> None:
    # a Chinese Windows would read what is no UTF-8 in its console's own encoding
    monkeypatch.setattr("shopcare.cli.files.console_encoding", lambda: None)
    answer = shop_cli.run("--json", "case", "add", "--fields", "-", stdin=raw)
    assert answer.error["code"] == code


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("fault", ["断"], "field_wants_text"),
        ("fault", 3, "field_wants_text"),
        ("fault", "x" * 10_000, "text_too_long"),
        ("kind", "sale", "field_choice"),
        ("kind", None, "field_missing"),
        ("service", "haircut", "field_choice"),
        ("accessories", "盒", "field_wants_texts"),
        ("accessories", [1], "field_wants_texts"),
        ("accessories", ["盒"] * 41, "accessories_too_many"),
        ("accessories", ["盒"] * 2000, "field_too_many"),
        ("goods_kept", "yes", "field_wants_yes_no"),
        ("customer_id", 2**63, "field_wants_id"),
        ("customer_id", True, "field_wants_whole_number"),
        ("plan", "修", "field_wants_object"),
        ("plan", {"work": "修", "fee_fen": 1.5}, "field_wants_whole_number"),
        ("plan", {"work": "修", "fee_fen": 1e400}, "fields_not_json"),
        ("plan", {"work": "修", "fee_fen": -1}, "amount_negative"),
        ("plan", {"work": "修", "fee_fen": 10**15}, "amount_too_large"),
        ("plan", {"work": "修", "colour": "red"}, "field_unknown"),
        ("bought_on", "2026-02-30", "day_impossible"),
        ("bought_on", "2150-01-01", "bought_after_intake"),
        ("received_at", "gestern", "moment_unreadable"),
        ("received_at", "2150-01-01T10:00", "received_in_future"),
        ("received_at", 20260101, "field_wants_text"),
        ("promised_on", "2020-01-01", "promised_in_past"),
        ("customer", {"name": ""}, "name_missing"),
        ("customer", {"name": "甲", "phones": ["12ab"]}, "phone_unreadable"),
        ("customer", {"name": "甲", "phones": "13800138000"}, "field_wants_texts"),
        ("customer", {"name": "甲", "birthday": {"month": 13, "day": 1}}, "birthday_impossible"),
        ("customer", {"name": "甲", "call_hours": [["9"]]}, "field_wants_hours"),
        ("customer", {"name": "甲", "call_hours": [["9:00", "8:00"]]}, "hours_reversed"),
    ],
)
def test_each_wrong_field_is_named(
    shop_cli: CommandLine, field: str, value: object, code: str
) -> None:
    fields = {"kind": "repair", "customer": 1, "fault": "断", field: value}
    error = shop_cli.refused("case", "add", fields=fields)
    if code.startswith("fields_"):
        assert error["code"] == code
        return
    (problem,) = (one for one in error["problems"] if one["code"] == code)
    assert problem["field"].split(".")[0] in {field, "fee_fen"}
    assert problem["message"]


def test_a_problem_names_the_option_as_it_was_typed(shop_cli: CommandLine) -> None:
    asked = {"kind": "consultation", "customer": 1, "misuse_advised": True}
    call = shop_cli.json("case", "add", fields=asked)["callbacks"][0]["id"]
    for words, name in (
        (("call", call, "later", "--until", "2020-01-01 10:00"), "--until: "),
        (("call", call, "later"), "--until: "),
        (("call", call, "reached", "--satisfaction", "9"), "--satisfaction: "),
        (("purchase", "add", "--customer", "1"), "--product: "),
        (("purchase", "add", "--customer", "1", "--product", "x", "--amount=-5"), "--amount: "),
        (("purchase", "add", "--customer", "1", "--product", "x", "--quantity=-5"), "--quantity: "),
        (("purchase", "add", "--product", "x"), "--customer: "),
        (("purchase", "add", "--customer", "1", "--product", "x", "--sold", "2-30"), "--sold: "),
        (("customer", "add", "--name", "x", "--phone", "12ab"), "--phone: "),
        (("customer", "add"), "--name: "),
    ):
        answer = shop_cli.run("--lang", "en", *words)
        assert (answer.status, answer.err.startswith(name)) == (1, True), answer.err


def test_a_problem_of_a_file_names_its_field(shop_cli: CommandLine) -> None:
    words = ("purchase", "add", "--customer", "1", "--fields", "-")
    answer = shop_cli.run(
        "--lang", "en", *words, stdin='{"sold_on": "2-30", "lines": [{"unit": 3}]}'
    )
    assert "sold_on: " in answer.err
    assert "lines[0].unit: " in answer.err
    error = shop_cli.refused(
        "purchase", "add", "--customer", "1", "--product", "x", "--sold", "2-30"
    )
    assert error["problems"][0]["field"] == "sold_on", "a program knows the fields"


def test_lone_halves_and_steering_characters_are_not_kept(shop_cli: CommandLine) -> None:
    fields = {"kind": "repair", "customer": 1, "fault": "a\ud800b\x1b[31mc\u202ed", "wishes": "😀"}
    case = shop_cli.json("case", "add", fields=fields)
    shown = shop_cli.json("case", "show", case["number"])
    assert (shown["fault"], shown["wishes"]) == ("ab[31mcd", "😀")


def test_a_steering_character_never_reaches_the_terminal(shop_cli: CommandLine) -> None:
    answer = shop_cli.run("customer", "show", "\x1b[2J\u202eevil")
    assert answer.status == 1
    assert not {"\x1b", "\u202e"} & set(answer.err)


def test_a_file_that_is_not_there_or_a_folder_is_named(
    shop_cli: CommandLine, tmp_path: Path
) -> None:
    words = ("case", "add", "--fields")
    assert shop_cli.refused(*words, tmp_path / "none.json")["code"] == "file_missing"
    assert shop_cli.refused(*words, tmp_path)["code"] == "file_is_folder"
    assert shop_cli.refused(*words, "a\0b")["code"] == "path_impossible"
    # of such a name Windows knows only that there is no file
    code = "file_missing" if sys.platform == "win32" else "file_unreadable"
    assert shop_cli.refused(*words, tmp_path / ("x" * 300))["code"] == code
