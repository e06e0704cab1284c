"""Messages to customers: lines with placeholders, filled and counted (W-7)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shopcare.domain.errors import Problem, Value

MESSAGES: Final = "messages."
"""With this begin the names of their lists of texts, as a change of the policy says them."""
PLACEHOLDERS: Final = (
    "name",
    "number",
    "product",
    "shop",
    "phone",
    "hours",
    "promised",
    "fee",
    "work",
    "steps",
    "ready_on",
)
_NAMED: Final = re.compile(r"\{([^{}]*)\}")
_SMS: Final = 70
"""Characters of a short message that has any Chinese in it."""
_SMS_PART: Final = 67
"""Characters of each part, where a message takes several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageText:
    """A message as it is sent."""

    text: str
    missing: tuple[str, ...]
    """Placeholders without a fact; their lines are left out."""

    @property
    def characters(self) -> int:
        """Count the characters, as a phone does."""
        return len(self.text.encode("utf-16-le")) // 2

    @property
    def short_messages(self) -> int:
        """Count the short messages that it takes."""
        if self.characters <= _SMS:
            return 1 if self.text else 0
        return -(-self.characters // _SMS_PART)


def placeholder_problems(field: str, line: str) -> Iterator[Problem]:
    """Say which placeholders of a line nobody fills, and where a brace stands alone."""
    values: dict[str, Value] = {"known": ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)}
    unknown = [name for name in _NAMED.findall(line) if name not in PLACEHOLDERS]
    if unknown or set("{}") & set(_NAMED.sub("", line)):
        text = f"{{{unknown[0][:20]}}}" if unknown else line[:40]
        yield Problem(field=field, code="placeholder_unknown", values={"text": text, **values})


def filled(lines: Sequence[str], facts: Mapping[str, str]) -> MessageText:
    """Fill the lines of a message; a line that names a missing fact is left out."""
    missing: dict[str, None] = {}
    kept = []
    for line in lines:
        lacking = [name for name in _NAMED.findall(line) if not facts.get(name)]
        missing |= dict.fromkeys(lacking)
        if not lacking:
            kept.append(_NAMED.sub(lambda found: facts[found[1]], line))
    return MessageText(text="\n".join(kept), missing=tuple(missing))
