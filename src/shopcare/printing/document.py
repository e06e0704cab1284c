"""What every printed document is: facts, and how they are laid out.

A document is a frozen dataclass of facts in ``documents/``: no words of the form itself, those are
looked up when it is drawn. Words for choices (kind, purpose, result, origin of a part) come in
ready, in the paper's language. An empty text or ``None`` prints as a line to write on, so that what
is missing is seen as missing (G-2) and a document without facts is the blank form (X-1).
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, datetime

from shopcare.domain.money import Fen
from shopcare.domain.papers.document import PrintedBy, Promise, ShopHead
from shopcare.language.catalog import Catalog
from shopcare.language.day_words import (
    day_text,
    full_day_text,
    full_moment_text,
    money_text,
    time_text,
)
from shopcare.printing.pages import Pages
from shopcare.printing.typesetter import Typesetter


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(ABC):
    """Facts that can be laid out on a paper."""

    shop: ShopHead
    printed: PrintedBy

    @abstractmethod
    def lay_out(self, setter: Typesetter) -> Pages:
        """Lay the document out on the typesetter's paper, in its language."""


def day_or_blank(words: Catalog, on: date | None) -> str:
    """Write a day with its year and weekday; empty for no day."""
    return full_day_text(words, on) if on else ""


def moment_or_blank(words: Catalog, at: datetime | None) -> str:
    """Write a day and time; empty for none."""
    return full_moment_text(words, at) if at else ""


def promise_text(words: Catalog, promise: Promise | None) -> str:
    """Write a promised day, with its hour if there is one; empty for none."""
    if promise is None:
        return ""
    day = day_text(words, promise.on)
    return f"{day} {time_text(promise.at)}" if promise.at else day


def fee_text(words: Catalog, fee: Fen | None) -> str:
    """Write a fee; empty where none is agreed yet."""
    if fee is None:
        return ""
    return money_text(fee) if fee else words.text("Free of charge")
