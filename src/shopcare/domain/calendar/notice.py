"""Reads the State Council's yearly notice of holidays, and special notices that change a few days.

What cannot be understood is listed by line, and then nothing of the notice may be applied.
"""

import re
from datetime import date
from typing import Final

from shopcare.domain.calendar.day_facts import FIRST_YEAR, LAST_YEAR
from shopcare.domain.calendar.notice_clauses import Item, read_sentence
from shopcare.domain.calendar.notice_dates import DayReader, UnreadableNotice, plain_line
from shopcare.domain.calendar.notice_facts import Extension, Notice, NoticeLine, apply

__all__ = ["Extension", "Notice", "NoticeLine", "apply", "notice_from_text"]

LONGEST_TEXT: Final = 20_000

_FESTIVAL: Final = (
    r"(?:元旦|新年|春节|清明节?|五一国际劳动节|国际劳动节|劳动节|五一|端午节?|中秋节?|国庆节?|十一)"
)
_FESTIVALS: Final = rf"{_FESTIVAL}(?:[、和及与]{_FESTIVAL})*"
_NUMBER: Final = (
    r"(?:[一二三四五六七八九十]{1,3}[、.,:]|\(?[\d一二三四五六七八九十]{1,2}[)、.]|[•·*至●○]+)"
)
_HEADER: Final = re.compile(rf"{_NUMBER}?(?:\d{{4}}年)?({_FESTIVALS})(?::|(?=\d))(.*)")
_OTHER_HEADER: Final = re.compile(rf"{_NUMBER}([^\d,。;:]{{2,40}}):(.*)")
_NUMBERED: Final = re.compile(rf"{_NUMBER}(.*)")
_FESTIVAL_FIRST: Final = re.compile(rf"{_NUMBER}?(?:\d{{4}}年)?{_FESTIVAL}")
_SPEAKS_OF_DAYS_OFF: Final = re.compile(r"放假|上班|调休|补休|公休|连休|休息|假期|延长")
_TELLS_DAYS_OFF: Final = re.compile(r"放假|上班|调休|补休|公休|连休")
_ONLY_A_DATE: Final = re.compile(r"\(?\d{4}年\d{1,2}月\d{1,2}日\)?")
_YEAR_SAID: Final = (
    re.compile(r"关于(?:做好|调整|延长|修改)?(\d{4})年"),
    re.compile(r"(?:现将|调整|延长|做好)(\d{4})年"),
    re.compile(rf"(\d{{4}})年{_FESTIVAL}"),
    re.compile(r"(\d{4})年\d{1,2}月\d{1,2}日[^。]*(?:放假|上班|补休|调休)"),
)
_SUBJECT: Final = re.compile(r"关于(.{2,60}?)(?:调休|放假|假期)")
_KEPT_NAMES: Final = {
    "五一": "劳动节", "五一国际劳动节": "劳动节", "国际劳动节": "劳动节", "十一": "国庆节",
    "清明": "清明节", "端午": "端午节", "中秋": "中秋节", "国庆": "国庆节", "新年": "元旦",
}  # fmt: skip
_SINCE_2008: Final = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
_BEFORE_2008: Final = ("元旦", "春节", "劳动节", "国庆节")


def notice_from_text(text: str) -> Notice:
    """Read a notice as it was pasted."""
    if len(text) > LONGEST_TEXT:
        return _unreadable(text, "notice_too_long", longest=LONGEST_TEXT)
    lines = [plain_line(line) for line in text.splitlines()]
    year = _year_of("".join(lines))
    if year is None:
        return _unreadable(text, "notice_year_missing")
    reading = _Reading(text.splitlines(), lines, year)
    reading.run()
    return reading.notice()


def _unreadable(text: str, code: str, **values: str | int) -> Notice:
    lines = text.splitlines()
    number = next((n for n, line in enumerate(lines, 1) if line.strip()), 1)
    said = lines[number - 1].strip()[:200] if lines else ""
    problem = NoticeLine(number=number, text=said, code=code, values=values)
    return Notice(
        year=0, whole_year=False, off=(), work=(), extensions=(), not_understood=(problem,)
    )


def _year_of(text: str) -> int | None:
    for pattern in _YEAR_SAID:
        if found := pattern.search(text):
            year = int(found[1])
            return year if FIRST_YEAR < year <= LAST_YEAR else None
    return None


class _Reading:
    """One notice being read, line by line."""

    def __init__(self, shown: list[str], lines: list[str], year: int) -> None:
        self._shown, self._year = shown, year
        self._parts = list(_paragraphs(lines))
        title = "".join(lines)
        self._whole = "部分节假日" in title or bool(re.search(r"节假日(?:放假)?安排", title))
        self._headed = any(_HEADER.fullmatch(text) for _, text in self._parts)
        self._item = Item(name=_subject(title))
        self._reader = DayReader(year, new_year=False)
        self._in_items = False
        self._names: list[str] = []
        self._off: dict[date, tuple[str, int]] = {}
        self._work: dict[date, tuple[str, int]] = {}
        self._extensions: list[Extension] = []
        self._problems: list[NoticeLine] = []

    def run(self) -> None:
        """Read every line."""
        for number, text in self._parts:
            try:
                self._line(number, text)
            except UnreadableNotice as unreadable:
                self._problem(number, unreadable.code, **unreadable.values)

    def notice(self) -> Notice:
        """Give what was read, after the checks over the whole text."""
        self._check_whole()
        return Notice(
            year=self._year,
            whole_year=self._whole,
            off=tuple((day, name) for day, (name, _) in sorted(self._off.items())),
            work=tuple((day, name) for day, (name, _) in sorted(self._work.items())),
            extensions=tuple(self._extensions),
            not_understood=tuple(sorted(self._problems, key=lambda line: line.number)),
        )

    def _line(self, number: int, text: str) -> None:
        header = _HEADER.fullmatch(text) or _OTHER_HEADER.fullmatch(text)
        if header:
            self._begin_item(header[1])
            self._sentences(number, header[2], strict=True)
        elif numbered := _NUMBERED.fullmatch(text):
            strict = bool(_FESTIVAL_FIRST.match(text) and _TELLS_DAYS_OFF.search(text))
            self._sentences(number, numbered[1], strict=strict)
        elif _ONLY_A_DATE.fullmatch(text) or (self._headed and not self._in_items):
            return  # the signature, or what stands before the first holiday
        else:
            self._sentences(number, text, strict=False)

    def _begin_item(self, said: str) -> None:
        names = [_KEPT_NAMES.get(name, name) for name in re.split("[、和及与]", said)]
        self._names += names
        self._item = Item(name="、".join(names))
        self._reader = DayReader(self._year, new_year="元旦" in names)
        self._in_items = True

    def _sentences(self, number: int, text: str, *, strict: bool) -> None:
        for sentence in filter(None, re.split("[。!]", text)):
            if sentence.startswith("鼓励"):
                continue  # a wish to employers, no public day off
            marked, spans = self._reader.read(sentence) if _tells(sentence) else (sentence, [])
            if not spans and not (strict and _TELLS_DAYS_OFF.search(sentence)):
                continue
            said = read_sentence(marked, spans, self._item)
            if said.extended_until is not None:
                name = _KEPT_NAMES.get(said.extended, said.extended) or self._item.name
                self._extensions.append(Extension(name=name, until=said.extended_until))
                self._off.setdefault(said.extended_until, (name, number))
            for day in said.off:
                self._off.setdefault(day, (self._item.name, number))
            for day in said.work:
                self._work.setdefault(day, (self._item.name, number))

    def _check_whole(self) -> None:
        for day in sorted(self._off.keys() & self._work.keys()):
            self._problem(self._work[day][1], "notice_off_and_work", day=day.isoformat())
        if self._problems:
            return
        if not self._off and not self._work and not self._extensions:
            self._problem(self._first_line(), "notice_nothing_found")
        elif self._whole:
            needed = _SINCE_2008 if self._year >= 2008 else _BEFORE_2008
            missing = [name for name in needed if name not in self._names]
            if missing:
                self._problem(
                    self._first_line(), "notice_holiday_missing", names="、".join(missing)
                )

    def _first_line(self) -> int:
        return self._parts[0][0] if self._parts else 1

    def _problem(self, number: int, code: str, **values: str | int) -> None:
        text = self._shown[number - 1].strip()[:200] if self._shown else ""
        self._problems.append(NoticeLine(number=number, text=text, code=code, values=values))


def _tells(sentence: str) -> bool:
    return bool(re.search(r"\d[日号]|\d至\d", sentence) and _SPEAKS_OF_DAYS_OFF.search(sentence))


def _subject(title: str) -> str:
    """Name what a special notice is about: its festival, or the occasion in its title."""
    subject = _SUBJECT.search(title)
    said = re.sub(r"^(?:调整|延长|修改)?(?:\d{4}年)?", "", subject[1]) if subject else ""
    festival = re.search(_FESTIVAL, said)
    if festival and festival[0] not in ("十一", "新年"):
        return _KEPT_NAMES.get(festival[0], festival[0])
    return said


def _paragraphs(lines: list[str]) -> list[tuple[int, str]]:
    """Give the lines with text, a broken line of a holiday joined again, by their numbers."""
    parts: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        if parts and _is_broken(parts[-1][1]) and not _NUMBERED.match(line):
            parts[-1] = (parts[-1][0], parts[-1][1] + line)
        else:
            parts.append((number, line))
    return parts


def _is_broken(text: str) -> bool:
    if text.count("(") > text.count(")"):
        return True
    inside = _HEADER.fullmatch(text) or _OTHER_HEADER.fullmatch(text)
    return bool(inside) and text[-1] not in "。:;!"
