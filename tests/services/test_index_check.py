"""Whether the search finds everything is checked against the records, and made anew."""

from building.counter import Counter
from shopcare.domain.shop.backups import BackupReason
from shopcare.services.search import search
from shopcare.services.search.index_check import index_problems, rebuild_index
from shopcare.services.upkeep.backups import back_up
from shopcare.services.upkeep.restore import restore_over


def broken(counter: Counter) -> list[str]:
    return index_problems(counter.shop)


def test_each_kind_of_damage_of_the_index_is_named_and_mended(counter: Counter) -> None:
    shop = counter.shop
    wang, li = counter.person("王小明", "13800138000"), counter.person("李雷", "13900139000")
    case = counter.case(wang)
    counter.sale(li, receipt_number="R1")
    assert broken(counter) == []
    seq = shop.file.execute(
        "SELECT seq FROM search_entry WHERE kind = 'customer' AND record_id = ?", (li.id,)
    ).fetchone()[0]
    shop.file.execute("DELETE FROM search_entry WHERE seq = ?", (seq,))
    assert broken(counter) == [f"customer {li.id}"], "it has no place"
    rebuild_index(shop)
    assert broken(counter) == []
    seq = shop.file.execute(
        "SELECT seq FROM search_entry WHERE kind = 'case' AND record_id = ?", (case.id,)
    ).fetchone()[0]
    shop.file.execute("INSERT INTO search_text (rowid, tokens) VALUES (?, 'other')", (seq,))
    assert broken(counter) == [f"case {case.id}"], "it is found by something else"
    shop.file.execute("DELETE FROM search_text_data WHERE id > 10")
    assert broken(counter)[0].startswith("search_text:"), "it cannot be read"


def test_a_restore_makes_a_damaged_index_anew(counter: Counter) -> None:
    shop = counter.shop
    wang = counter.person("王小明", "13800138000")
    shop.file.execute("INSERT INTO search_text (search_text) VALUES ('delete-all')")
    assert broken(counter) == [f"customer {wang.id}"] and search.find(shop, "王小明") == []
    backup = back_up(shop, BackupReason.BY_HAND).made
    restore_over(shop, backup.path)
    assert broken(counter) == []
    assert [one.id for one in search.find(shop, "王小明")] == [wang.id]
