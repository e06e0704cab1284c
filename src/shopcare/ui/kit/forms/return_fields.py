"""Fields of a return or exchange that intake and its inspection ask for alike (A-2, B-3)."""

import re
import unicodedata
from collections.abc import Collection
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt

from shopcare.domain.cases.returns import Fault
from shopcare.domain.errors import Refusal
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.fields.text_fields import TextLine
from shopcare.ui.kit.forms.bound_form import FieldSpec
from shopcare.ui.kit.words.i18n import label, tr

_QUANTITY: Final = re.compile(r"\d{1,9}(\.\d{1,9})?")
_YES, _NO, _UNKNOWN = "yes", "no", ""
_ANSWERS: Final = {_YES: True, _NO: False}


class QuantityEdit(TextLine[Decimal | None]):
    """How many, how much: a number with up to three decimals."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(7, placeholder)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def read(self, text: str) -> Decimal | None:
        """Read a quantity; nothing typed is none."""
        plain = unicodedata.normalize("NFKC", text).replace("。", ".").strip()
        if plain and not (_QUANTITY.fullmatch(plain) and plain.isascii()):
            raise Refusal("quantity_impossible")
        return Decimal(plain) if plain else None

    def write(self, value: Decimal | None) -> str:
        """Write a quantity."""
        return "" if value is None else f"{value.normalize():f}"


class YesNoBox(ChoiceBox[str]):
    """Yes, no, or that nobody knows it."""

    def __init__(self) -> None:
        super().__init__([(_UNKNOWN, tr("not known")), (_YES, tr("yes")), (_NO, tr("no"))])

    def set_value(self, value: object) -> None:
        """Show a fact."""
        answers = (answer for answer, means in _ANSWERS.items() if means is value)
        super().set_value(next(answers, _UNKNOWN))


def yes_no(answer: str) -> bool | None:
    """Read what a box says; None where nobody knows it."""
    return _ANSWERS.get(answer)


class FaultBox(ChoiceBox[str]):
    """What is wrong with the goods, as far as it was found out."""

    def __init__(self) -> None:
        faults = (Fault.QUALITY, Fault.USE, Fault.NONE)
        known = [(fault.value, label(fault)) for fault in faults]
        super().__init__([("", tr("not known")), *known])

    def set_value(self, value: str | None) -> None:
        """Show a fact."""
        super().set_value(value or "")


def fault_of(key: str) -> Fault | None:
    """Read what a box says; None where nobody knows it."""
    return Fault(key) if key else None


def yes_no_specs(asked: Collection[str]) -> list[FieldSpec]:
    """Ask for the facts that are so or not, as far as the policy asks for them.

    Args:
        asked: the names of the facts that clauses ask for.
    """
    titles = {
        "receipt": tr("Proof of purchase"),
        "saleable": tr("Saleable again"),
        "laid": tr("Laid already"),
    }
    return [
        FieldSpec(name, title, YesNoBox(), reader=yes_no)
        for name, title in titles.items()
        if name == "receipt" or name in asked
    ]
