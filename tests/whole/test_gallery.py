"""Pictures and papers for a PC without a screen, in their own process that lets nothing leak."""

import json
import os
import subprocess
import sys
from pathlib import Path

from building.command_line import new_command_line
from shopcare.services.papers.registry import all_documents, spec_of

STRICT = [sys.executable, "-X", "dev", "-W", "error::ResourceWarning", "-m", "shopcare"]


def gallery(folder: Path, data: Path, *more: str) -> list[str]:
    words = ["demo", "--data", str(data), "--out", str(folder), "--lang", "en", *more]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run(
        [*STRICT, *words],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in ran.stderr, ran.stderr
    assert "Warning" not in ran.stderr, ran.stderr
    assert ran.returncode == 0, ran.stderr
    listed = json.loads(ran.stdout)["files"] if "--json" in more else ran.stdout.splitlines()
    written = [Path(line) for line in listed]
    assert sorted(written) == sorted(folder.iterdir())
    return [path.name for path in written]


def papers_of(kind: str) -> set[str]:
    return {f"{kind}-{paper.value}-en.pdf" for paper in spec_of(kind).papers}


def test_a_shop_with_nothing_in_it_is_shown_as_well(tmp_path: Path) -> None:
    names = gallery(tmp_path / "out", new_command_line(tmp_path / "data").folder)
    pages = [name for name in names if name.endswith("-light.png")]
    assert len(pages) == len([name for name in names if name.endswith("-dark.png")]) > 5
    shown = {spec.kind for spec in all_documents() if papers_of(spec.kind) <= set(names)}
    without_a_case = {"call_sheet", "day_close", "reschedule_list", "import_report", "loan_slip"}
    without_a_case |= {"person_record", "breach_sheet", "recovery_code"}
    assert shown == without_a_case | {spec.kind for spec in all_documents() if spec.has_blank}


def test_the_sample_is_made_and_shown(tmp_path: Path) -> None:
    names = gallery(tmp_path / "out", tmp_path / "data", "--json")
    for spec in all_documents():
        assert papers_of(spec.kind) <= set(names)
    assert [file.name for file in (tmp_path / "data").glob("shop.db*")] == ["shop.db"]
