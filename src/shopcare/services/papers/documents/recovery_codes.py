"""What stands on the papers with a recovery code, of the log-in and of the encryption."""

from typing import NamedTuple

from shopcare.domain.errors import Refusal
from shopcare.domain.people.log_in import recovery_code_from_text
from shopcare.printing.documents.recovery_codes import EncryptionCodeSheet, RecoveryCodePaper
from shopcare.services.log_in.recovery import is_recovery_code
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.drawing import draw
from shopcare.services.papers.registry import spec_of
from shopcare.services.papers.shared_facts import printed_by, shop_head
from shopcare.services.shop import Shop
from shopcare.services.upkeep.encryption import new_recovery_code


class CodeSheet(NamedTuple):
    """A recovery code, which is kept nowhere, and the paper that it stands on."""

    code: str
    pdf: bytes


def gather_recovery_code(shop: Shop, request: Request) -> RecoveryCodePaper:
    """Put the code on its paper; a form to write it on where none is given.

    Raises:
        Refusal: ``recovery_code_mistyped``, ``recovery_code_wrong``: it would let nobody in.
    """
    code = recovery_code_from_text(request.recovery_code) if request.recovery_code else ""
    if code and not is_recovery_code(shop, code):
        raise Refusal("recovery_code_wrong")
    return RecoveryCodePaper(shop=shop_head(shop), printed=printed_by(shop), code=code)


def gather_encryption_code(shop: Shop, request: Request) -> EncryptionCodeSheet:
    """Put the code on its sheet; nobody keeps it, so that it has to come with the request."""
    return EncryptionCodeSheet(
        shop=shop_head(shop), printed=printed_by(shop), code=request.encryption_code
    )


def code_sheet(shop: Shop, code: str) -> CodeSheet:
    """Draw the sheet of a code.

    Raises:
        Refusal: ``manager_needed``.
    """
    drawn = draw(shop, spec_of("encryption_code"), Request(encryption_code=code))
    return CodeSheet(code, drawn.pdf)


def new_code_sheet(shop: Shop, opener: str) -> CodeSheet:
    """Make another recovery code with its sheet; see ``new_recovery_code``."""
    return code_sheet(shop, new_recovery_code(shop, opener))
