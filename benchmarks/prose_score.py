"""Prints how well the narrative is held against the tables: ``python benchmarks/prose_score.py``.

The sentences are ``tests/data/prose_statements.toml``: what differs from the form's values must be
found (recall), nothing else may be (precision), what agrees should have been read.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from smdesk.notices.declaration import Declaration, Narrative, Paragraph, Run
from smdesk.notices.loader import find_form
from smdesk.rules.engine import checker_of
from smdesk.rules.ground import Ground, View
from smdesk.rules.prose.checks import VALUES
from smdesk.rules.prose.memory import Memory
from smdesk.rules.prose.places import parse_place
from smdesk.service.samples import load_sample

DATA = Path(__file__).parents[1] / "tests" / "data" / "prose_statements.toml"


@dataclass
class ProseScore:
    """Counts over all sentences, and the places of what went wrong."""

    sentences: int = 0
    wanted: int = 0
    found: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    agreeing: int = 0
    unread: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """How much of what was found differs indeed."""
        return self.found / max(1, self.found + len(self.false))

    @property
    def recall(self) -> float:
        """How much of what differs was found."""
        return self.found / max(1, self.wanted)

    @property
    def read(self) -> float:
        """How much of what agrees was read."""
        return 1 - len(self.unread) / max(1, self.agreeing)


def score() -> ProseScore:
    """Return the score over the whole file, each sentence a narrative of its own."""
    total = ProseScore()
    for case in tomllib.loads(DATA.read_text(encoding="utf-8"))["case"]:
        pack, form = find_form(case["form"])
        declaration = load_sample(case["form"])[0]
        checker = checker_of(pack, form, declaration.years)
        memory = Memory(checker.ground)
        for sentence in case["sentence"]:
            _judge(total, checker, memory, declaration, sentence)
    return total


def _judge(
    total: ProseScore, checker: Any, memory: Memory, sample: Declaration, sentence: dict[str, Any]
) -> None:
    text = sentence["text"]
    narrative = Narrative(blocks=(Paragraph(runs=(Run(text=text),)),))
    declaration = sample.model_copy(update={"narrative": narrative})
    wanted, agreeing = list(sentence.get("differs", ())), sentence.get("agrees", ())
    total.sentences += 1
    total.wanted += len(wanted)
    total.agreeing += len(agreeing)
    for finding in checker.all(declaration):
        place = parse_place(finding.addresses[0])
        if finding.rule != VALUES or place is None:
            continue
        said = text[place.start : place.stop]
        if said in wanted:
            wanted.remove(said)
            total.found += 1
        else:
            total.false.append(f"{said} | {text}")
    total.missed += [f"{one} | {text}" for one in wanted]
    read = _read(memory, checker.ground, declaration, text)
    total.unread += [f"{one} | {text}" for one in agreeing if one not in read]


def _read(memory: Memory, ground: Ground, declaration: Declaration, text: str) -> set[str]:
    list(memory.differences(View(ground, declaration)))
    (block,) = memory.blocks(declaration.narrative)
    return {text[one.start : one.stop] for one in block.mentions}


def main() -> None:
    """Print the score, and with ``-v`` every miss."""
    total = score()
    print("| sentences | differing | found | false alarms | precision | recall | agreeing read |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    print(
        f"| {total.sentences} | {total.wanted} | {total.found} | {len(total.false)} "
        f"| {total.precision:.1%} | {total.recall:.1%} | {total.read:.1%} |"
    )
    if "-v" in sys.argv:
        for name in ("false", "missed", "unread"):
            print(f"\n{name}:", *getattr(total, name), sep="\n  ")


if __name__ == "__main__":
    main()
