"""print and close-day."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from building.command_line import CommandLine

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def number(shop_cli: CommandLine) -> str:
    fields = {
        "kind": "repair",
        "customer": {"name": "𬸪艳", "phones": ["13800138000"]},
        "fault": "<b>断</b> & 掉漆",
        "received_at": (datetime.now(SHANGHAI) - timedelta(days=4)).isoformat(),
    }
    return str(shop_cli.json("case", "add", fields=fields)["number"])


@pytest.mark.parametrize("paper", ["A5", "a4", "80", "roll_58", "continuous"])
def test_a_slip_is_written_on_every_paper(
    shop_cli: CommandLine, number: str, tmp_path: Path, paper: str
) -> None:
    file = tmp_path / "单据.pdf"
    answer = shop_cli.json("print", "slip", number, "--paper", paper, "--out", file)
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
    shop_cli: CommandLine, tmp_path: Path, words: tuple[str, ...]
) -> None:
    file = tmp_path / "x.pdf"
    assert shop_cli.run("print", *words, "--out", file).status == 0
    assert file.read_bytes().startswith(b"%PDF")


def test_a_door_note_for_a_case(shop_cli: CommandLine, number: str, tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    shop_cli.json("print", "door-note", number, "--out", file)
    assert "𬸪艳" in PdfReader(file).pages[0].extract_text()


def test_a_door_note_says_what_is_told_of_it(
    shop_cli: CommandLine, number: str, tmp_path: Path
) -> None:
    file = tmp_path / "note.pdf"
    words = ("case", "door-note", number, "--out", file, "--request", "请回电")
    day = (datetime.now(SHANGHAI) + timedelta(days=1)).date()
    answer = shop_cli.json(*words, "--reason", "取件", "--proposed", "明天 15:00")
    assert answer["document"] == "door_note"
    text = "".join(page.extract_text() for page in PdfReader(file).pages)
    for said in ("取件", "请回电", f"{day.month}月{day.day}日", "15:00"):
        assert said in text
    assert shop_cli.refused(*words, "--proposed", "never")["code"]
    assert shop_cli.refused(*words, "--proposed", "2020-01-01")["code"] == "day_in_past"


def test_a_slip_of_a_script_is_noted_on_its_case_x9(
    shop_cli: CommandLine, number: str, tmp_path: Path
) -> None:
    before = shop_cli.json("case", "show", number)["timeline"]
    shop_cli.json("print", "slip", number, "--out", tmp_path / "x.pdf")
    shop_cli.json("print", "door-note", number, "--blank", "--out", tmp_path / "x.pdf")
    *known, noted = shop_cli.json("case", "show", number)["timeline"]
    assert known == before
    assert (noted["action"], noted["by_script"]) == ("case.paper", True)
    assert shop_cli.refused("print", "slip", number, "--out", tmp_path)["code"] == "file_is_folder"
    assert shop_cli.json("case", "show", number)["timeline"] == [*known, noted]


def test_what_no_font_has_is_told_for_lists_too(shop_cli: CommandLine, tmp_path: Path) -> None:
    fields = {
        "kind": "repair",
        "customer": {"name": "שרה", "phones": ["13800138001"]},
        "received_at": (datetime.now(SHANGHAI) - timedelta(days=4)).isoformat(),
    }
    shop_cli.json("case", "add", fields=fields)
    file = tmp_path / "x.pdf"
    assert "U+05E9 ש" in shop_cli.json("print", "day-close", "--out", file)["unprintable"]
    assert "U+05E9 ש" in shop_cli.run("close-day", "--look", "--out", file).out
    words = ("print", "reschedule-list", "--on", "2026-03-05", "--out", file)
    assert shop_cli.json(*words)["document"] == "reschedule_list"


def test_where_nothing_can_be_written_it_is_said(shop_cli: CommandLine, tmp_path: Path) -> None:
    words = ("print", "call-sheet", "--out")
    assert shop_cli.refused(*words, tmp_path)["code"] == "file_is_folder"
    assert shop_cli.refused(*words, tmp_path / "no" / "x.pdf")["code"] == "folder_missing"
    assert shop_cli.refused(*words, tmp_path / "shop.db" / "x.pdf")["code"] == "folder_missing"
    assert shop_cli.refused(*words, "")["code"] == "path_impossible"
    assert shop_cli.refused(*words, "a\0b")["code"] == "path_impossible"
    assert sorted(one.name for one in tmp_path.iterdir() if "shopcare" in one.name) == []


def test_a_paper_whose_name_is_too_long_is_not_written(
    shop_cli: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / ("x" * 300 + ".pdf")
    refused = shop_cli.refused("print", "call-sheet", "--out", file)
    assert refused["code"] == "file_not_written"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("shop.db", "file_is_shops_own"),
        ("shop.db-wal", "file_is_shops_own"),
        ("crash.log", "file_is_shops_own"),
        ("window.lock", "file_is_shops_own"),
        ("screen.ini", "file_is_shops_own"),
        ("letter.txt", "file_ending_unknown"),
        ("no ending", "file_ending_unknown"),
        ("folder.pdf", "file_is_folder"),
        ("aux.pdf", "file_not_ordinary"),
    ],
)
@pytest.mark.parametrize(
    "words",
    [
        ("print", "call-sheet", "--out"),
        ("close-day", "--out"),
        ("export", "customers"),
    ],
)
def test_nothing_is_written_over_that_is_no_paper_or_table(
    shop_cli: CommandLine, tmp_path: Path, words: tuple[str, ...], name: str, code: str
) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    (tmp_path / "crash.log").write_text("log")
    (tmp_path / "folder.pdf").mkdir()
    before = (tmp_path / "shop.db").read_bytes()
    place = tmp_path / name
    assert shop_cli.refused(*words, place)["code"] == code
    assert (tmp_path / "shop.db").read_bytes() == before
    assert (tmp_path / "letter.txt").read_text() == "mine"
    assert (tmp_path / "crash.log").read_text() == "log"
    assert shop_cli.json("close-day", "--look")["closed_at"] is None
    assert shop_cli.json("check")["contents"]["service_case"] == 0


def test_nothing_is_written_over_a_link_to_the_shop_or_a_device(
    shop_cli: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "link.pdf").symlink_to(tmp_path / "shop.db")
    before = (tmp_path / "shop.db").read_bytes()
    words = ("print", "call-sheet", "--out")
    assert shop_cli.refused(*words, tmp_path / "link.pdf")["code"] == "file_is_shops_own"
    assert shop_cli.refused(*words, "/dev/null")["code"] == "file_not_ordinary"
    assert (tmp_path / "shop.db").read_bytes() == before


def test_what_cannot_be_printed_is_refused(shop_cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    assert shop_cli.refused("print", "slip", "--out", file)["code"] == "case_number_missing"
    assert shop_cli.refused("print", "slip", "1", "--out", file)["code"] == "case_number_unreadable"
    words = ("print", "call-sheet", "--paper", "roll_58", "--out", file)
    assert shop_cli.refused(*words)["code"] == "paper_not_made_for"
    assert not file.exists()


def test_the_day_is_closed_with_its_round(
    shop_cli: CommandLine, number: str, tmp_path: Path
) -> None:
    looked = shop_cli.json("close-day", "--look")
    assert looked["closed_at"] is None
    file = tmp_path / "日结.pdf"
    closed = shop_cli.json("close-day", "--out", file)
    assert closed.keys() == {
        "day", "closed_at", "closed_by", "done", "tried", "not_made", "unexplained",
        "ready_not_told", "missed", "due_tomorrow", "untouched", "owed", "number_to_find",
        "till", "next_open_on",
    }  # fmt: skip
    assert closed["closed_at"]
    assert closed["closed_by"] == "店长"
    assert [case["number"] for case in closed["missed"]] == [number]  # not acknowledged in 24 hours
    assert file.read_bytes().startswith(b"%PDF")
    assert number in shop_cli.run("close-day", "--look", "--lang", "en").out


def test_a_call_that_was_not_made_is_explained(shop_cli: CommandLine, number: str) -> None:
    shop_cli.json("case", "move", number, "diagnosed", "--reason", "镜腿断")
    today = datetime.now(SHANGHAI).date().isoformat()
    plan = {"work": "修", "fee_fen": 0}
    fields = {"how": "phone", "plan": plan, "promised_on": today}
    shop_cli.json("case", "move", number, "agreed", fields=fields)
    (call,) = shop_cli.json("close-day", "--look")["not_made"]
    answer = shop_cli.json("close-day", "--not-made", call["id"], "人手不够")
    assert answer["not_made"][0]["reason"] == "人手不够"
    assert answer["unexplained"] == 0
    assert shop_cli.refused("close-day", "--not-made", "x", "y")["code"] == "not_found"
    assert shop_cli.refused("close-day", "--not-made", call["id"], " ")["code"] == "reason_missing"
    assert shop_cli.refused("close-day", "--on", "2150-01-01")["code"] == "day_in_future"


def test_the_report_of_an_import_is_printed_by_its_number(
    shop_cli: CommandLine, tmp_path: Path
) -> None:
    file, paper = tmp_path / "list.csv", tmp_path / "report.pdf"
    file.write_text("姓名,手机\n王五,13900139000\n,13900139001x\n", "utf-8")
    shop_cli.json("import", "customers", file)
    [run] = shop_cli.json("import", "list")
    assert shop_cli.json("print", "import-report", run["id"], "--out", paper)["bytes"] > 1000
    assert shop_cli.json("print", "import-report", "--out", paper)["document"] == "import_report"
    assert shop_cli.refused("print", "import-report", "99", "--out", paper)["code"] == "not_found"
