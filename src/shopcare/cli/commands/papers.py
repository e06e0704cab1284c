"""``print`` and ``close-day``: what goes on paper."""

import argparse
from typing import TYPE_CHECKING, Any

from shopcare.cli.command import Command, Options, choices_text
from shopcare.cli.commands.calls import moment_asked
from shopcare.cli.fields import id_of
from shopcare.cli.files import path_of, write_whole
from shopcare.cli.plain import plain
from shopcare.cli.record_lines import minute
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.document import PAPERS, Document, DocumentKind, Paper
from shopcare.domain.errors import Invalid, NotFound, Problem, Refusal
from shopcare.domain.ids import CallbackId, CaseId
from shopcare.language.catalog import mark
from shopcare.language.record_words import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopcare.services.day_close import ClosingCall, ClosingCase, DayClose

_DOCUMENTS = {
    "slip": DocumentKind.SERVICE_SLIP,
    "service-slip": DocumentKind.SERVICE_SLIP,
    "door-note": DocumentKind.DOOR_NOTE,
    "call-sheet": DocumentKind.CALL_SHEET,
    "day-close": DocumentKind.DAY_CLOSE,
}
_PAPERS = {"80": "roll_80", "80mm": "roll_80", "58": "roll_58", "58mm": "roll_58"}


def _document(text: str) -> DocumentKind:
    """Take a document's name in any of its spellings: slip, ServiceSlip, call_sheet."""
    folded = text.casefold().replace("_", "").replace("-", "")
    for name, kind in _DOCUMENTS.items():
        if folded == name.replace("-", ""):
            return kind
    raise argparse.ArgumentTypeError(f"not one of {choices_text(tuple(_DOCUMENTS))}: {text[:40]!r}")


def _paper(text: str) -> Paper:
    """Take a paper's name in any of its spellings: A5, roll_80, 80mm."""
    folded = text.casefold().replace("-", "_")
    try:
        return Paper(_PAPERS.get(folded, folded))
    except ValueError:
        papers = choices_text([paper.value for paper in Paper])
        raise argparse.ArgumentTypeError(f"not one of {papers}: {text[:40]!r}") from None


def _print_options(options: Options) -> None:
    options.add("document", type=_document, metavar="DOCUMENT",
                tells="slip|door-note|call-sheet|day-close")  # fmt: skip
    options.add("number", nargs="?", metavar="NUMBER", tells=mark("the case number"))
    options.add("--blank", action="store_true", tells=mark("a sheet of blank door notes"))
    options.add("--paper", type=_paper, metavar="PAPER",
                tells=choices_text([paper.value for paper in Paper]))  # fmt: skip
    options.add("--on", metavar="DAY", tells=mark("the day; today if left out"))
    options.add("--at", metavar="HH:MM", tells=mark("the time of day; now if left out"))
    options.add("--out", required=True, metavar="FILE.pdf", tells=mark("where the PDF is written"))


def _close_options(options: Options) -> None:
    options.add("--on", metavar="DAY", tells=mark("the day; today if left out"))
    options.add("--look", action="store_true", tells=mark("only look; the day stays open"))
    options.add("--not-made", nargs=2, action="append", metavar=("ID", "REASON"),
                tells=mark("why a call was not made; may be repeated"))  # fmt: skip
    options.add("--out", metavar="FILE.pdf", tells=mark("where the PDF is written"))


def _print(session: Session) -> None:
    from shopcare.services import documents

    kind: DocumentKind = session.option("document")
    path = path_of(session.option("out"))
    shop = session.shop
    paper = session.option("paper") or documents.usual_paper(shop, kind)
    if paper not in PAPERS[kind]:
        papers = ", ".join(one.value for one in PAPERS[kind])
        raise Refusal("paper_not_made_for", paper=paper.value, papers=papers)
    _write(session, _drawn(session, kind), kind, paper, path)


def _drawn(session: Session, kind: DocumentKind) -> Document:
    from shopcare.services import documents

    shop = session.shop
    if kind is DocumentKind.CALL_SHEET:
        return documents.call_sheet(shop, moment_asked(session))
    if kind is DocumentKind.DAY_CLOSE:
        return documents.day_close_sheet(shop, session.day_option("on"))
    if kind is DocumentKind.SERVICE_SLIP:
        return documents.service_slip(shop, _case_id(session))
    if session.option("blank") or session.option("number") is None:
        return documents.blank_door_notes(shop)
    return documents.door_note(shop, _case_id(session))


def _case_id(session: Session) -> CaseId:
    from shopcare.services import cases

    number = session.option("number")
    if number is None:
        raise Invalid(Problem(field="number", code="case_number_missing"))
    return cases.case_id_of(session.shop, number)


def _write(
    session: Session, document: Document, kind: DocumentKind, paper: Paper, path: Any
) -> None:
    from shopcare.services import documents

    content = documents.pdf(session.shop, document, paper)
    unprintable = documents.unprintable(document)
    write_whole(path, content)
    words = session.words
    answer = {
        "document": kind.value,
        "paper": paper.value,
        "file": str(path),
        "bytes": len(content),
        "unprintable": unprintable,
    }

    def lines() -> list[str]:
        written = [words.text("Written: {file}", file=path)]
        if unprintable:
            signs = words.text(", ").join(unprintable)
            written.append(words.text("No font has these characters: {signs}", signs=signs))
        return written

    session.give(answer, lines)


def _close_day(session: Session) -> None:
    from shopcare.services import day_close, documents

    shop = session.shop
    day = session.day_option("on") or shop.now().date()
    for text, reason in session.option("not_made") or ():
        number = id_of(text)
        if number is None:
            raise NotFound("callback", text[:40])
        day_close.say_why_not_made(shop, CallbackId(number), day, reason)
    closing = day_close.day_close if session.option("look") else day_close.close_day
    round_ = closing(shop, day)
    out = session.option("out")
    if out is not None:
        paper = documents.usual_paper(shop, DocumentKind.DAY_CLOSE)
        content = documents.pdf(shop, documents.day_close_sheet(shop, day), paper)
        write_whole(path_of(out), content)
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
        lines += _part(title, [_call_row(session, call) for call in calls])
    for title, cases in (
        (words.text("Ready, customer not told"), round_.ready_not_told),
        (words.text("Deadlines missed"), round_.missed),
        (words.text("Deadlines until the next open day"), round_.due_tomorrow),
    ):
        lines += _part(title, [_case_row(session, case) for case in cases])
    return lines


def _part(title: str, rows: "Sequence[tuple[str, ...]]") -> list[str]:
    return ["", f"{title}: {len(rows)}", *table(rows)]


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
        words=("print",),
        summary=mark("Write a document as PDF."),
        options=_print_options,
        run=_print,
    ),
    Command(
        words=("close-day",),
        summary=mark("Close the day: calls done, tried and not made, goods and deadlines."),
        options=_close_options,
        run=_close_day,
    ),
)
