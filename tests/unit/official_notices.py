"""The State Council's notices since 2006, as they were published."""

from pathlib import Path

_FOLDER = Path(__file__).parent / "notices"
YEARS = range(2006, 2027)
VICTORY_2015 = (_FOLDER / "2015-victory.txt").read_text("utf-8")
LABOUR_DAY_2019 = (_FOLDER / "2019-labour-day.txt").read_text("utf-8")
SPRING_FESTIVAL_2020 = (_FOLDER / "2020-spring-festival.txt").read_text("utf-8")


def notice_text(year: int) -> str:
    """Give the yearly notice of a year."""
    return (_FOLDER / f"{year}.txt").read_text("utf-8")
