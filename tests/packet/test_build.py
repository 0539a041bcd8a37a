"""A declaration, or an empty form, as parts in printed order."""

import pytest

from smdesk.errors import SmdeskError
from smdesk.files import sha256_hex
from smdesk.notices.declaration import (
    Heading,
    ListItem,
    Narrative,
    Paragraph,
    Run,
    SimpleTable,
    canonical_bytes,
    seal_code,
)
from smdesk.notices.loader import find_form
from smdesk.notices.models import Outline, OutlineItem
from smdesk.packet.build import NOT_ATTACHED, NOT_PRINTED, build_blank
from smdesk.packet.grids import grids_of
from smdesk.packet.prose import narrative_blocks, outline_table, simple_table
from smdesk.packet.tree import FormTable, PlainTable, TextBlock


def part(packet, kind):
    return next(one for one in packet.parts if one.kind == kind)


def test_parts_stand_in_the_order_of_the_notice(case):
    kinds = [one.kind for one in case.packet().parts]
    assert kinds == [
        "cover", "instructions", "table", "narrative", "attachments", "scan", "scan", "sheet",
    ]  # fmt: skip


def test_every_value_and_every_narrative_line_is_in_the_text(case):
    text = case.packet().text
    fields = grids_of(case.pack, case.form, case.declaration.years, {}).fields
    for address, value in case.declaration.values.items():
        if not fields[address.split("[")[0] + address.partition("]")[2]].choices:
            assert value in text
    for line in case.declaration.narrative.text.split("\n"):
        assert line in text


def test_final_packet_is_sealed_with_the_digest_of_its_payload(case):
    packet = case.packet()
    digest = sha256_hex(canonical_bytes(case.declaration))
    assert packet.digest == digest == sha256_hex(packet.payload)
    assert packet.seal == seal_code(digest)
    assert packet.qr == f"SMDESK:1:{case.declaration.form}:{packet.seal}:{digest[:16]}"
    assert not packet.draft


def test_draft_carries_payload_but_no_seal(case):
    packet = case.packet(draft=True)
    assert packet.draft
    assert packet.seal is None
    assert packet.qr is None
    assert packet.payload == canonical_bytes(case.declaration)


def test_fixed_values_of_the_form_are_ticked_on_the_cover(case):
    text = part(case.packet(), "cover").blocks[2]
    assert isinstance(text, FormTable)
    assert f"☑{case.form.fixed['cover.kind']}" in "".join(one.text for one in text.cells)


def test_applicant_is_the_value_that_the_form_names(case):
    assert case.packet().applicant == case.declaration.values[case.form.applicant]


def test_attachment_list_names_the_files_and_what_is_not_attached(case):
    case.attach("说明.docx", "application/vnd.openxmlformats", b"PK", "free")
    table = part(case.packet(), "attachments").blocks[1]
    rows = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    listed = dict(list(rows.values())[1:])
    slots = case.form.attachment
    assert listed[slots[0].title] == f"{slots[0].id}.jpg"
    assert listed[slots[-1].title] == NOT_ATTACHED
    assert listed["其他材料"] == f"说明.docx{NOT_PRINTED}"


def test_attachments_are_bound_in_the_order_of_their_list_whenever_they_were_added(case):
    first, second = (slot.id for slot in case.form.attachment[:2])
    case.change(attachments=())
    for name, slot in (
        ("补.jpg", "free"),
        ("乙.jpg", second),
        ("甲.jpg", first),
        ("丙.jpg", first),
    ):
        case.attach(name, "image/jpeg", name.encode(), slot)
    packet = case.packet()
    scans = [one.title for one in packet.parts if one.kind == "scan"]
    assert scans == ["甲.jpg", "丙.jpg", "乙.jpg", "补.jpg"]
    assert packet.payload == canonical_bytes(case.declaration)


def test_files_that_no_printer_prints_get_no_pages(case):
    before = len(case.packet().parts)
    case.attach("账册.xlsx", "application/vnd.ms-excel", b"PK")
    assert len(case.packet().parts) == before


def test_reason_stands_with_the_label_of_its_field(make_case):
    case = make_case("enterprise")
    table = part(case.packet(), "sheet").blocks[-1]
    assert isinstance(table, PlainTable)
    label, text = [cell.text for cell in table.cells if cell.row == 1]
    assert "营业收入" in label
    assert "2019" in label
    assert text == "并购"


def test_reason_for_a_place_that_does_not_exist_keeps_its_key(case):
    case.change(reasons={"old-rule@no.such.field[3].here": "说明", "whole-form": "另"})
    texts = [cell.text for cell in part(case.packet(), "sheet").blocks[-1].cells]
    assert "no.such.field[3].here" in texts
    assert "whole-form" in texts


def test_unknown_file_is_refused_by_name(case):
    case.store.clear()
    with pytest.raises(SmdeskError) as caught:
        case.packet()
    assert caught.value.code == "packet.file-missing"
    assert caught.value.params["file"].endswith(".jpg")


def test_rows_beyond_the_printed_ones_are_printed(make_case):
    case = make_case("platform")
    repeat = case.form.repeat[0]
    name = repeat.field[0].address
    case.declaration = case.declaration.with_values(
        {f"{repeat.id}[{repeat.rows + 1}].{name}": "后加"}
    )
    assert "后加" in case.packet().text


@pytest.mark.parametrize("name", ["enterprise", "project", "platform"])
def test_blank_form_prints_every_label_and_no_tick(name):
    pack, form = find_form(f"zhejiang-2020/{name}")
    packet = build_blank(pack, form, pack.years())
    assert [one.kind for one in packet.parts] == [
        "cover", "instructions", "table", "outline", "attachments",
    ]  # fmt: skip
    assert "☑" not in packet.text
    assert packet.payload is packet.seal is packet.qr is None
    for item in form.outline.item:
        assert item.title in packet.text
        assert item.hint in packet.text
    for slot in form.attachment:
        assert slot.title in packet.text


def test_equal_questions_share_one_grid(make_case):
    case = make_case("enterprise")
    first = grids_of(case.pack, case.form, (2017, 2018, 2019), {})
    assert grids_of(case.pack, case.form, (2017, 2018, 2019), {}) is first
    assert grids_of(case.pack, case.form, (2018, 2019, 2020), {}) is not first


def item(text, *, ordered=True, level=1):
    return ListItem(ordered=ordered, level=level, runs=(Run(text=text),))


def test_lists_are_numbered_in_their_run_of_neighbours(make_case):
    form = make_case("enterprise").form
    blocks = (
        item("a"), item("b"), item("b1", level=2), item("b2", level=2), item("c"), item("c1", level=2),
        item("点", ordered=False), item("新"), Paragraph(runs=(Run(text="x"),)), item("d"),
    )  # fmt: skip
    made = narrative_blocks(form, Narrative(blocks=blocks))
    markers = [one.marker for one in made if isinstance(one, TextBlock) and one.marker]
    assert markers == ["1.", "2.", "（1）", "（2）", "3.", "（1）", "• ", "1.", "1."]


def test_heading_levels_choose_the_style_and_the_outline_level(make_case):
    form = make_case("enterprise").form
    blocks = tuple(Heading(level=level, text=str(level)) for level in (1, 2, 3))
    made = narrative_blocks(form, Narrative(blocks=blocks))[1:]
    assert [(one.style, one.level) for one in made] == [
        ("heading1", 1), ("heading2", 2), ("heading3", 3),
    ]  # fmt: skip


def test_caption_of_a_table_stands_above_it(make_case):
    form = make_case("enterprise").form
    table = SimpleTable(rows=(("a", "b"),), caption="表 1")
    made = narrative_blocks(form, Narrative(blocks=(table,)))[1:]
    assert [type(one) for one in made] == [TextBlock, PlainTable]
    assert made[1].caption == ""


@pytest.mark.parametrize(
    "rows",
    [
        (("a",),),
        (("a", "b"), ("c",)),
        ((), ("x" * 500, "y", "z")),
        tuple(("a",) * 20 for _ in "ab"),
    ],
)
def test_simple_table_is_full_and_as_wide_as_the_text(rows):
    table = simple_table(rows)
    count = max(len(row) for row in rows)
    assert len(table.cells) == count * len(rows)
    assert sum(table.widths) == pytest.approx(1)
    assert min(table.widths) > 0


def test_outline_with_columns_becomes_a_table_with_row_spans():
    items = (
        OutlineItem(id="a", title="企业简介", hint="要点"),
        OutlineItem(id="b", title="发展现状"),
        OutlineItem(id="b-1", level=2, title="战略制定"),
        OutlineItem(id="b-1-1", level=3, title="战略规划", hint="顶层规划", evidence="战略文件"),
        OutlineItem(id="b-1-2", level=3, title="组织调整", hint="团队"),
        OutlineItem(id="b-2", level=2, title="业务开展", hint="业务"),
    )
    outline = Outline(title="提纲", columns=("一级", "二级", "三级", "要点", "佐证"), item=items)
    table = outline_table(outline)
    places = {cell.text: (cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells}
    assert places["企业简介"] == (1, 0, 1, 3)
    assert places["发展现状"] == (2, 0, 3, 1)
    assert places["战略制定"] == (2, 1, 2, 1)
    assert places["组织调整"] == (3, 2, 1, 1)
    assert places["业务开展"] == (4, 1, 1, 2)
    assert places["顶层规划"] == (2, 3, 1, 1)
    assert places["战略文件"] == (2, 4, 1, 1)
    covered = [
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    assert len(covered) == len(set(covered)) == 5 * 5
    assert sum(table.widths) == pytest.approx(1)
