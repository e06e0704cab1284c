"""Draws pages of commands as a PDF."""

from collections.abc import Sequence
from functools import singledispatchmethod
from io import BytesIO

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from shopcare.printing.draw_commands import Bars, DrawCommand, Image, Line, Rectangle, Text
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
            others = [command for command in page.commands if not isinstance(command, Text)]
            below = [command for command in others if _is_below(command)]
            for command in below:
                self._command(command)
            self._texts([command for command in page.commands if isinstance(command, Text)])
            for command in others:
                if not _is_below(command):
                    self._command(command)
            self._canvas.showPage()
        self._canvas.save()
        return self._file.getvalue()

    def _texts(self, every: Sequence[Text]) -> None:
        """Write the texts of a page in one text object: each object costs as much as five texts."""
        text = self._canvas.beginText()
        grey = -1.0
        self._font = ("", 0.0)
        for command in every:
            if command.grey != grey:
                grey = command.grey
                text.setFillGray(grey)
            if command.rotated:
                text.setTextTransform(0, -1, 1, 0, command.x, self._height - command.y)
            else:
                text.setTextOrigin(command.x, self._height - command.y)
            *before, (font, last) = self._fonts.runs(command.text, bold=command.bold)
            for other, stretch in before:
                self._use_font(text, other, command.size)
                text.textOut(stretch)
            self._use_font(text, font, command.size)
            text.textLine(last)  # as textOut, but does not add up how far the line has come
        self._canvas.drawText(text)

    def _use_font(self, text: PDFTextObject, name: str, size: float) -> None:
        if self._font != (name, size):
            self._font = (name, size)
            text.setFont(name, size)

    @singledispatchmethod
    def _command(self, command: Line | Rectangle | Bars | Image) -> None:
        raise TypeError(command)

    @_command.register
    def _(self, command: Line) -> None:
        canvas = self._canvas
        canvas.setStrokeGray(command.grey)
        canvas.setLineWidth(command.thickness)
        canvas.setDash(_DASH_PT if command.dashed else [])
        canvas.line(command.x, self._height - command.y, command.to_x, self._height - command.to_y)

    @_command.register
    def _(self, command: Rectangle) -> None:
        canvas = self._canvas
        canvas.setStrokeGray(command.grey)
        canvas.setLineWidth(command.thickness)
        canvas.setDash([])
        if command.filled:
            canvas.setFillGray(1)
        canvas.rect(
            command.x,
            self._height - command.y - command.height,
            command.width,
            command.height,
            fill=int(command.filled),
        )

    @_command.register
    def _(self, command: Bars) -> None:
        # Whole numbers in a coordinate system of one bar, written as they are: ReportLab's paths
        # round each of the thousand numbers of a code with care and take half the time of a slip.
        left, top = command.x, self._height - command.y
        rectangles = " ".join(f"{x} {y} {w} {h} re" for x, y, w, h in command.rectangles)
        self._canvas.addLiteral(
            f"q 0 g {command.step_width:.5f} 0 0 {-command.step_height:.5f} "
            f"{left:.3f} {top:.3f} cm {rectangles} f Q"
        )

    @_command.register
    def _(self, command: Image) -> None:
        self._canvas.drawImage(
            ImageReader(BytesIO(command.content)),
            command.x,
            self._height - command.y - command.height,
            command.width,
            command.height,
            mask="auto",
        )


def _is_below(command: DrawCommand) -> bool:
    """Say whether texts are written on it."""
    return isinstance(command, Image) or (isinstance(command, Rectangle) and command.filled)
