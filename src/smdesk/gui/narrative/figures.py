"""Pictures and tables inside the text of an editor: drawn whole, never edited by typing.

A figure is one character of an own object type; its content stands in `Figures` under the key that
the character carries, so that cutting, dragging and pasting keep it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import count

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPixmap,
    QPyTextObject,
    QStaticText,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
    QTextOption,
    QTransform,
)

from smdesk.gui.narrative.look import FIGURE, FIGURE_OBJECT, Look
from smdesk.gui.theme.tokens import theme
from smdesk.notices.declaration import Picture, SimpleTable
from smdesk.packet import page
from smdesk.packet.prose import simple_table
from smdesk.packet.tree import PlainCell

Figure = Picture | SimpleTable
CHARACTER = "\ufffc"
_GAP = 6.0
_PADDING = 5.0
_MOST_HIGH = 0.85

_numbers = count(1)


class Shown:
    """The pixels of pictures by sha256; ``want`` asks for one that is not there yet."""

    def __init__(self, want: Callable[[str, str], None]) -> None:
        self._want = want
        self._pixels: dict[str, QPixmap | None] = {}
        self._scaled: dict[str, QPixmap] = {}
        self._sizes: dict[str, tuple[int, int]] = {}

    def put(self, sha256: str, pixels: QPixmap | None, dots: tuple[int, int] | None) -> None:
        """Keep the pixels of a picture (``None``: it cannot be shown) and its size in dots."""
        self._pixels[sha256] = pixels
        self._scaled.pop(sha256, None)
        if dots:
            self._sizes[sha256] = dots

    def pixels(self, picture: Picture) -> QPixmap | None:
        """Return the pixels of a picture, if they are there."""
        if picture.sha256 not in self._pixels:
            self._pixels[picture.sha256] = None
            self._want(picture.sha256, picture.media_type)
        return self._pixels[picture.sha256]

    def scaled(self, sha256: str, pixels: QPixmap, size: QSize) -> QPixmap:
        """Return the pixels of a picture at a size; the last one asked for is kept."""
        kept = self._scaled.get(sha256)
        if kept is None or kept.size() != size:
            smooth = Qt.TransformationMode.SmoothTransformation
            kept = pixels.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._scaled[sha256] = kept
        return kept

    def known(self, sha256: str) -> bool:
        """Whether it is known what a picture is like."""
        return sha256 in self._sizes

    def dots(self, sha256: str) -> tuple[int, int]:
        """Return the size of a picture in dots; that of a wide one while it is not known."""
        return self._sizes.get(sha256, (1200, 700))


class Figures(QPyTextObject):
    """Draws the figures of one document and keeps what they are."""

    def __init__(self, document: QTextDocument, shown: Shown, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._laid: dict[str, _Laid] = {}
        self.found: Mapping[Figure, frozenset[tuple[int, int]]] = {}
        """Cells of tables in which words were found; they are tinted."""
        self._held: dict[str, Figure] = {}
        self._shown = shown
        self._document = document
        document.documentLayout().registerHandler(FIGURE_OBJECT, self)

    @property
    def look(self) -> Look:
        """The typography that captions and tables are drawn in."""
        return self._look

    @look.setter
    def look(self, look: Look) -> None:
        self._look = look
        self._laid.clear()

    def format(self, figure: Figure) -> QTextCharFormat:
        """Return the format of the character of a new figure."""
        key = f"figure-{next(_numbers)}"
        self._held[key] = figure
        made = QTextCharFormat()
        made.setObjectType(FIGURE_OBJECT)
        made.setProperty(FIGURE, key)
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBottom)
        return made

    def of(self, form: QTextFormat) -> Figure | None:
        """Return the figure of a character's format, ``None`` for other characters."""
        key = form.property(FIGURE)
        return self._held.get(str(key)) if key is not None else None

    def intrinsicSize(self, _doc: QTextDocument, _at: int, form: QTextFormat) -> QSizeF:  # noqa: N802
        """Return the size of a figure: the whole width, so that it stands alone on its line."""
        width = max(80.0, self._document.textWidth() - 1)
        laid = self._laid_out(form, width)
        return laid.size if laid is not None else QSizeF(width, 1.0)

    def _laid_out(self, form: QTextFormat, width: float) -> _Laid | None:
        """Return how a figure stands at a width; measured once, as a key asks for it several times."""
        key = str(form.property(FIGURE))
        figure = self._held.get(key)
        if figure is None:
            return None
        dots = self._shown.dots(figure.sha256) if isinstance(figure, Picture) else None
        kept = self._laid.get(key)
        if kept is None or kept.asked != (round(width), dots):
            kept = self._laid[key] = self._lay_out(figure, width, dots)
        return kept

    def _lay_out(self, figure: Figure, width: float, dots: tuple[int, int] | None) -> _Laid:
        caption = self._caption_height(figure, width)
        grid = None
        if isinstance(figure, Picture):
            body = self._picture_size(figure, width)
        else:
            grid = _Grid(figure, width, self.look)
            body = QSizeF(width, grid.height)
        size = QSizeF(width, body.height() + caption + 2 * _GAP)
        font = self.look.table_font(head=True)
        words = _caption(figure.caption, width, font) if figure.caption else None
        return _Laid((round(width), dots), figure, size, body, caption, grid, font, words)

    def drawObject(  # noqa: N802
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _doc: QTextDocument,
        _at: int,
        form: QTextFormat,
    ) -> None:
        """Draw a figure with its caption: below a picture, above a table."""
        rect = QRectF(rect)
        laid = self._laid_out(form, rect.width())
        if laid is None:
            return
        figure, caption = laid.figure, laid.caption
        painter.save()
        painter.fillRect(rect, theme().colour.sheet)  # a selection tints it and hides no word
        inner = rect.adjusted(0, _GAP, 0, -_GAP)
        if isinstance(figure, Picture):
            size = laid.body
            left = inner.left() + (inner.width() - size.width()) / 2
            self._draw_picture(
                painter, QRectF(left, inner.top(), size.width(), size.height()), figure
            )
            place = QRectF(inner.left(), inner.bottom() - caption, inner.width(), caption)
        else:
            place = QRectF(inner.left(), inner.top(), inner.width(), caption)
            found = self.found.get(figure, frozenset())
            if laid.grid is not None:
                laid.grid.draw(painter, inner.left(), inner.top() + caption, found)
        if laid.words is not None:
            painter.setFont(laid.font)
            painter.setPen(theme().colour.sheet_text)
            over = (place.height() - laid.words.size().height()) / 2
            painter.drawStaticText(QPointF(place.left(), place.top() + over), laid.words)
        painter.restore()

    def _caption_height(self, figure: Figure, width: float) -> float:
        if not figure.caption:
            return 0.0
        return _text_height(figure.caption, width, self.look, head=True) + 2 * _GAP

    def _picture_size(self, picture: Picture, most: float) -> QSizeF:
        across, down = self._shown.dots(picture.sha256)
        wide_mm = picture.width or across / page.PICTURE_DPI * 25.4
        wide = min(wide_mm * self.look.millimetre, most)
        tallest = page.TEXT_HEIGHT * _MOST_HIGH * self.look.millimetre
        wide = min(wide, tallest * across / max(1, down))
        return QSizeF(wide, wide * down / max(1, across))

    def _draw_picture(self, painter: QPainter, place: QRectF, picture: Picture) -> None:
        pixels = self._shown.pixels(picture)
        if pixels is not None:
            ratio = painter.device().devicePixelRatio()
            fitting = self._shown.scaled(picture.sha256, pixels, (place.size() * ratio).toSize())
            painter.drawPixmap(place, fitting, QRectF(fitting.rect()))
            return
        colour = theme().colour
        painter.fillRect(place, colour.tint)
        painter.setPen(QPen(colour.sheet_muted, 1, Qt.PenStyle.DotLine))
        painter.drawRect(place)
        painter.setFont(self.look.table_font())
        known = self._shown.known(picture.sha256)
        painter.drawText(place, int(_CENTRED), "图片无法显示" if known else "图片正在读取")


@dataclass(frozen=True)
class _Laid:
    """A figure as it stands at ``asked`` (width, dots): its sizes, the caption's height, its table."""

    asked: tuple[int, tuple[int, int] | None]
    figure: Figure
    size: QSizeF
    body: QSizeF
    caption: float
    grid: _Grid | None
    font: QFont
    words: QStaticText | None


_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWrapAnywhere


def found_tint(colour: QColor, strength: float) -> QColor:
    """Return the ground of words that were found."""
    tint = QColor(colour)
    tint.setAlphaF(strength)
    return tint


class _Grid:
    """A plain table laid out for a width: column widths as in print, rows as high as their text."""

    def __init__(self, table: SimpleTable, width: float, look: Look) -> None:
        plain = simple_table(table.rows) if any(table.rows) else None
        self._look = look
        self._cells: tuple[PlainCell, ...] = plain.cells if plain else ()
        self._widths = [share * width for share in plain.widths] if plain else []
        self._heights: dict[int, float] = {}
        for cell in self._cells:
            inner = self._widths[cell.column] - 2 * _PADDING
            high = _text_height(cell.text, inner, look, head=cell.head) + 2 * _PADDING
            self._heights[cell.row] = max(self._heights.get(cell.row, 0.0), high)

    @property
    def height(self) -> float:
        """The height of all rows."""
        return sum(self._heights.values()) + 1

    def draw(
        self, painter: QPainter, left: float, top: float, found: Collection[tuple[int, int]] = ()
    ) -> None:
        """Draw the cells from a corner on, those with words that were found tinted."""
        colour = theme().colour
        edges = [left + sum(self._widths[:index]) for index in range(len(self._widths) + 1)]
        tops = {row: top + sum(high for at, high in self._heights.items() if at < row)
                for row in self._heights}  # fmt: skip
        for cell in self._cells:
            place = QRectF(
                edges[cell.column], tops[cell.row],
                self._widths[cell.column], self._heights[cell.row],
            )  # fmt: skip
            if (cell.row, cell.column) in found:
                painter.fillRect(place, found_tint(colour.sheet_check, 0.3))
            painter.setPen(QPen(colour.sheet_line, 1))
            painter.drawRect(place)
            painter.setPen(colour.sheet_text)
            painter.setFont(self._look.table_font(head=cell.head))
            inner = place.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
            painter.drawText(inner, cell.text, _option(head=cell.head))


def _option(*, head: bool) -> QTextOption:
    across = Qt.AlignmentFlag.AlignHCenter if head else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(across | Qt.AlignmentFlag.AlignVCenter)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _caption(text: str, width: float, font: QFont) -> QStaticText:
    """Return a caption laid out in the middle of a width."""
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextOption(option)
    made.setTextWidth(width)
    made.prepare(QTransform(), font)
    return made


def _text_height(text: str, width: float, look: Look, *, head: bool = False) -> float:
    metrics = QFontMetricsF(look.table_font(head=head))
    flags = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
    room = QRectF(0, 0, max(1.0, width), 1e6)
    return max(metrics.lineSpacing(), metrics.boundingRect(room, flags, text).height())
