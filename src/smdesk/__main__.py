"""Starts smdesk: a verb runs without a screen."""

from __future__ import annotations

import sys


def main() -> int:
    """Run what the command line says; return the exit status."""
    from smdesk.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
