"""Paper that was printed, stamped and scanned again, drawn from a PDF."""

from __future__ import annotations

from functools import cache

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from smdesk.files import Files
from smdesk.notices.declaration import Declaration, Narrative
from smdesk.notices.loader import find_form
from smdesk.packet.build import build_packet
from smdesk.packet.pdf import write_pdf
from smdesk.service.samples import load_sample

FORM = "zhejiang-2020/enterprise"


@cache
def declaration(form_id: str = FORM) -> tuple[Declaration, Files]:
    found, files = load_sample(form_id)
    blocks = found.narrative.blocks[:12]
    narrative = Narrative(blocks=tuple(one for one in blocks if one.type != "picture"))
    return found.model_copy(update={"attachments": (), "narrative": narrative}), files


@cache
def paper(form_id: str = FORM, *, draft: bool = False, **values: str) -> bytes:
    """Return the PDF of a sample without its scans, some values changed."""
    pack, form = find_form(form_id)
    found, files = declaration(form_id)
    changed = found.model_copy(update={"values": dict(found.values) | values})
    return write_pdf(build_packet(pack, form, changed, draft=draft, files=files), files)


def scanned(
    data: bytes, page: int, *, dpi: int = 150, lean: float = 0.8, quarter: int = 0,
    stamp: bool = True, code: bool = True,
) -> Image.Image:  # fmt: skip
    """Return a page as a scanner gives it: leaning, grainy, on grey paper, stamped in red."""
    document = pypdfium2.PdfDocument(data)
    image = document[page - 1].render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
    draw = ImageDraw.Draw(image)
    width, height = image.size
    if not code:
        draw.rectangle((0, height * 0.9, width, height), fill="white")
    if stamp:
        radius = 20 / 25.4 * dpi
        x, y = width * 0.6, height * 0.5
        draw.ellipse(
            (x - radius, y - radius, x + radius, y + radius), outline=(210, 30, 40), width=dpi // 20
        )
        draw.line((x - radius, y, x + radius, y + 9), fill=(30, 40, 140), width=dpi // 60)
    image = image.rotate(
        lean, fillcolor=(235, 233, 228), resample=Image.Resampling.BICUBIC, translate=(6, -4)
    ).rotate(-quarter, expand=True)
    grain = Image.effect_noise(image.size, 12)
    image = ImageChops.add(image, Image.merge("RGB", (grain,) * 3), 1, -128)
    return image.filter(ImageFilter.GaussianBlur(0.6))
