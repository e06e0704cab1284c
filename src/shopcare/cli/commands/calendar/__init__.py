"""The working-day calendar for scripts: days, counted dates, notices, days set by hand."""

from shopcare.cli.command import Group
from shopcare.language.catalog import mark

GROUPS = (
    Group(word="calendar", summary=mark("Set a day by hand, or reset it.")),
    Group(
        word="notice",
        summary=mark("Enter the official holiday notice, or withdraw it."),
    ),
)
