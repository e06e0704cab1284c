"""``item`` and ``case mark``: what was handed in with a case (W-1), and its condition (X-4)."""

from collections.abc import Callable

from shopcare.cli.command import Command, Options, whole_number
from shopcare.cli.commands.cases.answer import CASE_FILE_JSON, case_of, number_option, tell_case
from shopcare.cli.fields import Fields
from shopcare.cli.files import fields_of
from shopcare.cli.records.goods_json import mark_drafts
from shopcare.cli.session import Session
from shopcare.language.catalog import mark

_POSITION = whole_number(1, 99)


def _add_options(options: Options) -> None:
    number_option(options)
    options.add("what", metavar="TEXT", tells=mark("what the item is"))
    options.add("--quantity", type=whole_number(1, 999), default=1, metavar="N",
                tells=mark("the number of pieces"))  # fmt: skip
    options.add("--accessories", action="append", metavar="TEXT", tells=mark("Accessories"))
    options.add("--condition", default="", metavar="TEXT", tells=mark("Condition"))


def _positions_options(options: Options) -> None:
    number_option(options)
    options.add("positions", nargs="+", type=_POSITION, metavar="POSITION",
                tells=mark("the item's position, 1 being the product"))  # fmt: skip


def _add(session: Session) -> None:
    from shopcare.domain.goods.item import ItemDraft
    from shopcare.services.goods.items import add_items

    case_id = case_of(session).case.id
    item = ItemDraft(
        what=session.option("what"),
        quantity=session.option("quantity"),
        accessories=tuple(session.option("accessories") or ()),
        condition=session.option("condition"),
    )
    add_items(session.shop, case_id, [item])
    tell_case(session, case_id, mark("Case {number}: the item has been added."))


def _remove(session: Session) -> None:
    from shopcare.services.goods.items import remove_items

    case_id = case_of(session).case.id
    remove_items(session.shop, case_id, session.option("positions"))
    tell_case(session, case_id, mark("Case {number}: the item has been removed."))


def _hand_over(session: Session) -> None:
    from shopcare.services.goods.items import hand_over_items

    case_id = case_of(session).case.id
    hand_over_items(session.shop, case_id, session.option("positions"))
    tell_case(session, case_id, mark("Case {number}: part of it has been handed over."))


def _take_back(session: Session) -> None:
    from shopcare.services.goods.items import take_items_back

    case_id = case_of(session).case.id
    take_items_back(session.shop, case_id, session.option("positions"))
    tell_case(session, case_id, mark("Case {number}: the item is still here."))


def _command(
    word: str,
    summary: str,
    run: Callable[[Session], None],
    options: Callable[[Options], None] = _positions_options,
) -> Command:
    return Command(
        words=("item", word), summary=summary, options=options, run=run, json=CASE_FILE_JSON
    )


def _mark_options(options: Options) -> None:
    number_option(options)
    options.add(
        "--fields",
        metavar="FILE.json",
        required=True,
        gives=("marks",),
        tells=mark("the marks as JSON, in thousandths of the sketch; - reads stdin"),
    )


def _mark(session: Session) -> None:
    from shopcare.services.goods.conditions import save_marks

    case_id = case_of(session).case.id
    fields = Fields(fields_of(session.option("fields")), session.shop.now())
    marks = mark_drafts(fields)
    fields.finish()
    save_marks(session.shop, case_id, marks)
    tell_case(session, case_id, mark("Case {number}: the marks are recorded."))


COMMANDS = (
    _command("add", mark("Add an item to a case."), _add, _add_options),
    _command("remove", mark("Remove items that were added by mistake."), _remove),
    _command(
        "hand-over", mark("Hand some items over; the case carries on with the others."), _hand_over
    ),
    _command(
        "take-back", mark("Record that items handed over by mistake are still here."), _take_back
    ),
    Command(
        words=("case", "mark"),
        summary=mark("Mark the condition of the goods on the sketch of their category."),
        options=_mark_options,
        run=_mark,
        json=CASE_FILE_JSON,
    ),
)
