"""``suggestion add``, ``change``, ``settle``, ``void`` and ``list`` (G-12, B-6)."""

from typing import TYPE_CHECKING, Final

from shopcare.cli.command import Command, Described, Options, whole_number
from shopcare.cli.records.feedback_json import SUGGESTION_JSON, suggestion_json
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.feedback.suggestion import Suggestion, SuggestionOutcome
from shopcare.domain.ids import CallbackId, StaffId, SuggestionId
from shopcare.language.catalog import mark
from shopcare.language.records.record_words import label

if TYPE_CHECKING:
    from shopcare.domain.feedback.suggestion import SuggestionDraft

_ID: Final = whole_number(1, 2**63 - 1)
_LIST_JSON: Final[Described] = {f"[].{path}": told for path, told in SUGGESTION_JSON.items()}


def _care_options(options: Options) -> None:
    options.add("--owner", metavar="INITIALS", gives=("owner_id",),
                tells=mark("who sees to it"))  # fmt: skip
    options.add("--measure", metavar="TEXT", tells=mark("what is done about it"))
    options.add("--due", metavar="DAY", gives=("due_on",), tells=mark("until when"))


def _add_options(options: Options) -> None:
    options.add("what", metavar="TEXT", tells=mark("what is suggested"))
    options.add("--customer", metavar="CUSTOMER", gives=("customer_id",),
                tells=mark("the customer's id or member number"))  # fmt: skip
    options.add("--case", metavar="NUMBER", gives=("case_id",),
                tells=mark("the case it came from"))  # fmt: skip
    options.add("--call", type=_ID, metavar="ID", gives=("callback_id",),
                tells=mark("the call it came from"))  # fmt: skip
    _care_options(options)


def _id_option(options: Options) -> None:
    options.add("id", type=_ID, metavar="ID", tells=mark("its id"))


def _change_options(options: Options) -> None:
    _id_option(options)
    options.add("--what", metavar="TEXT", tells=mark("what is suggested"))
    _care_options(options)


def _settle_options(options: Options) -> None:
    _id_option(options)
    options.add("outcome", choices=[one.value for one in SuggestionOutcome],
                tells=mark("whether it is taken up"))  # fmt: skip
    options.add("--result", default="", metavar="TEXT", tells=mark("what came of it"))
    options.add("--reward", default="", metavar="TEXT", gives=("what",),
                tells=mark("what the customer is given for it"))  # fmt: skip


def _void_options(options: Options) -> None:
    _id_option(options)
    options.add("--reason", default="", metavar="TEXT", tells=mark("why it is voided"))


def _add(session: Session) -> None:
    from shopcare.cli.commands.customers import customer_id_of
    from shopcare.domain.feedback.suggestion import SuggestionDraft
    from shopcare.services.cases.cases import case_id_of
    from shopcare.services.contact.suggestions import add

    shop = session.shop
    who, number, call = session.option("customer"), session.option("case"), session.option("call")
    draft = SuggestionDraft(
        what=session.option("what"),
        customer_id=customer_id_of(shop, who) if who is not None else None,
        case_id=case_id_of(shop, number) if number is not None else None,
        callback_id=CallbackId(call) if call is not None else None,
        owner_id=_owner(session),
        measure=session.option("measure") or "",
        due_on=session.day_option("due"),
    )
    _tell(session, add(shop, draft).suggestion)


def _owner(session: Session) -> StaffId | None:
    owner = session.option("owner")
    return session.member(owner).id if owner is not None else None


def _change(session: Session) -> None:
    from shopcare.services.contact import suggestions

    shop, suggestion_id = session.shop, SuggestionId(session.option("id"))
    draft = _changed(session, suggestions.suggestion(shop, suggestion_id))
    _tell(session, suggestions.change(shop, suggestion_id, draft).suggestion)


def _changed(session: Session, before: Suggestion) -> "SuggestionDraft":
    """Give what a suggestion is to be; what no option names stays."""
    from shopcare.domain.feedback.suggestion import SuggestionDraft

    what, measure, due = session.option("what"), session.option("measure"), session.option("due")
    return SuggestionDraft(
        what=before.what if what is None else what,
        owner_id=_owner(session) or before.owner_id,
        measure=before.measure if measure is None else measure,
        due_on=before.due_on if due is None else session.day_option("due"),
    )


def _settle(session: Session) -> None:
    from shopcare.domain.feedback.suggestion import SettledDraft
    from shopcare.services.contact.suggestions import settle

    draft = SettledDraft(
        outcome=SuggestionOutcome(session.option("outcome")),
        result=session.option("result"),
        reward=session.option("reward"),
    )
    _tell(session, settle(session.shop, SuggestionId(session.option("id")), draft).suggestion)


def _void(session: Session) -> None:
    from shopcare.services.contact.suggestions import void

    suggestion_id = SuggestionId(session.option("id"))
    _tell(session, void(session.shop, suggestion_id, session.option("reason")).suggestion)


def _list(session: Session) -> None:
    from shopcare.services.contact.suggestions import register

    found = register(session.shop)
    session.give(
        [suggestion_json(session.shop, one) for one in found],
        lambda: (
            table(_row(session, one) for one in found)
            or [session.words.text("No suggestion is recorded.")]
        ),
    )


def _tell(session: Session, one: Suggestion) -> None:
    session.give(
        suggestion_json(session.shop, one), lambda: ["  ".join(filter(None, _row(session, one)))]
    )


def _row(session: Session, one: Suggestion) -> tuple[str, ...]:
    words, shop = session.words, session.shop
    outcome = label(words, one.outcome) if one.outcome else ""
    due = one.due_on.isoformat() if one.due_on else ""
    state = words.text("Voided") if one.voided else outcome
    return (str(one.id), one.what, shop.name_of(one.owner_id), one.measure, due, state)


COMMANDS = (
    Command(
        words=("suggestion", "add"),
        summary=mark("Write down what a customer suggests."),
        options=_add_options,
        run=_add,
        json=SUGGESTION_JSON,
    ),
    Command(
        words=("suggestion", "change"),
        summary=mark("Say who sees to a suggestion, what is done, and until when."),
        options=_change_options,
        run=_change,
        json=SUGGESTION_JSON,
    ),
    Command(
        words=("suggestion", "settle"),
        summary=mark("Write down what came of a suggestion, and give the reward."),
        options=_settle_options,
        run=_settle,
        json=SUGGESTION_JSON,
    ),
    Command(
        words=("suggestion", "void"),
        summary=mark("Void a suggestion that was written by mistake."),
        options=_void_options,
        run=_void,
        json=SUGGESTION_JSON,
    ),
    Command(
        words=("suggestion", "list"),
        summary=mark("List the suggestions: what is open first."),
        run=_list,
        json=_LIST_JSON,
    ),
)
