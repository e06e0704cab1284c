"""Which papers of a case went out, so that nobody undoes behind them (X-9)."""

from enum import StrEnum
from typing import Final

from shopcare.domain.changes import Changes
from shopcare.domain.ids import CaseId
from shopcare.domain.papers.document import DocumentKind
from shopcare.services.shop import Shop
from shopcare.storage.file import audit

_GIVEN: Final = "case.paper"


class Way(StrEnum):
    """How a paper left the program."""

    PRINTED = "printed"
    SAVED = "saved"
    """As a PDF, which can be printed or sent at any time."""


def note_paper(shop: Shop, case_id: CaseId, kind: DocumentKind, way: Way) -> Changes:
    """Write into a case's timeline that one of its papers went out (G-14)."""
    with shop.begin(_GIVEN, "case") as step:
        step.subject_id = step.case_id = case_id
        step.values = {"paper": kind.value, "way": way.value}
    return Changes.of("case", record_id=case_id)


def paper_given_since_move(shop: Shop, case_id: CaseId) -> bool:
    """Say whether a paper of the case went out after its last move."""
    for entry in reversed(audit.of_case(shop.file, case_id)):
        if entry.action == _GIVEN:
            return True
        if entry.action == "case.move":
            return False
    return False
