"""Still more clerks: those whose files hold other things than the form, and words that are no answer."""

from __future__ import annotations

from random import Random

from eleventh import amounts, layout, leavings, notes, reshaping, ticks, wording
from eleventh.clerk import Desk, Hand
from eleventh.paper import Paper

FIRMS, OPERATORS, BUREAUS = Desk("firm"), Desk("platform"), Desk("city")


@FIRMS(maker="wps")
def placeholder_lai(paper: Paper) -> None:
    """Sends it half done: 待定, 见封面, examples kept, V for a tick on 口 for boxes."""
    leavings.no_answer(paper, 3)
    leavings.example_kept(paper, 1)
    ticks.glyphs(paper, "V", "口")


@FIRMS()
def note_lover_tu(paper: Paper) -> None:
    """Raised marks and circled ones at figures, what they say below; balance sheet and proofs behind."""
    leavings.raised_mark(paper, 2)
    leavings.circled_mark(paper, 2)
    leavings.balance_sheet(paper)
    ticks.glyphs(paper, "√", "□")


@FIRMS(maker="wps")
def county_desk_ban(paper: Paper) -> None:
    """The county put its list in front and its own contact below; the firm wrote 万 behind amounts."""
    leavings.wan_only(paper)
    leavings.contact_below(paper)
    leavings.county_list(paper)
    ticks.glyphs(paper, "√", "□")


@FIRMS()
def hidden_past_mou(paper: Paper) -> None:
    """An inherited file with hidden letters, rows struck out whole, a figure put right in brackets."""
    leavings.hidden_leftover(paper, 3)
    leavings.row_struck(paper)
    leavings.put_right(paper, 2)
    ticks.tick_over(paper, "□V")


@FIRMS(via="excel")
def ledger_of_jia(paper: Paper) -> None:
    """Excel of the sales office: 300余, 300+, a comma before decimals, ‰ once."""
    leavings.vague(paper, 3)
    leavings.comma_decimals(paper, 2)
    leavings.per_mille(paper)
    ticks.glyphs(paper, "√", "口")


@FIRMS()
def short_of_space_ni(paper: Paper) -> None:
    """Joined 联系人/职务 in one cell, cut the labels' blanks, % and thousands; last pages missing."""
    leavings.joined_pair(paper)
    layout.tidy_labels(paper)
    amounts.thousands(paper)
    leavings.half_only(paper)
    ticks.glyphs(paper, "√", "□")


@FIRMS(via="doc")
def two_drafts_gong(paper: Paper) -> None:
    """The draft before is still behind the form; minus signs of all kinds."""
    leavings.plus_minus(paper)
    ticks.glyphs(paper, "■", "□")
    leavings.second_draft(paper)


@OPERATORS()
def gatherer_min(paper: Paper) -> None:
    """Gathers from partners: 待定, 同前, 300余, proofs behind, the clerk's own contact below."""
    leavings.no_answer(paper, 4)
    leavings.vague(paper, 2)
    leavings.contact_below(paper)
    leavings.proofs(paper)
    ticks.glyphs(paper, "√", "口")


@OPERATORS(maker="google")
def drafts_of_ba(paper: Paper) -> None:
    """Two drafts in a file, raised marks, thousands."""
    leavings.raised_mark(paper, 3)
    amounts.thousands(paper)
    ticks.glyphs(paper, "☑", "□")
    leavings.second_draft(paper)


@OPERATORS(via="odt")
def inherited_gai(paper: Paper) -> None:
    """Inherited: hidden letters, a struck row, V in brackets for ticks, the list of the county in front."""
    leavings.hidden_leftover(paper, 3)
    leavings.row_struck(paper)
    leavings.county_list(paper)
    ticks.glyphs(paper, "（V）", "（ ）")


@OPERATORS(maker="wps")
def joined_zhong(paper: Paper) -> None:
    """Contact and post in one cell, figures put right in brackets, 万 for 万元."""
    leavings.joined_pair(paper)
    leavings.put_right(paper, 2)
    leavings.wan_only(paper, 4)
    ticks.symbols(paper, "Wingdings", "F0FC", "")


@BUREAUS()
def falling_rates_qi(paper: Paper) -> None:
    """A year of falling rates with every sort of minus; circled marks; V for ticks."""
    leavings.plus_minus(paper)
    leavings.circled_mark(paper, 2)
    ticks.glyphs(paper, "V", "□")


@BUREAUS(maker="wps")
def unfinished_lian(paper: Paper) -> None:
    """Unfinished: 待定 and 略, 300余, last pages missing."""
    leavings.no_answer(paper, 2)
    leavings.vague(paper, 2)
    leavings.half_only(paper)


@BUREAUS(via="excel")
def yearbook_copy_shen(paper: Paper) -> None:
    """A workbook with a comma before decimals, figures put right, the clerk's own contact below."""
    leavings.comma_decimals(paper, 1)
    leavings.put_right(paper, 1)
    leavings.contact_below(paper)
    ticks.glyphs(paper, "√", "□")


_QUIRKS: list[Hand] = [
    amounts.thousands, amounts.units_again, amounts.percent_signs, amounts.in_yuan, amounts.in_yi, amounts.about, amounts.two_values,
    amounts.explained, amounts.part_of_it, amounts.last_year_beside, amounts.stops, amounts.inner_blanks, amounts.unfilled, amounts.zeros,
    wording.phones, wording.two_phones, wording.phone_in_name, wording.two_people, wording.spaced_names, wording.code_in_groups,
    wording.numbered_text, wording.half_brackets, wording.label_again, wording.pasted, notes.corrected, notes.commented, notes.footnoted,
    notes.waiting, notes.doubtful, notes.hint_kept, notes.remark, leavings.no_answer, leavings.vague, leavings.put_right,
    leavings.raised_mark, leavings.hidden_leftover, leavings.wan_only, leavings.comma_decimals, leavings.plus_minus, leavings.contact_below,
    reshaping.paid_in, reshaping.foreign_capital, reshaping.growth_in_words, reshaping.in_the_label,
]  # fmt: skip
_TICKS: list[Hand] = [
    ticks.glyphs, ticks.tick_over, ticks.tick_behind, ticks.struck_out, ticks.typed_yes, ticks.typed_choice, ticks.crosses, ticks.symbols,
]  # fmt: skip
_SHAPES: list[Hand] = [
    layout.sections_out, layout.cut, layout.cover_lines, layout.tidy_labels, layout.colons, layout.other_words, layout.units_above,
    layout.year_words, layout.years_turned, layout.own_rows, layout.in_lines, layout.growth_rows, layout.signed, layout.stars,
    reshaping.years_down, reshaping.year_dropped, leavings.county_list, leavings.balance_sheet, leavings.half_only, notes.printed_example,
]  # fmt: skip


def _anybody(paper: Paper, who: str) -> None:
    rng = Random(f"{who} {paper.form} {sorted(paper.truth.items())[:3]}")
    for one in [*rng.sample(_QUIRKS, rng.randint(2, 5)), rng.choice(_TICKS), *rng.sample(_SHAPES, rng.randint(1, 2))]:  # fmt: skip
        one(paper)


@FIRMS()
def anybody_at_a_factory(paper: Paper) -> None:
    """Whoever was told to do it: four to eight habits of the others."""
    _anybody(paper, "factory")


@OPERATORS(maker="wps")
def anybody_at_a_platform(paper: Paper) -> None:
    """Whoever was told to do it, at a platform, with WPS."""
    _anybody(paper, "platform")


@BUREAUS(maker="google")
def anybody_at_a_bureau(paper: Paper) -> None:
    """Whoever was told to do it, at a bureau, online."""
    _anybody(paper, "bureau")


@FIRMS(via="odt")
def anybody_with_libreoffice(paper: Paper) -> None:
    """Whoever was told to do it and has no Word."""
    _anybody(paper, "odt")
