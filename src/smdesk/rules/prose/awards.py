"""Titles and standards that a form's cells date, held against the years that the narrative gives them in.

国家高新技术企业（2014 年认定，2017 年通过复审）: every year of the bracket is one of the title's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from smdesk.rules.prose.words import phrase, phrases

_TITLED = re.compile(
    r"(?P<name>[^；;，,、。\n（）()]{6,40})[（(](?P<given>[^（）()]{0,24}?(?:19|20)\d\d年[^（）()]{0,48})[）)]"
)
_LED = phrase(
    r"(?:^|[；;、，,\n])\s*(?P<given>(?:19|20)\d\d年)(?:\d{1,2}月)?(?:被)?&cell_given;(?:为)?(?P<name>[^；;，,、。\n（）()]{6,40})(?=[；;、，,。\n]|$)"
)
_STANDARD = re.compile(r"\d[\d.]*\s*[-—–]\s*(?P<given>(?:19|20)\d\d)\s*(?P<name>《[^《》]{6,60}》)")
_POLICY = re.compile(
    r"(?P<name>《[^《》]{6,60}》)\s*[（(][^（）()]{0,12}[〔［\[](?P<given>(?:19|20)\d\d)[〕］\]][^（）()]{0,8}[）)]"
)
_NUMBERED = re.compile(r"\d[\d.]*\s*[-—–]\s*(?P<given>(?:19|20)\d\d)(?!\d)")
_ROLES = phrase("(?P<led>&standard_led;)|(?P<joined>&standard_joined;)")
_KINDS = phrase("&standard_kinds;")
_YEAR = re.compile(r"(?<![-—–~～至到])(?P<year>(?:19|20)\d\d)年")
_CODE_YEAR = re.compile(r"(?:19|20)\d\d")
_QUOTE = '[“”"‘’「」]?'
_BRACKET = phrase(
    rf"{_QUOTE}(?:称号|资质|荣誉)?[（(](?P<year>(?:19|20)\d\d)年(?:\d{{1,2}}月)?(?:首次|首批|通过|正式|被)*(?:&cell_given;)?[）)]"
)
_BEHIND = phrase(
    rf"{_QUOTE}(?:称号|资质|荣誉)?[，,]?(?:是|系|于|在|自)*(?P<year>(?:19|20)\d\d)年(?:\d{{1,2}}月)?(?:就|即|首次|首批|正式|获得|通过|被|得到)*&cell_given;(?:的|了)?(?=[，,。；;、\s）)]|$)"
)
_PUBLISHED = phrase(
    r"(?:[，,]|标准|已|于|在)*(?P<year>(?:19|20)\d\d)年(?:\d{1,2}月)?(?:正式)?&published;(?=[，,。；;、）)\s并]|$)"
)
_PUBLISHED_AHEAD = phrase(r"(?P<year>(?:19|20)\d\d)年(?:\d{1,2}月)?(?:正式)?&published;(?:了|的)?$")
_ISSUED = phrase(
    r"(?P<year>(?:19|20)\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:正式|先|又|再|还|以[^，。；\d]{2,12}名义|率先|在全[省市国]率先)*&issued;(?:了|实施)?$"
)
_DRAFT = phrase("[（(](?:&drafts;)")
_GIVEN = phrase("&cell_given;|通过$")
_THROUGH = phrase(rf"{_QUOTE}&through;")
_AGAIN = phrase("&cell_again;")
_LASTING = phrase("年(?:以来|起|后|开始|度?前)|&one_by_one;")
"""Years from which on or up to which titles came, not in which one did."""
_APART = phrase("&awarded_apart;")
_NAMES = re.compile("《[^《》]*》")
"""A 《三年行动计划》 told before is no plan."""
_ENDS = phrase(rf"{_QUOTE}(?:$|[，,。；;、（()）\s]|的?&title_tails;|&title_joined;)")
"""What a title ends at: …企业技术中心的依托单位 is none."""


@dataclass(frozen=True, slots=True)
class Award:
    """A title, a standard or a policy with its years as a cell tells them; ``pattern`` is how it may be spelt."""

    years: tuple[str, ...]
    pattern: re.Pattern[str]
    standard: bool = False
    policy: bool = False

    @property
    def held(self) -> str:
        """The first of its years, as a message tells it."""
        return f"{self.years[0]} 年"


@lru_cache(maxsize=256)
def awards(cell: str) -> tuple[Award, ...]:
    """Return what a cell dates."""
    found = [
        Award(tuple(_CODE_YEAR.findall(one["given"])), _spelt(one["name"].strip()))
        for one in (*_TITLED.finditer(cell), *_LED().finditer(cell))
        if _CODE_YEAR.search(one["name"]) is None
    ]
    found += [
        Award((one["given"],), re.compile(re.escape(one["name"])), standard=True)
        for one in _STANDARD.finditer(cell)
    ]
    found += [
        Award((one["given"],), re.compile(re.escape(one["name"])), policy=True)
        for one in _POLICY.finditer(cell)
    ]
    return (*found, *_of_kinds(cell))


def _of_kinds(cell: str) -> Iterator[Award]:
    """Yield the standards that are the only ones of their kind in a cell: 主持制定地方标准 1 项，2022 年发布."""
    every = [one for one in re.split("[；;\n]", cell) if one.strip()]
    told: list[tuple[str, str, str]] = []
    for one in every:
        kind, given, role = _KINDS().search(one), _NUMBERED.search(one), _ROLES().search(one)
        if kind is None or given is None or role is None:
            return
        told.append((kind[0], given["given"], role.lastgroup or ""))
    for name, year, who in told:
        if sum(name == other for other, *_ in told) == 1:
            yield Award((year,), _drawn_up(who, name), standard=True)


def _drawn_up(role: str, kind: str) -> re.Pattern[str]:
    """Return the pattern of a standard told by who drew it up and its kind alone."""
    by = "|".join(map(re.escape, phrases("standard_led" if role == "led" else "standard_joined")))
    return re.compile(
        rf"(?:{by})(?:制定|制订|编制|起草)(?:了|的)?[^，。；\d]{{0,8}}{kind}(?:[1一]项)?(?=[，,已于在\d])"
    )


def _spelt(name: str) -> re.Pattern[str]:
    """Return the pattern of a title: with or without quotes, 国家 or 国家级."""
    bare = re.sub('[“”"‘’「」]', "", name)
    told = _QUOTE.join(map(re.escape, bare))
    return re.compile(told.replace(f"国{_QUOTE}家", f"国{_QUOTE}家级?", 1))


def misdated(text: str, award: Award) -> Iterator[tuple[int, int]]:
    """Yield the years in which a text has something given that the cell knows of other years."""
    for one in award.pattern.finditer(text):
        if _APART().search(_NAMES.sub("", text[_sentence(text, one.start()) : one.start()])):
            continue
        told = _issued if award.policy else _published if award.standard else _given
        found = told(text, one)
        if found is not None and found["year"] not in award.years:
            yield found.start("year"), found.end("year") + 1


def _published(text: str, named: re.Match[str]) -> re.Match[str] | None:
    """Return the year that a standard is said to be out since, behind its name or before it."""
    if behind := _PUBLISHED().match(text, named.end()):
        return behind
    if text.startswith(("（", "("), named.end()):  # 2021 年发布《…》（征求意见稿）
        return None
    return _PUBLISHED_AHEAD().search(text, _clause(text, named.start()), named.start())


def _issued(text: str, named: re.Match[str]) -> re.Match[str] | None:
    """Return the year in which a policy is said to have been issued, right before its name."""
    ahead = _ISSUED().search(text, _clause(text, named.start()), named.start())
    if ahead is None or _DRAFT().match(text, named.end()):
        return None
    return ahead


def _given(text: str, named: re.Match[str]) -> re.Match[str] | None:
    """Return the year that a title is said to have been given in, behind its name or before it."""
    for pattern in (_BRACKET, _BEHIND):
        behind = pattern().match(text, named.end())
        if behind is not None:
            again = _AGAIN().search(text, _clause(text, named.start()), behind.end())
            return None if again else behind
    if _BRACKETED.match(text, named.end()):
        return None
    if not _ENDS().match(text, named.end()):
        return None
    start = _clause(text, named.start())
    ahead = text[start : named.start()]
    every = list(_YEAR.finditer(text, start, named.start()))
    if len(every) != 1 or _AGAIN().search(ahead) or _LASTING().search(ahead):
        return None
    given = _GIVEN().search(ahead)
    if given is None or (given[0] == "通过" and not _THROUGH().match(text, named.end())):
        return None
    return every[0]


_BRACKETED = re.compile(rf"{_QUOTE}(?:称号|资质|荣誉)?[（(][^（）()]*(?:19|20)\d\d")
"""A year in a bracket that says more than when: which of the title's it is nobody can tell."""


def _clause(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in "，。；、\n") + 1


def _sentence(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in "。；\n") + 1
