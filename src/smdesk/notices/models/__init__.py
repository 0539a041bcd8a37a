"""The models of a notice pack: frozen, closed, read from TOML; nothing of one notice is here.

A pack is a folder: ``notice.toml`` (`Notice`), one file a form (`Form`), ``summary.toml``
(`Summary`), ``rules.toml`` (`Rule`), ``notice.md`` (`Clause`) and ``notice.txt``, the notice's own
words that labels and clauses are held against.
"""

from smdesk.notices.models.base import FieldName, Identifier, Level, Model, Pick
from smdesk.notices.models.field import Choice, FormField, Kind, Repeat
from smdesk.notices.models.form import (
    AttachmentSlot,
    Cell,
    Form,
    Outline,
    OutlineItem,
    PlainLabel,
    Row,
    Section,
    Signature,
    Years,
)
from smdesk.notices.models.notice import (
    FACES,
    POINTS,
    Cover,
    Delivery,
    Instructions,
    Notice,
    Quota,
    Style,
    Typography,
    Website,
)
from smdesk.notices.models.pack import (
    Clause,
    Example,
    Fix,
    Pack,
    Rule,
    Summary,
    SummaryColumn,
    SummaryPart,
)

__all__ = [
    "FACES",
    "POINTS",
    "AttachmentSlot",
    "Cell",
    "Choice",
    "Clause",
    "Cover",
    "Delivery",
    "Example",
    "FieldName",
    "Fix",
    "Form",
    "FormField",
    "Identifier",
    "Instructions",
    "Kind",
    "Level",
    "Model",
    "Notice",
    "Outline",
    "OutlineItem",
    "Pack",
    "Pick",
    "PlainLabel",
    "Quota",
    "Repeat",
    "Row",
    "Rule",
    "Section",
    "Signature",
    "Style",
    "Summary",
    "SummaryColumn",
    "SummaryPart",
    "Typography",
    "Website",
    "Years",
]
