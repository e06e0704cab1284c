"""``void case``, ``purchase`` and ``call``: entries made by mistake (W-8)."""

from typing import TYPE_CHECKING, Final

from shopcare.cli.command import Command, Described, Group, Options
from shopcare.cli.commands.calls.attempt import call_id_of
from shopcare.cli.commands.cases.answer import case_of, number_option
from shopcare.cli.commands.purchases import purchase_of
from shopcare.cli.session import Session
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.domain.changes import Changes

_VOIDED_JSON: Final[Described] = {
    "id": mark("the id of what was voided"),
    "reason": mark("why it was voided"),
}


def _reason_option(options: Options) -> None:
    options.add("--reason", default="", metavar="TEXT", tells=mark("why it is voided"))


def _case_options(options: Options) -> None:
    number_option(options)
    _reason_option(options)


def _purchase_options(options: Options) -> None:
    options.add("key", metavar="ID", tells=mark("the purchase's id or receipt number"))
    _reason_option(options)


def _call_options(options: Options) -> None:
    options.add("id", metavar="ID", tells=mark("the call's id"))
    _reason_option(options)


def _void_case(session: Session) -> None:
    from shopcare.services.cases.corrections import void_case

    case_id = case_of(session).case.id
    _tell(session, void_case(session.shop, case_id, session.option("reason")))


def _void_purchase(session: Session) -> None:
    from shopcare.services.purchases.purchases import void_purchase

    purchase = purchase_of(session.shop, session.option("key"))
    _tell(session, void_purchase(session.shop, purchase.id, session.option("reason")))


def _void_call(session: Session) -> None:
    from shopcare.services.calls.planned_calls import void_call

    callback_id = call_id_of(session.option("id"))
    _tell(session, void_call(session.shop, callback_id, session.option("reason")))


def _tell(session: Session, changes: "Changes") -> None:
    answer = {"id": changes.record_id, "reason": session.option("reason")}
    session.give(answer, lambda: [session.words.text("Voided; it can still be read.")])


GROUPS = (Group(word="void", summary=mark("Void a case, a purchase or a call.")),)
COMMANDS = (
    Command(
        words=("void", "case"),
        summary=mark("Void a case that was entered by mistake."),
        options=_case_options,
        run=_void_case,
        json=_VOIDED_JSON,
    ),
    Command(
        words=("void", "purchase"),
        summary=mark("Void a purchase that was entered by mistake."),
        options=_purchase_options,
        run=_void_purchase,
        json=_VOIDED_JSON,
    ),
    Command(
        words=("void", "call"),
        summary=mark("Void a call that was planned or recorded by mistake."),
        options=_call_options,
        run=_void_call,
        json=_VOIDED_JSON,
    ),
)
