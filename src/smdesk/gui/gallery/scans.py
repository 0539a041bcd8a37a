"""Files as people attach them, drawn for the pictures: a leaning scan, a photo, what went wrong."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageDraw

_PAPER, _DESK, _INK = 250, 150, 40
_SIZE = (1240, 1754)


def make_files(folder: Path) -> dict[str, tuple[Path, ...]]:
    """Write files into a folder; return them by what they are: ``scan``, ``photo``, ``bad``, ``cut``.

    ``cut`` is refused at the door; drafts of earlier days may have such a one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pages = [_page(number) for number in range(7)]
    pages[2] = pages[2].rotate(-1.8, Image.Resampling.BICUBIC, fillcolor=_PAPER)
    pages[3] = pages[3].transpose(Image.Transpose.ROTATE_90)
    pages[5] = Image.new("L", _SIZE, 254)
    scan = folder / "审计报告扫描件.tif"
    pages[0].save(scan, save_all=True, append_images=pages[1:], compression="tiff_lzw")
    photo = folder / "合同照片.jpg"
    _photo().save(photo, quality=80)
    return {"scan": (scan,), "photo": (photo,), "bad": _bad(folder), "cut": (_cut(folder),)}


def _page(number: int) -> Image.Image:
    """Return a page of paragraphs as bars, a table, and a seal on some."""
    image = Image.new("L", _SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((420, 170, 820, 200), fill=_INK)
    for line in range(26):
        y = 280 + line * 40
        last = line % (5 + number % 3) == 4
        for x in range(190, 640 if last else 1050, 34):
            draw.rectangle((x, y, x + 25, y + 24), fill=_INK)
    if number % 2:
        for row in range(6):
            draw.line((190, 1400 + row * 40, 1050, 1400 + row * 40), fill=_INK, width=3)
        for column in range(4):
            draw.line((190 + column * 286, 1400, 190 + column * 286, 1600), fill=_INK, width=3)
    else:
        draw.ellipse((760, 1330, 1040, 1610), outline=110, width=10)
    return image


def _photo() -> Image.Image:
    """Return a sheet that lies askew on a desk, of so few dots that it prints coarsely."""
    sheet = _page(0).resize((560, 792)).rotate(
        4, Image.Resampling.BICUBIC, expand=True, fillcolor=_DESK
    )  # fmt: skip
    image = Image.new("L", (760, 1000), _DESK)
    image.paste(sheet, (70, 90))
    return image.convert("RGB")


def _bad(folder: Path) -> tuple[Path, ...]:
    """Write a PNG that is called a JPG, and one of far too many dots."""
    wrong, huge = folder / "扩展名不对.jpg", folder / "巨幅图纸.png"
    _page(4).save(wrong, "PNG")
    Image.new("1", (22_000, 11_000), 1).save(huge, "PNG")
    return wrong, huge


def _cut(folder: Path) -> Path:
    """Write a photo whose end is lost."""
    broken, out = folder / "损坏.jpg", io.BytesIO()
    _page(1).save(out, "JPEG")
    broken.write_bytes(out.getvalue()[:9_000])
    return broken
