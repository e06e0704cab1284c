"""What a trade measures, as its policy names it, and whether a measurement can be true (A-10)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from shopcare.domain.errors import Invalid, Problem, Value
from shopcare.domain.people.measurement import MeasurementDraft
from shopcare.domain.policy.policy import Measure
from shopcare.domain.typed.text import clean_line, clean_text, too_long

_LONGEST: Final = 200


def check_measurement(
    draft: MeasurementDraft, measures: Sequence[Measure], today: date
) -> MeasurementDraft:
    """Give the draft back tidied, or say what is wrong with it.

    Raises:
        Invalid: ``measured_in_future``, ``measurement_empty``, ``measure_unknown``,
            ``measure_unreadable``, ``measure_impossible``, ``measure_choice_unknown``,
            ``text_too_long``.
    """
    problems: list[Problem] = []
    if draft.measured_on > today:
        problems.append(Problem(field="measured_on", code="measured_in_future"))
    known = {measure.key: measure for measure in measures}
    typed = [(key, clean_line(text)) for key, text in draft.values]
    values = []
    for key, text in ((key, text) for key, text in typed if text):
        value, problem = _checked(known, key, text)
        values.append((key, value))
        problems += [problem] if problem else []
    tidy = replace(
        draft,
        values=tuple(values),
        note=clean_text(draft.note),
        measured_by=clean_line(draft.measured_by),
        measured_at=clean_line(draft.measured_at),
    )
    if not (values or tidy.note):
        problems.append(Problem(field="note", code="measurement_empty"))
    problems += too_long(
        {"note": tidy.note, "measured_by": tidy.measured_by, "measured_at": tidy.measured_at},
        {"note": 1000, "measured_by": 60, "measured_at": 80},
    )
    if problems:
        raise Invalid(*problems)
    return tidy


def _checked(known: dict[str, Measure], key: str, text: str) -> tuple[str, Problem | None]:
    measure, field = known.get(key), f"values.{key}"
    if measure is None:
        names = ", ".join(known)
        return text, Problem(
            field=field, code="measure_unknown", values={"text": key[:40], "known": names}
        )
    if measure.choices and text not in measure.choices:
        words = ", ".join(measure.choices)
        return text, Problem(
            field=field, code="measure_choice_unknown", values={"text": text[:40], "known": words}
        )
    if measure.is_number:
        return _number(measure, field, text)
    problems = too_long({field: text}, {field: _LONGEST})
    return text, problems[0] if problems else None


def _number(measure: Measure, field: str, text: str) -> tuple[str, Problem | None]:
    """Read a number, with its unit or without it; halves and tenths are fine."""
    assert measure.least is not None
    assert measure.most is not None
    plain = text.casefold().removesuffix(measure.unit.casefold()).strip()
    try:
        number = Decimal(plain)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        return text, Problem(field=field, code="measure_unreadable", values={"text": text[:40]})
    if not measure.least <= number <= measure.most:
        values: dict[str, Value] = {
            "text": plain[:40],
            "unit": measure.unit,
            "least": measure.least,
            "most": measure.most,
        }
        return text, Problem(field=field, code="measure_impossible", values=values)
    return f"{number.normalize():f}", None
