"""``days``, ``count`` and ``notice``: the working-day calendar for scripts."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from shopcare.cli import moments
from shopcare.cli.command import Command, Options, whole_number
from shopcare.cli.files import text_of
from shopcare.cli.plain import plain
from shopcare.cli.record_lines import minute
from shopcare.cli.session import Session
from shopcare.cli.tables import labelled, table
from shopcare.domain.errors import Refusal
from shopcare.language.catalog import mark
from shopcare.language.sentences import refusal_text

if TYPE_CHECKING:
    from shopcare.domain.calendar.count_rule import CountRule
    from shopcare.domain.calendar.due_date import DueDate
    from shopcare.domain.calendar.work_calendar import DayView
    from shopcare.language.catalog import Catalog

_MOST_DAYS = 3660


def _days_options(options: Options) -> None:
    options.add("--from", dest="first", required=True, metavar="DAY", tells=mark("the first day"))
    options.add("--to", dest="last", required=True, metavar="DAY", tells=mark("the last day"))


def _count_options(options: Options) -> None:
    options.add("--from", dest="first", required=True, metavar="DAY",
                tells=mark("the day of the event, for hours with its time"))  # fmt: skip
    ways = options.one_of()
    number = whole_number(-(10**9), 10**9)
    ways.add("--working-days", type=number, metavar="N", tells=mark("the N-th working day after"))
    ways.add("--hours", type=number, metavar="N", tells=mark("N hours after"))
    ways.add("--until-working-day", type=number, metavar="N",
             tells=mark("until closing on the N-th working day that is open"))  # fmt: skip


def _notice_options(options: Options) -> None:
    options.add("file", metavar="FILE", tells=mark("the notice as a text file; - reads stdin"))


def _days(session: Session) -> None:
    first, last = session.day(session.option("first")), session.day(session.option("last"))
    if last < first:
        raise Refusal("days_reversed", first=first.isoformat(), last=last.isoformat())
    if (last - first).days >= _MOST_DAYS:
        raise Refusal("days_too_many", most=_MOST_DAYS)
    work = session.shop.calendar.work
    views = [work.day_view(first + timedelta(days=n)) for n in range((last - first).days + 1)]
    answer = [
        {
            "day": view.day.isoformat(),
            "working": view.working,
            "open": view.open,
            "names": list(view.names),
            "hours": plain(view.intervals),
            "provisional": view.provisional,
        }
        for view in views
    ]
    session.give(answer, lambda: table([_day_row(session, view) for view in views]))


def _day_row(session: Session, view: "DayView") -> tuple[str, ...]:
    from shopcare.language.day_words import full_day_text
    from shopcare.language.hours import hours_text

    words = session.words
    return (
        full_day_text(words, view.day),
        words.text("working day") if view.working else words.text("day off"),
        hours_text(words, view.intervals),
        words.text(", ").join(_said_of(words, view)),
        words.text("provisional") if view.provisional else "",
    )


def _said_of(words: "Catalog", view: "DayView") -> list[str]:
    """List the holidays and reasons of a day; of a make-up day, that it is one."""
    from shopcare.domain.calendar.explanation import Reason
    from shopcare.language.holiday_words import holiday_text
    from shopcare.language.reason_words import reason_text

    names = [holiday_text(words, name) for name in view.names]
    if view.why.reason is not Reason.MAKE_UP:
        return names
    said = reason_text(words, view.why)
    return [said, *(name for name in names if name not in said)]


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


def _notice(apply: bool, session: Session) -> None:
    from shopcare.services.rescheduling import calendar_changes
    from shopcare.services.rescheduling.rescheduled import rescheduled_of

    text, shop = text_of(session.option("file")), session.shop
    reading = calendar_changes.read_notice(shop, text)
    if apply:
        calendar_changes.apply_notice(shop, text)
    notice = reading.notice
    answer = {
        "year": notice.year,
        "off": [day.isoformat() for day in reading.off],
        "work": [day.isoformat() for day in reading.work],
        "not_understood": [line.text for line in notice.not_understood],
        "problems": [
            {
                "line": line.number,
                "text": line.text,
                "reason": refusal_text(session.words, line.code, line.values),
            }
            for line in notice.not_understood
        ],
        "moves": [
            {
                "id": move.id,
                "what": move.what,
                "from": plain(move.before),
                "to": plain(move.after),
            }
            for move in rescheduled_of(shop, session.words, reading.moves)
        ],
    }
    session.status = 1 if notice.not_understood else 0
    session.give(answer, lambda: _notice_lines(session, answer, apply))


def _notice_lines(session: Session, answer: dict[str, Any], applied: bool) -> list[str]:
    words = session.words
    lines = labelled(
        [
            (words.text("Year"), str(answer["year"])),
            (words.text("Days off"), words.text(", ").join(answer["off"])),
            (words.text("Working days on weekends"), words.text(", ").join(answer["work"])),
        ]
    )
    if answer["not_understood"]:
        problems = [(str(p["line"]), p["text"], p["reason"]) for p in answer["problems"]]
        lines += ["", words.text("Not understood"), *table(problems)]
    if answer["moves"]:
        moves = [
            (str(move["id"]), move["what"], move["from"], move["to"]) for move in answer["moves"]
        ]
        lines += ["", words.text("What moves"), *table(moves)]
    return [*lines, "", words.text("Saved.") if applied else words.text("Nothing was saved.")]


COMMANDS = (
    Command(
        words=("days",),
        summary=mark("Show working days and opening hours."),
        options=_days_options,
        run=_days,
    ),
    Command(
        words=("count",),
        summary=mark("Count a date and explain it."),
        options=_count_options,
        run=_count,
    ),
    Command(
        words=("notice", "read"),
        summary=mark("Read the official holiday notice and say what would move."),
        options=_notice_options,
        run=partial(_notice, False),
    ),
    Command(
        words=("notice", "apply"),
        summary=mark("Take the official holiday notice over."),
        options=_notice_options,
        run=partial(_notice, True),
    ),
)
