"""Word tables as grids: merges, wrappers, what is seen and what is not."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from smdesk.errors import SmdeskError
from smdesk.intake.word import (
    WordParagraph,
    WordTable,
    late_items,
    placed_tables,
    read_tables,
    walk_body,
)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def body(xml: str, spaces: str = SPACES):
    return etree.fromstring(f"<w:document {spaces}><w:body>{xml}</w:body></w:document>")


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def tc(content: str = "", properties: str = "") -> str:
    inner = content if content.startswith("<w:") else p(r(content))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def one(xml: str) -> WordTable:
    tables = read_tables(body(xml))
    assert len(tables) == 1
    return tables[0]


def cell_of(content: str, properties: str = ""):
    return one(tbl(tr(tc(content, properties)))).cells[0]


def shape(table: WordTable) -> list[tuple[str, int, int, int, int]]:
    return [(c.text, c.row, c.column, c.rows, c.columns) for c in table.cells]


def span(n: int) -> str:
    return f'<w:gridSpan w:val="{n}"/>'


DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_spans_and_merges_take_their_place_in_the_grid():
    table = one(
        tbl(
            tr(tc("a", span(2)), tc("b", DOWN)),
            tr(tc("c"), tc("d"), tc("", ON)),
            widths=(100, 200, 300),
        )
    )
    assert shape(table) == [
        ("a", 0, 0, 1, 2), ("b", 0, 2, 2, 1), ("c", 1, 0, 1, 1), ("d", 1, 1, 1, 1),
    ]  # fmt: skip
    assert table.edges == (0, 100, 300, 600)
    assert table.texts(1) == ["c", "d", "b"]


def test_a_continued_merge_without_a_start_stands_for_itself_and_goes_on_below():
    table = one(tbl(tr(tc("x", ON)), tr(tc("", ON)), tr(tc("y"))))
    assert shape(table) == [("x", 0, 0, 2, 1), ("y", 2, 0, 1, 1)]


def test_a_continued_merge_under_other_borders_is_a_cell_of_its_own():
    table = one(tbl(tr(tc("a", DOWN), tc("b")), tr(tc("c", ON + span(2)))))
    assert ("c", 1, 0, 1, 2) in shape(table)


def test_legacy_horizontal_merges_join_the_cell_to_their_left():
    restart, on = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    table = one(tbl(tr(tc("a", restart), tc("", on), tc("b")), tr(tc("1"), tc("2"), tc("3"))))
    assert shape(table)[:2] == [("a", 0, 0, 1, 2), ("b", 0, 2, 1, 1)]


def test_left_out_grid_columns_shift_the_row():
    table = one(
        tbl(
            tr(tc("a"), tc("b"), tc("c")),
            tr(tc("d"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        )
    )
    assert ("d", 1, 1, 1, 1) in shape(table)


def test_rows_whose_spans_disagree_are_placed_by_their_widths():
    wide, half, third = (f'<w:tcW w:w="{n}" w:type="dxa"/>' for n in (9000, 4500, 3000))
    table = one(
        tbl(
            tr(tc("title", wide)),
            tr(tc("a", half), tc("b", half)),
            tr(tc("c", third), tc("d", third), tc("e", third)),
            widths=(9000,),
        )
    )
    assert table.edges == (0, 3000, 4500, 6000, 9000)
    assert shape(table) == [
        ("title", 0, 0, 1, 4), ("a", 1, 0, 1, 2), ("b", 1, 2, 1, 2),
        ("c", 2, 0, 1, 1), ("d", 2, 1, 1, 2), ("e", 2, 3, 1, 1),
    ]  # fmt: skip


def test_nearly_equal_borders_are_one_border():
    def width(n: int) -> str:
        return f'<w:tcW w:w="{n}" w:type="dxa"/>'

    table = one(
        tbl(
            tr(tc("t", width(9000))),
            tr(tc("a", width(4500)), tc("b", width(4520))),
            tr(tc("c", width(4485)), tc("d", width(4530))),
        )
    )
    assert len(table.edges) == 3
    assert {c.column for c in table.cells if c.text in {"b", "d"}} == {1}


def test_wrapped_rows_and_cells_are_read_and_their_tags_kept():
    row = (
        '<w:sdt><w:sdtPr><w:tag w:val="row"/></w:sdtPr><w:sdtContent>'
        + tr(
            '<w:sdt><w:sdtPr><w:tag w:val="cell"/></w:sdtPr><w:sdtContent>'
            + tc("值")
            + "</w:sdtContent></w:sdt>",
            tc("b"),
        )
        + "</w:sdtContent></w:sdt>"
    )
    table = one(tbl(tr(tc("a"), tc("b")), row))
    assert table.row_count == 2
    assert ("cell", "值") in table.cells[2].controls


def test_everything_that_is_seen_is_read():
    text = (
        r("甲")
        + "<w:ins>" + r("乙") + "</w:ins>"
        + "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
        + "<w:moveFrom>" + r("移") + "</w:moveFrom>"
        + "<w:smartTag>" + r("丙") + "</w:smartTag>"
        + "<w:fldSimple>" + r("丁") + "</w:fldSimple>"
        + "<w:hyperlink>" + r("戊") + "</w:hyperlink>"
        + "<w:sdt><w:sdtContent>" + r("己") + "</w:sdtContent></w:sdt>"
    )  # fmt: skip
    cell = cell_of(p(text))
    assert cell.text == "甲乙丙丁戊己"
    assert cell.revised
    assert cell.replaced


def test_a_complex_field_shows_its_result_alone():
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    field = (
        char("begin") + "<w:r><w:instrText>REF x</w:instrText></w:r>"
        + char("begin") + r("inner code") + char("separate") + r("inner") + char("end")
        + char("separate") + r("2019") + char("end") + r("年")
    )  # fmt: skip
    assert cell_of(p(field)).text == "2019年"


def test_a_field_that_never_ends_does_not_swallow_the_next_paragraph():
    text = p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', r("x")) + p(r("还在"))
    assert cell_of(text).text.endswith("还在")


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', "□"),
        ('<w:r><w:sym w:font="Wingdings" w:char="006F"/></w:r>', "□"),
        (r("R", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'), "☑"),
        (r("þ", '<w:rFonts w:ascii="Wingdings"/>'), "☑"),
        (r("\uf0fe"), "☑"),
        (r("R"), "R"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:cr/></w:r>", "a\nb\tc\n"),
        ('<w:r><w:t>a</w:t><w:br w:type="page"/><w:noBreakHyphen/></w:r>', "a-"),
        ("<w:r><w:t>a</w:t><w:footnoteReference w:id='1'/></w:r>", "a"),
        ("<w:r><w:t>原\n文</w:t></w:r>", "原 文"),
        (
            "<w:r><w:ruby><w:rt>" + r("pin") + "</w:rt><w:rubyBase>" + r("拼")
            + "</w:rubyBase></w:ruby></w:r>",
            "拼",
        ),
    ],
)  # fmt: skip
def test_special_characters_read_as_they_look(xml: str, text: str):
    assert cell_of(p(xml)).text == text


@pytest.mark.parametrize(
    ("box", "state"),
    [
        ("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>", True),
        ("<w:checkBox><w:default w:val='1'/></w:checkBox>", True),
        ("<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>", False),
        ("<w:checkBox/>", False),
    ],
)
def test_legacy_check_boxes_read_by_their_state(box: str, state: bool):
    field = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{box}</w:ffData></w:fldChar></w:r>'
        "<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    cell = cell_of(p(field, r("供应链管理")))
    assert cell.text == ("☑" if state else "□") + "供应链管理"
    assert cell.runs[0].box is state


@pytest.mark.parametrize("content", ["{0}", "<w:p>{0}</w:p>"])
@pytest.mark.parametrize(("val", "glyph"), [("1", "☑"), ("0", "□")])
def test_check_box_controls_read_by_their_state_not_their_glyph(content, val, glyph):
    control = (
        "<w:sdt><w:sdtPr><w:tag w:val='t'/><w14:checkbox>"
        f"<w14:checked w14:val='{val}'/></w14:checkbox></w:sdtPr>"
        f"<w:sdtContent>{content.format(r('☒供应'))}</w:sdtContent></w:sdt>"
    )
    cell = cell_of(p(control) if content == "{0}" else control)
    assert cell.text == f"{glyph}供应"
    assert cell.controls == (("t", glyph),)


def test_placeholder_text_of_a_control_is_no_text():
    control = (
        "<w:sdt><w:sdtPr><w:tag w:val='a'/><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{r('单击输入文字')}</w:sdtContent></w:sdt>"
    )
    cell = cell_of(p(control))
    assert (cell.text, cell.controls) == ("", (("a", ""),))


def test_controls_and_bookmarks_give_their_span_of_the_text():
    xml = (
        p(
            r("注册资本 "),
            '<w:bookmarkStart w:id="1" w:name="f_a"/>',
            "<w:sdt><w:sdtPr><w:tag w:val='a'/></w:sdtPr><w:sdtContent>",
            r("80"),
            "<w:sdt><w:sdtPr><w:tag w:val='b'/></w:sdtPr><w:sdtContent>" + r("00"),
            "</w:sdtContent></w:sdt></w:sdtContent></w:sdt>",
            '<w:bookmarkEnd w:id="1"/>',
            r(" 万元"),
        )
        + '<w:bookmarkStart w:id="2" w:name="two"/>'
        + p(r("x"))
        + p(r("y"), '<w:bookmarkEnd w:id="2"/>')
    )
    cell = cell_of(xml)
    assert dict(cell.controls) == {"a": "8000", "b": "00"}
    assert dict(cell.bookmarks) == {"f_a": "8000", "two": "x\ny"}


def test_hidden_and_struck_text_is_flagged_and_hidden_text_not_shown():
    cell = cell_of(p(r("100", "<w:strike/>"), r("200"), r("秘", "<w:vanish/>")))
    assert cell.text == "100200"
    assert cell.struck
    assert cell.hidden
    assert [run.struck for run in cell.runs] == [True, False, False]
    assert not cell_of(p(r("1", '<w:strike w:val="0"/>'))).struck


def text_box(inner: str) -> str:
    shape = f"<w:drawing><wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></w:drawing>"
    old = f"<w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{shape}</mc:Choice>"
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once():
    cell = cell_of(p(text_box(p(r("盒中")))))
    assert cell.text == "盒中"
    assert [one.boxed for one in cell.paragraphs] == [False, True]


def test_text_beside_a_text_box_stands_alone():
    assert cell_of(p(r("正文"), text_box(p(r("盒中"))))).text == "正文"


def test_the_fallback_is_read_where_the_choice_says_nothing():
    xml = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:unknown/></mc:Choice>"
        "<mc:Fallback><w:t>后备</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert cell_of(p(xml)).text == "后备"


def test_a_table_in_a_text_box_is_a_table_of_the_document():
    tables = read_tables(body(p(text_box(tbl(tr(tc("盒中表")))))))
    assert [(t.cells[0].text, t.boxed) for t in tables] == [("盒中表", True)]


def test_nested_tables_follow_their_table_and_are_no_text_of_the_cell():
    inner = tbl(tr(tc("内")))
    tables = read_tables(body(tbl(tr(tc(p(r("外")) + inner + p()))) + tbl(tr(tc("后")))))
    assert [t.cells[0].text.strip() for t in tables] == ["外", "内", "后"]
    assert [t.parent for t in tables] == [None, 0, None]
    assert tables[0].cells[0].nested == (1,)


def test_deleted_rows_are_gone_and_deleted_cells_empty():
    table = one(
        tbl(
            tr(tc("a"), properties="<w:del w:id='1'/>"),
            tr(tc("b", "<w:cellDel w:id='2'/>"), tc("c")),
            tr(tc("d"), tc("e"), properties="<w:ins w:id='3'/>"),
        )
    )
    assert [c.text for c in table.cells] == ["", "c", "d", "e"]
    assert table.revised


def test_lines_before_a_table_are_known_to_it():
    first, second = read_tables(
        body(p(r("表 1")) + p() + p(r("申报表")) + tbl(tr(tc("a"))) + p(r("后")) + tbl(tr(tc("b"))))
    )
    assert first.before == ("表 1", "申报表")
    assert second.before == ("后",)


def test_strict_documents_read_the_same():
    xml = p(r("表")) + tbl(tr(tc("a", span(2)), tc("b", DOWN)), tr(tc("c"), tc("d"), tc("", ON)))
    strict = SPACES.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read_tables(body(xml, strict)) == read_tables(body(xml))


def test_walking_the_body_gives_paragraphs_and_tables_in_order():
    heading = (
        '<w:p><w:pPr><w:pStyle w:val="1"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr>'
        '<w:outlineLvl w:val="0"/></w:pPr>' + r("一、企业概况", "<w:b/>") + "</w:p>"
    )
    picture = p('<w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r>')
    items = list(
        walk_body(
            body(
                heading
                + f"<w:sdt><w:sdtContent>{p(r('包'))}{tbl(tr(tc('t')))}</w:sdtContent></w:sdt>"
                + picture
            )
        )
    )
    assert [type(one) for one in items] == [WordParagraph, WordParagraph, WordTable, WordParagraph]
    head = items[0]
    assert isinstance(head, WordParagraph)
    assert (head.text, head.style, head.numbering, head.outline) == ("一、企业概况", "1", (7, 1), 0)
    assert head.runs[0].bold
    assert isinstance(items[3], WordParagraph)
    assert items[3].pictures == ("rId9",)


def test_walking_and_reading_find_the_same_tables():
    xml = (
        p(r("前")) + tbl(tr(tc(p(r("外")) + tbl(tr(tc("内"))) + p())))
        + p(r("中"), text_box(tbl(tr(tc("盒"))))) + p(r("末")) + tbl(tr(tc("尾")))
    )  # fmt: skip
    walked = tuple(one for one in walk_body(body(xml)) if isinstance(one, WordTable))
    assert walked == read_tables(body(xml))


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (tbl(tr(tc("a", span(201)))), "align.span-too-wide"),
        (tbl(tr(tc("a"), properties='<w:gridBefore w:val="99999999"/>')), "align.span-too-wide"),
        (tbl(*["<w:tr/>"] * 20_001), "align.too-many-rows"),
        ("<w:tbl><w:tr><w:tc>" * 25 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 25, "align.too-deep"),
    ],
)
def test_limits_refuse_with_a_code(xml: str, code: str):
    with pytest.raises(SmdeskError) as caught:
        read_tables(body(xml))
    assert caught.value.code == code


@pytest.mark.parametrize("value", ["", "-3", "abc", "1e9", "2147483648x"])
def test_a_senseless_span_counts_one(value: str):
    table = one(tbl(tr(tc("a", f'<w:gridSpan w:val="{value}"/>'), tc("b"))))
    assert [(c.column, c.columns) for c in table.cells] == [(0, 1), (1, 1)]


@st.composite
def grids(draw):
    """Draw a table cut into rectangles: (rows, columns, list of (row, column, rows, columns))."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    free = {(row, column) for row in range(rows) for column in range(columns)}
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in free:
                continue
            wide = draw(st.integers(1, 3))
            while any((row, column + one) not in free for one in range(wide)):
                wide -= 1
            tall = draw(st.integers(1, 3))
            while any(
                (row + d, column + one) not in free for d in range(tall) for one in range(wide)
            ):
                tall -= 1
            free -= {(row + d, column + one) for d in range(tall) for one in range(wide)}
            cells.append((row, column, tall, wide))
    return rows, columns, cells


def drawn(rows: int, columns: int, cells) -> str:
    lines = []
    for row in range(rows):
        line = []
        for top, left, tall, wide in sorted(cells, key=lambda one: one[1]):
            if not top <= row < top + tall:
                continue
            merge = "" if tall == 1 else DOWN if row == top else ON
            line.append(tc(f"{top}.{left}" if row == top else "", span(wide) + merge))
        lines.append(tr(*line))
    return tbl(*lines, widths=(1000,) * columns)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grids())
def test_any_grid_reads_as_python_docx_reads_it(grid):
    rows, columns, cells = grid
    document = docx.Document()
    xml = body(drawn(rows, columns, cells))
    table = read_tables(xml)[0]
    document.element.body.insert(0, xml[0][0])
    stored = BytesIO()
    document.save(stored)
    peer = docx.Document(BytesIO(stored.getvalue())).tables[0]
    assert [table.texts(row) for row in range(rows)] == [
        [cell.text for cell in row.cells] for row in peer.rows
    ]
    assert sorted((c.row, c.column, c.rows, c.columns) for c in table.cells) == sorted(cells)


XML_BITS = st.sampled_from(
    ["p", "r", "tbl", "tr", "tc", "sdt", "sdtContent", "sdtPr", "ins", "del", "t", "fldChar",
     "txbxContent", "drawing", "tcPr", "trPr", "tblGrid", "bookmarkStart", "bookmarkEnd", "rPr",
     "ruby", "rubyBase", "hyperlink", "vMerge", "hMerge", "gridSpan", "pPr", "numPr", "sym"]
)  # fmt: skip
TREES = st.recursive(
    XML_BITS.map(lambda name: f"<w:{name}/>"),
    lambda inner: st.tuples(XML_BITS, st.lists(inner, max_size=4)).map(
        lambda pair: f"<w:{pair[0]}>{''.join(pair[1])}x</w:{pair[0]}>"
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TREES, max_size=4))
def test_no_order_of_elements_breaks_the_reader(trees):
    xml = body("".join(trees))
    walked = tuple(one for one in walk_body(xml) if isinstance(one, WordTable))
    tables = read_tables(xml)
    assert walked == tables
    assert tuple(walk_body(xml, tables)) == tuple(walk_body(xml))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TREES, max_size=4))
def test_items_that_wait_are_those_of_the_walk(trees):
    xml = body("".join(trees))
    tables = read_tables(xml)
    waiting = late_items(xml, tables, tables)
    walked = tuple(walk_body(xml, tables))
    assert waiting is None or tuple(waiting) == walked
    assert waiting is None or waiting[1:3] == walked[1:3]
    assert (waiting is None) == (next(xml.iter(f"{{{W}}}txbxContent"), None) is not None)


def test_tables_are_found_among_items_before_any_line_is_read():
    inner = tbl(tr(tc(p(r("外")) + tbl(tr(tc("内"))) + p())))
    xml = body(p(r("前")) + inner + f"<w:ins>{p(r('后'))}</w:ins>" + tbl(tr(tc("附页"))))
    tables = read_tables(xml)
    items = late_items(xml, tables, tables[:-1])
    assert items is not None
    assert len(items) == 4
    assert placed_tables(items) == ((1, tables[0]), (2, tables[1]))
    for line in list(xml.iter(f"{{{W}}}t")):
        line.text = "读时"
    assert [one.text for one in items if isinstance(one, WordParagraph)] == ["读时", "读时"]
    assert tuple(placed_tables(tuple(items))) == placed_tables(items)
    assert items[3] is items[-1]
