"""What a trade measures of people, in words (A-10)."""

from collections.abc import Sequence

from shopcare.domain.people.measurement import MeasurementDraft
from shopcare.domain.policy.policy import Measure
from shopcare.language.catalog import Catalog


def value_text(words: Catalog, measure: Measure, value: str) -> str:
    """Write one value with its unit; a choice in the reader's language."""
    if measure.choices:
        return words.text(value)
    return f"{value} {measure.unit}".strip()


def values_text(words: Catalog, draft: MeasurementDraft, measures: Sequence[Measure]) -> str:
    """Write all that was measured in one line, in the order of the policy."""
    return words.text("; ").join(
        words.text(
            "{what} {value}",
            what=words.text(measure.label),
            value=value_text(words, measure, draft.value(measure.key)),
        )
        for measure in measures
        if draft.value(measure.key)
    )
