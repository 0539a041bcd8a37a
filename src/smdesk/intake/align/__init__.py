"""Alignment of received Word tables with a form's grid: every value with its place and confidence."""

from smdesk.intake.align.core import align
from smdesk.intake.align.form import FormAlignment, FormPlan, align_form, form_plan
from smdesk.intake.align.identify import Guess, heard_titles, identify, split
from smdesk.intake.align.model import CAPS, GUARDED, LINED, SURE, Alignment, Found, Place, Stray
from smdesk.intake.align.plan import Plan, plan

__all__ = [
    "CAPS",
    "GUARDED",
    "LINED",
    "SURE",
    "Alignment",
    "FormAlignment",
    "FormPlan",
    "Found",
    "Guess",
    "Place",
    "Plan",
    "Stray",
    "align",
    "align_form",
    "form_plan",
    "heard_titles",
    "identify",
    "plan",
    "split",
]
