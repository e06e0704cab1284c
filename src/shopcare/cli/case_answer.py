"""What the commands about cases answer."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from shopcare.cli.case_facts import fact_lines
from shopcare.cli.plain import callback_json, deadline_json
from shopcare.cli.record_lines import call_rows, deadline_rows, minute
from shopcare.cli.tables import table
from shopcare.language.catalog import Catalog, mark
from shopcare.language.record_words import label

if TYPE_CHECKING:
    from shopcare.domain.calls.callback import Callback
    from shopcare.domain.cases.case import Case
    from shopcare.domain.cases.deadline import Deadline
    from shopcare.services.cases.cases import CaseFile
    from shopcare.services.shop import Shop

_ACTIONS = {
    "case.open": mark("recorded"),
    "case.move": mark("moved"),
    "case.move_taken_back": mark("step taken back"),
    "case.reassign": mark("given to"),
    "case.paper": mark("paper given out"),
    "case.check_failed": mark("quality check failed"),
    "case.promise": mark("promised date changed"),
    "case.acknowledge": mark("customer told the steps"),
    "case.tell_ready": mark("customer told that it is ready"),
    "callback.try": mark("called"),
    "callback.set_day": mark("call moved by hand"),
    "callback.not_made": mark("call not made"),
}


def opened_json(
    shop: "Shop", case: "Case", deadlines: "Iterable[Deadline]", callbacks: "Iterable[Callback]"
) -> dict[str, Any]:
    """Write a case with what it promised and the calls that it started."""
    now = shop.now()
    return {
        "number": case.number,
        "id": case.id,
        "verdict": None,
        "deadlines": [deadline_json(one, now) for one in deadlines if not one.dropped],
        "callbacks": [callback_json(call) for call in callbacks],
    }


def case_lines(shop: "Shop", words: Catalog, file: "CaseFile") -> list[str]:
    """Write a whole case for a person."""
    parts = [
        (words.text("Deadlines"), table(deadline_rows(words, file.deadlines, shop.now()))),
        (words.text("Calls"), table(call_rows(words, file.callbacks))),
        (words.text("Timeline"), _timeline(shop, words, file)),
    ]
    written = fact_lines(shop, words, file)
    for title, rows in parts:
        if rows:
            written += ["", title, *rows]
    return written


def _timeline(shop: "Shop", words: Catalog, file: "CaseFile") -> list[str]:
    rows = []
    for entry in file.timeline:
        member = shop.member(entry.staff_id)
        action = _ACTIONS.get(entry.action)
        rows.append(
            (
                minute(entry.at),
                member.name if member else "",
                words.text(action) if action else entry.action,
                _said(words, entry.said()),
            )
        )
    return table(rows)


def _said(words: Catalog, said: dict[str, Any]) -> str:
    """Name the stages of a move, and what was said in words."""
    from shopcare.domain.calls.callback import CallResult
    from shopcare.domain.cases.case import Stage

    parts = []
    if said.get("to") in set(Stage):
        parts.append(label(words, Stage(said["to"])))
    if said.get("to_id"):
        parts.append(str(said["to"]))
    if said.get("result") in set(CallResult):
        parts.append(label(words, CallResult(said["result"])))
    parts += [str(said[name]) for name in ("note", "reason", "resolution") if said.get(name)]
    return words.text(", ").join(parts)
