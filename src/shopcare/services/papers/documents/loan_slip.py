"""What stands on a loan slip (X-5)."""

from shopcare.printing.documents.loan_slip import LoanSlip
from shopcare.services.goods import loans
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import masked_phones, printed_by, shop_head
from shopcare.services.people.customers import customer
from shopcare.services.shop import Shop
from shopcare.storage.cases import cases


def gather(shop: Shop, request: Request) -> LoanSlip:
    """Put a loan on its slip; the newest where none is named, and a form where there is none.

    Raises:
        NotFound: there is no such loan.
    """
    head, printed = shop_head(shop), printed_by(shop)
    loan = loans.loan(shop, request.loan_id)
    if loan is None:
        return LoanSlip(shop=head, printed=printed)
    person = customer(shop, loan.customer_id)
    return LoanSlip(
        shop=head,
        printed=printed,
        customer_name=person.name,
        customer_phone=masked_phones(person),
        number=cases.get(shop.file, loan.case_id).number if loan.case_id else "",
        what=loan.what,
        condition=loan.condition,
        lent_at=loan.lent_at,
        lent_by=shop.name_of(loan.lent_by),
        due_on=loan.due_on,
    )
