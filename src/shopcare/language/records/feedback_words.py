"""What customers bring back, in words: through an authority, reactions, recalls, suggestions."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from shopcare.domain.feedback.authority import Authority
from shopcare.domain.feedback.reaction import Advice, ReactionSeverity, Symptom
from shopcare.domain.feedback.recall import RecallProgress
from shopcare.domain.feedback.suggestion import SuggestionOutcome
from shopcare.language.catalog import Catalog, mark
from shopcare.language.day_words import day_text

LABELS: Final[Mapping[type[StrEnum], Mapping[str, str]]] = {
    Authority: {
        Authority.HOTLINE: mark("12315"),
        Authority.MARKET: mark("Market regulation authority"),
        Authority.CONSUMERS: mark("Consumers' association"),
        Authority.OTHER: mark("Another authority"),
    },
    Symptom: {
        Symptom.RED_EYE: mark("Red eye"),
        Symptom.EYE_PAIN: mark("Eye pain"),
        Symptom.BLURRED: mark("Blurred sight"),
        Symptom.RASH: mark("Rash"),
        Symptom.ITCHING: mark("Itching"),
        Symptom.SWELLING: mark("Swelling"),
        Symptom.BURNING: mark("Burning"),
        Symptom.OTHER: mark("Another symptom"),
    },
    ReactionSeverity: {
        ReactionSeverity.ORDINARY: mark("Ordinary"),
        ReactionSeverity.SERIOUS: mark("Serious"),
        ReactionSeverity.GROUP: mark("Several people, or a public stir"),
    },
    Advice: {
        Advice.STOP_USING: mark("Stop using it"),
        Advice.SEE_DOCTOR: mark("See a doctor"),
        Advice.KEEP_GOODS: mark("Keep the goods"),
        Advice.MANAGER_TOLD: mark("Tell the manager"),
    },
    RecallProgress: {
        RecallProgress.TO_CALL: mark("to be called"),
        RecallProgress.TRIED: mark("tried, not reached"),
        RecallProgress.REACHED: mark("reached"),
        RecallProgress.NOT_REACHED: mark("not reached"),
    },
    SuggestionOutcome: {
        SuggestionOutcome.TAKEN_UP: mark("Adopted"),
        SuggestionOutcome.NOT_TAKEN_UP: mark("Not adopted"),
    },
}

Values = Mapping[str, Any]


def _word(words: Catalog, choice: StrEnum) -> str:
    return words.text(LABELS[type(choice)][choice])


def symptoms_text(words: Catalog, symptoms: tuple[Symptom, ...]) -> str:
    """Write symptoms one after the other."""
    return words.text(", ").join(_word(words, one) for one in symptoms)


def advice_text(words: Catalog, advice: tuple[Advice, ...]) -> str:
    """Write what was done at once, one after the other."""
    return words.text(", ").join(_word(words, one) for one in advice)


def _listed(words: Catalog, *parts: str) -> str:
    return words.text("; ").join(filter(None, parts))


def _because(words: Catalog, sentence: str, reason: str) -> str:
    return words.text("{sentence}: {reason}", sentence=sentence, reason=reason)


def _day(words: Catalog, said: Values, name: str) -> str:
    return day_text(words, date.fromisoformat(said[name]))


def _came_through(words: Catalog, said: Values) -> str:
    number, until = said.get("number"), said.get("reply_until")
    return _listed(
        words,
        words.text(
            "Came through: {authority}", authority=_word(words, Authority(said["authority"]))
        ),
        words.text("number {number}", number=number) if number else "",
        words.text("reply by {day}", day=_day(words, said, "reply_until")) if until else "",
    )


def _authority_undone(words: Catalog, _said: Values) -> str:
    return words.text("What was noted about the authority was undone")


def _replied(words: Catalog, said: Values) -> str:
    day = _day(words, said, "replied_on")
    return _because(words, words.text("Replied to the authority on {day}", day=day), said["answer"])


def _reply_undone(words: Catalog, _said: Values) -> str:
    return words.text("The reply to the authority was undone; it is due again")


def _reaction(words: Catalog, said: Values) -> str:
    severity = _word(words, ReactionSeverity(said["severity"]))
    lot = said.get("lot")
    return _listed(
        words,
        words.text("Adverse reaction ({severity})", severity=severity),
        symptoms_text(words, tuple(map(Symptom, said.get("symptoms", ())))),
        words.text("batch {lot}", lot=lot) if lot else "",
        advice_text(words, tuple(map(Advice, said.get("advice", ())))),
    )


def _reaction_undone(words: Catalog, _said: Values) -> str:
    return words.text("What was noted about the reaction was undone")


def _reported(words: Catalog, said: Values) -> str:
    number = said.get("number")
    return _listed(
        words,
        words.text("Reaction reported on {day}", day=_day(words, said, "reported_on")),
        words.text("number {number}", number=number) if number else "",
    )


def _report_undone(words: Catalog, _said: Values) -> str:
    return words.text("The report of the reaction was undone; it is due again")


def _recalled(words: Catalog, said: Values) -> str:
    sentence = words.count(
        "Batch {lot} recalled, {n} call planned",
        "Batch {lot} recalled, {n} calls planned",
        said["calls"],
        lot=said["lot"],
    )
    return _because(words, sentence, said["reason"])


def _recall_undone(words: Catalog, said: Values) -> str:
    return words.text("The recall of batch {lot} was undone", lot=said["lot"])


def _recall_ended(words: Catalog, said: Values) -> str:
    return words.text("The recall of batch {lot} has ended", lot=said["lot"])


def _recall_goes_on(words: Catalog, said: Values) -> str:
    return words.text("The recall of batch {lot} goes on", lot=said["lot"])


def _suggested(words: Catalog, said: Values) -> str:
    return _because(words, words.text("Suggestion"), said["what"])


def _suggestion_changed(words: Catalog, said: Values) -> str:
    due, measure = said.get("due_on"), said.get("measure")
    return _listed(
        words,
        _suggested(words, said),
        words.text("measure: {measure}", measure=measure) if measure else "",
        words.text("due {day}", day=_day(words, said, "due_on")) if due else "",
    )


def _suggestion_settled(words: Catalog, said: Values) -> str:
    outcome, reward = _word(words, SuggestionOutcome(said["outcome"])), said.get("reward")
    return _listed(
        words,
        words.text("Suggestion: {outcome}", outcome=outcome),
        said.get("result", ""),
        words.text("reward: {reward}", reward=reward) if reward else "",
    )


def _rewarded(words: Catalog, said: Values) -> str:
    return words.text("Suggestion rewarded: {reward}", reward=said["reward"])


def _suggestion_voided(words: Catalog, said: Values) -> str:
    return _because(words, words.text("Suggestion voided"), said["reason"])


def _suggestion_undone(words: Catalog, _said: Values) -> str:
    return words.text("The last step of a suggestion was undone")


FEEDBACK_SENTENCES: Final[Mapping[str, Callable[[Catalog, Values], str]]] = {
    "case.authority": _came_through,
    "case.undo_authority": _authority_undone,
    "case.authority_reply": _replied,
    "case.undo_authority_reply": _reply_undone,
    "case.reaction": _reaction,
    "case.undo_reaction": _reaction_undone,
    "case.reaction_report": _reported,
    "case.undo_reaction_report": _report_undone,
    "recall.start": _recalled,
    "recall.undo_start": _recall_undone,
    "recall.end": _recall_ended,
    "recall.undo_end": _recall_goes_on,
    "suggestion.add": _suggested,
    "suggestion.change": _suggestion_changed,
    "suggestion.settle": _suggestion_settled,
    "suggestion.reward": _rewarded,
    "suggestion.void": _suggestion_voided,
    "suggestion.undo_add": _suggestion_undone,
    "suggestion.undo": _suggestion_undone,
    "suggestion.undo_void": _suggestion_undone,
}
