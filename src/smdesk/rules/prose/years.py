"""Years as narratives write them: 2019 年末, 2017—2019 年, 近三年, 去年; what is no whole year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

_PLANS = {"一": 2010, "二": 2015, "三": 2020, "四": 2025, "五": 2030}
"""Last year of each five-year plan: 十三五末 is the end of 2020."""
_CENTURY = 2000
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_YEAR = r"(?:19|20)\d\d"
_END = "(?:财年|会计年度|年度|年末|年底|年)"

_BEGINS = r"(?<![^，,。；;：:、（(\s到至])"
_SHORT_YEAR = (
    rf"{_BEGINS}(?P<brief>1[5-9]|2\d)年(?:[底末]|(?=实现|完成|服务收入|服务企业|净利|利润|营业|营收|收入"
    r"|上缴|缴纳|资产|占比|核心合作|研发投入|同比|比上年|\s*\d))"
    rf"|{_BEGINS}(?P<by>1[5-9]|2\d)年(?=前)"
)
"""A year told in two figures (19 年服务收入 …): only where a clause begins with it and goes on with a value."""

PATTERNS: dict[str, str] = {
    "versus": (
        rf"(?:比|较|相比|对比|相较于?|比起|相对于?)于?\s*(?:(?P<than>{_YEAR})\s*{_END}?|[“\"']?十(?P<five>[一二三四五])五[”\"']?(?:期?末|末期|末年|收官之?年)|上年|去年|上一年度?|前一年度?|上年度|年初|期初|上期|同期)(?:末|底)?(?:同期)?(?:的?水平|相比)?"
        rf"|[与和同]\s*(?:(?P<beside>{_YEAR})\s*{_END}?|上年|去年|上一年度?)(?:同期)?相比"
    ),
    "december": (
        rf"(?P<december>{_YEAR})\s*年\s*12\s*月\s*(?:31\s*日|底|末)"
        rf"|截[至止]到?\s*(?P<closing>{_YEAR})\s*年\s*12\s*月(?!\s*\d)"
    ),
    "plan": r"[“\"']?十(?P<plan>[一二三四五])五[”\"']?(?:规划|时期|期间)?的?(?:期末|末期|末年|末|收官之?年|最后一年)",
    "period": r"报告期内?各(?:期|年度?)(?:末|期末)?|(?:近|最近)三个(?:会计)?年度",
    "part": (
        rf"{_YEAR}\s*年\s*(?:\d{{1,2}}\s*[-—–~至]\s*)?\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?(?:底|末|份)?"
        rf"|{_YEAR}\s*年?(?:上半年|下半年|第?[一二三四]季度|前[一二三]季度|初|中期)"
        r"|(?:上|下)半年|第?[一二三四]季度|前[一二三]季度|(?:\d{1,2}|[一二])\s*[-—–~至]\s*\d{1,2}\s*月"
        r"|连续[两二三四五六七八九十\d]+个?(?:年|季度|月)"
        r"|今年|本年度?|近年来?|近几年来?|多年来?|历年|往年|以往|前年|每年|年内|期内|[“\"']?十[二三四五]五[”\"']?(?:规划)?(?:以来|期间|时期)?"
    ),
    "since": rf"(?:自|从)?(?P<since>{_YEAR})\s*年?(?:度|末|底)?以来|(?:自|从)?{_YEAR}\s*年?(?:度|末|底)?(?:起|开始|后|以后|之后|之前|以前|前)|(?:自|从)(?={_YEAR}\s*年成立)",
    "range": (
        rf"(?P<first>{_YEAR})\s*年?(?:度|末|底)?\s*(?:-|—+|–|~|～|至|到)\s*(?P<last>{_YEAR})\s*{_END}?(?:期间|间|三年间|三年)?"
        r"|(?<![\d.,])(?P<short_first>(?:1[5-9]|2\d))年?\s*(?:-|—+|–|~|～|至|到)\s*(?P<short_last>(?:1[5-9]|2\d))年(?!以|的|期)(?:期间|间)?"
    ),
    "recent": (
        r"(?:近|最近|过去|(?P<ahead>前)|这|近些|上)(?P<count>[两二三四五2-5])年(?:来|间|以来|期间|里|中)?"
        r"|(?P<spanned>[两二三四五2-5])年(?:来|间|内|以来|期间)"
        r"|(?P<short>[两二三四五])年(?=[^，。；\d]{0,12}(?:分别|依次|累计|合计|共|总计|总和|之和|总额|增长|增加|提高|提升|上升|翻|下降|降低|减少|复合|年均|增速|增幅))"
    ),
    "before": r"去年度?|上年度?|上一年度?(?:末|底)?",
    "year": rf"(?P<year>{_YEAR})\s*{_END}(?!代|以上|期)|(?P<listed>{_YEAR})(?=(?:\s*[、,，和与及]\s*{_YEAR})+\s*{_END})|FY\s?(?P<fiscal>{_YEAR})(?!\d)|{_SHORT_YEAR}",
}
"""Alternatives in the order in which they are tried; named groups are read by `span`."""

BEGINNINGS = "F与同和对比相较12345截报最近'“十一三上下二今以前历四多往期本每第连两五过这从自去"
"""What the words for a time may begin with, besides digits."""

Shape = Literal["one", "range", "list"]


@dataclass(frozen=True, slots=True)
class Span:
    """The years that some words name; of a range only its ends matter, all of them are listed."""

    years: tuple[int, ...]
    shape: Shape = "one"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The year columns of a form and the year in which its notice came out."""

    columns: tuple[int, ...]
    issued: int

    @property
    def last(self) -> int:
        """The last year column; the year before the notice where the form has none."""
        return self.columns[-1] if self.columns else self.issued - 1

    def future(self, span: Span) -> bool:
        """Whether the years are still to come, so that what is said of them is an aim."""
        return max(span.years) > max(self.last, self.issued)


def span(name: str, groups: Mapping[str, str | None], calendar: Calendar) -> Span | None:
    """Return the years of a match of ``PATTERNS[name]``; ``None`` where these are no year columns."""
    match name:
        case "year" if groups["brief"] or groups["by"]:
            return _brief(groups["brief"], groups["by"], calendar)
        case "year" | "december":
            places = (name, "closing", "listed", "fiscal")
            return Span((int(next((groups[one] for one in places if groups[one]), None) or 0),))
        case "range":
            first, last = int(groups["first"] or 0), int(groups["last"] or 0)
            if groups["short_first"] and groups["short_last"]:  # 21–23年, of the columns alone
                first, last = (
                    _CENTURY + int(groups[one] or 0) for one in ("short_first", "short_last")
                )
                if not {first, last} <= {*calendar.columns}:
                    return None
            return Span(tuple(range(first, last + 1)), "range") if 0 < last - first < 10 else None
        case "recent":
            told = groups["count"] or groups["spanned"] or groups["short"] or ""
            count = years_of(told)
            whole = calendar.columns[-count:]
            if groups["ahead"] and count < len(calendar.columns):  # before which year?
                return None
            return Span(whole, "range") if len(whole) == count else None
        case "since":
            first, last = int(groups["since"] or 0), calendar.last
            known = first in calendar.columns and first < last
            return Span(tuple(range(first, last + 1)), "range") if known else None
        case "plan":
            return Span((_PLANS[groups["plan"] or "五"],))
        case "period":
            return Span(calendar.columns, "range") if len(calendar.columns) > 1 else None
        case "before":
            last = calendar.issued - 1
            return Span((last,)) if last == calendar.last else None
        case _:
            return None


def _brief(told: str | None, by: str | None, calendar: Calendar) -> Span | None:
    """Return a year told in two figures: a column, or one still to come; 20 年前 may be long ago."""
    found = Span((_CENTURY + int(told or by or 0),))
    known = bool(told) and found.years[0] in calendar.columns
    return found if known or calendar.future(found) else None


def versus(text: str, groups: Mapping[str, str | None]) -> tuple[bool, Span | None]:
    """Return whether a comparison is with a whole year, and with which; none is the year before.

    The beginning of a year is the end of the year before, for what holds at a day.
    """
    year = groups["than"] or groups["beside"]
    if groups["five"]:  # 较“十三五”末
        return True, Span((_PLANS[groups["five"]],))
    return not (year and "年初" in text), Span((int(year),)) if year else None


def years_of(text: str) -> int:
    """Return how many years a figure or a numeral counts."""
    return _NUMBERS.get(text) or int(text)


RELATIVE = "relative"


def relative(text: str) -> str:
    """Return `RELATIVE` for words that name the year before the one spoken of (上年), else nothing."""
    return RELATIVE if text.startswith("上") and text[1:2] in {"年", "一"} else ""


def opening(text: str) -> bool:
    """Return whether words compare with the beginning of a year: only what holds at a day can be."""
    return "年初" in text or "期初" in text


def joined(spans: list[Span]) -> Span:
    """Return years named one after another (2018 年、2019 年) as one list."""
    return Span(tuple(year for one in spans for year in one.years), "list")


BARE_YEAR = re.compile(rf"(?<!\d)({_YEAR})\s*(?:年度|年末|年底|年)?(?:（.*?）|\(.*?\))?")
"""A cell that names a year and nothing else."""
