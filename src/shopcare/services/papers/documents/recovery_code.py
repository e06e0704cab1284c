"""What stands on the paper with the recovery code."""

from shopcare.domain.errors import Refusal
from shopcare.domain.people.log_in import recovery_code_from_text
from shopcare.printing.documents.recovery_code import RecoveryCodePaper
from shopcare.services.log_in.recovery import is_recovery_code
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import printed_by, shop_head
from shopcare.services.shop import Shop


def gather_recovery_code(shop: Shop, request: Request) -> RecoveryCodePaper:
    """Put the code on its paper; a form to write it on where none is given.

    Raises:
        Refusal: ``recovery_code_mistyped``, ``recovery_code_wrong``: it would let nobody in.
    """
    code = recovery_code_from_text(request.recovery_code) if request.recovery_code else ""
    if code and not is_recovery_code(shop, code):
        raise Refusal("recovery_code_wrong")
    return RecoveryCodePaper(shop=shop_head(shop), printed=printed_by(shop), code=code)
