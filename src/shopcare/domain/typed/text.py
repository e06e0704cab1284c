"""Text as people type and paste it: data, kept as typed, without what cannot be seen."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from shopcare.domain.errors import Invalid, Problem

# not compiled here: a millisecond of the start, for texts that hardly anybody types
_LINE_BREAKS: Final = r"\r\n?|[\u2028\u2029\u0085\v\f]"
_HIDDEN: Final = (
    "[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x9f\u200b\u2060\u202a-\u202e\u2066-\u2069"
    "\ufeff\ufffe\uffff\ud800-\udfff]"
)


def clean_text(text: str) -> str:
    """Drop control and direction-override characters, keep line breaks; NFC; no outer blanks."""
    if not text:
        return text
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text.strip()  # nothing hidden, nothing to compose: nearly every text
    plain = re.sub(_HIDDEN, "", re.sub(_LINE_BREAKS, "\n", text)).replace("\t", " ")
    plain = unicodedata.normalize("NFC", plain).strip()
    return plain if any(map(_is_seen, plain)) else ""


def _is_seen(character: str) -> bool:
    """Say whether a character shows by itself; joiners and marks of direction do not."""
    return not (character.isspace() or unicodedata.category(character) == "Cf")


def clean_line(text: str) -> str:
    """Do the same for a field of one line: runs of blanks and breaks become one blank."""
    if text.isalnum() and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text  # not even a blank in it
    return " ".join(clean_text(text).split())


def too_long(texts: Mapping[str, str], most: Mapping[str, int]) -> list[Problem]:
    """List the texts that are longer than their field allows; nothing is ever cut."""
    problems = []
    for field, length in most.items():
        if (found := len(texts[field])) > length:
            values = {"length": found, "most": length}
            problems.append(Problem(field=field, code="text_too_long", values=values))
    return problems


LONGEST_REASON: Final = 1000


def reason_problems(reason: str) -> list[Problem]:
    """Say what is wrong with a tidied reason: ``reason_missing``, ``text_too_long``."""
    if not reason:
        return [Problem(field="reason", code="reason_missing")]
    return too_long({"reason": reason}, {"reason": LONGEST_REASON})


def require_reason(text: str) -> str:
    """Give a reason back tidied.

    Raises:
        Invalid: ``reason_missing``, ``text_too_long``.
    """
    reason = clean_text(text)
    if problems := reason_problems(reason):
        raise Invalid(*problems)
    return reason
