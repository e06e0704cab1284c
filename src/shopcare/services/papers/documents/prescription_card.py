"""What stands on the card of a prescription (R-2)."""

from dataclasses import replace
from typing import Final

from shopcare.domain.people.prescription import Distance, EyeMeasure, Prescription
from shopcare.language.catalog import Catalog
from shopcare.language.day_words import full_day_text
from shopcare.language.records.eye_words import (
    EYE_FIELDS,
    SIDES,
    eye_value,
    pupils_text,
    what_for_text,
)
from shopcare.printing.documents.prescription_card import NOT_MEASURED, EyeTable, PrescriptionCard
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import paper_words, printed_by, shop_head
from shopcare.services.people import customers, prescriptions
from shopcare.services.shop import Shop

_ALWAYS: Final = ("sphere", "cylinder", "axis", "addition", "acuity")


def gather_prescription_card(shop: Shop, request: Request) -> PrescriptionCard:
    """Put a prescription on its card; without a customer, a form to fill in.

    Raises:
        NotFound: there is no such customer or prescription.
    """
    words = paper_words(shop)
    head, printed = shop_head(shop), printed_by(shop)
    blank = PrescriptionCard(shop=head, printed=printed, now=_blank(words))
    if request.customer_id is None:
        return blank
    customer = customers.customer(shop, request.customer_id)
    on_file = prescriptions.prescriptions_of(shop, customer.id)
    standing = prescriptions.standing(on_file)
    if request.prescription_id is not None:
        one = prescriptions.prescription(shop, request.prescription_id)
    elif standing:
        one = standing[0]
    else:
        return replace(blank, customer_name=customer.name)
    before = prescriptions.before(one, on_file)
    return replace(
        blank,
        customer_name=customer.name,
        measured_on=one.measured_on,
        valid_until=prescriptions.valid_until(shop, one),
        what_for=what_for_text(words, one),
        measured_by=one.measured_by,
        measured_at=one.measured_at,
        now=_table(words, one, words.text("Measured")),
        before=_table(words, before, _last(words, before)) if before else None,
    )


def _last(words: Catalog, before: Prescription) -> str:
    return words.text("Last time: {day}", day=full_day_text(words, before.measured_on))


def _table(words: Catalog, one: Prescription, heading: str) -> EyeTable:
    """Set out both eyes; where there is an addition, also what they need for near."""
    used = [
        name
        for name in EYE_FIELDS
        if name in _ALWAYS or any(getattr(eye, name) for _, eye in one.eyes())
    ]
    rows = [_row(words, words.text(SIDES[side]), eye, used) for side, eye in one.eyes()]
    if one.distance is Distance.FAR:
        rows += [
            _row(words, words.text("{eye} for near", eye=words.text(SIDES[side])), near, used)
            for side, near in ((side, _near(eye)) for side, eye in one.eyes())
            if near is not None
        ]
    titles = tuple(words.text(EYE_FIELDS[name]) for name in used)
    return EyeTable(heading=heading, titles=titles, rows=tuple(rows), pupils=pupils_text(one))


def _near(eye: EyeMeasure) -> EyeMeasure | None:
    if eye.addition is None or eye.sphere is None:
        return None
    return EyeMeasure(sphere=eye.sphere + eye.addition, cylinder=eye.cylinder, axis=eye.axis)


def _row(words: Catalog, name: str, eye: EyeMeasure, used: list[str]) -> tuple[str, ...]:
    return (name, *(eye_value(words, eye, field) or NOT_MEASURED for field in used))


def _blank(words: Catalog) -> EyeTable:
    names = (*_ALWAYS, "pupil_distance", "height")
    return EyeTable(
        heading=words.text("Measured"),
        titles=tuple(words.text(EYE_FIELDS[name]) for name in names),
        rows=tuple((words.text(side), *("" for _ in names)) for side in SIDES.values()),
    )
