"""A sealed examiner's set: filled forms that came through converters, editors, spreadsheets and several hands."""

from eighteenth.cases import ALL, WAYS, Case, cases, made, write
from eighteenth.score import judged, scored, through_office

__all__ = ["ALL", "WAYS", "Case", "cases", "judged", "made", "scored", "through_office", "write"]
