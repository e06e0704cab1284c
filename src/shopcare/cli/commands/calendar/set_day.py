"""``calendar set-day`` and ``clear-day``: one day set by hand, shown first, then saved."""

from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Command, Described, Options, below
from shopcare.cli.commands.calendar.days import DAY_JSON, day_json, day_row
from shopcare.cli.records.record_json import MOVE_JSON, moves_json
from shopcare.cli.records.record_lines import move_lines
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.calendar.opening import DayException
from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.typed.when_text import hours_from_text
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from datetime import date

    from shopcare.services.rescheduling.recount import Moves

_DAY_SET_JSON: Final[Described] = {
    **DAY_JSON,
    **below("moves[]", MOVE_JSON),
    "dry_run": mark("whether nothing was saved"),
}


def _day_option(options: Options) -> None:
    options.add("day", metavar="DAY", tells=mark("the day"))
    options.add("--dry-run", action="store_true", tells=mark("only say what would move"))


def _set_options(options: Options) -> None:
    _day_option(options)
    working = options.one_of(required=False)
    working.add("--working", action="store_true", tells=mark("it is a working day"))
    working.add("--off", action="store_true", tells=mark("it is not a working day"))
    hours = options.one_of(required=False)
    hours.add("--open", metavar="HOURS", gives=("intervals",),
              tells=mark("opening hours such as 9:00-12:00,14:00-18:00"))  # fmt: skip
    hours.add("--closed", action="store_true", tells=mark("the shop is closed"))
    options.add("--reason", metavar="TEXT", tells=mark("why"))


def _set_day(session: Session) -> None:
    from shopcare.services.rescheduling import calendar_changes

    shop, day = session.shop, session.day(session.option("day"))
    exception = _exception(session, calendar_changes.day_exception(shop, day), day)
    if session.option("dry_run"):
        _tell(session, day, calendar_changes.preview_day(shop, day, exception))
    else:
        _tell(session, day, calendar_changes.set_day(shop, exception).moves)


def _exception(session: Session, before: DayException | None, day: "date") -> DayException:
    """Put what is given over what was set for the day before."""
    working = before.working if before else None
    intervals = before.intervals if before else None
    reason = before.reason if before else ""
    if session.option("working") or session.option("off"):
        working = bool(session.option("working"))
    if session.option("closed"):
        intervals = ()
    elif session.option("open") is not None:
        intervals = hours_from_text(session.option("open"))
    if working is None and intervals is None:
        raise Invalid(Problem(field="day", code="day_setting_missing"))
    said = session.option("reason")
    return DayException(
        day=day,
        working=working,
        intervals=intervals,
        reason=reason if said is None else said,
    )


def _clear_day(session: Session) -> None:
    from shopcare.services.rescheduling import calendar_changes

    shop, day = session.shop, session.day(session.option("day"))
    if session.option("dry_run"):
        _tell(session, day, calendar_changes.preview_day(shop, day, None))
    else:
        _tell(session, day, calendar_changes.clear_day(shop, day).moves)


def _tell(session: Session, day: "date", moves: "Moves") -> None:
    """Answer with the day as it is on file, and with what moves."""
    from shopcare.services.rescheduling.rescheduled import rescheduled_of

    shop, words = session.shop, session.words
    is_trial = bool(session.option("dry_run"))
    view = shop.calendar.work.day_view(day)
    moved = moves_json(rescheduled_of(shop, words, moves))
    answer: dict[str, Any] = {**day_json(view), "moves": moved, "dry_run": is_trial}

    def lines() -> list[str]:
        last = words.text("Nothing was saved.") if is_trial else words.text("Saved.")
        return [*table([day_row(session, view)]), *move_lines(words, moved), "", last]

    session.give(answer, lines)


COMMANDS = (
    Command(
        words=("calendar", "set-day"),
        summary=mark("Set one day by hand: working or not, open or closed."),
        options=_set_options,
        run=_set_day,
        json=_DAY_SET_JSON,
    ),
    Command(
        words=("calendar", "clear-day"),
        summary=mark("Reset a day to what the calendar says."),
        options=_day_option,
        run=_clear_day,
        json=_DAY_SET_JSON,
    ),
)
