"""``days``: working days and opening hours."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from shopcare.cli.command import Command, Described, Options
from shopcare.cli.session import Session
from shopcare.cli.tables import plain, table
from shopcare.domain.errors import Refusal
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.domain.calendar.work_calendar import DayView
    from shopcare.language.catalog import Catalog

_MOST_DAYS = 3660
DAY_JSON: Final[Described] = {
    "day": mark("the day"),
    "working": mark("whether it is a working day"),
    "open": mark("whether the shop is open"),
    "names[]": mark("its holidays, and what was set by hand"),
    "hours[][]": mark("the opening hours, each from and to"),
    "provisional": mark("whether the official calendar may still move it"),
}


def day_json(view: "DayView") -> dict[str, object]:
    """Write one day."""
    return {
        "day": view.day.isoformat(),
        "working": view.working,
        "open": view.open,
        "names": list(view.names),
        "hours": plain(view.intervals),
        "provisional": view.provisional,
    }


def _days_options(options: Options) -> None:
    options.add("--from", dest="first", required=True, metavar="DAY", tells=mark("the first day"))
    options.add("--to", dest="last", required=True, metavar="DAY", tells=mark("the last day"))


def _days(session: Session) -> None:
    first, last = session.day(session.option("first")), session.day(session.option("last"))
    if last < first:
        raise Refusal("days_reversed", first=first.isoformat(), last=last.isoformat())
    if (last - first).days >= _MOST_DAYS:
        raise Refusal("days_too_many", most=_MOST_DAYS)
    work = session.shop.calendar.work
    views = [work.day_view(first + timedelta(days=n)) for n in range((last - first).days + 1)]
    answer = [day_json(view) for view in views]
    session.give(answer, lambda: table([day_row(session, view) for view in views]))


def day_row(session: Session, view: "DayView") -> tuple[str, ...]:
    """Write one day for a person."""
    from shopcare.language.day_words import full_day_text, hours_text

    words = session.words
    return (
        full_day_text(words, view.day),
        words.text("Working day") if view.working else words.text("Non-working day"),
        hours_text(words, view.intervals),
        words.text(", ").join(_said_of(words, view)),
        words.text("provisional") if view.provisional else "",
    )


def _said_of(words: "Catalog", view: "DayView") -> list[str]:
    """List the holidays and reasons of a day; of a make-up day, that it is one."""
    from shopcare.domain.calendar.explanation import Reason
    from shopcare.language.day_words import holiday_text
    from shopcare.language.reason_words import reason_text

    names = [holiday_text(words, name) for name in view.names]
    if view.why.reason is not Reason.MAKE_UP:
        return names
    said = reason_text(words, view.why)
    return [said, *(name for name in names if name not in said)]


COMMANDS = (
    Command(
        words=("days",),
        summary=mark("Show working days and opening hours."),
        options=_days_options,
        run=_days,
        json={f"[].{path}": meaning for path, meaning in DAY_JSON.items()},
    ),
)
