"""A sentence made of its parts has one stop where they meet."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from smdesk.errors import catalogue, sentence

DOUBLED = re.compile("[。！？；，、][）]?[。；，、]|[。！？][”’]+。")


class Part(str):
    """A text that stands where a number is asked for too."""

    __slots__ = ()

    def __format__(self, _spec):
        return str(self)


def fields(code):
    for template in catalogue()[code].values():
        yield from (name for _, name, _, _ in Formatter().parse(template) if name)


@pytest.mark.parametrize("value", ["照此办理。", "甲句。”“乙句。", "好！", "乙句？"])
def test_no_sentence_of_the_catalogue_doubles_a_stop_where_a_part_ends_as_a_sentence(value):
    faulty = {}
    for code in catalogue():
        told = sentence(code, **dict.fromkeys(fields(code), Part(value)))
        if DOUBLED.search(told):
            faulty[code] = told
    assert faulty == {}


@pytest.mark.parametrize(
    ("what", "end"),
    [("甲句。”“乙句。", "：“甲句。”“乙句。”这些地方"), ("甲句", "：“甲句”。这些地方")],
)
def test_quoted_sentences_keep_their_own_stop_and_the_sentence_around_does_without(what, end):
    assert end in sentence("pages.numbers-left", count=2, what=what)


def test_what_a_person_doubled_is_quoted_as_it_was_written():
    told = sentence("desk.move-refused", applicant="某。。”。厂", old="收到", new="退回", able="。")
    assert told.startswith("“某。。”。厂”现为")


def test_a_number_keeps_its_format_where_a_joint_is_mended():
    code = next(
        code for code, entry in catalogue().items() if "{count:,}" in entry["text"]
    )  # fmt: skip
    values = {name: Part("甲。") for name in fields(code)} | {"count": 12345}
    assert "12,345" in sentence(code, **values)
