"""TOML written line by line, so that a question can stand as a comment where it belongs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

MARK = "# 待确认："
WIDTH = 100


def text(value: str) -> str:
    """Return a TOML basic string."""
    made = json.dumps(value, ensure_ascii=False)
    return made.replace("\x7f", "\\u007f")


def value(given: Any) -> str:
    """Return any value that packs hold as TOML on one line."""
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, str):
        return text(given)
    if isinstance(given, int | float):
        return str(given)
    if isinstance(given, date):
        return given.isoformat()
    if isinstance(given, Mapping):
        inner = ", ".join(f"{_key(name)} = {value(one)}" for name, one in given.items())
        return f"{{ {inner} }}" if inner else "{}"
    return f"[{', '.join(value(one) for one in given)}]"


def _key(name: str) -> str:
    plain = name.replace("-", "").replace("_", "")
    return name if plain.isascii() and plain.isalnum() else text(name)


class Writer:
    """Lines of one TOML file."""

    def __init__(self, *head: str) -> None:
        self.lines = [f"# {one}" for one in head]

    def blank(self) -> None:
        """Leave a line free."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def table(self, name: str) -> None:
        """Begin a table."""
        self.blank()
        self.lines.append(f"[{name}]")

    def entry(self, name: str) -> None:
        """Begin an entry of a list of tables."""
        self.blank()
        self.lines.append(f"[[{name}]]")

    def ask(self, questions: Sequence[str]) -> None:
        """Write questions as comments, one a line."""
        self.lines += [f"{MARK}{one}".replace("\n", " ") for one in questions]

    def set(self, name: str, given: Any) -> None:
        """Write one key; a list that is long stands a line an entry."""
        line = f"{name} = {value(given)}"
        if isinstance(given, Sequence) and not isinstance(given, str) and len(line) > WIDTH:
            self.lines.append(f"{name} = [")
            self.lines += [f"  {value(one)}," for one in given]
            self.lines.append("]")
            return
        self.lines.append(line)

    def comment(self, words: str) -> None:
        """Write a remark."""
        self.blank()
        self.lines.append(f"# {words}")

    @property
    def body(self) -> str:
        """The file."""
        return "\n".join(self.lines).rstrip("\n") + "\n"
