"""Clerks at platforms: operators, marketing people, an institute, a co-operative."""

from __future__ import annotations

from eleventh import amounts, layout, notes, ticks, wording
from eleventh.clerk import Desk
from eleventh.paper import Paper

PLATFORMS = Desk("platform")


@PLATFORMS()
def operator_bu(paper: Paper) -> None:
    """Has more investors than rows and adds two; writes western thousands and %."""
    notes.more_holders(paper)
    amounts.thousands(paper)
    amounts.percent_signs(paper)
    ticks.glyphs(paper, "√", "□")


@PLATFORMS(maker="wps")
def marketing_hua(paper: Paper) -> None:
    """Sums the shares in the last row, numbers her long texts, links the web address, bold where it matters."""
    notes.sum_row(paper)
    wording.numbered_text(paper)
    wording.links(paper)
    wording.pasted(paper, "bold", 6)
    ticks.tick_over(paper, "☑")


@PLATFORMS(via="excel")
def data_team_shi(paper: Paper) -> None:
    """Exports to Excel, real figures and percents, list rows left empty, dates with dots."""
    paper.look.add("figures")
    amounts.percent_signs(paper)
    notes.few_rows(paper)
    wording.dates(paper)
    ticks.glyphs(paper, "√", "□")


@PLATFORMS()
def institute_tao(paper: Paper) -> None:
    """A public institute: deleted the list's spare rows, signed and dated, 人 and 个 behind every count."""
    notes.dropped_rows(paper)
    layout.signed(paper, "2024年7月1日")
    amounts.units_again(paper)
    ticks.glyphs(paper, "■", "□")


@PLATFORMS(maker="google")
def startup_jay(paper: Paper) -> None:
    """A start-up that writes online: sections as lines, phones in groups, clients end in ……"""
    layout.sections_out(paper)
    wording.phones(paper, "dashes")
    notes.dots_row(paper)
    ticks.glyphs(paper, "✅", "□")


@PLATFORMS(via="html")
def portal_user_mo(paper: Paper) -> None:
    """Pasted the page of the province's portal into Word; thousands, red stars, ● and ○."""
    layout.stars(paper)
    amounts.thousands(paper)
    ticks.glyphs(paper, "●", "○")


@PLATFORMS()
def co_op_yuan(paper: Paper) -> None:
    """Two clients in one row of the list because the page was full; amounts with 万 typed once more."""
    notes.two_in_a_row(paper)
    amounts.units_again(paper, 6, " ")
    ticks.symbols(paper, "Wingdings", "F0FE", "F0A8")


@PLATFORMS(maker="wps")
def service_desk_ling(paper: Paper) -> None:
    """A second contact in a row of its own, phones with extensions, revisions never accepted."""
    notes.spare_contact(paper)
    wording.phones(paper, "extension")
    notes.corrected(paper, 3, "revision")
    ticks.glyphs(paper, "√", "□")


@PLATFORMS()
def editor_mei(paper: Paper) -> None:
    """Retyped labels in her words, without units, these stand above; the latest year first."""
    layout.other_words(paper)
    layout.units_above(paper)
    layout.years_turned(paper)
    ticks.tick_behind(paper)


@PLATFORMS(via="odt")
def volunteer_xu(paper: Paper) -> None:
    """LibreOffice at home: strikes out wrong figures, keeps what does not apply struck out, Chinese commas in thousands."""
    notes.corrected(paper, 3, "strike")
    ticks.struck_out(paper)
    amounts.thousands(paper, "，")


@PLATFORMS()
def finance_bp_wu(paper: Paper) -> None:
    """A finance partner: months of this year in a column more, growth rows, a loss, explanations."""
    amounts.losses(paper)
    amounts.explained(paper, 2)
    layout.growth_rows(paper, 1)
    layout.one_more_year(paper, "2025年1—9月")
    ticks.glyphs(paper, "☑", "□")


@PLATFORMS(maker="wps")
def quick_cai(paper: Paper) -> None:
    """Quick and vague: 约, 左右, 以上, 待定; a red letter for what applies."""
    amounts.about(paper, 3)
    notes.waiting(paper, 1)
    ticks.coloured_only(paper, "bold")


@PLATFORMS(via="doc")
def veteran_qu(paper: Paper) -> None:
    """Keeps everything as .doc: full-width figures, blanks within names, the cover in lines."""
    amounts.full_width(paper)
    wording.spaced_names(paper)
    layout.cover_lines(paper)
    ticks.tick_over(paper, "□√")


@PLATFORMS()
def designer_fei(paper: Paper) -> None:
    """A layout of his own: every pair on its row, labels with colons, answers blue, landscape."""
    paper.look.add("landscape")
    layout.own_rows(paper)
    layout.colons(paper)
    wording.pasted(paper, "blue", 20)
    ticks.glyphs(paper, "✓", "□")


@PLATFORMS(maker="python")
def tool_of_zhen(paper: Paper) -> None:
    """A script filled it in: 0 for nothing, choices written out instead of boxes, 是 for yes."""
    ticks.typed_choice(paper)
    ticks.typed_yes(paper)
    amounts.zeros(paper, 2)
    layout.tidy_labels(paper)


@PLATFORMS()
def last_years_file_ren(paper: Paper) -> None:
    """Last year's file with its heads of years changed, investors struck out and one added, old hints kept."""
    layout.years_on(paper)
    notes.corrected(paper, 2, "strike")
    notes.hint_kept(paper, 1)
    ticks.glyphs(paper, "√", "□")


@PLATFORMS(maker="wps")
def cutter_nan(paper: Paper) -> None:
    """Pages broke badly, so the table was cut three times; the first part is in lines."""
    layout.cut(paper, 3, again=True)
    layout.in_lines(paper)
    amounts.thousands(paper)
    ticks.glyphs(paper, "√", "□")


@PLATFORMS(via="excel")
def old_book_dai(paper: Paper) -> None:
    """An old workbook: units above, rows of a list unused with strokes, two phones in a cell, ticks behind labels."""
    layout.units_above(paper)
    notes.few_rows(paper, "investors", 2)
    wording.two_phones(paper)
    ticks.tick_behind(paper)


@PLATFORMS()
def precise_ying(paper: Paper) -> None:
    """Precise to a fault: last year's beside this year's, sources in footnotes, comments to the officer, 亿元."""
    amounts.last_year_beside(paper, 2)
    notes.footnoted(paper, "含税", 1)
    notes.commented(paper, "审计报告第12页", 2)
    amounts.in_yi(paper, 1)


@PLATFORMS(via="rtf")
def rural_pang(paper: Paper) -> None:
    """A county's platform: two figures in a cell with an arrow, names with 同志 and posts, ticks with crosses."""
    amounts.two_values(paper, 2, "{}→{}")
    wording.with_manners(paper)
    ticks.crosses(paper)


@PLATFORMS()
def clients_of_lu(paper: Paper) -> None:
    """Only two clients and strokes for the rest, thousands by thin apostrophes, the rest as printed."""
    notes.few_rows(paper, "clients", 2)
    amounts.thousands(paper, "'")
    layout.year_words(paper, "{}")
    wording.label_again(paper, 2)
