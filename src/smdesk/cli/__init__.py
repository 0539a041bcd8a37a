"""The program without a screen: verbs, plain Chinese or one JSON value, exit status 0, 1 or 2."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from smdesk import log
from smdesk.cli.options import build_parser
from smdesk.cli.output import DONE, REFUSED, say_error, use_utf8
from smdesk.errors import SmdeskError


def run(arguments: Sequence[str]) -> int:
    """Run one verb and return its exit status: 0 done, 1 refused or with errors, 2 wrong use."""
    use_utf8()
    log.start()
    parser = build_parser()
    try:
        chosen = parser.parse_args(list(arguments))
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else DONE
    if not hasattr(chosen, "verb"):
        parser.print_help(sys.stderr)
        return 2
    try:
        status = chosen.verb(chosen)
    except SmdeskError as fault:
        say_error(fault, as_json=getattr(chosen, "json", False))
        return REFUSED
    return int(status)
