"""The words that patterns in code are made of."""

import re
from pathlib import Path

import pytest

from smdesk.rules import prose
from smdesk.rules.prose.words import phrase, words

_CODE = [one.read_text(encoding="utf-8") for one in Path(prose.__file__).parent.glob("*.py")]


def test_every_word_list_that_code_asks_for_is_there():
    asked = {
        one
        for text in _CODE
        for one in re.findall(r"&([a-z_]+);|phrases\(\"([a-z_]+)\"\)|\.said\[\"([a-z_]+)\"\]", text)
        for one in one
        if one
    }
    assert asked - {"name"} == set(words().said)


def test_a_phrase_stands_for_any_of_its_words():
    made = phrase(r"^&summing;\d$")()
    assert made.match("合计3")
    assert not made.match("合3")


def test_a_phrase_of_unknown_words_is_refused():
    with pytest.raises(KeyError):
        phrase("&nothing_of_that_name;")()


def test_words_are_taken_as_they_stand():
    assert not phrase("^&table_serials;$")().match("Nox")
