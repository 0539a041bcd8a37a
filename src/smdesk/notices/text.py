"""Text at the door: cleaning, folding for comparison, counting as Word counts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ufeff\u200b\u2060\ud800-\udfff]"
)
_BREAKS = re.compile("\r\n?|\u2028|\u2029|\x0b|\x85")
_EDGE = re.compile(r"^[\s\u3000]+|[\s\u3000]+$")
_CJK = (
    r"\u2e80-\u2fff\u3001-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31ef\u3200-\u9fff\uac00-\ud7af"
    r"\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
    r"\u2014\u2018\u2019\u201c\u201d\u2026\u00b7\u00d7"
)
_CJK_RUN = re.compile(rf"[{_CJK}]+")
_OTHER_RUN = re.compile(rf"[^\s\u3000{_CJK}]+")


def clean(text: str, *, multiline: bool = True) -> str:
    r"""Return ``text`` without control characters, lone surrogates and outer blanks.

    Line breaks become ``\n``; with ``multiline`` false they become one blank.
    """
    if text.isprintable() and text[:1] != " " != text[-1:]:
        return text  # nothing to clean: no control character, break or outer blank
    tidy = _CONTROL.sub("", _BREAKS.sub("\n", text))
    if not multiline:
        tidy = re.sub(r"[\n\t]+", " ", tidy)
    return _EDGE.sub("", tidy)


def half_width(text: str) -> str:
    """Return ``text`` with compatibility forms folded (NFKC): full-width digits and letters."""
    return unicodedata.normalize("NFKC", text)


_LABEL = 40
"""Texts up to this length may be labels, which are compared again and again."""
_BLANKS = re.compile(r"[\s\u3000_]+")
_FOLD = str.maketrans({
    "：": ":", "；": ";", "，": ",", "（": "(", "）": ")", "％": "%", "“": '"', "”": '"',
    "‘": "'", "’": "'", "。": ".", "、": ",", "—": "-", "－": "-", "–": "-", "／": "/",
    "【": "[", "】": "]", "《": "<", "》": ">", "·": ".", "．": ".", "〔": "(", "〕": ")",
    "﹪": "%", "﹙": "(", "﹚": ")",
})  # fmt: skip


def fold(text: str) -> str:
    """Return ``text`` for comparing labels: no blanks, half width, plain punctuation, lower case."""
    return _folded_label(text) if len(text) <= _LABEL else _folded(text)


def _folded(text: str) -> str:
    plain = _BLANKS.sub("", half_width(text.translate(_FOLD)).translate(_FOLD))
    return half_width(plain.lower())  # again: what a blank kept apart may now be one character


_folded_label = lru_cache(maxsize=8192)(_folded)


def word_count(text: str) -> int:
    """Return Word's 字数: each CJK character or mark counts one, each run of other characters one."""
    return sum(map(len, _CJK_RUN.findall(text))) + len(_OTHER_RUN.findall(text))


QUOTED = 200
"""Characters of a value that a sentence quotes; a form may hold thousands in one cell."""


def quoted(text: str) -> str:
    """Return a value as a sentence quotes it: a long one by its beginning and its length."""
    if len(text) <= QUOTED:
        return text
    return f"{text[: QUOTED - 20].rstrip()}…（共 {len(text)} 字）"


def brief(text: str, most: int = 80) -> str:
    """Return a name as a place that must not grow shows it: its beginning, where it is longer."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
