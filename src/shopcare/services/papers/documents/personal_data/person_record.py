"""Everything on file about one person, printed for that person (L-8)."""

from shopcare.domain.ids import CustomerId
from shopcare.printing.documents.privacy_sheet import PrivacySheet, SheetPart
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import paper_words, printed_by, shop_head
from shopcare.services.people import customers
from shopcare.services.people.person_data import person_data, sections
from shopcare.services.shop import Shop


def gather(shop: Shop, request: Request) -> PrivacySheet:
    """Write everything about a person; the one filed last where nobody is named.

    Raises:
        NotFound: there is no such customer.
        Refusal: ``customer_erased``.
    """
    words = paper_words(shop)
    title = words.text("Copy of your personal data")
    customer_id = request.customer_id or next(iter(customers.customer_ids(shop, most=1)), None)
    if customer_id is None:
        return PrivacySheet(shop=shop_head(shop), printed=printed_by(shop), title=title)
    person = person_data(shop, CustomerId(customer_id))
    return PrivacySheet(
        shop=shop_head(shop),
        printed=printed_by(shop),
        title=title,
        about=person.file.customer.name,
        lead=words.text(
            "This is everything that the shop has on file about you. Something wrong, or no "
            "longer wanted? Tell us: it is corrected or erased."
        ),
        parts=tuple(
            SheetPart(heading=section.title, rows=tuple(section.lines))
            for section in sections(shop, words, person)
        ),
        signatures=(words.text("Received, signature"),),
    )
