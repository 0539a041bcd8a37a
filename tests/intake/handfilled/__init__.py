"""Forms filled in by hand, made by the hundred: random values, habits of clerks and of programs.

`make(pack, form, seed)` gives a document and what a careful person reads in it. The habits were
written down before the reader was tuned; add what is met in practice, never remove one.
"""

from handfilled.make import Made, make
from handfilled.score import Score, judge

__all__ = ["Made", "Score", "judge", "make"]
