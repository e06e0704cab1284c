"""What one sentence of an official notice says about its days."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from shopcare.domain.calendar.notice_dates import MARK, Span, UnreadableNotice

_LIST: Final = f"{MARK}(?:(?:[、和及与]|以及){MARK})*"
_COUNT: Final = r"([\d一二两三四五六七八九十]{1,2})天"
_LEAD: Final = re.compile(r"^(?:其中|另外|此外|同时|特作如下调休|具体为|即)+")

_OFF: Final = re.compile(
    rf"(?:{_LIST})(?:起)?(?:全国|全体公民)?"
    rf"(?:放假调休|调休放假|放假公休|放假补休|放假|补休|调休|休假|休息|连休)(?:{_COUNT})?"
)
_WORK: Final = re.compile(
    rf"(?:{_LIST})(?:(?:因|为)?公休日)?(?:(?:因|为)?(?:调休|调班))?(?:照常|正常)?(?:上班|工作|调班)"
)
_BACK: Final = re.compile(rf"{MARK}起(?:恢复)?(?:照常|正常)?上班")
_EXPLAINED: Final = re.compile(
    rf"(?:{_LIST})(?:为(?:\w{{2,4}}节)?法定(?:节)?假日|为公休日?|照常公休|照常休息|公休日?照常休息)"
)
_EXCHANGED: Final = re.compile(
    rf"将?({_LIST})(?:[两二三四]个)?公休日?(?:及\w{{2,4}}节)?(?:分别)?调(?:整)?至({_LIST})"
)
_EXTENDED: Final = re.compile(
    rf"将?(?:延长)?(?:\d{{4}}年)?(\w{{0,8}}?)(?:假期|放假)?(?:延长)?(?:\d+天)?至{MARK}"
)
_TOTAL: Final = re.compile(rf"(?:总?共|合计|连休){_COUNT}")
_BESIDE_WEEKEND: Final = re.compile(r"与周末(?:公休日?)?连休")
_NEUTRAL: Final = re.compile(r"不调休|连休|")
_KEYWORD: Final = re.compile(r"放假|上班|调休|补休|公休|连休|休息|调班|\d")
_DIGITS: Final = {character: number for number, character in enumerate("一二三四五六七八九十", 1)}


@dataclass(slots=True)
class Item:
    """One holiday of a notice, as far as it was read."""

    name: str
    off: set[date] = field(default_factory=set)


@dataclass(slots=True)
class Said:
    """What one sentence says."""

    off: list[date] = field(default_factory=list)
    work: list[date] = field(default_factory=list)
    extended: str = ""
    extended_until: date | None = None


def read_sentence(marked: str, spans: list[Span], item: Item) -> Said:
    """Read one sentence, clause by clause.

    Args:
        marked: the sentence with a mark for each of its days and ranges.
        spans: what the marks stand for.
        item: the holiday that it is about; remembers its days off.

    Raises:
        UnreadableNotice: a clause that is not known, a count that does not agree.
    """
    said = Said()
    left = list(spans)
    for clause in _clauses(marked):
        taken = [left.pop(0) for _ in range(clause.count(MARK))]
        _read_clause(clause, taken, item, said)
    return said


def _clauses(marked: str) -> list[str]:
    """Part a sentence; days that a comma cut off belong to the clause after them."""
    clauses: list[str] = []
    kept = ""
    for part in re.split("[,;:]", marked):
        clause = _LEAD.sub("", part)
        if re.fullmatch(_LIST, clause):
            kept += clause + "、"
            continue
        if kept and not clause.startswith(MARK):
            kept = kept.rstrip("、")
        clauses.append(kept + clause)
        kept = ""
    if kept:
        clauses.append(kept.rstrip("、"))
    return clauses


def _read_clause(clause: str, spans: list[Span], item: Item, said: Said) -> None:
    days = [day for span in spans for day in span.days]
    if found := _OFF.fullmatch(clause):
        said.off += days
        item.off.update(days)
        if found[1]:
            _check_count(found[1], days)
    elif _WORK.fullmatch(clause):
        _check_make_up(days)
        said.work += days
    elif found := _TOTAL.fullmatch(clause):
        _check_count(found[1], said.off)
    elif _BESIDE_WEEKEND.fullmatch(clause):
        _check_beside_weekend(said.off)
    elif _EXPLAINED.fullmatch(clause):
        _check_off(days, item)
    elif found := _EXCHANGED.fullmatch(clause):
        _check_off([day for span in spans[found[1].count(MARK) :] for day in span.days], item)
    elif _BACK.fullmatch(clause):
        _check_back(days[0], said)
    elif "延长" in clause and (found := _EXTENDED.fullmatch(clause)):
        said.extended, said.extended_until = found[1], days[0]
    elif MARK in clause or (_KEYWORD.search(clause) and not _NEUTRAL.fullmatch(clause)):
        raise UnreadableNotice("notice_clause_unknown", text=clause.replace(MARK, "…")[:80])


def _check_count(text: str, days: list[date]) -> None:
    said = int(text) if text.isdecimal() else _DIGITS.get(text.replace("两", "二"), 0)
    if said != len(set(days)):
        raise UnreadableNotice("notice_count_wrong", said=said, counted=len(set(days)))


def _check_make_up(days: list[date]) -> None:
    for day in days:
        if day.weekday() < 5:
            raise UnreadableNotice("notice_work_on_weekday", day=day.isoformat())


def _check_beside_weekend(days: list[date]) -> None:
    if not any(day.weekday() in (0, 4) for day in days):
        day = days[0].isoformat() if days else ""
        raise UnreadableNotice("notice_not_beside_weekend", day=day)


def _check_off(days: list[date], item: Item) -> None:
    for day in days:
        if day not in item.off:
            raise UnreadableNotice("notice_day_contradicts", day=day.isoformat())


def _check_back(day: date, said: Said) -> None:
    until = said.extended_until
    if until is not None and (day - until).days != 1:
        raise UnreadableNotice("notice_day_contradicts", day=day.isoformat())
