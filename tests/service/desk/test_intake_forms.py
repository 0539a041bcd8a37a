"""Several forms in one file: a case for each, the file kept once, the same again on every run."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import exported
import strangers
from lxml import etree
from strangers import FIRM, official, table, word

from smdesk.intake.submission import SURE, summarize
from smdesk.notices.grid import table_grid
from smdesk.notices.loader import find_form
from smdesk.notices.render import cell_text
from smdesk.service.desk.intake import Batch, intake
from smdesk.service.desk.parts import part_number
from smdesk.service.desk.regions import Asked, look
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import Place

Put = Callable[..., Path]
W = exported.W
ENTERPRISE, PROJECT = "zhejiang-2020/enterprise", "zhejiang-2020/project"
OTHER = "浙江虚构乙机械有限公司"


def told(batch: Batch) -> dict[str, tuple[str, list[str]]]:
    return {
        one.place.path.rpartition("/")[2]: (one.outcome, [each.code for each in one.problems])
        for one in batch.receipts
    }


def text_of(block: Any) -> str:
    return "".join(one.text or "" for one in block.iter(f"{W}t"))


def joined(first: bytes, *others: bytes, skip: Callable[[Any], bool] = lambda _: False) -> bytes:
    """Return a Word file with the bodies of others behind its own, as copied and pasted."""

    def edit(root: Any) -> None:
        body = root.find(f"{W}body")
        end = body.find(f"{W}sectPr")
        for other in others:
            with zipfile.ZipFile(BytesIO(other)) as opened:
                behind = etree.fromstring(opened.read("word/document.xml"))
            for block in list(behind.find(f"{W}body")):
                if block.tag != f"{W}sectPr" and not skip(block):
                    end.addprevious(block)

    return exported.edited(first, edit)


def of_other_firm(form_id: str, **values: str) -> bytes:
    declaration, files = exported.sample(form_id)
    other = {
        name: OTHER
        for name in ("cover.applicant", "org.name", "project.contractor")
        if name in declaration.values
    }
    known = {
        **declaration.values,
        **other,
        **{name.replace("__", "."): one for name, one in values.items()},
    }
    return exported.export(declaration.model_copy(update={"values": known}), files)


def typed(document: Any, form_id: str, values: Mapping[str, str]) -> None:
    """Type a form into a python-docx document: its title and its table."""
    pack, form = find_form(form_id)
    grid = table_grid(form, pack.years((), form), None)
    fields = {one.address: one for one in form.field}
    document.add_paragraph(form.title)
    columns = max(cell.column + cell.columns for cell in grid.cells)
    made = document.add_table(len(grid.rows), columns)
    for cell in grid.cells:
        first = made.cell(cell.row, cell.column)
        last = made.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1)
        first.merge(last).text = cell_text(cell, values, fields)


def test_two_exported_forms_in_one_file_are_two_cases(desk: Desk, put: Put) -> None:
    data = joined(exported.word_file(ENTERPRISE), exported.word_file(PROJECT))
    path = put("两份.docx", data)
    batch = intake(desk, [path], workers=1)
    assert told(batch)["两份.docx"] == ("opened", ["desk.forms-several"])
    assert [one.outcome for one in batch.receipts] == ["opened", "read", "read"]
    assert [part_number(one.place.path) for one in batch.receipts] == [None, 1, 2]
    assert [row.form for row in desk.cases()] == ["enterprise", "project"]
    assert len({one.sha256 for one in batch.receipts}) == 1
    assert len(list(desk.blobs.all())) == 1
    for row, form in zip(desk.cases(), (ENTERPRISE, PROJECT), strict=True):
        seen = desk.reading(row.current)
        wanted = exported.sample(form)[0]
        assert seen.declaration.values == wanted.values
        assert (
            summarize(seen.declaration.narrative).headings == summarize(wanted.narrative).headings
        )
    first = desk.case(batch.receipts[1].case or 0).versions[0]
    assert first.seal == "intact"
    again = intake(desk, [path], workers=1)
    assert told(again) == told(batch)
    assert [row.versions for row in desk.cases()] == [1, 1]


def test_forms_of_two_applicants_in_one_file_are_two_cases_with_sure_values(
    desk: Desk, put: Put
) -> None:
    path = put("合订.docx", joined(exported.word_file(ENTERPRISE), of_other_firm(ENTERPRISE)))
    batch = intake(desk, [path], workers=1)
    assert [one.outcome for one in batch.receipts] == ["opened", "read", "read"]
    assert {row.applicant for row in desk.cases()} == {
        exported.sample(ENTERPRISE)[0].values["org.name"], OTHER,
    }  # fmt: skip
    case = desk.case(batch.receipts[2].case or 0)
    assert case.versions[0].seal == "none"  # what the file carries is the first one's
    assert desk.reading(case.row.current).declaration.attachments == ()


def test_one_applicants_form_filled_in_twice_is_one_case_in_doubt(desk: Desk, put: Put) -> None:
    older = of_other_firm(ENTERPRISE)
    path = put("改.docx", joined(older, of_other_firm(ENTERPRISE, org__business="阀门的制造")))
    batch = intake(desk, [path], workers=1)
    assert batch.receipts[0].outcome == "opened"
    assert {one.case for one in batch.receipts[1:]} == {desk.cases()[0].id}
    assert len(desk.cases()) == 1
    last = desk.reading(desk.cases()[0].current)
    assert last.version.status == "partly"
    assert "desk.form-again" in [one.code for one in last.version.problems]
    assert all(one.confidence < SURE for one in last.sources.values() if one.source != "payload")


def test_a_cover_before_two_forms_of_one_applicant_is_both_of_theirs(desk: Desk, put: Put) -> None:
    first, second = of_other_firm(ENTERPRISE), of_other_firm(PROJECT)
    _, form = find_form(PROJECT)
    with zipfile.ZipFile(BytesIO(second)) as opened:
        body = etree.fromstring(opened.read("word/document.xml")).find(f"{W}body")
    texts = [text_of(block) for block in body]
    cover = set(texts[: texts.index(form.title)]) - {""}
    data = joined(first, second, skip=lambda block: text_of(block) in cover)
    batch = intake(desk, [put("一.docx", data)], workers=1)
    assert sorted(row.form for row in desk.cases()) == ["enterprise", "project"]
    project = next(row for row in desk.cases() if row.form == "project")
    declared = desk.reading(project.current).declaration.values
    assert declared["cover.applicant"] == OTHER
    shared = exported.sample(ENTERPRISE)[0].values
    assert declared["cover.recommender"] == shared["cover.recommender"]
    assert batch.whole


def test_a_cover_of_another_applicant_says_nothing_of_the_second_form(desk: Desk, put: Put) -> None:
    second = exported.word_file(PROJECT)
    _, form = find_form(PROJECT)
    with zipfile.ZipFile(BytesIO(second)) as opened:
        body = etree.fromstring(opened.read("word/document.xml")).find(f"{W}body")
    texts = [text_of(block) for block in body]
    cover = set(texts[: texts.index(form.title)]) - {""}
    first = of_other_firm(ENTERPRISE)
    data = joined(first, second, skip=lambda block: text_of(block) in cover)
    intake(desk, [put("一.docx", data)], workers=1)
    project = next(row for row in desk.cases() if row.form == "project")
    declared = desk.reading(project.current).declaration.values
    assert not [place for place in declared if place.startswith("cover.")]


def test_forms_typed_by_python_docx_one_after_the_other_are_a_case_each(
    desk: Desk, put: Put
) -> None:
    document = docx.Document()
    for form_id in (ENTERPRISE, PROJECT):
        typed(document, form_id, exported.sample(form_id)[0].values)
    typed(document, ENTERPRISE, {**exported.sample(ENTERPRISE)[0].values, "org.name": OTHER})
    out = BytesIO()
    document.save(out)
    batch = intake(desk, [put("三份.docx", out.getvalue())], workers=1)
    assert batch.receipts[0].outcome == "opened"
    assert sorted(row.form for row in desk.cases()) == ["enterprise", "enterprise", "project"]
    assert OTHER in {row.applicant for row in desk.cases()}


def test_a_doubtful_value_is_shown_where_it_stands_in_its_own_form(tmp_path: Path) -> None:
    other = FIRM | {"org.name": OTHER, "finance.revenue[2018]": "9 012 5"}
    data = word(
        strangers.TITLE, table(official(FIRM, strangers.TICKED)),
        strangers.TITLE, table(official(other, strangers.TICKED)),
    )  # fmt: skip
    path = tmp_path / "两份.docx"
    path.write_bytes(data)
    place = "finance.revenue[2018]"
    asked = Asked(
        path, Place(path.name, len(data), 0), form=ENTERPRISE, part=2, values=((place, ""),)
    )
    region = look(asked, tmp_path).found[place]
    assert [cell.text for cell in region.cells if cell.role == "value"] == ["9 012 5"]


def test_the_part_of_a_file_is_told_by_its_place_alone() -> None:
    assert part_number("甲/申报书.docx（第12份：示范 项目）") == 12
    for name in ("申报书.docx", "申报书（第2份）.docx", "申报书（第2份：a）.docx", "（第0份：x）"):
        assert part_number(name) is None
