"""``case door-note``: a door note on which more is said than in the case (T-13)."""

from datetime import date, time

from shopcare.cli.command import Command, Options
from shopcare.cli.commands.cases.answer import case_of, number_option
from shopcare.cli.commands.papers import WRITTEN_JSON, paper_options, write_document
from shopcare.cli.session import Session
from shopcare.domain.errors import Refusal
from shopcare.domain.papers.document import Promise
from shopcare.domain.typed.when_text import when_from_text
from shopcare.language.catalog import mark

_NO_HOUR = time(0, 0, 1)
"""Stands for a day without an hour."""


def _options(options: Options) -> None:
    number_option(options)
    options.add("--reason", default="", metavar="TEXT", tells=mark("why we came"))
    options.add("--request", default="", metavar="TEXT",
                tells=mark("what the customer is asked to do"))  # fmt: skip
    options.add("--proposed", metavar="WHEN", tells=mark("when we come again"))
    options.add("--came", metavar="MOMENT", tells=mark("when we came; now if left out"))
    paper_options(options)


def _door_note(session: Session) -> None:
    from shopcare.services.papers.documents.door_note import DoorNoteRequest
    from shopcare.services.papers.registry import spec_of

    request = DoorNoteRequest(
        case_id=case_of(session).case.id,
        at=session.moment_option("came"),
        reason=session.option("reason"),
        request=session.option("request"),
        proposed=_proposed(session),
    )
    write_document(session, spec_of("door_note"), request)


def _proposed(session: Session) -> Promise | None:
    """Read when we come again: a day, with its hour if one is said."""
    text = session.option("proposed")
    if text is None:
        return None
    shop = session.shop
    moment = when_from_text(text, shop.now(), _no_hour)
    day = moment.date()
    if day < shop.now().date():
        raise Refusal("day_in_past", day=day.isoformat())
    return Promise(
        on=day,
        at=None if moment.time() == _NO_HOUR else moment.time(),
        is_provisional=shop.calendar.work.is_provisional(day),
    )


def _no_hour(_day: date) -> time:
    return _NO_HOUR


COMMANDS = (
    Command(
        words=("case", "door-note"),
        summary=mark("Write a door note: why we came, what is asked, when we come again."),
        options=_options,
        run=_door_note,
        json=WRITTEN_JSON,
    ),
)
