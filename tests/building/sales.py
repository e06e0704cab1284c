"""What is known of a sale, for the tests of verdicts: by example and at random."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from shopcare.domain.cases.returns import Fault
from shopcare.domain.errors import Invalid
from shopcare.domain.money import Fen
from shopcare.domain.policy.change_check import check_changes
from shopcare.domain.policy.clause import Axis, Clause, Option
from shopcare.domain.policy.policy import Policy
from shopcare.domain.policy.policy_changes import (
    CHOICES,
    NUMBERS,
    PolicyChangeDraft,
    fields_of,
    units_of,
    with_changes,
)
from shopcare.domain.policy.sale_facts import SaleFacts, SaleKind
from shopcare.domain.policy.verdict import Ruling, Verdict
from shopcare.domain.purchases.purchase import SalesChannel
from shopcare.policies.clauses import load_clauses, load_law
from shopcare.policies.profile import load_policy

TRADES = ("optical", "clothing", "tile", "beauty")
SOLD = date(2026, 3, 2)
KNOWN = SaleFacts(
    sold_on=SOLD,
    received_on=SOLD,
    amount_fen=Fen(100_000),
    quantity=Decimal(1),
    sale_kind=SaleKind.REGULAR,
    channel=SalesChannel.COUNTER,
    receipt=True,
    fault=Fault.NONE,
    saleable=True,
    laid=False,
    warranty_card=True,
    repairable=True,
    durable=True,
)
CATEGORY = {
    "optical": "frame_glasses",
    "clothing": "textile",
    "tile": "floor_tile",
    "beauty": "skincare",
}


def known(trade: str, **more: object) -> SaleFacts:
    """Give a sale of which everything is known, and what differs."""
    facts = {name: getattr(KNOWN, name) for name in KNOWN.__slots__}
    return SaleFacts(**{**facts, "category": CATEGORY[trade], **more})


def ruling(found: Verdict, option: Option, axis: Axis | None) -> Ruling:
    """Find what a verdict says about one option."""
    return next(r for r in found.rulings if r.option is option and r.axis is axis)


def _maybe(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | values


@st.composite
def sales(draw: st.DrawFn) -> SaleFacts:
    """Give a sale of which anything but its day may be unknown."""
    sold = draw(st.dates(date(2025, 1, 1), date(2026, 11, 28)))
    delay = draw(_maybe(st.integers(0, 20)))
    return SaleFacts(
        category=draw(_maybe(st.sampled_from([*CATEGORY.values(), "suit", "leather", "other"]))),
        sold_on=sold,
        received_on=None if delay is None else sold + timedelta(days=delay),
        amount_fen=draw(_maybe(st.integers(0, 10_000_000))),
        quantity=draw(_maybe(st.decimals("0.01", 200, places=2))),
        sale_kind=draw(_maybe(st.sampled_from(SaleKind))),
        channel=draw(_maybe(st.sampled_from(SalesChannel))),
        receipt=draw(_maybe(st.booleans())),
        fault=draw(_maybe(st.sampled_from(Fault))),
        saleable=draw(_maybe(st.booleans())),
        laid=draw(_maybe(st.booleans())),
        warranty_card=draw(_maybe(st.booleans())),
        shelf_life_until=draw(_maybe(st.dates(date(2025, 1, 1), date(2028, 12, 31)))),
        repairable=draw(_maybe(st.booleans())),
        durable=draw(_maybe(st.booleans())),
        repaired_on=draw(_maybe(st.integers(0, 500).map(lambda days: sold + timedelta(days)))),
        same_fault=draw(_maybe(st.booleans())),
    )


@st.composite
def policies(draw: st.DrawFn) -> tuple[str, tuple[Clause, ...]]:
    """Give a trade and its clauses with some changes of the shop that are allowed."""
    trade = draw(st.sampled_from(TRADES))
    clauses = load_clauses(trade, "CN")
    made: list[PolicyChangeDraft] = []
    for _ in range(draw(st.integers(0, 4))):
        changeable = [clause for clause in clauses if fields_of(clause) and clause.options]
        clause = draw(st.sampled_from(changeable))
        drafted = [draw(_draft(clause, field)) for field in fields_of(clause)]
        kept = _allowed(trade, clauses, drafted, made)
        made += kept
    return trade, with_changes(clauses, made)


@cache
def _policy(trade: str) -> Policy:
    return load_policy(trade)


def _allowed(
    trade: str,
    clauses: Sequence[Clause],
    drafts: list[PolicyChangeDraft],
    made: list[PolicyChangeDraft],
) -> list[PolicyChangeDraft]:
    """Give the drafts if the shop may make them all, else those that it may make alone."""
    law, policy = load_law("CN"), _policy(trade)
    for some in ([drafts], [[one] for one in drafts]):
        kept = []
        for few in some:
            try:
                kept += check_changes(few, clauses, policy, made, law, date(2025, 1, 1))
            except Invalid:
                continue
        if kept:
            return kept
    return []


@st.composite
def _draft(draw: st.DrawFn, clause: Clause, field: str) -> PolicyChangeDraft:
    from_on = draw(st.dates(date(2025, 1, 1), date(2027, 12, 31)))
    if field in CHOICES:
        texts = tuple(draw(st.sets(st.sampled_from(CHOICES[field]))))
        return PolicyChangeDraft(clause=clause.id, field=field, texts=texts, from_on=from_on)
    figure = clause.figures[field.removeprefix(NUMBERS)]
    most = 100 if figure.unit.value in ("percent", "points") else 400
    numbers = draw(st.lists(st.integers(0, most), min_size=1, max_size=4))
    return PolicyChangeDraft(
        clause=clause.id,
        field=field,
        numbers=tuple(sorted(numbers)) if figure.is_row else (numbers[0],),
        unit=draw(st.sampled_from(units_of(clause, field))),
        from_on=from_on,
    )
