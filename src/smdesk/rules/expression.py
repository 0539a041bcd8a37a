"""Rule expressions: a closed part of XPath 2.0 with exact decimals, parsed by elementpath.

elementpath reads the text; its token tree is turned once into Python closures over exact values
(`operations`). What has no entry here does not exist: no paths, documents, environment, regular
expressions, ranges, casts or doubles. `docs/decisions/0002-rule-expressions.md` says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from smdesk.errors import SmdeskError
from smdesk.rules.closures import DEEPEST, Closure, Refused, TooLong, closure, fresh
from smdesk.rules.operations import FUNCTIONS, TypeFault, truth

LONGEST = 1000
"""Characters that an expression may have."""


_WORDS = frozenset(
    {"and", "or", "div", "idiv", "mod", "eq", "ne", "lt", "le", "gt", "ge", "if", "then", "else",
     "some", "every", "satisfies", "for", "in", "return",
     "xs:date", "xs:yearMonthDuration", "xs:dayTimeDuration"}
) | FUNCTIONS.keys()  # fmt: skip
_LEXEME = re.compile(
    r"""(?P<blank>\s+) | (?P<string>'(?:[^']|'')*'|"(?:[^"]|"")*") | (?P<name>\$\s*[a-z][a-z0-9_]*)
      | (?P<number>\d+(?:\.\d*)?|\.\d+) | (?P<word>[A-Za-z_][\w.:-]*)
      | (?P<mark><=|>=|!=|[()+*,=<>-])""",
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True)
class Expression:
    """One compiled expression: its text, the names it reads, and what it computes."""

    text: str
    names: frozenset[str]
    _run: Closure = field(repr=False, compare=False)

    def evaluate(self, bindings: Mapping[str, Any]) -> Any:
        """Return a ``Decimal``, ``bool``, ``str``, ``date``, tuple of these, or ``None``.

        ``None`` is the empty sequence, and what a division by zero or an overflow gives. Raises
        ``SmdeskError`` ``rules.expression-failed`` when the kinds of the values do not fit, and
        ``rules.expression-too-long`` when a loop goes past its bound.
        """
        value = self._value(bindings)
        return None if value == () else value

    def holds(self, bindings: Mapping[str, Any]) -> bool | None:
        """Return whether the expression is true; ``None`` where it divides by zero or overflows."""
        value = self._value(bindings)
        if value is None:
            return None
        try:
            return truth(value)
        except TypeFault as problem:
            raise SmdeskError(
                "rules.expression-failed", text=self.text, detail=str(problem)
            ) from None

    def _value(self, bindings: Mapping[str, Any]) -> Any:
        try:
            return self._run(fresh(bindings))
        except ArithmeticError:
            return None
        except TypeFault as problem:
            raise SmdeskError(
                "rules.expression-failed", text=self.text, detail=str(problem)
            ) from None
        except TooLong:
            raise SmdeskError("rules.expression-too-long", text=self.text) from None


@lru_cache(maxsize=4096)
def compile_expression(text: str) -> Expression:
    """Return the compiled expression; raises ``SmdeskError`` ``rules.expression-syntax`` or ``-word``.

    Nothing of the text is evaluated here, and words are held against the closed list before
    elementpath sees them.
    """
    _admit(text)
    token = _parse(text)
    try:
        names: set[str] = set()
        run = closure(token, names, frozenset())
    except RecursionError:
        raise _syntax(text, "括号或运算嵌套过深") from None
    except Refused as problem:
        raise SmdeskError("rules.expression-word", text=text, word=str(problem)) from None
    return Expression(text, frozenset(names), run)


def _syntax(text: str, detail: str) -> SmdeskError:
    return SmdeskError("rules.expression-syntax", text=text, detail=detail)


def _admit(text: str) -> None:
    """Refuse what is too long, nested too deep, or uses a word outside the closed list."""
    if len(text) > LONGEST:
        raise _syntax(text[:60], f"超过 {LONGEST} 个字符")
    depth = deepest = 0
    before = ""
    for kind, lexeme in _lexemes(text):
        if kind == "word" and lexeme not in _WORDS:
            raise SmdeskError("rules.expression-word", text=text, word=lexeme)
        if lexeme == "(" and (before == ")" or before in {"name", "number", "string"}):
            raise _syntax(text, "值后面不能直接跟括号")  # elementpath takes it for a call
        before = lexeme if kind == "mark" else kind
        depth += (lexeme == "(") - (lexeme == ")") if kind == "mark" else 0
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise _syntax(text[:60], "括号嵌套过深")


def _lexemes(text: str) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(text):
        match = _LEXEME.match(text, place)
        if match is None:
            raise _syntax(text, f"第 {place + 1} 个字符“{text[place]}”")
        kind = match.lastgroup or ""
        place = match.end()
        if kind == "number" and re.match(r"[\w.]", text[place : place + 1]):
            raise SmdeskError(
                "rules.expression-word", text=text, word=text[match.start() : place + 3]
            )
        if kind != "blank":
            yield kind, match.group()


@cache
def _parser() -> Any:
    from elementpath import XPath2Parser

    parser = XPath2Parser()
    parser.tokenizer = parser.create_tokenizer(parser.symbol_table)
    return parser


def _parse(text: str) -> Any:
    from elementpath.tdop import Parser

    try:
        # The parse of XPath2Parser would go on to evaluate the text; that of its base only reads.
        return Parser.parse(_parser(), text)
    except RecursionError:
        raise _syntax(text[:60], "括号或运算嵌套过深") from None
    except Exception as problem:  # a parser of others on a stranger's text: any fault is the text's
        raise _syntax(text, str(problem)) from None
