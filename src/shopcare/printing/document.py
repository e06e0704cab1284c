"""What every printed document is: facts, and how they are laid out.

A document is a frozen dataclass of facts in ``documents/``: no words of the form itself, those are
looked up when it is drawn. Words for choices (kind, purpose, result, origin of a part) come in
ready, in the paper's language. An empty text or ``None`` prints as a line to write on, so that what
is missing is seen as missing (G-2) and a document without facts is the blank form (X-1).
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass

from shopcare.domain.papers.document import PrintedBy, ShopHead
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
