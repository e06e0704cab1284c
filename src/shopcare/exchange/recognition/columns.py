"""Which column fills which field: recognised by evidence, or as the shop says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from shopcare.domain.errors import Refusal
from shopcare.exchange.recognition.evidence import ColumnEvidence, Given, given_by_evidence
from shopcare.exchange.recognition.headings import plain_heading
from shopcare.exchange.recognition.words import TableKind, fields_of, heading_words

ColumnChoice = Mapping[str, Sequence[str]]
"""Field to headings or column letters; an empty sequence: the field stays empty."""

MOST_LETTERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncertain:
    """A column that was taken, but might be meant otherwise."""

    field: str
    heading: str
    instead: str
    """The heading of another column that claims the field nearly as well; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What the program takes from which column of one table."""

    kind: TableKind
    headings: tuple[str, ...]
    columns: Mapping[str, tuple[int, ...]]
    """Field to positions, the first column being 0."""
    ambiguous: Mapping[str, tuple[str, ...]]
    """Field to the headings that claimed it too and were not taken."""
    unknown: tuple[str, ...]
    """Headings that mean nothing to the program; their columns are not taken."""
    uncertain: tuple[Uncertain, ...] = ()
    points: float = 0.0
    """How well the whole assignment fits."""

    def shown(self) -> dict[str, list[str]]:
        """Give field to headings (or letters where there is none), for a page or a script."""
        return {field: [self.heading(at) for at in spots] for field, spots in self.columns.items()}

    def heading(self, position: int) -> str:
        """Name a column as the user sees it."""
        given = self.headings[position] if position < len(self.headings) else ""
        return given or letter_of(position)

    @property
    def left_out(self) -> tuple[str, ...]:
        """Give the headings of the columns that are not taken, as they stand in the file."""
        taken = {spot for spots in self.columns.values() for spot in spots}
        return tuple(
            heading
            for position, heading in enumerate(self.headings)
            if heading and position not in taken
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """Name what the table cannot do without and has no column for."""
        there = set(self.columns)
        whom = () if {"name", "number", "phones"} & there else ("name",)
        if self.kind is TableKind.CUSTOMERS:
            return whom
        what = () if _SOLD & there else ("product",)
        when = () if "sold_on" in there else ("sold_on",)
        return (*what, *when, *whom)


_SOLD = frozenset(
    [
        "product",
        "lens",
        "model",
        "brand",
        "category",
        "amount",
        "receipt_amount",
        "quantity",
        "receipt_number",
    ]
)


def recognise(
    headings: Sequence[str],
    kind: TableKind,
    choice: ColumnChoice | None = None,
    evidence: Sequence[ColumnEvidence] | None = None,
) -> Recognised:
    """Give columns to fields; what the shop chose goes before what the evidence says.

    Args:
        headings: As the user sees them.
        kind: What the table lists.
        choice: What the shop chose.
        evidence: Of each column; None: only its heading.

    Raises:
        Refusal: ``column_field_unknown``, ``column_not_found``, ``column_taken_twice``,
            ``column_one_only``.
    """
    chosen = _chosen(headings, kind, choice or {})
    taken = {spot for spots in chosen.values() for spot in spots}
    told = evidence or [ColumnEvidence.of(heading) for heading in headings]
    free = [spot for spot in range(len(told)) if spot not in taken]
    given = given_by_evidence([told[spot] for spot in free], kind, frozenset(chosen))
    recognised = {field: tuple(free[at] for at in spots) for field, spots in given.columns.items()}
    columns = {field: spots for field, spots in chosen.items() if spots}
    columns |= _taken(recognised, [column.heading.tags for column in told], kind)
    found = Recognised(
        kind=kind,
        headings=tuple(headings),
        columns={field: columns[field] for field in fields_of(kind) if field in columns},
        ambiguous={},
        unknown=(),
        points=given.points,
    )
    return _with_doubts(found, given, free)


def _taken(
    recognised: Mapping[str, tuple[int, ...]], tags: Sequence[frozenset[str]], kind: TableKind
) -> dict[str, tuple[int, ...]]:
    """Leave measurements without a day out; tell a lens from the frame beside it."""
    # A measurement needs its day; in a list of sales that is the day of the sale.
    undated = heading_words().prescription if kind is TableKind.CUSTOMERS else frozenset()
    is_dated = "measured_on" in recognised
    taken = {
        field: spots for field, spots in recognised.items() if is_dated or field not in undated
    }
    if not any(field.startswith(_OF_EYES) for field in taken):
        taken = {field: spots for field, spots in taken.items() if field not in _OF_MEASURING}
    if _is_frame_beside_lens(taken, tags):
        taken["lens"] = taken.pop("product")
    if "birthday_day" in taken and not {"birthday_month", "birthday"} & set(taken):
        taken["birthday"] = taken.pop("birthday_day")
    return taken


_OF_EYES = ("right_", "left_", "pupil_distance")
_OF_MEASURING = frozenset({"measured_on", "measured_by"})
"""What says nothing where nothing was measured."""


def _is_frame_beside_lens(
    taken: Mapping[str, tuple[int, ...]], tags: Sequence[frozenset[str]]
) -> bool:
    """Say whether the product is a lens, but brand or model are those of the frame beside it."""

    def says(field: str, tag: str) -> bool:
        return field in taken and tag in tags[taken[field][0]]

    return says("product", "lens") and (says("brand", "frame") or says("model", "frame"))


def _with_doubts(found: Recognised, given: Given, free: Sequence[int]) -> Recognised:
    """Name the columns that claimed a field as well, and those that may be meant otherwise."""
    used = {spot for spots in found.columns.values() for spot in spots}
    rivals: dict[str, tuple[str, ...]] = {}
    for field, spot in given.rivals:
        if free[spot] not in used:
            rivals[field] = (*rivals.get(field, ()), found.heading(free[spot]))
    claimed = {heading for names in rivals.values() for heading in names}
    doubts = tuple(
        Uncertain(
            field=one.field,
            heading=found.heading(free[one.column]),
            instead="" if one.rival is None else found.heading(free[one.rival]),
        )
        for one in given.doubts
    )
    return replace(
        found,
        ambiguous=rivals,
        unknown=tuple(heading for heading in found.left_out if heading not in claimed),
        uncertain=doubts,
    )


def _chosen(
    headings: Sequence[str], kind: TableKind, choice: ColumnChoice
) -> dict[str, tuple[int, ...]]:
    chosen: dict[str, tuple[int, ...]] = {}
    users: dict[int, str] = {}
    for field, names in choice.items():
        if field not in fields_of(kind):
            raise Refusal("column_field_unknown", text=field, known=", ".join(fields_of(kind)))
        spots = tuple(position_of(name, headings) for name in names)
        for spot, name in zip(spots, names, strict=True):
            if users.setdefault(spot, field) != field:
                raise Refusal("column_taken_twice", column=name)
        if len(spots) > 1 and field not in heading_words().several:
            raise Refusal("column_one_only", field=field)
        chosen[field] = spots
    return chosen


def position_of(name: str, headings: Sequence[str]) -> int:
    """Find a column by its heading, else by its letter as the spreadsheet shows it.

    Raises:
        Refusal: ``column_not_found``.
    """
    for same in (str, plain_heading):
        wanted = same(name.strip())
        for position, heading in enumerate(headings):
            if heading and same(heading) == wanted:
                return position
    letters = name.strip().upper()
    if letters.isascii() and letters.isalpha() and len(letters) <= MOST_LETTERS:
        position = position_of_letters(letters)
        if position < max(len(headings), 1):
            return position
    raise Refusal("column_not_found", column=name[:40])


def position_of_letters(letters: str) -> int:
    """Give the position of a column by the letters over it: A is 0, AA is 26."""
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - ord("A") + 1
    return position - 1


def letter_of(position: int) -> str:
    """Give the letter over a column: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
