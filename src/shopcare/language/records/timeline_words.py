"""What happened to a case, one readable sentence for each entry of its timeline (G-14)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from shopcare.domain.cases.case import CaseKind, How, Stage
from shopcare.domain.shop.audit import ERASED, AuditEntry
from shopcare.language.catalog import Catalog
from shopcare.language.day_words import full_moment_text, money_text
from shopcare.language.records.fact_words import correction_text
from shopcare.language.records.feedback_words import FEEDBACK_SENTENCES
from shopcare.language.records.money_words import MONEY_SENTENCES
from shopcare.language.records.record_words import label
from shopcare.language.records.timeline_call_words import (
    CALL_SENTENCES,
    Values,
    day_of,
    joined,
    with_reason,
)
from shopcare.language.records.timeline_step_words import moved, told_steps, wish_text, with_way

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
        sentence = joined(words, [sentence, told])
    if said.get("wish"):
        sentence = joined(words, [sentence, wish_text(words, said)])
    if said.get("items"):
        sentence = joined(words, [sentence, _several(words, said["items"])])
    for action in ("case.authority", "case.reaction"):  # L-6, L-9
        if said.get(action):
            sentence = joined(words, [sentence, FEEDBACK_SENTENCES[action](words, said[action])])
    if said.get("marks"):
        from shopcare.language.records.goods_words import marked_text

        sentence = joined(words, [sentence, marked_text(words, said["marks"])])
    return sentence


def _several(words: Catalog, items: list[str]) -> str:
    named = words.text(", ").join(filter(None, items))
    return words.text("{n} items: {items}", n=len(items), items=named)


def _message_sent(words: Catalog, said: Values) -> str:
    from shopcare.domain.policy.policy import MessageStep

    step = label(words, MessageStep(said["step"]))
    return with_way(words, words.text("The customer was sent a message: {step}", step=step), said)


def _referred(words: Catalog, said: Values) -> str:
    from shopcare.domain.cases.referral import ReferralKind, Responsible

    asked = ReferralKind(said["kind"])
    whom = label(words, Responsible(said["responsible"]) if said.get("responsible") else asked)
    until = full_moment_text(words, datetime.fromisoformat(said["due_at"]))
    sentence = words.text("Forwarded ({to}), answer wanted by {until}", to=whom, until=until)
    return with_reason(words, sentence, said["question"])


def _referral_answered(words: Catalog, said: Values) -> str:
    sentence = with_reason(words, words.text("The answer came back"), said["answer"])
    if said.get("compensation_fen") is None:
        return sentence
    amount = money_text(said["compensation_fen"])
    return joined(words, [sentence, words.text("compensation {amount}", amount=amount)])


def _referral_withdrawn(words: Catalog, _said: Values) -> str:
    return words.text("What was passed on was withdrawn")


def _answer_withdrawn(words: Catalog, _said: Values) -> str:
    return words.text("The answer was withdrawn; it is waited for again")


def _promised(words: Catalog, said: Values) -> str:
    day = day_of(words, said["to"])
    if said.get("from"):
        before = day_of(words, said["from"])
        sentence = words.text("Promised date moved from {before} to {day}", before=before, day=day)
    else:
        sentence = words.text("Promised for {day}", day=day)
    if said.get("agreed"):
        how = label(words, How(said["agreed"]))
        agreed = words.text("the customer agreed to it ({how})", how=how)
        sentence = joined(words, [sentence, agreed])
    return with_reason(words, sentence, said.get("reason", ""))


def _told_ready(words: Catalog, _said: Values) -> str:
    return words.text("The customer was told by message that the goods are ready")


def _waits(words: Catalog, _said: Values) -> str:
    return words.text("Waiting for the customer; the opening-hours clock is paused")


def _goes_on(words: Catalog, _said: Values) -> str:
    return words.text("The customer has answered; the clock runs again")


def _check_failed(words: Catalog, said: Values) -> str:
    left = [words.text(check) for check in said.get("left", ())]
    sentence = with_reason(words, words.text("Quality check failed"), said.get("reason", ""))
    if left:
        names = words.text(", ").join(left)
        sentence = joined(words, [sentence, words.text("not in order: {checks}", checks=names)])
    return sentence


def _time_corrected(words: Catalog, said: Values) -> str:
    sentence = words.text(
        "Time of “{stage}” corrected from {before} to {after}",
        stage=label(words, Stage(said["stage"])),
        before=full_moment_text(words, datetime.fromisoformat(said["from"])),
        after=full_moment_text(words, datetime.fromisoformat(said["to"])),
    )
    return with_reason(words, sentence, said["reason"])


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
        sentence = joined(words, [sentence, untrained])
    return with_reason(words, sentence, said.get("reason", ""))


def _voided(words: Catalog, said: Values) -> str:
    return with_reason(words, words.text("Voided"), said["reason"])


def _void_undone(words: Catalog, _said: Values) -> str:
    return words.text("Voiding undone: the case counts again")


def _time_undone(words: Catalog, said: Values) -> str:
    return words.text(
        "Correction of a time undone: “{stage}” at {before} again",
        stage=label(words, Stage(said["stage"])),
        before=full_moment_text(words, datetime.fromisoformat(said["from"])),
    )


def _really_at(words: Catalog, entry: AuditEntry, said: Values) -> str:
    """Say when it really happened where it was written down later (X-1)."""
    written = said.get("at") or said.get("received_at")
    if not written:
        return ""
    at = datetime.fromisoformat(written)
    if abs((entry.at - at).total_seconds()) < SAME_MOMENT_SECONDS:
        return ""
    return words.text(" (it was {moment})", moment=full_moment_text(words, at))


def _made_again(words: Catalog, said: Values) -> str:
    from shopcare.language.records.eye_words import remake_text

    return words.text("Made once more: {why}", why=remake_text(words, said))


def _no_remake(words: Catalog, said: Values) -> str:
    return words.text("What was noted about the remake is undone")


_SENTENCES: Final[Mapping[str, Callable[[Catalog, Values], str]]] = {
    "case.open": _opened,
    "case.move": moved,
    "case.move_taken_back": _taken_back,
    **MONEY_SENTENCES,
    **CALL_SENTENCES,
    **FEEDBACK_SENTENCES,
    "case.remake": _made_again,
    "case.undo_remake": _no_remake,
    "case.void": _voided,
    "case.undo_void": _void_undone,
    "case.undo_correct_time": _time_undone,
    "case.correct": correction_text,
    "case.correct_time": _time_corrected,
    "case.reassign": _entrusted,
    "case.paper": _paper_given,
    "case.acknowledge": told_steps,
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
}
"""Every action that a service writes for a case has its sentence here."""
