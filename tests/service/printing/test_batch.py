"""Packets of several applicants on paper."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from smdesk.cli import run
from smdesk.errors import SmdeskError
from smdesk.intake.pdf import read_pdf
from smdesk.packet.package import write_package
from smdesk.service.printing.batch import Wanted, lay_out
from smdesk.service.printing.parcel import of_file, parcel_of
from smdesk.service.printing.plan import HandWay
from smdesk.service.printing.sheets import hand_backs, hand_fronts, slip_of
from smdesk.service.printing.sheets import test_sheet as made_test_sheet
from smdesk.service.printing.stacks import stacks_of
from smdesk.service.samples import sample_ids

sys.path.insert(0, str(Path(__file__).parents[1] / "signed"))
from papers import FORM, declaration, paper

FORMS = sample_ids()[:2]


def texts(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    found = []
    for number in range(len(document)):
        page = document[number]
        found.append("".join(page.get_textpage().get_text_range().split()))
    document.close()
    return found


@pytest.fixture(scope="module")
def parcels():
    return [parcel_of(paper(one), one) for one in FORMS]


def stack(parcels, wanted: Wanted) -> tuple[bytes, bytes]:
    """Return fronts and backs of all packets in one stack."""
    (made,) = stacks_of(parcels, wanted, "list")
    assert made.backs is not None
    return made.fronts, made.backs


def seal_on(text: str, parcels) -> str | None:
    return next((one.seal for one in parcels if one.seal in text), None)


@pytest.mark.parametrize("form_id", sample_ids())
def test_the_slip_tells_whose_packet_it_is_and_what_is_to_be_signed(form_id: str) -> None:
    parcel = parcel_of(paper(form_id), "x")
    (told,) = texts(slip_of(parcel, 3))
    for wanted in (parcel.applicant, parcel.form_title, parcel.seal, f"{parcel.pages}页", "3份"):
        assert "".join(wanted.split()) in told
    for one in parcel.places:
        assert "".join(f"第{one.page}页{one.title}".split()) in told


def test_no_sheet_holds_two_applicants_or_two_copies(parcels) -> None:
    made = lay_out(parcels, Wanted(copies=2))
    told = texts(made)
    assert len(told) % 2 == 0
    for at in range(0, len(told), 2):
        seals = {seal_on(one, parcels) for one in told[at : at + 2]} - {None}
        assert len(seals) == 1
    wanted = sum(2 + 2 * one.pages for one in parcels)
    assert len(told) == wanted


def test_one_sided_pages_need_no_filling(parcels) -> None:
    made = lay_out(parcels[:1], Wanted(copies=1, range="1,5", slip=False, duplex=False))
    assert len(texts(made)) == 2


def test_by_hand_the_whole_stack_goes_back_once(parcels) -> None:
    first = parcels[0]
    fronts, backs = stack(parcels, Wanted(copies=1, way=HandWay()))
    told = list(zip(texts(fronts), reversed(texts(backs)), strict=True))
    own = [pair for pair in told if seal_on("".join(pair), [first])]
    book = texts(first.data)
    assert own[1:] == list(zip(book[::2], book[1::2], strict=True))
    assert own[0][1] == ""
    _, turned = stack(parcels, Wanted(copies=1, way=HandWay(upside=True)))
    with pikepdf.open(io.BytesIO(turned)) as pdf:
        assert {int(one.obj.get("/Rotate", 0)) for one in pdf.pages if one.get("/Resources")} >= {
            180
        }


def test_a_package_and_a_foreign_pdf_can_be_printed(tmp_path) -> None:
    held, files = declaration(FORM)
    (tmp_path / "a.smdx").write_bytes(write_package(held, files))
    parcel = of_file(tmp_path / "a.smdx")
    assert parcel.seal == parcel_of(paper(), "").seal
    blank = pikepdf.new()
    blank.add_blank_page()
    blank.save(tmp_path / "b.pdf")
    other = of_file(tmp_path / "b.pdf")
    assert (other.applicant, other.pages, other.seal, other.copies) == ("b", 1, "", 1)
    (told,) = texts(slip_of(other, 1))
    assert "文件b" in told
    assert not any(one in told for one in ("申报单位", "草稿", "核对码"))
    (draft,) = texts(slip_of(replace(parcel, seal=""), 1))
    assert "草稿，无核对码" in draft


def test_what_cannot_be_printed_is_told(tmp_path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 no")
    held, files = declaration(FORM)
    faulty = held.model_copy(
        update={"values": {one: text for one, text in held.values.items() if one != "org.name"}}
    )
    (tmp_path / "c.smdx").write_bytes(write_package(faulty, files))
    for name, code in (
        ("a.txt", "file-kind"), ("b.pdf", "pdf-unreadable"), ("c.smdx", "final-refused"),
    ):  # fmt: skip
        with pytest.raises(SmdeskError) as told:
            of_file(tmp_path / name)
        assert told.value.code == f"printing.{code}"


def test_a_pdf_without_its_last_line_is_printed_as_another_programs(tmp_path) -> None:
    """Programs open it all the same; only nothing of ours is in it."""
    whole = made_test_sheet()
    cut = whole[: whole.rindex(b"%%EOF")]
    (tmp_path / "扫描.pdf").write_bytes(cut)
    with pytest.raises(SmdeskError) as told:
        read_pdf(cut)
    assert told.value.code == "intake.kind-truncated"
    parcel = of_file(tmp_path / "扫描.pdf")
    assert (parcel.pages, parcel.seal) == (2, "")


def test_the_test_sheets_are_a4_with_marks_that_meet() -> None:
    for made, sides in ((made_test_sheet(), 2), (hand_fronts(), 2), (hand_backs(), 2)):
        document = pypdfium2.PdfDocument(made)
        assert len(document) == sides
        images = []
        for number in range(sides):
            assert [round(one) for one in document.get_page_size(number)] == [595, 842]
            images.append(document[number].render(scale=1).to_pil().convert("L"))
        document.close()
        if "背" in texts(made)[1] and "正" in texts(made)[0]:
            corner = images[0].crop((30, 30, 90, 90))
            mirrored = images[1].crop((595 - 90, 30, 595 - 30, 90))
            assert sum(corner.tobytes()) == pytest.approx(sum(mirrored.tobytes()), rel=0.02)


def test_the_verb_writes_the_paper_of_many_packets(tmp_path, capsys) -> None:
    for number, one in enumerate(FORMS):
        (tmp_path / f"{number}.pdf").write_bytes(paper(one))
    named = [str(tmp_path / f"{number}.pdf") for number in range(len(FORMS))]
    out = tmp_path / "all.pdf"
    assert run(["print", *named, "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["files"] == [str(out)]
    assert len(texts(out.read_bytes())) == sum(
        2 + one["pages"] * one["copies"] for one in told["packets"]
    )
    assert run(["print", named[0], "--by-hand", "--out", str(out)]) == 0
    assert {one.name for one in tmp_path.glob("all_*")} == {"all_正面.pdf", "all_背面.pdf"}
    assert run(["print", named[0], "--range", "99", "--out", str(out)]) == 1
    assert run(["test-sheet", "--out", str(tmp_path / "t.pdf")]) == 0


def test_contents_are_printed_where_they_are_wanted(tmp_path, capsys) -> None:
    whole, files = declaration(FORM)
    (tmp_path / "one.smdx").write_bytes(write_package(whole, files))
    pages = []
    for wanted in ("no", "yes"):
        out = tmp_path / f"{wanted}.pdf"
        run([
            "print", str(tmp_path / "one.smdx"), "--out", str(out), "--contents", wanted,
            "--copies", "1", "--no-slip", "--json",
        ])  # fmt: skip
        pages.append(json.loads(capsys.readouterr().out)["packets"][0]["pages"])
    assert pages[1] == pages[0] + 2
