"""What to do when a PC or a backup is lost: what was in it, whom it concerns (L-8)."""

from shopcare.language.catalog import Catalog, mark
from shopcare.language.day_words import minute_text
from shopcare.printing.documents.privacy_sheet import PrivacySheet, SheetPart
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import paper_words, printed_by, shop_head
from shopcare.services.privacy.holdings import Holdings, holdings
from shopcare.services.shop import Shop

_STEPS = (
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


def gather(shop: Shop, request: Request) -> PrivacySheet:
    """Write what the shop file holds at this moment, and the steps to take."""
    words = paper_words(shop)
    return PrivacySheet(
        shop=shop_head(shop),
        printed=printed_by(shop),
        title=words.text("Personal data lost: what to do"),
        parts=(
            _happened(words),
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
        mark("What was lost or seen by others"),
        mark("When, and when it was noticed"),
        mark("Who noticed it"),
        mark("Backup it was made from"),
    )
    return SheetPart(
        heading=words.text("What happened"),
        rows=tuple((words.text(label), "") for label in labels),
        boxes=(
            words.text("The file was encrypted, and its key is not lost with it"),
            words.text("The file could be read by anybody"),
        ),
    )


def _held(words: Catalog, held: Holdings) -> list[tuple[str, str]]:
    def people(n: int) -> str:
        return words.count("{n} person", "{n} people", n)

    rows = [
        (words.text("People on file"), people(held.people)),
        (words.text("of them with a phone number"), people(held.with_phone)),
        (words.text("of them with an address"), people(held.with_address)),
        (words.text("of them with a birthday"), people(held.with_birthday)),
        (words.text("of them under 14"), people(held.children)),
        (words.text("with eyes or body measured (sensitive)"), people(held.measured)),
        (words.text("locked by law after an erasure"), people(held.locked)),
        (words.text("erased: nothing of them was in it"), people(held.erased)),
        (words.text("Purchases"), str(held.purchases)),
        (words.text("Cases"), str(held.cases)),
        (words.text("Calls"), str(held.calls)),
    ]
    last = held.last_saved
    return [*rows, (words.text("Last entry"), minute_text(last) if last else "")]


def _done(words: Catalog) -> SheetPart:
    labels = (
        mark("Authority told: which, when, number"),
        mark("People told: how many, how, when"),
        mark("Done against it happening again"),
    )
    return SheetPart(
        heading=words.text("What was done"), rows=tuple((words.text(label), "") for label in labels)
    )
