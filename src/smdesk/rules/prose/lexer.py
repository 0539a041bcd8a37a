"""A paragraph as tokens: names, quantities, years, subjects, the small words between them.

Each token is one letter, so that what a sentence says can be matched as a pattern of letters:
``T`` a name, ``Q`` a quantity, ``N`` a number whose unit comes later, ``Y`` years, ``z`` a time
that is no whole year, ``S`` a subject, ``K`` 占…的比例, ``c`` words that change nothing, ``n`` now,
``k`` a total of several, ``f`` 由, ``t`` 增长到, ``d`` 分别, ``&`` 和, ``g`` a change, ``G`` an aim,
``p`` 的, ``R`` 前者, ``,`` ``;`` ``.`` marks, ``x`` anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from weakref import WeakKeyDictionary

from smdesk.rules.prose import numbers, years
from smdesk.rules.prose.tokens import (
    Token,
    hedged,
    levels,
    listed,
    listing,
    merged,
    resolved,
    standing,
    united,
)
from smdesk.rules.prose.vocabulary import Vocabulary
from smdesk.rules.prose.words import phrase, phrases
from smdesk.rules.prose.years import Calendar, Span

_WIDE = str.maketrans("０１２３４５６７８９％．－\u3000\u00a0", "0123456789%.-\u0020\u0020")
_SPELT_YEAR = re.compile("(?:一九|二[〇○零])[〇○零一二三四五六七八九]{2}(?=\\s*年)")
_SPELT = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_FORMAL = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟零]{2,}|[壹贰叁肆伍陆柒捌玖](?=[万亿])")
_COMMON = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_TITLES = re.compile("《[^《》\n]{1,60}》")
"""What a document is called says nothing of the applicant: 《三年行动计划》 is no aim."""
_REMARKS = phrase("[（(]&remarks;[）)]")
"""Remarks in brackets that change nothing of what is said beside them."""
_FIGURE = re.compile(r"[\d二三四五六七八九十百千两零〇翻]|一[万亿成点倍番项件名户人]|(?<=分之)一")
"""What every number has a character of; 一 alone is in 一批, 进一步 and 一体化."""
_COUNTED = re.compile(r"\d\d[\d.,]*\s*(?:%|百?千?[万亿]|[元人名项个家件户场次周])|\d\s*平")
"""A figure that may be one of the form's though no name stands by it."""
_YEAR = re.compile(r"(?=((?:19|20)\d\d))")
_MARKS = {",": ",", "，": ",", "（": ",", "）": ",", "(": ",", ")": ",", "—": ",", ";": ";", "；": ";",
          "。": ".", "！": ".", "？": ".", "\n": ".", "\t": ".", "：": "c", ":": "c", "的": "p", "之": "p"}  # fmt: skip
_QUOTES = frozenset("“”‘’「」")
_CHANGES = ("up", "down", "yearly", "rate", "same")
"""Classes of words of change that a reading needs apart; each is ``g`` with its name as the word."""
_CLASSES = {"plain": "c", "now": "n", "total": "k", "from": "f", "risen": "t", "each": "d",
            "and": "&", "change": "g", "goal": "G", "other_words": "x"}  # fmt: skip


class Lexer:
    """Cuts texts into tokens; ``own`` are names of the applicant, whose figures these are."""

    def __init__(self, vocabulary: Vocabulary, calendar: Calendar, own: frozenset[str]) -> None:
        self._vocabulary = vocabulary
        self._words = vocabulary.words
        self._calendar = calendar
        self._objects = tuple(self._words.words["object_before"])
        group = _group(own)
        self._own = _any_of({one for name in own for one in _called(name)} - {""} | {*group})
        # Every applicant has another name: the grammar, slow to compile, is made without it.
        made = _grammars.get(vocabulary)
        if made is None:
            self._letters = self._lexicon()
            made = _grammars[vocabulary] = (
                self._letters, re.compile(self._grammar()),
                self._words_of("T"), self._words_of("G"), {},
            )  # fmt: skip
        self._letters, self._pattern, self._names, self._aims, others = made
        if group not in others:
            others[group] = self._words_of("S", "other", group)
        self._others = others[group]

    def tokens(self, text: str) -> list[Token]:
        """Return the tokens of a text; blanks are none, what says nothing is one ``x``."""
        return self._whole(_plain(text))

    def telling(self, text: str) -> list[Token]:
        """Return the tokens of a text; fewer where nothing else of it could tell.

        A text without a name beside a number and without an aim says at most, by its first three
        tokens, that it is of somebody else. Most sentences are such, and a token costs time.
        """
        plain = _plain(text)
        if (_FIGURE.search(plain) and self._names.search(plain)) or self._may_aim(plain):
            return self._whole(plain)
        if _COUNTED.search(plain):
            return self._whole(plain)
        if self._others.search(plain) is None:
            return []
        told = (one for one in united(merged(self._cut(plain))) if one.letter != ".")
        return list(islice(told, 3))

    def _whole(self, plain: str) -> list[Token]:
        tokens = list(hedged(plain, list(united(listed(list(merged(self._cut(plain))))))))
        if any(one.letter == "R" or one.word == years.RELATIVE or listing(one) for one in tokens):
            return list(merged(resolved(plain, tokens, self._vocabulary.terms)))
        return tokens

    def _may_aim(self, plain: str) -> bool:
        if self._aims.search(plain):
            return True
        return any(self._calendar.future(Span((int(one),))) for one in _YEAR.findall(plain))

    def _words_of(self, letter: str, kind: str = "", own: tuple[str, ...] = ()) -> re.Pattern[str]:
        """Return the pattern that finds any word of a letter and a meaning, its beginning at least.

        Words that are the applicant's ``own`` are none of them.
        """
        told = sorted(
            word for word, one in self._letters.items() if one == (letter, kind) and word not in own
        )
        least: list[str] = []
        for word in told:  # a word behind its own beginning adds nothing to what is found
            if not least or not word.startswith(least[-1]):
                least.append(word)
        cues = (*self._vocabulary.cues, *levels()) if letter == "T" else ()
        return re.compile(_tree((*least, *cues)))

    def _cut(self, text: str) -> Iterator[Token | None]:
        """Yield the tokens of a text as they stand, each of the applicant's names one ``S``."""
        own = self._own.search(text) if self._own is not None else None
        if own is None:
            yield from (self._token(one, text) for one in self._pattern.finditer(text))
            return
        at = 0
        while at < len(text):
            if own is not None and own.start() < at:
                own = self._own.search(text, at) if self._own is not None else None
            match = self._pattern.match(text, at)
            assert match is not None  # ``any`` takes what nothing else does
            start = own.start() if own is not None else len(text)
            if own is not None and start == at and self._gives_way(match, own):
                yield self._subject(own)
                at = own.end()
            elif match.lastgroup == "dull" and match.end() > start:
                yield Token("x", at, start)
                at = start
            else:
                yield self._token(match, text)
                at = match.end()

    @staticmethod
    def _gives_way(match: re.Match[str], own: re.Match[str]) -> bool:
        """Return whether what the grammar sees where a name of the applicant begins is less than it."""
        name = match.lastgroup
        if name == "word":
            return match.end() <= own.end()
        return name in {"dull", "share", "blank", "any"}

    def _subject(self, own: re.Match[str]) -> Token:
        after_object = own.string[: own.start()].endswith(self._objects)
        if after_object:
            return Token("x", own.start(), own.end())
        return Token("S", own.start(), own.end(), word=self._vocabulary.subject)

    # -- the words -----------------------------------------------------------------------------

    def _lexicon(self) -> dict[str, tuple[str, str]]:
        """Return letter and meaning of every word; what is named goes before all else."""
        lexicon: dict[str, tuple[str, str]] = {}
        for name, letter in _CLASSES.items():
            lexicon |= dict.fromkeys(self._words.words[name], (letter, ""))
        lexicon |= dict.fromkeys(standing(), ("R", ""))
        for name in _CHANGES:
            told = self._words.words[name]
            lexicon |= {word: ("g", name) for one in told for word in (one, f"{one}了")}
        for kind, subject in self._vocabulary.subjects():
            lexicon |= dict.fromkeys(subject.words, ("S", kind))
        others = self._words.subject_other.get(self._vocabulary.ground.form.category, ())
        lexicon |= dict.fromkeys(others, ("S", "other"))
        return lexicon | dict.fromkeys(self._vocabulary.names, ("T", ""))

    def _grammar(self) -> str:
        bases = sorted(self._vocabulary.bases, key=lambda word: (-len(word), word))
        filler, about = "|".join(phrases("share_fillers")), "|".join(phrases("about_share"))
        share = (
            rf"(?:{about})?占(?:到了?|了|据)?(?:全年|当年|同期)?(?:(?:{filler})*(?P<base>{'|'.join(bases)}))?"
            r"(?:总额|总数|总量|总人数)?[的之]?(?:比例|比重|比率|比)?"
        )
        dull = re.escape("".join(sorted(self._beginnings())))
        parts = [
            rf"(?P<dull>[^{dull}\d\s]+)",
            self._times(),
            self._numbers(),
            rf"(?=[在比收])(?P<inside>在(?:{filler}|的)*(?P<within>{'|'.join(bases)})(?:总额|总数|总量)?中?的?所?占?(?:比例|比重|比率|比)|(?<=[，,；;])(?:收入占比|比例|比重)(?=[为是达约近超]*\s*[\d一二三四五六七八九]))",
            self._people(),
            rf"(?P<word>{_tree(self._letters)})",
            rf"(?P<share>{share})",
            r"(?P<blank>[^\S\n\t]+)",
            r"(?P<any>.|\n)",
        ]
        return "|".join(parts)

    @staticmethod
    def _times() -> str:
        """Return the regular expression of times, tried where one may begin."""
        every = (f"(?P<y_{name}>{pattern})" for name, pattern in years.PATTERNS.items())
        return rf"(?=[{years.BEGINNINGS}\d])(?:{'|'.join(every)})"

    def _numbers(self) -> str:
        """Return the regular expression of numbers of all kinds, tried where one may begin."""
        every = (
            f"(?P<other>{numbers.other_numbers()})",
            *(f"(?P<{name}>{pattern})" for name, pattern in numbers.moves(self._words).items()),
            f"(?P<quantity>{numbers.quantity_pattern(self._words)})",
            f"(?P<bare>{numbers.bare_number()})",
        )
        first = re.escape(numbers.beginnings(self._words))
        return rf"(?=[{first}\d])(?:{'|'.join(every)})"

    def _people(self) -> str:
        """Return the regular expression of people by what they do or have."""
        shares = "|".join(sorted(self._words.words["share_names"], key=len, reverse=True))
        each = (
            f"(?P<who_{name}>(?>{one})(?:{shares})?)" for name, one in self._vocabulary.patterns
        )
        return f"(?=[{_DOING}])(?:{'|'.join((*each, '(?!)'))})"

    def _beginnings(self) -> set[str]:
        """Return the characters that anything but ``x`` begins with."""
        hedges = {word[0] for some in self._words.hedge.values() for word in some}
        return {*(word[0] for word in self._letters), *hedges, *_MARKS, *_BEGINNINGS, *_DOING}

    def _token(self, match: re.Match[str], text: str) -> Token | None:
        start, stop, name = match.start(), match.end(), match.lastgroup or ""
        match name:
            case "blank":
                return None
            case "word":
                return self._word(match["word"], start, stop, text)
            case "share" | "inside":
                return Token("K", start, stop, word=match["base"] or match["within"] or "")
            case "quantity":
                told = numbers.quantity(match.groupdict(), match["quantity"], self._words)
                return Token("Q", start, stop, quantity=told)
            case _ if name.startswith("who_"):
                named = self._vocabulary.patterned(name.removeprefix("who_"), match[name])
                return Token("T", start, stop, named=named)
            case "bare":
                return Token("N", start, stop, word=match["bare"])
            case "points" | "times" | "doubled":
                told = numbers.moved(name, match.groupdict(), match[name], self._words)
                return Token("g", start, stop, quantity=told, word=name)
            case "other" | "dull":
                return Token("x", start, stop)
            case "any" if match["any"] in _QUOTES:
                return None
            case "any":
                return Token(_MARKS.get(match["any"], "x"), start, stop)
            case _:
                return self._time(name.removeprefix("y_"), match, start, stop)

    def _word(self, word: str, start: int, stop: int, text: str) -> Token:
        letter, kind = self._letters[word]
        if letter == "T":
            return Token("T", start, stop, named=self._vocabulary.names[word])
        if letter == "S" and kind != "other" and text[:start].endswith(self._objects):
            return Token("x", start, stop)
        return Token(letter, start, stop, word=word if letter == "R" else kind)

    def _time(self, name: str, match: re.Match[str], start: int, stop: int) -> Token:
        if name == "versus":
            known, year = years.versus(match[0], match.groupdict())
            return Token("g", start, stop, span=year, word="versus" if known else "")
        found = years.span(name, match.groupdict(), self._calendar)
        word = years.relative(match[0]) if name == "before" else ""
        if found is None:
            return Token("z", start, stop, word=word)
        if self._calendar.future(found):
            return Token("G", start, stop, span=found)
        return Token("Y", start, stop, span=found, word=word)


_Pattern = re.Pattern[str]
_Made = tuple[
    dict[str, tuple[str, str]], _Pattern, _Pattern, _Pattern, dict[tuple[str, ...], _Pattern]
]
_grammars: WeakKeyDictionary[Vocabulary, _Made] = WeakKeyDictionary()
"""Words and grammar of a form, its names, aims, and other subjects by what a group calls itself."""


def _plain(text: str) -> str:
    """Return a text of as many characters, with the digits and numerals that are read."""
    if "《" in text:
        text = _TITLES.sub(lambda one: "卷" * len(one[0]), text)
    if "（" in text or "(" in text:
        text = _REMARKS().sub(lambda one: " " * len(one[0]), text)
    plain = _SPELT_YEAR.sub(lambda year: year[0].translate(_SPELT), text.translate(_WIDE))
    return _FORMAL.sub(lambda one: one[0].translate(_COMMON), plain)


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return the pattern of any of some names, the longest first."""
    told = sorted(names, key=lambda one: (-len(one), one))
    return re.compile("|".join(map(re.escape, told))) if told else None


_GROUP = re.compile("集团(?:(?:股份|有限|股份有限|有限责任)?公司)?$")
_BRANCHED = re.compile(r"[（(](?!中国|集团|控股)([\u4e00-\u9fff]{2,3})[）)].*公司$")
"""The place in a firm's name: 林德瑙传动（太仓）有限公司 is 太仓公司 among its own."""


def _group(own: frozenset[str]) -> tuple[str, ...]:
    """Return what a group calls itself: 集团, and 集团公司 where that is no other firm above it."""
    if any(_GROUP.search(one.strip()) for one in own):
        return ("集团", "集团公司")
    return ("集团",) if any("集团" in one for one in own) else ()


_OFFICE = phrase(r"(?:&governments;|[\u4e00-\u9fff]{2,12}&offices;)$")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,}?[市区县]([\u4e00-\u9fff]{2,6}?[区县])?")


def _called(name: str) -> set[str]:
    """Return what an applicant is called: a firm by its name, an office by its region too.

    上海市澜汀区人民政府 speaks for 上海市澜汀区 and 澜汀区, not for 上海市.
    """
    if branch := _BRANCHED.search(name):
        return {name, f"{branch[1]}公司"}
    place = _PLACE.match(name)
    if place is None or not (_OFFICE().search(name) or place.end() == len(name)):
        return {name}
    return {name, place[0], place[1] or place[0], place[0][:-1] if len(place[0]) > 2 else name}


_BEGINNINGS = '一二两三四五六七八九十百千零〇占近最过前这些上下去今本多历往以每年期第自从比较相对与同连翻”‘’「」报RCr¥￥人US$€£EHJ“"'
"""What a spelt number, a share or a time may begin with."""
_DOING = "员职专从搞负做研科具拥取获拿考持有中大本全公企厂院"
"""What the words for people by what they do or have may begin with."""


def _tree(words: Iterable[str]) -> str:
    """Return a regular expression of words, the longest first, parted by their first character."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda one: (-len(one), one)):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    found = "|".join(f"{re.escape(one)}(?:{'|'.join(rest)})" for one, rest in by_first.items())
    return found or "(?!)"
