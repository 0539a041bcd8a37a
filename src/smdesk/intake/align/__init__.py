"""Alignment of received Word tables with a form's grid: every value with its place and confidence."""

from smdesk.intake.align.core import align
from smdesk.intake.align.model import SURE, Alignment, Found, Place, Stray
from smdesk.intake.align.plan import Plan, plan

__all__ = ["SURE", "Alignment", "Found", "Place", "Plan", "Stray", "align", "plan"]
