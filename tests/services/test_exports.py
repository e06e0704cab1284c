"""Tables out of the shop file; each export is on record (G-15)."""

import csv
import io
import sqlite3
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from building.counter import Counter
from building.moments import day
from building.records import READY
from shopcare.domain.errors import Refusal, Trouble
from shopcare.domain.money import Fen
from shopcare.domain.payments.gift import GiftDraft, GiftKind
from shopcare.domain.people.prescription import EyeMeasure, PrescriptionDraft
from shopcare.domain.search.search_text import Why
from shopcare.language.catalog import Catalog
from shopcare.language.records.log_words import log_text
from shopcare.services.exchange.exports import ExportKind, export
from shopcare.services.exchange.import_customers import import_customers
from shopcare.services.exchange.import_purchases import import_purchases
from shopcare.services.payments.gifts import give
from shopcare.services.people.prescriptions import add_prescription
from shopcare.services.search.search import find
from shopcare.storage.file import audit


@pytest.fixture
def full(counter: Counter) -> Counter:
    wang = counter.person("王小明", "13800138000", number="V1", address='=1+1 "引号", 逗号')
    counter.person("𠮷野", "0571-87654321", "13900139000")
    counter.sale(wang, "frame_glasses", "sunglasses", handed_over_on=day("2026-03-05"))
    counter.complaint_handled(wang)
    counter.move(counter.case(wang), *READY)
    counter.dial(counter.calls(wang)[0], satisfaction=4, note="第一行\n第二行")
    return counter


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.reader(file) if row]


@pytest.mark.parametrize("kind", [kind for kind in ExportKind if kind is not ExportKind.EVERYTHING])
def test_every_record_has_its_row_and_the_export_its_entry_g15(
    full: Counter, tmp_path: Path, kind: ExportKind
) -> None:
    path = tmp_path / f"{kind}.csv"
    written = export(full.shop, kind, path, Catalog("zh_CN"))
    found = rows(path)
    assert len(found) == written + 1
    assert len({len(row) for row in found}) == 1
    entry = audit.last_of(full.shop.file, "export", 0)
    assert entry is not None
    assert (entry.said()["what"], entry.said()["file"]) == (kind.value, path.name)
    assert entry.staff_id == full.shop.acting.id
    assert entry.said()["records"] <= written
    assert f"{entry.said()['records']} record" in log_text(Catalog("en"), entry)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_goes_out_comes_back_in_unchanged(full: Counter, tmp_path: Path, ending: str) -> None:
    words = Catalog("zh_CN")
    people, sales = tmp_path / f"people.{ending}", tmp_path / f"sales.{ending}"
    export(full.shop, ExportKind.CUSTOMERS, people, words)
    export(full.shop, ExportKind.PURCHASES, sales, words)
    once, twice = import_customers(full.shop, people), import_purchases(full.shop, sales)
    assert (once.added, once.updated, once.skipped) == (0, 0, [])
    assert (twice.added, twice.updated, twice.skipped) == (0, 0, [])


def test_a_place_that_cannot_be_written_says_so(full: Counter, tmp_path: Path) -> None:
    words = Catalog("en")
    with pytest.raises(Refusal, match="file_ending_unknown"):
        export(full.shop, ExportKind.CUSTOMERS, tmp_path / "people.doc", words)
    with pytest.raises((Refusal, Trouble)):
        export(full.shop, ExportKind.CUSTOMERS, tmp_path / "no" / "people.csv", words)
    assert list(tmp_path.glob("people*")) == []


def test_an_empty_shop_gives_a_table_of_headings(counter: Counter, tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    assert export(counter.shop, ExportKind.CUSTOMERS, path, Catalog("en")) == 0
    assert len(rows(path)) == 1


@pytest.fixture
def counted(full: Counter) -> Counter:
    """Give the shop something of every kind beside its cases."""
    wang = full.person("李娜", "13900139001")
    add_prescription(
        full.shop,
        wang.id,
        PrescriptionDraft(
            measured_on=full.shop.today(),
            right=EyeMeasure(sphere=Decimal("-3.25"), cylinder=Decimal("-0.50"), axis=90),
            left=EyeMeasure(sphere=Decimal("-3.00")),
        ),
    )
    give(
        full.shop,
        wang.id,
        GiftDraft(
            kind=GiftKind.VOUCHER,
            what="",
            why="=道歉",
            value_fen=Fen(5000),
            expires_on=day("2026-12-31"),
        ),
    )
    return full


def test_prescriptions_and_vouchers_go_out_with_whose_they_are(
    counted: Counter, tmp_path: Path
) -> None:
    words = Catalog("en")
    eyes, given = tmp_path / "eyes.csv", tmp_path / "given.csv"
    export(counted.shop, ExportKind.PRESCRIPTIONS, eyes, words)
    export(counted.shop, ExportKind.GIFTS, given, words)
    headings, row = rows(eyes)
    told = dict(zip(headings, row, strict=True))
    assert (told["Name"], told["Right eye: Sphere"], told["Right eye: Axis"]) == (
        "李娜",
        "-3.25",
        "90",
    )
    headings, row = rows(given)
    told = dict(zip(headings, row, strict=True))
    assert (told["Voucher"], told["Value"], told["Reason"]) == ("V00001", "50.00", "'=道歉")
    [found] = find(counted.shop, "v00001")
    assert (found.name, found.why) == ("李娜", Why.VOUCHER)


def test_everything_is_every_saved_row_as_it_is_kept(counted: Counter, tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    written = export(counted.shop, ExportKind.EVERYTHING, path, Catalog("en"))
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        tables = {
            name.removesuffix(".csv"): list(
                csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig")))
            )
            for name in names
            if name.endswith(".csv")
        }
        schema = archive.read("schema.sql").decode()
    assert sum(map(len, tables.values())) == written
    entry = audit.last_of(counted.shop.file, "export", 0)
    assert entry is not None
    assert entry.said()["records"] == written - 1, "its own entry is written before"
    rebuilt = sqlite3.connect(":memory:")
    rebuilt.executescript(schema)  # each table as it was, in an empty database
    kept = {name for (name,) in counted.shop.file.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table'"
    )}  # fmt: skip
    assert not {name for name in kept - set(tables) if not name.startswith(
        ("search_", "sqlite_", "_sqlite", "draft", "person_key", "unwiped", "credential",
         "wrong_try")
    )}  # fmt: skip
    assert [one["name"] for one in tables["customer"]] == ["王小明", "𠮷野", "李娜"]
    assert tables["gift"][0]["value_fen"] == "5000"
    told = [one["values"] for one in tables["audit_entry"] if one["action"] == "customer.add"]
    assert "李娜" in told[-1], "its words can be read elsewhere"
    assert tables["customer"][0]["address"] == '\'=1+1 "引号", 逗号'
    rebuilt.close()
