"""Whose key is whose: the first that came in a name holds; another waits until a person confirms it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Literal

from smdesk.errors import Problem, SmdeskError
from smdesk.service.desk.bureau import Bureau, fingerprint, known_bureau
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.keys import BureauKey

Standing = Literal["own", "first", "confirmed", "other", "stopped"]
"""What a key is held for: this bureau's own, a name's first, found to be the bureau's by a person,
another that nobody spoke of, or found to be the bureau's no more."""
_GOOD = frozenset({"own", "first", "confirmed"})


def standing(desk: Desk, known: Sequence[BureauKey], key: str) -> Standing:
    """Return what a key is held for; ``known`` are the keys of its bureau, the first in front."""
    own = _own(desk)
    mine = own is not None and bool(known) and known[0].bureau == own.name
    if mine and own is not None and key == own.public.hex():
        return "own"
    said = next((one.words for one in known if one.key == key), ())
    if said:
        return "confirmed" if said[-1].trusted else "stopped"
    return "first" if not mine and (not known or known[0].key == key) else "other"


def doubts(desk: Desk, signers: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Yield what a person has to settle of signers, as (bureau, key): keys that nobody confirmed."""
    keys = desk.bureau_keys()
    for bureau, key in dict.fromkeys(signers):
        known = keys.get(bureau, ())
        held = standing(desk, known, key)
        told = {"bureau": bureau, "new": fingerprint(key)}
        if held == "other":
            before = [one for one in known if standing(desk, known, one.key) in _GOOD]
            old = "、".join(fingerprint(one.key) for one in before)
            yield Problem("desk.conflict-key", "check", told | {"old": old or "本单位的密钥"})
        elif held == "stopped":
            word = next(one for one in known if one.key == key).words[-1]
            day = word.at.astimezone().date().isoformat()
            more = {"person": word.person, "day": day}
            yield Problem("desk.conflict-key-stopped", "check", told | more)


def _own(desk: Desk) -> Bureau | None:
    """Return who the desk is; a damaged key of its own does not keep others from being read."""
    with suppress(SmdeskError):
        return known_bureau(desk.folder)
    return None


def voices(desk: Desk) -> dict[tuple[str, str], str]:
    """Return whose voice is under a bureau and a key: the bureau's where its key is confirmed."""
    return {
        (bureau, one.key): bureau if standing(desk, known, one.key) in _GOOD else one.key
        for bureau, known in desk.bureau_keys().items()
        for one in known
    }


def find_key(desk: Desk, told: str, bureau: str = "") -> BureauKey:
    """Return the key that a person wrote, whole or its first 16 digits.

    Raises ``SmdeskError`` ``desk.key-unknown``, ``desk.key-several``.
    """
    wanted = "".join(told.split()).replace("-", "").lower()
    found = [
        one
        for keys in desk.bureau_keys().values()
        for one in keys
        if len(wanted) >= 16 and one.key.startswith(wanted) and bureau in {"", one.bureau}
    ]
    if not found:
        raise SmdeskError("desk.key-unknown", key=told)
    if len(found) > 1:
        names = "、".join(dict.fromkeys(one.bureau for one in found))
        raise SmdeskError("desk.key-several", key=told, bureaus=names)
    return found[0]
