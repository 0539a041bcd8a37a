from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from smdesk import paths
from smdesk.service import scans
from smdesk.service.scans import chinese_face, face, sample_scan, wrap

LINES = ("统一社会信用代码：91330100PDY00001XX", "名称：杭州澜岫流体装备有限公司")


@pytest.fixture
def _no_faces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "face_folders", lambda: iter(()))
    _forget()
    yield
    _forget()


def _forget() -> None:
    chinese_face.cache_clear()
    face.cache_clear()
    scans._scan.cache_clear()


def _opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_a_scan_is_an_a4_page_at_200_dpi_in_colour() -> None:
    image = _opened(sample_scan("营业执照（样本）", LINES, 1))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1654, 2339))
    assert tuple(round(one) for one in image.info["dpi"]) == (200, 200)


def test_a_scan_weighs_as_much_as_an_ordinary_one() -> None:
    assert 200_000 <= len(sample_scan("营业执照（样本）", LINES * 4, 2)) <= 350_000


def test_the_same_arguments_give_the_same_bytes() -> None:
    first = sample_scan("证书（样本）", LINES, 3)
    scans._scan.cache_clear()
    assert sample_scan("证书（样本）", LINES, 3) == first


def test_another_seed_gives_another_scan() -> None:
    assert sample_scan("证书（样本）", LINES, 4) != sample_scan("证书（样本）", LINES, 5)


def test_a_scan_carries_a_red_ring() -> None:
    image = _opened(sample_scan("证书（样本）", LINES, 6))
    small = image.resize((206, 292)).tobytes()
    red = sum(r > g + 70 for r, g in zip(small[0::3], small[1::3], strict=True))
    assert red > 100


@pytest.mark.usefixtures("_no_faces")
def test_a_scan_is_drawn_without_any_chinese_face() -> None:
    assert chinese_face() is None
    data = sample_scan("营业执照（样本）", LINES * 4, 7)
    assert _opened(data).size == scans.PAGE
    assert 200_000 <= len(data) <= 350_000


@pytest.mark.usefixtures("_no_faces")
def test_a_face_is_found_by_its_file_name_in_any_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = tmp_path / "deep" / "SimHei.TTF"
    good.parent.mkdir()
    good.write_bytes(_latin_face())
    monkeypatch.setattr(paths, "face_folders", lambda: iter((tmp_path,)))
    assert chinese_face() == (good, 0)


@pytest.mark.usefixtures("_no_faces")
def test_a_damaged_face_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "simsun.ttc").write_bytes(b"damaged")
    (tmp_path / "simhei.ttf").write_bytes(_latin_face())
    monkeypatch.setattr(paths, "face_folders", lambda: iter((tmp_path,)))
    assert chinese_face() == (tmp_path / "simhei.ttf", 0)


def _latin_face() -> bytes:
    """Return the bytes of the face that Pillow carries."""
    font = ImageFont.load_default(20)
    assert isinstance(font, ImageFont.FreeTypeFont)
    assert isinstance(font.path, io.BytesIO)
    return font.path.getvalue()


def test_wrapped_lines_join_to_the_text_and_keep_numbers_whole() -> None:
    text = "机械密封平均无故障运行时间14000小时，装置效率78.6%，达到先进水平。" * 3
    pieces = wrap(text, 400, face(42))
    assert "".join(pieces) == text
    assert len(pieces) > 1
    assert all("14000" in one or not one.endswith(("1", "14", "140", "1400")) for one in pieces)
    assert not any(one.startswith(("，", "。")) for one in pieces)
