"""Names told in two pieces: 生产性服务业发展较快，2020 年增加值达到 ….

The subject opens a clause, the measure stands in the same one or the next before its number. The
measure is made the name that both come to, and what says nothing between them is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from smdesk.rules.prose.tokens import Token
from smdesk.rules.prose.vocabulary import Named
from smdesk.rules.prose.words import phrase, words

_HEAD = phrase(r"(?:^|[，。；：、\s（）()“”]|[全我本][市区县]|\d年|&piece_ahead;)$")
"""What may stand before a subject: 装备制造业 is another than 制造业."""
_BETWEEN = re.compile(r"[xTS](?:Q?[xcnzgdYt]*,(?:[xcng]*,)?)?[cYnkp]*")
"""From the subject to the measure."""
_FURTHEST = 40


def pieced(text: str, tokens: list[Token], terms: Mapping[str, Named]) -> list[Token]:
    """Return the tokens of a sentence with the measures that its subject makes names made such."""
    if _measures().search(text) is None:
        return tokens
    found = list(tokens)
    for at, token in enumerate(tokens):
        if token.letter != "x":
            continue
        subject = next(_subjects(text, tokens, at, terms), None)
        if subject is not None:
            start, named = subject
            found[at] = token._replace(letter="T", named=named)
            for place in range(start, at):
                if found[place].letter in "xg":
                    found[place] = found[place]._replace(letter="c", word="")
    return found


def _subjects(
    text: str, tokens: list[Token], at: int, terms: Mapping[str, Named]
) -> Iterator[tuple[int, Named]]:
    """Yield the token that a measure's subject begins with, and what both name."""
    token = tokens[at]
    said = text[token.start : token.stop].strip()
    for subjects, measures, term in _pieces():
        if said not in measures or term not in terms:
            continue
        for match in reversed(list(subjects.finditer(text, 0, token.start))):
            first = next((place for place in range(at) if tokens[place].stop > match.start()), at)
            letters = "".join(one.letter for one in tokens[first:at])
            near = token.start - match.end() <= _FURTHEST
            if near and _HEAD().search(text[: match.start()]) and _BETWEEN.fullmatch(letters):
                yield first, terms[term]
            break


@cache
def _pieces() -> tuple[tuple[re.Pattern[str], frozenset[str], str], ...]:
    return tuple(
        (re.compile("|".join(map(re.escape, one.subject))), frozenset(one.measure), one.term)
        for one in words().piece
    )


@cache
def _measures() -> re.Pattern[str]:
    every = {word for one in words().piece for word in one.measure}
    return re.compile("|".join(map(re.escape, sorted(every, key=len, reverse=True))))
