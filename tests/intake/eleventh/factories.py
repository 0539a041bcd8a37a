"""Clerks at factories: offices, accountants, project managers, an intern or two."""

from __future__ import annotations

from eleventh import amounts, layout, notes, ticks, wording
from eleventh.clerk import Desk
from eleventh.paper import Paper, blank_paper

FACTORIES = Desk("firm")


@FACTORIES()
def gui_lan(paper: Paper) -> None:
    """Fills the county's own .doc on her old computer: √ over boxes, units typed again, names on three characters."""
    ticks.tick_over(paper, "□√")
    amounts.units_again(paper)
    wording.spaced_names(paper)
    wording.phones(paper, "brackets")


@FACTORIES()
def accountant_hu(paper: Paper) -> None:
    """An accountant: western thousands, two places everywhere, a loss with its minus, sources in footnotes."""
    amounts.two_places(paper)
    amounts.losses(paper)
    amounts.thousands(paper)
    notes.footnoted(paper, many=2)
    ticks.glyphs(paper, "■", "□")
    layout.units_above(paper)


@FACTORIES(maker="wps")
def intern_qiqi(paper: Paper) -> None:
    """An intern with WPS: paste leaves blue letters, 待定 where the manager is to say, a question mark here and there."""
    notes.waiting(paper, 2)
    notes.doubtful(paper, 1)
    wording.pasted(paper, "blue")
    notes.hint_kept(paper, 2)
    ticks.glyphs(paper, "☑", "☐")


@FACTORIES(maker="wps")
def old_ma(paper: Paper) -> None:
    """Near his pension: full-width digits, 。behind everything, ticks behind the labels, 法定代表人 as it was in 2012."""
    amounts.full_width(paper)
    amounts.stops(paper, 2)
    ticks.tick_behind(paper)
    layout.other_words(paper)
    layout.signed(paper, "2024年5月8日")


@FACTORIES()
def project_manager_lin(paper: Paper) -> None:
    """Took last year's file of a colleague: revisions left in, a comment of the boss, percent signs, strokes for nothing."""
    notes.corrected(paper, 4, "revision")
    notes.name_corrected(paper)
    notes.commented(paper, "这个数是不是去年的？", 2)
    amounts.percent_signs(paper)
    amounts.unfilled(paper, 3, "/")


@FACTORIES(maker="google")
def young_wen(paper: Paper) -> None:
    """Writes online and downloads: tidy labels with colons, √ typed, phones in groups, the code in groups of four."""
    layout.tidy_labels(paper)
    layout.colons(paper)
    ticks.glyphs(paper, "√", "□")
    wording.phones(paper, "spaced")
    wording.code_in_groups(paper)
    amounts.thousands(paper)


@FACTORIES(via="odt")
def engineer_zhu(paper: Paper) -> None:
    """Uses LibreOffice on Linux: sections as lines between tables, strikes out what is wrong, blanks around figures."""
    notes.corrected(paper, 2, "strike")
    amounts.inner_blanks(paper)
    layout.sections_out(paper)
    ticks.glyphs(paper, "☒", "☐")


@FACTORIES(via="excel")
def statistician_bao(paper: Paper) -> None:
    """Lives in Excel: figures as figures with thousands, percents as Excel shows them, comments, cover on its own sheet."""
    paper.look.add("figures")
    amounts.thousands(paper)
    amounts.percent_signs(paper)
    notes.commented(paper, "来源：统计局直报", 2)
    ticks.glyphs(paper, "√", "□")


@FACTORIES(via="excel")
def assistant_duo(paper: Paper) -> None:
    """Copied the form into one sheet of Excel: everything text, units again, 是 typed, months of this year at the right."""
    paper.look.add("one_sheet")
    amounts.units_again(paper)
    ticks.typed_yes(paper)
    layout.one_more_year(paper)
    layout.tidy_labels(paper)


@FACTORIES(via="html")
def secretary_ou(paper: Paper) -> None:
    """Copied from the park's web system into Word: stars at labels, [√] and [ ], what was corrected struck through."""
    layout.stars(paper)
    ticks.glyphs(paper, "[√]", "[ ]")
    notes.corrected(paper, 2, "strike")
    wording.links(paper)


@FACTORIES()
def director_shan(paper: Paper) -> None:
    """Signs everything, rounds everything, writes 约 where he is not sure, and 同上 rather than type twice."""
    amounts.rounded(paper)
    amounts.about(paper, 2)
    wording.same_as_above(paper)
    layout.signed(paper, "2024.6.3")
    ticks.symbols(paper)


@FACTORIES(maker="wps")
def two_of_the_office(paper: Paper) -> None:
    """Two colleagues, one file: both contacts in the cell, both phones, one writes √ and the other strikes out."""
    wording.two_people(paper)
    wording.two_phones(paper, "；")
    ticks.struck_out(paper)
    amounts.thousands(paper, "，")


@FACTORIES()
def translator_mai(paper: Paper) -> None:
    """Came from a foreign firm: brackets of the Latin keyboard, 1,234.56, E-mail, a lower-case code."""
    wording.half_brackets(paper)
    amounts.thousands(paper)
    layout.other_words(paper)
    wording.code_small(paper)
    wording.links(paper)
    ticks.glyphs(paper, "✓", "□")


@FACTORIES()
def cashier_ruan(paper: Paper) -> None:
    """Knows only 元: changed the label of revenue to 元 with its figures, other amounts say 元 themselves."""
    amounts.label_in_yuan(paper)
    amounts.in_yuan(paper, 2)
    ticks.glyphs(paper, "√", "□")
    amounts.unfilled(paper, 2, "无")


@FACTORIES(via="doc")
def group_office_fang(paper: Paper) -> None:
    """A group's headquarters: large amounts in 亿元, explanations of what is consolidated, saved as .doc for the bureau."""
    amounts.in_yi(paper, 2)
    amounts.explained(paper, 2)
    notes.remark(paper)
    ticks.glyphs(paper, "■", "□")


@FACTORIES(maker="wps")
def hurried_pan(paper: Paper) -> None:
    """An hour before the deadline: overlooked a question, left cells empty, two figures where the bosses disagreed."""
    ticks.none_at_all(paper, 1)
    amounts.unfilled(paper, 6)
    amounts.two_values(paper, 2, "{}/{}")
    ticks.glyphs(paper, "√", "□")


@FACTORIES()
def careful_su(paper: Paper) -> None:
    """Checks against last year's form: keeps 上年 figures beside, adds rows of growth, explains the parts."""
    amounts.last_year_beside(paper, 2)
    amounts.part_of_it(paper, 1)
    layout.growth_rows(paper, 2)
    ticks.glyphs(paper, "☑", "□")


@FACTORIES(maker="google")
def returning_tang(paper: Paper) -> None:
    """Declares every year: brought last year's file up to date by changing its heads of years."""
    layout.years_on(paper)
    ticks.tick_over(paper, "√□")
    amounts.thousands(paper)
    wording.label_again(paper)


@FACTORIES()
def consultant_xie(paper: Paper) -> None:
    """A consultant with a layout of his own: every pair on its own row, long texts numbered, bold answers."""
    wording.numbered_text(paper)
    layout.own_rows(paper)
    layout.tidy_labels(paper)
    wording.pasted(paper, "bold")
    ticks.glyphs(paper, "■", "□")


@FACTORIES(maker="python")
def system_of_the_group(paper: Paper) -> None:
    """A clerk prints from the group's system: years latest first, percent signs, ticks only before what applies."""
    layout.years_turned(paper)
    amounts.percent_signs(paper)
    ticks.glyphs(paper, "●", "○")
    layout.tidy_labels(paper)


@FACTORIES()
def typist_gu(paper: Paper) -> None:
    """Retyped the first part as lines with tabs, since the table would not fit; the rest is a table cut twice."""
    layout.cut(paper, 2)
    layout.in_lines(paper, "\t")
    ticks.glyphs(paper, "√", "□")
    amounts.thousands(paper)


@FACTORIES(maker="wps")
def landscape_luo(paper: Paper) -> None:
    """Turned the page on its side and cut the table over pages with the heads again; 2019年度 in the heads."""
    paper.look.add("landscape")
    layout.cut(paper, 2, again=True, between="（续表）")
    layout.year_words(paper, "{}年度")
    ticks.tick_behind(paper, "（√）")


@FACTORIES(via="rtf")
def machine_shop_niu(paper: Paper) -> None:
    """A workshop's planner whose mail system only takes .rtf: red for what applies, noughts, counts in characters."""
    ticks.coloured_only(paper)
    amounts.zeros(paper, 2)
    amounts.in_characters(paper, 1)


@FACTORIES()
def chatty_yue(paper: Paper) -> None:
    """Writes to the officer in the file: a letter in front, 先生 and 女士, a phone with the name, the rest in annexes."""
    notes.letter_in_front(paper)
    wording.phone_in_name(paper)
    wording.with_manners(paper)
    wording.see_annex(paper)
    wording.post_behind(paper)


@FACTORIES(maker="wps")
def sparse_jin(paper: Paper) -> None:
    """Deletes rows that do not apply, sends the table without its cover, ticks without boxes."""
    layout.rows_gone(paper, 2)
    layout.no_cover(paper)
    ticks.boxes_gone(paper)
    amounts.thousands(paper)


@FACTORIES()
def sister_firms_he(paper: Paper) -> None:
    """Fills in for two firms of one owner and sent both in one file by mistake."""
    other = blank_paper(paper.form, "the sister", 1)
    ticks.glyphs(paper, "√", "□")
    notes.sister_behind(paper, other)


@FACTORIES(maker="wps")
def lawyerly_gan(paper: Paper) -> None:
    """Crosses what is not so and ticks what is, signs with dates, remarks below the table, strokes — for nothing."""
    ticks.crosses(paper)
    layout.signed(paper, "二〇二四年五月")
    notes.remark(paper, "备注：我公司2024年拟迁址，注册地址以变更后执照为准。")
    amounts.unfilled(paper, 3, "——")


@FACTORIES()
def both_ways_kong(paper: Paper) -> None:
    """Ticked 是 and 否 alike, merged two years in one cell, gave ranges."""
    ticks.both(paper)
    layout.years_merged(paper)
    amounts.two_values(paper, 2, "{}～{}")


@FACTORIES(via="excel")
def ledger_qian(paper: Paper) -> None:
    """Excel with the years latest first and a row of growth; 元 where the label was changed."""
    paper.look |= {"figures", "one_sheet"}
    layout.years_turned(paper)
    layout.growth_rows(paper, 1, "增长率")
    ticks.tick_behind(paper)


@FACTORIES(maker="google")
def newcomer_ai(paper: Paper) -> None:
    """Filled it on a phone: no cover table but lines, answers over several lines, the printed help kept below."""
    layout.cover_lines(paper)
    amounts.inner_blanks(paper, 5)
    notes.printed_example(paper)
    ticks.glyphs(paper, "✔", "□")
    wording.indented_text(paper)
