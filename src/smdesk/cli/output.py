"""What the verbs print: text for people, one JSON value for programs, faults to standard error."""

from __future__ import annotations

import json
import sys
from typing import Any, TextIO

from smdesk.errors import SmdeskError, SmdeskErrors

DONE, REFUSED, WRONG_USE = 0, 1, 2

LEVELS = {"error": "错误", "check": "核实", "hint": "提示"}


def use_utf8() -> None:
    """Make the standard streams UTF-8: a Chinese Windows console is GBK, a pipe may be ASCII."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def say(text: str = "") -> None:
    """Print one line for people on standard output."""
    sys.stdout.write(text + "\n")


def say_json(value: Any) -> None:
    """Print one JSON value on standard output and nothing else."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def progress(text: str, stream: TextIO | None = None) -> None:
    """Print a line of progress to standard error where that is a terminal."""
    stream = stream or sys.stderr
    if stream.isatty():
        stream.write(text + "\n")


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
