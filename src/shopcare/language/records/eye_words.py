"""Eyes and measurements in words: a line, a table, what is another than before."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from shopcare.domain.people.dioptres import dioptres_text, number_text
from shopcare.domain.people.measurement import MeasurementDraft
from shopcare.domain.people.prescription import (
    Distance,
    EyeMeasure,
    PrescriptionDraft,
    PrismBase,
)
from shopcare.domain.policy.policy import Measure
from shopcare.language.catalog import Catalog, mark

BASES: Final = {
    PrismBase.IN: mark("base in"),
    PrismBase.OUT: mark("base out"),
    PrismBase.UP: mark("base up"),
    PrismBase.DOWN: mark("base down"),
}
SIDES: Final = {"right": mark("Right eye"), "left": mark("Left eye")}
EYE_FIELDS: Final = {
    "sphere": mark("Sphere"),
    "cylinder": mark("Cylinder"),
    "axis": mark("Axis"),
    "addition": mark("Addition"),
    "acuity": mark("Visual acuity"),
    "pupil_distance": mark("Pupillary distance"),
    "height": mark("Fitting height"),
    "prism": mark("Prism"),
    "base": mark("Prism base"),
}
"""The values of an eye in the order in which they are dictated."""


def field_words(words: Catalog, field: str) -> str:
    """Name a value of a prescription: ``right.sphere`` is the sphere of the right eye."""
    side, _, name = field.rpartition(".")
    named = words.text(EYE_FIELDS[name]) if name in EYE_FIELDS else words.text(_BOTH[name])
    if not side:
        return named
    return words.text("{side}: {what}", side=words.text(SIDES[side]), what=named)


_BOTH: Final = {
    "near_pupil_distance": mark("Pupillary distance for near"),
    "base_curve": mark("Base curve"),
    "diameter": mark("Diameter"),
}


def eye_value(words: Catalog, eye: EyeMeasure, name: str) -> str:
    """Write one value of an eye; empty where it was not measured."""
    value = getattr(eye, name)
    if value is None:
        return ""
    if name == "base":
        return words.text(BASES[value])
    if name in ("axis", "acuity"):
        return str(value)
    if name in ("sphere", "cylinder", "addition"):
        return dioptres_text(value)
    return number_text(value)


def eye_text(words: Catalog, eye: EyeMeasure) -> str:
    """Write an eye as it is said: ``-3.25/-0.50×90 ADD +1.50``."""
    powers = [dioptres_text(value) for value in (eye.sphere, eye.cylinder) if value is not None]
    axis = f"×{eye.axis}" if eye.axis is not None else ""
    parts = ["/".join(powers) + axis] if powers else []
    if eye.addition is not None:
        parts.append(f"ADD {dioptres_text(eye.addition)}")
    if eye.prism is not None:
        base = words.text(BASES[eye.base]) if eye.base else ""
        parts.append(f"△{number_text(eye.prism)} {base}".strip())
    if eye.acuity:
        parts.append(words.text("VA {acuity}", acuity=eye.acuity))
    return " ".join(parts)


def eyes_text(words: Catalog, draft: PrescriptionDraft) -> str:
    """Write both eyes and the distance of the pupils in one line."""
    right, left = eye_text(words, draft.right), eye_text(words, draft.left)
    parts = [
        words.text("R {eye}", eye=right) if right else "",
        words.text("L {eye}", eye=left) if left else "",
        f"PD {pupils}" if (pupils := pupils_text(draft)) else "",
    ]
    return "  ·  ".join(filter(None, parts))


def pupils_text(draft: PrescriptionDraft) -> str:
    """Write the distance of the pupils: of both for far and near, or of each eye."""
    each = [number_text(eye.pupil_distance) for _, eye in draft.eyes()]
    both = [number_text(one) for one in (draft.pupil_distance, draft.near_pupil_distance)]
    if any(both):
        return "/".join(filter(None, both))
    return "+".join(filter(None, each))


def what_for_text(words: Catalog, draft: PrescriptionDraft) -> str:
    """Say what a measurement is for: contact lenses, or glasses for far or near."""
    if draft.contact_lenses:
        lens = [
            f"{name} {number_text(value)}"
            for name, value in (("BC", draft.base_curve), ("DIA", draft.diameter))
            if value is not None
        ]
        return " ".join([words.text("Contact lenses"), *lens])
    if draft.distance is Distance.NEAR:
        return words.text("Glasses for near")
    return words.text("Glasses for far")


def who_and_where(words: Catalog, measured_by: str, measured_at: str) -> str:
    """Say who measured, and where."""
    by = words.text("measured by {name}", name=measured_by) if measured_by else ""
    return " · ".join(filter(None, (by, measured_at)))


def remake_text(words: Catalog, said: Mapping[str, Any]) -> str:
    """Say why something is made once more, what was wrong, and who pays (R-4)."""
    from shopcare.domain.cases.remake import Payer, RemakeCause
    from shopcare.language.records.record_words import label

    return words.text(
        "{cause}; ordered: {ordered}; wrong: {wrong}; {payer}",
        cause=label(words, RemakeCause(said["cause"])),
        ordered=said["ordered"],
        wrong=said["wrong"],
        payer=" ".join(filter(None, (label(words, Payer(said["pays"])), said.get("maker", "")))),
    )


def signs_text(words: Catalog, fields: Sequence[str]) -> str:
    """Point out what has another sign than the last time; empty where nothing has."""
    if not fields:
        return ""
    named = words.text("; ").join(field_words(words, field) for field in fields)
    return words.text("Another sign than the last time: {what}. Is that right?", what=named)


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
