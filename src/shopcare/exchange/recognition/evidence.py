"""Columns given to fields by all their evidence together, for the whole list at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from shopcare.exchange.recognition.assignment import best_assignment
from shopcare.exchange.recognition.content_evidence import (
    ColumnContents,
    content_points,
    contents_of,
    points_alone,
)
from shopcare.exchange.recognition.headings import (
    Heading,
    heading_points,
    owner_of,
    plain_heading,
    read_heading,
)
from shopcare.exchange.recognition.owners import owner_priors, points_for
from shopcare.exchange.recognition.words import TableKind, fields_of, heading_words

_LEAST: Final = 30.0
"""A column with fewer points is rather left out."""
_SURE: Final = 58.0
_NEARLY_AS_GOOD: Final = 5.0
_CLAIMS: Final = 50.0
_KNOWN_BELOW: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnEvidence:
    """What there is to judge a column by."""

    heading: Heading
    contents: ColumnContents
    plain: str = ""
    """The heading, folded; columns of one heading claim a field alike."""

    @classmethod
    def of(
        cls, heading: str, above: Sequence[str] = (), cells: Sequence[str] = ()
    ) -> "ColumnEvidence":
        """Gather it from a heading, the headings above it, and the first cells below."""
        return cls(
            heading=read_heading(heading, *above),
            contents=contents_of(cells),
            plain=plain_heading(heading),
        )


class Doubt(NamedTuple):
    """A column that was given to a field without being sure."""

    field: str
    column: int
    rival: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The best assignment."""

    points: float
    columns: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    rivals: tuple[tuple[str, int], ...] = ()
    """Fields with the columns that claimed them, too."""


def given_by_evidence(
    evidence: Sequence[ColumnEvidence], kind: TableKind, closed: frozenset[str]
) -> Given:
    """Choose fields for all columns at once.

    Args:
        evidence: Of each column.
        kind: What the table lists.
        closed: Fields that are chosen already.
    """
    by_heading = _without_instalments(evidence, [_of_heading(one, kind) for one in evidence])
    by_heading = _with_whole_receipts(evidence, by_heading)
    owned = [
        (owner_of(column.heading), points)
        for column, points in zip(evidence, by_heading, strict=True)
    ]
    best: Given | None = None
    for owner, cost in owner_priors(owned).items():
        mine = [points_for(owner, whose, points) for whose, points in owned]
        given = _assign(evidence, mine, kind, closed, cost)
        if owner == "recipient" and "number" in given.columns:
            # A member's number beside a recipient's name need not be the same person's.
            doubts = (Doubt("name", at, None) for at in given.columns.get("name", ()))
            given = replace(given, doubts=(*given.doubts, *doubts))
        if best is None or given.points > best.points:
            best = given
    return _with_a_day_of_sale(best or Given(points=0.0), kind, closed)


def _with_a_day_of_sale(given: Given, kind: TableKind, closed: frozenset[str]) -> Given:
    """Take the only day that a list of sales has for the day of sale, but not for sure."""
    columns = dict(given.columns)
    wanted = kind is TableKind.PURCHASES and "sold_on" not in {*columns, *closed}
    for name in _OTHER_DAYS if wanted else ():
        if name in columns:
            columns["sold_on"] = columns.pop(name)
            doubt = Doubt("sold_on", columns["sold_on"][0], None)
            return replace(given, columns=columns, doubts=(*given.doubts, doubt))
    return given


_OTHER_DAYS: Final = ("handed_over_on", "measured_on")


def _of_heading(column: ColumnEvidence, kind: TableKind) -> dict[str, float]:
    points = heading_points(column.heading, kind)
    tokens = column.heading.tokens
    if not points and (not any(tokens) or column.heading.unknown >= _KNOWN_BELOW):
        return {
            name: value
            for name, value in points_alone(column.contents).items()
            if name in fields_of(kind)
        }
    return points


_INSTALMENT: Final = 40.0
_AMOUNTS: Final = ("amount", "receipt_amount")


def _without_instalments(
    evidence: Sequence[ColumnEvidence], by_heading: Sequence[dict[str, float]]
) -> Sequence[dict[str, float]]:
    """Take what is paid so far for less than the whole, where the list says what is still owed."""
    tags = [column.heading.tags for column in evidence]
    if not any("rest" in of_one for of_one in tags):
        return by_heading
    return [
        {
            name: value - _INSTALMENT * (name in _AMOUNTS and "paid" in of_one)
            for name, value in points.items()
        }
        for of_one, points in zip(tags, by_heading, strict=True)
    ]


_BUYER: Final = ("name", "phones", "number")


def _with_whole_receipts(
    evidence: Sequence[ColumnEvidence], by_heading: Sequence[dict[str, float]]
) -> Sequence[dict[str, float]]:
    """Take a sum for the receipt's that stands only where its buyer does, not in every line."""
    filled = [column.contents.filled for column in evidence]

    def counts(*fields: str) -> set[int]:
        return {
            count
            for count, points in zip(filled, by_heading, strict=True)
            if max(points.get(field, 0.0) for field in fields) >= _CLAIMS
        }

    lines, receipts = max(counts("amount", "unit_price"), default=0), counts(*_BUYER) - {0}
    return [
        _of_receipt(points) if count < lines and count in receipts else points
        for count, points in zip(filled, by_heading, strict=True)
    ]


def _of_receipt(points: Mapping[str, float]) -> dict[str, float]:
    whole = max(points.get(field, 0.0) for field in _AMOUNTS)
    others = {field: value for field, value in points.items() if field not in _AMOUNTS}
    return {**others, "receipt_amount": whole} if whole else others


def _assign(
    evidence: Sequence[ColumnEvidence],
    by_heading: Sequence[Mapping[str, float]],
    kind: TableKind,
    closed: frozenset[str],
    cost: float,
) -> Given:
    fields = [name for name in fields_of(kind) if name not in closed]
    several = heading_words().several
    single = [name for name in fields if name not in several]
    scores = [
        {name: _score(name, column, points) for name in points if name in fields}
        for column, points in zip(evidence, by_heading, strict=True)
    ]
    shared = [
        max(((score.get(name, 0.0), name) for name in several), default=(0.0, ""))
        for score in scores
    ]
    gains = [
        [score.get(name, 0.0) - own for name in single]
        for score, (own, _) in zip(scores, shared, strict=True)
    ]
    columns: dict[str, tuple[int, ...]] = {}
    points = -cost
    for at, place in enumerate(best_assignment(gains)):
        name = shared[at][1] if place is None else single[place]
        value = scores[at].get(name, 0.0)
        if value > 0:
            columns[name] = (*columns.get(name, ()), at)
            points += value
    return Given(
        points=points,
        columns=columns,
        doubts=_doubts(columns, scores, by_heading, evidence),
        rivals=_rivals(columns, by_heading),
    )


def _score(name: str, column: ColumnEvidence, by_heading: Mapping[str, float]) -> float:
    score = by_heading[name] + content_points(name, column.contents)
    return score if score >= _LEAST else 0.0


def _doubts(
    columns: Mapping[str, tuple[int, ...]],
    scores: Sequence[Mapping[str, float]],
    by_heading: Sequence[Mapping[str, float]],
    evidence: Sequence[ColumnEvidence],
) -> tuple[Doubt, ...]:
    used = {at for places in columns.values() for at in places}
    doubts = []
    for name, places in columns.items():
        for at in places:
            rival = max(
                (other for other in range(len(scores)) if other not in used),
                key=lambda other: scores[other].get(name, 0.0),
                default=None,
            )
            close = rival is not None and (
                scores[rival].get(name, 0.0) >= max(_CLAIMS, scores[at][name] - _NEARLY_AS_GOOD)
            )
            weak = by_heading[at][name] < _SURE or scores[at][name] < _SURE
            if close or weak:
                doubts.append(Doubt(name, at, rival if close else None))
    return tuple(doubts)


def _rivals(
    columns: Mapping[str, tuple[int, ...]], by_heading: Sequence[Mapping[str, float]]
) -> tuple[tuple[str, int], ...]:
    used = {at for places in columns.values() for at in places}
    rivals = []
    for at, points in enumerate(by_heading):
        name, value = max(points.items(), key=lambda one: one[1], default=("", 0.0))
        if at not in used and value >= _CLAIMS and name in columns:
            rivals.append((name, at))
    return tuple(rivals)
