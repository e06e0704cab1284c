"""The search index on a real file: order, touching, forgetting, rebuilding, hostile lines."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopcare.domain.search.search_text import Kind, case_tokens, customer_tokens, purchase_tokens
from shopcare.storage.file.database import create_database
from shopcare.storage.search import finding, index, rebuilding

HOSTILE = [
    '"', "' OR 1=1 --", '8000" OR *', "NEAR(王 8000)", "tokens:王", "王*", "^王", "NOT 王", "AND",
    "OR OR", "(", "{", "}", "-王", "+", "~", "$8000", "=1", "@customer", "\x00", "%", "_", "\\",
    "王" * 10_000, "8" * 10_000, "a " * 5_000, "\u202e王", "<b>王</b>&amp;",
]  # fmt: skip


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = create_database(tmp_path / "shop.db")
    yield connection
    connection.close()


def put_customer(
    shop: sqlite3.Connection, record_id: int, name: str, phone: str = "", number: str | None = None
) -> None:
    tokens = customer_tokens(name, [phone] if phone else [], number, index.name_tokens())
    index.put(shop, Kind.CUSTOMER, record_id, tokens)


def ids(shop: sqlite3.Connection, text: str, limit: int = 50) -> list[int]:
    return [hit.record_id for hit in finding.find(shop, text, limit)]


def test_the_newest_comes_first_and_no_more_than_asked_for(shop: sqlite3.Connection) -> None:
    for record_id in range(1, 101):
        put_customer(shop, record_id, "王小明")
    assert ids(shop, "wang", 3) == [100, 99, 98]
    put_customer(shop, 7, "王小明")
    assert ids(shop, "wang", 3) == [7, 100, 99]
    assert len(ids(shop, "王小明", 200)) == 100


def test_last_four_digits_come_before_the_same_digits_elsewhere(shop: sqlite3.Connection) -> None:
    put_customer(shop, 1, "王小明", "13912348000")
    put_customer(shop, 2, "李四", "13980001234")
    assert ids(shop, "8000") == [1, 2]
    assert ids(shop, "王 8000") == [1]


def test_a_whole_number_comes_first(shop: sqlite3.Connection) -> None:
    index.put(shop, Kind.PURCHASE, 1, purchase_tokens("CL-100"))
    index.put(shop, Kind.PURCHASE, 2, purchase_tokens("CL-1003"))
    index.put(shop, Kind.CASE, 3, case_tokens("26-00042-3"))
    put_customer(shop, 4, "王伟")
    put_customer(shop, 5, "王伟东")
    put_customer(shop, 6, "张三", "13926000423")
    assert ids(shop, "cl100") == [1, 2]
    assert ids(shop, "２６-０００４２-３") == [3, 6]
    assert ids(shop, "王伟") == [4, 5]


def test_kinds_narrow_the_search(shop: sqlite3.Connection) -> None:
    put_customer(shop, 1, "王小明", "13800138000")
    index.put(shop, Kind.CASE, 1, case_tokens("26-00138-3"))
    index.put(shop, Kind.PURCHASE, 1, purchase_tokens("138"))
    found = {hit.kind for hit in finding.find(shop, "138", 9)}
    assert found == set(Kind)
    only = finding.find(shop, "138", 9, [Kind.CASE, Kind.PURCHASE])
    assert {hit.kind for hit in only} == {Kind.CASE, Kind.PURCHASE}


def test_what_a_record_no_longer_is_does_not_find_it(shop: sqlite3.Connection) -> None:
    put_customer(shop, 1, "王小明", "13800138000")
    put_customer(shop, 1, "李小明", "13900139000")
    assert ids(shop, "王") == ids(shop, "8000") == []
    assert ids(shop, "李") == ids(shop, "9000") == ids(shop, "xiaoming") == [1]


def test_a_removed_record_is_not_found_and_its_place_is_not_given_away(
    shop: sqlite3.Connection,
) -> None:
    put_customer(shop, 1, "王小明")
    put_customer(shop, 2, "王大明")
    index.remove(shop, Kind.CUSTOMER, 2)
    put_customer(shop, 3, "张三")
    assert ids(shop, "王") == [1]
    assert ids(shop, "张") == [3]
    index.remove(shop, Kind.CUSTOMER, 3)
    put_customer(shop, 4, "李四")
    assert ids(shop, "张") == []
    assert [record_id for _, record_id in index.filed(shop)] == [1, 4]
    index.put(shop, Kind.PURCHASE, 9, purchase_tokens(None))
    assert ids(shop, "purchase") == ids(shop, "@purchase") == []


def test_a_rolled_back_record_was_never_there(shop: sqlite3.Connection) -> None:
    put_customer(shop, 1, "王小明")
    shop.execute("BEGIN IMMEDIATE")
    put_customer(shop, 1, "李小明")
    put_customer(shop, 2, "李四")
    shop.execute("ROLLBACK")
    assert ids(shop, "王") == [1]
    assert ids(shop, "李") == []


def test_many_are_filed_in_their_order_behind_what_is_there(shop: sqlite3.Connection) -> None:
    put_customer(shop, 7, "王小明")
    told: list[int] = []
    entries = [(Kind.CASE, i, case_tokens(f"26-{i:05d}-1")) for i in range(1, 25_001)]
    assert index.put_many(shop, entries, told.append) == 25_000
    assert told == [*range(5_000, 25_001, 5_000)]
    assert ids(shop, "26-10001-1") == [10_001]
    assert ids(shop, "26", 3) == [25_000, 24_999, 24_998]
    filed = [(Kind.CUSTOMER, 7), *((Kind.CASE, i) for i in range(1, 25_001))]
    assert index.filed(shop) == filed


def test_one_of_many_that_is_on_file_already_stops_them_all(shop: sqlite3.Connection) -> None:
    put_customer(shop, 2, "王小明")
    shop.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.IntegrityError):
        index.put_many(shop, [(Kind.CUSTOMER, i, "王") for i in (1, 2)])
    shop.execute("ROLLBACK")
    assert index.filed(shop) == [(Kind.CUSTOMER, 2)]


def test_rebuild_keeps_the_order_and_a_cancelled_one_changes_nothing(
    shop: sqlite3.Connection,
) -> None:
    for record_id in (3, 1, 2):
        put_customer(shop, record_id, "王小明")

    def stop(done: int) -> None:
        raise KeyboardInterrupt

    entries = [
        (kind, record_id, customer_tokens("王大明", [], None, index.name_tokens()))
        for kind, record_id in index.filed(shop)
    ]
    shop.execute("BEGIN IMMEDIATE")
    with pytest.raises(KeyboardInterrupt):
        rebuilding.rebuild(shop, entries, stop)
    shop.execute("ROLLBACK")
    assert ids(shop, "小明") == [2, 1, 3]
    shop.execute("BEGIN IMMEDIATE")
    assert rebuilding.rebuild(shop, entries) == 3
    shop.execute("COMMIT")
    assert ids(shop, "大明") == [2, 1, 3]
    assert ids(shop, "小明") == []


def test_a_rebuild_is_wanted_after_a_new_key_version_or_many_changes(
    shop: sqlite3.Connection,
) -> None:
    assert not rebuilding.needs_rebuild(shop)
    entries = [(Kind.CASE, i, "1") for i in range(5000)]
    index.put_many(shop, entries)
    assert not rebuilding.needs_rebuild(shop)
    for entry in entries[:2000]:
        index.put(shop, *entry)
    assert rebuilding.needs_rebuild(shop)
    rebuilding.rebuild(shop, entries)
    assert not rebuilding.needs_rebuild(shop)
    shop.execute("UPDATE search_version SET key_version = 0")
    assert rebuilding.needs_rebuild(shop)


def test_merging_comes_to_an_end_and_changes_no_answer(shop: sqlite3.Connection) -> None:
    for record_id in range(300):
        put_customer(shop, record_id, "王小明", f"138{record_id:08d}")
    before = ids(shop, "wang", 300)
    assert rebuilding.merge_when_idle(shop)
    for _ in range(100):
        if not rebuilding.merge_when_idle(shop):
            break
    assert not rebuilding.merge_when_idle(shop)
    assert ids(shop, "wang", 300) == before


def test_the_index_is_sound(shop: sqlite3.Connection) -> None:
    put_customer(shop, 1, "王小明🐼", "13800138000", "VIP1")
    shop.execute("INSERT INTO search_text (search_text) VALUES ('integrity-check')")
    assert shop.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_is_only_text(shop: sqlite3.Connection, text: str) -> None:
    put_customer(shop, 1, "李四")
    finding.find(shop, text, 5)
    put_customer(shop, 2, text, text, text)
    assert ids(shop, "李四") == [1]


def test_any_line_finds_without_an_error(shop: sqlite3.Connection) -> None:
    put_customer(shop, 1, "王小明", "13800138000")

    @settings(max_examples=150)
    @given(st.text(max_size=120))
    def typed(text: str) -> None:
        finding.find(shop, text, 5)

    typed()


def test_every_part_of_names_and_phones_finds_them(shop: sqlite3.Connection) -> None:
    people = {
        1: ("王小明", "13800138000"),
        2: ("欧阳娜娜", "057187654321"),
        3: ("Liam O'Brien", "15912345678"),
        4: ("高𬸪浩", "18866668888"),
        5: ("Jürgen Müller-Lüdenscheidt", "13311112222"),
    }
    for record_id, (name, phone) in people.items():
        put_customer(shop, record_id, name, phone)
    for record_id, texts in people.items():
        for text in texts:
            for start in range(len(text)):
                for end in range(start + 1, len(text) + 1):
                    part = text[start:end]
                    inner = part.isdigit() and len(part) < 3 and start > 0 and end < len(text)
                    if any(map(str.isalnum, part)) and not inner:
                        assert record_id in ids(shop, part), part


def open_case(shop: sqlite3.Connection, case_id: int, number: str) -> None:
    shop.execute("PRAGMA foreign_keys = OFF")
    shop.execute(
        "INSERT INTO service_case (id, number, kind, stage, customer_id, channel, service,"
        " category, product, spec, lot, fault, wishes, accessories, condition, goods_kept,"
        " severity, insistent, received_at, received_by, parts, parts_origin, checks,"
        " resolution, last_step_at) VALUES (?, ?, 'repair', 'received', 1, 'shop', '', '', '', '',"
        " '', '', '', '[]', '', 0, 'normal', 0, '', 1, '', 'none', '[]', '', '')",
        (case_id, number),
    )


def test_a_new_case_is_found_before_and_after_it_is_filed(shop: sqlite3.Connection) -> None:
    put_customer(shop, 1, "王小明", "13800000424")
    open_case(shop, 7, "26-00042-3")
    open_case(shop, 8, "26-00043-9")
    asked = ("0423", "26-00042-3", "0042", "26", "4", "424", "8", "2600043")
    before = {text: finding.find(shop, text, 50) for text in asked}
    assert before["0423"] == before["26-00042-3"] == [finding.Hit(kind=Kind.CASE, record_id=7)]
    assert [hit.record_id for hit in before["26"]] == [8, 7]
    assert finding.find(shop, "26-00042-3", 50, [Kind.CUSTOMER]) == []
    assert index.file_cases(shop)
    assert not index.file_cases(shop)
    assert index.waiting_cases(shop) == []
    assert {text: finding.find(shop, text, 50) for text in asked} == before


def test_a_case_that_is_opened_again_before_it_is_filed_stands_there_once(
    shop: sqlite3.Connection,
) -> None:
    open_case(shop, 7, "26-00042-3")
    index.put(shop, Kind.CASE, 7, case_tokens("26-00042-3"))
    put_customer(shop, 1, "王小明", "13800000423")
    for _ in range(2):
        assert ids(shop, "0423") == [1, 7]
        index.file_cases(shop)
    assert shop.execute("SELECT count(*) FROM search_entry").fetchone()[0] == 2
