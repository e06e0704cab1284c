#!/usr/bin/env python3
"""Sets ShopCare up beside this file and runs it.

    python3 start.py              opens the sample shop (without a screen: pictures and PDFs)
    python3 start.py test         sets up everything for development and runs the tests
    python3 start.py check        the tests and the static checks
    python3 start.py window       opens your own shop
    python3 start.py WORDS …      any ShopCare command, for example: find 8000, --help

Needs Python 3.11 or newer and nothing else; packages go into the folder .venv here, so that the
system's own Python is left alone.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
SCRIPTS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
STAMP = ENVIRONMENT / "installed-for.txt"
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
)


def main(words: list[str]) -> int:
    """Set up, then do what the words say."""
    if sys.version_info < (3, 11):  # noqa: UP036 — this file runs before anything is installed
        sys.exit(f"ShopCare needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    development = words[:1] in (["test"], ["check"])
    install_system_libraries(window=not development)
    make_environment(development=development)
    if development:
        status = run_tests(words[1:])
        return status or (run_checks() if words[0] == "check" else 0)
    return shopcare(words)


def make_environment(*, development: bool) -> None:
    """Make the environment and install the project into it, unless that was done for this state."""
    wanted = (HERE / "pyproject.toml").read_text("utf-8") + ("development" if development else "")
    there = STAMP.read_text("utf-8") if STAMP.exists() else ""
    if PYTHON.exists() and there.startswith(wanted):
        return
    print("Setting up; this takes a minute or two the first time …", flush=True)
    if not PYTHON.exists():
        try:
            venv.create(ENVIRONMENT, with_pip=True, clear=True)
        except (subprocess.CalledProcessError, OSError, SystemExit):
            shutil.rmtree(ENVIRONMENT, ignore_errors=True)
            version = f"{sys.version_info.major}.{sys.version_info.minor}"
            sys.exit(
                "This Python cannot make an environment of its own. On Debian and Ubuntu:\n"
                f"  sudo apt-get install -y python{version}-venv"
            )
    target = ".[dev]" if development else "."
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    installed = subprocess.run([*pip, "--editable", target], cwd=HERE, check=False)
    if installed.returncode:
        sys.exit("The packages could not be installed; see above. Is this PC online right now?")
    STAMP.write_text(wanted, "utf-8")


def install_system_libraries(*, window: bool) -> None:
    """Name the system libraries that Qt lacks here; as root on Debian, install them."""
    screen = load_screen_module()
    missing = screen.missing_packages(window=window and screen.has_screen())
    if not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing system libraries:", *missing, flush=True)
        subprocess.run(["apt-get", "update"], stdout=subprocess.DEVNULL, check=False)
        if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0:
            return
    sys.exit("Some system libraries are missing. Please run:\n  sudo " + " ".join(command))


def load_screen_module():
    """Load what knows the needed system libraries, before the project is installed."""
    import importlib.util

    path = HERE / "src" / "shopcare" / "app" / "screen.py"
    spec = importlib.util.spec_from_file_location("screen", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shopcare(words: list[str]) -> int:
    """Run a ShopCare command; without words, the sample shop."""
    words = words or ["demo"]
    if words[0] == "window":  # the program's own way: no command opens the window
        words = words[1:]
    return subprocess.run([PYTHON, "-m", "shopcare", *words], check=False).returncode


def run_tests(words: list[str]) -> int:
    """Run the tests, on both cores, without needing a screen."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [PYTHON, "-m", "pytest", *(words or ["-n", "2", "-q"])]
    return subprocess.run(command, cwd=HERE, env=environment, check=False).returncode


def run_checks() -> int:
    """Run the static checks: style, types, who may import whom, translations."""
    status = 0
    for name, *words in CHECKS:
        status |= subprocess.run([SCRIPTS / name, *words], cwd=HERE, check=False).returncode
    languages = [PYTHON, "tools/languages.py", "check"]
    return status | subprocess.run(languages, cwd=HERE, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
