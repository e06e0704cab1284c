"""``recall buyers``, ``start``, ``show``, ``list`` and ``end`` (L-9)."""

from typing import TYPE_CHECKING, Final

from shopcare.cli.command import Command, Described, Options, below, whole_number
from shopcare.cli.records.feedback_json import BUYER_JSON, RECALL_JSON, buyer_json, recall_json
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.feedback.recall import RecallDraft
from shopcare.domain.ids import RecallId
from shopcare.language.catalog import mark
from shopcare.language.records.record_words import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shopcare.services.contact.recalls import Buyer, RecallFile

_SHOWN_JSON: Final[Described] = {**RECALL_JSON, **below("buyers[]", BUYER_JSON)}


def _batch_options(options: Options) -> None:
    options.add("lot", metavar="BATCH", tells=mark("the batch"))
    options.add("--product", default="", metavar="TEXT",
                tells=mark("only goods whose name has this in it"))  # fmt: skip


def _start_options(options: Options) -> None:
    _batch_options(options)
    options.add("--reason", default="", metavar="TEXT", tells=mark("why it is recalled"))
    options.add("--case", metavar="NUMBER", tells=mark("the case it came from"))


def _id_option(options: Options) -> None:
    options.add("id", type=whole_number(1, 2**63 - 1), metavar="ID", tells=mark("its id"))


def _end_options(options: Options) -> None:
    _id_option(options)
    options.add("--undo-start", action="store_true",
                tells=mark("take it back, before anybody was called"))  # fmt: skip


def _buyers(session: Session) -> None:
    from shopcare.services.contact.recalls import buyers_of

    found = buyers_of(session.shop, session.option("lot"), session.option("product"))
    session.give(
        [buyer_json(buyer) for buyer in found],
        lambda: _lines(session, found) or [session.words.text("Nobody bought of this batch.")],
    )


def _start(session: Session) -> None:
    from shopcare.services.cases.cases import case_id_of
    from shopcare.services.contact.recalls import start

    shop, number = session.shop, session.option("case")
    draft = RecallDraft(
        lot=session.option("lot"),
        product=session.option("product"),
        reason=session.option("reason"),
        case_id=case_id_of(shop, number) if number is not None else None,
    )
    _tell(session, start(shop, draft).recall.id)


def _show(session: Session) -> None:
    _tell(session, RecallId(session.option("id")))


def _end(session: Session) -> None:
    from shopcare.services.contact import recalls

    recall_id = RecallId(session.option("id"))
    if session.option("undo_start"):
        recalls.withdraw(session.shop, recall_id)
    else:
        recalls.end(session.shop, recall_id)
    _tell(session, recall_id)


def _list(session: Session) -> None:
    from shopcare.services.contact.recalls import register

    found = register(session.shop)
    session.give(
        [recall_json(session.shop, file) for file in found],
        lambda: (
            [_head(session, file) for file in found]
            or [session.words.text("No batch was recalled.")]
        ),
    )


def _tell(session: Session, recall_id: RecallId) -> None:
    from shopcare.services.contact.recalls import recall_file

    file = recall_file(session.shop, recall_id)
    buyers = [buyer_json(buyer) for buyer in file.buyers]
    session.give(
        {**recall_json(session.shop, file), "buyers": buyers},
        lambda: [_head(session, file), *_lines(session, file.buyers)],
    )


def _head(session: Session, file: "RecallFile") -> str:
    words = session.words
    counted = [f"{label(words, one)} {n}" for one, n in sorted(file.counted().items())]
    return "  ".join((str(file.recall.id), file.recall.lot, file.recall.reason, *counted))


def _lines(session: Session, buyers: "Sequence[Buyer]") -> list[str]:
    return table(
        (
            buyer.customer.name,
            " ".join(phone.digits for phone in buyer.customer.phones),
            buyer.purchase.sold_on.isoformat(),
            buyer.line.product,
            label(session.words, buyer.progress) if buyer.call else "",
        )
        for buyer in buyers
    )


COMMANDS = (
    Command(
        words=("recall", "buyers"),
        summary=mark("List who bought goods of a batch."),
        options=_batch_options,
        run=_buyers,
        json={f"[].{path}": meaning for path, meaning in BUYER_JSON.items()},
    ),
    Command(
        words=("recall", "start"),
        summary=mark("Put a call to every buyer of a batch on the list."),
        options=_start_options,
        run=_start,
        json=_SHOWN_JSON,
    ),
    Command(
        words=("recall", "show"),
        summary=mark("Show a recall, and how far each buyer is."),
        options=_id_option,
        run=_show,
        json=_SHOWN_JSON,
    ),
    Command(
        words=("recall", "end"),
        summary=mark("End a recall; whoever is not reached is not called any more."),
        options=_end_options,
        run=_end,
        json=_SHOWN_JSON,
    ),
    Command(
        words=("recall", "list"),
        summary=mark("List the recalls and how far they are."),
        run=_list,
        json={f"[].{path}": meaning for path, meaning in RECALL_JSON.items()},
    ),
)
