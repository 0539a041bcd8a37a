"""Pictures that stand in for a sample's scans: A4 at 200 dpi, grey, a little askew, marked 样本.

They are drawn when a sample is loaded, so that no megabytes are committed. The same arguments give
the same bytes on one machine; another face or another JPEG library gives others.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from smdesk import paths

DPI = 200
PAGE = (1654, 2339)
"""A4 in dots at 200 dpi."""

_FACES = {
    "fandolsong-regular.otf": 0, "simsun.ttc": 0, "simsun.ttf": 0, "songti.ttc": 0,
    "notoserifcjk-regular.ttc": 2, "notoserifsc-regular.otf": 0, "sourcehanserifsc-regular.otf": 0,
    "notosanscjk-regular.ttc": 2, "notosanssc-regular.otf": 0, "sourcehansanssc-regular.otf": 0,
    "msyh.ttc": 0, "simhei.ttf": 0, "pingfang.ttc": 0, "stheiti light.ttc": 0,
    "wqy-microhei.ttc": 0, "wqy-zenhei.ttc": 0, "uming.ttc": 0, "arphic-uming.ttc": 0,
}  # fmt: skip
"""File names of faces with simplified Chinese and the index in their collection, best first."""

_INK = (58, 58, 62)
_FAINT = (208, 208, 206)
_RED = (196, 52, 44)
_WORD = re.compile(r"[0-9A-Za-z.%-]+|.", re.DOTALL)
_CLOSING = frozenset("，。、；：）》”！？")
_Face = ImageFont.FreeTypeFont | ImageFont.ImageFont


@cache
def chinese_face() -> tuple[Path, int] | None:
    """Return file and index of a face with Chinese characters, or ``None`` where there is none."""
    for folder in paths.face_folders():
        held = {one.name.lower(): one for one in sorted(folder.rglob("*")) if one.is_file()}
        for name, index in _FACES.items():
            if name in held and _opens(held[name], index):
                return held[name], index
    return None


def _opens(file: Path, index: int) -> bool:
    try:
        ImageFont.truetype(str(file), 20, index=index)
    except OSError:
        return False
    return True


@cache
def face(size: int) -> _Face:
    """Return a face of ``size`` dots: a Chinese one, else Pillow's own Latin one."""
    found = chinese_face()
    if found is None:
        return ImageFont.load_default(size)
    return ImageFont.truetype(str(found[0]), size, index=found[1])


def sample_scan(title: str, lines: Sequence[str], seed: int) -> bytes:
    """Return a JPEG of an invented document: frame, ``title``, ``lines``, a red ring with 样本.

    Without a Chinese face the texts are drawn as grey bars of their length under a Latin title.
    """
    return _scan(title, tuple(lines), seed)


@lru_cache(maxsize=32)
def _scan(title: str, lines: tuple[str, ...], seed: int) -> bytes:
    chance = random.Random(seed)
    page = Image.new("RGB", PAGE, (247, 246, 242))
    draw = ImageDraw.Draw(page)
    _watermark(page)
    draw.rectangle((150, 170, PAGE[0] - 150, PAGE[1] - 190), outline=_INK, width=5)
    draw.rectangle((166, 186, PAGE[0] - 166, PAGE[1] - 206), outline=_INK, width=2)
    _title(draw, title)
    _body(draw, lines)
    _ring(draw, (PAGE[0] - 480, PAGE[1] - 560), 175)
    return _as_scanned(page, chance)


def _title(draw: ImageDraw.ImageDraw, title: str) -> None:
    text = title if chinese_face() else "SAMPLE DOCUMENT"
    size = 84 if len(text) <= 14 else max(44, 84 * 14 // len(text))
    draw.text((PAGE[0] / 2, 360), text, fill=_INK, font=face(size), anchor="mm")
    draw.line((300, 440, PAGE[0] - 300, 440), fill=_INK, width=3)


def _body(draw: ImageDraw.ImageDraw, lines: Sequence[str]) -> None:
    top, size, width = 540, 42, PAGE[0] - 500
    for line in lines:
        if chinese_face() is None:
            draw.rectangle((250, top, 250 + min(width, 38 * len(line)), top + 26), fill=_FAINT)
            top += 92
            continue
        for piece in wrap(line, width, face(size)):
            draw.text((250, top), piece, fill=_INK, font=face(size))
            top += 70
        top += 22


def wrap(text: str, width: float, font: _Face) -> list[str]:
    """Return ``text`` in lines of at most ``width`` dots; a closing mark may stand beyond it.

    Numbers and Latin words stay whole.
    """
    pieces, current = [], ""
    for word in _WORD.findall(text):
        if current and word not in _CLOSING and font.getlength(current + word) > width:
            pieces.append(current)
            current = ""
        current += word
    return [*pieces, current] if current else pieces


def _ring(draw: ImageDraw.ImageDraw, centre: tuple[int, int], radius: int) -> None:
    x, y = centre
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=_RED, width=10)
    word, note = ("样 本", "非真实证照") if chinese_face() else ("SAMPLE", "NOT A REAL PAPER")
    draw.text((x, y - 24), word, fill=_RED, font=face(78), anchor="mm")
    draw.text((x, y + 66), note, fill=_RED, font=face(32), anchor="mm")


def _watermark(page: Image.Image) -> None:
    word = "样本  SAMPLE" if chinese_face() else "SAMPLE  SAMPLE"
    layer = Image.new("L", PAGE, 0)
    draw = ImageDraw.Draw(layer)
    for row in range(5):
        for column in range(3):
            place = (column * 620 - 40 + row % 2 * 180, 260 + row * 440)
            draw.text(place, word, fill=255, font=face(64))
    page.paste((226, 226, 224), mask=layer.rotate(24, resample=Image.Resampling.BILINEAR))


def _as_scanned(page: Image.Image, chance: random.Random) -> bytes:
    """Turn the page by less than a degree and lay the grain of a flat-bed scanner over it."""
    angle = chance.uniform(0.25, 0.7) * chance.choice((-1, 1))
    turned = page.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=(214, 214, 212))
    half = (PAGE[0] // 2, PAGE[1] // 2)
    grain = Image.frombytes("L", half, chance.randbytes(half[0] * half[1]))
    grain = grain.resize(PAGE, Image.Resampling.BILINEAR).point(lambda level: 236 + level // 14)
    scanned = ImageChops.multiply(turned, Image.merge("RGB", (grain, grain, grain)))
    stream = io.BytesIO()
    scanned.save(stream, "JPEG", quality=52, dpi=(DPI, DPI))
    return stream.getvalue()
