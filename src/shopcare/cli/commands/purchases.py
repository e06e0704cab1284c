"""``purchase show``, ``add``, ``deliver``, ``correct`` and ``undo``."""

from typing import TYPE_CHECKING, Final

from shopcare.cli.command import Command, Described, Group, Options, below, choices_text
from shopcare.cli.commands.customers import customer_id_of
from shopcare.cli.drafts import purchase_draft
from shopcare.cli.fields import Fields, id_of, key_of
from shopcare.cli.files import fields_of
from shopcare.cli.records.call_json import CALLBACK_JSON, callback_json
from shopcare.cli.records.record_json import PURCHASE_JSON, purchase_json
from shopcare.cli.session import Session
from shopcare.cli.tables import labelled, plain, table
from shopcare.domain.calls.callback import Callback
from shopcare.domain.errors import NotFound, Refusal
from shopcare.domain.ids import PurchaseId
from shopcare.domain.purchases.purchase import Purchase, SalesChannel
from shopcare.domain.search.search_text import Kind
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.services.purchases.purchases import Recorded
    from shopcare.services.shop import Shop

_RECORDED_JSON: Final[Described] = {
    **PURCHASE_JSON,
    **below("callbacks[]", CALLBACK_JSON),
    "no_call": mark("why no call was started; null where one was"),
    "categories_with_calls[]": mark("the categories that start a call"),
}
_UNKNOWN: Final = "unknown"
_NONE: Final = "none"
_LINE = ("product", "category", "spec", "lot", "quantity", "unit")
_RECEIPT = {
    "sold": "sold_on",
    "receipt": "receipt_number",
    "promised": "promised_on",
    "handed_over": "handed_over_on",
}


def _key_option(options: Options) -> None:
    options.add("key", metavar="ID", tells=mark("the purchase's id or receipt number"))


def _deliver_options(options: Options) -> None:
    _key_option(options)
    options.add("--on", metavar="DAY", tells=mark("the day of the handover; today if left out"))


def _add_options(options: Options) -> None:
    options.add("--fields", metavar="FILE.json", tells=mark("the fields as JSON; - reads stdin"))
    options.add("--customer", metavar="ID", gives=("customer_id",),
                tells=mark("the customer's id or member number"))  # fmt: skip
    options.add("--sold", metavar="DAY", gives=("sold_on",),
                tells=mark("the purchase date; today if left out"))  # fmt: skip
    options.add("--receipt", metavar="NUMBER", gives=("receipt_number",),
                tells=mark("the receipt number"))  # fmt: skip
    options.add("--promised", metavar="DAY", gives=("promised_on",),
                tells=mark("the day for which the goods were promised"))  # fmt: skip
    options.add("--handed-over", metavar="DAY", gives=("handed_over_on",),
                tells=mark("the day of the handover"))  # fmt: skip
    options.add("--seller", tells=mark("who sold it"))
    options.add("--channel", metavar=choices_text(tuple(SalesChannel)),
                tells=mark("where it was sold; unknown if left out"))  # fmt: skip
    options.add("--product", gives=("lines",), tells=mark("model or name of the product"))
    options.add("--category", tells=mark("the category"))
    options.add("--spec", tells=mark("the specification"))
    options.add("--lot", tells=mark("batch or colour number"))
    options.add("--quantity", metavar="N", tells=mark("the quantity; 1 if left out"))
    options.add("--unit", tells=mark("the unit"))
    options.add("--amount", metavar="YUAN", gives=("amount_fen",),
                tells=mark("the amount in yuan"))  # fmt: skip
    options.add("--twice", action="store_true",
                tells=mark("the customer did buy the same twice that day"))  # fmt: skip


def _given(session: Session) -> Fields:
    """Put together what the file says and, over it, what the options say."""
    file = session.option("fields")
    values: dict[str, object] = fields_of(file) if file is not None else {}
    values |= {
        field: session.option(option)
        for option, field in _RECEIPT.items()
        if session.option(option) is not None
    }
    for name in ("seller", "channel"):
        if session.option(name) is not None:
            values[name] = session.option(name)
    if session.option("customer") is not None:
        values["customer_id"] = customer_id_of(session.shop, session.option("customer"))
    line = {name: session.option(name) for name in _LINE if session.option(name) is not None}
    if session.option("amount") is not None:
        line["amount_fen"] = session.fen_option("amount")
    if line:
        values["lines"] = [line]
    return Fields(values, session.shop.now())


def _add(session: Session) -> None:
    from shopcare.services.purchases import purchases

    shop = session.shop
    fields = _given(session)
    draft = purchase_draft(fields, shop.now().date())
    if fields.peek("customer_id") is None:
        fields.refuse("customer_id", "customer_missing")
    fields.finish()
    twice = session.option("twice")
    recorded = purchases.add_purchase(shop, draft, confirmed_repeat=twice)
    _tell(session, recorded, mark("Recorded, id {id}"))


def _deliver(session: Session) -> None:
    from shopcare.services.purchases import purchases

    shop = session.shop
    purchase = purchase_of(shop, session.option("key"))
    on = session.day_option("on") or shop.now().date()
    recorded = purchases.hand_over(shop, purchase.id, on)
    _tell(session, recorded, mark("Handed over, id {id}"))


def _correct_options(options: Options) -> None:
    _key_option(options)
    options.add("--channel", metavar=choices_text((*SalesChannel, _UNKNOWN)),
                tells=mark("where it was really sold"))  # fmt: skip
    options.add("--promised", metavar="DAY",
                tells=mark("the day promised now; none: no day"))  # fmt: skip


def _correct(session: Session) -> None:
    from shopcare.services.purchases import purchases

    shop, said, promised = session.shop, session.option("channel"), session.option("promised")
    before = purchase_of(shop, session.option("key"))
    if said is None and promised is None:
        raise Refusal("nothing_to_correct")
    fields = Fields({} if said in (None, _UNKNOWN) else {"channel": said}, shop.now())
    channel = fields.choice("channel", SalesChannel)
    fields.finish()
    if promised is not None:
        on = None if promised == _NONE else session.day_option("promised")
        purchases.correct_promise(shop, before.id, on)
    if said is not None:
        purchases.correct_channel(shop, before.id, channel)
    purchase = purchases.purchase(shop, before.id)
    session.give(
        purchase_json(purchase),
        lambda: [session.words.text("Corrected."), *_lines(session, purchase)],
    )


def _undo(session: Session) -> None:
    from shopcare.services.calls.undo_correction import undo_void_purchase
    from shopcare.services.purchases import purchases

    shop = session.shop
    before = purchase_of(shop, session.option("key"))
    if before.voided is not None:
        undo_void_purchase(shop, before.id)
        said = mark("The voiding is undone.")
    else:
        purchases.undo_hand_over(shop, purchases.handed_over(shop, before.id))
        said = mark("The handover is undone.")
    purchase = purchases.purchase(shop, before.id)
    session.give(
        purchase_json(purchase),
        lambda: [session.words.text(said), *_lines(session, purchase)],
    )


def _show(session: Session) -> None:
    purchase = purchase_of(session.shop, session.option("key"))
    session.give(purchase_json(purchase), lambda: _lines(session, purchase))


def purchase_of(shop: "Shop", text: str) -> Purchase:
    """Find a purchase by id or by receipt number."""
    from shopcare.services.purchases import purchases
    from shopcare.services.search import search

    key, number = key_of(text), id_of(text)
    if number is not None:
        try:
            return purchases.purchase(shop, PurchaseId(number))
        except NotFound:
            pass  # perhaps a receipt number of digits
    for found in search.find(shop, key, 50):
        if found.kind is Kind.PURCHASE and found.number.casefold() == key.casefold() != "":
            return purchases.purchase(shop, PurchaseId(found.id))
    raise NotFound("purchase", key[:40])


def _tell(session: Session, recorded: "Recorded", sentence: str) -> None:
    """Say what was written, and which calls it started or why none (C-1)."""
    from shopcare.cli.records.record_lines import call_rows
    from shopcare.language.reason_words import no_call_text
    from shopcare.services.people import customers
    from shopcare.services.purchases.purchase_calls import starting_categories

    words, purchase = session.words, recorded.purchase
    starting = starting_categories(session.shop)
    calls: list[Callback] = []
    if recorded.callbacks:
        file = customers.customer_file(session.shop, purchase.customer_id)
        calls = [call for call in file.callbacks if call.id in recorded.callbacks]

    def lines() -> list[str]:
        written = [words.text(sentence, id=purchase.id), *_lines(session, purchase)]
        if calls:
            written += ["", words.text("Calls"), *table(call_rows(words, calls))]
        if recorded.no_call is not None:
            written += ["", no_call_text(words, recorded.no_call, starting)]
        return written

    answer = {
        **purchase_json(purchase),
        "callbacks": [callback_json(call) for call in calls],
        "no_call": plain(recorded.no_call),
        "categories_with_calls": [category.key for category in starting],
    }
    session.give(answer, lines)


def _lines(session: Session, purchase: Purchase) -> list[str]:
    from shopcare.cli.records.record_lines import line_rows
    from shopcare.language.records.record_words import label
    from shopcare.services.people import customers

    words = session.words
    [buyer] = customers.customers_of(session.shop, [purchase.customer_id])
    handed_over_on = purchase.handed_over_on
    return [
        *labelled(
            [
                (words.text("Customer"), buyer.name),
                (words.text("Receipt number"), purchase.receipt_number or ""),
                (words.text("Purchase date"), purchase.sold_on.isoformat()),
                (
                    words.text("Promised for"),
                    purchase.promised_on.isoformat() if purchase.promised_on else "",
                ),
                (
                    words.text("Handed over on"),
                    handed_over_on.isoformat() if handed_over_on else "",
                ),
                (words.text("Seller"), purchase.seller),
                (
                    words.text("Sales channel"),
                    label(words, purchase.channel) if purchase.channel else "",
                ),
            ]
        ),
        "",
        *table(line_rows(purchase.lines)),
    ]


GROUPS = (Group(word="purchase", summary=mark("Show or record a purchase, or hand it over.")),)
COMMANDS = (
    Command(
        words=("purchase", "show"),
        summary=mark("Show a purchase."),
        options=_key_option,
        run=_show,
        json=PURCHASE_JSON,
    ),
    Command(
        words=("purchase", "add"),
        summary=mark("Record a purchase."),
        options=_add_options,
        run=_add,
        json=_RECORDED_JSON,
    ),
    Command(
        words=("purchase", "deliver"),
        summary=mark("Record that the goods were handed over; the calls of the policy start."),
        options=_deliver_options,
        run=_deliver,
        json=_RECORDED_JSON,
    ),
    Command(
        words=("purchase", "correct"),
        summary=mark("Correct where a purchase was sold, or for which day its goods are promised."),
        options=_correct_options,
        run=_correct,
        json=PURCHASE_JSON,
    ),
    Command(
        words=("purchase", "undo"),
        summary=mark("Undo the voiding of a purchase, or its handover; its calls are removed."),
        options=_key_option,
        run=_undo,
        json=PURCHASE_JSON,
    ),
)
