"""The fields of a table and the reasons about its rows, in a clerk's words."""

from collections.abc import Mapping, Sequence
from typing import Final

from shopcare.domain.errors import Problem
from shopcare.language.catalog import mark
from shopcare.services.exchange.import_preview import ImportKind
from shopcare.ui.kit.words.i18n import problem_text, tr

KINDS: Final[Mapping[ImportKind, str]] = {
    ImportKind.CUSTOMERS: mark("Customers"),
    ImportKind.PURCHASES: mark("Purchases"),
}
FIELDS: Final[Mapping[str, str]] = {
    "name": mark("Customer's name"),
    "number": mark("Member number"),
    "phones": mark("Phone"),
    "address": mark("Address"),
    "birthday": mark("Birthday"),
    "lunar_birthday": mark("Lunar birthday"),
    "birthday_calendar": mark("Birthday solar or lunar"),
    "key_account": mark("Key account"),
    "level": mark("Member level"),
    "prefers": mark("Preferred phone"),
    "call_hours": mark("Call hours"),
    "no_calls": mark("Wants no calls"),
    "remark": mark("Remark"),
    "receipt_number": mark("Receipt number"),
    "sold_on": mark("Purchase date"),
    "handed_over_on": mark("Handed over on"),
    "category": mark("Category"),
    "product": mark("Product"),
    "brand": mark("Brand"),
    "model": mark("Model"),
    "spec": mark("Specification"),
    "lot": mark("Lot or colour"),
    "quantity": mark("Quantity"),
    "unit": mark("Unit"),
    "amount": mark("Amount"),
    "unit_price": mark("Unit price"),
    "sale_kind": mark("Sale kind"),
    "seller": mark("Seller"),
    "channel": mark("Sales channel"),
    "shelf_life_until": mark("Shelf life until"),
    "warranty_card": mark("Warranty card"),
    "birthday_month": mark("Month of the birthday"),
    "birthday_day": mark("Day of the birthday"),
    "promised_on": mark("Promised for"),
    "receipt_amount": mark("Amount of the receipt"),
    "order_state": mark("State of the order"),
    "right_sphere": mark("Right sphere"),
    "right_cylinder": mark("Right cylinder"),
    "right_axis": mark("Right axis"),
    "right_addition": mark("Right addition"),
    "right_prism": mark("Right prism"),
    "right_base": mark("Right base of the prism"),
    "right_pd": mark("Right pupil distance"),
    "right_height": mark("Right fitting height"),
    "right_acuity": mark("Right visual acuity"),
    "right_eye": mark("Right eye, whole"),
    "left_sphere": mark("Left sphere"),
    "left_cylinder": mark("Left cylinder"),
    "left_axis": mark("Left axis"),
    "left_addition": mark("Left addition"),
    "left_prism": mark("Left prism"),
    "left_base": mark("Left base of the prism"),
    "left_pd": mark("Left pupil distance"),
    "left_height": mark("Left fitting height"),
    "left_acuity": mark("Left visual acuity"),
    "left_eye": mark("Left eye, whole"),
    "addition": mark("Addition"),
    "pupil_distance": mark("Pupil distance"),
    "near_pupil_distance": mark("Pupil distance for near"),
    "measured_on": mark("Measured on"),
    "measured_by": mark("Measured by"),
}


def field_words(field: str) -> str:
    """Name a field."""
    return tr(FIELDS[field])


def column_words(problem: Problem, columns: Mapping[str, Sequence[str]]) -> str:
    """Name the column of the file that a problem is about; empty where it is about the row."""
    told = problem.values.get("column")
    if told:
        return str(told)
    headings = columns.get(problem.field, ())
    if headings:
        return " + ".join(headings)
    return field_words(problem.field) if problem.field in FIELDS else ""


def reason_words(problem: Problem, columns: Mapping[str, Sequence[str]]) -> str:
    """Say why; the column that stands beside it is not said twice."""
    sentence = problem_text(problem)
    for sign in (": ", "："):
        sentence = sentence.removeprefix(f"{column_words(problem, columns)}{sign}")
    stands_there = str(problem.values.get("text", ""))
    if stands_there and stands_there not in sentence:
        return tr("“{text}”: {why}", text=stands_there, why=sentence)
    return sentence[:1].upper() + sentence[1:]
