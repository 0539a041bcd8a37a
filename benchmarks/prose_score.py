"""Prints how well the narrative is held against the tables: ``python benchmarks/prose_score.py``.

``tests/data/prose_statements.toml`` is what the reader was first mended with: what differs from the
form's values must be found, nothing else may be, what agrees should have been read.
``benchmarks/prose/*.txt`` came later: one narrative a line under the sample that it is held against
(``@ pack/form``), ``{…}`` around what must be found, ``{?…}`` a placeholder, ``{!…}`` another firm;
`` ⏎ `` parts blocks (``# `` heading, ``- `` list item, ``| |`` a table with cells at ``|``, rows at
``||``). The head of each file tells whether it was seen before it was scored, and its figures then.
``texts-*.txt`` are whole narratives, read by `benchmarks.prose_texts`.
With ``-v`` every miss is listed.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from smdesk import paths
from smdesk.notices.declaration import (
    Block,
    Declaration,
    Heading,
    ListItem,
    Narrative,
    Paragraph,
    Run,
    SimpleTable,
)
from smdesk.notices.loader import find_form
from smdesk.rules.engine import checker_of
from smdesk.rules.ground import Ground, View
from smdesk.rules.prose.checks import FIRMS, LEFT, VALUES
from smdesk.rules.prose.memory import Memory
from smdesk.rules.prose.places import parse_place, text_of
from smdesk.service.samples import sample_values

DATA = Path(__file__).parents[1] / "tests" / "data" / "prose_statements.toml"
LINES = Path(__file__).parent / "prose"
EVERY = slice(None)
CORPORA = {
    "five packs, half that it was mended with": ("statements-*.txt", slice(0, None, 2)),
    "five packs, half first read afterwards": ("statements-*.txt", slice(1, None, 2)),
    "written to mislead": ("misleading.txt", EVERY),
    "later, first": ("unseen-1.txt", EVERY),
    "later, second": ("unseen-2.txt", EVERY),
    "later, third": ("unseen-3.txt", EVERY),
    "later, fourth": ("unseen-4.txt", EVERY),
    "another hand, first": ("unseen-5.txt", EVERY),
    "another hand, second": ("unseen-6.txt", EVERY),
    "another hand, third": ("unseen-7.txt", EVERY),
    "another hand, fourth": ("unseen-8.txt", EVERY),
    "sentences that open with a firm": ("firms-1.txt", EVERY),
}
_MARKED = re.compile(r"\{[?!]?([^}]*)\}")


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
    true: int = 0
    alarmed: int = 0

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


# -- the corpus that the reader was mended with -----------------------------------------------------


def score() -> ProseScore:
    """Return the score over the TOML corpus, each sentence a narrative of its own."""
    total = ProseScore()
    for case in tomllib.loads(DATA.read_text(encoding="utf-8"))["case"]:
        pack, form = find_form(case["form"])
        declaration = _sample(case["form"])
        checker = checker_of(pack, form, declaration.years)
        memory = Memory(checker.ground)
        for sentence in case["sentence"]:
            _judge(total, checker, memory, declaration, sentence)
    return total


def _sample(form_id: str) -> Declaration:
    """Return a sample's values without its narrative and scans."""
    pack, form = find_form(form_id)
    file = paths.resources() / "samples" / form_id / "sample.toml"
    years = tuple(tomllib.loads(file.read_text(encoding="utf-8")).get("years", ()))
    known = pack.years(years, form)
    return Declaration(form=form_id, pack=pack.hash, years=known).with_values(
        sample_values(form_id)
    )


def _judge(
    total: ProseScore, checker: Any, memory: Memory, sample: Declaration, sentence: dict[str, Any]
) -> None:
    text = sentence["text"]
    declaration = _saying(sample, (Paragraph(runs=(Run(text=text),)),))
    wanted, agreeing = list(sentence.get("differs", ())), sentence.get("agrees", ())
    total.sentences += 1
    total.wanted += len(wanted)
    total.agreeing += len(agreeing)
    for finding in checker.touched(declaration, ["narrative"]).findings:
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


def _saying(sample: Declaration, blocks: tuple[Block, ...]) -> Declaration:
    return sample.model_copy(update={"narrative": Narrative(blocks=blocks)})


def _read(memory: Memory, ground: Ground, declaration: Declaration, text: str) -> set[str]:
    list(memory.differences(View(ground, declaration)))
    (block,) = memory.blocks(declaration.narrative)
    return {text[one.start : one.stop] for one in block.mentions}


# -- the corpora of lines ---------------------------------------------------------------------------


def score_lines(files: str, lines_of: slice = EVERY) -> ProseScore:
    """Return the score over the lines of the files whose names a pattern fits."""
    total = ProseScore()
    for form_id, lines in _cases(files):
        pack, form = find_form(form_id)
        sample = _sample(form_id)
        checker = checker_of(pack, form, sample.years)
        for line in lines[lines_of]:
            _judge_line(total, checker, sample, line)
    return total


def _cases(files: str) -> Iterator[tuple[str, list[str]]]:
    for file in sorted(LINES.glob(files)):
        for part in re.split(r"^@ ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            form_id, *lines = part.splitlines()
            yield form_id.strip(), [one for one in lines if one.strip()]


def _judge_line(total: ProseScore, checker: Any, sample: Declaration, line: str) -> None:
    """Count a line; what is found counts where it overlaps what is marked."""
    blocks, wanted = [], []
    for number, part in enumerate(line.split(" ⏎ ")):
        plain, marks = _unmarked(part)
        block = _block(plain)
        text = text_of(block)
        wanted += [(number, *_where(text, *one)) for one in marks]
        blocks.append(block)
    total.sentences += 1
    total.wanted += len(wanted)
    total.true += not wanted
    left, alarms = list(wanted), 0
    for finding in checker.touched(_saying(sample, tuple(blocks)), ["narrative"]).findings:
        place = parse_place(finding.addresses[0])
        if finding.rule not in {VALUES, LEFT, FIRMS} or place is None:
            continue
        hit = [one for one in wanted if one[0] == place.block and one[1] < place.stop and place.start < one[2]]  # fmt: skip
        left = [one for one in left if one not in hit]
        if not hit:
            alarms += 1
            said = text_of(blocks[place.block])[place.start : place.stop]
            total.false.append(f"{said} | {line} | {finding.message}")
    total.found += len(wanted) - len(left)
    total.alarmed += bool(alarms) and not wanted
    total.missed += [f"{text_of(blocks[at])[start:stop]} | {line}" for at, start, stop in left]


def _unmarked(part: str) -> tuple[str, list[tuple[str, int]]]:
    """Return a line without its marks, and each marked text with how many like it stand before."""
    plain, marks, at = "", [], 0
    for match in _MARKED.finditer(part):
        plain += part[at : match.start()]
        marks.append((match[1], plain.count(match[1])))
        plain += match[1]
        at = match.end()
    return plain + part[at:], marks


def _where(text: str, said: str, before: int) -> tuple[int, int]:
    at = -1
    for _ in range(before + 1):
        at = text.index(said, at + 1)
    return at, at + len(said)


def _block(text: str) -> Block:
    if text.startswith("# "):
        return Heading(level=1, text=text[2:])
    if text.startswith("- "):
        return ListItem(runs=(Run(text=text[2:]),))
    if text.startswith("| |"):
        rows = [tuple(row.strip("|").split("|")) for row in text[3:].split("||")]
        return SimpleTable(rows=tuple(rows))
    return Paragraph(runs=(Run(text=text),))


def main() -> None:
    """Print the scores; with ``-v`` every miss."""
    scores = {"mended with": score()}
    scores |= {name: score_lines(*one) for name, one in CORPORA.items()}
    sys.stdout.write(
        "| corpus | narratives | differing | found | recall | false alarms | precision "
        "| true ones alarmed |\n|---|---:|---:|---:|---:|---:|---:|---:|\n"
    )
    for name, one in scores.items():
        alarmed = f"{one.alarmed} of {one.true}" if one.true else "–"
        sys.stdout.write(
            f"| {name} | {one.sentences} | {one.wanted} | {one.found} | {one.recall:.1%} "
            f"| {len(one.false)} | {one.precision:.1%} | {alarmed} |\n"
        )
    for name, one in scores.items() if "-v" in sys.argv else ():
        for kind in ("false", "missed", "unread"):
            lines = "\n  ".join((f"\n{name}, {kind}:", *getattr(one, kind)))
            sys.stdout.write(f"{lines}\n")


if __name__ == "__main__":
    main()
