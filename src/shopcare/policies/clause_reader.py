"""Reads clauses from TOML and says, per file and key, what is wrong with them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from shopcare.domain.cases.returns import Fault
from shopcare.domain.policy.clause import (
    Axis,
    Basis,
    Charge,
    Clause,
    Condition,
    Effect,
    Figure,
    JudgedBy,
    NextStep,
    Option,
    OtherFigure,
    ShareByAge,
    Since,
    Unit,
    Until,
    Window,
)
from shopcare.domain.policy.clause_check import WINDOW_UNITS, number_problem, steps_rise
from shopcare.domain.policy.policy_changes import fields_of
from shopcare.domain.policy.sale_facts import SaleKind
from shopcare.domain.policy.scheduling import plan_problems
from shopcare.domain.purchases.purchase import SalesChannel
from shopcare.policies.entry_reader import EntryReader
from shopcare.policies.plan_reader import PlanReader

LANGUAGES: Final = ("en", "zh_CN")
"""Every clause has its text in these; others fall back to English."""
KEYS: Final = (
    "id", "rule", "text", "source", "article", "effect", "options", "axis", "categories",
    "numbers", "within", "when", "fee", "next", "otherwise", "from", "judged_by", "calls",
    "deadlines", "promises", "used_by", "replaces",
)  # fmt: skip
FACTS: Final[Mapping[str, tuple[str, ...]]] = {
    "sale_kind": tuple(SaleKind),
    "channel": tuple(SalesChannel),
    "fault": tuple(Fault),
    "receipt": ("true", "false"),
    "saleable": ("true", "false"),
    "laid": ("true", "false"),
    "warranty_card": ("true", "false"),
    "repairable": ("true", "false"),
    "same_fault": ("true", "false"),
    "durable": ("true", "false"),
}
"""Facts with few values, and which."""
MEASURED: Final = {"quantity": Unit.SQUARE_METRES, "amount_fen": Unit.FEN}
"""Facts that are compared with a figure, and its unit."""


class ClauseReader(EntryReader):
    """Reads the clauses of one file; what is wrong is collected, nothing is guessed."""

    def __init__(self, basis: Basis) -> None:
        """Take whose word the file is."""
        super().__init__()
        self._basis = basis

    def clauses(self, entries: object) -> list[Clause]:
        """Read a list of tables; a table with a problem gives no clause."""
        if not isinstance(entries, list):
            self.wrong("clauses", "policy_value_wrong", expected="[[clauses]]")
            return []
        read, seen = [], set[str]()
        for number, entry in enumerate(entries, start=1):
            if not isinstance(entry, dict):
                self.wrong(f"clauses[{number}]", "policy_value_wrong", expected="[[clauses]]")
                continue
            name = str(entry.get("id") or f"clauses[{number}]")
            if name in seen:
                self.wrong(f"{name}.id", "policy_id_twice", id=name)
            seen.add(name)
            before = len(self.problems)
            clause = self._clause(name, entry)
            if clause is not None and len(self.problems) == before:
                self.problems += plan_problems(clause)
                read.append(clause)
        return read

    def _clause(self, name: str, entry: Mapping[str, Any]) -> Clause | None:
        self.known_keys(name, entry, KEYS)
        effect = self.choice(name, "effect", entry.get("effect", "term"), Effect)
        figures = self._figures(name, entry.get("numbers", {}))
        axis = self.choice(name, "axis", entry["axis"], Axis) if "axis" in entry else None
        plans = PlanReader(self, name, figures)
        clause = Clause(
            id=self.needed_text(name, "id", entry),
            rule=self.needed_text(name, "rule", entry),
            text=self._said(name, entry),
            source=self.needed_text(name, "source", entry),
            article=str(entry.get("article", "")),
            basis=self._basis,
            effect=effect or Effect.TERM,
            options=self.choices(name, "options", entry, Option),
            axis=axis,
            categories=self.texts(name, "categories", entry),
            figures=figures,
            window=self._window(name, entry.get("within"), figures),
            conditions=self._conditions(name, entry.get("when", {}), figures),
            charge=self._charge(name, entry.get("fee", "nothing"), figures),
            steps=self.choices(name, "next", entry, NextStep),
            otherwise=self.choices(name, "otherwise", entry, NextStep),
            judged_by=self._judged_by(name, entry, effect),
            in_force_from=self._day(name, entry),
            calls=plans.calls(entry.get("calls", [])),
            deadlines=plans.deadlines(entry.get("deadlines", [])),
            promises=plans.promises(entry.get("promises", {})),
            used_by=self.texts(name, "used_by", entry),
            replaces=self.texts(name, "replaces", entry),
        )
        self._whole(name, clause)
        return clause

    def _whole(self, name: str, clause: Clause) -> None:
        """Say what a clause lacks to have its effect."""
        if clause.effect is not Effect.TERM and not clause.options:
            self.wrong(f"{name}.options", "policy_value_missing")
        if clause.effect is Effect.STEP and not clause.steps:
            self.wrong(f"{name}.next", "policy_value_missing")
        said = {field.partition(".")[2] for field in fields_of(clause)}
        for placeholder in sorted(clause.placeholders() - said):
            self.wrong(f"{name}.text", "policy_text_figure_unknown", figure=placeholder[:40])
        if self._basis is Basis.LAW and not clause.article:
            self.wrong(f"{name}.article", "policy_value_missing")

    def _figures(self, name: str, table: object) -> dict[str, Figure]:
        if not isinstance(table, dict):
            self.wrong(f"{name}.numbers", "policy_value_wrong", expected="{ value, unit }")
            return {}
        found = {}
        for key, entry in table.items():
            figure = self._figure(f"{name}.numbers.{key}", entry)
            if figure is not None:
                found[str(key)] = figure
        return found

    def _figure(self, name: str, entry: object) -> Figure | None:
        if not isinstance(entry, dict):
            self.wrong(name, "policy_value_wrong", expected='{ value = 7, unit = "days" }')
            return None
        self.known_keys(name, entry, ("value", "unit", "others"))
        unit = self._unit(name, entry)
        value = entry.get("value")
        row: list[Any] = value if isinstance(value, list) else [value]
        if unit is None or not self._numbers(f"{name}.value", row, unit):
            return None
        others = entry.get("others", [])
        return Figure(
            values=tuple(row),
            unit=unit,
            is_row=isinstance(value, list),
            others=tuple(one for other in others if (one := self._other(name, other))),
        )

    def _other(self, name: str, entry: Mapping[str, Any]) -> OtherFigure | None:
        place = f"{name}.others"
        self.known_keys(place, entry, ("value", "unit", "source"))
        unit = self._unit(place, entry)
        if unit is None or not self._numbers(f"{place}.value", [entry.get("value")], unit):
            return None
        source = self.needed_text(place, "source", entry)
        return OtherFigure(value=entry["value"], unit=unit, source=source)

    def _unit(self, name: str, entry: Mapping[str, Any]) -> Unit | None:
        if "unit" not in entry:
            units = ", ".join(Unit)
            self.wrong(f"{name}.unit", "policy_unit_missing", units=units)
            return None
        return self.choice(name, "unit", entry["unit"], Unit)

    def _numbers(self, name: str, row: list[Any], unit: Unit) -> bool:
        for value in row:
            if problem := number_problem(name, value, unit):
                self.problems.append(problem)
                return False
        if not row:
            self.wrong(name, "policy_value_missing")
        return bool(row)

    def _window(self, name: str, entry: object, figures: Mapping[str, Figure]) -> Window | None:
        if entry is None:
            return None
        place = f"{name}.within"
        if not isinstance(entry, dict):
            self.wrong(place, "policy_value_wrong", expected="{ number, since } / { until }")
            return None
        self.known_keys(place, entry, ("number", "since", "until"))
        if "until" in entry:
            until = self.choice(place, "until", entry["until"], Until)
            return Window(until=until)
        since = self.choice(place, "since", entry.get("since"), Since)
        figure = self.figure_named(f"{place}.number", entry.get("number"), figures, WINDOW_UNITS)
        return Window(figure=figure, since=since or Since.SOLD)

    def _conditions(
        self, name: str, table: object, figures: Mapping[str, Figure]
    ) -> tuple[Condition, ...]:
        if not isinstance(table, dict):
            self.wrong(f"{name}.when", "policy_value_wrong", expected="{ receipt = true }")
            return ()
        made = [
            self._condition(f"{name}.when.{fact}", fact, table[fact], figures) for fact in table
        ]
        return tuple(condition for condition in made if condition is not None)

    def _condition(
        self, name: str, fact: str, value: object, figures: Mapping[str, Figure]
    ) -> Condition | None:
        if fact in MEASURED and isinstance(value, dict) and len(value) == 1:
            self.known_keys(name, value, ("at_least", "above"))
            figure = self.figure_named(name, next(iter(value.values())), figures, (MEASURED[fact],))
            if "above" in value:
                return Condition(fact=fact, above=figure)
            return Condition(fact=fact, at_least=figure)
        if fact not in FACTS:
            facts = ", ".join((*FACTS, *MEASURED))
            self.wrong(name, "policy_choice_unknown", value=fact[:40], choices=facts)
            return None
        values = value if isinstance(value, list) else [value]
        plain = tuple(str(v).lower() if isinstance(v, bool) else str(v) for v in values)
        for one in plain:
            if one not in FACTS[fact]:
                choices = ", ".join(FACTS[fact])
                self.wrong(name, "policy_choice_unknown", value=one[:40], choices=choices)
        return Condition(fact=fact, one_of=plain)

    def _charge(
        self, name: str, entry: object, figures: Mapping[str, Figure]
    ) -> Charge | ShareByAge:
        place = f"{name}.fee"
        if not isinstance(entry, dict):
            return self.choice(name, "fee", entry, Charge) or Charge.NOTHING
        self.known_keys(place, entry, ("ages", "shares"))
        ages = self.figure_named(f"{place}.ages", entry.get("ages"), figures, (Unit.MONTHS,))
        shares = self.figure_named(f"{place}.shares", entry.get("shares"), figures, (Unit.PERCENT,))
        if ages and shares and not steps_rise(figures[ages].values, figures[shares].values):
            self.wrong(place, "policy_steps_wrong")
        return ShareByAge(ages=ages, shares=shares)

    def _said(self, name: str, entry: Mapping[str, Any]) -> dict[str, str]:
        text = entry.get("text")
        if not isinstance(text, dict):
            self.wrong(f"{name}.text", "policy_value_missing")
            return {}
        return {
            language: self.needed_text(f"{name}.text", language, text)
            for language in dict.fromkeys((*LANGUAGES, *map(str, text)))
        }

    def _judged_by(self, name: str, entry: Mapping[str, Any], effect: Effect | None) -> JudgedBy:
        """Read whose day counts; what a customer was promised is never judged by today's."""
        promises = effect in (Effect.GRANT, Effect.BAR)
        default = JudgedBy.SOLD if promises else JudgedBy.TODAY
        day = self.choice(name, "judged_by", entry.get("judged_by", default), JudgedBy)
        if promises and day is JudgedBy.TODAY:
            choices = ", ".join((JudgedBy.SOLD, JudgedBy.RECEIVED))
            self.wrong(f"{name}.judged_by", "policy_choice_unknown", value=day, choices=choices)
        return day or default

    def _day(self, name: str, entry: Mapping[str, Any]) -> date | None:
        day = entry.get("from")
        if day is None or (isinstance(day, date) and not hasattr(day, "hour")):
            return day
        self.wrong(f"{name}.from", "policy_value_wrong", expected="2026-01-31")
        return None
