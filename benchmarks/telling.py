"""Lines of a set's score, one a way of working, and its sum: what the sets' scores share."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from posted.score import Tally

Line = Callable[[str, Tally], str]


class Telling:
    """Prints a line for each way of working as it is scored, and the sum at the end."""

    def __init__(self, title: str, show: int, line: Line) -> None:
        self.title = title
        self.show = show
        self.line = line
        self.total = Tally()

    def told(self, name: str, scores: Iterable[Tally]) -> None:
        """Print the sum of some files' counts, and what of them was not stated rightly."""
        score = Tally()
        for one in scores:
            score += one
        self.total += score
        print(self.line(name, score), flush=True)
        for each in score.lost[: self.show]:
            print("   ", each)

    def end(self) -> None:
        """Print the sum, what was stated wrongly, and the doubts."""
        print(self.line(f"**{self.title}**", self.total))
        for one in self.total.wrong:
            print("wrong:", one)
        print("doubts:", self.total.codes.most_common(30))
