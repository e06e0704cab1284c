"""The description of one document, and what a document can be asked to be about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from shopcare.domain.ids import CaseId, CustomerId, ImportId, LoanId, PrescriptionId
from shopcare.domain.papers.document import Paper

if TYPE_CHECKING:
    from shopcare.printing.document import Document
    from shopcare.services.shop import Shop


class Need(StrEnum):
    """What has to be known before a document can be drawn."""

    CASE = "case"
    DAY = "day"
    """Today if nothing is said."""
    MOMENT = "moment"
    """Now if nothing is said."""
    PRESCRIPTION = "prescription"
    """A customer's newest if nothing is said."""
    IMPORT = "import"
    """The newest if nothing is said."""
    LOAN = "loan"
    """The newest if nothing is said."""
    CUSTOMER = "customer"
    """The one filed last, or a form to fill in, if nothing is said."""
    RECOVERY_CODE = "recovery_code"
    """Only whoever just made it knows it; without it there is a form to write it on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a document is to be about. A document with wishes of its own has a subclass."""

    case_id: CaseId | None = None
    """None prints the blank form, where there is one."""
    day: date | None = None
    at: datetime | None = None
    import_id: ImportId | None = None
    loan_id: LoanId | None = None
    customer_id: CustomerId | None = None
    prescription_id: PrescriptionId | None = None
    recovery_code: str = ""
    """No file has it, so that whoever prints it has to know it; empty: a form to write it on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSpec:
    """One document: everything that preview, settings, command line and gallery must know."""

    kind: str
    """Its key in settings, timelines and file names, for example ``service_slip``."""
    title: str
    """Its name, a marked literal."""
    papers: tuple[Paper, ...]
    """The papers that it is made for; the first is its default."""
    gather: "Callable[[Shop, Request], Document]"
    """Puts facts of the shop file on it."""
    needs: tuple[Need, ...] = ()
    has_blank: bool = False
    """Without a case it is a form to fill in by hand."""
    managers_only: bool = False
    answers_person: bool = False
    """Giving it out answers a person's request for their data, which is recorded (L-8)."""
    stays_here: bool = False
    """It never leaves the shop, so that nothing is undone behind anybody (X-9)."""
    short_name: str = ""
    """Another name on the command line."""

    @property
    def command_name(self) -> str:
        """The name on the command line: ``service-slip``."""
        return self.kind.replace("_", "-")
