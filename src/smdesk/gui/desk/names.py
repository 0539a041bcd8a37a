"""What the desk calls things: notices and forms by name, states with their marks, moments."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from smdesk.errors import SmdeskError, sentence
from smdesk.notices.loader import find_form
from smdesk.service.essentials import kind_name
from smdesk.store.desk.models import State


@dataclass(frozen=True, slots=True)
class Mark:
    """How a state is shown: its word, its icon, the theme colour of that."""

    word: str
    icon: str
    role: str


_ALL = "服务型制造"
_LOOKS: dict[State, tuple[str, str]] = {
    State.RECEIVED: ("inbox", "text_muted"),
    State.CHECKING: ("eye", "hint"),
    State.RETURNED: ("mail", "check"),
    State.CORRECTED: ("circle-dot", "hint"),
    State.ACCEPTED: ("circle-check", "done"),
    State.RECOMMENDED: ("list-ordered", "done"),
    State.REJECTED: ("octagon-x", "error"),
}


@cache
def mark_of(state: State) -> Mark:
    """Return how a state is shown."""
    icon, role = _LOOKS[state]
    return Mark(sentence(f"desk.state-{state}"), icon, role)


@cache
def form_names(notice: str, form: str) -> tuple[str, str]:
    """Return the short names of a notice and of its form; their ids where the pack is not at hand.

    What every form is of (服务型制造) is left out: a narrow column would show nothing else.
    """
    try:
        pack, found = find_form(f"{notice}/{form}")
    except SmdeskError:
        return notice, form
    name = kind_name(pack, found)
    return pack.notice.short, name.removeprefix(_ALL) or name


@cache
def form_place(kind: tuple[str, str]) -> tuple[str, int, str]:
    """Return where a notice and form stand in a list: forms in the order of their notice."""
    notice, form = kind
    try:
        forms = list(find_form(f"{notice}/{form}")[0].forms)
    except SmdeskError:
        return notice, 0, form
    return notice, forms.index(form), form


def kind_text(notice: str, form: str) -> str:
    """Return the notice and the form in one line."""
    return "　".join(form_names(notice, form))
