"""Changing the shop's policy from a day on, and withdrawing such a change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shopcare.domain.cases.case import Case
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import PolicyChangeId
from shopcare.domain.people.staff import Action, require
from shopcare.domain.policy.change_check import check_changes
from shopcare.domain.policy.clause import Clause
from shopcare.domain.policy.policy import Policy
from shopcare.domain.policy.policy_changes import (
    PolicyChange,
    PolicyChangeDraft,
    with_changes,
    worded,
)
from shopcare.domain.policy.verdict import judge
from shopcare.policies.clauses import load_clauses, load_law
from shopcare.policies.profile import load_policy
from shopcare.services.policies.verdicts import clauses_of, facts_on_file
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, policy_changes
from shopcare.storage.cases import cases, deadlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What a change would touch of what is open."""

    cases: tuple[Case, ...] = ()
    """Whose verdict would be another one."""
    planned_calls: int = 0
    """Planned by the clause as it was; they stay as they are."""
    planned_deadlines: int = 0
    """Likewise: what was promised stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChanged:
    """Changes that were made or withdrawn."""

    ids: tuple[PolicyChangeId, ...]
    changes: Changes


def change_policy(shop: Shop, drafts: Sequence[PolicyChangeDraft]) -> PolicyChanged:
    """Let the policy be otherwise from a day on; several changes stand or fall together.

    Nothing that was promised or planned already is moved: a case is judged by what was in force
    on its own day.

    Raises:
        Refusal: ``manager_needed``.
        Invalid: see ``check_changes``.
    """
    require(shop.deciding, Action.CHANGE_POLICY)
    with shop.begin("policy.change", "policy") as step:
        tidy = checked(shop, drafts)
        now = shop.now()
        ids = [policy_changes.add(shop.file, one, by=shop.acting.id, at=now) for one in tidy]
        step.subject_id = ids[0]
        step.values = {"changes": [_noted(one) for one in tidy]}
    shop.refresh()
    return PolicyChanged(ids=tuple(ids), changes=Changes.of(ChangeKind.SETTINGS, record_id=ids[0]))


def checked(shop: Shop, drafts: Sequence[PolicyChangeDraft]) -> list[PolicyChangeDraft]:
    """Give drafts back tidied, or say what is wrong with them, see ``change_policy``."""
    settings = shop.settings
    return check_changes(
        drafts,
        load_clauses(settings.trade, settings.country),
        load_policy(settings.trade),
        shop.policy_changes,
        load_law(settings.country),
        shop.today(),
    )


def touched(shop: Shop, drafts: Sequence[PolicyChangeDraft]) -> Touched:
    """Say what changes would touch; nothing, where they begin on a day to come.

    Args:
        shop: the shop.
        drafts: as ``checked`` gives them.
    """
    today = shop.today()
    begun = [one for one in drafts if one.from_on <= today]
    if not begun:
        return Touched()
    settings = shop.settings
    before = load_clauses(settings.trade, settings.country)
    changes: list[PolicyChangeDraft] = [*shop.policy_changes, *begun]
    after = with_changes(before, changes)
    rules = {clause.rule for clause in before for one in begun if one.clause == clause.id}
    found = []
    for case in cases.many(shop.file, cases.open_about_purchases(shop.file)):
        assert case.purchase_line_id is not None
        facts = facts_on_file(shop, case.purchase_line_id)
        if judge(clauses_of(shop), facts, today).rulings != judge(after, facts, today).rulings:
            found.append(case)
    waiting, still_open = callbacks.all_waiting(shop.file), deadlines.open_up_to(shop.file, None)
    return Touched(
        cases=tuple(found),
        planned_calls=sum(call.clause in rules for call in waiting),
        planned_deadlines=sum(one.clause in rules for one in still_open),
    )


def withdraw(shop: Shop, ids: Sequence[PolicyChangeId]) -> PolicyChanged:
    """Withdraw changes that are not in force yet, or only since today.

    Raises:
        NotFound: there is no such change.
        Refusal: ``manager_needed``, ``policy_change_withdrawn``; ``policy_change_in_force``:
            customers were promised it.
    """
    require(shop.deciding, Action.CHANGE_POLICY)
    with shop.begin("policy.withdraw", "policy") as step:
        found = [policy_changes.get(shop.file, change_id) for change_id in ids]
        for change in found:
            if change.withdrawn_at is not None:
                raise Refusal("policy_change_withdrawn")
            if change.from_on < shop.today():
                raise Refusal("policy_change_in_force", day=change.from_on.isoformat())
            policy_changes.withdraw(shop.file, change.id, by=shop.acting.id, at=shop.now())
        step.subject_id = ids[0]
        step.values = {"changes": [_noted(one) for one in found]}
    shop.refresh()
    return PolicyChanged(ids=tuple(ids), changes=Changes.of(ChangeKind.SETTINGS, record_id=ids[0]))


def changes_on_file(shop: Shop) -> list[PolicyChange]:
    """List all changes, those that were withdrawn included, in the order of their making."""
    return policy_changes.every(shop.file)


def clauses_on(shop: Shop, on: date) -> list[Clause]:
    """Give the clauses of law and policy as they stand on a day."""
    return [clause for clause in clauses_of(shop) if clause.is_in_force(on)]


def policy_on(shop: Shop, on: date) -> Policy:
    """Give the policy with the shop's own texts, as they stand on a day."""
    return worded(load_policy(shop.settings.trade), shop.policy_changes, on)


def _noted(change: PolicyChangeDraft) -> dict[str, object]:
    return {
        "clause": change.clause,
        "field": change.field,
        **({"texts": change.texts} if change.texts else {}),
        **({"numbers": change.numbers, "unit": change.unit} if change.numbers else {}),
        "from_on": change.from_on,
    }
