"""What stands on a door note (T-13)."""

from dataclasses import dataclass

from shopcare.domain.cases.case import Case
from shopcare.domain.papers.document import Promise
from shopcare.language.catalog import Catalog
from shopcare.language.records.record_words import label
from shopcare.printing.documents.door_note import DoorNote, DoorNoteSheet
from shopcare.services.cases import cases as case_service
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import paper_words, printed_by, shop_head
from shopcare.services.shop import Shop


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorNoteRequest(Request):
    """What is said on a note; what is not said is left to write on."""

    reason: str = ""
    """Why we came; empty: what the case is about."""
    request: str = ""
    """What the customer should do."""
    proposed: Promise | None = None


def reason_of(words: Catalog, case: Case) -> str:
    """Say why we came, where nobody has said it: what is asked for, and the product."""
    return " · ".join(filter(None, (label(words, case.kind), case.product)))


def gather_door_note(shop: Shop, request: Request) -> DoorNoteSheet:
    """Write a door note for a case's customer; without a case, a sheet of blank notes to cut.

    Raises:
        NotFound: there is no such case.
    """
    notes: tuple[DoorNote, ...] = ()
    if request.case_id is not None:
        file = case_service.case_file(shop, request.case_id)
        said = request if isinstance(request, DoorNoteRequest) else DoorNoteRequest()
        note = DoorNote(
            customer_name=file.customer.name,
            came_at=request.at or shop.now(),
            reason=said.reason or reason_of(paper_words(shop), file.case),
            request=said.request,
            proposed=said.proposed,
            staff_name=shop.acting.name,
        )
        notes = (note,)
    return DoorNoteSheet(shop=shop_head(shop), printed=printed_by(shop), notes=notes)
