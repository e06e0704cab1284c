"""``print``: every document of the registry as PDF."""

import argparse
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from shopcare.cli.command import Command, Described, Options, choices_text
from shopcare.cli.commands.calls.panel import moment_asked
from shopcare.cli.commands.customers import customer_id_of
from shopcare.cli.commands.imports import import_id_of
from shopcare.cli.fields import id_of, key_of
from shopcare.cli.files import path_of
from shopcare.cli.log_in import CODE
from shopcare.cli.session import Session
from shopcare.domain.errors import NotFound
from shopcare.domain.ids import CaseId, CustomerId, ImportId, LoanId
from shopcare.domain.papers.document import Paper
from shopcare.language.catalog import Catalog, mark
from shopcare.system.files import PDF, check_target, write_file

if TYPE_CHECKING:
    from shopcare.services.papers.document_spec import DocumentSpec, Request
    from shopcare.services.papers.drawing import Drawn

WRITTEN_JSON: Final[Described] = {
    "document": mark("which document it is"),
    "paper": mark("the paper"),
    "file": mark("the file that was written"),
    "bytes": mark("how many bytes it has"),
    "unprintable[]": mark("characters that no font has"),
}
"""What a document answers that was written."""
_PAPERS = {
    "80": "roll_80",
    "80mm": "roll_80",
    "58": "roll_58",
    "58mm": "roll_58",
    "40x30": "label_40",
    "50x30": "label_50",
}


def _document_names() -> str:
    from shopcare.services.papers.registry import all_documents

    return choices_text([spec.command_name for spec in all_documents()])


def _document(text: str) -> "DocumentSpec":
    """Take a document's name in any of its spellings: slip, ServiceSlip, call_sheet."""
    from shopcare.services.papers.registry import all_documents

    asked = _folded(text)
    for spec in all_documents():
        if asked in (_folded(spec.kind), spec.short_name or None):
            return spec
    raise argparse.ArgumentTypeError(f"not one of {_document_names()}: {text[:40]!r}")


def _folded(text: str) -> str:
    return text.casefold().replace("_", "").replace("-", "")


def _paper(text: str) -> Paper:
    """Take a paper's name in any of its spellings: A5, roll_80, 80mm."""
    folded = text.casefold().replace("-", "_")
    try:
        return Paper(_PAPERS.get(folded, folded))
    except ValueError:
        papers = choices_text([paper.value for paper in Paper])
        raise argparse.ArgumentTypeError(f"not one of {papers}: {text[:40]!r}") from None


def _print_options(options: Options) -> None:
    options.add("document", type=_document, metavar="DOCUMENT", tells=_document_names())
    options.add(
        "key",
        nargs="?",
        metavar="KEY",
        tells=mark("the case number, the customer, or the number of an import or a loan"),
    )
    options.add("--blank", action="store_true",
                tells=mark("the blank form, where the document has one"))  # fmt: skip
    options.add("--on", metavar="DAY", tells=mark("the day; today if left out"))
    options.add("--at", metavar="HH:MM", tells=mark("the time of day; now if left out"))
    paper_options(options)


def paper_options(options: Options) -> None:
    """Take the paper of a document, and where its PDF is written."""
    options.add("--paper", type=_paper, metavar="PAPER",
                tells=choices_text([paper.value for paper in Paper]))  # fmt: skip
    options.add("--out", required=True, metavar="FILE.pdf", tells=mark("where the PDF is written"))


def _print(session: Session) -> None:
    spec: DocumentSpec = session.option("document")
    write_document(session, spec, _request(session, spec))


def write_document(session: Session, spec: "DocumentSpec", request: "Request") -> None:
    """Draw a document, write it as PDF and say so."""
    from shopcare.services.cases.printed_papers import Way
    from shopcare.services.papers.drawing import draw, note_given

    path = path_of(session.option("out"))
    check_target(path, PDF)
    drawn = draw(session.shop, spec, request, session.option("paper"))
    write_file(path, drawn.pdf, PDF)
    note_given(session.shop, drawn, Way.SAVED)  # by a script as well
    answer: dict[str, object] = {
        "document": spec.kind,
        "paper": drawn.paper.value,
        "file": str(path),
        "bytes": len(drawn.pdf),
        "unprintable": list(drawn.unprintable),
    }
    if spec.kind == "call_sheet":
        answer["clock_in_doubt"] = session.clock_in_doubt()

    def lines() -> Iterable[str]:
        words = session.words
        return [words.text("Saved: {file}", file=path), *unprintable_lines(words, drawn)]

    session.give(answer, lines)


def unprintable_lines(words: Catalog, drawn: "Drawn") -> list[str]:
    """Tell the characters that no font has, where there are any."""
    if not drawn.unprintable:
        return []
    signs = words.text(", ").join(drawn.unprintable)
    return [words.text("No font has these characters: {signs}", signs=signs)]


def _request(session: Session, spec: "DocumentSpec") -> "Request":
    """Read what the document needs; the rest of what was typed is not looked at."""
    from shopcare.services.papers.document_spec import Need, Request

    by_customer = {Need.PRESCRIPTION, Need.CUSTOMER} & {*spec.needs}
    return Request(
        case_id=_case_id(session) if Need.CASE in spec.needs else None,
        day=session.day_option("on") if Need.DAY in spec.needs else None,
        at=moment_asked(session) if Need.MOMENT in spec.needs else None,
        import_id=_import_id(session) if Need.IMPORT in spec.needs else None,
        loan_id=_loan_id(session) if Need.LOAN in spec.needs else None,
        customer_id=_customer_id(session) if by_customer else None,
        recovery_code=os.environ.get(CODE, "") if Need.RECOVERY_CODE in spec.needs else "",
    )


def _case_id(session: Session) -> CaseId | None:
    from shopcare.services.cases import cases

    number = session.option("key")
    if number is None or session.option("blank"):
        return None
    return cases.case_id_of(session.shop, number)


def _customer_id(session: Session) -> CustomerId | None:
    key = session.option("key")
    if key is None or session.option("blank"):
        return None
    return customer_id_of(session.shop, key)


def _import_id(session: Session) -> ImportId | None:
    key = session.option("key")
    return None if key is None else import_id_of(key)


def _loan_id(session: Session) -> LoanId | None:
    key = session.option("key")
    if key is None:
        return None
    found = id_of(key)
    if found is None:
        raise NotFound("loan", key_of(key))
    return LoanId(found)


COMMANDS = (
    Command(
        words=("print",),
        summary=mark("Write a document as PDF."),
        options=_print_options,
        run=_print,
        json={
            **WRITTEN_JSON,
            "clock_in_doubt": mark("of a call sheet: whether the PC's date may be wrong"),
        },
    ),
)
