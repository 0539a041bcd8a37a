"""Sixty people of factories and towns, each with the habits that go together in one hand."""

from __future__ import annotations

from fifteenth import habits as h
from fifteenth import labels as lb
from fifteenth import rows as r
from fifteenth import values as v
from fifteenth.labels import each, numbered, years_as
from fifteenth.neighbours import NEIGHBOURS
from fifteenth.person import Person, who
from fifteenth.values import figures, texts
from smdesk.notices.models import Kind

M, P, N, D = Kind.MONEY, Kind.PERCENT, Kind.INTEGER, Kind.DECIMAL
LONG = Kind.LONG_TEXT
way = h.way


_ALL: tuple[Person, ...] = (
    who("pastes_from_excel", "the accountant who pastes figures from Excel", figures(v.thousands_two), figures(v.two_places, P, beside=True), way(ticks="black", trailing=True), v.linked),
    who("old_engineer", "the old engineer: √ by the input method, years in 汉字", years_as("汉"), way(ticks="tick"), each(lb.colon), v.nothing("无"), v.two_lines),
    who("consultant", "a consultant's template: units in labels anew, English below", each(lb.english), each(lb.star), h.in_title, way(ticks="box", header="项目申报服务中心", pages=True), figures(v.thousands)),
    who("retyped", "the clerk who typed the table anew from a PDF", each(lb.one_line), each(lb.half_brackets), years_as("bare"), way(ticks="tick", cover="none"), r.pairs_below, v.nothing()),
    who("merges", "the one who merges question and answer into one cell", r.in_one_cell, way(ticks="black", cover="table"), figures(v.with_unit, M, every=0.5), v.nothing("/")),
    who("fourth_year", "the one who adds a column for this year's plan", r.another_year(False), figures(v.thousands), way(ticks="check"), r.sealed, v.phones),
    who("unit_everywhere", "万元 behind every figure", figures(v.with_unit, M, P, N, D), numbered("1."), way(ticks="black"), r.drop_empty_rows),
    who("in_yi", "the one who tells 亿元 and says so", figures(v.in_yi, every=0.6), figures(v.percent, P), way(ticks="tick", cover="table"), v.area_code),
    who("about", "the one who is never quite sure: 约", figures(v.about, N), figures(v.about_unit, M, every=0.4), way(ticks="check"), v.nothing("—"), h.filed_on),
    who("full_width", "the input method is left in full width", figures(v.wide, M, P, N, D, beside=True), way(ticks="black", between="　"), each(lb.spaced), v.wide_dash),
    who("remarks", "notes in brackets", figures(v.audited, every=0.3), v.remarked, way(ticks="after"), v.post_code, h.annex_list),
    who("address_lines", "address over the lines, with its postal code", v.post_code, v.two_lines, v.mobile, way(ticks="tick", cover="table"), figures(v.spaced, M, P)),
    who("two_phones", "two numbers and two people", v.phones, v.two_contacts, way(ticks="heavy"), figures(v.two_places, M), r.foot_row),
    who("bold_and_underlined", "shows her choice in bold and underlined", way(ticks="both", pen="kai"), each(lb.broken), v.strokes("/"), figures(v.thousands)),
    who("deletes_options", "leaves only what was chosen", way(ticks="kept"), r.drop_empty_rows, figures(v.with_unit, M), v.two_lines, years_as("度")),
    who("strikes_options", "strikes out what was not chosen", way(ticks="strike"), each(lb.colon), v.titled, figures(v.percent, P), v.nothing("无")),
    who("writes_words", "writes the option's words", way(ticks="words", cover="none"), figures(v.thousands_unit, M), each(lb.one_line), h.unit_line),
    who("drops_rows", "takes out rows without an answer", r.drop_empty_rows, r.dropped_measure, way(ticks="black"), numbered("1、"), v.site),
    who("adds_column", "a column 备注 on the right", r.extra_column, way(ticks="tick", landscape=True), figures(v.thousands_two), v.nothing()),
    who("unit_in_label", "the unit after a stroke in the label", each(lb.slash_unit), way(ticks="check", pen="blue"), figures(v.two_places, M, P), v.linked),
    who("unit_said", "（单位：万元）", each(lb.said_unit), numbered("（1）"), way(ticks="square"), v.nothing("无。"), years_as("末")),
    who("landscape", "turned the page, years newest first", way(landscape=True, ticks="tick"), r.newest_first, figures(v.thousands), h.header, v.mobile),
    who("split_titles", "each section its own table below its heading", way(split="titles", ticks="black"), numbered("1."), figures(v.with_unit, P, N), v.strokes("—")),
    who("split_tables", "each section its own table", way(split="tables", ticks="vee"), v.annexed, r.drop_empty_rows, figures(v.thousands)),
    who("ditto", "同上 and 见附件", v.annexed, r.more_rows(0), v.ditto, way(ticks="check", cover="table"), h.annex_list),
    who("audit_report", "figures told in the audit report", v.annexed_figures, v.strokes("/"), way(ticks="tick"), each(lb.spaced)),
    who("not_audited", "last year's figures are not ready", v.not_known, years_as("度"), way(ticks="black"), v.phones, h.letter),
    who("spaces", "blanks, tabs and breaks", each(lb.spaced), figures(v.gap_unit, M, N), v.indented, way(ticks="check", soft=True, box_gap=" "), v.pieces),
    who("numbering", "numbers everything", numbered("1."), each(lb.colon), v.numbered_lines, way(ticks="inbox"), h.explained),
    who("circled", "① ② before the labels", numbered("①"), way(ticks="round", row=True), figures(v.percent, P), v.two_lines, v.nothing("暂无")),
    who("seal", "signed, sealed, dated", r.sealed, way(seal=True, ticks="black"), h.header, figures(v.thousands_unit, M), h.filed_on),
    who("last_years_form", "the form of another year, years written over", r.years_moved, way(ticks="check"), figures(v.two_places, M), each(lb.one_line)),
    who("other_programme", "another programme's form by mistake", h.other_programme, way(ticks="black")),
    who("two_forms", "two forms in one file", h.two_forms, way(ticks="tick"), figures(v.thousands), r.drop_empty_rows),
    who("same_twice", "the same form twice, to be printed", figures(v.with_unit, M), way(ticks="black"), each(lb.colon), h.twice),
    who("twice_differing", "an old and a new copy in one file", way(ticks="check"), figures(v.thousands), h.twice_differing),
    who("other_labels", "writes the labels as she would say them", each(lb.other_words), way(ticks="tick", cover="none"), figures(v.two_places, M), v.titled),
    who("yuan", "the bookkeeper who thinks in 元 and says so", figures(v.in_yuan), way(ticks="black"), figures(v.percent, P), v.code_groups),
    who("rmb", "人民币…万元", figures(v.rmb, every=0.7), figures(v.in_all, N, only="项 个"), way(ticks="heavy", cover="table"), v.wide_dash),
    who("yen_sign", "cells of Excel with ¥", figures(v.sign), way(ticks="check", trailing=True), figures(v.percent, P), h.unit_line),
    who("wan", "万, not 万元", figures(v.short_wan), years_as("months"), way(ticks="kept"), v.mobile),
    who("fills_all", "fills every row and adds one", r.more_rows(1), way(ticks="tick"), figures(v.with_unit, N), v.area_code),
    who("unmerged", "a table whose cells were parted again", way(unmerged=True, ticks="check"), each(lb.one_line), figures(v.thousands), v.nothing("/")),
    who("number_column", "a column 序号 on the left", r.numbered_rows, way(ticks="black", cover="none"), figures(v.two_places, M), years_as("末")),
    who("more_measures", "adds a measure", r.extra_measure, way(ticks="tick"), figures(v.thousands), v.falling, h.header),
    who("project_dates", "a project's years with their months", v.dates, way(ticks="check", underlined=True), figures(v.with_unit, M, P), v.area_code),
    who("controls", "uses Word's own boxes", way(ticks="control"), figures(v.thousands), v.linked, r.sealed, years_as("gap")),
    who("wingdings", "ticks by Wingdings", way(ticks="wingdings", pen="kai"), each(lb.half_brackets), figures(v.two_places, M), v.nothing()),
    who("row_of_boxes", "all boxes in one row", way(ticks="tick", row=True, between=" "), each(lb.broken), figures(v.with_unit, M), v.site),
    who("underlines", "shows the choice underlined, boxes left", way(ticks="line"), figures(v.percent, P), v.strokes("无"), h.filed_on),
    who("crossed", "☒ of Word's list of signs", way(ticks="cross"), figures(v.thousands_unit, M), r.foot_row, v.phones),
    who("no_boxes", "a √ before the words, boxes taken out", way(ticks="gone"), figures(v.thousands), each(lb.unit_apart), v.two_lines),
    who("round_after", "（√） behind the words", way(ticks="after_round"), figures(v.gap_unit, M, P), years_as("audit"), v.annexed),
    who("merged_accounts", "figures of the group's accounts, said once or twice", figures(v.merged, every=0.15), way(ticks="black"), h.letter, v.code_groups),
    who("full_stops", "ends everything with a full stop", figures(v.full_stop, M, P, N), texts(lambda t: t.rstrip("。") + "。", LONG), way(ticks="tick"), each(lb.colon)),
    who("approx_after", "…左右", figures(v.approx_after, M, N, every=0.4), way(ticks="check"), each(lb.square_unit), v.nothing("-")),
    who("dates_as_years", "years as balance sheet days", years_as("day"), figures(v.thousands_two), way(ticks="black_only"), h.explained),
    who("excel_form", "the form rebuilt in Excel, numbers as numbers", way(numbers=True, money="#,##0.00", ticks="tick"), each(lb.one_line), v.nothing("/"), program="book"),
    who("excel_percent", "Excel with per cents as such, no cover", way(numbers=True, percents=True, money="#,##0.00_ ", ticks="black", cover="none"), v.mobile, h.in_title, program="book"),
    who("excel_texts", "Excel where all is text with units", figures(v.thousands_unit, M), figures(v.percent, P), way(ticks="check"), numbered("1."), r.drop_empty_rows, program="book"),
    who("excel_two_rows", "Excel, one question a row, newest year first", r.pairs_below, r.newest_first, way(numbers=True, ticks="black", cover="none"), each(lb.colon), program="book"),
    who("short_years", "years as 19年, units apart", years_as("short"), each(lb.unit_apart), figures(v.with_unit, M), way(ticks="words_lines"), v.nothing("无")),
    who("no_unit_labels", "takes the units out of the labels and puts them into the cells", each(lb.no_unit), figures(v.with_unit, M, P, N, D), way(ticks="tick"), h.header),
    who("unnumbered", "rows without their numbers, dots before labels", r.unnumbered, each(lb.dotted), way(ticks="check", split="tables"), figures(v.wide_unit, M, every=0.5), v.titled),
)  # fmt: skip
PEOPLE: dict[str, Person] = {one.name: one for one in (*_ALL, *NEIGHBOURS)}
"""The people by name."""
