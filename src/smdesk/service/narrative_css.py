"""What the style sheets and attributes of a clipboard's HTML say of an element, as far as it is kept.

Word and WPS write the structure of a text into properties of their own: ``mso-outline-level`` of a
style, ``mso-list`` of a paragraph, ``mso-element`` of notes and comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

Declared = Mapping[str, str]
"""Properties of an element in lower case, with their values as written."""

MOST_CSS = 2_000_000
_MOST_RULES = 20_000
_KEPT = frozenset({
    "font-weight", "display", "mso-hide", "mso-outline-level", "mso-list", "mso-element",
    "mso-style-name", "mso-symbol-font-family", "mso-footnote-id", "mso-endnote-id",
    "mso-special-character", "vertical-align",
})  # fmt: skip
_STYLING = frozenset({
    "color", "background", "background-color", "font-size", "font-family", "text-decoration",
    "font-style", "text-align", "line-height",
})  # fmt: skip
_NOT_CSS = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_SELECTOR = re.compile(r"^([a-z][a-z0-9]*)?(?:\.([^\s.#:>\[+~]+))?$", re.IGNORECASE)
_BOLD = re.compile(r"^(?:bold|bolder|[6-9]00)", re.IGNORECASE)
_LIGHT = re.compile(r"^(?:normal|lighter|[1-5]00)", re.IGNORECASE)


class Css:
    """The rules of a document's style sheets for tags and classes; other selectors are passed over."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._tags: dict[str, dict[str, str]] = {}
        self._classes: dict[tuple[str, str], dict[str, str]] = {}
        text = _NOT_CSS.sub("", "\n".join(sheets)[:MOST_CSS])
        for rule in text.split("}", _MOST_RULES)[:_MOST_RULES]:
            selectors, _, body = rule.rpartition("{")
            found = declarations(body)
            if found:
                for selector in selectors.rpartition("{")[2].split(","):
                    self._add(selector.strip(), found)

    def _add(self, selector: str, found: Declared) -> None:
        named = _SELECTOR.match(selector)
        if not named or not any(named.groups()):
            return
        tag, name = (named.group(1) or "").lower(), named.group(2)
        into = self._classes.setdefault((tag, name), {}) if name else self._tags.setdefault(tag, {})
        into.update(found)

    def declared(self, node: Any, tag: str) -> dict[str, str]:
        """Return what is said of an element: by its tag, its classes, its own attribute last."""
        found = dict(self._tags.get(tag, {}))
        for name in (node.get("class") or "").split():
            found |= self._classes.get(("", name), {})
            found |= self._classes.get((tag, name), {})
        return found | declarations(node.get("style") or "")


def declarations(text: str) -> dict[str, str]:
    """Return the properties of a list of declarations that tell structure."""
    found: dict[str, str] = {}
    for one in text.split(";"):
        name, colon, value = one.partition(":")
        key = name.strip().lower()
        if colon and key in _KEPT:
            found[key] = value.strip()
    return found


def styles(text: str) -> bool:
    """Return whether an attribute says how something looks."""
    return any(one.partition(":")[0].strip().lower() in _STYLING for one in text.split(";"))


def hidden(declared: Declared) -> bool:
    """Return whether an element is not shown."""
    return (
        declared.get("display", "").lower().startswith("none")
        or declared.get("mso-hide", "").lower() == "all"
    )


def is_bold(declared: Declared, *, around: bool) -> bool:
    """Return whether text is bold; ``around`` is what holds where nothing is said."""
    weight = declared.get("font-weight", "")
    return True if _BOLD.match(weight) else False if _LIGHT.match(weight) else around
