"""``close-day``: the round over a day, recorded and printed."""

from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Command, Described, Options, below
from shopcare.cli.commands.calls.attempt import call_id_of
from shopcare.cli.commands.money.till import till_row
from shopcare.cli.commands.papers import unprintable_lines
from shopcare.cli.files import path_of
from shopcare.cli.records.money_json import TILL_JSON, till_json
from shopcare.cli.records.record_lines import minute
from shopcare.cli.session import Session
from shopcare.cli.tables import plain, table
from shopcare.domain.money import yuan_text
from shopcare.language.catalog import Catalog, mark
from shopcare.language.records.record_words import label
from shopcare.system.files import PDF, check_target, write_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopcare.services.reports.day_close import ClosingCall, ClosingCase, DayClose, OwedFee

_CALL_JSON: Final[Described] = {
    "id": mark("the call's id"),
    "purpose": mark("what the call is for"),
    "rule": mark("the rule's id"),
    "customer": mark("Customer"),
    "result": mark("the result"),
    "tries_today": mark("how often it was tried on that day"),
    "reason": mark("why it was not made"),
    "due_on": mark("the day it is due"),
}
_CASE_JSON: Final[Described] = {
    "number": mark("Number"),
    "customer": mark("Customer"),
    "product": mark("Product"),
    "kind": mark("what was promised: acknowledge or promised"),
    "due_at": mark("until when"),
}
_CALLS_OF_ROUND = ("done", "tried", "not_made")
_CASES_OF_ROUND = ("ready_not_told", "missed", "due_tomorrow", "untouched")
_ROUND_JSON: Final[Described] = {
    "day": mark("the day"),
    "closed_at": mark("when the day was closed"),
    "closed_by": mark("who closed it"),
    "unexplained": mark("how many calls were not made and have no reason"),
    **{
        path: meaning
        for name in _CALLS_OF_ROUND
        for path, meaning in below(f"{name}[]", _CALL_JSON).items()
    },
    **{
        path: meaning
        for name in _CASES_OF_ROUND
        for path, meaning in below(f"{name}[]", _CASE_JSON).items()
    },
    "owed[].number": mark("Case number"),
    "owed[].customer": mark("Customer"),
    "owed[].left_fen": mark("what is still owed, in fen"),
    "owed[].owed_until": mark("until when it is owed"),
    **below("till[]", TILL_JSON),
    "number_to_find[].id": mark("the customer's id"),
    "number_to_find[].name": mark("a customer whose numbers are all marked as wrong"),
    "next_open_on": mark("the next open day"),
}


def _options(options: Options) -> None:
    options.add("--on", metavar="DAY", tells=mark("the day; today if left out"))
    options.add("--look", action="store_true", tells=mark("only look; the day stays open"))
    options.add("--not-made", nargs=2, action="append", metavar=("ID", "REASON"),
                tells=mark("why a call was not made; may be repeated"))  # fmt: skip
    options.add("--out", metavar="FILE.pdf", tells=mark("where the PDF is written"))


def _close_day(session: Session) -> None:
    from shopcare.services.papers.document_spec import Request
    from shopcare.services.papers.drawing import draw
    from shopcare.services.papers.registry import spec_of
    from shopcare.services.reports import day_close

    shop, out = session.shop, session.option("out")
    if out is not None:  # a place that is refused leaves the day open
        check_target(path_of(out), PDF)
    day = session.day_option("on") or shop.now().date()
    reasons = [(call_id_of(text), reason) for text, reason in session.option("not_made") or ()]
    if not session.option("look"):
        round_ = day_close.close_day(shop, day, reasons)
    else:
        if reasons:
            day_close.say_reasons(shop, day, reasons)
        round_ = day_close.day_close(shop, day)
    missing: list[str] = []
    if out is not None:
        drawn = draw(shop, spec_of("day_close"), Request(day=day))
        write_file(path_of(out), drawn.pdf, PDF)
        missing = unprintable_lines(session.words, drawn)
    session.give(_round_json(session, round_), lambda: [*_round_lines(session, round_), *missing])


def _round_json(session: Session, round_: "DayClose") -> dict[str, Any]:
    return {
        "day": round_.day.isoformat(),
        "closed_at": plain(round_.closed_at),
        "closed_by": round_.closed_by or None,
        **{name: list(map(_call_json, getattr(round_, name))) for name in _CALLS_OF_ROUND},
        "unexplained": round_.unexplained,
        **{name: list(map(_case_json, getattr(round_, name))) for name in _CASES_OF_ROUND},
        "owed": list(map(_owed_json, round_.owed)),
        "till": [till_json(session.shop, row) for row in round_.till],
        "number_to_find": [{"id": one.id, "name": one.name} for one in round_.number_to_find],
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


def _owed_json(owed: "OwedFee") -> dict[str, Any]:
    return {
        "number": owed.case.number,
        "customer": owed.customer.name,
        "left_fen": owed.left_fen,
        "owed_until": plain(owed.debt.owed_until),
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
        (words.text("Tried, not reached"), round_.tried),
        (words.text("Not made"), round_.not_made),
    ):
        lines += _part(words, title, [_call_row(session, call) for call in calls])
    for title, cases in (
        (words.text("Ready, customer not told"), round_.ready_not_told),
        (words.text("Deadlines missed"), round_.missed),
        (words.text("Deadlines until the next open day"), round_.due_tomorrow),
        (words.text("Untouched for a week"), round_.untouched),
    ):
        lines += _part(words, title, [_case_row(session, case) for case in cases])
    lines += _part(words, words.text("Fees owed"), [_owed_row(owed) for owed in round_.owed])
    till = [till_row(session, row) for row in round_.till]
    lines += _part(words, words.text("Till"), till)
    names = [(one.name,) for one in round_.number_to_find]
    return lines + _part(words, words.text("Number to be found"), names)


def _owed_row(owed: "OwedFee") -> tuple[str, ...]:
    until = owed.debt.owed_until
    return (
        owed.case.number,
        owed.customer.name,
        yuan_text(owed.left_fen),
        until.isoformat() if until else "",
    )


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
        json=_ROUND_JSON,
    ),
)
