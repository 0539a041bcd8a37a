"""Paper against file: typed codes, codes of scanned pages."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from test_cases import package

from smdesk.errors import SmdeskError, sentence
from smdesk.packet.qr import qr_png
from smdesk.service.desk.intake import intake
from smdesk.service.desk.papercheck import (
    check_code,
    check_pictures,
    keep,
    paper_sentence,
    read_code,
)
from smdesk.store.desk.desk import Desk

Put = Callable[..., Path]


@pytest.fixture
def case(desk: Desk, put: Put) -> int:
    return intake(desk, [put("a.smdx", package())], workers=1).cases[0]


def seal_of(desk: Desk, case: int, number: int = -1) -> tuple[str, str]:
    version = desk.case(case).versions[number]
    return version.seal_code, version.digest


def test_a_typed_code_is_read_however_it_is_written() -> None:
    assert read_code("7kq2 m0xa") == "7KQ2-M0XA"
    assert read_code("７ＫＱ２－Ｍ0ＸＡ") == "7KQ2-M0XA"
    assert read_code("7KQZ-MOXI") == "7KQ2-M0X1"
    assert read_code("核对码　7KQ2-M0XA ") == "7KQ2-M0XA"  # copied from the foot of a page
    for wrong in ("", "7KQ2", "核对码", "编号7KQ2M0XA", "7KQ2-M0X!A9"):
        with pytest.raises(SmdeskError) as fault:
            read_code(wrong)
        assert fault.value.code == "desk.seal-shape"


def test_the_same_an_older_and_a_foreign_paper_are_told_apart(
    desk: Desk, case: int, put: Put
) -> None:
    old, _ = seal_of(desk, case)
    told = check_code(desk, old.lower())
    assert (told.verdict, told.case) == ("same", case)
    assert "一致" in paper_sentence(desk, told)
    intake(desk, [put("later/b.smdx", package(org__fax="0571-1"))], workers=1)
    told = check_code(desk, old)
    assert told.verdict == "older"
    assert [one.place for one in told.differing] == ["org.fax"]
    assert "第 1 版" in paper_sentence(desk, told)
    new, _ = seal_of(desk, case)
    assert check_code(desk, new).verdict == "same"
    near = ("1" if new[0] != "1" else "2") + new[1:]
    assert check_code(desk, near).verdict == "near"
    assert check_code(desk, "0000-0000").verdict == "unknown"


def test_what_its_paper_said_stands_in_the_history_of_a_case_once(
    desk: Desk, case: int, put: Put
) -> None:
    seal, _ = seal_of(desk, case)
    near = ("1" if seal[0] != "1" else "2") + seal[1:]
    assert not keep(desk, [check_code(desk, near), check_code(desk, "0000-0000")])
    pages = [check_code(desk, seal)] * 3
    assert keep(desk, pages)
    assert not keep(desk, pages)
    intake(desk, [put("later/b.smdx", package(org__fax="0571-1"))], workers=1)
    assert keep(desk, [check_code(desk, seal)])
    assert keep(desk, [check_code(desk, seal_of(desk, case)[0])])
    noted = [one for one in desk.history(case) if one.what == "paper"]
    assert [one.detail["verdict"] for one in noted] == ["same", "older", "same"]
    assert "第 1 版，与当时现行的版本有 1 处不同" in sentence(
        "desk.paper-noted-older", **noted[1].detail
    )
    with Desk.open(desk.folder, read_only=True) as looked_at:
        assert not keep(looked_at, pages)


def picture(text: str) -> bytes:
    page = Image.new("L", (1240, 1754), 255)
    page.paste(Image.open(BytesIO(qr_png(text))).convert("L").resize((220, 220)), (120, 1480))
    out = BytesIO()
    page.rotate(2, fillcolor=255).save(out, "JPEG", quality=70)
    return out.getvalue()


def test_codes_of_scanned_pages_are_held_against_the_desk(desk: Desk, case: int, put: Put) -> None:
    seal, digest = seal_of(desk, case)
    blank = BytesIO()
    Image.new("L", (600, 800), 255).save(blank, "PNG")
    paths = (
        put("scan/1.jpg", picture(f"SMDESK:1:zhejiang-2020/enterprise:{seal}:{digest[:16]}")),
        put("scan/2.jpg", picture(f"SMDESK:1:zhejiang-2020/enterprise:{seal}:{'0' * 16}")),
        put("scan/3.png", blank.getvalue()),
    )
    told = list(check_pictures(desk, paths))
    assert [one.verdict for one in told] == ["same", "other", "unread"]
    assert told[0].where == "1.jpg"
    for one in told:
        assert paper_sentence(desk, one)
    with pytest.raises(SmdeskError) as fault:
        list(check_pictures(desk, (put("scan/4.jpg", b"x"),)))
    assert fault.value.code == "sign.scan-unreadable"


@pytest.mark.parametrize("blur", [1.0, 1.5, 2.0])
def test_the_code_is_read_in_a_picture_of_a_camera(
    desk: Desk, case: int, put: Put, blur: float
) -> None:
    """Askew, unevenly lit, out of focus and grainy, as a telephone takes a page."""
    seal, digest = seal_of(desk, case)
    text = f"SMDESK:1:zhejiang-2020/enterprise:{seal}:{digest[:16]}"
    page = Image.new("RGB", (2480, 3508), "white")
    page.paste(Image.open(BytesIO(qr_png(text))).convert("RGB").resize((142, 142)), (330, 3220))
    size = (3000, 4000)
    # From the picture back to the page: a page that is held below and at the right is nearer.
    askew = (0.949, 0.027, -190.0, -0.0325, 0.93, -120.0, 0.000005, 0.000012)
    seen = page.transform(size, Image.Transform.PERSPECTIVE, askew, Image.Resampling.BICUBIC)
    seen = seen.filter(ImageFilter.GaussianBlur(blur))
    light = Image.linear_gradient("L").rotate(90).resize(size).point(lambda one: 140 + one // 3)
    seen = ImageChops.multiply(seen, light.convert("RGB"))
    seen = Image.blend(seen, Image.effect_noise(size, 30).convert("RGB"), 0.08)
    out = BytesIO()
    seen.save(out, "JPEG", quality=75)
    (told,) = check_pictures(desk, (put("scan/photo.jpg", out.getvalue()),))
    assert (told.verdict, told.case) == ("same", case)
