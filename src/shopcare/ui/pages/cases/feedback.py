"""What customers bring back, on the card: its steps, and how it reads among the facts."""

from typing import Final

from shopcare.domain.cases.case import Channel
from shopcare.language.records.feedback_words import symptoms_text
from shopcare.services.cases.cases import CaseFile
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import label, screen_catalog, tr
from shopcare.ui.pages.cases.steps import PAPER

FEEDBACK: Final = "feedback/"
"""The keys of the steps below begin with it."""
AUTHORITY: Final = f"{FEEDBACK}authority"
AUTHORITY_REPLY: Final = f"{FEEDBACK}authority_reply"
REACTION: Final = f"{FEEDBACK}reaction"
REACTION_REPORT: Final = f"{FEEDBACK}reaction_report"
SUGGEST: Final = f"{FEEDBACK}suggest"


def feedback_steps(file: CaseFile) -> list[tuple[str, str]]:
    """Give the steps: keys and words (L-6, L-9, G-12)."""
    if file.case.voided is not None:
        return []
    steps = []
    asked, reaction = file.authority, file.reaction
    if asked is not None and not asked.is_answered:
        steps.append((AUTHORITY_REPLY, tr("Record the reply to the authority")))
    if reaction is not None and not reaction.is_reported:
        steps.append((REACTION_REPORT, tr("Reaction reported")))
    if asked is not None:
        steps.append((f"{PAPER}evidence_pack", tr("Evidence pack")))
    if reaction is not None:
        steps.append((f"{PAPER}reaction_report", tr("Adverse reaction report")))
    if asked is None or not asked.is_answered:
        steps.append((AUTHORITY, tr("12315 or another authority")))
    if reaction is None or not reaction.is_reported:
        steps.append((REACTION, tr("Adverse reaction")))
    return [*steps, (SUGGEST, tr("Write down a suggestion"))]


def feedback_facts(file: CaseFile) -> dict[str, str]:
    """Say through whom a case came, what happened to the customer, and what they suggest."""
    return {
        "authority": _authority(file),
        "reaction": _reaction(file),
        "suggestions": "\n".join(one.what for one in file.suggestions),
    }


def open_advice(file: CaseFile) -> str:
    """Name what is still to be done at once about a reaction (L-9)."""
    if file.reaction is None or file.case.voided is not None:
        return ""
    return tr(", ").join(label(one) for one in file.reaction.open_advice)


def _authority(file: CaseFile) -> str:
    asked = file.authority
    if asked is None:
        return tr("Not recorded") if file.case.channel is Channel.AUTHORITY else ""
    number = asked.number or tr("number not recorded")
    until = tr("no reply-by date yet")
    if asked.replied_on is not None:
        until = tr("replied {day}", day=day_words(asked.replied_on))
    elif asked.reply_until is not None:
        until = tr("reply by {day}", day=day_words(asked.reply_until))
    return " · ".join((label(asked.authority), number, until))


def _reaction(file: CaseFile) -> str:
    one = file.reaction
    if one is None or one.severity is None:
        return ""
    lot = tr("batch {lot}", lot=one.lot) if one.lot else tr("batch not recorded")
    expires = tr("expires {day}", day=day_words(one.expires_on)) if one.expires_on else ""
    reported = tr("reported {day}", day=day_words(one.reported_on)) if one.reported_on else ""
    symptoms = symptoms_text(screen_catalog(), one.symptoms)
    parts = (label(one.severity), symptoms, lot, expires, reported, one.report)
    return " · ".join(filter(None, parts))
