"""Cells of plain tables that are read on demand are the cells that the full reader gives."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from smdesk.intake.word import WordTable, read_tables
from smdesk.intake.word.grid import _Reader
from smdesk.intake.word.names import TRANSITIONAL
from smdesk.intake.word.plain import PlainCell, is_plain
from smdesk.intake.word.story import Story, quick

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
FONTS = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'
TEXTS = ("字", "a b", " ", "x\ny", "\uf052", "R", "")
LOOKS = (
    "",
    "<w:b/>",
    "<w:strike/>",
    FONTS.format("仿宋"),
    FONTS.format("Wingdings 2"),
    "<w:vanish/>",
)
PIECES = st.one_of(
    st.tuples(st.sampled_from(LOOKS), st.sampled_from(TEXTS)).map(
        lambda one: f"<w:r><w:rPr>{one[0]}</w:rPr><w:t>{one[1]}</w:t></w:r>"
    ),
    st.sampled_from([
        "<w:r><w:br/></w:r>", '<w:r><w:br w:type="page"/></w:r>', "<w:r><w:tab/></w:r>",
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "<w:proofErr/>", "<w:r><w:cr/></w:r>",
        "<w:r><w:noBreakHyphen/></w:r>", '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
        '<w:bookmarkStart w:id="1" w:name="f_a"/>', '<w:bookmarkEnd w:id="1"/>',
        "<w:ins><w:r><w:t>新</w:t></w:r></w:ins>", "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>",
        "<w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink>", "<w:t>游离</w:t>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "<w:unknown><w:r><w:t>不读</w:t></w:r></w:unknown>", "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
        "<mc:AlternateContent><mc:Choice><w:r><w:t>选</w:t></w:r></mc:Choice></mc:AlternateContent>",
    ]),
)  # fmt: skip
CONTROLS = st.tuples(
    st.sampled_from(["", "<w:showingPlcHdr/>", '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>']),
    st.lists(PIECES, max_size=3),
).map(
    lambda one: f'<w:sdt><w:sdtPr><w:tag w:val="org.name"/>{one[0]}</w:sdtPr>'
    f"<w:sdtContent>{''.join(one[1])}</w:sdtContent></w:sdt>"
)  # fmt: skip
PPR = st.sampled_from(
    ["", "<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>", "<w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>"]
)
PARAGRAPHS = st.tuples(PPR, st.lists(PIECES | CONTROLS, max_size=4)).map(
    lambda one: f"<w:p>{one[0]}{''.join(one[1])}</w:p>"
)
TCPR = st.sampled_from(
    ["", '<w:gridSpan w:val="2"/>', "<w:vMerge/>", '<w:vMerge w:val="restart"/>', "<w:cellDel/>"]
)
CELLS = st.tuples(TCPR, st.lists(PARAGRAPHS, max_size=3)).map(
    lambda one: f"<w:tc><w:tcPr>{one[0]}</w:tcPr>{''.join(one[1])}</w:tc>"
)
WRAPPED = CELLS.map(lambda cell: f"<w:sdt><w:sdtContent>{cell}</w:sdtContent></w:sdt>")
ROWS = st.lists(CELLS | CELLS | CELLS | WRAPPED, min_size=1, max_size=4).map(
    lambda cells: f"<w:tr>{''.join(cells)}</w:tr>"
)
TABLES = st.lists(ROWS, min_size=1, max_size=4).map(lambda rows: f"<w:tbl>{''.join(rows)}</w:tbl>")


def body(xml: str):
    return etree.fromstring(f"<w:body {SPACES}>{xml}</w:body>")


def in_full(xml: str) -> tuple[WordTable, ...]:
    reader = _Reader(TRANSITIONAL, lazy=False)
    reader.skim(body(xml))
    return tuple(reader.tables[number] for number in sorted(reader.tables))


@settings(max_examples=300, deadline=None)
@given(TABLES)
def test_a_table_read_on_demand_is_the_table_read_in_full(xml: str) -> None:
    seen, full = read_tables(body(xml)), in_full(xml)
    texts = [[cell.text for cell in table.cells] for table in full]
    assert [[cell.text for cell in table.cells] for table in seen] == texts
    assert seen == full


SPANNED = {1: "", 2: '<w:gridSpan w:val="2"/>', 3: '<w:gridSpan w:val="3"/>'}
MERGED = st.sampled_from(["", "", "<w:vMerge/>", '<w:vMerge w:val="restart"/>'])
ODD = st.sampled_from(
    [
        "", "", "", '<w:tcPrChange><w:tcPr><w:gridSpan w:val="2"/></w:tcPr></w:tcPrChange>',
        '</w:tcPr><w:tcPr><w:gridSpan w:val="2"/>', '</w:tcPr><w:gridSpan w:val="2"/><w:tcPr>',
        '<w:gridSpan w:val="x"/>',
    ]
)  # fmt: skip
LINES = st.lists(
    st.lists(
        st.sampled_from(
            ["<w:t>甲\n乙</w:t>", "<w:t/>", "<w:br/>", '<w:br w:type="page"/>', "<w:tab/>"]
        ),
        max_size=3,
    ).map(lambda parts: f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r>{''.join(parts)}</w:r></w:p>"),
    max_size=2,
)  # fmt: skip


@st.composite
def even_rows(draw: st.DrawFn) -> str:
    cells = []
    for size in draw(st.sampled_from([(1, 1, 1), (2, 1), (1, 2), (3,), (1, 1)])):
        merged, odd, lines = draw(MERGED), draw(ODD), draw(LINES)
        cells.append(f"<w:tc><w:tcPr>{SPANNED[size]}{merged}{odd}</w:tcPr>{''.join(lines)}</w:tc>")
    return f"<w:tr>{''.join(cells)}</w:tr>"


@settings(max_examples=200, deadline=None)
@given(st.lists(even_rows(), min_size=1, max_size=4))
def test_a_table_that_fills_its_grid_is_swept_as_it_is_read_in_full(rows: list[str]) -> None:
    grid = (
        '<w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="900"/><w:gridCol w:w="900"/></w:tblGrid>'
    )
    xml = f"<w:tbl>{grid}{''.join(rows)}</w:tbl>"
    seen, full = read_tables(body(xml)), in_full(xml)
    assert [[cell.text for cell in table.cells] for table in seen] == [
        [cell.text for cell in table.cells] for table in full
    ]
    assert seen == full


@pytest.mark.parametrize(
    ("look", "lit"),
    [
        ('<w:u w:val="single"/>', True), ('<w:color w:val="FF0000"/>', True), ("<w:b/>", False),
        ('<w:highlight w:val="yellow"/>', True), ('<w:u w:val="none"/>', False), ("", False),
        ('<w:color w:val="auto"/>', False),
    ],
)  # fmt: skip
def test_a_cell_is_lit_where_one_of_its_runs_is_stressed(look: str, lit: bool) -> None:
    run = f"<w:r><w:rPr>{look}</w:rPr><w:t>b</w:t></w:r>"
    xml = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r>{run}</w:p></w:tc></w:tr></w:tbl>"
    cell = read_tables(body(xml))[0].cells[0]
    assert isinstance(cell, PlainCell)
    assert cell.lit is cell.in_full().lit is lit


PLAIN_PIECES = st.one_of(
    st.sampled_from(TEXTS[:5]).map(lambda text: f"<w:r><w:t>{text}</w:t></w:r>"),
    st.sampled_from(["<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>", "<w:r><w:rPr><w:b/></w:rPr></w:r>"]),
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(PLAIN_PIECES, max_size=5), st.lists(PLAIN_PIECES, max_size=3))
def test_texts_breaks_tabs_and_controls_are_plain(pieces: list[str], inside: list[str]) -> None:
    control = f'<w:sdt><w:sdtPr><w:tag w:val="a"/></w:sdtPr><w:sdtContent>{"".join(inside)}</w:sdtContent></w:sdt>'
    xml = f"<w:tbl><w:tr><w:tc><w:p>{''.join(pieces)}{control}</w:p></w:tc></w:tr></w:tbl>"
    cell = read_tables(body(xml))[0].cells[0]
    assert isinstance(cell, PlainCell)
    assert cell.text == in_full(xml)[0].cells[0].text
    assert pickle.loads(pickle.dumps(cell)) == cell == in_full(xml)[0].cells[0]
    assert hash(cell) == hash(in_full(xml)[0].cells[0])


@pytest.mark.parametrize(
    "piece",
    [
        "<w:ins/>", "<w:r><w:rPr><w:vanish/></w:rPr></w:r>", "<w:r><w:sym/></w:r>", "<w:tbl/>",
        '<w:r><w:rPr><w:rFonts w:ascii="wingdings"/></w:rPr><w:t>R</w:t></w:r>', "<w:t>x</w:t>",
        "<w:hyperlink><w:r><w:t>x</w:t></w:r></w:hyperlink>", "<w:r><w:ruby/></w:r>",
    ],
)  # fmt: skip
def test_what_needs_the_full_reader_is_not_plain(piece: str) -> None:
    table = body(f"<w:tbl><w:tr><w:tc><w:p>{piece}</w:p></w:tc></w:tr></w:tbl>")[0]
    assert not is_plain(table, TRANSITIONAL)


LOOKS = st.sampled_from(
    ["", "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:strike/><w:color w:val="FF0000"/></w:rPr>',
     "<w:rPr><w:vanish/></w:rPr>", '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'],
)  # fmt: skip
SIMPLE = st.lists(
    st.tuples(LOOKS, st.sampled_from(["甲", "R\n", "", " a ", "\uf0fe"])).map(
        lambda one: f"<w:r>{one[0]}<w:t>{one[1]}</w:t></w:r>"
    )
    | st.sampled_from(
        ["<w:r><w:br/></w:r>", "<w:proofErr/>", '<w:bookmarkStart w:id="1" w:name="a"/>']
    ),
    max_size=5,
)
PPR = st.sampled_from(
    ["", '<w:pPr><w:pStyle w:val="a"/><w:outlineLvl w:val="1"/></w:pPr>',
     "<w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>"],
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(PPR, SIMPLE)
def test_a_paragraph_of_text_alone_is_read_as_any_other(properties: str, pieces: list[str]) -> None:
    element = body(f"<w:p>{properties}{''.join(pieces)}</w:p>")[0]
    whole = Story(TRANSITIONAL, lambda *_: 0).paragraph(element)
    assert quick(element, TRANSITIONAL) in {None, whole}
    if not any("w:br" in one or "bookmark" in one for one in pieces) and "w:ins" not in properties:
        assert quick(element, TRANSITIONAL) == whole
