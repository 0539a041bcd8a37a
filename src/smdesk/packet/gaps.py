"""The pictures of the 正文 that go to the next page and leave a page half empty behind them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from smdesk.packet import page
from smdesk.packet.tree import Block, Packet, PictureBlock, TextBlock

WIDTHS = (
    ("整行宽", page.TEXT_WIDTH),
    ("五分之四", round(page.TEXT_WIDTH * 0.8, 1)),
    ("三分之二", round(page.TEXT_WIDTH * 2 / 3, 1)),
    ("一半", page.TEXT_WIDTH / 2),
)
"""What the widths of a picture are called, and their millimetres, the widest first."""
MUCH = page.TEXT_HEIGHT / 5
"""How much of a page may stay empty before it is told, in mm."""
_LEAST = 0.65
"""How far a picture may be made smaller for it: to two thirds; its words stay readable."""
_AROUND = 14.0
"""What a picture takes beside its own height where it cannot be measured: caption and spaces."""
_ABOVE = 4.0
"""The space above a picture that does not stand at the top of a page."""

_STUB = 400
"""The longer side of what stands for a picture, in dots."""

Places = Mapping[str, tuple[int, float]]
Sizes = Mapping[str, tuple[int, int]]
"""Width and height of each picture in dots, as it is seen, by its sha256."""


@dataclass(frozen=True)
class Gap:
    """The ``number``-th picture (from 0) leaves ``empty`` mm; ``name`` of the width that fits."""

    number: int
    empty: float
    name: str
    width: float


def picture_gaps(packet: Packet, sizes: Sizes) -> tuple[Gap, ...]:
    """Return what the pictures of the 正文 leave empty, in their order, as the PDF is laid out.

    Only text and outlines are laid out: some hundredths of a second. Nothing is told where the size
    of a picture is not known: such a one cannot be printed. Raises as `PdfWriter.places`.
    """
    from smdesk.packet.pdf import writer

    for part in packet.parts:
        known = [one.sha256 in sizes for one in part.blocks if isinstance(one, PictureBlock)]
        if part.kind == "narrative" and known and all(known):
            plain = replace(part, blocks=tuple(_sized(one, sizes) for one in part.blocks))
            stubs = {key: _stub(*_shape(*size)) for key, size in sizes.items()}
            places = writer().places(replace(packet, parts=(plain,)), stubs.__getitem__)
            return tuple(_Laid(plain.blocks, places, sizes).gaps())
    return ()


def _sized(block: Block, sizes: Sizes) -> Block:
    """Return a block, of a picture one with its width said."""
    if not isinstance(block, PictureBlock):
        return block
    own = sizes[block.sha256][0] / page.PICTURE_DPI * 25.4
    return replace(block, width=min(block.width or own, page.TEXT_WIDTH))


def _shape(width: int, height: int) -> tuple[int, int]:
    scale = _STUB / max(width, height, 1)
    return max(1, round(width * scale)), max(1, round(height * scale))


@lru_cache(maxsize=64)
def _stub(width: int, height: int) -> bytes:
    """Return a white picture that stands for one of the same shape."""
    from PIL import Image

    stream = io.BytesIO()
    Image.new("1", (width, height), 1).save(stream, "PNG")
    return stream.getvalue()


class _Laid:
    """The blocks of the 正文 as they fall into pages."""

    def __init__(self, blocks: tuple[Block, ...], places: Places, sizes: Sizes) -> None:
        self._blocks, self._places, self._sizes = blocks, places, sizes

    def gaps(self) -> Iterator[Gap]:
        """Yield the gaps that are told of."""
        pictures = [
            (at, one) for at, one in enumerate(self._blocks) if isinstance(one, PictureBlock)
        ]
        for number, (at, block) in enumerate(pictures):
            empty = self._empty_before(at)
            if empty >= MUCH:
                name, width = self._fitting(at, block, empty)
                yield Gap(number, empty, name, width)

    def _top(self, at: int) -> tuple[int, float]:
        return self._places[f"block:{at}"]

    def _first(self, at: int) -> int:
        """Return the first of the headings that stand with a picture, or the picture itself."""
        first = at
        while first and isinstance(one := self._blocks[first - 1], TextBlock) and one.level:
            first -= 1
        return first

    def _empty_before(self, at: int) -> float:
        """Return what is empty below the paragraph before a picture that heads a page; 0 for none."""
        first = self._first(at)
        end = self._places.get(f"end:{first - 1}")
        sheet, top = self._top(first)
        if end is None or end[0] != sheet - 1 or top > page.TOP + 1:
            return 0.0
        return page.PAGE_HEIGHT - page.BOTTOM - end[1]

    def _fitting(self, at: int, block: PictureBlock, empty: float) -> tuple[str, float]:
        """Return the widest of `WIDTHS` that the picture would have stood with; none if none."""
        wide, high = self._sizes[block.sha256]
        height = block.width * high / wide
        sheet, top = self._top(at)
        after = self._places.get(f"block:{at + 1}", (sheet + 1, 0.0))
        around = after[1] - top - height if after[0] == sheet else _AROUND
        room = empty - (top - self._top(self._first(at))[1]) - max(around, 0.0) - _ABOVE
        for name, width in WIDTHS:
            if _LEAST * block.width <= width < block.width and width * high / wide <= room:
                return name, width
        return "", 0.0
