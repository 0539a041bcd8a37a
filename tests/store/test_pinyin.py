"""Pinyin out of pypinyin's files is pypinyin's own."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal

from smdesk.store import pinyin

NAMES = (
    "重庆长安汽车股份有限公司", "浙江流体重工机械厂", "银行行长", "绿色女装有限责任公司",
    "朝阳区都会发展中心", "乐清市长虹塑业", "单县厦门路便宜行事", "嗯呣〇",
)  # fmt: skip
_SIGNS = st.sampled_from(sorted({sign for word in list(PHRASES_DICT)[::97] for sign in word}))


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_spoken_as_pypinyin_speaks_it(name):
    assert pinyin.as_words(name) == tuple(lazy_pinyin(name))
    assert pinyin.one_by_one(name) == tuple(one for sign in name for one in lazy_pinyin(sign))


def test_words_of_the_dictionary_are_spoken_alike():
    words = list(PHRASES_DICT)[::41]
    assert [pinyin.as_words(one) for one in words] == [tuple(lazy_pinyin(one)) for one in words]


@settings(max_examples=60)
@given(st.text(_SIGNS, min_size=1, max_size=24))
def test_any_run_of_signs_is_cut_into_the_same_words(run):
    assert pinyin.as_words(run) == tuple(lazy_pinyin(run))


def test_every_sign_has_the_same_reading():
    signs = [chr(code) for code in PINYIN_DICT]
    assert [pinyin.one_by_one(one) for one in signs] == [tuple(lazy_pinyin(one)) for one in signs]
    toned = {one for told in PINYIN_DICT.values() for one in told.split(",")}
    assert pinyin.all_readings() == {to_normal(one) for one in toned}


def test_signs_without_a_reading_stay():
    assert pinyin.as_words("かα中") == ("か", "α", "zhong")


def test_without_the_known_files_pypinyin_itself_is_asked(monkeypatch):
    monkeypatch.setattr(pinyin, "_tables", lambda: None)
    assert pinyin.as_words("重庆长安") == ("chong", "qing", "chang", "an")
    assert pinyin.one_by_one("重庆") == ("zhong", "qing")
    assert "nv" in pinyin.all_readings()


def test_a_search_loads_no_dictionary():
    told = "from smdesk.store.search import expression, tokens; tokens(['重庆长安']); expression('chongq')"
    asked = f"{told}; import sys; print('pypinyin' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
