"""Whether the shop may change its policy so: what is impossible, and what the law forbids."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from shopcare.domain.errors import Invalid, Problem, Value
from shopcare.domain.policy.clause import Basis, Clause, ShareByAge
from shopcare.domain.policy.clause_check import (
    Law,
    against_law,
    kinds_limited,
    longer_than_law,
    number_problem,
    steps_rise,
    void_text_problem,
)
from shopcare.domain.policy.messages import MESSAGES, placeholder_problems
from shopcare.domain.policy.policy import Policy
from shopcare.domain.policy.policy_changes import (
    GIFTS,
    NUMBERS,
    TEXTS,
    PolicyChange,
    PolicyChangeDraft,
    choices_of,
    fields_of,
    is_field,
    standing,
    text_lists,
    units_of,
    with_changes,
    worded,
)
from shopcare.domain.policy.scheduling import plan_problems
from shopcare.domain.typed.text import clean_line

MOST_TEXTS: Final = 12
LONGEST_TEXT: Final = 200


def check_changes(
    drafts: Sequence[PolicyChangeDraft],
    clauses: Sequence[Clause],
    policy: Policy,
    changes: Sequence[PolicyChange],
    law: Law,
    today: date,
) -> list[PolicyChangeDraft]:
    """Give the drafts back tidied, or say what is wrong with them; they are made together.

    Args:
        drafts: what is to be otherwise.
        clauses: of the law and of the shop, without any change.
        policy: the profile, for its services and lists of texts.
        changes: those that stand already.
        law: what no change may take away.
        today: no change reaches back before it.

    Raises:
        Invalid: ``policy_clause_unknown``, ``policy_field_unknown``, ``policy_change_in_past``,
            ``policy_number_wrong``, ``policy_choice_unknown``, ``policy_steps_wrong``,
            ``policy_takes_rights``, ``policy_phrase_void``, ``policy_change_nothing`` …
    """
    by_id = {clause.id: clause for clause in clauses if clause.basis is Basis.SHOP}
    problems: list[Problem] = []
    tidy, is_new = [], False
    for draft in drafts:
        if draft.from_on < today:
            problems.append(Problem(field="from_on", code="policy_change_in_past"))
        before = _standing(draft, by_id, policy, changes)
        if isinstance(before, Problem):
            problems.append(before)
            continue
        texts = tuple(filter(None, map(clean_line, draft.texts)))
        read = replace(draft, texts=texts, unit=draft.unit or before.unit)
        problems += _draft_problems(read, by_id.get(draft.clause), policy, law)
        tidy.append(read)
        is_new |= read != before
    if not problems:
        problems = list(_version_problems(tidy, by_id, changes, law))
    if not problems and not is_new:
        problems = [Problem(field="value", code="policy_change_nothing")]
    if problems:
        raise Invalid(*problems)
    return tidy


def _standing(
    draft: PolicyChangeDraft,
    by_id: Mapping[str, Clause],
    policy: Policy,
    changes: Sequence[PolicyChange],
) -> PolicyChangeDraft | Problem:
    """Find what stands until the day of a change, or say that there is nothing to be changed."""
    on = draft.from_on
    lists = text_lists(worded(policy, changes, on))
    if draft.clause in lists and draft.field == TEXTS:
        return replace(draft, texts=lists[draft.clause], numbers=(), unit=None)
    if draft.clause not in by_id:
        unknown: dict[str, Value] = {"clause": draft.clause[:60]}
        return Problem(field="clause", code="policy_clause_unknown", values=unknown)
    clause = by_id[draft.clause]
    if not is_field(clause, draft.field):
        known = ", ".join(fields_of(clause)) or "–"
        values: dict[str, Value] = {"field": draft.field[:60], "known": known}
        return Problem(field="field", code="policy_field_unknown", values=values)
    versions = with_changes([clause], changes)
    now = next((one for one in versions if one.is_in_force(on)), clause)
    return standing(now, draft.field, on)


def _draft_problems(
    draft: PolicyChangeDraft, clause: Clause | None, policy: Policy, law: Law
) -> Iterable[Problem]:
    if clause is None:
        return _text_problems(draft, law)
    if draft.field.startswith(NUMBERS):
        return [*_number_problems(draft, clause), *_promise_problems(draft, clause, policy, law)]
    allowed = choices_of(policy, draft.field)
    return [_choice_problem(draft, one, allowed) for one in draft.texts if one not in allowed]


def _number_problems(draft: PolicyChangeDraft, clause: Clause) -> Iterable[Problem]:
    figure = clause.figures[draft.field.removeprefix(NUMBERS)]
    allowed = units_of(clause, draft.field)
    assert draft.unit is not None
    if draft.unit not in allowed:
        yield _choice_problem(draft, draft.unit.value, allowed)
    if not draft.numbers or (len(draft.numbers) > 1 and not figure.is_row):
        yield Problem(field=draft.field, code="policy_value_missing", values={"key": draft.clause})
    for number in draft.numbers:
        problem = number_problem(draft.clause, number, draft.unit)
        if problem is not None:
            yield problem._replace(field=draft.field)


def _promise_problems(
    draft: PolicyChangeDraft, clause: Clause, policy: Policy, law: Law
) -> Iterable[Problem]:
    """L-2: no repair or return is promised for later than the law allows."""
    name = draft.field.removeprefix(NUMBERS)
    promised = [policy.service(key) for key, figure in clause.promises.items() if figure == name]
    kinds = {kind for service in promised if service is not None for kind in service.kinds}
    if draft.unit is not None and kinds & kinds_limited(law):
        for problem in longer_than_law(draft.clause, draft.numbers, draft.unit, law):
            yield problem._replace(field=draft.field)


def _choice_problem(draft: PolicyChangeDraft, value: str, allowed: Sequence[str]) -> Problem:
    values = {"key": draft.clause, "value": value[:40], "choices": ", ".join(allowed)}
    return Problem(field=draft.field, code="policy_choice_unknown", values=values)


def _text_problems(draft: PolicyChangeDraft, law: Law) -> Iterable[Problem]:
    if not draft.texts and not draft.clause.startswith(GIFTS):
        yield Problem(field=TEXTS, code="policy_value_missing", values={"key": draft.clause})
    if len(draft.texts) > MOST_TEXTS:
        yield Problem(field=TEXTS, code="field_too_many", values={"most": MOST_TEXTS})
    for text in draft.texts:
        if len(text) > LONGEST_TEXT:
            values: dict[str, Value] = {"length": len(text), "most": LONGEST_TEXT}
            yield Problem(field=TEXTS, code="text_too_long", values=values)
        if draft.clause.startswith(MESSAGES):
            yield from placeholder_problems(TEXTS, text)
        problem = void_text_problem(TEXTS, text, law)
        if problem is not None:
            yield problem


def _version_problems(
    drafts: Sequence[PolicyChangeDraft],
    by_id: Mapping[str, Clause],
    changes: Sequence[PolicyChange],
    law: Law,
) -> Iterable[Problem]:
    """Say what no version of the changed clauses may be, those of later changes included."""
    for clause_id in dict.fromkeys(one.clause for one in drafts if one.clause in by_id):
        clause = by_id[clause_id]
        every: list[PolicyChangeDraft] = [*changes, *drafts]
        for version in with_changes([clause], every):
            if version == clause:
                continue
            for problem in (*against_law(version, law), *plan_problems(version)):
                field = problem.field.removeprefix(f"{clause_id}.")
                values = {**problem.values, "key": clause_id}
                yield Problem(field=field, code=problem.code, values=values)
            charge = version.charge
            if isinstance(charge, ShareByAge):
                ages, shares = version.figures[charge.ages], version.figures[charge.shares]
                if not steps_rise(ages.values, shares.values):
                    field = f"{NUMBERS}{charge.shares}"
                    yield Problem(field=field, code="policy_steps_wrong", values={"key": clause_id})
