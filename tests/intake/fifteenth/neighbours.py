"""Twenty more people: units unsaid, corrections, remarks, questions that changed places."""

from __future__ import annotations

from fifteenth import habits as h
from fifteenth import labels as lb
from fifteenth import rows as r
from fifteenth import slips as s
from fifteenth import values as v
from fifteenth.labels import each, numbered, years_as
from fifteenth.person import Person, who
from fifteenth.values import figures
from smdesk.notices.models import Kind

M, P, N = Kind.MONEY, Kind.PERCENT, Kind.INTEGER
way = h.way
NEIGHBOURS: tuple[Person, ...] = (
    who("all_in_yuan", "the ledger's 元 in every cell", s.all_in_yuan, way(ticks="black"), each(lb.one_line), v.nothing("/")),
    who("one_row_in_yuan", "one row copied from the ledger", s.one_row_in_yuan, figures(v.percent, P), way(ticks="tick"), h.header),
    who("in_yi_unsaid", "the last year in 亿元", s.in_yi_unsaid, way(ticks="check"), years_as("度"), v.phones),
    who("corrected", "old figures struck out", s.corrected, figures(v.thousands), way(ticks="black"), r.sealed),
    who("head_again", "heads of the years again on the second page", s.head_again, way(ticks="tick", landscape=True), figures(v.with_unit, M), each(lb.colon)),
    who("scanned", "labels from a scan", s.typos, way(ticks="check", cover="none"), figures(v.two_places, M), v.nothing("无")),
    who("loss_in_brackets", "a loss in brackets", s.losses("({1:,.2f})"), figures(v.thousands), way(ticks="black"), r.drop_empty_rows),
    who("loss_in_words", "a loss in words", s.losses("亏损{0}"), figures(v.with_unit, M, every=0.3), way(ticks="tick"), years_as("bare")),
    who("loss_with_sign", "a loss with its sign", s.losses("-{0}"), figures(v.thousands_two), way(ticks="heavy"), each(lb.star)),
    who("capital_said", "a capital as in the licence", s.capital_whole, s.staff_of, s.years_since, way(ticks="black"), figures(v.thousands, M)),
    who("capital_people", "万人民币", s.capital_people, s.since, v.titled, way(ticks="kept"), figures(v.percent, P)),
    who("dollars", "a joint venture's capital", s.capital_in_dollars, way(ticks="tick", cover="table"), v.mobile, figures(v.thousands)),
    who("both_ticked", "是 and 否 both", s.both_ticked, way(ticks="tick"), v.strokes("/"), numbered("1.")),
    who("left_boxes", "boxes left for the office", s.nothing_ticked, way(ticks="check"), figures(v.with_unit, M), r.extra_measure),
    who("other_said", "其他 in her own words", s.other_said, way(ticks="black"), figures(v.two_places, M), v.area_code),
    who("contact_together", "name and number in one cell", s.contact_together, way(ticks="tick", cover="table"), each(lb.spaced), v.two_lines),
    who("parts_of_one", "0.305 for 30.5 %", s.shares_as_parts, way(ticks="check"), figures(v.thousands), h.filed_on),
    who("year_units", "units with the years", s.year_units, way(ticks="black"), figures(v.thousands), v.linked),
    who("until_march", "fills （截至…） on", s.value_below, s.zeros, way(ticks="tick"), r.foot_row, figures(v.two_places, M)),
    who("swapped", "questions changed places", s.swapped_labels, way(ticks="black"), figures(v.thousands_unit, M), each(lb.half_brackets)),
    who("says_growth", "增长5.2%, 约占30%", s.growth_words, s.part_words, way(ticks="check"), each(lb.broken), r.newest_first),
    who("excel_all_in_yuan", "Excel in 元", s.all_in_yuan, way(numbers=True, money="#,##0.00", ticks="tick"), each(lb.one_line), r.drop_empty_rows, program="book"),
    who("excel_fourth_year", "Excel with one year more", r.another_year(False), way(numbers=True, money="#,##0", percents=True, ticks="black"), h.in_title, program="book"),
)  # fmt: skip
