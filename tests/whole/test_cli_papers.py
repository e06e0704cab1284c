"""print and close-day."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cli_desk import Desk, new_desk
from pypdf import PdfReader

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


@pytest.fixture
def number(desk: Desk) -> str:
    fields = {
        "kind": "repair",
        "customer": {"name": "𬸪艳", "phones": ["13800138000"]},
        "fault": "<b>断</b> & 掉漆",
        "received_at": (datetime.now(SHANGHAI) - timedelta(days=4)).isoformat(),
    }
    return str(desk.json("case", "add", fields=fields)["number"])


@pytest.mark.parametrize("paper", ["A5", "a4", "80", "roll_58", "continuous"])
def test_a_slip_is_written_on_every_paper(
    desk: Desk, number: str, tmp_path: Path, paper: str
) -> None:
    file = tmp_path / "单据.pdf"
    answer = desk.json("print", "slip", number, "--paper", paper, "--out", file)
    assert answer.keys() == {"document", "paper", "file", "bytes", "unprintable"}
    assert (answer["document"], answer["bytes"]) == ("service_slip", file.stat().st_size)
    text = "".join(page.extract_text() for page in PdfReader(file).pages)
    assert number in text
    assert "<b>" in text


@pytest.mark.parametrize(
    "words",
    [
        ("door-note", "--blank"),
        ("DoorNote",),
        ("call-sheet", "--at", "10:00"),
        ("day_close",),
        ("DayClose", "--on", "2026-03-05"),
    ],
)
def test_the_other_documents_are_written(
    desk: Desk, tmp_path: Path, words: tuple[str, ...]
) -> None:
    file = tmp_path / "x.pdf"
    assert desk.run("print", *words, "--out", file).status == 0
    assert file.read_bytes().startswith(b"%PDF")


def test_a_door_note_for_a_case(desk: Desk, number: str, tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    desk.json("print", "door-note", number, "--out", file)
    assert "𬸪艳" in PdfReader(file).pages[0].extract_text()


def test_where_nothing_can_be_written_it_is_said(desk: Desk, tmp_path: Path) -> None:
    words = ("print", "call-sheet", "--out")
    assert desk.refused(*words, tmp_path)["code"] == "file_is_folder"
    assert desk.refused(*words, tmp_path / "no" / "x.pdf")["code"] == "folder_missing"
    assert desk.refused(*words, tmp_path / "shop.db" / "x.pdf")["code"] == "folder_missing"
    assert desk.refused(*words, tmp_path / ("x" * 300))["code"] == "file_not_written"
    assert desk.refused(*words, "")["code"] == "path_impossible"
    assert desk.refused(*words, "a\0b")["code"] == "path_impossible"
    assert sorted(one.name for one in tmp_path.iterdir() if "shopcare" in one.name) == []


def test_what_cannot_be_printed_is_refused(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    assert desk.refused("print", "slip", "--out", file)["code"] == "case_number_missing"
    assert desk.refused("print", "slip", "1", "--out", file)["code"] == "case_number_unreadable"
    words = ("print", "call-sheet", "--paper", "roll_58", "--out", file)
    assert desk.refused(*words)["code"] == "paper_not_made_for"
    assert not file.exists()


def test_the_day_is_closed_with_its_round(desk: Desk, number: str, tmp_path: Path) -> None:
    looked = desk.json("close-day", "--look")
    assert looked["closed_at"] is None
    file = tmp_path / "日结.pdf"
    closed = desk.json("close-day", "--out", file)
    assert closed.keys() == {
        "day", "closed_at", "closed_by", "done", "tried", "not_made", "unexplained",
        "ready_not_told", "missed", "due_tomorrow", "next_open_on",
    }  # fmt: skip
    assert closed["closed_at"]
    assert closed["closed_by"] == "店长"
    assert [case["number"] for case in closed["missed"]] == [number]  # not acknowledged in 24 hours
    assert file.read_bytes().startswith(b"%PDF")
    assert number in desk.run("close-day", "--look", "--lang", "en").out


def test_a_call_that_was_not_made_is_explained(desk: Desk, number: str) -> None:
    desk.json("case", "move", number, "diagnosed")
    today = datetime.now(SHANGHAI).date().isoformat()
    plan = {"work": "修", "fee_fen": 0}
    fields = {"how": "phone", "plan": plan, "promised_on": today}
    desk.json("case", "move", number, "agreed", fields=fields)
    (call,) = desk.json("close-day", "--look")["not_made"]
    answer = desk.json("close-day", "--not-made", call["id"], "人手不够")
    assert answer["not_made"][0]["reason"] == "人手不够"
    assert answer["unexplained"] == 0
    assert desk.refused("close-day", "--not-made", "x", "y")["code"] == "not_found"
    assert desk.refused("close-day", "--not-made", call["id"], " ")["code"] == "reason_missing"
    assert desk.refused("close-day", "--on", "2150-01-01")["code"] == "day_in_future"
