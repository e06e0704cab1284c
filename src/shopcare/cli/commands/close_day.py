"""``close-day``: the round over a day, recorded and printed."""

from typing import TYPE_CHECKING, Any

from shopcare.cli.command import Command, Options
from shopcare.cli.fields import id_of
from shopcare.cli.files import path_of
from shopcare.cli.plain import plain
from shopcare.cli.record_lines import minute
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.errors import NotFound
from shopcare.domain.ids import CallbackId
from shopcare.domain.papers.document import DocumentKind
from shopcare.language.catalog import Catalog, mark
from shopcare.language.record_words import label
from shopcare.system.files import PDF, check_target, write_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopcare.services.reports.day_close import ClosingCall, ClosingCase, DayClose


def _options(options: Options) -> None:
    options.add("--on", metavar="DAY", tells=mark("the day; today if left out"))
    options.add("--look", action="store_true", tells=mark("only look; the day stays open"))
    options.add("--not-made", nargs=2, action="append", metavar=("ID", "REASON"),
                tells=mark("why a call was not made; may be repeated"))  # fmt: skip
    options.add("--out", metavar="FILE.pdf", tells=mark("where the PDF is written"))


def _close_day(session: Session) -> None:
    from shopcare.services.papers import documents
    from shopcare.services.reports import day_close

    shop, out = session.shop, session.option("out")
    if out is not None:  # a place that is refused leaves the day open
        check_target(path_of(out), PDF)
    day = session.day_option("on") or shop.now().date()
    for text, reason in session.option("not_made") or ():
        number = id_of(text)
        if number is None:
            raise NotFound("callback", text[:40])
        day_close.say_why_not_made(shop, CallbackId(number), day, reason)
    closing = day_close.day_close if session.option("look") else day_close.close_day
    round_ = closing(shop, day)
    if out is not None:
        paper = documents.usual_paper(shop, DocumentKind.DAY_CLOSE)
        content = documents.pdf(shop, documents.day_close_sheet(shop, day), paper)
        write_file(path_of(out), content, PDF)
    session.give(_round_json(session, round_), lambda: _round_lines(session, round_))


def _round_json(session: Session, round_: "DayClose") -> dict[str, Any]:
    calls = {
        "done": round_.done,
        "tried": round_.tried,
        "not_made": round_.not_made,
    }
    goods = {
        "ready_not_told": round_.ready_not_told,
        "missed": round_.missed,
        "due_tomorrow": round_.due_tomorrow,
    }
    return {
        "day": round_.day.isoformat(),
        "closed_at": plain(round_.closed_at),
        "closed_by": round_.closed_by or None,
        **{name: [_call_json(call) for call in of_kind] for name, of_kind in calls.items()},
        "unexplained": round_.unexplained,
        **{name: [_case_json(case) for case in of_kind] for name, of_kind in goods.items()},
        "next_open_on": round_.next_open_on.isoformat(),
    }


def _call_json(closing: "ClosingCall") -> dict[str, Any]:
    call = closing.callback
    last = closing.tries[0] if closing.tries else None
    return {
        "id": call.id,
        "purpose": call.purpose.value,
        "rule": call.clause,
        "customer": closing.customer.name,
        "result": plain(last.result if last else call.result),
        "tries_today": len(closing.tries),
        "reason": closing.reason,
        "due_on": call.due_on.isoformat(),
    }


def _case_json(closing: "ClosingCase") -> dict[str, Any]:
    deadline = closing.deadline
    return {
        "number": closing.case.number,
        "customer": closing.customer.name,
        "product": closing.case.product,
        "kind": deadline.kind.value if deadline else None,
        "due_at": plain(deadline.due_at) if deadline else None,
    }


def _round_lines(session: Session, round_: "DayClose") -> list[str]:
    words = session.words
    lines = [words.text("Day close of {day}", day=round_.day.isoformat())]
    if round_.closed_at:
        lines.append(
            words.text("Closed {at} by {name}", at=minute(round_.closed_at), name=round_.closed_by)
        )
    for title, calls in (
        (words.text("Calls done"), round_.done),
        (words.text("Tried in vain"), round_.tried),
        (words.text("Not made"), round_.not_made),
    ):
        lines += _part(words, title, [_call_row(session, call) for call in calls])
    for title, cases in (
        (words.text("Ready, customer not told"), round_.ready_not_told),
        (words.text("Deadlines missed"), round_.missed),
        (words.text("Deadlines until the next open day"), round_.due_tomorrow),
    ):
        lines += _part(words, title, [_case_row(session, case) for case in cases])
    return lines


def _part(words: Catalog, title: str, rows: "Sequence[tuple[str, ...]]") -> list[str]:
    return ["", words.text("{title}: {n}", title=title, n=len(rows)), *table(rows)]


def _call_row(session: Session, closing: "ClosingCall") -> tuple[str, ...]:
    words, call = session.words, closing.callback
    result = closing.tries[0].result if closing.tries else call.result
    return (
        str(call.id),
        closing.customer.name,
        label(words, call.purpose),
        label(words, result) if result else closing.reason,
    )


def _case_row(session: Session, closing: "ClosingCase") -> tuple[str, ...]:
    deadline = closing.deadline
    return (
        closing.case.number,
        closing.customer.name,
        closing.case.product,
        label(session.words, deadline.kind) if deadline else "",
        minute(deadline.due_at) if deadline else "",
    )


COMMANDS = (
    Command(
        words=("close-day",),
        summary=mark("Close the day: calls done, tried and not made, goods and deadlines."),
        options=_options,
        run=_close_day,
    ),
)
