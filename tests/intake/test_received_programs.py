"""Forms as other programs write them: python-docx, Excel, and LibreOffice out of HTML, RTF, ODF, .doc."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from smdesk.intake.read import read_bytes

sys.path.insert(0, str(Path(__file__).parent))
from received import FORMS, Paper, Score, judge, made, mixed
from received.programs import PROGRAMS, through_office


def papers(first: int) -> list[tuple[Paper, str]]:
    found = [mixed(form, first + number) for number, form in enumerate(FORMS)]
    return [(one, how) for one, how in found if "written" not in how and "values:" not in how]


def score(paper: Paper, data: bytes, how: str, suffix: str) -> Score:
    wanted = paper.form if "wanted" in paper.look else None
    return judge(paper, read_bytes(data, f"收到.{suffix}", wanted=wanted), how)


@pytest.mark.parametrize(("program", "suffix"), [("python-docx", "docx"), ("Excel", "xlsx")])
def test_forms_of_other_programs_are_never_stated_wrongly(program: str, suffix: str):
    total = Score()
    for paper, how in papers(300):
        total.add(score(paper, PROGRAMS[program](paper), how, suffix))
    assert total.wrong == []
    assert total.true >= 0.9


@pytest.mark.parametrize("form", FORMS)
def test_a_form_typed_into_a_sheet_is_read(form: str):
    paper = made(form, [], 3)
    total = score(paper, PROGRAMS["Excel"](paper), "as printed", "xlsx")
    assert total.wrong == []
    assert total.true == 1.0


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("way", ["HTML by LibreOffice", "through .doc", "through .rtf"])
def test_forms_saved_by_libreoffice_are_never_stated_wrongly(way: str, tmp_path: Path):
    listed = papers(400)[:5]
    total = Score()
    saved = through_office([one for one, _ in listed], way, tmp_path)
    for (paper, how), data in zip(listed, saved, strict=True):
        total.add(score(paper, data, how, "docx"))
    assert total.wrong == []
    assert total.true >= 0.9
