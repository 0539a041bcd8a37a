"""Clerks at bureaus of cities and districts."""

from __future__ import annotations

from eleventh import amounts, layout, notes, ticks, wording
from eleventh.clerk import Desk
from eleventh.paper import Paper

CITIES = Desk("city")


@CITIES()
def section_chief_wang(paper: Paper) -> None:
    """Writes as in documents: numbered texts, units behind figures, signed and dated."""
    wording.numbered_text(paper)
    amounts.units_again(paper)
    layout.signed(paper, "2022年5月25日")
    ticks.glyphs(paper, "√", "□")


@CITIES(maker="wps")
def statistics_feng(paper: Paper) -> None:
    """From the statistics office: thousands, % at rates, 预计 for the last year, a remark below."""
    amounts.thousands(paper)
    amounts.percent_signs(paper)
    amounts.about(paper, 1)
    notes.remark(paper, "注：2021年数据为快报数。")
    ticks.glyphs(paper, "■", "□")


@CITIES(via="excel")
def district_table_cen(paper: Paper) -> None:
    """The district keeps everything in Excel with growth rows and a column for this year's months."""
    paper.look |= {"figures"}
    layout.growth_rows(paper, 1)
    layout.one_more_year(paper)
    ticks.glyphs(paper, "√", "□")


@CITIES()
def bureau_office_meng(paper: Paper) -> None:
    """Gathers from four offices: comments, revisions, answers yet to come, other colours."""
    notes.corrected(paper, 3, "revision")
    notes.waiting(paper, 2)
    notes.commented(paper, "请发改局补充", 2)
    wording.pasted(paper, "red", 6)


@CITIES(via="odt")
def park_office_si(paper: Paper) -> None:
    """A park's office on domestic Linux: sections as lines, 是 typed, strokes for nothing."""
    layout.sections_out(paper)
    ticks.typed_yes(paper)
    amounts.unfilled(paper, 2, "—")
    wording.indented_text(paper)


@CITIES(maker="wps")
def deputy_lang(paper: Paper) -> None:
    """Deletes rows that do not suit the city, sees annexes for the rest, crosses for no."""
    layout.rows_gone(paper, 2)
    wording.see_annex(paper, 2)
    ticks.crosses(paper)


@CITIES(maker="google")
def young_cadre_ju(paper: Paper) -> None:
    """Online, tidy labels with colons, years latest first, ranges of figures."""
    layout.tidy_labels(paper)
    layout.colons(paper)
    layout.years_turned(paper)
    amounts.two_values(paper, 2, "{}-{}")


@CITIES()
def city_hall_mu(paper: Paper) -> None:
    """Full-width everything, boxes with the tick over them, cover in lines, heads 2019年度."""
    amounts.full_width(paper)
    ticks.tick_over(paper, "□√")
    layout.cover_lines(paper)
    layout.year_words(paper, "{}年度")


@CITIES(via="html")
def web_office_ji(paper: Paper) -> None:
    """Out of a web form: no boxes but written choices, stars at labels."""
    ticks.typed_yes(paper)
    layout.stars(paper)
    amounts.thousands(paper)


@CITIES()
def copyist_tong(paper: Paper) -> None:
    """Cut the table over three pages with its heads again; explanations behind counts; empty cells."""
    amounts.explained(paper, 2)
    amounts.unfilled(paper, 4)
    layout.cut(paper, 2, again=True, between="")
    ticks.glyphs(paper, "☑", "☐")


@CITIES(maker="wps")
def planner_quan(paper: Paper) -> None:
    """Both 是 and 否, a merged figure over two years, 约 and ？"""
    ticks.both(paper)
    layout.years_merged(paper)
    amounts.about(paper, 1)
    notes.doubtful(paper, 1)


@CITIES(via="doc")
def archive_ge(paper: Paper) -> None:
    """Old .doc: figures struck out and written anew, symbols of Wingdings, blanks in figures' cells."""
    notes.corrected(paper, 3, "strike")
    ticks.symbols(paper)
    amounts.inner_blanks(paper, 4)


@CITIES()
def returning_bao_city(paper: Paper) -> None:
    """Last year's declaration brought up to date by its heads of years; growth rows; noughts."""
    layout.years_on(paper)
    amounts.zeros(paper, 1)
    ticks.tick_behind(paper)


@CITIES(maker="python")
def provincial_tool_di(paper: Paper) -> None:
    """The province's system wrote it: last year's figure in brackets, dots for boxes, labels without breaks."""
    amounts.last_year_beside(paper, 2)
    ticks.glyphs(paper, "●", "○")
    layout.tidy_labels(paper)
