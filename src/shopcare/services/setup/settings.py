"""What the shop sets for itself, and who works there."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Final
from zoneinfo import available_timezones

from shopcare.domain.calendar.opening import hours_problems
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.goods.places import place_problems
from shopcare.domain.ids import StaffId
from shopcare.domain.people.retention import period_problems
from shopcare.domain.people.staff import Action, Role, Staff, require
from shopcare.domain.shop.audit import difference
from shopcare.domain.shop.settings import LOCK_MINUTES, Intervals, ShopSettings
from shopcare.domain.typed.text import clean_line, too_long
from shopcare.language.catalog import languages
from shopcare.services.calendar.calendar_facts import keep_years
from shopcare.services.rescheduling.counted_change import CalendarChanged, change_calendar
from shopcare.services.rescheduling.recount import Progress
from shopcare.services.shop import Shop
from shopcare.storage.shop import settings as settings_store

_LONGEST = {"name": 80, "address": 300, "phone": 60, "hours_note": 120, "backup_folder": 1000}


def check_settings(settings: ShopSettings) -> ShopSettings:
    """Give the settings back tidied, or say what is wrong with them.

    Raises:
        Invalid: ``name_missing``, ``text_too_long``, ``hours_reversed``, ``hours_overlap``,
            ``calls_never``, ``calendar_never_open``, ``calendar_never_working``,
            ``time_zone_unknown``, ``language_unknown``, ``trade_unknown``,
            ``backup_folder_relative``, ``lock_minutes_range``; see ``place_problems``,
            ``period_problems``.
    """
    settings = _tidy(settings)
    if problems := _problems(settings):
        raise Invalid(*problems)
    return settings


def change_settings(shop: Shop, settings: ShopSettings) -> Changes:
    """Write what the shop has set.

    Raises:
        Invalid: see ``check_settings``.
        Refusal: ``manager_needed``.
    """
    settings = _changeable(shop, check_settings(settings))
    before = asdict(shop.settings)
    with shop.begin("settings.change", "settings") as step:
        step.values = difference(before, asdict(settings))
        settings_store.write_settings(shop.file, settings)
    shop.refresh()
    return Changes.of(ChangeKind.SETTINGS, ChangeKind.CALENDAR)


def save_member(shop: Shop, member: Staff) -> Changes:
    """Write a member of staff, new (id 0) or changed.

    Raises:
        Invalid: ``initials_missing``, ``initials_taken``, ``name_missing``, ``text_too_long``,
            ``last_manager``, ``acting_member_stays``.
        Refusal: ``manager_needed``.
    """
    if shop.settings.uses_pins:
        require(shop.deciding, Action.CHANGE_STAFF)
    member = replace(member, initials=clean_line(member.initials), name=clean_line(member.name))
    if problems := _member_problems(shop, member):
        raise Invalid(*problems)
    with shop.begin("staff.change" if member.id else "staff.add", "staff") as step:
        step.values = asdict(member)
        if member.id:
            settings_store.change_staff(shop.file, member)
        else:
            member = replace(member, id=settings_store.add_staff(shop.file, member))
        step.subject_id = member.id
    shop.refresh()
    return Changes.of(ChangeKind.SETTINGS, record_id=member.id)


def first_manager(initials: str, name: str) -> Staff:
    """Make the member of staff that every new shop begins with."""
    return Staff(id=StaffId(0), initials=initials, name=name, role=Role.MANAGER, knowledgeable=True)


def _changeable(shop: Shop, settings: ShopSettings) -> ShopSettings:
    """Ask for a manager where PINs are used; PINs are turned on and off by themselves only."""
    if shop.settings.uses_pins:
        require(shop.deciding, Action.CHANGE_SETTINGS)
    return replace(settings, uses_pins=shop.settings.uses_pins)


def _tidy(settings: ShopSettings) -> ShopSettings:
    return replace(
        settings,
        name=clean_line(settings.name),
        address=clean_line(settings.address),
        phone=clean_line(settings.phone),
        hours_note=clean_line(settings.hours_note),
        backup_folder=settings.backup_folder.strip(),
    )


def _problems(settings: ShopSettings) -> list[Problem]:
    problems = too_long({field: getattr(settings, field) for field in _LONGEST}, _LONGEST)
    if not settings.name:
        problems.append(Problem(field="name", code="name_missing"))
    for day in settings.opening:
        problems += hours_problems("opening", day)
    for field in ("summer_calls", "winter_calls"):
        hours: Intervals = getattr(settings, field)
        problems += hours_problems(field, hours)
        if not hours:
            problems.append(Problem(field=field, code="calls_never"))
    problems += [*_place_problems(settings), *place_problems(settings.places)]
    if settings.backup_folder and not Path(settings.backup_folder).is_absolute():
        problems.append(Problem(field="backup_folder", code="backup_folder_relative"))
    problems += period_problems(settings.keep_customers_years, settings.keep_measured_years)
    if settings.lock_minutes not in LOCK_MINUTES:
        values = {"most": LOCK_MINUTES[-1]}
        problems.append(Problem(field="lock_minutes", code="lock_minutes_range", values=values))
    if not any(settings.opening):
        problems.append(Problem(field="opening", code="calendar_never_open"))
    return problems


def _place_problems(settings: ShopSettings) -> list[Problem]:
    """Refuse what the shop could not be opened with again."""
    from shopcare.policies.profile import trades

    problems = []
    if settings.time_zone not in available_timezones():
        values = {"text": settings.time_zone[:40]}
        problems.append(Problem(field="time_zone", code="time_zone_unknown", values=values))
    for field in ("screen_language", "paper_language"):
        if (language := getattr(settings, field)) not in languages():
            values = {"text": language[:40]}
            problems.append(Problem(field=field, code="language_unknown", values=values))
    if settings.trade not in (known := trades()):
        values = {"trade": settings.trade[:40], "known": ", ".join(known)}
        problems.append(Problem(field="trade", code="trade_unknown", values=values))
    if set(settings.weekend) >= set(range(7)):
        problems.append(Problem(field="weekend", code="calendar_never_working"))
    return problems


def _member_problems(shop: Shop, member: Staff) -> list[Problem]:
    problems = too_long(
        {"initials": member.initials, "name": member.name}, {"initials": 12, "name": 60}
    )
    if not member.initials:
        problems.append(Problem(field="initials", code="initials_missing"))
    if not member.name:
        problems.append(Problem(field="name", code="name_missing"))
    others = [other for other in shop.staff if other.id != member.id]
    if any(other.initials.casefold() == member.initials.casefold() for other in others):
        values = {"initials": member.initials}
        problems.append(Problem(field="initials", code="initials_taken", values=values))
    if member.id == shop.acting.id and not member.active:
        problems.append(Problem(field="active", code="acting_member_stays"))
    if not any(somebody.is_manager for somebody in (*others, member)):
        problems.append(Problem(field="role", code="last_manager"))
    return problems


_DATES_HANG_ON: Final = (
    "country",
    "region",
    "weekend",
    "time_zone",
    "opening",
    "summer_calls",
    "winter_calls",
    "summer_from",
    "summer_until",
)


def move_dates(before: ShopSettings, after: ShopSettings) -> bool:
    """Say whether other settings can move a call or a deadline."""
    return any(getattr(before, name) != getattr(after, name) for name in _DATES_HANG_ON)


def change_settings_and_count_again(
    shop: Shop, settings: ShopSettings, progress: Progress | None = None
) -> CalendarChanged:
    """Write what the shop has set and count everything open again, in one transaction.

    Args:
        shop: the shop.
        settings: what it has set now.
        progress: called with calls done and their number; an exception it raises cancels.

    Raises:
        Invalid: see ``check_settings``.
        Refusal: ``calendar_never_open``, ``manager_needed``.
    """
    settings = _changeable(shop, check_settings(settings))
    said = difference(asdict(shop.settings), asdict(settings))

    def save() -> int:
        settings_store.write_settings(shop.file, settings)
        shop.refresh()
        if {"country", "region"} & set(said):
            keep_years(shop)
        return 0

    done = change_calendar(shop, "settings.change", said, save, progress)
    return replace(done, changes=done.changes.also(ChangeKind.SETTINGS))
