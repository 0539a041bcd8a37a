"""The authority's own Word file, filled in: values in its cells, everything else as it was."""

from smdesk.service.authority.fill import fill_into
from smdesk.service.authority.report import IntoReport, Lost

__all__ = ["IntoReport", "Lost", "fill_into"]
