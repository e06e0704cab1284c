"""What is wrong with what was measured: eyes, bodies, skins."""

from collections.abc import Mapping
from typing import Final

from shopcare.language.catalog import mark

MEASURE_PROBLEMS: Final[Mapping[str, str]] = {
    # prescriptions
    "measured_in_future": mark("The measurement date cannot be in the future."),
    "prescription_empty": mark("No measurements were entered."),
    "dioptre_unreadable": mark("“{text}” cannot be read as a measurement."),
    "dioptre_sign_missing": mark(
        "“{text}”: short or long sight? Write it with its sign, like -3.25."
    ),
    "axis_needed": mark("There is a cylinder: enter its axis, 0 to 180."),
    "base_needed": mark("There is a prism: choose its base."),
    "dioptre_impossible": mark("“{text}” dioptres: no glasses are made like that. Please check."),
    "dioptre_step": mark("“{text}”: lenses go by quarters of a dioptre, like -3.25."),
    "axis_impossible": mark("“{text}”: an axis is between 1 and 180."),
    "millimetres_impossible": mark("“{text}” mm cannot be right. Please check."),
    # remakes
    "ordered_missing": mark("Please say what was ordered."),
    "wrong_missing": mark("Please say what is wrong against the order."),
    "maker_missing": mark("The maker pays: please say which maker or laboratory."),
    # measurements of a trade's own
    "measurement_empty": mark("Nothing was measured or noted."),
    "measure_unknown": mark("“{text}” is not measured here. Possible are: {known}."),
    "measure_unreadable": mark("“{text}” is not a number."),
    "measure_impossible": mark("{text} {unit} cannot be right: {least} to {most} {unit} are."),
    "measure_choice_unknown": mark("“{text}” is not one of these: {known}."),
}
"""Codes with values; what stands in braces is filled in."""
