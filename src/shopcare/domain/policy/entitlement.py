"""Free services that come with a purchase, and how many of them are left (A-6, O-1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shopcare.domain.policy.clause import Clause, Option, Unit
from shopcare.domain.policy.conditions import Answer, may_apply, weigh
from shopcare.domain.policy.sale_facts import SaleFacts

QUOTA = "quota"
"""The name of the figure that says how often a service is free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """A free service of one purchased line."""

    clause: Clause
    quota: int | None
    """None: as often as the customer likes."""
    used: int
    until: date | None
    """The last day; None where no end is known."""
    depends_on: tuple[str, ...] = ()
    """Facts that nobody has told and that decide whether there is one."""

    @property
    def left(self) -> int | None:
        """Give how often it can still be used; None: as often as the customer likes."""
        return None if self.quota is None else max(self.quota - self.used, 0)


def quota_of(clause: Clause) -> int | None:
    """Give how often the service of a clause is free; None: at any time."""
    figure = clause.figures.get(QUOTA)
    return figure.value if figure is not None and figure.unit is Unit.TIMES else None


def entitlements(clauses: Iterable[Clause], facts: SaleFacts, on: date) -> list[Entitlement]:
    """List the free services of a purchased line on a day, used up ones included.

    Args:
        clauses: of law and policy, in every version.
        facts: of the line; ``care_used`` says how many it has had.
        on: the day of the question.
    """
    listed = []
    for clause in clauses:
        if Option.CARE not in clause.options or not may_apply(clause, facts, on):
            continue
        found = weigh(clause, facts, on, with_quota=False)
        if found.answer is not Answer.NO:
            listed.append(
                Entitlement(
                    clause=clause,
                    quota=quota_of(clause),
                    used=facts.care_used or 0,
                    until=found.until,
                    depends_on=found.facts,
                )
            )
    return listed
