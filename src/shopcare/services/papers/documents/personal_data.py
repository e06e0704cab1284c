"""The sheets about personal data: notice and consents, a person's data, a loss (L-7, L-8)."""

from typing import Final

from shopcare.domain.ids import CustomerId
from shopcare.domain.people.consent import ConsentPurpose, last_of
from shopcare.language.catalog import Catalog, mark
from shopcare.language.day_words import minute_text
from shopcare.language.records.people_words import PURPOSES, consent_text
from shopcare.printing.documents.privacy_sheet import PrivacySheet, SheetPart
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import masked_phones, paper_words, printed_by, shop_head
from shopcare.services.people import consents, customers
from shopcare.services.people.person_data import person_data
from shopcare.services.people.person_words import sections
from shopcare.services.privacy.retention import Holdings, holdings
from shopcare.services.shop import Shop
from shopcare.services.upkeep.protection import Protection, protection

_STEPS: Final = (
    mark("Stop it: change passwords and PINs, unplug what is still connected, call the police."),
    mark("Keep the evidence: write down above what happened, when, and who noticed it."),
    mark(
        "Tell the authority at once: the local cyberspace office, and the police where a crime is "
        "likely. Say what was lost, why, what harm may come of it, what was done, and who answers."
    ),
    mark(
        "Tell the people concerned, unless the data could not be read (encrypted, and the key "
        "elsewhere). Warn them of calls and messages in the shop's name."
    ),
    mark("Restore the newest backup on a clean PC, and check it."),
    mark("Write down what will be done so that it does not happen again."),
)


def gather_consent_sheet(shop: Shop, request: Request) -> PrivacySheet:
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


def gather_person_record(shop: Shop, request: Request) -> PrivacySheet:
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


def gather_breach_sheet(shop: Shop, _request: Request) -> PrivacySheet:
    """Write what the shop file holds at this moment, and the steps to take."""
    words = paper_words(shop)
    return PrivacySheet(
        shop=shop_head(shop),
        printed=printed_by(shop),
        title=words.text("Personal data breach"),
        parts=(
            _happened(words),
            SheetPart(
                heading=words.text("Who can read it"),
                rows=tuple(_readable(words, protection(shop))),
                boxes=(
                    words.text("Passphrase and recovery code were not lost with it"),
                    words.text("Passphrase or recovery code may be lost with it"),
                ),
            ),
            SheetPart(
                heading=words.text("What was in it, as of today"),
                rows=tuple(_held(words, holdings(shop))),
            ),
            SheetPart(
                heading=words.text("What to do"), steps=tuple(words.text(one) for one in _STEPS)
            ),
            _done(words),
        ),
        signatures=(words.text("Manager, signature"),),
    )


def _happened(words: Catalog) -> SheetPart:
    labels = (
        mark("What was lost"),
        mark("When, seen when"),
        mark("Who noticed it"),
        mark("Which backup"),
    )
    return SheetPart(
        heading=words.text("What happened"),
        rows=tuple((words.text(label), "") for label in labels),
    )


def _readable(words: Catalog, found: Protection) -> list[tuple[str, str]]:
    """Say what the files themselves say; whether the passphrase was lost, only people know."""
    anybody = words.text("not encrypted: whoever has it can read it")
    own = words.text("encrypted") if found.is_encrypted else anybody
    if found.opens_unasked:
        own = words.text("encrypted, but this PC opens it without asking")
    secret = found.backups - found.plain_backups
    rows = [
        (words.text("Shop file"), own),
        (
            words.text("Backups"),
            words.text("{secret} encrypted, {plain} not", secret=secret, plain=found.plain_backups),
        ),
    ]
    if found.second_place_away:
        away = words.text("not there just now; look at each backup on it yourself")
        rows.append((words.text("Second place of the backups"), away))
    if found.is_encrypted and found.other_plain:
        left = words.count("{n} file that anybody can read", "{n} files that anybody can read",
                           found.other_plain)  # fmt: skip
        rows.append((words.text("Beside the shop file"), left))
    return rows


def _held(words: Catalog, held: Holdings) -> list[tuple[str, str]]:
    def people(n: int) -> str:
        return words.count("{n} person", "{n} people", n)

    rows = [
        (words.text("People on file"), people(held.people)),
        (words.text("with a phone"), people(held.with_phone)),
        (words.text("with an address"), people(held.with_address)),
        (words.text("with a birthday"), people(held.with_birthday)),
        (words.text("under 14"), people(held.children)),
        (words.text("measured (sensitive)"), people(held.measured)),
        (words.text("locked by law"), people(held.locked)),
        (words.text("erased before"), people(held.erased)),
        (words.text("Purchases"), str(held.purchases)),
        (words.text("Cases"), str(held.cases)),
        (words.text("Calls"), str(held.calls)),
    ]
    last = held.last_saved
    return [*rows, (words.text("Last entry"), minute_text(last) if last else "")]


def _done(words: Catalog) -> SheetPart:
    labels = (
        mark("Authority told"),
        mark("People told"),
        mark("Done since"),
    )
    return SheetPart(
        heading=words.text("What was done"), rows=tuple((words.text(label), "") for label in labels)
    )
