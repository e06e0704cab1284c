"""The notice of what the shop keeps of a person, with the consents to tick and sign (L-7)."""

from shopcare.domain.people.consent import ConsentPurpose, last_of
from shopcare.language.catalog import Catalog
from shopcare.language.records.consent_words import PURPOSES, consent_text
from shopcare.printing.documents.privacy_sheet import PrivacySheet, SheetPart
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import (
    masked_phones,
    paper_words,
    printed_by,
    shop_head,
)
from shopcare.services.people import consents, customers
from shopcare.services.shop import Shop


def gather(shop: Shop, request: Request) -> PrivacySheet:
    """Write the notice; without a customer it is a form to fill in.

    Raises:
        NotFound: there is no such customer.
    """
    words = paper_words(shop)
    name, person = "", _nobody(words)
    if request.customer_id is not None:
        customer = customers.customer(shop, request.customer_id)
        name = customer.name
        person = SheetPart(
            heading=words.text("Customer"),
            rows=(
                (words.text("Name"), name),
                (words.text("Phone"), masked_phones(customer)),
                (words.text("Guardian, if under 14"), ""),
            ),
        )
    return PrivacySheet(
        shop=shop_head(shop),
        printed=printed_by(shop),
        title=words.text("Personal data: notice and consent"),
        about=name,
        parts=(person, *_notice(shop, words), _consents(shop, words, request)),
        signatures=(words.text("Customer's or guardian's signature"),),
    )


def _nobody(words: Catalog) -> SheetPart:
    labels = ("Name", "Phone", "Guardian, if under 14")
    return SheetPart(
        heading=words.text("Customer"), rows=tuple((words.text(label), "") for label in labels)
    )


def _notice(shop: Shop, words: Catalog) -> tuple[SheetPart, ...]:
    years, measured = shop.settings.keep_customers_years, shop.settings.keep_measured_years
    return (
        SheetPart(heading=words.text("Who keeps it, and where"), paragraphs=(_who(shop, words),)),
        SheetPart(heading=words.text("What is kept, and why"), paragraphs=_what(shop, words)),
        SheetPart(
            heading=words.text("How long"),
            paragraphs=(
                words.text(
                    "Your file: {years} years after your last visit or call. Measurements: "
                    "{measured} years. What a law has us keep longer is locked until its day.",
                    years=years,
                    measured=measured,
                ),
            ),
        ),
        SheetPart(
            heading=words.text("Your rights"),
            paragraphs=(
                words.text(
                    "You can see what is kept, have a copy, have it corrected or erased, and "
                    "withdraw any consent, at the counter or by phone. Withdrawing ends those "
                    "calls; no service is refused for it."
                ),
            ),
        ),
    )


def _who(shop: Shop, words: Catalog) -> str:
    settings = shop.settings
    return words.text(
        "{shop}. Everything stays on the shop's own computer and its backups. A maker or workshop "
        "gets the goods and their fault, not your name and number.",
        shop=words.text(", ").join(filter(None, (settings.name, settings.address, settings.phone))),
    )


def _what(shop: Shop, words: Catalog) -> tuple[str, ...]:
    usual = words.text(
        "Name, phone numbers and address, what you bought, repairs and complaints, and the calls "
        "about them: to repair, to keep our promises, and to ask whether you are satisfied. A "
        "birthday only if you tell it, for a greeting."
    )
    if not (shop.policy.eyes or shop.policy.measures):
        return (usual,)
    sensitive = words.text(
        "Measurements of eyes or body, and skin reactions, are sensitive data: they are kept only "
        "to make your goods fit and to advise you safely, and only with your own consent below."
    )
    return (usual, sensitive)


def _consents(shop: Shop, words: Catalog, request: Request) -> SheetPart:
    """Set a box for each purpose; beside it what stands already."""
    known = consents.consents_of(shop, request.customer_id) if request.customer_id else ()
    boxes = []
    for purpose in ConsentPurpose:
        said = words.text(PURPOSES[purpose])
        last = last_of(known, purpose)
        if last is not None:
            said = words.text("{what} ({details})", what=said, details=consent_text(words, last))
        boxes.append(said)
    return SheetPart(
        heading=words.text("I agree, each by itself"),
        boxes=tuple(boxes),
    )
