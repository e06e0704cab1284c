"""What happened to a case, one readable sentence for each entry of its timeline (G-14)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from shopcare.domain.calls.callback import CallResult, Purpose
from shopcare.domain.cases.case import CaseKind, Cause, Ending, How, Stage
from shopcare.domain.shop.audit import ERASED, AuditEntry
from shopcare.language.catalog import Catalog
from shopcare.language.day_words import full_day_text, full_moment_text, money_text
from shopcare.language.records.feedback_words import FEEDBACK_SENTENCES
from shopcare.language.records.money_words import MONEY_SENTENCES, fee_answers
from shopcare.language.records.record_words import correction_text, label

Values = Mapping[str, Any]

SAME_MOMENT_SECONDS: Final = 90
"""What was written so soon after it happened is told without the second moment."""


def told_actions() -> frozenset[str]:
    """Give every action that has its sentence in a case's timeline."""
    return frozenset(_SENTENCES)


def timeline_text(words: Catalog, entry: AuditEntry) -> str:
    """Say in one sentence what an entry of the audit log did to its case."""
    said = entry.said()
    if ERASED in said:  # L-8
        return words.text("Erased with the customer's data")
    tell = _SENTENCES.get(entry.action)
    if tell is None and entry.action.startswith(("goods.", "photo.")):
        from shopcare.language.records.goods_words import goods_text  # no other timeline needs them

        return goods_text(words, entry.action, said)
    if tell is None:
        return words.text("Another step was recorded")
    return tell(words, said) + _really_at(words, entry, said)


def _opened(words: Catalog, said: Values) -> str:
    kind = label(words, CaseKind(said["kind"]))
    sentence = words.text("Recorded as {kind}", kind=kind)
    if said.get("told_steps"):
        how = label(words, How(said["told_steps"]))
        told = words.text("steps and time told at once ({how})", how=how)
        sentence = _joined(words, [sentence, told])
    if said.get("wish"):
        sentence = _joined(words, [sentence, _wish(words, said)])
    if said.get("items"):
        sentence = _joined(words, [sentence, _several(words, said["items"])])
    for action in ("case.authority", "case.reaction"):  # L-6, L-9
        if said.get(action):
            sentence = _joined(words, [sentence, FEEDBACK_SENTENCES[action](words, said[action])])
    if said.get("marks"):
        from shopcare.language.records.goods_words import marked_text

        sentence = _joined(words, [sentence, marked_text(words, said["marks"])])
    return sentence


def _several(words: Catalog, items: list[str]) -> str:
    named = words.text(", ").join(filter(None, items))
    return words.text("{n} items: {items}", n=len(items), items=named)


def _wish(words: Catalog, said: Values) -> str:
    from shopcare.domain.cases.returns import Wish

    wish, quantity = label(words, Wish(said["wish"])), said.get("quantity")
    if not quantity:
        return words.text("wish: {wish}", wish=wish)
    return words.text("wish: {wish}, quantity {quantity}", wish=wish, quantity=quantity)


def _moved(words: Catalog, said: Values) -> str:
    start, stage = Stage(said["from"]), Stage(said["to"])
    reason = said.get("reason", "")
    if stage is Stage.CONFIRMED and start in (Stage.CLOSED, Stage.HANDED_OVER):
        return _with_reason(words, words.text("Reopened"), reason)
    if stage is Stage.IN_WORK and start in (Stage.CHECKED, Stage.READY):
        return _with_reason(words, words.text("Sent back to work"), reason)
    sentence = _MOVES[stage](words, said)
    return _joined(words, [sentence, _wish(words, said)]) if said.get("wish") else sentence


def _told_steps(words: Catalog, said: Values) -> str:
    sentence = words.text("The customer was told the steps and the time")
    return _how(words, sentence, said)


def _message_sent(words: Catalog, said: Values) -> str:
    from shopcare.domain.policy.policy import MessageStep

    step = label(words, MessageStep(said["step"]))
    return _how(words, words.text("The customer was sent a message: {step}", step=step), said)


def _referred(words: Catalog, said: Values) -> str:
    from shopcare.domain.cases.referral import ReferralKind, Responsible

    asked = ReferralKind(said["kind"])
    whom = label(words, Responsible(said["responsible"]) if said.get("responsible") else asked)
    until = full_moment_text(words, datetime.fromisoformat(said["due_at"]))
    sentence = words.text("Forwarded ({to}), answer wanted by {until}", to=whom, until=until)
    return _with_reason(words, sentence, said["question"])


def _referral_answered(words: Catalog, said: Values) -> str:
    sentence = _with_reason(words, words.text("The answer came back"), said["answer"])
    if said.get("compensation_fen") is None:
        return sentence
    amount = money_text(said["compensation_fen"])
    return _joined(words, [sentence, words.text("compensation {amount}", amount=amount)])


def _referral_withdrawn(words: Catalog, _said: Values) -> str:
    return words.text("What was passed on was withdrawn")


def _answer_withdrawn(words: Catalog, _said: Values) -> str:
    return words.text("The answer was withdrawn; it is waited for again")


def _diagnosed(words: Catalog, said: Values) -> str:
    if "inspection" in said:
        from shopcare.language.records.return_words import found_text

        return _with_reason(words, words.text("Inspected"), found_text(words, said["inspection"]))
    sentence = _with_reason(words, words.text("Diagnosed"), said.get("reason", ""))
    return _joined(words, [sentence, _cause(words, said)])


def _reviewed(words: Catalog, said: Values) -> str:
    """Say what was decided about a return, and what changes hands (A-2, A-7)."""
    from shopcare.domain.cases.returns import Outcome
    from shopcare.language.records.return_words import amount_of, due_text

    review = said["review"]
    decided = _with_reason(words, words.text("Reviewed"), label(words, Outcome(review["outcome"])))
    due = review["due_fen"]
    money = due_text(words, due, money_text(amount_of(due))) if due else ""
    told = _how(words, words.text("the customer was told"), said)
    return _joined(words, [decided, review["new_goods"], money, review["reason"], told])


def _agreed(words: Catalog, said: Values) -> str:
    if "review" in said:
        return _reviewed(words, said)
    parts = [_how(words, words.text("The customer agreed"), said), said.get("work", "")]
    if said.get("fee_fen") is not None:
        parts.append(words.text("fee {amount}", amount=money_text(said["fee_fen"])))
    if said.get("promised_on"):
        parts.append(words.text("promised for {day}", day=_day(words, said["promised_on"])))
    return _joined(words, parts)


def _work_began(words: Catalog, _said: Values) -> str:
    return words.text("Work began")


def _checked(words: Catalog, said: Values) -> str:
    ticked = [words.text(check) for check in said.get("checks", ())]
    return _with_reason(words, words.text("Quality check passed"), words.text(", ").join(ticked))


def _ready(words: Catalog, _said: Values) -> str:
    return words.text("The goods are ready")


def _handed_over(words: Catalog, said: Values) -> str:
    parts = [words.text("Handed over to the customer"), *fee_answers(words, said)]
    return _joined(words, [*parts, said.get("resolution", ""), _cause(words, said)])


def _closed(words: Catalog, said: Values) -> str:
    sentence = _with_reason(words, words.text("Closed"), said.get("resolution", ""))
    if said.get("ending"):  # W-4
        ended = words.text("Closed: {ending}", ending=label(words, Ending(said["ending"])))
        return _joined(words, [ended, *fee_answers(words, said), said.get("resolution", "")])
    return _joined(words, [sentence, _cause(words, said)])


def _cancelled(words: Catalog, said: Values) -> str:
    return _with_reason(words, words.text("Cancelled"), said.get("reason", ""))


def _promised(words: Catalog, said: Values) -> str:
    day = _day(words, said["to"])
    if said.get("from"):
        before = _day(words, said["from"])
        sentence = words.text("Promised date moved from {before} to {day}", before=before, day=day)
    else:
        sentence = words.text("Promised for {day}", day=day)
    if said.get("agreed"):
        how = label(words, How(said["agreed"]))
        agreed = words.text("the customer agreed to it ({how})", how=how)
        sentence = _joined(words, [sentence, agreed])
    return _with_reason(words, sentence, said.get("reason", ""))


def _told_ready(words: Catalog, _said: Values) -> str:
    return words.text("The customer was told by message that the goods are ready")


def _waits(words: Catalog, _said: Values) -> str:
    return words.text("Waiting for the customer; the opening-hours clock is paused")


def _goes_on(words: Catalog, _said: Values) -> str:
    return words.text("The customer has answered; the clock runs again")


def _check_failed(words: Catalog, said: Values) -> str:
    left = [words.text(check) for check in said.get("left", ())]
    sentence = _with_reason(words, words.text("Quality check failed"), said.get("reason", ""))
    if left:
        names = words.text(", ").join(left)
        sentence = _joined(words, [sentence, words.text("not in order: {checks}", checks=names)])
    return sentence


def _time_corrected(words: Catalog, said: Values) -> str:
    sentence = words.text(
        "Time of “{stage}” corrected from {before} to {after}",
        stage=label(words, Stage(said["stage"])),
        before=full_moment_text(words, datetime.fromisoformat(said["from"])),
        after=full_moment_text(words, datetime.fromisoformat(said["to"])),
    )
    return _with_reason(words, sentence, said["reason"])


def _taken_back(words: Catalog, said: Values) -> str:
    stage, left = Stage(said["to"]), Stage(said["from"])
    return words.text(
        "Step “{left}” undone: the case is “{stage}” again",
        left=label(words, left),
        stage=label(words, stage),
    )


def _paper_given(words: Catalog, said: Values) -> str:
    document = words.text(said["title"])
    if said["way"] == "printed":
        return words.text("{document} printed", document=document)
    return words.text("{document} saved as PDF", document=document)


def _entrusted(words: Catalog, said: Values) -> str:
    sentence = words.text("Handled by {name} now", name=said["to"])
    if said.get("from"):
        sentence = words.text("Handled by {name} now, no longer by {before}",
                              name=said["to"], before=said["from"])  # fmt: skip
    if said.get("reason"):
        untrained = words.text("without a valid training")
        sentence = _joined(words, [sentence, untrained])
    return _with_reason(words, sentence, said.get("reason", ""))


def _tried(words: Catalog, said: Values) -> str:
    result = label(words, CallResult(said["result"]))
    if said.get("satisfaction") is not None:
        result = words.text("{result}, {n} of 5", result=result, n=said["satisfaction"])
    parts = [_with_reason(words, _call(words, said), result), said.get("note", "")]
    if said.get("later_at"):
        later = full_moment_text(words, datetime.fromisoformat(said["later_at"]))
        parts.append(words.text("call again {moment}", moment=later))
    if said.get("only_care"):
        parts.append(words.text("the consent to care calls is withdrawn"))
    if said.get("opened"):
        parts.append(words.text("complaint {number} opened", number=said["opened"]))
    if said.get("reopened"):
        parts.append(words.text("case {number} reopened", number=said["reopened"]))
    return _joined(words, parts)


def _try_undone(words: Catalog, said: Values) -> str:
    result = label(words, CallResult(said["result"]))
    sentence = words.text("{call} undone", call=_call(words, said))
    parts = [_with_reason(words, sentence, words.text("it was “{result}”", result=result))]
    if said.get("opened"):
        parts.append(words.text("complaint {number} cancelled", number=said["opened"]))
    if said.get("reopened"):
        number = said["reopened"]
        parts.append(words.text("case {number} is settled again", number=number))
    return _joined(words, parts)


def _call_planned(words: Catalog, said: Values) -> str:
    day = _day(words, said["on"])
    sentence = words.text("{call} planned for {day}", call=_call(words, said), day=day)
    return _with_reason(words, sentence, said.get("reason", ""))


def _call_moved(words: Catalog, said: Values) -> str:
    return words.text(
        "{call} moved from {before} to {day} by hand",
        call=_call(words, said),
        before=_day(words, said["from"]),
        day=_day(words, said["to"]),
    )


def _moving_undone(words: Catalog, said: Values) -> str:
    return words.text(
        "{call}, moved to {day} by mistake: due on {before} again",
        call=_call(words, said),
        before=_day(words, said["from"]),
        day=_day(words, said["to"]),
    )


def _not_made(words: Catalog, said: Values) -> str:
    sentence = words.text("Call not made on {day}", day=_day(words, said["day"]))
    return _with_reason(words, sentence, said.get("reason", ""))


def _call(words: Catalog, said: Values) -> str:
    return words.text("Call ({purpose})", purpose=label(words, Purpose(said["purpose"])))


def _voided(words: Catalog, said: Values) -> str:
    return _with_reason(words, words.text("Voided"), said["reason"])


def _call_voided(words: Catalog, said: Values) -> str:
    sentence = words.text("{call} voided", call=_call(words, said))
    return _with_reason(words, sentence, said["reason"])


def _void_undone(words: Catalog, _said: Values) -> str:
    return words.text("Voiding undone: the case counts again")


def _call_void_undone(words: Catalog, said: Values) -> str:
    return words.text("{call}, voided by mistake: it counts again", call=_call(words, said))


def _time_undone(words: Catalog, said: Values) -> str:
    return words.text(
        "Correction of a time undone: “{stage}” at {before} again",
        stage=label(words, Stage(said["stage"])),
        before=full_moment_text(words, datetime.fromisoformat(said["from"])),
    )


def _cause(words: Catalog, said: Values) -> str:
    if not said.get("cause"):
        return ""
    return words.text("cause: {cause}", cause=label(words, Cause(said["cause"])))


def _how(words: Catalog, sentence: str, said: Values) -> str:
    if not said.get("how"):
        return sentence
    how = label(words, How(said["how"]))
    return words.text("{sentence} ({how})", sentence=sentence, how=how)


def _with_reason(words: Catalog, sentence: str, reason: str) -> str:
    return (
        words.text("{sentence}: {reason}", sentence=sentence, reason=reason) if reason else sentence
    )


def _joined(words: Catalog, parts: list[str]) -> str:
    return words.text("; ").join(part for part in parts if part)


def _really_at(words: Catalog, entry: AuditEntry, said: Values) -> str:
    """Say when it really happened where it was written down later (X-1)."""
    written = said.get("at") or said.get("received_at")
    if not written:
        return ""
    at = datetime.fromisoformat(written)
    if abs((entry.at - at).total_seconds()) < SAME_MOMENT_SECONDS:
        return ""
    return words.text(" (it was {moment})", moment=full_moment_text(words, at))


def _day(words: Catalog, iso: str) -> str:
    return full_day_text(words, date.fromisoformat(iso))


def _made_again(words: Catalog, said: Values) -> str:
    from shopcare.language.records.eye_words import remake_text

    return words.text("Made once more: {why}", why=remake_text(words, said))


def _no_remake(words: Catalog, said: Values) -> str:
    return words.text("What was noted about the remake is undone")


_MOVES: Final[Mapping[Stage, Callable[[Catalog, Values], str]]] = {
    Stage.CONFIRMED: _told_steps,
    Stage.DIAGNOSED: _diagnosed,
    Stage.AGREED: _agreed,
    Stage.IN_WORK: _work_began,
    Stage.CHECKED: _checked,
    Stage.READY: _ready,
    Stage.HANDED_OVER: _handed_over,
    Stage.CLOSED: _closed,
    Stage.CANCELLED: _cancelled,
}

_SENTENCES: Final[Mapping[str, Callable[[Catalog, Values], str]]] = {
    "case.open": _opened,
    "case.move": _moved,
    "case.move_taken_back": _taken_back,
    **MONEY_SENTENCES,
    **FEEDBACK_SENTENCES,
    "case.remake": _made_again,
    "case.undo_remake": _no_remake,
    "case.void": _voided,
    "case.undo_void": _void_undone,
    "case.undo_correct_time": _time_undone,
    "callback.void": _call_voided,
    "callback.undo_void": _call_void_undone,
    "case.correct": correction_text,
    "case.correct_time": _time_corrected,
    "case.reassign": _entrusted,
    "case.paper": _paper_given,
    "case.acknowledge": _told_steps,
    "case.message": _message_sent,
    "case.refer": _referred,
    "case.refer_answer": _referral_answered,
    "case.undo_refer": _referral_withdrawn,
    "case.undo_refer_answer": _answer_withdrawn,
    "case.promise": _promised,
    "case.tell_ready": _told_ready,
    "case.wait": _waits,
    "case.go_on": _goes_on,
    "case.check_failed": _check_failed,
    "callback.try": _tried,
    "callback.undo_try": _try_undone,
    "callback.plan": _call_planned,
    "callback.set_day": _call_moved,
    "callback.undo_set_day": _moving_undone,
    "callback.not_made": _not_made,
}
"""Every action that a service writes for a case has its sentence here."""
