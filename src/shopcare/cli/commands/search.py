"""``find``: the search box for scripts."""

from contextlib import suppress
from typing import Final

from shopcare.cli.command import Command, Options, whole_number
from shopcare.cli.session import Session
from shopcare.cli.tables import plain, table
from shopcare.domain.errors import Trouble
from shopcare.domain.typed.phone import grouped
from shopcare.language.catalog import mark
from shopcare.language.records.record_words import RECORDS, why_text

_MOST_ROUNDS: Final = 50
_FOUND = {
    "kind": mark("customer, case or purchase"),
    "id": mark("Id"),
    "number": mark("Number"),
    "name": mark("Name"),
    "phone": mark("Phone"),
    "why": mark("in what it was found"),
}


def _options(options: Options) -> None:
    options.add(
        "text",
        metavar="TEXT",
        nargs="+",
        tells=mark("a name, pinyin, phone, number, address, model, batch or note"),
    )
    options.add(
        "--limit",
        type=whole_number(1, 100_000),
        default=50,
        metavar="N",
        tells=mark("at most so many answers"),
    )


def _find(session: Session) -> None:
    from shopcare.services.search import search, texts

    with suppress(Trouble):  # a script leaves no idle moments in which the index is written
        for _ in range(_MOST_ROUNDS):
            if not texts.catch_up(session.shop):
                break
    text = " ".join(session.option("text")).encode("utf-8", "ignore").decode("utf-8")
    found = search.find(session.shop, text, session.option("limit"))
    words = session.words

    def lines() -> list[str]:
        if not found:
            return [words.text("Nothing was found.")]
        return table(
            [
                (
                    words.text(RECORDS[one.kind.value]),
                    one.number or str(one.id),
                    one.name,
                    grouped(one.phone),
                    why_text(words, one.why),
                )
                for one in found
            ]
        )

    session.give([{key: plain(getattr(one, key)) for key in _FOUND} for one in found], lines)


COMMANDS = (
    Command(
        words=("find",),
        summary=mark("Find customers, cases and purchases."),
        options=_options,
        run=_find,
        json={f"[].{key}": meaning for key, meaning in _FOUND.items()},
    ),
)
