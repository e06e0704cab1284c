"""PINs, roles, tokens and the recovery code, each on a real shop file."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from building.records import add_wang
from building.shops import NOW, hire, make_shop
from shopcare.domain.errors import Invalid, NotFound, Refusal
from shopcare.domain.people.staff import Action, Role, Staff, may, require
from shopcare.language.catalog import catalog
from shopcare.language.records.log_words import log_text
from shopcare.services.log_in.credentials import (
    make_token,
    revoke_token,
    set_pin,
    tokens,
    turn_off,
    turn_on,
    who_has_pin,
)
from shopcare.services.log_in.log_in import approve, log_in, log_in_with_token
from shopcare.services.log_in.recovery import is_recovery_code, recover, renew_recovery_code
from shopcare.services.setup.settings import change_settings, save_member
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep.check import check
from shopcare.services.upkeep.clock_guard import look_at_clock
from shopcare.storage.file import audit
from shopcare.system.clock import SetClock
from shopcare.system.secret_hash import PinCost

CHEAP = PinCost(passes=1, memory_bytes=8192)


class Desk:
    """A shop with a manager, DZ, and a clerk, XC; PINs are on."""

    def __init__(self, folder: Path) -> None:
        self.clock = SetClock(NOW)
        self.shop = make_shop(folder, self.clock)
        hire(self.shop)
        self.code = turn_on(self.shop, "2580", CHEAP).recovery_code
        set_pin(self.shop, self.clerk.id, "1470", cost=CHEAP)

    @property
    def manager(self) -> Staff:
        return self.shop.signing("DZ")

    @property
    def clerk(self) -> Staff:
        return self.shop.signing("XC")

    def again(self, *, guard_clock: bool = False) -> Shop:
        """Start the program anew."""
        self.shop.close()
        self.shop = open_shop(self.shop.path, clock=self.clock, guard_clock=guard_clock)
        return self.shop

    def wait(self, **span: float) -> None:
        self.clock.advance(**span)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.shop.close()


def actions(shop: Shop) -> list[str]:
    return [row[0] for row in shop.file.execute("SELECT action FROM audit_entry ORDER BY id")]


def test_without_pins_everybody_acts_as_ever(tmp_path: Path) -> None:
    shop = make_shop(tmp_path, SetClock(NOW))
    hire(shop)
    assert not shop.is_locked
    shop.lock()
    shop.act_as("XC")
    assert log_in(shop, "DZ", "") == shop.acting
    add_wang(shop)
    with pytest.raises(Refusal, match="pins_off"):
        set_pin(shop, shop.acting.id, "2580")
    shop.close()


def test_nothing_is_saved_until_somebody_has_logged_in(desk: Desk) -> None:
    shop = desk.again()
    assert shop.is_locked
    with pytest.raises(Refusal, match="log_in_needed"):
        add_wang(shop)
    with pytest.raises(Refusal, match="staff_unknown"):
        log_in(shop, "ZZ", "2580")
    log_in(shop, "xc", " １４７０ ", CHEAP)
    add_wang(shop)
    with closing(shop.reopened()) as other:
        assert (other.acting.initials, other.is_locked) == ("XC", False)
    shop.act_as("DZ")
    with pytest.raises(Refusal, match="log_in_needed"):
        add_wang(shop)
    with closing(shop.reopened()) as other:
        assert other.is_locked


def test_a_wrong_pin_leaves_who_acts_as_it_was(desk: Desk) -> None:
    log_in(desk.shop, "XC", "1470", CHEAP)
    with pytest.raises(Refusal, match="pin_wrong"):
        log_in(desk.shop, "DZ", "9999", CHEAP)
    assert desk.shop.acting == desk.clerk
    add_wang(desk.shop)


def test_a_restart_does_not_forget_wrong_tries_nor_does_a_clock_set_back(desk: Desk) -> None:
    for _ in range(2):
        with pytest.raises(Refusal, match="pin_wrong"):
            log_in(desk.shop, "XC", "0000")
    with pytest.raises(Refusal, match="pin_wait"):
        log_in(desk.again(), "XC", "0000")
    with pytest.raises(Refusal, match="pin_wait"):  # the right one, too
        log_in(desk.again(), "XC", "1470")
    desk.wait(days=-30)
    with pytest.raises(Refusal, match="pin_wait"):
        log_in(desk.again(), "XC", "1470")
    desk.wait(seconds=4)
    with pytest.raises(Refusal, match="pin_wait"):
        log_in(desk.again(), "XC", "1470")
    desk.wait(seconds=2)
    log_in(desk.shop, "XC", "1470", CHEAP)
    (entry,) = audit.of_actions(desk.shop.file, ["staff.log_in"], NOW.replace(year=2000))
    assert entry.said() == {"wrong_tries": 3}
    with pytest.raises(Refusal, match="pin_wrong"):  # counted from the beginning
        log_in(desk.shop, "XC", "0000")


def test_a_log_in_does_not_settle_a_doubt_about_the_clock(desk: Desk) -> None:
    desk.wait(days=30)
    shop = desk.again(guard_clock=True)
    log_in(shop, "DZ", "2580", CHEAP)
    assert look_at_clock(shop).in_doubt
    with pytest.raises(Refusal, match="clock_in_doubt"):
        add_wang(shop)


def test_a_dearer_hash_is_made_at_the_next_log_in(desk: Desk) -> None:
    query = "SELECT hash FROM credential WHERE staff_id = ?"
    before = desk.shop.file.execute(query, (desk.clerk.id,)).fetchone()[0]
    log_in(desk.shop, "XC", "1470", PinCost(passes=2, memory_bytes=8192))
    after = desk.shop.file.execute(query, (desk.clerk.id,)).fetchone()[0]
    assert ("t=1," in before, "t=2," in after) == (True, True)
    assert [one for one in check(desk.shop) if not one.is_fine] == []
    log_in(desk.shop, "XC", "1470", CHEAP)


def test_a_clerk_changes_neither_staff_nor_settings_nor_pins_of_others(desk: Desk) -> None:
    shop = desk.shop
    log_in(shop, "XC", "1470", CHEAP)
    tries = (
        lambda: save_member(shop, desk.clerk),
        lambda: change_settings(shop, shop.settings),
        lambda: set_pin(shop, desk.manager.id, "3690", cost=CHEAP),
        lambda: make_token(shop, desk.manager.id, "x", 1),
        lambda: turn_off(shop),
        lambda: renew_recovery_code(shop),
    )
    for attempt in tries:
        with pytest.raises(Refusal, match="manager_needed"):
            attempt()
    with pytest.raises(Refusal, match="pin_wrong"):
        set_pin(shop, desk.clerk.id, "3690", current="2222", cost=CHEAP)
    set_pin(shop, desk.clerk.id, "3690", current="1470", cost=CHEAP)
    log_in(desk.again(), "XC", "3690", CHEAP)


def test_a_manager_approves_on_the_spot_and_the_log_names_both_x13(desk: Desk) -> None:
    shop = desk.shop
    log_in(shop, "XC", "1470", CHEAP)
    with pytest.raises(NotFound):
        approve(shop, desk.clerk.id, "1470")
    with pytest.raises(Refusal, match="pin_wrong"):
        approve(shop, desk.manager.id, "1470")
    shop.approver = approve(shop, desk.manager.id, "2580")
    require(shop.deciding, Action.CHANGE_POLICY)
    hire(shop, "LL", "小李")
    shop.approver = None
    (entry, *_) = audit.of_actions(shop.file, ["staff.add"], NOW.replace(year=2000))
    assert (entry.staff_id, entry.approved_by()) == (desk.clerk.id, desk.manager.id)
    assert "approved_by" not in entry.said()
    assert not may(shop.acting, Action.CHANGE_POLICY)
    assert shop.may_ask(Action.CHANGE_POLICY)
    with pytest.raises(Refusal, match="manager_needed"):
        hire(shop, "WW", "小王")


def test_wrong_pins_at_somebody_elses_desk_are_told_in_the_log_and_do_not_flood_it(
    desk: Desk,
) -> None:
    shop = desk.shop
    log_in(shop, "XC", "1470", CHEAP)
    for _try in range(13):
        with pytest.raises(Refusal):
            approve(shop, desk.manager.id, "1470")
        desk.wait(minutes=15)
    told = audit.of_actions(shop.file, ["staff.pin_wrong"], NOW.replace(year=2000))
    assert sorted(entry.said()["tries"] for entry in told) == [3, 6, 12]
    assert {(one.staff_id, one.subject_id) for one in told} == {(desk.clerk.id, desk.manager.id)}
    approve(shop, desk.manager.id, "2580")
    approve(shop, desk.manager.id, "2580")
    (last, *before) = audit.of_actions(shop.file, ["staff.pin_wrong"], NOW.replace(year=2000))
    assert (last.said()["tries"], len(before)) == (13, 3)
    assert "13" in log_text(catalog("en"), last)


def test_a_token_acts_for_one_person_until_it_ends(desk: Desk) -> None:
    with pytest.raises(Invalid, match="token_purpose_missing"):
        make_token(desk.shop, desk.clerk.id, " ", 90)
    made = make_token(desk.shop, desk.clerk.id, "导入收银", 90)
    shop = desk.again()
    for wrong in (made.text[:-1] + "?", "shopcare-99-AAAA", "shopcare-", "2580", ""):
        with pytest.raises(Refusal, match="token_wrong"):
            log_in_with_token(shop, wrong)
    with pytest.raises(Refusal, match="token_of_another"):
        log_in_with_token(shop, made.text, "DZ")
    assert log_in_with_token(shop, made.text, "xc") == desk.clerk
    add_wang(shop)
    desk.wait(days=90)
    with pytest.raises(Refusal, match="token_ended"):
        log_in_with_token(desk.again(), made.text)
    log_in(desk.shop, "DZ", "2580", CHEAP)
    desk.wait(days=-60)
    with pytest.raises(Refusal, match="token_ended"):  # the log knows how late it was already
        log_in_with_token(desk.again(), made.text)


def test_a_revoked_token_lets_nobody_in(desk: Desk) -> None:
    made = make_token(desk.shop, desk.clerk.id, "导入", 90)
    revoke_token(desk.shop, made.token.id)
    with pytest.raises(Refusal, match="token_ended"):
        revoke_token(desk.shop, made.token.id)
    with pytest.raises(Refusal, match="token_ended"):
        log_in_with_token(desk.again(), made.text)
    assert [one.is_valid(NOW) for one in tokens(desk.shop)] == [False]


def test_the_last_manager_gets_in_with_the_recovery_code_once(desk: Desk) -> None:
    for _ in range(9):
        with pytest.raises(Refusal, match="pin_w"):
            log_in(desk.shop, "DZ", "9999")
    shop = desk.again()
    with pytest.raises(Refusal, match="recovery_for_manager"):
        recover(shop, "XC", desk.code, "3690", cost=CHEAP)
    with pytest.raises(Refusal, match="recovery_code_mistyped"):
        recover(shop, "DZ", desk.code[:-1], "3690", cost=CHEAP)
    with pytest.raises(Invalid, match="pin_too_simple"):
        recover(shop, "DZ", desk.code, "1234", cost=CHEAP)
    assert shop.is_locked
    done = recover(shop, "DZ", desk.code.lower(), "3690", cost=CHEAP)
    assert is_recovery_code(shop, done.recovery_code)
    with pytest.raises(Refusal, match="recovery_code_wrong"):
        recover(desk.again(), "DZ", desk.code, "4711", cost=CHEAP)
    log_in(desk.shop, "DZ", "3690", CHEAP)
    renewed = renew_recovery_code(desk.shop)
    assert not is_recovery_code(desk.shop, done.recovery_code)
    assert is_recovery_code(desk.shop, renewed)


def test_the_recovery_code_also_settles_a_date_in_doubt(desk: Desk) -> None:
    desk.wait(days=30)
    shop = desk.again(guard_clock=True)
    with pytest.raises(Refusal, match="clock_in_doubt"):
        recover(shop, "DZ", desk.code, "3690", cost=CHEAP)
    recover(shop, "DZ", desk.code, "3690", date_is_right=True, cost=CHEAP)
    assert not look_at_clock(shop).in_doubt


def test_the_last_manager_can_be_neither_demoted_nor_sent_away(desk: Desk) -> None:
    hire(desk.shop, "LL", "小李", Role.MANAGER)
    set_pin(desk.shop, desk.shop.signing("LL").id, "3690", cost=CHEAP)
    save_member(desk.shop, replace(desk.shop.signing("LL"), active=False))
    with pytest.raises(Invalid, match="last_manager"):
        save_member(desk.shop, replace(desk.manager, role=Role.CLERK))
    assert who_has_pin(desk.shop) == [desk.manager, desk.clerk]


def test_damage_that_takes_every_pin_locks_nobody_out(desk: Desk) -> None:
    desk.shop.file.execute("DELETE FROM credential")
    assert not desk.again().is_locked
    add_wang(desk.shop)
    assert [one.key for one in check(desk.shop) if not one.is_fine] != []


def test_turned_off_nothing_of_the_pins_is_left(desk: Desk) -> None:
    make_token(desk.shop, desk.clerk.id, "导入", 90)
    turn_off(desk.shop)
    assert not desk.again().is_locked
    assert desk.shop.file.execute("SELECT count(*) FROM credential").fetchone()[0] == 0
    with pytest.raises(Refusal, match="pins_off_already"):
        turn_off(desk.shop)


def test_the_log_tells_each_step_and_never_a_pin_a_token_or_a_code(desk: Desk) -> None:
    made = make_token(desk.shop, desk.clerk.id, "导入", 90)
    revoke_token(desk.shop, made.token.id)
    log_in(desk.shop, "XC", "1470", CHEAP)
    log_in(desk.shop, "DZ", "2580", CHEAP)
    code = recover(desk.shop, "DZ", desk.code, "3690", cost=CHEAP).recovery_code
    turn_off(desk.shop)
    told = {
        "settings.pins_on", "staff.set_pin", "staff.make_token", "staff.revoke_token",
        "staff.log_in", "staff.recover", "settings.pins_off",
    }  # fmt: skip
    assert told <= set(actions(desk.shop))
    said = [row[0] for row in desk.shop.file.execute('SELECT "values" FROM audit_entry')]
    whole = "\n".join(json.dumps(json.loads(one), ensure_ascii=False) for one in said)
    for secret in (made.text.rpartition("-")[2], desk.code, code, "$argon2id"):
        assert secret not in whole
    for pin in ("2580", "1470", "3690"):
        assert f'"{pin}"' not in whole
    assert [one for one in check(desk.shop) if not one.is_fine] == []
