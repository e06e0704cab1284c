"""What the shop sets for itself, and who works there."""

from dataclasses import replace
from datetime import time

import pytest

from building.counter import Counter
from building.shops import hire
from shopcare.domain.errors import Invalid
from shopcare.domain.people.staff import Role
from shopcare.services.setup import settings
from shopcare.services.shop import open_shop
from shopcare.storage.file import audit


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"name": " \u200b "}, "name", "name_missing"),
        ({"name": "名" * 81}, "name", "text_too_long"),
        ({"opening": ((),) * 7}, "opening", "calendar_never_open"),
        ({"opening": (((time(12), time(9)),),) * 7}, "opening", "hours_reversed"),
        ({"summer_calls": ()}, "summer_calls", "calls_never"),
        (
            {"winter_calls": ((time(9), time(12)), (time(11), time(13)))},
            "winter_calls",
            "hours_overlap",
        ),
        ({"weekend": (0, 1, 2, 3, 4, 5, 6)}, "weekend", "calendar_never_working"),
        ({"time_zone": "Mars/Olympus"}, "time_zone", "time_zone_unknown"),
        ({"time_zone": ""}, "time_zone", "time_zone_unknown"),
        ({"time_zone": "../etc/passwd"}, "time_zone", "time_zone_unknown"),
        ({"screen_language": "tlh"}, "screen_language", "language_unknown"),
        ({"paper_language": ""}, "paper_language", "language_unknown"),
        ({"trade": "bakery"}, "trade", "trade_unknown"),
    ],
)
def test_a_setting_that_would_lock_the_shop_is_refused(
    counter: Counter, change: dict[str, object], field: str, code: str
) -> None:
    before = counter.shop.settings
    with pytest.raises(Invalid) as invalid:
        settings.change_settings(counter.shop, replace(before, **change))  # type: ignore[arg-type]
    assert (field, code) in {(p.field, p.code) for p in invalid.value.problems}
    open_shop(counter.shop.path, clock=counter.clock).close()
    assert counter.shop.settings == before


def test_every_setting_is_read_back_as_it_was_written(counter: Counter) -> None:
    changed = replace(
        counter.shop.settings,
        name="明亮眼镜二店",
        address="人民路 1 号",
        opening=(((time(9), time(12)), (time(13), time(18))),) * 6 + ((),),
        summer_calls=((time(10), time(11)),),
        weekend=(6,),
        time_zone="Asia/Urumqi",
        screen_language="en",
        papers=(("service_slip", "a4"),),
        summer_from=(6, 1),
    )
    settings.change_settings(counter.shop, changed)
    assert counter.shop.settings == changed
    other = open_shop(counter.shop.path, clock=counter.clock)
    assert other.settings == changed
    other.close()
    entry = audit.last_of(counter.shop.file, "settings.change", 0)
    assert entry is not None
    assert entry.said()["name"] == {"before": "明亮眼镜", "after": "明亮眼镜二店"}


def test_initials_are_one_persons(counter: Counter) -> None:
    for initials, code in [("", "initials_missing"), ("xc", "initials_taken"), ("X" * 13, "long")]:
        with pytest.raises(Invalid, match=code):
            hire(counter.shop, initials, "小新", Role.CLERK)


def test_one_manager_has_to_stay(counter: Counter) -> None:
    manager = counter.shop.staff[0]
    counter.shop.act_as("XC")
    for change in ({"active": False}, {"role": Role.CLERK}):
        with pytest.raises(Invalid, match="last_manager"):
            settings.save_member(counter.shop, replace(manager, **change))  # type: ignore[arg-type]


def test_who_is_at_work_may_sign_anew_but_not_leave(counter: Counter) -> None:
    hire(counter.shop, "LB", "老板", Role.MANAGER)
    me = counter.shop.acting
    settings.save_member(counter.shop, replace(me, initials="WM", name="王明"))
    assert (counter.shop.acting.id, counter.shop.acting.initials) == (me.id, "WM")
    with pytest.raises(Invalid, match="acting_member_stays"):
        settings.save_member(counter.shop, replace(counter.shop.acting, active=False))
    counter.shop.act_as("LB")
    settings.save_member(counter.shop, replace(me, initials="WM", active=False))
    kept = counter.shop.member(me.id)
    assert kept is not None
    assert not kept.active
