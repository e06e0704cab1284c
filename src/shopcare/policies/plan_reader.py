"""Reads what a clause plans: its calls, its deadlines and what it promises for a service."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import CaseKind
from shopcare.domain.cases.deadline import DeadlineKind
from shopcare.domain.policy.clause import CallWay, ClauseCall, ClauseDeadline, Figure, Unit
from shopcare.domain.policy.schedule import Trigger
from shopcare.domain.policy.scheduling import CALL_COUNTS, DEADLINE_COUNTS
from shopcare.policies.entry_reader import EntryReader

_CALL_KEYS: Final = (
    "after", "purpose", "way", "number", "target", "categories", "services", "not_services",
    "gives_way",
)  # fmt: skip
_DEADLINE_KEYS: Final = ("after", "kind", "number", "kinds", "services", "shown", "accepted")
_UNITS: Final[Mapping[CallWay, tuple[Unit, ...]]] = {
    CallWay.AFTER: tuple(CALL_COUNTS),
    CallWay.WINDOW: (Unit.WORKING_DAYS,),
    CallWay.BEFORE: (Unit.HOURS,),
}
"""The units of the figure that a way of counting needs; the others need none."""


class PlanReader:
    """Reads the plans of one clause."""

    def __init__(self, reader: EntryReader, name: str, figures: Mapping[str, Figure]) -> None:
        """Take who collects what is wrong, the clause's id and its figures."""
        self._reader = reader
        self._name = name
        self._figures = figures

    def calls(self, entries: object) -> tuple[ClauseCall, ...]:
        """Read the calls."""
        return tuple(self._call(place, entry) for place, entry in self._tables("calls", entries))

    def deadlines(self, entries: object) -> tuple[ClauseDeadline, ...]:
        """Read the deadlines."""
        found = self._tables("deadlines", entries)
        return tuple(self._deadline(place, entry) for place, entry in found)

    def promises(self, table: object) -> dict[str, str]:
        """Read which figure is promised for which service."""
        place = f"{self._name}.promises"
        if not isinstance(table, dict):
            self._reader.wrong(place, "policy_value_wrong", expected="{ repair = … }")
            return {}
        return {
            str(service): self._reader.figure_named(
                f"{place}.{service}", figure, self._figures, (Unit.WORKING_DAYS,)
            )
            for service, figure in table.items()
        }

    def _tables(self, key: str, entries: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
        place = f"{self._name}.{key}"
        if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
            self._reader.wrong(place, "policy_value_wrong", expected="[{ after, … }]")
            return
        for number, entry in enumerate(entries, start=1):
            yield f"{place}[{number}]", entry

    def _call(self, place: str, entry: Mapping[str, Any]) -> ClauseCall:
        read = self._reader
        read.known_keys(place, entry, _CALL_KEYS)
        way = read.choice(place, "way", entry.get("way", "after"), CallWay) or CallWay.AFTER
        figure = ""
        if way in _UNITS:
            number = entry.get("number")
            figure = read.figure_named(f"{place}.number", number, self._figures, _UNITS[way])
        target = ""
        if "target" in entry:
            days, number = (Unit.WORKING_DAYS,), entry["target"]
            target = read.figure_named(f"{place}.target", number, self._figures, days)
        after = read.choice(place, "after", entry.get("after"), Trigger)
        purpose = read.choice(place, "purpose", entry.get("purpose"), Purpose)
        return ClauseCall(
            after=after or Trigger.RECEIVED,
            purpose=purpose or Purpose.PLANNED,
            way=way,
            figure=figure,
            target=target,
            categories=read.texts(place, "categories", entry),
            services=read.texts(place, "services", entry),
            not_services=read.texts(place, "not_services", entry),
            gives_way=entry.get("gives_way") is True,
        )

    def _deadline(self, place: str, entry: Mapping[str, Any]) -> ClauseDeadline:
        read = self._reader
        read.known_keys(place, entry, _DEADLINE_KEYS)
        units, number = tuple(DEADLINE_COUNTS), entry.get("number")
        in_days = {
            key: read.figure_named(f"{place}.{key}", entry[key], self._figures, (Unit.DAYS,))
            for key in ("shown", "accepted")
            if key in entry
        }
        after = read.choice(place, "after", entry.get("after"), Trigger)
        kind = read.choice(place, "kind", entry.get("kind"), DeadlineKind)
        return ClauseDeadline(
            after=after or Trigger.RECEIVED,
            kind=kind or DeadlineKind.ACKNOWLEDGE,
            figure=read.figure_named(f"{place}.number", number, self._figures, units),
            kinds=read.choices(place, "kinds", entry, CaseKind),
            services=read.texts(place, "services", entry),
            **in_days,
        )
