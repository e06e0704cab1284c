"""``shelf``: where goods are, and moving them in batches (X-2)."""

from typing import Final

from shopcare.cli.command import Command, Described, Options
from shopcare.cli.records.goods_json import PLACE_JSON, place_json
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.language.catalog import mark

_LIST_JSON: Final[Described] = {f"[].{path}": told for path, told in PLACE_JSON.items()}


def _list_options(options: Options) -> None:
    options.add("place", nargs="?", metavar="SHELF", tells=mark("only this shelf"))
    options.add("--free", action="store_true", tells=mark("only shelves on which nothing is"))


def _move_options(options: Options) -> None:
    options.add("place", metavar="SHELF", tells=mark("the shelf; - takes goods off their shelf"))
    options.add("codes", nargs="+", metavar="CODE",
                tells=mark("case numbers or scanned labels; NUMBER/2 is one item"))  # fmt: skip


def _list(session: Session) -> None:
    from shopcare.services.goods.places import places_of

    uses = places_of(session.shop)
    if (place := session.option("place")) is not None:
        uses = [use for use in uses if use.code == place.strip().upper()]
    if session.option("free"):
        uses = [use for use in uses if use.is_free]
    words = session.words

    def lines() -> list[str]:
        rows = [(use.code, one.case.number, one.item.what) for use in uses for one in use.lying]
        rows += [(use.code, words.text("free"), "") for use in uses if use.is_free]
        return table(rows) or [words.text("No shelf fits.")]

    session.give([place_json(use) for use in uses], lines)


def _move(session: Session) -> None:
    from shopcare.services.goods.places import places_of, put_scanned

    shop, place = session.shop, session.option("place")
    place = "" if place == "-" else place
    moved = [put_scanned(shop, place, code) for code in session.option("codes")]
    touched = {item.place for one in moved for item in one.items} | {place.strip().upper()}
    uses = [use for use in places_of(shop) if use.code in touched]
    rows = [(one.case.number, item.what, place) for one in moved for item in one.items]
    session.give([place_json(use) for use in uses], lambda: table(rows))


COMMANDS = (
    Command(
        words=("shelf", "list"),
        summary=mark("List the shelves with what is on them."),
        options=_list_options,
        run=_list,
        json=_LIST_JSON,
    ),
    Command(
        words=("shelf", "move"),
        summary=mark("Move goods to a shelf: the shelf, then the cases."),
        options=_move_options,
        run=_move,
        json=_LIST_JSON,
    ),
)
