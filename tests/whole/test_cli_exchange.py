"""import and export."""

from pathlib import Path

import pytest

from building.command_line import CommandLine, new_command_line

KEYS = {
    "read", "added", "updated", "unchanged", "skipped", "noted", "columns", "new_customers",
    "calls", "dry_run", "left_out", "uncertain", "asks", "other_sheets", "merged_candidates",
    "prescriptions", "import_id",
}  # fmt: skip
LIST = "会员卡号,姓名,手机,生日\nV1,王小明,13800138000,1985-3-5\nV2,李雷,1.38E+10,\n,,,\nV3,,139,\n"


@pytest.fixture
def shop_cli(tmp_path: Path) -> CommandLine:
    return new_command_line(tmp_path / "shop")


@pytest.fixture
def members(tmp_path: Path) -> Path:
    file = tmp_path / "会员.csv"
    file.write_text(LIST, "utf-8-sig")
    return file


def test_a_trial_says_what_would_happen_and_saves_nothing(
    shop_cli: CommandLine, members: Path
) -> None:
    report = shop_cli.json("import", "customers", members, "--dry-run")
    assert report.keys() == KEYS
    assert (report["read"], report["added"], report["dry_run"]) == (3, 2, True)
    assert shop_cli.json("find", "王小明") == []


def test_importing_twice_changes_nothing(shop_cli: CommandLine, members: Path) -> None:
    first = shop_cli.json("import", "customers", members)
    assert first["columns"]["phones"] == ["手机"]
    (skipped,) = first["skipped"]
    assert skipped.keys() == {"row", "reason", "field", "code"}
    assert skipped["row"] == 5
    assert any(note["code"] == "phone_rounded" for note in first["noted"])
    second = shop_cli.json("import", "customers", members)
    assert (second["added"], second["updated"], second["unchanged"]) == (0, 0, 2)
    assert "王小明" in shop_cli.run("customer", "show", "V1").out


def test_columns_can_be_told(shop_cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("甲,乙,丙\n王小明,13800138000,0571-87654321\n", "utf-8")
    for told in ("name=甲,phones=乙+C", '{"name": "甲", "phones": ["乙", "C"]}'):
        report = shop_cli.json("import", "customers", file, "--dry-run", "--columns", told)
        assert (report["columns"]["name"], report["added"]) == (["甲"], 1)
    for wrong in ("name", '{"name": 3}', "{", "phones=乙+Q,name=甲", "shoes=甲"):
        assert shop_cli.refused("import", "customers", file, "--columns", wrong)["code"]


def test_purchases_come_in_with_their_buyers(shop_cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "销售.csv"
    file.write_text(
        "小票号,日期,顾客,手机,商品,金额\nR1,2026-03-05,王小明,13800138000,钛架,1280\n", "utf-8"
    )
    report = shop_cli.json("import", "purchases", file)
    assert (report["added"], report["new_customers"]) == (1, 1)
    assert shop_cli.json("purchase", "show", "R1")["lines"][0]["amount_fen"] == 128000
    assert shop_cli.run("import", "purchases", file).status == 0


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"%PDF-1.4 x", b"PK\x03\x04", b"\x00" * 99]
)
def test_a_file_that_is_no_table_is_refused(
    shop_cli: CommandLine, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(content)
    assert shop_cli.refused("import", "customers", file)["code"]


def test_a_file_that_is_not_there_is_refused(shop_cli: CommandLine, tmp_path: Path) -> None:
    assert shop_cli.refused("import", "customers", tmp_path / "no.csv")["code"] == "file_missing"
    assert shop_cli.refused("import", "customers", tmp_path)["code"] == "file_is_folder"
    assert shop_cli.refused("import", "customers", "a\0b")["code"] == "path_impossible"


@pytest.mark.parametrize("what", ["customers", "purchases", "cases", "callbacks"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_every_table_goes_out(shop_cli: CommandLine, members: Path, what: str, ending: str) -> None:
    shop_cli.json("import", "customers", members)
    file = members.with_name(f"{what}.{ending}")
    answer = shop_cli.json("export", what, file)
    assert answer == {"file": str(file), "rows": 2 if what == "customers" else 0}
    assert file.stat().st_size


def test_an_export_comes_back_in_unchanged(shop_cli: CommandLine, members: Path) -> None:
    shop_cli.json("import", "customers", members)
    file = members.with_name("out.csv")
    shop_cli.json("export", "customers", file)
    again = shop_cli.json("import", "customers", file)
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 2)


def test_an_export_that_cannot_be_written_is_refused(shop_cli: CommandLine, tmp_path: Path) -> None:
    assert shop_cli.refused("export", "cases", tmp_path / "x.doc")["code"] == "file_ending_unknown"
    assert (
        shop_cli.refused("export", "cases", tmp_path / "no" / "x.csv")["code"] == "folder_missing"
    )
    assert shop_cli.refused("export", "cases", tmp_path / "x\0.csv")["code"] == "path_impossible"
