"""Hand-filled forms after LibreOffice saved them, and after a way through HTML."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from lxml import etree

from smdesk.intake.align import align_form, form_plan
from smdesk.intake.word import walk_body
from smdesk.notices.loader import find_form

sys.path.insert(0, str(Path(__file__).parent))
from handfilled import Score, judge, make
from handfilled.office import convert, document_xml, write

pytestmark = pytest.mark.libreoffice
MADE = [
    (name, make(*find_form(f"zhejiang-2020/{name}"), seed))
    for name in ("enterprise", "project", "platform")
    for seed in range(2000, 2005)
]


def score(files: list[Path], *, skip: str = "") -> Score:
    total = Score()
    for (name, made), path in zip(MADE, files, strict=True):
        if skip in made.notes:
            continue
        prepared = form_plan(*find_form(f"zhejiang-2020/{name}"))
        items = list(walk_body(etree.fromstring(document_xml(path))))
        found = {
            str(a): (one.text, one.confidence)
            for a, one in align_form(prepared, items).found.items()
        }
        plans = (prepared.cover, prepared.table, prepared.sheet)
        places = {str(a) for one in plans for a in one.addresses} - set(prepared.form.fixed)
        total.add(judge(made, found, places))
    return total


@pytest.fixture(scope="module")
def originals(tmp_path_factory) -> list[Path]:
    folder = tmp_path_factory.mktemp("handfilled")
    return [write(folder / f"{number}.docx", made.xml) for number, (_, made) in enumerate(MADE)]


def test_forms_saved_by_libreoffice_are_read_and_nothing_is_stated_wrongly(originals, tmp_path):
    saved = convert(originals, "docx", tmp_path / "docx", tmp_path / "profile")
    total = score(saved)
    assert total.stated == []
    assert total.share >= 0.98


def test_forms_that_went_through_html_are_read_and_nothing_is_stated_wrongly(originals, tmp_path):
    pages = convert(originals, "html", tmp_path / "html", tmp_path / "profile")
    kind = "docx:MS Word 2007 XML"
    saved = convert(pages, kind, tmp_path / "docx", tmp_path / "profile", "HTML (StarWriter)")
    total = score(saved, skip="revisions")  # HTML shows deleted text as if it stood there
    assert total.values > 300
    assert total.stated == []
    assert total.share >= 0.97
