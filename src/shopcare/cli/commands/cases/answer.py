"""What the commands about cases answer."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Described, Options, below
from shopcare.cli.commands.cases.fact_lines import fact_lines
from shopcare.cli.records.feedback_json import (
    AUTHORITY_JSON,
    REACTION_JSON,
    SUGGESTION_JSON,
    authority_json,
    reaction_json,
    suggestion_json,
)
from shopcare.cli.records.goods_json import (
    ITEM_JSON,
    LOAN_JSON,
    MARKED_JSON,
    PHOTO_JSON,
    RELEASE_JSON,
    TRIP_JSON,
    item_json,
    item_lines,
    loan_json,
    loan_lines,
    photo_json,
    photo_lines,
    release_json,
    trip_json,
)
from shopcare.cli.records.money_json import PAYMENT_JSON, payment_json
from shopcare.cli.records.record_json import (
    ATTEMPT_JSON,
    CASE_JSON,
    DEADLINE_JSON,
    ENTRY_JSON,
    KEPT_CALLBACK_JSON,
    attempt_json,
    callback_json,
    case_json,
    deadline_json,
    entry_json,
    kept_callback_json,
    said_json,
)
from shopcare.cli.records.record_lines import call_rows, deadline_rows, minute
from shopcare.cli.tables import plain, table
from shopcare.domain.cases.case_stages import allowed_moves, needs
from shopcare.language.catalog import Catalog, mark

if TYPE_CHECKING:
    from shopcare.cli.session import Session
    from shopcare.domain.calls.callback import Callback
    from shopcare.domain.cases.case import Case, Stage
    from shopcare.domain.cases.deadline import Deadline
    from shopcare.domain.ids import CaseId
    from shopcare.services.cases.cases import CaseFile
    from shopcare.services.shop import Shop


def opened_json(
    shop: "Shop", case: "Case", deadlines: "Iterable[Deadline]", callbacks: "Iterable[Callback]"
) -> dict[str, Any]:
    """Write a case with what it promised and the calls that it started."""
    now = shop.now()
    return {
        "number": case.number,
        "id": case.id,
        "verdict": plain(case.return_request.verdict) if case.return_request else None,
        "deadlines": [deadline_json(one, now) for one in deadlines if not one.dropped],
        "callbacks": [callback_json(call) for call in callbacks],
    }


def case_lines(shop: "Shop", words: Catalog, file: "CaseFile") -> list[str]:
    """Write a whole case for a person."""
    several = file.items if len(file.items) > 1 or file.items[0].place else ()
    parts = [
        (words.text("Items"), table(item_lines(words, several))),
        (words.text("Loan goods"), table(loan_lines(words, file.loans))),
        (words.text("Photos"), table(photo_lines(words, file.photos))),
        (words.text("Deadlines"), table(deadline_rows(words, file.deadlines, shop.now()))),
        (words.text("Calls"), table(call_rows(words, file.callbacks))),
        (words.text("Timeline"), _timeline(shop, words, file)),
    ]
    written = fact_lines(shop, words, file)
    for title, rows in parts:
        if rows:
            written += ["", title, *rows]
    return written


def case_of(session: "Session") -> "CaseFile":
    """Read the case that a command names by its number."""
    from shopcare.services.cases import cases

    shop = session.shop
    return cases.case_file(shop, cases.case_id_of(shop, session.option("number")))


def tell_case(session: "Session", case_id: "CaseId", sentence: str) -> None:
    """Answer with a case that was changed: the whole of it, with one sentence before it."""
    from shopcare.services.cases import cases

    shop = session.shop
    file = cases.case_file(shop, case_id)
    first = session.words.text(sentence, number=file.case.number)
    session.give(
        case_file_json(shop, file), lambda: [first, "", *case_lines(shop, session.words, file)]
    )


def number_option(options: Options) -> None:
    """Take the number of a case."""
    options.add("number", metavar="NUMBER", tells=mark("the case number, typed or scanned"))


def case_file_json(shop: "Shop", file: "CaseFile") -> dict[str, Any]:
    """Write everything about a case."""
    customer = file.customer
    return {
        **case_json(shop, file.case),
        "customer": {
            "id": customer.id,
            "number": customer.number,
            "name": customer.name,
            "phones": [phone.digits for phone in customer.phones],
        },
        "items": [item_json(item) for item in file.items],
        "loans": [loan_json(shop, loan) for loan in file.loans],
        "marked": plain(file.marked),
        "photos": [photo_json(shop, photo) for photo in file.photos],
        "repairs": [trip_json(trip) for trip in file.trips],
        "releases": [release_json(shop, release) for release in file.releases],
        "authority": authority_json(shop, file.authority),
        "reaction": reaction_json(shop, file.reaction),
        "suggestions": [suggestion_json(shop, one) for one in file.suggestions],
        "deadlines": [deadline_json(one, shop.now()) for one in file.deadlines if not one.dropped],
        "callbacks": [kept_callback_json(call) for call in file.callbacks],
        "attempts": [attempt_json(shop, attempt) for attempt in file.attempts],
        "payments": [payment_json(shop, one) for one in file.payments],
        "timeline": [entry_json(shop, entry) for entry in file.timeline],
        "later_date_agreed": said_json(shop, file.later_date_agreed),
        "moves": [_move_json(shop, file.case, stage) for stage in allowed_moves(file.case)],
    }


CASE_FILE_JSON: Final[Described] = {
    **CASE_JSON,
    "customer.id": mark("the customer's id"),
    "customer.number": mark("Member number"),
    "customer.name": mark("Name"),
    "customer.phones[]": mark("Phone"),
    **below("items[]", ITEM_JSON),
    **below("loans[]", LOAN_JSON),
    **below("marked", MARKED_JSON),
    **below("photos[]", PHOTO_JSON),
    **below("repairs[]", TRIP_JSON),
    **below("releases[]", RELEASE_JSON),
    **below("authority", AUTHORITY_JSON),
    **below("reaction", REACTION_JSON),
    **below("suggestions[]", SUGGESTION_JSON),
    **below("deadlines[]", DEADLINE_JSON),
    **below("callbacks[]", KEPT_CALLBACK_JSON),
    **below("attempts[]", ATTEMPT_JSON),
    **below("payments[]", PAYMENT_JSON),
    **below("timeline[]", ENTRY_JSON),
    "later_date_agreed.at": mark("when the customer agreed to a later date"),
    "later_date_agreed.by": mark("the initials of who wrote it down"),
    "later_date_agreed.how": mark("how the customer agreed"),
    "moves[].stage": mark("a stage that it may move to"),
    "moves[].needs[]": mark("what that stage asks for"),
    "moves[].checks[]": mark("the points of its quality check"),
}
"""What a case answers that is shown or changed."""


def _move_json(shop: "Shop", case: "Case", stage: "Stage") -> dict[str, object]:
    from shopcare.services.cases.cases import checks_of

    needed = needs(stage, case)
    checks = checks_of(shop, case) if "checks" in needed else ()
    return {"stage": stage.value, "needs": list(needed), "checks": list(checks)}


def _timeline(shop: "Shop", words: Catalog, file: "CaseFile") -> list[str]:
    from shopcare.language.records.timeline_words import timeline_text

    members = [(entry, shop.member(entry.staff_id)) for entry in file.timeline]
    return table(
        (minute(entry.at), member.name if member else "", timeline_text(words, entry))
        for entry, member in members
    )
