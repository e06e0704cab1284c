"""``gift give``, ``show``, ``redeem``, ``stock``, ``void``: gifts and vouchers (G-18, B-6)."""

from typing import Final

from shopcare.cli.command import Command, Described, Group, Options, below, choices_text
from shopcare.cli.commands.customers import customer_id_of
from shopcare.cli.records.money_json import GIFT_JSON, gift_json
from shopcare.cli.session import Session
from shopcare.cli.tables import plain, table
from shopcare.domain.payments.gift import Gift, GiftDraft, GiftKind
from shopcare.language.catalog import mark

_KINDS: Final = tuple(kind.value for kind in GiftKind)
_ITEM_JSON: Final[Described] = {
    "id": mark("Id"),
    "name": mark("Name"),
    "value_fen": mark("what it is worth, in fen"),
    "stock": mark("how many are left"),
}


def _give_options(options: Options) -> None:
    options.add("key", metavar="CUSTOMER", tells=mark("the customer's id or member number"))
    options.add("--kind", choices=_KINDS, default=GiftKind.GIFT.value,
                metavar=choices_text(_KINDS), tells=mark("a gift if left out"))  # fmt: skip
    options.add("--what", default="", metavar="TEXT", tells=mark("what is given"))
    options.add("--why", default="", metavar="TEXT", tells=mark("why it is given"))
    options.add("--value", metavar="YUAN", gives=("value_fen",),
                tells=mark("what it is worth, in yuan"))  # fmt: skip
    options.add("--until", metavar="DAY", gives=("expires_on",),
                tells=mark("until when a voucher can be redeemed"))  # fmt: skip


def _customer_option(options: Options) -> None:
    options.add("key", metavar="CUSTOMER", tells=mark("the customer's id or member number"))


def _code_option(options: Options) -> None:
    options.add("code", metavar="CODE", tells=mark("the number of the voucher, such as V00012"))


def _void_options(options: Options) -> None:
    options.add("code", metavar="ID", tells=mark("its id"))
    options.add("--reason", default="", metavar="TEXT", tells=mark("why it is voided"))


def _stock_options(options: Options) -> None:
    options.add("--name", metavar="TEXT", tells=mark("the gift that was counted"))
    options.add("--count", type=int, default=0, metavar="N", gives=("stock",),
                tells=mark("how many were counted"))  # fmt: skip
    options.add("--value", metavar="YUAN", gives=("value_fen",),
                tells=mark("what one is worth, in yuan"))  # fmt: skip


def _give(session: Session) -> None:
    from shopcare.services.payments.gifts import give

    shop = session.shop
    draft = GiftDraft(
        kind=GiftKind(session.option("kind")),
        what=session.option("what"),
        why=session.option("why"),
        value_fen=session.fen_option("value"),
        expires_on=session.day_option("until"),
    )
    _tell(session, give(shop, customer_id_of(shop, session.option("key")), draft).gift)


def _show(session: Session) -> None:
    from shopcare.services.payments.gifts import gifts_of

    shop = session.shop
    found = gifts_of(shop, customer_id_of(shop, session.option("key")))
    session.give(
        [gift_json(shop, gift) for gift in found],
        lambda: table([_row(session, gift) for gift in found]),
    )


def _redeem(session: Session) -> None:
    from shopcare.services.payments.gifts import redeem, voucher

    gift = voucher(session.shop, session.option("code"))
    redeem(session.shop, gift.id)
    _tell(session, voucher(session.shop, session.option("code")))


def _void(session: Session) -> None:
    from shopcare.services.payments.gifts import void_gift, voucher

    gift = voucher(session.shop, session.option("code"))
    void_gift(session.shop, gift.id, session.option("reason"))
    _tell(session, voucher(session.shop, session.option("code")))


def _stock(session: Session) -> None:
    from shopcare.services.payments.gifts import count_stock, gift_items

    shop = session.shop
    if session.option("name") is not None:
        value = session.fen_option("value")
        count_stock(shop, session.option("name"), session.option("count"), value)
    items = gift_items(shop)
    session.give(
        [plain(item) for item in items],
        lambda: table([(item.name, str(item.stock)) for item in items]),
    )


def _tell(session: Session, gift: Gift) -> None:
    session.give(gift_json(session.shop, gift), lambda: table([_row(session, gift)]))


def _row(session: Session, gift: Gift) -> tuple[str, ...]:
    from shopcare.language.records.money_words import gift_text

    words = session.words
    state = words.text("voided") if gift.voided else ""
    if gift.redeemed_at is not None:
        state = words.text("redeemed {day}", day=f"{gift.redeemed_at:%Y-%m-%d}")
    until = gift.expires_on.isoformat() if gift.expires_on else ""
    given = f"{gift.given_at:%Y-%m-%d}"
    return str(gift.id), given, gift_text(words, gift), gift.why, until, state


GROUPS = (Group(word="gift", summary=mark("Give, show and redeem gifts and vouchers.")),)
COMMANDS = (
    Command(
        words=("gift", "give"),
        summary=mark("Record that a customer is given a gift, a voucher or a reward."),
        options=_give_options,
        run=_give,
        json=GIFT_JSON,
    ),
    Command(
        words=("gift", "show"),
        summary=mark("Show what a customer was given."),
        options=_customer_option,
        run=_show,
        json=below("[]", GIFT_JSON),
    ),
    Command(
        words=("gift", "redeem"),
        summary=mark("Redeem a voucher, once."),
        options=_code_option,
        run=_redeem,
        json=GIFT_JSON,
    ),
    Command(
        words=("gift", "void"),
        summary=mark("Void what was given by mistake."),
        options=_void_options,
        run=_void,
        json=GIFT_JSON,
    ),
    Command(
        words=("gift", "stock"),
        summary=mark("Show the gifts in stock, or write how many were counted."),
        options=_stock_options,
        run=_stock,
        json=below("[]", _ITEM_JSON),
    ),
)
