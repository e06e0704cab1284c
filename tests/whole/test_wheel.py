"""The wheel carries everything: it runs in an environment of its own, from another folder."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an empty environment; give its Python.

    What the wheel depends on is read from this environment; the program itself cannot be, since
    a folder named in a ``.pth`` file has its own ``.pth`` files ignored.
    """
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    place = folder / "environment"
    venv.create(place, with_pip=False)
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install"]
    words = [*pip, "--no-deps", "--no-index", "--quiet", str(wheel)]
    subprocess.run(words, check=True, capture_output=True)
    packages = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip
    Path(packages, "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return python


def run(python: Path, folder: Path, *words: str) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run(
        [str(python), "-m", "shopcare", "--data", str(folder / "shop"), *words],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_installed_wheel_says_that_it_cannot_measure(installed: Path, tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run(
        [str(installed), "-m", "shopcare", "bench", "--customers", "10", "--lang", "en"],
        cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "not part of the installed program" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_installed_wheel_runs_from_another_folder(installed: Path, tmp_path: Path) -> None:
    code = "import shopcare; print(shopcare.__file__)"
    where = subprocess.run(
        [str(installed), "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert installed.parents[1] in Path(where.stdout.strip()).parents
    run(installed, tmp_path, "init", "--trade", "optical", "--name", "明亮眼镜")
    checked = json.loads(run(installed, tmp_path, "--json", "check"))
    assert checked["fine"], checked
    assert "受理" in run(installed, tmp_path, "--lang", "zh_CN", "--help") + run(
        installed, tmp_path, "--lang", "zh_CN", "case", "--help"
    )
    run(installed, tmp_path, "print", "call-sheet", "--out", "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_the_installed_program_tries_itself_and_finds_what_is_missing(
    installed: Path, tmp_path: Path
) -> None:
    tried = json.loads(run(installed, tmp_path, "--json", "self-test"))
    assert tried["fine"], tried
    assert {one["key"]: one["count"] > 0 for one in tried["tried"]} == dict.fromkeys(
        ("pages", "papers", "saving", "photos", "backup", "log_in", "encryption", "check"), True
    )
    assert list(tmp_path.iterdir()) == [], "no shop's folder was touched"
