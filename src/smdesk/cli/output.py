"""What the verbs print: text for people, one JSON value for programs, faults to standard error."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Self, TextIO

from smdesk.errors import SmdeskError, SmdeskErrors
from smdesk.files import reason

DONE, REFUSED, WRONG_USE = 0, 1, 2

LEVELS = {"error": "错误", "check": "核实", "hint": "提示"}
_SHOWN = 3
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def use_utf8() -> None:
    """Make the standard streams UTF-8: a Chinese Windows console is GBK, a pipe may be ASCII.

    A stream that is not there (closed, or a program without a console) becomes one that swallows.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _swallow())
            continue
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _swallow() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")


def say(text: str = "") -> None:
    """Print text for people on standard output; a stranger's file name cannot steer the terminal."""
    _write(_tame(text) + "\n")


def _tame(text: str) -> str:
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def some_of(names: Sequence[str]) -> str:
    """Return names as a line for people: all of a few, else the first ones and how many there are."""
    shown = "，".join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} 等 {len(names)} 处"


def say_json(value: Any) -> None:
    """Print one JSON value on standard output and nothing else."""
    _write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def flush() -> None:
    """Hand what was printed to its reader; raises as `say` does."""
    _write("")


def _write(text: str) -> None:
    """Write to standard output; a reader that left (``| head``) hears no more, the verb goes on.

    Raises `SmdeskError` ``cli.output-failed`` where the output has no room or no place.
    """
    try:
        sys.stdout.write(text)
        if not text:
            sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
    except OSError as problem:
        _let_go()
        detail = reason(problem)
        raise SmdeskError("cli.output-failed", detail=detail) from problem


def _let_go() -> None:
    """Point standard output at nothing, so that what is buffered harms nobody at the end."""
    nowhere = _swallow()
    try:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = nowhere
    else:
        nowhere.close()


def progress(text: str, stream: TextIO | None = None) -> None:
    """Print a line of progress to standard error where that is a terminal."""
    stream = stream or sys.stderr
    if stream.isatty():
        stream.write(_tame(text) + "\n")


class Meter:
    """How far long work is, on standard error: one line written over and over on a terminal.

    Elsewhere nothing is told, unless ``always``: then lines, one for each tenth of a count. The
    line is wiped away where the ``with`` ends, so that what is said next stands alone.
    """

    def __init__(self, *, always: bool = False, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._told = self._live or always
        self._last = ("", 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        if self._live and self._last[0]:
            self._put("\r\x1b[K")

    def line(self, text: str) -> None:
        """Tell ``text``; nothing where it was told last."""
        self._tell(text, 0, text)

    def show(self, what: str, done: int, total: int) -> None:
        """Tell that ``done`` of ``total`` of ``what`` are made; ``total`` 0 is not known."""
        if total:
            step = done if self._live else done * 10 // total
            self._tell(what, step + 1, f"{what}　{min(done + 1, total)}/{total}")
        else:
            self.line(what)

    def _tell(self, what: str, step: int, text: str) -> None:
        if self._told and (what, step) != self._last:
            self._last = (what, step)
            self._put(f"\r{_tame(text)}\x1b[K" if self._live else f"{_tame(text)}\n")

    def _put(self, text: str) -> None:
        with suppress(OSError):  # nobody listens any more
            self._stream.write(text)
            self._stream.flush()


def say_error(fault: SmdeskError, *, as_json: bool) -> None:
    """Print a fault: to standard error for people, as an object with its codes for programs."""
    if not as_json:
        sys.stderr.write(str(fault) + "\n")
        return
    faults = fault.problems if isinstance(fault, SmdeskErrors) else (fault.problem,)
    say_json(
        {
            "error": {"code": fault.code, "message": str(fault)},
            "problems": [
                {"code": one.code, "level": one.level, "message": one.message} for one in faults
            ],
        }
    )
