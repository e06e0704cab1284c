"""A person is erased: nothing of them is found in any file, and everything else goes on (L-8)."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from building.counter import Counter, open_counter
from building.encryption import ALL_ENCRYPTED
from building.moments import day
from building.records import READY
from building.shops import hire
from shopcare.domain.calls.callback import CallResult, Mood
from shopcare.domain.cases.case import Stage
from shopcare.domain.errors import NotFound, Refusal
from shopcare.domain.people.consent import ConsentDraft, ConsentPurpose, ConsentWay
from shopcare.domain.people.customer import Customer
from shopcare.domain.purchases.purchase import SalesChannel
from shopcare.domain.shop.backups import BackupReason, backup_from_name
from shopcare.language.catalog import Catalog
from shopcare.language.records.log_words import log_text
from shopcare.services import drafts
from shopcare.services.cases import cases
from shopcare.services.exchange.import_customers import import_customers
from shopcare.services.merging.merge import merge_customers
from shopcare.services.people import consents, customers
from shopcare.services.privacy import erasing
from shopcare.services.search import search
from shopcare.services.setup.settings import change_settings
from shopcare.services.shop import open_shop
from shopcare.services.upkeep.audit_log import log_of_day
from shopcare.services.upkeep.backups import back_up, check_backup
from shopcare.services.upkeep.check import check
from shopcare.services.upkeep.erased_people import renew_backups, still_held
from shopcare.services.upkeep.restore import restore, restore_over
from shopcare.storage.cases import cases as case_store
from shopcare.storage.file import audit, person_keys
from shopcare.storage.privacy import erasing as tables
from shopcare.storage.privacy import erasures

NAME, OTHER = "欧阳靖雯", "欧阳静文"
SECRETS = (
    *(NAME, OTHER, "13977788899", "13966655544", "V770077", "V770078"),
    *("梧桐巷九号", "怕吵勿扰", "左腿掉漆要黑色", "赔她一副", "说话很冲动", "嫌镜腿太松"),
    *("收据KX8899", "转给熟人", "领导打招呼", "镜盒丢了"),
)
SOUNDS = ("ouyang", "jingwen", "oyjw")
"""What the search would find her by."""


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    made = open_counter(tmp_path_factory.mktemp("erasing"))
    yield made
    made.shop.close()


@pytest.fixture(scope="module")
def ouyang(counter: Counter, tmp_path_factory: pytest.TempPathFactory) -> Customer:
    """Somebody of whom every kind of record tells something."""
    her = counter.person(NAME, SECRETS[2], number="V770077", address="梧桐巷九号")
    twin = counter.person(OTHER, SECRETS[3], number="V770078", remark="怕吵勿扰")
    till = tmp_path_factory.mktemp("till") / "会员.csv"
    till.write_text(f"会员号,姓名,电话\nV770077,{NAME},13977788899\n,,\nV9,,99{NAME}\n", "utf-8")
    import_customers(counter.shop, till)
    counter.sale(her, receipt_number="收据KX8899", handed_over_on=day("2026-03-02"))
    work(counter, her)
    merge_customers(counter.shop, her.id, twin.id)
    agreed = ConsentDraft(
        purpose=ConsentPurpose.CARE_CALLS, on=counter.shop.today(), way=ConsentWay.PHONE
    )
    consents.give(counter.shop, her.id, agreed)
    half = [{"form": "edit", "id": her.id, "title": "", "typed": {"remark": "领导打招呼"}}]
    drafts.keep(counter.shop, drafts.Form.CUSTOMERS, half)
    drafts.keep(counter.shop, drafts.Form.INTAKE, {"phone": "13977788899"})
    return customers.customer(counter.shop, her.id)


def work(counter: Counter, her: Customer) -> None:
    case = counter.case(her, fault="左腿掉漆要黑色", condition="镜盒丢了")
    counter.move(case, *READY)
    counter.move(case, Stage.HANDED_OVER, Stage.CLOSED, resolution="赔她一副，嫌镜腿太松")
    for call in counter.calls(her):
        counter.dial(call, CallResult.REACHED, note="说话很冲动", satisfaction=4, mood=Mood.WARM)
    draft = customers.draft_of(customers.customer(counter.shop, her.id))
    customers.change_customer(counter.shop, her.id, replace(draft, remark="转给熟人"))


def traces(folder: Path, words: tuple[str, ...]) -> list[str]:
    """Find words in any file below a folder but backups, in any way they could be written."""
    found = []
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        if backup_from_name(file.name) is not None:
            continue
        content = file.read_bytes().lower()
        for word in words:
            plain = word.lower()
            ways = (plain.encode(), plain.encode("utf-16-le"), plain.encode("utf-16-be"),
                    json.dumps(plain)[1:-1].encode(), plain.encode("gb18030"))  # fmt: skip
            if any(way in content for way in ways):
                found.append(f"{file.name}: {word}")
    return found


def test_every_table_is_looked_after_by_an_erasure_l8(counter: Counter) -> None:
    there = {
        row[0]
        for row in counter.shop.file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if not row[0].startswith(("sqlite_", "_sqlite", "search"))
    }
    known = {*tables.DELETED, *tables.CLEARED, *tables.WITHOUT_PEOPLE, *tables.BY_HAND}
    assert there == known


def test_each_kind_of_audited_subject_is_somebodys_or_nobodys_l8(counter: Counter) -> None:
    from re import findall

    source = Path(person_keys.__file__).parents[2]
    begun = {
        kind
        for file in source.rglob("*.py")
        for kind in findall(
            r'\.begin\(\s*[\w."\[\]]+(?: if [^,]+)?, "(\w+)"', file.read_text("utf-8")
        )
    }
    assert {"case", "customer", "erasure"} <= begun
    assert begun <= {*person_keys.ABOUT_PEOPLE, *person_keys.NOT_ABOUT_PEOPLE}


def test_the_log_holds_nothing_of_a_person_in_the_clear_l8(
    counter: Counter, ouyang: Customer
) -> None:
    logged = "\n".join(
        row[0] for row in counter.shop.file.execute('SELECT "values" FROM audit_entry')
    )
    assert [word for word in (*SECRETS, *SOUNDS) if word in logged] == []
    assert NAME in " ".join(
        log_text(Catalog("en"), line.entry)
        for line in log_of_day(counter.shop, counter.shop.today())
    )


def test_only_a_manager_erases_and_only_what_is_finished_l8(
    counter: Counter, ouyang: Customer
) -> None:
    shop, before = counter.shop, counter.shop.acting.initials
    with pytest.raises(Refusal, match="erase_not_confirmed"):
        erasing.erase(shop, ouyang.id, confirmed="欧阳")
    hire(shop, "XW", "小吴")
    shop.act_as("XW")
    with pytest.raises(Refusal, match="manager_needed"):
        erasing.erase(shop, ouyang.id, confirmed=NAME)
    shop.act_as(before)
    busy = counter.person("忙", "13500000001")
    case = counter.case(busy)
    with pytest.raises(Refusal, match="erase_case_open"):
        erasing.erase(shop, busy.id, confirmed="忙")
    assert case.number in erasing.outlook(shop, busy.id).unfinished.cases


def test_nothing_of_an_erased_person_is_found_in_any_file_l8(
    counter: Counter, ouyang: Customer
) -> None:
    shop = counter.shop
    folder = shop.path.parent
    kept_aside = back_up(shop, BackupReason.BY_HAND).made.path
    found = {one.split(": ")[1] for one in traces(folder, SECRETS)}
    assert found == (set() if ALL_ENCRYPTED else {*SECRETS}), "all is there"
    erasing.erase(shop, ouyang.id, confirmed=NAME, reason="本人要求")
    assert search.find(shop, NAME) == search.find(shop, "13977788899") == []
    erasing.wipe(shop)
    assert traces(folder, (*SECRETS, *SOUNDS)) == []
    assert [one for one in check(shop) if not one.is_fine] == [], "the chain is whole"
    tell_of_her(counter, ouyang)
    restored_without_her(counter, kept_aside, ouyang)


def tell_of_her(counter: Counter, her: Customer) -> None:
    shop, words = counter.shop, Catalog("en")
    with pytest.raises(Refusal, match="customer_erased"):
        counter.case(her)
    with pytest.raises(Refusal, match="customer_erased"):
        customers.customer_file(shop, her.id)
    assert her.id not in customers.customer_ids(shop)
    [kept] = case_store.of_customer(shop.file, her.id)
    file = cases.case_file(shop, kept.id)
    assert (file.case.number, file.case.fault) == (kept.number, "")
    assert file.attempts and {attempt.note for attempt in file.attempts} == {""}
    told = {log_text(words, line.entry) for line in log_of_day(shop, shop.today())}
    assert {"Customer's data erased (本人要求)", "Customer added (erased)"} <= told
    assert audit.of_case(shop.file, kept.id)[0].undo() == {}


def restored_without_her(counter: Counter, backup: Path, her: Customer) -> None:
    """A restore of a backup that still knows her erases her again, and whoever has her id stays."""
    shop = counter.shop
    late = counter.person("后来人", "13500000002")
    path, clock = shop.path, counter.clock
    shop.close()
    restore(path, backup, clock=clock)
    again = open_shop(path, clock=clock)
    try:
        with pytest.raises(Refusal, match="customer_erased"):
            customers.customer(again, her.id)
        with pytest.raises(NotFound):
            customers.customer(again, late.id)
        assert [one for one in check(again) if not one.is_fine] == []
        assert traces(path.parent, (*SECRETS, *SOUNDS)) == []
    finally:
        again.close()


def test_what_a_law_has_kept_is_locked_until_its_day_l8(tmp_path: Path) -> None:
    counter = open_counter(tmp_path)
    shop = counter.shop
    buyer = counter.person("网购客", "13511112222")
    counter.sale(buyer, sold_on=day("2025-06-01"), channel=SalesChannel.ONLINE)
    ahead = erasing.outlook(shop, buyer.id)
    assert ahead.lock is not None
    assert (ahead.lock.until, ahead.lock.article) == (day("2028-06-01"), "电子商务法 第三十一条")
    backup = back_up(shop, BackupReason.BY_HAND).made
    erasing.erase(shop, buyer.id, confirmed="网购客")
    restore_over(shop, backup.path)
    [again] = erasures.every(shop.file)
    assert (again.locked_name, again.lock) == ("网购客", ahead.lock), "locked in the restored file"
    with pytest.raises(Refusal, match="still_locked"):
        erasing.unlock(shop, buyer.id)
    counter.go_to("2028-06-01 10:00")
    erasing.unlock(shop, buyer.id)
    erasing.wipe(shop)
    assert traces(tmp_path, ("网购客", "13511112222")) == []
    assert [one for one in check(shop) if not one.is_fine] == []
    shop.close()


def test_older_backups_that_hold_an_erased_person_go_once_a_fresh_one_lies_in_both_places_l8(
    tmp_path: Path,
) -> None:
    counter = open_counter(tmp_path / "shop")
    shop, stick = counter.shop, tmp_path / "stick"
    stick.mkdir()
    change_settings(shop, replace(shop.settings, backup_folder=str(stick)))
    before_her = back_up(shop, BackupReason.BY_HAND).made.path
    her = counter.person(NAME, "13977788899")
    counter.clock.advance(minutes=1)
    with_her = back_up(shop, BackupReason.BY_HAND).made.path
    assert still_held(shop).backups == (), "nobody was erased yet"
    erasing.erase(shop, her.id, confirmed=NAME)
    copy = next(stick.glob(f"*/{with_her.name}"))
    assert set(still_held(shop).backups) == {with_her, copy}
    damaged = shop.path.with_name("shop.damaged-20260101.db")
    damaged.write_bytes(b"?" * 4096)
    stick.rename(tmp_path / "away")
    away = renew_backups(shop)
    assert (away.removed, away.is_second_away, away.left) == (1, True, (damaged,))
    assert not with_her.exists() and before_her.exists()
    (tmp_path / "away").rename(stick)
    counter.clock.advance(minutes=1)
    done = renew_backups(shop)
    assert (done.removed, done.is_second_away) == (1, False)
    assert still_held(shop).backups == ()
    assert not copy.exists()
    for fresh in (done.made.path, next(stick.glob(f"*/{done.made.path.name}"))):
        assert check_backup(fresh) == []
        assert NAME.encode() not in fresh.read_bytes()
    told = audit.of_actions(shop.file, ["erasure.backups"], shop.now().replace(year=2000))
    assert [entry.said()["backups"] for entry in told] == [1, 1]
    shop.act_as("XC")
    with pytest.raises(Refusal, match="manager_needed"):
        renew_backups(shop)
    shop.close()
