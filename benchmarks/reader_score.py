"""Prints the reader's score on hand-filled forms: ``python benchmarks/reader_score.py [first last]``.

Values right, values stated with confidence, values stated wrongly, by form; and the habits under
which values were not read. The forms are made by ``tests/intake/handfilled``.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "intake"))

from handfilled import Score, judge, make  # noqa: E402

from smdesk.intake.align import align_form, form_plan  # noqa: E402
from smdesk.intake.word import walk_body  # noqa: E402
from smdesk.notices.loader import find_form, load_pack  # noqa: E402
from smdesk.notices.models import Form, Pack  # noqa: E402

ZHEJIANG = ("enterprise", "project", "platform")
TABLES = ("shanghai", "guangdong", "shanxi", "national")


def forms() -> list[tuple[Pack, Form]]:
    """Return the forms that are scored: Zhejiang's, and the other notices' hardest tables."""
    found = [find_form(f"zhejiang-2020/{name}") for name in ZHEJIANG]
    packs = [load_pack(ROOT / "tests" / "packs" / f"{name}-tables") for name in TABLES]
    return [*found, *((pack, form) for pack in packs for form in pack.forms.values())]


def score(pack: Pack, form: Form, seeds: range) -> tuple[Score, Counter[str]]:
    """Return the score of a form over seeds, and the habits of files with values not read."""
    total, habits = Score(), Counter[str]()
    for seed in seeds:
        made = make(pack, form, seed)
        prepared = form_plan(pack, form, made.years)
        reading = align_form(prepared, list(walk_body(etree.fromstring(made.xml))))
        found = {str(a): (one.text, one.confidence) for a, one in reading.found.items()}
        plans = (prepared.cover, prepared.table, prepared.sheet)
        places = {str(a) for one in plans for a in one.addresses} - set(form.fixed)
        one = judge(made, found, places)
        habits.update(made.notes if any(truth for _, _, truth, _ in one.wrong) else ())
        total.add(one)
    return total, habits


def main() -> None:
    """Print the table."""
    first, last = (int(one) for one in (sys.argv[1:3] or ("0", "100")))
    print("| form | files | values | right | stated | stated wrongly | blanks | blanks stated |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    missed: Counter[str] = Counter()
    for pack, form in forms():
        total, habits = score(pack, form, range(first, last))
        missed += habits
        stated = total.sure / max(1, total.values)
        blank = total.blanks_sure / max(1, total.blanks)
        print(
            f"| {pack.notice.id}/{form.id} | {total.documents} | {total.values} "
            f"| {total.share:.2%} | {stated:.1%} | {len(total.stated)} "
            f"| {total.blanks} | {blank:.1%} |"
        )
    print("\nHabits in files with values not read:", missed.most_common(10))


if __name__ == "__main__":
    main()
