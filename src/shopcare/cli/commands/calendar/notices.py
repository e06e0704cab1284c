"""``notice``: the official arrangement read, taken over, listed and taken back."""

from functools import partial
from typing import Any, Final

from shopcare.cli.command import Command, Described, Options, below
from shopcare.cli.fields import id_of
from shopcare.cli.files import text_of
from shopcare.cli.records.record_json import MOVE_JSON, moves_json
from shopcare.cli.records.record_lines import minute, move_lines
from shopcare.cli.session import Session
from shopcare.cli.tables import labelled, plain, table
from shopcare.domain.errors import NotFound
from shopcare.language.catalog import mark
from shopcare.language.sentences import refusal_text

_NOTICE_JSON: Final[Described] = {
    "year": mark("Year"),
    "off[]": mark("Days off"),
    "work[]": mark("Working days on weekends"),
    "not_understood[]": mark("Not understood"),
    "problems[].line": mark("the number of a line that is not understood"),
    "problems[].text": mark("the line"),
    "problems[].reason": mark("why"),
    **below("moves[]", MOVE_JSON),
}
_LIST_JSON: Final[Described] = {
    "[].id": mark("Id"),
    "[].year": mark("Year"),
    "[].applied_at": mark("when it was entered"),
    "[].text": mark("the notice"),
}


def _notice_options(options: Options) -> None:
    options.add("file", metavar="FILE", tells=mark("the notice as a text file; - reads stdin"))


def _undo_options(options: Options) -> None:
    options.add("id", metavar="ID", tells=mark("the notice's id, see notice list"))


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
        "moves": moves_json(rescheduled_of(shop, session.words, reading.moves)),
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
    lines += move_lines(words, answer["moves"])
    return [*lines, "", words.text("Saved.") if applied else words.text("Nothing was saved.")]


def _list(session: Session) -> None:
    from shopcare.services.rescheduling.calendar_changes import applied_notices

    notices = applied_notices(session.shop)
    rows = [
        (str(one.id), str(one.year), minute(one.applied_at), one.text.strip().split("\n")[0][:60])
        for one in notices
    ]
    none = [session.words.text("No notice has been entered.")]
    session.give([plain(one) for one in notices], lambda: table(rows) or none)


def _undo(session: Session) -> None:
    from shopcare.services.rescheduling.calendar_changes import undo_notice
    from shopcare.services.rescheduling.rescheduled import rescheduled_of

    number = id_of(session.option("id"))
    if number is None:
        raise NotFound("notice", session.option("id")[:40])
    changed = undo_notice(session.shop, number)
    words = session.words
    moves = moves_json(rescheduled_of(session.shop, words, changed.moves))
    session.give(
        {"id": number, "moves": moves},
        lambda: [words.text("The notice is withdrawn."), *move_lines(words, moves)],
    )


COMMANDS = (
    Command(
        words=("notice", "read"),
        summary=mark("Read the official holiday notice and say what would move."),
        options=_notice_options,
        run=partial(_notice, False),
        json=_NOTICE_JSON,
    ),
    Command(
        words=("notice", "apply"),
        summary=mark("Enter the official holiday notice."),
        options=_notice_options,
        run=partial(_notice, True),
        json=_NOTICE_JSON,
    ),
    Command(
        words=("notice", "list"),
        summary=mark("List the notices that were entered."),
        run=_list,
        json=_LIST_JSON,
    ),
    Command(
        words=("notice", "undo"),
        summary=mark("Withdraw a notice; the dates it moved go back."),
        options=_undo_options,
        run=_undo,
        json={"id": mark("Id"), **below("moves[]", MOVE_JSON)},
    ),
)
