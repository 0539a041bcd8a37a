"""All checks of a whole form, and the checks after one edit, beside plain Python and XPath."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from elementpath import XPath2Parser, XPathContext

from benchmarks.harness import Case
from smdesk.notices.declaration import Declaration, Narrative, Paragraph
from smdesk.notices.grid import all_fields
from smdesk.notices.loader import find_form
from smdesk.notices.typed import read
from smdesk.rules.engine import Checker
from smdesk.service.samples import load_sample

WORK = "Checks: a whole form, formats and rules"
TARGET = "≤ 1 ms a form with 100 rules"
ROUNDS = 40
FORM = "zhejiang-2020/enterprise"


def cases() -> list[Case]:
    """Return ours whole and after one edit, elementpath on the same rules, a Python function."""
    pack, form = find_form(FORM)
    declaration, _ = load_sample(FORM)
    checker = Checker(pack, form, declaration.years)
    edited = ["finance.revenue[2019]"]
    return [
        Case("whole form, again", "ours", lambda: checker.all(declaration)),
        Case("one edit", "also", lambda: checker.touched(declaration, edited), 10),
        Case("one key in the narrative", "also", _typing(checker, declaration)),
        Case("elementpath, 100 comparisons", "peer", _elementpath()),
        Case("typed values of the form", "floor", _typed()),
        Case("100 comparisons in Python", "floor", _python(), 10),
    ]


def _typing(checker: Checker, declaration: Declaration) -> Callable[[], object]:
    """Return what checks the narrative after each character typed into its first paragraph."""
    blocks = list(declaration.narrative.blocks)
    place = next(n for n, one in enumerate(blocks) if isinstance(one, Paragraph))

    def run() -> object:
        last = blocks[place].runs[-1]
        longer = last.model_copy(update={"text": last.text + "字"})
        runs = (*blocks[place].runs[:-1], longer)
        blocks[place] = blocks[place].model_copy(update={"runs": runs})
        narrative = Narrative.model_construct(blocks=tuple(blocks))
        edited = declaration.model_copy(update={"narrative": narrative})
        return checker.touched(edited, ["narrative"])

    return run


def _elementpath() -> Callable[[], object]:
    token = XPath2Parser().parse("$service <= $revenue and $service div $revenue >= 0.2")
    names = {"service": Decimal("5863.47"), "revenue": Decimal("22186.90")}

    def run() -> object:
        for _ in range(100):
            token.evaluate(XPathContext(root=None, item=1, variables=names))
        return None

    return run


def _python() -> Callable[[], object]:
    service, revenue, share = Decimal("5863.47"), Decimal("22186.90"), Decimal("0.2")

    def run() -> object:
        return [service <= revenue and service / revenue >= share for _ in range(100)]

    return run


def _typed() -> Callable[[], object]:
    pack, form = find_form(FORM)
    declaration, _ = load_sample(FORM)
    fields = all_fields(pack.notice, form)
    pairs = [(fields[one.split("[")[0]], text) for one, text in declaration.values.items()]
    return lambda: [read(field, text) for field, text in pairs]
