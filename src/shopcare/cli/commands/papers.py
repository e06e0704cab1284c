"""``print``: every document as PDF."""

import argparse
from typing import Any

from shopcare.cli.command import Command, Options, choices_text
from shopcare.cli.commands.calls import moment_asked
from shopcare.cli.files import path_of
from shopcare.cli.session import Session
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.ids import CaseId
from shopcare.domain.papers.document import PAPERS, Document, DocumentKind, Paper
from shopcare.language.catalog import mark
from shopcare.system.files import PDF, check_target, write_file

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


def _print(session: Session) -> None:
    from shopcare.services.papers import documents

    kind: DocumentKind = session.option("document")
    path = path_of(session.option("out"))
    check_target(path, PDF)
    shop = session.shop
    paper = session.option("paper") or documents.usual_paper(shop, kind)
    if paper not in PAPERS[kind]:
        papers = ", ".join(one.value for one in PAPERS[kind])
        raise Refusal("paper_not_made_for", paper=paper.value, papers=papers)
    _write(session, _drawn(session, kind), kind, paper, path)


def _drawn(session: Session, kind: DocumentKind) -> Document:
    from shopcare.services.papers import documents

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
    from shopcare.services.cases import cases

    number = session.option("number")
    if number is None:
        raise Invalid(Problem(field="number", code="case_number_missing"))
    return cases.case_id_of(session.shop, number)


def _write(
    session: Session, document: Document, kind: DocumentKind, paper: Paper, path: Any
) -> None:
    from shopcare.services.papers import documents

    content = documents.pdf(session.shop, document, paper)
    unprintable = documents.unprintable(document)
    write_file(path, content, PDF)
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


COMMANDS = (
    Command(
        words=("print",),
        summary=mark("Write a document as PDF."),
        options=_print_options,
        run=_print,
    ),
)
