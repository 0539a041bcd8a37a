"""Values that stand elsewhere than behind their name: what a change is from, what leads to the name.

比 2018 年的 1.9 亿元增长 19 % says what 2018 was; 实现 2.2 亿元的营业收入 has its number first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from smdesk.rules.prose.line import Line
from smdesk.rules.prose.values import Value
from smdesk.rules.prose.when import when
from smdesk.rules.prose.words import phrase

_BASE = re.compile(r"v[cn]*p?[cn]*(Q)")
_LED = re.compile(r"[cn]([cn]*)(Q)p(T)(?=[,;]|$)")
_DID = phrase("&did;")


@dataclass(frozen=True, slots=True)
class Aside:
    """A value and the place of the name that it is of; ``shared``: it is a share of what is named.

    ``year`` is that of the value where no token says it.
    """

    name: int
    value: Value
    shared: bool = False
    year: int | None = None


def asides(line: Line) -> Iterator[Aside]:
    """Yield the values of a sentence that no name leads to."""
    for match in _BASE.finditer(line.moves) if "v" in line.moves else ():
        found = _base(line, match)
        if found is not None:
            yield found
    for match in _LED.finditer(line.letters) if "QpT" in line.letters else ():
        if _DID().search(line.said(match.start(), match.start(2))):
            line.used.add(match.start(2))
            yield Aside(match.start(3), Value((match.start(2),), (None,), match.end()))


def _before_bracket(line: Line, name: int, mark: int) -> int:
    """Return the name before a bracket that a name stands in and that is closed before a mark.

    专利 82 项（发明 16 项、外观 7 项），比上年末的 67 项增加 15 项 compares all of them.
    """
    between = line.said(name, mark) if name >= 0 else ""
    if "）" not in between or "（" in between:
        return name
    opened = line.text.rfind("（", 0, line.tokens[name].start)
    ahead = [at for at, one in enumerate(line.tokens[:name]) if one.letter == "T" and one.stop <= opened]  # fmt: skip
    return ahead[-1] if ahead else name


def _base(line: Line, match: re.Match[str]) -> Aside | None:
    """Return what a change is said to start from; nothing where the sentence compares with others."""
    mark, at = match.start(), match.start(1)
    name = _before_bracket(line, line.letters.rfind("T", 0, mark), mark)
    quantity = line.tokens[at].quantity
    if name < 0 or quantity is None or line.tokens[mark].word != "versus":
        return None
    between = line.letters[name + 1 : mark]
    if ";" in between or "S" in between or "T" in between:
        return None
    line.used.add(at)
    span, shared = line.tokens[mark].span, "K" in between
    if span is not None:
        return Aside(name, Value((at,), (mark,), match.end()), shared)
    told = when(line, name)
    if not told.sure or len(told.years) != 1:
        return None
    return Aside(name, Value((at,), (None,), match.end()), shared, told.years[0] - 1)
