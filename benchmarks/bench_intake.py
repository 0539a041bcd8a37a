"""Intake end to end at 1,000 and 5,000 files; see `benchmarks.intake_score`."""

from benchmarks.intake_score import lines

WORK = "Intake end to end: read, check, store, 汇总表"
TARGET = (
    "≥ 12 × naive, main process ≤ 60 MB, with guard, alignment and findings on; naive is one process "
    "with python-docx that aligns and checks nothing, the floor has as many processes as smdesk"
)
__all__ = ["TARGET", "WORK", "lines"]
