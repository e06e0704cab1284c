"""``till show`` and ``till hand-over``: who owes the till how much (G-17)."""

from shopcare.cli.command import Command, Group, Options, below
from shopcare.cli.records.money_json import TILL_JSON, till_json
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.money import Fen, fen_from_text, yuan_text
from shopcare.domain.payments.till import HandOverDraft, TillRow
from shopcare.language.catalog import mark


def till_row(session: Session, row: TillRow) -> tuple[str, ...]:
    """Write one person's money of a day for a person."""
    from shopcare.language.records.money_words import taken_text

    return (
        session.shop.name_of(row.staff_id),
        taken_text(session.words, row),
        yuan_text(row.handed_over_fen),
        yuan_text(row.left_fen),
    )


def _day_option(options: Options) -> None:
    options.add("--on", metavar="DAY", tells=mark("the day; today if left out"))


def _hand_over_options(options: Options) -> None:
    options.add("initials_of", metavar="INITIALS", tells=mark("who hands the money over"))
    options.add("amount", metavar="YUAN", tells=mark("how much, in yuan"))
    options.add("--back", action="store_true",
                tells=mark("the till gives the money back"))  # fmt: skip
    options.add("--note", default="", metavar="TEXT", tells=mark("a note; the reason of --back"))
    _day_option(options)


def _show(session: Session) -> None:
    from shopcare.services.payments.till import till_of

    shop = session.shop
    rows = till_of(shop, session.day_option("on") or shop.today())
    session.give(
        [till_json(shop, row) for row in rows],
        lambda: table([till_row(session, row) for row in rows]),
    )


def _hand_over(session: Session) -> None:
    from shopcare.services.payments.till import hand_over_cash, till_of

    shop = session.shop
    member = session.member(session.option("initials_of"))
    amount = fen_from_text(session.option("amount"))
    day = session.day_option("on") or shop.today()
    draft = HandOverDraft(
        staff_id=member.id,
        on=day,
        amount_fen=Fen(-amount) if session.option("back") else amount,
        note=session.option("note"),
    )
    hand_over_cash(shop, draft)
    row = next(
        (row for row in till_of(shop, day) if row.staff_id == member.id),
        TillRow(staff_id=member.id, taken={}, handed_over_fen=Fen(0), left_fen=Fen(0)),
    )
    session.give(till_json(shop, row), lambda: table([till_row(session, row)]))


GROUPS = (Group(word="till", summary=mark("Show what is owed to the till, and hand it over.")),)
COMMANDS = (
    Command(
        words=("till", "show"),
        summary=mark("Show what each person took and still owes the till."),
        options=_day_option,
        run=_show,
        json=below("[]", TILL_JSON),
    ),
    Command(
        words=("till", "hand-over"),
        summary=mark("Record that somebody hands cash over to the till."),
        options=_hand_over_options,
        run=_hand_over,
        json=TILL_JSON,
    ),
)
