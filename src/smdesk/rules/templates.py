"""Messages of pack rules: text with names or expressions in braces, as XSLT's value templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from smdesk.errors import SmdeskError
from smdesk.notices.text import quoted
from smdesk.rules.expression import Expression, compile_expression
from smdesk.rules.ground import plain

_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|([{}])")
_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
NOTHING = "未填"


@dataclass(frozen=True)
class Template:
    """A compiled message; ``names`` are those it reads."""

    parts: tuple[str | Expression, ...]
    names: frozenset[str]

    def render(self, bindings: Mapping[str, Any], shown: Callable[[str], str | None]) -> str:
        """Return the message; ``shown`` gives the text of a bare name, ``None`` if it has none."""
        return "".join(
            part if isinstance(part, str) else _rendered(part, bindings, shown)
            for part in self.parts
        )


def compile_template(text: str) -> Template:
    """Return the compiled message: ``{revenue}`` a name's value as typed, ``{$a - $b}`` an expression.

    Raises ``SmdeskError`` ``rules.template-brace`` or those of `compile_expression`.
    """
    parts: list[str | Expression] = []
    place = 0
    for match in _PIECE.finditer(text):
        parts.append(text[place : match.start()])
        place = match.end()
        if match.group(2) is not None:
            raise SmdeskError("rules.template-brace", text=text)
        if match.group(1) is None:
            parts.append(match.group()[0])
        else:
            inner = match.group(1).strip()
            parts.append(compile_expression(f"${inner}" if _NAME.fullmatch(inner) else inner))
    parts.append(text[place:])
    names = [part.names for part in parts if isinstance(part, Expression)]
    return Template(tuple(part for part in parts if part != ""), frozenset().union(*names))


def _rendered(
    part: Expression, bindings: Mapping[str, Any], shown: Callable[[str], str | None]
) -> str:
    if part.text.startswith("$") and _NAME.fullmatch(part.text[1:]):
        text = shown(part.text[1:])
        if text is not None:
            return quoted(text) or NOTHING
    return printed(part.evaluate(bindings))


def printed(value: Any) -> str:
    """Return a value as a message prints it."""
    if value is None:
        return NOTHING
    if isinstance(value, tuple):
        return "、".join(printed(one) for one in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else quoted(str(value))
