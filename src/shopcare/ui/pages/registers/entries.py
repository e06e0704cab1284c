"""What stands in the registers, in sections, and how each entry reads as a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shopcare.domain.cases.case import Case
from shopcare.domain.feedback.authority import AuthorityComplaint
from shopcare.domain.feedback.reaction import Reaction
from shopcare.domain.feedback.recall import RecallProgress
from shopcare.domain.feedback.suggestion import Suggestion
from shopcare.language.records.feedback_words import symptoms_text
from shopcare.services.contact import recalls, suggestions
from shopcare.services.contact.recalls import RecallFile
from shopcare.services.feedback import authorities, reactions
from shopcare.services.shop import Shop
from shopcare.ui.kit.lists.row_list import RowChip, RowContent, RowSection
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.words.formatting import day_words, near_day_words
from shopcare.ui.kit.words.i18n import label, ntr, screen_catalog, tr

Record = Suggestion | AuthorityComplaint | Reaction | RecallFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a register."""

    key: str
    """The kind and the id, as the window opens records: ``suggestion/3``."""
    record: Record
    case: Case | None = None
    due_on: date | None = None
    """Until when something is to be done about it."""
    is_done: bool = False
    person: str = ""
    """Who sees to it."""


def entries_of(shop: Shop) -> list[Entry | RowSection]:
    """Read the registers; a section without entries has no title."""
    found = suggestions.register(shop)
    kept = [_of_suggestion(shop, one) for one in found]
    sections: Sequence[tuple[str, list[Entry]]] = (
        (tr("Suggestions"), [one for one in kept if not one.is_done]),
        (tr("12315 and authorities"), [_of_authority(*one) for one in authorities.register(shop)]),
        (tr("Adverse reactions"), _reactions(shop)),
        (tr("Recalls"), [_of_recall(shop, file) for file in recalls.register(shop)]),
        (tr("Settled suggestions"), [one for one in kept if one.is_done]),
    )
    entries: list[Entry | RowSection] = []
    for title, rows in sections:
        if rows:
            entries += [RowSection(title, len(rows)), *rows]
    return entries


def _of_suggestion(shop: Shop, one: Suggestion) -> Entry:
    return Entry(
        key=f"suggestion/{one.id}",
        record=one,
        due_on=one.due_on,
        is_done=not one.is_open,
        person=shop.name_of(one.owner_id),
    )


def _of_authority(one: AuthorityComplaint, case: Case) -> Entry:
    return Entry(
        key=f"authority/{one.id}",
        record=one,
        case=case,
        due_on=one.reply_until,
        is_done=one.is_answered,
    )


def _reactions(shop: Shop) -> list[Entry]:
    return [
        Entry(
            key=f"reaction/{one.id}",
            record=one,
            case=case,
            due_on=due.rule_on if due is not None else None,
            is_done=one.is_reported,
        )
        for one, case, due in reactions.register(shop)
    ]


def _of_recall(shop: Shop, file: RecallFile) -> Entry:
    recall = file.recall
    return Entry(
        key=f"recall/{recall.id}",
        record=file,
        is_done=recall.ended_at is not None,
        person=shop.name_of(recall.started_by),
    )


def look_of(entry: Entry, today: date) -> RowContent:
    """Say how an entry reads as a row."""
    record, number = entry.record, entry.case.number if entry.case else ""
    chips = tuple(filter(None, [_due_chip(entry, today)]))
    match record:
        case Suggestion():
            lead, title, detail = day_words(record.made_at.date()), record.what, record.measure
            if record.outcome is not None:
                chips = (RowChip(label(record.outcome)),)
        case AuthorityComplaint():
            lead, title, detail = number, label(record.authority), record.number
        case Reaction():
            symptoms = symptoms_text(screen_catalog(), record.symptoms)
            lead, title, detail = number, record.product or tr("Adverse reaction"), symptoms
        case RecallFile():
            reached = record.counted()[RecallProgress.REACHED]
            words = tr("{done} of {all} reached", done=reached, all=len(record.buyers))
            lead, title, detail = record.recall.lot, record.recall.reason, record.recall.product
            chips = (RowChip(words, None if entry.is_done else Meaning.AMBER),)
    return RowContent(
        lead=lead,
        title=" ".join(title.split()),
        detail=" ".join(detail.split()),
        chips=chips,
        trail=entry.person,
        faint=entry.is_done,
    )


def _due_chip(entry: Entry, today: date) -> RowChip | None:
    if entry.due_on is None or entry.is_done:
        return None
    late = (today - entry.due_on).days
    if late > 0:
        return RowChip(ntr("{n} day late", "{n} days late", late), Meaning.RED)
    meaning = Meaning.AMBER if late == 0 else None
    return RowChip(tr("by {day}", day=near_day_words(entry.due_on, today)), meaning)
