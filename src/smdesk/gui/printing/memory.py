"""What is remembered of each printer: both sides or one, and how it is fed by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast, get_args
from urllib.parse import quote

from PySide6.QtCore import QSettings

from smdesk.service.printing.plan import FACE_DOWN, HandWay, Turn

Mode = Literal["auto", "hand", "one"]
"""``auto``: the printer turns the sheet. ``hand``: fronts, then the stack goes back. ``one``: one side."""
_LAST = "printing/last"
_HALVES = ("auto1", "hand1", "hand2")


@dataclass(frozen=True)
class Remembered:
    """What was chosen for a printer last; ``mode`` is ``None`` where nothing was.

    ``flipped``: it turns over the short edge where the long one is asked for, and the other way
    round. ``way`` is how it is fed by hand, ``tried`` whether a test sheet said so, ``turn`` after
    what a stack is put back. ``half`` is how far a trial came: ``hand1`` has its fronts printed.
    """

    mode: Mode | None = None
    flipped: bool = False
    way: HandWay = FACE_DOWN
    tried: bool = False
    turn: Turn = "packet"
    half: str = ""


class PrinterMemory:
    """The remembered choices, in the settings of the data folder; without those for this run only."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store
        self._here: dict[str, str] = {}

    @property
    def last(self) -> str:
        """The printer that was printed on last, empty at first."""
        return self._value(_LAST)

    @last.setter
    def last(self, name: str) -> None:
        self._set(_LAST, name)

    def of(self, name: str) -> Remembered:
        """Return what is remembered of a printer; what cannot be read is as if never set."""
        parts = self._value(_key(name)).split(" ")
        mode = parts[0] if parts[0] in get_args(Mode) else None
        flags = set(parts[1:])
        way = HandWay("over" in flags, "ascending" not in flags, "upside" in flags)
        turn: Turn = next((one for one in get_args(Turn) if f"turn-{one}" in flags), "packet")
        half = next((one for one in _HALVES if f"half-{one}" in flags), "")
        return Remembered(
            cast("Mode | None", mode), "flipped" in flags, way, "tried" in flags, turn, half
        )

    def keep(self, name: str, held: Remembered) -> None:
        """Remember a printer's choices."""
        flags = {
            "flipped": held.flipped, "over": held.way.turn_over,
            "ascending": not held.way.reverse, "upside": held.way.upside, "tried": held.tried,
        }  # fmt: skip
        told = [one for one, on in flags.items() if on] + [f"turn-{held.turn}"]
        told += [f"half-{held.half}"] if held.half else []
        text = " ".join([held.mode or "-", *told])
        self._set(_key(name), text)

    def _value(self, key: str) -> str:
        if self._store is None:
            return self._here.get(key, "")
        return str(self._store.value(key, "") or "")

    def _set(self, key: str, text: str) -> None:
        if self._store is None:
            self._here[key] = text
        else:
            self._store.setValue(key, text)


def _key(name: str) -> str:
    return f"printers/{quote(name, safe='')}"
