"""The facts of a case by their names, and how a correction of them reads (G-2)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from shopcare.language.catalog import Catalog, mark
from shopcare.language.day_words import full_day_text

FACTS: Final[Mapping[str, str]] = {
    "name": mark("Name"),
    "phones": mark("Phone"),
    "second_number": mark("A second number"),
    "address": mark("Address"),
    "birthday": mark("Birthday"),
    "fault": mark("Fault"),
    "service": mark("Service"),
    "product": mark("Product"),
    "bought_on": mark("Purchase date"),
    "category": mark("Category"),
    "spec": mark("Specification"),
    "lot": mark("Batch or colour"),
    "wishes": mark("Customer's request"),
    "accessories": mark("Accessories"),
    "condition": mark("Condition"),
    "laying_at": mark("Laying begins"),
    "wish": mark("Wish"),
}
"""What may be missing in a file, or be corrected in it (G-2)."""


def fact_label(words: Catalog, fact: str) -> str:
    """Give the word for a fact that may be missing or corrected."""
    return words.text(FACTS[fact])


def correction_text(words: Catalog, said: Mapping[str, Any]) -> str:
    """Say of each fact of a case what it was and what it is now."""
    named = said.get("category_words", {}) | said.get("service_words", {})
    if "wish" in said:
        from shopcare.language.records.return_words import (
            wish_words,  # no other kind of case has one
        )

        named |= wish_words()
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
        return words.text("{fact} added: {after}", fact=fact, after=after)
    if not after:
        return words.text("{fact} removed: it was “{before}”", fact=fact, before=before)
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
    if fact == "laying_at":
        return value[:16].replace("T", " ")
    if fact in ("category", "service", "wish") and value in named:
        return words.text(named[value])
    return value
