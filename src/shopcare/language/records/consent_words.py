"""How a consent is said: for what, since when, and in which way (L-7)."""

from collections.abc import Iterable, Mapping
from typing import Final

from shopcare.domain.people.consent import (
    Consent,
    ConsentPurpose,
    ConsentWay,
    last_of,
)
from shopcare.language.catalog import Catalog, mark
from shopcare.language.day_words import full_day_text

PURPOSES: Final[Mapping[ConsentPurpose, str]] = {
    ConsentPurpose.SERVICE: mark("Data for the service"),
    ConsentPurpose.CARE_CALLS: mark("Care calls"),
    ConsentPurpose.MARKETING: mark("Offers and news"),
    ConsentPurpose.SENSITIVE: mark("Measurements, skin reactions"),
    ConsentPurpose.CHILD: mark("Child's data (guardian)"),
}
WAYS: Final[Mapping[ConsentWay, str]] = {
    ConsentWay.SIGNATURE: mark("Signature"),
    ConsentWay.IN_PERSON: mark("In person"),
    ConsentWay.PHONE: mark("By phone"),
    ConsentWay.WECHAT: mark("By WeChat"),
}


def consent_text(words: Catalog, consent: Consent | None) -> str:
    """Say what somebody agreed to last for one purpose.

    Args:
        words: the language.
        consent: the last one; None: nobody has asked.
    """
    if consent is None:
        return words.text("not asked yet")
    if consent.withdrawn_on is None or consent.withdrawn_how is None:
        day, way = full_day_text(words, consent.given_on), words.text(WAYS[consent.given_how])
        return words.text("agreed on {day} ({way})", day=day, way=way)
    day, way = full_day_text(words, consent.withdrawn_on), words.text(WAYS[consent.withdrawn_how])
    return words.text("withdrawn on {day} ({way})", day=day, way=way)


def consent_lines(words: Catalog, consents: Iterable[Consent]) -> list[tuple[str, str]]:
    """Say each purpose, and what stands for it."""
    known = tuple(consents)
    return [
        (words.text(PURPOSES[purpose]), consent_text(words, last_of(known, purpose)))
        for purpose in ConsentPurpose
    ]


def agreed_purposes(words: Catalog, consents: Iterable[Consent]) -> str:
    """List in one cell of a table what somebody agrees to."""
    standing = (one for one in consents if one.stands)
    return words.text(", ").join(words.text(PURPOSES[one.purpose]) for one in standing)
