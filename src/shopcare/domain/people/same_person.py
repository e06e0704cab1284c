"""How two records are found that may be one person (W-2), and how they are made one."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from operator import itemgetter
from typing import Any, Final, NamedTuple

from shopcare.domain.ids import CustomerId, StaffId
from shopcare.domain.people.customer import CustomerDraft, is_name_untold
from shopcare.domain.people.pinyin import Readings
from shopcare.domain.typed.phone import Phone

_LAST: Final = 4


class SamePersonReason(StrEnum):
    """Why two records may be one person."""

    NUMBER = "same_number"
    NAME_AND_ADDRESS = "same_name_and_address"
    SOUND_AND_LAST_DIGITS = "same_sound_and_last_digits"


class Compared(NamedTuple):
    """What is compared of one person; there may be a hundred thousand."""

    name: str
    address: str
    digits: Sequence[str]
    """Of every phone."""
    is_named: bool
    """Whether the name is a name, and no number that stands for one."""


def compared(draft: CustomerDraft) -> Compared:
    """Give what is compared of a person."""
    digits = [phone.digits for phone in draft.phones]
    is_named = draft.name.isalpha() or not is_name_untold(draft)
    return Compared(draft.name, draft.address, digits, is_named)


Groups = Iterable[Sequence[int]]
"""Places of people who share something, in their order."""


def alike(people: Iterable[Compared], readings: Readings) -> dict[SamePersonReason, Groups]:
    """Put people together who share name and address, or sound and last digits.

    A name sounds as it is most usually read. Blanks and capitals do not tell two apart.
    """
    addresses, sounds = _Together(), _Together()
    usual = {sign: spelled[0] for sign, spelled in readings.items()}.get
    for at, (name, address, numbers, is_named) in enumerate(people):
        plain = plain_name(name)
        if address:
            addresses.add(at, hash((plain, plain_name(address))))
        if is_named and numbers:
            sound = "".join(map(usual, plain, plain))  # what has no spelling stands for itself
            for digits in _last_digits(numbers):
                sounds.add(at, hash((sound, digits)))
    return {
        SamePersonReason.NAME_AND_ADDRESS: addresses.groups(),
        SamePersonReason.SOUND_AND_LAST_DIGITS: sounds.groups(),
    }


class _Together:
    """Puts places together that share a hash; nearly every hash stands there once.

    In arrays: two tables of hashes for a hundred thousand people would take 30 MB.
    """

    def __init__(self) -> None:
        self._places = array("l")
        self._keys = array("q")

    def add(self, at: int, key: int) -> None:
        """Take one place."""
        self._places.append(at)
        self._keys.append(key)

    def groups(self) -> list[list[int]]:
        """Give the places that share a hash, in the order in which a second one turns up."""
        once: set[int] = set()
        shared: set[int] = set()
        for key in self._keys:
            (shared if key in once else once).add(key)
        groups: dict[int, list[int]] = {}
        for at, key in zip(self._places, self._keys, strict=True):
            if key in shared:
                groups.setdefault(key, []).append(at)
        return sorted(groups.values(), key=itemgetter(1))


def plain_name(name: str) -> str:
    """Fold a tidied line, so that blanks and capitals do not tell two people apart."""
    return name.replace(" ", "").casefold()


def _last_digits(numbers: Sequence[str]) -> Iterable[str]:
    """Give the ends of somebody's numbers, each once; nearly everybody has one number."""
    if len(numbers) == 1:
        return (numbers[0][-_LAST:],)
    return {number[-_LAST:] for number in numbers}


class Choice(StrEnum):
    """Whose fact a merged record gets."""

    KEPT = "kept"
    OTHER = "other"
    BOTH = "both"
    """Put together; only phones and remarks can be."""


MERGED_FIELDS: Final = (
    "name",
    "number",
    "phones",
    "address",
    "birthday",
    "key_account",
    "prefers",
    "call_hours",
    "no_calls",
    "remark",
)
JOINED: Final = frozenset({"phones", "remark"})
"""What two records say can stand side by side."""


def differing(kept: CustomerDraft, other: CustomerDraft) -> tuple[str, ...]:
    """Name the facts in which two records differ, in the order in which they are asked for."""
    return tuple(name for name in MERGED_FIELDS if getattr(kept, name) != getattr(other, name))


def usual_choice(name: str, kept: CustomerDraft, other: CustomerDraft) -> Choice:
    """Propose whose fact is taken: nothing is lost, and what somebody told goes before nothing."""
    if name in JOINED:
        return Choice.BOTH
    if name == "name" and is_name_untold(kept):
        return Choice.OTHER
    is_theirs = getattr(other, name) and not getattr(kept, name)
    return Choice.OTHER if is_theirs else Choice.KEPT


def one_draft(
    kept: CustomerDraft, other: CustomerDraft, choices: Mapping[str, Choice]
) -> CustomerDraft:
    """Make one draft of two records.

    Args:
        kept: whose id stays.
        other: the record that is merged into it.
        choices: by field; what is not named is taken as ``usual_choice`` says.
    """
    facts = {
        name: _chosen(name, kept, other, choices.get(name) or usual_choice(name, kept, other))
        for name in MERGED_FIELDS
    }
    return CustomerDraft(**facts)


def _chosen(name: str, kept: CustomerDraft, other: CustomerDraft, choice: Choice) -> Any:
    ours, theirs = getattr(kept, name), getattr(other, name)
    if choice is not Choice.BOTH:
        return ours if choice is Choice.KEPT else theirs
    assert name in JOINED
    both = dict.fromkeys((*ours, *theirs)) if name == "phones" else dict.fromkeys((ours, theirs))
    return tuple(both) if name == "phones" else "\n".join(filter(None, both))


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedRecord:
    """A record that was merged into another, as it stood; it is read under the other's id."""

    id: CustomerId
    kept_id: CustomerId
    merged_at: datetime
    merged_by: StaffId
    name: str
    number: str | None
    address: str
    phones: tuple[Phone, ...]
    old_number: str | None
    """The member number of the two that nobody has any more; the customer is found by it."""
    names: tuple[str, ...]
    """What the two were called; the customer is found by each."""

    def as_draft(self) -> CustomerDraft:
        """Give the record as lists from a till still name the customer."""
        phones, number = self.phones, self.old_number or self.number
        return CustomerDraft(name=self.name, number=number, phones=phones, address=self.address)
