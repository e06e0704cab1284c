"""What happened to goods in the shop, one readable sentence for each entry of a timeline."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from shopcare.domain.goods.photo import PhotoKind
from shopcare.domain.goods.repair_trip import RepairPlace
from shopcare.domain.goods.uncollected import SentBy
from shopcare.language.catalog import Catalog, mark
from shopcare.language.day_words import full_day_text
from shopcare.language.records.record_words import label

Values = Mapping[str, Any]

PHOTO_KINDS: Final[Mapping[PhotoKind, str]] = {
    PhotoKind.ON_RECEIPT: mark("On receipt"),
    PhotoKind.FAULT: mark("The fault"),
    PhotoKind.REPAIRED: mark("After the repair"),
    PhotoKind.PROOF: mark("Proof of purchase"),
    PhotoKind.DAMAGE: mark("Damage done here"),
    PhotoKind.OTHER: mark("Something else"),
}
"""What a photo shows; seldom needed, so that no start loads it."""


def photo_kind_text(words: Catalog, kind: PhotoKind) -> str:
    """Say what a photo shows."""
    return words.text(PHOTO_KINDS[kind])


def goods_text(words: Catalog, action: str, said: Values) -> str:
    """Say in one sentence what an entry of the audit log did to goods."""
    tell = _SENTENCES.get(action)
    return tell(words, said) if tell is not None else words.text("Another step was recorded")


def _added(words: Catalog, said: Values) -> str:
    return words.text("Item added: {items}", items=_items(words, said))


def _removed(words: Catalog, said: Values) -> str:
    return words.text("Item removed: {items}", items=_items(words, said))


def _handed_over(words: Catalog, said: Values) -> str:
    return words.text(
        "Part of it handed over: {items}; {n} still here", items=_items(words, said), n=said["left"]
    )


def _taken_back(words: Catalog, said: Values) -> str:
    return words.text("Still here after all: {items}", items=_items(words, said))


def _placed(words: Catalog, said: Values) -> str:
    moves = (_move(words, *moved) for moved in said["moved"])
    return words.text("; ").join(moves)


def _move(words: Catalog, what: str, before: str, after: str) -> str:
    named = what or words.text("the goods")
    if not after:
        return words.text("{what}: no longer on shelf {before}", what=named, before=before)
    if before:
        return words.text(
            "{what}: moved from shelf {before} to {after}", what=named, before=before, after=after
        )
    return words.text("{what}: on shelf {after}", what=named, after=after)


def _lent(words: Catalog, said: Values) -> str:
    day = full_day_text(words, date.fromisoformat(said["due_on"]))
    lent = words.text("Lent: {what}, until {day}", what=said["what"], day=day)
    return _with_condition(words, lent, said)


def _extended(words: Catalog, said: Values) -> str:
    day = full_day_text(words, date.fromisoformat(said["due_on"]))
    return words.text("Lent longer: {what}, until {day}", what=said["what"], day=day)


def _back(words: Catalog, said: Values) -> str:
    return _with_condition(words, words.text("Back: {what}", what=said["what"]), said)


def _not_back(words: Catalog, said: Values) -> str:
    return words.text("Still lent after all: {what}", what=said["what"])


def _not_lent(words: Catalog, said: Values) -> str:
    return words.text("Not lent after all: {what}", what=said["what"])


def _notice(words: Catalog, said: Values) -> str:
    how = label(words, SentBy(said["how"]))
    return words.text("Notice after {n} days sent ({how})", n=said["step"], how=how)


def _no_notice(words: Catalog, said: Values) -> str:
    return words.text("Notice after {n} days not sent after all", n=said["step"])


def trip_text(words: Catalog, said: Values) -> str:
    """Say where goods are repaired, when they were sent and came back, and the numbers (A-9)."""
    parts = [label(words, RepairPlace(said["place"])), said.get("to_whom", "")]
    if said.get("sent_on"):
        day = full_day_text(words, date.fromisoformat(said["sent_on"]))
        parts.append(_numbered(words, words.text("sent {day}", day=day), said.get("sent_number")))
    if said.get("received_on"):
        day = full_day_text(words, date.fromisoformat(said["received_on"]))
        back = words.text("back {day}", day=day)
        parts.append(_numbered(words, back, said.get("received_number")))
    return words.text(", ").join(filter(None, parts))


def _numbered(words: Catalog, sentence: str, number: str | None) -> str:
    return (
        words.text("{sentence} (no. {number})", sentence=sentence, number=number)
        if number
        else sentence
    )


def _marked(words: Catalog, said: Values) -> str:
    if not said["marks"]:
        return words.text("Marks on the sketch removed")
    return marked_text(words, said["marks"])


def marked_text(words: Catalog, marks: Sequence[str]) -> str:
    """Say what is marked, numbered as on the sketch."""
    return words.text("Condition marked: {marks}", marks=_numbered_marks(words, marks))


def _numbered_marks(words: Catalog, marks: Sequence[str]) -> str:
    named = (f"{number} {words.text(word)}" for number, word in enumerate(marks, 1))
    return words.text(", ").join(named)


def _repair_place(words: Catalog, said: Values) -> str:
    return words.text("Where it is repaired: {trip}", trip=trip_text(words, said))


def _no_repair_place(words: Catalog, said: Values) -> str:
    if not said:
        return words.text("Where it is repaired: undone")
    return words.text("Where it is repaired, corrected: {trip}", trip=trip_text(words, said))


def _released(words: Catalog, said: Values) -> str:
    released = words.text(
        "Part released by word: {part} ({name})", part=said["part"], name=said["by"]
    )
    return words.text("; ").join(filter(None, (released, said["note"])))


def _not_released(words: Catalog, said: Values) -> str:
    return words.text("Part not released after all: {part}", part=said["part"])


def _photo_added(words: Catalog, said: Values) -> str:
    added = words.count("{n} photo added", "{n} photos added", said["photos"])
    return words.text("{what}: {details}", what=added, details=_photo(words, said))


def _photo_changed(words: Catalog, said: Values) -> str:
    return words.text("Photo: {details}", details=_photo(words, said))


def _photo_voided(words: Catalog, said: Values) -> str:
    return words.text("Photo voided: {details}", details=_photo(words, said))


def _photo_put_back(words: Catalog, said: Values) -> str:
    return words.text("Photo put back: {details}", details=_photo(words, said))


def _photos_taken_back(words: Catalog, said: Values) -> str:
    return words.count("{n} photo taken off again", "{n} photos taken off again", said["photos"])


def _photo(words: Catalog, said: Values) -> str:
    parts = (
        photo_kind_text(words, PhotoKind(said["kind"])),
        said.get("caption", ""),
        _numbered_marks(words, said.get("marks", ())),
        said.get("reason", ""),
    )
    return words.text("; ").join(filter(None, parts))


def _with_condition(words: Catalog, sentence: str, said: Values) -> str:
    if not said.get("condition"):
        return sentence
    return words.text("; ").join((sentence, said["condition"]))


def _items(words: Catalog, said: Values) -> str:
    return words.text(", ").join(what or words.text("the goods") for what in said["items"])


_SENTENCES: Final[Mapping[str, Callable[[Catalog, Values], str]]] = {
    "goods.add": _added,
    "goods.remove": _removed,
    "goods.hand_over": _handed_over,
    "goods.take_back": _taken_back,
    "goods.place": _placed,
    "goods.notice": _notice,
    "goods.undo_notice": _no_notice,
    "goods.mark": _marked,
    "goods.repair_place": _repair_place,
    "goods.undo_repair_place": _no_repair_place,
    "goods.release_part": _released,
    "goods.undo_release": _not_released,
    "goods.lend": _lent,
    "goods.extend_loan": _extended,
    "goods.give_back": _back,
    "goods.undo_give_back": _not_back,
    "goods.undo_lend": _not_lent,
    "photo.add": _photo_added,
    "photo.change": _photo_changed,
    "photo.void": _photo_voided,
    "photo.undo_void": _photo_put_back,
    "photo.undo_add": _photos_taken_back,
}
"""Every action that a service writes for goods has its sentence here."""
