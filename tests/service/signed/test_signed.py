"""Signed pages that come back as scans."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from smdesk.cli import run
from smdesk.errors import SmdeskError
from smdesk.intake.pdf import read_pdf
from smdesk.service.attachments_door import heic_decoder
from smdesk.service.samples import sample_ids
from smdesk.service.signed import open_paper, paper_at, recognise, sign
from smdesk.service.signed.exchange import signed_pages
from smdesk.service.signed.run import by_order, target_of
from smdesk.service.signed.scan import picture, sources

sys.path.insert(0, str(Path(__file__).parent))
from papers import FORM, declaration, paper, scanned


@pytest.fixture
def ours():
    return open_paper(paper())


def saved(image: Image.Image, path: Path) -> Path:
    image.save(path)
    return path


def grey(data: bytes, number: int) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    image = document[number - 1].render(scale=1.0).to_pil().convert("RGB").getchannel("R")
    document.close()
    return image.resize((105, 149), Image.Resampling.BOX)


@pytest.mark.parametrize("form_id", sample_ids())
def test_every_signature_box_of_every_form_is_found_on_its_page(form_id: str) -> None:
    found = open_paper(paper(form_id))
    boxes = [
        cell.sign.title.strip(" ：:　")
        for section in found.form.section
        for row in section.row
        for cell in row.cells
        if cell.sign is not None
    ]
    named = [one.title for one in found.places]
    assert [one for one in boxes if one not in named] == []
    for one in found.places:
        assert all(line in found.texts[one.page - 1] for line in one.lines)


@pytest.mark.parametrize("quarter", [90, 180])
def test_a_scan_is_known_however_it_lies(ours, tmp_path, quarter: int) -> None:
    page = ours.sign_pages[-1]
    path = saved(scanned(ours.data, page, quarter=quarter), tmp_path / "a.png")
    (found,) = recognise(ours, sources((path,)))
    assert (found.state, found.page) == ("sure", page)


def test_the_scan_stands_upright_and_straight_on_its_page(ours, tmp_path) -> None:
    page = ours.sign_pages[-1]
    path = saved(scanned(ours.data, page, quarter=270, lean=-2.0), tmp_path / "a.jpg")
    made = sign(ours, recognise(ours, sources((path,))))
    assert made.pages == (page,)
    assert page not in made.missing
    difference = ImageChops.difference(grey(made.data, page), grey(ours.data, page))
    around = sum(difference.tobytes()) / len(difference.tobytes())
    turned = ImageChops.difference(grey(made.data, page).rotate(2), grey(ours.data, page))
    assert around < 0.7 * sum(turned.tobytes()) / len(turned.tobytes())
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert len(pdf.pages) == ours.pages
        image = pdf.pages[page - 1].Resources.XObject.SmdeskScan
        assert 1100 < int(image.Width) < 1400
        assert [round(float(one)) for one in pdf.pages[page - 1].mediabox][2:] == [595, 842]


def test_the_signed_file_still_carries_its_declaration_and_its_text(ours, tmp_path) -> None:
    page = ours.sign_pages[-1]
    path = saved(scanned(ours.data, page), tmp_path / "a.jpg")
    made = sign(ours, recognise(ours, sources((path,))))
    assert read_pdf(made.data).declaration == ours.declaration
    again = open_paper(made.data)
    assert again.places == ours.places
    assert signed_pages(made.data) == {page}


def test_a_second_scan_replaces_the_first_and_adds_to_what_was_signed(ours, tmp_path) -> None:
    first = saved(scanned(ours.data, ours.sign_pages[-1], dpi=200), tmp_path / "a.jpg")
    made = sign(ours, recognise(ours, sources((first,))))
    held = open_paper(made.data)
    again = saved(scanned(ours.data, ours.sign_pages[-1], dpi=150), tmp_path / "b.jpg")
    cover = saved(scanned(ours.data, 1), tmp_path / "c.jpg")
    more = sign(held, recognise(held, sources((again, cover))))
    assert signed_pages(more.data) == {1, ours.sign_pages[-1]}
    with pikepdf.open(io.BytesIO(more.data)) as pdf:
        page = pdf.pages[ours.sign_pages[-1] - 1]
        assert int(page.Resources.XObject.SmdeskScan.Width) < 1300
        assert sum("/SmdeskSigned" in one for one in page.Contents) == 1


def test_paper_of_another_content_is_told_and_not_taken(ours, tmp_path) -> None:
    other = paper(**{"org.legal": "另一人"})
    page = ours.sign_pages[-1]
    path = saved(scanned(other, page), tmp_path / "a.jpg")
    (found,) = recognise(ours, sources((path,)))
    assert found.state == "other"
    assert found.problem is not None
    assert found.problem.code == "sign.other-content"
    assert found.problem.params["seal"] == open_paper(other).seal
    assert open_paper(other).seal in found.problem.message
    assert ours.seal in found.problem.message
    with pytest.raises(SmdeskError) as told:
        sign(ours, [found])
    assert told.value.code == "sign.nothing-ready"
    with pytest.raises(SmdeskError) as told:
        by_order(ours, [found], [page])
    assert told.value.code == "sign.other-content"


def test_a_scan_without_its_code_waits_for_a_persons_word(ours, tmp_path) -> None:
    page = ours.sign_pages[-1]
    path = saved(scanned(ours.data, page, code=False), tmp_path / "a.jpg")
    (found,) = recognise(ours, sources((path,)))
    assert (found.state, found.page, found.ready) == ("unsealed", page, False)
    made = sign(ours, [found.named(page)])
    assert made.pages == (page,)


def test_the_verb_says_that_a_page_was_taken_on_a_persons_word_alone(
    ours, tmp_path, capsys
) -> None:
    pdf = tmp_path / "申报书.pdf"
    pdf.write_bytes(ours.data)
    page = ours.sign_pages[-1]
    blank = saved(Image.new("RGB", (1654, 2339), "white"), tmp_path / "blank.jpg")
    wanted = ["sign", str(pdf), "--scans", str(blank), "--pages", str(page)]
    run(wanted)
    told = capsys.readouterr().out
    assert "核实" in told
    assert "没有读出核对码" in told
    run([*wanted, "--json"])
    (one,) = json.loads(capsys.readouterr().out)["problems"]
    assert (one["code"], one["level"]) == ("sign.named-unsealed", "check")


def test_a_photo_of_something_else_is_unknown(ours, tmp_path) -> None:
    noise = Image.effect_noise((900, 1270), 80).convert("RGB")
    (found,) = recognise(ours, sources((saved(noise, tmp_path / "a.jpg"),)))
    assert found.page is None
    assert not found.ready


def test_the_empty_back_of_a_sheet_is_left_out(ours, tmp_path) -> None:
    path = saved(scanned(ours.data, 2, stamp=False), tmp_path / "a.jpg")
    (found,) = recognise(ours, sources((path,)))
    assert found.state == "blank"


def test_a_page_on_a_larger_scan_bed_is_cut_out(ours, tmp_path) -> None:
    page = ours.sign_pages[-1]
    bed = Image.new("RGB", (2480, 1860), (225, 225, 220))
    bed.paste(scanned(ours.data, page, lean=-1.5), (520, 60))
    (found,) = recognise(ours, sources((saved(bed, tmp_path / "a.jpg"),)))
    assert (found.state, found.page) == ("sure", page)
    assert found.placing is not None
    assert abs(found.placing.width - 1240) < 25


def test_pages_of_a_pdf_and_of_a_tiff_are_each_looked_at(ours, tmp_path) -> None:
    two = [scanned(ours.data, 1), scanned(ours.data, ours.sign_pages[-1])]
    two[0].save(tmp_path / "a.tif", save_all=True, append_images=two[1:])
    two[0].save(tmp_path / "b.pdf", save_all=True, append_images=two[1:], resolution=150)
    found = recognise(ours, sources((tmp_path / "a.tif", tmp_path / "b.pdf")))
    assert [one.page for one in found] == [1, ours.sign_pages[-1]] * 2
    assert [one.state for one in found] == ["sure"] * 4


@pytest.mark.skipif(heic_decoder() is None, reason="no wheel of pi-heif for this machine")
def test_a_photo_of_a_telephone_is_a_page_that_can_be_looked_at():
    (source,) = sources((Path(__file__).parents[2] / "data" / "photo.heic",))
    assert (source.name, picture(source).size) == ("photo.heic", (200, 320))


def test_a_photo_that_is_cut_off_says_what_to_do(tmp_path) -> None:
    path = tmp_path / "IMG_1.HEIC"
    path.write_bytes(b"\0\0\0\x18ftypheic" + b"\0" * 40)
    with pytest.raises(SmdeskError) as told:
        sources((path,))
    assert told.value.code in {"attachments.heic", "attachments.heic-damaged"}


def test_a_draft_and_a_foreign_pdf_are_refused(tmp_path) -> None:
    with pytest.raises(SmdeskError) as told:
        open_paper(paper(draft=True))
    assert told.value.code == "sign.draft"
    stream = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(stream)
    with pytest.raises(SmdeskError) as told:
        open_paper(stream.getvalue())
    assert told.value.code == "sign.not-ours"


def test_a_scan_that_does_not_open_names_its_file(ours, tmp_path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff no picture")
    with pytest.raises(SmdeskError) as told:
        recognise(ours, sources((tmp_path / "a.jpg",)))
    assert told.value.code == "sign.scan-unreadable"
    assert told.value.problem.params["file"] == "a.jpg"


def test_the_work_can_be_stopped(ours, tmp_path) -> None:
    path = saved(scanned(ours.data, 1, dpi=72), tmp_path / "a.jpg")

    class Stop(Exception):
        pass

    def told(*_: object) -> None:
        raise Stop

    with pytest.raises(Stop):
        recognise(ours, sources((path,)), told)


def test_the_verb_makes_the_file_beside_and_says_what_is_missing(ours, tmp_path, capsys) -> None:
    pdf = tmp_path / "申报书.pdf"
    pdf.write_bytes(ours.data)
    cover = saved(scanned(ours.data, 1), tmp_path / "a.jpg")
    assert run(["sign", str(pdf), "--scans", str(cover), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["pages"] == [1]
    assert told["missing"] == [one for one in ours.sign_pages if one != 1]
    every = [saved(scanned(ours.data, one), tmp_path / f"{one}.jpg") for one in ours.sign_pages]
    assert run(["sign", str(pdf), "--scans", *map(str, every)]) == 0
    assert target_of(pdf).name == "申报书_盖章.pdf"
    assert signed_pages(target_of(pdf).read_bytes()) == {1, *ours.sign_pages}
    assert FORM in ours.qr


def test_scans_that_come_one_by_one_add_up(tmp_path) -> None:
    form = "zhejiang-2020/platform"
    # Texts so long that the boxes to sign do not all stand on one page.
    longer = {
        address: text + text[:20] * 2
        for address, text in declaration(form)[0].values.items()
        if address.startswith("clients[") and address.endswith("summary")
    }
    ours = open_paper(paper(form, **longer))
    pdf = tmp_path / "申报书.pdf"
    pdf.write_bytes(ours.data)
    scans = [saved(scanned(ours.data, one), tmp_path / f"{one}.jpg") for one in ours.sign_pages]
    assert len(scans) > 1
    assert [run(["sign", str(pdf), "--scans", str(one)]) for one in scans] == [
        *[1] * (len(scans) - 1), 0,
    ]  # fmt: skip
    assert signed_pages(target_of(pdf).read_bytes()) == set(ours.sign_pages)
    changed = paper(**{"org.legal": "另一人"})
    pdf.write_bytes(changed)
    assert paper_at(pdf).data == changed


@pytest.mark.parametrize(
    ("dpi", "lean", "quarter", "mode", "quality"),
    [(150, -3.0, 0, "L", 40), (200, 2.2, 90, "RGB", 60), (300, 1.0, 270, "L", 85)],
)
def test_scans_of_every_density_grey_or_colour_are_read(
    ours, tmp_path, dpi: int, lean: float, quarter: int, mode: str, quality: int
) -> None:
    page = ours.sign_pages[-1]
    image = scanned(ours.data, page, dpi=dpi, lean=lean, quarter=quarter).convert(mode)
    image.save(tmp_path / "a.jpg", quality=quality)
    (found,) = recognise(ours, sources((tmp_path / "a.jpg",)))
    assert (found.state, found.page, found.seal) == ("sure", page, ours.seal)
    made = sign(ours, [found])
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        image = pdf.pages[page - 1].Resources.XObject.SmdeskScan
        assert str(image.ColorSpace) == ("/DeviceGray" if mode == "L" else "/DeviceRGB")


def test_a_code_that_a_person_reads_off_the_paper_is_held_against_the_file(ours, tmp_path) -> None:
    page = ours.sign_pages[-1]
    path = saved(scanned(ours.data, page, code=False), tmp_path / "a.jpg")
    (found,) = recognise(ours, sources((path,)))
    typed = " " + ours.seal.lower().replace("-", " ").replace("0", "o") + " "
    right = found.with_seal(ours, typed)
    assert (right.state, right.page, right.ready) == ("sure", page, True)
    assert sign(ours, [right]).pages == (page,)
    other = "".join("1" if one == "0" else "0" for one in ours.seal if one != "-")
    wrong = found.with_seal(ours, other)
    assert (wrong.state, wrong.ready) == ("other", False)
    assert wrong.problem is not None
    assert wrong.problem.params["seal"] == f"{other[:4]}-{other[4:]}"
    with pytest.raises(SmdeskError) as told:
        found.with_seal(ours, "7KQ2")
    assert told.value.code == "sign.seal-wrong"


def test_what_was_read_stands_against_what_is_typed(ours, tmp_path) -> None:
    page = ours.sign_pages[-1]
    path = saved(scanned(paper(**{"org.legal": "另一人"}), page), tmp_path / "a.jpg")
    (found,) = recognise(ours, sources((path,)))
    assert found.with_seal(ours, ours.seal) == found


@pytest.mark.parametrize("own", [True, False])
def test_the_text_that_a_scanner_laid_under_a_page_tells_the_code(
    ours, tmp_path, own: bool
) -> None:
    """A searchable PDF: the picture without its square code over the page's own text."""
    printed = ours if own else open_paper(paper(**{"org.legal": "另一人"}))
    page = printed.sign_pages[-1]
    picture = tmp_path / "a.pdf"
    scanned(printed.data, page, lean=0.0, code=False).save(picture, resolution=150)
    with (
        pikepdf.open(io.BytesIO(printed.data)) as pdf,
        pikepdf.open(picture) as over,
    ):
        del pdf.pages[page:]
        del pdf.pages[: page - 1]
        pdf.pages[0].add_overlay(over.pages[0])
        pdf.save(tmp_path / "b.pdf")
    (found,) = recognise(ours, sources((tmp_path / "b.pdf",)))
    assert found.mark is None
    assert (found.state, found.page, found.seal) == ("sure" if own else "other", page, printed.seal)


def test_the_verb_takes_a_typed_code(ours, tmp_path, capsys) -> None:
    pdf = tmp_path / "申报书.pdf"
    pdf.write_bytes(ours.data)
    every = [
        saved(scanned(ours.data, one, code=False), tmp_path / f"{one}.jpg")
        for one in ours.sign_pages
    ]
    scans = ["--scans", *map(str, every)]
    assert run(["sign", str(pdf), *scans]) == 1
    capsys.readouterr()
    assert not target_of(pdf).exists()
    assert run(["sign", str(pdf), *scans, "--seal", "0000-0000", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert {one["code"] for one in told["problems"]} == {"sign.other-content"}
    assert run(["sign", str(pdf), *scans, "--seal", ours.seal]) == 0
    assert signed_pages(target_of(pdf).read_bytes()) == set(ours.sign_pages)
