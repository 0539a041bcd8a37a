"""Facts of the narrative that are no amounts: how long it has run, since when, whose shares.

Each is found when its block is read and held against the form's own field for it: the years a firm
or a platform has worked, the day a platform opened, the years of a project, the shares of those
who put money in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from smdesk.rules.ground import View
from smdesk.rules.prose.numbers import spelt
from smdesk.rules.prose.places import sentences
from smdesk.rules.prose.stakes import Stake, odd_share, otherwise, stakes
from smdesk.rules.prose.strangers import about_others
from smdesk.rules.prose.words import phrase, words

_Kind = Literal[
    "age", "founded", "opened", "began", "ended", "span", "lasted", "stake", "shares", "person"
]
_DATE = r"(?P<year>(?:19|20)\d\d)\s*年(?:\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*日)?)?"
AIMED_APART = frozenset({"began", "ended", "span", "lasted"})
"""Facts that an aim may be told of; the others are past under any heading."""
_TOLD = phrase(
    r"[干办做创]起来的?，|[自从]\s*(?:19|20)\d\d|&began_short;|&founded;|历史|历程|&project_period;|&person_titles;|&running;[^。；\d]{0,12}(?:\d|[四五六七八九十]{1,3}[余多]?年)|\d\s*[年月日](?:[自起初底末开正始式已]{0,3})&began_cues;|[股资有缴][^。；\d]{0,8}\d+(?:[.,]\d+)*\s*[%％万亿]"
)
"""What a sentence with any of these facts says."""
_AIMED = phrase("计划(?!总?投资)|&aimed;")
_OURS = r"(?P<ours>&own_names;)"
_COUNT = r"(?P<whole>(?P<value>\d{1,3}(?:\.\d+)?|[四五六七八九十]|[二三四五六七八九]?十[一二三四五六七八九]?)\s*(?P<more>[余多])?年)"
_STEADY = "&steadily;"
_AGE = (
    phrase(
        rf"(?:^|[，；：])(?:{_OURS}(?:[^，。；：\d某该的]{{0,30}}?(?:经营|运营)|{_STEADY}*运行)|(?:截?[至到][^，。；：\d]{{1,8}}?)?{_STEADY}*(?:经营|运营|(?<=[已续定今])运行))(?:时长|年限|时间)?"
        rf"(?:了|已有?|至今|为|达|约)*\s*{_COUNT}(?![度代来期规计]|以[上后])(?P<past>有余|多)?"
    ),
    phrase(
        rf"(?:^|[，；：]){_OURS}(?:&aged;?|[^。；：\d某该]{{0,40}}?，)(?:(?:已|至今|迄今)+有|拥有|具有|有着)(?:着|了)?\s*{_COUNT}(?P<past>多)?的?&aging;?(?:历史|历程)(?![沉积])"
    ),
)
_AGE_BEHIND = (
    phrase(
        rf"(?P<ours>)[干办做创]起来的?，(?:[到至](?:今天|今年|现在|如今|目前|今)|如今|现在)(?:&steadily;|整整|足足|有|了|是)*\s*{_COUNT}(?![度代来期规计]|以[上后])(?P<past>有余|多)?"
    ),
    phrase(
        rf"(?:^|[，；：]){_OURS}[^。；：，某该]{{0,24}}?(?:&founded;|&opened_on;|上线)(?:运营|运行)?，(?:至今|迄今)?(?:已|有|经营|运营|运行|成立)+\s*{_COUNT}(?![度代来期规计]|以[上后])(?P<past>有余|多)?"
    ),
    phrase(
        rf"(?:^|[，；：]){_OURS}[^。；：某该]{{0,40}}?，&aged;(?:至今|迄今)?[已有]+\s*{_COUNT}(?![度代来期规计]|以[上后])(?P<past>有余|多)?"
    ),
)
"""公司于 2008 年成立，至今已有 16 年; 公司注册资本…，成立已有 16 年."""
_FOUNDED = (
    phrase(
        rf"(?:^|[，；：\s])(?P<who>&founder;|[\u4e00-\u9fffA-Za-z（）()]{{4,28}}?(?:公司|集团))(?:\s*[（(][^（）()]{{1,40}}[）)])?[，,]?\s*"
        rf"(?:(?:正式|注册)?&founded;于\s*{_DATE}|于?\s*{_DATE.replace('P<', 'P<at_')}\s*(?:正式|注册|在[^，。；]{{2,8}})*(?!始建)&founded;(?=[，。；、]|$))"
    ),
    phrase(rf"(?:^|[，；：])(?P<who>)(?:公司|企业)?&founded;(?:时间|日期)[为：:]+\s*{_DATE}"),
)
_BEFORE = phrase("&before_founding;")
"""What a firm was before it may be told of with it."""
_ALIAS = frozenset({"公司", "企业", ""})
"""Names of a firm that may be another's, spoken of before."""
_PLATFORM = r"[“\"]?(?P<who>(?:本|我|该)?平台|[^，。；：\d“”\"]{2,24}平台)[”\"]?"
_ONLINE = rf"(?:[自于从在]|正式|已)*\s*{_DATE}(?:正式)?上线(?:运营|运行)?(?=[，。；、（(]|$)"
_OPENED = (
    phrase(rf"(?:^|[，；：]){_PLATFORM}{_ONLINE}"),
    phrase(rf"^\s*{_PLATFORM}由[^。；，]{{4,40}}，{_ONLINE}"),
    phrase(
        rf"^\s*{_PLATFORM}由[^。；，]{{4,40}}，(?:[自于从在]|正式|已)*\s*{_DATE}(?:起|开始)?&opened_on;"
    ),
    phrase(rf"(?:^|[，；：]){_PLATFORM}(?:[自于从在]|正式|已)*\s*{_DATE}(?:起|开始)?&opened_on;"),
    phrase(
        rf"(?:^|[，；：]){_PLATFORM}(?:[自于从在]|正式|已)*\s*(?:19|20)\d\d年[^。；，]{{1,12}}，(?:[自于从在]|正式|已)*\s*{_DATE}(?:起|开始)?&opened_on;"
    ),
    phrase(rf"(?:^|[，；：]){_PLATFORM}&opening;(?:时间|日期)?[于为：]*\s*{_DATE}"),
)
_BEGAN = phrase(
    rf"(?:^|[，；：])(?:本|该)?项目(?:[自于从在]|已)*\s*{_DATE}(?:\s*[初底末])?(?:正式)?&began;"
)
_SIGNED = phrase(
    rf"(?:^|[，；：])(?:本|该)?项目(?:[自于从在]|已)*\s*{_DATE}(?:\s*[初底末])?(?:正式)?&signed;"
)
"""What was signed may have begun later; when it was done is told behind it."""
_BEGAN_BEHIND = phrase(
    rf"^[^。；]*?[，；：](?:[自于从在]|已)*\s*{_DATE}(?:\s*[初底末])?(?:正式)?&began_short;(?=[，。；、（(]|实施|建设)"
)
_TRIED = phrase("&opened_apart;")
"""What of a platform, or how, may have been opened at another time."""
_ANOTHER = phrase("&another;|上一|此前")
"""Before 项目 these say that it is another one."""
_OF_PROJECT = phrase(
    r"\s*(?:[一二三四五六七八九十\d]+[、.．]|[（(][一二三四五六七八九十\d]+[）)])?\s*(?:(?:本|该)?项目|&project_period;)"
)
_SPAN = phrase(
    r"&project_period;(?:[为是从自：:]|起自)*\s*(?P<first>(?:19|20)\d\d)\s*年?(?:\s*\d{1,2}\s*月)?\s*(?:[-—–~～]+|至|到)\s*(?P<last>(?:19|20)\d\d)\s*年"
)
_WHOLE = (
    phrase(
        r"[自从]\s*(?P<first>(?:19|20)\d\d)\s*年(?:\s*\d{1,2}\s*月)?(?:[初底末])?(?:起|开始|启动)?，?\s*[至到]\s*(?P<last>(?:19|20)\d\d)\s*年(?:\s*\d{1,2}\s*月)?(?:[初底末])?(?:止|为止|结束|&in_full;*&ended;)"
    ),
    phrase(
        r"(?:^|[，；：])(?:(?:本|该)?项目)?(?:&began_short;|立项)(?:于|时间[为：:]?)\s*(?P<first>(?:19|20)\d\d)\s*年(?:\s*\d{1,2}\s*月)?，(?:并|已|项目)*&in_full;*(?:&ended;|&put_to_work;|完成)(?:于|时间[为：:]?)\s*(?P<last>(?:19|20)\d\d)\s*年"
    ),
    phrase(
        r"(?:^|[，；：])(?:(?:本|该)?项目)?(?:[自于从在]|正式|已)*\s*(?P<first>(?:19|20)\d\d)\s*年(?:\s*\d{1,2}\s*月)?(?:[初底末])?(?:正式)?(?:&began_short;|立项)，\s*(?P<last>(?:19|20)\d\d)\s*年(?:\s*\d{1,2}\s*月)?(?:[初底末])?&in_full;*(?:&ended;|&put_to_work;|完成)(?=[，。；（])"
    ),
)
"""The years of a project told by themselves: they are its own where one of them is the form's."""
_WORKS = phrase("&other_works;")
_LASTED = phrase(
    r"，?&lasting_cues;\s*(?P<years>\d{1,2}|[一二两三四五六七八九十])\s*(?:个)?年(?=[，。；、）)]|时间)"
)
_ENDED = phrase(
    rf"(?<![期段]){_DATE}(?:\s*[初底末])?&in_full;*(?:完成(?=[并，。；]|验收|(?:全部|全面|整体|各项)?(?:建设|实施)(?:内容|任务))|&ended;)"
)


_TENS = 10
_YEAR_LONG = 5
"""Characters of 2021 年."""
_PERSON = phrase(
    r"&person_titles;(?:为|是|系|[：:（(])?\s*(?P<name>[\u4e00-\u9fff]{2,4}?)(?=先生|女士|同志|[，。；、（）()\s]|$)"
)


@dataclass(frozen=True, slots=True)
class Fact:
    """What characters ``start:stop`` of a block state; ``told`` are a number or year, month, day.

    ``who`` is the firm or the platform that it is said of.
    """

    kind: _Kind
    start: int
    stop: int
    told: tuple[str, ...]
    stake: Stake | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A fact that the form says otherwise: the field, what stands in it, ``whose`` it is."""

    fact: Fact
    address: str
    held: str
    whose: str = ""


def facts(text: str) -> Iterator[Fact]:
    """Yield the facts of a text."""
    if not _TOLD().search(text):
        return
    for at, one in sentences(text):
        for found in _facts(one):
            if found.kind == "founded" and found.who in _ALIAS and about_others(text[:at], ""):
                continue
            yield replace(found, start=found.start + at, stop=found.stop + at)


@lru_cache(maxsize=1024)
def _facts(text: str) -> tuple[Fact, ...]:
    if not _TOLD().search(text) or _AIMED().search(text):
        return ()
    found = [*_ages(text), *_foundings(text)]
    if "平台" in text and not _TRIED().search(text):
        opened = (one().search(text) for one in _OPENED)
        found += [_dated("opened", one, one["who"]) for one in opened if one is not None]
    found += _spans(text)
    for person in _PERSON().finditer(text):
        found.append(Fact("person", *person.span("name"), (person["name"],)))
    found += [Fact("stake", one.start, one.stop, (), one) for one in stakes(text)]
    if text.count("%") + text.count("％") > 1:
        found.append(Fact("shares", 0, len(text), (text,)))
    return tuple(found)


def _ages(text: str) -> Iterator[Fact]:
    """Yield how long it is said to have worked; what its number leaves open is told behind it."""
    age = next((one for pattern in (*_AGE, *_AGE_BEHIND) if (one := pattern().search(text))), None)
    if age is None or (age["ours"] and "历" in age[0] and _BEFORE().search(text)):
        return
    more = "more" if age["more"] or age["past"] else ""
    told = (age["value"], more, age["ours"] or "")
    stop = age.end("past") if age["past"] else age.end("whole")
    yield Fact("age", age.start("value"), stop, told)


def _foundings(text: str) -> Iterator[Fact]:
    """Yield the year in which a firm is said to have been founded, with its name."""
    match = next((one for pattern in _FOUNDED if (one := pattern().search(text))), None)
    if match is None or _BEFORE().search(text):
        return
    year = "year" if match["year"] else "at_year"
    yield Fact("founded", match.start(year), match.end(year) + 1, (match[year],), who=match["who"])


def _spans(text: str) -> Iterator[Fact]:
    """Yield the first and the last year of a project."""
    span = _SPAN().search(text)
    if span is not None and not _ANOTHER().search(text, 0, span.start()):
        yield Fact("began", span.start("first"), span.end("first") + 1, (span["first"],))
        yield Fact("ended", span.start("last"), span.end("last") + 1, (span["last"],))
    ours = "项目" in text or _OF_PROJECT().match(text)
    began = _BEGAN().search(text) if ours else None
    if began is None and _OF_PROJECT().match(text):
        began = _BEGAN_BEHIND().search(text)
    if began is not None:
        yield _dated("began", began)
    signed = began or _SIGNED().search(text)
    if signed is not None and (ended := _ENDED().search(text, signed.end())):
        yield _dated("ended", ended)
    yield from _whole(text)


def _whole(text: str) -> Iterator[Fact]:
    """Yield the first and the last year told together, and how long that is said to be."""
    whole = next((one for pattern in _WHOLE if (one := pattern().search(text))), None)
    if (
        whole is None
        or _ANOTHER().search(text, 0, whole.end())
        or _WORKS().search(text, 0, whole.start())
    ):
        return
    years = whole["first"], whole["last"]
    yield Fact("span", whole.start("first"), whole.end("last") + 1, years)
    if lasted := _LASTED().search(text, whole.end()):
        yield Fact(
            "lasted", lasted.start("years"), lasted.end("years") + 1, (*years, lasted["years"])
        )


def _dated(kind: _Kind, match: re.Match[str], who: str = "") -> Fact:
    parts = tuple(match[one] for one in ("year", "month", "day") if match[one])
    last = "day" if match["day"] else "month" if match["month"] else "year"
    return Fact(kind, match.start("year"), match.end(last) + 1, parts, who=who)


def clashes(found: tuple[Fact, ...], view: View) -> Iterator[Clash]:
    """Yield the facts that the form's values contradict; nothing where a field is not filled in."""
    seen: set[int] = set()
    for fact in found:
        match fact.kind:
            case "age":
                clash = _aged(fact, view)
            case "founded":
                clash = _founded(fact, view)
            case "stake":
                clash = _staked(fact, view)
            case "shares":
                clash = _odd(fact, view)
            case "span":
                clash = _spanned(fact, view)
            case "lasted":
                clash = _lasted(fact, view)
            case "person":
                clash = _named_otherwise(fact, view)
            case _:
                clash = _on_day(fact, view)
        if clash is not None and clash.fact.start not in seen:
            seen.add(clash.fact.start)
            yield clash


def _aged(fact: Fact, view: View) -> Clash | None:
    """Return a difference of a year or more: a running year is left out or counted."""
    address = _field(fact, view)
    held = view.reading(address).value if address else None
    value, more, ours = fact.told
    if not isinstance(held, Decimal) or (
        ours and ("平台" in ours) is not address.startswith("platform")
    ):
        return None
    low = high = Decimal(value) if value[0].isdecimal() else Decimal(spelt(value))
    if more:
        high = low + (_TENS if low % _TENS == 0 else 1)
    return (
        Clash(fact, address, view.values[address]) if held <= low - 1 or held >= high + 1 else None
    )


def _founded(fact: Fact, view: View) -> Clash | None:
    """Return a year of foundation that the years at work do not lead to, a year more or less."""
    address = _field(fact, view)
    held = view.reading(address).value if address else None
    name = next((one for at in words().facts["applicant"] if (one := view.values.get(at))), "")
    if not isinstance(held, Decimal) or not view.ground.years:
        return None
    if fact.who not in _ALIAS and fact.who[0] not in "本我" and fact.who != name:
        return None
    first, last = view.ground.years[-1] + 1, view.ground.pack.notice.issued.year + 1
    year = int(fact.told[0])
    fits = int(first - held) - 1 <= year <= int(max(first, last) - held) + 1
    return None if fits else Clash(fact, address, view.values[address])


def _project(view: View) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """Return fields and years of a project's begin and end, where the form has both."""
    facts = words().facts
    at = [next((one for one in facts[kind] if one in view.ground.order), "") for kind in ("began", "ended")]  # fmt: skip
    told = [view.values.get(one, "") for one in at]
    return ((at[0], told[0]), (at[1], told[1])) if all(told) else None


def _spanned(fact: Fact, view: View) -> Clash | None:
    """Return the one of two years told together that is not the form's, where the other is."""
    project = _project(view)
    if project is None:
        return None
    (began, first), (ended, last) = project
    if fact.told[0] == first and fact.told[1] != last:
        return Clash(replace(fact, kind="ended", start=fact.stop - _YEAR_LONG), ended, last)
    if fact.told[1] == last and fact.told[0] != first:
        return Clash(replace(fact, kind="began", stop=fact.start + _YEAR_LONG), began, first)
    return None


def _lasted(fact: Fact, view: View) -> Clash | None:
    """Return how long a project is said to have been where its years make another number."""
    project = _project(view)
    if project is None or (project[0][1], project[1][1]) != fact.told[:2]:
        return None
    whole = int(fact.told[1]) - int(fact.told[0])
    value = fact.told[2]
    years = int(value) if value.isdecimal() else spelt(value)
    held = f"{fact.told[0]} 年至 {fact.told[1]} 年"
    return None if years in {whole, whole + 1} else Clash(fact, project[1][0], held)


def _field(fact: Fact, view: View) -> str:
    """Return the form's field for a fact, nothing where it has none."""
    return next((one for one in words().facts[fact.kind] if one in view.ground.order), "")


def _named_otherwise(fact: Fact, view: View) -> Clash | None:
    """Return a person whose name is that of the form but for a character."""
    address = _field(fact, view)
    held = re.sub(r"\s", "", view.values.get(address, ""))
    (told,) = fact.told
    if len(told) != len(held):
        return None
    same = sum(one == two for one, two in zip(told, held, strict=True))
    return Clash(fact, address, held) if 0 < same < len(held) else None


def _on_day(fact: Fact, view: View) -> Clash | None:
    address = _field(fact, view)
    named = fact.who and not fact.who.removeprefix("本").startswith(("平台", "我平台", "该平台"))
    if named and fact.who not in {view.values.get(one) for one in words().facts["platform"]}:
        return None
    held = view.values.get(address, "")
    parts = [str(int(one)) for one in re.findall(r"\d+", held)]
    told = [str(int(one)) for one in fact.told]
    if not parts or len(parts[0]) != len(told[0]):
        return None
    same = all(one == two for one, two in zip(told, parts, strict=False))
    return None if same else Clash(fact, address, held)


def _staked(fact: Fact, view: View) -> Clash | None:
    """Return a share or an amount that is not that of the investor it is told of."""
    found = otherwise(fact.stake, view) if fact.stake is not None else None
    return Clash(fact, found[0], found[2], found[1]) if found else None


def _odd(fact: Fact, view: View) -> Clash | None:
    """Return the one of all shares in a sentence that is no investor's."""
    found = odd_share(fact.told[0], view)
    if found is None:
        return None
    start, stop, address, held, whose = found
    place = replace(fact, start=fact.start + start, stop=fact.start + stop)
    return Clash(place, address, held, whose)


def fields() -> frozenset[str]:
    """Return the fields that facts are held against, as data has them."""
    return frozenset(one for every in words().facts.values() for one in every)
