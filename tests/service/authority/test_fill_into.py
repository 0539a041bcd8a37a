"""Values written into an authority's own Word file: found, read back, everything else untouched."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from handfilled.values import values as random_values
from lxml import etree
from officials import Habits, official

from smdesk.errors import SmdeskError
from smdesk.intake.forms import known_packs
from smdesk.notices.address import parse
from smdesk.notices.declaration import Declaration, Narrative
from smdesk.notices.grid import all_fields, cover_grid, table_grid
from smdesk.notices.loader import load_pack, pack_folders
from smdesk.notices.models import Form, Pack
from smdesk.notices.typed import canonical_text
from smdesk.packet.build import build_packet
from smdesk.packet.docx import write_docx
from smdesk.service.authority.fill import fill_bytes, fill_into
from smdesk.service.describe import form_years
from smdesk.service.samples import load_sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HABITS = {
    "rules": Habits(),
    "wingdings symbols": Habits(boxes="sym", blanks="spaces"),
    "wingdings letters": Habits(boxes="wingtext", cover="underlined"),
    "check-box controls": Habits(boxes="control", blanks="control", cover="table"),
    "form fields": Habits(boxes="legacy", split=True),
    "brackets": Habits(boxes="bracket", cover="box"),
    "tracked changes": Habits(boxes="round", changes=True),
    "label and blank in one cell": Habits(inside=True),
    "open years": Habits(open_years=True),
    "one row printed": Habits(rows=1),
}
FORMS = [(pack, form) for pack in known_packs() for form in pack.forms]


def made_declaration(pack: Pack, form: Form, seed: str) -> Declaration:
    years = form_years(pack, form)
    fields = all_fields(pack.notice, form)
    grids = table_grid(form, years, {one.id: 9 for one in form.repeat}), cover_grid(pack.notice)
    printed = {str(address) for grid in grids for address in grid.places}
    given = random_values(pack.notice, form, years, Random(seed), 0.9)
    kept = {
        address: canonical_text(fields[parse(address).field], text)
        for address, text in given.items()
        if address in printed
    }
    return Declaration(form=pack.form_id(form.id), pack=pack.hash, years=years, values=kept)


def members(data: bytes) -> dict[str, tuple[bytes, zipfile.ZipInfo]]:
    with zipfile.ZipFile(BytesIO(data)) as opened:
        assert opened.testzip() is None
        return {one.filename: (opened.read(one), one) for one in opened.infolist()}


@pytest.mark.parametrize("habit", list(HABITS))
def test_every_value_reads_back_from_a_form_made_by_another_habit(habit: str) -> None:
    for pack, name in FORMS:
        form = pack.forms[name]
        declaration = made_declaration(pack, form, f"{habit}/{name}")
        blank = official(pack, [form], declaration.years, HABITS[habit])
        _, report = fill_bytes(blank, pack, form, declaration)
        assert [one.address for one in report.lost] == [], (pack.notice.id, name)
        assert {one.code for one in report.problems} <= {
            "authority.unsealed", "authority.rows-added", "authority.forms-several",
        }  # fmt: skip
        assert set(report.filled) >= set(declaration.values)


def test_all_other_members_stay_byte_for_byte() -> None:
    pack, form, declaration = _sample()
    blank = official(pack, [form], declaration.years)
    filled, _ = fill_bytes(blank, pack, form, declaration)
    old, new = members(blank), members(filled)
    assert list(old) == list(new)
    for name, (body, info) in old.items():
        other = new[name][1]
        start, end = info.header_offset, info.header_offset + 30 + len(info.filename.encode())
        if name == "word/document.xml":
            assert new[name][0] != body
            continue
        size = end - start + info.compress_size
        at = other.header_offset
        assert filled[at : at + size] == blank[start : start + size]
        assert (other.date_time, other.CRC, other.compress_type) == (
            info.date_time, info.CRC, info.compress_type,
        )  # fmt: skip


def test_what_the_form_prints_stays_in_the_document() -> None:
    pack, form, declaration = _sample()
    blank = official(pack, [form], declaration.years)
    bare = declaration.model_copy(update={"narrative": Narrative()})
    filled, _ = fill_bytes(blank, pack, form, bare)
    old, new = (etree.fromstring(members(one)["word/document.xml"][0]) for one in (blank, filled))
    for tag in ("tbl", "tr", "tc", "gridSpan", "vMerge", "tcW", "sectPr"):
        assert _shapes(old, tag) == _shapes(new, tag)
    words = "".join(one.text or "" for one in new.iter(f"{W}t"))
    for one in old.iter(f"{W}t"):
        text = (one.text or "").strip(" _　□")
        assert text in words or not text


def _shapes(root: etree._Element, tag: str) -> list[dict[str, str]]:
    return [dict(one.attrib) for one in root.iter(f"{W}{tag}")]


def test_a_value_takes_the_look_of_the_cell() -> None:
    pack, form, declaration = _sample()
    filled, _ = fill_bytes(official(pack, [form], ()), pack, form, declaration)
    root = etree.fromstring(members(filled)["word/document.xml"][0])
    name = declaration.values["org.name"]
    runs = [one for one in root.iter(f"{W}r") if "".join(one.itertext()) == name]
    assert runs
    for run in runs:
        fonts = run.find(f"{W}rPr/{W}rFonts")
        assert fonts is not None
        assert fonts.get(f"{W}eastAsia") == "仿宋_GB2312"


def test_several_forms_in_one_file_leave_the_others_alone() -> None:
    pack, _form, declaration = _sample()
    forms = list(pack.forms.values())
    blank = official(pack, forms, declaration.years)
    for one in forms:
        mine = made_declaration(pack, one, one.id)
        filled, report = fill_bytes(blank, pack, one, mine)
        assert report.lost == ()
        assert "authority.forms-several" in {problem.code for problem in report.problems}
        before, after = (_tables(data) for data in (blank, filled))
        changed = [
            n for n, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]
        ]
        assert changed == [forms.index(one)]


def _tables(data: bytes) -> list[str]:
    root = etree.fromstring(members(data)["word/document.xml"][0])
    return ["".join(one.itertext()) for one in root.iter(f"{W}tbl")]


def test_rows_beyond_the_printed_ones_are_added_and_numbered() -> None:
    pack = load_pack(_folder("zhejiang-2020"))
    form = pack.forms["platform"]
    repeat = next(one for one in form.repeat if not one.fixed)
    field = repeat.field[0]
    values = {f"{repeat.id}[{row}].{field.address}": f"第{row}家" for row in range(1, 8)}
    declaration = Declaration(
        form=pack.form_id(form.id), pack=pack.hash, years=form_years(pack, form), values=values
    )
    _, report = fill_bytes(official(pack, [form], ()), pack, form, declaration)
    assert set(report.filled) >= set(values)
    assert "authority.rows-added" in {one.code for one in report.problems}


def test_a_cell_that_the_file_does_not_have_is_named_by_its_label() -> None:
    pack, form, declaration = _sample()
    cut = [one for one in form.section if one.id != form.section[1].id]
    blank = official(pack, [form.model_copy(update={"section": tuple(cut)})], ())
    _, report = fill_bytes(blank, pack, form, declaration)
    assert report.offer
    gone = {
        str(address)
        for address, cell in table_grid(form, declaration.years).places.items()
        if cell.section == form.section[1].title
    }
    assert {one.address for one in report.lost} <= gone
    assert all(one.label and one.text for one in report.lost)
    assert "authority.not-found" in {one.code for one in report.problems}


def test_the_narrative_stands_under_the_headings_of_the_file() -> None:
    pack, form, declaration = _sample()
    filled, report = fill_bytes(official(pack, [form], ()), pack, form, declaration)
    codes = {one.code for one in report.problems}
    assert "authority.narrative-placed" in codes
    text = "\n".join(
        "".join(one.itertext())
        for one in etree.fromstring(members(filled)["word/document.xml"][0]).iter(f"{W}p")
    )
    for line in declaration.narrative.text.splitlines():
        assert line in text
    bare = official(pack, [form], (), Habits(outline=False))
    _, report = fill_bytes(bare, pack, form, declaration)
    assert "authority.narrative-left" in {one.code for one in report.problems}


def test_another_document_is_refused() -> None:
    pack, form, declaration = _sample()
    other = load_pack(_folder("zhejiang-2020")).forms["platform"]
    strange = other.model_copy(update={"section": ()})
    with pytest.raises(SmdeskError) as caught:
        fill_bytes(official(pack, [strange], (), Habits(outline=False)), pack, form, declaration)
    assert caught.value.code == "intake.blank-other"


def test_our_own_export_is_no_blank() -> None:
    pack, form, declaration = _sample()
    _, files = load_sample("zhejiang-2020/enterprise")
    packet = build_packet(pack, form, declaration, draft=True, files=files)
    with pytest.raises(SmdeskError) as caught:
        fill_bytes(write_docx(packet, files), pack, form, declaration)
    assert caught.value.code == "authority.own-export"


def test_a_file_that_another_filled_is_told() -> None:
    pack, form, declaration = _sample()
    other, _ = fill_bytes(official(pack, [form], ()), pack, form, declaration)
    few = declaration.model_copy(update={"values": {"org.name": "某某有限公司"}})
    filled, report = fill_bytes(other, pack, form, few)
    assert "authority.not-blank" in {one.code for one in report.problems}
    assert "org.name" in report.filled
    assert declaration.values["org.name"] not in _tables(filled)[0]


def test_the_original_is_never_written_to(tmp_path: Path) -> None:
    pack, form, declaration = _sample()
    original = tmp_path / "官方.docx"
    original.write_bytes(official(pack, [form], ()))
    with pytest.raises(SmdeskError) as caught:
        fill_into(original, pack, form, declaration, original)
    assert caught.value.code == "authority.same-file"
    before = original.read_bytes()
    report = fill_into(original, pack, form, declaration, tmp_path / "填好.docx")
    assert original.read_bytes() == before
    assert report.path is not None
    assert report.path.is_file()


@pytest.mark.libreoffice
@pytest.mark.slow
def test_a_form_that_libreoffice_saved_is_filled_and_opens_again(tmp_path: Path) -> None:
    pack, form, declaration = _sample()
    (tmp_path / "blank.docx").write_bytes(official(pack, [form], ()))
    (tmp_path / "odt").mkdir()
    _convert(tmp_path / "blank.docx", "odt", tmp_path / "odt")
    _convert(tmp_path / "odt" / "blank.odt", "docx", tmp_path / "odt")
    blank = (tmp_path / "odt" / "blank.docx").read_bytes()
    filled, report = fill_bytes(blank, pack, form, declaration)
    assert [one.address for one in report.lost] == []
    (tmp_path / "filled.docx").write_bytes(filled)
    _convert(tmp_path / "filled.docx", "txt:Text (encoded):UTF8", tmp_path)
    text = (tmp_path / "filled.txt").read_text(encoding="utf-8-sig")
    assert declaration.values["org.name"] in text


def _convert(path: Path, kind: str, out: Path) -> None:
    soffice = shutil.which("soffice")
    assert soffice is not None
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{out}/profile", "--headless", "--convert-to", kind,
         "--outdir", str(out), str(path)], check=True, capture_output=True, timeout=180,
    )  # fmt: skip


def _folder(name: str) -> Path:
    return next(one for one in pack_folders() if one.name == name)


def _sample() -> tuple[Pack, Form, Declaration]:
    declaration, _ = load_sample("zhejiang-2020/enterprise")
    pack = load_pack(_folder("zhejiang-2020"))
    return pack, pack.forms["enterprise"], declaration
