"""Interleaved rounds, medians, ratios: what every benchmark here shares.

A benchmark is a module with ``WORK`` (what is measured), ``TARGET`` (from the goals, as text) and
``cases()``: functions that do one unit of work, each ours, a peer or a floor. All cases of one
benchmark run in turn in the same process, round after round, so that a slow moment of the machine
hits all of them; only the ratios are worth reading.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

ROUNDS_OF_A_TAIL = 200
Role = Literal["ours", "also", "peer", "floor"]
"""``also`` is ours too: another case of the same work, with ratios of its own."""


@dataclass
class Case:
    """One way to do the work; ``inner`` repeats it within a round, for work under a millisecond.

    ``run`` does it so often in a row in each round and times each one by itself: a person types
    words, not one key in every window in turn. ``ready`` runs before each round and ``after`` behind
    each single one; neither is timed.
    """

    name: str
    role: Role
    call: Callable[[], object]
    inner: int = 1
    run: int = 1
    rounds: int | None = None
    ready: Callable[[], object] | None = None
    after: Callable[[], object] | None = None
    times: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The median seconds of one unit of work."""
        return statistics.median(self.times)

    @property
    def tail(self) -> str:
        """The 99th percentile as text, a dash where there are too few rounds for one."""
        if len(self.times) < ROUNDS_OF_A_TAIL:
            return "–"
        return milliseconds(statistics.quantiles(self.times, n=100)[98])


def measure(cases: Sequence[Case], rounds: int) -> None:
    """Run every case once to warm up, then all in turn for ``rounds`` rounds."""
    for case in cases:
        case.call()
    for number in range(rounds):
        for case in cases:
            if case.rounds is not None and number >= case.rounds:
                continue
            if case.ready is not None:
                case.ready()
            for _ in range(case.run):
                start = time.perf_counter()
                for _ in range(case.inner):
                    case.call()
                case.times.append((time.perf_counter() - start) / case.inner)
                if case.after is not None:
                    case.after()


def milliseconds(seconds: float) -> str:
    """Return seconds as milliseconds with three figures that matter."""
    value = seconds * 1000
    return f"{value:.3f}" if value < 1 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def table(work: str, target: str, cases: Sequence[Case]) -> list[str]:
    """Return the rows of one benchmark as Markdown: each case, and each of ours as a ratio of it."""
    mine = [case for case in cases if case.role in {"ours", "also"}]
    names = {"ours": "**smdesk**", "also": "**smdesk**", "peer": "peer", "floor": "floor"}
    heads = [f"{one.name} ÷ this" if len(mine) > 1 else "smdesk ÷ this" for one in mine]
    lines = [f"### {work}", "", f"Target: {target}", ""]
    tails = any(len(one.times) >= ROUNDS_OF_A_TAIL for one in cases)
    heads = ["p99", *heads] if tails else heads
    lines += [f"| | what | ms | {' | '.join(heads)} |", f"|---|---|---:|{'---:|' * len(heads)}"]
    for case in cases:
        ratios = [
            "–" if case.role in {"ours", "also"} else f"{one.median / case.median:.3g}"
            for one in mine
        ]
        times = [milliseconds(case.median), *([case.tail] if tails else [])]
        shown = " | ".join([case.name, *times, *ratios])
        lines.append(f"| {names[case.role]} | {shown} |")
    return [*lines, ""]
