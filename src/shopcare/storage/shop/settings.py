"""The shop's settings and its staff."""

import json
import sqlite3
from dataclasses import MISSING, fields
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from shopcare.domain.ids import StaffId
from shopcare.domain.people.staff import Role, Staff
from shopcare.domain.shop.settings import ShopSettings
from shopcare.storage.file.reading import UNREADABLE, UNREADABLE_TEXT, note_damage, read
from shopcare.storage.file.rows import (
    Row,
    hours_from_json,
    insert,
    json_from_hours,
    texts_from_json,
    update,
)

_HOURS = ("summer_calls", "winter_calls")
_TUPLES = ("summer_from", "summer_until", "weekend")


def read_settings(connection: sqlite3.Connection) -> ShopSettings:
    """Read what the shop has set; what it has not set has its default."""
    known = {field.name for field in fields(ShopSettings)}
    there: dict[str, Any] = {}
    rows = connection.execute("SELECT key, value FROM setting").fetchall()
    for key, text in rows:
        try:
            if key in known:
                there[key] = _checked(key, _read(key, text))
        except UNREADABLE:  # its default holds
            note_damage(connection, "setting", key)
    return ShopSettings(**{"name": UNREADABLE_TEXT, "trade": UNREADABLE_TEXT, **there})


def write_settings(connection: sqlite3.Connection, settings: ShopSettings) -> None:
    """Write every setting."""
    connection.executemany(
        "INSERT INTO setting (key, value) VALUES (?, ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [(f.name, _written(f.name, getattr(settings, f.name))) for f in fields(ShopSettings)],
    )


def _written(key: str, value: object) -> str:
    if key == "opening":
        assert isinstance(value, tuple)
        return json.dumps([json_from_hours(day) for day in value])
    if key in _HOURS:
        assert isinstance(value, tuple)
        return json_from_hours(value)
    return json.dumps(value, ensure_ascii=False)


def _read(key: str, text: str) -> Any:
    if key == "opening":
        return tuple(hours_from_json(day) for day in json.loads(text))
    if key in _HOURS:
        return hours_from_json(text)
    value = json.loads(text)
    if key in _TUPLES:
        return tuple(value)
    if key == "places":
        return texts_from_json(text)
    return tuple(map(tuple, value)) if key == "papers" else value


def _checked(key: str, value: Any) -> Any:
    """Refuse a value of another kind than its default; a name has none and is a text.

    Raises:
        ValueError: damage has changed it.
    """
    default = next(one.default for one in fields(ShopSettings) if one.name == key)
    kind = str if default is MISSING else type(default)
    is_date_or_weekday = key in _TUPLES and not all(isinstance(one, int) for one in value)
    if type(value) is not kind or is_date_or_weekday or (key == "opening" and len(value) != 7):
        raise ValueError(key)
    if key == "time_zone":
        ZoneInfo(value)
    if key in ("summer_from", "summer_until"):
        date(2024, *value)
    return value


def all_staff(connection: sqlite3.Connection) -> list[Staff]:
    """List everybody, those who left included."""
    return read(connection, "staff", connection.execute("SELECT * FROM staff ORDER BY id"), _staff)


def add_staff(connection: sqlite3.Connection, member: Staff) -> StaffId:
    """Write a new member of staff; the id is given here."""
    return StaffId(insert(connection, "staff", _staff_row(member)))


def change_staff(connection: sqlite3.Connection, member: Staff) -> None:
    """Write a changed member of staff."""
    update(connection, "staff", member.id, _staff_row(member))


def _staff_row(member: Staff) -> dict[str, object]:
    return {
        "initials": member.initials,
        "name": member.name,
        "role": member.role.value,
        "knowledgeable": int(member.knowledgeable),
        "active": int(member.active),
        "senior": int(member.senior),
    }


def _staff(row: Row) -> Staff:
    return Staff(
        id=StaffId(row["id"]),
        initials=row["initials"],
        name=row["name"],
        role=Role(row["role"]),
        knowledgeable=bool(row["knowledgeable"]),
        active=bool(row["active"]),
        senior=bool(row["senior"]),
    )
