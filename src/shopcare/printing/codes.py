"""Case numbers as QR code and Code 128, in widths that a 203 dpi printer hits exactly.

Both are encoded here: a case number needs one small QR version and one code set, and ReportLab's
encoders bring its whole page layout with them, which doubles the time to the first slip.
"""

from functools import lru_cache
from typing import Final

from shopcare.printing.marks import Bars
from shopcare.printing.paper import MM

_DOT_PT: Final = MM / 8
"""One dot of a thermal printer: 8 dots a millimetre."""
CODE_128_BAR_PT: Final = 2 * _DOT_PT
QR_SQUARE_PT: Final = 4 * _DOT_PT

_START_B: Final = 104
_STOP: Final = "2331112"
# Bar and space widths, six digits each, of the values 0 to 104 of Code 128 (ISO/IEC 15417).
_PATTERNS: Final = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132"
    "122231113222123122123221223211221132221231213212223112312131311222321122321221312212"
    "322112322211212123212321232121111323131123131321112313132113132311211313231113231311"
    "112133112331132131113123113321133121313121211331231131213113213311213131311123311321"
    "331121312113312311332111314111221411431111111224111422121124121421141122141221112214"
    "112412122114122411142112142211241211221114413111241112134111111242121142121241114212"
    "124112124211411212421112421211212141214121412121111143111341131141114113114311411113"
    "411311113141114131311141411131211412211214"
)

_QR_SIZE: Final = 21
_ALPHANUMERIC: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_QR_MOST: Final = 20
_QR_WORDS: Final = 16
# Version 1, correction M: ten check words, their polynomial by exponents (ISO/IEC 18004, annex A).
_CHECK_EXPONENTS: Final = (251, 67, 46, 61, 118, 70, 64, 94, 32, 45)
# Format M with mask 0, error-corrected, as annex C lists it.
_FORMAT: Final = "101010000010010"


def code_128(text: str, height: float) -> tuple[Bars, float]:
    """Draw a number as Code 128 and say how wide it is; the quiet zone is the paper around it."""
    values = [_START_B, *(ord(character) - 32 for character in text)]
    if not all(0 <= value < 95 for value in values[1:]):
        raise ValueError(text)
    check = (_START_B + sum(n * value for n, value in enumerate(values[1:], 1))) % 103
    widths = "".join(_PATTERNS[value * 6 : value * 6 + 6] for value in [*values, check]) + _STOP
    rectangles = []
    x = 0
    for index, width in enumerate(map(int, widths)):
        if index % 2 == 0:
            rectangles.append((x, 0, width, 1))
        x += width
    return Bars(0, 0, CODE_128_BAR_PT, tuple(rectangles), height), x * CODE_128_BAR_PT


@lru_cache(maxsize=8)  # a slip has it twice, and is drawn again for every preview
def qr(text: str) -> tuple[Bars, float]:
    """Draw a number as QR code and say how wide it is; four squares of white belong around it."""
    rectangles = tuple(
        (column, row, length, 1)
        for row, squares in enumerate(qr_squares(text))
        for column, length in _stretches(squares)
    )
    return Bars(0, 0, QR_SQUARE_PT, rectangles, QR_SQUARE_PT), _QR_SIZE * QR_SQUARE_PT


def _stretches(squares: list[bool]) -> list[tuple[int, int]]:
    """List the dark stretches of a row: (first, length)."""
    starts = [n for n, dark in enumerate(squares) if dark and not (n and squares[n - 1])]
    ends = [
        n for n, dark in enumerate(squares, 1) if dark and not (n < len(squares) and squares[n])
    ]
    return [(start, end - start) for start, end in zip(starts, ends, strict=True)]


def qr_squares(text: str) -> list[list[bool]]:
    """Encode up to 20 capitals, digits and dashes as the 21 × 21 squares of QR version 1-M.

    Raises:
        ValueError: the text is longer or has other characters.
    """
    if len(text) > _QR_MOST or not set(text) <= set(_ALPHANUMERIC):
        raise ValueError(text)
    words = _qr_words(text)
    bits = "".join(f"{word:08b}" for word in [*words, *_check_words(words)])
    squares = _qr_frame()
    free = [(row, column) for row, column in _zigzag() if squares[row][column] is None]
    for (row, column), bit in zip(free, bits, strict=True):
        squares[row][column] = (bit == "1") != ((row + column) % 2 == 0)  # mask 0
    return [[bool(square) for square in row] for row in squares]


def _qr_words(text: str) -> list[int]:
    """Pack the text into 16 bytes: mode, length, two characters in 11 bits, padding."""
    bits = f"0010{len(text):09b}"
    for start in range(0, len(text), 2):
        pair = [_ALPHANUMERIC.index(character) for character in text[start : start + 2]]
        bits += f"{pair[0] * 45 + pair[1]:011b}" if len(pair) == 2 else f"{pair[0]:06b}"
    bits += "0" * min(4, _QR_WORDS * 8 - len(bits))
    bits += "0" * (-len(bits) % 8)
    words = [int(bits[start : start + 8], 2) for start in range(0, len(bits), 8)]
    padding = (0xEC, 0x11) * _QR_WORDS
    return words + list(padding[: _QR_WORDS - len(words)])


def _check_words(words: list[int]) -> list[int]:
    """Compute the Reed-Solomon remainder over GF(256) with the polynomial 0x11D."""
    powers = [1]
    while len(powers) < 255:
        doubled = powers[-1] << 1
        powers.append(doubled ^ 0x11D if doubled > 255 else doubled)
    logs = {power: exponent for exponent, power in enumerate(powers)}
    rest = words + [0] * len(_CHECK_EXPONENTS)
    for index in range(len(words)):
        if rest[index]:
            for n, exponent in enumerate(_CHECK_EXPONENTS, 1):
                rest[index + n] ^= powers[(exponent + logs[rest[index]]) % 255]
    return rest[len(words) :]


def _qr_frame() -> list[list[bool | None]]:
    """Lay the fixed squares: finders, timing, format; ``None`` is free."""
    size = _QR_SIZE
    squares: list[list[bool | None]] = [[None] * size for _ in range(size)]
    for n in range(8, size - 8):
        squares[6][n] = squares[n][6] = n % 2 == 0
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        for row in range(max(top - 1, 0), min(top + 8, size)):
            for column in range(max(left - 1, 0), min(left + 8, size)):
                ring = max(abs(row - top - 3), abs(column - left - 3))
                squares[row][column] = ring in (0, 1, 3)
    # The format stands twice: around the upper left finder, and split between the two others.
    around = [(8, n) for n in (0, 1, 2, 3, 4, 5, 7, 8)] + [(n, 8) for n in (7, 5, 4, 3, 2, 1, 0)]
    split = [(size - 1 - n, 8) for n in range(7)] + [(8, size - 8 + n) for n in range(8)]
    for places in (around, split):
        for (row, column), bit in zip(places, _FORMAT, strict=True):
            squares[row][column] = bit == "1"
    squares[size - 8][8] = True
    return squares


def _zigzag() -> list[tuple[int, int]]:
    """List the squares in the order of the bits: two columns up, two down, from the right."""
    order = []
    for turn, right in enumerate((20, 18, 16, 14, 12, 10, 8, 5, 3, 1)):
        rows = range(_QR_SIZE) if turn % 2 else range(_QR_SIZE - 1, -1, -1)
        order += [(row, column) for row in rows for column in (right, right - 1)]
    return order
