"""``calls`` and ``call``: the Today page for scripts."""

from typing import TYPE_CHECKING, Any

from shopcare.cli import moments
from shopcare.cli.command import Command, Options, whole_number
from shopcare.cli.fields import id_of
from shopcare.cli.plain import initials, plain, window_json
from shopcare.cli.record_lines import minute
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.calls.call_order import Section
from shopcare.domain.calls.callback import CallbackState, CallResult, Mood, TryDraft
from shopcare.domain.errors import NotFound
from shopcare.domain.ids import CallbackId
from shopcare.domain.typed.hours_text import time_from_text
from shopcare.domain.typed.phone import grouped
from shopcare.language.catalog import Catalog, mark
from shopcare.language.record_words import label

if TYPE_CHECKING:
    from datetime import datetime

    from shopcare.services.calls.callbacks import Tried
    from shopcare.services.calls.today import CallRow
    from shopcare.services.shop import Shop

_RESULTS = tuple(result.value.replace("_", "-") for result in CallResult)
_MOODS = tuple(mood.value for mood in Mood)
_SECTIONS = {
    Section.OVERDUE: mark("Overdue"),
    Section.NOW: mark("Now"),
    Section.LATER: mark("Later today"),
    Section.OPTIONAL: mark("Could be made today"),
    Section.DONE: mark("Done today"),
}


def _calls_options(options: Options) -> None:
    options.add("--on", metavar="DAY", tells=mark("the day; today if left out"))
    options.add("--at", metavar="HH:MM", tells=mark("the time of day; now if left out"))


def _call_options(options: Options) -> None:
    options.add("id", metavar="ID", tells=mark("the call's id"))
    options.add("result", choices=_RESULTS, metavar="RESULT", tells="|".join(_RESULTS))
    options.add("--satisfaction", type=whole_number(-1000, 1000), metavar="N",
                tells=mark("the customer's satisfaction, 1 to 5"))  # fmt: skip
    options.add("--mood", choices=_MOODS, tells=mark("how the customer was on the phone"))
    options.add("--note", default="", metavar="TEXT", tells=mark("what was said"))
    options.add("--at", metavar="MOMENT", tells=mark("when it was; now if left out"))
    options.add("--until", metavar="MOMENT", gives=("later_at",),
                tells=mark("for later: when to call again"))  # fmt: skip


def moment_asked(session: Session) -> "datetime":
    """Give the moment that ``--on`` and ``--at`` name; each may be left out."""
    now = session.shop.now()
    on, at = session.option("on"), session.option("at")
    if on is None and at is None:
        return now
    day = now.date() if on is None else session.day(on)
    return moments.at_hour(day, now.time() if at is None else time_from_text(at), now)


def _calls(session: Session) -> None:
    from shopcare.services.calls import today

    shop = session.shop
    panel = today.panel(shop, moment_asked(session))
    words = session.words
    if session.as_json:
        sections = {
            section.value: [_call_json(shop, words, row) for row in panel.sections[section]]
            for section in Section
        }
        session.give({"as_of": panel.as_of.isoformat(), "sections": sections}, list)
        return

    def lines() -> list[str]:
        due = words.count("{n} call to make", "{n} calls to make", panel.due)
        written = [words.text("{moment}: {calls}", moment=minute(panel.as_of), calls=due)]
        for section in Section:
            rows = [_call_row(shop, words, row) for row in panel.sections[section]]
            if rows:
                written += ["", words.text(_SECTIONS[section]), *table(rows)]
        return written

    session.give(None, lines)


def _call_json(shop: "Shop", words: Catalog, row: "CallRow") -> dict[str, Any]:
    from shopcare.services.calls.explain import why_call

    call = row.callback
    return {
        "id": call.id,
        "purpose": call.purpose.value,
        "rule": call.clause,
        "customer": row.customer.name,
        "phone": row.phone.digits if row.phone else None,
        "due_on": call.due_on.isoformat(),
        "window": window_json(call),
        "due_at": plain(call.due_at),
        "assignee": initials(shop, call.assignee_id),
        "attempts": call.attempts,
        "why": why_call(shop, words, call).sentence,
        "provisional": call.provisional,
        "late": bool(row.place and row.place.late),
    }


def _call_row(shop: "Shop", words: Catalog, row: "CallRow") -> tuple[str, ...]:
    call, where = row.callback, row.place
    starts_at = where.starts_at if where else None
    tries = words.count("{n} try", "{n} tries", call.attempts) if call.attempts else ""
    outcome = label(words, call.result) if call.result else tries
    return (
        str(call.id),
        f"{starts_at:%H:%M}" if starts_at else call.due_on.isoformat(),
        row.customer.name,
        grouped(row.phone.digits) if row.phone else "",
        label(words, call.purpose),
        row.case_number or "",
        initials(shop, call.assignee_id) or "",
        outcome,
        words.text("late") if where and where.late else "",
    )


def _call(session: Session) -> None:
    from shopcare.services.calls import callbacks

    shop = session.shop
    number = id_of(session.option("id"))
    if number is None:
        raise NotFound("callback", session.option("id")[:40])
    draft = TryDraft(
        result=CallResult(session.option("result").replace("-", "_")),
        satisfaction=session.option("satisfaction"),
        mood=Mood(session.option("mood")) if session.option("mood") else None,
        note=session.option("note"),
        at=session.moment_option("at"),
        later_at=session.moment_option("until"),
    )
    tried = callbacks.record_try(shop, CallbackId(number), draft)
    answer = _tried_json(shop, tried)
    session.give(answer, lambda: _tried_lines(session.words, tried, answer))


def _tried_json(shop: "Shop", tried: "Tried") -> dict[str, Any]:
    call = tried.callback
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
        "opened_case": _case_json(shop, tried.opened_case),
        "reopened_case": _case_json(shop, tried.reopened_case),
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
        lines.append(words.text("Tried in vain often enough: the manager decides."))
    if answer["opened_case"]:
        lines.append(words.text("Opened case {number}.", number=answer["opened_case"]["number"]))
    if answer["reopened_case"]:
        number = answer["reopened_case"]["number"]
        lines.append(words.text("Reopened case {number}.", number=number))
    return lines


COMMANDS = (
    Command(
        words=("calls",),
        summary=mark("List whom to call, when and why."),
        options=_calls_options,
        run=_calls,
    ),
    Command(
        words=("call",),
        summary=mark("Record one try at a call, and say what it led to."),
        options=_call_options,
        run=_call,
    ),
)
