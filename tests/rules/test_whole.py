"""Addresses that a form lacks, the narrative, the attachments."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smdesk.notices.declaration import Attachment, Heading, Narrative, Paragraph, Run
from smdesk.notices.models.form import Years
from smdesk.notices.text import word_count
from smdesk.rules.engine import checker_of
from smdesk.rules.formats.texts import placeholder_in

BODY = Paragraph(runs=(Run(text="字"),))


def found(small, declaration, part):
    return [
        (one.rule, one.level, one.addresses[0])
        for one in small.all(declaration)
        if one.rule.startswith(part)
    ]


def narrative(*headings, text="字"):
    body = Paragraph(runs=(Run(text=text),))
    pairs = [(Heading(level=1, text=one), body) for one in headings]
    return Narrative(blocks=tuple(block for pair in pairs for block in pair))


def attached(slot, name="a.pdf", digest="a"):
    return Attachment(
        slot=slot, name=name, media_type="application/pdf", sha256=digest * 64, size=1
    )


@pytest.mark.parametrize(
    "address",
    [
        "no.such",
        "finance.assets[2016]",
        "finance.assets",
        "parts[5].name",
        "parts.name",
        "ORG",
        "",
        "a b[",
        "org.name[2019]",
    ],
)
def test_a_value_without_a_place_on_the_form_is_an_error(small, declare, address):
    declaration = declare({address: "1"})
    assert found(small, declaration, "address") == [("address.unknown", "error", address)]


def test_the_fix_of_an_unknown_value_takes_it_away(small, declare):
    declaration = declare({"no.such": "1"})
    (lost,) = [one for one in small.all(declaration) if one.rule == "address.unknown"]
    assert not found(small, declaration.with_values({lost.fix.address: lost.fix.text}), "address")


def test_what_the_form_fixes_cannot_be_contradicted(small, declare):
    assert found(small, declare({"cover.kind": "示范平台"}), "address") == [
        ("address.fixed", "error", "cover.kind")
    ]
    assert found(small, declare({"cover.kind": "示范企业"}), "address") == []


def test_a_missing_narrative_is_one_hint(small, declare):
    assert found(small, declare(), "narrative") == [
        ("narrative.missing", "hint", "narrative#first")
    ]


def test_a_heading_of_the_outline_is_known_by_item_or_by_its_words(small, declare):
    by_words = narrative("一、概况", "2. 做 法")
    assert found(small, declare(narrative=by_words), "narrative") == []
    by_item = Narrative(
        blocks=(
            Heading(level=1, text="企业情况", item="first"), BODY,
            Heading(level=1, text="做法"), BODY,
        )
    )  # fmt: skip
    assert found(small, declare(narrative=by_item), "narrative") == []


def test_each_missing_heading_is_named(small, declare):
    assert found(small, declare(narrative=narrative("序")), "narrative") == [
        ("narrative.heading", "hint", "narrative#first"),
        ("narrative.heading", "hint", "narrative#second"),
    ]


def test_a_narrative_over_its_limit_is_an_error(small, declare):
    at_limit = narrative("一、概况", "二、做法", text="字" * 6)
    over = narrative("一、概况", "二、做法", text="字" * 7)
    assert found(small, declare(narrative=at_limit), "narrative") == []
    assert found(small, declare(narrative=over), "narrative") == [
        ("narrative.long", "error", "narrative#first")
    ]


def test_a_required_attachment_that_is_missing_is_a_hint(small, declare):
    assert found(small, declare(), "attachment") == [
        ("attachment.missing", "hint", "attachments#licence")
    ]
    assert found(small, declare(attachments=(attached("licence"),)), "attachment") == []


def test_several_files_where_one_is_wanted_and_strange_slots_are_checks(small, declare):
    files = (
        attached("licence"),
        attached("licence", digest="b"),
        attached("gone", digest="c"),
        attached("free", digest="d"),
    )
    assert found(small, declare(attachments=files), "attachment") == [
        ("attachment.several", "check", "attachments#licence"),
        ("attachment.slot", "check", "attachments#gone"),
    ]


def test_a_file_attached_twice_is_a_hint(small, declare):
    files = (attached("licence"), attached("more", name="b.pdf"))
    assert found(small, declare(attachments=files), "attachment") == [
        ("attachment.twice", "hint", "attachments#more")
    ]


def test_a_heading_without_words_is_a_hint_and_one_with_subheadings_is_not(small, declare):
    blocks = (
        Heading(level=1, text="一、概况"), Heading(level=2, text="（一）沿革"), BODY,
        Heading(level=1, text="二、做法"),
    )  # fmt: skip
    assert found(small, declare(narrative=Narrative(blocks=blocks)), "narrative") == [
        ("narrative.empty", "hint", "narrative#second")
    ]


def test_a_placeholder_in_the_narrative_is_asked_about_at_its_place(small, declare):
    left = narrative("一、概况", "二、做法", text="利润XX元")
    assert found(small, declare(narrative=left), "narrative.placeholder") == [
        ("narrative.placeholder", "check", "narrative[1]:2-4"),
        ("narrative.placeholder", "check", "narrative[3]:2-4"),
    ]


@given(
    st.lists(st.text(alphabet="字aX某×_0 1。\t\r\u2028,", max_size=12), min_size=1, max_size=6)
    .filter(lambda lines: any(line.strip() for line in lines))
    # letters before a digit are the name of a product to the check: XX0 is no placeholder
    .filter(lambda lines: not any(re.search(r"X[\d_ ]*\d", line) for line in lines))
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_lines_are_counted_and_searched_as_the_whole_text_is(small, declare, lines):
    body = Narrative(blocks=tuple(Paragraph(runs=(Run(text=line),)) for line in lines))
    seen = {one.rule: one for one in reversed(small.all(declare(narrative=body)))}
    left, count = placeholder_in(body.text), word_count(body.text)
    assert ("narrative.placeholder" in seen) == (left is not None)
    assert left is None or f"{left}" in seen["narrative.placeholder"].message
    assert ("narrative.long" in seen) == (count > 20)


def test_a_form_with_years_of_its_own_is_checked_for_these(make_pack):
    pack = make_pack()
    form = pack.forms["small"].model_copy(update={"years": Years(fixed=(2014, 2015, 2016))})
    own = checker_of(pack, form, (2017, 2018, 2019))
    assert own.ground.years == (2014, 2015, 2016)
    assert "finance.assets[2014]" in own.ground.order
    assert "finance.assets[2017]" not in own.ground.order
