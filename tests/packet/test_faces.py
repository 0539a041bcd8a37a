"""Which face stands in for which, and what cannot be printed."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk.errors import SmdeskError
from smdesk.packet import faces
from smdesk.packet.faces import Shelf, choose, kind_of, rare_files
from smdesk.packet.sfnt import face_names
from smdesk.paths import face_folders


def make_face(path: Path, family: str, *, chinese: str = "") -> Path:
    """Write a face with one glyph."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef"])
    builder.setupCharacterMap({})
    builder.setupGlyf({".notdef": Glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupPost()
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    if chinese:
        builder.font["name"].setName(chinese, 1, 3, 1, 0x804)
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)
    return path


def oracle(path: Path) -> list[set[str]]:
    """Return the family names of each face in ``path`` as fontTools reads them."""
    opened = TTCollection(path) if path.suffix == ".ttc" else TTFont(path)
    with opened:
        fonts = opened.fonts if isinstance(opened, TTCollection) else [opened]
        return [
            {one.toUnicode() for one in font["name"].names if one.nameID in {1, 16}}
            for font in fonts
        ]


def installed() -> list[Path]:
    found = {
        p
        for folder in face_folders()
        for p in folder.rglob("*")
        if p.suffix in {".ttf", ".otf", ".ttc"}
    }
    return sorted(found)[:40]


@pytest.mark.faces
@pytest.mark.parametrize("path", installed(), ids=lambda path: path.name)
def test_family_names_are_those_that_fonttools_reads(path):
    assert [set(face.families) for face in face_names(path)] == oracle(path)


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_face_or_none(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("face") / "a.ttf"
    path.write_bytes(data)
    assert isinstance(face_names(path), tuple)


@settings(max_examples=100)
@given(st.data())
def test_damaged_face_is_read_or_passed_over(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("face")
    raw = bytearray(make_face(folder / "a.ttf", "样例").read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    (folder / "a.ttf").write_bytes(raw[: data.draw(st.integers(0, len(raw)))])
    assert isinstance(face_names(folder / "a.ttf"), tuple)


def test_gbk_name_of_an_old_face_is_read(tmp_path):
    name = "仿宋_GB2312".encode("gbk")
    record = struct.pack(">6H", 3, 3, 0x804, 1, len(name), 0)
    table = struct.pack(">3H", 0, 1, 18) + record + name
    head = b"\x00\x01\x00\x00" + struct.pack(">4H", 1, 0, 0, 0)
    directory = b"name" + struct.pack(">3I", 0, 28, len(table))
    (tmp_path / "a.ttf").write_bytes(head + directory + table)
    assert face_names(tmp_path / "a.ttf")[0].families == {"仿宋_GB2312"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [("仿宋", "fang"), ("仿宋_GB2312", "fang"), ("楷体_GB2312", "kai"), ("华文楷体", "kai"),
     ("黑体", "hei"), ("方正黑体_GBK", "hei"), ("宋体", "song"), ("方正小标宋简体", "song"),
     ("微软雅黑", "hei"), ("隶书", "song")],
)  # fmt: skip
def test_kind_is_read_from_the_name(name, kind):
    assert kind_of(name) == kind


def test_demanded_face_is_exact_under_its_chinese_or_english_name(tmp_path):
    make_face(tmp_path / "simfang.ttf", "FangSong", chinese="仿宋")
    make_face(tmp_path / "simsun.ttf", "SimSun", chinese="宋体")
    found = choose(["仿宋", "宋体"], Shelf([tmp_path]))
    assert [face.exact for face in found.values()] == [True, True]
    assert found["仿宋"].files[0].path.name == "simfang.ttf"


def test_face_is_found_under_a_foreign_file_name(tmp_path):
    make_face(tmp_path / "x0001.ttf", "FangSong_GB2312", chinese="仿宋_GB2312")
    make_face(tmp_path / "simfang.ttf", "FangSong", chinese="仿宋")
    assert (
        choose(["仿宋_GB2312"], Shelf([tmp_path]))["仿宋_GB2312"].files[0].path.name == "x0001.ttf"
    )


def test_stand_in_is_of_the_same_kind_before_any_other(tmp_path):
    make_face(tmp_path / "simsun.ttf", "SimSun")
    make_face(tmp_path / "FandolKai.otf", "FandolKai")
    found = choose(["楷体", "仿宋"], Shelf([tmp_path]))
    assert (found["楷体"].family, found["楷体"].exact) == ("FandolKai", False)
    assert (found["仿宋"].family, found["仿宋"].exact) == ("SimSun", False)


def test_first_folder_wins(tmp_path):
    make_face(tmp_path / "a" / "simsun.ttf", "SimSun")
    make_face(tmp_path / "b" / "simsun2.ttf", "SimSun")
    found = choose(["宋体"], Shelf([tmp_path / "a", tmp_path / "b"]))["宋体"]
    assert [one.path.parent.name for one in found.files] == ["a"]


def test_machine_without_a_chinese_face_is_told_so(tmp_path):
    with pytest.raises(SmdeskError) as caught:
        choose(["仿宋"], Shelf([tmp_path]))
    assert caught.value.code == "faces.none"


@pytest.mark.faces
def test_rare_faces_are_upright(tmp_path):
    assert rare_files()
    assert not [one for one in rare_files() if "bold" in one.path.stem.lower()]


@pytest.mark.faces
def test_face_with_a_bold_cut_and_one_without_are_told_apart(make_case):
    from smdesk.packet.pdf.engine import engine

    families = engine(faces.demanded(make_case("enterprise").packet().typography)).families
    if families["宋体"].names[0] == "FandolSong":
        assert families["宋体"].bold
    if families["仿宋"].names[0].startswith("FandolFang"):
        assert not families["仿宋"].bold


@pytest.mark.faces
def test_copied_faces_do_where_links_are_refused(make_case, monkeypatch):
    import os

    from smdesk.packet.pdf.engine import Engine

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "symlink", refuse)
    monkeypatch.setattr(os, "link", refuse)
    machine = Engine(["仿宋"])
    assert machine.families["仿宋"].names
    shutil.rmtree(machine._folder)
