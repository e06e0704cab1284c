"""Names of public holidays in the reader's language."""

from collections.abc import Mapping
from typing import Final

from shopcare.language.catalog import Catalog, mark

_NAMES: Final[Mapping[str, str]] = {
    "元旦": mark("New Year's Day"),
    "除夕": mark("Chinese New Year's Eve"),
    "春节": mark("Spring Festival"),
    "清明节": mark("Tomb-Sweeping Day"),
    "劳动节": mark("Labour Day"),
    "端午节": mark("Dragon Boat Festival"),
    "中秋节": mark("Mid-Autumn Festival"),
    "国庆节": mark("National Day"),
}
"""China's, as the official notices name them; what others call theirs stays in their language."""
_BETWEEN: Final = "、"
"""Stands between two holidays that fall together, as in the notices."""


def holiday_text(words: Catalog, name: str) -> str:
    """Say a holiday, or several that fall together; what is no known name stays as it is."""
    parts = name.split(_BETWEEN)
    said = [words.text(_NAMES[part]) if part in _NAMES else part for part in parts]
    return name if said == parts else words.text(", ").join(said)
