"""Which papers of a case went out, so that nobody undoes behind them (X-9)."""

from enum import StrEnum

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.ids import CaseId
from shopcare.services.shop import Shop
from shopcare.services.troubles import unless_read_only
from shopcare.storage.file import audit


class Way(StrEnum):
    """How a paper left the program."""

    PRINTED = "printed"
    SAVED = "saved"
    """As a PDF, which can be printed or sent at any time."""


def note_paper(shop: Shop, case_id: CaseId, kind: str, title: str, way: Way) -> Changes:
    """Write into a case's timeline that one of its papers went out (G-14).

    Args:
        shop: the shop.
        case_id: whose paper it is.
        kind: of the document.
        title: the document's name, a marked literal; said in the reader's language.
        way: how it went out.
    """
    with unless_read_only(), shop.begin("case.paper", "case") as step:
        step.subject_id = step.case_id = case_id
        step.values = {"paper": kind, "title": title, "way": way.value}
    return Changes.of(ChangeKind.CASE, record_id=case_id)


def paper_given_since_move(shop: Shop, case_id: CaseId) -> bool:
    """Say whether a paper of the case went out after its last move."""
    for entry in reversed(audit.of_case(shop.file, case_id)):
        if entry.action == "case.paper":
            return True
        if entry.action == "case.move":
            return False
    return False
