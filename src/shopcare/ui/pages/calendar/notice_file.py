"""Opening a text file as the programs of an office write it."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import Final

from shopcare.domain.errors import Refusal

MOST_BYTES: Final = 200_000


def text_of_file(path: Path) -> str:
    """Read a text in UTF-8, GB18030, or UTF-16 with its mark.

    Raises:
        Refusal: ``file_unreadable``, ``file_no_text``.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refusal("file_unreadable", file=path.name) from error
    encodings = ["utf-8-sig", "gb18030"]
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(content) <= MOST_BYTES and "\0" not in text:
            return text
    raise Refusal("file_no_text", file=path.name)
