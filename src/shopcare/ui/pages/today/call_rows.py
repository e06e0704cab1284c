"""How one call reads in the list: when, who, why, how late, how often tried, for whom."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from shopcare.domain.calls.call_order import Section
from shopcare.domain.calls.callback import UNSUCCESSFUL, Callback, CallResult, Purpose
from shopcare.language.catalog import mark
from shopcare.language.day_words import weekday
from shopcare.services.calls.today import CallRow
from shopcare.ui.kit.lists.row_list import RowChip, RowContent
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.words.formatting import phone_words, time_words
from shopcare.ui.kit.words.i18n import label, ntr, screen_catalog, tr

PURPOSE_SIGNS: Final = {
    Purpose.COMPLAINT: "message-square",
    Purpose.MISUSE: "info",
    Purpose.GUIDANCE: "map-pin",
    Purpose.PICK_UP: "package-check",
    Purpose.ACCEPTANCE: "circle-check",
    Purpose.PROGRESS: "refresh-cw",
    Purpose.RECALL: "circle-alert",
    Purpose.LOAN: "undo-2",
    Purpose.PLANNED: "calendar",
    Purpose.WEARING_CHECK: "glasses",
    Purpose.SERVICE_CHECK: "wrench",
    Purpose.MISSING_FACTS: "clipboard-pen",
    Purpose.BIRTHDAY: "cake",
    Purpose.KEY_ACCOUNT: "star",
    Purpose.CHECK_UP: "search",
    Purpose.NEW_LENSES: "history",
    Purpose.FREE_CARE: "list-checks",
}

_SHORT: Final = {Purpose.MISUSE: mark("Advice on use"), Purpose.GUIDANCE: mark("Guidance")}
"""Where the glossary's word is too long for a row."""

NameOf = Callable[[int | None], str]
"""Gives the name of a member of staff; empty for nobody."""


def purpose_words(callback: Callback) -> str:
    """Say what a call is for; a complaint call also which of its series it is (C-2)."""
    if callback.purpose is Purpose.COMPLAINT and callback.rule:
        rule = json.loads(callback.rule)
        if rule.get("kind") == "working_day":
            return tr("Complaint follow-up, day {n}", n=rule.get("n"))
        if rule.get("kind") == "same_day":
            return tr("Complaint follow-up, same day")
    short = _SHORT.get(callback.purpose)
    return tr(short) if short else label(callback.purpose)


def late_words(row: CallRow, today: date) -> str:
    """Say how late a call is; empty where it is not."""
    place = row.place
    if place is None or not place.late:
        return ""
    if place.section is Section.OVERDUE:
        days = (today - row.callback.closes_on).days
        return ntr("{n} day late", "{n} days late", days)
    return tr("Time passed")


def result_words(result: CallResult, satisfaction: int | None = None) -> str:
    """Say how a call ended."""
    if satisfaction is None:
        return label(result)
    return tr("{result}, {n} of 5", result=label(result), n=satisfaction)


def result_meaning(result: CallResult) -> Meaning:
    """Tell the colour of how a call ended."""
    if result is CallResult.REACHED:
        return Meaning.GREEN
    return Meaning.AMBER if result in UNSUCCESSFUL else Meaning.INFO


def standing_chips(row: CallRow, today: date) -> list[RowChip]:
    """Give the chips that say how a call stands: late, provisional, up to the manager."""
    chips = []
    if late := late_words(row, today):
        chips.append(RowChip(text=late, meaning=Meaning.RED))
    if row.callback.needs_decision:  # C-13
        chips.append(RowChip(text=tr("Manager decides"), meaning=Meaning.AMBER))
    if row.callback.provisional:
        chips.append(RowChip(text=tr("Provisional"), meaning=Meaning.AMBER, sign="calendar"))
    return chips


class RowWords:
    """Turns a call into what the list paints of it, as of one moment."""

    def __init__(self, name_of: NameOf) -> None:
        """Take who is called how."""
        self._name_of = name_of
        self.as_of: datetime | None = None

    def look(self, row: CallRow) -> RowContent:
        """Say what is painted of a call."""
        call = row.callback
        done = row.place is not None and row.place.section is Section.DONE
        return RowContent(
            lead=self._when(row),
            title=row.customer.name,
            number=phone_words(row.phone.digits) if row.phone else tr("No number"),
            chips=self._done_chips(call) if done else self._open_chips(row),
            dots=0 if done else call.attempts,
            trail=self._name_of(call.assignee_id),
            faint=done,
        )

    def _open_chips(self, row: CallRow) -> list[RowChip]:
        assert self.as_of is not None
        purpose = row.callback.purpose
        why = RowChip(
            text=purpose_words(row.callback),
            meaning=Meaning.INFO if purpose in _WEIGHTY else None,
            sign=PURPOSE_SIGNS[purpose],
        )
        return [why, *standing_chips(row, self.as_of.date())]

    def _done_chips(self, call: Callback) -> list[RowChip]:
        why = RowChip(text=purpose_words(call), sign=PURPOSE_SIGNS[call.purpose])
        if call.result is None:
            return [why]
        return [why, RowChip(text=result_words(call.result), meaning=result_meaning(call.result))]

    def _when(self, row: CallRow) -> str:
        place, call = row.place, row.callback
        if place is None:
            return ""
        if place.section is Section.DONE:
            return time_words(self._local(call.settled_at)) if call.settled_at else ""
        if place.section is Section.OVERDUE:
            return short_day(call.closes_on)
        if place.section is Section.OPTIONAL:
            return short_day(call.due_on)
        if place.starts_at is None:
            return time_words(self._local(call.due_at)) if call.due_at else tr("today")
        begins = time_words(place.starts_at)
        return f"{begins}–{time_words(place.ends_at)}" if place.ends_at else begins

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.as_of.tzinfo) if self.as_of else moment


def short_day(day: date) -> str:
    """Write a day of these weeks for a narrow column: ``11-20 Fri``."""
    return f"{day:%m-%d} {weekday(screen_catalog(), day.weekday())}"


_WEIGHTY: Final = frozenset({Purpose.COMPLAINT, Purpose.MISUSE, Purpose.RECALL})
