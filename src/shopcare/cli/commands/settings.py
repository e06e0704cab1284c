"""``settings show`` and ``settings set``: what the shop has set for itself."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Command, Described, Group, Options, below, whole_number
from shopcare.cli.fields import Fields
from shopcare.cli.files import fields_of
from shopcare.cli.records.record_json import MOVE_JSON, moves_json
from shopcare.cli.records.record_lines import move_lines
from shopcare.cli.session import Session
from shopcare.cli.tables import labelled, plain
from shopcare.domain.errors import Refusal
from shopcare.domain.goods.places import places_from_text, places_text
from shopcare.domain.shop.settings import LOCK_MINUTES, ShopSettings
from shopcare.domain.typed.when_text import hours_from_text
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.services.rescheduling.recount import Moves

_TEXTS: Final = {
    "name": mark("the shop's name"),
    "trade": mark("the trade of the shop"),
    "address": mark("the shop's address"),
    "phone": mark("the shop's phone"),
    "hours_note": mark("the opening hours as printed on papers"),
    "country": mark("the country, such as CN"),
    "region": mark("the state or province, where holidays differ"),
    "time_zone": mark("the time zone"),
    "screen_language": mark("the language of the screen"),
    "paper_language": mark("the language of the papers"),
    "theme": mark("the colours: system, light, dark or contrast"),
    "backup_folder": mark("the second place of the backups, such as a USB stick"),
}
_YEARS: Final = {
    "keep_customers_years": mark("for how many years after the last contact a file is kept"),
    "keep_measured_years": mark("for how many years prescriptions and measurements are kept"),
}
_PLACES: Final = mark("the shelves for goods, such as A1-A12, B1-B6")
_LOCK: Final = mark("with PINs, the screen is locked after so many idle minutes; 0: never")
_THEMES: Final = ("system", "light", "dark", "contrast")
_CALLS: Final = {
    "summer_calls": mark("the call windows in summer"),
    "winter_calls": mark("the call windows in winter"),
}
_DAYS: Final = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SETTINGS_JSON: Final[Described] = {
    **_TEXTS,
    "weekend[]": mark("the weekdays that are no working days, Monday being 0"),
    "opening[][][]": mark("the opening hours of each weekday, Monday first"),
    "summer_calls[][]": _CALLS["summer_calls"],
    "winter_calls[][]": _CALLS["winter_calls"],
    "summer_from[]": mark("month and day on which summer begins"),
    "summer_until[]": mark("month and day on which summer ends"),
    **_YEARS,
    "places[]": _PLACES,
    "papers.*": mark("the paper of each document"),
    "uses_pins": mark("whether staff log in with a PIN"),
    "lock_minutes": _LOCK,
}
_SET_JSON: Final[Described] = {
    **_SETTINGS_JSON,
    **below("moves[]", MOVE_JSON),
    "dry_run": mark("whether nothing was saved"),
}


def _set_options(options: Options) -> None:
    options.add("--fields", metavar="FILE.json", tells=mark("the fields as JSON; - reads stdin"))
    for name, meaning in _TEXTS.items():
        options.add(f"--{name.replace('_', '-')}", metavar="TEXT", tells=meaning)
    for name, meaning in _CALLS.items():
        options.add(f"--{name.replace('_', '-')}", metavar="HOURS", tells=meaning)
    for name, meaning in _YEARS.items():
        options.add(
            f"--{name.replace('_', '-')}", type=whole_number(0, 99), metavar="N", tells=meaning
        )
    options.add("--places", metavar="TEXT", tells=_PLACES)
    options.add("--lock-minutes", metavar="N", type=whole_number(LOCK_MINUTES[0], LOCK_MINUTES[-1]),
                tells=_LOCK)  # fmt: skip
    options.add("--open", nargs=2, action="append", metavar=("WEEKDAY", "HOURS"),
                gives=("opening",),
                tells=mark("opening hours of a weekday, 1 being Monday; "
                           "no hours: closed; may be repeated"))  # fmt: skip
    options.add("--dry-run", action="store_true", tells=mark("only say what would move"))


def _show(session: Session) -> None:
    settings = session.shop.settings
    session.give(_settings_json(settings), lambda: _lines(session, settings))


def _set(session: Session) -> None:
    from shopcare.services.rescheduling.calendar_changes import preview_settings
    from shopcare.services.rescheduling.recount import Moves
    from shopcare.services.setup import settings as settings_changes
    from shopcare.services.setup.settings import change_settings, check_settings

    shop = session.shop
    settings = check_settings(_given(session))
    moves = Moves()
    if session.option("dry_run"):
        moves = preview_settings(shop, settings)
    elif settings_changes.move_dates(shop.settings, settings):
        moves = settings_changes.change_settings_and_count_again(shop, settings).moves
    else:
        change_settings(shop, settings)
    _tell(session, settings, moves)


def _tell(session: Session, settings: ShopSettings, moves: "Moves") -> None:
    from shopcare.services.rescheduling.rescheduled import rescheduled_of

    words, is_trial = session.words, bool(session.option("dry_run"))
    moved = moves_json(rescheduled_of(session.shop, words, moves))
    answer = {**_settings_json(settings), "moves": moved, "dry_run": is_trial}
    last = words.text("Nothing was saved.") if is_trial else words.text("Saved.")
    session.give(answer, lambda: [*_lines(session, settings), *move_lines(words, moved), "", last])


def _given(session: Session) -> ShopSettings:
    """Put what is given over what the shop has set; a new country brings its weekend along."""
    from shopcare.services.calendar.calendar_facts import country_settings

    settings = session.shop.settings
    fields = Fields(_values(session), session.shop.now())
    read = _read(fields)
    fields.finish()
    moved = {read.get(name, getattr(settings, name)) for name in ("country", "region")}
    if moved != {settings.country, settings.region}:
        country, region = read.get("country", settings.country), read.get("region", "")
        settings = country_settings(settings, country, region)
        read |= {"country": settings.country, "region": settings.region}
    return replace(settings, **read)


def _values(session: Session) -> dict[str, object]:
    """Put together what the file says and, over it, what the options say."""
    name = session.option("fields")
    values: dict[str, object] = fields_of(name) if name is not None else {}
    if values.get("uses_pins") == session.shop.settings.uses_pins:
        del values["uses_pins"]  # what ``show`` gave; ``staff pin`` changes it
    typed = {text: session.option(text) for text in (*_TEXTS, *_YEARS)}
    values |= {text: said for text, said in typed.items() if said is not None}
    for calls in _CALLS:
        if session.option(calls) is not None:
            values[calls] = plain(hours_from_text(session.option(calls)))
    if session.option("places") is not None:
        values["places"] = list(places_from_text(session.option("places")))
    if session.option("lock_minutes") is not None:
        values["lock_minutes"] = session.option("lock_minutes")
    if session.option("open") is not None:
        week: list[Any] = plain(session.shop.settings.opening)
        for weekday, hours in session.option("open"):
            week[_weekday(weekday)] = plain(hours_from_text(hours))
        values["opening"] = week
    return values


def _weekday(text: str) -> int:
    if text not in tuple("1234567"):
        raise Refusal("field_choice", text=text[:40], choices="1, 2, 3, 4, 5, 6, 7")
    return int(text) - 1


def _read(fields: Fields) -> dict[str, Any]:
    """Read what is given; everything else stays as it is set."""
    read: dict[str, Any] = {name: fields.typed(name) or "" for name in _TEXTS}
    read |= {name: fields.hours(name) or () for name in _CALLS}
    read |= {name: fields.number(name) or 0 for name in _YEARS}
    if read["theme"] not in ("", *_THEMES):
        fields.refuse("theme", "field_choice", text=read["theme"][:40], choices=", ".join(_THEMES))
    read["opening"] = fields.week("opening") or ()
    read["places"] = fields.texts("places") or ()
    read["lock_minutes"] = fields.number("lock_minutes")
    read["weekend"] = fields.numbers("weekend", 0, 6) or ()
    for name in ("summer_from", "summer_until"):
        read[name] = _month_and_day(fields, name)
    from shopcare.services.papers.registry import all_documents

    papers = {spec.kind: [paper.value for paper in spec.papers] for spec in all_documents()}
    read["papers"] = tuple((fields.choices("papers", papers) or {}).items())
    return {name: value for name, value in read.items() if fields.has(name)}


def _month_and_day(fields: Fields, name: str) -> tuple[int, ...]:
    """Read a day of the year: ``[5, 1]``."""
    read = fields.numbers(name, 1, 31)
    if read is not None and not (len(read) == 2 and read[0] <= 12 and read[1] <= _DAYS[read[0]]):
        fields.refuse(name, "field_wants_month_day")
    return read or ()


def _settings_json(settings: ShopSettings) -> dict[str, Any]:
    return {**plain(settings), "papers": dict(settings.papers)}


def _lines(session: Session, settings: ShopSettings) -> list[str]:
    from shopcare.language.day_words import hours_text

    words = session.words
    pairs = [(words.text(meaning), getattr(settings, name)) for name, meaning in _TEXTS.items()]
    pairs += [(words.text(said), str(getattr(settings, name))) for name, said in _YEARS.items()]
    pairs += [
        (words.text(meaning), hours_text(words, getattr(settings, name)))
        for name, meaning in _CALLS.items()
    ]
    pairs += [
        (words.text("opening hours, weekday {n}", n=n), hours_text(words, hours))
        for n, hours in enumerate(settings.opening, start=1)
    ]
    pairs.append((words.text(_PLACES), places_text(settings.places)))
    used = words.text("yes") if settings.uses_pins else words.text("no")
    pairs.append((words.text("whether staff log in with a PIN"), used))
    pairs.append((words.text(_LOCK), str(settings.lock_minutes)))
    return labelled(pairs)


GROUPS = (Group(word="settings", summary=mark("Show or change what the shop has set.")),)
COMMANDS = (
    Command(
        words=("settings", "show"),
        summary=mark("Show what the shop has set."),
        run=_show,
        json=_SETTINGS_JSON,
    ),
    Command(
        words=("settings", "set"),
        summary=mark("Change the shop's settings; calls and deadlines are worked out again."),
        options=_set_options,
        run=_set,
        json=_SET_JSON,
    ),
)
