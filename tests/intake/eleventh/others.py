"""More clerks, of all desks: those who build parts of the form anew."""

from __future__ import annotations

from eleventh import amounts, layout, notes, reshaping, ticks, wording
from eleventh.clerk import Desk
from eleventh.paper import Paper

FIRMS, OPERATORS, BUREAUS = Desk("firm"), Desk("platform"), Desk("city")


@FIRMS()
def economist_kang(paper: Paper) -> None:
    """Turns the year table so that a row is a year, thousands, % typed, capital with what is paid in."""
    reshaping.paid_in(paper)
    amounts.percent_signs(paper)
    amounts.thousands(paper)
    reshaping.years_down(paper)
    ticks.glyphs(paper, "√", "□")


@FIRMS(maker="wps")
def bookkeeper_tan(paper: Paper) -> None:
    """Her ledger is in 元 and says so once above the table; ticks over boxes, strokes for nothing."""
    reshaping.unit_line(paper, "元")
    ticks.tick_over(paper, "□√")
    amounts.unfilled(paper, 2, "/")


@FIRMS()
def absent_minded_lou(paper: Paper) -> None:
    """Pasted figures in 元 below 单位：元 but kept 万元 in the labels; typed two heads of years alike in haste."""
    reshaping.unit_line(paper, "元", labels=False)
    ticks.glyphs(paper, "√", "□")


@FIRMS(via="excel")
def controller_yu(paper: Paper) -> None:
    """A controller's workbook in 千元, a column of remarks, years latest first."""
    paper.look |= {"figures", "one_sheet"}
    reshaping.unit_line(paper, "千元")
    layout.years_turned(paper)
    reshaping.more_column(paper, "备注", "审计数")
    ticks.glyphs(paper, "■", "□")


@FIRMS()
def mistyping_zong(paper: Paper) -> None:
    """Changed the heads in haste: two of them alike; 约 here, a swap of phone and name there."""
    reshaping.head_mistyped(paper)
    reshaping.shifted(paper)
    ticks.glyphs(paper, "√", "□")


@FIRMS(maker="wps")
def joint_venture_mi(paper: Paper) -> None:
    """A joint venture: capital in dollars, half-width brackets, answers typed behind their labels."""
    reshaping.foreign_capital(paper)
    wording.half_brackets(paper)
    reshaping.in_the_label(paper, 3)
    ticks.glyphs(paper, "☑", "□")


@FIRMS()
def young_firm_xin(paper: Paper) -> None:
    """Founded two years ago: the first year's column is deleted, growth in words, a tick between 是 and 否."""
    reshaping.growth_in_words(paper)
    reshaping.year_dropped(paper)
    reshaping.tick_between(paper)
    amounts.units_again(paper)


@FIRMS(maker="google")
def sums_of_ping(paper: Paper) -> None:
    """Adds the sum of three years at the right and cuts the table; labels without breaks."""
    reshaping.more_column(paper, "三年合计")
    layout.tidy_labels(paper)
    layout.cut(paper, 1)
    ticks.tick_behind(paper)


@FIRMS(via="odt")
def test_taker_nie(paper: Paper) -> None:
    """Answers as in an exam: （AC）before A. B. C., names in three characters, 无 for nothing."""
    reshaping.letters_for_boxes(paper)
    wording.spaced_names(paper)
    amounts.unfilled(paper, 3, "无")


@OPERATORS()
def catalogue_sha(paper: Paper) -> None:
    """The clients' list in her own order of columns, spare rows deleted, the year table with a column of sums."""
    reshaping.list_order(paper)
    notes.dropped_rows(paper)
    reshaping.more_column(paper, "合计")
    ticks.glyphs(paper, "√", "□")


@OPERATORS(via="excel")
def turned_book_ke(paper: Paper) -> None:
    """A workbook with years down the side, the list in another order, 元 said once."""
    paper.look |= {"figures"}
    reshaping.unit_line(paper, "元")
    reshaping.list_order(paper, "investors")
    reshaping.years_down(paper)
    ticks.glyphs(paper, "√", "□")


@OPERATORS(maker="wps")
def partner_hong(paper: Paper) -> None:
    """Foreign partners: dollars, two heads of years alike, revisions left in, clients two in a row."""
    reshaping.foreign_capital(paper)
    reshaping.head_mistyped(paper)
    notes.two_in_a_row(paper)
    notes.corrected(paper, 2, "revision")


@OPERATORS()
def new_platform_qing(paper: Paper) -> None:
    """Runs since two years: no first year, sums of shares, answers behind labels, ticks in ● and ○."""
    reshaping.year_dropped(paper)
    notes.sum_row(paper, "总计")
    reshaping.in_the_label(paper, 2)
    ticks.glyphs(paper, "●", "○")


@OPERATORS(via="html")
def portal_copy_dong(paper: Paper) -> None:
    """Out of a system that shows years down the side and choices in writing."""
    reshaping.years_down(paper)
    ticks.typed_choice(paper, "，")
    ticks.typed_yes(paper)


@BUREAUS()
def growth_writer_cha(paper: Paper) -> None:
    """Writes 增长 and 下降 before rates, numbered texts, a tick between 是 and 否."""
    reshaping.growth_in_words(paper)
    wording.numbered_text(paper)
    reshaping.tick_between(paper)


@BUREAUS(maker="wps")
def yearbook_shu(paper: Paper) -> None:
    """Copied from the yearbook: years down the side, remarks, （未审计）behind figures."""
    amounts.explained(paper, 2)
    reshaping.years_down(paper)
    notes.remark(paper, "数据来源：统计年鉴。")
    ticks.glyphs(paper, "√", "□")


@BUREAUS(via="excel")
def district_book_yun(paper: Paper) -> None:
    """A workbook with remarks at the right, two heads alike, commas in thousands."""
    paper.look |= {"figures", "one_sheet"}
    amounts.thousands(paper)
    reshaping.head_mistyped(paper)
    ticks.glyphs(paper, "☑", "□")


@BUREAUS()
def exam_writer_hao(paper: Paper) -> None:
    """（A）before A. 是 B. 否; sums at the right; strokes in empty cells."""
    reshaping.letters_for_boxes(paper)
    reshaping.more_column(paper, "累计")
    amounts.unfilled(paper, 2, "-")
