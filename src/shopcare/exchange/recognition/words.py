"""The words over columns and the rules of the fields, from ``resources/words/headings.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import product
from typing import Any

from shopcare.system.paths import resource


class TableKind(StrEnum):
    """What a table lists."""

    CUSTOMERS = "customers"
    PURCHASES = "purchases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a heading has to say to mean a field."""

    tags: frozenset[str]
    points: float
    """Of 100."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What has to stand in a column of a field."""

    shapes: frozenset[str]
    good: float
    """Points where everything fits."""
    bad: float
    """Points taken where nothing fits."""
    alone: float
    """Points for a column without a known heading; 0: contents alone say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingWords:
    """Everything the file of words holds."""

    tags_of: Mapping[str, frozenset[str]]
    """Folded word to what it may mean."""
    together: Mapping[str, tuple[str, ...]]
    """Word that says several things at once."""
    letters: Mapping[str, str]
    rules: Mapping[TableKind, Mapping[str, tuple[Rule, ...]]]
    extra: Mapping[str, float]
    extra_in: Mapping[str, Mapping[str, float]]
    prescription: frozenset[str]
    """Fields of measured eyes."""
    several: frozenset[str]
    """Fields that take every column that claims them; all others take one."""
    contents: Mapping[str, Contents]
    simplified: Mapping[int, str]
    """For ``str.translate``: traditional signs to simplified ones."""
    longest: int
    """Letters of the longest word."""


@cache
def heading_words() -> HeadingWords:
    """Read the file of words, once."""
    with resource("words/headings.toml").open("rb") as file:
        told = tomllib.load(file)
    tags_of: dict[str, set[str]] = {}
    for tag, words in told["tags"].items():
        for word in words.split():
            tags_of.setdefault(word, set()).add(tag)
    together = {
        word: tuple(tags.split())
        for tags, words in told["together"].items()
        for word in words.split()
    }
    together |= _eyes_run_together(told["eyes"]["sides"], told["eyes"]["measures"])
    common = {**told["fields"]["person"], **told["fields"]["prescription"]}
    return HeadingWords(
        tags_of={word: frozenset(tags) for word, tags in tags_of.items()},
        together=together,
        letters={letter: tag for tag, letter in told["letters"].items()},
        rules={kind: _rules(common, told["fields"][kind.value]) for kind in TableKind},
        extra={tag: float(cost) for cost, tags in told["extra"].items() for tag in tags.split()},
        extra_in=told["extra_in"],
        prescription=frozenset(told["fields"]["prescription"]),
        several=frozenset(told["several"]["fields"].split()),
        contents={field: _contents(entry) for field, entry in told["contents"].items()},
        simplified=_simplified(told["traditional"]["signs"]),
        longest=max(map(len, (*tags_of, *together))),
    )


def _eyes_run_together(
    sides: Mapping[str, str], measures: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Put the letters of an eye before those of a measure, and behind them: rsph, odcyl, sphl."""
    found: dict[str, tuple[str, ...]] = {}
    for side, signs in sides.items():
        for measure, words in measures.items():
            for sign, word in product(signs.split(), words.split()):
                if word not in ("s", "c", "a") or sign not in ("re", "le"):  # rec, lea: no eyes
                    found[sign + word] = (side, measure)
                if len(sign + word) >= 3 and sign + word not in ("rva", "lva"):  # val is a value
                    found.setdefault(word + sign, (side, measure))
    return found


def _simplified(signs: str) -> dict[int, str]:
    return {ord(old): new for old, new in zip(signs[::2], signs[1::2], strict=True)}


def _rules(
    common: Mapping[str, list[str]], own: Mapping[str, list[str]]
) -> Mapping[str, tuple[Rule, ...]]:
    fields = dict.fromkeys((*common, *own))
    return {
        field: tuple(map(_rule, (*common.get(field, ()), *own.get(field, ())))) for field in fields
    }


def _rule(text: str) -> Rule:
    tags, _, points = text.rpartition(" ")
    return Rule(tags=frozenset(tags.split()), points=float(points))


def _contents(entry: Mapping[str, Any]) -> Contents:
    return Contents(
        shapes=frozenset(entry["shapes"].split()),
        good=float(entry["good"]),
        bad=float(entry["bad"]),
        alone=float(entry.get("alone", 0)),
    )


def fields_of(kind: TableKind) -> tuple[str, ...]:
    """Name the fields that a table of this kind can fill."""
    return tuple(heading_words().rules[kind])
