"""The shop's settings and its staff."""

import json
import sqlite3
from dataclasses import fields
from typing import Any

from shopcare.domain.ids import StaffId
from shopcare.domain.people.staff import Role, Staff
from shopcare.domain.shop.settings import ShopSettings
from shopcare.storage.file.rows import hours_from_json, insert, json_from_hours, update

_HOURS = ("summer_calls", "winter_calls")
_TUPLES = ("summer_from", "summer_until", "weekend")


def read_settings(connection: sqlite3.Connection) -> ShopSettings:
    """Read what the shop has set; what it has not set has its default."""
    known = {field.name for field in fields(ShopSettings)}
    rows = connection.execute("SELECT key, value FROM setting").fetchall()
    return ShopSettings(
        **{row["key"]: _read(row["key"], row["value"]) for row in rows if row["key"] in known}
    )


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
    return tuple(map(tuple, value)) if key == "papers" else value


def all_staff(connection: sqlite3.Connection) -> list[Staff]:
    """List everybody, those who left included."""
    return [_staff(row) for row in connection.execute("SELECT * FROM staff ORDER BY id")]


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
    }


def _staff(row: sqlite3.Row) -> Staff:
    return Staff(
        id=StaffId(row["id"]),
        initials=row["initials"],
        name=row["name"],
        role=Role(row["role"]),
        knowledgeable=bool(row["knowledgeable"]),
        active=bool(row["active"]),
    )
