"""What else stands in the file: notes, comments, revisions of two hands, guidance, other forms, seals."""

from __future__ import annotations

import re

from ninth.page import drawn

from smdesk.notices.grid import table_grid
from smdesk.notices.loader import pack
from smdesk.notices.models import Form
from tenth.page import FORMS, Bit, Cell, Kind, Page, Table, plain

_OFFICER = "清源县经信局王科"


def footnotes(page: Page) -> None:
    """A footnote at a figure that says what it holds."""
    for _, bit, _, _ in page.figures(5):
        bit.look = "foot:" + page.rng.choice(
            (
                "含全资子公司。",
                "数据来源：2019年度审计报告，第8页，12.5。",
                "按新收入准则列示。",
                "口径同统计年报，上年为1,024。",
            )
        )


def answer_in_a_footnote(page: Page) -> None:
    """The cell says 见脚注, the footnote has the text."""
    for _, bit, _, text in page.words(3, Kind.LONG_TEXT, Kind.TEXT):
        bit.look = "foot:" + text
        bit.text = "见脚注"
        page.truth[bit.address] = ("见脚注", text)


def comments_of_the_county(page: Page) -> None:
    """Comments of the county's officer at answers: the answer is the applicant's all the same."""
    for _, bit, _, n in page.figures(5):
        bit.look = f"said:{_OFFICER}|{page.rng.choice(('与审计报告不符，请核对', f'是不是{page.sequel(n)}？', '这里要填合并数', '请改为' + page.sequel(n)))}"
    for _, bit, _, _ in page.words(3):
        bit.look = f"said:{_OFFICER}|名称与营业执照不一致"


def two_authors(page: Page) -> None:
    """The accountant inserted a figure, the engineer struck it out and wrote another."""
    for _, bit, _, n in page.figures(6):
        bit.look = f"two:{page.sequel(n)}"
    for _, bit, _, _ in page.words(3):
        if "\n" not in bit.text:
            bit.look = "two:（原填内容）"


def struck_by_an_officer(page: Page) -> None:
    """Old figures struck through, new ones in red behind."""
    for cell, bit, _, n in page.figures(6):
        bit.look = "red"
        cell.bits.insert(0, Bit(page.sequel(n) + " ", look="strike"))


def struck_and_nothing_instead(page: Page) -> None:
    """A figure struck through; no other stands there."""
    for _, bit, _, _ in page.figures(4):
        bit.look = "strike"
        page.ask(bit.address)


def if_fields(page: Page) -> None:
    """Answers that a field with a field in it shows."""
    for _, bit, _, _ in page.figures(5) + page.words(3):
        if "\n" not in bit.text:
            bit.look = "docprop:DOCPROPERTY 营业收入"


def boxes_of_old_word(page: Page) -> None:
    """Answers in text boxes of old Word laid in the cells."""
    for _, bit, _, _ in page.figures(5) + page.words(3):
        if "\n" not in bit.text:
            bit.look = "vml"


def head_and_foot(page: Page) -> None:
    """Running heads with the names of other firms and years."""
    page.pen["header"] = "云岫泵业有限公司 2016年度内部资料　营业收入（万元）：1.00"
    page.pen["footer"] = "第1页 共3页　打印：2024-05-06　联系人：档案室　联系电话：00001111"


def guidance_left(page: Page) -> None:
    """Guidance with examples left in front of the table and in cells."""
    i = next(n for n, p in enumerate(page.parts) if p is page.main)
    page.parts.insert(
        i,
        "填写说明：1.金额单位为万元，保留两位小数，如：12345.67；2.比例填百分数，如：35；3.企业名称与营业执照一致，如：某某有限公司。",
    )
    for cell, _, known, _ in page.figures(6):
        cell.bits.append(
            Bit(
                "\n"
                + page.rng.choice(
                    (
                        "（填整数）" if known.kind is Kind.INTEGER else "（保留两位小数）",
                        "（如实填写）",
                        "（以审计报告为准）",
                    )
                )
            )
        )
    for cell, _, known, _ in page.words(3):
        cell.bits.append(
            Bit(
                "\n"
                + page.rng.choice(
                    (
                        "（与公章一致）" if known.kind is Kind.NAME else "（限200字）",
                        "（没有填“无”）",
                    )
                )
            )
        )


def example_above_the_answer(page: Page) -> None:
    """The form's example in its cell, the answer beneath."""
    for cell, _, known, n in page.figures(5):
        cell.bits.insert(0, Bit(f"例：{page.sequel(n)}\n"))
        del known


def example_only(page: Page) -> None:
    """The form's example is all that stands in the cell."""
    for cell, bit, _, n in page.figures(4):
        cell.bits = [
            Bit(page.rng.choice((f"（例：{n}）", f"如：{n}", f"示例 {n}"))),
            Bit("", bit.address),
        ]
        page.forget(bit.address)


def table_of_terms(page: Page) -> None:
    """指标解释 behind the form: a table with the same names and other words."""
    cells = [
        Cell(0, 0, 1, 1, "other", [Bit("指标名称")]),
        Cell(0, 1, 1, 1, "other", [Bit("指标解释")]),
    ]
    names = list(
        dict.fromkeys(plain(c.text) for _, c in page.labels() if 3 < len(plain(c.text)) < 16)
    )[:14]
    for r, name in enumerate(names, 1):
        what = page.rng.choice(
            (
                "指企业上年末的数额，以审计报告为准",
                "按营业执照填写",
                "包括1.发明专利2.实用新型",
                "指主营业务收入与其他业务收入之和，单位：万元",
            )
        )
        cells += [Cell(r, 0, 1, 1, "other", [Bit(name)]), Cell(r, 1, 1, 1, "other", [Bit(what)])]
    page.parts += ["附：指标解释", Table(2, cells)]


def small_tables_of_others(page: Page) -> None:
    """A table of the county behind the form, with the same names and figures of other firms."""
    names = ["序号", "企业名称", "法人代表", "联系电话", "营业收入（万元）"]
    rows = [
        names,
        ["1", "甲乙丙机械厂", "赵某", "00001010", "100"],
        ["2", "丁戊己电器厂", "钱某", "00002020", "200.5"],
    ]
    cells = [
        Cell(r, c, 1, 1, "other", [Bit(x)]) for r, row in enumerate(rows) for c, x in enumerate(row)
    ]
    page.parts += ["\f", "清源县同批推荐企业一览表", Table(5, cells)]


def opinions_signed(page: Page) -> None:
    """The opinions are filled in, signed and dated."""
    for table in page.tables:
        for cell in table.cells:
            if cell.role == "signature":
                lines = cell.text.split("\n")
                cell.bits = [
                    Bit(
                        lines[0]
                        + "\n情况属实，同意推荐。2019年营业收入5,000万元。\n"
                        + "\n".join(lines[1:-1])
                        + "\n负责人：钱多多\n2024 年 5 月 16 日"
                    )
                ]


def other_form_behind(page: Page) -> None:
    """Another, empty form of the same notice behind."""
    _blank(page, in_front=False)


def other_form_in_front(page: Page) -> None:
    _blank(page, in_front=True)


def _empty(page: Page, notice: str, form: Form) -> Table:
    """Return an empty form of the notice, as printed letters."""
    years = tuple((form.years or pack(notice).notice.years).fixed) or page.years
    table = drawn(table_grid(form, years), {}, {})
    for cell in table.cells:
        cell.bits = [Bit(b.text) for b in cell.bits]
    return table


def _blank(page: Page, in_front: bool) -> None:
    notice, _, name = page.form.partition("/")
    others = [
        one.partition("/")[2] for one in FORMS if one.startswith(notice + "/") and one != page.form
    ]
    if not others:
        return
    form = pack(notice).forms[page.rng.choice(others)]
    parts = [*([form.number] if form.number else []), form.title, _empty(page, notice, form)]
    if in_front:
        page.parts[:0] = [*parts, "\f"]
    else:
        page.parts += ["\f", *parts]
    del name


def two_drafts(page: Page) -> None:
    """The form stands twice, figures differ, and nobody says which is the last."""
    table = page.main
    i = next(n for n, p in enumerate(page.parts) if p is table)
    first = Table(
        table.columns,
        [
            Cell(c.r, c.c, c.h, c.w, c.role, [Bit(b.text, look=b.look) for b in c.bits])
            for c in table.cells
        ],
    )
    for cell, bit, _, n in page.figures(8):
        if any(x is cell for x in table.cells):
            other = next(x for x in first.cells if (x.r, x.c) == (cell.r, cell.c))
            other.bits = [Bit(page.sequel(n))]
            page.ask(bit.address)
    page.parts[i:i] = [first, "\f", str(page.parts[i - 1])]


def a_blank_of_the_same(page: Page) -> None:
    """The empty form of the notice stands before the filled one."""
    notice, _, name = page.form.partition("/")
    form = pack(notice).forms[name]
    i = next(n for n, p in enumerate(page.parts) if p is page.main)
    page.parts[i:i] = [_empty(page, notice, form), "\f", form.title]


def answers_of_the_printer(page: Page) -> None:
    """Title, attachment number, deadline of the call in a table of its own in front."""
    cells = [
        Cell(0, 0, 1, 1, "other", [Bit("附件2-1")]),
        Cell(0, 1, 1, 1, "other", [Bit("编号：FWX-2024-018")]),
        Cell(1, 0, 1, 2, "other", [Bit("报送日期：2024年6月30日前　企业名称以公章为准")]),
    ]
    i = next(n for n, p in enumerate(page.parts) if p is page.main)
    page.parts.insert(i, Table(2, cells))


def no_title(page: Page) -> None:
    """Cover and title are gone: only the table was sent."""
    for table in page.tables:
        if table is not page.main:
            for cell in table.cells:
                page.forget(
                    *(b.address for b in cell.bits if b.address and b.address.startswith("cover"))
                )
    page.parts = [page.main]


def part_of_it_in_the_body(page: Page) -> None:
    """A sentence with figures between title and table."""
    i = next(n for n, p in enumerate(page.parts) if p is page.main)
    page.parts[i:i] = [
        "填报单位（盖章）：云岫泵业有限公司　　填报人：孙某　　联系电话：00008888　　填报日期：2024.5.6",
        "单位：万元、%、人",
    ]


def margin_notes(page: Page) -> None:
    """A note in the margin column: a cell at the right of each row of figures."""
    for table in page.tables:
        rows = {c.r for t, c, _, k in page.answers() if t is table and k.kind.numeric}
        if not rows:
            continue
        edge = table.columns
        for one in table.cells:
            if one.c + one.w == edge and not set(range(one.r, one.r + one.h)) & rows:
                one.w += 1
        table.columns += 1
        done: set[int] = set()
        for r in sorted(rows):
            if r not in done and not any(
                x.r <= r < x.r + x.h and x.c + x.w == edge + 1 for x in table.cells
            ):
                table.cells.append(
                    Cell(
                        r,
                        edge,
                        1,
                        1,
                        "other",
                        [Bit(page.rng.choice(("", "备注", "已核", "见P3", "√")))],
                    )
                )


def names_of_labels_in_answers(page: Page) -> None:
    """Answers in words that name other labels: 联系电话见封面, 法人代表兼任."""
    for _, bit, _, text in page.words(4, Kind.TEXT, Kind.LONG_TEXT):
        bit.text = text + page.rng.choice(
            (
                "（法人代表兼任，联系电话同上）",
                "；2019年营业收入：8,000万元",
                "，员工总数（人）：120",
            )
        )
        page.truth[bit.address] = (bit.text, bit.text.strip("_＿ "), re.sub("[_＿]+", "", bit.text))


NOTING = [
    footnotes, answer_in_a_footnote, comments_of_the_county, two_authors, struck_by_an_officer, struck_and_nothing_instead, if_fields,
    boxes_of_old_word, head_and_foot, guidance_left, example_above_the_answer, example_only, table_of_terms, small_tables_of_others, opinions_signed,
    other_form_behind, other_form_in_front, two_drafts, a_blank_of_the_same, answers_of_the_printer, no_title, part_of_it_in_the_body,
    margin_notes, names_of_labels_in_answers,
]  # fmt: skip
