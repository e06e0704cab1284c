"""``count``: one counted date with its explanation."""

from datetime import datetime, time
from typing import TYPE_CHECKING, Any, Final

from shopcare.cli import moments
from shopcare.cli.command import Command, Described, Options, whole_number
from shopcare.cli.records.record_lines import minute
from shopcare.cli.session import Session
from shopcare.cli.tables import labelled, plain
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.domain.calendar.count_rule import CountRule
    from shopcare.domain.calendar.due_date import DueDate

_COUNT_JSON: Final[Described] = {
    "rule_date": mark("the day that the rule says"),
    "due_date": mark("the day it is due"),
    "due_at": mark("the moment it is due, if one is set"),
    "explanation[].day": mark("a day that was looked at"),
    "explanation[].counted": mark("which day it counts as; null: it is skipped"),
    "explanation[].why": mark("why"),
    "provisional": mark("whether the official calendar may still move it"),
    "clock_in_doubt": mark("whether the PC's date may be wrong"),
}


def _count_options(options: Options) -> None:
    options.add("--from", dest="first", required=True, metavar="DAY",
                tells=mark("the day of the event, for hours with its time"))  # fmt: skip
    ways = options.one_of()
    number = whole_number(-(10**9), 10**9)
    ways.add("--working-days", type=number, metavar="N", tells=mark("the N-th working day after"))
    ways.add("--hours", type=number, metavar="N", tells=mark("N hours after"))
    ways.add("--until-working-day", type=number, metavar="N",
             tells=mark("until closing on the N-th working day that is open"))  # fmt: skip


def _count(session: Session) -> None:
    from shopcare.domain.calendar.due_date import count
    from shopcare.language.reason_words import explanation_text
    from shopcare.services.calls.explain import explanation_json

    basis_at = _basis(session)
    calendar = session.shop.calendar
    due = count(_rule(session), basis_at, calendar.work, calendar.windows, clause="")
    words = session.words
    answer: dict[str, Any] = {
        "rule_date": due.rule_on.isoformat(),
        "due_date": due.due_on.isoformat(),
        "due_at": plain(due.due_at),
        "explanation": [
            {"day": step["day"], "counted": step["counted"], "why": step["why"]}
            for step in explanation_json(words, due)
        ],
        "provisional": due.provisional,
        "clock_in_doubt": session.clock_in_doubt(),
    }
    session.give(
        answer, lambda: [*_due_lines(session, due), "", explanation_text(words, due.explanation)]
    )


def _basis(session: Session) -> datetime:
    """Read the event: a moment, or a day, which begins at midnight."""
    text, now = session.option("first"), session.shop.now()
    if ":" in text or "：" in text:
        return moments.moment_of(text, now)
    return moments.at_hour(session.day(text), time(), now)


def _rule(session: Session) -> "CountRule":
    from shopcare.domain.calendar import count_rule

    if session.option("working_days") is not None:
        return count_rule.working_day(session.option("working_days"))
    if session.option("hours") is not None:
        return count_rule.hours(session.option("hours"), within_windows=False)
    return count_rule.until_working_day(session.option("until_working_day"))


def _due_lines(session: Session, due: "DueDate") -> list[str]:
    words = session.words
    return labelled(
        [
            (words.text("The rule says"), due.rule_on.isoformat()),
            (words.text("Due"), minute(due.due_at) or due.due_on.isoformat()),
            ("", words.text("provisional") if due.provisional else ""),
        ]
    )


COMMANDS = (
    Command(
        words=("count",),
        summary=mark("Work out a date and explain it."),
        options=_count_options,
        run=_count,
        json=_COUNT_JSON,
    ),
)
