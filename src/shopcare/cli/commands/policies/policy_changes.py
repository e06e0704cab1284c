"""``policy change``, ``changes`` and ``withdraw``: what the shop has set in its own policy."""

from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Command, Described, Options, below
from shopcare.cli.fields import id_of
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.errors import Invalid, NotFound, Problem, Refusal
from shopcare.domain.ids import PolicyChangeId
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from datetime import date

    from shopcare.domain.policy.clause import Unit
    from shopcare.domain.policy.policy_changes import PolicyChange, PolicyChangeDraft
    from shopcare.services.policies.policy_changes import Touched

_YUAN: Final = "yuan"
_CHOICES: Final = {"sale_kind": "when.sale_kind", "not_services": "calls.not_services"}
"""What is chosen from a list, by the name that is typed."""
_DRAFT_JSON: Final[Described] = {
    "clause": mark("the clause's id, or the name of a list of texts"),
    "field": mark("what is changed in it"),
    "numbers[]": mark("the new figure, or the row of them"),
    "unit": mark("the unit of the figures; null where there are none"),
    "texts[]": mark("the new texts or choices"),
    "from": mark("the day on which it begins"),
}
_CHANGE_JSON: Final[Described] = {
    "id": mark("the change's id"),
    **_DRAFT_JSON,
    "by": mark("the initials of who made it"),
    "at": mark("when it was made"),
    "withdrawn_at": mark("when it was withdrawn; null: it stands"),
}
_CHANGED_JSON: Final[Described] = {
    "ids[]": mark("the ids of the changes; none where nothing was saved"),
    **below("changes[]", _DRAFT_JSON),
    "touched.cases[]": mark("the open cases whose verdict is another one by it"),
    "touched.planned_calls": mark("calls that the clause has planned; they stay as they are"),
    "touched.planned_deadlines": mark("deadlines that the clause has set; they stay as they are"),
    "dry_run": mark("whether nothing was saved"),
}


def _change_options(options: Options) -> None:
    options.add("clause", metavar="CLAUSE",
                tells=mark("the clause's id, or a list of texts such as terms.repair"))  # fmt: skip
    options.add("--set", nargs=2, action="append", default=[], metavar=("NAME", "VALUE"),
                gives=("numbers", "field", "value", *_CHOICES.values()),
                tells=mark("a figure and its value, such as: window \"14 days\"; shares "
                           "10,20,40,60; or: sale_kind clearance; not_services free_care; "
                           "may be repeated"))  # fmt: skip
    options.add("--text", action="append", default=[], metavar="TEXT", gives=("texts",),
                tells=mark("a line of a list of texts; may be repeated"))  # fmt: skip
    options.add("--from", dest="from_on", metavar="DAY", gives=("from_on",),
                tells=mark("the day on which it begins; today if left out"))  # fmt: skip
    options.add("--dry-run", action="store_true", tells=mark("only say what it would touch"))


def _change(session: Session) -> None:
    from shopcare.services.policies import policy_changes

    shop = session.shop
    drafts = policy_changes.checked(shop, _drafts(session))
    touched = policy_changes.touched(shop, drafts)
    ids: tuple[PolicyChangeId, ...] = ()
    if not session.option("dry_run"):
        ids = policy_changes.change_policy(shop, drafts).ids
    answer = {
        "ids": list(ids),
        "changes": [_draft_json(one) for one in drafts],
        "touched": {
            "cases": [case.number for case in touched.cases],
            "planned_calls": touched.planned_calls,
            "planned_deadlines": touched.planned_deadlines,
        },
        "dry_run": not ids,
    }
    session.give(answer, lambda: _changed_lines(session, drafts, touched, saved=bool(ids)))


def _drafts(session: Session) -> "list[PolicyChangeDraft]":
    from shopcare.domain.policy.policy_changes import NUMBERS, TEXTS, PolicyChangeDraft

    clause, from_on = session.option("clause"), session.day_option("from_on")
    day: date = from_on or session.shop.today()
    drafts = []
    if texts := session.option("text"):
        drafts.append(
            PolicyChangeDraft(clause=clause, field=TEXTS, texts=tuple(texts), from_on=day)
        )
    for name, value in session.option("set"):
        if (choice := _CHOICES.get(name.rpartition(".")[2])) is not None:
            chosen = tuple(filter(None, map(str.strip, value.split(","))))
            draft = PolicyChangeDraft(clause=clause, field=choice, texts=chosen, from_on=day)
        else:
            numbers, unit = _figure(name, value)
            field = name if name.startswith(NUMBERS) else f"{NUMBERS}{name}"
            draft = PolicyChangeDraft(
                clause=clause, field=field, numbers=numbers, unit=unit, from_on=day
            )
        drafts.append(draft)
    if not drafts:
        raise Refusal("policy_change_nothing")
    return drafts


def _figure(name: str, text: str) -> "tuple[tuple[int, ...], Unit | None]":
    """Read a figure as typed: ``14``, ``14 days``, ``10,20,40,60``, ``2000 yuan``."""
    from shopcare.domain.policy.clause import Unit

    numbers, _, word = text.strip().partition(" ")
    plain = word.strip().casefold().replace(" ", "_").replace("-", "_")
    factor = 100 if plain == _YUAN else 1
    parts = numbers.split(",")
    if not all(part.isascii() and part.isdecimal() and len(part) <= 12 for part in parts):
        raise Invalid(
            Problem(field=name, code="field_wants_whole_number", values={"text": text[:40]})
        )
    unit = Unit.FEN if plain == _YUAN else _unit(name, plain) if plain else None
    return tuple(int(part) * factor for part in parts), unit


def _unit(name: str, word: str) -> "Unit":
    from shopcare.domain.policy.clause import Unit

    try:
        return Unit(word)
    except ValueError:
        choices = ", ".join((*Unit, _YUAN))
        values = {"key": name, "value": word[:40], "choices": choices}
        raise Invalid(Problem(field=name, code="policy_choice_unknown", values=values)) from None


def _draft_json(draft: "PolicyChangeDraft") -> dict[str, Any]:
    return {
        "clause": draft.clause,
        "field": draft.field,
        "numbers": list(draft.numbers),
        "unit": draft.unit and draft.unit.value,
        "texts": list(draft.texts),
        "from": draft.from_on.isoformat(),
    }


def _value_text(session: Session, draft: "PolicyChangeDraft") -> str:
    from shopcare.domain.policy.policy_changes import TEXTS
    from shopcare.language.clause_words import chosen_text, unit_text

    if draft.unit is not None:
        return unit_text(session.words, draft.unit, draft.numbers)
    if draft.field == TEXTS:
        return " / ".join(draft.texts)
    return chosen_text(session.words, draft, session.shop.policy.services)


def _changed_lines(
    session: Session, drafts: "list[PolicyChangeDraft]", touched: "Touched", *, saved: bool
) -> list[str]:
    words = session.words
    rows = [(one.clause, one.field, _value_text(session, one)) for one in drafts]
    lines = table(rows)
    if touched.cases:
        numbers = words.text(", ").join(case.number for case in touched.cases)
        lines.append(words.text("The verdict changes for these open cases: {cases}", cases=numbers))
    if planned := touched.planned_calls + touched.planned_deadlines:
        lines.append(words.text("{n} calls and deadlines stay as they were planned.", n=planned))
    day = drafts[0].from_on
    last = (
        words.text("In force from {day}.", day=day) if saved else words.text("Nothing was saved.")
    )
    return [*lines, "", last]


def _changes(session: Session) -> None:
    from shopcare.services.policies.policy_changes import changes_on_file

    found = changes_on_file(session.shop)
    answer = [_change_json(session, one) for one in found]
    session.give(answer, lambda: _list_lines(session, found))


def _change_json(session: Session, change: "PolicyChange") -> dict[str, Any]:
    member = session.shop.member(change.made_by)
    return {
        "id": change.id,
        **_draft_json(change),
        "by": member.initials if member else "",
        "at": change.made_at.isoformat(),
        "withdrawn_at": change.withdrawn_at and change.withdrawn_at.isoformat(),
    }


def _list_lines(session: Session, found: "list[PolicyChange]") -> list[str]:
    words = session.words
    if not found:
        return [words.text("The shop has changed nothing in its policy.")]
    rows = [
        (
            str(one.id),
            one.from_on.isoformat(),
            one.clause,
            one.field,
            _value_text(session, one),
            session.shop.name_of(one.made_by),
            words.text("withdrawn") if one.withdrawn_at else "",
        )
        for one in found
    ]
    return table(rows)


def _withdraw_options(options: Options) -> None:
    options.add("id", metavar="ID", tells=mark("the change's id"))


def _withdraw(session: Session) -> None:
    from shopcare.services.policies.policy_changes import withdraw

    number = id_of(session.option("id"))
    if number is None:
        raise NotFound("policy_change", session.option("id")[:40])
    withdraw(session.shop, (PolicyChangeId(number),))
    session.give({"id": number}, lambda: [session.words.text("Withdrawn.")])


COMMANDS = (
    Command(
        words=("policy", "change"),
        summary=mark("Change the shop's policy from a given day."),
        options=_change_options,
        run=_change,
        json=_CHANGED_JSON,
    ),
    Command(
        words=("policy", "changes"),
        summary=mark("List what the shop has changed in its policy."),
        run=_changes,
        json=below("[]", _CHANGE_JSON),
    ),
    Command(
        words=("policy", "withdraw"),
        summary=mark("Withdraw a change of the policy that is not in force yet."),
        options=_withdraw_options,
        run=_withdraw,
        json={"id": mark("the change's id")},
    ),
)
