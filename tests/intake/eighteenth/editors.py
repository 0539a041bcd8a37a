"""What online editors and mail programs leave: wrappers, pictures and emoji for ticks, lists, fields, one-cell tables."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from eighteenth.habits import habit, look
from eighteenth.model import Cell, Line, Paper, Run, Table, line

look("o", "sdt_rows", "sdt_cells", "sdt_table", "sdt_all", "run_each", "one_para")


def _boxes(paper: Paper) -> Iterator[tuple[Cell, Run]]:
    for one in paper.cells():
        for run in [item for para in one.paras for item in para if isinstance(item, Run)]:
            if run.marks.get("box"):
                yield one, run


def _glyphs(name: str, on: str, off: str) -> None:
    def act(paper: Paper) -> None:
        for _, run in _boxes(paper):
            run.text = on if run.marks["on"] else off

    act.__name__ = name
    habit("o", 1)(act)


_glyphs("emoji", "✅", "⬜")
_glyphs("emoji_cross", "✅", "❌")
_glyphs("emoji_text", "✔️", "☐")
_glyphs("heavy_ticks", "✔", "□")
_glyphs("ballots", "🗹", "☐")
_glyphs("black_squares", "■", "□")
_glyphs("circles", "●", "○")
_glyphs("radio", "◉", "◯")
_glyphs("brackets", "[x]", "[ ]")
_glyphs("round_brackets", "（√）", "（ ）")
_glyphs("tick_and_box", "□√", "□")
_glyphs("white_boxes", "☒", "☐")


@habit("o", 1, "docx")
def pictures_for_boxes(paper: Paper) -> None:
    for _, run in _boxes(paper):
        run.marks["img"] = "on|选中" if run.marks["on"] else "off|未选中"
        run.text = " "


@habit("o", 1, "docx")
def pictures_for_ticks(paper: Paper) -> None:
    """Ticked boxes alone are pictures, without words."""
    for _, run in _boxes(paper):
        if run.marks["on"]:
            run.marks["img"], run.text = "on", " "


@habit("o", 2, "docx")
def boxes_as_bullets(paper: Paper) -> None:
    """A check list: the box is the paragraph's bullet."""
    for one in {id(cell): cell for cell, _ in _boxes(paper)}.values():
        one.marks["numbered"] = "1"
        paras: list = []
        for para in one.paras:
            for item in para:
                if isinstance(item, Run) and item.marks.get("box"):
                    paras.append(
                        [Run("", {"num": "2" if item.marks["on"] else "1", "num_only": "1"})]
                    )
                elif paras:
                    paras[-1].append(item)
                else:
                    paras.append([item])
        one.paras = paras


@habit("o", 2, "docx")
def done_items_struck(paper: Paper) -> None:
    """A check list whose ticked items are struck, as Google writes them: nobody can tell on paper."""
    for one, run in list(_boxes(paper)):
        address = run.marks["box"].split("|")[0]
        run.text = "☐" if not run.marks["on"] else "☑"
        if run.marks["on"]:
            for para in one.paras:
                for item in para:
                    if isinstance(item, Run) and item.marks.get("option") == run.marks["box"]:
                        item.marks["strike"] = "1"
            paper.is_unclear(address)


@habit("o", 2)
def options_in_a_table(paper: Paper) -> None:
    """The options of a cell are a table in it: box and words."""
    for one in {id(cell): cell for cell, _ in _boxes(paper)}.values():
        rows: list[Cell] = []
        kept: list = []
        for para in one.paras:
            boxes = [
                n for n, item in enumerate(para) if isinstance(item, Run) and item.marks.get("box")
            ]
            if not boxes:
                kept.append(para)
                continue
            for start, end in zip(boxes, [*boxes[1:], len(para)], strict=True):
                row = len(rows) // 2
                rows += [
                    Cell(row, 0, 1, 1, "option", [[para[start]]]),
                    Cell(row, 1, 1, 1, "option", [list(para[start + 1 : end])]),
                ]
        if rows and "sheet" not in paper.look:
            one.paras, one.inner = kept, Table(2, len(rows) // 2, rows)


@habit("o", 2)
def chosen_words_alone(paper: Paper) -> None:
    """A drop-down list: the cell says only what was chosen."""
    for one in {id(cell): cell for cell, _ in _boxes(paper)}.values():
        found = {run.marks["box"].split("|")[0] for cell, run in _boxes(paper) if cell is one}
        if len(found) != 1 or one.role != "option" or one.slots:
            continue
        address = found.pop()
        mine = [run for _, run in _boxes(paper) if run.marks["box"].split("|")[0] == address]
        here = [run for cell, run in _boxes(paper) if cell is one]
        if len(mine) != len(here) or not paper.boxes[address]:
            continue
        words = [
            item
            for para in one.paras
            for item in para
            if isinstance(item, Run)
            and item.marks.get("option", "").split("|")[-1] in paper.boxes[address]
        ]
        one.paras = [[Run(run.text.split("（")[0].split("(")[0], {"sdt": "list"})] for run in words]


@habit("o", 2)
def answers_in_tables(paper: Paper) -> None:
    """Long answers stand in a table of one cell."""
    for one, slot in paper.some(4, "long"):
        one.inner = Table(1, 1, [Cell(0, 0, 1, 1, "value", [[slot]])])
        one.paras = []


@habit("o", 4, "docx")
def all_in_a_cell(paper: Paper) -> None:
    """The whole page is a table of one cell."""
    for n, one in enumerate(paper.blocks):
        if isinstance(one, Table):
            paper.blocks[n] = Table(1, 1, [Cell(0, 0, 1, 1, "outer", [], {}, one)])


@habit("o", 4)
def lines_in_tables(paper: Paper) -> None:
    """Each line outside of the form stands in a table of one cell."""
    for n, one in enumerate(paper.blocks):
        if isinstance(one, Line) and one.items:
            paper.blocks[n] = Table(1, 1, [Cell(0, 0, 1, 1, "outer", [list(one.items)])])


def _wrap(name: str, mark: str, value: str, *kinds: str, number: int = 10) -> None:
    def act(paper: Paper) -> None:
        for _, slot in paper.some(number, *kinds):
            for runs in slot.lines:
                for run in runs:
                    run.marks[mark] = value

    act.__name__ = name
    habit("o", 2, "docx")(act)


_wrap("controls", "sdt", "rich", "short", "number", "long")
_wrap("plain_controls", "sdt", "text", "short", "number")
_wrap("list_controls", "sdt", "list", "short")
_wrap("smart_tags", "smart", "1", "short", "number")
_wrap("links", "link", "1", "code", "short")
_wrap("fields", "fld", "1", "number")
_wrap("mail_fields", "fldchar", "1", "code")
_wrap("readings", "ruby", "lù", "short", number=4)
_wrap("formulas", "math", "1", "number")
_wrap("underlined", "underline", "1", "short", "number", "long")
_wrap("red", "red", "1", "number", "short")
_wrap("grey_all", "blue", "1", "number", "short")


@habit("o", 1, "docx")
def hints_kept(paper: Paper) -> None:
    """Blank controls show their hint."""
    for _, slot in paper.some(8, filled=False):
        slot.lines = [
            [
                Run(
                    paper.rng.choice(
                        ("单击此处输入文字。", "单击或点击此处输入文字。", "选择一项。")
                    ),
                    {"sdt": "hint"},
                )
            ]
        ]


@habit("o", 1)
def hints_as_text(paper: Paper) -> None:
    """A form's hint came through as text: no answer."""
    for _, slot in paper.some(8, filled=False):
        slot.show(
            paper.rng.choice(
                (
                    "单击此处输入文字。",
                    "请输入",
                    "请选择",
                    "点击输入",
                    "请填写",
                    "选择一项。",
                    "（请选择）",
                    "未填写",
                    "-请选择-",
                )
            )
        )


@habit("o", 1)
def soft_breaks(paper: Paper) -> None:
    """Units and words the editor put around: a number field with its unit."""
    for _, slot in paper.some(8, "number"):
        unit = slot.field.unit or ""
        if unit and not slot.field.units:
            slot.show(f"{slot.text}{paper.rng.choice(('', ' '))}{unit}")


@habit("o", 3)
def mail_around(paper: Paper) -> None:
    """A mail's head stands before the form, a signature with other telephone numbers behind it."""
    head = [
        line(one)
        for one in (
            "发件人：王敏 <wangmin@jxj.gov.cn>",
            "收件人：各有关企业",
            "主题：转发：关于报送申报表的通知",
            "企业名称：请各企业填写后回传",
            "",
        )
    ]
    foot = [
        line(one)
        for one in (
            "",
            "--",
            "王敏　县经信局企业服务科",
            "联系电话：0571-66668888　手机：13900001111",
            "电子邮箱：wangmin@jxj.gov.cn",
            "通信地址：县行政中心3号楼",
        )
    ]
    paper.blocks = [*head, *paper.blocks, *foot]


@habit("o", 3)
def tracked_row_gone(paper: Paper) -> None:
    """A copy of a row with old numbers was deleted with tracking on; its text is deleted with it."""
    if "sheet" in paper.look:
        return
    if not paper.tables:
        return
    table = max(paper.tables, key=lambda one: len(one.cells))
    rows = [
        r
        for r in table.seams()
        if len([slot for one in table.line(r) for slot in one.slots if slot.field.kind.numeric]) > 2
    ]
    if not rows:
        return
    row = paper.rng.choice(rows)
    made = []
    for one in table.line(row):
        copy = deepcopy(one)
        copy.paras = [
            [Run(run.text.replace("1", "3"), {"del": "1"}) for run in runs] for runs in copy.lines
        ]
        copy.marks["row_deleted"] = "1"
        copy.rows = 1
        made.append(copy)
    if all(one.rows == 1 for one in table.line(row)):
        table.add_row(row, made)


@habit("o", 3)
def quoted(paper: Paper) -> None:
    """A mail's marks of quoting stand before the lines outside of the table."""
    for one in paper.blocks:
        if isinstance(one, Line) and one.items:
            one.items.insert(0, Run("> "))


@habit("o", 3)
def quoted_cells(paper: Paper) -> None:
    """A plain mail's marks of quoting stand before all answers too."""
    for one, _ in paper.some(6, "short", "long"):
        one.paras[0].insert(0, Run("> "))
