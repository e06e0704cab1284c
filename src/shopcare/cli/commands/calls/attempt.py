"""``call``: one try at a call, and what it leads to."""

from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Command, Described, Options, whole_number
from shopcare.cli.fields import id_of
from shopcare.cli.records.record_json import initials, window_json
from shopcare.cli.records.record_lines import minute
from shopcare.cli.session import Session
from shopcare.cli.tables import plain
from shopcare.domain.calls.callback import CallbackState, CallResult, Mood, TryDraft
from shopcare.domain.errors import NotFound
from shopcare.domain.ids import CallbackId
from shopcare.language.catalog import Catalog, mark
from shopcare.language.records.record_words import label

if TYPE_CHECKING:
    from shopcare.domain.calls.callback import Callback
    from shopcare.services.calls.callbacks import Tried
    from shopcare.services.shop import Shop

_RESULTS = tuple(result.value.replace("_", "-") for result in CallResult)
_MOODS = tuple(mood.value for mood in Mood)
CALL_JSON: Final[Described] = {
    "id": mark("the call's id"),
    "state": mark("open, done or dropped"),
    "result": mark("the result"),
    "attempts": mark("how often it was tried"),
    "needs_decision": mark(
        "whether it was tried often enough without success, so that the manager decides"
    ),
    "due_on": mark("the day it is due"),
    "window.opens_on": mark("the first day on which it may be made"),
    "window.closes_on": mark("the last day on which it may be made"),
    "due_at": mark("the moment it is due, if one is set"),
    "assignee": mark("the initials of who is to call"),
}
"""What a call answers after it was tried, moved or planned."""
_TRIED_JSON: Final[Described] = {
    **CALL_JSON,
    "opened_case.number": mark("the number of the complaint that the call opened"),
    "opened_case.id": mark("its id"),
    "reopened_case.number": mark("the number of the case that the call reopened"),
    "reopened_case.id": mark("its id"),
    "also_settled[]": mark("the ids of the other calls that it settled"),
}


def call_id_of(text: str) -> CallbackId:
    """Read the id of a call as typed.

    Raises:
        NotFound: no call has such an id.
    """
    number = id_of(text)
    if number is None:
        raise NotFound("callback", text[:40])
    return CallbackId(number)


def call_json(shop: "Shop", call: "Callback") -> dict[str, Any]:
    """Write a call that was tried, moved or planned."""
    return {
        "id": call.id,
        "state": call.state.value,
        "result": plain(call.result),
        "attempts": call.attempts,
        "needs_decision": call.needs_decision,
        "due_on": call.due_on.isoformat(),
        "window": window_json(call),
        "due_at": plain(call.due_at),
        "assignee": initials(shop, call.assignee_id),
    }


def _call_options(options: Options) -> None:
    options.add("id", metavar="ID", tells=mark("the call's id"))
    options.add("result", choices=_RESULTS, metavar="RESULT", tells="|".join(_RESULTS))
    options.add("--satisfaction", type=whole_number(-1000, 1000), metavar="N",
                tells=mark("the customer's satisfaction, 1 to 5"))  # fmt: skip
    options.add("--mood", choices=_MOODS, tells=mark("how the customer was on the phone"))
    options.add("--note", default="", metavar="TEXT", tells=mark("what was said"))
    options.add("--phone", default="", metavar="NUMBER",
                tells=mark("the number that was dialled, if another one"))  # fmt: skip
    options.add("--also", action="append", metavar="ID",
                tells=mark("another call to the same household that is settled with it; "
                           "may be repeated"))  # fmt: skip
    options.add("--only-care", action="store_true",
                tells=mark("for declined: only care calls are unwanted; their consent is "
                           "withdrawn"))  # fmt: skip
    options.add("--at", metavar="MOMENT", tells=mark("when it was; now if left out"))
    options.add("--until", metavar="MOMENT", gives=("later_at",),
                tells=mark("for later: when to call again"))  # fmt: skip


def _call(session: Session) -> None:
    from shopcare.services.calls import callbacks

    shop = session.shop
    callback_id = call_id_of(session.option("id"))
    draft = TryDraft(
        result=CallResult(session.option("result").replace("-", "_")),
        satisfaction=session.option("satisfaction"),
        mood=Mood(session.option("mood")) if session.option("mood") else None,
        note=session.option("note"),
        phone=session.option("phone"),
        at=session.moment_option("at"),
        later_at=session.moment_option("until"),
        also=tuple(map(call_id_of, session.option("also") or ())),
        only_care=session.option("only_care"),
    )
    tried = callbacks.record_try(shop, callback_id, draft)
    answer = _tried_json(shop, tried)
    session.give(answer, lambda: _tried_lines(session.words, tried, answer))


def _tried_json(shop: "Shop", tried: "Tried") -> dict[str, Any]:
    return {
        **call_json(shop, tried.callback),
        "opened_case": _case_json(shop, tried.opened_case),
        "reopened_case": _case_json(shop, tried.reopened_case),
        "also_settled": list(tried.also_settled),
    }


def _case_json(shop: "Shop", case_id: int | None) -> dict[str, Any] | None:
    from shopcare.services.cases import cases

    if case_id is None:
        return None
    case = cases.case_rows(shop, [case_id])[0].case
    return {"number": case.number, "id": case.id}


def _tried_lines(words: Catalog, tried: "Tried", answer: dict[str, Any]) -> list[str]:
    call = tried.callback
    if call.state is CallbackState.DONE and call.result is not None:
        lines = [words.text("Settled: {result}", result=label(words, call.result))]
    else:
        due = minute(call.due_at) or call.due_on.isoformat()
        lines = [words.text("Still to be made; due again: {moment}", moment=due)]
    if call.needs_decision:
        lines.append(words.text("Not reached after several tries: the manager decides."))
    if answer["opened_case"]:
        lines.append(words.text("Opened case {number}.", number=answer["opened_case"]["number"]))
    if answer["reopened_case"]:
        number = answer["reopened_case"]["number"]
        lines.append(words.text("Reopened case {number}.", number=number))
    return lines


COMMANDS = (
    Command(
        words=("call",),
        summary=mark("Record one try at a call, and say what it led to."),
        options=_call_options,
        run=_call,
        json=_TRIED_JSON,
    ),
)
