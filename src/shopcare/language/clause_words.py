"""How clauses and their figures are said."""

from collections.abc import Iterable, Mapping
from typing import Final

from shopcare.domain.money import Fen, yuan_text
from shopcare.domain.policy.clause import Clause, Figure, Unit
from shopcare.domain.policy.policy import Service
from shopcare.domain.policy.policy_changes import CHOICES, NOT_SERVICES, PolicyChangeDraft
from shopcare.domain.policy.sale_facts import SaleKind
from shopcare.language.catalog import Catalog, mark

SALE_KINDS: Final[Mapping[SaleKind, str]] = {
    SaleKind.REGULAR: mark("full price"),
    SaleKind.SPECIAL_PRICE: mark("special price"),
    SaleKind.CLEARANCE: mark("clearance"),
    SaleKind.MADE_TO_ORDER: mark("made to order"),
}


def clause_text(words: Catalog, clause: Clause) -> str:
    """Say what a clause says, with its figures as they are."""
    text = clause.text.get(words.code) or clause.text["en"]
    if not clause.placeholders():
        return text
    said = {name: figure_text(words, figure) for name, figure in clause.figures.items()}
    said |= {
        one.fact: choices_text(words, one.one_of)
        for one in clause.conditions
        if f"when.{one.fact}" in CHOICES
    }
    return text.format(**said)


def choices_text(words: Catalog, values: tuple[str, ...]) -> str:
    """Say for which ways of selling a clause is."""
    named = [words.text(SALE_KINDS[SaleKind(value)]) for value in values]
    return words.text(", ").join(named) or words.text("none")


def chosen_text(words: Catalog, change: PolicyChangeDraft, services: Iterable[Service]) -> str:
    """Say what was chosen: ways of selling, or the services without a call (G-21)."""
    if change.field != NOT_SERVICES:
        return choices_text(words, change.texts)
    labels = {service.key: words.text(service.label) for service in services}
    named = words.text(", ").join(labels.get(key, key) for key in change.texts)
    return words.text("no call after: {services}", services=named or words.text("none"))


def figure_text(words: Catalog, figure: Figure) -> str:
    """Say a figure with its unit: 7 working days; 7, 15 and 30 days."""
    return unit_text(words, figure.unit, figure.values)


def unit_text(words: Catalog, unit: Unit, values: tuple[int, ...]) -> str:
    """Say some numbers with their unit; no days at all are the same day."""
    if values == (0,) and unit in (Unit.DAYS, Unit.WORKING_DAYS):
        return words.text("the same day")
    shown = [_number(value, unit) for value in values]
    numbers = shown[0]
    if len(shown) > 1:
        first = words.text(", ").join(shown[:-1])
        numbers = words.text("{first} and {last}", first=first, last=shown[-1])
    return _with_unit(words, unit, values[-1], numbers)


def _with_unit(words: Catalog, unit: Unit, n: int, numbers: str) -> str:
    match unit:
        case Unit.DAYS:
            said = words.count("{numbers} day", "{numbers} days", n, numbers=numbers)
        case Unit.WORKING_DAYS:
            said = words.count("{numbers} working day", "{numbers} working days", n,
                               numbers=numbers)  # fmt: skip
        case Unit.HOURS:
            said = words.count("{numbers} hour", "{numbers} hours", n, numbers=numbers)
        case Unit.MINUTES:
            said = words.count("{numbers} minute", "{numbers} minutes", n, numbers=numbers)
        case Unit.MONTHS:
            said = words.count("{numbers} month", "{numbers} months", n, numbers=numbers)
        case Unit.YEARS:
            said = words.count("{numbers} year", "{numbers} years", n, numbers=numbers)
        case Unit.TIMES:
            said = words.count("{numbers} time", "{numbers} times", n, numbers=numbers)
        case Unit.POINTS:
            said = words.count("{numbers} point", "{numbers} points", n, numbers=numbers)
        case Unit.PERCENT:
            said = words.text("{numbers}%", numbers=numbers)
        case Unit.FEN:
            said = words.text("{numbers} yuan", numbers=numbers)
        case Unit.SQUARE_METRES:
            said = words.text("{numbers} m²", numbers=numbers)
    return said


def figure_label(words: Catalog, name: str, services: Iterable[Service]) -> str:
    """Name a figure of a clause, as it stands before its field; a service's is named by it."""
    if name in FIGURES:
        return words.text(FIGURES[name])
    service = next((one for one in services if one.key == name), None)
    return words.text(service.label) if service is not None else name


def unit_name(words: Catalog, unit: Unit) -> str:
    """Name a unit, as it stands behind a field."""
    return words.text(UNITS[unit])


def _number(value: int, unit: Unit) -> str:
    return yuan_text(Fen(value)).removesuffix(".00") if unit is Unit.FEN else str(value)


UNITS: Final[Mapping[Unit, str]] = {
    Unit.DAYS: mark("days"),
    Unit.WORKING_DAYS: mark("working days"),
    Unit.HOURS: mark("hours"),
    Unit.MINUTES: mark("minutes"),
    Unit.MONTHS: mark("months"),
    Unit.YEARS: mark("years"),
    Unit.PERCENT: mark("%"),
    Unit.FEN: mark("yuan"),
    Unit.SQUARE_METRES: mark("m²"),
    Unit.TIMES: mark("times"),
    Unit.POINTS: mark("points"),
}
FIGURES: Final[Mapping[str, str]] = {
    "check_up": mark("Eyesight check again after"),
    "lenses": mark("Contact lenses run out after"),
    "accepted": mark("Accepted after purchase, within"),
    "after": mark("Time until the call"),
    "ages": mark("Age of the goods, up to"),
    "answer": mark("Answer within"),
    "at_most": mark("Unsatisfied at"),
    "care": mark("Free care again after"),
    "call_before": mark("Call before it, within"),
    "days": mark("Days of the calls"),
    "done": mark("Done within"),
    "every": mark("Call every"),
    "group": mark("With several people, within"),
    "guarantee": mark("Warranty on the repair"),
    "longest": mark("Never longer than"),
    "most": mark("Without appointment, up to"),
    "notice": mark("Notice, at least"),
    "ordinary": mark("Ordinary, within"),
    "price": mark("From a price of"),
    "proof": mark("Period"),
    "quota": mark("How often"),
    "reminders": mark("Reminders after"),
    "notices": mark("Notices of uncollected goods after"),
    "reply": mark("Result within"),
    "review": mark("Reviewed within"),
    "serious": mark("Serious, within"),
    "settle": mark("Settled within"),
    "shares": mark("Fee, share of the price"),
    "target": mark("Best called after"),
    "visible": mark("Shown from"),
    "visits": mark("Home visits, at least"),
    "warranty": mark("Warranty"),
    "window": mark("Period"),
    "within": mark("Within"),
}
"""The figures of clauses by their names."""
