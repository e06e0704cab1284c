"""What the clauses of a policy plan: calls, deadlines and promised days, ready to be counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shopcare.domain.calendar.count_rule import CountRule
from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import CaseKind
from shopcare.domain.cases.deadline import DeadlineKind


class Trigger(StrEnum):
    """What starts calls and deadlines."""

    RECEIVED = "received"
    """A request came in, or a case was reopened."""
    NOTHING_PLANNED = "nothing_planned"
    """An open case has no other date ahead (G-25)."""
    GOODS_HANDED_OVER = "goods_handed_over"
    """The customer got what they bought (C-1)."""
    WORK_HANDED_OVER = "work_handed_over"
    """The customer got back what was worked on (C-1, G-21)."""
    COMPLAINT_HANDLED = "complaint_handled"
    MISUSE_ADVISED = "misuse_advised"
    FACTS_MISSING = "facts_missing"
    """Facts are missing and no contact is planned at which they could be asked for (G-2)."""
    LAYING = "laying"
    """The moment at which the customer has the goods laid (T-5)."""
    READY = "ready"
    NOT_COLLECTED = "not_collected"
    KEY_ACCOUNT = "key_account"
    BIRTHDAY = "birthday"
    EYES_MEASURED = "eyes_measured"
    """The last eyesight check of somebody who agreed to care calls (R-3)."""
    SUPPLIED = "supplied"
    """Somebody who agreed to care calls last got goods, or a service, of a kind (R-3)."""
    VISITED = "visited"
    NOT_SURELY_SOLVED = "not_surely_solved"
    NOBODY_HOME = "nobody_home"
    ESCALATED = "escalated"
    REACTION = "reaction"
    """The shop learned of an adverse reaction (L-9)."""
    SERIOUS_REACTION = "serious_reaction"
    GROUP_REACTION = "group_reaction"
    """Several people at once, or it may cause a public stir."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One call that the policy asks for after something happened."""

    clause: str
    trigger: Trigger
    purpose: Purpose
    rule: CountRule
    categories: frozenset[str] = frozenset()
    """Only for goods of these; none: all."""
    services: frozenset[str] = frozenset()
    """Only for these services; none: all."""
    not_services: frozenset[str] = frozenset()
    """Switched off for these."""
    gives_way: bool = False
    """Another call about the same case in its window takes its place (G-21)."""

    def is_about_goods(self, categories: Iterable[str]) -> bool:
        """Say whether one of some categories starts it."""
        return not self.categories or not self.categories.isdisjoint(categories)

    def is_about_work(self, service: str, category: str | None, *, is_written: bool) -> bool:
        """Say whether work that was done starts it.

        Args:
            service: the key of the service; empty where nobody has named it.
            category: the key of the goods' category, None where the policy knows none.
            is_written: whether a category stands in the case at all; that nobody wrote it down
                loses no call.
        """
        if service in self.not_services or (self.services and service not in self.services):
            return False
        if not self.categories:
            return True
        return category in self.categories if category is not None else not is_written


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineTerm:
    """One deadline that the policy or the law sets after something happened."""

    clause: str
    trigger: Trigger
    kind: DeadlineKind
    rule: CountRule
    kinds: frozenset[CaseKind] = frozenset()
    """Only for these; none: all."""
    services: frozenset[str] = frozenset()
    """Only for these; none: all."""
    shown_after_days: int = 0
    """It is shown only so many days later (L-2)."""
    accepted_days: int = 0
    """Only for requests that come in within so many days of the purchase (A-4); 0: for all."""
    article: str = ""
    """The law's article; empty for a clause of the shop."""
    holds_for_paid: bool = True
    """It limits a repair that the customer pays for, too."""

    def is_accepted(self, bought_on: date | None, received_on: date) -> bool:
        """Say whether a request came in soon enough; nobody is late whose purchase is unknown."""
        if not self.accepted_days or bought_on is None:
            return True
        return (received_on - bought_on).days <= self.accepted_days

    def is_about(self, kind: CaseKind, service: str) -> bool:
        """Say whether a case of a kind and service gets it."""
        return (not self.kinds or kind in self.kinds) and (
            not self.services or service in self.services
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Everything that clauses plan; made once for an open shop."""

    follow_ups: Mapping[Trigger, tuple[FollowUp, ...]]
    deadlines: Mapping[Trigger, tuple[DeadlineTerm, ...]]
    promised_working_days: Mapping[str, int]
    """What is promised for each service, by its key (G-5)."""
    unsatisfied_at_most: int
    """A satisfaction of this or less restarts the series (G-11)."""
    notice_days: int
    """So many days before laying the customer asks for guidance (T-5); 0: none is given."""
    uncollected_days: tuple[int, ...]
    """After so many days each a notice about goods that nobody collects is due (X-3)."""

    def follow_ups_for(self, trigger: Trigger) -> tuple[FollowUp, ...]:
        """List the calls that something starts."""
        return self.follow_ups.get(trigger, ())

    def deadlines_for(self, trigger: Trigger) -> tuple[DeadlineTerm, ...]:
        """List the deadlines that something starts."""
        return self.deadlines.get(trigger, ())

    def deadline(self, kind: DeadlineKind) -> DeadlineTerm:
        """Give the term of a deadline that every trade has."""
        every = (term for terms in self.deadlines.values() for term in terms)
        return next(term for term in every if term.kind is kind)

    @property
    def categories_with_calls(self) -> frozenset[str]:
        """Give the categories whose handing over starts calls (C-1)."""
        started = self.follow_ups_for(Trigger.GOODS_HANDED_OVER)
        return frozenset(key for follow_up in started for key in follow_up.categories)
