"""Which column fills which field: recognised by headings, or as the shop says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shopcare.domain.errors import Refusal
from shopcare.exchange.headings import SEVERAL, TableKind, field_of, fields_of, plain_heading

ColumnChoice = Mapping[str, Sequence[str]]
"""Field to headings or column letters; an empty sequence: the field stays empty."""

MOST_LETTERS = 3


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

    def shown(self) -> dict[str, list[str]]:
        """Give field to headings (or letters where there is none), for a page or a script."""
        return {field: [self.heading(at) for at in spots] for field, spots in self.columns.items()}

    def heading(self, position: int) -> str:
        """Name a column as the user sees it."""
        given = self.headings[position] if position < len(self.headings) else ""
        return given or letter_of(position)

    @property
    def missing(self) -> tuple[str, ...]:
        """Name what the table cannot do without and has no column for."""
        if self.kind is TableKind.CUSTOMERS:
            return () if "name" in self.columns else ("name",)
        missing = [] if {"product", "model"} & set(self.columns) else ["product"]
        if "sold_on" not in self.columns:
            missing.append("sold_on")
        if not {"name", "number", "phones"} & set(self.columns):
            missing.append("name")
        return tuple(missing)


def recognise(
    headings: Sequence[str], kind: TableKind, choice: ColumnChoice | None = None
) -> Recognised:
    """Match headings with fields; what the shop chose goes before what the words say.

    Raises:
        Refusal: ``column_field_unknown``, ``column_not_found``, ``column_taken_twice``.
    """
    chosen = _chosen(headings, kind, choice or {})
    taken = {spot for spots in chosen.values() for spot in spots}
    claims: dict[str, list[tuple[int, int]]] = {}
    unknown = []
    for position, heading in enumerate(headings):
        if position in taken or not heading:
            continue
        found = field_of(heading, kind)
        if found is None:
            unknown.append(heading)
        elif found[0] not in chosen:
            claims.setdefault(found[0], []).append((found[1], position))
    columns = {field: spots for field, spots in chosen.items() if spots}
    ambiguous = {}
    for field, spots in claims.items():
        if field in SEVERAL:
            columns[field] = tuple(position for _, position in spots)
            continue
        first, *others = sorted(spots)
        columns[field] = (first[1],)
        if others:
            ambiguous[field] = tuple(headings[position] for _, position in others)
    ordered = {field: columns[field] for field in fields_of(kind) if field in columns}
    return Recognised(
        kind=kind,
        headings=tuple(headings),
        columns=ordered,
        ambiguous=ambiguous,
        unknown=tuple(unknown),
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
        if len(spots) > 1 and field not in SEVERAL:
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
