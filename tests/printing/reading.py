"""Reads PDFs back, for the tests of this folder."""

import shutil
import subprocess
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader


def reader(pdf: bytes) -> PdfReader:
    """Open a PDF."""
    return PdfReader(BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """Read all text, without the blanks and breaks that the layout makes."""
    return "".join("".join(page.extract_text().split()) for page in reader(pdf).pages)


def characters_of(pdf: bytes) -> Counter[str]:
    """Count the characters, wherever they stand: a broken line changes nothing."""
    return Counter(text_of(pdf))


def squeezed(text: str) -> str:
    """Take the blanks out of a text, to look it up in ``text_of``."""
    return "".join(text.split())


def words_with_places(
    pdf: bytes, folder: Path
) -> list[tuple[int, float, float, float, float, str]]:
    """List (page, left, top, right, bottom, word) as poppler sees them, points from the top."""
    need("pdftotext")
    (folder / "a.pdf").write_bytes(pdf)
    command = ["pdftotext", "-bbox", str(folder / "a.pdf"), str(folder / "a.html")]
    subprocess.run(command, check=True)
    found = []
    page = -1
    for line in (folder / "a.html").read_text("utf-8").splitlines():
        parts = line.split('"')
        if "<page " in line:
            page += 1
        elif "<word " in line:
            left, top, right, bottom = (float(parts[n]) for n in (1, 3, 5, 7))
            found.append((page, left, top, right, bottom, parts[8].strip("></word")))
    return found


def codes_of(pdf: bytes, folder: Path) -> set[tuple[str, str]]:
    """Scan the first page at the resolution of a receipt printer: {(sort of code, text)}."""
    need("pdftoppm")
    need("zbarimg")
    (folder / "a.pdf").write_bytes(pdf)
    command = [
        "pdftoppm",
        "-r",
        "203",
        "-mono",
        "-l",
        "1",
        str(folder / "a.pdf"),
        str(folder / "a"),
    ]
    subprocess.run(command, check=True)
    command = ["zbarimg", "-q", str(next(folder.glob("a*.pbm")))]
    scanned = subprocess.run(command, check=False, capture_output=True, text=True)
    return {(sort, text) for sort, _, text in (x.partition(":") for x in scanned.stdout.split())}


def need(tool: str) -> None:
    """Skip a test where a tool is not installed."""
    if not shutil.which(tool):
        pytest.skip(f"{tool} is not installed (poppler-utils, zbar-tools)")
