"""What the Policy page shows: clauses and texts by subject, each with the shop's changes of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import CaseKind
from shopcare.domain.policy.clause import Basis, Clause, Option, OtherFigure
from shopcare.domain.policy.policy import MessageStep, Occasion
from shopcare.domain.policy.policy_changes import PolicyChange, fields_of, text_lists
from shopcare.language.catalog import mark
from shopcare.language.clause_words import clause_text
from shopcare.services.policies import policy_changes
from shopcare.services.policies.verdicts import clauses_for
from shopcare.services.shop import Shop
from shopcare.ui.kit.words.i18n import label, screen_catalog, tr


class Subject(StrEnum):
    """The groups of the list, in their order."""

    RETURNS = "returns"
    REPAIRS = "repairs"
    CARE = "care"
    SERVICE = "service"
    CALLS = "calls"
    TALKING_POINTS = "talking_points"
    STEPS = "steps"
    TERMS = "terms"
    GIFTS = "gifts"
    MESSAGES = "messages"
    LAW = "law"


TITLES: Final = {
    Subject.RETURNS: mark("Returns and exchanges"),
    Subject.REPAIRS: mark("Repairs and replacements"),
    Subject.CARE: mark("Free care"),
    Subject.SERVICE: mark("Answers and times"),
    Subject.CALLS: mark("Follow-up calls"),
    Subject.TALKING_POINTS: mark("Talking points of calls"),
    Subject.STEPS: mark("What happens next, as the customer is told"),
    Subject.TERMS: mark("Text at the foot of the slip"),
    Subject.GIFTS: mark("Gifts: what we give, and when"),
    Subject.MESSAGES: mark("Messages to send"),
    Subject.LAW: mark("The law above it"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyEntry:
    """One clause, or one list of texts."""

    key: str
    """As a change names it."""
    subject: Subject
    rule: str
    title: str
    clause: Clause | None = None
    book: Clause | None = None
    """The clause as it was before the shop changed it."""
    texts: tuple[str, ...] = ()
    """Of a list, as they stand in the policy."""
    changes: tuple[PolicyChange, ...] = ()
    """The shop's own that stand, the latest first."""

    @property
    def fields(self) -> Sequence[str]:
        """Name what the shop may change of it."""
        return ["texts"] if self.clause is None else fields_of(self.clause)

    def other_figures(self, name: str) -> list[OtherFigure]:
        """Give what rule books say otherwise than what stands, the policy's own first (A-18)."""
        assert self.clause is not None
        assert self.book is not None
        figure, own = self.clause.figures[name], self.book.figures[name]
        if not own.others:
            return []
        book = OtherFigure(value=own.value, unit=own.unit, source=self.book.source)
        stands = (figure.value, figure.unit)
        return [one for one in (book, *own.others) if (one.value, one.unit) != stands]

    @property
    def has_other_figures(self) -> bool:
        """Say whether another rule book says otherwise (A-18)."""
        figures = self.clause.figures.values() if self.clause is not None else ()
        return any(figure.others for figure in figures)


def entries_on(shop: Shop, on: date) -> list[PolicyEntry]:
    """List everything as it stands on a day, by subject."""
    found = [*_clauses(shop, on), *_texts(shop, on)]
    order = list(Subject)
    return sorted(found, key=lambda entry: order.index(entry.subject))


def _clauses(shop: Shop, on: date) -> Iterable[PolicyEntry]:
    words, settings = screen_catalog(), shop.settings
    books = {one.id: one for one in clauses_for(settings.trade, settings.country)}
    for clause in policy_changes.clauses_on(shop, on):
        yield PolicyEntry(
            key=clause.id,
            subject=_subject_of(clause),
            rule=clause.rule,
            title=clause_text(words, clause),
            clause=clause,
            book=books[clause.id],
            changes=_changes(shop, clause.id),
        )


_ABOUT: Final[Mapping[Subject, type[StrEnum]]] = {
    Subject.TALKING_POINTS: Purpose,
    Subject.MESSAGES: MessageStep,
    Subject.GIFTS: Occasion,
}
"""What a list of texts is for; the others are for a kind of case."""
_RULES: Final = {
    Subject.TALKING_POINTS: "C-7",
    Subject.STEPS: "G-3",
    Subject.TERMS: "G-9",
    Subject.MESSAGES: "W-7",
    Subject.GIFTS: "O-2",
}


def _texts(shop: Shop, on: date) -> Iterable[PolicyEntry]:
    offered = shop.policy.kinds
    for key, texts in text_lists(policy_changes.policy_on(shop, on)).items():
        table, _, name = key.partition(".")
        about = _ABOUT.get(Subject(table), CaseKind)(name)
        if isinstance(about, CaseKind) and about not in offered:
            continue
        yield PolicyEntry(
            key=key,
            subject=Subject(table),
            rule=_RULES[Subject(table)],
            title=tr(_OCCASIONS[about]) if isinstance(about, Occasion) else label(about),
            texts=texts,
            changes=_changes(shop, key),
        )


_OCCASIONS: Final = {
    Occasion.USE: mark("After advice on use, or where use was the cause"),
    Occasion.COMPLAINT: mark("When a complaint is settled"),
    Occasion.BIRTHDAY: mark("On a birthday"),
    Occasion.SUGGESTION: mark("For a suggestion that is taken up"),
    Occasion.VISIT: mark("At the end of a visit"),
}


def _changes(shop: Shop, key: str) -> tuple[PolicyChange, ...]:
    made = [change for change in shop.policy_changes if change.clause == key]
    return tuple(sorted(made, key=lambda change: (change.from_on, change.id), reverse=True))


def _subject_of(clause: Clause) -> Subject:
    options = set(clause.options)
    if clause.basis is Basis.LAW:
        return Subject.LAW
    if options & {Option.RETURN, Option.EXCHANGE}:
        return Subject.RETURNS
    if options & {Option.FREE_REPAIR, Option.PAID_REPAIR, Option.REPLACEMENT}:
        return Subject.REPAIRS
    if Option.CARE in options:
        return Subject.CARE
    return Subject.CALLS if clause.calls else Subject.SERVICE


def said_texts(texts: Iterable[str]) -> list[str]:
    """Give texts in the language of the screen; what the shop has worded stays as it is."""
    return [tr(text) for text in texts]
