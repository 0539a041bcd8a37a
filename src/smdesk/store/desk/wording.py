"""What several findings of one rule say in common: what differs from case to case is left open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_VARIES = re.compile(r"(“[^“”]*”|(?<![\d-])-?\d+(?:[.,]\d+)*)")


def in_common(messages: Sequence[str]) -> str:
    """Return one sentence for all: names in quotes and figures that differ become ``…``.

    That there are sentences of other wording is said behind it. Raises ``ValueError`` for none.
    """
    if not messages:
        raise ValueError("no messages")
    texts = list(dict.fromkeys(messages))
    parted = [_VARIES.split(one) for one in texts]
    kinds = Counter(tuple(one[::2]) for one in parted)
    (frame, _), *others = kinds.most_common()
    alike = [one for one in parted if tuple(one[::2]) == frame]
    made = list(alike[0])
    for at in range(1, len(made), 2):
        if len({one[at] for one in alike}) > 1:
            made[at] = "“…”" if made[at].startswith("“") else "…"
    said = "".join(made)
    return f"{said}（还有别的说法）" if others else said
