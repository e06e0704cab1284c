"""The sentences of a case's steps in its timeline: what was done at each, and what was said."""

from collections.abc import Callable, Mapping
from typing import Final

from shopcare.domain.cases.case import Cause, Ending, How, Stage
from shopcare.language.catalog import Catalog
from shopcare.language.day_words import money_text
from shopcare.language.records.money_words import fee_answers
from shopcare.language.records.record_words import label
from shopcare.language.records.timeline_call_words import Values, day_of, joined, with_reason


def wish_text(words: Catalog, said: Values) -> str:
    """Say what a customer wants of a return."""
    from shopcare.domain.cases.returns import Wish

    wish, quantity = label(words, Wish(said["wish"])), said.get("quantity")
    if not quantity:
        return words.text("wish: {wish}", wish=wish)
    return words.text("wish: {wish}, quantity {quantity}", wish=wish, quantity=quantity)


def moved(words: Catalog, said: Values) -> str:
    """Say which step was taken, and what was said with it."""
    start, stage = Stage(said["from"]), Stage(said["to"])
    reason = said.get("reason", "")
    if stage is Stage.CONFIRMED and start in (Stage.CLOSED, Stage.HANDED_OVER):
        return with_reason(words, words.text("Reopened"), reason)
    if stage is Stage.IN_WORK and start in (Stage.CHECKED, Stage.READY):
        return with_reason(words, words.text("Sent back to work"), reason)
    sentence = _MOVES[stage](words, said)
    return joined(words, [sentence, wish_text(words, said)]) if said.get("wish") else sentence


def told_steps(words: Catalog, said: Values) -> str:
    """Say that the customer knows what comes next (G-3)."""
    sentence = words.text("The customer was told the steps and the time")
    return with_way(words, sentence, said)


def _diagnosed(words: Catalog, said: Values) -> str:
    if "inspection" in said:
        from shopcare.language.records.return_words import found_text

        return with_reason(words, words.text("Inspected"), found_text(words, said["inspection"]))
    sentence = with_reason(words, words.text("Diagnosed"), said.get("reason", ""))
    return joined(words, [sentence, _cause(words, said)])


def _reviewed(words: Catalog, said: Values) -> str:
    """Say what was decided about a return, and what changes hands (A-2, A-7)."""
    from shopcare.domain.cases.returns import Outcome
    from shopcare.language.records.return_words import amount_of, due_text

    review = said["review"]
    decided = with_reason(words, words.text("Reviewed"), label(words, Outcome(review["outcome"])))
    due = review["due_fen"]
    money = due_text(words, due, money_text(amount_of(due))) if due else ""
    told = with_way(words, words.text("the customer was told"), said)
    return joined(words, [decided, review["new_goods"], money, review["reason"], told])


def _agreed(words: Catalog, said: Values) -> str:
    if "review" in said:
        return _reviewed(words, said)
    parts = [with_way(words, words.text("The customer agreed"), said), said.get("work", "")]
    if said.get("fee_fen") is not None:
        parts.append(words.text("fee {amount}", amount=money_text(said["fee_fen"])))
    if said.get("promised_on"):
        parts.append(words.text("promised for {day}", day=day_of(words, said["promised_on"])))
    return joined(words, parts)


def _work_began(words: Catalog, _said: Values) -> str:
    return words.text("Work began")


def _checked(words: Catalog, said: Values) -> str:
    ticked = [words.text(check) for check in said.get("checks", ())]
    return with_reason(words, words.text("Quality check passed"), words.text(", ").join(ticked))


def _ready(words: Catalog, _said: Values) -> str:
    return words.text("The goods are ready")


def _handed_over(words: Catalog, said: Values) -> str:
    parts = [words.text("Handed over to the customer"), *fee_answers(words, said)]
    return joined(words, [*parts, said.get("resolution", ""), _cause(words, said)])


def _closed(words: Catalog, said: Values) -> str:
    sentence = with_reason(words, words.text("Closed"), said.get("resolution", ""))
    if said.get("ending"):  # W-4
        ended = words.text("Closed: {ending}", ending=label(words, Ending(said["ending"])))
        return joined(words, [ended, *fee_answers(words, said), said.get("resolution", "")])
    return joined(words, [sentence, _cause(words, said)])


def _cancelled(words: Catalog, said: Values) -> str:
    return with_reason(words, words.text("Cancelled"), said.get("reason", ""))


def _cause(words: Catalog, said: Values) -> str:
    if not said.get("cause"):
        return ""
    return words.text("cause: {cause}", cause=label(words, Cause(said["cause"])))


def with_way(words: Catalog, sentence: str, said: Values) -> str:
    """Add how the customer was told to a sentence."""
    if not said.get("how"):
        return sentence
    how = label(words, How(said["how"]))
    return words.text("{sentence} ({how})", sentence=sentence, how=how)


_MOVES: Final[Mapping[Stage, Callable[[Catalog, Values], str]]] = {
    Stage.CONFIRMED: told_steps,
    Stage.DIAGNOSED: _diagnosed,
    Stage.AGREED: _agreed,
    Stage.IN_WORK: _work_began,
    Stage.CHECKED: _checked,
    Stage.READY: _ready,
    Stage.HANDED_OVER: _handed_over,
    Stage.CLOSED: _closed,
    Stage.CANCELLED: _cancelled,
}
