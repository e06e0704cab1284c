"""An import keeps nobody from saving, and is whole or not there at all."""

import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from building.counter import Counter
from shopcare.domain.people.customer import CustomerDraft
from shopcare.services.exchange import import_staging
from shopcare.services.exchange.import_customers import import_customers
from shopcare.services.exchange.import_purchases import import_purchases
from shopcare.services.people import customers
from shopcare.services.purchases import purchases
from shopcare.services.search import search
from shopcare.services.shop import Shop
from shopcare.services.upkeep.check import check
from shopcare.storage import search as search_store
from shopcare.storage.file import inspection
from shopcare.storage.file.work import unrecorded

MANY = 8_000


def write(folder: Path, text: str, name: str = "till.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def people(many: int = MANY) -> str:
    rows = "".join(f"N{n:06},顾客{n},139{n:08},文昌路 {n} 号\n" for n in range(many))
    return "会员号,姓名,手机,地址\n" + rows


def sales(many: int) -> str:
    rows = "".join(
        f"S{n},2026-03-02,N{n % 900:06},顾客{n % 900},139{n % 900:08},太阳镜,RB{n},1,10\n"
        for n in range(many)
    )
    return "单号,日期,会员号,姓名,手机,品类,品名,数量,金额\n" + rows


def at_each_step(shop: Shop, then: Callable[[Shop, int], None]) -> Callable[[int, int], None]:
    """Do something with a shop of one's own each time that an import tells how far it is."""

    def told(done: int, _total: int) -> None:
        with closing(shop.reopened()) as other:
            then(other, done)

    return told


def count(shop: Shop, sql: str) -> int:
    found: int = shop.file.execute(sql).fetchone()[0] or 0
    return found


def test_no_transaction_before_the_last_writes_more_than_a_piece(
    counter: Counter, tmp_path: Path
) -> None:
    seen: list[tuple[int, int, int, int]] = []

    def look(other: Shop, _done: int) -> None:
        with unrecorded(other.file):  # it can be had: nobody holds it for long
            seen.append(
                (
                    count(other, "SELECT count(*) FROM customer"),
                    count(other, "SELECT count(*) FROM search_entry WHERE kind = 'customer'"),
                    count(other, "SELECT count(*) FROM search_entry WHERE kind = 'ahead'"),
                    count(
                        other,
                        "SELECT max(seq + record_id + 1) FROM search_entry WHERE kind = 'ahead'",
                    ),
                )
            )

    file = write(tmp_path, people())
    report = import_customers(counter.shop, file, progress=at_each_step(counter.shop, look))
    assert report.added == MANY
    assert {(filed, entries) for filed, entries, _, _ in seen} == {(0, 0)}, "nothing half imported"
    assert max(blocks for _, _, blocks, _ in seen) >= 3, "written meanwhile, piece by piece"
    assert max(most for *_, most in seen) == import_staging.AT_ONCE
    assert count(counter.shop, "SELECT count(*) FROM search_entry WHERE kind = 'ahead'") == 0
    assert [hit.name for hit in search.find(counter.shop, "N007999")] == ["顾客7999"]
    assert all(finding.is_fine for finding in check(counter.shop) if finding.key != "languages")


def statements_of_the_last_transaction(shop: Shop, file: Path) -> int:
    told: list[str] = []
    shop.file.set_trace_callback(told.append)
    import_customers(shop, file)
    shop.file.set_trace_callback(None)
    told = [sql for sql in told if not sql.startswith("PRAGMA table_info")]  # once a connection
    begins = [at for at, sql in enumerate(told) if sql.startswith("BEGIN IMMEDIATE")]
    ends = [at for at, sql in enumerate(told) if sql.startswith("COMMIT")]
    *_, last = (at for at in begins if any("INSERT INTO main.customer " in s for s in told[at:]))
    return next(end for end in ends if end > last) - last


def test_the_last_transaction_has_as_many_statements_for_few_as_for_many(
    counter: Counter, tmp_path: Path
) -> None:
    few, many = people(1200), people(6000).replace("N", "M").replace(",139", ",138")
    first = statements_of_the_last_transaction(counter.shop, write(tmp_path, few))
    second = statements_of_the_last_transaction(counter.shop, write(tmp_path, many, "b.csv"))
    assert second == first < 130, "none for each row: the lock would be held for longer"


def test_who_is_saved_meanwhile_is_not_filed_twice(counter: Counter, tmp_path: Path) -> None:
    saved: list[str] = []

    def save(other: Shop, done: int) -> None:
        if not saved and done > 4000:
            saved.append(
                customers.add_customer(
                    other, CustomerDraft(name="顾客7", number="N000007")
                ).customer.name
            )

    file = write(tmp_path, people())
    report = import_customers(counter.shop, file, progress=at_each_step(counter.shop, save))
    assert (report.added, report.updated) == (MANY - 1, 1)
    [found] = search.find(counter.shop, "N000007")
    known = customers.customer(counter.shop, found.customer_id)
    assert (known.address, len(known.phones)) == ("文昌路 7 号", 1)


def test_an_index_that_is_made_anew_meanwhile_misses_nobody(
    counter: Counter, tmp_path: Path
) -> None:
    counter.person("王小明", "13800138000")
    done_once: list[int] = []

    def rebuild(other: Shop, done: int) -> None:
        if not done_once and done > 6000:
            done_once.append(done)
            with unrecorded(other.file):
                search_store.rebuild(other.file, search.everything_filed(other))

    file = write(tmp_path, people())
    import_customers(counter.shop, file, progress=at_each_step(counter.shop, rebuild))
    for number in (0, 2499, 2500, 6001, MANY - 1):
        assert [hit.name for hit in search.find(counter.shop, f"N{number:06}")] == [f"顾客{number}"]
    assert [hit.name for hit in search.find(counter.shop, "8000")][-1] == "王小明"


def test_what_was_written_ahead_of_a_cancelled_import_is_stale(
    counter: Counter, tmp_path: Path
) -> None:
    class CancelledError(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done >= MANY - 1_000:
            raise CancelledError

    before = inspection.row_counts(counter.shop.file)
    with pytest.raises(CancelledError):
        import_customers(counter.shop, write(tmp_path, people()), progress=stop)
    assert inspection.row_counts(counter.shop.file) == before
    assert search_store.needs_rebuild(counter.shop.file)
    assert import_customers(counter.shop, write(tmp_path, people())).added == MANY
    assert len(search.find(counter.shop, "N007999")) == 1


def test_sales_saved_meanwhile_are_not_doubled(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_customers(counter.shop, write(tmp_path, people(900)))
    staged: list[int] = []
    add = import_staging.Staged.add_receipts

    def add_and_let_others_save(self: import_staging.Staged, receipts: list[object]) -> int:
        if not staged:  # the plan is made; now somebody brings the same list in
            staged.append(len(receipts))
            with closing(counter.shop.reopened()) as other:
                import_purchases(other, write(tmp_path, sales(10), "few.csv"))
        return add(self, receipts)  # type: ignore[arg-type]

    monkeypatch.setattr(import_staging.Staged, "add_receipts", add_and_let_others_save)
    report = import_purchases(counter.shop, write(tmp_path, sales(3000), "sales.csv"))
    assert (report.added, report.unchanged) == (2990, 10)
    [found] = search.find(counter.shop, "S2999")
    assert len(purchases.purchases_of_customer(counter.shop, found.customer_id)) == 3 + (
        2999 % 900 < 300
    )


def test_a_kill_in_the_middle_leaves_nothing_half_imported(
    counter: Counter, tmp_path: Path
) -> None:
    file = write(tmp_path, people(20_000))
    before = inspection.row_counts(counter.shop.file)
    code = (
        "import sys; from pathlib import Path;"
        "from shopcare.services.shop import open_shop;"
        "from shopcare.services.exchange.import_customers import import_customers;"
        "import_customers(open_shop(Path(sys.argv[1]), guard_clock=False), Path(sys.argv[2]))"
    )
    running = subprocess.Popen([sys.executable, "-c", code, str(counter.shop.path), str(file)])
    deadline = time.monotonic() + 60
    while (
        count(counter.shop, "SELECT count(*) FROM search_entry WHERE kind = 'ahead'") < 3
        and time.monotonic() < deadline
    ):
        time.sleep(0.01)
    running.kill()
    running.wait()
    assert inspection.row_counts(counter.shop.file) == before
    assert search.find(counter.shop, "N000001") == []
    assert import_customers(counter.shop, file).added == 20_000
    assert len(search.find(counter.shop, "N019999")) == 1
