"""By what something was found, in the user's words."""

from collections.abc import Mapping
from typing import Final

from shopcare.domain.search.search_text import Why
from shopcare.language.catalog import Catalog, mark

_WHY: Final[Mapping[Why, str]] = {
    Why.NAME: mark("name"),
    Why.PINYIN: mark("pinyin"),
    Why.INITIALS: mark("pinyin initials"),
    Why.PHONE: mark("phone number"),
    Why.CUSTOMER_NUMBER: mark("member number"),
    Why.CASE_NUMBER: mark("case number"),
    Why.RECEIPT: mark("receipt number"),
}


def why_text(words: Catalog, why: Why) -> str:
    """Say by what something was found."""
    return words.text(_WHY[why])
