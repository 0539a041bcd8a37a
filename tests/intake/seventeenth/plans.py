"""What a clerk may do, by group, and the plan of one file."""

from __future__ import annotations

from dataclasses import dataclass

from seventeenth.layout import LAYOUTS
from seventeenth.ticks import STYLES
from seventeenth.years import EXTRAS, NAMES, RELATIVE, SHAPES
from smdesk.notices.loader import pack

NOTICES = ("zhejiang-2020", "shanxi-2021", "shanghai-2023", "guangdong-2024", "national-2022")
FORMS = tuple(f"{n}/{f}" for n in NOTICES for f in pack(n).forms)
PROGRAMME = {
    "zhejiang-2020": "浙江省服务型制造示范创建（2020年）", "shanxi-2021": "山西省服务型制造示范培育遴选（2021年）",
    "shanghai-2023": "上海市服务型制造示范遴选（2023年）", "guangdong-2024": "广东省服务型制造示范遴选（2024年）",
    "national-2022": "服务型制造示范遴选（2022年）",
}  # fmt: skip
LABELS: dict[str, dict[str, object]] = {
    "synonyms": {"synonym": 0.6}, "unithalf": {"unit": "half"}, "unitslash": {"unit": "slash"}, "unitcomma": {"unit": "comma"},
    "unitsaid": {"unit": "said"}, "unitsquare": {"unit": "square"}, "unitabove": {"unit": "above"}, "unitvalues": {"unit": "values"},
    "percentbare": {"unit": "bare"}, "yuan": {"money": "元"}, "yi": {"money": "亿元"}, "spacewide": {"space": "wide"}, "spaceodd": {"space": "odd"},
    "colon": {"end": "："}, "colonhalf": {"end": ":"}, "numbered1": {"numbered": "{}、"}, "numbered2": {"numbered": "{}."},
    "numbered3": {"numbered": "（{}）"}, "breaks": {"breaks": True}, "english": {"english": True}, "star": {"star": True},
}  # fmt: skip
# blank_form_after and shift do nothing: files with them alone are plain ones
FILE = ("nocover", "covertable", "cover_lines", "notes_below", "blank_form_after", "summary_after", "other_rows", "partial", "signed", "unitline",
        "numbered_rows", "uscc_row", "guide_before", "conflict_boxes", "none_ticked", "old_years")  # fmt: skip
CELLS = [
    "thousands",
    "wide",
    "unit_in_value",
    "other_unit",
    "currency",
    "about",
    "zeros",
    "minus",
    "none_said",
    "attached",
    "struck_old",
    "struck_all",
    "hidden_old",
    "hidden_all",
    "inserted",
    "replaced",
    "deleted",
    "half_replaced",
    "control",
    "placeholder",
    "formtext",
    "comment",
    "textbox",
    "example_grey",
    "note_left",
    "stamp",
    "underlined",
    "underscores",
    "split_runs",
    "linked",
    "broken",
    "spaces",
    "phones",
    "code",
    "person",
    "label_again",
    "slipped",
    "as_fraction",
    "wan",
    "two_figures",
    "nested",
    "smart",
    "remark",
]
"""The habits of an answer, in the order that the set was drawn in."""
GROUPS = {
    "layout": (*LAYOUTS,),
    "label": (*LABELS,),
    "ticks": STYLES,
    "year": (*NAMES, *RELATIVE),
    "shape": SHAPES[1:],
    "years": EXTRAS,
    "cell": (*CELLS,),
    "file": FILE,
}
ALL = tuple(f"{kind}:{name}" for kind, names in GROUPS.items() for name in names)


@dataclass
class Plan:
    """The habits of one file by group."""

    picked: tuple[str, ...]

    def of(self, kind: str) -> list[str]:
        return [one.split(":")[1] for one in self.picked if one.startswith(kind + ":")]

    def has(self, one: str) -> bool:
        return f"file:{one}" in self.picked

    def one(self, kind: str, otherwise: str) -> str:
        return (self.of(kind) or [otherwise])[0]
