"""What the intake form holds, typed letter by letter, as it is kept over a crash."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Final

VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeContent:
    """The form as it was left; texts as typed, readable or not."""

    kind: str = ""
    channel: str = ""
    earlier: bool = False
    """A moment in the past is given (X-1)."""
    received_day: str = ""
    received_time: str = ""
    customer_id: int | None = None
    new_customer: Mapping[str, object] | None = None
    """What is typed about somebody who is not on file yet."""
    typed: str = ""
    """What stands in the search box."""
    line_id: int | None = None
    """The purchase line; 0: another product, typed below."""
    category: str = ""
    product: str = ""
    spec: str = ""
    lot: str = ""
    bought_on: str = ""
    linked_case_id: int | None = None
    service: str = ""
    fault: str = ""
    wishes: str = ""
    accessories: tuple[str, ...] = ()
    own_accessories: str = ""
    condition: str = ""
    goods_kept: bool = False
    severe: bool = False
    insistent: bool = False
    misuse_advised: bool = False
    work: str = ""
    parts: str = ""
    parts_origin: str = ""
    fee: str = ""
    promised: str | None = None
    """None: the day that the policy proposes."""
    told: str = ""
    """How the steps were told; empty: not yet."""


def plain_from_content(content: IntakeContent) -> dict[str, object]:
    """Turn the content into what JSON can hold."""
    return {"version": VERSION, **asdict(content)}


def content_from_plain(plain: object) -> IntakeContent:
    """Read kept content; what an older or a newer program wrote otherwise is left at rest."""
    if not isinstance(plain, Mapping):
        return IntakeContent()
    read: dict[str, Any] = {}
    for field in fields(IntakeContent):
        value = plain.get(field.name)
        reader = _READERS.get(field.name) or _BY_TYPE[type(field.default)]
        if value is not None and (understood := reader(value)) is not None:
            read[field.name] = understood
    return IntakeContent(**read)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _texts(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list | tuple):
        return None
    return tuple(text for text in value if isinstance(text, str))


def _table(value: object) -> Mapping[str, object] | None:
    return value if isinstance(value, Mapping) else None


_BY_TYPE: Final[Mapping[type, Callable[[object], object]]] = {
    str: _text,
    bool: _flag,
    tuple: _texts,
}
_READERS: Final[Mapping[str, Callable[[object], object]]] = {
    "customer_id": _number,
    "line_id": _number,
    "linked_case_id": _number,
    "new_customer": _table,
    "promised": _text,
}


def is_blank(content: IntakeContent) -> bool:
    """Say whether nothing is filled in; a kind, a channel or a service alone is nothing."""
    bare = replace(content, kind="", channel="", service="", parts_origin="")
    return bare == IntakeContent()
