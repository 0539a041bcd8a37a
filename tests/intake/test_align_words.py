"""A form's words within an answer, held against their plain definition."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk.intake.align.plainly import Words
from smdesk.notices.models import Kind
from smdesk.notices.text import fold

LETTERS = "企业名称联系人是为：； 的a"
_word = st.text(LETTERS, min_size=1, max_size=7).map(fold).filter(bool)


def begins_or_ends(words: Words, kind: Kind, text: str) -> bool:
    """Return what `Words.within` says of a text of one piece, word by word."""
    flat = fold(text)
    if any(one in flat for one in words.remarks):
        return True
    if kind is Kind.LONG_TEXT:
        if any(flat.startswith(one[:6]) for one in words.labels if len(one) > 5):
            return True
    elif flat not in words.labels and any(
        flat.startswith(one) or flat.endswith(one) for one in words.labels if len(one) > 3
    ):
        return True
    return any(flat.startswith((f"{one}是", f"{one}为")) for one in words.labels if len(one) > 1)


@settings(max_examples=300, deadline=None)
@given(
    labels=st.frozensets(_word, max_size=6),
    remarks=st.frozensets(_word, max_size=2),
    text=st.text("企业名称联系人是为的a", min_size=1, max_size=12),
    kind=st.sampled_from([Kind.TEXT, Kind.NAME, Kind.LONG_TEXT]),
)
def test_words_at_the_ends_of_an_answer_are_found_as_one_by_one(
    labels: frozenset[str], remarks: frozenset[str], text: str, kind: Kind
) -> None:
    words = Words(labels, remarks)
    assert words.within(kind, text) == begins_or_ends(words, kind, text)
