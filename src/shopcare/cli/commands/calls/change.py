"""``call ID undo``, ``set-day``, ``undo-day`` and ``call plan``: calls changed by hand."""

from typing import TYPE_CHECKING, Final

from shopcare.cli.command import Command, Described, Options
from shopcare.cli.commands.calls.attempt import CALL_JSON, call_id_of, call_json
from shopcare.cli.commands.customers import customer_id_of
from shopcare.cli.records.record_lines import minute
from shopcare.cli.session import Session
from shopcare.domain.typed.when_text import time_from_text
from shopcare.language.catalog import mark
from shopcare.language.records.record_words import label

if TYPE_CHECKING:
    from shopcare.domain.calls.callback import Callback

_PLANNED_JSON: Final[Described] = {**CALL_JSON, "reason": mark("what the call is for, in words")}


def _id_option(options: Options) -> None:
    options.take_key("id")


def _day_options(options: Options) -> None:
    _id_option(options)
    options.add("day", metavar="DAY", tells=mark("the day on which it is to be made"))


def _plan_options(options: Options) -> None:
    options.add("customer", metavar="CUSTOMER", tells=mark("the customer's id or member number"))
    options.add("--on", metavar="DAY", tells=mark("the day; today if left out"))
    options.add("--at", metavar="HH:MM", tells=mark("the hour that was agreed"))
    options.add("--reason", default="", metavar="TEXT", tells=mark("what the call is for"))
    options.add("--case", metavar="NUMBER", tells=mark("the case that it is about"))
    options.add("--by", metavar="INITIALS", tells=mark("who is to call; you if left out"))


def _undo(session: Session) -> None:
    from shopcare.services.calls.call_card import call_card
    from shopcare.services.calls.undo_call import CallStep, undo_call

    callback_id = call_id_of(session.option("id"))
    voided = call_card(session.shop, callback_id).row.callback.voided
    undone = undo_call(session.shop, callback_id, CallStep.VOID if voided else CallStep.TRY)
    _tell(session, undone.callback, mark("Undone; {purpose}, due {moment}"))


def _undo_day(session: Session) -> None:
    from shopcare.services.calls.undo_call import CallStep, undo_call

    undone = undo_call(session.shop, call_id_of(session.option("id")), CallStep.MOVE)
    _tell(session, undone.callback, mark("Undone; {purpose}, due {moment}"))


def _set_day(session: Session) -> None:
    from shopcare.services.calls import callbacks
    from shopcare.services.calls.call_card import call_card

    callback_id = call_id_of(session.option("id"))
    callbacks.set_day(session.shop, callback_id, session.day(session.option("day")))
    moved = call_card(session.shop, callback_id).row.callback
    _tell(session, moved, mark("Moved; {purpose}, due {moment}"))


def _plan(session: Session) -> None:
    from shopcare.services.calls.planned_calls import PlannedCall, plan_call
    from shopcare.services.cases.cases import case_id_of

    shop, at = session.shop, session.option("at")
    case, by = session.option("case"), session.option("by")
    planned = PlannedCall(
        customer_id=customer_id_of(shop, session.option("customer")),
        on=session.day_option("on") or shop.now().date(),
        at=time_from_text(at) if at is not None else None,
        reason=session.option("reason"),
        case_id=case_id_of(shop, case) if case is not None else None,
        assignee_id=session.member(by).id if by is not None else None,
    )
    callback = plan_call(shop, planned).callback
    answer = {**call_json(shop, callback), "reason": callback.reason}
    sentence = mark("Planned, id {id}: {reason}, due {moment}")
    session.give(answer, lambda: [_sentence(session, callback, sentence)])


def _tell(session: Session, call: "Callback", sentence: str) -> None:
    session.give(call_json(session.shop, call), lambda: [_sentence(session, call, sentence)])


def _sentence(session: Session, call: "Callback", sentence: str) -> str:
    words = session.words
    return words.text(
        sentence,
        id=call.id,
        reason=call.reason,
        purpose=label(words, call.purpose),
        moment=minute(call.due_at) or call.due_on.isoformat(),
    )


COMMANDS = (
    Command(
        words=("call", "ID", "undo"),
        summary=mark("Undo the voiding of a call, or its last try with all that it led to."),
        options=_id_option,
        run=_undo,
        json=CALL_JSON,
    ),
    Command(
        words=("call", "ID", "set-day"),
        summary=mark("Move a call to another day."),
        options=_day_options,
        run=_set_day,
        json=CALL_JSON,
    ),
    Command(
        words=("call", "ID", "undo-day"),
        summary=mark("Undo the last moving of a call to another day."),
        options=_id_option,
        run=_undo_day,
        json=CALL_JSON,
    ),
    Command(
        words=("call", "plan"),
        summary=mark("Plan a call to any customer, for any reason."),
        options=_plan_options,
        run=_plan,
        json=_PLANNED_JSON,
    ),
)
