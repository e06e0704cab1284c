"""What was corrected in a record, fact by fact, as it was and as it is (G-14)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from shopcare.language.catalog import Catalog
from shopcare.language.day_words import full_day_text
from shopcare.language.record_words import FACTS, fact_label


def correction_text(words: Catalog, said: Mapping[str, Any]) -> str:
    """Say of each fact of a case what it was and what it is now."""
    named = said.get("category_words", {})
    told = [
        _fact_text(
            words,
            fact_label(words, fact),
            _value_text(words, fact, said[fact]["before"], named),
            _value_text(words, fact, said[fact]["after"], named),
        )
        for fact in FACTS
        if fact in said
    ]
    return words.text("; ").join(told)


def _fact_text(words: Catalog, fact: str, before: str, after: str) -> str:
    if not before:
        return words.text("{fact} written down: {after}", fact=fact, after=after)
    if not after:
        return words.text("{fact} taken out: it was “{before}”", fact=fact, before=before)
    return words.text(
        "{fact} corrected from “{before}” to “{after}”", fact=fact, before=before, after=after
    )


def _value_text(
    words: Catalog, fact: str, value: str | list[str] | None, named: Mapping[str, str]
) -> str:
    if not value:
        return ""
    if isinstance(value, list):
        return words.text(", ").join(words.text(item) for item in value)
    if fact == "bought_on":
        return full_day_text(words, date.fromisoformat(value))
    if fact == "category" and value in named:
        return words.text(named[value])
    return value
