"""How the calls of a case read in its timeline, and parts of sentences that others share."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from shopcare.domain.calls.callback import CallResult, Purpose
from shopcare.language.catalog import Catalog
from shopcare.language.day_words import full_day_text, full_moment_text
from shopcare.language.records.record_words import label

Values = Mapping[str, Any]


def _tried(words: Catalog, said: Values) -> str:
    result = label(words, CallResult(said["result"]))
    if said.get("satisfaction") is not None:
        result = words.text("{result}, {n} of 5", result=result, n=said["satisfaction"])
    parts = [with_reason(words, _call(words, said), result), said.get("note", "")]
    if said.get("later_at"):
        later = full_moment_text(words, datetime.fromisoformat(said["later_at"]))
        parts.append(words.text("call again {moment}", moment=later))
    if said.get("only_care"):
        parts.append(words.text("the consent to care calls is withdrawn"))
    if said.get("opened"):
        parts.append(words.text("complaint {number} opened", number=said["opened"]))
    if said.get("reopened"):
        parts.append(words.text("case {number} reopened", number=said["reopened"]))
    return joined(words, parts)


def _try_undone(words: Catalog, said: Values) -> str:
    result = label(words, CallResult(said["result"]))
    sentence = words.text("{call} undone", call=_call(words, said))
    parts = [with_reason(words, sentence, words.text("it was “{result}”", result=result))]
    if said.get("opened"):
        parts.append(words.text("complaint {number} cancelled", number=said["opened"]))
    if said.get("reopened"):
        number = said["reopened"]
        parts.append(words.text("case {number} is settled again", number=number))
    return joined(words, parts)


def _call_planned(words: Catalog, said: Values) -> str:
    day = day_of(words, said["on"])
    sentence = words.text("{call} planned for {day}", call=_call(words, said), day=day)
    return with_reason(words, sentence, said.get("reason", ""))


def _call_moved(words: Catalog, said: Values) -> str:
    return words.text(
        "{call} moved from {before} to {day} by hand",
        call=_call(words, said),
        before=day_of(words, said["from"]),
        day=day_of(words, said["to"]),
    )


def _moving_undone(words: Catalog, said: Values) -> str:
    return words.text(
        "{call}, moved to {day} by mistake: due on {before} again",
        call=_call(words, said),
        before=day_of(words, said["from"]),
        day=day_of(words, said["to"]),
    )


def _not_made(words: Catalog, said: Values) -> str:
    sentence = words.text("Call not made on {day}", day=day_of(words, said["day"]))
    return with_reason(words, sentence, said.get("reason", ""))


def _call(words: Catalog, said: Values) -> str:
    return words.text("Call ({purpose})", purpose=label(words, Purpose(said["purpose"])))


def _call_voided(words: Catalog, said: Values) -> str:
    sentence = words.text("{call} voided", call=_call(words, said))
    return with_reason(words, sentence, said["reason"])


def _call_void_undone(words: Catalog, said: Values) -> str:
    return words.text("{call}, voided by mistake: it counts again", call=_call(words, said))


def with_reason(words: Catalog, sentence: str, reason: str) -> str:
    """Add why, where somebody said it."""
    return (
        words.text("{sentence}: {reason}", sentence=sentence, reason=reason) if reason else sentence
    )


def joined(words: Catalog, parts: list[str]) -> str:
    """Put what was said side by side."""
    return words.text("; ").join(part for part in parts if part)


def day_of(words: Catalog, iso: str) -> str:
    """Write a day that stands in an entry."""
    return full_day_text(words, date.fromisoformat(iso))


CALL_SENTENCES: Final[Mapping[str, Callable[[Catalog, Values], str]]] = {
    "callback.void": _call_voided,
    "callback.undo_void": _call_void_undone,
    "callback.try": _tried,
    "callback.undo_try": _try_undone,
    "callback.plan": _call_planned,
    "callback.set_day": _call_moved,
    "callback.undo_set_day": _moving_undone,
    "callback.not_made": _not_made,
}
"""The sentences of the timeline about calls, by what was done."""
