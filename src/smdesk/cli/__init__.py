"""The program without a screen: verbs, plain Chinese or one JSON value, exit status 0, 1 or 2."""

from __future__ import annotations

import sys
import traceback
from argparse import Namespace
from collections.abc import Sequence

from smdesk import log
from smdesk.cli.options import build_parser, parse
from smdesk.cli.output import DONE, REFUSED, WRONG_USE, flush, say_error, use_utf8
from smdesk.cli.smoke import VERB, smoke
from smdesk.errors import SmdeskError


def run(arguments: Sequence[str]) -> int:
    """Run one verb and return its exit status: 0 done, 1 refused or with errors, 2 wrong use."""
    use_utf8()
    log.start()
    as_json = "--json" in arguments
    try:
        status = _run(list(arguments))
        flush()
    except SmdeskError as told:
        from smdesk.store.faults import not_held

        fault = not_held(told)
        say_error(fault, as_json=as_json and fault.code != "cli.output-failed")
        status = WRONG_USE if fault.code == "cli.wrong-use" else REFUSED
    except KeyboardInterrupt:
        say_error(SmdeskError("cli.interrupted"), as_json=as_json)
        status = REFUSED
    except Exception as fault:
        traceback.print_exc(file=sys.stderr)
        say_error(SmdeskError("cli.internal", detail=type(fault).__name__), as_json=as_json)
        status = REFUSED
    return status


def _run(arguments: list[str]) -> int:
    if arguments[:1] == [VERB]:
        return smoke(arguments[1:])
    parser = build_parser()
    try:
        chosen: Namespace = parse(parser, arguments)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else DONE
    if not hasattr(chosen, "verb"):
        parser.print_help(sys.stderr)
        return WRONG_USE
    return int(chosen.verb(chosen))
