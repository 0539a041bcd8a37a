"""What an automatic crop takes off a page: its white border, and what lay around it in the scanner.

Around a sheet is the black of an open lid, the grey of a backing or of a table. It reaches in from
the edge without a gap, is of one grey, and ends at paper; what is not so is taken for content.
"""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image, ImageFilter

Crop = tuple[int, int, int, int]

_SIDE = 400
_INK = 40
"""How much darker than the paper print and surroundings are at least."""
_MARGIN = 8
"""Per mille of white that is left."""
_DEEPEST = 350
"""Per mille that the surroundings reach in from one side at most."""
_ALIKE = 36
"""By how much the grey of the surroundings may differ from dot to dot."""
_LEAST = 0.15
"""Share of an edge that is dark where there is something around the sheet."""
_PAPER = 0.75
"""Share of the lines from an edge that end at paper where they are surroundings and not content."""
_RIM, _AFTER, _SHADE, _SPECK, _FEW, _STEEP, _NEAR = 3, 4, 3, 1, 5, 0.2, 4
_QUARTERS = (0, 1, 2, 3)
_TURNS = (
    None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270,
)  # fmt: skip
_BACK = (
    None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90,
)  # fmt: skip
"""Quarter turns that bring left, top, right and bottom to the left, and back."""


def border(image: Image.Image) -> Crop:
    """Return the crop in per mille that takes off the white border and what lay around the sheet.

    A small rim of white stays. Print is never cut: of a page without any only what lay around it is
    taken off.
    """
    grey = image.convert("L")
    grey.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
    smooth = grey.filter(ImageFilter.MedianFilter(3))
    paper = _paper(smooth)
    ink = grey.point([255 if level < paper - _INK else 0 for level in range(256)])
    whole: list[int] = []
    for side in _QUARTERS:
        runs = _surround(_turned(smooth, side), paper)
        ink = _without(ink, runs, side)
        whole.append(_common(runs))
    found = ink.filter(ImageFilter.MedianFilter(3)).getbbox() or ink.getbbox()
    around = (whole[0], whole[1], whole[2], whole[3])
    if found is None:
        return _per_mille(around, around, ink.size)
    cut = (found[0], found[1], ink.width - found[2], ink.height - found[3])
    return _per_mille(cut, around, ink.size)


def _paper(grey: Image.Image) -> int:
    """Return the grey of the paper: the lighter quarter of what lies in the middle."""
    wide, high = grey.size
    middle = grey.crop((wide // 4, high // 4, wide - wide // 4, high - high // 4))
    counts = middle.histogram()
    seen, level = 0, 255
    while level > 0 and seen + counts[level] < sum(counts) * 0.25:
        seen += counts[level]
        level -= 1
    return level


def _turned(grey: Image.Image, side: int) -> Image.Image:
    turn = _TURNS[side]
    return grey if turn is None else grey.transpose(turn)


def _surround(grey: Image.Image, paper: int) -> list[int]:
    """Return how far what is around the sheet reaches in from the left, line by line."""
    none = [0] * grey.height
    level = _level(grey, paper)
    if level is None:
        return none
    alike = bytes(abs(one - level) <= _ALIKE and one < paper - _INK for one in range(256))
    data, wide = grey.tobytes(), grey.width
    rows = [data[line * wide : (line + 1) * wide] for line in range(grey.height)]
    marks = [row.translate(alike) for row in rows]
    runs = [_run(one) for one in marks]
    edge = _edge(runs, wide * _DEEPEST // 1000)
    if edge is None:
        return none
    ended = [
        max(row[run + _SHADE : run + _SHADE + _AFTER], default=0) >= paper - _INK
        for row, run, most in zip(rows, runs, edge, strict=True)
        if 0 < run <= most
    ]
    if not ended or sum(ended) < len(ended) * _PAPER:
        return none
    for mark, run, most in zip(marks, runs, edge, strict=True):
        # Light letters in a dark band: the band is content.
        if run + _SHADE < most and mark[run + _SHADE : most - _SHADE].count(1) > _SPECK:
            return none
    # Where the edge of a leaning sheet leaves the picture, a dot or two of it are left.
    return [
        min(run, most) or int(0 < most <= 2 * _SHADE) for run, most in zip(runs, edge, strict=True)
    ]


def _edge(runs: list[int], most: int) -> list[int] | None:
    """Return how far the straight edge of a sheet is, line by line; ``None`` if it is not straight."""
    inner = [(line, run) for line, run in enumerate(runs) if 0 < run <= most]
    third = len(inner) // 3
    if third < _FEW:
        return None
    (first, start), (last, end) = _middle(inner[:third]), _middle(inner[-third:])
    slope = (end - start) / (last - first)
    fitted = [start + (line - first) * slope for line in range(len(runs))]
    near = sum(abs(run - fitted[line]) <= _SHADE for line, run in inner)
    if near < len(inner) * _PAPER or abs(slope) > _STEEP:
        return None
    return [max(0, min(most, round(one) + _SHADE)) for one in fitted]


def _middle(part: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the middle line of some, and the median of their runs."""
    return part[len(part) // 2][0], sorted(run for _, run in part)[len(part) // 2]


def _level(grey: Image.Image, paper: int) -> int | None:
    """Return the grey at the left edge, the rim of a scan left out; ``None`` if that is paper."""
    strip = grey.crop((1, 0, 1 + _RIM, grey.height)).tobytes()
    dark = sorted(one for one in strip if one < paper - _INK)
    return dark[len(dark) // 2] if len(dark) >= len(strip) * _LEAST else None


def _run(row: bytes) -> int:
    """Return how many dots from the start are set; the outermost may differ."""
    for rim in range(_RIM):
        rest = row[rim:].lstrip(b"\x01")
        if len(rest) < len(row) - rim:
            return len(row) - len(rest)
    return 0


def _without(ink: Image.Image, runs: list[int], side: int) -> Image.Image:
    """Return print without what reaches in from a side."""
    if not any(runs):
        return ink
    turned = _turned(ink, side)
    rows = bytearray(turned.tobytes())
    for line in range(len(runs)):
        run = max(runs[max(line - _NEAR, 0) : line + _NEAR + 1])
        reach = min(run + _SHADE, turned.width) if run else 0
        start = line * turned.width
        rows[start : start + reach] = bytes(reach)
    made = Image.frombytes("L", turned.size, bytes(rows))
    back = _BACK[side]
    return made if back is None else made.transpose(back)


def _common(runs: list[int]) -> int:
    """Return how far all lines are reached into; none where many are not reached at all."""
    reached = [run for run in runs if run]
    return min(reached) if len(reached) > len(runs) * 0.9 else 0


def _per_mille(cut: Crop, around: Crop, size: tuple[int, int]) -> Crop:
    parts = list(_parts(cut, around, (size[0], size[1], size[0], size[1])))
    left, top, right, bottom = parts
    if left + right > 900 or top + bottom > 900:
        return (0, 0, 0, 0)
    return (left, top, right, bottom)


def _parts(cut: Crop, around: Crop, sides: Crop) -> Iterator[int]:
    for dots, dark, side in zip(cut, around, sides, strict=True):
        least = -(-dark * 1000 // side)
        rim = max(dots * 1000 // side - _MARGIN, 0)
        # What lay around goes, but never into print.
        yield min(max(least, rim), dots * 1000 // side)
