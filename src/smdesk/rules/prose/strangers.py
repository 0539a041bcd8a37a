"""Sentences that open with another firm's name and go on with figures as if they were the applicant's.

A text taken over from elsewhere keeps such sentences. Firms that the form itself names, that share
the applicant's trade name, or that the narrative brings in as a client, a partner, a supplier, a
subsidiary or a shareholder are meant as others, and nothing is said of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from smdesk.rules.formats.divisions import named
from smdesk.rules.formats.uscc import PROVINCES
from smdesk.rules.prose.words import phrase, words

_BODY = r"[\u4e00-\u9fffA-Za-z0-9·]"
_NEAR = 14
"""Characters before and behind a name in which a word tells how the firm stands to the applicant."""
_FIRST = 40
TRADE = slice(2, 4)
"""Where a firm's name has its trade name, behind a place of two characters (杭州·澜岫·流体装备)."""
_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十\d]+[、.．]|[（(][一二三四五六七八九十\d]+[）)])"
)
_MARK = re.compile("[，；：]")
_POINT = re.compile(
    "[一二三四五六七八九]是|其[一二三四五六七八九][，,]|第[一二三四五六七八九][，,]"
)
"""Begins a point of an enumeration."""
_JOINING = phrase("&joining;|公司.*公司")
"""In what stands before an ending these say that more than one name does."""
_WITH_TRADE = 6
"""Characters of a name that has a place, a trade name and a trade (杭州·澜岫·泵业)."""
_PLAIN = frozenset("业的和及")
_THINGS = re.compile("[、，；。,;/的和及与]")
_FEW = 2
"""Other firms that may open sentences where one of them is left over."""
_PLACES = phrase("&place_ends;")


def opening_firm(sentence: str, *, full: bool) -> tuple[int, int] | None:
    """Return where a sentence names a firm at its beginning and then states figures or vows as of it.

    ``full`` says that a full name stands somewhere in it.
    """
    whole, short, figures, *_ = _patterns()
    if not full and not _ends().search(sentence, 0, _FIRST):
        return None
    match = (whole.match(sentence) if full else None) or short.match(sentence)
    if match is None:
        return None
    if not figures.match(sentence, match.end()):
        at = match.end()
        told = acts(sentence, at) or devoted_to(sentence, at) or renowned(sentence, at)
        named = match.re is whole and told
        return match.span("name") if named else None
    if match.re is short and not _placed(match["name"]):
        return None
    return match.span("name")


def inner_firms(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield where a firm's name opens a point of an enumeration, or a clause on how known its doings are.

    …；三是甲公司坚持…; …，甲公司的做法先后被媒体报道: whatever stands before it, it is told of as the applicant.
    """
    for mark in _MARK.finditer(sentence):
        rest = sentence[mark.end() :]
        match = _patterns()[0].match(rest)
        if match is None:
            continue
        point = _POINT.match(rest) is not None and acts(rest, match.end())
        if point or renowned(rest, match.end()):
            yield mark.end() + match.start("name"), mark.end() + match.end("name")


def short_names(name: str) -> tuple[str, ...]:
    """Return what a firm behind a place is called for short: 苏州图恩, 图恩公司 for 苏州图恩工业软件有限公司."""
    trade = name[TRADE]
    known = len(name) > len(trade) * 3 and named(f"{name[:2]}市") is not None
    return (name[: TRADE.stop], f"{trade}公司") if known else ()


def devoted_to(text: str, at: int) -> str:
    """Return what a firm whose name ends at a place is said to be devoted to since it was founded."""
    match = _devotion().match(text, at)
    return match["what"] if match else ""


def renowned(text: str, at: int) -> bool:
    """Whether a name that ends at a place goes on with how known its doings are."""
    return _spread().match(text, at) is not None


def leading(before: str, *, points: bool) -> str:
    """Return what leads to a name in its sentence; for a point what leads to the first of them, if need be the sentence before."""
    *ahead, said = re.split("[。！？\n]", before)
    first = _POINT.search(said) if points else None
    if first is None:
        return said
    return said[: first.start()] or "".join(ahead[-1:])


def beside_it(text: str, at: int) -> bool:
    """Whether the applicant is spoken of beside a name that ends at a place, in the rest of its sentence."""
    besides, *_ = _apart()
    return bool(besides.search(re.split("[。！？]", text[at:], maxsplit=1)[0]))


def serves_many(name: str) -> bool:
    """Whether a name is that of a bank, an auditor or another that any firm has to do with."""
    return any(one in name for one in words().names["serves_many"])


def does(text: str, at: int) -> bool:
    """Whether a short name that ends at a place goes on with what is done, not with more of a name."""
    return _doing().match(text, at) is not None


def named_for_trade(name: str, business: Iterable[str]) -> bool:
    """Whether what follows the trade name in a firm's name is of what the applicant makes and does."""
    return of_its_trade(name[TRADE.stop :], business)


def of_its_trade(what: str, business: Iterable[str]) -> bool:
    """Whether what a firm is devoted to is of what the applicant makes and does."""
    told, neutral = " ".join(business), words().names["neutral"]
    pairs = (what[at : at + 2] for at in range(len(what) - 1))
    return any(one in told for one in pairs if one not in neutral)


def is_stranger(name: str, own: str, told: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether nothing says that a firm is another one that the applicant has to do with.

    ``told`` are the form's values, ``texts`` the blocks of the narrative.
    """
    if about_others(name, ""):
        return False
    trade = own[TRADE]
    if name in own or own in name or (len(trade) == 2 and trade in name[2:]):
        return False
    if any(name in one for one in told):
        return False
    return not any(_related(one, name) for one in texts if name in one)


def of_another_trade(name: str, own: str, business: Iterable[str]) -> bool:
    """Whether a name tells of a trade that is none of the applicant's: a dairy beside a maker of fillers.

    ``business`` are the texts that tell what the applicant makes: each thing is named by its end, so
    that 印染装备 is a matter of 装备, and a firm of 印染 its client.
    """
    tail = _tail(name)
    neutral = words().names["neutral"]
    if not tail or tail in neutral:
        return False
    things = (one for text in business for one in _THINGS.split(text))
    told = (_tail(own), *(one.strip()[-2:] for one in things))
    ends = "".join(one for one in told if one not in neutral)
    return not {*tail} - _PLAIN & {*ends}


def tells_a_story(text: str) -> bool:
    """Whether a block tells how it went with somebody."""
    return any(one in text for one in words().names["story"])


def _tail(name: str) -> str:
    """Return what the name of a firm ends in before its legal form, nothing where it says no more than who."""
    told = words().names
    ends = sorted((*told["endings"], *told["bodies"]), key=len, reverse=True)
    core = next((name.removesuffix(one) for one in ends if name.endswith(one)), name)
    return core[-2:] if len(core) >= _WITH_TRADE else ""


def _sober(text: str) -> str:
    """Return a text without the sayings that speak of nobody's client."""
    return _sayings().sub("", text)


@cache
def _sayings() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words().names["sayings"])))


def professes(text: str, at: int) -> bool:
    """Whether a name that ends at a place goes on with what a firm vows of itself."""
    told = "|".join(map(re.escape, words().names["professes"]))
    return re.compile(rf"(?:作为[^，。；]{{2,20}}，)?(?:{told})").match(text, at) is not None


def vows_apart(name: str, sentence: str) -> bool:
    """Whether a vow is told of another: one that the applicant has to do with, by words beside it."""
    *_, joined = _apart()
    return bool(joined.search(_sober(sentence.replace(name, ""))))


def acts(text: str, at: int) -> bool:
    """Whether a name that ends at a place goes on with what the applicant's own doings begin with."""
    return _acting().match(text, at) is not None


def acts_apart(name: str, text: str, start: int, names: Iterable[str]) -> bool:
    """Whether a firm whose doings a block tells of is one of others: clients, rivals, a list of firms.

    ``start`` is where its name begins, ``names`` are all that open a sentence of the narrative.
    """
    if _JOINING().search(name) or len({*names}) > _FEW:
        return True
    besides, apart, served, _ = _apart()
    rest = re.split("[。！？]", text[start + len(name) :], maxsplit=1)[0]
    before, behind = _sober(text[:start]), _sober(rest)
    if besides.search(behind) or apart.search(_sober(text.replace(name, ""))):
        return True
    return bool(served.search(before) or served.search(behind.split("，")[0]))


def about_others(text: str, name: str) -> bool:
    """Whether a heading or a block speaks of clients, partners or cases beside the name."""
    around = _patterns()[3]
    return bool(around.search(_sober(text.replace(name, ""))))


def _related(text: str, name: str) -> bool:
    """Whether a word beside any place of a name says how the firm stands to the applicant."""
    *_, before, after = _patterns()
    text = _sober(text)
    at = text.find(name)
    while at >= 0:
        stop = at + len(name)
        ahead, behind = text[max(0, at - _NEAR) : at], text[stop : stop + _NEAR]
        ahead = _NUMBERED.sub("", re.split("[。；！？\n]", ahead)[-1])
        if before.search(ahead) or after.search(re.split("[。；！？]", behind)[0]):
            return True
        at = text.find(name, stop)
    return False


def _placed(name: str) -> bool:
    """Whether a name begins with a province or a city, as the names of firms do."""
    if name.startswith(tuple(PROVINCES.values())):
        return True
    if _PLACES().search(name[:5]):
        return named(name) is not None
    return any(named(f"{name[:size]}市") is not None for size in (2, 3))


@cache
def _ends() -> re.Pattern[str]:
    """Return what the short names of firms end in, looked for before they are."""
    return re.compile("|".join(sorted({one[-1] for one in words().names["bodies"]})))


@cache
def _devotion() -> re.Pattern[str]:
    told = words().names
    since, devoted = ("|".join(map(re.escape, told[key])) for key in ("since", "devoted"))
    return re.compile(rf"(?:{since})[，,]?(?:始终|一直)?(?:{devoted})(?P<what>[^，。；]{{2,30}})")


@cache
def _doing() -> re.Pattern[str]:
    told = words().names
    every = sorted({*told["acts"], *told["professes"], *told["told_first"], *told["short_does"]})
    return re.compile("|".join(map(re.escape, sorted(every, key=len, reverse=True))))


@cache
def _spread() -> re.Pattern[str]:
    told = words().names
    doings, spread = ("|".join(map(re.escape, told[key])) for key in ("doings", "spread"))
    return re.compile(rf"的(?:{doings})(?:先后|多次|曾|已|也|还|两次|三次)*(?:{spread})")


@cache
def _acting() -> re.Pattern[str]:
    told = sorted(words().names["acts"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, told)))


@cache
def _apart() -> tuple[re.Pattern[str], ...]:
    """Return what tells of another beside a firm's doings: in its sentence, in its block, before.

    The last is what does so beside a vow.
    """
    told = (words().names[one] for one in ("besides", "apart_acts", "served", "vowed_with"))
    return tuple(re.compile("|".join(map(re.escape, one))) for one in told)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return a full name at the beginning, a short one, what figures are led by, words of others."""
    told = words().names
    endings, bodies, figures, professes, around, ahead, behind, opened, told_first = (
        "|".join(re.escape(one) for one in sorted(told[key], key=len, reverse=True))
        for key in (
            "endings",
            "bodies",
            "figures",
            "professes",
            "around",
            "ahead",
            "behind",
            "opened",
            "told_first",
        )
    )
    year = r"(?:截[至止]到?)?\s*(?:19|20)\d\d\s*年(?:度|末|底|全年|起|以来|开始)?(?:\d{1,2}月(?:\d{1,2}日|底|末)?)?"
    lead = rf"\s*(?:[一二三四五六七八九十\d]+[、.．]\s*|[（(][一二三四五六七八九十\d]+[）)]\s*|{_POINT.pattern}\s*)?(?:{year}[，,]?\s*)?(?:(?:{opened})[，,：:]\s*)?"
    brief = r"(?:[（(](?:以下)?简称[^（）()]{1,20}[）)])?"
    number = r"[\d一二三四五六七八九十百千两近超约逾达]"
    says = rf"[^。；！？]{{0,40}}?(?:{figures})[^。；！？，,\d]{{0,12}}{number}"
    rest = rf"{brief}[，,]?(?:(?:作为[^，。；]{{2,20}}，)?(?:{professes})|{says})"
    return (
        re.compile(rf"{lead}(?P<name>{_BODY}[{_BODY[1:-1]}（）()]{{1,26}}?(?:{endings}))"),
        re.compile(rf"{lead}(?P<name>{_BODY}{{4,14}}?(?:{bodies}))(?=(?:19|20)\d\d|{told_first})"),
        re.compile(rest),
        re.compile(around),
        re.compile(ahead),
        re.compile(behind),
    )
