"""Every document of the shop, one line each; see the package for what a new one needs."""

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Final

from shopcare.domain.papers.document import Paper
from shopcare.language.catalog import mark
from shopcare.services.papers.document_spec import DocumentSpec, Need, Request

if TYPE_CHECKING:
    from shopcare.printing.document import Document
    from shopcare.services.shop import Shop

_SHEETS: Final = (Paper.A4, Paper.A5)
_SLIPS: Final = (Paper.A5, Paper.A4, Paper.CONTINUOUS, Paper.ROLL_80, Paper.ROLL_58)
_LISTS: Final = (*_SHEETS, Paper.ROLL_80)
_LABELS: Final = (Paper.LABEL_40, Paper.LABEL_50, Paper.A4)
_GOODS: Final = "goods_papers"
_CALLS: Final = "call_lists"
_PERSONAL: Final = "personal_data"
_CODES: Final = "recovery_codes"


def _gathered(kind: str, file: str, shop: "Shop", request: Request) -> "Document":
    """Load the two files of a document and gather its facts."""
    module = import_module(f"shopcare.services.papers.documents.{file}")
    document: Document = getattr(module, f"gather_{kind}")(shop, request)
    return document


def _spec(
    kind: str,
    title: str,
    papers: tuple[Paper, ...],
    *needs: Need,
    has_blank: bool = False,
    managers_only: bool = False,
    stays_here: bool = False,
    answers_person: bool = False,
    short_name: str = "",
    file: str = "",
) -> DocumentSpec:
    """Describe a document whose two files are called as its kind, unless its facts share one."""
    return DocumentSpec(
        kind=kind,
        title=title,
        papers=papers,
        gather=partial(_gathered, kind, file or kind),
        needs=needs,
        has_blank=has_blank,
        managers_only=managers_only,
        stays_here=stays_here,
        answers_person=answers_person,
        short_name=short_name,
    )


DOCUMENTS: Final = (
    _spec("service_slip", mark("Service slip"), _SLIPS, Need.CASE, short_name="slip"),
    _spec(
        "return_application",
        mark("Return application"),
        _SLIPS,
        Need.CASE,
        has_blank=True,
    ),
    _spec("goods_receipt", mark("Goods receipt"), _SLIPS, Need.CASE, has_blank=True),
    _spec(
        "item_label",
        mark("Item labels"),
        _LABELS,
        Need.CASE,
        stays_here=True,
        short_name="label",
        file=_GOODS,
    ),
    _spec("pickup_notice", mark("Pick-up notice"), _SLIPS, Need.CASE, file=_GOODS),
    _spec("uncollected_notice", mark("Uncollected notice"), _SLIPS, Need.CASE, file=_GOODS),
    _spec("loan_slip", mark("Loan slip"), _SLIPS, Need.LOAN, file=_GOODS),
    _spec("claim_sheet", mark("Claim sheet"), _SLIPS[:3], Need.CASE, has_blank=True),
    _spec("reaction_report", mark("Adverse reaction report"), _SHEETS, Need.CASE, has_blank=True),
    _spec("evidence_pack", mark("Evidence pack"), (Paper.A4,), Need.CASE),
    _spec("charge_receipt", mark("Charge receipt"), _SLIPS, Need.CASE, has_blank=True),
    _spec("door_note", mark("Door note"), _LISTS, Need.CASE, has_blank=True),
    _spec(
        "prescription_card",
        mark("Prescription card"),
        (Paper.A5, Paper.A4, Paper.ROLL_80),
        Need.PRESCRIPTION,
        has_blank=True,
    ),
    _spec(
        "consent_sheet",
        mark("Personal data: notice and consent"),
        _SHEETS,
        Need.CUSTOMER,
        has_blank=True,
        file=_PERSONAL,
    ),
    _spec(
        "person_record",
        mark("Copy of personal data"),
        _SHEETS,
        Need.CUSTOMER,
        answers_person=True,
        file=_PERSONAL,
    ),
    _spec(
        "breach_sheet",
        mark("Personal data breach"),
        _SHEETS,
        managers_only=True,
        file=_PERSONAL,
    ),
    _spec("call_sheet", mark("Call sheet"), _LISTS, Need.MOMENT, file=_CALLS),
    _spec("day_close", mark("Day close"), _LISTS, Need.DAY),
    _spec("reschedule_list", mark("Customers to tell"), _SHEETS, Need.DAY, file=_CALLS),
    _spec("import_report", mark("Import report"), _SHEETS, Need.IMPORT),
    _spec(
        "recovery_code",
        mark("Recovery code"),
        (Paper.A5, Paper.A4, Paper.ROLL_80),
        Need.RECOVERY_CODE,
        file=_CODES,
    ),
    _spec(
        "encryption_code",
        mark("Recovery code of the encryption"),
        _SHEETS,
        file=_CODES,
        has_blank=True,
    ),
)
"""In the order of settings and help."""


def all_documents() -> tuple[DocumentSpec, ...]:
    """List every document."""
    return DOCUMENTS


def spec_of(kind: str) -> DocumentSpec:
    """Find a document by its kind.

    Raises:
        LookupError: there is none.
    """
    for spec in all_documents():
        if spec.kind == kind:
            return spec
    raise LookupError(kind)
