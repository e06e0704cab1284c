"""``calls``: whom to call, when and why."""

from typing import TYPE_CHECKING, Any, Final

from shopcare.cli import moments
from shopcare.cli.command import Command, Described, Options, below
from shopcare.cli.records.call_json import initials, window_json
from shopcare.cli.records.record_lines import minute
from shopcare.cli.session import Session
from shopcare.cli.tables import plain, table
from shopcare.domain.calls.call_order import Section
from shopcare.domain.typed.phone import grouped
from shopcare.domain.typed.when_text import time_from_text
from shopcare.language.catalog import Catalog, mark
from shopcare.language.records.record_words import label

if TYPE_CHECKING:
    from datetime import datetime

    from shopcare.services.calls.today import CallRow
    from shopcare.services.shop import Shop

_SECTIONS = {
    Section.OVERDUE: mark("Late"),
    Section.NOW: mark("Now"),
    Section.LATER: mark("Later today"),
    Section.OPTIONAL: mark("Could be made today"),
    Section.DONE: mark("Done today"),
}
_ROW_JSON: Final[Described] = {
    "id": mark("the call's id"),
    "purpose": mark("what the call is for"),
    "rule": mark("the rule's id"),
    "customer": mark("Customer"),
    "phone": mark("the number to dial"),
    "due_on": mark("the day it is due"),
    "window.opens_on": mark("the first day on which it may be made"),
    "window.closes_on": mark("the last day on which it may be made"),
    "due_at": mark("the moment it is due, if one is set"),
    "assignee": mark("the initials of who is to call"),
    "attempts": mark("how often it was tried"),
    "why": mark("why it is due when it is"),
    "provisional": mark("whether the official calendar may still move it"),
    "late": mark("whether its last window has passed"),
}
_PANEL_JSON: Final[Described] = {
    "as_of": mark("the moment at which the list stands so"),
    "clock_in_doubt": mark("whether the PC's date may be wrong"),
    **{
        path: meaning
        for section in Section
        for path, meaning in below(f"sections.{section.value}[]", _ROW_JSON).items()
    },
    "number_to_find[].id": mark("the customer's id"),
    "number_to_find[].name": mark("a customer whose numbers are all marked as wrong"),
}


def _calls_options(options: Options) -> None:
    options.add("--on", metavar="DAY", tells=mark("the day; today if left out"))
    options.add("--at", metavar="HH:MM", tells=mark("the time of day; now if left out"))


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
    from shopcare.services.people.customers import number_to_find

    shop = session.shop
    panel = today.panel(shop, moment_asked(session))
    to_find = number_to_find(shop)
    words, in_doubt = session.words, session.clock_in_doubt()
    if session.as_json:
        sections = {
            section.value: [_call_json(shop, words, row) for row in panel.sections[section]]
            for section in Section
        }
        answer = {
            "as_of": panel.as_of.isoformat(),
            "clock_in_doubt": in_doubt,
            "sections": sections,
            "number_to_find": [{"id": one.id, "name": one.name} for one in to_find],
        }
        session.give(answer, list)
        return

    def lines() -> list[str]:
        due = words.count("{n} call to make", "{n} calls to make", panel.due)
        written = [words.text("{moment}: {calls}", moment=minute(panel.as_of), calls=due)]
        for section in Section:
            rows = [_call_row(shop, words, row) for row in panel.sections[section]]
            if rows:
                written += ["", words.text(_SECTIONS[section]), *table(rows)]
        if to_find:
            names = [(one.name,) for one in to_find]
            written += ["", words.text("Number to be found"), *table(names)]
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


COMMANDS = (
    Command(
        words=("calls",),
        summary=mark("List who to call, when and why."),
        options=_calls_options,
        run=_calls,
        json=_PANEL_JSON,
    ),
)
