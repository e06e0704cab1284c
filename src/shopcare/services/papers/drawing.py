"""Drawing a document as PDF: permission, paper, facts, and what cannot be printed."""

from dataclasses import dataclass
from typing import Final

from shopcare.domain.changes import Changes
from shopcare.domain.errors import Invalid, Problem, Refusal
from shopcare.domain.ids import CaseId, CustomerId
from shopcare.domain.papers.document import Paper
from shopcare.domain.people.staff import Action, require
from shopcare.language.catalog import catalog
from shopcare.services.cases.printed_papers import Way, note_paper
from shopcare.services.papers.document_spec import DocumentSpec, Need, Request
from shopcare.services.shop import Shop
from shopcare.storage.cases import cases
from shopcare.storage.measured import prescriptions

NOTHING_SAID: Final = Request()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A document as PDF."""

    spec: DocumentSpec
    paper: Paper
    pdf: bytes
    unprintable: tuple[str, ...]
    """Characters that no font has, ``U+05D0 א``: to be told before printing."""
    about: str
    """What tells it from others of its kind: the case number, else the day."""
    case_id: CaseId | None
    """Whose timeline notes that it went out; None: nobody's."""
    person_id: CustomerId | None
    """Who asked for it, to be noted as an answer (L-8); None: nobody."""


def usual_paper(shop: Shop, spec: DocumentSpec) -> Paper:
    """Give the paper that the shop chose for a document, else its default."""
    chosen = dict(shop.settings.papers).get(spec.kind)
    return next((paper for paper in spec.papers if paper == chosen), spec.papers[0])


def draw(
    shop: Shop, spec: DocumentSpec, request: Request = NOTHING_SAID, paper: Paper | None = None
) -> Drawn:
    """Draw a document.

    Args:
        shop: the shop.
        spec: which document.
        request: what it is to be about.
        paper: None for the usual one.

    Raises:
        Refusal: ``manager_needed``, ``paper_not_made_for``.
        Invalid: ``case_number_missing``.
        NotFound: there is no such case.
    """
    from shopcare.printing.render import render, unprintable  # loads ReportLab

    _require(shop, spec, request)
    paper = paper or usual_paper(shop, spec)
    if paper not in spec.papers:
        papers = ", ".join(spec.papers)
        raise Refusal("paper_not_made_for", paper=paper.value, papers=papers)
    document = spec.gather(shop, request)
    case_id = request.case_id if Need.CASE in spec.needs else None
    return Drawn(
        spec=spec,
        paper=paper,
        pdf=render(document, paper, catalog(shop.settings.paper_language)),
        unprintable=tuple(unprintable(document)),
        about=_about(shop, case_id, request),
        case_id=case_id,
        person_id=request.customer_id if spec.answers_person else None,
    )


def note_given(shop: Shop, drawn: Drawn, way: Way) -> Changes:
    """Write into its case's timeline that a paper went out.

    A paper of no case is not noted, nor is a label, which stays on the goods.
    """
    if drawn.person_id is not None:
        from shopcare.services.people.person_data import note_answered  # few papers need it

        return note_answered(shop, drawn.person_id, way.value)
    if drawn.case_id is None or drawn.spec.stays_here:
        return Changes.of()
    return note_paper(shop, drawn.case_id, drawn.spec.kind, drawn.spec.title, way)


def _require(shop: Shop, spec: DocumentSpec, request: Request) -> None:
    if spec.managers_only:
        require(shop.deciding, Action.DRAW_MANAGERS_PAPER)
    if Need.CASE in spec.needs and request.case_id is None and not spec.has_blank:
        raise Invalid(Problem(field="number", code="case_number_missing"))


def _about(shop: Shop, case_id: CaseId | None, request: Request) -> str:
    if case_id is not None:
        return cases.get(shop.file, case_id).number
    if request.prescription_id is not None:
        return prescriptions.get(shop.file, request.prescription_id).measured_on.isoformat()
    at = request.at or shop.now()
    return (request.day or at.date()).isoformat()
