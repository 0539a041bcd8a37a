"""The hidden verb ``smoke``: what was just built, frozen or installed, does everything once.

No help lists it; it is for those who build the program.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from smdesk.cli.output import DONE, REFUSED, flush, say, say_json

if TYPE_CHECKING:
    from smdesk.service.smoke import Step

VERB = "smoke"


def smoke(arguments: Sequence[str]) -> int:
    """Open every pack, export every format, read it again; 1 where anything is wrong."""
    from smdesk.service.smoke import run_smoke

    chosen = _parser().parse_args(list(arguments))
    steps = run_smoke(chosen.out.resolve(), tell=(lambda _: None) if chosen.json else _tell)
    faults = [one for one in steps if one.fault]
    if chosen.json:
        say_json([{"what": one.what, "seconds": one.seconds, "fault": one.fault} for one in steps])
    else:
        say(f"共 {len(steps)} 项，{len(faults)} 项有错。")
    return REFUSED if faults else DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"smdesk {VERB}", description="自检")
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--json", action="store_true")
    return parser


def _tell(step: Step) -> None:
    mark = f"有错：{step.fault}" if step.fault else "好"
    say(f"{step.seconds * 1000:7.0f} ms　{step.what}　{mark}")
    flush()
