"""Reads a trade's profile: the common rules, and on top of them the trade's own."""

import tomllib
from collections.abc import Mapping
from typing import Any, Final

from shopcare.domain.calendar.count_rule import CountRule
from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import CaseKind
from shopcare.domain.errors import Refusal
from shopcare.domain.policy.policy import Category, FollowUp, Policy, Service, Trigger
from shopcare.system.paths import resource

_FOLDER: Final = "policies"
_COMMON: Final = "common"


def trades() -> dict[str, str]:
    """Name the trades: each has a profile; its key is the file's name, its label stands in it."""
    return {trade: _read(trade)["label"] for trade in _profiles()}


def load_policy(trade: str) -> Policy:
    """Read the policy of a trade; where a profile is silent, the common rule stands.

    Raises:
        Refusal: ``trade_unknown``.
    """
    if trade not in (known := _profiles()):
        raise Refusal("trade_unknown", trade=trade[:40], known=", ".join(known))
    common, own = _read(_COMMON), _read(trade)
    merged: dict[str, Any] = {**common, **own}
    merged["follow_ups"] = _own_series_first(common["follow_ups"], own.get("follow_ups", []))
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


def _own_series_first(
    common: list[dict[str, Any]], own: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Let a trade's own calls after something take the place of the common ones (T-7 of C-5)."""
    replaced = {entry["trigger"] for entry in own}
    return [entry for entry in common if entry["trigger"] not in replaced] + own


def _profiles() -> list[str]:
    return sorted(file.stem for file in resource(_FOLDER).glob("*.toml") if file.stem != _COMMON)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource(f"{_FOLDER}/{name}.toml").read_text("utf-8"))


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
