"""Reads a trade's profile: the common part, and on top of it the trade's own.

The clauses of both, which stand last in their files, are read by ``policies.clauses`` when they
are needed: the start of the program does not wait for them.
"""

import tomllib
from collections.abc import Mapping
from typing import Any, Final

from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import CaseKind, Cause
from shopcare.domain.errors import Refusal
from shopcare.domain.policy.policy import (
    Category,
    Measure,
    MessageStep,
    Occasion,
    Policy,
    Service,
)
from shopcare.system.paths import resource

_FOLDER: Final = "policies"
_COMMON: Final = "common"
_FIRST_CLAUSE: Final = "\n[[clauses]]"


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
    for table in ("steps", "terms", "talking_points", "gifts", "messages"):
        merged[table] = {**common[table], **own.get(table, {})}
    return Policy(
        trade=trade,
        label=merged["label"],
        kinds=tuple(CaseKind(kind) for kind in merged["kinds"]),
        categories=tuple(_category(entry) for entry in merged.get("categories", [])),
        services=tuple(_service(entry) for entry in merged["services"]),
        accessories=tuple(merged.get("accessories", [])),
        checks=tuple(merged["checks"]),
        steps=_by_kind(merged["steps"]),
        terms=_by_kind(merged["terms"]),
        causes={Cause(cause): hint for cause, hint in merged["causes"].items()},
        gifts={Occasion(occasion): tuple(gifts) for occasion, gifts in merged["gifts"].items()},
        messages={MessageStep(step): tuple(lines) for step, lines in merged["messages"].items()},
        talking_points={
            Purpose(purpose): tuple(points) for purpose, points in merged["talking_points"].items()
        },
        eyes=merged.get("eyes", {}),
        measures=tuple(
            Measure(**{**entry, "choices": tuple(entry.get("choices", ()))})
            for entry in merged.get("measures", [])
        ),
    )


def _profiles() -> list[str]:
    return sorted(file.stem for file in resource(_FOLDER).glob("*.toml") if file.stem != _COMMON)


def _read(name: str) -> dict[str, Any]:
    text = resource(f"{_FOLDER}/{name}.toml").read_text("utf-8")
    return tomllib.loads(text.partition(_FIRST_CLAUSE)[0])


def _by_kind(table: Mapping[str, list[str]]) -> dict[CaseKind, tuple[str, ...]]:
    return {CaseKind(kind): tuple(texts) for kind, texts in table.items()}


def _category(entry: Mapping[str, Any]) -> Category:
    return Category(
        key=entry["key"],
        label=entry["label"],
        words=tuple(word.casefold() for word in entry["words"]),
        durable=entry.get("durable"),
    )


def _service(entry: Mapping[str, Any]) -> Service:
    return Service(
        key=entry["key"],
        label=entry["label"],
        kinds=frozenset(CaseKind(kind) for kind in entry["kinds"]),
        checks=tuple(entry["checks"]),
        words=tuple(word.casefold() for word in entry.get("words", [])),
        at_home=entry.get("at_home", False),
    )
