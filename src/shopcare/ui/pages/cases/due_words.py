"""How a deadline or a call of a case stands, in words (X-16)."""

from dataclasses import dataclass
from datetime import date, datetime

from shopcare.domain.calls.callback import Callback, CallbackState
from shopcare.domain.cases.deadline import Deadline
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.words.formatting import near_day_words, near_moment_words, time_words
from shopcare.ui.kit.words.i18n import label, ntr, tr


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One line: a deadline or a call."""

    record: Deadline | Callback
    what: str
    when: str
    state: str
    meaning: Meaning | None


def deadline_due(deadline: Deadline, now: datetime) -> Due:
    """Tell how a deadline stands; late stays late, also after it was met (X-16)."""
    when = _moment(deadline.due_at, now.date())
    if deadline.is_late(now):
        state, meaning = tr("Late"), Meaning.RED
        if deadline.dropped:
            state = tr("Late, replaced")
        elif deadline.met_at is not None:
            state = tr("Met late, {when}", when=_moment(deadline.met_at, now.date()))
    elif deadline.dropped:
        state, meaning = tr("Replaced"), None
    elif deadline.met_at is not None:
        state, meaning = tr("Met"), Meaning.GREEN
    elif deadline.paused:
        state, meaning = tr("Paused"), None
    elif deadline.provisional:
        state, meaning = tr("Provisional"), Meaning.AMBER
    elif deadline.due_at.date() == now.date():
        state, meaning = tr("Due today"), Meaning.AMBER
    else:
        state, meaning = tr("Pending"), Meaning.INFO
    return Due(record=deadline, what=label(deadline.kind), when=when, state=state, meaning=meaning)


def call_due(call: Callback, now: datetime) -> Due:
    """Tell how a call stands."""
    when = near_day_words(call.due_on, now.date())
    if call.due_at is not None:
        when = f"{when} {time_words(call.due_at)}"
    if call.attempts and call.state is CallbackState.OPEN:
        tries = ntr("tried {n} time", "tried {n} times", call.attempts)
        when = f"{when} · {tries}"
    state, meaning = _call_state(call, now.date())
    return Due(record=call, what=label(call.purpose), when=when, state=state, meaning=meaning)


def _call_state(call: Callback, today: date) -> tuple[str, Meaning | None]:
    if call.state is CallbackState.DROPPED:
        return tr("Voided") if call.voided is not None else tr("No longer needed"), None
    if call.state is CallbackState.DONE:
        return (label(call.result) if call.result else tr("Done")), Meaning.GREEN
    if call.closes_on < today:
        return tr("Late"), Meaning.RED
    if call.provisional:
        return tr("Provisional"), Meaning.AMBER
    if call.due_on == today:
        return tr("Due today"), Meaning.AMBER
    return tr("Pending"), Meaning.INFO


def _moment(moment: datetime, today: date) -> str:
    return near_moment_words(moment, today)
