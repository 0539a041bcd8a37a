"""The reader's score on received forms, by habit: ``python -m benchmarks.received_score``.

``--mixed N`` adds N files of each form with several habits at once, ``--only WORD`` keeps the habits
whose name holds a word, ``--show N`` prints the first N values of each habit that were not stated.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "intake"))

from received import CORPUS, FORMS, Habit, Score, judge, made, mixed, word_file

from smdesk.intake.read import read_bytes

HEAD = "| habit | files | refused | values | right | doubtful | read otherwise, not stated | missing | wrong and stated | blanks asked after |"


def read_paper(paper, way: str) -> Score:
    wanted = paper.form if "wanted" in paper.look else None
    return judge(paper, read_bytes(word_file(paper), "收到.docx", wanted=wanted), way)


def of_habit(habit: Habit | None, seeds: range) -> Score:
    total = Score()
    name = habit.__name__ if habit is not None else "as printed"
    for form in FORMS:
        for seed in seeds:
            total.add(read_paper(made(form, [habit] if habit else [], seed), name))
    return total


def row(name: str, score: Score) -> str:
    per = max(1, score.values) / 100
    return (
        f"| {name} | {score.files} | {score.refused} | {score.values} | {score.right / per:.1f} % | "
        f"{score.doubtful / per:.1f} % | {score.amiss / per:.2f} % | {score.missing / per:.2f} % | "
        f"{len(score.wrong)} | {score.unsure_blanks}/{score.blanks} |"
    )


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--seeds", type=int, default=1)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--mixed", type=int, default=4)
    options.add_argument("--only", default="")
    options.add_argument("--show", type=int, default=0)
    chosen = options.parse_args()
    seeds = range(chosen.first, chosen.first + chosen.seeds)
    print(HEAD)
    print("|---|" + "---:|" * 9)
    total = Score()
    listed: list[Habit | None] = [None, *(one for group in CORPUS.values() for one in group)]
    for habit in listed:
        name = habit.__name__ if habit is not None else "as printed"
        if chosen.only in name:
            _told(name, of_habit(habit, seeds), total, chosen.show)
    if chosen.mixed and not chosen.only:
        several = Score()
        for form in FORMS:
            for seed in range(chosen.first, chosen.first + chosen.mixed):
                several.add(read_paper(*mixed(form, seed)))
        _told("several at once", several, total, chosen.show)
    print(row("**all**", total))
    for one in total.wrong[:40]:
        print("wrong:", one)
    print("doubts:", sorted(total.codes.items(), key=lambda one: -one[1])[:25])


def _told(name: str, score: Score, total: Score, show: int) -> None:
    print(row(name, score), flush=True)
    total.add(score)
    for one in score.unread[:show]:
        print("   ", one)


if __name__ == "__main__":
    main()
