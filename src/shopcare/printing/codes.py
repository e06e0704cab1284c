"""Case numbers as QR code and Code 128, in widths that a 203 dpi printer hits exactly.

Code 128 is encoded here: a case number needs one code set, and ReportLab's encoder brings its
whole page layout with it, which doubles the time to the first slip.
"""

from functools import lru_cache
from typing import Final

from qrcodegen import QrCode

from shopcare.printing.draw_commands import Bars
from shopcare.printing.paper import MM

_DOT_PT: Final = MM / 8
"""One dot of a thermal printer: 8 dots a millimetre."""
CODE_128_BAR_PT: Final = 2 * _DOT_PT
QR_SQUARE_PT: Final = 4 * _DOT_PT
QUIET_PT: Final = 4 * QR_SQUARE_PT
"""White that a reader needs around a code."""

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
    """Draw a number as QR code and say how wide it is; ``QUIET_PT`` of white belongs around it."""
    code = QrCode.encode_text(text, QrCode.Ecc.MEDIUM)
    side = range(code.get_size())
    rectangles = tuple(
        (column, row, length, 1)
        for row in side
        for column, length in _stretches([code.get_module(column, row) for column in side])
    )
    return Bars(0, 0, QR_SQUARE_PT, rectangles, QR_SQUARE_PT), len(side) * QR_SQUARE_PT


def _stretches(squares: list[bool]) -> list[tuple[int, int]]:
    """List the dark stretches of a row: (first, length)."""
    starts = [n for n, dark in enumerate(squares) if dark and not (n and squares[n - 1])]
    ends = [
        n for n, dark in enumerate(squares, 1) if dark and not (n < len(squares) and squares[n])
    ]
    return [(start, end - start) for start, end in zip(starts, ends, strict=True)]
