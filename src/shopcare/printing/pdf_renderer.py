"""Draws pages of marks as a PDF."""

from collections.abc import Sequence
from functools import singledispatchmethod
from io import BytesIO

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from shopcare.printing.draw_commands import Bars, Frame, Picture, Stroke, Words
from shopcare.printing.fonts import REGULAR, Fonts
from shopcare.printing.pages import Page

_DASH_PT = (3, 2.5)


class PdfRenderer:
    """Draws on one PDF."""

    def __init__(self, fonts: Fonts, *, title: str, author: str, language: str) -> None:
        """Begin a PDF.

        Args:
            fonts: the bundled fonts.
            title: what readers show in their window.
            author: the shop.
            language: code of the language of its words, ``zh_CN``.
        """
        self._fonts = fonts
        self._file = BytesIO()
        rl_config.useA85 = 0  # plain bytes instead of letters: no mail of 1990 carries our PDFs
        self._canvas = Canvas(
            self._file,
            initialFontName=REGULAR,  # or Helvetica, which is not embedded, stands in every file
            invariant=1,  # same input, same bytes
            pageCompression=1,
            lang=language.replace("_", "-"),
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("ShopCare")
        self._height = 0.0
        self._font = ("", 0.0)

    def draw(self, pages: Sequence[Page]) -> bytes:
        """Draw every page and end the PDF."""
        for page in pages:
            self._height = page.height
            self._canvas.setPageSize((page.width, page.height))
            self._words([mark for mark in page.marks if isinstance(mark, Words)])
            for mark in page.marks:
                if not isinstance(mark, Words):
                    self._mark(mark)
            self._canvas.showPage()
        self._canvas.save()
        return self._file.getvalue()

    def _words(self, every: Sequence[Words]) -> None:
        """Write the words of a page, in one text object: each costs as much as five words."""
        text = self._canvas.beginText()
        grey = -1.0
        self._font = ("", 0.0)
        for words in every:
            if words.grey != grey:
                grey = words.grey
                text.setFillGray(grey)
            if words.turned:
                text.setTextTransform(0, -1, 1, 0, words.x, self._height - words.y)
            else:
                text.setTextOrigin(words.x, self._height - words.y)
            *before, (font, last) = self._fonts.runs(words.text, bold=words.bold)
            for other, stretch in before:
                self._use_font(text, other, words.size)
                text.textOut(stretch)
            self._use_font(text, font, words.size)
            text.textLine(last)  # as textOut, but does not add up how far the line has come
        self._canvas.drawText(text)

    def _use_font(self, text: PDFTextObject, name: str, size: float) -> None:
        if self._font != (name, size):
            self._font = (name, size)
            text.setFont(name, size)

    @singledispatchmethod
    def _mark(self, mark: Stroke | Frame | Bars | Picture) -> None:
        raise TypeError(mark)

    @_mark.register
    def _(self, mark: Stroke) -> None:
        canvas = self._canvas
        canvas.setStrokeGray(mark.grey)
        canvas.setLineWidth(mark.thickness)
        canvas.setDash(_DASH_PT if mark.dashed else [])
        canvas.line(mark.x, self._height - mark.y, mark.to_x, self._height - mark.to_y)

    @_mark.register
    def _(self, mark: Frame) -> None:
        canvas = self._canvas
        canvas.setStrokeGray(mark.grey)
        canvas.setLineWidth(mark.thickness)
        canvas.setDash([])
        canvas.rect(mark.x, self._height - mark.y - mark.height, mark.width, mark.height)

    @_mark.register
    def _(self, mark: Bars) -> None:
        # Whole numbers in a coordinate system of one bar, written as they are: ReportLab's paths
        # round each of the thousand numbers of a code with care and take half the time of a slip.
        left, top = mark.x, self._height - mark.y
        rectangles = " ".join(f"{x} {y} {w} {h} re" for x, y, w, h in mark.rectangles)
        self._canvas.addLiteral(
            f"q 0 g {mark.step:.5f} 0 0 {-mark.tall:.5f} {left:.3f} {top:.3f} cm {rectangles} f Q"
        )

    @_mark.register
    def _(self, mark: Picture) -> None:
        self._canvas.drawImage(
            ImageReader(BytesIO(mark.png)),
            mark.x,
            self._height - mark.y - mark.height,
            mark.width,
            mark.height,
            mask="auto",
        )
