"""A sealed examiner's set: forms retyped by clerks in layouts of their own, habits alone and two to six at once."""

from seventeenth.cases import Case, cases
from seventeenth.plans import ALL
from seventeenth.score import scored, through_office

__all__ = ["ALL", "Case", "cases", "scored", "through_office"]
