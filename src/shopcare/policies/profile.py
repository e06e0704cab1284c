"""Reads a trade's profile: the common rules, and on top of them the trade's own."""

import tomllib
from collections.abc import Mapping
from typing import Any, Final

from shopcare.domain.calendar.count_rule import CountRule
from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import CaseKind
from shopcare.domain.policy.policy import Category, FollowUp, Policy, Service, Trigger
from shopcare.system.resources import resource

TRADES: Final = ("optical", "clothing", "tile", "beauty")


def load_policy(trade: str) -> Policy:
    """Read the policy of a trade; where a profile is silent, the common rule stands.

    Raises:
        LookupError: there is no such trade.
    """
    if trade not in TRADES:
        raise LookupError(trade)
    common, own = _read("common"), _read(trade)
    merged: dict[str, Any] = {**common, **own}
    merged["follow_ups"] = common["follow_ups"] + own.get("follow_ups", [])
    for table in ("steps", "terms", "talking_points"):
        merged[table] = {**common[table], **own.get(table, {})}
    return Policy(
        trade=trade,
        label=merged["label"],
        kinds=tuple(CaseKind(kind) for kind in merged["kinds"]),
        acknowledge=CountRule.from_plain(merged["acknowledge"]),
        next_step=CountRule.from_plain(merged["next_step"]),
        categories=tuple(_category(entry) for entry in merged.get("categories", [])),
        services=tuple(_service(entry) for entry in merged["services"]),
        follow_ups=tuple(_follow_up(entry) for entry in merged["follow_ups"]),
        accessories=tuple(merged.get("accessories", [])),
        checks=tuple(merged["checks"]),
        steps=_by_kind(merged["steps"]),
        terms=_by_kind(merged["terms"]),
        talking_points={
            Purpose(purpose): tuple(points) for purpose, points in merged["talking_points"].items()
        },
        unsatisfied_at_most=merged["unsatisfied_at_most"],
    )


def _read(name: str) -> dict[str, Any]:
    file = resource(f"policies/{name}.toml")
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


def _by_kind(table: Mapping[str, list[str]]) -> dict[CaseKind, tuple[str, ...]]:
    return {CaseKind(kind): tuple(texts) for kind, texts in table.items()}


def _category(entry: Mapping[str, Any]) -> Category:
    return Category(
        key=entry["key"],
        label=entry["label"],
        words=tuple(word.casefold() for word in entry["words"]),
        fitted=entry["fitted"],
    )


def _service(entry: Mapping[str, Any]) -> Service:
    return Service(
        key=entry["key"],
        label=entry["label"],
        kinds=frozenset(CaseKind(kind) for kind in entry["kinds"]),
        promised_working_days=entry["promised_working_days"],
        checks=tuple(entry["checks"]),
        fitted=entry.get("fitted", False),
        words=tuple(word.casefold() for word in entry.get("words", [])),
    )


def _follow_up(entry: Mapping[str, Any]) -> FollowUp:
    return FollowUp(
        clause=entry["clause"],
        trigger=Trigger(entry["trigger"]),
        purpose=Purpose(entry["purpose"]),
        rule=CountRule.from_plain(entry["rule"]),
    )
