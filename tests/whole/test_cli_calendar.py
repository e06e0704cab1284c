"""days and count."""

from pathlib import Path

import pytest

from building.command_line import CommandLine


def test_days_tell_holidays_make_up_days_and_hours(shop_cli: CommandLine) -> None:
    days = {
        one["day"]: one
        for one in shop_cli.json("days", "--from", "2025-09-27", "--to", "2025-10-12")
    }
    assert len(days) == 16
    assert set(days["2025-10-01"]) == {"day", "working", "open", "names", "hours", "provisional"}
    assert days["2025-10-01"]["working"] is False
    assert days["2025-10-01"]["names"]
    assert days["2025-09-28"]["working"] is True  # a Sunday that makes up
    assert days["2025-10-12"]["working"] is False
    assert days["2025-10-12"]["open"] is True
    assert days["2025-10-12"]["hours"] == [["09:00", "20:30"]]


def test_counting_over_the_national_day_explains_every_day(shop_cli: CommandLine) -> None:
    counted = shop_cli.json("count", "--from", "2025-09-29", "--working-days", "3")
    assert (counted["rule_date"], counted["due_date"]) == ("2025-10-10", "2025-10-10")
    steps = counted["explanation"]
    assert [set(step) for step in steps] == [{"day", "counted", "why"}] * len(steps)
    assert [step["counted"] for step in steps if step["counted"]] == [1, 2, 3]
    assert counted["provisional"] is False
    assert shop_cli.run("count", "--from", "2025-09-29", "--working-days", "3").out


def test_hours_elapse_and_a_working_day_ends_at_closing(shop_cli: CommandLine) -> None:
    hours = shop_cli.json("count", "--from", "2025-03-05T10:30", "--hours", "24")
    assert hours["due_at"] == "2025-03-06T10:30:00+08:00"
    until = shop_cli.json("count", "--from", "2025-03-07", "--until-working-day", "1")
    assert until["due_at"] == "2025-03-10T20:30:00+08:00"


def test_a_year_that_is_not_announced_is_provisional(shop_cli: CommandLine) -> None:
    assert (
        shop_cli.json("count", "--from", "2150-03-05", "--working-days", "3")["provisional"] is True
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("count", "--from", "2026-01-01", "--hours", "-1"), "count_out_of_range"),
        (("count", "--from", "2026-01-01", "--working-days", "999999999"), "count_out_of_range"),
        (("count", "--from", "2199-12-30", "--working-days", "90"), "year_out_of_range"),
        (("count", "--from", "2026-13-01", "--hours", "1"), "day_impossible"),
        (("count", "--from", "2026-01-01T27:00", "--hours", "1"), "moment_unreadable"),
        (("days", "--from", "2026-01-02", "--to", "2026-01-01"), "days_reversed"),
        (("days", "--from", "1950-01-01", "--to", "2026-01-01"), "days_too_many"),
        (("days", "--from", "0001-01-01", "--to", "2026-01-01"), "year_out_of_range"),
        (("calls", "--at", "25"), "time_unreadable"),
    ],
)
def test_what_cannot_be_counted_is_refused(
    shop_cli: CommandLine, words: tuple[str, ...], code: str
) -> None:
    assert shop_cli.refused(*words)["code"] == code


def test_a_notice_that_is_no_text_is_refused(shop_cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_bytes("放假".encode("gb18030"))
    assert shop_cli.refused("notice", "read", file)["code"] == "file_not_utf8"
    assert shop_cli.refused("notice", "read", tmp_path)["code"] == "file_is_folder"
    assert shop_cli.refused("notice", "apply", tmp_path / "none")["code"] == "file_missing"


NOTICE = """关于2031年国庆节放假调休的通知
国庆节：10月1日(周三)至7日(周二)放假调休，共7天。9月28日(周日)上班。
"""


def test_a_notice_is_read_first_and_then_taken_over(shop_cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(NOTICE, "utf-8")
    read = shop_cli.json("notice", "read", file)
    assert {"year", "off", "work", "not_understood", "moves"} <= read.keys()
    assert (read["year"], read["work"], read["not_understood"]) == (2031, ["2031-09-28"], [])
    assert {"2031-10-01", "2031-10-07"} <= set(read["off"])
    day = ("days", "--from", "2031-09-28", "--to", "2031-09-28")
    assert shop_cli.json(*day)[0]["working"] is False
    shop_cli.json("notice", "apply", file)
    assert shop_cli.json(*day)[0]["working"] is True


def test_a_notice_that_is_not_understood_saves_nothing(
    shop_cli: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(NOTICE.replace("9月28日(周日)", "9月28日(周一)"), "utf-8")
    answer = shop_cli.run("--json", "notice", "read", file)
    assert answer.status == 1
    assert any("9月28日" in line for line in answer.json["not_understood"])
    assert shop_cli.refused("notice", "apply", file)["code"] == "notice_not_understood"


def test_the_real_notices_are_read_without_a_question(shop_cli: CommandLine) -> None:
    folder = Path(__file__).parents[1] / "data" / "notices"
    files = sorted(folder.glob("*.txt"))
    assert files
    for file in files:
        read = shop_cli.json("notice", "read", file)
        assert (str(read["year"]), read["not_understood"]) == (file.stem, [])
